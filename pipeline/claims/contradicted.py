"""What a report's prose states of an indicator that its other figures show to be no claim of the year's whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.claims.parts import CHANNELS
from pipeline.contract import Claim, Number

_SAYS_REQUESTS = re.compile("信息公开|公开申请|依申请|其中|收到")
"""In a sentence whose figures are of requests for information, or parts of them."""


def contradicted(
    found: Sequence[tuple[str, Number]], weak: set[tuple[str, Number]], through_channels: set[tuple[str, Number]]
) -> set[tuple[str, Number]]:
    """A 0 beside a figure (收到3件…，未产生…案例；未收到书面申请), kinds, and totals that are a part: smaller than another one."""
    parts = _of_other_cases(found, weak)
    some = {indicator for indicator, value in found if value and (indicator, value) not in parts}
    some |= {"requests.received" for indicator in some if indicator.startswith("requests.received.")}
    parts |= {(indicator, value) for indicator, value in found if not value and indicator in some}
    if weak:
        times = Counter(indicator for indicator, _ in found)
        parts |= {key for key in weak if key[0] in (*CHANNELS, "requests.answered") and times[key[0]] > 1}
    totals = [key for key in found if key[0] == "disclosed.total"]
    by_channel = max((value for indicator, value in found if indicator in CHANNELS), default=0)
    parts |= {key for key in totals if key in through_channels and key[1] < by_channel}
    better = [key for key in totals if key not in weak]
    if better:
        return parts | {key for key in totals if key in weak or key[1] < better[0][1]}
    largest = max((value for _, value in totals), default=0)
    return parts | {key for key in totals if key[1] < largest}


def of_other_matters(
    found: Sequence[tuple[str, Number]], claims: Mapping[tuple[str, Number], Claim]
) -> set[tuple[str, Number]]:
    """Figures of a route above all requests, in a sentence that speaks of none: 收到申请5件。通过网站受理事项230件.

    其中网络申请6件 beside 5 is an error of the report, which the checks have to see, and so is one of a list of routes.
    """
    listed = Counter(claims[key].sentence for key in found if key[0].startswith("requests.received."))
    received = max((value for indicator, value in found if indicator == "requests.received"), default=0)
    return {
        key
        for key in found
        if key[1] > received
        and key[0].startswith("requests.received.")
        and _SAYS_REQUESTS.search(claims[key].sentence) is None
        and (received or "申请" not in claims[key].sentence)
        and listed[claims[key].sentence] < 3
    }


def _of_other_cases(found: Sequence[tuple[str, Number]], weak: set[tuple[str, Number]]) -> set[tuple[str, Number]]:
    """未收到政府信息公开申请。受理案件36件，办结35件: what is not said to be requests is none, where there were none."""
    none = "requests.received", 0
    if none not in found or none in weak:
        return set()
    cases = {key for key in found if key in weak and key[0] == "requests.received"}
    return cases | {key for key in found if cases and key[0] == "requests.answered" and key[1]}
