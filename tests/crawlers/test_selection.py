"""Which links are reports, and how a link is read."""

from __future__ import annotations

import doctest

import pytest
from parsel import Selector

from crawlers import following, pagers, refusals, selection, sites, urls
from crawlers.archive import index
from crawlers.refusals import refusal
from crawlers.selection import is_report_title, links_in


@pytest.mark.parametrize(
    "module", [selection, following, pagers, urls, refusals, sites, index], ids=lambda module: module.__name__
)
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "is_report"),
    [
        ("潍坊市退役军人事务局2022年政府信息公开工作年度报告", True),
        ("2020年政府信息公开年报", True),
        ("河源市2019年政府信息公开工作年度总结报告", True),
        ("青禾市教育局2023年度政府信息公开工作报告", True),
        ("青禾市人民政府２０２１年度政务公开工作报告", True),
        ("2015年度报告", True),
        ("青禾市退役军人事务局2022年政府信息公开工…", True),
        ("青禾市卫生健康委员会2022年度政府信...", True),
        ("青禾市2022年政府...", False),  # of a listing of reports it may be one (`may_be_cut_report`)
        ("关于印发2019年政府信息公开工作年度报告的通知", True),  # the report may stand on it: the extraction decides
        ("一图读懂青禾市2022年政府信息公开工作年度报告", False),
        ("《青禾市2022年政府信息公开工作年度报告》解读", False),
        ("政府信息公开指南", False),
        ("政府信息公开制度", False),
        ("青禾市2022年法治政府建设年度报告", False),
        ("2022年政府网站工作年度报表", False),
        ("2023年政府工作报告", False),
        ("2022年度部门决算公开报告", False),
        ("关于做好2022年政府信息公开工作年度报告编制和发布工作的通知", False),
        ("关于公布2009年政府信息公开年度报告的通知", True),
        ("青禾市教育局政府信息公开自查报告", False),
        ("青禾市2023年预决算信息公开情况报告", False),
        ("青禾大学2022年信息公开年度报告", False),
        ("大学路街道办事处2022年政府信息公开年报", True),
        ("青禾市2023年上半年政府信息公开申请统计", False),
        ("青禾市财政局2023年年报", True),
        ("青禾市生态环境局2019年度报告", True),
        ("青禾市信息公开工作2012年度报告", True),
        ("政务公开工作报告", True),
        ("首页", False),
        ("更多", False),
    ],
)
def test_titles(title: str, is_report: bool) -> None:
    assert is_report_title(title) is is_report


def test_links_are_read_with_their_whole_title() -> None:
    page = Selector(
        """<ul><li><a href="t1.html" title="青禾市教育局2022年政府信息公开工作年度报告">青禾市教育局2022…</a></li>
        <li><a href="t2.html;jsessionid=AB#top"> 第二
        份 </a></li><a href="javascript:void(0)">x</a><a href="mailto:a@b.cn">x</a><a href="http://[">x</a><a>x</a></ul>"""
    )
    assert list(links_in(page, "http://a.gov.cn/zwgk/")) == [
        ("http://a.gov.cn/zwgk/t1.html", "青禾市教育局2022年政府信息公开工作年度报告"),
        ("http://a.gov.cn/zwgk/t2.html", "第二 份"),
    ]


ROW = "<table><tr><td>3</td><td>青禾市教育局</td><td>2024-01-20</td><td><a href='/a/3.html'>{0}</a></td></tr></table>"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<a href='/a/3.html' title='青禾市2022年政府信息公开年报'>青禾市2022年政…</a>", "青禾市2022年政府信息公开年报"),
        ("<a href='/a/3.html'><span title='青禾市2022年政府信息公开年报'>青禾市2022…</span></a>", "青禾市2022年政府信息公开年报"),
        ("<a href='/a/3.html'><img src='x.png' alt='2022年年报'></a>", "2022年年报"),
        ("<a href='/a/3.html' title='新窗口'>2023年政府信息公开年报</a>", "2023年政府信息公开年报"),
        (ROW.format("查看"), "青禾市教育局"),
        (ROW.format("年报"), "青禾市教育局 年报"),
        ("<li onclick=\"location.href='/a/3.html'\">青禾市2022年年报</li>", "青禾市2022年年报"),
        ("<a href='javascript:void(0)' onclick=\"window.open('/a/3.html')\">青禾市2022年年报</a>", "青禾市2022年年报"),
        ("<a href='javascript:;' data-href='/a/3.html'>青禾市2022年年报</a>", "青禾市2022年年报"),
    ],
)  # fmt: skip
def test_a_link_is_told_as_whole_as_the_page_tells_it(html: str, title: str) -> None:
    assert list(links_in(Selector(html), "http://a.gov.cn/")) == [("http://a.gov.cn/a/3.html", title)]


@pytest.mark.parametrize(
    ("status", "body", "how"),
    [
        (403, "", "answered 403"),
        (412, "<html>", "answered 412"),
        (200, "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></html>", "River Security"),
        (521, "<script>document.cookie=('_')+('_')+('j')</script>", "Knownsec"),
        (200, "<script>var arg1='3D2F8A1B5C7E9F0A1B2C3D4E5F6A7B8C9D0E1F2A';</script>", "Alibaba"),
        (200, "<html><head><title>访问验证</title></head></html>", "CAPTCHA"),
        (200, "<p>您的请求可能存在威胁，已被拦截</p>".replace("可能存在威胁，已", ""), "firewall"),
    ],
)
def test_refusals_are_recognised(status: int, body: str, how: str) -> None:
    assert how in (refusal(status, body.encode()) or "")


def test_a_report_that_speaks_of_codes_is_no_refusal() -> None:
    assert refusal(200, ("<p>网上申请须输入验证码。</p>" * 50).encode()) is None
    assert refusal(404, b"") is None
