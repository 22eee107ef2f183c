"""What is said of a table that is not as the form has it: labels lost or misspelt, rows and columns moved, missing or repeated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from string import digits

from pipeline.contract import UNKNOWN, Cell, Notice, Number
from pipeline.documents.fold import key, numbering
from pipeline.forms.align import Alignment, Match
from pipeline.forms.form import Column, FormTable, Item
from pipeline.forms.header import TOTAL, Header, labels_of_other_forms
from pipeline.forms.meanings import goes_on, lacks_negation, qualifier, with_what_is_before
from pipeline.forms.other_words import counted_in, doubtful_names, is_misread, nearest_of, says_other, with_years_told
from pipeline.forms.rows import LONGEST_JOIN, Row
from pipeline.forms.table_reading import STATISTICS
from pipeline.forms.tokens import UNIT_NAMES, Token, label_key, label_keys, vocabulary

CLEAR = 0.8
"""Similarity of a label from which it needs no mention."""
FEWEST_APART = 4
"""Labels in a row without a figure, and rows of figures without a label, from which figures and labels stand apart."""
MANY_COPIED = 15
"""Rows that stand elsewhere too, from which they are a table whatever stands above them."""
LEAST_COPIED = 0.3
"""Share of a table's items that stand elsewhere too, from which the table is printed twice: a few labels occur in text."""

_SENTENCE = frozenset("，,。；;")
_WORD = 2
"""Characters of a word in the names of ways: 行政 and 复议."""
_SUBTOTALS = ("小计", "合计")


def how_read(match: Match, form_table: FormTable) -> Iterator[Notice]:
    """That a row was not found by its label as the form prints it; a warning where label or unit may be of another thing."""
    row, label, table = match.row, match.item.labels[0], form_table.code
    if several := counted_in(token.text for token in row.labels):
        message = f"{label} is counted in more than one each: {several}; the figure is kept as printed"
        yield Notice("warning", "figure_with_remark", message, table, match.item.code)
    printed = row.name if row.grid is not None or not row.labels else with_what_is_before(row.labels[-1])
    is_named = table != "disputes" or any(name in key(printed) for name in match.item.keys)
    known = (*match.item.keys, *match.item.group_keys)
    if match.how != "neighbours" and is_named and (word := _other(printed, known, match.item, form_table)):
        message = f"{printed!r} is read as {label}, and {word!r} may make it another thing"
        yield Notice("warning", "label_misspelt", message, table, match.item.code)
        return
    is_exact = match.how == "label" and match.similarity == 1.0
    if is_exact or match.how == "order":
        return
    where = row.values[0].place.text if row.values else row.labels[-1].place.text
    if match.how == "neighbours":
        message = f"{where}: the label {label} is lost; its neighbours settle the row"
        yield Notice("info", "label_missing", message, table, match.item.code)
        return
    message = f"{where}: {row.name!r} is read as {label}"
    behind_group = (name.removeprefix(group) for name in row.item_keys for group in match.item.group_keys)
    names = [*with_years_told(row.item_keys), *(name.lstrip(digits) for name in behind_group)]
    nearest = nearest_of(names, match.item.keys) if names else ""
    is_recognised = row.grid is not None and row.grid.is_recognised
    may_be_other = table != "disputes" and names and says_other(nearest, match.item.keys)
    if may_be_other and not (is_recognised and is_misread(nearest, match.item.keys)):
        yield Notice("warning", "label_misspelt", f"{message}, and has another word", table, match.item.code)
    elif match.how != "label" or match.similarity < CLEAR:
        yield Notice("info", "label_misspelt", message, table, match.item.code)


def _other(printed: str, known: tuple[str, ...], item: Item, table: FormTable) -> str:
    """What makes of a label as printed another thing than `item`; nothing where it is the same."""
    if word := qualifier(printed, known):
        return word
    if table.code != "proactive":
        return ""  # the names of what is disclosed are short, and no sum is held against their figures
    return goes_on(printed, item.keys, tuple(label for column in table.columns(item) for label in column.labels))


def qualified_ways(rows: Iterable[Row], table: FormTable) -> Iterator[Notice]:
    """A warning for each name of an item in the header of `rows` that a word makes another thing: 行政复议（上年）."""
    for row in rows:
        yield from _strangers(row, table)
        above = [with_what_is_before(token) for token in row.header]
        if row.grid is not None:
            above += [cell.text for cells in row.grid.rows[: row.index] for cell in cells if cell.text]
        for text in dict.fromkeys(above):
            if not _SENTENCE.isdisjoint(text):
                continue  # prose above the table
            name = key(text)
            own = next((item for item in reversed(table.items) if any(known in name for known in item.keys)), None)
            result = next((one for one in table.blocks[0] if any(known in name for known in one.keys)), None)
            group = next((one for one in table.group_keys if one in name), None) if own is None else None
            named = own or result
            known = (*named.keys, *named.group_keys) if named is not None else (group,) if group else ()
            if known and (word := qualifier(text, known)):
                message = (
                    f"{text!r} is read as {named.labels[0] if named else group}, and {word!r} may make it another thing"
                )
                yield Notice("warning", "label_misspelt", message, table.code, own.code if own else None)
            turned = (item for item in table.items if any(lacks_negation(name, known) for known in item.keys))
            if own is None and not vocabulary().knows(name) and (item := next(turned, None)) is not None:
                message = f"{text!r} stands for {item.labels[0]}, and says the opposite"
                yield Notice("warning", "label_misspelt", message, table.code, item.code)


def _strangers(row: Row, table: FormTable) -> Iterator[Notice]:
    """A warning for each name above several figures of a grid that has another word where a way's own name is missing: 民事诉讼."""
    grid = row.grid
    if grid is None:
        return
    cells = [cell for above in grid.rows[: row.index] for cell in above if cell.text]
    names = [key(cell.text) for cell in cells]
    ways = dict.fromkeys((*(item.keys for item in table.items), *((group,) for group in table.group_keys)))
    missing = [known for known in ways if not any(own in name for own in known for name in names)]
    if not missing:
        return
    for cell, name in zip(cells, names, strict=True):
        if not 1 < cell.colspan < len(row.values) or vocabulary().knows(name):
            continue
        if (known := next((known for known in missing if _takes_the_place(name, known)), None)) is not None:
            message = f"{cell.text!r} stands where the form has {known[0]}, and has another word"
            yield Notice("warning", "label_misspelt", message, table.code)


def _takes_the_place(name: str, known: tuple[str, ...]) -> bool:
    """Whether a name (its key) is made like one of the `known`: of another kind, or something else of its kind.

    What only leaves the kind out is the office's own word: 提起诉讼 for 行政诉讼.
    """
    has_kind = known[0][-_WORD:] in name and qualifier(name, known)
    return bool(has_kind) or (name.startswith(known[0][:_WORD]) and says_other(name, known))


def may_be_added(name: str, table: FormTable, alignment: Alignment) -> bool:
    """Whether a row of this name is one that agencies add to the table of 2014: not a line of a name whose row is missing."""
    matched = {match.item.code for match in alignment.matches}
    missing = (item for item in table.items if item.code not in matched)
    return table.code == STATISTICS and not any(name in whole for item in missing for whole in item.keys)


def said_of_columns(header: Header, table: FormTable, spanning: Collection[str]) -> Iterator[Notice]:
    """What is unlike the form in a header: the order of its columns, strange ones, and a group of them that is printed twice.

    `spanning` are the names of the whole table, which are no columns.
    """
    if header.notice == "column_order":
        message = f"columns are printed in the order {' '.join(header.labels)}"
        yield Notice("warning", "column_order", message, table.code)
    if header.notice == "column_lost":
        named = zip(header.columns, header.labels, strict=True)
        lost = [column for column, label in named if column is not None and not label]
        message = (
            f"the name of the column {', '.join(column.labels[0] for column in lost)} is lost; the others settle it"
        )
        is_certain = sum(column.code != TOTAL for column in lost) < 2  # sums say where the total is
        yield Notice("info" if is_certain else "warning", "label_missing", message, table.code)
    if header.notice == "column_label" and (others := labels_of_other_forms(header, table)):
        yield Notice("warning", "column_order", f"columns of another form are named: {' '.join(others)}", table.code)
    yield from doubtful_names(header, table)
    named = {name for column in header.columns if column is not None for name in column.keys}
    strange = [
        label
        for label, column in zip(header.labels, header.columns, strict=True)
        if column is None and key(label) not in spanning
    ]
    again = [label for label in strange if key(label) in named]
    if len(again) > 1:
        message = f"columns are named twice, perhaps of another year or agency; the first were read: {' '.join(again)}"
        yield Notice("warning", "column_repeated", message, table.code)
    for label in strange:
        message = f"a column {label!r} that the form does not have; kept as unknown"
        yield Notice("info", "unknown_column", message, table.code)


def is_subtotal(
    entries: Sequence[tuple[Token, Column | None, str]], label: str, table: FormTable, cells: Sequence[Cell]
) -> bool:
    """Whether a row that is labelled as a group (key), or as some subtotal, prints in each column the sum of the group's rows."""
    groups = table.group_keys if label in _SUBTOTALS else (label,)
    return any(
        _adds_up(entries, {item.code for item in table.items if group in item.group_keys}, cells) for group in groups
    )


def _adds_up(entries: Sequence[tuple[Token, Column | None, str]], codes: set[str], cells: Sequence[Cell]) -> bool:
    sums: dict[str, Number] = {}
    for cell in cells:
        if cell.item in codes:
            if cell.value is None:
                return False
            sums[cell.column] = sums.get(cell.column, 0) + cell.value
    return bool(sums) and all(
        column is not None and token.value.value == sums.get(column.code) for token, column, _ in entries
    )


def match_beside(row: Row, alignment: Alignment) -> Match | None:
    """The match whose block a row that is none of the form's belongs to; None where it stands outside of the table.

    That is the one before it; for a row with a figure above all matches of its grid, where the form's first rows are lost, the
    one behind.
    """
    matches = alignment.matches
    before = [match for match in matches if match.row.grid is row.grid and match.row.index < row.index]
    if not before and any(match.row.start > row.start for match in matches):  # a piece of the table
        before = [match for match in matches if match.row.start < row.start]
    if before:
        return before[-1]
    is_lacking = bool(matches) and matches[0].item.index > 0 and matches[0].row.grid is row.grid
    is_row = row.item_keys or (row.labels and row.labels[-1].text in UNIT_NAMES)  # its label is lost, its unit is not
    return matches[0] if is_lacking and row.grid is not None and row.has_figure and is_row else None


def out_of_order(alignment: Alignment) -> Iterator[Notice]:
    """The rows that do not stand where the form has them, and those that are printed twice."""
    table = alignment.table.code
    for match in alignment.matches:
        if match.how == "order":
            message = f"the row {match.item.labels[0]} is not where the form has it"
            yield Notice("warning", "row_order", message, table, match.item.code)
    columns = vocabulary().ambiguous
    for match in alignment.repeated:
        is_of_header = not match.row.has_figure and any(
            label_key(token.text) in columns and not numbering(token.text) for token in match.row.labels
        )
        if match.row.values and not is_of_header:
            message = f"the row {match.item.labels[0]} is printed twice"
            yield Notice("warning", "row_repeated", message, table, match.item.code)


def labelled_twice(alignment: Alignment) -> Iterator[Notice]:
    """The rows in which another row's label stands beside their own: one of them is without its figures."""
    table = alignment.table
    for match in alignment.matches:
        labels = match.row.labels
        if len(labels) < 2:
            continue
        own = match.item.keys
        names = {label_key(token.text) for token in labels if token.cell is None or token.cell.row == match.row.index}
        if (
            labels[0].cell is None
        ):  # the first line of its own label may be the whole of another one: 2.其他 above 法律行政法规
            names -= {name for name in names if any(whole.startswith(name) for whole in own)}
        others = [
            name for name in names if name in table.item_keys and name not in table.group_keys and name not in own
        ]
        if others and table.code != "disputes":
            message = f"the row {match.item.labels[0]} has another row's label beside its own: {', '.join(others)}"
            yield Notice("warning", "row_order", message, table.code, match.item.code)


def under_other_groups(alignment: Alignment) -> Iterator[Notice]:
    """The rows that stand under the name of a group whose rows the form has elsewhere.

    A group's name may be lost, and the one before goes on: what is printed too early, or in the row itself, is no such thing.
    """
    table = alignment.table
    if table.items_in_header:
        return
    for match in alignment.matches:
        group = match.row.group
        extent = _extents(table).get(group)
        if extent is None or match.item.index in extent or group in match.item.keys:
            continue
        if _are_joined(match):
            continue
        if match.item.index < extent.start or group in _own_labels(match.row):
            message = f"the row {match.item.labels[0]} stands under the name of another group"
            yield Notice("warning", "row_order", message, table.code, match.item.code)


def _are_joined(match: Match) -> bool:
    """Whether one cell beside the row prints the name of its own group too, as where a page's end joined two groups' cells."""
    names = (label_keys(token.text) for token in match.row.labels)
    return any(len(keys) > 1 and any(name in match.item.group_keys for name in keys) for keys in names)


@cache
def _extents(table: FormTable) -> Mapping[str, range]:
    """From the first to the last row of each group."""
    rows: dict[str, list[int]] = {}
    for item in table.items:
        for name in item.group_keys:
            rows.setdefault(name, []).append(item.index)
    return {name: range(found[0], found[-1] + 1) for name, found in rows.items()}


def _own_labels(row: Row) -> set[str]:
    """The labels that are printed in this row, not above it in a cell that reaches down."""
    return {key(token.text) for token in row.labels if token.cell is not None and token.cell.row == row.index}


def in_other_order(tokens: Sequence[Token], columns: Sequence[Column]) -> str:
    """The names of columns among labels above a row, where they stand in another order than the form's; else nothing.

    Where some columns are a group's, only these are looked at: in reading order the names around a group come before them.
    A name counts where it stands last, since a header may be printed again.
    """
    words = vocabulary()
    grouped = [column for column in columns if column.group_keys]
    places = {
        name: place
        for place, column in enumerate(grouped or columns)
        for name in column.keys
        if name not in words.ambiguous
    }
    last: dict[int, str] = {}
    texts = [token.text for token in tokens]
    for start in range(len(texts)):
        for size in range(LONGEST_JOIN, 0, -1):
            text = "".join(texts[start : start + size])
            place = places.get(key(text))
            if place is not None:
                last.pop(place, None)
                last[place] = text
                break
    return "" if list(last) == sorted(last) else " ".join(last.values())


def figures_apart(alignment: Alignment) -> Row | None:
    """The first row of figures that stand behind all labels of a stream, and not beside them: it is not the last label's."""
    if not alignment.matches:
        return None
    *others, last = (match.row for match in alignment.matches)
    if last.grid is not None or not last.values:
        return None
    behind = [row for row in alignment.unknown if not row.labels and row.grid is None and row.index > last.index]
    is_apart = not any(row.values for row in others[-FEWEST_APART:])
    return last if is_apart and min(len(behind), len(others)) >= FEWEST_APART else None


def printed_again(alignment: Alignment) -> Iterator[Notice]:
    """That the table is there a second time: its figures are the same, or another year's."""
    if not alignment.copies:
        return
    table = alignment.table
    printed = {match.item.code: _figures(match.row) for match in alignment.matches}
    again = [match for match in alignment.copies if match.item.code in printed]
    least = 1 if table.items_in_header else max(LEAST_COPIED * len(table.items), 2)  # an item may be a table of its own
    if len({match.item.code for match in again}) < least:
        return
    if len(again) < MANY_COPIED and not any(_is_like(match, table) for match in again):
        return  # a menu with counts, or a count of what was disclosed by kind: 行政许可 12
    figures = {id(match.row): _figures(match.row) for match in again}
    namesakes: dict[int, list[object]] = {}  # （三）其他情形数 is a row of two groups: its copy is one of them
    for match in again:
        namesakes.setdefault(id(match.row), []).append(printed[match.item.code])
    if all(found in namesakes[row] for row, found in figures.items()):
        yield Notice("info", "table_repeated", "the table is printed again, with the same figures", table.code)
    else:
        where = again[0].row.values[0].place.text
        message = f"{where}: the table is printed again, with other figures"
        yield Notice("warning", "table_repeated", message, table.code)


def _is_like(match: Match, table: FormTable) -> bool:
    """Whether a row outside the table is of another one like it: below the names of its columns, or with a figure for each."""
    columns = table.columns(match.item)
    if 1 < len(columns) == len(_figures(match.row)):
        return True
    return any(key(token.text) in table.column_keys for token in match.row.header)


def _figures(row: Row) -> list[object]:
    return [token.value.value for token in row.values if not token.is_blank]


def missing_columns(table: FormTable, by_item: Mapping[str, Sequence[Cell]]) -> Iterator[Notice]:
    """The columns of which no row of a block has a cell, and the rows that lack one that others have."""
    for number, columns in enumerate(table.blocks):
        printed = [by_item[item.code] for item in table.items if item.block == number and item.code in by_item]
        found = dict.fromkeys(cell.column for cells in printed for cell in cells)
        lost = [column.labels[0] for column in columns if column.code not in found]
        if printed and lost:
            message = f"columns that the table does not have: {', '.join(lost)}"
            yield Notice("warning", "column_missing", message, table.code)
        for cells in printed:
            own = {UNKNOWN, *(cell.column for cell in cells)}
            if missing := [column for column in found if column not in own]:
                item = cells[0].item
                message = f"{item} has no cell for {', '.join(missing)}"
                yield Notice("warning", "column_missing", message, table.code, item)
