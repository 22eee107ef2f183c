"""PDF → `Document`: ruled tables as grids, stitched over pages; other text as paragraphs, in reading order.

A page that has only a picture of text is recognised where the extra `ocr` is installed, the others are read as they are.
Where it is not, a document of pictures is `scanned`, and of a mixed one a notice names the pages that were not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.document import Document, UnreadableDocumentError
from pipeline.documents.paper.aligned import find_aligned
from pipeline.documents.paper.broken_figures import with_whole_figures
from pipeline.documents.paper.crossing import Place, keep_whole
from pipeline.documents.paper.cut_columns import join_cut_columns
from pipeline.documents.paper.cut_lines import join_cut_lines
from pipeline.documents.paper.drawn import DrawnPage, Glyph
from pipeline.documents.paper.half_ruled import has_rows_inside, part_by_headings, with_last_row
from pipeline.documents.paper.layout import MARGIN, Item, Page, lay_out
from pipeline.documents.paper.open_rows import Rows
from pipeline.documents.paper.overflowing import keep_labels_whole
from pipeline.documents.paper.part_ruled import implied_rules
from pipeline.documents.paper.ruled import RuledTable, find_tables, joined
from pipeline.documents.paper.side_by_side import set_apart
from pipeline.documents.paper.side_menu import part_menu
from pipeline.documents.paper.stitch import Piece
from pipeline.documents.paper.strayed import strayed_figures
from pipeline.documents.paper.typeset import glyph_rows, join_rows, set_cell, set_lines
from pipeline.documents.paper.unit_rows import with_blank_cells
from pipeline.documents.paper.unruled import set_text
from pipeline.documents.pdf.drawn_figures import garble_drawn, is_drawn
from pipeline.documents.pdf.filled_in import fill_in
from pipeline.documents.pdf.pdf_attached import attached_files
from pipeline.documents.pdf.pdf_layers import drop_hidden_layers, may_have_layers
from pipeline.documents.pdf.pdf_page import draw
from pipeline.documents.pdf.pdf_pictures import read_table_pictures
from pipeline.documents.scans import ocr
from pipeline.documents.scans.ocr import READ_BY_OCR, is_installed

MAXIMUM_PAGES = 300
"""The longest report seen has 60 pages; what has more is a yearbook or hostile."""
MAXIMUM_GLYPHS = 400_000
LEAST_GLYPHS = 40
"""Of a document with text: a scan has none, or a stamp and a page number."""
LOST_SHARE = 0.3
"""Share of characters without a code above which the text cannot be read at all."""
BROKEN_PIECES = 5
"""Pieces of text in one font, none of them readable, from which the font is broken."""
SCAN_DPI, SCAN_SIDE = 200.0, 2000.0
"""How finely a page is drawn to be recognised: dots an inch, and at most so many pixels on its smaller side."""
PICTURE_SHARE = 0.5
"""Share of a page above which its picture is the page."""

LONGEST_COVER = 400
"""Characters of a page that does no more than point to the files attached to it."""
_HEAD = 1024
"""Bytes at a file's beginning before which a PDF says that it is one."""

_CHINESE = re.compile("[\u3400-\u9fff]")


def read_pdf(body: bytes, media_type: str | None, *, recognise: bool = True) -> Document:
    """The lines and grids of a PDF; pages that are pictures, or whose fonts hold no characters, are recognised.

    Of one without any table to which a PDF with tables is attached, those of that PDF; other files attached to it are links.

    Raises:
        UnreadableDocumentError: `damaged`, `encrypted`, `too_many_pages`, and `scanned` or `no_characters` where nothing is
            to be recognised or the extra `ocr` is missing.
    """
    del media_type
    try:
        document = _read_pages(body, recognise=recognise)
    except UnreadableDocumentError as error:
        attached = _read_attached(attached_files(body), recognise=recognise) if error.code == "empty" else None
        if attached is None:
            raise
        return attached
    if next(iter(document.grids), None) is None and (files := attached_files(body)):
        if sum(len(line.text) for line in document.lines) < LONGEST_COVER:
            document = _read_attached(files, recognise=recognise) or document
        document.links += [(name, name) for name, _ in files]
    return document


def _read_attached(files: Sequence[tuple[str, bytes]], *, recognise: bool) -> Document | None:
    """The first PDF with a table among files, which says where it was found; None where there is none."""
    for name, content in files:
        if not content[:_HEAD].lstrip().startswith(b"%PDF"):
            continue
        try:
            document = _read_pages(content, recognise=recognise)
        except UnreadableDocumentError:
            continue
        if next(iter(document.grids), None) is not None:
            message = (
                f"the PDF has no table of its own: the file attached to it was read, and its pages counted ({name})"
            )
            document.notices.append(Notice("info", "attached_file_read", message))
            return document
    return None


def _read_pages(body: bytes, *, recognise: bool) -> Document:
    drawn = join_cut_lines(join_cut_columns(set_apart(_draw_pages(body))))
    unwritten = _unwritten(drawn)
    allowance = ocr.Allowance()
    read = _recognise(body, unwritten, allowance) if recognise and is_installed() else {}
    is_stopped = recognise and len(read) < len(unwritten) and allowance.is_spent
    notices = _judge([page for page in drawn if page.number not in read], is_all=not read, is_stopped=is_stopped)
    if b"%%EOF" not in body[-65_536:]:
        notices.append(Notice("warning", "truncated", "the file ends without its end mark; pages may be missing"))
    pages = list(_pages(drawn, read, notices))
    of_drawings = [page for page, laid_out in zip(drawn, pages, strict=True) if _is_of_drawings(page, laid_out)]
    if of_drawings and not (recognise and is_installed()):
        message = f"the figures of {_numbers(of_drawings)} are drawn, not written; {_needs_ocr(of_drawings, is_stopped=is_stopped)}"
        notices.append(Notice("warning", "figures_drawn", message))
    elif of_drawings:
        read |= _recognise(body, of_drawings, allowance)
        pages = [read.get(page.number, page) for page in pages]
    if read:
        notices += [
            READ_BY_OCR,
            *(notice for page in read.values() for one in (page, *page.beside) for notice in one.notices),
        ]
    scanned = {page.number for page in unwritten}
    written = [(page, laid_out) for page, laid_out in zip(drawn, pages, strict=True) if page.number not in scanned]
    of_pictures = read_table_pictures(body, written, allowance, recognise=recognise)
    notices += [notice for notice in of_pictures if notice not in notices]
    pages = [sheet for page in pages for sheet in (page, *page.beside)]
    document = assemble("application/pdf", lay_out(pages))
    notices += strayed_figures(pages)
    document.pictures = sum(page.pictures for page in drawn)
    if not document.blocks:
        raise UnreadableDocumentError("empty", "no text was found on the pages of the PDF")
    document.notices = notices
    return document


def _unwritten(pages: Sequence[DrawnPage]) -> list[DrawnPage]:
    """The pages whose text only a recognition can tell: pictures, with or without someone else's, and lost characters."""
    if _are_illegible(pages, _lost(pages)):
        return [page for page in pages if not page.is_blank]
    return [page for page in pages if _is_picture(page)]


def _is_picture(page: DrawnPage) -> bool:
    return page.picture_share > PICTURE_SHARE and (len(page.glyphs) < LEAST_GLYPHS or page.hidden)


def _is_of_drawings(page: DrawnPage, laid_out: Page) -> bool:
    """Whether its figures are drawn rather than written; a sheet of several pages is left as it is."""
    if not (page.marks or page.picture_boxes) or page.is_part:
        return False
    pieces = [item for item in laid_out.items if isinstance(item, Piece) and not item.is_scanned]
    return is_drawn([text for piece in pieces for text in piece.texts])


def _recognise(body: bytes, pages: Sequence[DrawnPage], allowance: ocr.Allowance) -> dict[int, Page]:
    """The recognised pages by their numbers, the first ones where time does not suffice; none where they are too many."""
    if not pages or len(pages) > ocr.MAXIMUM_PAGES:
        return {}
    from pipeline.documents.scans.scanned_page import read_picture_page  # noqa: PLC0415 (its packages come with the extra)

    read: dict[int, Page] = {}
    with pdfium.PdfDocument(body) as file:
        for drawn in pages:
            if allowance.is_spent:
                break
            page = file[drawn.number - 1]
            scale = min(SCAN_DPI / 72, SCAN_SIDE / max(min(drawn.width, drawn.height), 1.0))
            scale = min(scale, (ocr.MAXIMUM_PIXELS / max(drawn.width * drawn.height, 1.0)) ** 0.5)
            picture = page.render(scale=scale, rev_byteorder=True).to_numpy()[..., :3]
            read[drawn.number] = read_picture_page(picture, 1 / scale, drawn.number)
            page.close()
    return read


def _draw_pages(body: bytes) -> list[DrawnPage]:
    pages: list[DrawnPage] = []
    left = MAXIMUM_GLYPHS
    has_layers = may_have_layers(body)
    try:
        with pdfium.PdfDocument(body) as file:
            if len(file) > MAXIMUM_PAGES:
                raise UnreadableDocumentError(
                    "too_many_pages", f"the PDF has {len(file):,} pages; at most {MAXIMUM_PAGES} are read: split it"
                )
            for number in range(1, len(file) + 1):
                page = file[number - 1]
                marks = fill_in(page)
                if marks.is_printed:
                    page.close()
                    page = file[number - 1]
                if has_layers:
                    drop_hidden_layers(page)
                pages.append(draw(page, number, left, marks))
                page.close()
                left = 0 if pages[-1].is_cut else left - len(pages[-1].glyphs)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise UnreadableDocumentError("encrypted", "the PDF needs a password; save it without one") from error
        raise UnreadableDocumentError(
            "damaged", f"the PDF is cut short or damaged; fetch it again ({error})"
        ) from error
    return pages


def _judge(pages: Sequence[DrawnPage], *, is_all: bool, is_stopped: bool) -> list[Notice]:
    """What the reader of the figures must know of the pages that were not recognised.

    It is an error if they are all that there is, and hold no text.
    """
    glyphs = sum(len(page.glyphs) for page in pages)
    lost = _lost(pages)
    if is_all and _are_illegible(pages, lost):
        message = f"the fonts do not say which characters they print ({lost:,} lost, {glyphs:,} read)"
        raise UnreadableDocumentError("no_characters", f"{message}; {_needs_ocr(pages, is_stopped=is_stopped)}")
    if is_all and glyphs < LEAST_GLYPHS:
        if any(page.pictures for page in pages):
            raise UnreadableDocumentError(
                "scanned", f"{_numbers(pages)} are pictures without text; {_needs_ocr(pages, is_stopped=is_stopped)}"
            )
        raise UnreadableDocumentError("empty", "the PDF has neither text nor pictures")
    notices = [notice for page in pages for notice in page.notices]
    if lost:
        notices.append(
            Notice("warning", "characters_lost", f"{lost} characters or words have no code in the file's fonts")
        )
    if any(page.is_cut for page in pages):
        notices.append(Notice("warning", "text_cut", f"only the first {MAXIMUM_GLYPHS:,} characters were read"))
    scanned = [page for page in pages if _is_picture(page) and not page.hidden]
    if scanned:
        why = _needs_ocr(scanned, is_stopped=is_stopped)
        message = f"{_numbers(scanned)} are pictures without text and were not read; {why}"
        notices.append(Notice("warning", "page_scanned", message))
    last = max((number for number, page in enumerate(pages) if page.glyphs), default=0)
    blank = [page for page in pages[:last] if page.is_blank]
    if blank:
        message = (
            f"nothing stands on {_numbers(blank)}, between pages with text: left empty by a section break, or damaged"
        )
        notices.append(Notice("info", "page_blank", message))
    hidden = [page for page in pages if page.hidden]
    if hidden:
        message = (
            f"the text of {_numbers(hidden)} was recognised from a scan by the file's maker; figures may be misread"
        )
        notices.append(Notice("warning", "recognised_text", message))
    return notices


def _needs_ocr(pages: Sequence[DrawnPage], *, is_stopped: bool) -> str:
    """What keeps them from being recognised."""
    if is_stopped:
        return ocr.time_spent()
    if len(pages) > ocr.MAXIMUM_PAGES:
        return f"at most {ocr.MAXIMUM_PAGES} pages are recognised"
    return f"reading them needs OCR: {ocr.HOW_TO_INSTALL}"


def _lost(pages: Sequence[DrawnPage]) -> int:
    return sum(page.lost for page in pages) + _in_broken_fonts(pages)


def _are_illegible(pages: Sequence[DrawnPage], lost: int) -> bool:
    """Whether too many characters have no code, or those that have one are of no Chinese text: codes of the font's own."""
    if lost < BROKEN_PIECES:
        return False
    read = _text(glyph for page in pages for glyph in page.glyphs)
    return lost > LOST_SHARE * sum(len(page.glyphs) for page in pages) or not _CHINESE.search(read)


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


def _pages(drawn: Sequence[DrawnPage], read: Mapping[int, Page], notices: list[Notice]) -> Iterator[Page]:
    """The pages with their lines and tables, from top to bottom; those that were recognised as they were `read`."""
    ruled: list[list[Piece]] = []
    outside: list[list[Glyph]] = []
    last: RuledTable | None = None
    rows: Rows | None = None
    for page in drawn:
        pieces, rest = [], []
        if page.number not in read:
            tables, rows = _ruled(page, notices, rows)
            pieces, rest = _fill(page, page.glyphs, tables, last)
        last = max((piece.table for piece in pieces), key=lambda table: table.rows[0], default=None)
        ruled.append(pieces)
        outside.append(rest)
    aligned = find_aligned([(glyphs, page.height) for page, glyphs in zip(drawn, outside, strict=True)])
    for page, found, glyphs, tables in zip(drawn, ruled, outside, aligned, strict=True):
        if page.number in read:
            yield read[page.number]
            continue
        more, rest = _fill(page, with_whole_figures(glyphs), tables) if tables else ([], glyphs)
        pieces = [*found, *more]
        rest = _without_unseen_lines(rest, page.height)
        placed: list[tuple[float, float, Item]] = [(p.table.rows[0], p.table.columns[0], p) for p in pieces]
        menu, rest, top = part_menu(rest, page.width, [(p.table.box[0], p.table.box[1]) for p in pieces])
        placed += [(top, line.baseline, line) for line in set_lines(menu, page.number)]
        placed += [
            (line.baseline - line.size, line.left, line)
            for line in with_blank_cells(join_rows(set_text(rest, page.number)))
        ]
        items = [item for _, _, item in sorted(placed, key=lambda entry: entry[:2])]
        yield Page(page.number, page.height, items)


def _without_unseen_lines(glyphs: list[Glyph], height: float) -> list[Glyph]:
    """The glyphs without lines in the page's margins that are cut off as a whole: what a group's cell shows overleaf."""
    if not any(glyph.is_cut_off for glyph in glyphs):
        return glyphs
    lines = [line for line in glyph_rows(glyphs) if all(glyph.is_cut_off for glyph in line)]
    outer = (line for line in lines if not MARGIN * height < line[0].baseline < (1 - MARGIN) * height)
    unseen = {id(glyph) for line in outer for glyph in line}
    return [glyph for glyph in glyphs if id(glyph) not in unseen]


def _ruled(page: DrawnPage, notices: list[Notice], before: Rows | None = None) -> tuple[list[RuledTable], Rows | None]:
    """The tables of a page, and the rows of its last one that has rules between its rows alone; `before` is that of the last."""
    edges, walls, last = implied_rules(page.horizontal, page.vertical, page.glyphs, before)
    vertical = [*page.vertical, *walls]
    found = find_tables([*page.horizontal, *edges], vertical, page.type_size) if page.horizontal and vertical else []
    if page.too_complex or found is None:
        message = f"page {page.number} has more drawn lines than a text; its tables were read as lines"
        notices.append(Notice("warning", "page_too_complex", message))
    across = joined(page.horizontal) if found else []
    return [with_last_row(table, across, page.glyphs) for table in found or []], last


def _fill(
    page: DrawnPage, glyphs: Sequence[Glyph], tables: Sequence[RuledTable], before: RuledTable | None = None
) -> tuple[list[Piece], list[Glyph]]:
    """The tables with their text, and the glyphs outside. A frame of one column is no table; its text is outside.

    `before` is the last table of the page before, which one of them may go on with.
    """
    real = [table for table in tables if len(table.columns) > 2]
    inner_first = sorted(real, key=lambda t: (t.columns[-1] - t.columns[0]) * (t.rows[-1] - t.rows[0]))
    inside: list[list[list[Glyph]]] = [[[] for _ in table.cells] for table in inner_first]
    rest: list[Glyph] = []
    places = [_place(glyph, inner_first) for glyph in glyphs]
    if inner_first:
        keep_whole(glyphs, places)
        keep_labels_whole(glyphs, places, inner_first)
    for glyph, place in zip(glyphs, places, strict=True):
        (rest if place is None else inside[place[0]][place[1]]).append(glyph)
    pieces: list[Piece] = []
    for ruled, held in zip(inner_first, inside, strict=True):
        table, cells = part_by_headings(ruled, [_without_cut_off(glyphs) for glyphs in held], before)
        set_cells = [set_cell(held, c.box[2] - c.box[0]) for held, c in zip(cells, table.cells, strict=True)]
        if has_rows_inside([text for text, _ in set_cells], table, cells):
            rest += chain.from_iterable(cells)  # no rule between header and figures: rules are no rows here
            continue
        texts, full = [text for text, _ in set_cells], [full for _, full in set_cells]
        garble_drawn(page, table, texts)
        pieces.append(Piece(page.number, table, texts, full, aside=page.aside, below=page.below, beside=page.beside))
    return pieces, rest


def _without_cut_off(glyphs: list[Glyph]) -> list[Glyph]:
    """What a cell holds without the words of the cell above or below that do not fit there: workbooks cut them off.

    They are left where nothing else stands; a label that is cut off at the side stands in its own cell, as a whole.
    """
    if not any(glyph.is_cut_off for glyph in glyphs):
        return glyphs
    seen = [glyph for glyph in glyphs if not glyph.is_cut_off]
    return seen if any(glyph.text.isdecimal() for glyph in seen) and not _CHINESE.search(_text(seen)) else glyphs


def _text(glyphs: Iterable[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def _place(glyph: Glyph, tables: Sequence[RuledTable]) -> Place | None:
    x, y = (glyph.left + glyph.right) / 2, glyph.middle
    for number, table in enumerate(tables):
        cell = table.cell_at(x, y)
        if cell is not None:
            return number, cell
    return None
