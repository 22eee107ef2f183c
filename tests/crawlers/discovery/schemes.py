# ruff: noqa: E501 - markup stands as it does in pages
"""The schemes: ways from a home page to the listings of reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from html import escape

from tests.crawlers.discovery.sites import BUREAUS, TOWNS, Listing, MiniSite
from tests.crawlers.web import Answer


def plain(site: MiniSite) -> None:
    """One column with everybody's reports, below 政务公开."""
    reports = site.listing("政府信息公开年报", "zwgk/zfxxgknb")
    for year in range(2019, 2025):
        for agency in ("人民政府", *BUREAUS[:4]):
            site.report(reports, f"{site.place}{agency}", year)
    site.report(reports, f"{site.place}财政局", 2025, forbidden=True)
    decoys = site.decoys()
    guide = site.listing("政府信息公开指南", "zwgk/zfxxgkzn")
    opened = site.listing("政务公开", "zwgk", menu=True)
    site.menu.append(("互动交流", "/hdjl/"))
    opened.below = [guide, *decoys, reports]
    site.publish(opened)
    site.home("<div><a href='/zwfw/'>办事服务</a></div>")


def platform(site: MiniSite) -> None:
    """A splash page, a disclosure platform, and a page of agencies in the place of a list."""
    each: list[Listing] = []
    reports = site.listing("政府信息公开年报", "xxgk/gknb")
    for number, agency in enumerate(("县政府办公室", *(f"县{bureau}" for bureau in BUREAUS), *TOWNS)):
        part = site.listing(agency, f"xxgk/gknb/bm{number:02d}")
        for year in range(2020, 2025):
            site.report(part, f"{site.place}{agency.removeprefix('县')}", year)
        each.append(part)
    reports.below = each
    decoys = site.decoys()
    shelf = site.listing("政府信息公开", "xxgk", menu=True)
    shelf.below = [
        site.listing("政府信息公开制度", "xxgk/zd"),
        *decoys,
        site.listing("法定主动公开内容", "xxgk/fdzdgk"),
        reports,
    ]
    site.publish(shelf)
    site.pages["/"] = "<html><head><meta http-equiv='refresh' content='0;url=/main.html'></head><body></body></html>"
    site.home("<div class='banner'>欢迎</div>", path="/main.html")


def bureaus(site: MiniSite) -> None:
    """Every agency has pages of its own, with a column of reports on each; the government's own is one of them."""
    pages: list[str] = []
    for number, agency in enumerate((f"{site.place}人民政府办公室", *(f"{site.place}{bureau}" for bureau in BUREAUS))):
        home = site.listing(agency, f"bm/d{number:02d}")
        reports = site.listing("信息公开年报", f"bm/d{number:02d}/nb")
        for year in range(2021, 2025):
            site.report(reports, agency, year)
        news = site.listing("工作动态", f"bm/d{number:02d}/gzdt")
        for n in range(4):
            site.article(news, f"{agency}开展第{n}次检查", date(2024, 3, n + 1))
        home.below = [site.listing("机构职能", f"bm/d{number:02d}/jgzn"), news, reports]
        site.publish(home)
        pages.append(f"<li><a href='{home.path}'>{agency}</a></li>")
    decoys = site.decoys()
    site.publish(*decoys)
    site.pages["/bmxxgk.html"] = site.frame("部门信息公开", f"<ul class='bm'>{''.join(pages)}</ul>")
    site.menu.append(("政务公开", "/gk.html"))
    rows = "".join(f"<li><a href='{decoy.path}'>{decoy.name}</a></li>" for decoy in decoys)
    site.pages["/gk.html"] = site.frame("政务公开", f"<ul>{rows}<li><a href='/bmxxgk.html'>部门信息公开</a></li></ul>")
    site.home()


def years(site: MiniSite) -> None:
    """A column whose parts are years."""
    reports = site.listing("信息公开年度报告", "zfxxgk/ndbg")
    for year in range(2018, 2025):
        part = site.listing(f"{year}年", f"zfxxgk/ndbg/{year}n")
        for agency in ("人民政府", *BUREAUS[:3], *TOWNS[:2]):
            site.report(part, f"{site.place}{agency}", year)
        reports.below.insert(0, part)
    decoys = site.decoys()
    shelf = site.listing("信息公开目录", "zfxxgk", menu=True)
    shelf.below = [*decoys, reports]
    site.publish(shelf)
    site.home()


def scripted(site: MiniSite) -> None:
    """A menu that a script fills from JSON."""
    reports = site.listing("政府信息公开工作年度报告", "gk/gznb")
    for year in range(2016, 2025):
        for agency in ("人民政府", *BUREAUS[4:7]):
            site.report(reports, f"{site.place}{agency}", year)
    site.report(reports, f"{site.place}审计局", 2024, forbidden=True)
    decoys = site.decoys()
    site.publish(reports, *decoys)
    nodes = [{"id": n, "name": one.name, "url": one.path, "children": []} for n, one in enumerate([*decoys, reports])]
    tree = [{"id": 90, "name": "首页", "url": "/"}, {"id": 91, "name": "政务公开", "url": "", "children": nodes}]
    site.pages["/data/nav.json"] = Answer(
        json.dumps({"code": 0, "data": tree}, ensure_ascii=False), headers={"Content-Type": "application/json"}
    )
    script = "<script>$.getJSON('/data/nav.json', function (d) { render(d.data); });</script>"
    site.home(f"<div id='nav'></div>{script}", menu="")


def framed(site: MiniSite) -> None:
    """A disclosure page of frames: the menu in one, the list in another."""
    reports = site.listing("年度报告", "open/report")
    for year in range(2015, 2025):
        for agency in ("人民政府", BUREAUS[0], TOWNS[0]):
            site.report(reports, f"{site.place}{agency}", year)
    decoys = site.decoys()
    site.publish(reports, *decoys)
    left = "".join(f"<p><a href='{one.path}' target='right'>{one.name}</a></p>" for one in [*decoys, reports])
    site.pages["/open/left.html"] = f"<html><head><meta charset='utf-8'></head><body>{left}</body></html>"
    site.pages["/open/main.html"] = (
        "<html><head><meta charset='utf-8'><title>信息公开</title></head><frameset cols='20%,*'><frame src='/open/left.html'>"
        f"<frame name='right' src='{decoys[0].path}'></frameset></html>"
    )
    site.menu.append(("信息公开", "/open/main.html"))
    site.home()


def pictured(site: MiniSite) -> None:
    """Links that are pictures, handlers and drop-down lists."""
    reports = site.listing("政府信息公开年报", "public/annual")
    for year in range(2019, 2025):
        for agency in ("人民政府", *BUREAUS[2:5]):
            site.report(reports, f"{site.place}{agency}", year)
    inner = site.listing("内部年报", "inner/nb")
    decoys = site.decoys()
    site.publish(reports, *decoys)
    site.pages[inner.path] = site.frame("内部", "")
    site.pages["/public/index.html"] = site.frame(
        "信息公开",
        f"<select onchange='go(this)'><option value=''>请选择</option>{''.join(f'<option value={one.path!r}>{one.name}</option>' for one in decoys)}"
        f"</select><img src='/i/nb.png' alt='政府信息公开年报' onclick=\"window.location.href='{reports.path}'\"/>",
    )
    site.home("<a href=\"javascript:window.open('/public/index.html')\"><img src='/i/gk.png' alt='信息公开'/></a>")


def mapped(site: MiniSite) -> None:
    """A home page whose links say nothing: the sitemap tells the columns."""
    reports = site.listing("政府信息公开年报", "zwgk/xxgknb")
    for year in range(2019, 2025):
        for agency in ("人民政府", *BUREAUS[:3]):
            site.report(reports, f"{site.place}{agency}", year)
    decoys = site.decoys()
    site.publish(reports, *decoys)
    paths = [one.path for one in [*decoys, reports]] + list(site.reports)
    locations = "".join(f"<url><loc>{{host}}{escape(path)}</loc></url>" for path in paths)
    site.pages.dynamic["/sitemap.xml"] = lambda hit: Answer(
        f"<?xml version='1.0'?><urlset>{locations}</urlset>".replace("{host}", f"http://{hit.headers['Host']}"),
        headers={"Content-Type": "text/xml"},
    )
    site.home("<a href='/a/'><img src='/1.png'/></a><a href='/b/'><img src='/2.png'/></a>")


SCHEMES: dict[str, Callable[[MiniSite], None]] = {
    made.__name__: made for made in (plain, platform, bureaus, years, scripted, framed, pictured, mapped)
}
