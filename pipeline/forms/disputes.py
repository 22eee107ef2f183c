"""The disputes table, its items in the header: fifteen figures in a row, or ten and five, beside the ways of other tables.

The header of a grid says route and result of every column; in a stream the header's labels are in reading order: the routes
once each, the results five at a time. Where the header is lost but for a route's name, fifteen figures whose every fifth is the
sum of the four before it are the form's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from rapidfuzz import fuzz, process

from pipeline.documents.document import Line
from pipeline.documents.fold import key, whole_key
from pipeline.forms.columns import without_a_stray
from pipeline.forms.form import Column, FormTable, Item
from pipeline.forms.glued_rows import divisions, is_glued, parted
from pipeline.forms.line_grids import SEPARATORS
from pipeline.forms.other_words import misnamed_entry
from pipeline.forms.proposals import SIMILAR
from pipeline.forms.results_down import rows_of_one_result, rows_of_results
from pipeline.forms.row_edges import is_sound, without_an_edge, without_outer_blanks, without_traces
from pipeline.forms.rows import Row
from pipeline.forms.short_rows import with_blank_totals
from pipeline.forms.sums import adds_up
from pipeline.forms.tokens import Token, vocabulary
from pipeline.forms.way_order import order_of_ways

Entry = tuple[Item, Column, Token]
SHORTEST_NAME, LONGEST_NAME = 3, 12
"""Characters of a label in lines that may be the name of a way or a result, misspelt."""
HEADER_ROWS = 8
"""Rows of a grid above its first figures among which the names of the ways are."""


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row with the figures of several items; `entries` are None where they cannot be told apart."""

    row: Row
    entries: tuple[Entry, ...] | None
    is_contradicted: bool = False
    """Whether its header names a route twice and another not, or as many results as there are entries and one of a route's
    twice: the form's order was read."""
    is_again: bool = False
    """Whether an earlier row holds the same entries: the table is printed twice."""
    is_unnamed: bool = False
    """Whether its header is lost: the form's order was read, as every fifth figure is the sum of the four before it."""
    misnamed: str = ""
    """A name above one of its figures that is none of the result whose place it has in the form's order, which was read."""


def find_flat(rows: Sequence[Row], table: FormTable) -> list[FlatRow]:
    """The rows with more figures than one item has columns, each item of `table` once, and then those that repeat them.

    A row that cannot be told apart is given only where no other holds figures of the table, a line of blanks where none is left.
    """
    columns = table.blocks[0]
    found: list[FlatRow] = []
    unread: list[FlatRow] = []
    again: list[FlatRow] = []
    taken: set[str] = set()
    for block, results in rows_of_results(rows, table):
        first = _ways_across(block[0], table)
        ways = [first if row.labels else _ways_across(row, table) for row in block]
        if all(len(items) == len(table.items) for items in ways):
            entries = [
                (item, result, row.values[items.index(item)])
                for item in first
                for row, result, items in zip(block, results, ways, strict=True)
            ]
            taken.update(item.code for item in first)
            values = [token for row in block for token in row.values]
            labels = [token for row in block for token in row.labels]
            found.append(FlatRow(replace(block[0], labels=labels, values=values), tuple(entries)))
            break
    if not found and (down := rows_of_one_result(rows, table)):
        values, labels = [token for *_, token in down], [token for row, *_ in down for token in row.labels]
        taken.update(item.code for item in table.items)
        entries = tuple((item, column, token) for _, item, column, token in down)
        found.append(FlatRow(replace(down[0][0], labels=labels, values=values), entries))
    for printed in _without_lone_figures(rows, table):
        row = _apart(printed, table)
        if len(row.values) <= len(columns) + 2 and not is_glued(row):
            continue
        if _is_of_one(row, table):
            continue
        header, items, order = _named_above(row, table)
        if not items and not _is_spelt_out(row, header, table) and not _is_alone(row, header, table):
            continue
        named = {name for name in header if any(name in column.keys for column in columns)}
        is_unnamed = len(named) < 3
        if is_unnamed:
            entries, is_named = _by_sums(row, order or table.items, table), False
            if entries is None:
                continue
        else:
            entries, is_named = _by_names(row, header, items, table)
        if entries is None:
            unread.append(FlatRow(row, _left_blank(row, table)))
        elif taken.isdisjoint(item.code for item, _, _ in entries):
            taken.update(item.code for item, _, _ in entries)
            is_contradicted = _is_contradicted(header, entries, table)
            misnamed = "" if is_named else misnamed_entry(row, entries)
            found.append(FlatRow(row, tuple(entries), is_contradicted, is_unnamed=is_unnamed, misnamed=misnamed))
        else:
            again.append(FlatRow(row, tuple(entries), is_again=True))
    unread.sort(key=lambda flat: (flat.entries is not None, all(token.is_blank for token in flat.row.values)))
    return [*found, *again] or unread[:1]


def _named_above(row: Row, table: FormTable) -> tuple[list[str], list[Item], Sequence[Item] | None]:
    """The keys of the labels above a row, the items that they name, and in which order their letters do, in lines."""
    if row.grid is not None:
        header = _above(row)
        if not (items := _items_named(header, table)):  # a page ends below the ways: they are a line, their names apart
            header = [key(part) for token in _tokens_above(row) for part in token.text.split("\t")] or header
            items = _items_named(header, table)
        if not items and len(row.values) == table.entry_count:  # cells of the header stand beside others as figures do
            header = _all_above(row)
            items = _items_named(header, table)
        return header, items, None
    header = _keys_above(row)
    items = _items_named(header, table)
    order = order_of_ways((t.text for t in _tokens_above(row)), table)
    if len(items) == len(table.items):
        return header, items, order
    if order is not None:
        return header, list(order), order
    spelt = [_spelt(name, table) for name in header]
    found = _items_named(spelt, table)
    figures = sum(not token.is_blank for token in row.values)
    return (spelt, found, None) if figures == len(found) * len(table.blocks[0]) else (header, items, None)


def _is_of_one(row: Row, table: FormTable) -> bool:
    """Whether a row is labelled as one way's and has a figure for each result, in lines with blanks between them.

    In a grid the cells behind them are those of another table, which stands above or below and is wider.
    """
    if not any(name in table.item_keys for name in row.item_keys):
        return False
    size = len(table.blocks[0])
    if row.grid is None:
        return sum(not token.is_blank for token in row.values) == size
    return all(token.is_blank for token in row.values[size:])


def _is_spelt_out(row: Row, header: Sequence[str], table: FormTable) -> bool:
    """Whether the letters of all ways and results stand above a row in lines: a header that is narrow has two in each line."""
    if row.grid is not None or len(row.values) != table.entry_count:
        return False
    names = [name for item in table.items for name in item.keys[:1]]
    names += [name for column in table.blocks[0] for name in column.keys[:1]]
    return set("".join(names)) <= set("".join(header))


def _is_alone(row: Row, header: Sequence[str], table: FormTable) -> bool:
    """Whether nothing but the table's heading stands above a row of all its figures: the names of ways and results are lost."""
    figures = sum(not token.is_blank for token in row.values)
    if figures != table.entry_count or not any(name in table.headings for name in header):
        return False
    return all(key(token.text) in table.headings for token in row.labels)


def _without_lone_figures(rows: Sequence[Row], table: FormTable) -> Iterator[Row]:
    """The rows without one that prints a single figure of all entries, the number of a page, above one whose figures add up."""
    above: Row | None = None
    for row in rows:
        if above is not None:
            is_whole = row.grid is above.grid and len(row.values) == table.entry_count and not row.labels
            if is_whole and not any(token.is_blank for token in row.values) and _all_add_up(row.values, table):
                row = replace(row, header=[*above.header, *above.labels])  # noqa: PLW2901
            else:
                yield above
        is_lone = len(row.values) == table.entry_count and sum(not token.is_blank for token in row.values) == 1
        above = row if is_lone else None
        if not is_lone:
            yield row
    if above is not None:
        yield above


def _ways_across(row: Row, table: FormTable) -> list[Item]:
    """The items that stand above figures of each, left to right; one that stands among other words is in the form's place."""
    items = _items_named(_keys_above(row), table)
    if row.grid is not None and len(items) < len(table.items):  # blanks of a span may look like a row of their own
        above = row.grid.rows[max(row.index - HEADER_ROWS, 0) : row.index]
        items = _items_named([key(cell.text) for cells in above for cell in cells], table)
    for item in table.items:
        if item not in items and any(name in whole_key(token.text) for token in row.header for name in item.keys):
            items.insert(item.index, item)
    return items


def _is_contradicted(header: Sequence[str], entries: Sequence[Entry], table: FormTable) -> bool:
    columns = table.blocks[0]
    named = [column.code for name in header for column in columns if name in column.keys]
    size = len(columns)
    if len(named) == len(entries) and any(
        len({*named[start : start + size]}) < size for start in range(0, len(named), size)
    ):
        return True
    suits = [item for item in table.items if item.group_keys]
    counts = [sum(name in item.keys for name in header) for item in suits]
    return sorted(counts) in ([0, 2], [0, 2 * size])  # of cells that a span repeats, one stands for each result


def _apart(row: Row, table: FormTable) -> Row:
    """A row of all entries without anything between them (100010000000000), its figures apart if they add up in one way only."""
    if not is_glued(row) or row.item_keys:
        return row
    token = row.values[0]
    ways = list(islice(_ways(token.text, len(table.items), len(table.blocks[0])), 2))
    return replace(row, values=parted(token, ways[0])) if len(ways) == 1 else row


def _ways(digits: str, items: int, size: int) -> Iterator[tuple[str, ...]]:
    """The divisions of `digits` into so many items, the last of the `size` figures of each the sum of the others."""
    if items == 0:
        if not digits:
            yield ()
        return
    for end in range(size, len(digits) - (items - 1) * size + 1):
        for way in divisions(digits[:end], size):
            if sum(map(int, way[:-1])) == int(way[-1]):
                for rest in _ways(digits[end:], items - 1, size):
                    yield (*way, *rest)


def _above(row: Row) -> list[str]:
    """Keys of the header cells above a row of a grid, in reading order, back to the figures before."""
    return _keys_above(row) or _all_above(row)


def _all_above(row: Row) -> list[str]:
    """Keys of all the cells above a row of a grid, in reading order."""
    assert row.grid is not None
    return [
        key(cell.text) for index in range(row.index) for cell in row.grid.rows[index] if cell.row == index and cell.text
    ]


def _keys_above(row: Row) -> list[str]:
    """Keys of the labels since the last figures, each once: the last of a header in lines is the row's label too."""
    return [key(token.text) for token in _tokens_above(row)]


def _tokens_above(row: Row) -> Iterable[Token]:
    return {id(token): token for token in (*row.header, *row.labels)}.values()


def _spelt(name: str, table: FormTable) -> str:
    """The name of a way or a result that a label is, misspelt or cut short; itself where it is another's, or nearly two."""
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or vocabulary().knows(name):
        return name
    codes = {key: item.code for item in table.items for key in item.keys}
    codes |= {key: column.code for column in table.blocks[0] for key in column.keys}
    near = process.extract(name, codes.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=4)
    best = [own for own, score, _ in near if score == near[0][1]]
    return best[0] if len({codes[own] for own in best}) == 1 else name


def _items_named(header: Sequence[str], table: FormTable) -> list[Item]:
    """The items that a header names, left to right: those of a group stand where its label does, in the row above."""
    places: dict[Item, tuple[int, int]] = {}
    for item in table.items:
        own = next((place for place, name in enumerate(header) if item in table.item_keys.get(name, ())), None)
        if own is not None:
            group = next((place for place, name in enumerate(header) if name in item.group_keys), own)
            places[item] = (min(group, own), own)
    return sorted(places, key=places.__getitem__)


def _by_grid_column(row: Row, table: FormTable) -> list[Entry] | None:
    assert row.grid is not None
    columns = {name: column for column in reversed(table.blocks[0]) for name in column.keys}
    above: dict[int, tuple[Item | None, Column | None]] = {token.column: (None, None) for token in row.values}
    for cell in chain.from_iterable(row.grid.rows[: row.index]):  # from the top: what stands lower counts
        name = key(cell.text)
        items, column = table.item_keys.get(name, ()), columns.get(name)
        if not items and column is None:
            continue
        for place in range(cell.column, cell.column + cell.colspan):
            if place in above:
                before = above[place]
                above[place] = (items[0] if items else before[0], column or before[1])
    entries: dict[tuple[str, str], Entry] = {}
    for token in row.values:
        item, column = above[token.column]
        if item is column is None and token.is_blank:
            continue  # it sets the table apart
        if item is None or column is None or (item.code, column.code) in entries:
            return None
        entries[item.code, column.code] = (item, column, token)
    return list(entries.values()) if len(entries) % len(table.blocks[0]) == 0 else None


def _by_names(row: Row, header: Sequence[str], items: list[Item], table: FormTable) -> tuple[list[Entry] | None, bool]:
    """The entries of a row, and whether a way and a result are named above each; else they go by order."""
    entries = _by_grid_column(row, table) if row.grid is not None else None
    return (entries, True) if entries else (_by_order(row, header, items, table), False)


def _by_order(row: Row, header: Sequence[str], items: list[Item], table: FormTable) -> list[Entry] | None:
    size = len(table.blocks[0])
    row = without_traces(row)
    figures = [token for token in row.values if not token.is_blank]
    if len(row.values) == table.entry_count or len(figures) not in (len(items) * size, table.entry_count):
        figures = row.values
    if len(figures) > table.entry_count:
        figures = without_outer_blanks(row, figures, table)
    if len(figures) == table.entry_count + 1 and row.grid is None and not any(token.is_blank for token in figures):
        figures = without_a_stray(figures, lambda way: _all_add_up(way, table)) or figures
    is_without_totals = False
    lengths = {len(ways) * (size - 1) for ways in (items, table.items) if len(ways) > 1}
    if row.grid is None and len(figures) in lengths and not _shows_blanks(row):
        whole = with_blank_totals(figures, size)
        is_without_totals = whole is not None
        figures = whole or figures
    if len(figures) == table.entry_count and len(items) != len(table.items):
        for item in table.items:  # what the header does not name stands in the form's place
            if item not in items:
                items.insert(item.index, item)
    if len(figures) != len(items) * size or len(items) < 2:
        return None
    if row.grid is None and not is_without_totals:
        if (figures := without_an_edge(figures, table)) is None:
            return None
        is_exact = len(row.values) == table.entry_count or not (figures[0].is_blank or figures[-1].is_blank)
        is_exact |= row.is_bounded and len(row.values) == len(figures) and not figures[0].is_blank
        if not is_sound(figures, table, is_exact=is_exact):
            return None
    results = [column for name in header for column in table.blocks[0] if name in column.keys]
    if len(results) != len(figures) or any(
        len({c.code for c in results[start : start + size]}) != size for start in range(0, len(results), size)
    ):
        results = list(table.blocks[0]) * len(items)
    owners = [item for item in items for _ in range(size)]
    return list(zip(owners, results, figures, strict=True))


def _shows_blanks(row: Row) -> bool:
    """Whether bars or tabs part the cells of a line: a blank one would have its own."""
    return any(isinstance(t.source, Line) and SEPARATORS.search(t.source.text.strip(" |｜")) for t in row.values)


def _left_blank(row: Row, table: FormTable) -> tuple[Entry, ...] | None:
    """A line with a cell for every entry and nothing in them; the bar at an edge of it may be missing."""
    if row.grid is not None or not all(token.is_blank for token in row.values):
        return None
    of_line: dict[int, list[Token]] = {}
    for token in row.values:
        of_line.setdefault(id(token.source), []).append(token)
    blanks = max(of_line.values(), key=len) if of_line else []
    lacking = table.entry_count - len(blanks)
    if lacking not in (0, 1):
        return None
    places = [(item, column) for item in table.items for column in table.columns(item)]
    blanks += blanks[:lacking]
    return tuple((item, column, token) for (item, column), token in zip(places, blanks, strict=True))


def _all_add_up(figures: Sequence[Token], table: FormTable) -> bool:
    """Whether every item's entries do."""
    columns = table.blocks[0]
    return all(
        adds_up(figures[start : start + len(columns)], columns) for start in range(0, len(figures), len(columns))
    )


def _is_of_none(part: Sequence[Token]) -> bool:
    """Whether a way prints that there was none: a stroke as its total, and strokes or noughts before it."""
    return part[-1].value.status == "not_applicable" and all(
        token.value.status == "not_applicable" or token.value.value == 0 for token in part
    )


def _by_sums(row: Row, items: Sequence[Item], table: FormTable) -> list[Entry] | None:
    columns = table.blocks[0]
    size = len(columns)
    figures = [token for token in row.values if not token.is_blank]
    parts = [figures[start : start + size] for start in range(0, len(figures), size)]
    if len(figures) != table.entry_count or not all(adds_up(part, columns) or _is_of_none(part) for part in parts):
        return None
    return [
        (item, column, token)
        for item, part in zip(items, parts, strict=True)
        for column, token in zip(columns, part, strict=True)
    ]
