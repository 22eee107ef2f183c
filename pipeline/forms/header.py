"""The columns that a header prints, left to right.

In a grid the lowest header cell above a figure names its column. Where positions say nothing - spans lost, a stream of lines -
the labels are read in their order: the label of a group stands in the upper row and its columns in the row below, in its place.
Labels decide; the form's order settles those that are cut short, misspelt or printed twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from rapidfuzz import fuzz

from pipeline.documents.document import Grid
from pipeline.documents.fold import key, numbering
from pipeline.forms.form import Column, FormTable, column_codes
from pipeline.forms.meanings import says_same
from pipeline.forms.rows import LONGEST_JOIN, Row
from pipeline.forms.tokens import Token, vocabulary
from pipeline.values import is_value

TOTAL = "total"
COMPATIBLE = 60.0
"""Least similarity of a printed header label with the column that its position gives."""
ALONE = 45.0
"""Least similarity where there are as many labels as columns and all that are known stand in their places: 科研单位."""
LIKE_A_LABEL, FEWEST_OF_A_CUT = 80.0, 3
"""Least similarity of a label with the name of a column or of a group: 法人和其他组织; characters left of one cut short."""
FEWEST_NAMED = 3
"""Columns from which the place between the others says which one has lost its name."""
LONGEST_COLUMN_LABEL = 12
"""Characters of a column's label that no form knows; what is longer is text."""
MOST_OF_A_REMARK = 12
"""Lines over which a remark in brackets goes on: the instructions of 2019 have 30 characters, a narrow column four a line."""
_BRACKET_OPENED, _BRACKET_CLOSED = re.compile(r"[（(][^()（）]*$"), re.compile(r"^[^()（）]*[)）]")
MOST_UNKNOWN = 3
"""Labels in a row that no form knows, from which a header ends."""


@dataclass(frozen=True, slots=True)
class Header:
    """The value columns as printed, left to right: their column (None: the form does not know it), label and grid column."""

    columns: tuple[Column | None, ...]
    labels: tuple[str, ...]
    positions: tuple[int, ...] = ()
    """Grid columns in which the figures stand; empty where only the order is known."""
    end: int = 0
    """The grid column behind the last header cell."""
    notice: str | None = None
    """`column_order`, `column_label` (truncated or misspelt, settled by order), `column_lost` (the like) or None."""
    is_repeated: bool = False
    """A label is repeated over the grid columns that its cell spanned, and so are the figures below."""
    year: int | None = None
    """The year that the one column names that is the form's, where others name other years."""

    @property
    def is_printed(self) -> bool:
        """Whether the document prints it; else it is the form's."""
        return any(self.labels)

    @property
    def known(self) -> int:
        """How many columns are the form's."""
        return sum(column is not None for column in self.columns)

    def spans(self, row: Row) -> bool:
        """Whether the header is as wide as the row; where it is not, spans are wrong and positions say nothing."""
        printed = [token.column for token in row.values if not token.is_blank]
        end = max((token.column + token.colspan for token in row.values), default=0)
        return self.end > max(printed, default=0) and end > self.positions[-1]

    def moves_total(self, columns: Sequence[Column]) -> bool:
        """Whether all is in the form's order but the total."""
        others = [column for column in self.columns if column is not None and column.code != TOTAL]
        return (
            len(self.columns) == len(columns)
            and self.columns[-1] is not columns[-1]
            and columns[-1].code == TOTAL
            and others == [column for column in columns if column.code != TOTAL]
        )

    def is_whole(self, columns: Sequence[Column]) -> bool:
        """Whether all of the form's columns are there, in whatever order, and no other."""
        return len(self.columns) == len(columns) == self.known

    def exchanges_total(self, columns: Sequence[Column]) -> bool:
        """Whether the total certainly stands in another column's place.

        Labels in reading order have it before all of a group, whose columns are named in the row below: that is no exchange.
        """
        if not self.is_whole(columns) or not self.moves_total(columns):
            return False
        place = next(i for i, column in enumerate(self.columns) if column is not None and column.code == TOTAL)
        grouped = [i for i, column in enumerate(self.columns) if column is not None and column.group_keys]
        return not grouped or min(grouped) < place

    def lacks_names(self, columns: Sequence[Column]) -> bool:
        """Whether these are some of the form's columns, each named, and others are not: one was left out, or lost its name."""
        return self.is_printed and self.known == len(self.columns) < len(columns)

    def is_standard(self, columns: Sequence[Column]) -> bool:
        """Whether these are exactly the form's columns in the form's order."""
        return self.columns == tuple(columns)


def grid_header(
    grid: Grid, rows: range, first_value_column: int, columns: tuple[Column, ...], furniture: frozenset[str]
) -> Header | None:
    """The header of the figures below `rows` of a grid.

    For each grid column from `first_value_column` on, the lowest header cell in `rows` counts, captions (`furniture`) left
    out; None where no row there names a column of the block.
    """
    known = {name for column in columns for name in column.keys}
    lowest: Lowest = {}  # grid column → (row, first column of the cell, label)
    seen = False
    for index in rows:
        for cell in grid.rows[index]:
            name = key(cell.text)
            if not name or name in furniture or is_value(cell.text):
                continue
            label, is_known = cell.text, name in known
            above = None if is_known or cell.row != index else lowest.get(cell.column)
            if above is not None and above[:2] == (index - 1, cell.column) and key(above[2] + label) in known:
                label, is_known = above[2] + label, True  # broken over two rows
            seen = seen or is_known
            for covered in range(max(cell.column, first_value_column), cell.column + cell.colspan):
                lowest[covered] = (cell.row, cell.column, label)
    if not seen or not lowest:
        return None
    lowest |= _lost_name(grid, rows, first_value_column, lowest, columns)
    positions: list[int] = []
    labels: list[str] = []
    last: tuple[int, int] | None = None
    is_repeated = False
    for position in sorted(lowest):
        row, column, label = lowest[position]
        if (row, column) != last:
            if labels and labels[-1] == label and key(label) in known:
                is_repeated = True
            else:
                positions.append(position)
                labels.append(label)
        last = (row, column)
    header = match_header(tuple(labels), columns)
    return replace(header, positions=tuple(positions), end=max(lowest) + 1, is_repeated=is_repeated)


Lowest = dict[int, tuple[int, int, str]]
"""For grid columns, the header cell that names them: its row, its first column and its label."""


def _lost_name(grid: Grid, rows: range, first: int, lowest: Lowest, columns: Sequence[Column]) -> Lowest:
    """The cell of a header's last row in which nothing stands, where the others name all columns but the one whose place it has."""
    names = [
        (cell, next((c for c in columns if key(cell[2]) in c.keys), None)) for cell in dict.fromkeys(lowest.values())
    ]
    found = {(cell[0], cell[1]): column for cell, column in names if column is not None}
    if len(columns) < FEWEST_NAMED or len(found) != len(columns) - 1 or len(set(found.values())) != len(found):
        return {}
    order = sorted(
        ((position, found[cell[:2]]) for position, cell in lowest.items() if cell[:2] in found), key=itemgetter(0)
    )
    lost = next(place for place, column in enumerate(columns) if column not in found.values())
    if [*dict.fromkeys(column for _, column in order)] != [*columns[:lost], *columns[lost + 1 :]]:
        return {}
    before = [position + 1 for position, column in order if column in columns[:lost]]
    behind = [position for position, column in order if column in columns[lost:]]
    last = max(row for row, _ in found)
    blank = [
        cell
        for cell in (grid.rows[last] if last in rows else ())
        if not cell.text
        and cell.column >= max(before, default=first)
        and (cell.column + cell.colspan <= min(behind) if behind else cell.column == max(before))
        and (before or cell.column + cell.colspan == min(behind))
    ]
    if len(blank) != 1:
        return {}
    place = blank[0].column
    return dict.fromkeys(range(place, place + blank[0].colspan), (last, place, ""))


def reading_headers(tokens: Sequence[Token], columns: tuple[Column, ...]) -> list[Header]:
    """Headers that labels, in reading order, may be: with those that no form knows, and without them.

    Empty where fewer than two of the block's columns are named, or the only one of a block that has one.
    """
    labels = [token.text for token in tokens]
    is_stream = any(token.cell is None for token in tokens)
    entries = _entries(_with_remarks(labels) if is_stream else labels, columns, LONGEST_JOIN if is_stream else 1)
    named = [label for label, kind in entries if kind == "column"]
    if len(set(named)) < min(2, len(columns)):
        return []
    headers = [match_header(tuple(_in_place(entries, columns)), columns)]
    known = [entry for entry in entries if entry[1] != "unknown"]
    if len(known) < len(entries):
        headers.append(match_header(tuple(_in_place(known, columns)), columns))
    return headers


def _with_remarks(labels: Sequence[str]) -> list[str]:
    """Labels of lines, one that opens a bracket with what follows until it is closed: 目数量（ 指2019 年事项 数）."""
    joined: list[str] = []
    opened: int | None = None
    for place, label in enumerate(labels):
        if opened is None:
            opened = place if _BRACKET_OPENED.search(label) else None
            joined.append(label)
        elif _BRACKET_CLOSED.search(label):
            joined[opened - place :] = ["".join(labels[opened : place + 1])]
            opened = None
        else:
            opened = opened if place - opened < MOST_OF_A_REMARK else None
            joined.append(label)
    return joined


def labels_of_others(tokens: Sequence[Token], columns: Sequence[Column], table: FormTable) -> list[str]:
    """The labels just above a row that name columns of other blocks of its table, where none may be one of its own `columns`."""
    own = {name for column in columns for name in column.keys}
    others = column_codes(table.code).keys() - own
    if not others:
        return []
    row_label = max((i for i, token in enumerate(tokens) if key(token.text) in table.item_keys), default=-1)
    near = [token.text for token in tokens[row_label + 1 :]]
    found: list[str] = []
    for start, label in enumerate(near):
        joined = ["".join(near[start : start + size]) for size in range(1, LONGEST_JOIN + 1)]
        names = [key(text) for text in joined]
        is_strange = not vocabulary().knows(names[0])
        if not own.isdisjoint(names) or (is_strange and any(_compatible(label, column) for column in columns)):
            return []
        found += [text for text, name in zip(joined, names, strict=True) if name in others][:1]
    return found


def labels_of_other_forms(header: Header, table: FormTable) -> list[str]:
    """The labels of a header that resemble the columns they were settled as, and are those of others in another form."""
    codes = column_codes(table.code)
    return [
        label
        for label, column in zip(header.labels, header.columns, strict=True)
        if column is not None and column.code not in codes.get(key(label), (column.code,))
    ]


Entry = tuple[str, str]
"""A label, and whether it is a `column`, a `group` of columns or `unknown`."""


def _entries(labels: Sequence[str], columns: Sequence[Column], most: int) -> list[Entry]:
    """The last header among `labels`: what names columns, and short labels between that no form knows.

    A label may be broken over at most `most` tokens.
    """
    words = vocabulary()
    known = {name for column in columns for name in column.keys}
    groups = {name for column in columns for name in column.group_keys}
    found: list[Entry] = []
    strangers = 0
    end = len(labels)
    while end > 0 and strangers < MOST_UNKNOWN:
        label, kind, size = labels[end - 1], "", 1
        for joined in range(min(most, end), 0, -1):
            text = "".join(labels[end - joined : end])
            kind = "column" if key(text) in known else "group" if key(text) in groups else ""
            if kind == "column" and key(text) in words.ambiguous and numbering(text):
                kind = ""  # a row without figures: （七）总计
            first = key(labels[end - joined])
            if kind and (joined == 1 or not words.is_label(first) or _is_short_for(first, key(text), columns)):
                label, size = text, joined
                break
            kind = ""
        end -= size
        name = key(label)
        if not name or name in words.furniture:
            continue
        if kind:
            strangers = 0
        elif found:
            strangers += 1
        is_strange = not words.knows(name) or name in words.plain_columns
        if not kind and is_strange and not numbering(label) and len(name) <= LONGEST_COLUMN_LABEL:
            kind = "group" if _is_like_one_of(name, groups) else "column" if _is_like_one_of(name, known) else "unknown"
        if kind:
            found.append((label, kind))
    found.reverse()
    start = next((i for i, (_, kind) in enumerate(found) if kind != "unknown"), len(found))
    return found[start:]


def _is_like_one_of(name: str, labels: Collection[str]) -> bool:
    """Whether a name that no form knows is one of these misspelt, or cut short: 法人或其, 上一年项目数."""
    is_telling = len(name) >= FEWEST_OF_A_CUT
    return any(fuzz.ratio(name, own) >= LIKE_A_LABEL or (is_telling and own.startswith(name)) for own in labels)


def _is_short_for(name: str, whole: str, columns: Sequence[Column]) -> bool:
    """Whether both are labels of one column, the shorter one cut off: 本年增/ and 本年增/减."""
    return any(name in column.keys and whole in column.keys for column in columns) and whole.startswith(name)


def _in_place(entries: Sequence[Entry], columns: Sequence[Column]) -> list[str]:
    """The labels of the columns, left to right: what stands below a group stands in its place."""
    group = next((i for i, (_, kind) in enumerate(entries) if kind == "group"), None)
    if group is None:
        return [label for label, _ in entries]
    names = vocabulary()
    grouped = names.grouped_columns
    below = next(
        (
            i
            for i, (label, _) in enumerate(entries)
            if i > group
            and ((name := key(label)) in grouped or (not names.knows(name) and _is_like_one_of(name, grouped)))
        ),
        None,
    )
    if below is None:
        return [label for label, _ in entries]
    upper, lower = entries[:below], entries[below:]
    if group < below - 1 and _is_whole_line(lower, columns):
        return [label for label, kind in entries if kind != "group"]  # a line of all names, the group's own above it
    return [
        label
        for position, (printed, _) in enumerate(upper)
        for label in ([name for name, _ in lower] if position == group else [printed])
    ]


def _is_whole_line(lower: Sequence[Entry], columns: Sequence[Column]) -> bool:
    """Whether what begins below a group goes on to columns that stand beside one: all stand in a line, as printed."""
    beside = {name for column in columns if not column.group_keys for name in column.keys}
    return any(key(label) in beside for label, _ in lower)


@lru_cache(maxsize=4096)
def match_header(labels: tuple[str, ...], columns: tuple[Column, ...]) -> Header:
    """The columns that header labels name: by label, and by order where labels are cut short or misspelt."""
    found: list[Column | None] = []
    for label in labels:
        column = next((column for column in columns if key(label) in column.keys), None)
        found.append(None if column in found else column)
    notice: str | None = None
    if labels.count("") == 1 and len(labels) == len(columns) and found.count(None) == 1:
        return Header(columns, labels, notice="column_lost")
    if None in found:
        if len(labels) == len(columns) and all(
            _compatible(label, column) for label, column in zip(labels, columns, strict=True)
        ):
            return Header(columns, labels, notice="column_label")
        if _settle(found, labels, columns):
            notice = "column_label"
    order = [columns.index(column) for column in found if column is not None]
    if order != sorted(order):
        notice = "column_order"
    return Header(tuple(found), labels, notice=notice)


def _settle(found: list[Column | None], labels: Sequence[str], columns: Sequence[Column]) -> bool:
    """Give each label that names no column the column that it resembles and that no other label names; whether one was."""
    changed = False
    in_place = len(labels) == len(columns) and all(
        column is None or column is columns[place] for place, column in enumerate(found)
    )
    for position, column in enumerate(found):
        if column is not None:
            continue
        lost = [other for other in columns if other not in found]
        free = [other for other in lost if _compatible(labels[position], other)]
        if not free and in_place and _compatible(labels[position], columns[position], ALONE):
            free = [columns[position]]
        if len(free) == 1:
            found[position] = free[0]
            changed = True
    return changed


def _compatible(label: str, column: Column, least: float = COMPATIBLE) -> bool:
    name = key(label)
    if len(name) < 2:
        return False
    return any(known.startswith(name) or fuzz.ratio(name, known) >= least for known in column.keys) or says_same(
        name, column.keys
    )
