"""The portals of Guangdong: `/zwgk/nb/index.html`, `index_2.html`, …; articles at `content/post_N.html` below the column."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from crawlers.sandbox.cms.convention import Convention
from crawlers.sandbox.listings import Column


class Post(Convention):
    """NFCMS."""

    family: ClassVar[str] = "post"

    def article_path(self, column: Column, number: int, day: date) -> str:
        return f"{column.folder}/content/post_{8_000_000 + number}.html"

    def file_path(self, column: Column, number: int, day: date, ending: str) -> str:
        return f"/attachment/0/{number % 500}/{number}/{8_000_000 + number}.{ending}"

    def pager(self, column: Column, index: int) -> str:
        pages = column.page_count
        names = [f"{column.folder}/{'index' if page == 0 else f'index_{page + 1}'}.html" for page in range(pages)]
        if self.variant % 2 and index + 1 < pages:
            return f'<div class="page"><span>{index + 1}/{pages}</span><a class="next" href="{names[index + 1]}">下一页</a></div>'
        return "".join(f'<a href="{name}">{page + 1}</a>' for page, name in enumerate(names) if page != index)
