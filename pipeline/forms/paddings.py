"""Blanks before and behind the figures of rows in a stream: cells that are blank, or traces of spans.

A label over three columns leaves two traces before its figures, and a group's name beside eight rows one before each label but
the first. What rows that are full, or come up to their totals, show of it holds for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.forms.form import Column
from pipeline.forms.header import Header
from pipeline.forms.line_grids import LineGrid
from pipeline.forms.row_depths import blanks_by_depth, depth, ends_by_depth, traces_behind
from pipeline.forms.rows import Row, is_nameless
from pipeline.forms.sums import adds_up
from pipeline.forms.tokens import Token, vocabulary

MOST_ALIKE = 0.8
"""Share of a block's rows from which those with as many cells say where figures begin, and the few others do not."""
MOST_PADDING = 3
"""Blanks before the figures of a row: a label spans three columns at most."""


def tells(tokens: Sequence[Token], columns: Sequence[Column | None]) -> bool:
    """Whether the figures add up, and are not noughts, which do so wherever a blank stands."""
    return any(token.value.value for token in tokens) and adds_up(tokens, columns)


@dataclass(frozen=True, slots=True)
class Paddings:
    """How many blanks the rows of a stream have before their figures, the commonest first, and how many cells most have in all."""

    before: Sequence[int] = ()
    places: int = 0
    by_depth: Mapping[int | None, int] = field(default_factory=dict[int | None, int])
    """The blanks before the figures of all full rows that stand as deep in their groups."""
    ends_by_depth: Mapping[int | None, tuple[int, bool]] = field(default_factory=dict[int | None, tuple[int, bool]])


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
    told = _told([row for row in stream if not row.is_bounded], header)
    ends = ends_by_depth((row, before, len(row.values) - before - len(header.columns)) for row, before in told)
    befores = _befores(stream, header, usual, places) or (range(MOST_PADDING) if ends else ())
    return Paddings(befores, places, blanks_by_depth(full), ends)


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
        return [*full, *sorted({before for _, before in _told(alike, header)}.difference(full))]
    if not header.is_printed:
        return []
    alike = [row for row in stream if len(row.values) == places]
    if len(alike) > MOST_ALIKE * len(stream):  # a row with a cell too many says nothing of the others
        stream = alike
    possible = [before for before in range(MOST_PADDING + 1) if all(fits(row, before, count) for row in stream)]
    if len(possible) > 1 and len({len(row.values) for row in stream}) > 1:
        # rows of different length, their figures as far from the label in all of them: they begin behind the label
        ends = {max(i for i, token in enumerate(row.values) if not token.is_blank) for row in stream}
        possible = [before for before in possible if ends == {before + count - 1}]
    if len(possible) > 1 and len(usual) == 1:
        possible = [before for before in possible if before in usual]
    if len(possible) != 1 or not stream or _lack_a_blank(stream, possible[0] + count):
        return []
    return possible


def _told(stream: Sequence[Row], header: Header) -> Iterator[tuple[Row, int]]:
    """The rows that come up to their totals with one number of blanks before their figures alone, and that number."""
    count = len(header.columns)
    for row in stream:
        ways = [
            before
            for before in range(MOST_PADDING + 1)
            if fits(row, before, count) and tells(row.values[before : before + count], header.columns)
        ]
        if len(ways) == 1:
            yield row, ways[0]


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


def fits(row: Row, before: int, count: int) -> bool:
    """Whether a row has as many cells behind so many blanks, and nothing but blanks behind them."""
    outer = (*row.values[:before], *row.values[before + count :])
    return len(row.values) >= before + count and all(token.is_blank for token in outer)


def is_as_others(row: Row, before: int, count: int, paddings: Paddings) -> bool:
    """Whether the figures of all rows as deep that tell it begin there, and as many blanks stand behind the cells as theirs."""
    begin, has_traces = paddings.ends_by_depth.get(depth(row), (-1, False))
    behind = (traces_behind(row) if has_traces else 0) or 0
    return not row.is_bounded and begin == before and len(row.values) == before + count + behind
