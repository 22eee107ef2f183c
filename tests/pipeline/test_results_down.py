"""Disputes tables with the results one below the other and the ways across."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from pipeline.forms import disputes

HEAD = "青禾市教育局2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
NAMES = [["处理结果", "行政复议", "行政诉讼"], ["未经复议直接起诉", "复议后起诉"]]
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIGURES = [("3", "4", "5"), ("1", "0", "2"), ("0", "0", "0"), ("2", "1", "0"), ("6", "5", "7")]
ROWS = [*NAMES, *([name, *row] for name, row in zip(RESULTS, FIGURES, strict=True))]
EXPECTED = [int(row[way]) for way in range(3) for row in FIGURES]

Rows = Sequence[Sequence[str]]


def joined(cell: str, row: str) -> Callable[[Rows], str]:
    return lambda rows: HEAD + row.join(cell.join(texts) for texts in rows)


def as_table(rows: Rows) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<p>{HEAD}</p><table>{lines}</table>".replace("\n", "</p><p>")


def as_table_with_blanks(rows: Rows) -> str:
    return as_table([[*rows[0], ""], ["", "", *rows[1]], *rows[2:]])


def read(rows: Rows, show: Callable[[Rows], str]) -> Extraction:
    text = show(rows)
    return extract(text.encode(), "text/html; charset=utf-8" if "<td>" in text else "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "show",
    [joined("\t", "\n"), joined(" ", "\n"), joined("\n", "\n"), joined(" | ", " |\n"), joined("|", "\n"), joined(" |\n", " |\n|\n"),
     as_table, as_table_with_blanks],
)  # fmt: skip
def test_each_figure_is_that_of_its_way_and_result(show: Callable[[Rows], str]) -> None:
    found = read(ROWS, show)
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == EXPECTED
    assert not [n for n in found.notices if n.severity == "warning" and n.code != "table_missing"]


def test_names_of_the_ways_are_looked_for_in_so_many_rows_above_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a way has a figure in the last row alone, the rows above it look like some of the header."""
    figures = [("", "", "1"), ("", "", ""), ("", "", "0"), ("", "2", "1"), ("0", "2", "2")]
    rows = [*NAMES, *([name, *row] for name, row in zip(RESULTS, figures, strict=True))]
    values = [int(row[way]) if row[way] else None for way in range(3) for row in figures]

    def printed() -> list[object]:
        return [cell.value for cell in read(rows, as_table_with_blanks).cells if cell.table == "disputes"]

    assert printed() == values
    monkeypatch.setattr(disputes, "HEADER_ROWS", 1)
    assert printed() != values


def test_results_in_another_order_are_flagged() -> None:
    found = read([*ROWS[:2], ROWS[3], ROWS[2], *ROWS[4:]], joined("\t", "\n"))
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == EXPECTED
    assert "column_order" in {notice.code for notice in found.notices if notice.severity == "warning"}


def test_a_row_with_a_figure_too_few_is_not_read() -> None:
    found = read([*ROWS[:3], ROWS[3][:3], *ROWS[4:]], joined("\t", "\n"))
    assert not [cell for cell in found.cells if cell.table == "disputes" and cell.status == "reported"]


WAYS_ACROSS = ("行政复议", "未经复议直接起诉", "复议后起诉")


@pytest.mark.parametrize("above", ["<table><tr><td colspan=3>{}</td></tr>", "<p>{}</p><table>"])
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0)], ids=["as the form", "ways moved in one"])
def test_each_result_may_have_a_table(above: str, order: Sequence[int]) -> None:
    parts: list[str] = []
    for number, (name, figures) in enumerate(zip(RESULTS, FIGURES, strict=True)):
        places = order if number == 2 else (0, 1, 2)
        rows = [[row[place] for place in places] for row in (WAYS_ACROSS, figures)]
        lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
        parts.append(f"{above.format(name)}{lines}</table>")
    found = extract(f"<p>{HEAD}</p>{''.join(parts)}".replace("\n", "</p><p>").encode(), "text/html; charset=utf-8")
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == EXPECTED
    assert not [n for n in found.notices if n.severity == "warning" and n.code != "table_missing"]


WAYS = (["行政复议"], ["行政诉讼", "未经复议直接起诉"], ["行政诉讼", "复议后起诉"])
ONE_EACH = [
    [*way, name, figures[number]]
    for number, way in enumerate(WAYS)
    for name, figures in zip(RESULTS, FIGURES, strict=True)
]


def in_brackets(rows: Rows) -> Rows:
    return [[row[0] if len(row) == 3 else f"{row[0]}（{row[1]}）", *row[-2:]] for row in rows]


def in_columns(rows: Rows) -> Rows:
    named = [[row[0], row[1] if len(row) == 4 else "", *row[-2:], ""] for row in rows]
    return [["类别", "途径", "情形", "件数", "备注"], *named]


@pytest.mark.parametrize("show", [as_table, joined("\t", "\n"), joined(" | ", " |\n")])
@pytest.mark.parametrize("shape", [in_brackets, in_columns])
def test_a_row_may_hold_the_figure_of_one_result(shape: Callable[[Rows], Rows], show: Callable[[Rows], str]) -> None:
    found = read(shape(ONE_EACH), show)
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == EXPECTED
    assert not [n for n in found.notices if n.severity == "warning" and n.code != "table_missing"]


def test_rows_of_one_result_that_are_not_all_there_are_not_read() -> None:
    found = read(in_brackets(ONE_EACH[:-2]), as_table)
    assert not [cell for cell in found.cells if cell.table == "disputes" and cell.status == "reported"]


@pytest.mark.parametrize("show", [joined("\n", "\n"), joined("\t", "\n"), joined(" ", "\n"), joined(" | ", " |\n")])
def test_the_first_of_its_rows_may_name_the_way_for_all(show: Callable[[Rows], str]) -> None:
    """A cell that spans five rows is one text where a table is copied."""
    rows = [row if number % len(RESULTS) == 0 else row[-2:] for number, row in enumerate(ONE_EACH)]
    found = read([["类别", "情形", "件数"], *rows], show)
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == EXPECTED
    assert not [n for n in found.notices if n.severity == "warning" and n.code != "table_missing"]


NARROW = (
    "行政 行政\n复议 诉讼\n结果 结果 其他 尚未 总计 未经 复议\n维持 纠正 结果 审结 复议 后起\n直接 诉\n起诉\n"
    "结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计\n维持 纠正 结果 审结 维持 纠正 结果 审结\n"
)


@pytest.mark.parametrize(
    ("figures", "is_read"),
    [
        ("3 1 0 2 6 4 0 0 1 5 5 2 0 0 7", True),
        ("3 1 0 2 6 4 0 0 1 5 5 2 0 0 8", False),
        ("3 1 0 2 6 4 0 0 1 5", False),
    ],
)
def test_names_spelt_two_letters_a_line_are_those_of_fifteen_figures_that_add_up(figures: str, is_read: bool) -> None:
    found = extract(f"{HEAD}{NARROW}{figures}\n五、存在的主要问题及改进情况\n无。".encode(), "text/plain")
    cells = [cell for cell in found.cells if cell.table == "disputes"]
    assert [cell.value for cell in cells if cell.status == "reported"] == (EXPECTED if is_read else [])


@pytest.mark.parametrize(("suits", "is_read"), [("0 / / / /", True), ("0 / / / 1", False), ("0 / 2 / /", False)])
def test_a_way_of_strokes_alone_needs_no_sum(suits: str, is_read: bool) -> None:
    found = extract(f"{HEAD}{NARROW}3 1 0 2 6 {suits} 5 2 0 0 7\n五、其他\n无。".encode(), "text/plain")
    cells = [cell.value for cell in found.cells if cell.table == "disputes" and cell.item != "suit_direct"]
    assert cells == ([3, 1, 0, 2, 6, 5, 2, 0, 0, 7] if is_read else [])


def test_a_column_without_a_name_that_sets_the_ways_apart_is_none_of_them() -> None:
    results = "".join(f"<td>{name}" for name in RESULTS)
    names = (
        f"<td><td colspan=5>行政复议<td><td colspan=5>未经复议直接起诉<td><td colspan=5>复议后起诉<td><tr><td>{results}"
    )
    figures = "<td>3<td>1<td><td>2<td>6<td><td>4<td>0<td>0<td>1<td>5<td><td>5<td>2<td>0<td>0<td>7<td>"
    page = f"<p>{HEAD}</p><table><tr>{names}<td>{results}<td>{results}<td><tr><td>{figures}</table>"
    cells = [cell for cell in extract(page.encode(), "text/html; charset=utf-8").cells if cell.table == "disputes"]
    assert [cell.value for cell in cells] == [None if at == 2 else value for at, value in enumerate(EXPECTED)]


def test_a_row_of_one_way_between_doubled_tabs_is_no_row_of_all_ways() -> None:
    rows = [
        ["类别", *RESULTS],
        ["行政复议", *"31026"],
        ["行政诉讼", "未经复议直接起诉", *"40015"],
        ["复议后起诉", "", *"52007"],
    ]
    found = extract((HEAD + "\n".join("\t\t".join(row) for row in rows)).encode(), "text/plain; charset=utf-8")
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == EXPECTED
