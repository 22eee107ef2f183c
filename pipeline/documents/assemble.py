"""Lines and grids → `Document`: numbers lines and grids, lays out the document's text and sets every offset into it."""

from __future__ import annotations

from itertools import chain

from pipeline.documents.document import Block, Document, Line
from pipeline.documents.laid_out import LaidOutGrid
from pipeline.documents.text_rows import taken_apart

_WHOLE = (Line, LaidOutGrid)


def assemble(media_type: str, blocks: list[Block]) -> Document:
    """The document of `blocks` in reading order; their numbers and offsets are set here, in place."""
    blocks = list(chain.from_iterable((b,) if isinstance(b, _WHOLE) else taken_apart(b) for b in blocks))
    parts: list[str] = []
    position = lines = grids = 0
    for block in blocks:
        block.start = position
        if isinstance(block, Line):
            lines += 1
            block.number = lines
            parts.append(block.text)
            position += len(block.text) + 1
        else:
            grids += 1
            block.number = grids
            position = block.lay_out(parts, position)
    return Document(media_type, blocks, "\n".join(parts))
