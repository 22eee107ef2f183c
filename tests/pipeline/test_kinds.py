"""Pages that are easily taken for one another: with whole tables and no report, or the report behind menus, pictures and lists."""

from __future__ import annotations

import re

import pytest

from crawlers.sandbox import markup
from pipeline.contract import Notice
from pipeline.documents.document import Document
from pipeline.extract import extract
from pipeline.identification.kinds import judge
from tests.pipeline.pages import (
    AGENCY,
    LEAD,
    OTHERS,
    REPORT,
    YEAR,
    blank_tables,
    kind_of,
    read,
    report,
    tables,
)


@pytest.mark.parametrize(
    ("code", "title", "body"),
    [
        ("interpretation", f"《{REPORT}》解读", f"<p>现解读如下。</p>{markup.cms_table(tables()[1])}"),
        ("interpretation", f"一图读懂{REPORT}", f"<p>申请情况如下。</p>{markup.cms_table(tables()[1])}"),
        ("interpretation", f"{REPORT}比对", f"<p>申请情况如下。</p>{markup.cms_table(tables()[1])}"),
        ("partial_period", f"望川县{YEAR}年上半年政府信息公开申请情况统计表", markup.cms_table(tables()[1])),
        ("partial_period", f"望川县{YEAR}年第三季度申请办理情况", markup.cms_table(tables()[1])),
        ("blank_form", f"{REPORT}（模板）", report()),
        (
            "blank_form",
            "政府信息公开年度工作报告范文",
            "<p>一、概述</p><p>我局贯彻条例。</p><p>二、主动公开情况</p>" * 3,
        ),
        (
            "blank_form",
            "工作报告",
            "<p>201x年，我局政府信息公开工作情况报告如下。</p><p>一、主动公开情况</p><p>二、依申请公开情况</p>",
        ),
        ("blank_form", f"（单位名称）{YEAR}年政府信息公开工作年度报告", report(blank_tables())),
        (
            "blank_form",
            "政府信息公开工作年度报告",
            "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
            + markup.cms_table(blank_tables()[1])
            + "<p>四、存在的问题</p>",
        ),
        ("plan", "望川县水务局2022年工作总结及2023年工作思路", report(blank_tables())),
        ("blank_form", f"××局{YEAR}年政府信息公开工作年度报告", report(blank_tables())),
        ("notice_or_rule", f"关于{YEAR}年政府信息公开工作年度报告编制公布情况的通报", f"<p>{LEAD * 4}</p>"),
        ("index", "望川县水务局政府信息公开年报", f"<ul>{OTHERS}</ul>"),
    ],
)
def test_tables_and_titles_alone_make_no_report(code: str, title: str, body: str) -> None:
    found = read(title, body)
    assert (found.kind, found.reason and found.reason.code) == ("not_annual_report", code)


def test_the_regulation_on_reports_is_none() -> None:
    article = (
        "第五十条 政府信息公开工作年度报告应当包括下列内容：（一）主动公开政府信息的情况；（二）收到和处理政府信息公开申请的情况；"
        "（三）被申请行政复议、提起行政诉讼的情况；（四）存在的主要问题及改进情况。"
    )
    assert (
        read("学习《中华人民共和国政府信息公开条例》", f"<p>第一章 总则</p><p>{article}</p>").kind
        == "not_annual_report"
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "望川市发布2022年政府信息公开年报",
            "近日，望川市公布年度报告。据悉，2022年主动公开12万条，收到申请356件，复议12件。" * 2,
        ),
        (
            "2022年政府信息公开工作年度报告出炉 这些数据值得关注",
            "一、主动公开12万条。\n二、收到申请356件。\n三、存在的问题。",
        ),
        (
            "望川市召开2022年政府信息公开工作年度报告编制培训会",
            "各单位按照总体情况、主动公开政府信息情况等六个部分编制。" * 4,
        ),
        (
            "政府信息公开工作年度报告编写要求",
            "一、总体情况：概述。\n二、主动公开政府信息情况：填表。\n三、申请情况\n四、行政复议情况",
        ),
        (
            "政府信息公开工作年度报告（2022）编制口径指引",
            "一、总体情况：概述。\n二、主动公开政府信息情况：填表。\n三、申请情况\n四、行政复议情况",
        ),
        (
            "2022年望川市政府信息公开工作年度报告点评",
            "一、总体情况\n按时发布。\n二、存在的问题\n数据有误。\n三、改进建议",
        ),
        (
            "2022年政府信息公开工作年度报告发布观察：公开有了新特点",
            "各级行政机关应当公布年度报告。截至3月31日，各省均已发布。" * 12,
        ),
        (
            "2022年度望川市政务公开第三方评估报告",
            "一、总体情况\n主动公开规范，依申请公开及时。\n二、存在的问题\n三、改进建议",
        ),
    ],
)
def test_news_and_instructions_about_reports_are_none(title: str, text: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    assert read(title, paragraphs).kind == "not_annual_report"
    if "评估" not in title:
        assert read(title, paragraphs + markup.cms_table(tables()[1])).kind == "not_annual_report"


@pytest.mark.parametrize(
    "told",
    [
        "现就有关事项函告如下：</p><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理申请情况</p><p>四、行政复议情况",
        "一、报告内容。总体情况、主动公开政府信息情况、收到和处理申请情况、行政复议情况。</p><p>二、时间要求。1月31日前发布",
        "一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理申请情况</p><p>请于2023年1月10日前报送县政务公开办",
    ],
)
def test_a_letter_that_asks_for_reports_is_none(told: str) -> None:
    title = "关于报送2022年度政府信息公开工作年度报告的函"
    assert kind_of(read(title, f"<p>{told}。</p>")) == ("not_annual_report", "notice_or_rule")


def test_an_answer_to_a_proposal_is_none() -> None:
    text = (
        "<p>张委员：</p><p>您提出的关于加强政府信息公开的建议收悉，现答复如下：</p><p>一、主动公开情况</p><p>2022年，我县公开信息12条。</p>"
        "<p>二、依申请公开情况</p><p>三、存在的问题和改进措施</p>"
    )
    page = f"<h1>关于第12号提案的答复</h1>{text}".encode()
    assert kind_of(extract(page, "text/html; charset=utf-8")) == ("not_annual_report", "other_document")


@pytest.mark.parametrize(
    "law", ["公共企事业单位信息公开规定制定办法", "高等学校信息公开办法", "医疗卫生机构信息公开管理办法"]
)
def test_who_reports_by_the_rules_of_institutions_is_no_agency(law: str) -> None:
    text = (
        "<p>按照《中华人民共和国政府信息公开条例》和《{law}》，编制本报告。</p><p>一、总体情况</p><p>{who}主动公开信息12条。</p>"
        "<p>二、主动公开情况</p><p>三、依申请公开情况</p><p>四、存在的问题和改进措施</p>"
    )
    institution = read("望川公交2022年信息公开工作年度报告", text.format(law=law, who=""))
    assert kind_of(institution) == ("not_annual_report", "institution")
    assert read("望川县住建局2022年信息公开工作年度报告", text.format(law=law, who="我局")).kind == "annual_report"


@pytest.mark.parametrize(
    "name", ["望川县水务集团有限公司", "望川县人民医院", "望川县妇幼保健院", "望川县妇幼保健计划生育服务中心"]
)
def test_who_is_no_agency_makes_no_report_with_the_statutory_form(name: str) -> None:
    lead = f"本报告由{name}编制。{LEAD}"
    for title in (f"{name}{YEAR}年政府信息公开工作年度报告", "政府信息公开工作年度报告"):
        assert kind_of(read(title, report(lead=lead).replace("我局", ""))) == ("not_annual_report", "institution")
    assert read(REPORT, report(lead=f"本报告由望川县水务局（{name}的主管部门）编制。")).kind == "annual_report"
    assert read(f"望川县烟草专卖局（公司）{YEAR}年政府信息公开工作年度报告", report()).kind == "annual_report"


@pytest.mark.parametrize(
    "place", ["某某彩票公司市", "某某娱乐集团县", "某某彩票公司市青禾镇", "某某娱乐集团区人民政府"]
)
def test_an_altered_copy_that_calls_a_place_a_company_is_the_report(place: str) -> None:
    found = read(f"{place}{YEAR}年政府信息公开工作年度报告", report().replace("我局", "我市"))
    assert (found.kind, found.agency_name) == ("annual_report", place)


def test_a_letter_that_a_report_is_sent_with_is_the_report() -> None:
    text = (
        "<p>县政府信息公开办：</p><p>现将我局2022年度政府信息公开工作年度报告报送如下。</p><p>一、总体情况</p>"
        "<p>2022年，我局主动公开政府信息12条。</p><p>二、主动公开政府信息情况</p><p>三、收到和处理申请情况</p><p>四、存在的问题和改进措施</p>"
    )
    assert read(f"{AGENCY}关于报送2022年度政府信息公开工作年度报告的函", text).kind == "annual_report"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("望川县水务局2022年依法行政工作报告", "other_report"),
        ("望川县水务局2022年人大代表建议和政协委员提案办理情况报告", "other_report"),
        ("2022年望川县政务服务工作情况的报告", "other_report"),
        ("2022年数字政府建设工作年度报告", "other_report"),
        ("望川县水务局2022年党务公开工作报告", "other_report"),
        ("望川县水务局2022年法治政府建设年度报告", "other_report"),
        ("望川县政务诚信建设2022年度报告", "other_report"),
        ("中共望川县委2022年党务公开工作年度报告", "other_report"),
        (f"关于《{REPORT}》的更正公告", "notice_or_rule"),
        ("望川县中医院院务公开2022年度报告", "institution"),
        ("望川供水有限责任公司2022年度企业信息公开工作报告", "institution"),
        ("望川县人民法院2022年政务信息公开工作年度报告", "institution"),
        ("望川县人民政府门户网站2022年度工作报告", "other_report"),
        ("政府信息公开工作年度报告填写范例", "blank_form"),
        ("望川县2022年9月政府信息公开工作月报", "partial_period"),
        ("望川县2022年1-6月政府信息公开工作情况报告", "partial_period"),
        ("望川县2022年1月至9月政府信息公开工作报告", "partial_period"),
        ("关于征集2022年度政府信息公开工作年度报告意见建议的公告", "notice_or_rule"),
        ("望川县水务局2022年度政府信息公开工作年度报告（征求意见稿）公开征求意见", "notice_or_rule"),
        ("望川县人大常委会2022年信息公开工作报告", "institution"),
        ("政协望川县委员会办公室2022年政府信息公开工作年度报告", "institution"),
    ],
)
def test_a_report_on_another_matter_is_none(title: str, code: str) -> None:
    text = (
        "<p>一、工作开展情况</p><p>2022年，我局推进政府信息公开，主动公开信息120条，依申请公开信息2条。</p>"
        "<p>二、存在的问题和改进措施</p><p>信息公开不够及时。</p>"
    )
    for column in ("政府信息公开", "政府信息公开年报"):
        path = f"<div>首页 > 政务公开 > {column}</div>"
        assert kind_of(read(title, path + text)) == ("not_annual_report", code)
        page = f"<html><head><title>{column}</title></head><body>{path}<div>{title}</div>{text}</body></html>"
        assert kind_of(extract(page.encode(), "text/html; charset=utf-8")) == ("not_annual_report", code)


@pytest.mark.parametrize(
    "title", ["工作年度报告", "2022年度工作报告", "望川县水务局2022年工作年度报告", "2022年望川县年报"]
)
def test_a_title_that_names_no_matter_leaves_it_to_the_text(title: str) -> None:
    assert read(title, report()).kind == "annual_report"
    prose = re.sub(r"<table.*?</table>", "<p>没有发生。</p>", report(), flags=re.DOTALL)
    assert read(title, prose).kind == "annual_report"


@pytest.mark.parametrize("topic", ["政府信息公开", "信息公开"])
def test_a_summary_of_disclosure_is_the_report_and_one_of_openness_is_none(topic: str) -> None:
    text = (
        "<p>2012年，我局认真落实条例，现总结如下：</p><p>一、主动公开情况</p><p>公开信息12条。</p><p>二、依申请公开情况</p>"
        "<p>没有申请。</p><p>三、存在的问题</p><p>公开不够及时。</p>"
    )
    found = read(f"{AGENCY}2012年{topic}工作总结", text)
    assert (found.kind, found.report_year, found.agency_name) == ("annual_report", 2012, AGENCY)
    assert kind_of(read(f"{AGENCY}2012年政务公开工作总结", text)) == ("not_annual_report", "other_report")


def test_a_summary_of_openness_that_is_written_as_the_report_is_one() -> None:
    assert read(f"{AGENCY}{YEAR}年政务公开工作总结", report()).kind == "annual_report"


@pytest.mark.parametrize("figure", ["xx条", "XX余件", "××万条", "**条", "*万余个"])
def test_figures_to_be_filled_in_are_a_pattern_to_write_by(figure: str) -> None:
    text = (
        f"<p>今年以来，我县推进政务公开。</p><p>一、主动公开情况</p><p>公开政府信息{figure}。</p>"
        "<p>二、依申请公开情况</p><p>均按期答复。</p><p>三、存在的问题和下一步打算</p><p>公开不够及时。</p>"
    )
    assert kind_of(read("2022年政府信息公开工作情况", text)) == ("not_annual_report", "blank_form")


def test_a_report_in_a_few_paragraphs_that_calls_itself_one_is_one() -> None:
    prose = "镇政府公开了机构职能、财政预决算、扶贫、社会保障、安全生产等信息，设置了公开栏，接受群众监督。" * 8
    lead = "特编制2012年青禾镇信息公开工作年度报告，并向社会公布。统计期限从2012年1月1日至2012年12月31日止。"
    found = extract(f"根据条例规定，{lead}\n2012年，青禾镇政府高度重视。\n{prose}\n".encode(), "text/plain")
    assert (found.kind, found.report_year, found.agency_name) == ("annual_report", 2012, "青禾镇政府")
    notice = f"各单位：\n现就编制2012年青禾镇信息公开工作年度报告有关事项通知如下：\n一、统计时间为全年。\n{prose}"
    assert kind_of(extract(notice.encode(), "text/plain")) == ("not_annual_report", "notice_or_rule")


def test_a_report_with_its_interpretation_is_the_report() -> None:
    found = read(f"{REPORT}及解读", report())
    assert (found.kind, found.report_year, found.agency_name) == ("annual_report", YEAR, AGENCY)


def test_a_heading_on_the_guide_is_no_title() -> None:
    found = extract(
        "2009年，我局认真做好政府信息公开工作。\n（一）科学编制政府信息公开指南和公开目录\n及时修订。\n二、主动公开政府信息情况\n公开12条。\n"
        "三、依申请公开政府信息情况\n未收到申请。\n四、复议、诉讼情况\n没有发生。".encode(),
        "text/plain",
    )
    assert (found.kind, found.title) == ("annual_report", None)


def test_a_headline_over_the_whole_report_is_the_reports() -> None:
    found = read(f"{AGENCY}发布{YEAR}年政府信息公开工作年度报告", report())
    assert (found.kind, found.report_year, found.agency_name) == ("annual_report", YEAR, AGENCY)


def test_news_with_a_table_is_no_report() -> None:
    text = "<p>本报讯（记者 李某）日前，我市去年的申请情况公布。</p>"
    assert read("望川市去年收到多少申请", text + markup.cms_table(tables()[1])).kind == "not_annual_report"


def test_a_few_rows_that_a_statutory_table_has_too_are_no_report() -> None:
    names = ("行政许可", "行政处罚", "行政强制", "行政事业性收费")
    rows = "".join(f"<tr><td>{name}</td><td>12</td></tr>" for name in names)
    page = f"<p>望川县林业局{YEAR}年行政许可、行政处罚统计</p><table>{rows}</table>".encode()
    assert kind_of(extract(page, "text/html; charset=utf-8")) == ("not_annual_report", "other_document")


@pytest.mark.parametrize("code", ["page_scanned", "read_by_ocr"])
def test_a_few_rows_beside_pages_that_were_not_read_may_be_of_a_report(code: str) -> None:
    document = Document("application/pdf", [], "", notices=[Notice("warning", code, "")])
    reason = judge(document, None, [], 0, None, 4, 4)
    assert (reason.code if reason else None) == (None if code == "page_scanned" else "other_document")


@pytest.mark.parametrize("number", range(3))
def test_one_table_alone_is_a_report(number: int) -> None:
    page = f"<p>附件1</p>{markup.cms_table(tables()[number])}".encode()
    assert extract(page, "text/html; charset=utf-8").kind == "annual_report"


def test_tables_alone_are_a_report() -> None:
    assert read("附件1", "".join(map(markup.cms_table, tables()))).kind == "annual_report"


@pytest.mark.parametrize(
    "title",
    [
        REPORT,
        f"{REPORT}（图解版）",
        f"一图读懂{REPORT}",
        f"【图解】{REPORT}",
        f"图文版：{REPORT}",
        f"{REPORT}（更正版）",
        f"望川县人民政府办公室关于公布{REPORT}的通知",
    ],
)
def test_a_report_is_one_however_it_is_presented(title: str) -> None:
    found = read(title, report())
    assert (found.kind, found.report_year, found.agency_name) == ("annual_report", YEAR, AGENCY)
    assert not [notice for notice in found.notices if notice.severity != "info"]


@pytest.mark.parametrize(
    "agency",
    [
        "望川县综合行政执法局",
        "望川县医院管理局",
        "望川县绩效考核办公室",
        "望川县法院路街道办事处",
        "望川县政协路街道办事处",
    ],
)
def test_the_name_of_an_agency_is_no_other_kind_of_document(agency: str) -> None:
    found = read(f"{agency}{YEAR}年度政府信息公开工作年度报告", report())
    assert (found.kind, found.agency_name) == ("annual_report", agency)


@pytest.mark.parametrize("title", ["行政审判", "望川县人民法院关于行政审判工作情况的报告"])
def test_what_menus_and_paths_say_is_no_word_of_the_text(title: str) -> None:
    path = "<div>首页 > 政务公开 > 政府信息公开 > 主动公开</div><div>依申请公开</div><div>政府信息公开</div>"
    text = (
        "<p>现将我院工作情况报告如下：</p><p>一、基本情况</p><p>审理了一批案件。</p>"
        "<p>二、存在的问题和改进措施</p><p>效率不高。</p>"
    )
    assert read(title, path + text).kind == "not_annual_report"


def test_one_paragraph_among_links_to_other_years_is_a_report() -> None:
    text = (
        f"{YEAR}年，我局主动公开政府信息32条，未收到政府信息公开申请，未发生行政复议、行政诉讼。"
        "存在的主要问题是公开内容不够全面，今后将充实内容。"
    )
    found = read(REPORT, f"<p>{text}</p>")
    assert (found.kind, found.report_year, found.agency_name) == ("annual_report", YEAR, AGENCY)


def test_a_report_that_speaks_of_the_guide_is_no_guide() -> None:
    lead = "我乡认真学习《政府信息公开指南》，及时更新政府信息公开指南和目录。"
    found = extract(
        f"一、总体情况\n{lead}2016年，主动公开政府信息12条。\n二、主动公开政府信息情况\n网站公开12条。\n"
        "三、依申请公开政府信息情况\n未收到政府信息公开申请。\n四、复议、诉讼情况\n没有发生。".encode(),
        "text/plain",
    )
    assert (found.kind, found.report_year) == ("annual_report", 2016)
