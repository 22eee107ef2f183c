"""Plain text: lines as printed, Markdown's marks left out, comma-separated values as grids."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Grid
from pipeline.documents.texts.frames import without_frames
from pipeline.documents.texts.text import FEWEST_QUOTED, read_text


def blocks(text: str) -> list[str | list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows] if isinstance(block, Grid) else block.text
        for block in read_text(text.encode(), None).blocks
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 |\n0 |\n", ["规章 |", "0 |"]),
        ("⼈⺠政府各部⻔", ["人民政府各部门"]),
        ("# 年报\n\n**日期**：2022-01-20", ["年报", "日期：2022-01-20"]),
        ("规章 |\n#### |\n0 |\n", ["规章 |", "#### |", "0 |"]),
        ("**\xa0 \xa0 四、复议诉讼**\n**规章**", ["四、复议诉讼", "规章"]),
        ('<span lang="EN-US"\nstyle="x">规章</span>', ["规章"]),
        ("规章\\   0\\   12\\\n文件   \\   3", ["规章    0    12", "文件   \\   3"]),
        ("规章\\   0\\   \\  \n" * 5, ["规章    0"] * 5),
        ("规章   0\n  ------ ---\n文件   1", ["规章   0", "文件   1"]),
        (
            "  ------ --- ---\n  规章     0   1\n  文件         3\n  ------ --- ---\n\n尾",
            ["规章\t0\t1", "文件\t\t3", "尾"],
        ),
        ("====== ==== ====\n规章   新增\n\\      0    3\n====== ==== ====", ["规章\t新增\t", "\t0\t3"]),
        ("  ------ ---\n  规     0\n  章\n\n  文件   1\n  ------ ---", ["规章\t0", "文件\t1"]),
        ("  ------ ---\n  规章文件件 0\n  ------ ---", ["规章文件件 0"]),
        ("------------\n规章 0", ["规章 0"]),
        (
            "+------------+\n| +--------+ |\n| | 规章   | |\n| +--------+ |\n| 尾         |\n+------------+\n后",
            ["规章", "尾", "后"],
        ),
        ("+----------+\n| 规章   0 |\n文件", ["+----------+", "| 规章   0 |", "文件"]),
        ("---   ---   ---\n---", None),
        ("甲\n乙\n\f丙\n\f\n丁", ["甲", "乙", "丙", "丁"]),
        ('[规章]{style="a\nb"} [\\\n]{lang="en"}乙', ["规章 乙"]),
        ('[规[章]{lang="en"}]{.x} 0', ["规章 0"]),
        ("文 | 甲 | 乙 | | --- | --- | | 规章 | 0 | | 文件 | 1 |", ["文 | 甲 | 乙 |", "| | 规章 | 0 | | 文件 | 1 |"]),
        ("| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n", ["| 甲 | 乙 | 丙 |", "| --- | --- | --- |"]),
        ("项目,上年,本年\n规章,0,1\n文件,2,3", [[["项目", "上年", "本年"], ["规章", "0", "1"], ["文件", "2", "3"]]]),
        (
            '表\n"甲,乙",1,2\n丙,3,4\n丁,5,6\n尾',
            ["表", [["甲,乙", "1", "2"], ["丙", "3", "4"], ["丁", "5", "6"]], "尾"],
        ),
        ("一是公开,二是解读,三是回应\n2021年,我局认真落实,成效明显。", None),
        ("规章,0,1\n文件,2,3", None),
        ("9,615,646\n8,630,856\n1,899,251", None),
        ("规章  1,234  5,678\n文件  2,345  6,789\n许可  3,456  7,890", None),
        (
            "规章,100,200\n文件,300,400\n许可,500,600",
            [[["规章", "100", "200"], ["文件", "300", "400"], ["许可", "500", "600"]]],
        ),
        (
            "项目;上年;本年\n规章;0;1,5\n文件;2;3",
            [[["项目", "上年", "本年"], ["规章", "0", "1,5"], ["文件", "2", "3"]]],
        ),
        ("一是公开;二是解读;三是回应\n2021年;我局认真落实;成效明显。", None),
        (
            '甲,1,"1,234"\n"结果\n维持",3,"12\n3"\n丁,5,6',
            [[["甲", "1", "1,234"], ["结果维持", "3", "12\n3"], ["丁", "5", "6"]]],
        ),
        ('甲,="1",2\n乙,="3",4\n丙,"=""5""",6', [[["甲", "1", "2"], ["乙", "3", "4"], ["丙", "5", "6"]]]),
        ('"一是公开\n二是解读', None),
        ('"一是公开\n二是"解读', None),
    ],
)
def test_blocks(text: str, expected: list[str | list[list[str]]] | None) -> None:
    assert blocks(text) == (text.split("\n") if expected is None else expected)


def test_lines_of_a_cell_are_one_between_bars_and_lines_elsewhere() -> None:
    document = read_text("| 社会公益<br>组织 | 1<br/>2 |\n甲<BR>乙".encode(), None)
    assert document.text == "| 社会公益 组织 | 1 2 |\n甲\n乙"


def test_what_word_puts_before_paragraphs_goes() -> None:
    mark = 'xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /'
    document = read_text(f"| {mark}规章 | <?{mark}>0 |".encode(), None)
    assert document.text == "| 规章 | 0 |"


def test_the_marks_of_a_quotation_go() -> None:
    quoted = [">> 规章\t0\t\t", "> # 年报", ">尾", ">"]
    assert len(quoted) > FEWEST_QUOTED
    assert blocks("\n".join(quoted)) == ["规章\t0\t\t", "年报", "尾"]
    few = [f"> {number}" for number in range(FEWEST_QUOTED - 1)]
    assert blocks("\n".join(few)) == few


def test_a_markdown_heading_is_a_heading() -> None:
    assert [line.is_heading for line in read_text("# 题\n文".encode(), None).lines] == [True, False]


RULE = "+------+----+"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            [RULE, "| 项目 | 数 |", "+======+====+", "| 行政 | 12 |", "| 许可 |    |", RULE, "| 规章 |    |", RULE],
            [["项目", "数"], ["行政许可", "12"], ["规章", ""]],
        ),
        (
            ["┌──────┬────┐", "│ 项目 │ 数 │", "├──────┼────┤", "│ 规章 │ 3  │", "├──────┼────┤", "│ 行政 │    │",
             "│ 许可 │ 12 │", "└──────┴────┘"],
            [["项目", "数"], ["规章", "3"], ["行政许可", "12"]],
        ),
        (
            [RULE, "| 项目 | 数 |", "|      | 量 |", RULE, "| 行政 | 12 |", "| 许可 |    |", RULE,
             "| 行政 | 0. |", "| 收费 | 93 |", RULE,
             "| 规章 | 0  |", RULE],
            [["项目", "数量"], ["行政许可", "12"], ["行政收费", "0. 93"], ["规章", "0"]],
        ),
        (
            [RULE, "| 行政 | 12 |", "| 许可 |    |", RULE, "| 行政 | 12 |", "| 处罚 |    |", RULE,
             "| 许可 | 1  |", "| 处罚 | 93 |", RULE],
            [["行政许可", "12"], ["行政处罚", "12"], ["许可处罚", "1 93"]],
        ),
        ([RULE, "| 项目 | 数 |", RULE, "| 规章 | 3  |", "| 许可 | 12 |", RULE], None),
        ([RULE, "| 项目 | 数 |", RULE, "| 规章 | 3  |", "| 许可 | 12 |", RULE, "| 总计 | 15 |", RULE], None),
        ([RULE, "| 项目 | 数 |", RULE, "| 规章 | 3  |", RULE, "| 许可 | 12 |", RULE], None),
        ([RULE, "| 项目 | 数 |", RULE, "| 行政 | 3  |", "| 许可 |", RULE, "| 规章 | 12 |", RULE], None),
        (["| 项目 | 数 |", "|------|----|", "| 行政 | 3  |", "| 许可 |    |"], None),
    ],
)  # fmt: skip
def test_a_cell_between_rules_may_have_several_lines(lines: list[str], rows: list[list[str]] | None) -> None:
    """Where each row has one line, or some rules are missing, the lines stay what they are."""
    expected = ["表", rows, "尾"] if rows else ["表", *lines, "尾"]
    assert blocks("\n".join(["表", *lines, "尾"])) == expected


@pytest.mark.parametrize("separator", [",", ";"])
def test_quotes_that_end_within_a_field_leave_lines_as_they_are(separator: str) -> None:
    text = f'规章{separator}1{separator}"2"{separator}\n"' * 8
    lines = [line.text for line in read_text(text.encode(), None).lines]
    assert (len(lines), lines[0]) == (9, f'规章{separator}1{separator}"2"{separator}')


@pytest.mark.parametrize("rows", [("注       |", "填报     |"), ("标题     |", "单位     |")], ids=["last", "first"])
def test_rows_of_one_cell_each_at_an_end_of_a_table_are_no_frame(rows: tuple[str, str]) -> None:
    rule, parted = "+----------+", "+-----+----+"
    cells = [rule, f"| {rows[0]}", rule, f"| {rows[1]}"]
    lines = (
        [*cells, parted, "| 规章 | 0 |", parted]
        if rows[0][0] == "标"
        else [parted, "| 规章 | 0 |", parted, *cells[1:], rule]
    )
    assert without_frames("\n".join(lines)) == "\n".join(lines)


def test_frames_that_are_not_closed_are_looked_through_once() -> None:
    text = "\n".join(["+----------+", "| 规章 0   |"] * 20_000) + "\n后"
    assert without_frames(text) == text
