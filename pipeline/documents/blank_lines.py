"""Lines without text that are blank cells: of documents that print a table one cell a line."""

from __future__ import annotations

from collections import Counter

from pipeline.documents.document import Block, Line
from pipeline.values import is_value

_FEWEST_CELLS, _FEWEST_FIGURES, _LONGEST_FIGURE = 60, 8, 16
"""Lines that are a figure or blank from which a page prints one cell a line, how many are figures, and characters of one."""
_MOST_BLANK = 15
"""Lines before the first and behind the last figure among which blank cells are: those of a row."""
_MOST_SET_APART = 0.9
"""Share of the lines among a page's figures that have a blank before them, from which it only sets each apart."""
_FEWEST_WITHIN = 3
"""Lines without text just above a figure, or below a unit, from which they are cells; those above a label only set rows apart."""
_LONGEST_UNIT = 2


def with_blank_cells(blocks: list[Block], blanks: list[int]) -> list[Block]:
    """The blocks with a line for each of `blanks` (places among them) where a document prints one cell a line.

    Everywhere else a line without text only sets paragraphs apart.
    """
    figures = [
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Line) and len(block.text) <= _LONGEST_FIGURE and is_value(block.text)
    ]
    if len(figures) < _FEWEST_FIGURES or len(figures) + len(blanks) < _FEWEST_CELLS:
        return blocks
    apart = {place for place in blanks if figures[0] <= place <= figures[-1]}
    if len(apart) >= _MOST_SET_APART * (figures[-1] - figures[0] + 1):
        blanks = [
            place for place, count in Counter(blanks).items() for _ in range((count - 1) // 2)
        ]  # a cell has one too
    within = set(figures)
    if sum(place in within or _is_unit(blocks, place - 1) for place in blanks) < _FEWEST_WITHIN:
        return blocks
    whole: list[Block] = []
    start = 0
    for place in blanks:
        if figures[0] - _MOST_BLANK <= place <= figures[-1] + _MOST_BLANK:
            whole += [*blocks[start:place], Line("\xa0", 0)]
            start = place
    return [*whole, *blocks[start:]]


def _is_unit(blocks: list[Block], number: int) -> bool:
    """Whether a line is the unit of a row of 2014's table, whose figure stands on the next one: 件, 万元."""
    line = blocks[number] if number >= 0 else None
    return isinstance(line, Line) and len(line.text) <= _LONGEST_UNIT and not is_value(line.text)
