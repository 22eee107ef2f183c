"""Texts that have a report's tables, its prose or its title, and are none."""

from __future__ import annotations

from dataclasses import replace

from crawlers.sandbox import markup
from crawlers.sandbox.grids import Grid
from tests.pipeline.pages import AGENCY, REPORT, kind_of, read, read_alone, report, tables


def test_tables_of_several_agencies_side_by_side_are_a_comparison() -> None:
    first, second, _ = tables()
    other = Grid(
        second.columns,
        tuple(tuple(replace(cell, text="3") if cell.text == "0" else cell for cell in row) for row in second.rows),
    )
    both = "".join(markup.cms_table(grid) for grid in (second, other))
    assert kind_of(read("两县申请数量比较", f"{both}<p>前者多于后者。</p>")) == ("not_annual_report", "other_document")
    assert read(REPORT, report() + both + "<p>附上年数据。</p>").kind == "annual_report"
    assert read("两县申请数量比较", markup.cms_table(first) + both).kind == "annual_report"  # nothing but tables


def test_prose_of_no_year_and_no_agency_is_a_sample() -> None:
    text = (
        "<p>现将年度工作情况报告如下。</p><p>一、概述</p><p>健全了制度。</p><p>二、主动公开政府信息情况</p><p>主动公开政府信息302条。</p>"
        "<p>三、依申请公开情况</p><p>未收到申请。</p><p>四、存在的问题和改进措施</p><p>培训不足。</p>"
    )
    for title in ("政府信息公开工作年度报告", "县招标局政府信息公开工作年度报告"):
        assert kind_of(read_alone(title, text)) == ("not_annual_report", "blank_form")
    for title in (f"{AGENCY}政府信息公开工作年度报告", "2022年政府信息公开工作年度报告"):
        assert read_alone(title, text).kind == "annual_report"
    assert read_alone("政府信息公开工作年度报告", text.replace("概述", "总体情况")).kind == "annual_report"


def test_a_title_over_a_text_in_another_language_is_no_report() -> None:
    text = "<p>Overview: the report outlines what was done to improve transparency in governance.</p>" * 12
    assert read_alone(REPORT, text).kind == "not_annual_report"


def test_a_short_report_may_have_its_title_twice() -> None:
    told = "<p>我局高度重视政府信息公开工作，由专人负责，切实保证了政府信息公开工作的顺利开展，公开12条。</p>"
    for under in (f"<p>{REPORT}</p>", "<p>六、年度政府信息公开工作报告</p>"):
        assert read_alone(REPORT, under + told + told).kind == "annual_report"
    other = "<p>望川县教育局2022年政府信息公开工作年度报告</p>"
    assert kind_of(read_alone(REPORT, other + told + told)) == ("not_annual_report", "empty_page")


def test_a_correction_is_no_report() -> None:
    text = "<p>我局2023年1月28日发布的报告第二部分行政处罚数量应为12，现予以更正。</p>"
    title = "关于对2022年政府信息公开工作年度报告进行更正的公告"
    assert kind_of(read_alone(title, text)) == ("not_annual_report", "notice_or_rule")


def test_sections_may_be_counted_with_digits() -> None:
    sections = (
        "一、政府信息公开工作情况",
        "1.政府信息主动公开情况",
        "2022年主动公开政府信息173条。",
        "2.依申请公开政府信息的情况",
        "未收到政府信息公开申请。",
    )
    lead = "本年度报告根据《条例》要求，由望川县教育局编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
    text = "".join(f"<p>{line}</p>" for line in (lead, *sections, "二、存在的问题", "更新不及时。"))
    assert read_alone("", text).kind == "annual_report"
    assert read_alone("", text.replace("情况</p>", "</p>")).kind == "not_annual_report"
