# ruff: noqa: E501 - markup stands as it does in pages
"""What a small site is made of: listings, entries, pages, and the truth about its reports."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from tests.crawlers.web import Answer, Hit, Page

BUREAUS = ("教育局", "财政局", "水务局", "农业农村局", "卫生健康局", "市场监督管理局", "住房和城乡建设局", "交通运输局")
TOWNS = ("柳溪镇", "石滩镇", "白塔街道", "云岭乡")
PROSE = "本年度共收到政府信息公开申请三件，均已按时答复。主动公开政府信息若干条，未发生行政复议和行政诉讼。" * 12


@dataclass(slots=True)
class Entry:
    title: str
    path: str
    day: date


@dataclass(slots=True)
class Listing:
    """A listing of the site: what it is called, its entries, and where its first page stands, once the dialect has said."""

    name: str
    entries: list[Entry] = field(default_factory=list[Entry])
    folder: str = ""
    number: int = 0
    path: str = ""
    below: list[Listing] = field(default_factory=list["Listing"])


class Pages(dict[str, Page]):
    """Pages by path with query; what is dynamic is found by the path alone."""

    def __init__(self) -> None:
        super().__init__()
        self.dynamic: dict[str, Callable[[Hit], Any]] = {}

    def get(self, key: str, default: Any = None) -> Any:
        if key in self:
            return self[key]
        return self.dynamic.get(key.partition("?")[0], default)


class MiniSite:
    """A site under construction: pages, the truth, and small helpers for markup."""

    def __init__(self, dialect: Dialect, seed: int, place: str = "临澄县") -> None:
        self.dialect, self.place = dialect, place
        self.random = random.Random(f"{dialect.family} {seed}")
        self.pages = Pages()
        self.reports: dict[str, str] = {}
        self.forbidden: set[str] = set()
        self.number = 1000 + self.random.randrange(900)
        self.menu: list[tuple[str, str]] = []
        self.head = ""
        self.pages["/robots.txt"] = Answer(
            "User-agent: *\nDisallow: /inner/\nDisallow: /draft/\n", headers={"Content-Type": "text/plain"}
        )
        dialect.prepare(self)

    def next_number(self) -> int:
        self.number += self.random.randrange(1, 9)
        return self.number

    def listing(self, name: str, folder: str, *, menu: bool = False) -> Listing:
        made = Listing(name, folder=folder, number=self.next_number())
        made.path = self.dialect.listing_path(made)
        if menu:
            self.menu.append((name, made.path))
        return made

    def report(self, listing: Listing, agency: str, year: int, *, forbidden: bool = False, title: str = "") -> Entry:
        full = f"{agency}{year}年政府信息公开工作年度报告"
        entry = self.article(
            listing,
            title or full,
            date(year + 1, 1, 5 + self.random.randrange(20)),
            text=f"<h1>{full}</h1><p>{PROSE}</p>",
        )
        if forbidden:
            page = self.pages.pop(entry.path)
            entry.path = f"/draft{entry.path}"
            self.pages[entry.path] = page
            self.forbidden.add(entry.path)
        else:
            self.reports[entry.path] = full
        return entry

    def article(self, listing: Listing, title: str, day: date, *, text: str = "") -> Entry:
        entry = Entry(title, self.dialect.article_path(listing, self.next_number(), day), day)
        listing.entries.append(entry)
        body = text or f"<h1>{escape(title)}</h1><p>{'各有关单位要认真贯彻落实。' * 20}</p>"
        self.pages[entry.path] = self.frame(title, self.dialect.article_markup(body))
        return entry

    def decoys(self) -> list[Listing]:
        """Columns that are like those of reports, and are not."""
        made: list[Listing] = []
        for name, folder, title in (
            ("政府网站工作年度报表", "wzndbb", "{place}{year}年政府网站工作年度报表"),
            ("法治政府建设年度报告", "fzzfjs", "{place}{year}年法治政府建设年度报告"),
            ("财政预决算", "czyjs", "{place}{year}年度部门决算公开"),
            ("政策解读", "zcjd", "一图读懂{place}{year}年政府信息公开工作年度报告"),
            ("通知公告", "tzgg", "关于做好{year}年政府信息公开工作年度报告编制工作的通知"),
        ):
            listing = self.listing(name, folder)
            for year in range(2019, 2024):
                self.article(listing, title.format(place=self.place, year=year), date(year + 1, 3, 2))
            made.append(listing)
        return made

    def frame(self, title: str, inside: str, *, menu: str | None = None) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.menu) if menu is None else menu
        return (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}_{self.place}人民政府</title>{self.head}</head>"
            f"<body><div class='top'><ul class='nav'>{links}</ul></div><div class='content'>{inside}</div>"
            f"<div class='foot'>主办：{self.place}人民政府办公室 网站标识码：9988770001</div></body></html>"
        )

    def publish(self, *listings: Listing) -> None:
        for listing in listings:
            self.dialect.publish(self, listing)
            self.publish(*listing.below)

    def home(self, inside: str = "", *, path: str = "/", menu: str | None = None) -> None:
        news = "".join(
            f"<li><a href='{self.dialect.article_path(Listing('', folder='yw', number=7), 9000 + n, date(2024, 5, n + 1))}'>要闻{n}：全县召开经济工作会议</a></li>"
            for n in range(6)
        )
        self.pages[path] = self.frame("首页", f"{inside}<div class='news'><ul>{news}</ul></div>", menu=menu)


def items(entries: Iterable[Entry], *, relative_to: str = "") -> str:
    rows: list[str] = []
    for entry in entries:
        path = entry.path
        if relative_to and path.startswith(relative_to):
            path = f"./{path.removeprefix(relative_to)}"
        rows.append(
            f"<li><a href='{path}' title='{escape(entry.title)}'>{escape(entry.title[:22])}</a><span>{entry.day}</span></li>"
        )
    return "\n".join(rows)


def parts(entries: list[Entry], size: int) -> list[list[Entry]]:
    newest = sorted(entries, key=lambda entry: entry.day, reverse=True)
    return [newest[start : start + size] for start in range(0, len(newest), size)] or [[]]


class Dialect:
    """How a CMS writes its pages; `size` is the number of entries on a page of a listing."""

    family = ""
    size = 8

    def prepare(self, site: MiniSite) -> None:
        """What every page of the site holds, and its services."""

    def listing_path(self, listing: Listing) -> str:
        raise NotImplementedError

    def article_path(self, listing: Listing, number: int, day: date) -> str:
        raise NotImplementedError

    def article_markup(self, body: str) -> str:
        return f"<div class='article'>{body}</div>"

    def publish(self, site: MiniSite, listing: Listing) -> None:
        raise NotImplementedError

    def below(self, listing: Listing) -> str:
        """Links to the parts of a listing."""
        return (
            "<ul class='sub'>"
            + "".join(f"<li><a href='{part.path}'>{part.name}</a></li>" for part in listing.below)
            + "</ul>"
        )
