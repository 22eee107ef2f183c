"""Tables printed as lines: what is a ruling between rows, and what a row of dashes instead of figures."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Line
from pipeline.extract import extract
from pipeline.forms.line_grids import is_page_number, is_rule
from pipeline.forms.stream import stream_rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|---|---|---|", True),
        ("---|---|---", True),
        ("| :---: | --- |", True),
        ("|--|--|", True),
        ("+----+----+", True),
        ("+------+", True),
        ("----+", False),
        ("-- |", False),
        ("-- | -- | -- | -- |", False),
        ("| -- | - | — |", False),
        ("— |", False),
        ("-----", False),
        ("规章 | -- |", False),
    ],
)
def test_dashes_are_a_rule_or_entries(text: str, expected: bool) -> None:
    assert is_rule(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("- 3 -", True), ("—3—", True), ("·3·", True), ("第3页", True), ("第 3 页 共 12 页", True), ("第3页/共12页", True),
     ("3/12", True), ("3 / 12 页", True), ("Page 3 of 12", True), ("P. 3", True), ("3", False),
     ("-3", False), ("3件", False), ("2023/1/12", False)],
)  # fmt: skip
def test_the_number_of_a_page_is_no_entry(text: str, expected: bool) -> None:
    assert is_page_number(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.重复申请| 11| 0| 0|\n0| 0| 1| 12\n3.要求提供公开出版物| 0| 0| 0| 0| 0| 0| 0", [7, 7]),
        ("2.重复申请| 1| 0|\n3.要求提供公开出版物| 0| 1\n5.要求行政机关确认或重新出具已获取信息| 0| 1", [3, 2, 2]),
    ],
    ids=["a row that was folded", "a row whose last cell is blank"],
)
def test_a_row_that_is_folded_behind_a_bar_is_one_row(text: str, expected: list[int]) -> None:
    lines = [Line(line, 0, number=number) for number, line in enumerate(text.split("\n"), 1)]
    assert [len(row.values) for row in stream_rows(lines)] == expected


@pytest.mark.parametrize("width", range(50, 90, 3))
def test_rows_that_are_broken_where_a_line_is_full_are_whole(width: int) -> None:
    """As terminals and mail break them: within a label, before a bar, behind one. A figure is never cut here."""
    labels = ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1.属于国家秘密", "3.补正后申请内容仍不明确")
    rows = [
        " | ".join([label, *cells]) + " |" for label in labels * 2 for cells in ("1000002", ["", "", *"10", "", *"01"])
    ]
    lines: list[str] = []
    for row in [*rows, "结果维持 |", "0 |", "信息公开" * 40]:
        text = ""
        for character in row:
            if sum(1 + (ord(c) > 0x2000) for c in text + character) > width:
                lines.append(text.strip())
                text = ""
            text += character
        lines.append(text.strip())
    found = stream_rows([Line(line, 0, number=number) for number, line in enumerate(lines, 1) if line])
    printed = ["".join(token.text or "_" for token in row.values) for row in found if len(row.values) > 1]
    assert printed == ["1000002", "__10_01"] * 6


def test_rows_that_end_in_their_lines_are_not_joined() -> None:
    rows = [
        "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |",
        "1 | 0 | 0 | 0 | 1 |",
        "1.属于国家秘密 | 0 | 0 |",
        "2.重复申请 | 0 | 0 |",
    ]
    lines = [Line(row, 0, number=number) for number, row in enumerate([*rows, "甲 | 乙"] * 3, 1)]
    figures = [sum(not token.is_blank for token in row.values) for row in stream_rows(lines) if row.has_figure]
    assert figures == [5, 2, 2] * 3


@pytest.mark.parametrize(("end", "blanks"), [("", 1), ("|", 0)])
def test_a_bar_at_the_end_has_a_blank_behind_it_where_other_rows_end_without_one(end: str, blanks: int) -> None:
    text = ["信息内容|本年处理决定数量", "行政许可|4426", "行政处罚|3261", "行政强制|265"]
    lines = [Line(line, 0) for line in (*(f"{row}{end}" for row in text), "第二十条第（八）项", "行政事业性收费|")]
    last = list(stream_rows(lines))[-1]
    assert [token.text for token in last.values] == [""] * blanks


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_label_goes_on_below_the_figures_beside_it(gap: str) -> None:
    """As programs write a page whose rows are two lines high: the figures stand at the height of the first one."""
    halves = (
        ("一、本年新收政府信", "息公开申请数量"),
        ("2.其他法律行政", "法规禁止公开"),
        ("3.危及“三安全一稳定”", "本行无数据"),
    )
    text = "\n".join(f"{first}{gap}1 0 0 0 0 0 1\n{rest}" for first, rest in halves)
    lines = [Line(line, 0, number=number) for number, line in enumerate(text.split("\n"), 1)]
    found = [(row.item_keys[0], len(row.values)) for row in stream_rows(lines) if row.has_figure]
    assert found == [("本年新收政府信息公开申请数量", 7), ("其他法律行政法规禁止公开", 7), ("危及三安全一稳定", 7)]


@pytest.mark.parametrize("bar", ["\t", " | "])
def test_the_number_of_a_page_above_the_figures_of_all_disputes_is_none_of_them(bar: str) -> None:
    results, figures = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], [*"10001", *"02002", *"00000"]
    ways = ["行政复议", *[""] * 4, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4]
    rows = [ways, results * 3, ["21", *[""] * 14], figures]
    text = "\n".join(("青禾市教育局2021年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况",
                      *(bar.join(row) + bar for row in rows)))  # fmt: skip
    found = extract(text.encode(), "text/plain; charset=utf-8")
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == list(map(int, figures))
