"""Columns of a table without a full frame that stand on a sheet of their own: read with the rows that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.pdf_writer import HEIGHT, MARGIN, Pdf

_NAMES = ("信息内容", "规章", "行政规范性文件", "行政许可", "行政处罚")
_LEFT = ("本年制发件数", "1", "23", "4", "15")
_RIGHT = ("本年废止件数", "0", "7", "8", "9")
_LAST = ("现行有效件数", "11", "3", "2", "6")

Sheet = Sequence[tuple[float, Sequence[str]]]
"""Columns with their left edges."""


def _pdf(*sheets: tuple[float, Sheet], text: str = "", ruled: float = 0) -> bytes:
    """Sheets of columns whose rows begin so far down, with a page number; rules between rows reach as far as `ruled`."""
    pdf = Pdf(numbered=False)
    for number, (top, columns) in enumerate(sheets):
        if number:
            pdf.new_page()
        elif text:
            pdf.text(MARGIN, top - 40, 10, text)
        for left, cells in columns:
            for row, cell in enumerate(cells):
                pdf.text(left, top + 22 * row, 9, cell)
                if ruled and left == columns[0][0]:
                    pdf.line(MARGIN, top + 22 * row + 6, MARGIN + ruled, top + 22 * row + 6)
        pdf.text(290, HEIGHT - 40, 9, f"第 {number + 1} 页")
    return pdf.bytes()


def _rows(body: bytes) -> list[list[str]]:
    document = read_pdf(body, None)
    rows = [[cell.text for cell in row] for table in document.grids for row in table.rows]
    return [*rows, *([part for part in line.text.split("\t") if part] for line in document.lines if "\t" in line.text)]


_WHOLE = [list(row) for row in zip(_NAMES, _LEFT, _RIGHT, _LAST, strict=True)]
_FIRST: Sheet = ((MARGIN, _NAMES), (400, _LEFT))
_BESIDE: Sheet = ((MARGIN + 20, _RIGHT), (200, _LAST))


@pytest.mark.parametrize("ruled", [0, 440], ids=["no rules", "rules between rows"])
def test_figures_on_the_next_sheet_are_of_the_rows_at_their_height(ruled: float) -> None:
    rows = _rows(_pdf((150, _FIRST), (150, _BESIDE), ruled=ruled))
    assert sorted(row for row in rows if row[0] in _NAMES) == sorted(_WHOLE)


def test_rows_that_go_on_overleaf_have_their_figures_behind_those_of_the_first() -> None:
    below: Sheet = ((MARGIN, ("行政强制", "行政事业性收费")), (400, ("31", "32")))
    beside: Sheet = ((MARGIN + 20, ("33", "34")), (200, ("35", "36")))
    rows = _rows(_pdf((150, _FIRST), (70, below), (150, _BESIDE), (70, beside)))
    more = [["行政强制", "31", "33", "35"], ["行政事业性收费", "32", "34", "36"]]
    assert [row for row in rows if row[0] in (*_NAMES, *(name for name, *_ in more))] == [*_WHOLE, *more]


@pytest.mark.parametrize(
    "sheet",
    [
        (158, _BESIDE),
        (150, ((MARGIN, _NAMES[1:]), (400, _LEFT[1:]))),
        (150, ((MARGIN, ("结果维持", "1")), (200, ("结果纠正", "4")))),
    ],
    ids=["at other heights", "with names", "a table of its own"],
)
def test_what_goes_on_overleaf_is_not_beside(sheet: tuple[float, Sheet]) -> None:
    rows = _rows(_pdf((150, _FIRST), sheet))
    assert all(len(row) == 2 for row in rows if row[0] in _NAMES)
