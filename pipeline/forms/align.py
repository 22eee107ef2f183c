"""Rows against the items of a statutory table: the best monotone alignment.

Every row proposes the items that its label resembles; the chain of proposals that rises in both orders and has the highest
score wins. A label decides, its group and the number of its figures break ties, and the order decides between equal labels:
其他 is a row of one group only, 总计 of another. What the chain leaves out is looked at again by its neighbours: a row whose
label was lost between two rows that stand is the one item that is missing there; a row out of order keeps its label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise

from rapidfuzz import fuzz, process

from pipeline.documents.fold import key, whole_key
from pipeline.forms.form import FormTable, Item
from pipeline.forms.rows import Row
from pipeline.forms.tokens import label_key, vocabulary

SIMILAR = 72.0
"""Least similarity (rapidfuzz ratio, 0-100) at which a printed label proposes an item."""
RESEMBLING = 45.0
"""Least similarity for a label that also stands exactly where its item is missing."""
FARTHEST = 120
"""Proposals back over which a chain may leap: a table has sixty items, and a page of ten thousand copies must end."""
LEAST_RESULTS = 3
"""Fewest entries of a row that a label above it may name: a route has five results."""
_WITHIN = 0.9
"""Similarity of an item that is named within a longer label: （二）行政诉讼（未经复议直接起诉）."""
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
            if similarity >= _certain(table) and rows[number].values and not numbers[0] <= number <= numbers[-1]
        ]
    return alignment


def propose(row: Row, table: FormTable) -> list[tuple[Item, float]]:
    """Items that the row's label may be, with similarity 0-1."""
    for name in row.item_keys:
        items = table.item_keys.get(name)
        if items:
            return [(item, 1.0) for item in items]
    if (
        not row.values
        and row.grid is not None
        and len(row.labels) > 1
        and len(table.blocks[0]) == 1 == len(table.blocks)
    ):
        items = table.item_keys.get(label_key(row.labels[0].text), ())
        return [(item, 1.0) for item in items]  # what stands beside the label is no figure: 条0
    if not row.values or _is_of_another_table(row, table):
        return []
    if table.items_in_header:
        return _propose_from_all_labels(row, table)
    best: dict[Item, float] = {}
    for name in row.item_keys[:3]:
        for item, similarity in _similar(name, table.item_names):
            for found in table.item_keys[item]:
                best[found] = max(best.get(found, 0.0), similarity)
    return list(best.items())


def _certain(table: FormTable) -> float:
    """Similarity of a label that names its item: letter by letter, or within a longer one above a small table."""
    return _WITHIN if table.items_in_header else 1.0


def _is_of_another_table(row: Row, table: FormTable) -> bool:
    """Whether the row's own label is, letter by letter, an item that only other tables have."""
    words = vocabulary()
    name = row.item_keys[0] if row.item_keys else ""
    return name in words.items and name not in words.ambiguous and name not in table.item_keys


def _is_title(row: Row, following: Sequence[Row], table: FormTable) -> bool:
    """In a stream: a label with blanks and no header above is the name of what follows, and what its span has left.

    So is the last label of a header. As many blanks as there are columns, under a header or with none to come, are a row.
    """
    if row.grid is not None or not all(token.is_blank for token in row.values):
        return False
    is_row = len(row.values) == len(table.blocks[0])
    if row.labels and key(row.labels[-1].text) in table.column_keys:
        return not is_row or _results_above(row, table) < len(table.blocks[0])
    if _results_above(row, table) >= LEAST_RESULTS:
        return False
    return not is_row or any(_results_above(after, table) >= LEAST_RESULTS for after in following)


def _results_above(row: Row, table: FormTable) -> int:
    return len({name for token in row.header if (name := key(token.text)) in table.column_keys})


def _propose_from_all_labels(row: Row, table: FormTable) -> list[tuple[Item, float]]:
    """A small table prints its item above its header: the one item that the labels since the last figures name.

    Where they name several, the header is that of all items in one row, and what is left of that row is nobody's.

    （二）行政诉讼（未经复议直接起诉） names it within a longer label; one that names another item's group too is a heading.
    """
    if len(row.values) < LEAST_RESULTS:
        return []
    tokens = [*row.header, *row.labels]
    printed = {item for token in tokens for item in table.item_keys.get(key(token.text), ())}
    if printed:
        return [(item, 1.0) for item in printed] if len(printed) == 1 else []
    for token in reversed(tokens):
        name = key(token.text)
        if name in table.column_keys or "。" in token.text or "，" in token.text:
            continue  # a sentence that speaks of reviews names no table
        whole = whole_key(token.text)
        named = [item for item in table.items if any(known in whole for known in item.keys)]
        groups = {group for item in table.items for group in item.group_keys if group in whole}
        if len(named) == 1 and groups <= set(named[0].group_keys):
            return [(named[0], _WITHIN)]
    return []


@lru_cache(maxsize=4096)
def _similar(name: str, names: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    if len(name) < 2:
        return ()
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=4)
    return tuple((label, score / 100) for label, score, _ in found)


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
    exact = {number: item for number, item, similarity in proposals if similarity >= _certain(table)}
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
