"""大汉: `/col/colN/index.html` carries the first records, and the rest comes from a proxy; articles stand at `art/Y/M/D`.

The records stand in `<script type="text/xml"><datastore>` or, of older templates, in a JavaScript list; the proxy is asked by GET
with `page` or by POST with `startrecord` and `endrecord` (kjt.shandong.gov.cn, jshrss.jiangsu.gov.cn, gxt.jiangsu.gov.cn). A newer
version (JPAAS) holds a `querydata` instead and is asked for `build/unit`, with pages in `paramJson` (samr.gov.cn).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape
from typing import ClassVar
from urllib.parse import urlencode

from crawlers.sandbox.cms.convention import Convention, Inside, every
from crawlers.sandbox.exchange import Request, Response
from crawlers.sandbox.listings import Column, Entry

DATAPROXY = "/module/web/jpage/dataproxy.jsp"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


class Hanweb(Convention):
    """大汉 JCMS, and JPAAS after it."""

    family: ClassVar[str] = "hanweb"

    def column_path(self, place: str, number: int) -> str:
        return f"/col/col{number}/index.html"

    def openness_path(self) -> str:
        return "/col/col9/index.html"

    def article_path(self, column: Column, number: int, day: date) -> str:
        return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{number}.html"

    def file_path(self, column: Column, number: int, day: date, ending: str) -> str:
        return f"/attach/0/{day:%Y%m%d}{number}.{ending}"

    def listing_pages(self, column: Column) -> Iterator[tuple[str, Inside]]:
        yield column.path, partial(self.listing, column, 0)

    def listing(self, column: Column, index: int) -> str:
        if column.children:
            return self.look.items(column.lines(), column.folder, dated=False)
        if self.variant % 3 == 2:
            return self._unit(column)
        return self._island(column) if self.variant % 3 == 0 else self._script(column)

    def answer(self, request: Request, columns: Sequence[Column]) -> Response | None:
        if request.path not in {DATAPROXY, UNIT}:
            return None
        fields = request.fields
        for column in every(columns):
            if request.path == UNIT and fields.get("pageId") == str(column.number):
                number = int(json.loads(fields.get("paramJson") or '{"pageNo": 1}')["pageNo"])
                html = self.look.items(column.page(number - 1), "")
                body = json.dumps({"success": True, "data": {"html": html}}, ensure_ascii=False)
                return Response(200, body.encode(), "application/json;charset=UTF-8")
            if fields.get("columnid") == str(column.number) and fields.get("unitid") == str(column.unit):
                answer = self._proxy(column, fields)
                if answer is not None:
                    return Response(200, answer.encode(), "text/xml; charset=UTF-8")
        return Response(404, "<html><body>参数错误</body></html>".encode(), "text/html; charset=utf-8")

    def _island(self, column: Column) -> str:
        following = f'<nextgroup><![CDATA[<a href="{DATAPROXY}?page=2&{self._query(column)}"></a>]]></nextgroup>'
        more = following if column.page_count > 1 else ""
        return f"""<div id="{column.unit}" class="default_pgContainer"><script type="text/xml"><datastore>
{more}
<recordset>
{self._records(column.page(0))}
</recordset></datastore></script></div>
<script type="text/javascript">$(function(){{$("#{column.unit}").jpage({{themeName:'default',openCookies:true,
callback:function(){{}},dataStore:dataStore,{self._options(column)}}})}});</script>"""

    def _script(self, column: Column) -> str:
        items = ",".join("'" + line.replace("'", "\\'") + "'" for line in self._lines(column.page(0)))
        return f"""<div id="{column.unit}"></div><script type="text/javascript">var InitData{column.unit}=[{items}];
$(function(){{$('#{column.unit}').jpage({{dataStore:InitData{column.unit},{self._options(column)}}})}});</script>"""

    def _unit(self, column: Column) -> str:
        data = "{" + ",".join(
            f"'{name}':'{value}'"
            for name, value in (
                ("parseType", "bulidstatic"), ("webId", "2"), ("tplSetId", "quSyqDUr"), ("pageType", "column"),
                ("tagId", "列表"), ("editType", "null"), ("pageId", str(column.number)),
            )
        ) + "}"  # fmt: skip
        return f'<div id="list" class="list" querydata="{data}" unitUrl="{UNIT}"></div><script src="/script/build.js"></script>'

    def _options(self, column: Column) -> str:
        return (
            f"proxyUrl:'{DATAPROXY}',totalRecord:{len(column.entries)},perPage:{column.per_page},\nbarPosition:'bottom',"
            f"groupSize:1,ajaxParam:{{col:1,appid:1,webid:2,path:'/',columnid:{column.number},sourceContentType:1,\n"
            f"unitid:'{column.unit}',webname:'{escape(self.site_name)}',permissiontype:0}}"
        )

    def _proxy(self, column: Column, fields: Mapping[str, str]) -> str | None:
        """The answer of dataproxy.jsp to a request's fields; None where they make no sense."""
        numbers = {name: fields.get(name, "") for name in ("page", "startrecord", "endrecord")}
        if numbers["startrecord"].isdigit() and numbers["endrecord"].isdigit():
            start, end = int(numbers["startrecord"]), int(numbers["endrecord"])
        elif numbers["page"].isdigit():
            start, end = (int(numbers["page"]) - 1) * column.per_page + 1, int(numbers["page"]) * column.per_page
        else:
            return None
        if start < 1:
            return None
        following = ""
        if end < len(column.entries):
            link = f'<a href="{DATAPROXY}?page={end // column.per_page + 1}&{self._query(column)}"></a>'
            following = f"<nextgroup><![CDATA[{link}]]></nextgroup>\n"
        return f"""<?xml version='1.0' encoding='UTF-8'?>
<datastore><totalrecord>{len(column.entries)}</totalrecord><totalpage>{column.page_count}</totalpage>
{following}<recordset>
{self._records(column.part(start, end))}
</recordset></datastore>"""

    def _query(self, column: Column) -> str:
        return urlencode(
            {
                "appid": 1, "webid": 2, "path": "/", "columnid": column.number, "unitid": column.unit,
                "webname": self.site_name, "permissiontype": 0,
            }
        )  # fmt: skip

    def _records(self, entries: list[Entry]) -> str:
        return "\n".join(f"<record><![CDATA[{line}]]></record>" for line in self._lines(entries))

    def _lines(self, entries: list[Entry]) -> list[str]:
        return [f"<li>{link}<span>{day}</span></li>" for link, day in (self.look.item(entry, "") for entry in entries)]
