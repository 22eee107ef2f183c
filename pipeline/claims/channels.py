"""The words of a clause → the channels that they name, and what a figure that stands with them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.clauses import Passage
from pipeline.claims.scan import Token
from pipeline.claims.series import has, says_more
from pipeline.claims.words import Kind

OTHER_THINGS = (Kind.KIND_OF_ITEM, Kind.OTHER, Kind.DOCUMENT, Kind.REQUEST, Kind.COMPLAINT)
"""What is published of one kind only, or is another matter."""
_NAMED = re.compile("(?:“[^“”]{1,16}”|[中:][^“”、,和及与]{1,12})?")
_SEVERAL = ("多种", "多个", "各种", "各类", "各个", "不同")
"""Before a channel: 通过多种信息公开平台."""
_ACCOUNTS = ("账号", "帐号", "账户", "帐户", "公众号", "公众平台", "公众账号", "公众帐号", "订阅号", "服务号")
_ITEMS_COUNTED = re.compile(r"\d+(?:\.\d+)?[万余多]*[条篇]次?")
_SEVERAL_FIGURES = re.compile(rf"(?:{_ITEMS_COUNTED.pattern}[、,和及]?){{2,}}")
_LONGEST_LIST = 80
_LONGEST_SITE = 16
_IN_A_PAPER = re.compile(r"(?<![公海通简年月季预])报》?[、和与及][^,;。:、\d]{0,12}$|“信用[^“”]{1,8}”$")
"""Before a site: a paper, beside which the site is another's too, no gazette, poster or brief; or a register (“信用青禾”网)."""


def channels_of(words: Sequence[Token], text: str) -> frozenset[str] | None:
    """The channels that are named, with `all` where others are meant too; None where none is."""
    for word in words:
        if word.channel or word.kind is Kind.MEANS:
            break
    else:
        return None  # most clauses name none: there is nothing to tell apart
    words = [
        word
        for index, word in enumerate(words)
        if not _is_a_sites_column(words, index) and not _is_its_account(words, index)
    ]
    found = _named(words)
    if "elsewhere" in found:
        found = _named([word for index, word in enumerate(words) if not _is_explained(words, index, text)])
    if not found and not has(words, Kind.MEANS):
        return None
    sites = [index for index, word in enumerate(words) if word.channel == "website"]
    if any(_is_of_the_press(words, index, text) for index in sites):
        return frozenset({"elsewhere"})
    if "elsewhere" in found and all(words[index].text == "网" for index in sites):
        found.discard("website")  # 日报、法治网等媒体: the sites of others
    if has(words, Kind.MEANS) or any(_means_more(words, index, text) for index in range(len(words))):
        found.add("all")
    return frozenset(found) if found else None


def _named(words: Sequence[Token]) -> set[str]:
    return {channel for word in words if word.channel for channel in word.channel.split("+")}


def _is_a_sites_column(words: Sequence[Token], index: int) -> bool:
    """门户网站政府信息公开栏: no board on a wall."""
    word, before = words[index], words[index - 1] if index else None
    return (
        word.channel == "elsewhere"
        and word.text.endswith("公开栏")
        and before is not None
        and before.channel == "website"
        and before.end == word.start
    )


def _is_its_account(words: Sequence[Token], index: int) -> bool:
    """微博账号, 微博公众平台: the account is on the channel that stands right before it."""
    word, before = words[index], words[index - 1] if index else None
    return word.text in _ACCOUNTS and before is not None and before.channel is not None and before.end == word.start


def _is_explained(words: Sequence[Token], index: int, text: str) -> bool:
    """新媒体 in 新媒体微信公众号, 新媒体“青禾发布”微信公众号, 新媒体中青禾微信公众号: the channel behind it says which."""
    behind = words[index + 1] if index + 1 < len(words) else None
    return (
        behind is not None
        and words[index].text.endswith("新媒体")
        and behind.channel is not None
        and _NAMED.fullmatch(text, words[index].end, behind.start) is not None
    )


def _is_of_the_press(words: Sequence[Token], index: int, text: str) -> bool:
    """市级以上媒体、网站, 农民日报和农业农村部网站."""
    start = words[index].start
    if not has(words, Kind.MEANS) and _IN_A_PAPER.search(text, max(start - _LONGEST_SITE, 0), start):
        return True
    before_it = next((word for word in reversed(words[:index]) if word.kind is not Kind.STOP), None)
    return before_it is not None and before_it.text.endswith("媒体") and words[index].start - before_it.end <= 1


def _means_more(words: Sequence[Token], index: int, text: str) -> bool:
    """微信等, 多种信息公开平台."""
    word = words[index]
    if word.channel is None:
        return False
    is_several = word.channel != "elsewhere" and not word.text.endswith("网站")  # 各类政府网站 are sites
    if word.channel == "website" and index + 2 < len(words) and says_more(words, index):
        behind = words[index + 2]  # 《青禾信息网》等网站: more of them
        if behind.channel == "website" and behind.start == words[index + 1].end:
            return False
    return says_more(words, index) or (is_several and text.endswith(_SEVERAL, 0, word.start))


def by_channel(channels: frozenset[str], is_breakdown: bool) -> tuple[str, ...]:
    if "all" in channels and "website" not in channels and channels & {"wechat", "weibo"}:
        return ()  # 微博、微信等: new media alone
    if "all" in channels or ("website" in channels and len(channels) > 1):
        return () if is_breakdown else ("disclosed.total",)
    if len(channels) > 1 or "elsewhere" in channels:
        return ()
    return (f"disclosed.{next(iter(channels))}",)


def several_channels(passage: Passage, text: str) -> tuple[str, ...] | None:
    """微博、微信公众号分别发布信息337条、757条: the channel at the figure's place, none where they do not match.

    None of a figure that is not one of such a list.
    """
    begin = text.find("分别", passage.clause[0].start, passage.token.start) if passage.clause else -1
    if begin < 0 or (figures := _SEVERAL_FIGURES.search(text, begin, passage.token.end + _LONGEST_LIST)) is None:
        return None
    places = [match.start() for match in _ITEMS_COUNTED.finditer(text, figures.start(), figures.end())]
    if passage.token.start not in places:
        return None
    words = [word for word in passage.clause if begin < word.start < places[0]]
    channels = [word.channel for word in passage.clause if word.channel and word.start < begin]
    if len(channels) != len(places) or not has(words, Kind.PUBLISHED, Kind.DISCLOSED) or has(words, *OTHER_THINGS):
        return ()
    channel = channels[places.index(passage.token.start)]
    return (f"disclosed.{channel}",) if channel in ("website", "wechat", "weibo") else ()
