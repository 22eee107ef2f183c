"""Workbooks that are one XML file, as Excel 2003 and many systems export them → `Document`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.cell_text import RAISED, join_cell
from pipeline.documents.document import Block, Document, UnreadableDocumentError
from pipeline.documents.media import EXCEL_XML
from pipeline.documents.package import Element, parse_xml
from pipeline.documents.unseen_lines import Unseen, as_printed, notices_of
from pipeline.documents.workbook import MAXIMUM_CELLS, MAXIMUM_COLUMNS, MAXIMUM_ROWS, tables_of

_UNREAD = ("Comment", "S", "PhoneticText")
"""Elements of a cell that are no text of it: notes, what is crossed out, and how a word is spoken."""
_UNSEEN_SHEET = ("SheetHidden", "SheetVeryHidden")


def read_excel_xml(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of its sheets.

    Raises:
        UnreadableDocumentError: `damaged`, `table_too_large` or `empty`.
    """
    del media_type
    root = parse_xml(body, "the workbook")
    blocks: list[Block] = []
    notices: list[Notice] = []
    kept = left_out = 0
    for sheet in root.iter() if root is not None else ():
        if _name(sheet.tag) != "Worksheet":
            continue
        name = _attribute(sheet, "Name") or ""
        if any(_name(element.tag) == "Visible" and element.text in _UNSEEN_SHEET for element in sheet.iter()):
            notices.append(Notice("info", "hidden_sheet", f"the sheet {name!r} is hidden and was not read"))
            continue
        texts, merged = _texts(sheet)
        printed = as_printed(texts, merged, _unseen(sheet))
        kept, left_out = kept + printed.kept, left_out + printed.left_out
        blocks += tables_of(name, printed)
    if not blocks:
        raise UnreadableDocumentError("empty", "the workbook holds no text")
    document = assemble(EXCEL_XML, blocks)
    document.notices = [*notices, *notices_of(kept, left_out)]
    return document


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


def _texts(sheet: Element) -> tuple[list[list[str]], dict[tuple[int, int], tuple[int, int]]]:
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
            texts[index][column] = join_cell("".join(_words(cell)).splitlines())
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
