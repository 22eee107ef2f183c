"""Rows of the requests table with fewer figures than columns: what the sums of all of them prove."""

from __future__ import annotations

import pytest

from tests.pipeline.form_text import HEAD, Figures, expected, grid, printed, read, report

_NEW, _GRANTED, _TOTAL = "received.new", "granted", "outcomes.total"


def _parts(code: str, item: str, number: int) -> str:
    """Three requests of natural persons, one of a firm, all granted; the column of totals is blank."""
    if code != "requests":
        return "0"
    if number == 6:
        return ""
    return {0: "3", 1: "1"}.get(number, "0") if item in (_NEW, _GRANTED, _TOTAL) else "0"


def _of_firms(code: str, item: str, number: int) -> str:
    """The same, the column of natural persons blank instead."""
    if code == "requests" and number in (0, 6):
        return "" if number == 0 else _parts(code, item, 1)
    return _parts(code, item, number)


def _without_noughts(code: str, item: str, number: int) -> str:
    """Figures above nought and totals alone: of whom a row's parts are, nothing says."""
    if code != "requests":
        return "0"
    if item not in (_NEW, _GRANTED, _TOTAL):
        return "0" if number == 6 else ""
    return {0: "3", 1: "1", 6: "4"}.get(number, "")


def _dropped(figures: Figures) -> str:
    return "\n".join(line for line in report(figures, "\n", "\n").split("\n") if line.strip())


def test_a_column_of_totals_that_is_blank_is_told_by_figures_that_are_less_than_those_before_them() -> None:
    found = read(_dropped(_parts))
    assert printed(found) == expected(_parts)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


def test_a_row_whose_last_figure_may_be_its_total_goes_with_those_in_which_it_cannot_be() -> None:
    def figures(code: str, item: str, number: int) -> str:
        """The one request that was passed on is a firm's, beside another of a natural person's."""
        if code == "requests" and item in ("other.other", _NEW, _TOTAL) and number in (0, 5):
            return {"other.other": "1", _NEW: "4", _TOTAL: "4"}[item] if number == 0 else "1"
        return _parts(code, item, number)

    found = read(_dropped(figures))
    assert printed(found) == expected(figures)


def test_figures_go_by_the_form_s_order_only_where_the_header_prints_it() -> None:
    text = _dropped(_parts)
    found = read(text.replace("商业企业", "@").replace("社会公益组织", "商业企业").replace("@", "社会公益组织"))
    rows = {cell.item: cell.status for cell in found.cells if cell.table == "requests"}
    assert set(rows.values()) == {"unreadable"}
    assert {notice.item for notice in found.notices if notice.code == "row_unassigned"} >= {_NEW, _GRANTED, _TOTAL}


def test_another_column_that_is_blank_is_not_told() -> None:
    found = read(_dropped(_of_firms))
    assert "row_unassigned" in {notice.code for notice in found.notices}
    for key, text in printed(found).items():
        assert text.startswith("unreadable") or text == expected(_of_firms)[key]


@pytest.mark.parametrize("item", [_NEW, _GRANTED, _TOTAL, "received.carried_in"])
def test_the_last_figure_of_a_row_is_its_total_where_all_totals_hold(item: str) -> None:
    found = printed(read(_dropped(_without_noughts)))
    assert found["requests", item, "total"] == expected(_without_noughts)["requests", item, "total"]
    if item != "received.carried_in":
        assert found["requests", item, "natural_person"].startswith("unreadable")


def test_a_row_of_disputes_is_not_moved_where_its_totals_may_be_blank() -> None:
    """0 0 1 1 and a blank: one was corrected and one is pending, or one bar less stands before the row and one is the total."""

    def figures(code: str, item: str, number: int) -> str:
        if code != "disputes":
            return "0"
        return "" if number == 4 else "1" if item == "review" and number in (2, 3) else "0"

    found = read(report(figures, " |\n", " |\n"))
    assert all(
        cell.status in ("unreadable", "blank") or cell.value == 0 for cell in found.cells if cell.table == "disputes"
    )
    assert "row_unassigned" in {notice.code for notice in found.notices}


def test_a_way_in_brackets_behind_its_group_is_named_where_no_row_above_it_has_figures() -> None:
    rows = ["类别 结果维持 结果纠正 其他结果 尚未审结 总计", "行政复议", "行政诉讼（未经复议直接起诉） 1 0 0 0 1"]
    above = report(lambda *_: "0", "\n", "\n")
    found = read("\n".join([above[: above.rindex("行政复议")], *rows]))
    assert {cell.item for cell in found.cells if cell.table == "disputes" and cell.value} == {"suit_direct"}


@pytest.mark.parametrize("cut", ["本年制发件", "本年制发", "本年制法件数"])
def test_a_name_of_a_column_that_is_cut_short_counts_beside_a_blank_cell(cut: str) -> None:
    def figures(code: str, item: str, number: int) -> str:
        return {0: "3", 1: "", 2: "7"}[number] if item == "regulations" else "" if number == 1 else "0"

    found = printed(read(report(figures, "\n", "\n").replace("本年制发件数", cut)))
    assert [found["proactive", "regulations", column] for column in ("made", "repealed", "in_force")] == [
        "reported 3",
        "blank",
        "reported 7",
    ]


@pytest.mark.parametrize(
    ("figures", "between", "values"),
    [
        ("1 0 1 0 0 1 0 0 0 0 0 0", "\n", [1, 0, 1, 0, None, 0, 1, 0, 0, None, 0, 0, 0, 0, None]),
        ("1 0 1 0 0 1 0 0 0 0 0 0", "   ", [1, 0, 1, 0, None, 0, 1, 0, 0, None, 0, 0, 0, 0, None]),
        ("1 0 0 0 1 0 1 0 0 1 0 0", "\n", [None] * 15),  # as well the first two ways whole, of the last two noughts
        ("1 0 1 0 0 1 0 0 0 0 0 0", " | ", [None] * 15),  # a blank cell would have its bar
        ("0 0 0 0 0 0 0 0 0 0 0 0", "\n", [None] * 15),
    ],
)
def test_totals_of_all_disputes_that_left_no_trace_are_blank_where_nothing_else_can_be(
    figures: str, between: str, values: list[int | None]
) -> None:
    *head, _ = grid("disputes", lambda *_: "0")
    lines = [*(between.join(row) for row in head), between.join(figures.split(" "))]
    found = read(
        "\n".join([HEAD, "四、政府信息公开行政复议、行政诉讼情况", *lines, "五、存在的主要问题及改进情况", "无。"])
    )
    assert [cell.value for cell in found.cells] == values
    assert ("row_unassigned" in {notice.code for notice in found.notices}) is (set(values) == {None})


def test_bars_show_blank_totals_of_two_ways() -> None:
    results = " | ".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])
    lines = ["行政复议 |", f"{results} |", "0 | 2 | 0 | 0 |  |", "行政诉讼 |", "未经复议直接起诉 | 复议后起诉 |"]
    lines += [f"{results} | {results} |", "0 | 0 | 0 | 1 |  | 1 | 0 | 0 | 0 |  |"]
    found = read(
        "\n".join([HEAD, "四、政府信息公开行政复议、行政诉讼情况", *lines, "五、存在的主要问题及改进情况", "无。"])
    )
    assert [cell.value for cell in found.cells] == [0, 2, 0, 0, None, 0, 0, 0, 1, None, 1, 0, 0, 0, None]
    assert "row_unassigned" not in {notice.code for notice in found.notices}
