"""Workbooks that are one XML file, as Excel 2003 and many systems export them → `Document`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.cell_text import RAISED, join_cell
from pipeline.documents.document import Block, Document, UnreadableDocumentError, address
from pipeline.documents.media import EXCEL_XML
from pipeline.documents.office.colours import HEX, WHITE, is_lost
from pipeline.documents.office.number_formats import BUILT_IN, PLAIN, STRUCK, UNSEEN, Look, look, shown_number
from pipeline.documents.office.package import Element, parse_xml
from pipeline.documents.office.unseen_lines import Unseen, as_printed, notices_of
from pipeline.documents.office.workbook import (
    MAXIMUM_CELLS,
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    figures_not_shown,
    tables_of,
)

_UNREAD = ("Comment", "S", "PhoneticText")
"""Elements of a cell that are no text of it: notes, what is crossed out, and how a word is spoken."""
_UNSEEN_SHEET = ("SheetHidden", "SheetVeryHidden")
NAMED = {"Percent": BUILT_IN[10], "General": PLAIN}
"""Formats that go by a name; others of that kind show a figure as it is."""


@dataclass(slots=True)
class _Shown:
    """How styles show numbers, whether a sheet shows noughts, and the addresses of figures that are there and not shown."""

    looks: Mapping[str, Look]
    has_noughts: bool
    unseen: list[str]


def read_excel_xml(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of its sheets.

    Raises:
        UnreadableDocumentError: `damaged`, `table_too_large` or `empty`.
    """
    del media_type
    root = parse_xml(body, "the workbook")
    blocks: list[Block] = []
    notices: list[Notice] = []
    not_shown: list[str] = []
    looks = dict(_looks(root)) if root is not None else {}
    kept = left_out = 0
    for sheet in root.iter() if root is not None else ():
        if _name(sheet.tag) != "Worksheet":
            continue
        name = _attribute(sheet, "Name") or ""
        if any(_name(element.tag) == "Visible" and element.text in _UNSEEN_SHEET for element in sheet.iter()):
            notices.append(Notice("info", "hidden_sheet", f"the sheet {name!r} is hidden and was not read"))
            continue
        shown = _Shown(looks, not any(_name(element.tag) == "DoNotDisplayZeros" for element in sheet.iter()), not_shown)
        texts, merged = _texts(sheet, shown)
        printed = as_printed(texts, merged, _unseen(sheet))
        kept, left_out = kept + printed.kept, left_out + printed.left_out
        blocks += tables_of(name, printed)
    if not blocks:
        raise UnreadableDocumentError("empty", "the workbook holds no text")
    document = assemble(EXCEL_XML, blocks)
    document.notices = [*notices, *notices_of(kept, left_out), *figures_not_shown(not_shown)]
    return document


def _looks(root: Element) -> Iterator[tuple[str, Look]]:
    """The styles that show a number as another, or not at all, by name."""
    for style in (element for element in root.iter() if _name(element.tag) == "Style"):
        parts = {_name(part.tag): part for part in style}
        code = _attribute(parts["NumberFormat"], "Format") if "NumberFormat" in parts else None
        ground = _ground(parts.get("Interior"))
        shown = PLAIN if code is None else NAMED.get(code) or look(code, ground)
        if "Font" in parts and _attribute(parts["Font"], "StrikeThrough") == "1":
            shown = STRUCK
        elif "Font" in parts and is_lost(_colour(parts["Font"]), ground):
            shown = UNSEEN
        yield _attribute(style, "ID") or "", shown


def _ground(interior: Element | None) -> str | None:
    kind = _attribute(interior, "Pattern") if interior is not None else None
    if interior is None or kind in (None, "None"):
        return WHITE
    return _colour(interior) if kind == "Solid" else None


def _colour(part: Element) -> str | None:
    printed = _attribute(part, "Color") or ""
    return printed[1:].upper() if HEX.fullmatch(printed) else None


def _as_shown(cell: Element, shown: _Shown, place: tuple[int, int]) -> str | None:
    """The text of a number whose style, or sheet, shows another than the stored one."""
    data = next((child for child in cell if _name(child.tag) == "Data"), None)
    if data is None or _attribute(data, "Type") != "Number":
        return None
    try:
        value = Decimal((data.text or "").strip())
    except InvalidOperation:
        return None
    if not value and not shown.has_noughts:
        return ""
    of_style = shown.looks.get(_attribute(cell, "StyleID") or "", PLAIN)
    if of_style == PLAIN:
        return None
    text = shown_number(value, of_style)
    if text is None:
        shown.unseen.append(address(*place))
    return text


def _words(cell: Element) -> Iterator[str]:
    """What a cell shows: nothing of its comment, nor of what is crossed out; a raised digit as a footnote's mark."""
    yield cell.text or ""
    for child in cell:
        name = _name(child.tag)
        if name == "Sup":
            yield from (part.translate(RAISED) for part in _words(child))
        elif name not in _UNREAD:
            yield from _words(child)
        yield child.tail or ""


def _unseen(sheet: Element) -> Unseen:
    rows: set[int] = set()
    columns: set[int] = set()
    row = column = 0
    for element in sheet.iter():
        name = _name(element.tag)
        is_hidden = _attribute(element, "Hidden") == "1"
        times = min(_number(element, "Span", 0) + 1, MAXIMUM_ROWS)
        if name == "Row":
            row = _number(element, "Index", row + 1)
            rows.update(range(row - 1, row - 1 + times) if is_hidden else ())
            row += times - 1
        elif name == "Column":
            column = _number(element, "Index", column + 1)
            columns.update(range(column - 1, min(column - 1 + times, MAXIMUM_COLUMNS)) if is_hidden else ())
            column += times - 1
    return Unseen(frozenset(rows), frozenset(columns))


def _texts(sheet: Element, shown: _Shown) -> tuple[list[list[str]], dict[tuple[int, int], tuple[int, int]]]:
    """The texts by row and column, and the merged cells as first position → last."""
    texts: list[list[str]] = []
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    filled = 0
    for row in (element for element in sheet.iter() if _name(element.tag) == "Row"):
        index = _number(row, "Index", len(texts) + 1) - 1
        if index >= MAXIMUM_ROWS:
            break
        texts += [[] for _ in range(index + 1 - len(texts))]
        column = 0
        for cell in (element for element in row if _name(element.tag) == "Cell"):
            column = _number(cell, "Index", column + 1) - 1
            if column >= MAXIMUM_COLUMNS:
                break
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            texts[index] += [""] * (column + 1 - len(texts[index]))
            text = _as_shown(cell, shown, (index, column))
            texts[index][column] = join_cell("".join(_words(cell)).splitlines()) if text is None else text
            if across or down:
                merged[index, column] = index + min(down, MAXIMUM_ROWS), column + min(across, MAXIMUM_COLUMNS)
            column += across + 1
            filled += 1
            if filled > MAXIMUM_CELLS:
                raise UnreadableDocumentError("table_too_large", f"a sheet has more than {MAXIMUM_CELLS:,} cells")
    return texts, merged


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if _name(key) == name), None)


def _number(element: Element, name: str, default: int) -> int:
    printed = _attribute(element, name)
    return int(printed) if printed is not None and printed.isdecimal() else default
