"""Rows of a text whose figures stand apart from their labels: a converter of PDF prints blocks of labels, and columns of figures.

Where a table has as many figures as its form and every label, the form's order and its sums say which is which: printed row by
row or, page by page, column by column. Where they leave several ways, or none, nothing is done here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, pairwise, product

from pipeline.contract import Notice, Number
from pipeline.documents.document import Line
from pipeline.documents.fold import fold, key, whole_key
from pipeline.forms.columns_apart import rows_of_columns
from pipeline.forms.form import FormTable, Item, tables_named
from pipeline.forms.header import TOTAL
from pipeline.forms.line_grids import is_page_number
from pipeline.forms.rows import Row
from pipeline.forms.sums import adds_up
from pipeline.forms.table_reading import STATISTICS, TableReading
from pipeline.forms.tokens import Token, line_token, vocabulary
from pipeline.forms.way_order import order_of_ways
from pipeline.values import is_value

Layout = tuple[tuple[Token, ...], ...]
"""The figures of each row."""

FEWEST_APART = {"requests": 8, "disputes": 6, STATISTICS: 5}
"""Figures of a table in a row from which they are no row's; all of the small one's may be a row, below all its names."""
FEWEST_BROKEN = 5
"""Rows whose figures stand on two lines or more from which a table's rows are broken."""
MOST_LINES = 700
"""Of a table, its labels broken over many."""
LONGEST_HEADING = 30
SHORTEST_NAME = 3
"""Letters of a column's name that are it wherever they stand."""
LEAST_FOUND = 0.99
"""Share of the letters of a table's labels that its lines print."""
_PIECE = re.compile(r"\S+")
_NO_WORD = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(r"\d{1,2}[.、．]")
_BOUNDS = {
    "proactive": (re.compile("主动公开政府信息情况$"), re.compile("收到和处理政府信息公开")),
    "requests": (re.compile("收到和处理政府信息公开"), re.compile("行政复议.*情况$")),
    "disputes": (re.compile("行政复议.*情况$"), re.compile("主要问题|存在问题")),
    STATISTICS: (re.compile("主动公开政府信息数"), re.compile("相关链接|^主办")),
}
"""The line from which on the figures of a table stand, and the one up to which; the first one that is like it."""
_BESIDE_OUTCOMES = ("received.new", "received.carried_in", "outcomes.total", "carried_out")


def set_right(lines: list[Line]) -> Iterator[list[Line] | Row]:
    """The lines, and in their place among them the rows of each table whose figures stand apart."""
    start = 0
    for code, (begins, ends) in _BOUNDS.items():
        first, last = _part(lines, start, begins, ends)
        part = lines[first:last]
        if code != "proactive" and not _may_be_apart(part, code):
            continue
        read = rows_of_columns if code == "proactive" else _rows
        rows = next((rows for _, table in tables_named(code) if (rows := read(part, table))), None)
        if rows:
            yield lines[start:first]
            yield from rows
            start = last
    yield lines[start:]


def said_of_blocks(readings: Sequence[TableReading]) -> Iterator[Notice]:
    """That a table's figures stood apart: a warning where not every figure is part of a sum that holds."""
    for reading in readings:
        if any(row.is_apart for row in reading.rows):
            severity = "warning" if reading.table.code == STATISTICS else "info"
            message = "labels and figures are printed in blocks; there are as many of both, and they were read in the form's order"
            yield Notice(severity, "figures_apart", message, reading.table.code)


def _may_be_apart(lines: Sequence[Line], code: str) -> bool:
    """Whether more figures than a row has follow each other, or rows are broken; of the small table, without all their names."""
    if _longest_run(lines) < FEWEST_APART[code]:
        return code != "disputes" and _broken_rows(lines) >= FEWEST_BROKEN
    if code != "disputes":
        return True
    printed = [key(piece) for line in lines for piece in line.text.split()]
    return all(
        sum(name in table.column_keys for name in printed) < table.entry_count for _, table in tables_named(code)
    )


def _broken_rows(lines: Sequence[Line]) -> int:
    """Lines of some figures, and of fewer than a row has, above one of more."""
    counts = [len(line.text.split()) if all(map(is_value, line.text.split())) else 0 for line in lines]
    return sum(1 < count < FEWEST_APART["requests"] - 1 and after > 0 for count, after in pairwise(counts))


def _longest_run(lines: Sequence[Line]) -> int:
    longest = run = 0
    for line in lines:
        pieces = line.text.split() if line.text[-1:].isdecimal() else []
        run = run + len(pieces) if pieces and all(map(is_value, pieces)) else 0
        longest = max(longest, run)
    return longest


def _part(lines: Sequence[Line], start: int, begins: re.Pattern[str], ends: re.Pattern[str]) -> tuple[int, int]:
    """Where the table's lines begin and end."""
    short = [n for n in range(start, len(lines)) if len(lines[n].text) <= LONGEST_HEADING]
    first = next((n for n in short if begins.search(fold(lines[n].text))), len(lines))
    last = next((n for n in short if n > first and ends.search(fold(lines[n].text))), len(lines))
    return first, min(last, first + MOST_LINES)


def _rows(lines: Sequence[Line], table: FormTable) -> list[Row]:
    """The rows of a table whose lines these are; none where its form's order and sums do not settle them."""
    figures, letters = _printed(lines)
    if table.code == STATISTICS:
        figures = [token for token in figures if token.text.strip("-—–－")]  # dashes stand beside the name of a section
    names = [label for item in table.items for label in _names(item, table)]
    labels = Counter(_letters("".join(names)))
    if len(figures) != table.entry_count or (labels - letters).total() > (1 - LEAST_FOUND) * labels.total():
        return []
    layout = _layout(figures, table) if _is_in_order(lines, table) else None
    if layout is None:
        return []
    if table.items_in_header:
        header = [line_token(lines[0], name, 0) for name in names]
        values = [token for row in layout for token in row]
        return [Row([], values, lines[0].number, None, is_bounded=True, header=header, is_apart=True)]
    return [
        Row(
            [line_token(lines[0], item.labels[0], 0)],
            list(values),
            lines[0].number,
            None,
            item.keys,
            item.group_keys[0] if item.group_keys else "",
            is_bounded=True,
            is_apart=True,
        )
        for item, values in zip(table.items, layout, strict=True)
    ]


def _names(item: Item, table: FormTable) -> list[str]:
    """The label of an item, and those of its columns where all stand in the header."""
    return [item.labels[0], *(column.labels[0] for column in table.columns(item) if table.items_in_header)]


def _printed(lines: Sequence[Line]) -> tuple[list[Token], Counter[str]]:
    """The figures that lines end in, and the letters before them."""
    figures: list[Token] = []
    letters: Counter[str] = Counter()
    for line in lines:
        pieces = [] if is_page_number(line.text) else list(_PIECE.finditer(line.text))
        first = len(pieces)
        while first and is_value(pieces[first - 1][0]) and not _NUMBER.fullmatch(pieces[first - 1][0]):
            first -= 1
        figures += [line_token(line, piece[0], piece.start()) for piece in pieces[first:]]
        letters.update(_letters("".join(piece[0] for piece in pieces[:first])))
    return figures, letters


def _is_in_order(lines: Sequence[Line], table: FormTable) -> bool:
    """Whether the names that are printed whole stand in the form's order: of columns, and of ways above them.

    Nothing may part the names, as where a page lost its spaces. A total may stand apart, and a name that is not the columns'
    alone - 其他 - says nothing.
    """
    if table.items_in_header and order_of_ways((line.text for line in lines), table) not in (None, list(table.items)):
        return False
    letters = whole_key("".join(line.text for line in lines))
    columns = [column.keys for column in table.blocks[0] if column.code != TOTAL]
    ways = [item.keys for item in table.items if table.items_in_header]
    return _ascends(letters, columns) and _ascends(letters, ways)


def _ascends(letters: str, names: Sequence[Sequence[str]]) -> bool:
    """Whether names, of which each may be printed in some ways, stand in their order among `letters`, and so each time again."""
    ambiguous = vocabulary().ambiguous
    places = {
        name: place
        for place, keys in enumerate(names)
        for name in keys
        if name not in ambiguous and len(name) >= SHORTEST_NAME
    }
    if not places:
        return True
    seen: list[int] = []
    for match in re.finditer("|".join(sorted(map(re.escape, places), key=len, reverse=True)), letters):
        place = places[match[0]]
        if place in seen:
            seen = []
        if seen and place < seen[-1]:
            return False
        seen.append(place)
    return True


def _letters(text: str) -> str:
    return _NO_WORD.sub("", fold(text))


def _layout(figures: Sequence[Token], table: FormTable) -> Layout | None:
    """The only division of the figures among the rows of `table` in which all its sums hold."""
    if len(table.blocks[0]) == 1:
        layout = tuple((figure,) for figure in figures)
        return layout if _hold(layout, table) else None
    found: dict[tuple[Number, ...], Layout] = {}
    for layout in _layouts(figures, len(table.items), len(table.blocks[0])):
        if all(adds_up(row, table.blocks[0]) for row in layout) and (table.items_in_header or _balances(layout, table)):
            found[tuple(token.value.value or 0 for row in layout for token in row)] = layout
    return next(iter(found.values())) if len(found) == 1 else None


def _layouts(figures: Sequence[Token], count: int, width: int) -> Iterator[Layout]:
    """`count` rows in up to three parts, each of them printed row by row or column by column."""
    for first, second in combinations_with_replacement(range(count + 1), 2):
        bounds = [(start, end) for start, end in pairwise((0, first, second, count)) if start < end]
        for are_columns in product((False, True), repeat=len(bounds)):
            rows: list[tuple[Token, ...]] = []
            for (start, end), by_column in zip(bounds, are_columns, strict=True):
                part = figures[start * width : end * width]
                size = end - start
                rows += [
                    tuple(part[row::size]) if by_column else tuple(part[row * width : (row + 1) * width])
                    for row in range(size)
                ]
            yield tuple(rows)


def _balances(layout: Layout, table: FormTable) -> bool:
    """Whether in each column outcomes come to their total, and what came in to what was answered and carried on."""
    by_item = {
        item.code: [token.value.value or 0 for token in row] for item, row in zip(table.items, layout, strict=True)
    }
    new, carried_in, total, carried_out = (by_item.pop(code) for code in _BESIDE_OUTCOMES)
    return all(
        sum(column) == answered and came + left == answered + kept
        for *column, came, left, answered, kept in zip(
            *by_item.values(), new, carried_in, total, carried_out, strict=True
        )
    )


def _hold(layout: Layout, table: FormTable) -> bool:
    """Whether the sums of a table of one column do."""
    values = {item.code: row[0].value.value or 0 for item, row in zip(table.items, layout, strict=True)}
    return all(values[total] == sum(values[part] for part in parts) for total, parts in table.sums)
