"""Which pages are asked for again, and how: one pure function that says so.

Listings are asked for on every run. A report or attachment that was captured before is

- left alone when the run that captured it was cut short and is less than a night ago: this run continues it;
- fetched whole when its body was last fetched weeks ago, since servers answer 304 wrongly;
- asked for on condition (ETag, Last-Modified) when the host answers such requests: that costs headers only;
- on other hosts fetched whole, and compared by digest: reports of the last two report years every night, older ones
and those
  without a year in turn, spread by their address over two weeks;
- asked for once a month when it was gone the last time.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Way = Literal["whole", "on_condition", "not_due"]

NIGHT = timedelta(hours=20)
"""Less than a day, so that a night that starts a little earlier than the last one still counts as the next."""
ROUND = timedelta(days=14)
WHOLE_AFTER = timedelta(days=28)
GONE_AGAIN_AFTER = timedelta(days=30)
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


def way_to_ask(url: str, visit: Visit | None, *, report_year: int | None, now: datetime) -> Way:
    """Return how a report or attachment is to be asked for in a run at `now`."""
    if visit is None:
        return "whole"
    since = now - visit.asked_at
    if not visit.run_finished and since < NIGHT:
        return "not_due"
    if visit.is_gone:
        return "whole" if since >= GONE_AGAIN_AFTER else "not_due"
    spread = zlib.crc32(url.encode()) / 2**32
    if visit.answers_conditions:
        return "whole" if now - visit.body_at >= WHOLE_AFTER * (1 + spread / 2) else "on_condition"
    if report_year is not None and report_year >= now.year - RECENT_YEARS:
        return "whole" if since >= NIGHT else "not_due"
    return "whole" if since >= ROUND * (1 + spread) / 2 else "not_due"
