"""Lines without text that are blank cells: of documents that print a table one cell a line."""

from __future__ import annotations

from collections import Counter

from pipeline.documents.document import Block, Line
from pipeline.values import is_value

_FEWEST_CELLS, _FEWEST_FIGURES, _LONGEST_FIGURE = 60, 8, 16
"""Lines that are a figure or blank from which a page prints one cell a line, how many are figures, and characters of one."""
_MOST_BLANK = 15
"""Lines before the first and behind the last figure among which blank cells are: those of a row."""
_FEWEST_WITHIN = 3
"""Lines without text just above a figure, or below a unit, from which they are cells; those above a label only set rows apart."""
_LONGEST_UNIT = 2
_FEWEST_NAMES = 3
"""Names that stand as near to each other as cells from which they are a header's, and no row's."""
_ROW, _FEWEST_ROWS = 7, 10
"""Blank cells of a row of the requests table, and how many such rows show that a page prints blank cells, however few figures."""
_ONE_ASTRAY, _FEWEST = 50, 20
"""Figures of which one may stand nearer to what is above it than cells do; from how many on one may, as how often it was read."""


def with_blank_cells(blocks: list[Block], blanks: list[int]) -> list[Block]:
    """The blocks with a line for each of `blanks` (places among them) where a document prints one cell a line.

    Everywhere else a line without text only sets paragraphs apart.
    """
    figures = [
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Line) and len(block.text) <= _LONGEST_FIGURE and is_value(block.text)
    ]
    counts = Counter(blanks)
    blank_rows = [place for place, count in counts.items() if count >= _ROW]
    has_blank_rows = sum(counts[place] == _ROW for place in blank_rows) >= _FEWEST_ROWS
    if len(figures) < (1 if has_blank_rows else _FEWEST_FIGURES) or len(figures) + len(blanks) < _FEWEST_CELLS:
        return blocks
    within = set(figures)
    between = _least(counts, figures[1:])
    below = max(between, _least(counts, [number + 1 for number in figures if number + 1 not in within]))
    if below:
        blanks = [
            place
            for place, count in counts.items()
            for _ in range(
                (count - (between if _is_in_row(place, within, counts, between) else below)) // (between + 1)
            )
        ]
    if not has_blank_rows and sum(place in within or _is_unit(blocks, place - 1) for place in blanks) < _FEWEST_WITHIN:
        return blocks
    ends = [figures[0] - _MOST_BLANK, figures[-1] + _MOST_BLANK, *(blank_rows if has_blank_rows else ())]
    first, last = min(ends), max(ends)
    whole: list[Block] = []
    start = 0
    for place in blanks:
        if first <= place <= last:
            whole += [*blocks[start:place], Line("\xa0", 0)]
            start = place
    return [*whole, *blocks[start:]]


def _least(counts: Counter[int], places: list[int]) -> int:
    """How many lines without text stand above each of these places: none on nearly all pages, some where a page's source shows.

    A blank cell has as many on its other side.
    """
    above = sorted(counts[place] for place in places)
    return above[max(len(above) // _ONE_ASTRAY, int(len(above) >= _FEWEST))] if above else 0


def _is_in_row(place: int, figures: set[int], counts: Counter[int], between: int) -> bool:
    """Whether a place stands before a figure that is in a row with what is above it, and not the first below a header."""
    if place not in figures or place - 1 in figures:
        return place in figures
    names = range(place - 1, max(place - 1 - _FEWEST_NAMES, 0), -1)
    return any(name in figures or counts[name] != between for name in names)


def _is_unit(blocks: list[Block], number: int) -> bool:
    """Whether a line is the unit of a row of 2014's table, whose figure stands on the next one: 件, 万元."""
    line = blocks[number] if number >= 0 else None
    return isinstance(line, Line) and len(line.text) <= _LONGEST_UNIT and not is_value(line.text)
