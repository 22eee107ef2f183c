"""Tables wider than the paper: digits where they are cut off are illegible, since more of them may follow."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from pipeline.documents.pdf import pdf_page
from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.pdf_reports import FILLER
from tests.pipeline.documents.pdf_writer import HEIGHT, Pdf
from tests.pipeline.documents.test_pdf_page import page_pdf

_FIGURE = "BT /F1 10 Tf 1 0 0 1 {x} 600 Tm (6300) Tj ET"
_RULES = " ".join(f"200 {y} m {{end}} {y} l S" for y in (560, 590, 620))


@pytest.mark.parametrize(
    ("frame", "end", "x", "read"),
    [
        ("50 50 300 700 re W n", 400, 326, "630\ufffd"),  # the frame ends at 350, as that of a browser's page does
        ("50 50 300 700 re W n", 400, 300, "6300"),
        ("50 50 300 700 re W n", 351, 326, "6300"),
        ("", 640, 572, "630\ufffd"),
        ("", 590, 572, "6300"),
    ],
)
def test_digits_where_a_table_is_cut_off_are_illegible(frame: str, end: int, x: int, read: str) -> None:
    content = f"q {frame} {_RULES.format(end=end)} {_FIGURE.format(x=x)} Q"
    with pdfium.PdfDocument(page_pdf(content)) as file:
        drawn = pdf_page.draw(file[0], 1, 1000)
    assert "".join(glyph.text for glyph in drawn.glyphs) == read
    assert [notice.code for notice in drawn.notices] == (["figures_cut_off"] if read != "6300" else [])


def _cell(pdf: Pdf, left: float, top: float, width: float, lines: list[str]) -> None:
    """Lines of 10 points in a cell that is 14 points high, and cuts off what does not fit."""
    pdf.pages[-1].append(f"q {left} {HEIGHT - top - 14} {width} 14 re W n")
    for number, line in enumerate(lines):
        pdf.text(left + 4, top + 11 + 12 * number, 10, line)
    pdf.pages[-1].append("Q")


@pytest.mark.parametrize("are_ruled", [False, True])
def test_lines_that_a_row_of_exact_height_cuts_off_are_read_behind_what_is_seen_of_them(are_ruled: bool) -> None:
    pdf = Pdf(numbered=False)
    pdf.y = 300
    pdf.paragraph(FILLER)
    rows = [
        [["信息内容"], ["本年制", "发件数"], ["本年废", "止件数"]],
        [["行政规", "范性文件"], ["12"], ["3"]],
        [["行政许可"], ["4"], ["5"]],
    ]
    for number, row in enumerate(rows):
        for column, lines in enumerate(row):
            _cell(pdf, 70 + 80 * column, 100 + 14 * number, 60, lines)
    if are_ruled:
        for edge in range(4):
            pdf.line(70, 100 + 14 * edge, 310, 100 + 14 * edge)
            pdf.line(70 + 80 * edge, 100, 70 + 80 * edge, 142)
    document = read_pdf(pdf.bytes(), None)
    read = [[cell.text for cell in row] for table in document.grids for row in table.rows]
    read += [line.text.split("\t") for line in document.lines if "\t" in line.text]
    assert read == [["信息内容", "本年制发件数", "本年废止件数"], ["行政规范性文件", "12", "3"], ["行政许可", "4", "5"]]


def test_the_name_of_a_group_that_is_cut_off_below_a_page_number_is_no_text_of_the_page() -> None:
    """Calc sets the name of a group in the middle of its cell, on each page that the cell is on."""
    pdf = Pdf(numbered=False)
    pdf.y = 300
    pdf.paragraph(FILLER)
    names = ("三、本年度办理结果", "（三）不予公开")
    for number, name in enumerate(names, 1):
        pdf.text(290, 800, 9, str(number))
        pdf.pages[-1].append(f"q 70 {HEIGHT - 760} 60 200 re W n")
        pdf.text(74, 820, 9, name)
        pdf.pages[-1].append("Q")
        pdf.new_page()
    assert not {"1", "2", *names} & {line.text for line in read_pdf(pdf.bytes(), None).lines}
