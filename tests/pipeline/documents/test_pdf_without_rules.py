"""Tables of a PDF without rules, or with rules between columns alone: the places of figures make their columns."""

from __future__ import annotations

import pytest

from crawlers.sandbox.world import Report
from pipeline.documents.pdf.pdf import read_pdf
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


@pytest.mark.parametrize(("walls", "count"), [((195, 295, 395), 3), ((295, 395), 2)])
def test_rows_between_a_rule_below_the_header_and_one_at_the_end_are_no_one_row(walls: list[int], count: int) -> None:
    """Labels and their first figures may stand in one cell, where no wall parts them."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    rows = ["信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 2 4 3", "行政规范性文件 1 0 27", "行政许可 12 0 9"]
    rows = rows[: 1 + count]
    for y in (180, 220, 350):
        pdf.line(MARGIN, y, 525, y)
    for x in (MARGIN, *walls, 525):
        pdf.line(x, 180, x, 350)
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split()):
            pdf.text((MARGIN + 5, 225, 325, 425)[column], 214 + 22 * number, 9, text)
    read = texts(read_pdf(pdf.bytes(), None))
    assert [row.replace(" ", "\t") for row in rows[1:]] == [line for line in read if line[0] in "规行"]


def test_names_on_two_lines_and_names_between_them_are_one_header() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for x, y, text in (
        (170, 300, "上一年项目数"), (70, 307, "信息内容"), (270, 307, "本年增/减"), (370, 307, "处理决定数量"), (190, 314, "量"),
        (70, 334, "行政许可"), (190, 334, "3"), (280, 334, "-1"), (390, 334, "40"),
    ):  # fmt: skip
        pdf.text(x, y, 9, text)
    lines = texts(read_pdf(pdf.bytes(), None))
    assert lines[-2:] == ["信息内容\t上一年项目数量\t本年增/减\t处理决定数量", "行政许可\t3\t-1\t40"]


@pytest.mark.parametrize("rows", [3, 1])
def test_a_figure_broken_over_two_lines_is_one(rows: int) -> None:
    """In a narrow column the last digit falls below; the figures of the other columns stand between the two lines."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    columns = (200, 230, 260, 290, 320)
    for x, name in zip(columns, ("总数", "商业", "科研", "其他", "总计"), strict=True):
        pdf.text(x, 280, 9, name)
    for index in range(rows):
        pdf.text(70, 320 + 30 * index, 9, f"{index + 1}.重复申请")
        for x, figure in zip(columns[1:4], "234", strict=True):
            pdf.text(x, 320 + 30 * index, 9, figure)
        for x in (columns[0], columns[4]):
            pdf.text(x, 314 + 30 * index, 9, "117")
            pdf.text(x, 325 + 30 * index, 9, str(index))
    assert read_grid(pdf)[1:] == [[f"{n + 1}.重复申请", f"117{n}", "2", "3", "4", f"117{n}"] for n in range(rows)]


def test_the_columns_of_a_block_are_told_by_the_labels_of_another() -> None:
    """Labels as long as the name above them do not tell that names begin where their columns do, 规章 and 规范性文件 do."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    blocks = (
        (
            "第二十条第（一）项",
            ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
            ("规章", ""),
            ("规范性文件", "26"),
        ),
        ("第二十条第（六）项", ("上一年项目数量", "本年增/减", "处理决定数量"), ("行政处罚", "4"), ("行政强制", "26")),
    )
    for number, (article, names, *items) in enumerate(blocks):
        pdf.text(70, 300 + 80 * number, 9, article)
        for index, (name, *_) in enumerate([("信息内容",), *items]):
            pdf.text(70, 320 + 80 * number + 20 * index, 9, name)
        for column, name in enumerate(names):
            pdf.text(200 + 100 * column, 320 + 80 * number, 9, name)
        for index, (_, columns) in enumerate(items):
            for column in columns:
                pdf.text(250 + 100 * (int(column) // 2 - 1), 340 + 80 * number + 20 * index, 9, column)
    pdf.text(60, 480, 9, "三、收到和处理政府信息公开申请情况")
    for column in range(7):
        pdf.text(150 + 50 * column, 500, 9, str(column))
    document = read_pdf(pdf.bytes(), None)
    assert [[cell.text for cell in row] for row in list(document.grids)[1].rows[1:]] == [
        ["行政处罚", "", "4", ""],
        ["行政强制", "2", "", "6"],
    ]


def test_figures_between_the_lines_of_labels_are_of_these() -> None:
    """Labels and names are broken over lines; the lines stand as far apart as those of other texts."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for x, y, text in (
        (60, 300, "信息内"), (120, 300, "本年处理决定"), (73, 321, "容"), (140, 321, "数量"),
        (60, 342, "行政处"), (140, 352, "1"), (73, 363, "罚"),
        (60, 384, "行政强"), (140, 394, "0"), (73, 405, "制"),
    ):  # fmt: skip
        pdf.text(x, y, 9, text)
    pdf.text(60, 460, 9, "三、收到和处理政府信息公开申请情况")
    for column in range(7):
        pdf.text(150 + 50 * column, 480, 9, str(column))
    (table, *_) = read_pdf(pdf.bytes(), None).grids
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["信息内容", "本年处理决定数量"],
        ["行政处罚", "1"],
        ["行政强制", "0"],
    ]


def test_two_lines_of_a_name_in_one_row_are_read_line_by_line() -> None:
    """Names of one line stand at half height between the two, near enough to both to be of one row."""
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.text(300, 270, 10, "申请人情况")
    pdf.text(70, 285, 10, "（本列数据的勾稽关系为）")
    for column, lines in enumerate(
        (("自然", "人"), ("商业", "企业"), ("科研", "机构"), ("社会公", "益组织"), ("法律服", "务机构"))
    ):
        for line, text in enumerate(lines):
            pdf.text(230 + 40 * column, 281 + 8 * line, 10, text)
    for column, text in ((5, "其他"), (6, "总计")):
        pdf.text(230 + 40 * column, 285, 10, text)
    for y, label, figure in ((320, "一、本年新收政府信息", "2"), (340, "二、上年结转政府信息", "")):
        pdf.text(70, y, 10, label)
        for column in (0, 6) if figure else ():
            pdf.text(235 + 40 * column, y, 10, figure)
    (table,) = read_pdf(pdf.bytes(), None).grids
    assert [[cell.text for cell in row][-7:] for row in table.rows[-2:]] == [["2", *[""] * 5, "2"], [""] * 7]


@pytest.mark.parametrize(
    ("figure", "label_at", "text"),
    [
        ("7", MARGIN, "2.网络申请数\t件\t7"),
        ("", MARGIN, "2.网络申请数\t件\t"),
        ("", 232, "2.网络申请数\t件\t"),  # the label fills its column
    ],
)
def test_a_row_that_ends_in_its_unit_has_a_blank_behind_it(figure: str, label_at: float, text: str) -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for index, row in enumerate(
        (("1.当面申请数", "件", "4"), ("2.网络申请数", "件", figure), ("3.信函申请数", "件", "0"))
    ):
        for x, part in zip((label_at if index == 1 else MARGIN, 300, 380), row, strict=True):
            pdf.text(x, 300 + 20 * index, 10, part)
    assert text in texts(read_pdf(pdf.bytes(), None))


def test_blanks_in_blocks_of_a_document_without_any_other_table() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    for y, row in (
        (300, ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")),
        (320, ("行政处罚", "3", "", "5")),
        (340, ("行政强制", "", "1", "")),
    ):
        for x, text in zip((MARGIN, 200, 300, 400), row, strict=True):
            pdf.text(x, y, 9, text)
    (table,) = read_pdf(pdf.bytes(), None).grids
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["行政处罚", "3", "", "5"],
        ["行政强制", "", "1", ""],
    ]
