"""A figure with its clause → the indicators of what occurred: documents made, training, complaints, reviews and suits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.claims.clauses import REQUESTS, Passage, before
from pipeline.claims.scan import Token
from pipeline.claims.series import has, last
from pipeline.claims.words import Kind

MATTERS = (Kind.MATTER, Kind.REQUEST, Kind.DISCLOSED)
_WORDS_BETWEEN = re.compile(r"[、和及与或]")
DISPUTE_CODES = {Kind.REVIEW: "review.total", Kind.SUIT: "suit.total"}
_COURSES_OF_THE_FORM = "举办各类培训班"
"""So the form of 2014 calls those on disclosure, and complaints."""
_COMPLAINTS_OF_THE_FORM = "举报投诉数量"
_COUNTERS_OF_DISPUTES = frozenset("件起宗次例")
_OF_THE_MATTER = re.compile(
    r"(?:[、,和及][^,;。\d]{2,8}\d+[件起宗次例])?[,(]?其中[^,;。\d]{0,8}(?:信息|政务)公开[^,;。\d]{0,8}\d"
    r"|[,(]?其中[^,;。\d]{0,24}(?:被申请人|被告)"
)
"""Behind a figure, or that of reviews and that of suits, of which those of disclosure are a part."""


_OF_OTHERS = re.compile(
    r"[,(]?(?:均|都)?(?:[为是]|属于)?(?:(?:非|不涉及|不属于)(?:政府|政务)?信息公开|与(?:政府|政务)?信息公开(?:工作)?无关)"
)
"""Behind a figure: 发生行政复议3件（非信息公开类）."""
_LONGEST_SUBJECT = 12
_LONGEST_COURT = 4
"""Characters before the first word that matters of a sentence."""
_IN_COURT = re.compile("出庭|旁听|庭审")
"""Before a figure of its clause: how often somebody went there."""
_AND_BEFORE = re.compile("(?:案件?|申请|事项)?[、,和及与]")
"""Between the disputes of one kind and the figure of the other."""
_IS_TOLD = re.compile(
    "(?:案件?|申请)?(?:(?:因[^,;。]{1,12})?(?:被|机关)?(?:依法|决定)?(?:纠正|纠错|撤销|责令|确认违法)|仍|尚[在未]|正在)"
)
"""Behind the word for what is counted: how some of them ended, or that they go on."""
_COUNTED_BEFORE = re.compile(r"\d[件起宗][^,;。\d]{0,16}(?:复议|诉讼)|(?:复议|诉讼)[^,;。\d]{0,8}\d+[件起宗]")
"""What they are some of."""
_LOOK_BACK = 200
"""Characters before a figure in which that stands."""
_BESIDES = re.compile(
    r"其[他它](?:各?类)?(?:行政)?(?:复议|诉讼|应诉)(?:案件|\d)|共同被告|共同被申请人|作为(?:第三人|原告)|(?:复议|诉讼|案件)\d+[件起宗]"
    + _OF_OTHERS.pattern
)
"""Before a figure, what makes it of other matters, or another agency's: 办理其他行政复议案件, 作为共同被告应诉."""


def issues(words: Iterable[Token]) -> bool:
    return any(word.kind is Kind.ISSUED or word.text in ("发布", "新发布") for word in words)


def issued(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    if passage.segment and not passage.is_own:  # 清理规范性文件9件，新制发1件
        is_named_before = {word.kind for word in passage.segment} <= {Kind.ISSUED, Kind.NEW}
    else:
        is_named_before = passage.is_own
    behind = passage.segment[last(passage.segment, Kind.DOCUMENT) + 1 :]
    if not is_named_before or not is_plain or has(passage.segment, Kind.STOCK) or has(behind, Kind.KIND_OF_ITEM):
        return ()  # 发布规范性文件解读3篇
    return ("normative_documents.issued",) if issues(passage.clause) else ()


def issued_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """制发规范性文件2件 with the figure first; not 对制发的13件规范性文件进行清理, which are there already."""
    is_dealt_with = text.endswith("的", 0, passage.token.start) and has(passage.after, Kind.STOCK)
    if not is_plain or is_dealt_with or has(passage.segment, Kind.STOCK):
        return ()
    return ("normative_documents.issued",)


def training(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words = [*passage.sentence, *passage.after]
    has_matter = has(words, Kind.MATTER, Kind.REQUEST, Kind.DISCLOSED) or any("公开" in word.text for word in words)
    has_matter |= text.endswith(_COURSES_OF_THE_FORM, 0, passage.token.start)
    is_here = passage.is_own or has(passage.after, Kind.TRAINING)
    return ("training.sessions",) if is_plain and is_here and has_matter else ()


def complaint(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    has_matter = has(passage.sentence, *MATTERS) or has(before(passage), *DISPUTE_CODES)
    has_matter |= text.find(_COMPLAINTS_OF_THE_FORM, 0, passage.token.start) >= 0
    if not is_plain or not passage.is_own or not has_matter:
        return ()
    words = [word for word in passage.segment if word.kind is not Kind.STOP]
    named = last(words, Kind.COMPLAINT)
    if has(words[named:], Kind.KIND_OF_ITEM, Kind.PUBLISHED):
        return ()  # 举报投诉公示24条
    if has(words[: max(named, 0)], Kind.OTHER):
        return ()  # 咨询、投诉56件; 热线受理投诉230件
    return ("complaints.total",)


_DISPUTES_COUNTED = re.compile(
    r"分别(?:[为是有共计]|发生){0,3}(\d{1,6})[件起宗次例][、和及与](\d{1,6})[件起宗次例](?![、和及与]\d)"
)
_TOPIC = re.compile(
    r"(?:案件|申请)?(?P<is_heading>方面|情况)?,(?:(?:20\d\d年度?|全年|本年度?|今年|年内),?)?"
    r"(?:[共有为]|共计|合计|总计|发生|产生){1,3}"
)


def dispute_named_before(passage: Passage, text: str) -> tuple[str, ...] | None:
    """What a figure counts that stands apart from the word for it; None of a figure that does not.

    行政复议、行政诉讼分别为3件、4件; 行政复议方面，全年共发生3起.
    """
    named = [word for word in passage.sentence if word.kind in DISPUTE_CODES]
    if not named or passage.token.counter not in _COUNTERS_OF_DISPUTES or _is_business(passage, text):
        return None
    are_together = len(named) > 1 and _WORDS_BETWEEN.search(text, named[-2].end, named[-1].start) is not None
    start = passage.token.start
    figures = _DISPUTES_COUNTED.search(text, named[-1].end, start + _LONGEST_CLAUSE) if are_together else None
    if (
        figures is not None
        and start in (figures.start(1), figures.start(2))
        and len({w.kind for w in named}) == len(named)
    ):
        return (DISPUTE_CODES[named[-2 if start == figures.start(1) else -1].kind],)
    topic = _TOPIC.fullmatch(text, named[-1].end, start)
    is_of_the_matter = topic is not None and (
        topic["is_heading"] or any("公开" in word.text for word in passage.sentence)
    )
    return (DISPUTE_CODES[named[-1].kind],) if is_of_the_matter and not are_together else None


def dispute(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return _review_or_suit(passage, passage.segment, text) if is_plain and passage.is_own else ()


_AS_ONE_WHO_DECIDES = frozenset({"受理", "办理", "处理", "承办"})
_NEAR = 3
"""Characters between 办结 and 行政复议: 各类, 了; not 对答复不满，提起行政复议."""
_AS_AUTHORITY = re.compile("作为(?:行政)?复议(?:机关|机构)")
_OF_ANY_MATTER = re.compile("(?:全口径|[各全]类|各种类型|所有(?:类型)?)的?(?:行政)?(?:复议|诉讼|应诉|案件)")
"""本年度各类行政复议案件27件、行政应诉案件19件, in whatever section."""
_LONGEST_CLAUSE = 40


def dispute_of_the_matter(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """被申请行政复议21件，其中涉及政府信息公开4件."""
    named = [word for word in before(passage) if word.kind in DISPUTE_CODES]
    if _decides(before(passage)) or _is_of_the_authority(passage, text):
        return ()
    return (DISPUTE_CODES[named[-1].kind],) if is_plain and named else ()


def dispute_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """4件行政复议; not those of which more is told: 其中1件复议系上年受理 at the beginning of a sentence, 1件复议被纠正."""
    begins_with_part = passage.is_breakdown and not has(passage.sentence, Kind.FIGURE)
    if passage.token.value and begins_with_part:
        return ()
    return _review_or_suit(passage, passage.after, text)


def _review_or_suit(passage: Passage, words: Sequence[Token], text: str) -> tuple[str, ...]:
    """The nearer one; named together, a figure counts neither apart, and a 0 both."""
    named = [word for word in words if word.kind in (Kind.REVIEW, Kind.SUIT)]
    if has(words if words is passage.segment else (), Kind.RULING) or _is_business(passage, text):
        return ()
    if _OF_THE_MATTER.match(text, passage.token.end) or _OF_OTHERS.match(text, passage.token.end):
        return ()  # those of all matters, or of others
    begun = passage.sentence[0].start if passage.sentence else passage.token.start
    if _BESIDES.search(text, max(begun - _LONGEST_SUBJECT, 0), passage.token.start):
        return ()
    nearest = named[-1]
    if words is passage.segment and _AND_BEFORE.fullmatch(text, nearest.end, passage.token.start):
        behind = [word for word in passage.after if word.kind in DISPUTE_CODES]
        if behind and behind[0].kind is not nearest.kind:
            return _review_or_suit(passage, passage.after, text)  # 4件行政复议、3件行政诉讼
    if words is not passage.segment and _IS_TOLD.match(text, nearest.end):
        start = max(passage.token.start - _LOOK_BACK, 0)
        if text.endswith("被", 0, nearest.start) or _COUNTED_BEFORE.search(text, start, passage.token.start):
            return ()  # 1件被复议纠正; 9件行政复议…。1件行政复议案件被纠正
    if words is passage.segment and _IN_COURT.search(
        text, max(words[0].start - _LONGEST_COURT, 0), passage.token.start
    ):
        return ()  # 负责人出庭应诉2次
    if words is passage.segment and has(words[last(words, nearest.kind) + 1 :], Kind.ITEM, Kind.KIND_OF_ITEM):
        return ()  # 公开行政复议类信息24条
    others = [word for word in named if word.kind is not nearest.kind]
    if others and (
        others[-1].end == nearest.start or _WORDS_BETWEEN.search(text, others[-1].end, nearest.start)
    ):  # 复议诉讼:均为0件
        is_of_each = words is passage.segment and "各" in text[nearest.end : passage.token.start]
        return ("review.total", "suit.total") if passage.token.value == 0 or is_of_each else ()
    return (DISPUTE_CODES[nearest.kind],)


def _decides(words: Sequence[Token]) -> bool:
    """Whether reviews are said to be dealt with: 受理行政复议案件56件, 办结行政复议案件45件."""
    return any(
        b.kind in DISPUTE_CODES
        and (a.text in _AS_ONE_WHO_DECIDES or (a.kind is Kind.ANSWERED and b.start - a.end <= _NEAR))
        for a, b in pairwise(words)
    )


def _is_of_the_authority(passage: Passage, text: str) -> bool:
    """作为复议机关，受理行政复议申请35件，其中涉及信息公开3件: of whatever matter, they are against others."""
    start = max(passage.token.start - _LONGEST_CLAUSE, 0, *(text.rfind(stop, 0, passage.token.start) for stop in "。;"))
    return _AS_AUTHORITY.search(text, start, passage.token.start) is not None


def _is_business(passage: Passage, text: str) -> bool:
    """An agency that decides reviews counts them too: 受理行政复议案件56件 says nothing of disclosure."""
    if _is_of_the_authority(passage, text):
        return True
    if any("公开" in word.text for word in passage.sentence):
        return False
    if not passage.token.value:
        return False  # none of any matter
    begun = passage.sentence[0].start if passage.sentence else passage.token.start
    if _OF_ANY_MATTER.search(text, max(begun - _LONGEST_SUBJECT, 0), passage.token.start):
        return True
    if _decides(passage.sentence):
        return not has(passage.sentence, *REQUESTS)  # 办理行政复议案件30件，行政诉讼应诉8件
    if passage.follows_disputes:
        return has(passage.sentence, Kind.OTHER)
    dealt_with = passage.clause[last(passage.clause, Kind.RECEIVED) :]
    is_of_requests = any(
        word.kind in REQUESTS and before_it.kind not in DISPUTE_CODES for before_it, word in pairwise(dealt_with)
    )  # not of 行政复议申请, which is the review's own
    is_dealt_with = has(dealt_with[:1], Kind.RECEIVED) and not is_of_requests
    return is_dealt_with or has(passage.sentence, Kind.OTHER)
