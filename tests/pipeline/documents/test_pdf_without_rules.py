"""Tables of a PDF without rules, or with rules between columns alone: the places of figures make their columns."""

from __future__ import annotations

import pytest

from crawlers.sandbox.world import Report
from pipeline.documents.pdf import read_pdf
from pipeline.extract import extract
from tests.pipeline.documents.pdf_reports import (
    FILLER,
    REPORTS,
    read_grid,
    report_pdf,
    texts,
    wrong_cells,
)
from tests.pipeline.documents.pdf_writer import MARGIN, Pdf


def test_columns_without_rules_are_parted_by_tabs() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for x, text in ((MARGIN, "规范性文件"), (250, "12"), (330, "0"), (410, "346")):
        pdf.text(x, 300, 10, text)
    assert "规范性文件\t12\t0\t346" in texts(read_pdf(pdf.bytes(), None))


@pytest.mark.parametrize(
    ("unit", "at", "figure", "text"),
    [
        ("条", 368, "2372", "1.政府公报公开政府信息数\t条\t2372"),
        ("万元", 372, "0.32", "1.政府公报公开政府信息数\t万元\t0.32"),
        ("人次", 385, "/", "1.政府公报公开政府信息数\t人次\t/"),
        ("条例", 380, "32", "1.政府公报公开政府信息数\t条例 32"),
    ],
)
def test_a_unit_in_a_column_of_its_own_is_apart_from_its_figure(unit: str, at: float, figure: str, text: str) -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for x, part in ((MARGIN, "1.政府公报公开政府信息数"), (350, unit), (at, figure)):
        pdf.text(x, 300, 10, part)
    assert text in texts(read_pdf(pdf.bytes(), None))


class PdfWithoutRules(Pdf):
    """Its tables have no rules at all."""

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws nothing."""


@pytest.mark.parametrize("report", REPORTS[:4], ids=lambda report: report.key)
@pytest.mark.parametrize(("row_height", "size"), [(22, 8), (40, 10.5)])
def test_every_cell_of_tables_without_rules(report: Report, row_height: float, size: float) -> None:
    extraction = extract(report_pdf(report, PdfWithoutRules(), row_height, size))
    assert wrong_cells(extraction, report) == []


def test_a_header_without_rules_stands_in_the_order_of_its_columns() -> None:
    """自然人 and 总计 stand at half height between the lines of the others; 社会公益组织 on two lines."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    columns = (200, 260, 320, 380, 440)
    for x, y, text in (
        (275, 280, "法人或其他组织"), (186, 290, "自然人"), (430, 290, "总计"),
        (242, 300, "商业企业"), (302, 296, "社会公益"), (310, 307, "组织"), (370, 300, "其他"),
    ):  # fmt: skip
        pdf.text(x, y, 9, text)
    for x, figure in zip(columns, "12345", strict=True):
        pdf.text(x, 330, 9, figure)
    rows = read_grid(pdf)
    assert rows[0] == ["自然人", "法人或其他组织", "总计"]
    assert rows[1:] == [["自然人", "商业企业", "社会公益组织", "其他", "总计"], ["1", "2", "3", "4", "5"]]


def test_the_name_of_the_next_table_is_no_label_of_figures_that_have_none() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for top, way in ((300, "行政复议"), (360, "行政诉讼（复议后起诉）")):
        pdf.text(70, top, 9, way)
        for index, name in enumerate(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")):
            pdf.text(100 + 90 * index - 4.5 * len(name), top + 18, 9, name)
            pdf.text(97.5 + 90 * index, top + 36, 9, str(index))
    grids = list(read_pdf(pdf.bytes(), None).grids)
    assert [[cell.text for cell in grid.rows[-1]] for grid in grids] == [["0", "1", "2", "3", "4"]] * 2
    assert [grid.rows[0][0].text for grid in grids] == ["行政复议", "行政诉讼（复议后起诉）"]


LABELS = ("1.本机关不掌握", "2.没有现成信息需要另行制作的", "3.补正后仍不明确", "（七）总计")


@pytest.mark.parametrize("aside", [0.0, 20.0, -20.0])
def test_labels_of_several_lines_and_groups_of_them_without_rules(aside: float) -> None:
    """Figures stand at the middle of a label's lines, in the middle of their columns or at one side."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for index, name in enumerate(("自然人", "企业", "机构", "其他", "总计")):
        pdf.text(250 + 60 * index - 4.5 * len(name), 280, 9, name)
    for index, label in enumerate(LABELS):
        for line, text in enumerate((label,) if len(label) < 12 else (label[:8], label[8:])):
            pdf.text(120, 300 + 30 * index + 12 * line - (0 if len(label) < 12 else 6), 9, text)
        for column in range(5):
            pdf.text(247 + 60 * column + aside, 300 + 30 * index, 9, str(10 * index + column)[-1])
    for line, text in enumerate(("（四）", "无法提", "供")):
        pdf.text(70, 315 + 12 * line, 9, text)
    assert read_grid(pdf)[1:] == [
        ["（四）无法提供", "1.本机关不掌握", *"01234"],
        ["（四）无法提供", "2.没有现成信息需要另行制作的", *"01234"],
        ["（四）无法提供", "3.补正后仍不明确", *"01234"],
        ["（七）总计", *"01234"],
    ]


@pytest.mark.parametrize("rows", [1, 2])
def test_what_is_framed_overleaf_of_rows_without_rules_goes_on_with_them(rows: int) -> None:
    """Rules between columns alone: the frame of the table closes around its last rows, on the next page."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    shown = [("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "12", "346"), ("自行采购", "4", "25")][
        : rows + 1
    ]
    for index, row in enumerate(shown):
        if index == 1:
            pdf.new_page()
        for x, text in zip((MARGIN + 4, 254, 404), row, strict=True):
            pdf.text(x, (700 if index == 0 else 70) + 20 * index, 9, text)
    for edge in (70, 80 + 20 * rows):
        pdf.line(MARGIN, edge, 520, edge)
    for wall in (250, 400):
        pdf.line(wall, 70, wall, 80 + 20 * rows)
    document = read_pdf(pdf.bytes(), None)
    assert not list(document.grids)
    assert texts(document)[-rows - 1 :] == ["\t".join(row) for row in shown]


def test_rows_set_with_tabs_are_no_columns() -> None:
    """A longer label moves its figures on by a stop: what stands below each other is not of one column."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for index, stop in enumerate((200, 240, 200)):
        pdf.text(70, 300 + 20 * index, 9, f"{index + 1}.属于国家秘密")
        for column in range(7):
            pdf.text(stop + 40 * column, 300 + 20 * index, 9, str(column))
    document = read_pdf(pdf.bytes(), None)
    assert not list(document.grids)
    assert "2.属于国家秘密\t0\t1\t2\t3\t4\t5\t6" in texts(document)


def test_rows_between_a_rule_below_the_header_and_one_at_the_end_are_no_one_row() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    rows = ["信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 2 4 3", "行政规范性文件 1 0 27", "行政许可 12 0 9"]
    for y in (180, 220, 350):
        pdf.line(MARGIN, y, 525, y)
    for x in (MARGIN, 195, 295, 395, 525):
        pdf.line(x, 180, x, 350)
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split()):
            pdf.text((MARGIN + 5, 225, 325, 425)[column], 214 + 22 * number, 9, text)
    read = texts(read_pdf(pdf.bytes(), None))
    assert [row.replace(" ", "\t") for row in rows[1:]] == [line for line in read if line[0] in "规行"]
