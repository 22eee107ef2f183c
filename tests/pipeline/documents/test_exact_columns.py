"""Lines of tables in columns of spaces: where these are exact, each line gets all its cells."""

from __future__ import annotations

import pytest

from pipeline.documents.texts.exact_columns import with_cells

_NAMES = "信息内容        本年制发件数  本年废止件数  现行有效件数"
_FULL = "规章            3             1             22"


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("行政规范性文件  4                           6", "行政规范性文件|4||6"),
        ("行政规范性文件                              6", "行政规范性文件|||6"),
        ("行政规范性文件                4", "行政规范性文件||4|"),
        ("行政规范性文件", "行政规范性文件|||"),
        ("第二十条第（五）项及其他各项的本年情况", "第二十条第（五）项及其他各项的本年情况|||"),
        ("行政规范性文件    4                         6", None),
        ("行政规范性文件  4                           6          9", None),
    ],
)
def test_a_place_without_text_is_a_blank_cell_where_no_row_departs(line: str, read: str | None) -> None:
    lines = [_NAMES, _FULL, "行政规范性文件  0             0             0", line]
    assert with_cells(lines, "|")[-1] == (line if read is None else read)


def test_columns_that_end_alike_are_exact_too() -> None:
    names = "统计指标        单位    统计数"
    lines = [names, "新闻发布会次数    次       120", "在线访谈次数      次", "培训人员数        人        15"]
    assert with_cells(lines, "|")[1:] == ["新闻发布会次数|次|120", "在线访谈次数|次|", "培训人员数|人|15"]


def test_figures_below_no_name_make_no_column() -> None:
    lines = ["规章            3             1             22", "文件            3                           22"] * 3
    assert with_cells(lines, "|") == lines


def test_a_heading_within_a_table_is_a_row_and_two_tables_are_apart() -> None:
    statistics = [
        "统计指标            单位  统计数",
        "一、主动公开情况",
        "主动公开信息数      条    3",
        "新闻发布会次数      次",
    ]
    assert with_cells(statistics, "|")[1:] == ["一、主动公开情况||", "主动公开信息数|条|3", "新闻发布会次数|次|"]
    first = [_NAMES, _FULL, "行政规范性文件  4                           6"]
    tables = [*first, "三、收到和处理政府信息公开申请情况", *(f"{line[:8]}    {line[8:]}" for line in first)]
    assert with_cells(tables, "|")[2::4] == ["行政规范性文件|4||6"] * 2


@pytest.mark.parametrize(
    ("blank", "read"),
    [("", "行政规范性文件|4||6"), ("\xa0", "行政规范性文件|4||6")],
)
def test_more_hard_spaces_than_part_all_cells_stand_for_blanks(blank: str, read: str) -> None:
    rows = [["信息内容", "制发", "废止", "现行有效"], ["规章", "13", "1", "22"], ["行政规范性文件", "4", blank, "6"]]
    lines = ["\xa0\xa0\xa0\xa0".join(row) for row in rows]
    assert with_cells(lines, "|")[-1] == read
    assert with_cells([*lines[:2], "行政规范性文件\xa0\xa0\xa0\xa04\xa0\xa0\xa0\xa0\xa0\xa06"], "|")[-1].count("|") == 0
