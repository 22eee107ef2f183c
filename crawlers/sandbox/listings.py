"""The listing and address conventions of two CMS families, as their real sites show them.

大汉 (hanweb): `/col/colN/index.html` carries the first records in `<script type="text/xml"><datastore>`, and the rest comes
from `/module/web/jpage/dataproxy.jsp`, asked by GET with `page` or by POST with `startrecord` and `endrecord`; articles
stand at `/art/Y/M/D/art_COLUMN_N.html`. Seen at kjt.shandong.gov.cn, jshrss.jiangsu.gov.cn, gxt.jiangsu.gov.cn.
TRS: `index.html`, `index_1.html`, … in the column's folder, counted by `createPageHTML(pages, current, "index", "html")`;
articles stand at `YYYYMM/tYYYYMMDD_N.html` below the column, linked relatively.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from urllib.parse import urlencode

from crawlers.sandbox.world import Agency

PER_PAGE = 15
DATAPROXY = "/module/web/jpage/dataproxy.jsp"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a listing: where it leads (from the root of the site), and when it was put there."""

    title: str
    path: str
    published_on: date


@dataclass(slots=True)
class Column:
    """One listing; `number` is the CMS's, `agency` is set where the column is one agency's."""

    number: int
    title: str
    path: str
    agency: Agency | None = None
    entries: list[Entry] = field(default_factory=list[Entry])

    @property
    def page_count(self) -> int:
        return max(1, -(-len(self.entries) // PER_PAGE))

    @property
    def unit(self) -> int:
        """The id of the page unit that a hanweb column's records belong to."""
        return self.number * 3 + 1007

    def part(self, start: int, end: int) -> list[Entry]:
        """Entries `start` to `end`, counted from 1, newest first."""
        return sorted(self.entries, key=lambda entry: (entry.published_on, entry.path), reverse=True)[start - 1 : end]


def hanweb_article(column: Column, number: int, day: date) -> str:
    """The address of an article in a hanweb column."""
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{number}.html"


def trs_article(column: Column, number: int, day: date) -> str:
    """The address of an article in a TRS column."""
    return f"{column.path.rpartition('/')[0]}/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"


def hanweb_listing(column: Column, site_name: str) -> str:
    """The inside of `/col/colN/index.html`: records as XML in a script, and the script that pages through the rest."""
    query = _proxy_query(column, site_name)
    following = f'<nextgroup><![CDATA[<a href="{DATAPROXY}?page=2&{query}"></a>]]></nextgroup>'
    records = _hanweb_records(column.part(1, PER_PAGE))
    more = following if column.page_count > 1 else ""
    return f"""<div id="{column.unit}" class="default_pgContainer"><script type="text/xml"><datastore>
{more}
<recordset>
{records}
</recordset></datastore></script></div>
<script type="text/javascript">$(function(){{$("#{column.unit}").jpage({{themeName:'default',openCookies:true,
callback:function(){{}},dataStore:dataStore,proxyUrl:'{DATAPROXY}',totalRecord:{len(column.entries)},perPage:{PER_PAGE},
barPosition:'bottom',groupSize:1,ajaxParam:{{col:1,appid:1,webid:2,path:'/',columnid:{column.number},sourceContentType:1,
unitid:'{column.unit}',webname:'{escape(site_name)}',permissiontype:0}}}})}});</script>"""


def hanweb_proxy(column: Column, site_name: str, fields: Mapping[str, str]) -> str | None:
    """The answer of dataproxy.jsp to a request's fields; None where they make no sense."""
    numbers = {name: fields.get(name, "") for name in ("page", "startrecord", "endrecord")}
    if numbers["startrecord"].isdigit() and numbers["endrecord"].isdigit():
        start, end = int(numbers["startrecord"]), int(numbers["endrecord"])
    elif numbers["page"].isdigit():
        start, end = (int(numbers["page"]) - 1) * PER_PAGE + 1, int(numbers["page"]) * PER_PAGE
    else:
        return None
    if start < 1:
        return None
    following = ""
    if end < len(column.entries):
        query = _proxy_query(column, site_name)
        link = f'<a href="{DATAPROXY}?page={end // PER_PAGE + 1}&{query}"></a>'
        following = f"<nextgroup><![CDATA[{link}]]></nextgroup>\n"
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<datastore><totalrecord>{len(column.entries)}</totalrecord><totalpage>{column.page_count}</totalpage>
{following}<recordset>
{_hanweb_records(column.part(start, end))}
</recordset></datastore>"""


def _proxy_query(column: Column, site_name: str) -> str:
    return urlencode(
        {
            "appid": 1, "webid": 2, "path": "/", "columnid": column.number, "unitid": column.unit,
            "webname": site_name, "permissiontype": 0,
        }
    )  # fmt: skip


def _hanweb_records(entries: list[Entry]) -> str:
    return "\n".join(
        f'<record><![CDATA[<li><a href="{entry.path}" target="_blank" title="{escape(entry.title)}">'
        f"{escape(entry.title)}</a><span>{entry.published_on}</span></li>]]></record>"
        for entry in entries
    )


def trs_listing(column: Column, page: int) -> str:
    """The inside of `index.html` (page 0) or `index_<page>.html` of a column."""
    folder = column.path.rpartition("/")[0]
    lines = "\n".join(
        f'<li><a href="{_relative(entry.path, folder)}" target="_blank" title="{escape(entry.title)}">'
        f"{escape(entry.title)}</a><span>{entry.published_on}</span></li>"
        for entry in column.part(page * PER_PAGE + 1, (page + 1) * PER_PAGE)
    )
    return f"""<ul class="list">
{lines}
</ul>
<div class="page"><script>createPageHTML({column.page_count}, {page}, "index", "html");</script></div>"""


def _relative(path: str, folder: str) -> str:
    return f".{path.removeprefix(folder)}" if path.startswith(f"{folder}/") else path
