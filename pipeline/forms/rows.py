"""A document's rows, whatever it prints them as: rows of a grid, a line with separators, or one cell a line.

A row is label tokens followed by value tokens. In a grid its borders are printed. In a stream of lines they are found from
what the forms know: a token that is an item's label begins a row, tokens that are figures continue it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipeline.contract import Place
from pipeline.documents.document import Grid, GridCell, Line
from pipeline.documents.fold import key, numbering
from pipeline.forms.form import FORMS, load_form
from pipeline.values import BLANK, Value, read_value

LONGEST_LABEL = 90
"""Characters. The longest label of a form has 41; local instructions in brackets double that. What is longer is prose."""
UNIT_NAMES = frozenset("条 件 次 个 人 场 篇 份 家 人次 元 万元 期 宗".split())
"""What stands in the column 单位 of the 2014 form, between label and figure."""
LONGEST_REMARK = 4
"""Characters of what stands in a cell instead of a figure: 增, 见附件."""
_GLUED = re.compile(r"^(.*[^\d.\s])(\d{1,40})$")
_SEPARATORS = re.compile(r"[|｜\t]")
_RULE = re.compile(r"^[\s|:+\-—=_]+$")
_LONE = re.compile(r"^\s*[|｜]\s*$")
_BESIDE_TEXT = re.compile(r"[^|｜\s]\s*[|｜]|[|｜]\s*[^|｜\s]")
LEAST_LONE = 20
"""Separators on lines of their own from which they are a page's way to print tables."""
_SPACES = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"^\s*[-—–]\s*\d{1,3}\s*[-—–]\s*$|^\s*第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?\s*$")


@dataclass(slots=True)
class Token:
    """One printed cell or line part. `column` is its grid column, from 0; in a stream -1."""

    text: str
    value: Value
    source: Line | Grid
    cell: GridCell | None = None
    offset: int = 0
    column: int = -1
    colspan: int = 1
    is_glued: bool = False
    """The figures of a whole row, printed without separators."""

    @property
    def place(self) -> Place:
        """Where the token stands in the document."""
        if isinstance(self.source, Grid):
            assert self.cell is not None
            return self.source.place(self.cell)
        line = self.source
        page = f"page {line.page}, " if line.page else ""
        start = line.start + self.offset
        return Place(f"{page}line {line.number}", page=line.page, start=start, end=start + len(self.text))

    @property
    def is_blank(self) -> bool:
        """Nothing is printed."""
        return self.value.status == "blank"


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
    def printed(self) -> str:
        """The whole row as one string."""
        return " ".join(token.text for token in (*self.labels, *self.values) if token.text)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All labels of all forms, by what they are."""

    items: frozenset[str]
    groups: frozenset[str]
    columns: frozenset[str]
    furniture: frozenset[str]
    headings: frozenset[str]
    widths: dict[str, int]
    """Most columns that the item has in any form."""

    def knows(self, name: str) -> bool:
        """Whether the key is any label of any form."""
        return (
            name in self.items
            or name in self.columns
            or name in self.groups
            or name in self.furniture
            or name in self.headings
        )


@cache
def vocabulary() -> Vocabulary:
    """The labels of the forms with three tables."""
    tables = [table for code in FORMS for table in load_form(code).tables]
    return Vocabulary(
        items=frozenset(name for table in tables for name in table.item_keys),
        groups=frozenset(name for table in tables for name in table.group_keys),
        columns=frozenset(name for table in tables for name in table.column_keys),
        furniture=frozenset(name for table in tables for name in table.furniture),
        headings=frozenset(name for table in tables for name in table.headings),
        widths={
            name: max(len(table.columns(item)) for item in items)
            for table in tables
            for name, items in table.item_keys.items()
        },
    )


def grid_rows(grid: Grid, above: Line | None = None) -> list[Row]:
    """The rows of a grid: the cells up to the last label are labels, the others values.

    `above` is the line printed just before the grid: a small table is often named there only.
    """
    words = vocabulary()
    rows: list[Row] = []
    group = ""
    edge = 0  # grid column of the first figure in the row above
    header = [_line_token(above, above.text, 0)] if above is not None and len(above.text) <= LONGEST_LABEL else []
    for index, cells in enumerate(grid.rows):
        tokens = [
            Token(cell.text, read_value(cell.text), grid, cell, 0, cell.column, cell.colspan)
            for cell in cells
            if cell.row == index or read_value(cell.text).status == "unreadable"
        ]
        cut = _label_count(tokens, words, edge)
        labels, values = tokens[:cut], tokens[cut:]
        if labels and values and not values[0].is_blank:
            edge = values[0].column
        keys = [key(token.text) for token in labels]
        group = next((name for name in reversed(keys) if name in words.groups), group)
        rows.append(Row(labels, values, index, grid, _lookup_keys(keys), group, header=header))
        header = [] if values else [*header, *labels]
    return rows


def _label_count(tokens: Sequence[Token], words: Vocabulary, edge: int) -> int:
    """How many leading tokens are labels: up to the last one that is an item's, else up to the first figure.

    What is no figure is also a label left of `edge`, where the row above has its first figure. A first cell that is blank
    where others follow is a label that was lost.
    """
    first_figure = next(
        (i for i, token in enumerate(tokens) if token.value.status in ("reported", "not_applicable")), len(tokens)
    )
    known = 0
    for i in range(first_figure):
        if key(tokens[i].text) in words.items:
            known = i + 1
    if known:
        while known < first_figure and _is_label(tokens[known], words, edge):
            known += 1
        return known
    last = 0
    for i in range(first_figure):
        if tokens[i].value.status == "unreadable":
            last = i + 1
    return last


def _is_label(token: Token, words: Vocabulary, edge: int) -> bool:
    """A text behind a known label is one too if a form knows it or it is longer than any remark in a cell."""
    name = key(token.text)
    return token.value.status == "unreadable" and (
        token.column < edge or len(name) > LONGEST_REMARK or name in UNIT_NAMES or words.knows(name)
    )


def _lookup_keys(keys: Sequence[str]) -> tuple[str, ...]:
    """The last label's key, then the joins of it with the labels before (a label broken over cells or lines)."""
    keys = [name for name in keys if name]
    if not keys:
        return ()
    joins = ["".join(keys[-size:]) for size in (2, 3, 4) if size <= len(keys)]
    return tuple(dict.fromkeys((keys[-1], *joins)))


def line_tokens(line: Line) -> list[Token]:
    """A line's tokens: its parts between separators; `label 0 0 0` by spaces; else the line as one token."""
    text = line.text
    if _SEPARATORS.search(text):
        if _RULE.match(text) and not text.replace("|", "").replace("｜", "").strip():
            return [_line_token(line, "", 0)] * max(text.count("|") + text.count("｜") - 1, 1)
        if _RULE.match(text) and "-" in text and "|" in text and "--" in text:
            return []
        parts: list[Token] = []
        position = 0
        pieces = _SEPARATORS.split(text)
        for number, piece in enumerate(pieces):
            is_edge = number in (0, len(pieces) - 1)
            if piece.strip() or not is_edge:
                parts.append(_line_token(line, piece.strip(), position + len(piece) - len(piece.lstrip())))
            position += len(piece) + 1
        return parts
    if " " in text and read_value(text).status == "unreadable":
        return _by_spaces(line)
    glued = _GLUED.match(text)
    if glued and key(glued[1]) in vocabulary().items:
        digits = _line_token(line, glued[2], len(glued[1]))
        width = vocabulary().widths[key(glued[1])]
        return [_line_token(line, glued[1], 0), replace(digits, is_glued=width > 1)]
    return [_line_token(line, text, 0)]


def _by_spaces(line: Line) -> list[Token]:
    pieces = _SPACES.split(line.text.strip())
    count = 0
    while count < len(pieces) and read_value(pieces[-1 - count]).status in ("reported", "not_applicable"):
        count += 1
    if count == 0:
        return [_line_token(line, line.text, 0)]
    tokens: list[Token] = []
    position = 0
    for piece in pieces[len(pieces) - count :]:
        position = line.text.index(piece, position)
        tokens.append(_line_token(line, piece, position))
        position += len(piece)
    label = line.text[: tokens[0].offset].strip()
    return [_line_token(line, label, line.text.index(label)), *tokens] if label else tokens


def _line_token(line: Line, text: str, offset: int) -> Token:
    return Token(text, read_value(text) if text else BLANK, line, None, offset)


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
        for line in _without_lone_separators(list(lines)):
            if _PAGE_NUMBER.match(line.text):
                continue
            tokens = line_tokens(line)
            for token in tokens:
                if token.value.status == "unreadable":
                    yield from self._label(token, line)
                else:
                    self._value(token, line)
            if len(tokens) > 2:  # the line is the row
                if self.row is not None:
                    self.row.is_bounded = True
                yield from self._close()
        yield from self._close()

    def _label(self, token: Token, line: Line) -> Iterator[Row]:
        name = key(token.text)
        if len(token.text) > LONGEST_LABEL and not self.words.knows(name):
            yield from self._close()
            self.pending, self.since = [], []
            return
        if self._is_value_of_open_row(name, token):
            assert self.row is not None
            self.row.values.append(token)
            return
        if name in UNIT_NAMES and self.row is not None and not self.row.values:
            self.row.labels.append(token)
            return
        yield from self._close()
        if name in self.words.groups:
            self.group = name
        if name in self.words.items:
            before, self.pending = self.pending, []
            self.row = Row([token], [], line.number, None, self._keys([*before, token]), self.group, header=self.since)
            self.since = [*self.since, token]
        else:
            self.pending.append(token)
            self.since = [*self.since, token]

    def _is_value_of_open_row(self, name: str, token: Token) -> bool:
        """A short text that no form knows, in a row that has begun and is not full, is something odd in a cell."""
        row = self.row
        if row is None or not row.values or self.words.knows(name) or numbering(token.text):
            return False
        figures = sum(1 for value in row.values if not value.is_blank)
        return len(name) <= LONGEST_REMARK and figures < max(
            (self.words.widths.get(k, 0) for k in row.item_keys), default=0
        )

    def _value(self, token: Token, line: Line) -> None:
        if self.row is None:
            if token.is_blank and not self.pending:
                return
            names, self.pending = self.pending, []
            self.row = Row(names[-1:], [], line.number, None, self._keys(names), self.group, header=self.since)
        self.row.values.append(token)
        if not token.is_blank:
            self.since = []

    def _keys(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        return _lookup_keys([key(token.text) for token in tokens[-4:]])

    def _close(self) -> Iterator[Row]:
        if self.row is not None:
            yield self.row
        self.row = None
