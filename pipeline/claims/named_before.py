"""Channels that a sentence names before the clause that publishes → those of its figure.

通过门户网站…，公开信息230条: what was done through a channel may stand clauses behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.channels import by_channel, channels_of
from pipeline.claims.clauses import Passage
from pipeline.claims.scan import Token
from pipeline.claims.series import has, last
from pipeline.claims.words import Kind

COUNTS_ITEMS = ("条", "篇", "条次", "篇次")
_CLAUSE_START = re.compile(r"[,;。:、()!?]")
LONGEST_OPENING = 80
_IS_WORKED_ON = re.compile("建设|管理|维护|运维|改版")
"""Behind a channel: what is done to it, not through it."""
_NO_SUBJECT = re.compile(r"(?:20\d\d年度?|全年|本年度?|年内|[今当]年|以来|[总共]?共计?|累计|已|先后|\d月)*")
_CIRCUMSTANCE = re.compile("[在以于][^,;。]{1,30}?(?:方面|过程中?|基础上|前提下|之?下|之?时|期间|同时|工作中),")
ACCOUNTS = frozenset({"wechat", "weibo"})


def of_channels_before(passage: Passage, text: str) -> tuple[str, ...] | None:
    """What 发布信息30条 is of by the channels that its sentence names before; None where it names none."""
    sentence = _without_circumstances(passage.sentence, text)
    if is_in_a_named_column(sentence, text):
        return ()  # 门户网站开设“优化营商环境”专栏，发布信息34条
    if last(sentence, Kind.THROUGH) > last(sentence, Kind.CHANNEL, Kind.MEANS):
        return ()  # 网站公开…;通过大屏幕公开信息36条
    figure = last(sentence, Kind.FIGURE)
    if figure > last(sentence, Kind.CHANNEL) >= 0 and sentence[figure].counter in COUNTS_ITEMS:
        return ()  # 公众号转发信息302条，发表稿件157篇
    named = channels_of([word for word in sentence if not _IS_WORKED_ON.match(text, word.end)], text)
    if named is None:
        return None
    return by_channel(named, True) if len(named) == 1 else ()


def _without_circumstances(words: Sequence[Token], text: str) -> Sequence[Token]:
    """The words without 在 in 在信息公开过程中，…, which says when and in what: no channel stands in its clause."""
    found: list[Token] = []
    for index, word in enumerate(words):
        if word.kind is Kind.THROUGH and (clause := _CIRCUMSTANCE.match(text, word.start)) is not None:
            following = next((other.start for other in words[index:] if other.channel), len(text))
            if following >= clause.end():
                continue
        found.append(word)
    return found


def clauses_since_the_channel(passage: Passage, text: str) -> int:
    channel = max(word.end for word in passage.sentence if word.channel or word.kind in (Kind.MEANS, Kind.THROUGH))
    return text.count(",", channel, passage.segment[0].start)


def may_be_of_a_channel(passage: Passage, publishes: Token, text: str) -> bool:
    """Whether the figure may be that of a column (财政专栏发布信息32条), or of the channels of the sentence before.

    So where the paragraph spoke of accounts alone: 加强微信公众号运维。坚持每日更新。全年发布信息320条.
    """
    if any(word.kind is Kind.SECTION and word.start < publishes.start for word in passage.sentence):
        return True  # not 发布工作动态、业务专题等各类信息1871条
    if has(passage.segment, Kind.YEAR) and 0 <= last(passage.sentence, Kind.UNTIL) < last(
        passage.sentence, Kind.FIGURE
    ):
        return False  # 截至目前共发布信息592条，2019年公开信息60条
    if not passage.follows_channel and not (passage.channels_before and passage.channels_before <= ACCOUNTS):
        return False
    return _NO_SUBJECT.fullmatch(clause_before(text, publishes.start)) is not None


def channels_of_sentence(passage: Passage, text: str) -> frozenset[str] | None:
    """通过门户网站…，公开信息230条: a clause since the last figure names the channel for the following.

    What is said of new media in general is explained by the account behind: 发挥政务新媒体优势，借助微信公众号，发布信息392条.
    """
    start = last(passage.sentence, Kind.FIGURE) + 1
    words = _without_circumstances(passage.sentence[start:], text)
    through = next((index for index, word in enumerate(words) if word.kind is Kind.THROUGH), None)
    if through is None:
        return None
    nearest = last(words, Kind.THROUGH)
    named = [word.text for word in words[through:nearest] if word.channel or word.kind is Kind.MEANS]
    is_general = bool(named) and all(name.endswith("新媒体") for name in named)
    return (channels_of(words[nearest:], text) if is_general else None) or channels_of(words[through:], text)


def is_in_a_named_column(words: Sequence[Token], text: str) -> bool:
    """在网站“灾害事故信息”栏目发布事故信息24条."""
    return any(word.kind is Kind.SECTION and text.endswith("”", 0, word.start) for word in words)


def clause_before(text: str, place: int) -> str:
    """What stands before a place in its clause, as far as it can be who and when."""
    return _CLAUSE_START.split(text[max(0, place - LONGEST_OPENING) : place])[-1]
