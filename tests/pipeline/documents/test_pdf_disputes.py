"""Tables of disputes in a PDF without rules, or with a few: fifteen names, on lines below the ways that they are of."""

from __future__ import annotations

import pytest

from pipeline.documents.pdf.pdf import read_pdf
from pipeline.extract import extract
from tests.pipeline.documents.pdf_reports import FILLER
from tests.pipeline.documents.pdf_writer import MARGIN, Pdf


def test_a_header_that_names_ways_of_disputes_on_several_lines_is_read_to_its_end() -> None:
    """The names of the reviews stand higher than those of the suits, and most noughts are left blank."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.text(110, 280, 7, "行政复议")
    pdf.text(370, 280, 7, "行政诉讼")
    pdf.text(270, 290, 7, "未经复议直接起诉")
    pdf.text(440, 290, 7, "复议后起诉")
    for column in range(15):
        for line, text in enumerate(
            (("结果", "维持"), ("结果", "纠正"), ("其他", "结果"), ("尚未", "审结"), ("总计",))[column % 5]
        ):
            pdf.text(60 + 32 * column, (290 if column < 5 else 302) + 8 * line, 7, text)
    for column, figure in ((1, "1"), (4, "1"), (7, "2"), (9, "2")):
        pdf.text(64 + 32 * column, 330, 7, figure)
    (table,) = read_pdf(pdf.bytes(), None).grids
    assert [cell.text for cell in table.rows[-1]] == ["", "1", "", "", "1", "", "", "2", "", "2", "", "", "", "", ""]


def test_a_way_of_disputes_over_two_rows_of_the_header_ends_where_the_one_beside_it_begins() -> None:
    """行政复议 stands at half height, names are wider than the totals' column, and figures at the right of theirs."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for x, y, text in (
        (118, 288, "行政复议"), (352, 279, "行政诉讼"), (254, 298, "未经复议直接起诉"), (422, 298, "复议后起诉"),
    ):  # fmt: skip
        pdf.text(x, y, 9, text)
    left, ends = 58.0, list[float]()
    for width, name in ((35, "结果维持"), (35, "结果纠正"), (35, "其他结果"), (35, "尚未审结"), (21, "总计")) * 3:
        for line, text in enumerate((name[: len(name) - 1], name[-1])):
            pdf.text(left + width / 2 - 4.5 * len(text), 318 + 14 * line, 9, text)
        left += width
        ends.append(left)
    for column, end in enumerate(ends):
        pdf.text(end - 7, 352, 9, str(column % 10))
    (table,) = read_pdf(pdf.bytes(), None).grids
    (own, suits), *_ = ([(c.text, c.column, c.colspan) for c in row] for row in table.rows)
    assert (own, suits) == (("行政复议", 0, 5), ("行政诉讼", 5, 10))
    assert table.rows[-2][0].text == "结果维持"


def _disputes_below_a_short_rule(pdf: Pdf) -> None:
    """The header's rule stands below the names of the suits alone, as where a page ends above them; no rule is above it."""
    pdf.text(250, 110, 7, "未经复议直接起诉")
    pdf.text(430, 110, 7, "复议后起诉")
    for column in range(15):
        for line, text in enumerate(
            (("结果", "维持"), ("结果", "纠正"), ("其他", "结果"), ("尚未", "审结"), ("总计",))[column % 5]
        ):
            pdf.text(60 + 32 * column, 120 + 8 * line, 7, text)
    pdf.line(MARGIN + 140, 131, 540, 131)
    pdf.line(55, 145, 540, 145)
    for column, figure in ((2, "1"), (4, "1"), (7, "2"), (9, "2"), (12, "0")):
        pdf.text(65 + 32 * column, 140, 7, figure)


def test_figures_below_a_rule_that_is_cut_short_are_of_the_names_above_it() -> None:
    pdf = Pdf()
    pdf.paragraph("行政复议")
    _disputes_below_a_short_rule(pdf)
    pdf.text(70, 200, 12, "五、存在的主要问题及改进情况")
    (table,) = read_pdf(pdf.bytes(), None).grids
    assert [cell.text for cell in table.rows[-1]] == ["", "", "1", "", "1", "", "", "2", "", "2", "", "", "0", "", ""]


def test_names_on_several_lines_between_two_rules_tell_the_columns_of_a_row_with_blanks() -> None:
    """Three rules: above the headings, below the names, below the row."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.text(70, 262, 12, "四、政府信息公开行政复议、行政诉讼情况")
    for x, y, text in (
        (110, 280, "行政复议"),
        (370, 280, "行政诉讼"),
        (260, 290, "未经复议直接起诉"),
        (430, 290, "复议后起诉"),
    ):
        pdf.text(x, y, 7, text)
    for column in range(15):
        for line, text in enumerate(
            (("结果", "维持"), ("结果", "纠正"), ("其他", "结果"), ("尚未", "审结"), ("总计",))[column % 5]
        ):
            pdf.text(60 + 32 * column, (290 if column < 5 else 302) + 8 * line, 7, text)
    for y in (270, 315, 335):
        pdf.line(55, y, 540, y)
    figures = {1: "1", 4: "1", 7: "2", 9: "2"}
    for column, figure in figures.items():
        pdf.text(65 + 32 * column, 328, 7, figure)
    pdf.text(70, 370, 12, "五、存在的主要问题及改进情况")
    (table,) = read_pdf(pdf.bytes(), None).grids
    assert [cell.text for cell in table.rows[-1]] == [figures.get(column, "") for column in range(15)]


@pytest.mark.parametrize("lines", [1, 2])
def test_names_that_a_page_begins_with_are_of_the_columns_below_the_rule(lines: int) -> None:
    """The page before ends within the header of a table with three rules."""
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    figures = [str(number % 4) for number in range(15)]
    pdf = Pdf(numbered=False)
    pdf.paragraph(FILLER)
    pdf.line(70, 740, 520, 740)
    pdf.text(100, 755, 9, "行政复议")
    pdf.text(350, 755, 9, "行政诉讼")
    pdf.text(250, 770, 9, "未经复议直接起诉")
    pdf.text(420, 770, 9, "复议后起诉")
    pdf.new_page()
    for column, name in enumerate(names * 3):
        for line in range(lines):
            part = name if lines == 1 else name[2 * line : 2 * line + 2]
            pdf.text(70 + 30 * column, 92 - 12 * (lines - 1 - line), 9 if lines == 2 else 6, part)
        pdf.text(78 + 30 * column, 115, 9, figures[column])
    pdf.line(70, 100, 520, 100)
    pdf.line(70, 122, 520, 122)
    pdf.text(70, 160, 12, "五、存在的主要问题及改进情况")
    tables = list(read_pdf(pdf.bytes(), None).grids)
    assert [[cell.text for cell in row] for row in tables[-1].rows] == [list(names * 3), figures]


def test_figures_below_names_overleaf_are_those_of_the_ways_that_the_page_before_ends_with() -> None:
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    figures = [3, 0, 1, 2, 6, 0, 4, 0, 0, 4, 2, 0, 0, 5, 7]
    pdf = Pdf(numbered=False)
    pdf.paragraph("青禾市教育局2022年政府信息公开工作年度报告", 16, 0)
    pdf.paragraph(FILLER)
    pdf.text(70, 700, 12, "四、政府信息公开行政复议、行政诉讼情况")
    pdf.line(70, 730, 520, 730)
    pdf.text(350, 745, 9, "行政诉讼")
    pdf.text(120, 755, 9, "行政复议")
    pdf.text(260, 768, 9, "未经复议直接起诉")
    pdf.text(420, 768, 9, "复议后起诉")
    pdf.new_page()
    for column, name in enumerate(names * 3):
        pdf.text(70 + 30 * column, 80, 9, name[:2])
        pdf.text(70 + 30 * column, 92, 9, name[2:])
        pdf.text(78 + 30 * column, 115, 9, str(figures[column]))
    pdf.line(70, 100, 520, 100)
    pdf.line(70, 122, 520, 122)
    found = extract(pdf.bytes(), "application/pdf")
    cells = [(cell.item, cell.value) for cell in found.cells if cell.table == "disputes"]
    assert [value for _, value in cells] == figures
    assert [item for item, _ in cells[::5]] == ["review", "suit_direct", "suit_after_review"]
