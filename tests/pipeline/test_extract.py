"""Whole documents: what `extract` makes of reports, of near misses and of damaged files."""

from __future__ import annotations

import re
from datetime import date

import pytest

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import World
from pipeline.contract import Extraction, as_json
from pipeline.documents.read import read_document
from pipeline.extract import extract
from pipeline.extractor import extractor_id


@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_every_figure_back(style: str) -> None:
    """The statutory cells, the claims, form, year, scope, date and agency of a world of reports, and no false alarm."""
    for report in World(5, governments=4, bureaus=3).reports[::5]:
        rendered = render_report(report, STYLES[style])
        found = extract(rendered.body, rendered.media_type)
        assert found.kind == "annual_report", (report.key, found.reason)
        assert {(c.table, c.item, c.column): c.value for c in found.cells} == report.cells, report.key
        assert {(c.table, c.item, c.column): c.unit for c in found.cells if c.unit} == report.units, report.key
        assert {claim.indicator: claim.value for claim in found.claims} == report.claims, report.key
        assert (found.form, found.report_year, found.scope) == (report.form, report.year, report.scope), report.key
        assert (found.agency_name, found.published_on) == (report.agency.name, report.published_on), report.key
        assert not [check for check in found.checks if check.status != "pass"], report.key
        assert not [notice for notice in found.notices if notice.severity != "info"], report.key


def one() -> Extraction:
    report = next(r for r in World(5, governments=4, bureaus=3).reports if r.form == "2021" and r.scope is None)
    return extract(render_report(report, STYLES["tables"]).body, "text/html; charset=utf-8")


def test_the_json_has_the_fields_of_the_contract_in_its_order() -> None:
    printed = as_json(one(), "a/b.html")
    assert list(printed)[:12] == [
        "source",
        "sha256",
        "media_type",
        "extractor",
        "kind",
        "reason",
        "title",
        "agency_name",
        "report_year",
        "scope",
        "published_on",
        "form",
    ]
    assert printed["forms"] == {"proactive": "2021", "requests": "2021", "disputes": "2021"}
    cell = printed["cells"][0]
    assert list(cell) == ["table", "item", "column", "value", "raw", "status", "unit", "place"]
    assert {"text", "table", "row", "column", "start", "end"} <= set(cell["place"])


def test_extraction_is_pure() -> None:
    assert one() == one()
    assert one().extractor == extractor_id()


def test_every_place_leads_to_its_figure() -> None:
    for cell in one().cells:
        assert cell.place.table is not None
        assert cell.place.start is not None
        assert cell.place.end == cell.place.start + len(cell.raw)


NOT_REPORTS = [
    (
        "notice_or_rule",
        "关于做好2020年政府信息公开工作年度报告编制发布和报送工作的通知",
        "各区县人民政府、市政府各部门：现将有关事项通知如下。一、编制要求。二、报送时间。",
    ),
    ("interpretation", "《2021年青禾市政府信息公开工作年度报告》解读", "2021年共收到申请12件。"),
    ("partial_period", "青禾市2021年上半年政府信息公开工作报告", "上半年共收到申请12件。"),
    ("other_report", "青禾市2021年法治政府建设年度报告", "一、总体情况。二、主要问题。"),
    ("other_report", "青禾市城市管理行政执法局2021年行政执法年度报告", "一、总体情况。二、主要问题。"),
    ("guide", "青禾市教育局政府信息公开指南", "申请人可以当面、邮寄提出申请。"),
    ("empty_page", "青禾市教育局2021年政府信息公开工作年度报告", ""),
    ("other_document", "青禾市召开教育工作会议", "会议指出，要加强统筹。"),
]


def test_a_report_without_title_whose_tables_hold_strokes_alone_is_a_report() -> None:
    rows = "\n".join(f"{label} | / | / | / |" for label in ("规章", "行政规范性文件"))
    tables = f"第二十条第（一）项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n{rows}"
    text = f"按照《条例》第五十条要求，特向社会公布本局2021年政府信息公开工作年度报告。\n一、总体情况\n{tables}"
    assert extract(text.encode(), "text/plain").kind == "annual_report"


@pytest.mark.parametrize("agency", ["城市管理行政执法局", "综合行政执法大队", "交通运输行政执法支队"])
def test_an_agency_is_not_taken_for_what_it_is_named_after(agency: str) -> None:
    text = f"{agency}2021年度政府信息公开工作年度报告\n一、总体情况\n2021年，我局收到政府信息公开申请3件。\n二、存在的问题\n无。"
    assert extract(text.encode(), "text/plain").kind == "annual_report"


@pytest.mark.parametrize(("code", "title", "text"), NOT_REPORTS)
def test_what_is_no_report_says_why(code: str, title: str, text: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    found = extract(page.encode(), "text/html; charset=utf-8")
    assert (found.kind, found.reason and found.reason.code) == ("not_annual_report", code)
    assert not found.cells


def test_a_report_in_prose_is_narrative() -> None:
    text = (
        "青禾市教育局2012年政府信息公开年度报告\n一、概述\n2012年，我局主动公开政府信息320条。\n"
        "二、主动公开政府信息情况\n通过政府网站公开政府信息210条。\n三、依申请公开政府信息情况\n"
        "2012年共收到政府信息公开申请3件，均已答复。\n四、复议、诉讼情况\n"
        "未发生因政府信息公开申请行政复议、提起行政诉讼的情况。\n五、存在的主要问题及改进措施\n公开内容有待充实。\n"
        "青禾市教育局\n2013年1月20日"
    )
    found = extract(text.encode(), "text/plain")
    assert (found.kind, found.form, found.report_year, found.agency_name) == (
        "annual_report",
        "narrative",
        2012,
        "青禾市教育局",
    )
    assert found.published_on == date(2013, 1, 20)
    claims = {claim.indicator: claim.value for claim in found.claims}
    assert claims == {
        "disclosed.total": 320,
        "disclosed.website": 210,
        "requests.received": 3,
        "requests.answered": 3,
        "review.total": 0,
        "suit.total": 0,
    }


@pytest.mark.parametrize("body", [b"", b"\x00" * 100, b"<", b"<table>", b"<table><tr>" * 50, "规章 | 0 |".encode() * 3])
def test_damaged_input_gives_an_extraction(body: bytes) -> None:
    found = extract(body, "text/html")
    assert found.kind != "annual_report"
    assert found.reason is not None


def lines_of_a_report() -> list[str]:
    report = next(r for r in World(5, governments=4, bureaus=3).reports if r.form == "2021")
    rendered = render_report(report, STYLES["lines"])
    return [line.text for line in read_document(rendered.body, rendered.media_type).lines]


def codes(lines: list[str]) -> set[str]:
    found = extract("\n".join(lines).encode(), "text/plain")
    return {notice.code for notice in found.notices if notice.severity == "warning"}


def test_a_page_without_its_repeated_lines_says_so() -> None:
    lines = list(dict.fromkeys(lines_of_a_report()))
    assert "repeated_lines_removed" in codes(lines)
    assert "repeated_lines_removed" not in codes(lines_of_a_report())


def test_marks_of_footnotes_on_lines_of_their_own_cast_no_doubt_on_the_cells_of_a_table() -> None:
    """A row is missing, and no line of digits repeats another: but the figures stand in cells, which are no lines."""
    report = next(r for r in World(5, governments=4, bureaus=3).reports if r.form == "2021")
    page = render_report(report, STYLES["tables"]).body.decode()
    row = next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if "内部事务" in row)
    marks = "".join(f"<p>{mark}</p>" for mark in (3, 4, 5, 6, 7))
    found = extract((page.replace(row, "").replace("</body>", f"{marks}</body>")).encode(), "text/html; charset=utf-8")
    assert {notice.code for notice in found.notices} & {"row_missing", "repeated_lines_removed"} == {"row_missing"}


def test_labels_that_figures_are_glued_to_say_so() -> None:
    rows = ["规章", "行政许可", "行政处罚", "行政强制", "重复申请", "属于国家秘密", "要求提供公开出版物"]
    lines = lines_of_a_report()
    start = next(i for i, line in enumerate(lines) if line.startswith("二、"))
    assert "tables_missing" in codes([*lines[:start], *(f"{row}0件12件3件" for row in rows)])


def test_headings_without_tables_say_so() -> None:
    lines = lines_of_a_report()
    start = next(i for i, line in enumerate(lines) if line.startswith("二、"))
    headings = [line for line in lines[start:] if re.match("[二三四五六]、", line) or len(line) > 60]
    assert "tables_missing" in codes([*lines[:start], *headings])


OF_NO_FORM = ("主动公开信息数", "受理依申请公开信息总数", "同意公开答复数", "行政复议数", "行政诉讼数")
OF_THE_FORM = ("当面申请数", "传真申请数", "信函申请数", "网络申请数", "申请办结数", "按时办结数")


@pytest.mark.parametrize(
    ("head", "names", "year", "code"),
    [
        ("指标名称|计量单位|2009年度|历年累计", OF_NO_FORM, 2009, "local_table"),
        ("栏目|更新|负责|电话", OF_NO_FORM, 2009, "no_table"),
        ("指标名称|计量单位|2009年度|历年累计", OF_THE_FORM, 2009, "local_table"),
        ("指标名称|计量单位|本年度|历年累计", OF_THE_FORM, 2016, "tables_missing"),
    ],
)
def test_a_table_of_indicators_of_an_agencys_own_is_named(
    head: str, names: tuple[str, ...], year: int, code: str
) -> None:
    rows = [head.split("|"), *([name, "条", str(number), "9"] for number, name in enumerate(names))]
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    page = (
        f"<h1>青禾市教育局{year}年政府信息公开工作年度报告</h1><p>本局根据条例编制本报告。</p><p>一、概述</p>"
        f"<p>主动公开政府信息。</p><p>二、依申请公开情况</p><p>办理申请。</p><table>{table}</table>"
    )
    extraction = extract(page.encode(), "text/html; charset=utf-8")
    assert (extraction.form, [notice.code for notice in extraction.notices]) == ("narrative", [code])


@pytest.mark.parametrize(("published", "expected"), [(220, []), (297, ["disclosed.total"])])
def test_a_local_table_speaks_against_prose(published: int, expected: list[str]) -> None:
    rows = [("指标名称", "计量单位", "2009年度", "历年累计"), ("主动公开信息数", "条", str(published), "900")]
    rows += [
        (name, "件", "3", "9")
        for name in ("1.当面申请数", "2.传真申请数", "3.网上申请数", "4.信函申请数", "行政复议数")
    ]
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    page = (
        "<h1>青禾市教育局2009年政府信息公开工作年度报告</h1><p>本局根据条例编制本报告。</p><p>一、概述</p>"
        f"<p>主动公开政府信息220条。</p><p>二、依申请公开情况</p><p>办理申请。</p><table>{table}</table>"
    )
    notices = extract(page.encode(), "text/html; charset=utf-8").notices
    assert [notice.item for notice in notices if notice.code == "claims_differ"] == expected


def test_a_lead_that_lists_the_sections_promises_no_table() -> None:
    lead = (
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况等部分组成。"
    )
    prose = (
        "一、总体情况\n2021年，我局主动公开政府信息320条。\n二、主动公开政府信息情况\n三、依申请公开情况\n未收到申请。"
    )
    assert not codes([f"青禾市教育局2021年政府信息公开工作年度报告\n{lead}\n{prose}"])


def test_suits_left_empty_under_headers_of_their_own_are_blank_and_no_warning() -> None:
    header = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    review = "".join(f"<td>{figure}</td>" for figure in (1, 0, 2, 0, 3))
    rows = "".join(
        f"<tr><td colspan=5>{name}</td></tr><tr>{header}</tr><tr>{figures}</tr>"
        for name, figures in (
            ("行政复议", review),
            ("未经复议直接起诉", "<td></td>" * 5),
            ("复议后起诉", "<td></td>" * 5),
        )
    )
    body = f"<h1>青禾市教育局2021年政府信息公开工作年度报告</h1><table>{rows}</table>"
    found = extract(body.encode(), "text/html; charset=utf-8")
    assert [cell.value for cell in found.cells] == [1, 0, 2, 0, 3, *[None] * 10]
    assert {notice.code for notice in found.notices if notice.severity == "warning"} == {"table_missing"}


def test_an_item_without_cells_of_its_own_is_blank_with_a_warning() -> None:
    header = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    review = "".join(f"<td>{figure}</td>" for figure in (1, 0, 2, 0, 3))
    rows = f"<tr><td colspan=5>行政复议</td></tr><tr>{header}</tr><tr>{review}</tr>"
    rows += "<tr><td colspan=3>复议后起诉</td><td></td><td></td></tr>"
    body = f"<h1>青禾市教育局2021年政府信息公开工作年度报告</h1><table>{rows}</table>"
    found = extract(body.encode(), "text/html; charset=utf-8")
    assert [cell.status for cell in found.cells if cell.item == "suit_after_review"] == ["blank"] * 5
    assert "row_empty" in {notice.code for notice in found.notices if notice.severity == "warning"}
