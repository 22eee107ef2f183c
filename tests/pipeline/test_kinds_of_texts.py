"""Texts that have a report's tables, its prose or its title, and are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawlers.sandbox import markup
from crawlers.sandbox.grids import Grid
from pipeline.extract import extract
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


def test_articles_are_a_rule_whose_beginning_is_lost() -> None:
    articles = (
        "第三条 各镇负责编制本区域的政府信息公开年度报告。",
        "第四条 年度报告主要包括以下内容：",
        "（一）主动公开政府信息的情况；（二）依申请公开政府信息的情况；（三）收费情况；",
        "（四）申请行政复议、提起行政诉讼的情况；（五）存在的主要问题及改进情况；（六）其他需要报告的事项。",
        "第五条 本制度自2009年4月1日起施行。",
    )
    found = extract("\n".join(articles).encode(), "text/plain; charset=utf-8")
    assert kind_of(found) == ("not_annual_report", "notice_or_rule")


@pytest.mark.parametrize(
    ("matter", "kind"),
    [
        ("法治政府建设", "not_annual_report"),
        ("我局依法行政工作", "not_annual_report"),
        ("政府信息管理", "annual_report"),
        ("有关", "annual_report"),
    ],
)
def test_the_lead_says_on_what_it_reports(matter: str, kind: str) -> None:
    text = (
        f"2024年，市政府深化改革。现将2024年{matter}情况报告如下。\n一、工作开展情况\n2024年主动公开政府信息28340条。\n"
        "（五）政务公开更加透明\n收到政府信息公开申请513件。\n二、存在的主要问题\n三、下一步工作安排"
    )
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == kind


def test_sections_that_every_report_has_make_no_report_on_disclosure() -> None:
    text = (
        "根据《关于做好2023年绩效管理年终考评工作的通知》要求，我们逐项梳理年度任务完成情况。\n一、总体情况\n2023年，各项任务完成。\n"
        "二、主要做法\n（五）深化政务公开\n主动公开政府信息2310条，办理依申请公开213件。\n三、存在的问题和下一步打算"
    )
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == "not_annual_report"


@pytest.mark.parametrize(("own", "kind"), [("我院", "not_annual_report"), ("我局", "annual_report")])
def test_a_nameless_hospital_reports_as_no_agency(own: str, kind: str) -> None:
    lead = f"<p>一、总体情况</p><p>2020年，{own}主动公开政府信息207条。</p>"
    assert (
        read_alone("2020年政府信息公开工作年度报告", lead + "".join(markup.cms_table(grid) for grid in tables())).kind
        == kind
    )


@pytest.mark.parametrize(("until", "kind"), [("6月30日", "not_annual_report"), ("12月31日", "annual_report")])
def test_half_a_year_is_no_year_with_all_sections_and_tables_too(until: str, kind: str) -> None:
    title = f"2023年{'上半年' if until == '6月30日' else ''}政府信息公开申请情况"
    lead = f"<p>统计时间为2023年1月1日至{until}。</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
    end = (
        "<p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p><p>六、其他需要报告的事项</p>"
    )
    assert read_alone(title, lead + "".join(markup.cms_table(grid) for grid in tables()) + end).kind == kind


def test_a_report_made_a_sample_is_none() -> None:
    text = (
        "**市监察局2014年政府信息公开工作年度报告\n本年报根据《**市人民政府关于进一步加强政务公开工作的通知》编制。\n"
        "一、概述\n……（省略199字，正式会员可完整阅读）……\n二、主动公开政府信息情况\n2014年度主动公开政府信息287条。\n"
        "三、依申请公开情况\n四、复议、诉讼情况\n五、政府支出……（未完，全文共879字）"
    )
    assert kind_of(extract(text.encode(), "text/plain; charset=utf-8")) == ("not_annual_report", "blank_form")


def test_reports_listed_below_another_text_do_not_make_it_one() -> None:
    listed = "\n".join(f"望川县水务局{year}年政府信息公开工作年度报告" for year in (2018, 2019, 2021))
    text = (
        "望川县人民政府门户网站\n首页\n望川县市场监督管理局2022年度行政执法年度报告\n现将我局2022年度行政执法情况报告如下：\n"
        f"一、总体情况\n全年办理案件302件。\n二、行政许可\n行政许可2301件。\n三、行政复议和行政诉讼情况\n行政复议3件。\n相关信息\n{listed}"
    )
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == "not_annual_report"


def test_what_is_learnt_of_reports_is_news() -> None:
    text = (
        "我市107家单位按时公布政府信息公开年度报告\n来源：市政府办公室 发布时间：2023-02-03\n"
        "1月31日，从市政务公开办获悉，2022年全市各单位的年度报告已公布。2022年全市主动公开政府信息8.6万条，收到申请1203件。\n"
        "年报显示，申请内容主要集中在征地拆迁、社会保障等领域，各单位办理情况良好。"
    )
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == "not_annual_report"


def test_headings_behind_the_marks_of_a_damaged_copy_are_sections() -> None:
    text = (
        "望川旗人民政府办公室编制了2017年政府信息公开工作报告。本年报统计期限自2017年1月1日起至2017年12月31日止。？\n"
        "？二、主动公开政府信息情况？\n政府网站主动公开政府信息1876条。？\n？三、依申请公开政府信息情况？\n未收到申请。"
    )
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == "annual_report"


def test_a_report_may_speak_of_the_press() -> None:
    text = """一、总体情况
2020年，市体育局主动公开政府信息30条。召开市体育记者协会年会和4场新闻发布会，组织记者采访10次。
二、主动公开政府信息情况
主动公开各类政府信息。
三、收到和处理政府信息公开申请情况
依法办理政府信息公开申请。
四、政府信息公开行政复议、行政诉讼情况
没有发生。
"""
    assert extract(text.encode()).kind == "annual_report"


PREPARED = (
    "健全信息发布审核机制，落实先审查后公开的要求，拓宽公开渠道，回应社会关切，保障人民群众的知情权、参与权和监督权。"
    * 7
)


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        (
            "本报告根据《中华人民共和国政府信息公开条例》编制而成，统计期限自2017年1月1日起至12月31日止。",
            "annual_report",
        ),
        ("根据《中华人民共和国政府信息公开条例》有关要求，编写本报告。统计期限为2017年。", "annual_report"),
        ("依据《中华人民共和国政府信息公开条例》第五十条之规定，制作本报告。统计期限为2017年。", "annual_report"),
        (
            "望川县林业局2017年政府信息公开工作年度报告根据《中华人民共和国政府信息公开条例》编制。我局如下报告。",
            "annual_report",
        ),
        ("根据《条例》要求，公开我局2017年度政府信息公开工作年度报告。", "annual_report"),
        (
            "根据《中华人民共和国政府信息公开条例》规定，我局编制了望川县林业局2017年度政府信息公开工作年度报告（以下简称年报）。",
            "annual_report",
        ),
        ("根据县政府的安排，现将我局2017年政府信息公开工作情况报告如下。", "annual_report"),
        ("根据县政府的安排，现将望川县林业局2017年度政府信息公开工作报告公布如下：", "annual_report"),
        ("根据县政府的安排，现将本局2017年信息公开年度工作报告公布如下：", "annual_report"),
        ("根据县政府的安排，现将我局2017年信息公开自查报告公布如下：", "not_annual_report"),
        ("根据县政府的安排，现将我局2017年上半年政府信息公开工作情况报告如下。", "not_annual_report"),
        ("根据县政府的安排，现将我局2017年政府信息公开自查情况报告如下。", "not_annual_report"),
        ("本制度根据《中华人民共和国政府信息公开条例》制定。我局各科室遵照执行。", "not_annual_report"),
        ("本报告根据《法治政府建设实施纲要》编制，统计期限自2017年1月1日起至12月31日止。", "not_annual_report"),
    ],
)
def test_the_lead_says_by_what_a_report_is_written(lead: str, kind: str) -> None:
    text = f"{lead}\n一、概述\n2017年，全县{PREPARED}"
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == kind


def test_parts_of_the_overview_may_be_counted_with_digits() -> None:
    text = (
        f"一、总体情况\n2022年，我局贯彻落实《中华人民共和国政府信息公开条例》，{PREPARED}\n"
        "1.主动公开\n主动公开规范性文件9件。\n2.依申请公开\n受理政府信息公开申请27件。"
    )
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == "annual_report"


def test_that_all_reports_are_published_is_news() -> None:
    text = (
        "我县全面完成2023年度政府信息公开工作年度报告发布工作\n发布日期：2024-02-02 来源：县政府办\n"
        "截至1月31日，全县11个乡镇、29个部门的2023年度政府信息公开工作年度报告已全部在县政府网站公开发布，发布率100%。"
    )
    assert extract(text.encode(), "text/plain; charset=utf-8").kind == "not_annual_report"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、总体情况\n2022年，我局认真贯彻《中华人民共和国政府信息公开条例》，{0}", "annual_report"),
        ("一、总体情况\n2022年，望川县水务局认真贯彻《中华人民共和国政府信息公开条例》，{0}", "annual_report"),
        ("一、总体情况\n2022年，全国认真贯彻《中华人民共和国政府信息公开条例》，{0}", "not_annual_report"),
        ("一、概述\n2022年，我局认真贯彻《中华人民共和国政府信息公开条例》，{0}", "not_annual_report"),
        ("对本报告有疑问，请联系我局。\n一、概述\n2022年，我局认真贯彻《政府信息公开条例》，{0}", "annual_report"),
        ("一、总体情况\n2022年，我局认真贯彻《公共数据开放办法》，{0}", "not_annual_report"),
        ("今年来工作进展顺利。\n一、总体情况\n2022年，我局认真贯彻《政府信息公开条例》，{0}", "not_annual_report"),
        ("2022年政务公开工作总结\n一、总体情况\n2022年，我局认真贯彻《政府信息公开条例》，{0}", "not_annual_report"),
    ],
)
def test_a_text_that_lost_its_title_may_begin_as_a_report_does(text: str, kind: str) -> None:
    told = text.format(f"全年{PREPARED * 3}")
    assert extract(told.encode(), "text/plain; charset=utf-8").kind == kind
