"""The sites of a world: which pages each has, at which addresses, in which dress; pages are made when first asked for.

One site a government, on which its bureaus publish too, and one for the police of every prefecture, as is common. Sites
differ as real ones do: CMS family, one column for all agencies or one for each, encoding, whether the header says it, and
what stands at robots.txt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from html import escape

from crawlers.sandbox import listings, noise
from crawlers.sandbox.chrome import Article, Family, Link, Surroundings, page
from crawlers.sandbox.exchange import Request, Response
from crawlers.sandbox.listings import Column, Entry
from crawlers.sandbox.places import Division
from crawlers.sandbox.render import STYLES, Encoding, Markup, Style, encode_page, render_report
from crawlers.sandbox.world import Agency, Report, World

_BEIJING = timezone(timedelta(hours=8))
_STYLE_WEIGHTS = {
    "tables": 30, "tables-gb2312": 12, "tables-worded": 8, "word": 20, "word-half": 12,
    "pipes": 6, "lines": 6, "text": 3, "text-half": 3,
}  # fmt: skip
_ROBOTS = (
    "User-agent: *\nDisallow: /private/\nDisallow: /print/\n",
    None,
    "User-agent: Baiduspider\nDisallow:\n\nUser-agent: *\nDisallow: /private/\nDisallow: /print/\nDisallow: /search\n",
    "<!DOCTYPE html><html><body><p>您访问的页面不存在</p></body></html>",
)


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a site: `build` makes its text, which is then encoded as `encoding` says."""

    build: Callable[[], bytes]
    media_type: str
    modified: datetime


class Site:
    """One host: its pages by path, its columns, and where each report stands.

    `origin` (`http://127.0.0.1:18600`) is known once the site is served; the pages themselves link relatively, so that
    their bytes do not depend on it.
    """

    def __init__(self, world: World, division: Division, agencies: list[Agency], rank: int) -> None:
        self.world, self.division, self.agencies = world, division, agencies
        owner = agencies[0]
        is_government = owner.function_class == "government"
        self.site_id = division.slug if is_government else f"{division.slug}-{owner.function_class}"
        self.name = owner.name
        self.family: Family = "hanweb" if rank % 2 == 0 else "trs"
        self.encoding: Encoding = "gb2312" if rank % 5 == 3 else "utf-8"
        self.says_charset = rank % 3 != 1
        self.robots = _ROBOTS[rank % len(_ROBOTS)]
        self.has_column_each = is_government and rank % 4 >= 2
        self.origin = ""
        own = {agency.agency_id for agency in agencies}
        self.reports = [report for report in world.reports if report.agency.agency_id in own]
        self.report_columns = self._report_columns()
        self.other_columns = [self._column(80, "政府信息公开指南", None), self._column(81, "要闻动态", None)]
        self.locations: dict[str, str] = {}
        self.pages: dict[str, Page] = {}
        self._bodies: dict[str, bytes] = {}
        self._publish_reports()
        self._publish_everything_else()
        self.publish_listings()

    @property
    def home(self) -> str:
        return f"{self.origin}/"

    def url(self, report: Report) -> str:
        """Where a report of this site stands."""
        return self.origin + self.locations[report.key]

    def respond(self, request: Request) -> Response:
        """The answer to any request: a page, a dynamic listing, or 404 in the site's own dress."""
        if request.path == listings.DATAPROXY and self.family == "hanweb":
            return self._dataproxy(request)
        path = "/index.html" if request.path == "/" else request.path
        path += "index.html" if path.endswith("/") else ""
        found = self.pages.get(path)
        if found is None or request.method not in ("GET", "HEAD"):
            status, text = (404, "您访问的页面不存在") if found is None else (405, "请求方式不支持")
            return Response(status, encode_page(f"<html><body><h1>{status}</h1><p>{text}</p></body></html>", "utf-8"))
        if path not in self._bodies:
            self._bodies[path] = found.build()
        return Response(200, self._bodies[path], found.media_type, modified=found.modified)

    def style_of(self, report: Report) -> Style:
        """The style that a report is written in: its agency's habit, which now and then changes."""
        habit = self.world.stream("habit", report.agency.agency_id)
        style, other = (habit.choices(list(_STYLE_WEIGHTS), list(_STYLE_WEIGHTS.values()))[0] for _ in range(2))
        is_changed = report.year >= habit.randrange(2020, 2030)
        return replace(STYLES[other if is_changed else style], encoding=self.encoding)

    def _report_columns(self) -> list[Column]:
        if self.has_column_each:
            return [self._column(index, agency.name, agency) for index, agency in enumerate(self.agencies)]
        return [self._column(0, "政府信息公开年报", self.agencies[0] if len(self.agencies) == 1 else None)]

    def _column(self, index: int, title: str, agency: Agency | None) -> Column:
        number = int(self.division.code[2:]) + 2000 + index
        if self.family == "hanweb":
            return Column(number, title, f"/col/col{number}/index.html", agency)
        folder = {80: "zfxxgkzn", 81: "ywdt"}.get(index, "zfxxgknb")
        if self.has_column_each and folder == "zfxxgknb":
            folder += f"/bm{index:02d}"
        return Column(number, title, f"/zwgk/{folder}/index.html", agency)

    def _publish_reports(self) -> None:
        for number, report in enumerate(self.reports, start=41_001):
            column = self.report_columns[self.agencies.index(report.agency) if self.has_column_each else 0]
            path = self._report_path(column, number, report)
            self.locations[report.key] = path
            column.entries.append(Entry(report.title, path, report.published_on))
            self.pages[path] = self._report_page(report, path)
            if self._has_print_view(report):
                self.pages[_print_path(path)] = self._report_page(report, path)

    def _publish_everything_else(self) -> None:
        """Pages that are no report, some of them listed among the reports; robots.txt, and a draft that it forbids."""
        lookalikes = noise.lookalikes(self.division, self.world.years)
        guide, front = self.other_columns
        number = 52_000
        for column, articles in (
            (self.report_columns[0], lookalikes),
            (guide, lookalikes[:1]),
            (front, noise.news(self.division, self.world.years)),
        ):
            for title, day, body in articles:
                number += 1
                path = self.article_path(column, number, day)
                column.entries.append(Entry(title, path, day))
                self.pages[path] = self._html_page(partial(self._article, title, body, day), day)
        if self.robots is None:
            return
        self.pages["/robots.txt"] = self._robots_page(self.robots)
        if "/private/" in self.robots and self.reports:
            last = self.reports[-1]
            path = f"/private/nb/{last.year}.html"
            self.report_columns[-1].entries.append(Entry(f"{last.title}（征求意见稿）", path, last.published_on))
            self.pages[path] = self._report_page(last, path)

    def publish_listings(self) -> None:
        """Make the pages of all listings, of what their columns hold."""
        newest = date(2019, 1, 2)
        for column in (*self.report_columns, *self.other_columns):
            latest = max(entry.published_on for entry in column.entries)
            newest = max(newest, latest)
            for path, inside in self._listing_parts(column):
                self.pages[path] = self._html_page(partial(self._frame, column.title, inside), latest)
        guide = self.other_columns[0]
        openness: list[Link] = [("政府信息公开指南", guide.path), ("政府信息公开年报", self._reports_path)]
        each: list[Link] = [(column.title, column.path) for column in self.report_columns]
        for path, title, links in (
            ("/index.html", "首页", openness),
            (self._openness_path, "政务公开", openness),
            (self._reports_path, "政府信息公开年报", each),
        ):
            if path not in self.pages:
                self.pages[path] = self._html_page(partial(self._frame, title, partial(_links, links)), newest)

    def article_path(self, column: Column, number: int, day: date) -> str:
        """Where the CMS puts an article of a column."""
        if self.family == "hanweb":
            return listings.hanweb_article(column, number, day)
        return listings.trs_article(column, number, day)

    def _report_path(self, column: Column, number: int, report: Report) -> str:
        """Plain text is no article of the CMS but a file that the listing links to."""
        if self.style_of(report).markup is not Markup.TEXT:
            return self.article_path(column, number, report.published_on)
        if self.family == "hanweb":
            return f"/attach/0/{report.published_on:%Y%m%d}{number}.txt"
        day = report.published_on
        return f"{column.path.rpartition('/')[0]}/{day:%Y%m}/P020{day:%Y%m%d}{number:09d}.txt"

    def _has_print_view(self, report: Report) -> bool:
        return self.robots is not None and "/print/" in self.robots and self.style_of(report).markup is not Markup.TEXT

    def _report_page(self, report: Report, path: str) -> Page:
        style = self.style_of(report)
        media_type = style.media_type
        if not self.says_charset and style.markup is not Markup.TEXT:
            media_type = "text/html"

        return Page(partial(self._report_body, report, path), media_type, _at(report.published_on))

    def _report_body(self, report: Report, path: str) -> bytes:
        others = [other for other in self.reports if other.agency == report.agency and other.key != report.key]
        related = tuple((other.title, self.locations[other.key]) for other in others)
        print_link = _print_path(path) if self._has_print_view(report) else None
        around = replace(self._surroundings(), related=related, print_link=print_link)
        return render_report(report, self.style_of(report), around).body

    def _html_page(self, build: Callable[[], str], day: date) -> Page:
        media_type = f"text/html; charset={self.encoding}" if self.says_charset else "text/html"
        return Page(lambda: encode_page(build(), self.encoding), media_type, _at(day))

    def _robots_page(self, text: str) -> Page:
        is_html = text.startswith("<")
        return Page(text.encode, "text/html; charset=utf-8" if is_html else "text/plain", _at(date(2019, 1, 2)))

    def _article(self, title: str, body: str, day: date) -> str:
        article = Article(title, body, day.isoformat(), f"{self.division.name}人民政府办公室")
        return page(article, self._surroundings(), self.encoding)

    def _surroundings(self) -> Surroundings:
        guide, front = self.other_columns
        nodes = [
            ("首页", "/"),
            ("要闻动态", front.path),
            ("政务公开", self._openness_path),
            ("政府信息公开指南", guide.path),
        ]
        nodes.append(("政府信息公开年报", self._reports_path))
        crumbs: tuple[Link, ...] = (nodes[0], nodes[2], nodes[4])
        return Surroundings(self.family, self.name, self.division, tuple(nodes), crumbs)

    @property
    def _openness_path(self) -> str:
        return "/col/col9/index.html" if self.family == "hanweb" else "/zwgk/index.html"

    @property
    def _reports_path(self) -> str:
        """The listing of all reports, or the page that leads to the listing of each agency."""
        if not self.has_column_each:
            return self.report_columns[0].path
        return "/col/col10/index.html" if self.family == "hanweb" else "/zwgk/zfxxgknb/index.html"

    def _listing_parts(self, column: Column) -> Iterator[tuple[str, Callable[[], str]]]:
        if self.family == "hanweb":
            yield column.path, partial(listings.hanweb_listing, column, self.name)
            return
        for index in range(column.page_count):
            path = column.path if index == 0 else column.path.replace("index.html", f"index_{index}.html")
            yield path, partial(listings.trs_listing, column, index)

    def _frame(self, title: str, inside: Callable[[], str]) -> str:
        return page(Article(title, inside()), self._surroundings(), self.encoding)

    def _dataproxy(self, request: Request) -> Response:
        fields = request.fields
        for column in (*self.report_columns, *self.other_columns):
            if fields.get("columnid") == str(column.number) and fields.get("unitid") == str(column.unit):
                answer = listings.hanweb_proxy(column, self.name, fields)
                if answer is not None:
                    return Response(200, answer.encode(), "text/xml; charset=UTF-8")
        return Response(404, "<html><body>参数错误</body></html>".encode(), "text/html; charset=utf-8")


def plan_sites(world: World) -> list[Site]:
    """The sites of a world, in the order of its divisions: every agency publishes on exactly one."""
    result: list[Site] = []
    for division in world.divisions:
        agencies = [agency for agency in world.agencies if agency.division == division]
        police = [agency for agency in agencies if agency.function_class == "public_security"]
        if division.level == "prefecture" and police:
            agencies.remove(police[0])
            result.append(Site(world, division, agencies, len(result)))
            result.append(Site(world, division, police, len(result)))
        else:
            result.append(Site(world, division, agencies, len(result)))
    return result


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 21), _BEIJING).astimezone(UTC)


def _print_path(path: str) -> str:
    return f"/print{path}"


def _links(links: list[Link]) -> str:
    return "<ul>" + "".join(f'<li><a href="{href}">{escape(text)}</a></li>' for text, href in links) + "</ul>"
