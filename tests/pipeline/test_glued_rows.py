"""Entries in one run of digits, and rows that lost some: apart where the totals leave one way, else refused."""

from __future__ import annotations

import pytest

from pipeline.contract import Cell
from pipeline.extract import extract
from pipeline.forms.form import load_form
from tests.pipeline.form_text import Figures, expected, grid, printed, report

RESULTS = "结果维持结果纠正其他结果尚未审结总计"
HEADER = f"行政复议行政诉讼\n{RESULTS}未经复议直接起诉复议后起诉\n{RESULTS}{RESULTS}"


def entries(digits: str) -> list[Cell]:
    head = "青禾市教育局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，我局收到政府信息公开申请3件。\n"
    text = f"{head}四、政府信息公开行政复议、行政诉讼情况\n{HEADER}\n{digits}\n五、存在的主要问题及改进情况\n无。"
    return [cell for cell in extract(text.encode(), "text/plain").cells if cell.table == "disputes"]


@pytest.mark.parametrize(
    ("digits", "figures"),
    [
        ("100010000000000", [1, 0, 0, 0, 1, *[0] * 10]),
        ("9100100000000000", [9, 1, 0, 0, 10, *[0] * 10]),
        ("91001000000000000", None),  # a nought too many
        ("000000213600000", [0, 0, 0, 0, 0, 0, 2, 1, 3, 6, 0, 0, 0, 0, 0]),
        ("11000110000000000", None),  # 1 10 0 0 11 and 11 0 0 0 11 are both possible
        ("12345678901234567890", None),
    ],
)
def test_digits_without_separators(digits: str, figures: list[int] | None) -> None:
    cells = entries(digits)
    assert len(cells) == 15
    if figures is None:
        assert {(cell.status, cell.raw) for cell in cells} == {("unreadable", digits)}
    else:
        assert [cell.value for cell in cells] == figures


ITEMS = load_form("2021").table("requests").items
PLAIN = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"


def requests(separator: str, figures: dict[str, str], header: str = PLAIN) -> dict[str, set[str]]:
    """The statuses of each row of a table whose other rows have noughts."""
    return {item: {cell.status for cell in cells} for item, cells in request_rows(separator, figures, header).items()}


def request_rows(separator: str, figures: dict[str, str], header: str = PLAIN) -> dict[str, list[Cell]]:
    rows = [item.labels[0] + separator + figures.get(item.code, separator.join("0000000")) for item in ITEMS]
    head = "青禾市教育局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，我局收到政府信息公开申请3件。\n"
    text = "\n".join([head + "三、收到和处理政府信息公开申请情况", header, *rows])
    found: dict[str, list[Cell]] = {}
    for cell in extract(text.encode(), "text/plain").cells:
        if cell.table == "requests":
            found.setdefault(cell.item, []).append(cell)
    return found


@pytest.mark.parametrize(
    ("granted", "others", "status"),
    [
        ("1000001", "0000000", "reported"),
        ("1000001", "000000", "unreadable"),  # the totals may be blank throughout: 10 0 0 0 0 1
    ],
)
def test_rows_of_a_table_that_shows_no_blanks_are_told_apart_by_their_sums(
    granted: str, others: str, status: str
) -> None:
    figures = {item.code: others for item in ITEMS} | {"received.new": "2111510", "granted": granted}
    assert requests("", figures | {"carried_out": "1001"})["granted"] == {status}


@pytest.mark.parametrize(
    ("granted", "total", "values"),
    [
        ("111000012", "121000013", [11, 1, 0, 0, 0, 0, 12]),  # 1 11 would leave no 12 1 and no 1 2 10 as the sum
        ("111000012", "211000022", [11, 1, 0, 0, 0, 0, 12]),
        ("111000012", "111000012", None),  # 11 1 or 1 11, in both
        ("111000012", "121000012", None),  # one of the rows is wrong
    ],
)
def test_what_a_row_leaves_open_the_sums_of_all_rows_decide(granted: str, total: str, values: list[int] | None) -> None:
    in_part = {"121000013": "1000001", "211000022": "100000010"}.get(total, "0000000")
    rows = request_rows(
        "", {"received.new": total, "granted": granted, "granted_in_part": in_part, "outcomes.total": total}
    )
    assert [cell.value for cell in rows["granted"]] == (values or [None] * 7)


def test_rows_without_separators_go_by_the_order_of_their_header() -> None:
    header = "自然人法人或其他组织总计\n科研机构商业企业社会公益组织法律服务机构其他"
    cells = request_rows("", {"received.new": "92030115"}, header)["received.new"]
    assert {cell.column: cell.value for cell in cells} == {
        "natural_person": 9, "research": 2, "business": 0, "nonprofit": 3, "legal_service": 0, "other_org": 1, "total": 15,
    }  # fmt: skip


def test_a_header_in_pieces_names_no_column_of_rows_that_are_wider() -> None:
    header = "自然人 法人或其他组织 总计\n商业 科研 社会 法律 其他\n企业 机构 公益 服务\n组织 机构"
    found = requests(" ", {"granted": "1 1 0 0 0 2"}, header)
    assert (found["received.new"], found["granted"]) == ({"reported"}, {"unreadable"})


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("行政许可000", [0, 0, 0]),
        ("行政许可301", [3, 0, 1]),
        ("行政许可1298", None),
        ("政府集中采购15374.72", None),
    ],
)
def test_a_row_has_as_many_digits_as_its_own_form_has_columns(row: str, values: list[int] | None) -> None:
    text = (
        "青禾市教育局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
        "信息内容本年新制作数量本年新公开数量对外公开总数量\n规章000\n规范性文件119\n第二十条第（五）项\n"
        f"信息内容上一年项目数量本年增/减处理决定数量\n{row if '许可' in row else '行政许可000'}\n其他对外管理服务事项000\n"
        "第二十条第（六）项\n信息内容上一年项目数量本年增/减处理决定数量\n行政处罚000\n行政强制000\n第二十条第（八）项\n"
        "信息内容上一年项目数量本年增/减\n行政事业性收费00\n信息内容采购项目数量采购总金额\n"
        f"{row if '采购' in row else '政府集中采购00'}\n"
        "五、存在的主要问题及改进情况\n无。"
    )
    found = extract(text.encode(), "text/plain")
    item = "licensing" if "许可" in row else "procurement"
    cells = [cell for cell in found.cells if cell.item == item]
    assert found.form == "2019"
    assert [cell.value for cell in cells] == (values or [None] * len(cells))
    assert cells and (values or {cell.status for cell in cells} == {"unreadable"})


def test_rows_of_one_cell_that_holds_label_and_figures_are_read() -> None:
    figures: Figures = lambda code, item, number: str(len(item) + number)  # noqa: E731
    rows = [" ".join(row) if len(row) == 8 else "\t".join(row) for row in grid("requests", figures)]
    cells = "".join(f"<tr><td colspan=7>{row}</td></tr>" for row in rows[1:])
    names = "".join(f"<td>{name}</td>" for name in rows[0].split("\t"))
    text = report(figures, "\t", "\n").replace("\n".join("\t".join(row) for row in grid("requests", figures)), "{}")
    before, behind = (f"<pre>{part}</pre>" for part in text.split("{}"))
    found = extract(f"{before}<table><tr>{names}</tr>{cells}</table>{behind}".encode(), "text/html; charset=utf-8")
    assert printed(found) == expected(figures)


@pytest.mark.parametrize("label", ["9.属于工作秘密", "9属于工作秘密", "属于工作秘密"])
def test_a_row_of_no_form_among_glued_ones_is_kept(label: str) -> None:
    rows = [item.labels[0] + "0000000" for item in ITEMS]
    place = next(number for number, row in enumerate(rows) if row.startswith("8."))
    head = "青禾市教育局2022年政府信息公开工作年度报告\n一、总体情况\n联系电话05125550123。\n"
    text = "\n".join(
        [head + "三、收到和处理政府信息公开申请情况", PLAIN, *rows[: place + 1], f"{label}0000000", *rows[place + 1 :]]
    )
    found = extract(f"{text}\n联系电话05125550123".encode(), "text/plain")
    assert [(cell.label_item, cell.raw) for cell in found.cells if cell.item == "unknown"] == [(label, "0000000")]
    assert [n.severity for n in found.notices if n.code == "unknown_row"] == ["warning"]
