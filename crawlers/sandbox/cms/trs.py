"""TRS: `index.html`, `index_1.html`, … in the column's folder; articles stand at `YYYYMM/tYYYYMMDD_N.html` below the column.

The pages are counted by `createPageHTML(pages, current, "index", "html")`, in later templates by `createPageHTML('page_div', pages,
current, 'index', 'shtml', records)` whose second page is `_2`, or by `var countPage` with links beside it.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from crawlers.sandbox.cms.convention import Convention
from crawlers.sandbox.listings import Column


class Trs(Convention):
    """TRS WCM."""

    family: ClassVar[str] = "trs"

    def article_path(self, column: Column, number: int, day: date) -> str:
        return f"{column.folder}/{day:%Y%m}/t{day:%Y%m%d}_{number}.{'shtml' if self.variant % 3 == 1 else 'html'}"

    def page_path(self, column: Column, index: int) -> str:
        return (
            column.path
            if index == 0
            else column.path.replace("index.html", f"index_{index + self.variant % 3 % 2}.html")
        )

    def listing(self, column: Column, index: int) -> str:
        items = self.look.items(column.lines(index), column.folder, dated=not column.children)
        return f'{items}\n<div class="page">{self.pager(column, index)}</div>'

    def pager(self, column: Column, index: int) -> str:
        pages, kind = column.page_count, self.variant % 3
        if kind == 0:
            return f'<script>createPageHTML({pages}, {index}, "index", "html");</script>'
        if kind == 1:
            records = len(column.entries)
            return f"<script>createPageHTML('page_div',{pages}, {index + 1},'index','html',{records});</script>"
        following = f'<a href="index_{index + 1}.html">下一页</a>' if index + 1 < pages else ""
        return f"<script>var currentPage = {index};var countPage = {pages};//共多少页</script>{following}"
