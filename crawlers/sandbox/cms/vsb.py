"""博达 VSB: `/zfxxgk/nb.htm`, whose further pages stand in `/zfxxgk/nb/` and count down.

Articles stand at `/info/N/N.htm` and are linked upwards (`../../info/1021/41001.htm`).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from crawlers.sandbox.cms.convention import Convention
from crawlers.sandbox.listings import Column, Entry


class Vsb(Convention):
    """博达 VSB."""

    family: ClassVar[str] = "vsb"

    def column_path(self, place: str, number: int) -> str:
        return f"/zfxxgk/{place}.htm"

    def openness_path(self) -> str:
        return "/zfxxgk.htm"

    def article_path(self, column: Column, number: int, day: date) -> str:
        return f"/info/{1000 + column.number % 9000}/{number}.htm"

    def file_path(self, column: Column, number: int, day: date, ending: str) -> str:
        if ending == "txt":
            return f"/__local/{number % 16:X}/{day:%y}/{number}.txt"
        return f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid={number}"

    def page_path(self, column: Column, index: int) -> str:
        return column.path if index == 0 else f"{column.path.removesuffix('.htm')}/{column.page_count - index}.htm"

    def listing(self, column: Column, index: int) -> str:
        folder = self.page_path(column, index).rpartition("/")[0]
        up = "../" * folder.count("/")
        lines = [Entry(line.title, up + line.path.removeprefix("/"), line.published_on) for line in column.lines(index)]
        items = self.look.items(lines, folder, dated=not column.children)
        return items + (self.pager(column, index) if column.page_count > 1 else "")

    def pager(self, column: Column, index: int) -> str:
        pages, name = column.page_count, column.path.rpartition("/")[2].removesuffix(".htm")

        def href(page: int) -> str:
            if page == 0:
                return f"../{name}.htm"
            return f"{name}/{pages - page}.htm" if index == 0 else f"{pages - page}.htm"

        following = f'<a href="{href(index + 1)}" class="Next">下页</a>' if index + 1 < pages else "<span>下页</span>"
        if self.variant % 2:
            jump = f"<script>function a19_gopage_fun(){{_simple_list_gotopage_fun({pages},'a19GOPAGE',2)}}</script>"
            return f"{jump}<div>共{len(column.entries)}条&nbsp;{index + 1}/{pages}&nbsp;{following}</div>"
        numbers = "".join(
            f'<span class="p_no_d">{page + 1}</span>'
            if page == index
            else f'<span class="p_no"><a href="{href(page)}">{page + 1}</a></span>'
            for page in range(pages)
        )
        pager = f'{numbers}<span class="p_next p_fun">{following}</span>'
        return f'<div class="pb_sys_common"><span class="p_pages">{pager}</span></div>'
