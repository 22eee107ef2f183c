"""Workbooks that are one XML file, as Excel 2003 and many systems export them → `Document`."""

from __future__ import annotations

from pipeline.documents.assemble import assemble
from pipeline.documents.cell_text import join_cell
from pipeline.documents.document import Block, Document, UnreadableDocumentError
from pipeline.documents.media import EXCEL_XML
from pipeline.documents.package import Element, parse_xml
from pipeline.documents.workbook import MAXIMUM_CELLS, MAXIMUM_COLUMNS, MAXIMUM_ROWS, tables_of


def read_excel_xml(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of its sheets.

    Raises:
        UnreadableDocumentError: `damaged`, `table_too_large` or `empty`.
    """
    del media_type
    root = parse_xml(body, "the workbook")
    blocks: list[Block] = []
    for sheet in root.iter() if root is not None else ():
        if _name(sheet.tag) == "Worksheet":
            texts, merged = _texts(sheet)
            blocks += tables_of(_attribute(sheet, "Name") or "", texts, merged)
    if not blocks:
        raise UnreadableDocumentError("empty", "the workbook holds no text")
    return assemble(EXCEL_XML, blocks)


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
            texts[index][column] = join_cell("".join(cell.itertext()).splitlines())
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
