"""Systems of which each is seen in a province or two: tables of years, addresses of hexadecimal digits, pages by query."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import ClassVar

from crawlers.sandbox.cms.convention import Convention, Inside
from crawlers.sandbox.listings import Column


class Generic(Convention):
    """安徽 `/XxgkAnnualReport/show/N.html`, 江西 `/YYYYMM/HASH.shtml`, 辽宁 `/html/SITE/YYYYMM/ID.html`, 山西 `/nb/N.html`."""

    family: ClassVar[str] = "generic"

    @property
    def _kind(self) -> int:
        return self.variant % 4

    def column_path(self, place: str, number: int) -> str:
        return (f"/{place}/list_{number}.html", f"/{place}/", f"/html/{place}/index.html", f"/{place}/1.html")[
            self._kind
        ]

    def openness_path(self) -> str:
        return "/openness/index.html"

    def article_path(self, column: Column, number: int, day: date) -> str:
        name = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
        return (
            f"/XxgkAnnualReport/show/{number}.html",
            f"/{column.folder.strip('/')}/{day:%Y%m}/{name}.shtml",
            f"/html/DSZ/{day:%Y%m}/0{number}{day:%d%m%y}77.html",
            f"/gongkai/show/{name}.html",
        )[self._kind]

    def file_path(self, column: Column, number: int, day: date, ending: str) -> str:
        return f"/upload/{day:%Y%m%d}/{number}.{ending}"

    def listing_pages(self, column: Column) -> Iterator[tuple[str, Inside]]:
        for index in range(column.page_count):
            path = self.page_path(column, index)
            yield (f"{path}index.html" if path.endswith("/") else path), partial(self.listing, column, index)

    def page_path(self, column: Column, index: int) -> str:
        if self._kind == 3:
            return f"{column.folder}/{index + 1}.html"
        if self._kind == 1:
            return column.path if index == 0 else f"{column.path}?page={index + 1}"
        return column.path if index == 0 else column.path.replace(".html", f"_{index + 1}.html")

    def pager(self, column: Column, index: int) -> str:
        pages = column.page_count
        if self._kind == 0:
            numbers = "".join(f'<a href="javascript:goPage({page + 1})">{page + 1}</a>' for page in range(pages))
            name = f"list_{column.number}"
            script = f"function goPage(n){{ if(n==1) location.href='{name}.html'; else location.href = '{name}_' + n + '.html'; }}"
            return f"<script>{script}</script><div>{numbers}共{pages}页</div>"
        if self._kind == 1:
            return "".join(f'<a href="{column.path}?page={page + 1}">{page + 1}</a>' for page in range(pages))
        if self._kind == 2:
            return f"<div class='pages'>共 <b>{pages}</b> 页</div>"
        following = f'<a href="{index + 2}.html" title="下一页">下一页</a>' if index + 1 < pages else ""
        return f"<div class='pagination'>{following}</div>"
