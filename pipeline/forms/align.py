"""Rows against the items of a statutory table: the best monotone alignment.

Every row proposes the items that its label resembles; the chain of proposals that rises in both orders and has the highest
score wins. A label decides, its group and the number of its figures break ties, and the order decides between equal labels:
其他 is a row of one group only, 总计 of another. What the chain leaves out is looked at again by its neighbours: a row whose
label was lost between two rows that stand is the one item that is missing there; a row out of order keeps its label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from rapidfuzz import fuzz

from pipeline.documents.fold import key
from pipeline.forms.form import FormTable, Item
from pipeline.forms.proposals import LEAST_RESULTS, certain, propose, results_above
from pipeline.forms.rows import Row

RESEMBLING = 45.0
"""Least similarity for a label that also stands exactly where its item is missing."""
FARTHEST = 120
"""Proposals back over which a chain may leap: a table has sixty items, and a page of ten thousand copies must end."""
_SAME_GRID, _SKIPPED = 0.1, 0.15
"""For a row after another of its grid, and against each row of the table between: a chain does not leap from copy to copy."""
_FIGURES, _GROUP, _OTHER_GROUP, _NO_FIGURE = 0.5, 0.2, 0.3, 0.6


@dataclass(slots=True)
class Match:
    """A row that is an item; `how` is label, misspelt, neighbours (its label was lost) or order (out of sequence)."""

    row: Row
    item: Item
    similarity: float
    how: str = "label"


@dataclass(slots=True)
class Alignment:
    """What of `rows` is what of `table`. `unknown` rows stand within the table and are no item of the form."""

    table: FormTable
    matches: list[Match]
    unknown: list[Row] = field(default_factory=list[Row])
    repeated: list[Match] = field(default_factory=list[Match])
    copies: list[Match] = field(default_factory=list[Match])
    """Rows before or behind the table that carry its labels and figures: the table is printed again, or another year's."""

    @property
    def found(self) -> float:
        """How well the labels that were found are the table's."""
        return sum(match.similarity for match in self.matches)

    @property
    def score(self) -> float:
        """How well the rows are the table's: similarity found, less what is missing and what does not belong."""
        return self.found - 0.5 * (len(self.table.items) - len(self.matches)) - 0.5 * len(self.unknown)


def align(rows: Sequence[Row], table: FormTable) -> Alignment:
    """The best alignment of `rows` (in document order) to `table`; `matches` are in document order, perhaps none."""
    proposals = [
        (number, item, similarity)
        for number, row in enumerate(rows)
        if (row.item_keys or table.items_in_header)
        and not (table.items_in_header and _is_title(row, rows[number + 1 : number + 2], table))
        for item, similarity in propose(row, table)
    ]
    chain = _best_chain(rows, table, proposals)
    matches = [Match(rows[number], item, similarity) for number, item, similarity in chain]
    numbers = [number for number, _, _ in chain]
    alignment = Alignment(table, matches)
    if matches:
        _place_the_rest(rows, numbers, proposals, alignment)
        alignment.copies = [
            Match(rows[number], item, 1.0)
            for number, item, similarity in proposals
            if similarity >= certain(table) and rows[number].values and not numbers[0] <= number <= numbers[-1]
        ]
    return alignment


def _is_title(row: Row, following: Sequence[Row], table: FormTable) -> bool:
    """In a stream: a label with blanks and no header above is the name of what follows, and what its span has left.

    So is the last label of a header. As many blanks as there are columns, under a header or with none to come, are a row.
    """
    if row.grid is not None or not all(token.is_blank for token in row.values):
        return False
    is_row = len(row.values) == len(table.blocks[0])
    if row.labels and key(row.labels[-1].text) in table.column_keys:
        return not is_row or results_above(row, table) < len(table.blocks[0])
    if results_above(row, table) >= LEAST_RESULTS:
        return False
    return not is_row or any(results_above(after, table) >= LEAST_RESULTS for after in following)


def _score(row: Row, item: Item, similarity: float, table: FormTable) -> float:
    score = similarity * similarity
    figures = len(row.values)
    expected = len(table.columns(item))
    if figures == 0:
        score -= _NO_FIGURE
    else:
        score += _FIGURES * min(figures, expected) / max(figures, expected)
    if row.group and item.group_keys:
        if row.group in item.group_keys:
            score += _GROUP
        elif row.group in table.group_keys and not _is_just_before(row.group, item, table):
            score -= _OTHER_GROUP
    return score


def _is_just_before(group: str, item: Item, table: FormTable) -> bool:
    """The first item after a group prints no group of its own where one of a higher rank goes on: （七）总计."""
    return item.index > 0 and group in table.items[item.index - 1].group_keys


def _best_chain(
    rows: Sequence[Row], table: FormTable, proposals: Sequence[tuple[int, Item, float]]
) -> list[tuple[int, Item, float]]:
    """The proposals of highest total score that rise strictly in row and item."""
    if all(b[0] > a[0] and b[1].index > a[1].index for a, b in pairwise(proposals)):
        return list(proposals)  # every label is there once and in order: nothing to weigh
    best: list[float] = []
    before: list[int] = []
    scores = [_score(rows[number], item, similarity, table) for number, item, similarity in proposals]
    named = list(accumulate(_are_named(rows, proposals)))  # how many rows with a label of the table there are so far
    for current, (number, item, _) in enumerate(proposals):
        top, link = 0.0, -1
        for earlier in range(max(0, current - FARTHEST), current):
            other = proposals[earlier]
            if other[0] < number and other[1].index < item.index:
                skipped = named[number] - named[other[0]] - 1
                candidate = best[earlier] - _SKIPPED * max(skipped, 0)
                candidate += _SAME_GRID if rows[other[0]].grid is rows[number].grid else 0.0
                if candidate > top:
                    top, link = candidate, earlier
        best.append(top + scores[current])
        before.append(link)
    chain: list[tuple[int, Item, float]] = []
    current = max(range(len(best)), key=best.__getitem__, default=-1)
    while current >= 0:
        chain.append(proposals[current])
        current = before[current]
    return chain[::-1]


def _are_named(rows: Sequence[Row], proposals: Sequence[tuple[int, Item, float]]) -> Iterator[int]:
    """1 for each row that an exact label and figures make one of the table, 0 for others."""
    exact = {number for number, _, similarity in proposals if similarity == 1.0}
    return (int(number in exact and bool(row.values)) for number, row in enumerate(rows))


def _place_the_rest(
    rows: Sequence[Row], numbers: list[int], proposals: Sequence[tuple[int, Item, float]], alignment: Alignment
) -> None:
    table, matches = alignment.table, alignment.matches
    taken = set(numbers)
    found = {match.item.code for match in alignment.matches}
    exact = {number: item for number, item, similarity in proposals if similarity >= certain(table)}
    lacking = {number for number, item in exact.items() if item.code not in found and _has_figure(rows[number])}
    for edge, step in ((0, -1), (-1, 1)):
        number, item = numbers[edge] + step, matches[edge].item
        while exact.get(number) is item and rows[number].has_figure:  # the first or the last row again
            lacking.add(number)
            number += step
    edges = [
        (_start_of_table(rows, numbers[0], table, lacking) - 1, -1),
        *zip(numbers, (m.item.index for m in alignment.matches), strict=True),
    ]
    extra: list[tuple[int, Match]] = []
    for position, (number, index) in enumerate(edges):
        if position + 1 < len(edges):
            next_number, next_index = edges[position + 1]
        else:
            next_number, next_index = _end_of_table(rows, number, table, lacking), len(table.items)
        if next_number == number + 1:
            continue
        between = [n for n in range(number + 1, next_number) if n not in taken and _may_be_item(rows, n, table)]
        lost = [item for item in table.items[index + 1 : next_index] if item.code not in found]
        extra += _named_again(rows, between, lost, exact, taken, found, alignment)
        lost = [item for item in lost if item.code not in found]
        between = [n for n in between if n not in taken]
        for n in [n for n in between if n in exact]:
            match = Match(rows[n], exact[n], 1.0, "order")
            between.remove(n)
            taken.add(n)
            if exact[n].code in found or not rows[n].values:
                alignment.repeated.append(match)
            else:
                found.add(exact[n].code)
                extra.append((n, match))
        extra += _fill(rows, between, lost, taken, found)
        alignment.unknown += [
            rows[n] for n in between if n not in taken and (rows[n].labels or _is_whole(rows[n], table))
        ]
    everything = sorted([*zip(numbers, alignment.matches, strict=True), *extra], key=lambda pair: pair[0])
    alignment.matches = [match for _, match in everything]


def _named_again(
    rows: Sequence[Row],
    between: Sequence[int],
    lost: Sequence[Item],
    exact: Mapping[int, Item],
    taken: set[int],
    found: set[str],
    alignment: Alignment,
) -> list[tuple[int, Match]]:
    """As many rows of a grid as items, some with a label that stands elsewhere too: their place says whose they are."""
    named = [n for n in between if n in exact]
    if len(between) != len(lost) or not named or rows[named[0]].grid is None:
        return []
    if any(exact[n].code not in found or not rows[n].has_figure for n in named):
        return []
    filled = [(n, Match(rows[n], item, 0.0, "neighbours")) for n, item in zip(between, lost, strict=True) if n in exact]
    alignment.repeated += [Match(rows[n], exact[n], 1.0, "order") for n in named]
    taken.update(named)
    found.update(match.item.code for _, match in filled)
    return filled


def _fill(
    rows: Sequence[Row], between: Sequence[int], lost: Sequence[Item], taken: set[int], found: set[str]
) -> list[tuple[int, Match]]:
    """As many rows as items between two rows that stand: they are these, where no label speaks against it."""
    filled: list[tuple[int, Match]] = []
    if len(between) == 1 and len(lost) > 1:
        return _fill_group(rows[between[0]], between[0], lost, taken, found)
    groups = {name for item in lost for name in item.group_keys}
    # A group's heading is none of its rows.
    between = [n for n in between if rows[n].has_figure or rows[n].item_keys[:1] != (rows[n].group,)]
    if len(between) > len(lost):  # what has a label of its own and is none of the form is no lost row
        between = [n for n in between if not rows[n].item_keys or rows[n].item_keys[0] in groups]
    if len(between) != len(lost):
        between, lost = _of_one_group(rows, between, lost)
    for number, item in zip(between, lost, strict=True):
        similarity = max((fuzz.ratio(a, b) for a in rows[number].item_keys for b in item.keys), default=0.0)
        name_is_lost = not rows[number].item_keys or rows[number].item_keys[0] in item.group_keys
        if name_is_lost or similarity >= RESEMBLING:
            filled.append(
                (number, Match(rows[number], item, similarity / 100, "neighbours" if name_is_lost else "misspelt"))
            )
            taken.add(number)
            found.add(item.code)
    return filled


def _of_one_group(rows: Sequence[Row], between: Sequence[int], lost: Sequence[Item]) -> tuple[list[int], list[Item]]:
    """Rows without a name and lost items of the same group, where there are as many of both; else nothing."""
    nameless = [n for n in between if not rows[n].item_keys or rows[n].item_keys[0] == rows[n].group]
    groups = {rows[n].group for n in nameless}
    items = [item for item in lost if groups & set(item.group_keys)]
    return (nameless, items) if len(groups) == 1 and len(items) == len(nameless) else ([], [])


def _fill_group(
    row: Row, number: int, lost: Sequence[Item], taken: set[int], found: set[str]
) -> list[tuple[int, Match]]:
    """One row that prints a group's label and the figures of all its items: begun here, split by what adds up."""
    is_group = row.group in lost[0].group_keys and all(row.group in item.group_keys for item in lost)
    figures = sum(1 for token in row.values if not token.is_blank)
    if not is_group or figures <= len(lost):
        return []
    taken.add(number)
    found.add(lost[0].code)
    return [(number, Match(row, lost[0], 0.0, "neighbours"))]


def _has_figure(row: Row) -> bool:
    return any(not token.is_blank for token in row.values) or (bool(row.values) and row.grid is not None)


def _may_be_item(rows: Sequence[Row], number: int, table: FormTable) -> bool:
    """Whether figures or cells for them stand there; blanks beside a header, or a name above one, are what its span left."""
    row = rows[number]
    if row.grid is not None and row.labels and all(token.is_blank for token in row.values):
        below = [after for after in rows[number + 1 : number + 2] if after.grid is row.grid]
        if any(_ends_in_column(header, table) for header in (row, *below)):
            return False
    return _has_figure(row) and not row.names_section


def _ends_in_column(row: Row, table: FormTable) -> bool:
    """Whether the last label of a row without figures is that of a column."""
    name = key(row.labels[-1].text) if row.labels else ""
    is_empty = all(token.is_blank for token in row.values)
    return is_empty and name in table.column_keys and name not in table.item_keys


def _start_of_table(rows: Sequence[Row], first: int, table: FormTable, lacking: Collection[int]) -> int:
    """The table begins with its grid; in a stream with the first matched row, or one just before that belongs to it.

    That is a full row without label, or (`lacking`) one with the label of an item that stands nowhere else.
    """
    grid = rows[first].grid
    start = first
    if grid is None:
        while start > 0 and (start - 1 in lacking or _is_nameless(rows[start - 1], table)):
            start -= 1
        return start
    while start > 0 and rows[start - 1].grid is grid:
        start -= 1
    return start


def _end_of_table(rows: Sequence[Row], last: int, table: FormTable, lacking: Collection[int]) -> int:
    """The table ends with its grid; in a stream, and where small tables stand in one, as `_start_of_table` has it."""
    grid = rows[last].grid
    end = last + 1
    if table.items_in_header:
        while end in lacking:
            end += 1
        return end
    if grid is None:
        while end < len(rows) and (end in lacking or _is_nameless(rows[end], table)):
            end += 1
        return end
    while end < len(rows) and rows[end].grid is grid:
        end += 1
    return end


def _is_nameless(row: Row, table: FormTable) -> bool:
    """A row of a stream without any label, and with as many figures as a row of the table."""
    return row.grid is None and not row.labels and row.is_bounded and _is_whole(row, table)


def _is_whole(row: Row, table: FormTable) -> bool:
    """Whether it has as many figures as a row of the table: a page's number that slipped in is none."""
    return sum(not token.is_blank for token in row.values) in {len(block) for block in table.blocks if len(block) > 1}
