"""ODS → `Document`: OpenDocument workbooks, as LibreOffice and WPS save them, laid out as Excel's are.

Equal rows and cells that follow each other are written once, with how often; only what holds something is repeated here.
A cell says both its value and what it shows: a nought that shows nothing, or a dash, is read as that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.cell_text import join_cell
from pipeline.documents.document import Block, Document, UnreadableDocumentError, address
from pipeline.documents.media import FLAT_ODS, ODS
from pipeline.documents.office.colours import WHITE
from pipeline.documents.office.ods_styles import CELLS, Faces, attribute, count, default_styles, local_name, words_of
from pipeline.documents.office.package import Element, Package, parse_xml
from pipeline.documents.office.unseen_lines import Unseen, as_printed, notices_of
from pipeline.documents.office.workbook import (
    MAXIMUM_CELLS,
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    MAXIMUM_SHEETS,
    figures_not_shown,
    shown,
    tables_of,
)

_NUMBERS = ("float", "currency")
_CELLS = ("table-cell", "covered-table-cell")
_ROWS = ("table-header-rows", "table-rows", "table-row-group")
_UNSEEN = ("annotation", "table")
"""Elements of a cell that are no text of it: notes, and a table within."""
_HIDDEN = ("collapse", "filter")
_CURRENCY = re.compile("[￥¥$]")
_WORDS_AROUND = re.compile(
    r"(?:[^\d\s.,-][^\d]*)?\d[\d.,]*(?:\s*[^\d\s.,][^\d]*)?(?<![\d.,])|[^\d\s.,-][^\d]*\d[\d.,]*"
)
_SHOWS_A_FIGURE = re.compile("[\\d〇零一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]")
"""Digits, or those that a format writes in Chinese."""
_FIGURE = re.compile(r"(-?[\d,]*\d(?:\.(\d+))?) ?([千万亿元]*)")


@dataclass(slots=True)
class _Seen:
    """Whether noughts are shown, the styles, and the addresses of figures that are there and not shown."""

    has_noughts: bool
    faces: Faces
    not_shown: list[str] = field(default_factory=list[str])


_Texts = list[list[str]]
_Merged = dict[tuple[int, int], tuple[int, int]]


def read_ods(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of an OpenDocument workbook.

    Raises:
        UnreadableDocumentError: `damaged`, `encrypted`, `too_large`, `table_too_large` or `empty`.
    """
    del media_type
    package = Package(body)
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise UnreadableDocumentError("encrypted", "the workbook needs a password; save it without one")
    root = package.xml("content.xml")
    if root is None:
        raise UnreadableDocumentError("damaged", "the package has no content part")
    return _read(root, ODS, package.xml("settings.xml"), package.xml("styles.xml"))


def read_flat_ods(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of an OpenDocument workbook that is one XML file; raises as `read_ods` does."""
    del media_type
    root = parse_xml(body, "the workbook")
    if root is None:
        raise UnreadableDocumentError("damaged", "the file holds no element")
    return _read(root, FLAT_ODS, root, None)


def _read(root: Element, media_type: str, settings: Element | None, styles: Element | None) -> Document:
    unseen = set(_hidden_styles(root))
    seen = _Seen(_has_noughts(settings), Faces((styles, root)))
    sheets = [element for element in root.iter() if local_name(element) == "spreadsheet"]
    tables = [table for sheet in sheets for table in sheet if local_name(table) == "table"]
    if len(tables) > MAXIMUM_SHEETS:
        raise UnreadableDocumentError(
            "too_large", f"the workbook has {len(tables)} sheets; at most {MAXIMUM_SHEETS} are read: split it"
        )
    blocks: list[Block] = []
    notices: list[Notice] = []
    kept = left_out = 0
    for table in tables:
        name = attribute(table, "name") or ""
        if attribute(table, "style-name") in unseen:
            notices.append(Notice("info", "hidden_sheet", f"the sheet {name!r} is hidden and was not read"))
            continue
        texts, merged, hidden_rows = _texts(table, name, seen)
        sheet = as_printed(texts, merged, Unseen(frozenset(hidden_rows), frozenset(_hidden_columns(table))))
        kept, left_out = kept + sheet.kept, left_out + sheet.left_out
        blocks += tables_of(name, sheet)
    if not blocks:
        raise UnreadableDocumentError("empty", "the workbook holds no text")
    document = assemble(media_type, blocks)
    document.notices = [*notices, *notices_of(kept, left_out), *figures_not_shown(seen.not_shown)]
    return document


def _has_noughts(settings: Element | None) -> bool:
    """Whether the sheets of a workbook show noughts: that is set for all of them."""
    items = settings.iter() if settings is not None else ()
    return not any(attribute(item, "name") == "ShowZeroValues" and item.text == "false" for item in items)


def _hidden_styles(root: Element) -> Iterator[str]:
    """The names of the styles whose sheets are not shown."""
    for style in root.iter():
        if local_name(style) == "style" and any(attribute(child, "display") == "false" for child in style):
            yield attribute(style, "name") or ""


def _texts(table: Element, name: str, seen: _Seen) -> tuple[_Texts, _Merged, list[int]]:
    """The texts by row and column, the merged cells as first position → last, and the rows that are hidden."""
    texts: _Texts = []
    merged: _Merged = {}
    hidden: list[int] = []
    filled = 0
    styles = default_styles(table, MAXIMUM_COLUMNS)
    for row in _rows(table):
        found, spans = _row(row, len(texts), seen, styles)
        times = count(row, "number-rows-repeated")
        if any(found):
            filled += len(found) * times
        if filled > MAXIMUM_CELLS:
            raise UnreadableDocumentError(
                "table_too_large", f"the sheet {name!r} has more than {MAXIMUM_CELLS:,} cells"
            )
        merged |= spans
        if attribute(row, "visibility") in _HIDDEN:
            hidden += range(len(texts), min(len(texts) + times, MAXIMUM_ROWS))
        texts += [found] * min(times, MAXIMUM_ROWS - len(texts))
        if len(texts) == MAXIMUM_ROWS:
            break
    return texts, merged, hidden


def _hidden_columns(table: Element) -> Iterator[int]:
    """The columns that are hidden."""
    column = 0
    for element in table.iter():
        if local_name(element) == "table-column":
            times = min(count(element, "number-columns-repeated"), MAXIMUM_COLUMNS - column)
            if attribute(element, "visibility") in _HIDDEN:
                yield from range(column, column + times)
            column += times


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in _ROWS:
            yield from _rows(child)


def _row(row: Element, index: int, seen: _Seen, styles: Sequence[str]) -> tuple[list[str], _Merged]:
    own = attribute(row, "default-cell-style-name")
    texts: list[str] = []
    merged: _Merged = {}
    for cell in row:
        if local_name(cell) not in _CELLS:
            continue
        of_column = styles[len(texts)] if len(texts) < len(styles) else ""
        style = attribute(cell, "style-name") or own or of_column
        is_covered = local_name(cell) == "covered-table-cell"
        text = "" if is_covered else _text(cell, seen, style, address(index, len(texts)))
        down, across = count(cell, "number-rows-spanned"), count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            last = min(index + down, MAXIMUM_ROWS), min(len(texts) + across, MAXIMUM_COLUMNS)
            merged[index, len(texts)] = last[0] - 1, last[1] - 1
        texts += [text] * min(count(cell, "number-columns-repeated"), MAXIMUM_COLUMNS - len(texts))
    while texts and not texts[-1]:
        texts.pop()
    return texts, merged


def _text(cell: Element, seen: _Seen, style: str, place: str) -> str:
    """A figure in full, however it is rounded for the eye; all else as it is shown, nothing and a dash for nought too."""
    paragraphs = [child for child in cell if local_name(child) not in _UNSEEN]
    face = seen.faces.face(CELLS, style)
    words = join_cell("".join(words_of(child, seen.faces, _UNSEEN, face.ground or WHITE)) for child in paragraphs)
    value = attribute(cell, "value")
    if value is None or attribute(cell, "value-type") not in _NUMBERS:
        return words
    try:
        number = float(value)
        stored = Decimal(value)
    except (ValueError, InvalidOperation):
        return words  # no number, whatever the cell says of itself: what it shows stands
    if not number and not seen.has_noughts:
        return ""
    if not number and paragraphs and not any(map(str.isdecimal, words)):
        return words
    is_hidden = seen.faces.hides(style, stored)
    if is_hidden and not number:
        return ""
    is_without_figure = bool(paragraphs) and _SHOWS_A_FIGURE.search(words) is None
    if is_without_figure or is_hidden is not False or face.is_crossed_out:
        seen.not_shown.append(place)
    return words if _is_another(words, number) else shown(number)


def _is_another(words: str, value: float) -> bool:
    """Whether a cell shows another figure than its value rounded: thousands of it, or one with words around it: 约5, 8000元."""
    found = _FIGURE.fullmatch(words)
    if found is None:
        return _WORDS_AROUND.fullmatch(_CURRENCY.sub("", words).strip()) is not None
    figure, places, measure = found.groups()
    return measure != "" or abs(float(figure.replace(",", "")) - value) > 0.501 * 10.0 ** -len(places or "")
