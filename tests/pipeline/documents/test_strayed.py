"""Figures beside, below and above a table of a PDF: they may be what its blanks have lost."""

from __future__ import annotations

import pytest

from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.pdf_reports import FILLER, grid
from tests.pipeline.documents.pdf_writer import MARGIN, WIDTH, Pdf

_HEADER = ("信息内容", "制发件数", "废止件数", "现行有效件数")


def _codes(rows: list[tuple[str, ...]], *printed: tuple[float, float, str]) -> list[str]:
    pdf = Pdf(numbered=False)
    pdf.paragraph(FILLER)
    pdf.y = 200
    pdf.table(grid(_HEADER, *rows), [2, 1, 1, 1])  # rows of 30 points
    for x, y, text in printed:
        pdf.text(x, y, 9, text)
    return [notice.code for notice in read_pdf(pdf.bytes(), None).notices]


_FULL = ("规章", "1", "0", "7")
_BLANK = ("行政规范性文件", "2", "", "9")


@pytest.mark.parametrize(
    ("rows", "printed", "is_said"),
    [
        ([_FULL, _BLANK], (WIDTH - MARGIN + 8, 278.0, "4"), True),  # beside its row
        ([_FULL, _BLANK], (MARGIN - 20, 278.0, "4"), True),
        ([_FULL, _BLANK], (400.0, 308.0, "4"), True),
        ([_FULL, _BLANK], (400.0, 500.0, "4"), True),  # dropped below the text
        ([("规章", "1", "", "7")], (410.0, 226.0, "4"), True),  # into the name above it
        ([_FULL, _BLANK, ("", "", "4", "")], (0.0, 900.0, ""), True),  # between two rows
        ([_FULL, _FULL, ("", "", "4", "")], (0.0, 900.0, ""), False),
        ([_FULL, _BLANK, ("规章", "", "4", "")], (0.0, 900.0, ""), False),
        ([_FULL], (410.0, 226.0, "4"), False),
        ([("规章", "1", "减4", "7"), _BLANK], (0.0, 900.0, ""), False),  # a figure above it, and no name
        ([_FULL, _BLANK], (400.0, 500.0, "4件"), False),
        ([_FULL, _BLANK], (400.0, 150.0, "2022"), False),
        ([_FULL, _BLANK], (400.0, 500.0, "85680000"), False),
        ([_FULL, _BLANK], (WIDTH / 2, 810.0, "4"), False),  # where page numbers stand
        ([_FULL, _FULL], (WIDTH - MARGIN + 8, 278.0, "4"), False),  # a line's number: no figure is missing
        ([_FULL, ("行政规范性文件", "", "", "")], (MARGIN - 20, 278.0, "4"), False),
    ],
)
def test_a_figure_outside_of_a_table_with_blanks_is_said(
    rows: list[tuple[str, ...]], printed: tuple[float, float, str], is_said: bool
) -> None:
    assert _codes(rows, printed) == (["figures_strayed"] if is_said else [])


@pytest.mark.parametrize(
    ("first", "second", "is_said"),
    [
        (["4", "- 1 -"], ["- 2 -"], True),
        (["1", "1"], ["2"], True),
        (["4", "1"], ["2", "3"], True),  # nor can it be told which
        (["4"], [], True),
        (["1"], [], True),
        ([], ["2"], False),  # none on the first page
        (["- 1 -"], [], False),
        (["1"], ["2"], False),
        (["7"], ["8"], False),
    ],
)
def test_a_figure_that_dropped_to_where_page_numbers_stand_is_said(
    first: list[str], second: list[str], is_said: bool
) -> None:
    pdf = Pdf(numbered=False)
    for number, numbers in enumerate((first, second)):
        pdf.paragraph(FILLER)
        pdf.y = 200
        pdf.table(grid(_HEADER, _FULL, _BLANK if number == 0 else _FULL), [2, 1, 1, 1])
        for place, text in enumerate(numbers):
            pdf.text(WIDTH / 2, 790.0 + 20 * place, 9, text)
        if number == 0:
            pdf.new_page()
    assert [notice.code for notice in read_pdf(pdf.bytes(), None).notices] == (["figures_strayed"] if is_said else [])


@pytest.mark.parametrize(("gap", "is_said"), [(4, True), (60, False)])
def test_figures_in_a_frame_of_their_own_below_a_row_of_blanks_are_said(gap: float, is_said: bool) -> None:
    pdf = Pdf(numbered=False)
    pdf.paragraph(FILLER)
    pdf.y = 200
    pdf.table(grid(("结果维持", "结果纠正", "总计"), ("", "", "")), [1, 1, 1])
    pdf.y = 260 + gap
    pdf.table(grid(("1", "2", "3")), [1, 2, 1])
    codes = [notice.code for notice in read_pdf(pdf.bytes(), None).notices]
    assert codes == (["figures_strayed"] if is_said else [])
