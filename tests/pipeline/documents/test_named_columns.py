"""Tables without rules whose noughts are left blank: the names of the columns say where each figure stands."""

from __future__ import annotations

import pytest

from pipeline.contract import Cell
from pipeline.documents.document import Grid
from pipeline.documents.paper.column_heads import PrintedRow
from pipeline.documents.paper.printed_columns import Span
from pipeline.documents.pdf.pdf import read_pdf
from pipeline.extract import extract
from tests.pipeline.documents.pdf_writer import Pdf

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
CODES = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total")
ROWS = {
    "一、本年新收政府信息公开申请数量": {0: "12", 4: "3", 6: "15"},
    "二、上年结转政府信息公开申请数量": {},
    "（一）予以公开": {0: "12", 6: "12"},
    "（七）总计": {0: "12", 4: "3", 6: "15"},
    "四、结转下年度继续办理": {},
}
FIRST, APART = 230.0, 46.0


def page(aside: float = 0.0, *, moved: float = 0.0) -> Pdf:
    """A report whose tables print figures alone, `aside` of the middle of their columns; the first row `moved` further."""
    pdf = Pdf()
    pdf.paragraph("青禾县水务局2023年政府信息公开工作年度报告", 18, 0, centred=True)
    pdf.paragraph("三、收到和处理政府信息公开申请情况")
    pdf.text(FIRST + 2 * APART, 160, 7, "申请人情况")
    pdf.text(FIRST + 2 * APART, 170, 7, "法人或其他组织")
    for column, name in enumerate(APPLICANTS):
        pdf.text(FIRST + APART * column - 3.5 * len(name), 180, 7, name)
    for line, (label, figures) in enumerate(ROWS.items()):
        pdf.text(70, 200 + 16 * line, 7, label)
        for column, figure in figures.items():
            x = FIRST + APART * column - 1.75 * len(figure) + aside + (moved if line == 0 else 0.0)
            pdf.text(x, 200 + 16 * line, 7, figure)
    pdf.y = 300
    pdf.paragraph("四、政府信息公开行政复议、行政诉讼情况")
    for block, route in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        pdf.text(140 + 150 * block - 3 * len(route), 340, 6, route)
        for column, name in enumerate(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")):
            pdf.text(80 + 150 * block + 30 * column - 3 * len(name), 352, 6, name)
    pdf.text(440 - 3 * 4, 330, 6, "行政诉讼")
    pdf.y = 380
    pdf.paragraph("五、存在的主要问题及改进情况")
    pdf.paragraph("公开的内容有待深化，人员的业务能力需要提高。")
    return pdf


def cells_of(pdf: Pdf, table: str) -> list[Cell]:
    return [cell for cell in extract(pdf.bytes()).cells if cell.table == table]


@pytest.mark.parametrize("aside", [0.0, 12.0, -12.0, 20.0])
def test_a_figure_belongs_to_the_name_above_it_and_noughts_left_out_are_blank(aside: float) -> None:
    cells = {(cell.item, cell.column): cell for cell in cells_of(page(aside), "requests")}
    printed = [{CODES[column]: int(figure) for column, figure in figures.items()} for figures in ROWS.values()]
    items = ("received.new", "received.carried_in", "granted", "outcomes.total", "carried_out")
    for item, figures in zip(items, printed, strict=True):
        found = {code: cells[item, code].value for code in CODES if cells[item, code].status != "blank"}
        assert found == figures


def test_a_disputes_table_without_any_figure_is_blank() -> None:
    cells = cells_of(page(), "disputes")
    assert len(cells) == 15
    assert {cell.status for cell in cells} == {"blank"}


def test_a_figure_between_two_names_is_taken_for_neither() -> None:
    """Half way between two columns it may be of each: the rows are not read, and that is said."""
    pdf = page(moved=APART / 2)
    extraction = extract(pdf.bytes())
    assert not any(cell.status == "reported" for cell in extraction.cells if cell.item == "received.new")
    assert any(notice.severity == "warning" for notice in extraction.notices)


def items(name_at: float, item_at: float, figure: float) -> list[Cell]:
    """A block of the proactive table, its names 100 points apart: figures in its last column and in one before."""
    pdf = page()
    for x, name in ((name_at, "信息内容"), (200.0, "本年制发件数"), (300.0, "本年废止件数"), (400.0, "现行有效件数")):
        pdf.text(x, 516, 9, name)
    pdf.text(item_at, 532, 9, "规章")
    pdf.text(70, 548, 9, "行政规范性文件")
    pdf.text(figure, 548, 9, "4")
    pdf.text(493 if figure == 293 else 424, 548, 9, "9")
    pdf.y = 570
    pdf.paragraph("六、其他需要报告的事项")
    return [cell for cell in extract(pdf.bytes()).cells if cell.item == "normative_documents"]


@pytest.mark.parametrize(
    ("name_at", "item_at", "figure", "made", "repealed"),
    [
        (70.0, 70.0, 224.0, 4, None),  # below its name
        (70.0, 70.0, 293.0, 4, None),  # names at the left, figures at the right of their columns
        (83.0, 92.0, 346.0, None, 4),
    ],
)
def test_a_figure_at_the_right_of_its_column_is_not_of_the_next_one(
    name_at: float, item_at: float, figure: float, made: int | None, repealed: int | None
) -> None:
    found = {cell.column: cell.value for cell in items(name_at, item_at, figure)}
    assert (found["made"], found["repealed"], found["in_force"]) == (made, repealed, 9)


@pytest.mark.parametrize("figure", [257.0, 293.0])
def test_a_figure_beside_names_that_may_stand_in_the_middle_of_their_columns_or_not_is_taken_for_none(
    figure: float,
) -> None:
    assert not [cell for cell in items(83.0, 92.0, figure) if cell.status != "unreadable"]


@pytest.mark.parametrize("last", ["四、结转下年度继续办理", "（八）其他"])
def test_a_short_label_without_figures_below_the_totals_has_a_row_of_its_own(last: str) -> None:
    """It begins where the groups do, left of all numbered labels, and is as short as the name of one."""
    pdf = page()
    pdf.pages[-1].clear()
    pdf.text(FIRST + 2 * APART, 165, 7, "申请人情况")
    for column, name in enumerate(APPLICANTS):
        pdf.text(FIRST + APART * column - 3.5 * len(name), 180, 7, name)
    labels = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及稳定", "（七）总计", last)
    for line, label in enumerate(labels):
        pdf.text(120 if label[0].isdecimal() else 60, 200 + 16 * line, 7, label)
        for column in range(0 if line == 3 else 7, 7):
            pdf.text(FIRST + APART * column, 200 + 16 * line, 7, "5")
    pdf.text(FIRST, 200, 7, "5")
    grids = [block for block in read_pdf(pdf.bytes(), None).blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row if cell.text][:2] for row in grids[0].rows[-2:]] == [["（七）总计", "5"], [last]]


NAMES_OF_GROUPS = {"（一）予以公开": "三、本年度办理结果", "1.属于国家秘密": "（三）不予公开"}
GROUPED = {
    "一、本年新收政府信息公开申请数量": {0: "12", 4: "3", 6: "15"},
    "（一）予以公开": {0: "4", 6: "4"},
    "1.属于国家秘密": {4: "3", 6: "3"},
    "2.其他法律行政法规禁止公开": {},
    "3.危及“三安全一稳定”": {0: "8", 6: "8"},
}


@pytest.mark.parametrize("group_at", [70.0, 280.0])
@pytest.mark.parametrize("overleaf", ["", "一、本年新收政府信息公开申请数量", "2.其他法律行政法规禁止公开"])
def test_rows_go_on_below_the_name_of_their_group_and_overleaf(group_at: float, overleaf: str) -> None:
    """The name of a group has a row of its own, in the middle of the table or at its left; a page ends anywhere, too."""
    pdf = Pdf(numbered=False)
    pdf.paragraph("青禾县水务局2023年政府信息公开工作年度报告", 18, 0, centred=True)
    pdf.paragraph("三、收到和处理政府信息公开申请情况")
    y = 180.0
    for column, name in enumerate(APPLICANTS):
        pdf.text(FIRST + APART * column - 3.5 * len(name), y, 7, name)
    pdf.text(FIRST + 3 * APART - 24.5, y - 14, 7, "法人或其他组织")
    for label, figures in GROUPED.items():
        if label == overleaf:
            pdf.new_page()
            y = 60.0
        if label in NAMES_OF_GROUPS:
            y += 16
            pdf.text(group_at, y, 7, NAMES_OF_GROUPS[label])
        y += 16
        pdf.text(70, y, 7, label)
        for column, figure in figures.items():
            pdf.text(FIRST + APART * column - 1.75 * len(figure), y, 7, figure)
    items = ("received.new", "granted", "denied.state_secret", "denied.other_law", "denied.security_stability")
    cells = {(cell.item, cell.column): cell for cell in cells_of(pdf, "requests")}
    printed = [{CODES[column]: int(figure) for column, figure in figures.items()} for figures in GROUPED.values()]
    assert {
        item: {column: cells[item, column].value for column in CODES if cells[item, column].value is not None}
        for item in items
    } == dict(zip(items, printed, strict=True))


@pytest.mark.parametrize(
    ("texts", "figures"),
    [
        (["无", "0", "2"], ["0", "2"]),  # of 无法提供, written downwards
        (["1.重复申请", "无", "无", "2"], ["无", "无", "2"]),
        (["（七）总计", "无"], ["无"]),
    ],
)
def test_a_character_of_a_name_that_is_written_downwards_is_no_figure(texts: list[str], figures: list[str]) -> None:
    spans = [Span(50.0 * index, 50.0 * index + 8, text) for index, text in enumerate(texts)]
    assert [span.text for span in PrintedRow([], spans).figures] == figures
