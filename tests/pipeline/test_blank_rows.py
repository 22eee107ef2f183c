"""Rows in which nothing is printed: entries that were left blank, or nothing but a gap between rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract

RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
BLANK = ("",) * 5
GAP = ("",) * 15
NAMES = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
ITEMS = ("review", "suit_direct", "suit_after_review")


def page(rows: Sequence[tuple[str, ...]], width: int) -> Extraction:
    cells = "".join(
        "<tr>"
        + "".join(f'<td colspan="{width if len(row) == 1 else 1}">{text or "&nbsp;"}</td>' for text in row)
        + "</tr>"
        for row in rows
    )
    head = "<h1>青禾市教育局2022年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    return extract(f"{head}<table>{cells}</table>".encode(), "text/html; charset=utf-8")


def printed(found: Extraction) -> dict[str, list[object]]:
    rows: dict[str, list[object]] = {}
    for cell in found.cells:
        rows.setdefault(cell.item, []).append(cell.value if cell.status == "reported" else cell.status)
    return rows


@pytest.mark.parametrize(
    "figures",
    [(BLANK, BLANK, ("", "", "", "2", "2")), (BLANK, ("", "1", "", "", "1"), BLANK), (BLANK, BLANK, ("0",) * 5)],
)
def test_entries_left_blank_below_their_header_are_blank(figures: tuple[tuple[str, ...], ...]) -> None:
    rows = [row for name, entries in zip(NAMES, figures, strict=True) for row in ((name,), RESULTS, entries)]
    found = page(rows, 5)
    expected = {
        item: [int(text) if text else "blank" for text in entries] for item, entries in zip(ITEMS, figures, strict=True)
    }
    assert printed(found) == expected
    assert {notice.code for notice in found.notices if notice.severity != "info"} <= {"table_missing"}


def test_a_gap_between_header_and_figures_is_no_row_of_blanks() -> None:
    figures = ("1", "0", "2", "0", "3") + ("0",) * 5 + ("0", "1", "0", "0", "1")
    rows = [
        ("行政复议", *BLANK[1:], "未经复议直接起诉", *BLANK[1:], "复议后起诉", *BLANK[1:]),
        GAP, RESULTS * 3, GAP, figures, GAP,
    ]  # fmt: skip
    found = page(rows, 15)
    assert printed(found) == {
        "review": [1, 0, 2, 0, 3],
        "suit_direct": [0, 0, 0, 0, 0],
        "suit_after_review": [0, 1, 0, 0, 1],
    }


def test_a_row_left_blank_above_another_header_is_no_name_of_it() -> None:
    rows = [
        ("信息内容", "上一年项目数量", "本年增/减"),
        ("行政事业性收费", "", ""),
        ("信息内容", "采购项目数量", "采购总金额"),
        ("政府集中采购", "1", "3.5"),
    ]
    found = page(rows, 3)
    assert printed(found) == {"fees": ["blank", "blank"], "procurement": [1, Decimal("3.5")]}
    assert "row_empty" not in {notice.code for notice in found.notices}


def disputes_in_bars(*lines: str) -> Extraction:
    header = (
        "行政复议 | 行政诉讼 |",
        " | ".join((*RESULTS, "未经复议直接起诉", "复议后起诉")),
        " | ".join(RESULTS * 2),
    )
    title = "青禾市教育局2022年政府信息公开工作年度报告"
    text = (title, "四、政府信息公开行政复议、行政诉讼情况", *header, *lines, "五、存在的主要问题")
    return extract("\n".join(text).encode(), "text/plain; charset=utf-8")


@pytest.mark.parametrize("line", ["|  " * 15 + "|", "|" * 16, " |  " * 15, "|  " * 15])
@pytest.mark.parametrize("around", ["", "|  |"])
def test_a_line_of_empty_cells_is_a_table_left_blank(line: str, around: str) -> None:
    found = disputes_in_bars(around, line, around)
    assert printed(found) == {item: ["blank"] * 5 for item in ITEMS}
    assert {notice.code for notice in found.notices if notice.severity != "info"} == {"table_missing"}


def test_a_line_of_empty_cells_does_not_hide_the_figures_below_it() -> None:
    found = disputes_in_bars("|  " * 15 + "|", "1 | 0 | 2 | 0 | 3" + " | 0" * 10)
    assert printed(found)["review"] == [1, 0, 2, 0, 3]
    found = disputes_in_bars("|  " * 15 + "|", " | ".join("123456789012"))
    assert ("warning", "row_unassigned") in {(notice.severity, notice.code) for notice in found.notices}


MOVED = ("2", "", "3", "", "5", "", "", "1", "", "1", "", "", "", "", "")


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        (MOVED, MOVED),
        (("", *MOVED[:-1]), MOVED),
        ((*BLANK, "1", "", "", "", "1", *BLANK), (*BLANK, "1", "", "", "", "1", *BLANK)),
        (("", "2", "", "3", "", *BLANK, "1", "", "", "", "1"), ("", "2", "", "3", "", *BLANK, "1", "", "", "", "1")),
    ],
    ids=["in place", "a bar before them, none behind", "blanks at both ends", "a total left blank"],
)
def test_blanks_at_the_ends_of_a_row_move_its_figures_only_where_they_add_up_so(
    lines: tuple[str, ...], figures: tuple[str, ...]
) -> None:
    """A cell a line: the bar that opens the table may look like a blank cell before the figures."""
    found = disputes_in_bars(*(f"{text} |" for text in lines))
    entries = [int(text) if text else "blank" for text in figures]
    assert printed(found) == {item: entries[5 * number : 5 * number + 5] for number, item in enumerate(ITEMS)}


@pytest.mark.parametrize(("above", "is_said"), [("第 8 页", False), ("- 8 -", False), ("规章 8", True)])
def test_a_page_s_number_above_a_blank_row_is_no_figure_of_it(above: str, is_said: bool) -> None:
    rows: list[tuple[str, ...]] = [
        ("", "自然人", *("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"))
    ]
    rows += [(item, *"0000000") for item in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量")]
    rows += [(item, *"0000000") for item in ("（一）予以公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开")]
    rows += [(above,), ("3.危及“三安全一稳定”", *[""] * 7), ("（七）总计", *"0000000")]
    said = {(notice.code, notice.item) for notice in page(rows, 8).notices}
    assert (("row_empty", "denied.security_stability") in said) == is_said


def test_the_rest_of_a_table_without_its_header_has_blank_cells_though_rows_are_called_as_columns_are() -> None:
    names = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    tables = (
        (("", *names), ("一、本年新收政府信息公开申请数量", *"2000002"), ("（一）予以公开", *"2000002")),
        (("3.其他", *("",) * 7), ("（七）总计", *("",) * 7), ("四、结转下年度继续办理", *("",) * 7)),
    )
    written = [
        "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows) + "</table>"
        for rows in tables
    ]
    head = "<h1>青禾市教育局2022年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>"
    found = extract(f"{head}{'<p>—3—</p>'.join(written)}".encode(), "text/html; charset=utf-8")
    rows = printed(found)
    assert [rows[item] for item in ("other.other", "outcomes.total", "carried_out")] == [["blank"] * 7] * 3
    assert not [notice for notice in found.notices if notice.code == "row_empty"]
