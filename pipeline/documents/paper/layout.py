"""Pages of lines and tables → blocks: furniture dropped, lines joined to paragraphs, tables stitched over pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from pipeline.contract import Notice
from pipeline.documents.document import Block, Line
from pipeline.documents.paper.stitch import Piece, stitch
from pipeline.documents.paper.typeset import TextLine, join_paragraphs, paragraph_text

HEADING_SIZE = 1.15
"""Type size, as a multiple of the usual one, above which a line is a heading."""
MARGIN = 0.13
"""Part of the page's height at top and bottom where page numbers stand."""
MOST_HANGING, NEXT_LINE = 3, 2.0
"""Lines of labels that may hang out below a table at the page's end; type sizes from its edge, or a line, to the next one."""

_PAGE_NUMBER = re.compile(r"[-—–－―·•\s]*(?:第?\s*(\d{1,3})\s*页?(?:\s*[/／,，共]+\s*\d{1,3}\s*页?)?)[-—–－―·•\s]*")
_DIGITS = re.compile(r"\d+")
_FOOTNOTE = re.compile(r"\d{1,2}\s*[^\d\s.、．)）:：年月日]|[①-⑳*※\[]|注\d?[:：]")

Item = TextLine | Piece
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Page:
    """A page's lines and tables, from top to bottom; `height` in points.

    `number` is that in the file: a picture of several pages is one page of its file. `notices` are on what was recognised,
    `numbers` are its page numbers, once they are dropped.
    """

    number: int
    height: float
    items: list[Item]
    notices: list[Notice] = field(default_factory=list[Notice])
    numbers: list[TextLine] = field(default_factory=list[TextLine])
    beside: list[Page] = field(default_factory=list["Page"])
    """What else a picture shows to the right of the page: read after it."""


def lay_out(pages: Sequence[Page]) -> list[Block]:
    """The blocks of the pages in reading order, without page numbers and lines that most pages print alike."""
    _drop_ornaments(pages)
    _drop_furniture(pages)
    _move_footnotes(pages)
    _move_hanging_labels(pages)
    _set_lone_rows(pages)
    return _blocks(pages)


def _drop_ornaments(pages: Sequence[Page]) -> None:
    """Drops tables in which nothing is printed, but for the last rows of one that began on the page before."""
    last: Piece | None = None
    for page in pages:
        items, before, last = page.items, last, None
        page.items = []
        for item in items:
            if isinstance(item, TextLine):
                page.items.append(item)
            elif any(item.texts) or (last is None and before is not None and item.continues(before)):
                page.items.append(item)
                last = item


def _drop_furniture(pages: Sequence[Page]) -> None:
    """Drops page numbers, and head and foot lines: what three pages print alike, or two the same at the same height."""
    for _ in range(2):  # a page number may stand below a foot line, or above it
        for end in (0, -1):
            numbered = [(number, page) for number, page in enumerate(pages, 1) if page.items]
            outer = [(number, page, page.items[end]) for number, page in numbered if _is_in_margin(page, end)]
            lines = [(number, page, item) for number, page, item in outer if isinstance(item, TextLine)]
            alike = Counter(_DIGITS.sub("0", line.text) for _, _, line in lines)
            twice = Counter((line.text, round(line.baseline)) for _, _, line in lines if not line.has_columns)
            offsets = Counter(_page_offset(number, line) for number, _, line in lines)
            for number, page, line in lines:
                offset = _page_offset(number, line)
                is_number = offset is not None and (offsets[offset] > 1 or offset == 0 or not line.text.isdecimal())
                is_twice = twice[line.text, round(line.baseline)] > 1 and len(page.items) > 1
                if is_number or is_twice or alike[_DIGITS.sub("0", line.text)] >= max(3, 0.5 * len(pages)):
                    page.items.remove(line)
                    if is_number or line.text.isdecimal():
                        page.numbers.append(line)


def _move_footnotes(pages: Sequence[Page]) -> None:
    """Puts the footnotes between the pieces of a table that goes on over the page behind the piece on the next page."""
    for page, following in pairwise(pages):
        first = following.items[0] if following.items else None
        last = next((number for number, item in enumerate(reversed(page.items)) if isinstance(item, Piece)), None)
        if not isinstance(first, Piece) or not last:
            continue
        piece, notes = page.items[-last - 1], page.items[-last:]
        lines = [item for item in notes if isinstance(item, TextLine)]
        if isinstance(piece, Piece) and _FOOTNOTE.match(lines[0].text) and first.continues(piece):
            del page.items[-last:]
            following.items[1:1] = notes


def _move_hanging_labels(pages: Sequence[Page]) -> None:
    """Puts what hangs out below a table at the page's end into the blank cells that the table begins with overleaf.

    A browser ends the table where the row ends that fits, and prints labels that span the next row on below that edge.
    """
    for page, following in pairwise(pages):
        first = following.items[0] if following.items else None
        hanging = list(takewhile(lambda item: isinstance(item, TextLine), reversed(page.items)))
        if not isinstance(first, Piece) or not 0 < len(hanging) <= MOST_HANGING or len(hanging) == len(page.items):
            continue
        piece = page.items[-len(hanging) - 1]
        lines = [item for item in reversed(hanging) if isinstance(item, TextLine)]
        if not isinstance(piece, Piece) or not first.continues(piece):
            continue
        row = [number for number, cell in enumerate(first.table.cells) if cell.row == 0]
        blanks = [number for number in row if not first.texts[number]]
        if len(blanks) < 2 or len(blanks) == len(row):
            continue
        bottoms = [piece.table.box[3], *(line.baseline for line in lines)]
        is_near = all(0 < below - above <= NEXT_LINE * lines[0].size for above, below in pairwise(bottoms))
        names = _shared_out(lines, [first.table.cells[number].box for number in blanks]) if is_near else []
        if all(names) and len(names) == len(blanks):
            for number, name in zip(blanks, names, strict=True):
                first.texts[number] = name
            del page.items[-len(lines) :]


def _shared_out(lines: Sequence[TextLine], boxes: Sequence[Box]) -> list[str]:
    """What of the lines stands between the edges of each box, by glyphs; none where one stands elsewhere or is not known.

    Names in narrow columns stand closer to one another than words do.
    """
    names = [""] * len(boxes)
    for line in lines:
        glyphs = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
        if "".join(glyph.text for glyph in glyphs) != "".join(line.text.split()):
            return []
        for glyph in glyphs:
            within = [number for number, box in enumerate(boxes) if box[0] <= glyph.left and glyph.right <= box[2]]
            if len(within) != 1:
                return []
            names[within[0]] += glyph.text
    return names


def _set_lone_rows(pages: Sequence[Page]) -> None:
    """Makes a table of one row that begins a page a line: where the rows before it, on the page before, are lines too.

    A table with rules between its columns alone has a frame around what is left of it overleaf.
    """
    for page, following in pairwise(pages):
        last, first = (page.items or [None])[-1], (following.items or [None])[0]
        if not isinstance(last, TextLine) or not last.has_columns or not isinstance(first, Piece):
            continue
        is_row = len(first.table.rows) == 2 and len(first.texts) == len(last.text.split("\t"))
        if is_row and not any("\n" in text or "\t" in text for text in first.texts):
            left, _, right, bottom = first.table.box
            text = "\t".join(first.texts)
            following.items[0] = TextLine(text, left, right, bottom, last.size, first.page, has_columns=True)


def _is_in_margin(page: Page, end: int) -> bool:
    item, height = page.items[end], page.height
    if not isinstance(item, TextLine):
        return False
    return item.baseline < MARGIN * height if end == 0 else item.baseline > (1 - MARGIN) * height


def _page_offset(number: int, line: TextLine) -> int | None:
    """How far the printed page number is from the page's place among all; None where the line is no page number."""
    match = _PAGE_NUMBER.fullmatch(unicodedata.normalize("NFKC", line.text))  # by hand it may be read as 2③
    return int(match[1]) - number if match else None


def _blocks(pages: Sequence[Page]) -> list[Block]:
    lines = [item for page in pages for item in page.items if isinstance(item, TextLine)]
    left, right, usual = _text_area(lines)
    blocks: list[Block] = []
    text: list[TextLine] = []
    pieces: list[Piece] = []

    def end_text() -> None:
        for paragraph in join_paragraphs(text, left, right, HEADING_SIZE * usual):
            first = paragraph[0]
            is_heading = first.size > HEADING_SIZE * usual
            marks = tuple(mark for line in paragraph for mark in line.marks)
            blocks.append(Line(paragraph_text(paragraph), 0, is_heading=is_heading, page=first.page, marks=marks))
        text.clear()

    def end_table() -> None:
        if pieces:
            blocks.append(stitch(pieces))
        pieces.clear()

    last = 0
    for number, page in enumerate(pages):
        for item in page.items:
            if isinstance(item, TextLine):
                end_table()
                text.append(item)
            else:
                end_text()
                if pieces and not (number == last + 1 and item.continues(pieces[-1])):
                    end_table()
                pieces.append(item)
                last = number
    end_text()
    end_table()
    return blocks


def _text_area(lines: Sequence[TextLine]) -> tuple[float, float, float]:
    """The left and right edge of the running text, where its long lines mostly begin and end, and their type size."""
    text = [line for line in lines if not line.has_columns] or lines
    if not text:
        return 0.0, 0.0, 0.0
    longest = max(line.right - line.left for line in text)
    long = [line for line in text if line.right - line.left > 0.7 * longest]
    lefts = Counter(round(line.left / 4) for line in long)
    usual = min(edge for edge, count in lefts.items() if count >= 0.3 * max(lefts.values()))
    rights = sorted(line.right for line in long)
    sizes = sorted(line.size for line in long)
    return usual * 4.0, rights[int(len(rights) * 0.8)], sizes[len(sizes) // 2]
