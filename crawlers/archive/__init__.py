"""The archive: the only state. WARC 1.1 files that other tools read, and an index beside each that can be rebuilt.

    archive/SITE/RUN.warc.gz     one a site and run: warcinfo, response and request records, `revisit` records for what
                                 is here already (the same payload, or a 304), the run's summary as `metadata` record
    archive/SITE/RUN.cdxj        its index, written when the file is closed
    archive/ingest/RUN.warc.gz   documents taken in from disk, as `resource` records

Success: every capture ever made, and its body, can be had back. Failure: a run that was killed leaves one file
without an index whose last record may be cut short; its whole records are read all the same, and `recover` closes it.
There is no Scrapy in here.
"""

from crawlers.archive.captures import (
    Capture,
    Origin,
    Outcome,
    PageError,
    Problem,
    Provenance,
    Role,
    RunSummary,
)
from crawlers.archive.reader import Archive
from crawlers.archive.records import Exchange
from crawlers.archive.root import Root, RootKind
from crawlers.archive.writer import WarcWriter

__all__ = [
    "Archive",
    "Capture",
    "Exchange",
    "Origin",
    "Outcome",
    "PageError",
    "Problem",
    "Provenance",
    "Role",
    "Root",
    "RootKind",
    "RunSummary",
    "WarcWriter",
]
