"""Prose against a table of indicators that no statutory form has: no entries, whose figures speak against prose all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.contract import Claim, Notice, Number
from pipeline.documents.document import Grid
from pipeline.forms.tokens import label_key

_ROWS = {
    label_key(label): indicator
    for indicator, labels in {
        "disclosed.total": "主动公开信息数 主动公开政府信息数 主动公开政府信息总数",
        "requests.received": "申请总数 受理依申请公开信息总数 受理申请总数 收到申请总数",
        "requests.received.in_person": "当面申请数",
        "requests.received.fax": "传真申请数",
        "requests.received.online": "网上申请数 网络申请数",
        "requests.received.mail": "信函申请数",
        "requests.answered": "对申请的答复总数 本年度对申请的答复总数 答复总数 申请答复总数",
        "requests.granted": "同意公开答复数",
        "review.total": "行政复议数",
        "suit.total": "行政诉讼数",
    }.items()
    for label in labels.split()
}
"""The labels of the local tables of 2008 to 2013 that name what a claim counts."""


def contradicted_by_local(claims: Sequence[Claim], grids: Iterable[Grid]) -> Iterator[Notice]:
    """A warning for each row of which no figure is the prose's; a row may have other years, and sums of all, beside the year."""
    stated: dict[str, list[Number]] = {}
    for claim in claims:
        if not claim.approximate:
            stated.setdefault(claim.indicator, []).append(claim.value)
    if not stated:
        return
    for grid in grids:
        for row in grid.rows:
            texts = ["".join(cell.text.split()) for cell in row]
            indicator = next((found for text in texts if (found := _ROWS.get(label_key(text)))), None)
            figures = [int(text) for text in texts if text.isdecimal()]
            values = stated.get(indicator or "", [])
            if figures and values and not set(values) & set(figures):
                message = f"{indicator} is stated as {values[0]}, and a table has {figures[0]}"
                yield Notice("warning", "claims_differ", message, None, indicator)
