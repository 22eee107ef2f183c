"""A figure with its clause → the indicators whose value it is: mostly none or one, two where one 0 is said of reviews and suits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.claims.clauses import REQUESTS, Passage, before, has, is_not_one, last, says_more
from pipeline.claims.disclosure import disclosed, of_the_matter
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
        Kind.DOCUMENT: "件 份 个 项 部 篇 条",
        Kind.TRAINING: "次 期 场 个 批 批次",
    }.items()
}
_FILLER = re.compile(
    r"(?:[的了共有为是达到近约超逾余已均各数量件条等:“”\"']|合计|共计|总共|总计|总数|总量|累计|大约|超过|分别|情况|方式|形式|渠道|途径|申请|提交|提出|案"
    r"|(?:处理|办理|答复)结果|事项|事件|业务|班|问题|诉求|报告|专题|全年|年度|本年)*"
)
"""What may stand between the last word that matters and the figure."""
_OCCASIONS = re.compile(r"^[^,]{0,4}\d+[次期项],?(?:信息|图文)?")
"""推送52次 before 269条."""
_BRACKETS = re.compile(r"\([^()]*\)|《[^《》]*》")
"""What is put in between: 印发《…管理办法》1件规范性文件."""
_EVER_SINCE = ("开通至今", "开通以来", "上线以来", "运行以来", "成立以来")
_HAS_SPAN = re.compile(r"年\d{0,2}月?\d{0,2}日?[至到\-—~～]")
MATTERS = (Kind.MATTER, Kind.REQUEST, Kind.DISCLOSED)
_WORDS_BETWEEN = re.compile(r"[、和及与或]")
_ONE_OF_SEVERAL = re.compile(r"[,、和]\d")
"""Behind a figure: another of the same."""
DISPUTE_CODES = {Kind.REVIEW: "review.total", Kind.SUIT: "suit.total"}
_OF_THE_MATTER = re.compile(r"[,(]?其中[^,;。\d]{0,8}(?:信息|政务)公开[^,;。\d]{0,8}\d")
"""Behind a figure, of which those of disclosure are a part."""
_OUTCOME_CODES = ("requests.granted", "requests.denied")
_ENDS = re.compile(r"[,;。、:()!?]|$")
_ALL_REQUESTS = ("requests.received", "requests.answered")
_APPLICATIONS = ("申请", "申请数", "申请量", "申请事项")
_DEALS_WITH = ("办理", "承办")
_PART = re.compile(r"[,(]?占|[,、]?延期")
"""A figure with its share, or with its counterpart, is a part: 答复23宗，占47%; 按时办结10件，延期办结2件."""
_HOW_ANSWERED = re.compile(
    "(?:均|都|已经|已|完成|全部|依法|依规|依照|按照|按|规定|法定|相关|要求|时限|期限|程序|和|在|内|进行|了|办理|并|予以|作出|书面)*"
    "(?:答复|回复|办结|办毕)"
)
"""Behind a figure; 按时答复 leaves the late ones out."""
_THE_REST = ("另", "另外", "其余", "余")
_PASSED_ON = re.compile("转办|转交|转来|转送|交办")
_BODY = re.compile(r"[^我本全该](?:局|委|厅|办|镇|乡|街道)[共新]?$")
_COURT = re.compile(r"法院[共新]?$")
_LONGEST_BODY = 6
_LONGEST_OBJECT = 6
_NO_OBJECT = re.compile(
    r"(?:^|[,;。:、()!?]|[\d年][件份宗]?)[了过的各类种项个式有效书面相关社会公众民群法人其他组织共总计约近为是到于由以单位企业当事和及与年度月全本]*$"
)
"""What may stand before 申请 that does not say what is applied for: 收到各类书面申请, not 受理公租房申请."""
_NOW = re.compile("今年|本年|全年|当年|年内|20\\d\\d年")
_LONGEST_OPENING = 200
_WHOLE = re.compile("全(?:省|市|县|区|州|盟|旗|镇|乡|系统)(?:各级)?$")
_IS_BY = re.compile("[为是以通经由从]|来自")
"""Behind a figure, before a route."""
_BARE_REQUEST = frozenset({Kind.REQUEST, Kind.APPLICATION, Kind.ITEM})
_OUTCOMES = frozenset({Kind.GRANTED, Kind.DENIED, Kind.OTHER_OUTCOME})


def indicators(passage: Passage, text: str, report_year: int | None) -> tuple[str, ...]:
    """The codes of CONTRACT.md whose value the figure is."""
    figure = passage.token
    if is_of_another_time(passage, text, report_year) or _is_change(passage) or _is_of_others(passage, text):
        return ()
    if has(passage.segment, Kind.COST, Kind.RATE):
        return ()
    if passage.segment and is_not_one(passage.segment[-1], figure):
        return ()
    if (
        _ONE_OF_SEVERAL.match(text, figure.end)
        and passage.segment
        and "分别" in text[passage.segment[0].start : figure.start]
    ):
        return ()  # 网站、公众号分别公开信息320条、210条
    gap = _BRACKETS.sub("", text[passage.segment[-1].end : figure.start]) if passage.segment else ""
    is_plain = _FILLER.fullmatch(_OCCASIONS.sub("", gap)) is not None
    subject, reader = _reader(passage)
    if reader is None or (figure.counter and figure.counter not in _COUNTERS[subject]):
        return ()
    return reader(passage, text, is_plain)


_Reader = Callable[[Passage, str, bool], tuple[str, ...]]


def _reader(passage: Passage) -> tuple[Kind, _Reader | None]:
    """Whose figure it is: of the noun behind it (12件政府信息公开申请), else of the subject before it."""
    own = passage.subject if passage.is_own else None
    behind = {word.kind for word in passage.after}
    if Kind.NONE in behind:
        behind.clear()  # 这3起申请均未发生行政复议
    segment = {word.kind for word in passage.segment}
    if own is None:
        if passage.is_breakdown and passage.has_requests and segment & _OUTCOMES:
            return Kind.REQUEST, _request
        if Kind.RECEIVED in segment and (
            Kind.REQUEST in behind or (Kind.APPLICATION in behind and behind & {Kind.MATTER, Kind.ITEM})
        ):
            return Kind.REQUEST, _received_behind
        if behind and behind <= _BARE_REQUEST and passage.subject is Kind.REQUEST and _there_were(passage):
            return Kind.REQUEST, _received_behind
        if Kind.DOCUMENT in behind and _issues(passage.clause):
            return Kind.DOCUMENT, _issued_behind
        if Kind.TRAINING in behind:
            return Kind.TRAINING, _training
        if behind & {Kind.REVIEW, Kind.SUIT} and not segment & _OUTCOMES:
            return Kind.REVIEW, _dispute_behind
        if behind & {Kind.ITEM} and segment & {Kind.PUBLISHED, Kind.CHANNEL} and not behind & {Kind.OTHER}:
            return Kind.DISCLOSED, disclosed
        if behind & _OUTCOMES and not segment & _OUTCOMES and passage.subject is Kind.REQUEST:
            return Kind.REQUEST, _outcome_behind
        if passage.subject in (Kind.REVIEW, Kind.SUIT) and {Kind.PARTLY, Kind.MATTER} <= segment:
            return Kind.REVIEW, _dispute_of_the_matter
        if passage.subject is Kind.REQUEST and segment <= {Kind.PARTLY} and _follows_a_figure(passage):
            return Kind.REQUEST, _dealt_with_behind
        if [word.kind for word in passage.segment] == [Kind.MATTER, Kind.ITEM]:
            return Kind.DISCLOSED, of_the_matter
        if passage.segment and passage.segment[-1].kind is Kind.MATTER and Kind.RECEIVED not in segment:
            return Kind.DISCLOSED, of_the_matter
    if passage.subject is None:
        return Kind.OTHER, None
    return passage.subject, _READERS.get(passage.subject)


def _there_were(passage: Passage) -> bool:
    """2022年度有1件依申请公开信息: nothing else is said of them."""
    words = {word.kind for word in passage.sentence}
    return words <= {Kind.YEAR} and not passage.is_breakdown and not passage.follows_received


def _is_of_others(passage: Passage, text: str) -> bool:
    """各部门公开信息30条; not 全县各级各部门, which is all of them. 其中，住建局收到申请3件: a part, of one of them."""
    if (received := last(passage.segment, Kind.RECEIVED)) >= 0:
        named = passage.segment[received].start
        who = _BODY if passage.is_breakdown else _COURT
        if who.search(text, max(named - _LONGEST_BODY, 0), named):
            return True
    for word in passage.segment:
        if word.kind is Kind.OTHER_BODY and _WHOLE.search(text, max(word.start - 6, 0), word.start) is None:
            return True
    return False


def _is_passed_on(passage: Passage, text: str) -> bool:
    """收到县政府转办的依申请公开件12件: a part of what came in."""
    return bool(passage.segment) and _PASSED_ON.search(text, passage.segment[0].start, passage.token.start) is not None


def _follows_a_figure(passage: Passage) -> bool:
    """Whether its sentence counted requests before: what follows are parts of them, with or without 其中."""
    return has(passage.sentence, Kind.FIGURE) and has(passage.sentence, Kind.RECEIVED, *REQUESTS)


def _names(text: str, passage: Passage, *words: str) -> bool:
    """Whether one of some words stands in the sentence, before the figure."""
    first = passage.sentence[0].start if passage.sentence else passage.token.start
    return any(text.find(word, first, passage.token.start) >= 0 for word in words)


def is_of_another_time(passage: Passage, text: str, report_year: int | None) -> bool:
    """Whether the clause, else the one that opens the sentence, names another year or period."""
    if has(passage.segment, Kind.PAST) or (
        _names(text, passage, "以来", "至今") and any(word.text.endswith(_EVER_SINCE) for word in passage.sentence)
    ):
        return True
    if _opens_in_the_past(passage, text):
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


def _opens_in_the_past(passage: Passage, text: str) -> bool:
    """Whether the sentence begins with another time, and none of its clauses comes back: 去年，复议3件，诉讼2件."""
    first = passage.sentence[0] if passage.sentence else None
    if first is None or first.kind is not Kind.PAST or passage.token.start - first.start > _LONGEST_OPENING:
        return False
    if first.start > 0 and text[first.start - 1] not in "。;!?":
        return False
    behind = next((word for word in passage.sentence[1:] if word.kind is not Kind.STOP), None)
    is_carried = behind is not None and behind.kind is Kind.CARRIED
    return not is_carried and _NOW.search(text, first.end, passage.token.start) is None


def _is_change(passage: Passage) -> bool:
    close = passage.segment[-1] if passage.segment else None
    return close is not None and close.kind is Kind.CHANGE and passage.token.start - close.end <= 2  # 增加了, 增长近


# Requests


def _received_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return ("requests.received",) if is_plain else ()


def _outcome_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """3件予以公开."""
    close = passage.after[0]
    if not is_plain or close.kind not in _OUTCOMES or close.start - passage.token.end > 1:
        return ()
    return _outcome([close])


def _dealt_with_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """Parts of the requests: 其中2件为网上申请, 其中18件依法办理答复."""
    if not is_plain or not passage.after:
        return ()
    words, start = passage.after, passage.token.end
    if text.endswith(_THE_REST, 0, passage.token.start):
        return ()
    if words[-1].kind is Kind.ANSWERED and not has(words, *_OUTCOMES, Kind.CARRIED):
        return ("requests.answered",) if _HOW_ANSWERED.match(text, start) else ()
    is_by_route = _IS_BY.match(text, start) is not None and _ENDS.match(text, words[-1].end) is not None
    if not is_by_route or words[-1].kind not in (Kind.APPLICATION, Kind.REQUEST, Kind.ROUTE):
        return ()
    code = by_route(words)
    return (code,) if code != "requests.received" else ()


def _outcome(words: Iterable[Token]) -> tuple[str, ...]:
    found = {word.kind for word in words if word.kind in _OUTCOMES}
    if found == {Kind.GRANTED}:
        return ("requests.granted",)
    return ("requests.denied",) if found == {Kind.DENIED} else ()


def _request(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words = passage.segment
    if not words or not is_plain or has(words, Kind.CARRIED, Kind.OTHER) or _is_passed_on(passage, text):
        return ()
    code = _request_code(passage)
    if code in _ALL_REQUESTS and _is_for_something_else(words, text):
        return ()
    if code in _OUTCOME_CODES and _ENDS.match(text, passage.token.end) is None:
        return ()  # 不予公开1条内容本机关未制作
    if code in _ALL_REQUESTS and _PART.match(text, passage.token.end):
        return ()
    return (code,) if code else ()


def _is_for_something_else(words: Sequence[Token], text: str) -> bool:
    """Whether 申请 has another object than information right before it: 受理公租房申请45件，低保申请12件."""
    noun = last(words, Kind.APPLICATION)
    if noun < 0:
        return False
    end = words[noun].start
    start = words[noun - 1].end if noun else max(end - _LONGEST_OBJECT, 0)
    return _NO_OBJECT.search(text[start:end]) is None


def _request_code(passage: Passage) -> str | None:
    words = passage.segment
    received, noun = last(words, Kind.RECEIVED), last(words, *REQUESTS)
    outcome = last(words, *_OUTCOMES)
    if outcome >= 0 and (received < 0 or outcome > noun):
        is_of_requests = passage.has_requests or (not passage.token.value and has(before(passage), *REQUESTS))
        return next(iter(_outcome(words)), None) if is_of_requests else None
    if received >= 0:
        if words[received].text in _DEALS_WITH and (
            has(before(passage), Kind.RECEIVED) or (passage.follows_received and noun < 0)
        ):
            return None  # 收到36件…，共办理38件
        if words[received].text == "受理" and any("收" in word.text for word in before(passage)):
            return None  # 收到25件，经审查受理22件
        if noun < 0 and words[-1].kind not in (Kind.RECEIVED, Kind.ANSWERED):
            return None  # 接收通报3件
        return by_route(words)
    answered = last(words, Kind.ANSWERED)
    if answered >= 0:
        earlier = before(passage)
        if passage.is_breakdown and last(earlier, Kind.ANSWERED) > last(earlier, Kind.RECEIVED):
            return None  # 办结12件，其中按时办结10件
        return "requests.answered" if noun >= 0 or answered == len(words) - 1 else None
    route = by_route(words)
    if route != "requests.received":
        return route if noun >= 0 or words[-1].route else None
    if words[-1].kind is Kind.PUBLISHED and len([w for w in words if w.kind is not Kind.PARTLY]) == 1:
        return "requests.granted" if words[-1].text == "公开" else None
    if noun < 0 or has(words, Kind.APPLICANT, Kind.KIND_OF_ITEM, Kind.PUBLISHED, Kind.DISCLOSED):
        return None
    return "requests.received" if _was_received(passage) else None


def _was_received(passage: Passage) -> bool:
    """A noun without its verb: 其中依申请公开7件 after 收到, 信息公开申请12件.

    依申请公开6条 beside 主动公开90条 sorts information, and counts no requests.
    """
    if passage.is_breakdown and (has(before(passage), *REQUESTS) or not has(passage.sentence, Kind.RECEIVED)):
        return False  # 办理申请23件，其中书面申请1件
    if passage.token.value == 0 or has(passage.sentence, Kind.RECEIVED):
        return True
    figure = last(passage.sentence, Kind.FIGURE)
    if passage.token.counter == "件" and figure >= 0 and passage.sentence[figure].counter == "条":
        return True  # information is counted by 条 here, and requests by 件
    is_application = any(word.text.endswith(_APPLICATIONS) for word in passage.segment)
    return is_application or not has(before(passage), Kind.DISCLOSED, Kind.PUBLISHED, Kind.ITEM)


def by_route(words: Sequence[Token]) -> str:
    """One route is that route's figure; several are ways in which all came."""
    routes = {word.route for index, word in enumerate(words) if word.route and not _is_the_request(words, index)}
    is_more = has(words, Kind.MEANS) or any(word.route and says_more(words, i) for i, word in enumerate(words))
    return f"requests.received.{routes.pop()}" if len(routes) == 1 and not is_more else "requests.received"


def _is_the_request(words: Sequence[Token], index: int) -> bool:
    """依申请公开信件2件: the letters are the requests, however they came."""
    word = words[index]
    return (
        word.text == "信件"
        and index > 0
        and words[index - 1].end == word.start
        and words[index - 1].kind in (*REQUESTS, Kind.ITEM)
    )


# The others


def _issues(words: Iterable[Token]) -> bool:
    return any(word.kind is Kind.ISSUED or word.text in ("发布", "新发布") for word in words)


def _issued(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    if passage.segment and not passage.is_own:  # 清理规范性文件9件，新制发1件
        is_named_before = {word.kind for word in passage.segment} <= {Kind.ISSUED, Kind.NEW}
    else:
        is_named_before = passage.is_own
    if not is_named_before or not is_plain or has(passage.segment, Kind.STOCK):
        return ()
    return ("normative_documents.issued",) if _issues(passage.clause) else ()


def _issued_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return ("normative_documents.issued",) if is_plain and not has(passage.segment, Kind.STOCK) else ()


def _training(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words = [*passage.sentence, *passage.after]
    has_matter = has(words, Kind.MATTER, Kind.REQUEST, Kind.DISCLOSED) or any("公开" in word.text for word in words)
    is_here = passage.is_own or has(passage.after, Kind.TRAINING)
    return ("training.sessions",) if is_plain and is_here and has_matter else ()


def _complaint(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    has_matter = has(passage.sentence, *MATTERS)
    if not is_plain or not passage.is_own or not has_matter:
        return ()
    words = [word for word in passage.segment if word.kind is not Kind.STOP]
    named = last(words, Kind.COMPLAINT)
    if named > 0 and words[named - 1].kind is Kind.OTHER and words[named].start - words[named - 1].end <= 1:
        return ()  # 咨询、投诉56件
    return ("complaints.total",)


def _dispute(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return _review_or_suit(passage, passage.segment, text) if is_plain and passage.is_own else ()


def _dispute_of_the_matter(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """被申请行政复议21件，其中涉及政府信息公开4件."""
    named = [word for word in before(passage) if word.kind in DISPUTE_CODES]
    return (DISPUTE_CODES[named[-1].kind],) if is_plain and named else ()


def _dispute_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return _review_or_suit(passage, passage.after, text)


def _review_or_suit(passage: Passage, words: Sequence[Token], text: str) -> tuple[str, ...]:
    """The nearer one; named together, a figure counts neither apart, and a 0 both."""
    named = [word for word in words if word.kind in (Kind.REVIEW, Kind.SUIT)]
    if has(words if words is passage.segment else (), Kind.RULING) or _is_business(passage):
        return ()
    if _OF_THE_MATTER.match(text, passage.token.end):
        return ()  # those of all matters
    nearest = named[-1]
    others = [word for word in named if word.kind is not nearest.kind]
    if others and _WORDS_BETWEEN.search(text, others[-1].end, nearest.start):
        is_of_each = words is passage.segment and "各" in text[nearest.end : passage.token.start]
        return ("review.total", "suit.total") if passage.token.value == 0 or is_of_each else ()
    return (DISPUTE_CODES[nearest.kind],)


def _is_business(passage: Passage) -> bool:
    """An agency that decides reviews counts them too: 受理行政复议案件56件 says nothing of disclosure."""
    if any("公开" in word.text for word in passage.sentence):
        return False
    return has(passage.segment, Kind.RECEIVED) or has(passage.sentence, Kind.OTHER)


_READERS: dict[Kind, _Reader] = {
    Kind.REQUEST: _request,
    Kind.DISCLOSED: disclosed,
    Kind.DOCUMENT: _issued,
    Kind.TRAINING: _training,
    Kind.COMPLAINT: _complaint,
    Kind.REVIEW: _dispute,
    Kind.SUIT: _dispute,
}
