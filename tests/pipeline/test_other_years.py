"""Figures of other years beside the report's own: set aside where both are printed, and kept with a warning where one is."""

from __future__ import annotations

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline.form_text import grid

YEAR = 2016
HEAD = (
    f"<h1>青禾市教育局{YEAR}年政府信息公开工作年度报告</h1><p>本报告的统计期限为{YEAR}年1月1日至{YEAR}年12月31日。</p>"
)


def markup(rows: list[list[str]]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows) + "</table>"
    )


def read(text: str) -> Extraction:
    return extract(f"{HEAD}{text}".encode(), "text/html; charset=utf-8")


def warnings(found: Extraction) -> list[str]:
    return [notice.code for notice in found.notices if notice.severity == "warning"]


def test_columns_of_two_years_below_each_name_are_told_apart() -> None:
    rows = grid("requests", lambda code, item, number: str(len(item) + number))
    names, *others = rows
    head = "".join(f"<td colspan=2>{name}</td>" for name in names)
    years = "<td>2016年</td><td>2015年</td>" * len(names)
    cells = "".join(
        f"<tr><td>{label}</td>" + "".join(f"<td>{figure}</td><td>77</td>" for figure in figures) + "</tr>"
        for label, *figures in others
    )
    found = read(f"<table><tr><td rowspan=2>项目</td>{head}</tr><tr>{years}</tr>{cells}</table>")
    table = [cell for cell in found.cells if cell.table == "requests"]
    assert [cell.raw for cell in table] == [figure for _, *figures in others for figure in figures]
    assert "other_year" in {notice.code for notice in found.notices}


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("2015年情况", "2016年情况"), ["0", "1"]),
        (("2016年情况统计表", "附：2015年数据："), ["1", "0"]),
        (("上年度情况", "本年度情况"), ["0", "1"]),
        (("2016年情况", "附：上年同期数据"), ["1", "0"]),
        (("三、收到和处理政府信息公开申请情况", "2015年数据"), ["1", "0"]),
        (("上年度", ""), ["0", "1"]),
        (("本机关", "下属单位：市不动产登记中心"), ["1", "0"]),
        (("附：所属事业单位办理情况", "本机关"), ["0", "1"]),
        (("上半年", "全年"), ["0", "1"]),
        (("填报示例", ""), ["0", "1"]),
    ],
)
def test_tables_of_other_years_are_set_aside(titles: tuple[str, str], expected: list[str]) -> None:
    own, other = expected.index("1"), expected.index("0")
    tables = [""] * 2
    tables[own] = markup(
        [["", *row] if number == 0 else row for number, row in enumerate(grid("requests", lambda *_: "1"))]
    )
    tables[other] = markup(
        [["", *row] if number == 0 else row for number, row in enumerate(grid("requests", lambda *_: "0"))]
    )
    found = read("".join(f"<p>{title}</p>{table}" for title, table in zip(titles, tables, strict=True)))
    assert {cell.value for cell in found.cells if cell.table == "requests"} == {1}
    assert {"table_repeated", "year_contradicted"}.isdisjoint(warnings(found))


def test_a_table_of_another_year_alone_is_read_and_doubted() -> None:
    rows = grid("requests", lambda *_: "1")
    found = read(f"<p>2015年情况统计表</p>{markup([['', *rows[0]], *rows[1:]])}")
    assert {cell.value for cell in found.cells if cell.table == "requests"} == {1}
    assert "year_contradicted" in warnings(found)


def test_names_that_stood_side_by_side_over_two_tables_set_none_aside() -> None:
    tables = [
        markup([["", *row] if number == 0 else row for number, row in enumerate(grid("requests", lambda *_: figure))])
        for figure in ("1", "0")
    ]
    head = "<tr><td>本机关</td><td>下属事业单位</td></tr>"
    found = read(f"<table>{head}<tr>{''.join(f'<td>{table}</td>' for table in tables)}</tr></table>")
    assert {cell.value for cell in found.cells if cell.table == "requests"} == {1}
    assert "table_repeated" in warnings(found)


def test_a_date_above_a_table_is_no_title_of_it() -> None:
    rows = grid("requests", lambda *_: "1")
    table = markup([["", *rows[0]], *rows[1:]])
    found = read(f"<p>2017年1月20日</p>{table}<p>三、收到和处理政府信息公开申请情况</p>{table}")
    assert "other_year" not in {notice.code for notice in found.notices}


@pytest.mark.parametrize("cut", [3, 2])
def test_names_of_columns_cut_short_to_a_year_are_no_years(cut: int) -> None:
    rows = grid("proactive", lambda code, item, number: str(number + 1), "2019")
    short = [[name[:cut] if name[:2] in ("上一", "本年") else name for name in row] for row in rows]
    found = read(
        f"<p>二、主动公开政府信息情况</p>{markup([['信息内容', *r] if r[0][:1] in '本上采处' else r for r in short])}"
    )
    assert "other_year" not in {notice.code for notice in found.notices}


def test_local_tables_with_words_of_the_forms_leave_the_statutory_ones_alone() -> None:
    years = [["年度", "收到申请数", "予以公开", "部分公开", "行政复议", "行政诉讼"]]
    years += [[f"{year}年", "28", "10", "12", "22", "9"] for year in (2019, 2020, 2021)]
    places = [["单位", "新收申请数", "予以公开", "不予公开", "无法提供", "结转"]]
    places += [[name, "7", "4", "0", "9", "5"] for name in ("城关镇", "河口镇")] + [
        ["合计", "14", "8", "0", "18", "10"]
    ]
    own = "".join(markup(rows) for rows in (grid("requests", lambda *_: "0"), grid("disputes", lambda *_: "0")))
    found = read(f"{markup(places)}{markup(years)}{own}{markup(years)}{markup(places)}")
    assert {cell.value for cell in found.cells} == {0}
    assert {"table_repeated", "row_unread"}.isdisjoint(warnings(found))
