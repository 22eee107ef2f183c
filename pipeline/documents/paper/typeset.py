"""Glyphs → text: characters to lines, lines to the text of a cell or to paragraphs.

Gaps are judged against the size of the type. Chinese is set without spaces, so that a gap between two characters means
nothing unless it is wide; between figures a gap parts two figures.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.documents.document import Mark
from pipeline.documents.fold import tidy
from pipeline.documents.paper.drawn import Glyph

WORD_GAP = 0.2
FIGURE_GAP = 0.45
CHINESE_GAP = 0.6
"""Parts of the type size from which a gap is a space: between letters, between digits, beside Chinese characters."""
BEHIND_LABEL = 0.15
"""Part of the type size from which the gap between a label and the first of several figures beside it parts two columns.

Programs that set Chinese leave less between a character and a figure of one text, or as much; no label of a form ends with one.
"""
SHORTEST_LABEL = 4
"""Characters, from which one figure behind another is enough: 附件1 and its page are no label and figures."""
COLUMN_GAP = 1.6
FIGURE_COLUMN_GAP = 0.9
"""Part of the type size from which a gap, or one between figures, parts two columns without a rule; it becomes a tab."""
OVERLAPPING = 0.95
"""Part of the type size below which two lines overlap."""
SAME_LINE = 0.5
"""Part of the type size by which baselines of one line may differ."""
CELL_PADDING = 11.0
"""Points on both sides together that Word and WPS leave between the text of a cell and its borders."""
MARK_SIZE = 0.75
"""Part of a figure's type size below which a raised digit behind it is the mark of a footnote; Word sets it at 0.58 to 0.66."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
"""How Word numbers endnotes."""
_RINGED = re.compile("[①-⑳*※]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CHINESE = re.compile(r"[\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_DIGIT = re.compile(r"[0-9０-９.,，．%]")
_ENTRY = re.compile(r"[-−+]?[0-9０-９.,，．%]+|[-—/]")
"""A figure, or a mark for none."""
_FIGURES_APART = re.compile(r"(?<=[0-9０-９])[\t\n](?=[0-9０-９])")
_FIGURES_SPACED = re.compile(r" (?=[0-9０-９.,，．]+(?:\t|$))")
_SIGNS_SPACED = re.compile(r" (?=(?:[-−+][0-9０-９.,，．]+|[-—/])(?:[ \t]|$))")
"""Between two figures of which a sign begins the second, or one is a mark for none: no gap is within a figure there."""
_UNIT_SPACED = re.compile(r"(?<=\t)((?:万?元|人次|[条件次个人场篇份家期宗]) ?)(?=(?:[0-9０-９.,，．]+|[-—/])$)")
"""A unit in a column of its own, and the figure right behind it: 条 40."""
_BEGINS_ITEM = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．:：]|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]+[章条部]"
)


@dataclass(slots=True)
class TextLine:
    """One printed line. `has_columns`: it has gaps as wide as between the columns of a table; `marks` as in `Line`."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    page: int = 0
    has_columns: bool = False
    marks: tuple[Mark, ...] = ()
    glyphs: Sequence[Glyph] = field(default=(), compare=False, repr=False)
    """What it was set from, from left to right, where that is known."""

    @property
    def begins_item(self) -> bool:
        """Whether it starts with the number of a section or an entry of a list."""
        return begins_item(self.text)


def begins_item(text: str) -> bool:
    """Whether `text` starts with the number of a section or an entry of a list: 三、 （一） 1."""
    return _BEGINS_ITEM.match(text) is not None


def is_figure(text: str) -> bool:
    """Whether `text` is made of digits and their separators alone."""
    return text != "" and all(_DIGIT.match(character) for character in text)


def set_lines(glyphs: Iterable[Glyph], page: int = 0) -> list[TextLine]:
    """The lines that the glyphs make, from top to bottom."""
    return [line for row in glyph_rows(glyphs) if (line := set_row(row, page)) is not None]


def glyph_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs by the line that they stand on, from top to bottom, each line from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if rows and glyph.baseline - rows[-1][-1].baseline <= SAME_LINE * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.left) for row in rows]


def join_rows(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a text, a row of a table without rules whole again.

    Where figures stand beside a label of two lines, they stand at half height: closer to both than lines ever are.
    """
    joined: list[TextLine] = []
    index = 0
    while index < len(lines):
        if index + 2 < len(lines) and _is_row(*lines[index : index + 3]):
            upper, figures, lower = lines[index : index + 3]
            labels, more = upper.text.split("\t"), lower.text.split("\t")
            labels[-1] += more[-1]
            text = "\t".join([*labels, *more[:-1], figures.text])
            joined.append(replace(figures, text=text, left=min(upper.left, lower.left), has_columns=True))
            index += 3
        else:
            joined.append(lines[index])
            index += 1
    return joined


def _is_row(upper: TextLine, figures: TextLine, lower: TextLine) -> bool:
    if lower.baseline - upper.baseline > 2 * OVERLAPPING * figures.size:
        return False
    has_figures = [all(is_figure(part) for part in line.text.split("\t")) for line in (upper, figures, lower)]
    return has_figures == [False, True, False]


def set_row(glyphs: Sequence[Glyph], page: int) -> TextLine | None:
    """The line that `glyphs`, from left to right, make; None where they are spaces alone."""
    parts: list[str] = []
    gaps: dict[int, float] = {}
    last: Glyph | None = None
    spaced = False
    for glyph in glyphs:
        if glyph.text.isspace():
            spaced = True
            continue
        if last is not None:
            gap = glyph.left - last.right
            if glyph.text == last.text and glyph.left - last.left < 0.3 * (last.right - last.left):
                continue  # printed twice for bold type
            gaps[len(parts)] = gap / max(last.size, glyph.size, 1.0)
            parts.append(_separator(last.text, glyph.text, gaps[len(parts)], spaced))
        parts.append(glyph.text)
        last, spaced = glyph, False
    if last is None:
        return None
    if "\t" in parts:
        part_first_figure(parts, gaps)
    first = next(glyph for glyph in glyphs if not glyph.text.isspace())
    size = sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    text = "".join(parts)
    text = _UNIT_SPACED.sub(lambda unit: unit[1].rstrip() + "\t", text)
    if " " in text and text[0].isdecimal() and all(map(_ENTRY.fullmatch, text.replace("\t", " ").split(" "))):
        text = _SIGNS_SPACED.sub("\t", text)
    if text.count("\t") > 1:
        text = _FIGURES_SPACED.sub("\t", text)  # beside other columns a narrow gap parts columns too
    marks: tuple[Mark, ...] = ()
    if first.certainty is not None:
        marks = tuple((g.text, 1.0 if g.certainty is None else g.certainty) for g in glyphs if not g.text.isspace())
    return TextLine(text, first.left, last.right, last.baseline, size, page, "\t" in text, marks, glyphs)


def part_first_figure(parts: list[str], gaps: Mapping[int, float]) -> None:
    """Sets a tab before the figure right behind a label, where nothing but figures stands behind it in columns.

    `gaps` are those of the places in `parts` that part two characters, in type sizes.
    """
    end = begin = parts.index("\t")
    while begin > 0 and _DIGIT.match(parts[begin - 1]):
        begin -= 2  # a character, and what parts it from the one before
    columns = "".join(parts[end + 1 :]).replace(" ", "\t").split("\t")
    is_label = begin > 2 * SHORTEST_LABEL or len(columns) > 1
    if not (0 < begin < end and is_label and all(map(_ENTRY.fullmatch, columns))):
        return
    if _CHINESE.match(parts[begin - 1]) and gaps[begin] >= BEHIND_LABEL:
        parts[begin] = "\t"


def _separator(before: str, after: str, gap: float, spaced: bool) -> str:
    if gap >= COLUMN_GAP:
        return "\t"
    chinese = _CHINESE.match(before) is not None, _CHINESE.match(after) is not None
    if all(chinese):
        return " " if gap >= CHINESE_GAP else ""
    if any(chinese):
        return " " if gap >= CHINESE_GAP or (spaced and gap >= WORD_GAP) else ""
    if _DIGIT.match(before) and _DIGIT.match(after):
        return "\t" if gap >= FIGURE_COLUMN_GAP else " " if gap >= FIGURE_GAP else ""
    return " " if spaced or gap >= WORD_GAP else ""


def set_cell(glyphs: Sequence[Glyph], width: float) -> tuple[str, bool]:
    """The text of a cell `width` points wide, and whether its last line is full, so that it may go on elsewhere.

    Lines are joined as words are. Figures that stand apart, beside or above each other, are parted by a line end - unless
    the upper one fills the cell: then it goes on below.
    """
    if glyphs and all(glyph.is_rising for glyph in glyphs):
        return _rising(glyphs), False
    glyphs, mark = _without_mark(glyphs)
    lines = set_lines(glyphs)
    if not lines:
        return "", False
    text = lines[0].text
    for before, line in itertools.pairwise(lines):
        text += _line_break(before, line, width) + line.text
    text += mark
    text = "\n".join(tidy(part) for part in _FIGURES_APART.split(text)) if "\n" in text or "\t" in text else tidy(text)
    return text, is_full(lines[-1], width)


def _rising(glyphs: Sequence[Glyph]) -> str:
    """The text of lines that read upwards, the first one at the left."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.right):
        if lines and glyph.right - lines[-1][-1].right <= SAME_LINE * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return tidy("".join(glyph.text for line in lines for glyph in sorted(line, key=lambda glyph: -glyph.baseline)))


def _without_mark(glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], str]:
    """The glyphs of a figure without a footnote's mark behind it - smaller and raised -, and the mark as a raised one (3⁵)."""
    size = max((glyph.size for glyph in glyphs), default=0.0)
    small = [glyph for glyph in glyphs if glyph.size < MARK_SIZE * size]
    figure = [glyph for glyph in glyphs if glyph.size >= MARK_SIZE * size]
    if not small:
        return glyphs, ""
    text = "".join(glyph.text for glyph in sorted(small, key=lambda glyph: glyph.left)).strip()
    number = str(_ROMAN.index(text) + 1) if text in _ROMAN else text
    if not (number.isdecimal() and number.isascii()) and not _RINGED.fullmatch(text):
        return glyphs, ""
    if not is_figure("".join(glyph.text for glyph in figure).strip()):
        return glyphs, ""
    right, baseline = max(glyph.right for glyph in figure), max(glyph.baseline for glyph in figure)
    is_mark = all(glyph.left > right - MARK_SIZE * size and glyph.baseline < baseline - 0.15 * size for glyph in small)
    if not is_mark or any(abs(glyph.baseline - baseline) > 0.1 * size for glyph in figure):
        return glyphs, ""
    return figure, number.translate(_RAISED)


def is_full(line: TextLine, width: float) -> bool:
    """Whether one more character would not fit on the line."""
    return width - (line.right - line.left) < line.size + CELL_PADDING


def _line_break(before: TextLine, line: TextLine, width: float) -> str:
    last, first = before.text[-1], line.text[0]
    if _DIGIT.match(last) and _DIGIT.match(first):
        is_one_figure = is_full(before, width) and len(before.text) >= max(len(line.text), 2)
        return "" if is_one_figure else "\n"
    if last.isascii() and first.isascii() and last.isalpha() and first.isalpha():
        return " "
    return ""


def join_paragraphs(lines: Sequence[TextLine], left: float, right: float, heading_size: float) -> list[list[TextLine]]:
    """Lines of a text set between `left` and `right` by the paragraph that they belong to.

    A line goes on in the next one if it is full and the next one starts at the margin: Chinese paragraphs begin two
    characters further in. Lines above `heading_size` that follow closely, one centred below the other, are one title.
    """
    paragraphs: list[list[TextLine]] = []
    for line in lines:
        before = paragraphs[-1][-1] if paragraphs else None
        if before is not None and (_goes_on(before, line, left, right) or _is_one_title(before, line, heading_size)):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _goes_on(before: TextLine, line: TextLine, left: float, right: float) -> bool:
    if before.has_columns or line.has_columns or abs(before.size - line.size) > 0.15 * before.size:
        return False
    if right - before.right > 2.2 * before.size or line.left - left > 0.9 * line.size:
        return False
    if line.page == before.page and line.baseline - before.baseline > 3.2 * line.size:
        return False
    return not (line.begins_item and before.text.endswith(("。", "；", "：", ";", ":", "！", "？")))


def _is_one_title(before: TextLine, line: TextLine, heading_size: float) -> bool:
    if min(before.size, line.size) <= heading_size or abs(before.size - line.size) > 0.1 * before.size:
        return False
    is_centred = abs((before.left + before.right) - (line.left + line.right)) <= 2 * line.size
    is_next = before.page == line.page and line.baseline - before.baseline <= 2.5 * line.size
    return is_centred and is_next and not before.begins_item and not line.begins_item


def paragraph_text(lines: Sequence[TextLine]) -> str:
    """The paragraph as one string."""
    text = lines[0].text
    for before, line in itertools.pairwise(lines):
        last, first = before.text[-1:], line.text[:1]
        is_word = last.isascii() and first.isascii() and last.isalpha() and first.isalpha()
        text += (" " if is_word else "") + line.text
    return text if any(line.has_columns for line in lines) else tidy(text)
