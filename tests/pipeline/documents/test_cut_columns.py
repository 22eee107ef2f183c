"""Columns of a table that stand on a sheet of their own, as programs that calculate print what is too wide."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Document
from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.pdf_reports import FILLER, grid
from tests.pipeline.documents.pdf_writer import HEIGHT, MARGIN, Pdf

_LEFT = (("信息内容", "制发件数"), ("规章", "1"), ("规范性文件", "12"), ("行政许可", ""))
_RIGHT = (("废止件数", "现行有效件数"), ("0", "7"), ("", "9"), ("3", ""))
_WHOLE = [
    ["信息内容", "制发件数", "废止件数", "现行有效件数"],
    ["规章", "1", "0", "7"],
    ["规范性文件", "12", "", "9"],
    ["行政许可", "", "3", ""],
]


def _read(*sheets: tuple[tuple[tuple[str, ...], ...], float, list[int], str]) -> Document:
    """Sheets of a table that begins so far down, with columns of such widths, below a text."""
    pdf = Pdf(numbered=False)
    for number, (rows, y, widths, text) in enumerate(sheets):
        if number:
            pdf.new_page()
        if text:
            pdf.paragraph(text)
        pdf.y = y
        pdf.table(grid(*rows), widths)
        pdf.text(290, HEIGHT - 40, 9, f"第 {number + 1} 页")
    return read_pdf(pdf.bytes(), None)


def _texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.grids]


def test_columns_on_the_next_sheet_are_of_the_table() -> None:
    document = _read((_LEFT, 200, [3, 2], FILLER), (_RIGHT, 200, [1, 1], ""))
    assert _texts(document) == [_WHOLE]
    (table,) = document.grids
    assert [cell.page for cell in table.rows[1]] == [1, 1, 2, 2]
    boxes = [cell.bbox for cell in table.rows[1] if cell.bbox is not None]
    assert boxes[2][0] == pytest.approx(boxes[0][0], abs=1)


def test_columns_on_a_sheet_behind_other_rows_are_of_the_table() -> None:
    upper, lower = (_LEFT, 200, [3, 2], FILLER), (_LEFT[:1] + _LEFT[2:], 250, [3, 2], FILLER)
    document = _read(upper, lower, (_RIGHT, 200, [1, 1], ""))
    assert _texts(document)[0] == _WHOLE
    assert len(_texts(document)) == 2


def test_rows_that_go_on_from_a_sheet_without_others_beside_it_have_none_either() -> None:
    """The table on the third page has as many rows of the same height as are left of the first one."""
    document = _read((_LEFT[:3], 200, [3, 2], FILLER), (_LEFT[1:], 70, [3, 2], ""), (_RIGHT[1:], 70, [1, 1], ""))
    assert [len(row) for table in _texts(document) for row in table] == [2] * 9


@pytest.mark.parametrize(
    ("right", "text"),
    [
        ((_RIGHT, 200, [1, 1]), FILLER),  # a text of its own
        ((_RIGHT, 260, [1, 1]), ""),  # at another height
        ((_LEFT, 200, [3, 2]), ""),  # the same columns: the rows go on
        ((_RIGHT[:3], 200, [1, 1]), ""),
    ],
)
def test_a_table_of_another_sheet_is_one_of_its_own(
    right: tuple[tuple[tuple[str, ...], ...], float, list[int]], text: str
) -> None:
    document = _read((_LEFT, 200, [3, 2], FILLER), (*right, text))
    assert _WHOLE not in _texts(document)


def _read_sheets(text: str, *sheets: tuple[list[list[str]], list[int], list[int]]) -> Document:
    """Sheets of a table: what stands in its columns, which walls stand beside its first row, and beside the others."""
    pdf = Pdf(numbered=False)
    for number, (rows, of_heading, of_rows) in enumerate(sheets):
        if number:
            pdf.new_page()
        elif text:
            pdf.text(MARGIN, 130, 12, text)
        for row in range(len(rows) + 1):
            pdf.line(MARGIN, 150 + 30 * row, MARGIN + 80 * (len(rows[-1])), 150 + 30 * row)
        for row, cells in enumerate(rows):
            for wall in of_rows if row else of_heading:
                pdf.line(MARGIN + 80 * wall, 150 + 30 * row, MARGIN + 80 * wall, 180 + 30 * row)
            for column, cell in enumerate(cells):
                pdf.text(MARGIN + 80 * column + 5, 170 + 30 * row, 9, cell)
    return read_pdf(pdf.bytes(), None)


def test_a_sheet_in_the_middle_of_a_heading_is_of_the_table() -> None:
    """No wall stands beside a heading on the sheets that it crosses; all sheets have columns of the same widths."""
    document = _read_sheets(
        "四、行政复议、行政诉讼情况",
        ([["行政复议", "行政诉讼"], ["总计", "结果维持"], ["1", "2"], ["0", "3"]], [0, 1], [0, 1, 2]),
        ([[], ["结果纠正", "其他结果"], ["4", "5"], ["0", "6"]], [], [0, 1, 2]),
        ([[], ["尚未审结", "总计"], ["7", "18"], ["0", "9"]], [2], [0, 1, 2]),
    )
    assert _texts(document) == [
        [
            ["行政复议", "行政诉讼"],
            ["总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
            ["1", "2", "4", "5", "7", "18"],
            ["0", "3", "0", "6", "0", "9"],
        ]
    ]


def test_sheets_of_a_single_column_are_of_the_table() -> None:
    document = _read_sheets(
        "二、主动公开政府信息情况",
        ([["第（五）项"], ["信息内容"], ["行政许可"], ["行政处罚"]], [0], [0, 1]),
        ([[""], ["上一年项目数量"], ["4"], ["0"]], [], [0, 1]),
        ([[""], ["处理决定数量"], ["7"], ["8"]], [1], [0, 1]),
    )
    assert _texts(document) == [
        [
            ["第（五）项"],
            ["信息内容", "上一年项目数量", "处理决定数量"],
            ["行政许可", "4", "7"],
            ["行政处罚", "0", "8"],
        ]
    ]
