"""A figure with its clause → the indicators whose value it is: mostly none or one, two where one 0 is said of reviews and suits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.claims.clauses import Passage
from pipeline.claims.scan import Token
from pipeline.claims.words import Kind

_COUNTERS: dict[Kind, frozenset[str]] = {
    kind: frozenset(counters.split())
    for kind, counters in {
        Kind.DISCLOSED: "条 条次 篇 篇次 件 份 项 则 次",
        Kind.REQUEST: "件 份 宗 条 起 次 个 例 人次 项 件次",
        Kind.REVIEW: "件 起 宗 次 例 项 个 条",
        Kind.SUIT: "件 起 宗 次 例 项 个 条",
        Kind.COMPLAINT: "件 起 宗 次 例 项 个 条",
        Kind.DOCUMENT: "件 份 个 项 部 篇",
        Kind.TRAINING: "次 期 场 个 批 批次",
    }.items()
}
_FILLER = re.compile(
    r"(?:[的了共有为是达到近约超逾余已均各数量件条等:“”\"']|合计|共计|总计|总数|总量|累计|大约|超过|分别|情况|方式|形式|渠道|途径|申请|提交|提出|案"
    r"|事项|事件|业务|班|问题|诉求|报告|专题|全年|年度|本年)*"
)
"""What may stand between the last word that matters and the figure."""
_BRACKETS = re.compile(r"\([^()]*\)")
_ANY = re.compile(r"(?:的|各类|各项|各种|各方面|相关|有关|本|新|政务|政府|了|共|各|全部|以上|类|日常|官方|要)*")
"""Between 公开 and 信息 where any information is meant."""
_CLAUSE_START = re.compile(r"[,;。:、()!?]")
_WHO_AND_WHEN = re.compile(r"(?:20\d\d年度?|[我本].{0,3}?|全年|共|累计|完成|总)*")
_MAKES_PUBLIC = frozenset({"公开", "发布", "公开发布", "发布公开", "公布"})
"""What may be said of all channels; 推送 and 更新 need theirs."""
_OTHER_THINGS = (Kind.KIND_OF_ITEM, Kind.OTHER, Kind.DOCUMENT, Kind.REQUEST, Kind.COMPLAINT)
_NEW_ONES = frozenset({Kind.NEW, Kind.YEAR, Kind.PARTLY, Kind.PUBLISHED, Kind.DISCLOSED})
"""累计3560条，其中2022年新增220条."""
_THE_REST = frozenset({"其他", "其它", "其余", "法定"})
_HAS_SPAN = re.compile(r"年\d{0,2}月?\d{0,2}日?[至到\-—~～]")
_WORDS_BETWEEN = re.compile(r"[、和及与或]")
_ALL_REQUESTS = ("requests.received", "requests.answered")
_APPLICATIONS = ("申请", "申请数", "申请量", "申请事项")
_DEALS_WITH = ("办理", "承办")
_PART = re.compile(r"[,(]?占|[,、]?延期")
"""A figure with its share, or with its counterpart, is a part: 答复23宗，占47%; 按时办结10件，延期办结2件."""
_OUTCOMES = frozenset({Kind.GRANTED, Kind.DENIED, Kind.OTHER_OUTCOME})
_REQUESTS = frozenset({Kind.REQUEST, Kind.APPLICATION})


def indicators(passage: Passage, text: str, report_year: int | None) -> tuple[str, ...]:
    """The codes of CONTRACT.md whose value the figure is."""
    figure = passage.token
    if is_of_another_time(passage, text, report_year) or _is_change(passage) or _has(passage.segment, Kind.OTHER_BODY):
        return ()
    if _has(passage.segment, Kind.COST, Kind.RATE):
        return ()
    gap = _BRACKETS.sub("", text[passage.segment[-1].end : figure.start]) if passage.segment else ""
    is_plain = _FILLER.fullmatch(gap) is not None
    subject, reader = _reader(passage)
    if reader is None or (figure.counter and figure.counter not in _COUNTERS[subject]):
        return ()
    return reader(passage, text, is_plain)


_Reader = Callable[[Passage, str, bool], tuple[str, ...]]


def _reader(passage: Passage) -> tuple[Kind, _Reader | None]:
    """Whose figure it is: of the noun behind it (12件政府信息公开申请), else of the subject before it."""
    own = passage.subject if passage.is_own else None
    behind = {word.kind for word in passage.after}
    segment = {word.kind for word in passage.segment}
    if own is None:
        if Kind.RECEIVED in segment and (
            Kind.REQUEST in behind or (Kind.APPLICATION in behind and behind & {Kind.MATTER, Kind.ITEM})
        ):
            return Kind.REQUEST, _received_behind
        if Kind.DOCUMENT in behind and _issues(passage.clause):
            return Kind.DOCUMENT, _issued_behind
        if Kind.TRAINING in behind:
            return Kind.TRAINING, _training
        if behind & {Kind.REVIEW, Kind.SUIT} and not segment & _OUTCOMES:
            return Kind.REVIEW, _dispute_behind
        if behind & {Kind.ITEM} and segment & {Kind.PUBLISHED, Kind.CHANNEL} and not behind & {Kind.OTHER}:
            return Kind.DISCLOSED, _disclosed
        if behind & _OUTCOMES and not segment & _OUTCOMES and passage.subject is Kind.REQUEST:
            return Kind.REQUEST, _outcome_behind
        if passage.segment and passage.segment[-1].kind is Kind.MATTER and Kind.RECEIVED not in segment:
            return Kind.DISCLOSED, _of_the_matter
    if passage.subject is None:
        return Kind.OTHER, None
    return passage.subject, _READERS.get(passage.subject)


def is_of_another_time(passage: Passage, text: str, report_year: int | None) -> bool:
    """Whether the clause, else the one that opens the sentence, names another year or period."""
    if _has(passage.segment, Kind.PAST):
        return True
    if report_year is None:
        return False
    years = [int(word.value) for word in passage.clause if word.kind is Kind.YEAR]
    if (
        len(set(years)) > 1
        and years[0] < report_year
        and _HAS_SPAN.search(text, passage.clause[0].start, passage.token.start)
    ):
        return True
    year = years[-1] if years else passage.year
    return year is not None and year != report_year


def _is_change(passage: Passage) -> bool:
    last = passage.segment[-1] if passage.segment else None
    return last is not None and last.kind is Kind.CHANGE and passage.token.start - last.end <= 2  # 增加了, 增长近


def _has(words: Iterable[Token], *kinds: Kind) -> bool:
    return any(word.kind in kinds for word in words)


def _last(words: Sequence[Token], *kinds: Kind) -> int:
    return max((index for index, word in enumerate(words) if word.kind in kinds), default=-1)


def _before(passage: Passage) -> list[Token]:
    """The words of the sentence before the figure's segment."""
    start = passage.segment[0].start if passage.segment else passage.token.start
    return [word for word in passage.sentence if word.start < start]


def _says_more(words: Sequence[Token], index: int) -> bool:
    """Whether 等 stands right behind the word: more than what is named is meant."""
    behind = words[index + 1] if index + 1 < len(words) else None
    return behind is not None and behind.kind is Kind.AND_SO_ON and behind.start <= words[index].end + 1


# Requests


def _received_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return ("requests.received",) if is_plain else ()


def _outcome_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """3件予以公开."""
    close = passage.after[0]
    if not is_plain or close.kind not in _OUTCOMES or close.start - passage.token.end > 1:
        return ()
    return _outcome([close])


def _outcome(words: Iterable[Token]) -> tuple[str, ...]:
    found = {word.kind for word in words if word.kind in _OUTCOMES}
    if found == {Kind.GRANTED}:
        return ("requests.granted",)
    return ("requests.denied",) if found == {Kind.DENIED} else ()


def _request(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words = passage.segment
    if not words or not is_plain or _has(words, Kind.CARRIED, Kind.OTHER):
        return ()
    code = _request_code(passage)
    if code in _ALL_REQUESTS and _PART.match(text, passage.token.end):
        return ()
    return (code,) if code else ()


def _request_code(passage: Passage) -> str | None:
    words = passage.segment
    received, noun = _last(words, Kind.RECEIVED), _last(words, *_REQUESTS)
    outcome = _last(words, *_OUTCOMES)
    if outcome >= 0 and (received < 0 or outcome > noun):
        return next(iter(_outcome(words)), None) if passage.has_requests else None
    if received >= 0:
        if words[received].text in _DEALS_WITH and _has(_before(passage), Kind.RECEIVED):
            return None  # 收到36件…，共办理38件
        if noun < 0 and words[-1].kind not in (Kind.RECEIVED, Kind.ANSWERED):
            return None  # 接收通报3件
        return by_route(words)
    answered = _last(words, Kind.ANSWERED)
    if answered >= 0:
        before = _before(passage)
        if passage.is_breakdown and _last(before, Kind.ANSWERED) > _last(before, Kind.RECEIVED):
            return None  # 办结12件，其中按时办结10件
        return "requests.answered" if noun >= 0 or answered == len(words) - 1 else None
    route = by_route(words)
    if route != "requests.received":
        return route if noun >= 0 or words[-1].route else None
    if words[-1].kind is Kind.PUBLISHED and len([w for w in words if w.kind is not Kind.PARTLY]) == 1:
        return "requests.granted" if words[-1].text == "公开" else None
    if noun < 0 or _has(words, Kind.APPLICANT, Kind.KIND_OF_ITEM, Kind.PUBLISHED, Kind.DISCLOSED):
        return None
    return "requests.received" if _was_received(passage) else None


def _was_received(passage: Passage) -> bool:
    """A noun without its verb: 其中依申请公开7件 after 收到, 信息公开申请12件.

    依申请公开6条 beside 主动公开90条 sorts information, and counts no requests.
    """
    if passage.token.value == 0 or _has(passage.sentence, Kind.RECEIVED):
        return True
    if passage.is_breakdown:
        return False
    figure = _last(passage.sentence, Kind.FIGURE)
    if passage.token.counter == "件" and figure >= 0 and passage.sentence[figure].counter == "条":
        return True  # information is counted by 条 here, and requests by 件
    is_application = any(word.text.endswith(_APPLICATIONS) for word in passage.segment)
    return is_application or not _has(_before(passage), Kind.DISCLOSED, Kind.PUBLISHED, Kind.ITEM)


def by_route(words: Sequence[Token]) -> str:
    """One route is that route's figure; several are ways in which all came."""
    routes = {word.route for word in words if word.route}
    is_more = _has(words, Kind.MEANS) or any(word.route and _says_more(words, i) for i, word in enumerate(words))
    return f"requests.received.{routes.pop()}" if len(routes) == 1 and not is_more else "requests.received"


# Disclosure


def _disclosed(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words = [*passage.segment, *(word for word in passage.after if word.kind in (Kind.ITEM, Kind.KIND_OF_ITEM))]
    if not is_plain or not words or not passage.token.counter or any(word.text in _THE_REST for word in words):
        return ()
    channels = _channels(passage.segment)
    if channels is not None:
        return _by_channel(channels, passage.is_breakdown) if _counts_all(words) else ()
    if {word.kind for word in words} <= _NEW_ONES and _has(words, Kind.NEW):
        return ("disclosed.total",)
    publishes, item = _last(words, Kind.PUBLISHED, Kind.DISCLOSED), _last(words, Kind.ITEM)
    if publishes < 0 or not _is_any_information(passage.token, words, publishes, item, text):
        return ()
    through = _channels_of_sentence(passage)
    if through is not None:
        return _by_channel(through, passage.is_breakdown) if item >= 0 else ()
    if not _has(words, Kind.DISCLOSED):
        nearest = _last(passage.sentence, Kind.CHANNEL)
        if nearest >= 0 and (words[publishes].text not in _MAKES_PUBLIC or _is_about_a_channel(passage.sentence)):
            return _by_channel(_channels(passage.sentence[nearest:]) or frozenset(), True)
        if words[publishes].text not in _MAKES_PUBLIC:
            return ()
    if passage.is_breakdown and not _has(words, Kind.NEW) and not _is_first_disclosed(passage):
        return ()
    if item < 0 and _has(_before(passage), Kind.OTHER, Kind.KIND_OF_ITEM, Kind.DOCUMENT):
        return ()  # 办理建议4件（主动公开4件）
    return ("disclosed.total",)


def _of_the_matter(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """政府信息公开数量320条."""
    if not is_plain or passage.is_breakdown or passage.token.counter != "条" or len(passage.segment) > 1:
        return ()
    clause = _CLAUSE_START.split(text[: passage.segment[0].start])[-1]
    return ("disclosed.total",) if _WHO_AND_WHEN.fullmatch(clause) else ()


def _is_about_a_channel(sentence: Sequence[Token]) -> bool:
    """微信公众号关注人数12000人，全年发布信息320条: the sentence begins with the one channel that it is about."""
    first = next((word for word in sentence if word.kind not in (Kind.YEAR, Kind.PARTLY)), None)
    return first is not None and first.kind is Kind.CHANNEL and len(_channels(sentence) or ()) == 1


def _is_first_disclosed(passage: Passage) -> bool:
    """制作信息30条，其中主动公开24条: what it breaks down is another figure."""
    return _has(passage.segment, Kind.DISCLOSED) and not _has(_before(passage), Kind.DISCLOSED, Kind.PUBLISHED)


def _is_any_information(figure: Token, words: Sequence[Token], publishes: int, item: int, text: str) -> bool:
    """公开各类信息, 主动公开卫生政府信息, 发布…等信息; not 发布反垄断信息, which is one kind."""
    start = max(publishes, _last_of_all(words))
    if _has(words[start:], *_OTHER_THINGS):
        return False
    before = words[publishes - 1] if start == publishes > 0 else None
    if before is not None and before.kind is Kind.KIND_OF_ITEM and before.end == words[publishes].start:
        return False  # 重点领域公开信息; not 财政局公开信息
    if item < publishes:
        return words[publishes].kind is Kind.DISCLOSED and publishes == len(words) - 1
    if words[item].text in ("政府信息", "政务信息") and (words[publishes].kind is Kind.DISCLOSED or start > publishes):
        return True
    first = next((index for index in range(start + 1, item + 1) if words[index].kind is Kind.ITEM), item)
    begin = max(words[start].end, figure.end) if words[first].start > figure.start else words[start].end
    return start > publishes or _ANY.fullmatch(text, begin, words[first].start) is not None


def _channels(words: Sequence[Token]) -> frozenset[str] | None:
    """The channels that are named, with `all` where others are meant too; None where none is."""
    found = {channel for word in words if word.channel for channel in word.channel.split("+")}
    if _has(words, Kind.MEANS) or any(word.channel and _says_more(words, i) for i, word in enumerate(words)):
        found.add("all")
    return frozenset(found) if found else None


def _channels_of_sentence(passage: Passage) -> frozenset[str] | None:
    """通过门户网站…，公开信息230条: a clause since the last figure names the channel for the following."""
    start = _last(passage.sentence, Kind.FIGURE) + 1
    words = passage.sentence[start:]
    through = next((index for index, word in enumerate(words) if word.kind is Kind.THROUGH), None)
    return None if through is None else _channels(words[through:])


def _by_channel(channels: frozenset[str], is_breakdown: bool) -> tuple[str, ...]:
    if "all" in channels or ("website" in channels and len(channels) > 1):
        return () if is_breakdown else ("disclosed.total",)
    if len(channels) > 1 or "elsewhere" in channels:
        return ()
    return (f"disclosed.{next(iter(channels))}",)


def _counts_all(words: Sequence[Token]) -> bool:
    """Whether all that was published through the channel is counted, not one kind of it."""
    channel = max(index for index, word in enumerate(words) if word.channel or word.kind is Kind.MEANS)
    publishes = _last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    if _has(words[publishes - 1 : publishes], Kind.ITEM) and _has(words[publishes - 2 : publishes - 1], *_OTHER_THINGS):
        return False  # 网站政策解读稿件发布2篇
    return not _has(words[max(channel, publishes, _last_of_all(words)) :], *_OTHER_THINGS)


def _last_of_all(words: Sequence[Token]) -> int:
    """Where a list ends in what it is a list of: 预算、决算等信息, 报道、信息."""
    listed = [
        index
        for index, word in enumerate(words)
        if word.kind is Kind.ITEM and index and words[index - 1].text == "、" and words[index - 1].end == word.start
    ]
    return max([_last(words, Kind.AND_SO_ON, Kind.MEANS), *listed])


# The others


def _issues(words: Iterable[Token]) -> bool:
    return any(word.kind is Kind.ISSUED or word.text in ("发布", "新发布") for word in words)


def _issued(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    if not passage.is_own or not is_plain or _has(passage.segment, Kind.STOCK):
        return ()
    return ("normative_documents.issued",) if _issues(passage.clause) else ()


def _issued_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return ("normative_documents.issued",) if is_plain and not _has(passage.segment, Kind.STOCK) else ()


def _training(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words = [*passage.sentence, *passage.after]
    has_matter = _has(words, Kind.MATTER, Kind.REQUEST, Kind.DISCLOSED) or any("公开" in word.text for word in words)
    is_here = passage.is_own or _has(passage.after, Kind.TRAINING)
    return ("training.sessions",) if is_plain and is_here and has_matter else ()


def _complaint(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    has_matter = any("公开" in word.text for word in passage.sentence)
    return ("complaints.total",) if is_plain and passage.is_own and has_matter else ()


def _dispute(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return _review_or_suit(passage, passage.segment, text) if is_plain and passage.is_own else ()


def _dispute_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return _review_or_suit(passage, passage.after, text)


def _review_or_suit(passage: Passage, words: Sequence[Token], text: str) -> tuple[str, ...]:
    """The nearer one; named together, a figure counts neither apart, and a 0 both."""
    named = [word for word in words if word.kind in (Kind.REVIEW, Kind.SUIT)]
    if _has(words if words is passage.segment else (), Kind.RULING) or _is_business(passage):
        return ()
    codes = {Kind.REVIEW: "review.total", Kind.SUIT: "suit.total"}
    last = named[-1]
    others = [word for word in named if word.kind is not last.kind]
    if others and _WORDS_BETWEEN.search(text, others[-1].end, last.start):
        return ("review.total", "suit.total") if passage.token.value == 0 else ()
    return (codes[last.kind],)


def _is_business(passage: Passage) -> bool:
    """An agency that decides reviews counts them too: 受理行政复议案件56件 says nothing of disclosure."""
    if any("公开" in word.text for word in passage.sentence):
        return False
    return _has(passage.segment, Kind.RECEIVED) or _has(passage.sentence, Kind.OTHER)


_READERS: dict[Kind, _Reader] = {
    Kind.REQUEST: _request,
    Kind.DISCLOSED: _disclosed,
    Kind.DOCUMENT: _issued,
    Kind.TRAINING: _training,
    Kind.COMPLAINT: _complaint,
    Kind.REVIEW: _dispute,
    Kind.SUIT: _dispute,
}
