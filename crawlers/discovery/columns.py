"""Which of the pages that were looked at are the site's report columns, and which family reads them.

A family is chosen by what its spider reads of the columns, and among those that read as much by the marks of the pages. A page
is a column when it is called one, stands in one, or lists hardly anything but reports. Of columns that list the same reports
the fewest that together list all are kept; parts that were not looked at are taken where all of their siblings that were
looked at are columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from scrapy import Request

from crawlers.discovery.frontier import SAMPLE, Errand, key_of
from crawlers.discovery.look import LookSpider
from crawlers.discovery.marks import ENOUGH
from crawlers.discovery.seen import Seen
from crawlers.discovery.trial import FAMILIES, GENERIC, is_article
from crawlers.discovery.words import PLATFORM, REPORTS, is_body
from crawlers.following import Listing
from crawlers.pagers import is_page_of
from crawlers.selection import is_only_a_year, is_report_title, plain, year_in

_AS_MUCH = 0.9
"""A family that reads this share of the reports that the best one reads may still be the site's."""
_MOSTLY = 0.6
"""Share of reports among the articles of a page that nothing calls a column."""
_PARTLY = 0.3
"""The same, of a page that stands in a column and is called something else."""

_SEVERAL = 2
"""Reports on a page of other articles that make it a column: one alone may be news."""

_AGENCY_IN_TITLE = re.compile(
    r"(?:[12]\d{3}年?度?(?:年度)?)?(?P<before>.*?)(?:关于)?(?:[12]\d{3}年?度?(?:年度)?)?(?:的)?(?:政府|政务)?(?:信息)?公开"
)


@dataclass(slots=True)
class Found:
    """A report column: its address, whose it is, what it is called, and the reports seen there by address.

    `is_called`: it is called a column of reports; `is_seen` is false of one that its siblings stand for; `scope` are the pages of
    listings that its crawl reads.
    """

    url: str
    names: list[str]
    reports: dict[str, str] = field(default_factory=dict[str, str])
    forbidden: int = 0
    agency: str | None = None
    is_seen: bool = True
    is_called: bool = False
    via: str | None = None
    scope: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class Judgement:
    """What the look came to: the family, its columns, and everything that a person should know before trusting them."""

    family: str | None
    columns: list[Found]
    covered: list[Found] = field(default_factory=list[Found])
    empty: list[str] = field(default_factory=list[str])
    doubts: list[str] = field(default_factory=list[str])

    @property
    def reports(self) -> dict[str, str]:
        """Every report that the columns list, by address."""
        return {url: title for column in self.columns for url, title in column.reports.items()}


def judge(look: LookSpider, place: str = "") -> Judgement:
    """Return the family and columns of the site that was looked at; no family where no column was found.

    `place` is the division that the site's name begins with, for agencies that are named without it.
    """
    family, doubts = choose_family(look)
    is_wide = family is None
    if is_wide:
        family, doubts = choose_family(look, is_wide=True)
    if family is None:
        return Judgement(None, [], empty=_empty(look, []), doubts=doubts)
    candidates = list(_candidates(look, family, is_wide=is_wide))
    chosen = _by_years(look, family, fewest(candidates))
    if is_wide:
        doubts.append("no page is called a column of reports: they stand among other articles")
    chosen, listed = _by_lists(look, family, chosen)
    chosen += _unseen(look, [*chosen, *listed])
    listed += _agencies_left(look, family, [*chosen, *listed])
    for column in chosen:
        column.agency = _agency_of(column, look, place)
        if column.agency and column.is_seen:
            told, unread = look.replay(family, column.url, column.agency), look.replay(family, column.url, None).pending
            if told.pending or told.reports.keys() != column.reports.keys() or any(map(_is_below_column, unread)):
                column.agency = None  # more stands below it than one agency's reports, or was not looked at
    owners = {column.agency for column in chosen}
    if len(chosen) > 1 and len(owners) == 1:
        for column in chosen:
            column.agency = None
    chosen += listed
    covered = [column for column in candidates if column not in chosen]
    doubts += _losses(look, family, chosen)
    unseen = sum(not column.is_seen for column in chosen)
    if unseen:
        doubts.append(f"{unseen} columns were not looked at: they stand in one list with columns that were")
    return Judgement(family, chosen, covered, _empty(look, candidates), doubts)


def _losses(look: LookSpider, family: str, chosen: list[Found]) -> Iterable[str]:
    """What columns state beyond what was seen of them, of those of which all that a spider asks for was looked at."""
    waiting = {id(trial) for errand in look.frontier.waiting.values() for trial, _ in errand.trials}
    addresses = {column.url for column in chosen if column.is_seen}
    for seen in look.seen:
        trial = seen.trials.get(family)
        if trial is not None and seen.errand.url in addresses and id(trial) not in waiting and not look.run.stopped:
            yield from (f"{url} {what}" for url, what in trial.losses)


def _is_below_column(request: Request) -> bool:
    """Whether a family's spider asks for a listing below a column, in which other agencies' reports may stand."""
    listing: Listing | None = request.cb_kwargs.get("listing")
    return listing is not None and listing.depth > 0


def choose_family(look: LookSpider, *, is_wide: bool = False) -> tuple[str | None, list[str]]:
    """The family that reads the columns and that the pages speak for; with what is doubtful about it.

    Where `is_wide`, a column may hold anything besides.
    """
    read = {
        family: {url for column in _candidates(look, family, is_wide=is_wide) for url in column.reports}
        for family in FAMILIES
    }
    most = max((len(reports) for reports in read.values()), default=0)
    if not most:
        return None, []
    able = [family for family in FAMILIES if len(read[family]) >= _AS_MUCH * most]
    scores = look.marks.scores()
    enough = ENOUGH if GENERIC in able else 1
    marked = [family for family in able if scores.get(family, 0) >= enough]
    if not marked:
        best = GENERIC if GENERIC in able else max(able, key=lambda family: len(read[family]))
        return best, [] if best == GENERIC else [f"no page bears a mark of {best}; its spider reads the columns"]
    ranked = sorted(marked, key=lambda family: (-scores[family], -len(read[family])))
    doubts: list[str] = []
    if len(ranked) > 1 and scores[ranked[1]] >= 0.7 * scores[ranked[0]]:
        doubts.append(f"the pages bear marks of {ranked[0]} and of {ranked[1]}; both spiders read the columns")
    return ranked[0], doubts


def fewest(candidates: list[Found]) -> list[Found]:
    """The columns that together list every report, without those whose reports others list too."""
    chosen: list[Found] = []
    covered: set[str] = set()
    for column in sorted(candidates, key=lambda column: (-len(column.reports), not column.is_called)):
        if _keys(column) - covered and not any(_is_of(column, other) for other in chosen):
            chosen.append(column)
            covered |= _keys(column)
    for column in sorted(chosen, key=lambda column: len(column.reports)):
        others = [other for other in chosen if other is not column]
        listed = set[str]().union(*map(_keys, others))
        if _keys(column) <= listed or any(_is_of(column, other) for other in others):
            chosen.remove(column)
    return [column for column in candidates if column in chosen]


def _is_of(column: Found, other: Found) -> bool:
    """Whether a column is read with another: its crawl reads it, or it is a further page of it."""
    if key_of(column.url) in other.scope:
        return True
    return is_page_of(column.url, other.url) and (len(column.url), column.url) > (len(other.url), other.url)


def _candidates(look: LookSpider, family: str, *, is_wide: bool) -> Iterable[Found]:
    for seen in look.seen:
        trial = seen.trials.get(family)
        if trial is None or trial.fault or not trial.reports:
            continue
        if not (_is_wide(seen, trial.reports) if is_wide else _is_candidate(seen, len(trial.reports))):
            continue
        if not _is_of_disclosure(list(trial.reports.values())):
            continue
        yield Found(
            seen.errand.url,
            seen.names,
            dict(trial.reports),
            len(trial.forbidden),
            is_called=seen.is_called,
            via=seen.errand.via,
            scope=trial.scope,
        )


def _is_candidate(seen: Seen, reports: int) -> bool:
    if not seen.errand.depth or seen.is_other or (is_article(seen.errand.url) and not seen.is_called):
        return False
    if seen.is_column:
        return seen.is_called or reports >= _PARTLY * seen.articles
    return reports >= max(3, _MOSTLY * seen.articles)


def _is_wide(seen: Seen, reports: dict[str, str]) -> bool:
    """Whether a page lists reports that are called so in full, whatever it is called itself."""
    if not seen.errand.depth or is_article(seen.errand.url):
        return False
    named = [title for title in reports.values() if is_report_title(title) and year_in(title) and "公开" in title]
    return len(named) >= _SEVERAL


def _by_years(look: LookSpider, family: str, chosen: list[Found]) -> list[Found]:
    """The page that leads to the columns, in their place, where each is of one year: next year's will stand there too."""
    above = {column.via for column in chosen}
    is_of_years = len(chosen) > 1 and len(above) == 1 and all(any(map(year_in, column.names)) for column in chosen)
    parent = (
        next((seen for seen in look.seen if seen.url in above and seen.errand.depth), None) if is_of_years else None
    )
    if parent is None:
        return chosen
    told = look.replay(family, parent.errand.url, None)
    listed = set[str]().union(*(column.reports for column in chosen))
    if told.fault or not listed <= told.reports.keys():
        return chosen
    return [
        Found(
            parent.errand.url,
            parent.names,
            dict(told.reports),
            len(told.forbidden),
            via=parent.errand.via,
            scope=told.scope,
        )
    ]


def _by_lists(look: LookSpider, family: str, chosen: list[Found]) -> tuple[list[Found], list[Found]]:
    """The columns without those of agencies for which their list stands, and the columns that stand for these.

    Where the family does not read the list after all, the agencies that were left are columns that nobody looked at.
    """
    standing: list[Found] = []
    for page, read in look.lists.read.items():
        told, left = look.replay(family, page, None), look.lists.left.get(page, [])
        if any(key_of(page) in column.scope for column in chosen):
            continue  # a column leads to the list
        agencies = {errand.url for errand in read}
        own = [column for column in chosen if agencies & {column.url, column.via}]
        if told.fault or not set[str]().union(*(column.reports for column in own)) <= told.reports.keys():
            standing += (Found(errand.url, list(errand.titles), is_seen=False, via=page) for errand in left)
            continue
        chosen = [column for column in chosen if column not in own]
        names, via = next(((seen.names, seen.errand.via) for seen in look.seen if seen.url == page), ([""], None))
        standing.append(Found(page, list(names), dict(told.reports), len(told.forbidden), via=via, scope=told.scope))
    return chosen, standing


def _is_of_disclosure(titles: list[str]) -> bool:
    """Whether reports are on disclosure, as far as their titles say on what: there are others once a year."""
    telling = [title for title in titles if re.search("年度.{0,4}报告", title) and not is_only_a_year(title)]
    return not telling or 2 * sum("公开" in title for title in telling) >= len(telling)


def _keys(column: Found) -> set[str]:
    """What tells the reports of a column from others: the title where it names agency and year, else the address.

    Portals copy the reports of their bureaus: one report under two addresses is still one.
    """
    return {_key(url, title) for url, title in column.reports.items()}


def _key(url: str, title: str) -> str:
    agency = agency_in(title)
    return f"{agency} {year_in(title)}" if agency and len(agency) > 3 and year_in(title) else url


def _unseen(look: LookSpider, chosen: list[Found]) -> list[Found]:
    """Columns that nobody looked at: siblings of columns that were, or called a column of reports, when requests ran out."""
    addresses = {key_of(column.url) for column in chosen}.union(*(column.scope for column in chosen))
    found: list[Found] = []
    for errand in look.frontier.waiting.values():
        if key_of(errand.url) in addresses or not look.run.admits(errand.url) or not look.run.may_fetch(errand.url):
            continue
        siblings = look.frontier.siblings.get(errand.siblings) if errand.siblings else None
        if siblings is not None and siblings.right and not siblings.wrong and errand.own >= PLATFORM:
            found.append(Found(errand.url, list(errand.titles), is_seen=False, via=errand.via))
    return found


def _agencies_left(look: LookSpider, family: str, chosen: list[Found]) -> list[Found]:
    """The agencies of a list that nobody looked at, or not to the end, where those of it that were looked at are columns,
    or lead to one.

    A government's agencies have the same pages. Whose the reports are is left to the reports: nothing is known of these pages.
    """
    addresses = {key_of(column.url) for column in chosen}.union(*(column.scope for column in chosen))
    columns = {key_of(column.url) for column in chosen if column.is_seen}
    leading = {column.via for column in chosen if column.is_seen}
    waiting = list(look.frontier.waiting.values())
    last = [*look.frontier.taken.values()][-1:] if look.run.stopped else []  # it was asked for when requests ran out
    cut_off = {errand.via for errand in [*waiting, *last] if errand.own >= REPORTS - 5 or errand.trials}
    cut_off |= {seen.errand.via for seen in look.seen if seen.url in cut_off}
    right, wrong = Counter[str](), Counter[str]()
    unread: list[Errand] = [errand for errand in waiting if errand.beside and errand.own]
    for seen in look.seen:
        if not (beside := seen.errand.beside):
            continue
        is_entrance = seen.url in leading and look.replay(family, seen.errand.url, None).reports
        if key_of(seen.errand.url) in columns or is_entrance:
            right[beside] += 1
        elif seen.url in cut_off:
            unread.append(seen.errand)
        else:
            wrong[beside] += 1
    return [
        Found(errand.url, list(errand.titles), is_seen=False, via=errand.via)
        for errand in unread
        if right[errand.beside] >= SAMPLE
        and not wrong[errand.beside]
        and key_of(errand.url) not in addresses
        and errand.url not in {column.via for column in chosen}
        and look.run.admits(errand.url)
        and look.run.may_fetch(errand.url)
    ]


def _empty(look: LookSpider, candidates: list[Found]) -> list[str]:
    """Pages called a column of reports in which no family found one, and that lead to none."""
    addresses = {column.url for column in candidates}
    parents = {column.via for column in candidates}
    return [
        seen.url
        for seen in look.seen
        if seen.trials
        and seen.errand.worth >= REPORTS
        and seen.is_column
        and seen.errand.url not in addresses
        and seen.url not in parents
    ]


def agency_in(title: str) -> str | None:
    """The agency that a report's title names, or None.

    >>> agency_in("青禾市教育局2023年政府信息公开工作年度报告"), agency_in("2023年政府信息公开工作年度报告")
    ('青禾市教育局', None)
    """
    found = _AGENCY_IN_TITLE.match(plain(title))
    name = found["before"].strip("（）()《》 ") if found else ""
    name = re.sub(r"(?:[12]\d{3}年?度?|年度)$", "", name)
    return name if len(name) >= 3 and re.search(r"[一-鿿]{3}", name) and not re.search(r"\d{4}", name) else None


def _agency_of(column: Found, look: LookSpider, place: str) -> str | None:
    """The agency whose column it is: the only one that its titles name, else the one that it is called after.

    A name that begins with 市, or with nothing, is the agency of the site's own `place`.
    """
    named = Counter(agency for title in column.reports.values() if (agency := agency_in(title)))
    if len(named) == 1 and sum(named.values()) >= min(2, len(column.reports)):
        return next(iter(named))
    labels = [plain(name) for name in (*column.names, *_names_above(column, look)) if is_body(name)]
    if named or not labels:
        return None
    label = labels[0]
    if re.match(r"[^市县区]{1,8}[省市县区州旗盟].", label):
        return label
    return place + re.sub(r"^[市县区省州旗](?=.{2})", "", label) if place else None


def _names_above(column: Found, look: LookSpider) -> list[str]:
    errand: Errand | None = next((seen.errand for seen in look.seen if seen.url == column.via), None)
    return errand.titles if errand is not None else []
