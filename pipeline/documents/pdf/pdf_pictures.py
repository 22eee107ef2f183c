"""Tables that are pictures on a page of a PDF with text: which they are, and what they show, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from pipeline.contract import Notice
from pipeline.documents.paper.drawn import DrawnPage, Glyph
from pipeline.documents.paper.layout import Item, Page
from pipeline.documents.paper.stitch import Piece
from pipeline.documents.paper.typeset import TextLine
from pipeline.documents.scans import ocr
from pipeline.documents.scans.placed_pictures import wanted_pictures

NARROWEST, LOWEST = 0.3, 0.03
"""Parts of the page's width and height from which a picture may be a table."""
WRITTEN_OVER = 10
"""Characters of the page's text on a picture from which it is the paper, or a stamp."""
TOUCHING = 2.0
"""Points between two pictures that are strips of one."""
DPI, SIDE = 200.0, 2000.0
"""How finely a picture is drawn to be recognised: dots an inch, and at most so many pixels on its smaller side."""

Box = tuple[float, float, float, float]


def read_table_pictures(
    body: bytes, pages: Sequence[tuple[DrawnPage, Page]], allowance: ocr.Allowance, *, recognise: bool
) -> list[Notice]:
    """Puts what the pictures of tables show among the items of pages with text; what is to be said of them."""
    places = [
        (page, laid_out, sum(_top(item) < box[1] for item in laid_out.items), box)
        for page, laid_out in pages
        for box in _boxes(page)
    ]
    wanted = _wanted([laid_out for _, laid_out in pages], places) if places else []
    if not wanted:
        return []
    if not recognise or not ocr.is_installed() or len(wanted) > ocr.MAXIMUM_PAGES:
        return [ocr.picture_unread(len(wanted))]
    left: list[int] = []
    doubted: list[Notice] = []
    with pdfium.PdfDocument(body) as file:
        for page, laid_out, before, box in reversed(wanted):
            if allowance.is_spent:
                left.append(page.number)
                continue
            items, notices = _read(file[page.number - 1], page, box)
            laid_out.items[before:before] = items
            doubted += notices
    said = [ocr.READ_BY_OCR, *doubted] if len(left) < len(wanted) else []
    return [*said, ocr.pages_left(sorted(set(left)))] if left else said


_Place = tuple[DrawnPage, Page, int, Box]


def _wanted(pages: Sequence[Page], places: Sequence[_Place]) -> list[_Place]:
    texts: list[str | None] = []
    found: dict[int, _Place] = {}
    for page in pages:
        for number in range(len(page.items) + 1):
            for place in places:
                if place[1] is page and place[2] == number:
                    found[len(texts)] = place
                    texts.append(None)
            if number < len(page.items):
                item = page.items[number]
                texts.append(item.text if isinstance(item, TextLine) else "")
    return [found[index] for index in sorted(wanted_pictures(texts))]


def _boxes(page: DrawnPage) -> Iterator[Box]:
    """Where pictures of the page stand that may be tables, strips of one as one."""
    whole: list[Box] = []
    for box in sorted(page.picture_boxes, key=lambda box: box[1]):
        last = whole[-1] if whole else None
        if (
            last is not None
            and abs(last[0] - box[0]) <= TOUCHING
            and abs(last[2] - box[2]) <= TOUCHING
            and abs(last[3] - box[1]) <= TOUCHING
        ):
            whole[-1] = (last[0], last[1], last[2], box[3])
        else:
            whole.append(box)
    for left, top, right, bottom in whole:
        is_large = right - left >= NARROWEST * page.width and bottom - top >= LOWEST * page.height
        if is_large and sum(_is_on(glyph, (left, top, right, bottom)) for glyph in page.glyphs) < WRITTEN_OVER:
            yield left, top, right, bottom


def _is_on(glyph: Glyph, box: Box) -> bool:
    return box[0] <= glyph.left and glyph.right <= box[2] and box[1] <= glyph.middle <= box[3]


def _top(item: Item) -> float:
    return item.table.rows[0] if isinstance(item, Piece) else item.baseline - item.size


def _read(page: pdfium.PdfPage, drawn: DrawnPage, box: Box) -> tuple[list[Item], list[Notice]]:
    """What a picture shows, with its places on the page, and what is to be said of it; nothing of one that is no table."""
    from pipeline.documents.scans.scanned_page import read_picture_page  # noqa: PLC0415 (its packages come with the extra)

    left, top, right, bottom = box
    scale = min(DPI / 72, SIDE / max(min(drawn.width, drawn.height), 1.0))
    scale = min(scale, (ocr.MAXIMUM_PIXELS / max(drawn.width * drawn.height, 1.0)) ** 0.5)
    picture = page.render(scale=scale, rev_byteorder=True).to_numpy()[..., :3]
    page.close()
    cut = picture[max(int(top * scale), 0) : int(bottom * scale), max(int(left * scale), 0) : int(right * scale)]
    if not cut.size:
        return [], []  # on a turned page, beyond its edge
    items: list[Item] = []
    shown = read_picture_page(cut.copy(), 1 / scale, drawn.number)
    for item in (item for part in (shown, *shown.beside) for item in part.items):
        if isinstance(item, TextLine):
            items.append(replace(item, baseline=item.baseline + top))
            continue
        for cell in item.table.cells:
            x0, y0, x1, y1 = cell.box
            cell.box = x0 + left, y0 + top, x1 + left, y1 + top
        items.append(item)
    is_table = any(isinstance(item, Piece) or item.has_columns for item in items)
    return (items, shown.notices) if is_table else ([], [])
