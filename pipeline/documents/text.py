"""Plain text → `Document`: one line a line. What is tabular in it is found by the alignment, not here."""

from __future__ import annotations

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.charset import decode
from pipeline.documents.document import Block, Document, Line


def read_text(body: bytes, media_type: str | None) -> Document:
    """The lines of a text file, line ends stripped, empty lines dropped; tabs and pipes are kept as printed."""
    text, damage = decode(body, media_type)
    blocks: list[Block] = [Line(line.strip("\r\n \u3000\ufeff"), 0) for line in text.splitlines() if line.strip()]
    document = assemble("text/plain", blocks)
    if damage:
        document.notices.append(
            Notice(
                "warning", "invalid_bytes", f"{damage} byte sequences are no text in the file's encoding and were lost"
            )
        )
    return document
