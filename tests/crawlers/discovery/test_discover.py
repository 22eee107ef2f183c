"""Discovery's parts, each by a table of cases: what a link promises, where a page leads, whose site it is, which columns stay."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, TextResponse

from crawlers.discovery.columns import Found, agency_in, fewest
from crawlers.discovery.draft import quoted, site_id_for
from crawlers.discovery.frontier import SAMPLE, Errand, Frontier
from crawlers.discovery.identity import identify
from crawlers.discovery.leads import leads_of
from crawlers.discovery.marks import Marks
from crawlers.discovery.sitemap import unpacked
from crawlers.discovery.words import BODY, NEVER, OTHER, REPORTS, worth
from crawlers.scripts.templates import templates_in

BASE = "http://a.gov.cn/zwgk/index.html"
MOST_SECONDS = 3
"""Of the processor for a page of 200 KB that is made to hold it up: quadratic, it takes a minute."""


@pytest.mark.parametrize(
    ("title", "url", "at_least", "at_most"),
    [
        ("政府信息公开年报", "/col/col1/index.html", REPORTS, REPORTS),
        ("信息公开工作年度报告", "/a/", REPORTS, REPORTS),
        ("县财政局政府信息公开年报", "/a/", REPORTS, REPORTS),
        ("更多>>", "/zwgk/zfxxgkndbg/", REPORTS - 5, REPORTS - 5),
        ("法定主动公开内容", "/a/", BODY + 1, REPORTS - 1),
        ("部门信息公开", "/a/", BODY, REPORTS - 1),
        ("县审计局", "/sjj/", 1, BODY),
        ("政府网站工作年度报表", "/wznb/", NEVER, NEVER),
        ("2023年法治政府建设年度报告", "/a/", NEVER, NEVER),
        ("部门预算决算", "/a/", NEVER, NEVER),
        ("年度报告解读", "/a/", NEVER, NEVER),
        ("政府信息公开年报", "/a/report.pdf", NEVER, NEVER),
        ("走进临澄", "/zjlc/", OTHER, OTHER),
    ],
)
def test_what_a_link_promises(title: str, url: str, at_least: int, at_most: int) -> None:
    assert at_least <= worth(title, f"http://a.gov.cn{url}") <= at_most


@pytest.mark.parametrize(
    ("markup", "url", "title"),
    [
        ("<a href='nb/'>年报</a>", "http://a.gov.cn/zwgk/nb/", "年报"),
        ("<a href='/nb/' title='政府信息公开年报'>政府信…</a>", "http://a.gov.cn/nb/", "政府信息公开年报"),
        (
            "<dl><dt>指南</dt><dd><a href='/zn/'>更多</a></dd><dt>年报</dt><dd><a href='/nb/'>更多</a></dd></dl>",
            "http://a.gov.cn/nb/",
            "年报",
        ),
        ("<a href='/nb/'><img alt='政府信息公开年报'></a>", "http://a.gov.cn/nb/", "政府信息公开年报"),
        ("<a href=\"javascript:window.open('/nb/')\">年报</a>", "http://a.gov.cn/nb/", "年报"),
        ("<li onclick=\"location.href='/nb/index.html'\">年报</li>", "http://a.gov.cn/nb/index.html", "年报"),
        ("<div data-href='/nb/'>年报</div>", "http://a.gov.cn/nb/", "年报"),
        ("<select><option value='/nb/'>年报</option></select>", "http://a.gov.cn/nb/", "年报"),
        ("<iframe src='/left.html'></iframe>", "http://a.gov.cn/left.html", ""),
        ("<meta http-equiv='Refresh' content='0; URL=/main/'>", "http://a.gov.cn/main/", ""),
        ("<script>window.location.href = '/main/';</script>", "http://a.gov.cn/main/", ""),
        ("</body><body onload=\"location.href='main/index.shtml'\">", "http://a.gov.cn/zwgk/main/index.shtml", ""),
        ("<script>document.write('<li><a href=\\'/nb/\\'>年报</a></li>')</script>", "http://a.gov.cn/nb/", "年报"),
        ("<script>var m = [{name:'年报', url:'/nb/'}];</script>", "http://a.gov.cn/nb/", "年报"),
        ('<script>var t = [{"id": 1, "kids": [{"n": "年报", "u": "/nb/"}]}];</script>', "http://a.gov.cn/nb/", "年报"),
        ("<script>$.getJSON('/data/nav.json', f)</script>", "http://a.gov.cn/data/nav.json", ""),
    ],
)
def test_where_a_page_leads(markup: str, url: str, title: str) -> None:
    page = HtmlResponse(BASE, body=f"<html><body>{markup}</body></html>".encode(), encoding="utf-8")
    assert (url, title) in [(lead.url, lead.title) for lead in leads_of(page)]


@pytest.mark.parametrize("href", ["#top", "mailto:a@b.cn", "javascript:void(0)", "tel:12345", "http://[bad/"])
def test_what_is_no_address_leads_nowhere(href: str) -> None:
    page = HtmlResponse(BASE, body=f"<html><a href='{href}'>年报</a></html>".encode(), encoding="utf-8")
    assert leads_of(page) == []


def test_a_menu_of_records_takes_its_addresses_from_the_script_that_shows_it() -> None:
    script = "<script>$.each(d, function(i, item){ html += '<a href=\"/list/' + item.channelId + '.html\">' })</script>"
    shell = HtmlResponse(BASE, body=f"<html>{script}</html>".encode(), encoding="utf-8")
    menu = TextResponse(
        "http://a.gov.cn/api/menu",
        body='{"data":[{"channelId":7,"channelName":"政府信息公开年报"}]}'.encode(),
        encoding="utf-8",
    )
    assert [(lead.url, lead.title) for lead in leads_of(menu, templates_in(shell.text))] == [
        ("http://a.gov.cn/list/7.html", "政府信息公开年报")
    ]


@pytest.mark.parametrize(
    ("family", "markup"),
    [
        ("hanweb", "<a href='/col/col123/index.html'>a</a><a href='/art/2024/1/2/art_1_2.html'>b</a>"),
        ("trs", "<a href='./202401/t20240102_33.html'>b</a><script>createPageHTML(2,0,'index','html')</script>"),
        ("gkmlpt", "<script src='/gkmlpt/static/a.js'></script><script>window._CONFIG = {SID: '1'}</script>"),
        ("vsb", "<!--Announced by Visual SiteBuilder 9--><a href='info/1021/44.htm'>b</a>"),
        ("post", "<a href='/zwgk/content/post_88.html'>b</a>"),
        ("post", "<meta name='ContentSource' content='NFCMS'><a href='/zwgk/content/post_88.html'>b</a>"),
        ("epoint", "<script src='/EWB-FRONT/js/a.js'></script><script>var siteGuid='1'</script>"),
    ],
)
def test_a_page_speaks_for_its_cms(family: str, markup: str) -> None:
    page = HtmlResponse(BASE, body=f"<html><body>{markup}</body></html>".encode(), encoding="utf-8")
    marks = Marks()
    marks.take(page, leads_of(page))
    scores = marks.scores()
    assert max(scores, key=lambda name: scores[name]) == family


DIVISIONS = """division_code,division_name,level,parent_code,source,retrieved_on
990000,澜峤省,province,100000,,
990100,青禾市,prefecture,990000,,
990101,鼓楼区,county,990100,,
990200,望川市,prefecture,990000,,
990201,鼓楼区,county,990200,,
"""


@pytest.mark.parametrize(
    ("title", "foot", "name", "division"),
    [
        ("青禾市人民政府门户网站", "", "青禾市人民政府", "990100"),
        ("首页_青禾市教育局", "", "青禾市教育局", "990100"),
        ("鼓楼区人民政府", "", "鼓楼区人民政府", None),
        ("鼓楼区人民政府", "地址：望川市中山路1号", "鼓楼区人民政府", "990201"),
        ("鼓楼区人民政府", "网站标识码：9901010003", "鼓楼区人民政府", "990101"),
        ("临澄县人民政府", "网站标识码 9988770001", "临澄县人民政府", None),
        ("", "", "a.gov.cn", None),
    ],
)
def test_whose_site_it_is(tmp_path: Path, title: str, foot: str, name: str, division: str | None) -> None:
    (tmp_path / "divisions.csv").write_text(DIVISIONS, encoding="utf-8")
    body = f"<html><head><title>{title}</title></head><body><p>{foot}</p></body></html>"
    found = identify(HtmlResponse(BASE, body=body.encode(), encoding="utf-8"), "a.gov.cn", tmp_path)
    assert (found.name, found.division) == (name, division)


def column(url: str, *reports: str, scope: tuple[str, ...] = ()) -> Found:
    return Found(url, [], {f"/{number}{title}": title for number, title in enumerate(reports)}, scope=set(scope))


def test_the_fewest_columns_that_list_every_report_stay() -> None:
    everybody = column("http://a/nb/", "甲县教育局2022年政府信息公开年报", "甲县水务局2022年政府信息公开年报")
    copy = column("http://a/jyj/nb/", "甲县教育局2022年政府信息公开工作年度报告")
    own = column("http://a/swj/nb/", "甲县水务局2022年政府信息公开年报", "甲县水务局2021年政府信息公开年报")
    assert fewest([copy, everybody, own]) == [everybody, own]


def test_a_column_below_another_is_no_column_of_its_own() -> None:
    parent = column("http://a/nb/", "甲县教育局2022年政府信息公开年报", scope=("a/nb/?", "a/nb/2021/?"))
    child = column("http://a/nb/2021/", "甲县教育局2021年政府信息公开年报", scope=("a/nb/2021/?",))
    assert fewest([child, parent]) == [parent]


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("青禾市教育局2023年政府信息公开工作年度报告", "青禾市教育局"),
        ("2023年青禾市教育局政府信息公开工作年度报告", "青禾市教育局"),
        ("2023年度政府信息公开工作年度报告", None),
        ("政府信息公开年报", None),
    ],
)
def test_the_agency_that_a_title_names(title: str, agency: str | None) -> None:
    assert agency_in(title) == agency


def test_what_promises_most_is_taken_first_and_each_page_once() -> None:
    frontier = Frontier()
    for url, value in (("http://a/x/", 5), ("http://a/nb/index.html", 60), ("http://a/y/", 40), ("https://a/nb/", 100)):
        frontier.add(Errand(url, [], value))
    taken = [errand.url for errand in iter(frontier.take, None)]
    assert taken == ["http://a/nb/index.html", "http://a/y/", "http://a/x/"]
    assert not frontier.add(Errand("http://a/nb/", ["年报"], 100))


def test_siblings_that_are_all_alike_wait() -> None:
    frontier = Frontier()
    first = [Errand(f"http://a/{n}/", [], 90, siblings="list") for n in range(SAMPLE + 1)]
    for errand in first:
        frontier.add(errand)
    for _ in range(SAMPLE):
        taken = frontier.take()
        assert taken is not None
        frontier.learn(taken, "right")
    frontier.add(Errand("http://a/agency/", [], BODY))
    taken = frontier.take()
    assert taken is not None
    assert taken.url == "http://a/agency/"


def test_a_sitemap_is_unpacked_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawlers.discovery.sitemap.BYTES", 1000)
    assert len(unpacked(gzip.compress(b"x" * 5_000_000))) == 1000
    assert unpacked(b"\x1f\x8bno gzip") == ""


@pytest.mark.parametrize("text", ['a "b"', "back\\slash", "两\n行", "\x7f"])
def test_what_a_page_says_is_quoted(text: str) -> None:
    import tomllib

    assert tomllib.loads(f"a = {quoted(text)}")["a"] == text.replace("\x7f", "")


def test_the_id_of_a_site_is_host_and_port() -> None:
    assert site_id_for("http://127.0.0.1:18600/") == "127-0-0-1-18600"


@pytest.mark.parametrize("piece", ["<a href=x>", "<a ", "<a href=x ", "'a.json?", "<a href=x><b>"])
def test_a_script_that_opens_links_and_closes_none_is_read_in_time(piece: str) -> None:
    markup = f"<html><body><script>{piece * (200_000 // len(piece))}</script></body></html>"
    response = HtmlResponse(BASE, body=markup.encode(), encoding="utf-8")
    start = time.process_time()
    list(leads_of(response))
    assert time.process_time() - start < MOST_SECONDS
