"""Which figure of a row stands under which column.

By the header's positions in a grid; else by order, if there are as many figures as the header, or the form, has columns. What
cannot be told for certain is not assigned: `assign` gives None, and the caller says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.document import Line
from pipeline.documents.fold import key
from pipeline.forms.form import Column
from pipeline.forms.header import TOTAL, Header
from pipeline.forms.line_grids import LineGrid, is_page_number
from pipeline.forms.paddings import Paddings, fits, is_as_others, tells
from pipeline.forms.row_depths import depth
from pipeline.forms.rows import Row, is_nameless
from pipeline.forms.sums import adds_up, lacks_one, up_to_total
from pipeline.forms.tokens import Token
from pipeline.forms.written_out import one_for_all

_BAR = re.compile("[|｜]")
_BEHIND_NAME = re.compile(r"[\u3400-\u9fff]\s?\d+(?=\s|$)")
"""A figure behind a name, as where no rule parts a header from the row below it."""

Assigned = tuple[Token, Column | None, str]
"""One figure under its column (None: the form does not know it), and the column's label as printed."""


def assign(
    row: Row, headers: Sequence[Header], paddings: Callable[[Header], Paddings]
) -> tuple[Header, list[Assigned]] | None:
    """Each figure of `row` with its column and the header that says so, or None where that is not certain.

    `headers` are tried in turn; `paddings` are how many blanks full rows of the stream have before their figures, which are
    as many as a header's columns.
    """
    tokens = row.values
    if _has_a_broken_figure(row) and not (
        len(tokens) == len(headers[0].columns) and adds_up(tokens, headers[0].columns)
    ):
        return None
    for header in headers:
        if header.positions and row.grid is not None:
            if (merged := one_for_all(tokens, header.positions)) is not None and header.known == len(header.columns):
                return header, _in_order([merged] * len(header.columns), header)
            by_position = _by_position(tokens, header)
            if by_position is not None:
                return header, by_position
        if len(tokens) == len(header.columns) and (
            row.grid is not None or row.is_bounded or _is_full(row) or _is_below(row, header)
        ):
            return header, _in_order(tokens, header)
    for header in headers:
        figures = _exactly(header, row, paddings(header))
        if figures is not None:
            return header, _in_order(figures, header)
    for header in headers:
        figures = up_to_total(header, row)
        if figures is not None:
            return header, _in_order(figures, header)
    return None


def _is_below(row: Row, header: Header) -> bool:
    """Whether a row of a stream stands just below its header, and what it prints may add up: each blank is a cell."""
    total = header.columns[-1]
    if total is None or total.code != TOTAL or not header.is_printed or len(row.header) < len(header.columns):
        return False
    return adds_up(row.values, header.columns) or lacks_one(row.values)


def _in_order(tokens: Sequence[Token], header: Header) -> list[Assigned]:
    return list(zip(tokens, header.columns, header.labels, strict=True))


def without_gaps(assigned: Sequence[Assigned], spanning: Collection[str]) -> list[Assigned]:
    """The entries without what is no cell: nothing, under nothing but a name that spans the whole table (`spanning`)."""
    return [
        (token, column, label)
        for token, column, label in assigned
        if column is not None or not token.is_blank or ((name := key(label)) and name not in spanning)
    ]


def first_figure_column(row: Row, rows: Sequence[Row]) -> int:
    """The column of a grid in which the figures of `row` begin: not where it is blank beside labels of other `rows`."""
    first = row.values[0].column
    if not row.values[0].is_blank:
        return first
    others = [other for other in rows if other.grid is row.grid]
    end = max((token.column + token.colspan for other in others for token in other.labels), default=first)
    return next((token.column for token in row.values if not token.is_blank or token.column >= end), first)


def has_figures_above(row: Row) -> bool:
    """Whether the header of a row without figures holds figures: they may be its own."""
    printed = [token.text for token in row.header if token.source is row.grid]
    return any(_BEHIND_NAME.search(text) and not is_page_number(text) for text in printed)


def is_astray(assigned: Sequence[Assigned], names: Collection[str]) -> bool:
    """Whether a figure stands where the header names no column - `names` are of rows and tables -, and nothing under one."""
    nameless = any(
        column is None and not token.is_blank and (not (name := key(label)) or name in names)
        for token, column, label in assigned
    )
    return nameless and any(column is not None and token.is_blank for token, column, _ in assigned)


def is_beside(assigned: Sequence[Assigned]) -> bool:
    """Whether a figure stands in a column that the form does not have and none in one that it has, and no sum says it is right."""
    if not any(column is None and token.value.status == "reported" for token, column, _ in assigned):
        return False
    if not any(column is not None and token.is_blank for token, column, _ in assigned):
        return False
    return not adds_up([token for token, _, _ in assigned], [column for _, column, _ in assigned])


def is_in_label(assigned: Sequence[Assigned], spanning: Collection[str]) -> bool:
    """Whether a figure stands below a name of the whole table (`spanning`), where rows have their labels."""
    return any(
        column is None and token.value.status == "reported" and key(label) in spanning
        for token, column, label in assigned
    )


def in_form_order(assigned: Sequence[Assigned], columns: Sequence[Column]) -> list[Assigned] | None:
    """The row's figures under the columns of its item, though the header's names stand beside them: as many, and they add up."""
    figures = [token for token, _, _ in assigned if not token.is_blank]
    if len(figures) != len(columns) or not (len(figures) == 1 or adds_up(figures, columns)):
        return None
    return [(token, column, column.labels[0]) for token, column in zip(figures, columns, strict=True)]


def is_proven(assigned: Sequence[Assigned]) -> bool:
    """Whether the figures of a row come to the total that is among them."""
    return adds_up([token for token, _, _ in assigned], [column for _, column, _ in assigned])


def _is_full(row: Row) -> bool:
    return not any(token.is_blank for token in row.values)


def _by_position(tokens: Sequence[Token], header: Header) -> list[Assigned] | None:
    """By grid column, if every figure stands under a header cell of its own and every header cell has one."""
    if tuple(token.column for token in tokens) == header.positions:
        return _in_order(tokens, header)
    edges = [*header.positions, max([*header.positions, *(t.column + t.colspan for t in tokens)], default=0) + 1]
    assigned: dict[int, Token] = {}
    for token in tokens:
        index = next((i for i in range(len(edges) - 1) if edges[i] <= token.column < edges[i + 1]), None)
        if index is None:
            if token.is_blank:
                continue
            return None
        if index in assigned:
            if token.is_blank or (header.is_repeated and _are_same(token, assigned[index])):
                continue
            if not assigned[index].is_blank:
                return None
        assigned[index] = token
    if len(assigned) != len(header.columns):
        return None
    return _in_order([assigned[i] for i in range(len(header.columns))], header)


def _are_same(one: Token, other: Token) -> bool:
    return one.value == other.value and one.text == other.text


def _exactly(header: Header, row: Row, paddings: Paddings) -> list[Token] | None:
    """The row's tokens, one a column, dropping nothing but blanks that stand for no cell; None where that is not certain.

    In a stream, and between separators, a blank may be a cell or a trace of spans. Where full rows all have the same number of
    blanks before their figures, these are dropped, and what is left over behind; where they differ, all full rows that are as deep
    in their groups must have as many, or a row that is not full must add up.
    """
    count, tokens = len(header.columns), row.values
    figures = [token for token in tokens if not token.is_blank]
    if len(figures) == count:
        return figures
    if len(figures) > count:
        if row.grid is not None or len(figures) != count + 1:
            return None
        return without_a_stray(figures, lambda way: adds_up(way, header.columns))
    if row.grid is not None or row.is_bounded:
        if len(tokens) == count + 1 and tokens[0].is_blank and is_nameless(row):
            return list(tokens[1:])  # the cell of a lost label
        if row.grid is not None and not isinstance(row.grid, LineGrid):
            return None
    befores = [*paddings.before]
    if is_nameless(row):  # the cell of the label may be there, too
        befores += [before + 1 for before in paddings.before if before + 1 not in paddings.before]
    ways = [before for before in befores if fits(row, before, count)]
    by_depth = paddings.by_depth.get(depth(row), -1)
    if by_depth in ways and row.is_bounded and len(tokens) == by_depth + count:
        ways = [by_depth]
    elif len(paddings.before) > 1 or len(ways) > 1:
        telling = [before for before in ways if tells(tokens[before : before + count], header.columns)]
        if not telling and (alike := [before for before in ways if is_as_others(row, before, count, paddings)]):
            return list(tokens[alike[0] : alike[0] + count])
        ways = telling
    if figures and len(tokens) < paddings.places:
        ways = [before for before in ways if not tokens[before + count - 1].is_blank]  # which of its cells is gone?
    return list(tokens[ways[0] : ways[0] + count]) if ways else None


def _has_a_broken_figure(row: Row) -> bool:
    """Whether, of figures on lines of their own, one line has two: one of 15 as 1 5, where a blank cell left no line."""
    if row.grid is not None or row.is_bounded:
        return False
    figures = [token for token in row.values if not token.is_blank]
    counts = Counter(id(token.source) for token in figures)
    return len(counts) == len(figures) - 1 > 1 and not any(id(label.source) in counts for label in row.labels)


def without_a_stray(figures: Sequence[Token], is_sound: Callable[[Sequence[Token]], bool]) -> list[Token] | None:
    """The row, a figure a line, without the one too many, as a page's number is, if it is sound without no other.

    One that separators mark as a cell is no page's number.
    """
    if all(isinstance(token.source, Line) and _BAR.search(token.source.text) for token in figures):
        return None
    ways = {
        tuple(token.value.value for token in way): way
        for stray in range(len(figures))
        if is_sound(way := [*figures[:stray], *figures[stray + 1 :]])
    }
    lines = [token.source for token in figures]
    if len(ways) != 1 or any(one is other for one, other in pairwise(lines)):
        return None
    return ways.popitem()[1]


def split_row(row: Row, columns: Sequence[Column], count: int) -> list[Row] | None:
    """A row that holds the figures of `count` rows, the labels of the others lost: each part, if each adds up."""
    figures = [token for token in row.values if not token.is_blank]
    size = len(columns)
    if len(figures) != count * size:
        return None
    parts = [figures[start : start + size] for start in range(0, len(figures), size)]
    if not all(adds_up(part, columns) for part in parts):
        return None
    return [replace(row, values=part, labels=row.labels if number == 0 else []) for number, part in enumerate(parts)]
