"""Rows of a table with rules between its rows that have a rule on one side only, as where a page begins or ends.

The edge that is missing stands where what is printed ends; figures, or the table of the page before, tell that it is a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.label_rows import ITEMS
from pipeline.documents.paper.named_columns import NamedColumns
from pipeline.documents.paper.printed_columns import Span, columns_of, is_entry, spans_of
from pipeline.documents.paper.row_contents import FEWEST_IN_ROW
from pipeline.documents.paper.ruled import NEAR
from pipeline.documents.paper.typeset import glyph_rows
from pipeline.documents.text_rows import is_heading, is_heading_over_several
from pipeline.values import read_value

FEWEST_RULES, FEWEST_COLUMNS = 3, 2
"""Rules of one width, one below the other, and columns, from which they are a table; below a heading two are its last row."""
TALLEST = 200.0
"""Points between two rules of a table."""
NEXT_LINE = 1.7
"""Type sizes, at most, from a rule to the text beside it and from one of its lines to the next."""
MOST_PAGE_HEADS = 1
"""Lines that stand above a page's text."""
TALLEST_BLANK = 1.0
"""Heights of the row above it within which a label below the last rule is a row of blanks."""
BEGINS_ROW = re.compile(f"[一二三四][、.．]|(?:{ITEMS})$")
"""Begins a label of a row of its own."""


class Rows(NamedTuple):
    """What the rows of a table print, from where to where it reaches, and the names that alone tell its columns."""

    left: float
    right: float
    printed: list[list[Span]]
    glyphs: list[list[Glyph]]
    names: NamedColumns | None = None


def edge_of_open_row(
    rules: Sequence[Rule],
    across: Sequence[Rule],
    glyphs: Sequence[Glyph],
    *,
    is_above: bool,
    before: Rows | None = None,
) -> list[Rule]:
    """The rule that is missing on the far side of a row of figures right above or below the table, as where a page begins.

    Where the table may go on with that of the page `before`, its columns tell such a row by a label and any figure.
    """
    left, right = min(rule.start for rule in rules), max(rule.end for rule in rules)
    edge = rules[0].position if is_above else rules[-1].position
    near = [
        glyph
        for glyph in glyphs
        if left <= glyph.left < right and 0 < ((edge - glyph.middle) if is_above else (glyph.middle - edge)) <= TALLEST
    ]
    row: list[Glyph] = []
    last = edge
    nearest_first = sorted(near, key=lambda glyph: abs(edge - glyph.middle))
    for glyph in nearest_first:
        if abs(glyph.middle - last) > NEXT_LINE * glyph.size:
            break
        row.append(glyph)
        last = glyph.middle
    if _entries(row) < FEWEST_IN_ROW:
        is_row = _is_row_of(before, row, left, right) if is_above else _is_like_last_row(row, rules, glyphs)
        if not is_row:
            return []
    beyond = [g for g in nearest_first[len(row) :] if abs(g.middle - last) <= 2 * NEXT_LINE * g.size]
    if _entries(beyond) >= FEWEST_IN_ROW:
        low, high = sorted((last, beyond[-1].middle))
        if not any(low < rule.position < high and rule.start < right and left < rule.end for rule in across):
            return []  # rows without rules between them
    reach = max(glyph.size for glyph in row)
    ends = [glyph.middle for glyph in row]
    return [Rule(min(ends) - reach if is_above else max(ends) + reach, left, right)]


def _is_row_of(before: Rows | None, row: Sequence[Glyph], left: float, right: float) -> bool:
    """Whether a label and at least one figure stand in columns of the table before, as wide, each in one of its own."""
    if before is None or not row or not has_width(Rows(left, right, [], []), before):
        return False
    columns = columns_of(before.printed)
    if len(columns) < FEWEST_COLUMNS:
        return False
    spans = spans_of(row)
    met = [[n for n, (start, end) in enumerate(columns) if s.start < end and start < s.end] for s in spans]
    figures = [own for own, span in zip(met, spans, strict=True) if is_entry(span)]
    return bool(figures) and len(figures) < len(spans) and all(len(own) == 1 for own in figures) and met[0] < figures[0]


def edge_of_header(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Rule]:
    """The rule that is missing above a header whose first one is cut short, below a heading over several columns."""
    first, left, right = rules[0], min(rule.start for rule in rules), max(rule.end for rule in rules)
    if first.start <= left + NEAR:
        return []
    over = [g for g in glyphs if first.start <= g.left < right and 0 < first.position - g.middle <= NEXT_LINE * g.size]
    line = glyph_rows(over)[-1:]
    if not line or not any(is_heading_over_several(span.text) for span in spans_of(line[0])):
        return []
    return [Rule(min(glyph.middle - glyph.size for glyph in line[0]), left, right)]


def edge_of_cut_header(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Rule]:
    """The rule that is missing above the names that a page begins with, one above each figure of the first row.

    The page before ends with the header's upper lines, and its first rule.
    """
    left, right = min(rule.start for rule in rules), max(rule.end for rule in rules)
    figures = spans_of(between(glyphs, rules[0], rules[1], left, right)) if len(rules) > 1 else []
    if len(figures) < FEWEST_IN_ROW or not all(map(is_entry, figures)) or rules[0].start > left + NEAR:
        return []
    over = [glyph for glyph in glyphs if glyph.middle < rules[0].position and not glyph.text.isspace()]
    names: list[Glyph] = []
    last = rules[0].position
    above = glyph_rows(over)
    while above and last - above[-1][0].middle <= NEXT_LINE * above[-1][0].size and not _is_over_several(above[-1]):
        last = above[-1][0].middle
        names += above.pop()
    heads = [line for line in above if not _is_over_several(line)]
    if len(heads) > MOST_PAGE_HEADS or _entries(names) or not all(left <= glyph.left < right for glyph in names):
        return []
    if not all(any(name.left < figure.end and figure.start < name.right for name in names) for figure in figures):
        return []
    return [Rule(min(glyph.middle - glyph.size for glyph in names), left, right)]


def _is_over_several(line: Sequence[Glyph]) -> bool:
    return any(is_heading_over_several(span.text) for span in spans_of(line))


def _is_like_last_row(row: Sequence[Glyph], rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> bool:
    """Whether it is one line of a label and figures, as near as the row above it and with as many texts, each below one of its.

    A label with its number alone, where the label above it begins, is a row of blanks.
    """
    if len(rules) < FEWEST_RULES or not row or len(glyph_rows(row)) > 1:
        return False
    above, below = rules[-2:]
    last = spans_of(between(glyphs, above, below, min(rule.start for rule in rules), max(above.end, below.end)))
    label, *figures = spans = spans_of(row)
    if not figures and BEGINS_ROW.match(label.text) and not is_heading(label.text):
        return row[0].middle - below.position < TALLEST_BLANK * (below.position - above.position)
    return (
        len(spans) == len(last) > FEWEST_COLUMNS
        and row[0].middle - below.position < below.position - above.position
        and not is_entry(label)
        and all(map(is_entry, figures))
        and all(span.start < over.end and over.start < span.end for span, over in zip(spans, last, strict=True))
    )


def _entries(glyphs: Sequence[Glyph]) -> int:
    return sum(read_value(span.text).status != "unreadable" for span in spans_of(glyphs))


def has_width(rows: Rows, before: Rows) -> bool:
    return abs(rows.left - before.left) <= NEAR and abs(rows.right - before.right) <= NEAR


def between(glyphs: Sequence[Glyph], above: Rule, below: Rule, left: float, right: float) -> list[Glyph]:
    return [g for g in glyphs if above.position <= g.middle < below.position and left <= g.left < right]
