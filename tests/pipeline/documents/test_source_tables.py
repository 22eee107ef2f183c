"""Tables as writers of AsciiDoc, BBCode, LaTeX, Textile and wikis print them, and the marks around their words."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Grid, Line
from pipeline.documents.read import read_document, sniff

PLAIN = [["信息内容", "本年增/减", "处理决定数量"], ["行政许可", "-2", "8"], ["行政处罚", "", "31"]]
SPANNED = [[("第二十条", 1, 3)], [("行政许可", 2, 1), ("甲", 1, 1), ("1", 1, 1)], [("乙", 1, 1), ("0", 1, 1)]]
WRITTEN = {
    "asciidoc": '[cols=",,",]\n|===\n|信息内容 |本年 +\n增/减 |处理决定数量\n|行政许可 |-2 |8\n|行政处罚 | |31\n|===',
    "asciidoc, a cell a line": '[cols="3*", options="header"]\n|===\n'
    "|信息内容\n|本年增/减\n|处理决定数量\n\n|行政许可\n|-2\n|8\n|行政处罚\n|\n|31\n|===",
    "asciidoc without names": "|===\n|信息内容 |本年增/减 |处理决定数量\n\n|行政许可\n|-2\n|8\n|行政处罚\n|\n|31\n|===",
    "bbcode": "[table]\n[tr][td]信息内容[/td][td][b]本年增/减[/b][/td][td]处理决定数量[/td][/tr]\n"
    "[tr][td]行政许可[/td][td=30%]-2[/td][td]8[/td][/tr]\n[tr][td]行政处罚[/td][td][/td][td]31[/td][/tr]\n[/table]",
    "latex": "\\begin{tabular}{|l|r|r|}\n\\hline\n信息内容 & 本年增/减 & 处理决定数量 \\\\ \\hline\n"
    "\\textcolor{red}{行政许可} & \\multirow{1}{*}{-2} & 8 \\\\\n\\cline{2-3}\n行政处罚 & & 31 \\\\ \\hline\n\\end{tabular}",
    "latex, long": "\\begin{longtable}[]{@{}lll@{}}\n\\toprule\\noalign{}\n"
    "信息内容 & 本年增/减 & 处理决定数量 \\\\\n\\endfirsthead\n"
    "信息内容 & 本年增/减 & 处理决定数量 \\\\\n\\endhead\n\\begin{minipage}[b]{0.3\\linewidth}\\raggedright\n行政许可\\strut\n"
    "\\end{minipage} & -2 &\n8 \\\\\n\\multicolumn{1}{l}{%\n行政处罚} & & 31\\tabularnewline\n\\end{longtable}",
    "wiki": '<div class="a">\n\n{| class="wikitable"\n|-\n| 信息内容\n| 本年<br />增/减\n| 处理决定数量\n'
    "|-\n| 行政许可\n| -2\n| 8\n|-\n| 行政处罚\n| \n| 31\n|}\n</div>",
}
WITH_SPANS = {
    "asciidoc": '[cols=",,"]\n|===\n3+|第二十条\n.2+|行政许可 |甲 |1\n|乙 |0\n|===',
    "bbcode": "[table=98%]\n[tr][td=3,1]第二十条[/td][/tr]\n[tr][td=1,2,30%]行政许可[/td][td]甲[/td][td]1[/td][/tr]\n"
    "[tr][td]乙[/td][td]0[/td][/tr]\n[/table]",
}


def read(text: str) -> tuple[list[Grid], list[str]]:
    document = read_document(f"前言。\n\n{text}\n\n结语。".encode(), None)
    return list(document.grids), [block.text for block in document.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("way", WRITTEN)
def test_a_table_s_cells_are_those_that_are_written(way: str) -> None:
    (grid,), lines = read(WRITTEN[way])
    assert [[cell.text for cell in row] for row in grid.rows] == PLAIN
    assert [line for line in lines if "cols=" not in line] == ["前言。", "结语。"]


@pytest.mark.parametrize("way", WITH_SPANS)
def test_a_cell_reaches_as_far_as_is_written(way: str) -> None:
    (grid,), _ = read(WITH_SPANS[way])
    found = [[(c.text, c.rowspan, c.colspan) for c in row if c.row == index] for index, row in enumerate(grid.rows)]
    assert found == SPANNED


@pytest.mark.parametrize(
    "text", ["|===\n|规章 |0", "[table]\n[tr][td]规章[/td][/tr]", "\\begin{tabular}{l}\n规章 & 0", "{|\n| 规章"]
)
def test_what_has_no_end_is_no_table(text: str) -> None:
    assert read(text)[0] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('::: {#zoom}\n[规章]{style="a:b"}\t0\n:::', ["规章\t0"]),
        ("# 一、总体情况 {#a .b}\n规章\t\\-2\t\\--", ["一、总体情况", "规章\t-2\t--"]),
        ("规章\t\\\t0", ["规章\t\\\t0"]),
        ("|_. 规章 |<. 0 |=. 3 |", ["| 规章 |0 |3 |".replace("| 规", "|规")]),
        ("[b]一、总体情况[/b]\n[size=3]规章[/size]\t0", ["一、总体情况", "规章\t0"]),
        ("\\section*{一、总体情况}\\label{a}\n\\begin{document}\n规章 0", ["一、总体情况", "规章 0"]),
    ],
)
def test_marks_are_no_part_of_the_words(text: str, expected: list[str]) -> None:
    assert read(text)[1] == ["前言。", *expected, "结语。"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>\n\n{|\n| 规章\n|}\n</div>", "text/plain"),
        ("<p>x</p>\n+-----+---+\n| 规章 | 0 |\n+-----+---+", "text/plain"),
        ("<div>\n{|\n</div><table><tr><td>规章</td></tr></table>", "text/html"),
        ("<!doctype html>\n{|\n", "text/html"),
        ("<p>规章</p>", "text/html"),
    ],
)
def test_a_text_whose_tables_are_marked_is_no_page_though_tags_stand_in_it(body: str, expected: str) -> None:
    assert sniff(body.encode(), None) == expected


@pytest.mark.parametrize("text", ["|===\n|===", "[table]\n[/table]", "\\begin{tabular}{l}\n\\end{tabular}", "{|\n|}"])
def test_a_table_may_hold_nothing(text: str) -> None:
    assert [line for line in read(text)[1] if line in ("前言。", "结语。")] == ["前言。", "结语。"]
