"""Grids whose cells repeat the name of their column before what they hold: 自然人3 below 自然人.

Pages for small screens print each name twice, and a style shows one of the two: what a reader of the page sees in the cell is the
figure. Where a cell repeats another column's name the figure is read where it stands, with a doubt: one of the two names is wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.documents.document import Grid, GridCell
from pipeline.forms.orient import TurnedGrid
from pipeline.forms.tokens import UNIT_NAMES, label_key, vocabulary
from pipeline.values import is_value

_BETWEEN = " :：\xa0\u3000\t\n"
"""What may stand between the name and what the cell holds."""
_FURNITURE = frozenset(("信息内容", "统计指标", "项目", "指标", "内容"))
"""Names of columns of labels."""


class _Held(NamedTuple):
    """What a cell holds beside a name, and what speaks against reading it there."""

    text: str
    doubt: str | None = None


def without_cell_labels(grid: Grid) -> Grid:
    """`grid` without the names that its cells repeat; itself where none holds one and a figure."""
    if not any(_may_repeat(cell.text) for row in grid.rows for cell in row):
        return grid
    held: dict[int, _Held] = {}
    has_figures = False
    above: dict[int, list[str]] = {}
    for index, row in enumerate(grid.rows):
        own = [cell for cell in row if cell.row == index and cell.text]
        found = {id(cell): part for cell in own if (part := _behind_name(cell, above)) is not None}
        figures = any(part.text and is_value(part.text) for part in found.values())
        is_item = any(_names_row(found[id(cell)].text if id(cell) in found else cell.text) for cell in own)
        if figures or is_item:  # else a header that is printed again
            held |= found
            others = (cell for cell in own if id(cell) not in found and _may_repeat(cell.text))
            held |= {id(cell): part for cell in others if (part := _behind_other_name(cell, above)) is not None}
            has_figures |= figures
        elif not any(is_value(cell.text) for cell in own):
            for cell in own:
                for column in range(cell.column, cell.column + cell.colspan):
                    above.setdefault(column, []).append(cell.text)
    return _holding(grid, held) if has_figures else grid


def _may_repeat(text: str) -> bool:
    """Whether a name may stand before a figure: most cells are one or the other."""
    return text[-1:].isascii() and not text[:1].isascii()


def _behind_name(cell: GridCell, above: dict[int, list[str]]) -> _Held | None:
    """What stands behind the name of the cell's column, nothing included; None where the cell does not begin with it."""
    for label in reversed(above.get(cell.column, ())):
        rest = _behind(label, cell.text)
        if rest is None:
            continue
        name = label_key(rest)
        if is_value(rest) or name in UNIT_NAMES or (label_key(label) in _FURNITURE and vocabulary().knows(name)):
            return _Held(rest)
    return None


def _behind_other_name(cell: GridCell, above: dict[int, list[str]]) -> _Held | None:
    """The figure behind the name of another column."""
    for label in {label for labels in above.values() for label in labels}:
        rest = _behind(label, cell.text)
        if rest and is_value(rest):
            return _Held(rest, f"{cell.text!r} names another column than the one that it stands in")
    return None


def _behind(label: str, text: str) -> str | None:
    """What is left of `text` behind `label`, whatever white space either has; None where it does not begin with it."""
    end = 0
    for character in label:
        if character.isspace():
            continue
        while end < len(text) and text[end].isspace():
            end += 1
        if not text.startswith(character, end):
            return None
        end += 1
    return text[end:].lstrip(_BETWEEN)


def _names_row(text: str) -> bool:
    words, name = vocabulary(), label_key(text)
    return name in words.row_items and name not in words.ambiguous


def _holding(grid: Grid, held: dict[int, _Held]) -> Grid:
    cells = {id(cell): cell for row in grid.rows for cell in row}
    new = {number: _copy(cell, held.get(number) or _Held(cell.text)) for number, cell in cells.items()}
    rows = [[new[id(cell)] for cell in row] for row in grid.rows]
    printed = {id(copy): cells[number] for number, copy in new.items()}
    return TurnedGrid(grid.number, rows, grid.start, grid.sheet, grid.first_row, grid.first_column, grid, printed)


def _copy(cell: GridCell, part: _Held) -> GridCell:
    copy = GridCell(part.text, cell.row, cell.column, cell.rowspan, cell.colspan, cell.start, cell.page, cell.bbox)
    copy.doubt = cell.doubt or part.doubt
    return copy
