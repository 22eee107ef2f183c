"""Small sites that each hide their reports behind one thing, looked at from the home page alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawlers.archive import Root
from tests.crawlers.discovery.test_discover_sites import look
from tests.crawlers.web import Answer, Hit, Page, Web, loopback_allowed

AGENCIES = ("青禾县教育局", "青禾县财政局", "青禾县水利局", "青禾县司法局")
NEWS = "".join(f"<a href='/xw/{number}.html'>要闻{number}</a>" for number in range(9))
HOME = f"<title>青禾县人民政府</title>{NEWS}<a href='/nb/'>政府信息公开年报</a>"


def listing(folder: str, agencies: tuple[str, ...] = AGENCIES, title: str = "{}2023年政府信息公开年报") -> str:
    """The links of a folder to one report an agency."""
    return "".join(
        f"<li><a href='{folder}202401/t20240120_{n}.html'>{title.format(agency)}</a></li>"
        for n, agency in enumerate(agencies)
    )


def found(root: Path, pages: dict[str, Page]) -> tuple[dict[str, object], int]:
    """What a look at a site of these pages comes to, and how many requests it took."""
    home = Root.open(root, kind="sandbox")
    with loopback_allowed(home) as environment, Web(pages) as web:
        return look(environment, web.url), len(web.hits)


@pytest.mark.parametrize(
    "splash",
    [
        "<meta http-equiv='refresh' content='0;url=/index.html'>",
        "<script>location.replace('index.html')</script>",
        "<frameset><frame src='index.html'></frameset>",
        "<body onload=\"location.href='index.html'\"></body>",
        "<a href='index.html'>进入网站</a> <a href='/en/'>English</a>",
    ],
)
def test_a_home_page_that_sends_on_to_its_own_index(tmp_path: Path, splash: str) -> None:
    pages: dict[str, Page] = {"/": f"<html>{splash}</html>", "/index.html": HOME, "/nb/": listing("/nb/")}
    result, _ = found(tmp_path, pages)
    assert result["family"] == "trs", result


def test_years_of_agencies_whose_links_name_no_year(tmp_path: Path) -> None:
    """Reports that are called like columns, in folders that are spelt like columns: none of them is asked for."""
    years = range(2014, 2024)
    pages: dict[str, Page] = {"/": HOME, "/nb/": "".join(f"<a href='/nb/{year}/'>{year}年</a>" for year in years)}
    pages |= {
        f"/nb/{year}/": listing(f"/nb/{year}/", title="{}政府信息公开工作年度报告") + f"<p>{year}</p>" for year in years
    }
    result, requests = found(tmp_path, pages)
    assert result["family"] == "trs", result
    assert requests < 25


def test_a_tab_that_is_called_otherwise_than_those_beside_it(tmp_path: Path) -> None:
    tabs = {"szf": "县政府", "bm": "县直部门", "xz": "乡镇（街道）", "qt": "驻青单位名录"}
    menu = "".join(f"<li><a href='/{folder}/'>{name}</a></li>" for folder, name in tabs.items())
    pages: dict[str, Page] = {"/": HOME, "/nb/": f"<ul>{menu}</ul>"}
    pages |= {f"/{folder}/": listing(f"/{folder}/") + f"<ul>{menu}</ul>" for folder in tabs}
    for number, folder in enumerate(tabs):
        pages[f"/{folder}/"] = listing(f"/{folder}/", tuple(f"{name}{number}分局" for name in AGENCIES))
    result, _ = found(tmp_path, pages)
    assert all(f"/{folder}/" in str(result["toml"]) for folder in tabs), result["toml"]


@pytest.mark.parametrize("declared", ["text/html; charset=UTF-8", "text/html;charset=ISO-8859-1", "text/html"])
def test_a_site_whose_pages_are_in_another_encoding_than_its_server_says(tmp_path: Path, declared: str) -> None:
    def page(text: str) -> Answer:
        return Answer(f"<html>{text}</html>".encode("gb18030"), headers={"Content-Type": declared})

    result, _ = found(tmp_path, {"/": page(HOME), "/nb/": page(listing("/nb/"))})
    assert result["family"] == "trs", result


def test_a_directory_whose_shell_links_to_itself_without_the_class(tmp_path: Path) -> None:
    shell = (
        "<script>window._CONFIG = {SID: '175', TREE: []}</script><a href='/gkmlpt/annualreport'>政府信息公开年报</a>"
    )
    articles = [
        {"title": f"{agency}2023年政府信息公开年报", "url": f"/gkmlpt/content/1/1/post_{number}.html"}
        for number, agency in enumerate(AGENCIES)
    ]
    pages: dict[str, Page] = {
        "/": NEWS + "<a href='/gkmlpt/annualreport#2629'>政府信息公开年报</a>",
        "/gkmlpt/annualreport": shell,
        "/gkmlpt/api/all/2629?page=1&sid=175": json.dumps({"articles": articles, "total": len(articles)}),
    }
    result, _ = found(tmp_path, pages)
    assert result["family"] == "gkmlpt", result


def test_a_table_of_agencies_and_years_whose_links_say_view(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{agency}</td><td>{year}</td><td><a href='/Item/{number}{year}.aspx'>查看</a></td></tr>"
        for number, agency in enumerate((*AGENCIES, "青禾县城关街道办事处"), 10)
        for year in range(2019, 2024)
    )
    pages: dict[str, Page] = {
        "/": f"{NEWS}<a href='/List.aspx?cid=19'>政府信息公开年报</a>",
        "/List.aspx?cid=19": f"<table>{rows}</table>",
    }
    result, requests = found(tmp_path, pages)
    assert result["family"] == "generic", result
    assert "25 reports seen" in str(result["toml"])
    assert requests < 20


MANY = [f"青禾县{name}{kind}" for name in "东南西北中上下新老大" for kind in ("河镇", "山乡", "门街道办事处", "水局")]


def of_agencies(kind: str = "") -> dict[str, Page]:
    """A list of forty agencies, each with a page of its own from which a link leads to its reports; what they are called ends
    in `kind`.
    """
    menu = "".join(f"<li><a href='/bm/{number}/'>{agency}{kind}</a></li>" for number, agency in enumerate(MANY))
    pages: dict[str, Page] = {"/": f"{NEWS}<a href='/xxgk/'>政府信息公开</a>", "/xxgk/": f"<ul>{menu}</ul>"}
    for number, agency in enumerate(MANY):
        pages[f"/bm/{number}/"] = f"<a href='/lm/{number}/'>政府信息公开年报</a><a href='/zn/{number}/'>公开指南</a>"
        pages[f"/lm/{number}/"] = listing(f"/lm/{number}/", (agency,))
    return pages


def test_a_list_of_agencies_stands_for_them_all(tmp_path: Path) -> None:
    """Three agencies are looked at; what is below the list is the crawl's to find, and that of an agency added later."""
    result, requests = found(tmp_path, of_agencies())
    assert '/xxgk/"' in str(result["toml"])
    assert str(result["toml"]).count("[[columns]]") == 1
    assert "37 further listings below them were not read" in str(result["toml"])
    assert requests < 20


def test_a_list_of_agencies_whose_reports_stand_two_pages_below(tmp_path: Path) -> None:
    """Each agency's page names no reports, but its own 政务公开 (open government), which does; the site's menu is on every page."""
    menu = "<a href='/gk/'>政务公开</a><a href='/bm/'>部门街镇</a>"
    agencies = "".join(f"<li><a href='/bm/{number}/'>{agency}</a></li>" for number, agency in enumerate(MANY))
    pages: dict[str, Page] = {"/": f"{NEWS}{menu}", "/gk/": f"{menu}<a href='/bm/'>部门信息公开</a>"}
    pages["/bm/"] = f"{menu}<ul>{agencies}</ul>"
    for number, agency in enumerate(MANY):
        below = f"/bm/{number}/zwgk/"
        pages[f"/bm/{number}/"] = f"{menu}<a href='{below}'>政务公开</a><a href='/bm/{number}/jj/'>机构简介</a>"
        pages[below] = f"{menu}<a href='{below}nb/'>政府信息公开年报</a><a href='{below}zn/'>公开指南</a>"
        pages[f"{below}nb/"] = menu + listing(f"{below}nb/", (agency,))
    result, requests = found(tmp_path, pages)
    assert '/bm/"' in str(result["toml"]), result
    assert requests < 30


def test_agencies_of_a_list_that_requests_did_not_last_for(tmp_path: Path) -> None:
    """A crawl does not take what the list names for agencies: those that nobody looked at are taken as those beside them."""
    result, requests = found(tmp_path, of_agencies("工作部"))
    columns = {number for number in range(40) if f'/{number}/"' in str(result["toml"])}
    assert (columns, requests) == (set(range(40)), 60), result["doubts"]


def test_a_directory_of_each_of_many_agencies(tmp_path: Path) -> None:
    """Agencies have a gkmlpt each, whatever they are called: the page that lists them is the column."""
    names = [*MANY[:8], "高新区", "青禾港（一期）"]
    pages: dict[str, Page] = {
        "/": NEWS + "<a href='/pt/'>各单位信息公开</a>",
        "/pt/": "<ul>"
        + "".join(f"<li><a href='/u{n}/gkmlpt/index'>{name}</a></li>" for n, name in enumerate(names))
        + "</ul>",
    }
    for n, name in enumerate(names):
        tree = [{"id": 8, "name": "机构职能"}, {"id": 9, "name": "政府信息公开年报"}]
        shell = f"<script>window._CONFIG = {{SID: '{n}', TREE: {json.dumps(tree, ensure_ascii=False)}}}</script>"
        articles = [{"title": f"{name}2023年政府信息公开年报", "url": f"/u{n}/gkmlpt/content/1/1/post_{n}.html"}]
        pages |= {f"/u{n}/gkmlpt/index": shell, f"/u{n}/gkmlpt/annualreport": shell}
        pages[f"/u{n}/gkmlpt/api/all/9?page=1&sid={n}"] = json.dumps({"articles": articles, "total": 1})
    result, requests = found(tmp_path, pages)
    assert (result["family"], str(result["toml"]).count("[[columns]]")) == ("gkmlpt", 1), result
    assert '/pt/"' in str(result["toml"])
    assert requests < 20


def test_a_server_that_answers_any_query_with_page_one(tmp_path: Path) -> None:
    """The usual addresses of a second page are tried once, not each for each of them."""
    first = listing("/nb/") + "<p>共4页</p>"
    names = ("page", "pageNo", "pageIndex", "PAGENUM", "p", "index")

    pages: dict[str, Page] = {"/": HOME.replace("/nb/", "/nb/list.do"), "/nb/list.do": first}
    pages |= {f"/nb/list.do?{name}=2": first for name in names}
    pages |= {f"/nb/list.do?{one}=2&{other}=2": first for one in names for other in names}
    result, requests = found(tmp_path, pages)
    assert result["family"] == "trs", result
    assert requests < 20


def test_a_tree_of_agencies_that_is_sent_with_the_state_of_its_page(tmp_path: Path) -> None:
    """Every answer has another state, and the whole tree again: an agency is asked for once."""
    sets = "theForm.__EVENTTARGET.value = t; theForm.__EVENTARGUMENT.value = a; theForm.submit();"

    def page(number: int) -> str:
        hidden = "".join(
            f"<input type='hidden' name='{name}' value='{value}'>"
            for name, value in (("__EVENTTARGET", ""), ("__EVENTARGUMENT", ""), ("__VIEWSTATE", f"s{number}"))
        )
        tree = "".join(
            f"<a href=\"javascript:__doPostBack('Tree','{n}')\">{name}</a>" for n, name in enumerate(MANY[:20])
        )
        script = f"<script>function __doPostBack(t, a) {{ {sets} }}</script>"
        return f"<form method='post' action='/nb/'>{hidden}{script}{tree}</form>" + listing(
            f"/nb/{number}/", (MANY[number],)
        )

    def answer(hit: Hit) -> str:
        number = re.search(r"__EVENTARGUMENT=(\d+)", hit.body.decode())
        return page(int(number[1]) if number else 0)

    result, requests = found(tmp_path, {"/": HOME, "/nb/": answer})
    assert result["family"], result
    assert requests < 30


NAMED = [
    "<script>menu.put(5, '政府信息公开年报', render, '/nb/');</script>",
    "<ul><li data-to='/nb/'>政府信息公开年报</li></ul>",
    "<script src='/js/a.js'></script>",
]


@pytest.mark.parametrize("home", NAMED)
def test_what_is_only_named_is_asked_where_nothing_else_leads_to_reports(tmp_path: Path, home: str) -> None:
    pages: dict[str, Page] = {
        "/": f"<title>青禾县人民政府</title>{NEWS}{home}",
        "/js/a.js": "go(['政府信息公开年报', '/nb/'])",
        "/nb/": listing("/nb/"),
    }
    result, _ = found(tmp_path, pages)
    assert "/nb/" in str(result["toml"]), result


def test_a_column_that_states_more_than_was_seen_is_doubtful(tmp_path: Path) -> None:
    pages: dict[str, Page] = {"/": HOME, "/nb/": listing("/nb/") + "<p>第1/3页 下一页</p>"}
    result, requests = found(tmp_path, pages)
    assert any("states 3 pages" in doubt for doubt in result["doubts"]), result  # type: ignore[union-attr]
    assert requests < 30
