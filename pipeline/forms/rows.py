"""A document's rows, whatever it prints them as: rows of a grid, a line with separators, or one cell a line.

A row is label tokens followed by value tokens. In a grid its borders are printed; `stream.py` finds them in lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.documents.document import Grid, GridCell, Line
from pipeline.documents.fold import key
from pipeline.forms.form import FormTable
from pipeline.forms.line_grids import LineGrid
from pipeline.forms.orient import TurnedGrid
from pipeline.forms.tokens import (
    LONGEST_REMARK,
    UNIT_NAMES,
    Token,
    Vocabulary,
    label_key,
    label_keys,
    line_token,
    vocabulary,
)
from pipeline.values import BLANK, is_value, read_value

LONGEST_LABEL = 90
"""Characters. The longest label of a form has 41; local instructions in brackets double that. What is longer is prose."""
MOST_LABELS = 150
"""Labels above a row that are kept as its header: the disputes have 25, each broken over some lines; each row has its own list."""
LONGEST_JOIN = 3
"""Lines over which the label of a column may be broken."""
WIDE = 5
"""Columns of a cell with a figure that is an entry of each row it reaches over: the applicants' have seven."""
FEWEST_UNITS = 10
"""Units below each other from which they are a column: the table of 2014 has some fifty."""
LONGEST_UNIT = 3
"""Characters of a unit: 1牛 is 件."""
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
    is_apart: bool = False
    """Stream only: whether the row's figures stand in a block away from its label."""

    @property
    def start(self) -> int:
        """The offset of its first cell, or of its label where it has none."""
        return self.values[0].start if self.values else self.labels[-1].start if self.labels else 0

    @property
    def name(self) -> str:
        """Its last label as printed, the unit behind it left out; the unit where nothing else is left."""
        names = [token.text for token in self.labels]
        return next((name for name in reversed(names) if name not in UNIT_NAMES), names[-1] if names else "")

    @property
    def has_figure(self) -> bool:
        """Whether any value is a figure."""
        return any(token.value.status == "reported" for token in self.values)

    @property
    def names_section(self) -> bool:
        """Whether it is the name of a section, dashes where rows have unit and figure: 二、回应解读情况 ——."""
        return bool(self.labels) and not self.has_figure and key(self.labels[-1].text).endswith("情况")

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


def grid_rows(grid: Grid, above: Line | None = None, before: Sequence[Token] = ()) -> list[Row]:
    """The rows of a grid: the cells up to the last label are labels, the others values.

    `above` is the line printed just before the grid: a small table is often named there only. `before` is its header where that
    is a grid of its own.
    """
    words = vocabulary()
    rows: list[Row] = []
    group = ""
    edge = 0  # grid column of the first figure in the row above
    named = [line_token(above, above.text, 0)] if above is not None and len(above.text) <= LONGEST_LABEL else []
    header = [*named, *before]
    empty = _empty_columns(grid)
    units = _unit_columns(grid) if grid.is_recognised else ()
    title: Row | None = None  # a label with blanks behind it: the name of what the next row is the header of
    for index, cells in enumerate(grid.rows):
        is_empty = not _prints(cells)
        if is_empty and _is_spacer(grid, index, words):
            continue
        tokens = [
            Token(cell.text, value, grid, cell, 0, cell.column, cell.colspan)
            for cell in cells
            if cell.column not in empty
            and not (cell.column in units and cell is not cells[-1] and _is_no_unit(cell.text))
            and ((value := read_value(cell.text)).status == "unreadable" or cell.row == index or cell.colspan >= WIDE)
        ]
        if len(tokens) > 1 and tokens[0].value.status == "reported" and label_key(tokens[1].text) in words.plain_items:
            tokens = tokens[1:]  # a piece of a table with its row's serial number
        cut = _label_count(tokens, words, edge)
        keys = tuple(name for token in tokens[:cut] for name in label_keys(token.text))
        if keys and keys[-1] in UNIT_NAMES:
            keys = keys[:-1]  # what is counted is no part of the label that says what of, nor a label
        if _is_header(keys, tokens[cut:], words):
            if title is not None:
                title.values, header = [], [*title.header[-MOST_LABELS:], *title.labels]
            labels = [token for token in tokens if not token.is_blank]
            rows.append(Row(labels, [], index, grid, (), group, header=header))
            header, title = [*header[-MOST_LABELS:], *_own(labels, index)], None
            continue
        labels, values = tokens[:cut], _in_cells(tokens[cut:], index, words)
        if labels and values and not values[0].is_blank:
            edge = values[0].column
        for name in keys:
            if name in words.groups:
                group = name
        rows.append(Row(labels, values, index, grid, lookup_keys(keys), group, header=header))
        is_blank = _are_blank(values)
        if not is_empty and any(cell.text for cell in cells if cell.row == index):
            title = rows[-1] if labels and is_blank and words.row_items.isdisjoint(keys) else None
        is_row = not is_blank or (bool(values) and (is_empty or not words.items.isdisjoint(keys)))
        header = [] if is_row else [*header[-MOST_LABELS:], *_own(labels, index)]
    return rows


def header_alone(rows: Sequence[Row]) -> list[Token]:
    """The labels of a grid of which `rows` are all, where it names columns and has nothing to stand below them; else none."""
    if not rows or any(row.values for row in rows):
        return []
    labels = [*rows[-1].header, *_own(rows[-1].labels, rows[-1].index)]
    columns = vocabulary().columns
    return labels if len({key(label.text) for label in labels} & columns) >= FEWEST_COLUMN_LABELS else []


def _in_cells(tokens: list[Token], index: int, words: Vocabulary) -> list[Token]:
    """What stands behind a row's labels, without labels from above that reach down too far and push the figures aside."""
    return [
        token
        for token in tokens
        if token.cell is None or token.cell.row == index or not _reaches_too_far(token.text, words)
    ]


def _reaches_too_far(label: str, words: Vocabulary) -> bool:
    name = label_key(label)
    return name in words.groups or name in words.columns


def _prints(cells: Sequence[GridCell]) -> bool:
    for cell in cells:  # noqa: SIM110 (asked of every row, and `any` takes three times as long)
        if cell.text:
            return True
    return False


def _are_blank(tokens: Sequence[Token]) -> bool:
    for token in tokens:  # noqa: SIM110 (the same)
        if token.value.status != "blank":
            return False
    return True


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
    if not grid.is_rectangular or not any(_names_columns(row, vocabulary()) for row in grid.rows):
        return frozenset()  # spans were lost, or it goes on overleaf without its header: a position is no column
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

    What is no figure is also a label left of `edge`, where the row above has its first figure; at or behind it, the last cell is
    none that no form knows, however long. A first cell that is blank where others follow is a label that was lost.
    """
    known = last = first_figure = 0
    for token in tokens:
        status = token.value.status
        if status in ("reported", "not_applicable"):
            break
        if status == "unreadable" and are_figures(token.text):
            break
        first_figure += 1
        if status == "unreadable":
            last = first_figure
            if label_key(token.text) in words.items:
                known = first_figure
    if not known:
        return last
    named = known
    while known < first_figure:
        at = _behind_blanks(tokens, known)
        if not _is_label(tokens[at], words, edge):
            break
        known = at + 1
    if named < known == len(tokens) and 0 < edge <= tokens[-1].column and not _is_named(tokens[-1], words):
        known -= 1
    return known


def are_figures(text: str) -> bool:
    """Whether a cell has several lines, each a figure: rows that were written into one, or one figure that was broken."""
    return "\n" in text and all(line.isascii() and line.isdecimal() for line in text.split("\n"))


def _behind_blanks(tokens: Sequence[Token], start: int) -> int:
    """`start`, or where the unit stands that is counted in, a column between it and the label left empty."""
    at = start
    while at < len(tokens) - 1 and tokens[at].is_blank:
        at += 1
    return at if key(tokens[at].text) in UNIT_NAMES else start


def _unit_columns(grid: Grid) -> list[int]:
    """The columns in which units stand below each other, figures behind them."""
    printed = Counter(
        column
        for row in grid.rows
        for cell in row
        if cell.text in UNIT_NAMES
        for column in range(cell.column, cell.column + cell.colspan)
    )
    last = max((cell.column for row in grid.rows for cell in row), default=0)
    return [column for column, count in printed.items() if count >= FEWEST_UNITS and column < last]


def _is_no_unit(text: str) -> bool:
    """Whether what was recognised in a column of units is one that was misread, a character or its pieces: 5 or 务 for 件."""
    name = key(text)
    return 0 < len(name) <= LONGEST_UNIT and name not in UNIT_NAMES and not vocabulary().knows(name)


def _is_named(token: Token, words: Vocabulary) -> bool:
    name = key(token.text)
    return name in UNIT_NAMES or words.knows(name)


def _is_label(token: Token, words: Vocabulary, edge: int) -> bool:
    """A text behind a known label is one too if a form knows it or it is longer than any remark in a cell.

    Digits and letters alone (1l73, 54850、7) are a figure that was misprinted.
    """
    name = key(token.text)
    is_long = len(name) > LONGEST_REMARK and not name.isascii()
    return token.value.status == "unreadable" and (token.column < edge or is_long or _is_named(token, words))


@lru_cache(maxsize=4096)
def lookup_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The last label's key, then the joins of it with the labels before (a label broken over cells or lines)."""
    keys = tuple(name for name in keys if name)
    if not keys:
        return ()
    joins = ["".join(keys[-size:]) for size in (2, 3, 4) if size <= len(keys)]
    return tuple(dict.fromkeys((keys[-1], *joins)))


def is_nameless(row: Row) -> bool:
    """Whether the row has lost its label: what stands there is nothing, or its group's (其他处理 is a row in one form)."""
    name = row.item_keys[0] if row.item_keys else ""
    return not name or (name == row.group and name not in vocabulary().row_items)
