"""PDF → `Document`: ruled tables as grids, stitched over pages; other text as paragraphs, in reading order.

Page numbers and lines that stand on most pages alike are dropped. A page that has only a picture of text is no text: where
that is all there is, the document is `scanned`, and otherwise a notice names the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.document import Block, Document, Line, UnreadableDocumentError
from pipeline.documents.drawn import DrawnPage, Glyph
from pipeline.documents.pdf_page import draw
from pipeline.documents.ruled import RuledTable, find_tables
from pipeline.documents.stitch import Piece, stitch
from pipeline.documents.typeset import TextLine, join_paragraphs, join_rows, paragraph_text, set_cell, set_lines

MAXIMUM_PAGES = 300
"""The longest report seen has 60 pages; what has more is a yearbook or hostile."""
MAXIMUM_GLYPHS = 400_000
LEAST_GLYPHS = 40
"""Of a document with text: a scan has none, or a stamp and a page number."""
LOST_SHARE = 0.3
"""Share of characters without a code above which the text cannot be read at all."""
BROKEN_PIECES = 5
"""Pieces of text in one font, none of them readable, from which the font is broken."""
PICTURE_SHARE = 0.5
"""Share of a page above which its picture is the page."""
HEADING_SIZE = 1.15
"""Type size, as a multiple of the usual one, above which a line is a heading."""
MARGIN = 0.13
"""Part of the page's height at top and bottom where page numbers stand."""

_PAGE_NUMBER = re.compile(r"[-—–－―·•\s]*(?:第?\s*(\d{1,3})\s*页?(?:\s*[/／,，共]+\s*\d{1,3}\s*页?)?)[-—–－―·•\s]*")
_DIGITS = re.compile(r"\d+")

_Item = TextLine | Piece


@dataclass(slots=True)
class _Page:
    drawn: DrawnPage
    items: list[_Item]


def read_pdf(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of a PDF with text.

    Raises:
        UnreadableDocumentError: `damaged`, `encrypted`, `too_many_pages`, `scanned` or `no_characters`.
    """
    del media_type
    drawn = _draw_pages(body)
    notices = _judge(drawn)
    if b"%%EOF" not in body[-65_536:]:
        notices.append(Notice("warning", "truncated", "the file ends without its end mark; pages may be missing"))
    pages = [_Page(page, _items(page, notices)) for page in drawn]
    _drop_furniture(pages)
    document = assemble("application/pdf", _blocks(pages))
    document.pictures = sum(page.pictures for page in drawn)
    document.notices = notices
    return document


def _draw_pages(body: bytes) -> list[DrawnPage]:
    pages: list[DrawnPage] = []
    left = MAXIMUM_GLYPHS
    try:
        with pdfium.PdfDocument(body) as file:
            if len(file) > MAXIMUM_PAGES:
                raise UnreadableDocumentError(
                    "too_many_pages", f"the PDF has {len(file):,} pages; at most {MAXIMUM_PAGES} are read"
                )
            for number, page in enumerate(file, start=1):
                pages.append(draw(page, number, left))
                page.close()
                left -= len(pages[-1].glyphs)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise UnreadableDocumentError("encrypted", "the PDF needs a password; save it without one") from error
        raise UnreadableDocumentError("damaged", f"the PDF cannot be opened: {error}") from error
    return pages


def _judge(pages: Sequence[DrawnPage]) -> list[Notice]:
    """What the reader of the figures must know of the pages; an error where they hold no text."""
    glyphs = sum(len(page.glyphs) for page in pages)
    lost = sum(page.lost for page in pages) + _in_broken_fonts(pages)
    if lost >= BROKEN_PIECES and lost > LOST_SHARE * glyphs:
        raise UnreadableDocumentError(
            "no_characters",
            f"the fonts do not say which characters they print ({lost:,} lost, {glyphs:,} read); reading needs OCR",
        )
    if glyphs < LEAST_GLYPHS:
        if any(page.pictures for page in pages):
            raise UnreadableDocumentError(
                "scanned", f"{_numbers(pages)} are pictures without text; reading them needs OCR (the extra `ocr`)"
            )
        raise UnreadableDocumentError("empty", "the PDF has neither text nor pictures")
    notices: list[Notice] = []
    if lost:
        notices.append(
            Notice("warning", "characters_lost", f"{lost} characters or words have no code in the file's fonts")
        )
    if glyphs >= MAXIMUM_GLYPHS:
        notices.append(Notice("warning", "text_cut", f"only the first {MAXIMUM_GLYPHS:,} characters were read"))
    scanned = [page for page in pages if page.picture_share > PICTURE_SHARE and len(page.glyphs) < LEAST_GLYPHS]
    if scanned:
        message = f"{_numbers(scanned)} are pictures without text and were not read; they need OCR (the extra `ocr`)"
        notices.append(Notice("warning", "page_scanned", message))
    blank = [page for page in pages[: max(i for i, page in enumerate(pages) if page.glyphs)] if page.is_blank]
    if blank:
        message = f"nothing stands on {_numbers(blank)}, between pages with text; the file may be damaged"
        notices.append(Notice("warning", "page_blank", message))
    hidden = [page for page in pages if page.hidden]
    if hidden:
        message = (
            f"the text of {_numbers(hidden)} was recognised from a scan by the file's maker; figures may be misread"
        )
        notices.append(Notice("warning", "recognised_text", message))
    return notices


def _in_broken_fonts(pages: Sequence[DrawnPage]) -> int:
    """Pieces of text in fonts of which nothing at all was read; a piece or two may be a space."""
    pieces: dict[bytes, list[int]] = {}
    for page in pages:
        for font, (nothing, something) in page.fonts.items():
            total = pieces.setdefault(font, [0, 0])
            total[0] += nothing
            total[1] += something
    return sum(nothing for nothing, something in pieces.values() if something == 0 and nothing >= BROKEN_PIECES)


def _numbers(pages: Sequence[DrawnPage]) -> str:
    return "pages " + ", ".join(str(page.number) for page in pages[:20]) + (" and others" if len(pages) > 20 else "")


def _items(page: DrawnPage, notices: list[Notice]) -> list[_Item]:
    """The page's lines and tables, from top to bottom."""
    found = find_tables(page.horizontal, page.vertical) if page.horizontal and page.vertical else []
    if page.too_complex or found is None:
        message = f"page {page.number} has more drawn lines than a text; its tables were read as lines"
        notices.append(Notice("warning", "page_too_complex", message))
    pieces, rest = _fill(page, found or [])
    placed: list[tuple[float, float, _Item]] = [(p.table.rows[0], p.table.columns[0], p) for p in pieces]
    placed += [(line.baseline - line.size, line.left, line) for line in join_rows(set_lines(rest, page.number))]
    return [item for _, _, item in sorted(placed, key=lambda entry: entry[:2])]


def _fill(page: DrawnPage, tables: Sequence[RuledTable]) -> tuple[list[Piece], list[Glyph]]:
    """The tables with their text, and the glyphs outside. A frame of one column is no table; its text is outside."""
    real = [table for table in tables if len(table.columns) > 2]
    inner_first = sorted(real, key=lambda t: (t.columns[-1] - t.columns[0]) * (t.rows[-1] - t.rows[0]))
    inside: list[list[list[Glyph]]] = [[[] for _ in table.cells] for table in inner_first]
    rest: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.middle
        for table, cells in zip(inner_first, inside, strict=True):
            number = table.cell_at(x, y)
            if number is not None:
                cells[number].append(glyph)
                break
        else:
            rest.append(glyph)
    pieces: list[Piece] = []
    for table, cells in zip(inner_first, inside, strict=True):
        if not any(cells):
            continue  # an ornament
        set_cells = [set_cell(glyphs, c.box[2] - c.box[0]) for glyphs, c in zip(cells, table.cells, strict=True)]
        pieces.append(Piece(page.number, table, [text for text, _ in set_cells], [full for _, full in set_cells]))
    return pieces, rest


def _drop_furniture(pages: Sequence[_Page]) -> None:
    """Drops page numbers, and head and foot lines that at least three pages print alike."""
    for _ in range(2):  # a page number may stand below a foot line, or above it
        for end in (0, -1):
            outer = [(page, page.items[end]) for page in pages if page.items and _is_in_margin(page, end)]
            lines = [(page, item) for page, item in outer if isinstance(item, TextLine)]
            alike = Counter(_DIGITS.sub("0", line.text) for _, line in lines)
            offsets = Counter(_page_offset(page, line) for page, line in lines)
            for page, line in lines:
                offset = _page_offset(page, line)
                is_number = offset is not None and (offsets[offset] > 1 or offset == 0 or not line.text.isdecimal())
                if is_number or alike[_DIGITS.sub("0", line.text)] >= max(3, 0.5 * len(pages)):
                    page.items.remove(line)


def _is_in_margin(page: _Page, end: int) -> bool:
    item, height = page.items[end], page.drawn.height
    if not isinstance(item, TextLine):
        return False
    return item.baseline < MARGIN * height if end == 0 else item.baseline > (1 - MARGIN) * height


def _page_offset(page: _Page, line: TextLine) -> int | None:
    """How far the printed page number is from the page's number in the file; None where the line is no page number."""
    match = _PAGE_NUMBER.fullmatch(line.text)
    return int(match[1]) - page.drawn.number if match else None


def _blocks(pages: Sequence[_Page]) -> list[Block]:
    lines = [item for page in pages for item in page.items if isinstance(item, TextLine)]
    left, right, usual = _text_area(lines)
    blocks: list[Block] = []
    text: list[TextLine] = []
    pieces: list[Piece] = []

    def end_text() -> None:
        for paragraph in join_paragraphs(text, left, right, HEADING_SIZE * usual):
            first = paragraph[0]
            is_heading = first.size > HEADING_SIZE * usual
            blocks.append(Line(paragraph_text(paragraph), 0, is_heading=is_heading, page=first.page))
        text.clear()

    def end_table() -> None:
        if pieces:
            blocks.append(stitch(pieces))
        pieces.clear()

    for page in pages:
        for item in page.items:
            if isinstance(item, TextLine):
                end_table()
                text.append(item)
            else:
                end_text()
                if pieces and not (item.page == pieces[-1].page + 1 and item.continues(pieces[-1])):
                    end_table()
                pieces.append(item)
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
