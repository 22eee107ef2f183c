"""`extract`: bytes and media type in, `Extraction` out. Pure: no I/O, no clock, no network."""

from __future__ import annotations

from pipeline.contract import Extraction


def extract(body: bytes, media_type: str | None = None) -> Extraction:
    """What the document says, by alignment of its tables to the statutory forms."""
    raise NotImplementedError


def extractor_id() -> str:
    """A digest of everything that decides what `extract` returns: code, form files, optional readers."""
    raise NotImplementedError
