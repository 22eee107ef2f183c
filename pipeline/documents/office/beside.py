"""What stands side by side on a sheet, an empty column between: tables of their own, and notes on a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.documents.document import Line
from pipeline.values import is_value

FEWEST_LABELLED = 3
"""Rows with a label and a figure that make what stands beside a table one of its own."""
FEWEST_OUTCOMES = 5
"""Names in a row that is the header of the disputes table."""
_OUTCOME = re.compile("(?:结果)?(?:维持|纠正)|其他结果|尚未审结|总计|合计")
_COMES_RIGHT = frozenset(("0", "TRUE", "√"))
"""What a formula or a person puts beside a row that adds up."""
MOST_NOTED = 0.3
"""Share of a table's rows beside which something is noted; a column of the table has an entry in most."""

Texts = Sequence[Sequence[str]]


def sides_of(
    texts: Texts, merged: Mapping[tuple[int, int], tuple[int, int]], first: int, last: int
) -> tuple[Sequence[Texts], Sequence[Line]]:
    """The texts of each table where some stand side by side in the rows, and what is noted beside them as lines.

    Tables are parted by an empty column, and each has labels of its own; so are notes, in a few of the rows.
    """
    filled = {column for row in texts[first:last] for column, text in enumerate(row) if text}
    for (top, left), (bottom, right) in merged.items():
        if top < last and first <= bottom and not _is_alone(texts, top, bottom):
            filled.update(range(left, right + 1))
    starts = [column for column in sorted(filled) if column - 1 not in filled]
    if len(starts) < 2:
        return [texts], []
    bounds = list(pairwise([0, *starts[1:], max(filled) + 1]))
    sides = [_between(texts, first, last, *bound) for bound in bounds]
    of_rows = slice(first, last)
    sides = [side for side in sides if side is sides[0] or not _is_check(side[of_rows], sides[0][of_rows])]
    tables = [side for side in sides if side is sides[0] or not _is_noted(side[of_rows], sides[0][of_rows])]
    notes = [
        Line(" ".join(filter(None, row)), 0)
        for side in sides
        if not any(side is other for other in tables)
        for row in side[of_rows]
        if any(row)
    ]
    if len(tables) > 1 and all(_is_table(side[of_rows]) for side in tables):
        return tables, notes
    if not notes and len(sides) == len(bounds):
        return [texts], []
    rows = list(texts)
    for row in range(first, last):
        rows[row] = ["".join(cells) for cells in zip(*(side[row] for side in tables), strict=True)]
    return [rows], notes


def _is_alone(texts: Texts, top: int, bottom: int) -> bool:
    """Whether a merged cell is a title over what stands side by side: nothing else is printed in its rows."""
    return sum(bool(text) for row in texts[top : bottom + 1] for text in row) == 1


def _is_check(side: Texts, table: Texts) -> bool:
    """Whether beside the rows of a table it is only told that they come right: noughts for differences, or TRUE, without a name."""
    told = {text for row in side for text in row if text}
    return len(told) == 1 and told <= _COMES_RIGHT and not any(map(any, side[: _header(table)])) and _header(table) > 0


def _header(table: Texts) -> int:
    """How many rows stand above the first figure; none where there is no figure."""
    return next((index for index, row in enumerate(table) if any(map(is_value, filter(None, row)))), 0)


def _is_noted(side: Texts, table: Texts) -> bool:
    """Whether what stands beside a table is noted there: texts in a few of its rows, none of them where its header is."""
    header = _header(table)
    notes = [next(filter(None, row)) for row in side if any(row)]
    return (
        header > 0
        and not any(map(any, side[:header]))
        and not any(map(is_value, notes))
        and len(notes) <= MOST_NOTED * (len(table) - header)
    )


def _between(texts: Sequence[Sequence[str]], first: int, last: int, left: int, right: int) -> list[Sequence[str]]:
    """The texts with nothing in the rows but what stands in the columns from `left` to before `right`."""
    rows = list(texts)
    for row in range(first, last):
        rows[row] = [text if left <= column < right else "" for column, text in enumerate(texts[row])]
    return rows


def _is_table(rows: Texts) -> bool:
    """Whether rows are a table of their own: with labels, or the disputes in one row below their results."""
    if sum(map(_is_labelled, rows)) >= FEWEST_LABELLED:
        return True
    filled = [row for row in rows if any(row)]
    return any(names_outcomes(above) and _are_figures(row) for above, row in pairwise(filled))


def names_outcomes(row: Sequence[str]) -> bool:
    """Whether a row is the header of the disputes table."""
    names = [text for text in row if text]
    return len(names) >= FEWEST_OUTCOMES and all(_OUTCOME.fullmatch(text) for text in names)


def _are_figures(row: Sequence[str]) -> bool:
    figures = [text for text in row if text]
    return len(figures) >= FEWEST_OUTCOMES and all(map(is_value, figures))


def _is_labelled(row: Sequence[str]) -> bool:
    """Whether a label and a figure behind it stand in a row."""
    filled = [text for text in row if text]
    return len(filled) > 1 and not is_value(filled[0]) and is_value(filled[-1])
