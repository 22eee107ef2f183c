"""The directory platform of Guangdong: a shell with the tree of classes, and a JSON list of each class."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from crawlers.sandbox.cms.convention import Convention, Inside, every
from crawlers.sandbox.exchange import Request, Response
from crawlers.sandbox.listings import Column

_API = re.compile(r"(?P<root>.*)/gkmlpt/api/all/(?P<number>\d+)")
_PAGE = 100


class Gkmlpt(Convention):
    """政府信息公开目录管理平台."""

    family: ClassVar[str] = "gkmlpt"

    @property
    def _root(self) -> str:
        """The folder of the office whose directory it is, in half of the sites."""
        return "/fzb" if self.variant % 2 else ""

    def column_path(self, place: str, number: int) -> str:
        page = "annualreport" if place.startswith("zfxxgknb") else "index"
        return f"{self._root}/gkmlpt/{page}#{number}"

    def openness_path(self) -> str:
        return f"{self._root}/gkmlpt/index"

    def article_path(self, column: Column, number: int, day: date) -> str:
        return f"{self._root}/gkmlpt/content/8/{number // 1000}/post_{number}.html"

    def file_path(self, column: Column, number: int, day: date, ending: str) -> str:
        return f"/attachment/0/{number % 500}/{number}/{number}.{ending}"

    def listing_pages(self, column: Column) -> Iterator[tuple[str, Inside]]:
        yield column.path.partition("#")[0], partial(self.listing, column, 0)

    def listing(self, column: Column, index: int) -> str:
        return '<div id="app"></div><script src="/gkmlpt/js/config.js"></script>'

    def shell(self, columns: Sequence[Column]) -> str:
        """The script that every page of the directory holds."""
        tree: list[dict[str, Any]] = [
            {"id": 1, "name": "机构职能", "parent": 0, "children": [], "jump_url": ""},
            *(_node(column) for column in columns),
        ]
        return (
            f"<script>window._CONFIG = {{ NAME: '{self.site_name}', SID: '{755_000 + self.variant}', "
            f"TREE: {json.dumps(tree, ensure_ascii=self.variant % 3 == 0)}, SERVICE_AREA_ID: 3 }};</script>"
        )

    def answer(self, request: Request, columns: Sequence[Column]) -> Response | None:
        asked = _API.fullmatch(request.path)
        if asked is None:
            return None
        number, fields = int(asked["number"]), request.fields
        found = next((column for column in every(columns) if column.number == number), None)
        if found is None or fields.get("sid") != str(755_000 + self.variant) or asked["root"] != self._root:
            return Response(404, b'{"error": "not found"}', "application/json")
        offset = (int(fields.get("page", "1")) - 1) * _PAGE
        articles = [
            {
                "id": index, "title": entry.title, "url": entry.path, "post_url": "", "type": "normal", "publisher": self.site_name,
                "classify_main": number, "created_at": f"{entry.published_on} 10:21:00",
            }
            for index, entry in enumerate(found.part(offset + 1, offset + _PAGE), offset + 1)
        ]  # fmt: skip
        classify = {"id": number, "name": found.title, "post_count": len(found.entries) + 3}
        body = {"classify": classify, "total": len(found.entries), "offset": offset, "articles": articles}
        return Response(200, json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def _node(column: Column) -> dict[str, Any]:
    children = [_node(child) for child in column.children]
    return {
        "id": column.number,
        "name": column.title,
        "children": children,
        "jump_url": "",
        "post_count": len(column.entries),
    }
