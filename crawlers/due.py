"""Which pages are asked for again, and how: one pure function that says so.

Listings are asked for on every run, and come whole once a week. A report or attachment that was captured before is

- left alone when the run that captured it was cut short and is less than a night ago: this run continues it;
- asked for on every run when it belongs to one of the two latest report years: the two before the present year, or
  the two latest of a site that is behind;
- asked for in turn when it is older, its year is unknown, or it was gone: a fourteenth of those pages a run, spread by
  their addresses, so that what was changed in silence is noticed within `ROUND` nights. From January to March, when
  reports are due (Articles 49 and 50) and older ones are put right beside them, the round is half as long.

A page that is asked for is asked on condition (ETag, Last-Modified) where the host answers such requests, which costs
headers only, and whole every few weeks all the same, since servers answer 304 wrongly; on other hosts it is fetched
whole and compared.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Way = Literal["whole", "on_condition", "not_due"]

NIGHT = timedelta(hours=20)
"""Less than a day, so that a night that starts a little earlier than the last one still counts as the next."""
ROUND, ROUND_IN_SEASON = 14, 7
"""Nights within which every older page is asked for again; in the season of the reports, January to March."""
SEASON = range(1, 4)
WHOLE_AFTER = timedelta(days=28)
LISTING_WHOLE_AFTER = timedelta(days=6)
"""A listing that is wrongly said not to have changed hides what is new: it comes whole once a week."""
RECENT_YEARS = 2


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of a page: when it was last asked for and last came whole, and how it answered.

    `run_finished`: the run that asked last has a summary; `answers_conditions`: it sent an ETag or Last-Modified, and
    has not answered a request on that condition with the same body; `is_gone`: 404 or 410 the last time.
    """

    asked_at: datetime
    body_at: datetime
    run_finished: bool
    answers_conditions: bool
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """The run that asks: when it began, how many runs of this site came before it, and the site's latest report year."""

    now: datetime
    runs_before: int = 0
    latest_year: int | None = None

    @property
    def recent_from(self) -> int:
        """The first report year whose pages are asked for on every run."""
        by_law = self.now.year - RECENT_YEARS
        return by_law if self.latest_year is None else min(by_law, self.latest_year - RECENT_YEARS + 1)

    @property
    def round(self) -> int:
        """Nights within which every older page has its turn."""
        return ROUND_IN_SEASON if self.now.month in SEASON else ROUND


def way_to_ask(url: str, visit: Visit | None, turn: Turn, *, report_year: int | None) -> Way:
    """Return how a report or attachment is to be asked for in a run."""
    if visit is None:
        return "whole"
    since = turn.now - visit.asked_at
    if not visit.run_finished and since < NIGHT:
        return "not_due"
    place = zlib.crc32(url.encode())
    is_recent = report_year is not None and report_year >= turn.recent_from and not visit.is_gone
    has_its_turn = place % turn.round == turn.runs_before % turn.round or since >= NIGHT + timedelta(turn.round - 1)
    if not (is_recent or has_its_turn):
        return "not_due"
    spread = place / 2**32
    is_stale = turn.now - visit.body_at >= WHOLE_AFTER * (1 + spread / 2)
    return "on_condition" if visit.answers_conditions and not is_stale else "whole"
