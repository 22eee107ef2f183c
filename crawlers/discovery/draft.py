"""The draft of a site file: what `sites.py` reads, under a comment that says what was seen and what is doubtful."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from crawlers.discovery.columns import Found, Judgement
from crawlers.discovery.identity import Identity
from crawlers.discovery.look import LookSpider
from crawlers.selection import year_in
from crawlers.sites import endpoint, endpoints

_LISTED = 12
_WIDTH = 116


def site_id_for(url: str) -> str:
    """The id of a site where none is given: host and port, with `-` for every character that is neither letter nor digit.

    >>> site_id_for("http://127.0.0.1:18600/"), site_id_for("https://www.heyuan.gov.cn")
    ('127-0-0-1-18600', 'www-heyuan-gov-cn')
    """
    return re.sub(r"[^a-z0-9]", "-", urlsplit(url).netloc.lower())


def draft(look: LookSpider, judgement: Judgement, identity: Identity, today: date) -> str:
    """The text of the site file."""
    assert judgement.family is not None
    lines = [*(f"# {line}" if line else "#" for line in _comment(look, judgement, identity, today)), ""]
    lines += [
        f"name = {quoted(identity.name)}",
        *([f"division = {quoted(identity.division)}"] if identity.division else []),
        f"home = {quoted(look.home)}",
        f"family = {quoted(judgement.family)}",
        f"minimum_reports = {minimum_of(judgement)}",
        'status = "unverified"',
    ]
    for column in judgement.columns:
        lines += ["", "[[columns]]", f"url = {quoted(column.url)}"]
        if column.agency:
            lines.append(f"agency = {quoted(column.agency)}")
    if hosts := further_hosts(look, judgement):
        lines += ["", "[overrides.hosts]", f"allow = [{', '.join(map(quoted, hosts))}]"]
        lines.append('reason = "reports of the columns above stand on these hosts of the same domain"')
    return "\n".join(lines) + "\n"


def further_hosts(look: LookSpider, judgement: Judgement) -> list[str]:
    """The hosts on which reports stand, and that neither the home page nor a column has."""
    named = [look.home, *(column.url for column in judgement.columns)]
    known = frozenset[tuple[str, int]]().union(*map(endpoints, named))
    others = {urlsplit(url).netloc for url in judgement.reports if endpoint(url) not in known}
    return sorted(others)


def minimum_of(judgement: Judgement) -> int:
    """Nine in ten of the reports that were seen: fewer than that in the archive is a finding."""
    return len(judgement.reports) * 9 // 10


def quoted(text: str) -> str:
    """A TOML string.

    >>> quoted('a "b"')
    '"a \\\\"b\\\\""'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def doubts_of(look: LookSpider, judgement: Judgement, identity: Identity) -> list[str]:
    """Everything that a person should look at before trusting the draft."""
    doubts = list(judgement.doubts)
    if identity.division is None:
        doubts.append(f"division unknown: {identity.because}")
    if look.run.stopped:
        doubts.append(f"the look ended early: {look.run.stopped}")
    if look.elsewhere:
        doubts.append(f"{len(look.elsewhere)} links to reports lead to other sites, which were not looked at")
    return doubts


def _comment(look: LookSpider, judgement: Judgement, identity: Identity, today: date) -> Iterator[str]:
    run = look.run
    yield f"Found by `nianbao site add` on {today}, from {run.requests} requests. Nobody has checked it."
    yield ""
    yield f"Name: from the home page. Division: {identity.because}."
    assert judgement.family is not None
    marks = look.marks.of(judgement.family)
    yield f"Family {judgement.family}:" + ("" if marks else " its spider reads the columns")
    for what, url, count in marks[:_LISTED]:
        yield f"  {what} ({count} {'page' if count == 1 else 'pages'}, first {_short(url)})"
    yield f"Columns: {len(judgement.reports)} reports seen, in {len(judgement.columns)}"
    for column in judgement.columns[: 3 * _LISTED]:
        yield f"  {_short(column.url)}: {_column(column)}"
    left = sum(map(len, look.lists.left.values()))
    if unread := left + sum(bool(errand.trials) for errand in look.frontier.waiting.values()):
        yield f"  {unread} further listings below them were not read, so there will be more"
    for text, urls in (
        ("Left out, all of their reports stand in the columns above", [column.url for column in judgement.covered]),
        ("Called report columns, but no report was found there", judgement.empty),
        ("Forbidden by robots.txt, not looked at", run.forbidden),
        ("Other sites that are named for reports; each would be a site of its own", list(look.elsewhere)),
    ):
        if urls:
            yield f"{text}:"
            yield from (f"  {_short(url)}" for url in urls[:_LISTED])
            if len(urls) > _LISTED:
                yield f"  and {len(urls) - _LISTED} more"
    for doubt in doubts_of(look, judgement, identity):
        yield f"Doubtful: {doubt}"


def _column(column: Found) -> str:
    name = next((name for name in column.names if name), "without a name")
    if not column.is_seen:
        return f"{_short(name, 40)}, not looked at"
    years = sorted({year for title in column.reports.values() if (year := year_in(title))})
    span = f", {years[0]}-{years[-1]}" if years else ""
    kept = f", {column.forbidden} more forbidden by robots.txt" if column.forbidden else ""
    return f"{_short(name, 40)}, {len(column.reports)} reports{span}{kept}"


def _short(text: str, width: int = _WIDTH) -> str:
    """A text that can stand in a comment: one line, no control characters."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= width else f"{line[: width - 1]}…"


def as_json(look: LookSpider, judgement: Judgement, identity: Identity) -> dict[str, Any]:
    """What was found, for programs and for the summary that a person sees."""
    return {
        "name": identity.name,
        "division": identity.division,
        "family": judgement.family,
        "columns": [
            {
                "url": column.url,
                "name": next((name for name in column.names if name), ""),
                "agency": column.agency,
                "reports": len(column.reports) if column.is_seen else None,
            }
            for column in judgement.columns
        ],
        "reports": len(judgement.reports),
        "requests": look.run.requests,
        "pages": [{"url": seen.url, "title": next((name for name in seen.names if name), "")} for seen in look.seen],
        "empty": judgement.empty,
        "forbidden": look.run.forbidden,
        "elsewhere": look.elsewhere,
        "problems": [{"url": url, "message": message} for url, message in look.problems],
        "doubts": doubts_of(look, judgement, identity),
        "refused": look.run.stopped,
    }
