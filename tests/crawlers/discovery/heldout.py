# ruff: noqa: E501 - markup stands as it does in pages
"""Sites that discovery was not tuned on: one of each family, each laid out as no scheme and dialect are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.crawlers.discovery.dialects import Epoint, Gkmlpt, Hanweb, PhpCms, Post, Trs, Vsb
from tests.crawlers.discovery.sites import BUREAUS, TOWNS, Entry, Listing, MiniSite, items, parts
from tests.crawlers.web import Answer, Hit

OTHERS = (
    ("统计年报", "tjnb", "{place}{year}年统计年报"),
    ("事业单位法人年度报告", "sydw", "{place}图书馆{year}年度报告公示"),
    ("企业年报公示", "qynb", "关于{year}年度企业年报的公告"),
)


def page(title: str, inside: str, head: str = "") -> str:
    return f"<!doctype html><html lang=zh><head><meta charset=utf-8>{head}<title>{title}</title></head><body>{inside}</body></html>"


def side(site: MiniSite) -> None:
    """Columns of other reports that are made once a year."""
    for name, folder, title in OTHERS:
        listing = site.listing(name, folder, menu=True)
        for year in range(2020, 2024):
            site.article(listing, title.format(place=site.place, year=year), date(year + 1, 4, 4))
        site.publish(listing)


class HanwebList(Hanweb):
    """An older template: the records in a JavaScript list, and a dynamic pager behind it."""

    def publish(self, site: MiniSite, listing: Listing) -> None:
        self.lists[str(listing.number)] = listing
        first = parts(listing.entries, self.size)[0]
        data = ",".join("'" + items([entry]).replace("'", "\\'") + "'" for entry in first)
        unit = f"{listing.number}7"
        site.pages[listing.path] = page(
            f"{site.place}人民政府 {listing.name}",
            f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; {listing.name}</div><div id='{unit}'></div><script>var InitData{unit}=[{data}];"
            f"$('#{unit}').jpage({{dataBefore:'',dataStore:InitData{unit},totalRecord:{len(listing.entries)},perPage:{self.size},groupSize:2,"
            f"proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{{col:1,appid:'1',webid:9,path:'/',columnid:{listing.number},unitid:'{unit}',permissiontype:0}}}});</script>",
        )


def hanweb(site: MiniSite) -> None:
    """Tabs of three kinds of agencies with the latest of each; what is older stands behind 更多."""
    side(site)
    tabs: list[str] = []
    for name, agencies in (("县政府", ("人民政府",)), ("县级部门", BUREAUS), ("乡镇街道", TOWNS)):
        listing = site.listing(name, "x")
        for year in range(2014, 2025):
            for agency in agencies:
                site.report(listing, f"{site.place}{agency}", year)
        site.publish(listing)
        tabs.append(f"<h3>{name}<a href='{listing.path}'>更多</a></h3><ul>{items(parts(listing.entries, 4)[0])}</ul>")
    number = site.next_number()
    site.pages[f"/col/col{number}/index.html"] = page("政府信息公开年报", f"<div class='tab'>{''.join(tabs)}</div>")
    site.pages["/module/xxgk/tree.jsp"] = page(
        "", f"<a href='/col/col{number}/index.html'>政府信息公开年报</a><a href='{site.menu[0][1]}'>法治政府建设</a>"
    )
    site.pages["/col/col77/index.html"] = page(
        "政府信息公开平台", "<iframe src='/module/xxgk/tree.jsp'></iframe><p>法定主动公开内容</p>"
    )
    site.home("<a href='/col/col77/index.html'>政府信息公开平台</a>")


class TrsDeep(Trs):
    suffix = "htm"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        for number, entries in enumerate(pages):
            rows = "".join(
                f"<tr><td><a href='./{entry.path.removeprefix(listing.path)}' target=_blank>{entry.title}</a></td><td>[{entry.day}]</td></tr>"
                for entry in entries
            )
            script = (
                f"<script>createPageHTML('page_div',{len(pages)}, {number},'index','htm',{len(listing.entries)});</script>"
                if listing.entries
                else ""
            )
            below = "".join(
                f"<dd><a href='../{part.path.strip('/').rpartition('/')[2]}/'>{part.name}</a></dd>"
                for part in listing.below
            )
            body = page(
                f"{listing.name}-{site.place}人民政府网",
                f"<dl>{below}</dl><table>{rows}</table><div id='page_div'></div>{script}",
                "<!-- TRS-->",
            )
            site.pages[f"{listing.path}index_{number}.htm" if number else listing.path] = body


def trs(site: MiniSite) -> None:
    """Three levels down, in a menu of two hundred links; titles say the year alone, and the agency's listing whose it is."""
    side(site)
    parents: list[Listing] = []
    for folder, agency in (("zfb", "县政府办公室"), ("jyj", "县教育局"), ("czj", "县财政局"), ("lxz", "柳溪镇")):
        part = site.listing(agency, f"gk/xxgk/nb/{folder}")
        for year in range(2012, 2025):
            site.report(
                part, f"{site.place}{agency.removeprefix('县')}", year, title=f"{year}年政府信息公开工作年度报告"
            )
        parents.append(part)
    column = site.listing("信息公开年报", "gk/xxgk/nb")
    column.below = parents
    site.publish(column)
    inside = "".join(
        f"<li><a href='nb/{part.path.strip('/').rpartition('/')[2]}/'>{part.name}</a></li>" for part in parents
    )
    site.pages["/gk/xxgk/nb/"] = page("信息公开年报", f"<ul>{inside}</ul>".replace("nb/", "./"), "<!-- TRS-->")
    site.pages["/gk/xxgk/"] = page(
        "政府信息公开", "<a href='./zn/'>指南</a> <a href='./nb/'>公开年报</a>", "<!-- TRS-->"
    )
    filler = "".join(f"<li><a href='/fw/{n}/'>服务事项{n}</a></li>" for n in range(200))
    site.pages["/gk/"] = page(
        "政务公开", "<a href='./xxgk/'>政府信息公开</a><a href='/gk/zc/'>政策文件</a>", "<!-- TRS-->"
    )
    site.home(f"<ul>{filler}</ul><a href='/gk/'>公开</a>")


def gkmlpt(site: MiniSite) -> None:
    """A directory for each bureau, below a folder of its own; the portal lists them."""
    rows: list[str] = []
    for number, agency in enumerate(("人民政府办公室", *BUREAUS[:6])):
        folder = f"/{'abcdefgh'[number]}zf"
        sid, reports, guide = 300 + number, 4000 + number, 4100 + number
        entries: list[Entry] = []
        for year in range(2019, 2025):
            full = f"{site.place}{agency}{year}年政府信息公开工作年度报告"
            path = f"{folder}/gkmlpt/content/2/{site.next_number()}/post_{site.number}.html"
            site.pages[path] = page(full, f"<h1>{full}</h1>" + "<p>本年度新收政府信息公开申请五件。</p>" * 40)
            site.reports[path] = full
            entries.append(Entry(full, path, date(year + 1, 1, 9)))
        tree = [
            {"id": guide, "name": "政府信息公开指南", "children": []},
            {"id": reports, "name": "政府信息公开年报", "children": []},
        ]
        shell = page(
            f"{agency}政府信息公开目录",
            f"<div id=app></div><script>window._CONFIG = {{ SID: '{sid}', TREE: {json.dumps(tree, ensure_ascii=False)} }}</script><script src='{folder}/gkmlpt/js/a.js'></script>",
        )
        site.pages[f"{folder}/gkmlpt/index"] = site.pages[f"{folder}/gkmlpt/annualreport"] = shell
        answer = json.dumps(
            {"total": len(entries), "articles": [{"title": e.title, "url": e.path, "type": "normal"} for e in entries]},
            ensure_ascii=False,
        )
        site.pages.dynamic[f"{folder}/gkmlpt/api/all/{reports}"] = lambda hit, answer=answer: Answer(
            answer, headers={"Content-Type": "application/json"}
        )
        empty = json.dumps({"total": 0, "articles": []})
        site.pages.dynamic[f"{folder}/gkmlpt/api/all/{guide}"] = lambda hit, empty=empty: Answer(
            empty, headers={"Content-Type": "application/json"}
        )
        rows.append(f"<td><a href='{folder}/gkmlpt/index'>{site.place}{agency}</a></td>")
    site.pages["/bm/index.html"] = page("部门政府信息公开目录", f"<table><tr>{''.join(rows)}</tr></table>")
    site.home("<a href='/bm/index.html'>政府信息公开目录</a>")


class VsbTabs(Vsb):
    size = 6

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        stem = listing.path.removesuffix(".htm")
        for number, entries in enumerate(pages):
            left = len(pages) - number
            script = (
                f'<script>_simple_list_gotopage_fun({len(pages)},"u1_goto",2)</script>'
                if len(pages) > 1 and not number
                else ""
            )
            up = "../../.." if number else "../.."
            rows = "".join(
                f"<li id='line_u1_{n}'><a href='{up}{entry.path}' class='c1'>{entry.title}</a></li>"
                for n, entry in enumerate(entries)
            )
            body = page(
                f"{listing.name}-{site.place}人民政府",
                f"<ul>{rows}</ul>{script}",
                "<!--Announced by Visual SiteBuilder 9-->",
            )
            site.pages[f"{stem}/{left}.htm" if number else listing.path] = body


def vsb(site: MiniSite) -> None:
    """A table of units; on each unit's page a row of tabs, one of which is 年度报告."""
    side(site)
    cells: list[str] = []
    for number, agency in enumerate((*BUREAUS, *TOWNS)):
        folder = f"xxgk/dw{number}"
        reports = site.listing("年度报告", f"{folder}/ndbg")
        for year in range(2015, 2025):
            site.report(reports, f"{site.place}{agency}", year)
        site.publish(reports)
        tabs = f"<a href='dw{number}/zn.htm'>公开指南</a><a href='dw{number}/ml.htm'>公开目录</a><a href='dw{number}/ndbg.htm'>年度报告</a>"
        site.pages[f"/{folder}.htm"] = page(
            f"{agency}", f"<div class=tabs>{tabs}</div>", "<!--Announced by Visual SiteBuilder 9-->"
        )
        cells.append(f"<td><a href='xxgk/dw{number}.htm'>{agency}</a></td>")
    site.pages["/xxgk.htm"] = page("信息公开", f"<table><tr>{''.join(cells)}</tr></table>")
    site.home("<a href='xxgk.htm'>信息公开</a>")


def post(site: MiniSite) -> None:
    """A drop-down list of years, and copies of some reports among the news."""
    side(site)
    options: list[str] = []
    news = site.listing("要闻", "xwzx", menu=True)
    for year in range(2017, 2025):
        listing = site.listing(f"{year}年度", f"zfxxgk/ndbg/nd{year}")
        for agency in ("人民政府", *BUREAUS[:5]):
            site.report(listing, f"{site.place}{agency}", year)
        site.publish(listing)
        options.insert(0, f"<option value='{listing.path}'>{year}年度</option>")
    for n in range(9):
        site.article(news, f"{site.place}召开第{n}次政务公开工作会议", date(2024, 5, n + 1))
    site.publish(news)
    site.pages["/zfxxgk/ndbg/index.html"] = page(
        "政府信息公开工作年度报告",
        f"<select onchange='location.href=this.value'>{''.join(options)}</select><script src='/NFCMS/a.js'></script>",
    )
    site.home("<div><a href='/zfxxgk/ndbg/index.html'>政府信息公开工作年度报告</a></div>")


class EpointPaged(Epoint):
    """A service with form fields, and columns in the query of one page."""

    def prepare(self, site: MiniSite) -> None:
        super().prepare(site)
        site.pages.dynamic["/EWB-FRONT/rest/frontAppCustomAction/getPageInfoListNew"] = self._form
        site.pages.dynamic["/xxgk/list.html"] = lambda hit: Answer(self._shell(site))

    def listing_path(self, listing: Listing) -> str:
        return f"/xxgk/list.html?categorynum={self._category(listing)}"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        self.lists[self._category(listing)] = listing

    def _shell(self, site: MiniSite) -> str:
        script = (
            "<script src='/js/webBuilderCommon.js'></script><script>var category=getQueryString('categorynum');$.ajax({url:siteInfo.projectName+"
            "'/rest/frontAppCustomAction/getPageInfoListNew',data:{params:JSON.stringify({siteGuid:siteInfo.siteGuid,categoryNum:category,pageIndex:0,pageSize:20})}});</script>"
        )
        return page(f"信息公开-{site.place}人民政府", f"<div class='ewb-main'></div>{script}")

    def _form(self, hit: Hit) -> Answer:
        fields = parse_qs(hit.body.decode() or urlsplit(hit.path).query)
        sent: dict[str, Any] = json.loads(fields["params"][0])
        listing = self.lists.get(str(sent.get("categoryNum") or sent.get("categorynum")))
        pages = parts(listing.entries, 20) if listing else []
        number = int(sent.get("pageIndex") or 0)
        found = [
            {"title": e.title, "infourl": e.path, "infodate": str(e.day)}
            for e in (pages[number] if number < len(pages) else [])
        ]
        answer = {"custom": {"infodata": found, "count": len(listing.entries) if listing else 0}}
        return Answer(json.dumps(answer, ensure_ascii=False), headers={"Content-Type": "application/json"})


def epoint(site: MiniSite) -> None:
    """A tree of categories from JSON, whose addresses the page's script makes."""
    reports = site.listing("政府信息公开年报", "x")
    for year in range(2015, 2025):
        for agency in ("人民政府", *BUREAUS[:4]):
            site.report(reports, f"{site.place}{agency}", year)
    others: list[Listing] = []
    for name, folder, title in OTHERS:
        other = site.listing(name, folder)
        site.article(other, title.format(place=site.place, year=2022), date(2023, 4, 1))
        others.append(other)
    site.publish(reports, *others)
    nodes = [
        {"categoryname": one.name, "categorynum": one.path.partition("=")[2], "children": []}
        for one in [*others, reports]
    ]
    tree = {"custom": {"data": [{"categoryname": "政府信息公开", "categorynum": "003", "children": nodes}]}}
    site.pages["/rest/categorytree.json"] = Answer(
        json.dumps(tree, ensure_ascii=False), headers={"Content-Type": "application/json"}
    )
    script = (
        "<script>$.getJSON('/rest/categorytree.json',function(d){$.each(d.custom.data[0].children,function(i,item){"
        "$('#tree').append('<a href=\"/xxgk/list.html?categorynum=' + item.categorynum + '\">' + item.categoryname + '</a>');});});</script>"
    )
    site.pages["/xxgk/index.html"] = page("政府信息公开", f"<div id=tree></div>{script}")
    site.home("<a href='/xxgk/index.html'>政府信息公开</a>")


class Rows(PhpCms):
    """A CMS of its own: a shell and rows of JSON, each with its address."""

    def listing_path(self, listing: Listing) -> str:
        return f"/gov/column/{listing.number}"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/gov/detail/{number}"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        script = (
            f"<script>fetch('/api/articles?columnId={listing.number}&page=1').then(r => r.json()).then(show)</script>"
        )
        site.pages[listing.path] = page(f"{listing.name} - {site.place}人民政府", f"<div id=list></div>{script}")

        def answer(hit: Hit) -> Answer:
            query = parse_qs(urlsplit(hit.path).query)
            wanted = next((one for one in self.made if str(one.number) == query["columnId"][0]), None)
            pages = parts(wanted.entries, 10) if wanted else []
            number = int(query["page"][0])
            rows = [
                {"title": e.title, "url": e.path, "date": str(e.day)}
                for e in (pages[number - 1] if number <= len(pages) else [])
            ]
            text = json.dumps({"total": len(wanted.entries) if wanted else 0, "rows": rows}, ensure_ascii=False)
            return Answer(text, headers={"Content-Type": "application/json"})

        site.pages.dynamic["/api/articles"] = answer
        self.made.append(listing)

    def prepare(self, site: MiniSite) -> None:
        self.made: list[Listing] = []


def generic(site: MiniSite) -> None:
    """Shells throughout: the menu from a script file, the lists from rows of JSON."""
    side(site)
    reports = site.listing("政府信息公开年度报告", "x")
    for year in range(2016, 2025):
        for agency in ("人民政府", *BUREAUS[:3]):
            site.report(reports, f"{site.place}{agency}", year)
    site.publish(reports)
    menu = [{"title": name, "link": path} for name, path in site.menu] + [{"title": reports.name, "link": reports.path}]
    script = (
        "var menus = "
        + json.dumps(menu, ensure_ascii=False).replace('"title"', "title").replace('"link"', "link")
        + ";"
    )
    site.pages["/static/menu.js"] = Answer(script, headers={"Content-Type": "application/javascript"})
    site.pages["/"] = page(
        f"{site.place}人民政府",
        "<div id=app></div><script src='/static/vue.min.js'></script><script src='/static/menu.js'></script>",
    )


HELD_OUT: dict[str, tuple[type[Any], Callable[[MiniSite], None]]] = {
    "hanweb": (HanwebList, hanweb),
    "trs": (TrsDeep, trs),
    "gkmlpt": (Gkmlpt, gkmlpt),
    "vsb": (VsbTabs, vsb),
    "post": (Post, post),
    "epoint": (EpointPaged, epoint),
    "generic": (Rows, generic),
}


def build_held_out(name: str, *, seed: int = 5) -> MiniSite:
    """The held-out site of a family."""
    dialect, scheme = HELD_OUT[name]
    site = MiniSite(dialect(), seed, place="霖州市")
    scheme(site)
    return site
