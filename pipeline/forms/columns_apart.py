"""Rows of section two in a text that prints its labels in one block, and each column's name above its figures in others.

Converters of PDF print a table so, column by column. A column has a figure for each row of its block, and names that blocks share
stand in the form's order: where every label, name and figure is accounted for, each figure is known. Where names stand side by
side, some converters go on row by row and others column by column: then nothing is done here, but for blocks of one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.documents.document import Line
from pipeline.documents.fold import key
from pipeline.forms.form import Column, FormTable
from pipeline.forms.line_grids import is_page_number
from pipeline.forms.rows import Row
from pipeline.forms.tokens import Token, line_token
from pipeline.values import is_value

MOST_LINES = 120
"""Of section two, each cell on one."""


@dataclass(slots=True)
class _Group:
    """Names of columns, one behind the other, and the figures up to the next name."""

    names: list[Token] = field(default_factory=list[Token])
    figures: list[Token] = field(default_factory=list[Token])


def rows_of_columns(lines: Sequence[Line], table: FormTable) -> list[Row]:
    """The rows of a table whose lines these are, in the form's order; none where anything is left over or wanting."""
    if len(lines) > MOST_LINES:
        return []
    labels: list[Token] = []
    groups: list[_Group] = []
    for token in _pieces(lines):
        name = key(token.text)
        if is_value(token.text):
            if not groups:
                return []
            groups[-1].figures.append(token)
        elif name in table.item_keys:
            if any(group.figures for group in groups):
                return []  # a label among the figures: rows are printed one by one
            labels.append(token)
        elif name in table.column_keys:
            if not groups or groups[-1].figures:
                groups.append(_Group())
            groups[-1].names.append(token)
    if len(labels) != len(table.items) or any(
        item not in table.item_keys[key(token.text)] for item, token in zip(table.items, labels, strict=True)
    ):
        return []
    figures = _by_column(groups, table)
    if figures is None:
        return []
    return [
        Row(
            [label],
            [figures[item.block, column.code][1][_place(table, item.index)] for column in table.columns(item)],
            lines[0].number,
            None,
            item.keys,
            item.group_keys[0] if item.group_keys else "",
            is_bounded=True,
            header=[figures[item.block, column.code][0] for column in table.columns(item)],
            is_apart=True,
        )
        for item, label in zip(table.items, labels, strict=True)
    ]


def _pieces(lines: Sequence[Line]) -> Iterator[Token]:
    """What lines print, a figure or a name each: lines of several have a space between them."""
    for line in lines:
        if is_page_number(line.text):
            continue
        offset = 0
        for piece in line.text.split():
            offset = line.text.index(piece, offset)
            yield line_token(line, piece, offset)
            offset += len(piece)


def _by_column(groups: Sequence[_Group], table: FormTable) -> dict[tuple[int, str], tuple[Token, list[Token]]] | None:
    """The name and figures of each column of each block; None where one is wanting, or has not a figure for each row."""
    found: dict[tuple[int, str], tuple[Token, list[Token]]] = {}
    heights = [sum(item.block == block for item in table.items) for block in range(len(table.blocks))]
    for group in groups:
        places: list[tuple[int, Column]] = []
        for token in group.names:
            own = [
                (block, column)
                for block, columns in enumerate(table.blocks)
                for column in columns
                if key(token.text) in column.keys and (block, column.code) not in found
            ]
            if not own:
                return None
            places.append(own[0])
            found[own[0][0], own[0][1].code] = (token, [])
        block, width = places[0][0], len(places)
        if any(other != block for other, _ in places) or len(group.figures) != width * heights[block]:
            return None
        if width > 1 and heights[block] > 1:
            return None
        for number, (_, column) in enumerate(places):
            found[block, column.code][1].extend(group.figures[number::width])
    return found if len(found) == sum(map(len, table.blocks)) else None


def _place(table: FormTable, index: int) -> int:
    """Which row of its block an item is."""
    return sum(item.block == table.items[index].block for item in table.items[:index])
