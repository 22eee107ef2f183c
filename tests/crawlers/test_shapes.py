"""Shapes of listings that a family's spider reads from the page alone: whatever they are called, and however they go on.

The spider runs as it does in a crawl, on answers that stand here; nothing is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from crawlers.archive import Root
from crawlers.discovery.looking import LookRun, site_of
from crawlers.discovery.trial import Trial
from crawlers.run import Budget

SITE = "http://x.gov.cn"
YEARS = range(2019, 2024)
AGENCIES = ("教育局", "财政局", "水利局")
ROWS = [(agency, year) for year in YEARS for agency in AGENCIES]
LINKS = [
    (f"/info/show/{1000 + n}.html", f"青禾县{agency}{year}年政府信息公开工作年度报告")
    for n, (agency, year) in enumerate(ROWS)
]
COLUMN = "/nb/list.html"

Answering = dict[str, str | Callable[[str], str]]


def ul(links: list[tuple[str, str]]) -> str:
    return "<ul>" + "".join(f"<li><a href='{url}'>{title}</a></li>" for url, title in links) + "</ul>"


def of_year(year: int | str) -> str:
    return ul([link for link, row in zip(LINKS, ROWS, strict=True) if row[1] == int(year)])


def page_of(number: int, size: int = 6) -> list[tuple[str, str]]:
    return LINKS[(number - 1) * size : number * size]


def number_in(sent: str, name: str) -> int:
    found = re.search(rf"{name}[=\"':\s]*(\d+)", sent)
    return int(found[1]) if found else 1


def sent_form() -> Answering:
    fields = "<input type='hidden' name='c' value='7'><input type='hidden' name='pageNo' id='p' value='1'>"
    form = f"<form id='f' method='post' action='/nb/q.do'>{fields}</form>"
    turn = "<script>function turn(n){ $('#p').val(n); $('#f').submit(); }</script><a href='javascript:turn(2)'>2</a>"
    return {COLUMN: ul(page_of(1)) + form + turn, "/nb/q.do": lambda sent: ul(page_of(number_in(sent, "pageNo")))}


def asp_net() -> Answering:
    def page(number: int) -> str:
        sets = "theForm.__EVENTTARGET.value = t; theForm.__EVENTARGUMENT.value = a; theForm.submit();"
        script = f"function __doPostBack(t, a) {{ {sets} }}"
        hidden = "".join(
            f"<input type='hidden' name='{name}' value='{value}'>"
            for name, value in (("__EVENTTARGET", ""), ("__EVENTARGUMENT", ""), ("__VIEWSTATE", f"s{number}"))
        )
        following = "<a href=\"javascript:__doPostBack('lbNext','')\">下一页</a>" if page_of(number + 1) else ""
        return f"<form method='post' action='{COLUMN}'>{hidden}<script>{script}</script>{ul(page_of(number))}{following}</form>"

    return {COLUMN: lambda sent: page(number_in(sent, "__VIEWSTATE=s") + 1 if sent else 1)}


def numbers_by_state() -> Answering:
    """What an ASP.NET pager sends says which page; what it sends of state is another on each."""
    pages = asp_net()
    first = pages[COLUMN]
    assert callable(first)
    numbers = "".join(f"<a href=\"javascript:__doPostBack('Pager','{n}')\">{n}</a>" for n in (1, 2, 3))
    return {
        COLUMN: lambda sent: (
            re.sub(r"<a href=\"javascript.*?</a>", "", first("")).replace(
                ul(page_of(1)), ul(page_of(number_in(sent, "__EVENTARGUMENT")))
            )
            + numbers
        )
    }


def list_that_grows() -> Answering:
    script = "var page = 1; function more(){ page++; $.get('/nb/part?cid=7&page=' + page, function(h){ $('#l').append(h) }) }"
    return {
        COLUMN: f"<div id='l'>{ul(page_of(1))}</div><button onclick='more()'>加载更多</button><script>{script}</script>",
        **{f"/nb/part?cid=7&page={n}": ul(page_of(n)) for n in (2, 3)},
    }


def records_of_contents() -> Answering:
    script = """axios.post('/api/page', {code: 'nb', current: this.current, size: 6}).then(r => this.rows = r.data.records);
        var tag = '<a :href="' + "'/info/show/' + i.contentId + '.html'" + '">'"""
    return {
        COLUMN: f"<script>{script}</script>",
        "/api/page": lambda sent: json.dumps(
            {
                "total": len(LINKS),
                "records": [
                    {"contentId": int(url[11:15]), "contentTitle": title, "channelTitle": "政府信息公开年度报告专栏"}
                    for url, title in page_of(json.loads(sent)["current"])
                ],
            }
        ),
    }


def table_of_years() -> Answering:
    heads = "".join(f"<th>{year}年</th>" for year in (2018, *YEARS))
    rows = "".join(
        f"<tr><td>县{agency}</td><td>—</td>"
        + "".join(
            f"<td><a href='{url}'>下载</a></td>" for (url, _), row in zip(LINKS, ROWS, strict=True) if row[0] == agency
        )
        + "</tr>"
        for agency in AGENCIES
    )
    return {COLUMN: f"<table><tr><th>单位</th>{heads}</tr>{rows}</table>"}


def blocks_that_go_on() -> Answering:
    def of_agency(agency: str) -> list[tuple[str, str]]:
        return [link for link, row in zip(LINKS, ROWS, strict=True) if row[0] == agency]

    blocks = "".join(
        f"<div><h3>县{agency}<a href='/nb/{n}/'>更多&gt;&gt;</a></h3>{ul(of_agency(agency)[:2])}</div>"
        for n, agency in enumerate(AGENCIES)
    )
    return {COLUMN: blocks, **{f"/nb/{n}/": ul(of_agency(agency)) for n, agency in enumerate(AGENCIES)}}


def command_links() -> Answering:
    def page(number: int) -> str:
        fields = f"<input type='hidden' name='l' value='l'><input type='hidden' name='javax.faces.ViewState' value='s{number}'>"
        click = "mojarra.jsfcljs(document.getElementById('l'),{'l:next':'l:next'},'');return false"
        following = f'<a href="#" onclick="{click}">下一页</a>' if page_of(number + 1) else ""
        return f"<form id='l' method='post' action='{COLUMN}'>{fields}{ul(page_of(number))}{following}</form>"

    return {COLUMN: lambda sent: page(number_in(sent, "ViewState=s") + 1 if "l%3Anext=l%3Anext" in sent else 1)}


def repeated_tabs() -> Answering:
    tab = "<span v-for='y in years' :class='{on: y == year}' @click='load(y)'>{{y}}年</span>"
    data = f"{{years: [{','.join(map(str, YEARS))}], year: 2023, rows: []}}"
    script = f"""new Vue({{data: {data}, created() {{ this.load(this.year) }},
        methods: {{load: function(y) {{ axios.get('/nb/' + y + '.json').then(r => this.rows = r.data.rows) }}}}}})"""
    rows = {
        f"/nb/{year}.json": [
            {"t": title, "u": url} for (url, title), row in zip(LINKS, ROWS, strict=True) if row[1] == year
        ]
        for year in YEARS
    }
    return {
        COLUMN: f"<div>{tab}</div><script>{script}</script>",
        **{address: json.dumps({"rows": list_}) for address, list_ in rows.items()},
    }


def json_of_unknown_keys() -> Answering:
    script = """var pn=1; function more(){ $.ajax({url:'/api/q', type:'post', contentType:'application/json',
        data: JSON.stringify({lm: 'nb', pageNum: pn, pageSize: 6}), success:function(r){ $.each(r.rows, function(i, it){
        $('#l').append('<a href="/info/show/' + it.wjbh + '.html">' + it.wjmc + '</a>') }) }}) } more();"""
    return {
        COLUMN: "<div id='l'></div><script src='/js/xxgk.js'></script>",
        "/js/xxgk.js": script,
        "/api/q": lambda sent: json.dumps(
            {"rows": [{"wjbh": url[11:15], "wjmc": title} for url, title in page_of(json.loads(sent)["pageNum"])]}
        ),
    }


def choice_of_years() -> Answering:
    options = "".join(f"<option value='{year}'>{year}年</option>" for year in YEARS)
    script = "function ld(y){ $('#l').load('/nb/part.html?y=' + y) } $('#y').change(function(){ ld($(this).val()) }); ld('2023')"
    return {
        COLUMN: f"<select id='y'>{options}</select><div id='l'></div><script>{script}</script>",
        **{f"/nb/part.html?y={year}": of_year(year) for year in YEARS},
    }


def form_of_years() -> Answering:
    options = "".join(f"<option value='{year}'>{year}年度</option>" for year in YEARS)
    form = f"<form method='post' action='{COLUMN}'><select name='nf' onchange='this.form.submit()'>{options}</select></form>"
    return {COLUMN: lambda sent: form + of_year(number_in(sent, "nf") if sent else 2023)}


def tabs() -> Answering:
    tabs = "".join(f"<li data-dept='d{n}'>县{agency}</li>" for n, agency in enumerate(AGENCIES))
    script = """function show(d, page){ $.getJSON('/nb/l.json', {dept: d, page: page, rows: 20}, r) }
        $('li').on('click', function(){ show($(this).data('dept'), 1) }); show('d0', 1);"""
    rows = {
        f"/nb/l.json?dept=d{n}&page=1&rows=20": [
            {"bt": title, "lj": url} for (url, title), row in zip(LINKS, ROWS, strict=True) if row[0] == agency
        ]
        for n, agency in enumerate(AGENCIES)
    }
    return {
        COLUMN: f"<ul>{tabs}</ul><script>{script}</script>",
        **{address: json.dumps({"list": list_}) for address, list_ in rows.items()},
    }


def written_pager() -> Answering:
    script = """var n=3, h=''; for(var i=1;i<=n;i++){
        h += '<a href="'+(i==1?'list.html':'list_'+i+'.html')+'">'+i+'</a>' } $('#p').html(h)"""
    return {
        COLUMN: ul(page_of(1)) + f"<script>{script}</script>",
        **{f"/nb/list_{n}.html": ul(page_of(n)) for n in (2, 3)},
    }


def counted_pager() -> Answering:
    jump = f"function(o, first){{ if(!first){{ location.href='{COLUMN}?curr='+o.curr }} }}"
    script = f"laypage.render({{elem:'p', count:{len(LINKS)}, limit:6, jump:{jump}}})"
    return {
        COLUMN: ul(page_of(1)) + f"<script>{script}</script>",
        **{f"{COLUMN}?curr={n}": ul(page_of(n)) for n in (2, 3)},
    }


def numbered_pager() -> Answering:
    jump = "function(e, first){ if(!first){ location.href='/nb/'+e.curr+'.html' } }"
    script = f"laypage({{cont:'p', pages:3, curr:1, jump:{jump}}})"
    return {
        COLUMN: ul(page_of(1)) + f"<script>{script}</script>",
        **{f"/nb/{n}.html": ul(page_of(n)) for n in (2, 3)},
    }


def agencies_two_pages_above() -> Answering:
    """Each agency's page names no reports but its own 政务公开 (open government), which does."""
    menu = "<a href='/zwgk/'>政务公开</a>"
    pages: Answering = {COLUMN: menu + ul([(f"/nb/list/{n}/", f"县{agency}") for n, agency in enumerate(AGENCIES)])}
    for n, agency in enumerate(AGENCIES):
        below = f"/nb/list/{n}/zwgk/"
        mine = [link for link, row in zip(LINKS, ROWS, strict=True) if row[0] == agency]
        pages[f"/nb/list/{n}/"] = menu + ul([(below, "政务公开"), (f"/nb/list/{n}/jj/", "机构简介")])
        pages[below] = menu + ul([(f"{below}nb/", "政府信息公开年报")])
        pages[f"{below}nb/"] = menu + ul(mine)
    return pages


def table_component() -> Answering:
    script = """table.render({elem:'#t', url:'/nb/page', where:{type:'NB'}, page:true, limit:6, cols:[[]]});
        function t(d){ return '<a href="/info/show/' + d.bh + '.html">' }"""
    rows = {
        f"/nb/page?type=NB&page={n}&limit=6": [{"bh": url[11:15], "bt": title} for url, title in page_of(n)]
        for n in (1, 2, 3, 4)
    }
    return {
        COLUMN: f"<script>{script}</script>",
        **{address: json.dumps({"count": len(LINKS), "data": data}) for address, data in rows.items()},
    }


def scripted_frame() -> Answering:
    menu = "<a href='/zn/'>指南</a><iframe id='f'></iframe>"
    return {
        COLUMN: menu + "<script>document.getElementById('f').src = '/frame/list.jsp?c=' + 5;</script>",
        "/frame/list.jsp?c=5": ul(LINKS),
    }


def data_in_the_page() -> Answering:
    rows = json.dumps([{"t": title, "u": url} for url, title in LINKS], ensure_ascii=False)
    return {COLUMN: f"<div id='app'></div><script>var rows = {rows};</script>"}


def feed() -> Answering:
    items = "".join(f"<item><title><![CDATA[{title}]]></title><link>{url}</link></item>" for url, title in LINKS)
    return {
        COLUMN: "<script>$.get('/nb/list.xml', show)</script>",
        "/nb/list.xml": f"<?xml version='1.0'?><rss><channel>{items}</channel></rss>",
    }


def base_of_addresses() -> Answering:
    def page(number: int) -> str:
        links = ul([(url[1:], title) for url, title in page_of(number)])
        return f"<html><head><base href='/'></head><body>{links}<a href='nb/list_{number + 1}.html'>下一页</a></body></html>"

    return {COLUMN: page(1), "/nb/list_2.html": page(2), "/nb/list_3.html": page(3)}


SHAPES = (
    sent_form, asp_net, numbers_by_state, json_of_unknown_keys, choice_of_years, form_of_years, tabs, written_pager,
    counted_pager, numbered_pager, agencies_two_pages_above, table_component, scripted_frame, data_in_the_page, feed,
    base_of_addresses, blocks_that_go_on, command_links, repeated_tabs, table_of_years, list_that_grows, records_of_contents,
)  # fmt: skip


def read(tmp_path: Path, pages: Answering, column: str = COLUMN, family: str = "generic") -> Trial:
    """What a family's spider reads of a column, each of its requests answered from `pages`, by path and query."""
    run = LookRun(site_of(f"{SITE}/", "x"), Root.open(tmp_path, kind="sandbox"), Budget(requests=1000, bytes=2**30))
    trial = Trial(family, run, f"{SITE}{column}")
    waiting = trial.take_pending()
    while waiting and trial.answers < 200:
        request = waiting.pop(0)
        trial.read(request, answer(request, pages))
        waiting += trial.take_pending()
    assert trial.fault is None
    assert trial.answers < 60, "it goes on and on"
    return trial


def answer(request: Request, pages: Answering) -> TextResponse:
    parts = urlsplit(request.url)
    page = pages.get(f"{parts.path}?{parts.query}") or pages.get(parts.path if not parts.query else "")
    body = page(request.body.decode()) if callable(page) else page
    kind = HtmlResponse if (body or "").lstrip()[:1] == "<" and "<?xml" not in (body or "") else TextResponse
    return kind(
        request.url, status=404 if body is None else 200, body=(body or "").encode(), encoding="utf-8", request=request
    )


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_report_of_a_shape_is_found(tmp_path: Path, shape: Callable[[], Answering]) -> None:
    trial = read(tmp_path, shape())
    assert sorted(url.removeprefix(SITE) for url in trial.reports) == sorted(url for url, _ in LINKS)


def test_a_link_in_a_table_is_called_by_its_row_and_its_column(tmp_path: Path) -> None:
    trial = read(tmp_path, table_of_years())
    assert trial.reports[f"{SITE}{LINKS[0][0]}"] == "县教育局 2019年"


def test_links_that_open_a_viewer_are_those_of_the_documents(tmp_path: Path) -> None:
    items = "".join(f"<li onclick=\"show('/up/{n}.pdf')\">{title}</li>" for n, (_, title) in enumerate(LINKS))
    script = "function show(u){ window.open('/pdfjs/web/viewer.html?file=' + encodeURIComponent(u)) }"
    trial = read(tmp_path, {COLUMN: f"{items}<script>{script}</script>"})
    assert set(trial.reports) == {f"{SITE}/up/{n}.pdf" for n in range(len(LINKS))}


def test_only_what_lies_below_an_agencys_page_is_its_open_government(tmp_path: Path) -> None:
    """The site's menu is called the same, and leads to everything; neither that nor the home page is a part of it, nor the list
    in which the agency stands.
    """
    menu = "<a href='/zwgk/'>政务公开</a><a href='/bm/'>部门街镇</a><a href='/'><img alt='青禾县人民政府'></a>"
    pages: Answering = {
        "/bm/jg/": menu + ul([("/bm/jg/jyj/", "县教育局")]),
        "/bm/jg/jyj/": menu + ul([("/bm/jg/jyj/gk/", "信息公开")]),
    }
    trial = read(tmp_path, pages, "/bm/jg/")
    assert {urlsplit(f"http://{page}").path for page in trial.scope} == {"/bm/jg/", "/bm/jg/jyj/", "/bm/jg/jyj/gk/"}


def test_a_page_that_comes_while_scripts_are_read_waits_for_all_of_them(tmp_path: Path) -> None:
    """Of 新点's scripts one tells of the site and the other of the call: with the first alone, the call would be guessed."""
    pages: Answering = {
        "/003/003001/": "<a href='/003/003001/003001001/'>县政府</a><a href='/003/003001/003001002/'>县教育局</a>",
        "/js/webBuilderCommon.js": "var siteInfo = {siteGuid: '7eb5f7f1-9041', projectName: '/EWB'};",
        "/js/list.js": "$.post('/EWB/rest/frontAppCustomAction/getPageInfoListNew', go)",
    }
    for number in (1, 2):
        pages[f"/003/003001/00300100{number}/"] = (
            "<script src='/js/webBuilderCommon.js'></script><script src='/js/list.js'></script>"
        )
    run = LookRun(site_of(f"{SITE}/", "x"), Root.open(tmp_path, kind="sandbox"), Budget(requests=99, bytes=2**30))
    trial = Trial("epoint", run, f"{SITE}/003/003001/")
    [column] = trial.take_pending()
    trial.read(column, answer(column, pages))
    first, second = trial.take_pending()
    trial.read(first, answer(first, pages))
    [script] = trial.take_pending()
    trial.read(script, answer(script, pages))
    trial.read(second, answer(second, pages))
    waiting = trial.take_pending()
    assert {urlsplit(request.url).path for request in waiting} == {"/js/list.js"}


def test_a_token_that_any_visitor_is_given_is_shown(tmp_path: Path) -> None:
    """新点 answers some sites' calls only with the token that their script asks for first."""
    script = """var siteInfo = {projectName: '/EWB', siteGuid: '7eb5f7f1-9041-43ad-8e13-8fcb82ea831a'};
        $.post('/EWB/rest/getOauthInfoAction/getNoUserAccessToken', go);
        $.ajax({url: '/EWB/rest/lightfrontaction/getgovinfolist', type: 'post'})"""
    run = LookRun(site_of(f"{SITE}/", "x"), Root.open(tmp_path, kind="sandbox"), Budget(requests=9, bytes=2**30))
    trial = Trial("epoint", run, f"{SITE}/dynamic/list.html?categorynum=003004")
    [first] = trial.take_pending()
    trial.read(first, HtmlResponse(first.url, body=f"<script>{script}</script>".encode(), encoding="utf-8"))
    [token] = trial.take_pending()
    trial.read(token, TextResponse(token.url, body=b'{"custom": {"access_token": "a1b2"}}', encoding="utf-8"))
    calls = trial.take_pending()
    assert calls
    assert {call.headers["Authorization"] for call in calls} == {b"Bearer a1b2"}
