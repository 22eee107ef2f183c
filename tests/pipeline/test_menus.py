"""Names of the forms in a menu of a page that was copied as text: what stands below one is the next name, no cell."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract import extract
from tests.pipeline.test_form_2014 import ROWS

RELATED = (
    "<h3>相关阅读</h3><ul>"
    + "".join(
        f'<li><a href="/{number}">{name}</a><span>2019-06-30</span></li>'
        for number, name in enumerate(("关于做好政务公开工作的通知", "政府信息公开指南", "政府信息公开申请表"))
    )
    + "</ul>"
)
REPORT = (
    "青禾市教育局2016年政府信息公开工作年度报告",
    "一、概述",
    "根据《中华人民共和国政府信息公开条例》，我局编制了2016年政府信息公开工作年度报告，统计期限自2016年1月1日起至12月31日止。",
    "二、主动公开政府信息情况",
    "2016年，我局主动公开政府信息18条。",
    "三、依申请公开情况",
    "2016年，我局未收到政府信息公开申请。",
    "四、存在的问题和改进措施",
    "公开的内容还不够丰富，下一步将加强培训。",
)


@pytest.mark.parametrize("below", ["政策文件", "规划计划", "数据开放"])
def test_a_menu_is_no_table_of_unreadable_cells(below: str) -> None:
    menu = [name for item in ("行政许可", "行政处罚", "行政强制", "行政事业性收费") for name in (item, below)]
    found = extract("\n".join((*menu, *REPORT, *menu)).encode(), "text/plain; charset=utf-8")
    assert found.form == "narrative"
    assert found.cells == ()
    assert [notice.code for notice in found.notices if notice.severity == "warning"] == []


def test_a_menu_with_counts_is_no_table_beside_the_one_of_the_form() -> None:
    items = ("规章", "规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费", "政府集中采购")
    menu = "".join(f"<tr><td>{item}</td><td>{number}</td></tr>" for number, item in enumerate(items, 12))
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)
    report = "".join(f"<p>{line}</p>" for line in REPORT)
    found = extract(f"<table>{menu}</table>{report}<table>{rows}</table>".encode(), "text/html; charset=utf-8")
    assert found.forms == {"statistics": "2014"}
    assert {notice.severity for notice in found.notices} <= {"info"}


def test_remarks_instead_of_figures_leave_a_table_a_table() -> None:
    header = "信息内容|上一年项目数量|本年增/减|处理决定数量"
    rows = [f"{item}|见附件|0|见附件" for item in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制")]
    found = extract("\n".join((*REPORT, header, *rows)).encode(), "text/plain; charset=utf-8")
    assert {cell.status for cell in found.cells} == {"unreadable", "reported"}


OTHER_YEARS = [f"青禾市教育局{year}年政府信息公开工作年度报告" for year in (2019, 2018, 2017, 2015, 2014)]


@pytest.mark.parametrize("between", [(), ("发布时间：2019-01-12",)])
@pytest.mark.parametrize("gap", [(), ("正文",), ("首页", ">", "年度报告")])
@pytest.mark.parametrize("is_above", [True, False])
def test_the_title_is_not_one_of_a_list_of_other_years(
    between: tuple[str, ...], gap: tuple[str, ...], is_above: bool
) -> None:
    listed = [line for title in OTHER_YEARS for line in (title, *between)]
    lines = (*listed, *gap, *REPORT) if is_above else (*REPORT, *gap, *listed)
    found = extract("\n".join(lines).encode(), "text/plain; charset=utf-8")
    assert (found.title, found.report_year) == (REPORT[0], 2016)
    assert [notice.code for notice in found.notices if notice.severity == "warning"] == []


@pytest.mark.parametrize("heading", [(), ("相关信息",)])
@pytest.mark.parametrize("is_in_one_line", [True, False])
def test_other_years_listed_below_a_report_without_a_title_give_it_none(
    heading: tuple[str, ...], is_in_one_line: bool
) -> None:
    told = ("　".join(REPORT[1:]),) if is_in_one_line else REPORT[1:]
    found = extract("\n".join((*told, *heading, *OTHER_YEARS)).encode(), "text/plain; charset=utf-8")
    assert (found.kind, found.title, found.agency_name, found.report_year) == ("annual_report", None, None, 2016)
    assert [notice.code for notice in found.notices if notice.severity == "warning"] == []


@pytest.mark.parametrize("above", ["首页 走进本县 新闻中心 政务公开", "走进本县", "首页|本市概况|政务公开|互动交流"])
def test_a_report_does_not_speak_of_itself_in_a_menu(above: str) -> None:
    told = "如有疑问，请与望川县青禾街道办事处联系。"
    lines = (above, *REPORT[1:2], told, *(line.replace("我局", "全年") for line in REPORT[2:]))
    found = extract("\n".join(lines).encode(), "text/plain; charset=utf-8")
    assert found.agency_name == "望川县青禾街道办事处"
    assert [notice.code for notice in found.notices if notice.severity == "warning"] == []


@pytest.mark.parametrize("frame", ["{text}", "<table><tr><td>{menu}</td><td>{text}</td></tr></table>"])
def test_what_is_linked_below_a_report_without_a_title_is_no_title(frame: str) -> None:
    menu = '<ul><li><a href="/a">政府信息公开指南</a></li><li><a href="/b">政府信息公开年报</a></li></ul>'
    text = "".join(f"<p>{line}</p>" for line in REPORT[1:])
    page = f"<html><body>{frame.format(menu=menu, text=text)}{RELATED}</body></html>"
    found = extract(page.encode(), "text/html; charset=utf-8")
    assert (found.kind, found.report_year, found.title) == ("annual_report", 2016, None)


def test_kinds_of_documents_named_below_a_text_are_no_title() -> None:
    lines = (*REPORT[1:], "相关阅读", "政府信息公开指南")
    found = extract("\n".join(lines).encode(), "text/plain; charset=utf-8")
    assert (found.kind, found.report_year) == ("annual_report", 2016)


def test_a_date_and_what_a_page_offers_are_no_part_of_a_title() -> None:
    page = f"<h1>望川州教育委员会</h1><p>2017-02-07导出word{REPORT[0]}</p><p>{'</p><p>'.join(REPORT)}</p>"
    found = extract(page.encode(), "text/html; charset=utf-8")
    assert (found.title, found.agency_name) == (REPORT[0], "青禾市教育局")
    assert found.published_on == date(2017, 2, 7)
