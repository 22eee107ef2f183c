"""The sites of a world: which pages each has, at which addresses, in which dress; pages are made when first asked for.

One site a government, on which its bureaus publish too, and one for the police of every prefecture, as is common. Sites
differ as real ones do: CMS family and its template, one column for all agencies, one for each, or a tree of years and
agencies, how the titles of a listing are written, encoding, whether the header says it, and what stands at robots.txt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from html import escape
from typing import Literal

from crawlers.sandbox import noise
from crawlers.sandbox.chrome import Article, Family, Link, Surroundings, page
from crawlers.sandbox.cms import CONVENTIONS
from crawlers.sandbox.cms.convention import every
from crawlers.sandbox.cms.gkmlpt import Gkmlpt
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
FAMILIES: tuple[Family, ...] = (
    "hanweb", "trs", "gkmlpt", "hanweb", "trs", "vsb", "post", "epoint", "generic", "trs",
)  # fmt: skip
"""The families of a world's sites, over and over."""
Shape = Literal["one", "each", "agencies", "years", "years-agencies"]
_TITLES = ("{title}", "{year}年{name}政府信息公开年报", "{name}{year}年度信息公开工作报告", "{title}")
_SHOWN = (
    '<p>附件：<a href="{file}">{name}.pdf</a></p>',
    '<iframe src="/pdfjs/web/viewer.html?file={file}" width="100%" height="900"></iframe>',
    '<a href="javascript:void(0)" onclick="window.open(\'{file}\')">点击下载</a><i>pdf</i>',
    '<script>showVsbpdfIframe("{file}","100%","600","0","","0");</script>',
    '<embed src="{file}" type="application/pdf" width="100%"/>',
)
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

    def __init__(
        self,
        world: World,
        division: Division,
        agencies: list[Agency],
        rank: int,
        *,
        family: Family | None = None,
        attached: bool = False,
    ) -> None:
        self.world, self.division, self.agencies = world, division, agencies
        owner = agencies[0]
        is_government = owner.function_class == "government"
        self.site_id = division.slug if is_government else f"{division.slug}-{owner.function_class}"
        self.name = owner.name
        self.family: Family = family or FAMILIES[rank % len(FAMILIES)]
        self.variant = world.stream("template", self.site_id).randrange(24)
        self.convention = CONVENTIONS[self.family](self.variant, self.name)
        self.encoding: Encoding = "gb2312" if rank % 5 == 3 else "utf-8"
        self.says_charset = rank % 3 != 1
        self.robots = _ROBOTS[rank % len(_ROBOTS)]
        self.shape: Shape = "each" if is_government and rank % 4 >= 2 else "one"
        if self.shape == "one" and len(agencies) > 1:
            self.shape = world.stream("columns", self.site_id).choice(("one", "agencies", "years", "years-agencies"))
        self.origin = ""
        own = {agency.agency_id for agency in agencies}
        self.reports = [report for report in world.reports if report.agency.agency_id in own]
        self.attached = attached
        self.attachments: dict[str, str] = {}
        self.entry_columns = self._entry_columns()
        self.report_columns = [leaf for column in self.entry_columns for leaf in column.leaves()]
        self.other_columns = [self._column(80, "zfxxgkzn", "政府信息公开指南"), self._column(81, "ywdt", "要闻动态")]
        self.locations: dict[str, str] = {}
        self.pages: dict[str, Page] = {}
        self._bodies: dict[str, bytes] = {}
        self._publish_reports()
        self._publish_everything_else()
        self.publish_listings()

    @property
    def home(self) -> str:
        """The address of the home page."""
        return f"{self.origin}/"

    def url(self, report: Report) -> str:
        """Where a report of this site stands."""
        return self.origin + self.locations[report.key]

    def respond(self, request: Request) -> Response:
        """The answer to any request: a page, a dynamic listing, or 404 in the site's own dress."""
        answer = self.convention.answer(request, [*self.entry_columns, *self.other_columns])
        if answer is not None:
            return answer
        path = "/index.html" if request.path == "/" else request.path
        path += "index.html" if path.endswith("/") else ""
        found = self.pages.get(request.target, self.pages.get(path))
        if found is None or request.method not in ("GET", "HEAD"):
            status, text = (404, "您访问的页面不存在") if found is None else (405, "请求方式不支持")
            return Response(status, encode_page(f"<html><body><h1>{status}</h1><p>{text}</p></body></html>", "utf-8"))
        key = request.target if request.target in self.pages else path
        if key not in self._bodies:
            self._bodies[key] = found.build()
        return Response(200, self._bodies[key], found.media_type, modified=found.modified)

    def style_of(self, report: Report) -> Style:
        """The style that a report is written in: its agency's habit, which now and then changes."""
        habit = self.world.stream("habit", report.agency.agency_id)
        style, other = (habit.choices(list(_STYLE_WEIGHTS), list(_STYLE_WEIGHTS.values()))[0] for _ in range(2))
        is_changed = report.year >= habit.randrange(2020, 2030)
        return replace(STYLES[other if is_changed else style], encoding=self.encoding)

    def _entry_columns(self) -> list[Column]:
        """The columns of the site file: one for each agency, or one, with the columns below it that its shape has."""
        place, title = "zfxxgknb", "政府信息公开年报"
        if self.shape == "each":
            return [
                self._column(n, f"{place}/bm{n:02d}", agency.name, agency) for n, agency in enumerate(self.agencies)
            ]
        root = self._column(0, place, title, self.agencies[0] if len(self.agencies) == 1 else None)
        if self.shape == "agencies":
            root.children = self._agencies_below(100, place, None)
        elif self.shape != "one":
            for n, year in enumerate(self.world.years):
                child = self._column(100 + n, f"{place}/{year}n", f"{year}年", None, year)
                if self.shape == "years-agencies":
                    child.children = self._agencies_below(200 + n * 20, f"{place}/{year}n", year)
                root.children.append(child)
        return [root]

    def _agencies_below(self, first: int, place: str, year: int | None) -> list[Column]:
        return [
            self._column(first + n, f"{place}/bm{n:02d}", agency.own_name or agency.name, agency, year)
            for n, agency in enumerate(self.agencies)
        ]

    def _column(
        self, index: int, place: str, title: str, agency: Agency | None = None, year: int | None = None
    ) -> Column:
        number = int(self.division.code[2:]) + 2000 + index
        path = self.convention.column_path(place, number)
        return Column(number, title, path, agency, year, per_page=self.convention.per_page)

    def _column_of(self, report: Report) -> Column:
        """The column at the end of the tree that lists a report."""
        return next(
            column
            for column in self.report_columns
            if column.agency in (None, report.agency) and column.year in (None, report.year)
        )

    def _publish_reports(self) -> None:
        for number, report in enumerate(self.reports, start=41_001):
            column = self._column_of(report)
            path = self._report_path(column, number, report)
            self.locations[report.key] = path
            column.entries.append(Entry(self._listed_title(column, report), path, report.published_on))
            self.pages[path] = self._report_page(report, path)
            if self.attached and number % 5 == 0 and self.style_of(report).markup is not Markup.TEXT:
                self._attach(column, number, report, path)
            if self._has_print_view(report):
                self.pages[_print_path(path)] = self._report_page(report, path)

    def _listed_title(self, column: Column, report: Report) -> str:
        """How a listing calls a report: what its column says already may be left out, and titles are made shorter."""
        if self.variant % 4 == 1 and column.agency and self.shape != "one":
            return f"{report.year}年年报" if self.variant % 8 == 1 else f"{report.year}年度"
        if self.variant % 4 == 2 and column.year and not report.scope:
            return report.agency.name
        scope = "（本级）" if report.scope == "own" else ""
        name, title = report.agency.name, report.title.removesuffix("（本级）")
        return _TITLES[self.variant % len(_TITLES)].format(title=title, name=name, year=report.year) + scope

    def _attach(self, column: Column, number: int, report: Report, path: str) -> None:
        """Let a report stand as a file only, which its page links to or shows in one of the usual manners."""
        file = self.convention.file_path(column, number, report.published_on, "pdf")
        self.attachments[path] = file
        shown = _SHOWN[0 if "?" in file else number // 5 % len(_SHOWN)].format(
            file=escape(file), name=escape(report.title)
        )
        body = f"%PDF-1.4\n% {report.key}\n%%EOF\n".encode()
        self.pages[file] = Page(lambda: body, "application/pdf", _at(report.published_on))
        self.pages[path] = self._html_page(
            partial(self._article, report.title, shown, report.published_on), report.published_on
        )

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
        for column in every([*self.entry_columns, *self.other_columns]):
            latest = max((entry.published_on for leaf in column.leaves() for entry in leaf.entries), default=newest)
            newest = max(newest, latest)
            for path, inside in self.convention.listing_pages(column):
                self.pages[path] = self._html_page(partial(self._frame, column.title, inside), latest)
        guide = self.other_columns[0]
        openness: list[Link] = [("政府信息公开指南", guide.path), ("政府信息公开年报", self._reports_path)]
        each: list[Link] = [(column.title, column.path) for column in self.report_columns]
        for address, title, links in (
            ("/index.html", "首页", openness),
            (self._openness_path, "政务公开", openness),
            (self._reports_path, "政府信息公开年报", each),
        ):
            path = address.partition("#")[0].partition("?")[0]
            path += "index.html" if path.endswith("/") else ""
            if path not in self.pages:
                self.pages[path] = self._html_page(partial(self._frame, title, partial(_links, links)), newest)
        for path, text in self.convention.scripts(self.entry_columns).items():
            self.pages[path] = Page(text.encode, "application/javascript", _at(newest))

    def article_path(self, column: Column, number: int, day: date) -> str:
        """Where the CMS puts an article of a column."""
        return self.convention.article_path(column, number, day)

    def _report_path(self, column: Column, number: int, report: Report) -> str:
        """Plain text is no article of the CMS but a file that the listing links to."""
        if self.style_of(report).markup is not Markup.TEXT:
            return self.article_path(column, number, report.published_on)
        return self.convention.file_path(column, number, report.published_on, "txt")

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
        script = self.convention.shell(self.entry_columns) if isinstance(self.convention, Gkmlpt) else ""
        return Surroundings(
            self.family, self.name, self.division, tuple(nodes), crumbs, script=script, variant=self.variant
        )

    @property
    def _openness_path(self) -> str:
        return self.convention.openness_path()

    @property
    def _reports_path(self) -> str:
        """The listing of all reports, or the page that leads to the listing of each agency."""
        if self.shape != "each":
            return self.entry_columns[0].path
        path = self.convention.column_path("zfxxgknb", int(self.division.code[2:]) + 2090)
        return path if "?" not in path else "/zwgk/zfxxgknb/index.html"  # one shell for all: it cannot lead to others

    def _frame(self, title: str, inside: Callable[[], str]) -> str:
        return page(Article(title, inside()), self._surroundings(), self.encoding)


def plan_sites(world: World, *, families: Sequence[Family] = FAMILIES, attached: bool = False) -> list[Site]:
    """The sites of a world, in the order of its divisions: every agency publishes on exactly one.

    They take `families` in turn. Where `attached` is set, every fifth report stands as a file only: for tests of crawling,
    since such a file holds no figures.
    """
    groups: list[tuple[Division, list[Agency]]] = []
    for division in world.divisions:
        agencies = [agency for agency in world.agencies if agency.division == division]
        police = [agency for agency in agencies if agency.function_class == "public_security"]
        if division.level == "prefecture" and police:
            agencies.remove(police[0])
            groups += [(division, agencies), (division, police)]
        else:
            groups.append((division, agencies))
    return [
        Site(world, division, agencies, rank, family=families[rank % len(families)], attached=attached)
        for rank, (division, agencies) in enumerate(groups)
    ]


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 21), _BEIJING).astimezone(UTC)


def _print_path(path: str) -> str:
    return f"/print{path}"


def _links(links: list[Link]) -> str:
    return "<ul>" + "".join(f'<li><a href="{href}">{escape(text)}</a></li>' for text, href in links) + "</ul>"
