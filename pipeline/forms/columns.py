"""Which figure of a row stands under which column.

By the header's positions in a grid; else by order, if there are as many figures as the header, or the form, has columns. What
cannot be told for certain is not assigned: `assign` gives None, and the caller says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.documents.document import Line
from pipeline.documents.fold import key
from pipeline.forms.form import Column
from pipeline.forms.header import TOTAL, Header
from pipeline.forms.line_grids import LineGrid, is_page_number
from pipeline.forms.row_depths import blanks_by_depth, depth
from pipeline.forms.rows import Row
from pipeline.forms.sums import adds_up, lacks_one, up_to_total
from pipeline.forms.tokens import Token, vocabulary
from pipeline.forms.written_out import one_for_all
from pipeline.values import read_value

LONGEST_FIGURE = 8
"""Digits. The largest count of a row printed without separators that is tried; requests of a province have five."""
MOST_ALIKE = 0.8
"""Share of a block's rows from which those with as many cells say where figures begin, and the few others do not."""
_BAR = re.compile("[|｜]")
MOST_PADDING = 3
"""Blanks before the figures of a row: a label spans three columns at most."""
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


def is_nameless(row: Row) -> bool:
    """Whether the row has lost its label: what stands there is nothing, or its group's (其他处理 is a row in one form)."""
    name = row.item_keys[0] if row.item_keys else ""
    return not name or (name == row.group and name not in vocabulary().row_items)


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
    ways = [before for before in befores if _fits(row, before, count)]
    by_depth = paddings.by_depth.get(depth(row), -1)
    if by_depth in ways and row.is_bounded and len(tokens) == by_depth + count:
        ways = [by_depth]
    elif len(paddings.before) > 1 or len(ways) > 1:
        ways = [before for before in ways if _tells(tokens[before : before + count], header.columns)]
    if figures and len(tokens) < paddings.places:
        ways = [before for before in ways if not tokens[before + count - 1].is_blank]  # which of its cells is gone?
    return list(tokens[ways[0] : ways[0] + count]) if ways else None


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


def _tells(tokens: Sequence[Token], columns: Sequence[Column | None]) -> bool:
    """Whether the figures add up, and are not noughts, which do so wherever a blank stands."""
    return any(token.value.value for token in tokens) and adds_up(tokens, columns)


@dataclass(frozen=True, slots=True)
class Paddings:
    """How many blanks the rows of a stream have before their figures, the commonest first, and how many cells most have in all."""

    before: Sequence[int] = ()
    places: int = 0
    by_depth: Mapping[int | None, int] = field(default_factory=dict[int | None, int])
    """The blanks before the figures of all full rows that stand as deep in their groups."""


def usual_paddings(rows: Sequence[Row]) -> Sequence[int]:
    """The numbers of blanks before the figures that the full rows of a document's streams have, the commonest first."""
    widths = vocabulary().widths
    seen: Counter[int] = Counter()
    for row in rows:
        if row.grid is not None:
            continue
        width = max((widths.get(name, 0) for name in row.item_keys), default=0)
        if 1 < width == sum(not token.is_blank for token in row.values):
            seen[[token.is_blank for token in row.values].index(False)] += 1
    return [padding for padding, _ in seen.most_common()]


def common_paddings(rows: Sequence[Row], header: Header, usual: Sequence[int]) -> Paddings:
    """The paddings of the rows of a block, in a stream."""
    stream = [
        row
        for row in rows
        if (row.grid is None or isinstance(row.grid, LineGrid))
        and not all(t.is_blank for t in row.values)
        and not is_nameless(row)
    ]
    lengths = Counter(len(row.values) for row in stream).most_common(1)
    places = lengths[0][0] if lengths else 0
    full = [row for row in stream if sum(not t.is_blank for t in row.values) == len(header.columns)]
    return Paddings(_befores(stream, header, usual, places), places, blanks_by_depth(full))


def _befores(stream: Sequence[Row], header: Header, usual: Sequence[int], places: int) -> Sequence[int]:
    """The numbers of blanks before the figures that full rows of a stream have, the commonest first.

    Where no row is full but a header is printed, the one number that all rows allow, if all allow only one, or only one that
    is `usual`. `places` are the cells that most rows have.
    """
    count = len(header.columns)
    seen: Counter[int] = Counter()
    for row in stream:
        blanks = [token.is_blank for token in row.values]
        if len(blanks) - sum(blanks) == count:
            seen[blanks.index(False)] += 1
    if seen:
        full = [padding for padding, _ in seen.most_common()]
        alike = [row for row in stream if len(row.values) == places]  # a cell too many says nothing of the others
        return [*full, *sorted(_told(alike, header).difference(full))]
    if not header.is_printed:
        return []
    alike = [row for row in stream if len(row.values) == places]
    if len(alike) > MOST_ALIKE * len(stream):  # a row with a cell too many says nothing of the others
        stream = alike
    possible = [before for before in range(MOST_PADDING + 1) if all(_fits(row, before, count) for row in stream)]
    if len(possible) > 1 and len({len(row.values) for row in stream}) > 1:
        # rows of different length, their figures as far from the label in all of them: they begin behind the label
        ends = {max(i for i, token in enumerate(row.values) if not token.is_blank) for row in stream}
        possible = [before for before in possible if ends == {before + count - 1}]
    if len(possible) > 1 and len(usual) == 1:
        possible = [before for before in possible if before in usual]
    if len(possible) != 1 or not stream or _lack_a_blank(stream, possible[0] + count):
        return []
    return possible


def _told(stream: Sequence[Row], header: Header) -> set[int]:
    """The numbers of blanks before the figures of rows that are not full and come up to their totals with one number alone."""
    count = len(header.columns)
    told: set[int] = set()
    for row in stream:
        ways = [
            before
            for before in range(MOST_PADDING + 1)
            if _fits(row, before, count) and _tells(row.values[before : before + count], header.columns)
        ]
        told.update(ways if len(ways) == 1 else ())
    return told


def _lack_a_blank(rows: Sequence[Row], end: int) -> bool:
    """Whether the last figure of every row is the sum of the others, and stands before the last of the places, which end at `end`.

    Then it is the total, and a blank before it was dropped. So is the one figure that every row has just before that place.
    """
    short = [row.values for row in rows if all(token.is_blank for token in row.values[end - 1 :])]
    printed = [[token.value.value or 0 for token in values if not token.is_blank] for values in short]
    if len(rows) > 1 and len(short) > MOST_ALIKE * len(rows) and all(len(values) == 1 for values in printed):
        return all(not values[end - 2].is_blank for values in short)
    telling = [values for values in printed if len(values) > 1 and any(values)]
    return bool(telling) and all(sum(values[:-1]) == values[-1] for values in telling)


def _fits(row: Row, before: int, count: int) -> bool:
    outer = (*row.values[:before], *row.values[before + count :])
    return len(row.values) >= before + count and all(token.is_blank for token in outer)


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


def unglue(row: Row, columns: Sequence[Column]) -> list[Token] | None:
    """The figures of a row that is printed without separators (规章000), where only one division of the digits is possible.

    No figure begins with a nought but nought itself, every column has one, and where the last column is a total the others
    add up to it.
    """
    token = row.values[0]
    digits = token.text
    ways = [way for way in divisions(digits, len(columns)) if _may_be(way, columns)]
    if len(ways) != 1:
        return None
    return parted(token, ways[0])


def parted(token: Token, parts: Sequence[str]) -> list[Token]:
    """The figures that a token's digits are divided into."""
    tokens: list[Token] = []
    offset = token.offset
    for part in parts:
        tokens.append(replace(token, text=part, value=read_value(part), offset=offset, is_glued=False))
        offset += len(part)
    return tokens


def _may_be(way: Sequence[str], columns: Sequence[Column]) -> bool:
    if columns[-1].code != TOTAL:
        return True
    return sum(int(part) for part in way[:-1]) == int(way[-1])


def divisions(digits: str, count: int) -> Iterator[tuple[str, ...]]:
    """Every division of `digits` into `count` figures; bounded by the length of a figure."""
    if count == 1:
        if 0 < len(digits) <= LONGEST_FIGURE and (digits[0] != "0" or digits == "0"):
            yield (digits,)
        return
    for size in range(1, min(len(digits) - count + 1, LONGEST_FIGURE) + 1):
        head = digits[:size]
        if head[0] == "0" and size > 1:
            return
        for rest in divisions(digits[size:], count - 1):
            yield (head, *rest)
