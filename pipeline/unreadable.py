"""The extraction of a document that nothing could be read of."""

from __future__ import annotations

import hashlib

from pipeline.contract import Extraction, Reason
from pipeline.extractor import extractor_id


def unreadable(body: bytes, media_type: str | None, code: str, message: str) -> Extraction:
    """`message` names what is wrong with the input, and what to do."""
    return Extraction(hashlib.sha256(body).hexdigest(), media_type, extractor_id(), "unreadable", Reason(code, message))
