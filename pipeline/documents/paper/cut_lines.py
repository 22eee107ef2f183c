"""Sheets on which the columns of a table without a full frame are printed that found no room on another → one wide sheet.

A program that calculates prints them at the heights of their rows, whose names stand on the sheet before: lines of figures that
no name begins, each as high as a line of the other sheet. Rules, if there are any, do not tell: `cut_columns.py` joins by them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.documents.paper.cut_columns import LONGEST_FOOT, MARGIN, goes_on, one_sheet
from pipeline.documents.paper.drawn import DrawnPage, Glyph
from pipeline.documents.paper.typeset import glyph_rows

MOST_PAGES = 60
"""Of a file that is looked at: a report that is cut has twenty."""
SAME_HEIGHT = 1.0
"""Points by which the lines of one row differ from sheet to sheet."""
SHARED = 0.8
"""Part of the lines of figures on a sheet, at least, that stand as high as a line of the sheet beside it."""
SHARED_BACK = 0.5
"""Part of the lines with figures on the sheet beside it that it has one for; of others it has blanks."""
WHOLE = 0.9
"""Part of its lines, at least, that stand as high as one of the sheet beside it, if it has figures for fewer rows: where cells
reach over columns, as in section two, they have none on it."""
REACH = 0.5
"""Part of a sheet's width that is printed on, at least, if a table goes on beside it."""
SAME_EDGE = 3.0
"""Points by which what is printed may reach over the ends of rules."""
FEWEST_ON_BOTH = 3
"""Characters on both sheets, in sight on the one and cut off on the other, from which they tell how far both are apart."""
APART = 0.5
"""Type sizes from the name of a row to its first figure, at least."""
GAP = 2.5
"""Type sizes between what two sheets print where no rule tells where they meet."""
NEAR_EDGE = 1.0
"""Type sizes by which text that a cut goes through may begin before that of the other sheet."""
FIGURES = frozenset("0123456789.,-－+/—–% ")
"""What a line of figures is printed with."""


@dataclass(slots=True)
class _Sheet:
    """A page with its lines, from top to bottom, without what stands where page numbers do."""

    page: DrawnPage
    lines: list[list[Glyph]]
    is_right: bool

    @property
    def heights(self) -> list[float]:
        return [line[0].baseline for line in self.lines]


def join_cut_lines(pages: Sequence[DrawnPage]) -> list[DrawnPage]:
    """The pages, those with the right columns of a table joined to those with its rows' names."""
    if not 1 < len(pages) <= MOST_PAGES or not all(_may_be_of_a_sheet(page) for page in pages):
        return list(pages)
    by_number = {page.number: page for page in pages}
    sheets: list[_Sheet] = []
    for page in pages:
        sheet = _sheet(page)
        left = _beside(sheets, sheet) if sheet.is_right else None
        if left is None:
            sheets.append(sheet)
        else:
            sheets[sheets.index(left)] = _sheet(_join(left, sheet))
    joined = [sheet.page for sheet in sheets]
    lefts = {page.number for page in joined if page is not by_number[page.number]}
    kept = [by_number[page.number] for page in joined]
    if any((one.number in lefts) != (two.number in lefts) and goes_on(one, two) for one, two in pairwise(kept)):
        return list(pages)  # of a table that is cut, every sheet has another beside it
    return joined


def _may_be_of_a_sheet(page: DrawnPage) -> bool:
    return not (page.pictures or page.too_complex or page.is_cut or page.is_part or page.hidden)


def _sheet(page: DrawnPage) -> _Sheet:
    printed = [glyph for glyph in page.glyphs if not glyph.text.isspace() and not glyph.is_cut_off]
    lines = [line for line in glyph_rows(printed) if not _is_foot(line, page)]
    return _Sheet(page, lines, _has_no_names(lines))


def _is_foot(line: Sequence[Glyph], page: DrawnPage) -> bool:
    is_in_margin = not MARGIN * page.height < line[0].baseline < (1 - MARGIN) * page.height
    return is_in_margin and len(line) <= LONGEST_FOOT and line[0].left > 0.3 * page.width


def _has_no_names(lines: Sequence[Sequence[Glyph]]) -> bool:
    """Whether some lines are figures, and none has a figure behind words."""
    figures = 0
    for line in lines:
        is_word = [glyph.text not in FIGURES for glyph in line]
        if not any(is_word):
            figures += 1
        elif _ends_in_figure(line, is_word):
            return False
    return figures > 0


def _ends_in_figure(line: Sequence[Glyph], is_word: Sequence[bool]) -> bool:
    """Whether a figure stands apart behind words, as the figures of a row do behind its name."""
    last = max(index for index, word in enumerate(is_word) if word)
    return last + 1 < len(line) and line[last + 1].left - line[last].right > APART * line[last].size


def _beside(sheets: Sequence[_Sheet], right: _Sheet) -> _Sheet | None:
    """The sheet whose rows go on with the lines of `right`: of several the one that shares most of its heights."""
    shares = [(share, -number) for number, left in enumerate(sheets) if (share := _shared(left, right)) > 0]
    return sheets[-max(shares)[1]] if shares else None


def _shared(left: _Sheet, right: _Sheet) -> float:
    """The part of both sheets' lines that stand as high as a line of the other; 0 where they are not side by side."""
    page, other = left.page, right.page
    if abs(page.height - other.height) > SAME_HEIGHT or not left.lines:
        return 0.0
    starts = [min(line[0].left for line in sheet.lines) for sheet in (left, right)]
    edge = max(line[-1].right for line in left.lines)
    width = page.width - (page.beside[-1].shift if page.beside else 0.0)
    if (
        edge < REACH * width
        or _left_edge(right) < _left_edge(left) - NEAR_EDGE * right.lines[0][0].size
        or starts[1] > other.width / 2
    ):
        return 0.0
    heights = left.heights
    figures = [line for line in right.lines if all(glyph.text in FIGURES for glyph in line)]
    words = [line for line in right.lines if not all(glyph.text in FIGURES for glyph in line)]
    shared = sum(_has(heights, line[0].baseline) for line in figures)
    if shared < max(SHARED * len(figures), 1):
        return 0.0
    own = [line[0].baseline for line in left.lines if line[-1].text in FIGURES] or heights
    printed = {_text(line) for line in left.lines}
    if any(len(line) > LONGEST_FOOT and _text(line) in printed for line in words):
        return 0.0  # text of its own, not what reaches over
    alike = sum(_has(heights, line[0].baseline) for line in words)
    if shared == 1 and not alike and not len(own) == len(right.lines) == 1:
        return 0.0
    below = [line for line in words if line[0].baseline > figures[-1][0].baseline]
    if not all(_has(heights, line[0].baseline) for line in below):
        return 0.0
    back = sum(_has([line[0].baseline for line in figures], height) for height in own)
    is_whole = shared > 1 and shared + alike >= WHOLE * len(right.lines)
    if back < SHARED_BACK * len(own) and not is_whole:
        return 0.0
    return (shared + alike) / len(right.lines) + back / len(own)


def _text(line: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in line)


def _has(heights: Sequence[float], height: float) -> bool:
    place = bisect_left(heights, height - SAME_HEIGHT)
    return place < len(heights) and heights[place] <= height + SAME_HEIGHT


def _left_edge(sheet: _Sheet) -> float:
    rules = [rule.start for rule in sheet.page.horizontal]
    return min([*rules, *(line[0].left for line in sheet.lines)])


def _right_edge(sheet: _Sheet) -> float:
    """Where what a sheet prints ends: its rules, or else a gap behind its last character."""
    rules = [rule.end for rule in sheet.page.horizontal]
    last = max((line[-1] for line in sheet.lines), key=lambda glyph: glyph.right)
    return max(rules) if rules and max(rules) > last.right - SAME_EDGE else last.right + GAP * last.size


def _shift(left: _Sheet, right: _Sheet) -> float | None:
    """How far the right sheet's place is from the left one's, by text that is printed over the cut on both; None without any."""
    printed: dict[tuple[str, int], list[float]] = {}
    for line in right.lines:
        for glyph in line:
            printed.setdefault((glyph.text, round(glyph.baseline)), []).append(glyph.left)
    least = 0.5 * (left.page.width if not left.page.beside else 0.0)
    counted = Counter(
        round(glyph.left - other)
        for glyph in left.page.glyphs
        if glyph.is_cut_off and not glyph.text.isspace()
        for height in (-1, 0, 1)
        for other in printed.get((glyph.text, round(glyph.baseline) + height), ())
        if glyph.left - other > least
    )
    ((shift, count),) = counted.most_common(1) or ((0, 0),)
    return float(shift) if count >= FEWEST_ON_BOTH else None


def _join(left: _Sheet, right: _Sheet) -> DrawnPage:
    page, other = left.page, right.page
    edge, start = _right_edge(left), _left_edge(right)
    shift = _shift(left, right)
    if shift is None:
        shift = edge - start
    else:
        edge = start + shift
    shown = {id(glyph) for line in right.lines for glyph in line}
    kept = [
        replace(glyph, left=glyph.left + shift, right=glyph.right + shift)
        for glyph in other.glyphs
        if id(glyph) in shown and glyph.right > start
    ]
    return one_sheet(page, other, [*(glyph for glyph in page.glyphs if glyph.left < edge), *kept], edge, shift)
