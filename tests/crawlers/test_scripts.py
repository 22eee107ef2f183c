"""What is read of a page's scripts: where clicks lead to, what is asked of the server, what is written into the page."""

from __future__ import annotations

import pytest
from parsel import Selector

from crawlers.anchors import anchors_in, calls_on
from crawlers.scripts import PageScripts, scripts_of
from crawlers.scripts.reading import functions_in
from crawlers.scripts.requests import requests_in
from crawlers.selection import links_in

URL = "http://x.gov.cn/zwgk/list.html?depid=848"


def scripts(page: str) -> tuple[Selector, PageScripts]:
    selector = Selector(text=f"<html><body>{page}</body></html>")
    return selector, scripts_of(URL, selector)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("<a href='javascript:go(12)'>a</a><script>function go(id){location.href='/col/'+id+'/'}</script>", "/col/12/"),
        (
            "<a onclick=\"show('7')\">a</a><script>var show = function(n){window.open('/d.jsp?id=' + n)}</script>",
            "/d.jsp?id=7",
        ),
        (
            "<li data-id='9'>a</li><script>$('li').click(function(){location = `/c/${$(this).data('id')}.html`})</script>",
            "/c/9.html",
        ),
        ("<a href='#' rel='/nb/'>a</a>", "/nb/"),
        ("<div data-url='/nb/'>a</div>", "/nb/"),
        (
            "<a onclick='to(3)'>3</a>"
         "<script>function to(n){ if(n==1){location='i.html'}else{location='i_'+(n-1)+'.html'} }</script>",
            "i_2.html",
        ),
        ("<select onchange=\"location.href='?y='+this.value\"><option value='2023'>2023</option></select>", "?y=2023"),
        (
            "<select id='y'><option value='5'>2023</option></select>"
         "<script>$('#y').change(function(){location='/n/'+$(this).val()})</script>",
            "/n/5",
        ),
        (
            "<form action='/l.do'><input type='hidden' name='c' value='1'>"
            "<select name='y'><option value='5'>2023</option></select></form>",
            "http://x.gov.cn/l.do?c=1&y=5",
        ),
        (
            "<a href='javascript:outer(4)'>a</a>"
         "<script>function outer(i){inner('/x/', i)} function inner(a, b){location.href = a + b}</script>",
            "/x/4",
        ),
        ("<a href='javascript:void(0)'>a</a>", None),
        ("<a href='javascript:unknown(1)'>a</a>", None),
    ],
)  # fmt: skip
def test_where_a_click_or_a_choice_leads(page: str, address: str | None) -> None:
    assert next((anchor.address for anchor in anchors_in(*scripts(page))), None) == address


@pytest.mark.parametrize(
    ("script", "address", "body"),
    [
        (
            "var d=getQueryString('depid'); $.ajax({type:'POST', url:'/api/l', data:{d:d, pageNo:pageNo, pageSize:10}})",
            "/api/l",
            "d=848&pageNo=2&pageSize=10",
        ),
        ("$.post('/l.do', {cid: 5, page: curr}, function(r){})", "/l.do", "cid=5&page=2"),
        (
            "fetch('/p', {method: 'POST', body: JSON.stringify({current: 1, size: 10})})",
            "/p",
            '{"current": 2, "size": 10}',
        ),
        ("var id='9'; axios.get(`/l/${id}`, {params: {page: this.page, limit: 12}})", "/l/9?page=2&limit=12", None),
        ("function load(c, p){ $.get('/l', {c: c, p: p}, show) } load('nb', 1)", "/l?c=nb&p=2", None),
        ("var q = {cid: 7, pageIndex: 0}; $.ajax({url: '/l', data: q, success: show})", "/l?cid=7&pageIndex=1", None),
        ("$.getJSON('/l?start=' + (page-1)*15 + '&c=1', show)", "/l?start=15&c=1", None),
        ("$('#list').load('/part.html')", "/part.html", None),
        ("$.post('/visit/count', {id: 5})", None, None),
    ],
)  # fmt: skip
def test_what_a_script_asks_for(script: str, address: str | None, body: str | None) -> None:
    calls = scripts(f"<script>{script}</script>")[1].calls()
    second = [(call.address(1).removeprefix("http://x.gov.cn"), call.arguments(1).get("body")) for call in calls]
    assert second == ([(address, body)] if address else [])


def test_a_form_that_a_pager_sends() -> None:
    page = """<form name="f" method="post" action="list.do"><input type="hidden" name="c" value="5">
        <input type="hidden" name="pageNo" value="1"></form><a href="javascript:to(2)">2</a>
        <script>function to(n){ document.f.pageNo.value = n; document.f.submit(); }</script>"""
    (_, call), *_ = calls_on(*scripts(page.replace("document.f.", "document.forms[0].")))
    assert (call.address(1), call.arguments(1)["body"]) == ("http://x.gov.cn/zwgk/list.do", "c=5&pageNo=2")


@pytest.mark.parametrize(
    ("script", "links"),
    [
        ("document.write('<li><a href=\"/a.html\">甲局2023年</a></li>');", ["/a.html"]),
        ("document.writeln(\"<a href='/b.html' title='乙局\\\"2023\\\"'>乙局</a>\")", ["/b.html"]),
        ("document.write('<script src=\"/c.js\"><\\/script>');", []),
        ("var s = '<a href=\"/d.html\">not written</a>';", []),
        ("var t = '丙局'; document.write('<a href=\"/e.html\">' + t + '</a>')", ["/e.html"]),
        ("var n=3; var h=''; for (var i=1;i<=n;i++)"
         " { h += '<a href=\"' + (i==1 ? 'i.html' : 'i_'+i+'.html') + '\">' + i + '</a>'; } $('#p').html(h)",
         ["/i.html", "/i_2.html", "/i_3.html"]),
        ("var currentPage = 0;\nvar nextPage = currentPage+1\n"
         "document.write(\"<a href=\\\"index_\" + nextPage + \".html\\\">下一页</a>\")", ["/index_1.html"]),
        ("for (var k=0;k<rows.length;k++) { $('#l').append('<a href=\"/f/' + rows[k].id + '.html\">' + rows[k].t + '</a>') }", []),
    ],
)  # fmt: skip
def test_links_that_scripts_write_into_their_page(script: str, links: list[str]) -> None:
    _, read = scripts(f"<script>{script}</script>")
    found = links_in(read.written, "http://x.gov.cn/") if read.written is not None else []
    assert [link.url.removeprefix("http://x.gov.cn") for link in found] == links


def test_nodes_of_a_tree_that_a_script_builds() -> None:
    _, read = scripts(
        "<script>d.add(5, 0, '年报', ''); d.add(6, 5, '2024年', '/col/6/'); t.push(['县政府', '/col/7/'])</script>"
    )
    assert [item["url"] for item in read.objects] == ["/col/6/", "/col/7/"]


def test_what_a_loaded_script_says_of_a_name_counts_before_the_name_itself() -> None:
    selector = Selector(text="<script>$.get('/l', {site: siteInfo.site, page: page}, show)</script>")
    read = scripts_of(URL, selector, "var siteInfo = {site: 'a-1'}; // of all pages")
    assert [call.address(0) for call in read.calls()] == ["http://x.gov.cn/l?site=a-1&page=1"]


def test_a_loop_that_never_ends_is_read_for_so_many_rounds() -> None:
    _, read = scripts("<script>for(var i=0;i<999999;i++){document.write('<a href=\"/'+i+'\">'+i+'</a>')}</script>")
    assert read.written is not None
    assert len(list(links_in(read.written, URL))) == 200


def test_of_requests_and_links_that_scripts_make_without_end_the_first_are_taken() -> None:
    asks = (f"$.get('/list/{n}.json');" for n in range(100))
    _, asking = scripts(f"<script>{''.join(asks)}</script>")
    assert [call.address(0) for call in asking.calls()] == [f"http://x.gov.cn/list/{n}.json" for n in range(40)]
    writes = (f"document.write('<a href=/{n}.html>年报</a>');" for n in range(4000))
    _, writing = scripts(f"<script>{''.join(writes)}</script>")
    assert writing.written is not None
    assert len(list(links_in(writing.written, URL))) == 3000


@pytest.mark.parametrize(
    ("opened", "whole"),
    [("function a(b){", "function z(c){ return c }"), ("$.ajax({url:'", "\n;$.get('/list.json', {page: 1})")],
)
def test_a_script_that_opens_brackets_and_closes_none_is_given_up(opened: str, whole: str) -> None:
    def found(script: str) -> int:
        return len(functions_in(script)) + len(list(requests_in(script)))

    assert found(whole) == 1
    assert found(opened + whole) == 1
    assert found(opened * 10_000 + whole) == 0
