"""Who published a document, for which year: reference data, printed names, evidence, and the decision.

`attribute(extraction, sightings, reference)` is pure; `Reference.load` is the only I/O.
"""

from pipeline.agencies.attribution import Attribution, Candidate, attribute
from pipeline.agencies.evidence import Evidence, Sighting
from pipeline.agencies.reference import (
    Agency,
    Reference,
    ReferenceDataError,
    ReferenceFileMissingError,
    ReferenceRowError,
    UnknownAgencyError,
)

__all__ = [
    "Agency",
    "Attribution",
    "Candidate",
    "Evidence",
    "Reference",
    "ReferenceDataError",
    "ReferenceFileMissingError",
    "ReferenceRowError",
    "Sighting",
    "UnknownAgencyError",
    "attribute",
]
