"""新点 WebBuilder: empty pages, and four ways of asking for what they show."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar, cast

from crawlers.sandbox.cms.convention import Convention, Inside, as_records, every
from crawlers.sandbox.exchange import Request, Response
from crawlers.sandbox.listings import Column, Entry

GUID = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
_PATHS = (
    "/EWB-FRONT/rest/lightfrontaction/getgovinfolist",
    "/EpointWebBuilder/rest/frontAppCustomAction/getPageInfoListNew",
    "/EpointWebBuilder/xxgkInfoAction.action",
    "/inteligentsearch/rest/esinteligentsearch/getFullTextDataNew",
)


class Epoint(Convention):
    """新点; the variant chooses the endpoint, and where its name and the site's number stand."""

    family: ClassVar[str] = "epoint"

    @property
    def _kind(self) -> int:
        return self.variant % 4

    def column_path(self, place: str, number: int) -> str:
        category = _category(number)
        if self._kind == 0:
            return f"/dynamic/zwgk/govInfoPub.html?categorynum={category}"
        return f"/{category[:3]}/{category}/secondPage.html"

    def openness_path(self) -> str:
        return "/zwgk/openness.html"

    def article_path(self, column: Column, number: int, day: date) -> str:
        return f"/{_category(column.number)[:3]}/{_category(column.number)}/{day:%Y%m%d}/{uuid.UUID(int=number * 7919)}.html"

    def file_path(self, column: Column, number: int, day: date, ending: str) -> str:
        return f"/uploadfile/{day:%Y%m%d}/{uuid.UUID(int=number * 104729)}.{ending}"

    def listing_pages(self, column: Column) -> Iterator[tuple[str, Inside]]:
        if self._kind == 0 and column.children:  # one shell for all, so that the tree stands on a page of its own
            column.path = f"/zwgk/{_category(column.number)}/index.html"
        yield column.path.partition("?")[0], partial(self.listing, column, 0)

    def listing(self, column: Column, index: int) -> str:
        if column.children:
            return self.look.items(column.lines(), "", dated=False)
        scripts = '<script src="/js/lib/jquery.min.js"></script><script src="/js/webBuilderCommon.js"></script>'
        inline = (
            f"<script>{self._call()}</script>" if self.variant % 8 < 4 else '<script src="/js/xxgkList.js"></script>'
        )
        return f'<div class="ewb-list" id="infolist"></div>{scripts}{inline}'

    def scripts(self, columns: Sequence[Column]) -> dict[str, str]:
        project = "/EWB-FRONT" if self._kind == 0 else "/EpointWebBuilder"
        common = f'var siteInfo = {{"projectName":"{project}","siteGuid":"{GUID}"}};'
        return {
            "/js/webBuilderCommon.js": common,
            "/js/xxgkList.js": self._call(),
            "/js/lib/jquery.min.js": "/* library */",
        }

    def _call(self) -> str:
        name = _PATHS[self._kind]
        if self._kind == 0:
            path = _PATHS[0].removeprefix("/EWB-FRONT")
            return f"$.ajax({{url: siteInfo.projectName + '{path}', type: 'post', data: JSON.stringify(p)}})"
        if self._kind == 2:
            return f"$.ajax({{url: '{name}?cmd=getInfolist&pageIndex=' + n, dataType: 'json'}})"
        return f"$.post('{name}', {{params: JSON.stringify(params)}}, show)"

    def answer(self, request: Request, columns: Sequence[Column]) -> Response | None:
        if request.path != _PATHS[self._kind]:
            return None
        asked = self._asked(request)
        if asked is None:
            return Response(500, b'{"status": {"code": 0}}', "application/json")
        category, start, size = asked
        found = next((column for column in every(columns) if _category(column.number) == category), None)
        entries = found.part(start + 1, start + size) if found else []
        body = self._told(entries, len(found.entries) if found else 0)
        return Response(200, json.dumps(body, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

    def _asked(self, request: Request) -> tuple[str, int, int] | None:
        """Category, offset and number of records; None where a request makes no sense to this endpoint."""
        if self._kind == 2:
            fields = cast(dict[str, Any], request.fields)
            number, size = int(fields["pageIndex"]), int(fields["pageSize"])
            return (
                (fields["categorynum"], number * size, size)
                if request.method == "GET" and fields["cmd"] == "getInfolist"
                else None
            )
        if request.method != "POST":
            return None
        try:
            fields = json.loads(request.fields["params"]) if self._kind == 1 else json.loads(request.body)
        except ValueError:
            return None
        if self._kind == 3:
            return fields["condition"][0]["equal"], int(fields["pn"]), int(fields["rn"])
        fields = fields["params"] if self.variant % 8 >= 4 and self._kind == 0 else fields
        if fields["siteGuid"] != GUID:
            return None
        size = int(fields["pageSize"])
        return fields["categorynum" if self._kind == 0 else "categoryNum"], int(fields["pageIndex"]) * size, size

    def _told(self, entries: Sequence[Entry], total: int) -> dict[str, Any]:
        records = as_records(entries)
        if self._kind == 0:
            data = [
                {"title": title, "realtitle": title, "infourl": path, "infodate": day} for title, path, day in records
            ]
            return {"controls": [], "custom": {"total": total, "data": data}, "status": {"code": 1}}
        if self._kind == 1:
            data = [
                {"title": title, "infourl": path, "infodate": day, "infoid": path[-41:-5]}
                for title, path, day in records
            ]
            return {"custom": {"count": total, "infodata": data}, "status": {"code": 1}}
        if self._kind == 2:
            table = [{"title": title, "href": path, "infodate": day} for title, path, day in records]
            return {"custom": json.dumps({"Table": table, "RowCount": str(total)}, ensure_ascii=False)}
        data = [
            {"title": f"<em>{title}</em>", "linkurl": path.removeprefix("/"), "webdate": f"{day} 00:00:00"}
            for title, path, day in records
        ]
        return {
            "content": json.dumps({"result": {"totalcount": total, "records": data}}, ensure_ascii=False),
            "code": 200,
        }


def _category(number: int) -> str:
    return f"{number:06d}".zfill(9)
