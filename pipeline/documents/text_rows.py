"""Texts that stand in a table of their own page: rows of one cell that hold a title, a heading or a sentence.

Whole reports are typed into one table, in workbooks above all: a row as wide as the table for the title, the headings and each
paragraph, and the statutory tables between them. They are taken apart, so that a title is a line wherever it stands, and each
statutory table has the width of its own columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.documents.document import Block, Grid, GridCell, Line

LONGEST_TITLE = 90
_SENTENCE = re.compile(r"[。；;]|[，,：:].*[，,：:]")
_TITLE = re.compile(r"(?:报告|年报|统计表|情况表|一览表)(?:[(（][^()（）]{1,20}[)）])?$")
_DATE = re.compile(r"^[(（]?\s*20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*[)）]?$")
_HEADING = re.compile(
    r"^(?:[(（]?[一二三四五六七八][)）]?[、.．,，:：\s]\s*)?(?:总体情况|概述|[^。]{0,14}主动公开政府信息的?(?:工作)?情况|"
    r"[^。]{0,8}收到和处理政府信息公开申请的?情况|[^。]{0,24}(?:行政)?复议[^。]{0,8}诉讼的?情况|"
    r"[^。]{0,14}存在的?(?:主要)?问题[^。]{0,12}|[^。]{0,4}其他需要(?:报告|说明)的(?:其他)?(?:事项|情况))$"
)

_HEADINGS = re.compile("申请人情况|法人或(?:者)?其他组织|行政复议|行政诉讼|未经复议直接起诉|复议后起诉")
_GROUP = re.compile(
    r"(?:[(（]?[一二三四五六\d][)）]?[、.．]?)?(?:本年度?办理结果|不予公开|无法提供|不予处理|其他处理)[:：]?"
)


def is_heading_over_several(text: str) -> bool:
    """Whether a text is a heading over several columns; what is wider than a column is one too."""
    return _HEADINGS.fullmatch(text) is not None


def is_group(text: str) -> bool:
    """Whether a text is the name of a group of rows in the requests table; alone in a row it may stand anywhere."""
    return _GROUP.fullmatch(text) is not None


def is_heading(text: str) -> bool:
    """Whether `text` is the heading of a report's section."""
    return _HEADING.match(text) is not None


def taken_apart(grid: Grid) -> list[Block]:
    """`grid` itself, or the lines and grids that it is made of where rows of it are text."""
    texts = [_text_of(row, index) for index, row in enumerate(grid.rows)]
    if not any(texts):
        return [grid]
    first = next((index for index, text in enumerate(texts) if text is None), len(texts))
    return list(_parts(grid, texts, first))


def _parts(grid: Grid, texts: list[GridCell | None], first: int) -> Iterator[Block]:
    start = first
    yield from (_line(cell) for cell in texts[:first] if cell is not None)
    for index in range(first, len(texts) + 1):
        if index < len(texts) and texts[index] is None:
            continue
        if start < index:
            yield _piece(grid, start, index)
        start = index + 1
        if index < len(texts) and (cell := texts[index]) is not None:
            yield _line(cell)


def _line(cell: GridCell) -> Line:
    return Line(cell.text, 0, page=cell.page)


def _piece(grid: Grid, start: int, end: int) -> Grid:
    rows = grid.rows[start:end]
    for offset, row in enumerate(rows):
        for cell in row:
            if cell.row == start + offset:
                cell.row = offset
    piece = Grid(0, rows, sheet=grid.sheet, first_row=grid.first_row + start, first_column=grid.first_column)
    piece.sheet_rows, piece.sheet_columns = grid.sheet_rows[start:], grid.sheet_columns
    return piece


def _text_of(row: list[GridCell], index: int) -> GridCell | None:
    """The row's only printed cell, if it is a text and no label: it alone covers the row, or nothing else is printed there."""
    printed = [cell for cell in row if cell.text]
    if len(printed) != 1 or any(cell.row != index or cell.rowspan > 1 for cell in row):
        return None
    text = printed[0].text
    if is_heading(text) or _DATE.match(text) or (len(text) <= LONGEST_TITLE and _TITLE.search(text)):
        return printed[0]
    return printed[0] if len(row) == 1 and _SENTENCE.search(text) else None
