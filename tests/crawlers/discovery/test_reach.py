"""Which hosts a look takes for the site's, and which links it takes for parts of a column."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from crawlers.archive import Root
from crawlers.discovery.frontier import Errand
from crawlers.discovery.leads import Lead, leads_of
from crawlers.discovery.looking import LookRun, site_of
from crawlers.discovery.promise import is_labelled
from crawlers.discovery.words import INSIDE, REPORTS
from crawlers.run import Budget


@pytest.mark.parametrize(
    ("home", "url", "is_own"),
    [
        ("http://www.heyuan.gov.cn/", "http://xxgk.heyuan.gov.cn/nb/", True),
        ("http://heyuan.gov.cn/", "https://www.heyuan.gov.cn/", True),
        ("http://www.heyuan.gov.cn:8080/", "http://xxgk.heyuan.gov.cn:8080/nb/", True),
        ("http://www.heyuan.gov.cn/", "http://www.meizhou.gov.cn/nb/", False),
        ("http://www.heyuan.gov.cn/", "http://xxgk.heyuan.gov.cn:6379/", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001/", False),
    ],
)
def test_sibling_hosts_are_of_the_site(tmp_path: Path, home: str, url: str, is_own: bool) -> None:
    run = LookRun(site_of(home, "x"), Root.open(tmp_path, kind="sandbox"), Budget(requests=1, bytes=1))
    assert not run.admits(url)
    assert run.admit(url) is is_own
    assert run.admits(url) is is_own


@pytest.mark.parametrize(
    "page",
    [
        "<span>政府信息公开年报：</span><a href='/a/'>县政府</a><a href='/b/'>县直部门</a>",
        "<h3>政府信息公开年报</h3><ul><li><a href='/a/'>县政府</a></li><li><a href='/b/'>县直部门</a></li></ul>",
        "<dl><dt>政府信息公开年报</dt><dd><a href='/a/'>县政府</a></dd><dd><a href='/b/'>县直部门</a></dd></dl>",
        "<li><a href='javascript:;'>政府信息公开年报</a>"
        "<ul><li><a href='/a/'>县政府</a></li><li><a href='/b/'>县直部门</a></li></ul></li>",
        "<script>d.add(1,0,'政府信息公开年报','');d.add(2,1,'县政府','/a/');d.add(3,1,'县直部门','/b/')</script>",
        "<script>var z=[{id:1,pId:0,name:'政府信息公开年报'},"
        "{id:2,pId:1,name:'县政府',url:'/a/'},{id:3,pId:1,name:'县直部门',url:'/b/'}]</script>",
        "<script>var t=[{\"name\":\"政府信息公开年报\",\"children\":["
        "{\"name\":\"县政府\",\"url\":\"/a/\"},{\"name\":\"县直部门\",\"url\":\"/b/\"}]}]</script>",
    ],
)  # fmt: skip
def test_links_under_a_label_are_parts_of_what_it_names(page: str) -> None:
    leads = leads_of(
        HtmlResponse("http://a.gov.cn/", body=f"<html><body>{page}</body></html>".encode(), encoding="utf-8")
    )
    assert {lead.url for lead in leads if is_labelled(lead)} == {"http://a.gov.cn/a/", "http://a.gov.cn/b/"}


@pytest.mark.parametrize(
    "lead",
    [
        Lead("http://a.gov.cn/a/", "政府网站工作年度报表", label="政府信息公开年报"),
        Lead("http://a.gov.cn/a/", "县政府", label="法治政府建设年度报告"),
        Lead("http://a.gov.cn/a.pdf", "县政府", label="政府信息公开年报"),
    ],
)
def test_other_links_are_not(lead: Lead) -> None:
    assert not is_labelled(lead)


def test_an_errand_of_a_spider_keeps_what_its_link_promises() -> None:
    errand = Errand("http://a.gov.cn/a/", [], INSIDE)
    assert errand.own == INSIDE
    assert Errand("http://a.gov.cn/a/", [], REPORTS, trials=[object()]).own == 0
