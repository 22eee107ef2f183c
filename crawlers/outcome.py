"""What a site's run came to: one pure function, and the order of precedence in it.

`unreachable`, `blocked`, `broken`, `partial`, `ok`, `empty`, `unchanged`: the first that applies. "Nothing new" is
the normal result of a night. A robots.txt that answers with 5xx forbids everything, and the host did answer: blocked.
One that cannot be had at all (time-out, DNS, connection, TLS) forbids everything too (RFC 9309, 2.3.1.4), and nobody
answered: unreachable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from crawlers.archive import Outcome


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened in a run. Texts are None where nothing of the kind did.

    `entrance_failure`: why a listing could not be had (network or 5xx); `refusal`: the challenge page, or 403 or 412;
    `forbidden_listing`: what robots.txt says; `fault`: an exception or a layout that is not the family's;
    `limit`: the budget or bound that was spent; `short`: a listing of which less was read than it states.
    Counts are of report pages, `documents_changed` of attachments too.
    `has_columns` is false of a site of which single reports are known, and no column yet.
    """

    has_columns: bool = True
    listings_read: int = 0
    entrance_failure: str | None = None
    refusal: str | None = None
    forbidden_listing: str | None = None
    fault: str | None = None
    limit: str | None = None
    short: str | None = None
    pages_failed: int = 0
    first_failure: str | None = None
    reports_new: int = 0
    reports_revised: int = 0
    reports_gone: int = 0
    reports_known: int = 0
    documents_changed: int = 0


class Verdict(NamedTuple):
    """The outcome, and the reason in a few words."""

    outcome: Outcome
    reason: str


def judge(facts: Facts) -> Verdict:
    """Return the outcome of a run from what happened in it."""
    if facts.entrance_failure and not facts.listings_read:
        return Verdict("unreachable", facts.entrance_failure)
    if facts.refusal:
        return Verdict("blocked", facts.refusal)
    if facts.forbidden_listing and not facts.listings_read:
        return Verdict("blocked", facts.forbidden_listing)
    if facts.fault:
        return Verdict("broken", facts.fault)
    if not facts.has_columns and facts.first_failure and not facts.reports_known:
        return Verdict("unreachable", facts.first_failure)
    if not facts.listings_read and facts.has_columns and not (facts.limit and not facts.first_failure):
        return Verdict("broken", facts.first_failure or facts.limit or "no listing was read")
    if short := _what_is_missing(facts):
        return Verdict("partial", short)
    if facts.documents_changed:
        return Verdict("ok", _what_is_new(facts))
    if not facts.reports_known:
        return Verdict("empty", "the listing was read, and no report was ever found there")
    gone = f", {facts.reports_gone} gone" if facts.reports_gone else ""
    return Verdict("unchanged", f"nothing new, {facts.reports_known} reports known{gone}")


def _what_is_missing(facts: Facts) -> str | None:
    if facts.limit:
        return facts.limit
    if facts.entrance_failure or facts.forbidden_listing:
        return f"a listing could not be read: {facts.entrance_failure or facts.forbidden_listing}"
    if facts.pages_failed:
        failed = "a page failed" if facts.pages_failed == 1 else f"{facts.pages_failed} pages failed, the first"
        return f"{failed}: {facts.first_failure}"
    return facts.short


def _what_is_new(facts: Facts) -> str:
    counts = ((facts.reports_new, "new"), (facts.reports_revised, "revised"), (facts.reports_gone, "gone"))
    said = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"reports: {said}" if said else f"{facts.documents_changed} attachments new or revised"
