"""Lines that name a row, and behind a colon its figures: 规章：0、0、3, or 收到申请数：7; and lines that list the names of columns.

What a form knows tells such lines from prose; where a label is misspelt or lost, the rows above and below do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.documents.fold import key
from pipeline.forms.line_grids import SEPARATORS, Borders
from pipeline.forms.tokens import (
    LONGEST_GLUED,
    UNIT_NAMES,
    Token,
    label_key,
    label_pieces,
    line_pieces,
    line_token,
    line_tokens,
    vocabulary,
)

_COLON = re.compile(r"^([^。]{2,60})[：:]\s*(?=[^\s。]{1,14}(?:\s|$))")
_LOST_NAME = re.compile(r"^\s*[：:]\s*(?=[^\s。]{1,14}\s*$)")
"""The colon of a row whose label is lost."""
FARTHEST_NAMED = 3
"""Lines up to which a row of the form stands above and below one whose label none of the forms knows."""
_NAMES_ROW = re.compile("[:：;；]")
_LISTED = re.compile(r"([^：:。]{2,120}?)\s*[：:；;]\s*([^：:。\u4e00-\u9fff]*[、，,；;][^：:。\u4e00-\u9fff]*)")
_LIST_SIGN, _LABEL_SIGN = re.compile("[、，,；;]"), re.compile("[；;]")
_NAMES = re.compile(r"[(（]?(?:[^：:。]{0,20}[：:])?([^：:。]+?)[)）]?[：:]?")


def row_tokens(line: Line, borders: Borders, *, is_named: bool) -> list[Token]:
    """The tokens of a line; `is_named` tells that what stands before its colon is a row's label, known or not."""
    if SEPARATORS.search(line.text) is None and (
        named := _named_figures(line, is_named_row=is_named) or _listed_columns(line)
    ):
        return named
    return line_tokens(line, borders)


def named_rows(lines: Sequence[Line]) -> frozenset[int]:
    """Where the lines begin that are a label, a colon and one figure, and stand near two such rows of a form, above and below.

    Their labels may be misspelt, or lost.
    """
    rows = {number: row for number, line in enumerate(lines) if (row := _named_figures(line, is_named_row=True))}
    widths = vocabulary().widths
    known = {number for number, row in rows.items() if any(widths.get(label_key(token.text)) == 1 for token in row)}
    return frozenset(
        lines[number].start
        for number, row in rows.items()
        if sum(token.value.status != "unreadable" for token in row) == 1
        and any(near in known for near in range(number - FARTHEST_NAMED, number))
        and any(near in known for near in range(number + 1, number + FARTHEST_NAMED + 1))
    )


def _named_figures(line: Line, *, is_named_row: bool) -> list[Token] | None:
    """A label of a row, a colon and the row's figures; None where the line is anything else."""
    if _NAMES_ROW.search(line.text) is None:
        return None
    if is_named_row and (lost := _LOST_NAME.match(line.text)):
        figures = line_pieces(line, lost.end())
        return figures if all(token.value.status != "unreadable" for token in figures) else None
    listed = _listed_figures(line)
    if listed:
        return listed
    match = _COLON.match(line.text)
    if match is None:
        return None
    figures = line_pieces(line, match.end())
    labels = line_pieces(line, 0, match.end(1))
    if any(token.value.status == "unreadable" for token in figures) or not labels:
        return None
    unit = [labels.pop()] if len(labels) > 1 and labels[-1].text in UNIT_NAMES else []
    found = label_pieces(line, labels)
    is_row = is_named_row or len(figures) > 1 or label_key(found[-1].text) in vocabulary().widths
    return [*found, *unit, *figures] if is_row else None


def _listed_figures(line: Line) -> list[Token] | None:
    """Labels, a colon and as many figures as the row has, parted by a sign of a list: 规章：0、0、3. A blank has its sign too."""
    match = _LISTED.fullmatch(line.text)
    if match is None:
        return None
    labels = _listed(line, match.start(1), _LABEL_SIGN.split(match[1]))
    figures = _listed(line, match.start(2), _LIST_SIGN.split(match[2]))
    width = vocabulary().widths.get(label_key(labels[-1].text), 0)
    if width != len(figures) or width == 1 or any(token.value.status == "unreadable" for token in figures):
        return None
    return [*labels, *figures]


def _listed(line: Line, position: int, parts: Sequence[str]) -> list[Token]:
    """A token for each part of a list that begins at `position`; a sign stands between two."""
    tokens: list[Token] = []
    for part in parts:
        tokens.append(line_token(line, part.strip(), position + len(part) - len(part.lstrip())))
        position += len(part) + 1
    return tokens


def _listed_columns(line: Line) -> list[Token]:
    """The names of columns that a line lists, in brackets or behind a colon: （本年新制作数量、本年新公开数量、对外公开总数量）."""
    is_list = len(line.text) <= LONGEST_GLUED and _LIST_SIGN.search(line.text) is not None
    match = _NAMES.fullmatch(line.text) if is_list else None
    names = _LIST_SIGN.split(match[1]) if match else []
    if match is None or len(names) < 2 or any(key(name) not in vocabulary().columns for name in names):
        return []
    return _listed(line, match.start(1), names)
