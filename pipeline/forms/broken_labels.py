"""Rows of a grid → the same with the label whole where each of its lines is a row, as converters of PDF write it.

The figures stand beside one of the lines; the cells beside the others are empty. Where the labels of some rows stand in one cell
beside them, each row has its own. In a text, what a label has among its words may look like an entry on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.documents.document import Line
from pipeline.documents.fold import fold
from pipeline.forms.form import FORMS, load_form
from pipeline.forms.rows import LONGEST_LABEL, Row, lookup_keys
from pipeline.forms.tokens import Token, Vocabulary, label_key, label_keys, vocabulary

MOST_PIECES = 6
"""Rows over which a label may be broken: the longest has 38 characters, a narrow column some eight a line."""


_WITHIN = re.compile(r"(?<=([^\W\d]{2}))(\d+|/)(?=([^\W\d]))")


def with_whole_names(lines: list[Line]) -> list[Line]:
    """The lines, three that are one label's as one: 信息计, then 1, then 条; or 本年增, then /, then 减."""
    written = [number for number, line in enumerate(lines) if line.text.strip()]
    ends: dict[int, int] = {}
    for begin, sign, end in zip(written, written[1:], written[2:], strict=False):
        if _is_one_label(lines[begin].text, lines[sign].text, lines[end].text):
            ends[begin] = end
    whole: list[Line] = []
    number = 0
    while number < len(lines):
        end = ends.get(number, number)
        whole.append(replace(lines[number], text="\n".join(line.text for line in lines[number : end + 1])))
        number = end + 1
    return whole if ends else lines


def _is_one_label(begin: str, sign: str, end: str) -> bool:
    if len(sign) > 2 or not begin or not end:
        return False
    before, behind = fold(begin), fold(end)
    return any(
        sign.strip() == within and behind.startswith(after) and (before.endswith(above) or above.endswith(before))
        for above, within, after in _signs_within()
    )


@cache
def _signs_within() -> frozenset[tuple[str, str, str]]:
    """The figures and strokes within labels of the forms, with two letters before each and the one behind."""
    tables = [table for form in FORMS for table in load_form(form).tables]
    labels = [label for table in tables for item in table.items for label in item.labels]
    labels += [label for table in tables for block in table.blocks for column in block for label in column.labels]
    return frozenset((match[1], match[2], match[3]) for label in labels for match in _WITHIN.finditer(label))


def whole_rows(rows: list[Row]) -> list[Row]:
    """`rows` of one grid, those that have the pieces of one label as one row."""
    words = vocabulary()
    rows = [_with_own_label(row, words) for row in rows]
    pieces = [_is_piece(row, words) for row in rows]
    if not any(pieces):
        return rows
    whole: list[Row] = []
    start = 0
    while start < len(rows):
        sizes = (size for size in range(2, MOST_PIECES + 1) if any(pieces[start : start + size]))
        size = next((size for size in sizes if _are_one(rows[start : start + size], size, words)), 1)
        whole.append(_joined(rows[start : start + size]) if size > 1 else rows[start])
        start += size
    return whole


def _is_piece(row: Row, words: Vocabulary) -> bool:
    """Whether the label of a row is none that any form knows."""
    own = _own_label(row)
    return own is not None and not words.knows(label_key(own.text))


def _with_own_label(row: Row, words: Vocabulary) -> Row:
    """The row, which has one of the labels in a cell that reaches over as many rows as it prints labels."""
    cell = row.labels[-1].cell if row.labels else None
    if cell is None or cell.rowspan == 1:
        return row
    names = label_keys(cell.text)
    if len(names) != cell.rowspan or not words.row_items.issuperset(names):
        return row
    before = [name for token in row.labels[:-1] for name in label_keys(token.text)]
    return replace(row, item_keys=lookup_keys((*before, names[row.index - cell.row])))


def _own_label(row: Row) -> Token | None:
    label = row.labels[-1] if row.labels else None
    return label if label is not None and label.cell is not None and label.cell.row == row.index else None


def _are_one(rows: Sequence[Row], size: int, words: Vocabulary) -> bool:
    """Whether the labels of rows, below each other, are the pieces of one that names a row; at most one row has figures."""
    labels = [label for row in rows if (label := _own_label(row)) is not None]
    if len(labels) != size or len({label.column for label in labels}) > 1:
        return False
    if sum(len(label.text) for label in labels) > LONGEST_LABEL:
        return False
    if sum(not all(token.is_blank for token in row.values) for row in rows) > 1:
        return False
    return label_key("".join(label.text for label in labels)) in words.row_items


def _joined(rows: Sequence[Row]) -> Row:
    first = rows[0]
    base = next((row for row in rows if not all(token.is_blank for token in row.values)), first)
    label = replace(first.labels[-1], text="".join(row.labels[-1].text for row in rows))
    labels = [*first.labels[:-1], label]
    names = tuple(name for token in labels for name in label_keys(token.text))
    return replace(base, labels=labels, item_keys=lookup_keys(names), group=first.group, header=first.header)
