# ruff: noqa: E501 - markup stands as it does in pages
"""The dialects: how seven CMSs and a few of no family write their addresses, listings and pagers, as real sites do."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.crawlers.discovery.sites import Dialect, Entry, Listing, MiniSite, items, parts
from tests.crawlers.web import Answer, Hit


class Hanweb(Dialect):
    """大汉: an XML island and `dataproxy.jsp`."""

    family = "hanweb"

    def prepare(self, site: MiniSite) -> None:
        site.head = "<meta name='SiteName' content='临澄县人民政府'><script src='/script/jquery.js'></script>"
        self.lists: dict[str, Listing] = {}
        site.pages.dynamic["/module/web/jpage/dataproxy.jsp"] = self._proxy

    def listing_path(self, listing: Listing) -> str:
        return f"/col/col{listing.number}/index.html"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/art/{day.year}/{day.month}/{day.day}/art_{listing.number}_{number}.html"

    def article_markup(self, body: str) -> str:
        return f"<!--<$[信息内容]>begin--><div id='zoom'>{body}</div><!--<$[信息内容]>end-->"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        if listing.below and not listing.entries:
            site.pages[listing.path] = site.frame(listing.name, self.below(listing))
            return
        self.lists[str(listing.number)] = listing
        records = self._records(parts(listing.entries, self.size)[0])
        script = (
            f"<div id='{listing.number}9'><script type='text/xml'><datastore><nextgroup><![CDATA[<a href=\"/module/web/jpage/dataproxy.jsp?"
            f'page=1&appid=1&webid=3&path=/&columnid={listing.number}&unitid={listing.number}9&webname=x&permissiontype=0"></a>]]></nextgroup>'
            f"<recordset>{records}</recordset></datastore></script></div><script>$(function(){{$('#{listing.number}9').jpage({{totalRecord:"
            f"{len(listing.entries)},perPage:{self.size},groupSize:1,proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{{col:1,appid:'1',"
            f"webid:3,path:'/',columnid:{listing.number},unitid:'{listing.number}9',webname:'x',permissiontype:0}}}});}});</script>"
        )
        site.pages[listing.path] = site.frame(listing.name, self.below(listing) + script if listing.below else script)

    def _records(self, entries: list[Entry]) -> str:
        return "".join(f"<record><![CDATA[{items([entry])}]]></record>" for entry in entries)

    def _proxy(self, hit: Hit) -> Answer:
        fields = {**parse_qs(urlsplit(hit.path).query), **parse_qs(hit.body.decode())}
        listing = self.lists.get(fields.get("columnid", [""])[0])
        if listing is None:
            return Answer("error", 500)
        start, end = int(fields["startrecord"][0]), int(fields["endrecord"][0])
        chosen = [entry for part in parts(listing.entries, self.size) for entry in part][start - 1 : end]
        text = f"<datastore><totalrecord>{len(listing.entries)}</totalrecord><recordset>{self._records(chosen)}</recordset></datastore>"
        return Answer(text, headers={"Content-Type": "text/xml; charset=utf-8"})


class HanwebNumbered(Hanweb):
    """大汉 with static pages: `index.html?uid=…&pageNum=2`."""

    def publish(self, site: MiniSite, listing: Listing) -> None:
        if listing.below and not listing.entries:
            site.pages[listing.path] = site.frame(listing.name, self.below(listing))
            return
        pages = parts(listing.entries, self.size)
        for number, entries in enumerate(pages, 1):
            pager = "".join(
                f"<a href='/col/col{listing.number}/index.html?uid=88{listing.number}&pageNum={n}'>{n}</a>"
                for n in range(1, len(pages) + 1)
            )
            page = site.frame(
                listing.name, f"{self.below(listing)}<ul>{items(entries)}</ul><div class='page'>{pager}</div>"
            )
            site.pages[f"{listing.path}?uid=88{listing.number}&pageNum={number}"] = page
            if number == 1:
                site.pages[listing.path] = page


class Trs(Dialect):
    """拓尔思: folders, `index_1.html`, `createPageHTML`."""

    family = "trs"
    suffix = "html"

    def listing_path(self, listing: Listing) -> str:
        return f"/{listing.folder}/"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/{listing.folder}/{day:%Y%m}/t{day:%Y%m%d}_{number}.{self.suffix}"

    def article_markup(self, body: str) -> str:
        return f"<div class='TRS_Editor'>{body}</div>"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        for number, entries in enumerate(pages):
            script = f'<script>createPageHTML({len(pages)}, {number}, "index", "{self.suffix}");</script>'
            inside = f"{self.below(listing)}<ul>{items(entries, relative_to=listing.path)}</ul>{script if listing.entries else ''}"
            page = site.frame(listing.name, inside)
            site.pages[f"{listing.path}index_{number}.{self.suffix}" if number else listing.path] = page
            if not number:
                site.pages[f"{listing.path}index.{self.suffix}"] = page


class TrsShtml(Trs):
    suffix = "shtml"
    size = 5


class Gkmlpt(Dialect):
    """开普: the directory platform of Guangdong, a shell and its API."""

    family = "gkmlpt"

    def prepare(self, site: MiniSite) -> None:
        self.lists: list[Listing] = []
        self.sid = 700 + site.random.randrange(99)
        self.site = site

    def listing_path(self, listing: Listing) -> str:
        return f"/gkmlpt/index#{listing.number}"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/gkmlpt/content/1/{number // 1000}/post_{number}.html"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        if listing not in self.lists:
            self.lists.append(listing)
        tree = [self._node(made) for made in self.lists if not any(made in other.below for other in self.lists)]
        config = (
            f"window._CONFIG = {{SID: '{self.sid}', TREE: {json.dumps(tree, ensure_ascii=False)}, SERVICE_AREA_ID: 1}};"
        )
        shell = (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{site.place}政府信息公开目录</title><script>{config}</script></head>"
            "<body><div id='app'></div><script src='/gkmlpt/static/app.js'></script></body></html>"
        )
        for path in ("/gkmlpt/index", "/gkmlpt/annualreport", "/gkmlpt/guide"):
            site.pages[path] = shell
        site.pages.dynamic[f"/gkmlpt/api/all/{listing.number}"] = lambda hit: self._answer(hit, listing)

    def _node(self, listing: Listing) -> dict[str, Any]:
        return {
            "id": listing.number,
            "name": listing.name,
            "jump_url": "",
            "children": [self._node(part) for part in listing.below],
        }

    def _answer(self, hit: Hit, listing: Listing) -> Answer:
        page = int(parse_qs(urlsplit(hit.path).query)["page"][0])
        chosen = [*parts(listing.entries, 100), []][page - 1 : page]
        articles = [
            {
                "id": 1,
                "title": entry.title,
                "url": f"{self.site.place and ''}{entry.path}",
                "post_url": "",
                "type": "normal",
            }
            for entry in (chosen[0] if chosen else [])
        ]
        text = json.dumps(
            {"classify": {"id": listing.number}, "total": len(listing.entries), "articles": articles},
            ensure_ascii=False,
        )
        return Answer(text, headers={"Content-Type": "application/json"})


class Vsb(Dialect):
    """博达: `.htm` columns that count their pages down, articles under `info`."""

    family = "vsb"

    def prepare(self, site: MiniSite) -> None:
        site.head = "<META name='keywords' content='x'><!--Announced by Visual SiteBuilder 9--><script src='/system/resource/js/vsb.js'></script>"

    def listing_path(self, listing: Listing) -> str:
        return f"/{listing.folder}.htm"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/info/{listing.number}/{number}.htm"

    def article_markup(self, body: str) -> str:
        return f"<div id='vsb_content'>{body}</div>"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        stem = listing.path.removesuffix(".htm")
        name = stem.rpartition("/")[2]
        for number, entries in enumerate(pages):
            left = len(pages) - number
            following = f"{name}/{left - 1}.htm" if number == 0 else f"{left - 1}.htm"
            pager = f"<span class='p_next p_fun'><a href='{following}'>下页</a></span>" if left > 1 else ""
            page = site.frame(
                listing.name, f"{self.below(listing)}<ul>{items(entries)}</ul><div class='p_pages'>{pager}</div>"
            )
            site.pages[f"{stem}/{left}.htm" if number else listing.path] = page


class VsbTree(Vsb):
    """博达 with dynamic lists."""

    def listing_path(self, listing: Listing) -> str:
        return f"/list.jsp?urltype=tree.TreeTempUrl&wbtreeid={listing.number}"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        for number, entries in enumerate(pages, 1):
            pager = f"<a class='Next' href='/list.jsp?a2t={len(pages)}&a2p={number + 1}&a2c={self.size}&urltype=tree.TreeTempUrl&wbtreeid={listing.number}'>下页</a>"
            page = site.frame(
                listing.name, f"{self.below(listing)}<ul>{items(entries)}</ul>{pager if number < len(pages) else ''}"
            )
            if number > 1:
                site.pages[
                    f"/list.jsp?a2t={len(pages)}&a2p={number}&a2c={self.size}&urltype=tree.TreeTempUrl&wbtreeid={listing.number}"
                ] = page
            else:
                site.pages[listing.path] = page


class Post(Dialect):
    """Guangdong's portals: `content/post_N.html`, `index_2.html`."""

    family = "post"

    def listing_path(self, listing: Listing) -> str:
        return f"/{listing.folder}/index.html"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/{listing.folder}/content/post_{number}.html"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        for number, entries in enumerate(pages, 1):
            following = (
                f"<a class='next' href='/{listing.folder}/index_{number + 1}.html'>下一页</a>"
                if number < len(pages)
                else ""
            )
            page = site.frame(
                listing.name, f"{self.below(listing)}<ul>{items(entries)}</ul><div class='pagination'>{following}</div>"
            )
            site.pages[f"/{listing.folder}/index_{number}.html" if number > 1 else listing.path] = page
        site.pages[f"/{listing.folder}/"] = site.pages[listing.path]


class Epoint(Dialect):
    """新点: shells whose script asks a REST service."""

    family = "epoint"

    def prepare(self, site: MiniSite) -> None:
        self.lists: dict[str, Listing] = {}
        site.head = "<script src='/js/webBuilderCommon.js'></script>"
        guid = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
        site.pages["/js/webBuilderCommon.js"] = Answer(
            f'var siteInfo = {{"projectName": "/EWB-FRONT", "siteGuid": "{guid}"}};',
            headers={"Content-Type": "application/javascript"},
        )
        site.pages.dynamic["/EWB-FRONT/rest/lightfrontaction/getgovinfolist"] = self._answer

    def listing_path(self, listing: Listing) -> str:
        return f"/zwgk/{self._category(listing)}/secondPage.html"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/zwgk/{self._category(listing)}/{day:%Y%m%d}/{number:08x}-c8c3-48d5-b88f-6db297ed{number:04x}.html"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        self.lists[self._category(listing)] = listing
        call = (
            "<div id='list'></div><script>var param={token:'',categorynum:'"
            + self._category(listing)
            + "',pageIndex:0,pageSize:20};"
            "$.ajax({type:'POST',url: siteInfo.projectName + '/rest/lightfrontaction/getgovinfolist',data:JSON.stringify(param)});</script>"
        )
        site.pages[listing.path] = site.frame(
            listing.name, self.below(listing) if listing.below and not listing.entries else call
        )

    def _category(self, listing: Listing) -> str:
        return f"003{listing.number % 1000:03d}"

    def _answer(self, hit: Hit) -> Answer:
        sent = json.loads(hit.body)
        fields = {**sent, **sent.get("params", {})}
        listing = self.lists.get(str(fields.get("categorynum")))
        pages = parts(listing.entries, 20) if listing else []
        page = int(fields.get("pageIndex") or 0)
        found = [
            {"title": entry.title, "infourl": entry.path, "infodate": str(entry.day), "infoid": entry.path[-20:]}
            for entry in (pages[page] if page < len(pages) else [])
        ]
        answer = {"custom": {"data": found, "total": len(listing.entries) if listing else 0}, "status": {"code": 200}}
        return Answer(json.dumps(answer, ensure_ascii=False), headers={"Content-Type": "application/json"})


class EpointStatic(Epoint):
    """新点 with static listings, `2.html` beside the first."""

    def listing_path(self, listing: Listing) -> str:
        return f"/zwgk/{self._category(listing)}/moreinfo.html"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        folder = listing.path.rpartition("/")[0]
        for number, entries in enumerate(pages, 1):
            following = f"<a href='{folder}/{number + 1}.html'>下页 &gt;</a>" if number < len(pages) else ""
            rows = f"<ul class='ewb-list'>{items(entries)}</ul><div class='ewb-page'>{following}</div>"
            site.pages[f"{folder}/{number}.html" if number > 1 else listing.path] = site.frame(
                listing.name, self.below(listing) + rows
            )


class PhpCms(Dialect):
    """A CMS that no family is made for: everything in the query."""

    family = "generic"

    def listing_path(self, listing: Listing) -> str:
        return f"/index.php?m=content&c=index&a=lists&catid={listing.number}"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/show-{listing.number}-{number}-1.html"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        pages = parts(listing.entries, self.size)
        for number, entries in enumerate(pages, 1):
            following = f"<a href='{listing.path}&page={number + 1}'>下一页</a>" if number < len(pages) else ""
            page = site.frame(listing.name, f"{self.below(listing)}<table>{items(entries)}</table><p>{following}</p>")
            site.pages[f"{listing.path}&page={number}" if number > 1 else listing.path] = page


class Aspx(PhpCms):
    """Another one: pages of a program, articles by hash."""

    def listing_path(self, listing: Listing) -> str:
        return f"/InfoPublic.aspx?cid={listing.number}"

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        return f"/gongkai/show/{number:08x}{number * 7919:024x}.html"


DIALECTS: dict[str, type[Dialect]] = {
    "hanweb": Hanweb, "hanweb-numbered": HanwebNumbered, "trs": Trs, "trs-shtml": TrsShtml, "gkmlpt": Gkmlpt, "vsb": Vsb, "vsb-tree": VsbTree,
    "post": Post, "epoint": Epoint, "epoint-static": EpointStatic, "php": PhpCms, "aspx": Aspx,
}  # fmt: skip
