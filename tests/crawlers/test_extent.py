"""What listings state about their length, what is tried for a page that nothing leads to, and what is said of a loss."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from parsel import Selector
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from crawlers.archive import Root
from crawlers.discovery.looking import LookRun, site_of
from crawlers.discovery.trial import Trial
from crawlers.extent import Extent, Extents, stated_extent
from crawlers.pagers import SHAPES, page_shapes
from crawlers.run import Budget

SITE = "http://x.gov.cn"
REPORTS = [(f"/files/{1000 + n}.pdf", f"青禾县{2000 + n}年政府信息公开工作年度报告") for n in range(10, 24)]

STATED = [
    ("<p>共 <b>48</b> 条　第 1/3 页　<a href='#'>下一页</a></p>", 3, 48),
    ("<div class='pages'>共 <b>4</b> 页</div>", 4, 0),
    ("<p>总页数：3 首页 上页 下页 尾页</p>", 3, 0),
    ("<p>首页 上一页 下一页 末页 共3页</p>", 3, 0),
    ("<p>页次：1/3 共有48条记录</p>", 3, 48),
    ("<p>共48条 每页15条</p>", 4, 48),
    ("<p>共有48条记录</p>", 0, 48),
    ("<p>Page 1 of 3</p>", 3, 0),
    ("<script>createPageHTML(3, 0, 'index', 'html');</script>", 3, 0),
    ("<script>createPageHTML('page_div',3, 1,'list','shtml',48);</script>", 3, 0),
    ("<script>var currentPage = 0;//第几页\nvar countPage = 3//共几页\n</script>", 3, 0),
    ("<script>\n<!--\nvar currentPage = 0;//第几页\nvar countPage = 3//共几页\n//-->\n</script>", 3, 0),
    ("<script>_simple_list_gotopage_fun(3,'u13_goto',2)</script>", 3, 0),
    ("<script>laypage({cont:'page',pages:3,curr:1,skip:true,jump:function(e,first){}});</script>", 3, 0),
    ("<script>$('#p').createPage({current: 1, pageCount: 3, backFn: turn})</script>", 3, 0),
    ("<script>$('#9').jpage({totalRecord:48,perPage:15})</script>", 0, 48),
    ("<input type='hidden' name='totalpage' value='3'>", 3, 0),
    # a pager above and one below; two lists, of which the shorter is believed
    ("<p>第1/3页 下一页</p><ul></ul><p>第1/3页 下一页</p>", 3, 0),
    ("<p>第1/3页</p><ul></ul><p>第1/9页</p>", 3, 0),
]
NOT_STATED = [
    "<p>访问量：12345　共12页的报告</p>",
    "<p>本站总访问量 48 条</p>",
    "<li><a href='/a.html'>2023年报告（全文共 12 页）</a></li>",
    "<p>共收到申请48条</p>",
    "<p>2023/12</p>",
    "<title>第1/3页</title>",
    "<script>// totalPage: 10\nvar pageCount = Math.ceil(n / 15);</script>",
    "<script>var pageCount = 20;</script>",
    "<script>show({pages: 20, size: 5})</script>",
    "<script>laypage({pages: Math.ceil(20 / 5), curr: 1})</script>",
    "<!-- 共9页 下一页 -->",
    "",
]


@pytest.mark.parametrize(("text", "pages", "records"), STATED)
def test_a_listing_states_how_long_it_is(text: str, pages: int, records: int) -> None:
    stated = stated_extent(text)
    assert (stated.pages, stated.records) == (pages, records)
    assert stated.said


@pytest.mark.parametrize("text", NOT_STATED)
def test_what_is_no_pagers_is_no_statement(text: str) -> None:
    assert stated_extent(text) == Extent()


def test_a_loss_is_what_a_listing_of_reports_states_beyond_what_was_read() -> None:
    three = Extent(3, 0, "第1/3页")
    cases: list[tuple[Callable[[Extents], object], int]] = [
        (lambda e: None, 1),
        (lambda e: [e.read(("u", ""), f"page {n}", three, 9, has_reports=True) for n in (2, 3)], 0),
        (lambda e: [e.read(("u", ""), "page 1", three, 9, has_reports=True) for _ in (2, 3)], 1),
        (lambda e: [e.shared(("u", ""), n) for n in (2, 3)], 0),
        (lambda e: e.missed(("u", ""), is_forbidden=True), 0),
        (lambda e: e.missed(("u", ""), is_forbidden=False), 0),
    ]
    for happens, losses in cases:
        extents = Extents()
        extents.read(("u", ""), "page 1", three, 9, has_reports=True)
        happens(extents)
        assert len([*extents.losses()]) == losses
    silent = Extents()
    silent.read(("u", ""), "page 1", three, 9, has_reports=False)
    assert not [*silent.losses()]


def test_records_are_held_against_a_total_and_robots_is_no_loss() -> None:
    extents = Extents()
    extents.read(("u", "call"), "a", Extent(0, 48, "total: 48"), 20, has_reports=True)
    assert [what for _, what in extents.losses()] == ["states 48 records (total: 48), and 20 could be read"]
    extents.read(("u", "call"), "b", Extent(0, 48, "total: 48"), 28, has_reports=True)
    assert not [*extents.losses()]
    extents.read(("v", ""), "a", Extent(3, 0, "共3页"), 20, has_reports=True)
    extents.missed(("v", ""), is_forbidden=True)
    assert [*extents.withheld()] == ["robots.txt forbids 1 page of the listing v"]


SHAPED = [
    ("/nb/", "<a href='a.htm'></a>", "/nb/index_1.htm"),
    ("/nb/index.html", "", "/nb/index_1.html"),
    ("/nb/index.html", "", "/nb/index_2.html"),
    ("/nb/list.shtml", "", "/nb/list_2.shtml"),
    ("/003/secondpage.html", "", "/003/2.html"),
    ("/zwgk/nb.htm", "", "/zwgk/nb/2.htm"),
    ("/list.jsp?id=7", "", "/list.jsp?id=7&page=2"),
    ("/list.aspx?id=7", "", "/list.aspx?id=7&pageIndex=2"),
    ("/list.jsp?id=7", "<script>location='?id=7&pn=' + n</script>", "/list.jsp?id=7&pn=2"),
    (
        "/l.jsp",
        "<form><input type=hidden name=wbtreeid value=5><input type=hidden name=PAGENUM value=1></form>",
        "/l.jsp?wbtreeid=5&PAGENUM=2",
    ),
]


@pytest.mark.parametrize(("path", "text", "second"), SHAPED)
def test_second_pages_are_tried_in_few_shapes(path: str, text: str, second: str) -> None:
    shapes = page_shapes(Selector(text or "<p>"), text, SITE + path, 3)
    assert SITE + second in [shape.address(2) for shape in shapes]
    assert len(shapes) <= SHAPES


def crawl(tmp_path: Path, family: str, column: str, pages: dict[str, str]) -> tuple[Trial, list[str]]:
    """Let a family's spider read a column; addresses that stand not in `pages` answer 404."""
    trial = Trial(
        family, LookRun(site_of(f"{SITE}/", "x"), Root.open(tmp_path, kind="sandbox"), Budget(60, 2**20)), SITE + column
    )
    asked: list[str] = []
    pending = trial.take_pending()
    while pending:
        request: Request = pending.pop(0)
        path = request.url.removeprefix(SITE)
        asked.append(path)
        text = pages.get(path)
        kind = TextResponse if text and text[0] in "{[" else HtmlResponse
        body = (text or "").encode()
        trial.read(request, kind(request.url, status=200 if text else 404, body=body, encoding="utf-8"))
        pending += trial.take_pending()
        if not pending:
            trial.finish()
            pending += trial.take_pending()
    return trial, asked


def listed(number: int, size: int = 5) -> str:
    rows = REPORTS[(number - 1) * size : number * size]
    return "<ul>" + "".join(f"<li><a href='{url}'>{title}</a></li>" for url, title in rows) + "</ul>"


PAGER = "<p>第{n}/3页 下一页</p>"
GOING_ON = [
    ("generic", "/nb/index.html", "/nb/index_{0}.html"),
    ("generic", "/nb/", "/nb/index_{1}.html"),
    ("trs", "/nb/index.htm", "/nb/index_{0}.htm"),
    ("vsb", "/zwgk/nb.htm", "/zwgk/nb/{down}.htm"),
    ("epoint", "/003/secondpage.html", "/003/{1}.html"),
    ("generic", "/l.jsp?id=7", "/l.jsp?id=7&page={1}"),
]


@pytest.mark.parametrize(("family", "column", "further"), GOING_ON)
def test_a_stated_page_is_found_by_its_shape(tmp_path: Path, family: str, column: str, further: str) -> None:
    pages = {column: listed(1) + PAGER.format(n=1)}
    for n in (2, 3):
        address = further.replace("{0}", str(n - 1)).replace("{1}", str(n)).replace("{down}", str(4 - n))
        pages[address] = listed(n) + PAGER.format(n=n)
    trial, asked = crawl(tmp_path, family, column, pages)
    assert len(trial.reports) == len(REPORTS)
    assert not trial.losses
    assert len(asked) <= 3 + SHAPES


def test_what_cannot_be_found_is_said(tmp_path: Path) -> None:
    trial, asked = crawl(tmp_path, "generic", "/nb/index.html", {"/nb/index.html": listed(1) + PAGER.format(n=1)})
    assert trial.losses == [(f"{SITE}/nb/index.html", "states 3 pages (1/3页), and 1 could be read")]
    assert len(asked) <= 1 + SHAPES


@pytest.mark.parametrize("total", [14, 30])
def test_a_total_in_json_is_held_against_its_records(tmp_path: Path, total: int) -> None:
    rows = [{"title": title, "url": url, "count": 99999} for url, title in REPORTS]
    answer = json.dumps({"total": total, "rows": rows})
    script = "<div id='l'></div><script>$.getJSON('/api/l.json', {c: 7}, show)</script>"
    trial, _ = crawl(tmp_path, "generic", "/nb/list.html", {"/nb/list.html": script, "/api/l.json?c=7": answer})
    assert len(trial.reports) == len(REPORTS)
    assert bool(trial.losses) == (total == 30)


def test_records_without_links_are_records(tmp_path: Path) -> None:
    rows: list[dict[str, str]] = [{"title": title, "url": url} for url, title in REPORTS[:5]]
    rows += [{"title": title} for _, title in REPORTS[5:]]
    page = "".join(f"<li>{row['title']} 2020-01-0{n % 9}</li>" for n, row in enumerate(rows))
    html = {"/nb/list.html": listed(1) + page + "<p>共14条记录</p>"}
    assert not crawl(tmp_path, "generic", "/nb/list.html", html)[0].losses
    assert not re.search("共14条", listed(1))
