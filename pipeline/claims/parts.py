"""The figures of a paragraph, and which are parts of others: wholes by channel, routes that add up, parts that are no claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.claims import scope
from pipeline.contract import Number, Reading

CHANNELS = ("disclosed.website", "disclosed.wechat", "disclosed.weibo")
_OF_ONE_BODY = ("disclosed.total", "requests.received")
"""Stated once in a sentence for the agency: what follows is another body's."""
ONE_KIND, UNKNOWN = "one kind", "unknown"
NONE = (ONE_KIND, UNKNOWN)
"""In the place of an indicator: of a figure of what was published that is no claim, unless its parts add up to it."""
_PART = re.compile("其中|累计|含|包括")
_SUM = re.compile("[共总合]计|[,，;；]共(?:主动)?(?:公开|发布)")
_NEXT_SENTENCE = re.compile("[。！!？?]|其中")
_CLOSED_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS_BY_CHANNEL = re.compile(r"[,，;；（(]?其中[,，:：]?[^\d,，;；。]{0,20}?(?:网|微信|公众号|微博)")


@dataclass(slots=True)
class Found:
    """A figure with its indicator, and what decides whether it is a claim beside the others."""

    indicator: str
    value: Number
    is_about: bool
    start: int
    end: int
    reading: Reading | None
    is_new: bool
    is_cumulative: bool
    is_dated: bool
    """Whether its clause names a year, or says that it is this one."""
    is_until: bool
    """截至年底累计: of the year, unless another figure is."""
    sentence_number: int
    is_weak: bool
    """发布信息230条, which may count less than 主动公开信息520条 elsewhere; 网站发布交通信息112条, which may be one kind;
    共办理38件 and 3日内答复23件, of which fewer or more may be answered."""

    is_of_a_field: bool
    """网站发布交通信息112条."""

    is_apart: bool
    """Of a whole county, or of a part of the year."""

    is_through_channels: bool
    """通过官网、公众号等平台发布信息25条."""

    route: str
    """The word for the way in which requests came."""


def name_wholes(found: Sequence[Found], text: str) -> None:
    """A figure whose parts by channel add up to it is the total: 公开工作信息1261条(网站390条、微信公众号871条).

    So is that of a site with a part on WeChat: 通过信息公开平台公开677条，其中政府网站387条、微信290条.
    """
    for place, whole in enumerate(found):
        if whole.indicator not in NONE and whole.indicator != "disclosed.website":
            continue
        parts = 0
        may_be_all = whole.indicator is ONE_KIND
        is_on_a_site = whole.indicator == "disclosed.website"
        names_channels = is_on_a_site and _PARTS_BY_CHANNEL.match(text, whole.end) is not None
        for number, part in enumerate(found[place + 1 : place + 1 + len(CHANNELS)]):
            if part.indicator not in CHANNELS or part.sentence_number != whole.sentence_number:
                break
            parts += part.value
            may_be_all |= part.indicator == "disclosed.website"  # not 两微发布信息1590条，其中微信360条、微博1230条
            adds_up = number > 0 and parts == whole.value and not is_on_a_site and may_be_all
            if adds_up or (names_channels and part.indicator != "disclosed.website" and parts <= whole.value):
                whole.indicator, whole.is_weak = "disclosed.total", False
                break


def add_routes(found: Sequence[Found], text: str) -> None:
    """Two routes that are one channel add up: 电子邮件7件，在线申请1件."""
    first: dict[str, Found] = {}
    for claim in found:
        if not claim.route:
            continue
        earlier = first.setdefault(claim.indicator, claim)
        if earlier is claim:
            continue
        if _NEXT_SENTENCE.search(text, earlier.end, claim.start) is not None or earlier.route == claim.route:
            first[claim.indicator] = claim
            continue
        earlier.value += claim.value
        earlier.end, claim.indicator = claim.end, UNKNOWN


def is_summed_up(text: str, start: int, end: int) -> bool:
    """Whether 共计 stands in a part of the text."""
    return _SUM.search(text, start, end) is not None


def is_part(between: str, claim: Found) -> bool:
    """Whether a claim is part of an earlier figure, by what stands between them.

    网站发布信息8118篇，其中平台发布545篇; or another body's: 发改委公开信息133条，物价办公开信息1220条. What is said to be
    new is the year's: 处理申请92件，其中本年度新收91件.
    """
    if scope.is_own(between) or (claim.indicator == "requests.received" and claim.reading == "new"):
        return False
    return _PART.search(_CLOSED_BRACKETS.sub("", between)) is not None or (
        claim.indicator in _OF_ONE_BODY and _SUM.search(between) is None
    )
