"""Prose against a table of indicators that no statutory form has: no entries, whose figures speak against prose all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.contract import Claim, Notice, Number
from pipeline.documents.document import Grid, GridCell
from pipeline.documents.fold import fold
from pipeline.forms.tokens import label_key
from pipeline.values import MAXIMUM_DIGITS

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


_CHANNELS = {
    label_key(label): f"disclosed.{channel}"
    for channel, labels in {
        "website": "门户网站 政府网站 政府门户网站 局门户网站 官方网站",
        "wechat": "微信 政务微信 微信公众号 政务微信公众号",
        "weibo": "微博 政务微博",
    }.items()
    for label in labels.split()
}
"""Rows of a table whose head says that they are channels."""
_HEADS_OF_CHANNELS = re.compile("(?:公开|发布)?(?:渠道|方式|平台|载体)")


def contradicted_by_local(
    claims: Sequence[Claim], indicators: Sequence[Grid], others: Iterable[Grid]
) -> Iterator[Notice]:
    """A warning for each row of which no figure is the prose's; a row may have other years, and sums of all, beside the year.

    `indicators` are tables whose rows have the labels of such; of the others those count whose heads say that rows are channels.
    """
    stated: dict[str, list[Number]] = {}
    for claim in claims:
        if not claim.approximate:
            stated.setdefault(claim.indicator, []).append(claim.value)
    if not stated:
        return
    channels = [grid for grid in others if grid.rows and any(map(_names_channels, grid.rows[0]))]
    for labels, grid in (*((_ROWS, grid) for grid in indicators), *((_CHANNELS, grid) for grid in channels)):
        for row in grid.rows:
            texts = ["".join(cell.text.split()) for cell in row]
            indicator = next((found for text in texts if (found := labels.get(label_key(text)))), None)
            figures = [int(text) for text in texts if text.isdecimal() and len(text) <= MAXIMUM_DIGITS]
            values = stated.get(indicator or "", [])
            if figures and values and not set(values) & set(figures):
                message = f"{indicator} is stated as {values[0]}, and a table has {figures[0]}"
                yield Notice("warning", "claims_differ", message, None, indicator)


def _names_channels(cell: GridCell) -> bool:
    return _HEADS_OF_CHANNELS.fullmatch(fold(cell.text)) is not None
