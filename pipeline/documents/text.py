"""Plain text → `Document`: one line a line. What is tabular in it is found by the alignment, not here."""

from __future__ import annotations

from pipeline.documents.assemble import assemble
from pipeline.documents.charset import decode
from pipeline.documents.document import Block, Document, Line


def read_text(body: bytes, media_type: str | None) -> Document:
    """The lines of a text file, line ends stripped, empty lines dropped; tabs and pipes are kept as printed."""
    decoded = decode(body, media_type)
    blocks: list[Block] = [
        Line(line.strip("\r\n \u3000\ufeff"), 0) for line in decoded.text.splitlines() if line.strip()
    ]
    document = assemble("text/plain", blocks)
    document.notices = decoded.notices
    return document
