"""What a document prints, token by token: the cells of grids and the parts of lines, and the words that the forms know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product

from pipeline.contract import Place
from pipeline.documents.document import Grid, GridCell, Line
from pipeline.documents.fold import key, whole_key
from pipeline.forms.form import FORMS, load_form
from pipeline.forms.line_grids import SEPARATORS, Borders, is_rule, split_line
from pipeline.values import BLANK, MAXIMUM_DIGITS, Value, read_value

UNIT_NAMES = frozenset("条 件 次 个 人 场 篇 份 家 人次 元 万元 期 宗".split())
"""What stands in the column 单位 of the 2014 form, between label and figure."""
UNIT_BEGINNINGS = frozenset(name[0] for name in UNIT_NAMES if len(name) > 1)
"""What stands above the rest of a unit that is broken in a narrow column."""
_UNIT_ENDS = frozenset(name[-1] for name in UNIT_NAMES)
LONGEST_REMARK = 4
"""Characters of what stands in a cell instead of a figure: 增, 见附件."""
FEWEST_AROUND = 2
"""Figures on a line from which a short text among them is in a cell."""
LONGEST_WORD = 4
"""Pieces that a label broken by spaces may have: 社会 公益 组织."""
SHORTEST_GLUED, LONGEST_GLUED = 4, 120
"""Characters of several labels in a row."""
STRANGE_SIZES = (2, 3)
"""Characters of a label among others that no form knows: 小计."""
FEWEST_OF_A_ROW = 7
"""Digits behind a label of no form from which they are a row's figures: the requests table has seven columns."""
LONGEST_STRANGE = 20
"""Characters of such a label."""
LONGEST_RUN = 40
"""Digits of a row of a table's entries that are printed without anything between them."""
_NUMERALS = frozenset("一二三四五六七八九十1234567890")
_GLUED = re.compile(r"^(.*[^\d.\s])(\d{1,40}(?:\.\d{1,6})?)$")
_SPACES = re.compile(r"\s+")


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
        line = self.source
        if not isinstance(line, Line):
            assert self.cell is not None
            return line.place(self.cell)
        page = f"page {line.page}, " if line.page else ""
        start = line.start + self.offset
        return Place(f"{page}line {line.number}", page=line.page, start=start, end=start + len(self.text))

    @property
    def start(self) -> int:
        """Its offset in the document's text."""
        return self.cell.start if self.cell is not None else self.source.start + self.offset

    @property
    def is_odd(self) -> bool:
        """Whether there is something to say about it: no figure, more than one, or one that may be misread."""
        return self.value.is_odd or (self.cell is not None and self.cell.doubt is not None)

    @property
    def is_blank(self) -> bool:
        """Nothing is printed."""
        return self.value.status == "blank"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All labels of all forms, by what they are."""

    items: frozenset[str]
    groups: frozenset[str]
    columns: frozenset[str]
    column_groups: frozenset[str]
    grouped_columns: frozenset[str]
    plain_columns: frozenset[str]
    """Labels of columns and of nothing else."""
    furniture: frozenset[str]
    headings: frozenset[str]
    beginnings: frozenset[str]
    """What a longer label of an item may begin with."""
    openings: frozenset[str]
    """What the name of a group of rows or a table's title may begin with."""
    plain_items: frozenset[str]
    """Labels of items and of nothing else."""
    row_items: frozenset[str]
    """Labels of items that have a row of their own: not in a header, as the routes of disputes are."""
    results: frozenset[str]
    """Labels of the columns of items that stand in a header."""
    ambiguous: frozenset[str]
    """Labels of items and of columns: 其他, 总计."""
    widths: dict[str, int]
    """Most columns that the item has in any form."""
    longest: int
    """Characters of the longest label."""
    widest: int
    """Most figures that a row has: those of all items of a table that has them in its header."""

    def is_label(self, name: str) -> bool:
        """Whether the key is a label of a table, not a heading above one."""
        return name in self.items or name in self.columns or name in self.groups or name in self.furniture

    def knows(self, name: str) -> bool:
        """Whether the key is any label of any form."""
        return self.is_label(name) or name in self.headings


@cache
def vocabulary() -> Vocabulary:
    """The labels of the forms with three tables."""
    tables = [table for code in FORMS for table in load_form(code).tables]
    columns = [column for table in tables for block in table.blocks for column in block]
    column_keys = frozenset(name for column in columns for name in column.keys)
    item_keys = frozenset(name for table in tables for name in table.item_keys)
    groups = frozenset(name for table in tables for name in table.group_keys)
    furniture = frozenset(name for table in tables for name in table.furniture)
    return Vocabulary(
        items=item_keys,
        groups=groups,
        columns=column_keys,
        column_groups=frozenset(name for column in columns for name in column.group_keys),
        plain_columns=column_keys - item_keys,
        grouped_columns=frozenset(name for column in columns if column.group_keys for name in column.keys),
        furniture=furniture,
        headings=frozenset(name for table in tables for name in table.headings),
        beginnings=frozenset(name[:end] for name in item_keys for end in range(2, len(name))),
        openings=frozenset(name[:end] for name in groups | furniture for end in range(2, len(name))),
        plain_items=item_keys - column_keys,
        row_items=frozenset(name for table in tables if not table.items_in_header for name in table.item_keys),
        results=frozenset(name for table in tables if table.items_in_header for name in table.column_keys),
        ambiguous=item_keys & column_keys,
        widths={
            name: max(len(table.columns(item)) for table in tables for item in table.item_keys.get(name, ()))
            for name in item_keys
        },
        longest=max(map(len, item_keys)),
        widest=max(table.entry_count for table in tables if table.items_in_header),
    )


@lru_cache(maxsize=16_384)
def label_key(text: str) -> str:
    """The key of a label; a number that has lost its stop goes too where a label is left: 3其他.

    Of a group's name with an item's in brackets it is the item's: 行政诉讼（复议后起诉）.
    """
    name, words = key(text), vocabulary()
    if name[:1].isdigit() and name not in words.items and name[1:] in words.items:
        return name[1:]
    if name in words.groups and (whole := whole_key(text)).startswith(name) and whole[len(name) :] in words.items:
        return whole[len(name) :]
    return name


@lru_cache(maxsize=16_384)
def label_keys(text: str) -> tuple[str, ...]:
    """The keys of the labels that a cell prints: one, or a group's and its item's without anything between them."""
    name = label_key(text)
    return (name,) if vocabulary().knows(name) else glued_labels(text) or (name,)


@lru_cache(maxsize=4096)
def glued_labels(text: str) -> tuple[str, ...]:
    """The labels that `text` is made of, printed without anything between them; empty where it is not two at least.

    Among labels of columns one may be strange to the forms.

    >>> glued_labels("结果维持结果纠正")
    ('结果维持', '结果纠正')
    >>> glued_labels("法律服务机构其他小计")
    ('法律服务机构', '其他', '小计')
    """
    if not SHORTEST_GLUED <= len(text) <= LONGEST_GLUED or "。" in text:
        return ()
    bare = whole_key(text)
    labels = _labels_of(bare)
    words = vocabulary()
    if not labels and sum(name in bare for name in words.columns) > 1:
        for start, size in product(range(len(bare) - 1, 1, -1), STRANGE_SIZES):
            before, behind = _labels_of(bare[:start]), _labels_of(bare[start + size :])
            if before and (behind or start + size == len(bare)) and before[-1] in words.columns:
                return (*before, bare[start : start + size], *behind)
    return labels if len(labels) > 1 else ()


def _labels_of(bare: str) -> tuple[str, ...]:
    """The labels that a text without punctuation is made of, numbers before them left out; empty where something is left."""
    words = vocabulary()
    ways: dict[int, tuple[str, ...] | None] = {len(bare): ()}

    def cut(start: int) -> tuple[str, ...] | None:
        if start not in ways:
            ways[start] = None
            begin = start
            while begin < len(bare) and begin - start < 2 and bare[begin] in _NUMERALS:
                begin += 1
            for first in {start, begin}:
                for end in range(min(len(bare), first + words.longest), first + 1, -1):
                    if words.is_label(bare[first:end]) and (rest := cut(end)) is not None:
                        ways[start] = (bare[first:end], *rest)
                        return ways[start]
        return ways[start]

    return cut(0) or ()


def line_tokens(line: Line, borders: Borders) -> list[Token]:
    """A line's tokens: its parts between separators; `label 0 0 0` by spaces; else the line as one token."""
    text = line.text
    if SEPARATORS.search(text):
        if is_rule(text):
            return []
        bars = text.count("|") + text.count("｜")
        if bars and not text.replace("|", "").replace("｜", "").strip():
            return [line_token(line, "", 0)] * max(bars + 1 - borders.left - borders.right, 1)
        return [token for part in split_line(text, borders) for token in _labels(line, part.text, part.offset)]
    if " " in text or "\u3000" in text or ("\xa0" in text and not text.isspace()):
        return _by_spaces(line)
    if text.isdecimal() and MAXIMUM_DIGITS < len(text) <= LONGEST_RUN:
        return [replace(line_token(line, text, 0), is_glued=True)]
    glued = _GLUED.match(text)
    if glued:
        if glued[1] in UNIT_NAMES:
            return [line_token(line, glued[1], 0), line_token(line, glued[2], len(glued[1]))]
        labels = glued_labels(glued[1]) or (_without_unit(glued[1]),)
        name = label_key(labels[-1])
        width = vocabulary().widths.get(name, 0)
        if width:
            digits = line_token(line, glued[2], len(glued[1]))
            is_several = width > 1 and "." not in glued[2]
            return [*(line_token(line, label, 0) for label in labels), replace(digits, is_glued=is_several)]
        if len(glued[2]) >= FEWEST_OF_A_ROW and glued[2].isdecimal() and len(glued[1]) <= LONGEST_STRANGE:
            return [line_token(line, glued[1], 0), replace(line_token(line, glued[2], len(glued[1])), is_glued=True)]
    return _labels(line, _without_unit(text), 0)


def _without_unit(text: str) -> str:
    """A label without the unit that is printed behind it: 申请办结数件 3."""
    if text[-1:] in _UNIT_ENDS and len(text) <= LONGEST_GLUED and label_key(text) not in vocabulary().widths:
        for unit in UNIT_NAMES:
            if text.endswith(unit) and label_key(bare := text.removesuffix(unit)) in vocabulary().widths:
                return bare
    return text


def _labels(line: Line, text: str, offset: int) -> list[Token]:
    """A text as the labels that it is made of, or as one token."""
    labels = () if vocabulary().knows(key(text)) else glued_labels(text)
    return [line_token(line, label, offset) for label in labels or (text,)]


def _by_spaces(line: Line) -> list[Token]:
    """Figures at the end of a line one by one; labels apart where every one is known; what is one text stays one."""
    pieces = _with_first_figure(line, line_pieces(line))
    first = _first_figure(pieces)
    labels, figures = pieces[:first], pieces[first:]
    if not labels:
        return figures
    start, end = labels[0].offset, labels[-1].offset + len(labels[-1].text)
    whole = line_token(line, line.text[start:end], start)
    if not figures and whole.value.status != "unreadable":
        return [whole]  # 3 件
    for number, piece in enumerate(labels[1:] if len(figures) == 1 else [], 1):  # two rows, the first of no figure
        behind = labels[number + 1 :]
        if piece.value.status == "not_applicable" and _is_row_of_one(line, behind):
            return [*_label_and_unit(line, labels[:number]), piece, *_label_and_unit(line, behind), *figures]
    return [*_label_and_unit(line, labels), *figures]


def _is_row_of_one(line: Line, pieces: Sequence[Token]) -> bool:
    return bool(pieces) and vocabulary().widths.get(label_key(_label_and_unit(line, pieces)[0].text)) == 1


def _label_and_unit(line: Line, labels: Sequence[Token]) -> list[Token]:
    if len(labels) > 1 and (labels[-1].text in UNIT_NAMES or labels[-1].text in UNIT_BEGINNINGS):
        return [*label_pieces(line, labels[:-1]), labels[-1]]
    return label_pieces(line, labels)


def _with_first_figure(line: Line, pieces: list[Token]) -> list[Token]:
    """The pieces, a figure apart from the label that it touches, where with it there are as many as the row has: 规章3 0 22."""
    for number, piece in enumerate(pieces):
        figures = len(pieces) - number
        if figures > 1 and (glued := _GLUED.match(piece.text)) and "." not in glued[2]:
            is_whole = vocabulary().widths.get(label_key(glued[1])) == figures
            if is_whole and all(other.value.status != "unreadable" for other in pieces[number + 1 :]):
                figure = line_token(line, glued[2], piece.offset + len(glued[1]))
                return [*pieces[:number], line_token(line, glued[1], piece.offset), figure, *pieces[number + 1 :]]
    return pieces


def label_pieces(line: Line, pieces: Sequence[Token]) -> list[Token]:
    """The labels that the pieces before a line's figures make."""
    start = pieces[0].offset
    end = pieces[-1].offset + len(pieces[-1].text)
    return _known_words(line, pieces) or _labels(line, line.text[start:end], start)


def _first_figure(pieces: Sequence[Token]) -> int:
    """Where the figures at the end of a line begin; a short text between three of them is something odd in a cell."""
    first = len(pieces)
    count = odd = 0
    for position in range(len(pieces) - 1, -1, -1):
        piece = pieces[position]
        if piece.value.status in ("reported", "not_applicable"):
            count += 1
            if not odd or count > FEWEST_AROUND:
                first = position
        elif len(piece.text) > LONGEST_REMARK or vocabulary().knows(key(piece.text)):
            break
        else:
            odd += 1
    return first


def line_pieces(line: Line, start: int = 0, end: int | None = None) -> list[Token]:
    """What spaces part in a line, or in a part of it."""
    pieces: list[Token] = []
    position = start
    for piece in _SPACES.split(line.text[start:end].strip()):
        position = line.text.index(piece, position)
        if (
            pieces
            and pieces[-1].value.status == "reported"
            and (whole := _with_unit(line, pieces[-1], piece, position))
        ):
            pieces[-1] = whole
        else:
            pieces.append(line_token(line, piece, position))
        position += len(piece)
    return pieces


def _with_unit(line: Line, figure: Token, piece: str, position: int) -> Token | None:
    """The figure with a unit that stands apart from it: 3 件."""
    if piece.isascii() or read_value(piece).status != "unreadable":
        return None
    whole = line_token(line, line.text[figure.offset : position + len(piece)], figure.offset)
    return whole if whole.value.status == "reported" and not whole.value.remark else None


def _known_words(line: Line, pieces: Sequence[Token]) -> list[Token] | None:
    """The pieces joined to labels that a form knows, the longest first; None where one is left over.

    Among labels of columns a short one may be left over: 小计.
    """
    words = vocabulary()
    found: list[Token] = []
    columns = strange = start = 0
    while start < len(pieces):
        for end in range(min(start + LONGEST_WORD, len(pieces)), start, -1):
            first, last = pieces[start], pieces[end - 1]
            text = line.text[first.offset : last.offset + len(last.text)]
            name = key(text)
            if words.knows(name) or end == start + 1:
                found.append(line_token(line, text, first.offset))
                columns += name in words.columns
                strange += not words.knows(name)
                start = end
                break
    return found if strange == 0 or columns > strange + 1 else None


def line_token(line: Line, text: str, offset: int) -> Token:
    """A token of a line that begins at `offset` in it."""
    return Token(text, read_value(text) if text else BLANK, line, None, offset)
