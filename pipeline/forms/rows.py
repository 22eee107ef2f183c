"""A document's rows, whatever it prints them as: rows of a grid, a line with separators, or one cell a line.

A row is label tokens followed by value tokens. In a grid its borders are printed. In a stream of lines they are found from
what the forms know: a token that is an item's label begins a row, tokens that are figures continue it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.documents.document import Grid, GridCell, Line
from pipeline.documents.fold import key, numbering
from pipeline.forms.form import FormTable
from pipeline.forms.line_grids import LineGrid, is_page_number, with_grids
from pipeline.forms.orient import TurnedGrid, upright
from pipeline.forms.serials import without_serials
from pipeline.forms.tokens import (
    LONGEST_REMARK,
    UNIT_NAMES,
    Token,
    Vocabulary,
    label_key,
    label_keys,
    line_token,
    line_tokens,
    vocabulary,
)
from pipeline.values import BLANK, is_value, read_value

LONGEST_LABEL = 90
"""Characters. The longest label of a form has 41; local instructions in brackets double that. What is longer is prose."""
_LONE = re.compile(r"^\s*[|｜]\s*$")
_BESIDE_TEXT = re.compile(r"[^|｜\s]\s*[|｜]|[|｜]\s*[^|｜\s]")
_OPENED = re.compile(r"[(（][^()（）]*$")
_CAPTION = re.compile("[:：]")
_CLOSES = re.compile(r"[^()（）]*[)）]")
LEAST_LONE = 20
"""Separators on lines of their own from which they are a page's way to print tables."""
LONGEST_JOIN = 3
"""Lines over which the label of a column may be broken."""
FEWEST_COLUMN_LABELS = 2
"""Labels of columns one after the other from which a line or a grid's row is a header."""


@dataclass(slots=True)
class Row:
    """`labels` before `values`, in print order. `grid` is None in a stream; `index` is the row in its grid, or the line."""

    labels: list[Token]
    values: list[Token]
    index: int
    grid: Grid | None = None
    item_keys: tuple[str, ...] = ()
    """Keys to look the row up by, the likeliest first: its last label, then what that makes with the labels before it."""
    group: str = ""
    """Key of the group label that was last printed at or above this row."""
    is_bounded: bool = False
    """Stream only: whether the row is one printed line, with a separator for every cell."""
    header: list[Token] = field(default_factory=list[Token])
    """Label tokens since the last row with figures, this row's own left out."""

    @property
    def has_figure(self) -> bool:
        """Whether any value is a figure."""
        return any(token.value.status == "reported" for token in self.values)

    @property
    def lines(self) -> Iterator[int]:
        """The numbers of the document's lines in which the row stands; none in a grid."""
        if self.grid is not None and not isinstance(self.grid, LineGrid | TurnedGrid):
            return
        for token in (*self.labels, *self.values):
            grid, cell = token.source, token.cell
            if isinstance(grid, TurnedGrid) and cell is not None:
                grid, cell = grid.printed(cell)
            if isinstance(grid, Line):
                yield grid.number
            elif isinstance(grid, LineGrid) and cell is not None:
                yield grid.lines[cell.row].number


def grid_rows(grid: Grid, above: Line | None = None) -> list[Row]:
    """The rows of a grid: the cells up to the last label are labels, the others values.

    `above` is the line printed just before the grid: a small table is often named there only.
    """
    words = vocabulary()
    rows: list[Row] = []
    group = ""
    edge = 0  # grid column of the first figure in the row above
    header = [line_token(above, above.text, 0)] if above is not None and len(above.text) <= LONGEST_LABEL else []
    empty = _empty_columns(grid)
    title: Row | None = None  # a label with blanks behind it: the name of what the next row is the header of
    for index, cells in enumerate(grid.rows):
        is_empty = not any(cell.text for cell in cells)
        if is_empty and _is_spacer(grid, index, words):
            continue
        tokens = [
            Token(cell.text, value, grid, cell, 0, cell.column, cell.colspan)
            for cell in cells
            if cell.column not in empty
            and ((value := read_value(cell.text)).status == "unreadable" or cell.row == index)
        ]
        cut = _label_count(tokens, words, edge)
        keys = tuple(name for token in tokens[:cut] for name in label_keys(token.text))
        if len(keys) > 1 and keys[-1] in UNIT_NAMES:
            keys = keys[:-1]  # what is counted is no part of the label that says what of
        if _is_header(keys, tokens[cut:], words):
            if title is not None:
                title.values, header = [], [*title.header, *title.labels]
            labels = [token for token in tokens if not token.is_blank]
            rows.append(Row(labels, [], index, grid, (), group, header=header))
            header, title = [*header, *_own(labels, index)], None
            continue
        labels, values = tokens[:cut], _in_cells(tokens[cut:], index, words)
        if labels and values and not values[0].is_blank:
            edge = values[0].column
        for name in keys:
            if name in words.groups:
                group = name
        rows.append(Row(labels, values, index, grid, _lookup_keys(keys), group, header=header))
        is_blank = all(token.is_blank for token in values)
        if any(cell.text for cell in cells if cell.row == index):
            title = rows[-1] if labels and is_blank else None
        is_row = not is_blank or (bool(values) and (is_empty or not words.items.isdisjoint(keys)))
        header = [] if is_row else [*header, *_own(labels, index)]
    return rows


def _in_cells(tokens: list[Token], index: int, words: Vocabulary) -> list[Token]:
    """What stands behind a row's labels, without a group's label that reaches down too far and pushes the figures aside."""
    for token in tokens:
        if token.cell is not None and token.cell.row != index and label_key(token.text) in words.groups:
            return [other for other in tokens if other is not token]
    return tokens


def _is_spacer(grid: Grid, index: int, words: Vocabulary) -> bool:
    """Whether a row without text only sets others apart; under a header, where a table ends or another begins, it is entries."""
    before = _nearest_text(reversed(grid.rows[:index]))
    if not _names_columns(before, words):
        return True
    behind = _nearest_text(grid.rows[index + 1 :])
    return _names_columns(behind, words) or any(cell.text and is_value(cell.text) for cell in behind)


def _nearest_text(rows: Iterable[list[GridCell]]) -> Sequence[GridCell]:
    """The first of `rows` in which anything is printed."""
    for row in rows:
        if any(cell.text for cell in row):
            return row
    return ()


def _names_columns(cells: Sequence[GridCell], words: Vocabulary) -> bool:
    names = {key(cell.text) for cell in cells if cell.text}
    return sum(name in words.columns or name in words.column_groups for name in names) >= FEWEST_COLUMN_LABELS


def _own(labels: Sequence[Token], index: int) -> list[Token]:
    """The labels that are printed in this row, not above it in a cell that reaches down."""
    return [token for token in labels if token.cell is not None and token.cell.row == index]


def _empty_columns(grid: Grid) -> frozenset[int]:
    """Grid columns to the right of all text in which no row prints anything: they are no cells of the table."""
    last = max((cell.column for row in grid.rows for cell in row if cell.text), default=-1)
    if all(row[-1].column <= last for row in grid.rows if row):
        return frozenset()
    labels = {key(cell.text) for row in grid.rows for cell in row}
    if not grid.is_rectangular or len(labels & vocabulary().columns) < FEWEST_COLUMN_LABELS:
        return frozenset()  # spans were lost: a position is no column
    return frozenset(cell.column for row in grid.rows for cell in row if cell.column > last)


def blanks_below(row: Row, table: FormTable) -> list[Token]:
    """The empty cells of an item that stands over a header of its own, where nothing was printed in any of them; else none."""
    if row.grid is None or not table.items_in_header or len(row.grid.rows) <= row.index + 2:
        return []
    header, cells = row.grid.rows[row.index + 1 : row.index + 3]
    names = {name for column in table.blocks[0] for name in column.keys}
    positions = {cell.column for cell in header if cell.text and key(cell.text) in names}
    below = [Token("", BLANK, row.grid, c, 0, c.column, c.colspan) for c in cells if c.column in positions]
    return below if len(below) == len(table.blocks[0]) and not any(cell.text for cell in cells) else []


def _is_header(keys: Sequence[str], values: Sequence[Token], words: Vocabulary) -> bool:
    """Labels of several columns and no figure: what stands behind them, 小计 or nothing, is no cell of a row."""
    if any(token.value.status in ("reported", "not_applicable") for token in values):
        return False
    return sum(name in words.columns or name in words.column_groups for name in set(keys)) >= FEWEST_COLUMN_LABELS


def _label_count(tokens: Sequence[Token], words: Vocabulary, edge: int) -> int:
    """How many leading tokens are labels: up to the last one that is an item's, else up to the first figure.

    What is no figure is also a label left of `edge`, where the row above has its first figure. A first cell that is blank
    where others follow is a label that was lost.
    """
    known = last = first_figure = 0
    for token in tokens:
        status = token.value.status
        if status in ("reported", "not_applicable"):
            break
        first_figure += 1
        if status == "unreadable":
            last = first_figure
            if label_key(token.text) in words.items:
                known = first_figure
    if not known:
        return last
    while known < first_figure and _is_label(tokens[known], words, edge):
        known += 1
    return known


def _is_label(token: Token, words: Vocabulary, edge: int) -> bool:
    """A text behind a known label is one too if a form knows it or it is longer than any remark in a cell.

    Digits and letters alone (1l73, 54850、7) are a figure that was misprinted.
    """
    name = key(token.text)
    is_long = len(name) > LONGEST_REMARK and not name.isascii()
    return token.value.status == "unreadable" and (
        token.column < edge or is_long or name in UNIT_NAMES or words.knows(name)
    )


@lru_cache(maxsize=4096)
def _lookup_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The last label's key, then the joins of it with the labels before (a label broken over cells or lines)."""
    keys = tuple(name for name in keys if name)
    if not keys:
        return ()
    joins = ["".join(keys[-size:]) for size in (2, 3, 4) if size <= len(keys)]
    return tuple(dict.fromkeys((keys[-1], *joins)))


def stream_rows(lines: Iterable[Line]) -> list[Row]:
    """The rows of flattened tables among `lines`; prose between them ends a row and is left out."""
    return list(_Stream().rows(lines))


def _without_lone_separators(lines: list[Line]) -> list[Line]:
    """Some pages print each cell and each separator on a line of its own: there a separator is no blank cell, two are one."""
    lone = [_LONE.match(line.text) is not None for line in lines]
    if sum(lone) < LEAST_LONE or any(
        _BESIDE_TEXT.search(line.text) for line, alone in zip(lines, lone, strict=True) if not alone
    ):
        return lines
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if not lone[index] or (index > 0 and lone[index - 1]):
            kept.append(line)
    return kept


class _Stream:
    """One pass over the tokens. `pending` are labels that are no row yet, `since` all labels since the last figure."""

    def __init__(self) -> None:
        self.words = vocabulary()
        self.pending: list[Token] = []
        self.since: list[Token] = []
        self.row: Row | None = None
        self.group = ""

    def rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        above: Line | None = None
        for part in with_grids(without_serials(_without_lone_separators(list(lines)))):
            if isinstance(part, LineGrid):
                yield from self._close()
                self.pending, self.since = [], []
                for grid in upright(part):
                    yield from grid_rows(grid, above)
                continue
            line, borders = part
            above = line
            if is_page_number(line.text):
                continue
            tokens = line_tokens(line, borders)
            for token in tokens:
                is_text = (token.value.status == "unreadable" and not token.is_glued) or self._is_letter(token)
                if is_text and not self._is_within(token, line, len(tokens)):
                    yield from self._label(token, line)
                else:
                    self._value(token, line)
            if len(tokens) > 2 or self._is_whole_row(tokens):  # the line is the row
                if self.row is not None:
                    self.row.is_bounded = True
                yield from self._close()
        yield from self._close()

    def _is_whole_row(self, tokens: Sequence[Token]) -> bool:
        """Whether a line is a label and the one figure that its row has in any form: a number below it is a page's."""
        row = self.row
        if len(tokens) != 2 or row is None or not row.labels or row.labels[-1] is not tokens[0]:
            return False
        return tokens[1].value.status == "reported" and all(
            self.words.widths.get(name, 1) == 1 for name in row.item_keys
        )

    def _label(self, token: Token, line: Line) -> Iterator[Row]:
        name = label_key(token.text)
        if len(token.text) > LONGEST_LABEL and not self.words.knows(name):
            yield from self._close()
            self.pending, self.since = [], []
            return
        if self.row is not None and not self.row.values:
            if name in UNIT_NAMES or self._is_in_bracket(self.row, token):
                self.row.labels.append(token)
                return
            whole = self._continued(self.row, token)
            if whole is not None:
                self.row.labels.append(token)
                self.row.item_keys = (whole, *self.row.item_keys)
                return
        if self.row is not None and self._is_value_of(self.row, name, token):
            self.row.values.append(token)
            return
        yield from self._close()
        if name in self.words.groups:
            self.group = name
        if name in self.words.items and not self._is_in_header(name):
            before, self.pending = self.pending, []
            self.row = Row([token], [], line.number, None, self._keys([*before, token]), self.group, header=self.since)
            self.since = [*self.since, token]
        else:
            self.pending.append(token)
            self.since = [*self.since, token]

    def _is_in_header(self, name: str) -> bool:
        """其他 and 总计 behind labels of columns are columns too."""
        return name in self.words.columns and self._labels_before() >= FEWEST_COLUMN_LABELS

    def _labels_before(self) -> int:
        """How many labels of columns stand just before, each on one line or broken over some."""
        words = self.words
        count, end = 0, len(self.since)
        while end > 0 and count < FEWEST_COLUMN_LABELS:
            for size in range(1, min(LONGEST_JOIN, end) + 1):
                name = key("".join(token.text for token in self.since[end - size : end]))
                if name in words.columns or name in words.column_groups:
                    break
            else:
                break
            count, end = count + 1, end - size
        return count

    def _continued(self, row: Row, token: Token) -> str | None:
        """The key of the row's label with `token` behind it, where that is a label or the beginning of one: 2.其他 法律行政."""
        if numbering(token.text) or self.words.knows(key(token.text)):
            return None
        whole = key("".join(label.text for label in (*row.labels, token)))
        return whole if whole in self.words.items or whole in self.words.beginnings else None

    def _is_in_bracket(self, row: Row, token: Token) -> bool:
        """Whether the row's label has opened a bracket that `token` closes: a remark that is broken over lines."""
        if not _OPENED.search(row.labels[-1].text):
            return False
        return _CLOSES.match(token.text) is not None and not self.words.knows(label_key(token.text))

    def _is_letter(self, token: Token) -> bool:
        """Whether 无 goes on a label that is printed one letter a line: 无 法 提 供."""
        return self.row is None and token.text == "无" and bool(self.pending) and len(self.pending[-1].text) == 1

    def _is_within(self, token: Token, line: Line, count: int) -> bool:
        """Text behind a figure on a line that is the whole row stands in a cell, unless a form knows it."""
        row = self.row
        return (
            count > 2
            and row is not None
            and bool(row.values)
            and row.values[-1].source is line
            and not self.words.knows(key(token.text))
        )

    def _is_value_of(self, row: Row, name: str, token: Token) -> bool:
        """A short text that no form knows, in a row that has begun and is not full, is something odd in a cell."""
        if self.words.knows(name) or numbering(token.text) or len(name) > LONGEST_REMARK or _CAPTION.search(token.text):
            return False
        figures = sum(1 for value in row.values if not value.is_blank)
        if not row.values and row.item_keys[:1] and row.item_keys[0] in self.words.ambiguous:
            return False  # perhaps a header: 总计, then 社会公益 on a line of its own
        if not row.item_keys:
            return 0 < figures < self.words.widest and self._is_below_header(row)
        return figures < max((self.words.widths.get(k, 0) for k in row.item_keys), default=0)

    def _is_below_header(self, row: Row) -> bool:
        """Whether the labels above the row are those of columns."""
        return sum(key(token.text) in self.words.columns for token in row.header) > FEWEST_COLUMN_LABELS

    def _value(self, token: Token, line: Line) -> None:
        if self.row is None:
            if token.is_blank and not self.pending:
                return
            names, self.pending = self.pending, []
            is_header = bool(names) and self._is_in_header(key(names[-1].text))
            keys = () if is_header else self._keys(names)
            self.row = Row(names[-1:], [], line.number, None, keys, self.group, header=self.since)
        self.row.values.append(token)
        if not token.is_blank:
            self.since = []

    def _keys(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        return _lookup_keys(tuple(label_key(token.text) for token in tokens[-4:]))

    def _close(self) -> Iterator[Row]:
        if self.row is not None:
            if self._is_full_of_blanks(self.row):
                self.since = []
            yield self.row
        self.row = None

    def _is_full_of_blanks(self, row: Row) -> bool:
        """Whether nothing is printed in any of an item's cells: such a row is none of the labels above the next one's figures."""
        name = row.item_keys[0] if row.item_keys else ""
        return (
            name in self.words.row_items
            and len(row.values) >= self.words.widths[name]
            and all(token.is_blank for token in row.values)
        )
