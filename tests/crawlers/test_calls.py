"""What a page's script says that it asks its server for, and how a listing with numbered pages goes on."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from parsel import Selector

from crawlers.calls import epoint_calls, search_calls
from crawlers.pagers import Page, further_pages
from crawlers.scripts import PageScripts

PAGE = "http://a.gov.cn/col/col1/index.html"


@pytest.mark.parametrize(
    "script",
    [
        "$.ajax({url:'/module/xxgk/search.jsp?texttype=0&currpage=1', data:'infotypeId=B001&area=1133&currpage=1'})",
        "$.post('/module/xxgk/search.jsp?texttype=0', 'infotypeId=B001&area=1133', show)",
        "$('#a').load('/module/xxgk/search.jsp?infotypeId=B001&area=1133')",
        "var infotypeId='B001', area='1133'; $.post('/module/xxgk/search.jsp', {}, show)",
    ],
)
def test_a_search_is_asked_for_what_the_script_sends_wherever_it_says_so(script: str) -> None:
    (call,) = search_calls(script, PAGE)
    assert (
        parse_qs(call.body or "").items() >= {"infotypeId": ["B001"], "area": ["1133"], "currpage": ["{page}"]}.items()
    )


def test_an_endpoint_that_no_script_names_may_not_be_there() -> None:
    page = "var siteInfo = {'projectName':'/EWB-FRONT','siteGuid':'7eb5f7f1-9041'}; var categorynum = '002005'"
    assert [call.is_guess for call in epoint_calls(page, PAGE)] == [True]


@pytest.mark.parametrize(
    ("href", "label", "pages"),
    [
        ("/002/002005/2.html", "2", ["http://a.gov.cn/002/002005/2.html"]),
        ("/002/002005/7.html", "2", []),  # another page, by its name
        ("/003/2.html", "2", []),
    ],
)
def test_a_number_leads_to_the_page_of_that_number_in_the_same_folder(href: str, label: str, pages: list[str]) -> None:
    text, url = f"<a href='{href}'>{label}</a>", "http://a.gov.cn/002/002005/secondpage.html"
    assert [page.url for page in further_pages(Selector(text), text, url, url, 9)] == pages


def test_a_pager_that_says_its_pages_on_a_click_alone() -> None:
    url = "http://a.gov.cn/002/002005/moreinfo.html"
    text = (
        "<a onclick=\"show('list','/002/002005/2.html')\">2</a><a href='#' onclick=\"show('list','/003/2.html')\">2</a>"
    )
    assert [page.url for page in further_pages(Selector(text), text, url, url, 9)] == [
        "http://a.gov.cn/002/002005/2.html"
    ]


def test_a_first_page_that_a_script_seems_to_number_may_miss() -> None:
    url = "http://a.gov.cn/nb/list_22.html"
    text = (
        "<script>function goPage(n){ if(n==1) location.href='list_22.html';"
        " else location.href = 'list_22_' + n + '.html'; }</script>"
        "<a href='javascript:goPage(1)'>1</a><a href='javascript:goPage(2)'>2</a>"
    )
    selector = Selector(text)
    pages = further_pages(selector, text, f"{url[:-5]}_3.html", url, 9, PageScripts(text, url))
    assert pages == [Page(f"{url[:-5]}_1.html", may_miss=True), Page(f"{url[:-5]}_2.html")]
