"""The rows of flattened tables: their borders are lost, and are found from what the forms know.

A token that is an item's label begins a row, tokens that are figures continue it. Lines that make a grid are read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from pipeline.documents.document import Line
from pipeline.documents.fold import key, numbering
from pipeline.forms.broken_labels import with_whole_names
from pipeline.forms.cards import card_rows
from pipeline.forms.codes import without_code_lines, without_codes
from pipeline.forms.figures_apart import set_right
from pipeline.forms.line_grids import SEPARATORS, LineGrid, is_page_number, with_grids
from pipeline.forms.named_rows import named_rows, row_tokens
from pipeline.forms.ordered_rows import told_by_order
from pipeline.forms.orient import upright
from pipeline.forms.rows import (
    FEWEST_COLUMN_LABELS,
    LONGEST_JOIN,
    LONGEST_LABEL,
    MOST_LABELS,
    Row,
    grid_rows,
    lookup_keys,
)
from pipeline.forms.serials import without_serials
from pipeline.forms.tokens import (
    LONGEST_REMARK,
    UNIT_BEGINNINGS,
    UNIT_NAMES,
    Token,
    label_key,
    vocabulary,
)
from pipeline.values import is_value

_LONE = re.compile(r"^\s*[|｜]\s*$")
_BESIDE_TEXT = re.compile(r"[^|｜\s]\s*[|｜]|[|｜]\s*[^|｜\s]")
_OPENED = re.compile(r"[(（][^()（）]*$")
_CAPTION = re.compile("[:：]")
MOST_FOLDS = 8
"""Times that a row is folded at most: the longest has fifteen figures."""
FEWEST_FULL, SHORT_OF_FULL = 3, 2
"""Lines that are as wide as the widest, or short of it by a character that found no place, from which lines were broken there."""
FEWEST_RESULTS = 10
"""Results that stand above the row of all disputes at least: those of two ways."""
LEAST_LONE = 20
"""Separators on lines of their own from which they are a page's way to print tables."""


def stream_rows(lines: Iterable[Line]) -> list[Row]:
    """The rows of flattened tables among `lines`; prose between them ends a row and is left out."""
    rows: list[Row] = []
    for run in set_right(with_whole_names(list(lines))):
        for part in (run,) if isinstance(run, Row) else card_rows(run):
            for piece in (part,) if isinstance(part, Row) else told_by_order(part):
                rows += [piece] if isinstance(piece, Row) else without_codes(list(_Stream().rows(piece)))
    return rows


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


def _with_whole_rows(lines: list[Line]) -> list[Line]:
    """Rows that were folded at a page's width are whole again: one ends in a bar, as others do not, and figures go on below it."""
    bars = [line.text.rstrip()[-1:] in ("|", "｜") for line in lines if "|" in line.text or "｜" in line.text]
    if not any(bars):
        return lines
    if sum(bars) * 2 > len(bars):
        return _unwrapped(lines)
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else None
        if before is not None and before.text.count("\n") < MOST_FOLDS and _is_folded(before.text, line.text):
            whole[-1] = replace(before, text=f"{before.text}\n{line.text}")
        else:
            whole.append(line)
    return whole


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Rows that were broken where a line was full are whole again, where all others end in a bar."""
    widths = [_width(line.text) for line in lines]
    full = max(widths) - SHORT_OF_FULL
    if sum(width >= full for width in widths) < FEWEST_FULL:
        return lines
    whole: list[Line] = []
    is_full = False
    for line, width in zip(lines, widths, strict=True):
        before = whole[-1] if whole else None
        if before is not None and is_full and before.text.count("\n") < MOST_FOLDS and _is_broken(before, line):
            whole[-1] = replace(before, text=f"{before.text}\n{line.text}")
        else:
            whole.append(line)
        is_full = width >= full
    return whole


def _is_broken(line: Line, following: Line) -> bool:
    """Whether a full line is the beginning of the row that the next one ends."""
    if following.text[-1:] not in ("|", "｜") or "。" in line.text:
        return False
    if line.text[-1:] not in ("|", "｜"):
        return True
    return is_value(SEPARATORS.split(line.text)[-2].strip()) and all(
        is_value(part.strip()) for part in SEPARATORS.split(following.text)
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _is_folded(text: str, following: str) -> bool:
    if text[-1:] not in ("|", "｜") or text[:1] in ("|", "｜"):
        return False
    last, first = SEPARATORS.split(text)[-2].strip(), SEPARATORS.split(following)[0].strip()
    return bool(last) and is_value(last) and bool(first) and is_value(first)


class _Stream:
    """One pass over the tokens. `pending` are labels that are no row yet, `since` all labels since the last figure."""

    def __init__(self) -> None:
        self.words = vocabulary()
        self.pending: list[Token] = []
        self.since: list[Token] = []
        self.row: Row | None = None
        self.last: Row | None = None
        """The row before, closed."""
        self.group = ""

    def rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        above: Line | None = None
        parts = list(
            with_grids(_with_whole_rows(without_code_lines(without_serials(_without_lone_separators(list(lines))))))
        )
        named = named_rows([part[0] for part in parts if not isinstance(part, LineGrid)])
        for part in parts:
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
            tokens = row_tokens(line, borders, is_named=line.start in named)
            for token in tokens:
                is_text = (token.value.status == "unreadable" and not token.is_glued) or self._is_letter(token)
                if is_text and not self._is_within(token, line, len(tokens)):
                    yield from self._label(token, line)
                else:
                    self._value(token, line)
            if (len(tokens) > 2 and not self._goes_on(tokens)) or self._is_whole_row(tokens):  # the line is the row
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

    def _goes_on(self, tokens: Sequence[Token]) -> bool:
        """Whether a line of labels ends in the one of a row, whose figures stand below: 信息内容本年处理决定数量行政许可."""
        row = self.row
        rows = self.words.row_items - self.words.ambiguous
        if row is None or row.values or label_key(tokens[-1].text) not in rows:
            return False
        return sum(label_key(token.text) in rows for token in tokens) == 1

    def _label(self, token: Token, line: Line) -> Iterator[Row]:
        name = label_key(token.text)
        if len(token.text) > LONGEST_LABEL and not self.words.knows(name):
            yield from self._close()
            self.pending, self.since = [], []
            return
        if self.row is not None and not self.row.values:
            if self._is_unit(self.row, name) or self._is_in_bracket(self.row, token):
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
        if self._ends_label(token, line):
            return
        yield from self._close()
        if name in self.words.groups:
            self.group = name
        if name in self.words.items and not self._is_in_header(name):
            before, self.pending = self.pending, []
            self.row = Row([token], [], line.number, None, self._keys([*before, token]), self.group, header=self.since)
            self.since = [*self.since[-MOST_LABELS:], token]
        else:
            self.pending.append(token)
            self.since = [*self.since[-MOST_LABELS:], token]

    def _is_unit(self, row: Row, name: str) -> bool:
        """Whether a name is the unit of a row, or a piece of it: 万 above 元. A second unit is that of a row without a label."""
        above = key(row.labels[-1].text)
        if above in UNIT_NAMES or above in UNIT_BEGINNINGS:
            return above + name in UNIT_NAMES
        return name in UNIT_NAMES or name in UNIT_BEGINNINGS

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

    def _ends_label(self, token: Token, line: Line) -> bool:
        """Whether `token` is the rest of the label of the row above, whose figures are printed beside its first line."""
        row = self.row or self.last
        if row is None or not row.values or not row.labels or numbering(token.text):
            return False
        above = row.values[-1].source
        if not isinstance(above, Line) or line.number != above.number + 1:
            return False
        if self.words.knows(key(token.text)) or self.words.knows(label_key(row.labels[-1].text)):
            return False
        whole = key(row.labels[-1].text + token.text)
        if whole not in self.words.items:
            return False
        row.labels.append(token)
        row.item_keys = (whole, *row.item_keys)
        return True

    def _is_in_bracket(self, row: Row, token: Token) -> bool:
        """Whether the row's label has opened a bracket that no piece of it has closed: a remark that is broken over lines."""
        if not _OPENED.search("".join(label.text for label in row.labels)):
            return False
        return not self.words.knows(label_key(token.text))

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
        if name in self.words.openings or name in self.words.beginnings:
            return False  # the first line of what stands below the row
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
            if token.is_blank and not self.pending and not self._is_below_results():
                return
            names, self.pending = self.pending, []
            if len(names) > 1 and names[-1].text in UNIT_NAMES:
                names = names[:-1]  # what is counted is no part of the label that says what of
            is_header = bool(names) and self._is_in_header(key(names[-1].text))
            keys = () if is_header else self._keys(names)
            self.row = Row(names[-1:], [], line.number, None, keys, self.group, header=self.since)
        self.row.values.append(token)
        if not token.is_blank:
            self.since = []

    def _is_below_results(self) -> bool:
        """Whether the labels above are those of disputes, whose row has no label: its first cell may be blank."""
        results = self.words.results
        if len(self.since) < FEWEST_RESULTS or key(self.since[-1].text) not in results:
            return False
        return sum(key(token.text) in results for token in self.since) >= FEWEST_RESULTS

    def _keys(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        return lookup_keys(tuple(label_key(token.text) for token in tokens[-4:]))

    def _close(self) -> Iterator[Row]:
        if self.row is not None:
            if self._is_full_of_blanks(self.row):
                self.since = []
            yield self.row
            self.last = self.row
        self.row = None

    def _is_full_of_blanks(self, row: Row) -> bool:
        """Whether nothing is printed in any of an item's cells: such a row is none of the labels above the next one's figures."""
        if not all(token.is_blank for token in row.values):
            return False
        if not row.item_keys:
            results = sum(key(token.text) in self.words.results for token in row.header)
            return len(row.values) == results > FEWEST_COLUMN_LABELS
        name = row.item_keys[0]
        return name in self.words.row_items and len(row.values) >= self.words.widths[name]
