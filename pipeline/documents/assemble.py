"""Lines and grids → `Document`: numbers lines and grids, lays out the document's text and sets every offset into it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipeline.documents.document import Block, Document, Line
from pipeline.documents.laid_out import LaidOutGrid
from pipeline.documents.text_rows import taken_apart

_WHOLE = frozenset((Line, LaidOutGrid))


def assemble(media_type: str, blocks: list[Block]) -> Document:
    """The document of `blocks` in reading order; their numbers and offsets are set here, in place."""
    is_whole = set(map(type, blocks)) <= _WHOLE  # asked of all at once: so are most pages
    blocks = [*blocks] if is_whole else list(chain.from_iterable(_parts(block) for block in blocks))
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


def _parts(block: Block) -> Sequence[Block]:
    return (block,) if isinstance(block, (Line, LaidOutGrid)) else taken_apart(block)
