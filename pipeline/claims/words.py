"""The words that decide what a figure in prose counts (`words.toml`), by what they say; the longest word at a place is read.

A word may name a subject, or an aspect of the subject that was named before: the channel through which information was published
(`channel`), the way in which a request came (`route`), what became of it. Words that contain another and mean something else
(公开栏) stand there too, so that the shorter one is not read in them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, auto
from pathlib import Path


class Kind(IntEnum):
    """What a word says."""

    RECEIVED = auto()
    ANSWERED = auto()
    APPLICATION = auto()
    REQUEST = auto()
    """Requests for information; APPLICATION may be for anything."""
    MATTER = auto()
    """The subject of the whole report: 政府信息公开."""
    DISCLOSED = auto()
    PUBLISHED = auto()
    PUBLISHED_NOUN = auto()
    """信息发布65条: counts what was published only with a channel before it."""
    ITEM = auto()
    """What is published: 信息, 稿件."""
    KIND_OF_ITEM = auto()
    """A kind of information: a breakdown, not what was published in all."""
    AND_SO_ON = auto()
    """等: what is listed before it is only an example."""
    CHANNEL = auto()
    SECTION = auto()
    """栏目: a part of a channel, whichever it is."""
    MEANS = auto()
    """等渠道: several channels, whichever are named."""
    ROUTE = auto()
    APPLICANT = auto()
    GRANTED = auto()
    DENIED = auto()
    OTHER_OUTCOME = auto()
    CARRIED = auto()
    """Carried over, pending, extended, put right: none of the figures that are claims."""
    REVIEW = auto()
    SUIT = auto()
    RULING = auto()
    COMPLAINT = auto()
    DOCUMENT = auto()
    ISSUED = auto()
    STOCK = auto()
    """What is done to documents that exist: 废止, 清理, 现行有效."""
    TRAINING = auto()
    OTHER = auto()
    """Another matter."""
    PARTLY = auto()
    """其中: what follows breaks down what stands before."""
    NEW = auto()
    CUMULATIVE = auto()
    UNTIL = auto()
    PAST = auto()
    """Another period, whatever the report's."""
    YEAR = auto()
    RATE = auto()
    """How many a day, or at least how many."""
    CHANGE = auto()
    """Before a figure: by how much, not how many."""
    THROUGH = auto()
    CAUSE = auto()
    OTHER_BODY = auto()
    COST = auto()
    NONE = auto()
    """未收到, 没有: nothing of what follows occurred."""
    NOISE = auto()
    STOP = auto()
    FIGURE = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """`channel` and `route` as in the indicator codes; a word may be both (网站)."""

    kind: Kind
    channel: str | None = None
    route: str | None = None


_OF_DISCLOSURE = ("公开", "信息公开", "政府信息公开", "政务信息公开", "政务公开")
_NOT = ("未", "没有", "未曾", "尚未", "暂未")
"""Before a verb of issuing: nothing was issued."""
STOPS = ",;。:()、!?"


def _lexicon() -> dict[str, Word]:
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    words = {text: Word(Kind[kind.upper()]) for kind, texts in data["kinds"].items() for text in texts.split()}
    words |= {f"{no}{verb}": Word(Kind.NONE) for no in _NOT for verb in data["kinds"]["issued"].split()}
    for channel, places in data["places_of_disclosure"].items():
        words |= {
            f"{matter}{place}": Word(Kind.CHANNEL, channel) for matter in _OF_DISCLOSURE for place in places.split()
        }
    for matter in _OF_DISCLOSURE:  # 政府信息公开网络申请: the site's name would end within the way in which it came
        words |= {f"{matter}{route}申请": Word(Kind.REQUEST, route="online") for route in ("网络", "网上")}
    for channel, texts in data["channels"].items():
        words |= {text: Word(Kind.CHANNEL, channel) for text in texts.split()}
    for route, texts in data["routes"].items():
        for text in texts.split():
            known = words.get(text)
            words[text] = Word(known.kind, known.channel, route) if known else Word(Kind.ROUTE, route=route)
    return words


WORDS = _lexicon()
_COUNTERS = "人次|条次|篇次|件次|条|件|次|篇|份|封|宗|起|个|期|场|项|批次|批|则|例|人|部"
FIGURE = (
    r"(?<![\d.\-第〔\[A-Za-z])(?P<number>\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,14}(?:\.\d+)?)(?P<about_so_many>余|多)?(?P<scale>[百千万亿])?"
    r"(?P<about>余|多|来)?"
    rf"(?P<counter>{_COUNTERS})(?!例|工作日|月|百分)"
)
"""As many digits as in a cell (`pipeline.values`): what has more is no figure, and more than Python makes a number of."""
_WORDED = (
    r"(?<![第每一二两三四五六七八九十百千万几数])(?P<worded>[一二两三四五六七八九十][一二两三四五六七八九十百千万零]{0,7})(?P<worded_about>余|多|来)?"
    r"(?P<worded_counter>(?:件|次|期|场|宗|起|份)(?!性|事|站|审|把|体|票|律)|[条篇](?=[,;。、:()]|信息|$))"
)
_NOUGHT = r"(?P<nought>零)(?=(?:行政|依|信息公开)?(?:复议|诉讼|投诉|举报|申请))"
"""零复议、零诉讼: it denies what follows, where 零距离 does not."""
_ZERO = (
    r"(?P<zero>(?<=[为数量是有:])(?:0(?![\d%]|[.,]\d)|[零无](?=[,;。)]|$))"
    r"|(?<![\d十百千万亿.])零[件起宗例](?=[,;。、:()]|$))"
)
_BARE = r"(?<=信息)(?P<bare>(?!(?:19|20)\d\d(?!\d))\d{2,6})(?=[,;。](?!\d)|$)"
"""发布信息3403，: pages lose the counter, and the noun says what was counted."""
_YEAR = r"(?<![与较比])(?P<year>(?:19|20)\d\d)年(?:度(?!假))?"


_GROUP = 24
"""First characters that are looked at together."""


def _one_of(texts: Iterable[str]) -> str:
    """An alternation that prefers the longest text.

    The alternatives are by first character, and these by ranges: 280 comparisons at a place that begins no word are so 35.
    """
    by_first: dict[str, list[str]] = {}
    for text in texts:
        by_first.setdefault(text[0], []).append(re.escape(text[1:]))
    firsts = sorted(by_first)
    branches = {
        first: f"{re.escape(first)}(?:{'|'.join(sorted(rests, key=len, reverse=True))})"
        for first, rests in by_first.items()
    }
    groups = [firsts[start : start + _GROUP] for start in range(0, len(firsts), _GROUP)]
    return "|".join(
        f"(?=[{re.escape(group[0])}-{re.escape(group[-1])}])(?:{'|'.join(branches[first] for first in group)})"
        for group in groups
    )


_FIRSTS = "".join(sorted({text[0] for text in [*WORDS, *STOPS, *"0123456789零无一二两三四五六七八九十百"]}))
_FIGURES = rf"(?=[\d零无])(?:{FIGURE}|{_ZERO}|{_YEAR}|{_NOUGHT}|{_BARE})"
SCAN = re.compile(
    f"(?=[{re.escape(_FIRSTS)}])(?:{'|'.join((_FIGURES, _one_of(STOPS), _one_of(WORDS.keys() - {*STOPS}), _WORDED))})"
)
"""One scan of a text finds them all; what looks ahead spares most places the alternatives, which takes half the time."""
