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


_OVER_OTHERS = [
    "三、收到和处理政府信息公开申请情况",
    "第一项加第二项之和等于第三项加第四项    申请人情况",
    "                                        自然人  法人或其他组织      总计",
    "                                                企业  机构  其他    ",
    "一、新收                                12      3           1       16",
    "三、结果  （一）予以公开                10                  1       11",
    "          （二）部分公开（只计这一情形）                            0",
    "四、结转                                2       3                   5",
]


def test_names_that_reach_over_other_columns_leave_these_exact() -> None:
    read = [line.split("|") for line in with_cells(_OVER_OTHERS, "|")]
    assert read[0] == ["三、收到和处理政府信息公开申请情况"]
    assert read[4:] == [
        ["一、新收", "", "12", "3", "", "1", "16"],
        ["三、结果", "（一）予以公开", "10", "", "", "1", "11"],
        ["", "（二）部分公开（只计这一情形）", "", "", "", "", "0"],
        ["四、结转", "", "2", "3", "", "", "5"],
    ]


def test_a_row_that_its_label_has_moved_is_left_alone() -> None:
    moved = "          （三）不予公开（法律行政法规另有规定的除外）  7     3      10"
    read = with_cells([*_OVER_OTHERS[:-1], *_OVER_OTHERS[-1:] * 6, moved], "|")
    assert read[-1] == moved
    assert read[-2] == "四、结转||2|3|||5"


@pytest.mark.parametrize(
    "line",
    [
        "四、结转                                   2    3                   5",  # stands below no name
        "四、结转                                2345678901  3               5",  # a figure reaches over a column
    ],
)
def test_what_no_name_explains_leaves_all_as_it_is(line: str) -> None:
    lines = [*_OVER_OTHERS[:-1], line]
    assert with_cells(lines, "|") == lines


def test_a_table_below_another_one_has_columns_of_its_own() -> None:
    lines = [
        "四、政府信息公开行政复议、行政诉讼情况",
        "维持        纠正        总计",
        "1           0           1",
        "未经复议直接起诉        复议后起诉",
        "维持  纠正  总计        维持  纠正  总计",
        "0     2     2           1     1     2",
    ]
    assert with_cells(lines, "|") == lines


def test_columns_behind_all_names_have_none_where_rows_begin_with_several_labels() -> None:
    names = ["申请人情况", "自然人    法人或其他组织  总计", "企业      机构            其他"]
    rows = [
        "新收      12              3     1    16",
        "结转      2                     5    7",
        "办理结果  （一）予以公开  10    1    11",
    ]
    rows += ["四、结转  1                     1    2"]
    assert with_cells([*names, *rows], "|")[-4:] == [
        "新收|12|3|1|16",
        "结转|2||5|7",
        "办理结果|（一）予以公开|10|1|11",
        "四、结转|1||1|2",
    ]
