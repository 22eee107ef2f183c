"""A scan of a page → its lines and tables, as the layout takes them from any page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.contract import Notice
from pipeline.documents.document import Misread, UnreadableDocumentError
from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.layout import Item, Page
from pipeline.documents.paper.part_ruled import implied_rules
from pipeline.documents.paper.ruled import RuledTable, find_tables
from pipeline.documents.paper.stitch import Piece
from pipeline.documents.paper.typeset import glyph_rows, is_figure, join_rows
from pipeline.documents.paper.unruled import set_text
from pipeline.documents.scans import characters
from pipeline.documents.scans.ocr import MAXIMUM_LINES, Allowance
from pipeline.documents.scans.scan import Grey, Mask, Scan, clean
from pipeline.documents.scans.scan_cells import read_cells
from pipeline.documents.scans.scan_ink import DIGIT, SHORTEST_DASH
from pipeline.documents.scans.scan_lines import read_lines
from pipeline.documents.scans.scan_rules import ScannedRules, find_rules
from pipeline.documents.scans.sheets import WIDE, fold, sheets
from pipeline.documents.scans.turned import quarter_turns, upright

SHORT_SIDE, LONG_SIDE = 595.0, 842.0
"""Points of the sides of A4, which a page is taken for."""
WORD_GAP, DIGIT_GAP, BRACKET_GAP, MARK_GAP = 0.4, 0.7, 0.85, 0.95
"""Type sizes of a gap that parts two texts of a row, two figures, a bracket from its text, and a mark from what is behind it."""
NEAREST = 0.6
"""Type sizes from the place of a recognised character to its print, at most."""
FEW_CELLS = 20
"""Cells of all tables of a page that rules hardly darker than paper show at least, twice as many as the others."""
FEWEST_HIDDEN = 2
"""Long rules among them that are not seen else."""
FEWEST_PARTED = 3
"""Cells more that rules in pieces show, from which a page that is not in black and white is looked at for such too."""
LESSER = 0.6
"""Type size of a table's row that stands alone, in that of the page, by which its walls are looked for: the walls of a row in
the page's own type are found with either.
"""
SMALLER = 0.87
"""Type size of a table, in that of the page, from which its rules are looked for by its own."""
THINNEST = 100
"""Times that a picture of text is as wide as it is high, at most; a higher one is cut into sheets."""

EDGE = 2
"""Pixels inside of a rule's middle where its cell begins."""

_ARE_BRACKETED = re.compile("[\u3400-\u9fff][(（]|[)）][\u3400-\u9fff]")
_ARE_PUNCTUATED = re.compile("[、，。：；][\u3400-\u9fff]")


@characters.memory_errors()
def read_picture_page(picture: NDArray[np.uint8], place_unit: float, number: int) -> Page:
    """The page that a picture shows; one pixel is `place_unit` wide in the coordinates of its places.

    It is laid out as if it were of a usual size, whatever the file says: lengths in points mean what they do elsewhere. Of two
    pages side by side it is the left one, and the other one is `beside` it.
    """
    turns = quarter_turns(picture)
    back = upright(turns, picture.shape[0] * place_unit, picture.shape[1] * place_unit)
    picture = np.ascontiguousarray(np.rot90(picture, turns))
    width = picture.shape[1]
    cut = fold(picture)
    sides = [(0, width)] if cut is None else [(0, cut), (cut, width)]
    page, *beside = (_side(picture, side, place_unit, back, number) for side in sides)
    page.beside = beside
    return page


def _side(
    picture: NDArray[np.uint8], side: tuple[int, int], place_unit: float, back: NDArray[np.float64], number: int
) -> Page:
    """The page between two columns of an upright picture; `back` leads from places there to those on the page as it came."""
    left, right = side
    shown = np.ascontiguousarray(picture[:, left:right])
    height, width = shown.shape[:2]
    scan = clean(shown, (LONG_SIDE if width > WIDE * height else SHORT_SIDE) / width, place_unit)
    scan.back[0, 2] += left * place_unit
    scan.back = back[:, :2] @ scan.back + np.array([[0, 0, 1]]) * back[:, 2:]
    return read_page(scan, number)


def read_sheets(
    picture: NDArray[np.uint8], place_unit: float, number: int, allowance: Allowance
) -> Iterator[Page | None]:
    """The pages that a picture shows one below the other; of a usual picture it is one. None stands for the others, not read.

    All are laid out as wide as a page that stands upright, and their places are those in the whole picture.
    """
    if picture.shape[1] > THINNEST * picture.shape[0]:
        return  # a line that is drawn as a picture
    found = sheets(picture)
    if len(found) == 1:
        page = read_picture_page(picture, place_unit, number)
        yield from (page, *page.beside)
        return
    for top, bottom in found:
        if allowance.is_spent:
            yield None
            return
        with characters.memory_errors():
            scan = clean(np.ascontiguousarray(picture[top:bottom]), SHORT_SIDE / picture.shape[1], place_unit)
            scan.back[1, 2] += top * place_unit
            page = read_page(scan, number)
        yield page


def read_page(scan: Scan, number: int) -> Page:
    """The items of a page from top to bottom."""
    rules, ruled = find_ruled(scan)
    paper = scan.grey.copy()
    paper[rules.covered] = 255
    paper = scan.softened(paper)
    ink = scan.ink & ~rules.covered
    pieces = _pieces(scan, paper, ink, ruled, number)
    outside = read_lines(scan, paper, ink, MAXIMUM_LINES)
    if outside.is_cut:
        raise _too_complex(number)
    glyphs = outside.glyphs
    if len(rules.lone) > 1:  # rules between rows, none between columns
        lone = _in_points(rules.lone, scan.unit)
        edges, walls, _ = implied_rules(lone, [], _words(scan, ink, glyphs))
        more = _pieces(scan, paper, ink, find_tables([*lone, *edges], walls) or [], number) if walls else []
        glyphs = [g for g in glyphs if not any(piece.table.holds((g.left + g.right) / 2, g.middle) for piece in more)]
        pieces += more
    lines = join_rows(set_text(glyphs, number))
    placed: list[tuple[float, float, Item]] = [(p.table.rows[0], p.table.columns[0], p) for p in pieces]
    placed += [(line.baseline - line.size, line.left, line) for line in lines]
    items = [item for _, _, item in sorted(placed, key=lambda entry: entry[:2])]
    doubted = [
        Notice("warning", "uncertain_figure", f"page {number}: {doubt}")
        for x, y, doubt in outside.doubts
        if not any(piece.table.holds(x, y) for piece in pieces)
    ]
    return Page(number, scan.grey.shape[0] * scan.unit, items, doubted)


def find_ruled(scan: Scan) -> tuple[ScannedRules, list[RuledTable]]:
    """The rules of a page and its ruled tables; looked for again where the tables are set in a smaller type than the text.

    What is looked for closely may be made of strokes: it counts where little else is seen, or where it shows long rules that a
    shade hides else. Rules in pieces count where they part cells that are one else.
    """
    rules, tables = _ruled_with(scan, scan.type_size, is_faint=False)
    faint, others = _ruled_with(scan, scan.type_size, is_faint=True)
    count, more = (sum(len(table.cells) for table in found) for found in (tables, others))
    is_faint = more >= max(FEW_CELLS, 2 * count)
    if is_faint or (more > count and faint.hidden_from(rules, scan.type_size) >= FEWEST_HIDDEN):
        is_faint, rules, tables = True, faint, others
    is_broken = False
    if not scan.softness:
        broken, others = _ruled_with(scan, scan.type_size, is_faint=is_faint, is_broken=True)
        count, more = (sum(len(table.cells) for table in found) for found in (tables, others))
        if more >= max(FEW_CELLS, count + FEWEST_PARTED):
            is_broken, rules, tables = True, broken, others
    if rules.lone:  # one row alone overleaf, in smaller type than the text: its walls are as short as strokes of that
        smaller = _ruled_with(scan, LESSER * scan.type_size, is_faint=is_faint, is_broken=is_broken)
        if sum(len(table.cells) for table in smaller[1]) > sum(len(table.cells) for table in tables):
            return smaller
    sizes: list[float] = []
    for table in tables:
        left, top, right, bottom = _inside(table.box, scan.unit)
        sizes.append(_type_size(scan.ink[top:bottom, left:right], scan.type_size))
    if sizes and min(sizes) < SMALLER * scan.type_size:
        return _ruled_with(scan, min(sizes), is_faint=is_faint, is_broken=is_broken)
    return rules, tables


def _ruled_with(
    scan: Scan, size: float, *, is_faint: bool, is_broken: bool = False
) -> tuple[ScannedRules, list[RuledTable]]:
    rules = find_rules(scan, size, is_faint=is_faint, is_broken=is_broken)
    return rules, find_tables(_in_points(rules.horizontal, scan.unit), _in_points(rules.vertical, scan.unit)) or []


def _in_points(rules: Sequence[Rule], unit: float) -> list[Rule]:
    return [Rule(rule.position * unit, rule.start * unit, rule.end * unit) for rule in rules]


def _pieces(scan: Scan, paper: Grey, ink: Mask, tables: Sequence[RuledTable], number: int) -> list[Piece]:
    """The tables that hold something, read; they are wiped off the page."""
    read = [_piece(scan, paper, ink, table, number) for table in tables if len(table.columns) > 2]
    pieces = [piece for piece in read if piece is not None]
    for piece in pieces:
        left, top, right, bottom = (round(edge / scan.unit) for edge in piece.table.box)
        paper[max(top - EDGE, 0) : bottom + EDGE, max(left - EDGE, 0) : right + EDGE] = 255
        ink[max(top - EDGE, 0) : bottom + EDGE, max(left - EDGE, 0) : right + EDGE] = False
    return pieces


def _piece(scan: Scan, paper: Grey, ink: Mask, table: RuledTable, number: int) -> Piece | None:
    if len(table.cells) > MAXIMUM_LINES:
        raise _too_complex(number)
    boxes = [_inside(cell.box, scan.unit) for cell in table.cells]
    left, top, right, bottom = _inside(table.box, scan.unit)
    size = _type_size(ink[top:bottom, left:right], scan.type_size)
    cells = read_cells(paper, ink, boxes, size)
    if not any(cell.text for cell in cells):
        return None
    for cell in table.cells:
        x0, y0, x1, y1 = (edge / scan.unit for edge in cell.box)
        cell.box = scan.place((x0, y0, x1, y1))
    return Piece(
        number,
        table,
        [c.text for c in cells],
        [c.is_full for c in cells],
        [c.doubt and Misread(c.doubt) for c in cells],
        True,
    )


def _too_complex(number: int) -> UnreadableDocumentError:
    message = f"page {number} has more than {MAXIMUM_LINES:,} pieces of text or cells; a report's page has some 400"
    return UnreadableDocumentError("page_too_complex", message)


def _inside(box: tuple[float, float, float, float], unit: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (edge / unit for edge in box)
    return round(left) + EDGE, round(top) + EDGE, round(right) - EDGE, round(bottom) - EDGE


def _type_size(ink: Mask, usual: float) -> float:
    """The height of the characters in a table, where it has enough of them."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    near = (high > 0.4 * usual) & (high < 2.5 * usual) & (wide > 0.7 * high) & (wide < 1.6 * high)
    return float(np.percentile(high[near], 75)) if near.sum() >= 5 else usual


def _words(scan: Scan, ink: Mask, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """What stands together outside the tables, as wide as it is printed; what was overlooked as a figure or a dash.

    Walls are put into gaps, and the places of recognised characters are too rough for that.
    """
    size = scan.type_size
    reach = np.ones((1, max(int(WORD_GAP * size), 3)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink.astype(np.uint8), reach), connectivity=8)
    boxes: list[tuple[float, float, float, float]] = []
    half = (reach.shape[1] - 1) / 2
    for x, y, wide, high, _ in stats[1:].tolist():
        if max(wide - reach.shape[1] + 1, high) >= SHORTEST_DASH * size:
            boxes.append((x + half, x + wide - half, y, y + high))
    held: list[list[Glyph]] = [[] for _ in boxes]
    left, right, top, bottom = np.array(boxes, np.float64).reshape(-1, 4).T * scan.unit
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        x, y = (glyph.left + glyph.right) / 2, glyph.middle
        aside = np.maximum(np.maximum(left - x, x - right), 0) + np.maximum(np.maximum(top - y, y - bottom), 0)
        if boxes and aside.min() <= NEAREST * size * scan.unit:
            held[int(aside.argmin())].append(glyph)
    words: list[Glyph] = []
    for own, x0, x1, y0, y1 in zip(held, left, right, top, bottom, strict=True):
        text = "".join(glyph.text for glyph in own) or ("0" if y1 - y0 >= DIGIT * size * scan.unit else "-")
        baseline = (y0 + y1) / 2 + 0.35 * size * scan.unit
        words.append(Glyph(text, float(x0), float(x1), float(baseline), size * scan.unit))
    return list(whole_words(words))


def whole_words(words: Sequence[Glyph]) -> Iterator[Glyph]:
    """The words, as one those that are near enough for it: digits of a figure, and a mark, half of whose width is white."""
    for row in glyph_rows(words):
        last: Glyph | None = None
        for word in row:
            if last is not None and _are_one(last, word):
                last.text, last.right = last.text + word.text, word.right
                continue
            if last is not None:
                yield last
            last = word
        if last is not None:
            yield last


def _are_one(word: Glyph, following: Glyph) -> bool:
    gap, seam = (following.left - word.right) / following.size, f"{word.text[-1]}{following.text[0]}"
    if _ARE_PUNCTUATED.match(seam):
        return gap < MARK_GAP
    if _ARE_BRACKETED.match(seam):
        return gap < BRACKET_GAP
    return gap < DIGIT_GAP and is_figure(word.text + following.text)
