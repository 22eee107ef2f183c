"""Lines and grids → `Document`: numbers lines and grids, lays out the document's text and sets every offset into it."""

from __future__ import annotations

from itertools import chain

from pipeline.documents.document import Block, Document, Grid, Line
from pipeline.documents.text_rows import taken_apart


def assemble(media_type: str, blocks: list[Block]) -> Document:
    """The document of `blocks` in reading order; their numbers and offsets are set here, in place."""
    blocks = list(chain.from_iterable(taken_apart(b) if isinstance(b, Grid) else (b,) for b in blocks))
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
            position = _lay_out(block, parts, position)
    return Document(media_type, blocks, "\n".join(parts))


def _lay_out(grid: Grid, parts: list[str], position: int) -> int:
    for index, row in enumerate(grid.rows):
        texts: list[str] = []
        for cell in row:
            if cell.row != index:
                continue
            cell.start = position
            texts.append(cell.text)
            position += len(cell.text) + 1
        if texts:
            parts.append("\t".join(texts))
    return position
