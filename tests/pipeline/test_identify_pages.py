"""Whose report it is that stands on a page of a site: its path, particulars and head name others too; places are made up."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.identification.identify import Identity
from tests.pipeline.identified import BODY, codes, of

PAGE = "<html><head><title>{title}</title></head><body>{before}<h1>{heading}</h1><p>{under}</p>{body}</body></html>"


def page(
    title: str = "",
    before: str = "",
    heading: str = "2021年政府信息公开工作年度报告",
    under: str = "",
    own: str = "我镇",
) -> Identity:
    lines = BODY.replace("2021年，", f"2021年，{own}").split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines if line)
    return of(PAGE.format(title=title, before=before, heading=heading, under=under, body=body), "text/html")


PATH = "<div>首页 > 政务公开 > 青禾镇 > 政府信息公开年报</div>"
PARTICULARS = (
    "<table><tr><td>索引号</td><td>0052/2022-1</td></tr><tr><td>发布机构</td><td>青禾镇人民政府</td></tr></table>"
)


@pytest.mark.parametrize(
    ("found", "around"),
    [
        (page(before=PATH), "青禾镇"),
        (page(before=PARTICULARS), "青禾镇人民政府"),
        (page(under="发布日期：2022-01-14 来源：青禾镇 浏览次数：3"), "青禾镇"),
        (page(title="青禾镇人民政府政府信息公开年报", heading=""), "青禾镇人民政府"),
        (page(before=PATH, own="我局"), None),
        (page(before=PATH, under="来源：黄村镇 2022-01-14"), None),
        (page(before=PATH, own=""), None),
        (page(before=PATH, own="", under="来源：青禾镇 2022-01-14"), "青禾镇"),
        (page(title="望川县人民政府 政府信息公开年报", heading="", own="我局"), None),
        (page(before="<div><a href='/'>望川县人民政府</a> 无障碍阅读</div>", own="我县"), None),
    ],
)  # fmt: skip
def test_who_only_the_page_names_is_no_name_of_the_report(found: Identity, around: str | None) -> None:
    assert (found.agency_name, found.page_name, found.report_year) == (None, around, 2021)
    assert [(one.code, one.severity) for one in found.notices] == [("agency_missing", "info")]


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        ("发文字号 青禾街道2021年政府信息公开工作年度报告号\n青禾街道2021年政府信息公开工作年度报告", "青禾街道"),
        ("索引号 0052/2022-1\n发布机构 望川县青禾镇\n公开目录 政府信息公开年报\n发布日期 2022-01-16", None),
        ("2022-01-22 16:00", None),
    ],
)
def test_particulars_are_no_title(lines: str, agency: str | None) -> None:
    found = of(f"{lines}\n统计期限自2021年1月1日起至2021年12月31日止。\n{BODY}")
    assert (found.agency_name, found.report_year) == (agency, 2021)


def test_the_head_of_a_site_begins_no_title() -> None:
    head = "<div><a href='/'>望川县人民政府</a> 无障碍阅读 繁体版</div>"
    found = page(
        before=f"{head}<div>首页 > 政务公开 > 政府信息公开年报</div>", heading="", own="望川县水务局认真落实，我局"
    )
    assert (found.agency_name, codes(found)) == ("望川县水务局", [])


def test_a_title_among_the_particulars_is_one() -> None:
    title = "青禾市水务局关于2021年度政府信息公开工作情况的报告"
    table = f"<table><tr><td>标 题</td><td>{title}</td></tr><tr><td>文 号</td><td></td></tr></table>"
    found = page(before=table, heading="", own="我局")
    assert (found.agency_name, found.report_year) == ("青禾市水务局", 2021)


def test_a_heading_that_names_an_agency_alone_is_weak_evidence() -> None:
    found = page(heading="望川县青禾镇人民政府", under="2022-01-12 来源：青禾镇")
    assert (found.agency_name, codes(found)) == ("望川县青禾镇人民政府", ["agency_doubtful"])
    assert found.published_on == date(2022, 1, 12)
    assert page(heading="望川县水务局", own="").agency_name == "望川县水务局"
    assert page(heading="望川县人民政府", own="").agency_name is None
    assert page(heading="发布日期：2022-01-20 来源：管委会办公室", own="").agency_name is None


@pytest.mark.parametrize("number", ["一、", ""])
@pytest.mark.parametrize(
    "next_one", ["下一篇：2020年政府信息公开工作年度报告", '<a href="/b">2020年政府信息公开工作年度报告</a>']
)
def test_the_report_that_the_page_offers_next_is_not_its_lead(number: str, next_one: str) -> None:
    lines = [
        "青禾市水务局2021年政府信息公开工作年度报告",
        "本报告依据条例第五十条编制。",
        f"{number}总体情况",
        "我局认真落实条例，主动公开政府信息12条。",
        next_one,
    ]
    found = of("".join(f"<p>{line}</p>" for line in lines), "text/html")
    assert (found.report_year, codes(found)) == (2021, [])


@pytest.mark.parametrize(
    "lead", ["2021年望川县水务局政府信息公开工作年度报告根据条例编制。", "推进公开是望川县水务局贯彻条例的举措。"]
)
@pytest.mark.parametrize("name", ["水务局", "望川县水务局"])
def test_what_stands_before_a_name_does_not_lengthen_it(name: str, lead: str) -> None:
    found = of(f"2021年{name}政府信息公开工作年度报告\n发布时间：2022-01-08\n{lead}\n{BODY}")
    assert found.agency_name == "望川县水务局"
