"""A figure with its clause → the indicators of requests whose value it is: received, by a route, answered, granted, denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.claims.clauses import REQUESTS, Passage, before
from pipeline.claims.scan import Token
from pipeline.claims.series import has, last, names_route, says_more
from pipeline.claims.words import Kind

OUTCOMES = frozenset({Kind.GRANTED, Kind.DENIED, Kind.OTHER_OUTCOME})
_OUTCOME_CODES = ("requests.granted", "requests.denied")
_ENDS = re.compile(r"[,;。、:()!?]|$")
_ALL_REQUESTS = ("requests.received", "requests.answered")
_APPLICATIONS = ("申请", "申请数", "申请量", "申请事项")
_DEALS_WITH = ("办理", "处理", "承办")
_PART = {
    "requests.received": re.compile("[,(]?占(?![^,;。]{0,8}100%)"),
    "requests.answered": re.compile("[,(]?占(?![^,;。]{0,8}100%)|[,、]?延期"),
}
"""A figure with its share, or with its counterpart, is a part: 答复23宗，占47%; 按时办结10件，延期办结2件."""
_OF_INFORMATION = re.compile(r"[,(]其中[^,;。\d]{0,8}(?:信息公开|依申请)[^,;。\d]{0,8}\d")
"""Behind a figure of applications, of which those for information are a part."""
_AND_DISCLOSED = re.compile(r"[,、;](?:以及|和)?主动公开[^,;。\d]{0,4}\d")
"""Behind a figure: what is broken down is sorted by how it is disclosed."""
_ON_PAPER = re.compile(r"(?:书面|纸质|线下)[^,;。\d]{0,12}$")
_AND_BY_A_ROUTE = re.compile(
    r"[,、;和及][^,;。、\d]{0,4}(?:网|线上|在线|电子|当面|现场|信函|邮|传真)[^,;。、\d]{0,12}\d+[件份宗条]"
)
"""Behind a figure: that of those which came in another way."""
_HOW_ANSWERED = re.compile(
    "(?:(?:均|都|全部)已?(?:按时|按期|如期|及时)?|已经|已|完成|依法|依规|依照|按照|按|规定|法定|相关|要求|时限|期限|程序|和|在|内|进行|了|办理|并|予以|作出|书面)*"
    "(?:答复|回复|办结|办毕|完毕|完结)"
)
"""Behind a figure; 按时答复 leaves the late ones out."""
_ANSWERED_IN_TIME = re.compile(
    "[^,;。、:()!?\\d]{0,14}(?:答复|回复|办结|办毕|完毕|完结)[,;](?:剩余|其余|另有|另外|另|余)\\d+[件份](?:正在|尚在)?(?:结转|转结|办理中)"
)
"""The same where the rest is said to be open: 10件已按时完成答复，剩余2件结转下年."""
_AND_OF_OTHERS = re.compile(
    r"[、,;和及][^,;。、\d]{0,8}(?:企业|机构|组织|法人|单位|自然人|公民|个人|其他)[^,;。、\d]{0,6}\d"
)
"""Behind a figure of one kind of applicant, that of another."""
_BY_BODIES = re.compile("(?<![我本])(?:单位|团体)$|[被应涉败]诉的?$")
_IN_A_WAY = ("合并", "一并", "拆分", "邮件", "口头", "电话", "邮寄")
"""Before 答复: how some were answered."""
_AND_ANSWERED = re.compile(r"[、,;和][^,;。\d]{0,10}(?:答复|回复)[^,;。\d]{0,4}\d")
_NO_OBJECT_BEHIND = re.compile("(?:政府|政务)?(?:信息)?(?:公开)?")
"""Between a figure and 申请."""
_ALL_ANSWERED_BEHIND = re.compile(
    r"(?:[,;](?:其中)?[^,;。:()\d上结转]{0,12}\d{1,6}[件份宗条][^,;。:()\d结转]{0,4}){0,4}[,;。](?:且|并)?(?:上述|以上|所有)?(?:申请)?(?:件|事项)?"
    rf"已?(?=均|全部|都){_HOW_ANSWERED.pattern}(?=[;。]|$)"
)
"""Behind the figure of those that came, or what breaks it down: 收到12件，均已按期答复."""
_ARE_ALL = re.compile(rf"(?:件|事项)?(?:也|现|已经?|依法)*(?=均|全部|都){_HOW_ANSWERED.pattern}")
_HAS_OUTCOMES = re.compile(
    r"(?:[,;:(]?(?:其中|分别为)[,:]?|:)[^,;。\d]{0,6}(?:予以公开|同意公开|部分公开|不予公开|主动公开范围|信息不存在)[^,;。\d]{0,8}\d"
)
"""Behind a figure of what was answered."""
_IN_TIME = ("按时", "按期", "如期")
_THE_REST = ("另", "另外", "其余", "余")
_IN_ALL = ("合计", "共计", "总计", "总共", "共")
_NOT_YET = ("需", "应", "待", "须", "正在", "继续")
"""Before 办理: what is still to be dealt with."""
_WITHIN = re.compile(
    r"(?<!\d)(?:(?!15|20)\d{1,2}个?(?:工作)?日以?内|\d{1,2}[至到~—-]\d{1,2}个?(?:工作)?日以?内?)[^,;。]{0,4}$"
)
"""Before 答复: a part of them (3个工作日内答复33件); the term of the law, which all have, is 15 days, since 2019 20."""
_LONGEST_TERM = 14
_PASSED_ON = re.compile("转办|转交|转来|转送|交办")
_FOR_OTHERS = re.compile("(?:协助|配合|协同|会同|代为|交办)[^,;。:、()]{0,14}$|(?:转交|转送)[^,;。:、()]{0,8}$")
_LONGEST_BODY = 16
_LONGEST_OBJECT = 6
_NO_OBJECT = re.compile(
    r"(?:^|[,;。:、()!?]|[\d年][件份宗]?)[了过的对各类种项个式有效书面相关社会公众民群法人其他组织共总计约近为是到于由以单位企业当事和及与年度月全本完成]*$"
)
"""What may stand before 申请 that does not say what is applied for: 收到各类书面申请, not 受理公租房申请."""
_IS_DONE_BEHIND = re.compile("(?:已|全部|均已|均|按[时期]){0,2}(?:办结|答复|回复|办理完毕)(?=[,;。]|$)")
"""Behind a figure without a verb before it: 依申请公开47件办结."""
_IS_DONE = re.compile(",[已共]?完成$")
_ASKS_FOR_ONE = re.compile(
    r"(?:要求|请求)(?:公开|获取|提供)(?!(?:有关|相关|各类|本(?:机关|部门|单位|局|级)[^,;。\d]{0,10})?(?:政府|政务)?(?:信息|文件|资料)?的)[^,;。\d]{2,20}的(?:政府|信息|公开)*$"
)
"""Before 申请, that it is one subject's: 要求公开征地信息的申请18件."""
_ASKS_FOR_NONE = re.compile(r"更正|(?:发布|上网|上传)的?(?:审核|审批)?申请")
"""Applications that are about information and do not ask for it: to correct what is recorded (第四十一条), to publish."""
_AT_COUNTERS = re.compile("(?:政务|行政|便民|办事)(?:服务)?(?:中心|大厅)")
"""Where everything is applied for."""
_LONGEST_SUBJECT = 40
_PROPOSALS = frozenset(("建议", "提案", "议案"))
_WHAT_CAME = frozenset({Kind.RECEIVED, Kind.ANSWERED, Kind.MATTER})
"""收到3件, 收到政府信息公开3件."""
_AND = frozenset({"并", "且", "和", "及", "并且"})
_HOW_DECIDED = re.compile(
    r"[件宗]?(?:申请)?(?:均|都|已|依法|依规|经(?:审查|审核|研究|核查)|(?:按照?|根据)[^,;。:、()\d]{2,10}?)*(?:被|作出)?"
)
"""Between a figure and what became of them: 8件按申请事项全部予以公开."""
_LETTERS = ("来信", "信件")
"""What an office gets of everybody, where nothing says that they ask for information."""
_OF_THE_CARRIED = re.compile(
    r"(?:结转|转结)[^,;。]{0,12}中,[^;。]{0,30}$|(?:^|[。;])(?:上一?|20\d\d)年度?(?:结转|转结)的?(?:(?!新收|收到|受理|新增|[本今全当]年|共办)[^;。])*$"
)
"""Before a figure: 上年度结转的4件中，3件予以公开; 上年结转4件已办结，其中予以公开3件."""
_IS_BY = re.compile("[为是以通经由从]|来自|属于")
"""Behind a figure, before a route."""


def received_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    return ("requests.received",) if is_plain else ()


def answered_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """在已经答复的5件申请中."""
    return ("requests.answered",) if is_plain and passage.after[0].start == passage.token.end else ()


def are_all_answered(passage: Passage) -> bool:
    """Whether a figure that begins its clause is of requests that are said to be answered: 21件申请已全部按期答复."""
    words = passage.after
    return len(words) > 1 and words[0].kind in REQUESTS and words[-1].kind is Kind.ANSWERED


def all_answered(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words = passage.after
    is_next = _NO_OBJECT_BEHIND.fullmatch(text, passage.token.end, words[0].start) is not None
    is_all = is_next and "答复" not in words[0].text and _ARE_ALL.match(text, words[0].end) is not None
    return ("requests.answered",) if is_all and _ENDS.match(text, words[-1].end) else ()


def answered_by_outcomes(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """答复31件，其中同意公开22件: what became of them says that they are requests."""
    begins = all(word.kind in (Kind.ANSWERED, Kind.STOP) for word in passage.sentence)
    is_all = is_plain and begins and _HAS_OUTCOMES.match(text, passage.token.end) is not None
    return ("requests.answered",) if is_all else ()


def outcome_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """3件予以公开."""
    close = passage.after[0]
    if close.text == "属于" and names_route(passage.after):
        return dealt_with_behind(passage, text, is_plain)  # 5件属于网络平台申请
    if not is_plain:
        return ()
    if is_of_the_carried(text, passage.token.start):
        return ()
    if close.kind in OUTCOMES and close.start - passage.token.end <= 1:
        return _outcome([close])
    decided = [word for word in passage.after if word.kind in OUTCOMES]
    is_how = _HOW_DECIDED.fullmatch(text, passage.token.end, decided[0].start) if len(decided) == 1 else None
    return _outcome(decided) if is_how and _ENDS.match(text, decided[0].end) else ()


def is_of_the_carried(text: str, figure: int) -> bool:
    """Whether a figure is said to be a part of the requests that were carried over."""
    start = max(figure - _LONGEST_SUBJECT, 0)
    return text.find("转", start, figure) >= 0 and _OF_THE_CARRIED.search(text, start, figure) is not None


def dealt_with_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """Parts of the requests (其中2件为网上申请, 其中18件依法办理答复), or their sum: 网上申请105件，快递17件，合计122件.

    2件信函、4件网站渠道申请: the routes of a list stand behind their figures.
    """
    figure = passage.token
    if figure.value and figure.value == passage.by_route and text.endswith(_IN_ALL, 0, figure.start):
        return ("requests.received",)
    if has(passage.sentence, Kind.RECEIVED) and _IS_DONE.search(
        text, max(figure.start - _LONGEST_OBJECT, 0), figure.start
    ):
        return ("requests.answered",)  # 收到申请74件，完成72件
    if not is_plain or not passage.after:
        return ()
    words, start = passage.after, figure.end
    if text.endswith(_THE_REST, 0, passage.token.start):
        return ()
    if words[-1].kind is Kind.ANSWERED and not has(words, *OUTCOMES, Kind.CARRIED):
        is_all = _HOW_ANSWERED.match(text, start) or _ANSWERED_IN_TIME.match(text, start)
        return ("requests.answered",) if is_all else ()
    is_by = _IS_BY.match(text, start) is not None or (words[0].route is not None and words[0].start == start)
    is_by_route = is_by and _ENDS.match(text, words[-1].end) is not None
    if not is_by_route or words[-1].kind not in (Kind.APPLICATION, Kind.REQUEST, Kind.ROUTE):
        return ()
    code = by_route(words)
    return (code,) if code != "requests.received" else ()


def _outcome(words: Iterable[Token]) -> tuple[str, ...]:
    named = [word for word in words if word.kind in OUTCOMES]
    found = {word.kind for word in named if word.text != "属于" or len(named) == 1}  # 属于同意公开的60件
    if found == {Kind.GRANTED}:
        return ("requests.granted",)
    return ("requests.denied",) if found == {Kind.DENIED} else ()


def request(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    words, figure = passage.segment, passage.token
    if not words or not is_plain or has(words, Kind.CARRIED, Kind.OTHER) or _is_passed_on(passage, text):
        return ()
    if passage.after and passage.after[0].kind is Kind.OTHER:
        return ()  # 对群众在网站提出的327条咨询作出了回复
    if asks_for_none(text, words[0].start, figure.start):
        return ()
    code = _request_code(passage, text)
    if code in _ALL_REQUESTS and _is_at_counters(passage, text):
        return ()
    if code in _ALL_REQUESTS and _is_for_something_else(words, text):
        return ()
    if not has(words, Kind.REQUEST, Kind.MATTER) and _OF_INFORMATION.match(text, figure.end):
        return ()  # 各类申请230件，其中政府信息公开申请3件
    if code == "requests.received" and _AND_BY_A_ROUTE.match(text, figure.end):
        on_paper = _ON_PAPER.search(text, max(figure.start - _LONGEST_TERM, 0), figure.start)
        if on_paper is not None:
            return ()  # 收到书面申请3件、网上申请5件
    if code == "requests.received" and passage.is_breakdown and _AND_DISCLOSED.match(text, figure.end):
        return ()  # 收到提案12件，其中依申请公开2件，主动公开10件
    if code in _OUTCOME_CODES and _ENDS.match(text, figure.end) is None:
        return ()  # 不予公开1条内容本机关未制作
    if code in _PART and _PART[code].match(text, figure.end):
        return ()
    if code == "requests.received" and not has(words, Kind.RECEIVED) and _IS_DONE_BEHIND.match(text, figure.end):
        return ("requests.answered",)
    if code == "requests.received" and (
        _are_answered_too(words, text) or _ALL_ANSWERED_BEHIND.match(text, figure.end) is not None
    ):
        return _ALL_REQUESTS
    return (code,) if code else ()


def _are_answered_too(words: Sequence[Token], text: str) -> bool:
    """收到并答复申请12件: both verbs have the one figure for their object."""
    verb = last(words, Kind.RECEIVED)
    behind = words[verb + 1] if 0 <= verb < len(words) - 1 else None
    return (
        behind is not None
        and behind.kind is Kind.ANSWERED
        and text[words[verb].end : behind.start] in _AND
        and not has(words[verb + 2 :], Kind.ANSWERED, Kind.RECEIVED)
    )


def _is_for_something_else(words: Sequence[Token], text: str) -> bool:
    """Whether 申请 has another object than information right before it: 受理公租房申请45件，低保申请12件."""
    noun = last(words, Kind.APPLICATION)
    if noun < 0:
        return False
    end = words[noun].start
    if _ASKS_FOR_ONE.search(text, max(end - _LONGEST_SUBJECT, 0), end) is not None:
        return True
    start = words[noun - 1].end if noun else max(end - _LONGEST_OBJECT, 0)
    return _NO_OBJECT.search(text[start:end]) is None


def asks_for_none(text: str, start: int, end: int) -> bool:
    """Whether the applications named in this stretch are no requests: 更正政府信息申请, 信息发布申请."""
    return _ASKS_FOR_NONE.search(text, start, end) is not None


def _is_at_counters(passage: Passage, text: str) -> bool:
    """政务服务中心受理申请25600件: for permits, where nothing says that it is for information."""
    words = [*passage.sentence, *passage.after]
    if has(words, Kind.REQUEST, Kind.MATTER) or any("公开" in word.text for word in words):
        return False
    start = max(text.rfind("。", 0, passage.token.start) + 1, passage.token.start - _LONGEST_SUBJECT, 0)
    return _AT_COUNTERS.search(text, start, passage.token.start) is not None


def _request_code(passage: Passage, text: str) -> str | None:
    words = passage.segment
    received, noun = last(words, Kind.RECEIVED), last(words, *REQUESTS)
    outcome = last(words, *OUTCOMES)
    if outcome >= 0 and (received < 0 or outcome > noun):
        if _sorts_information(passage, outcome):
            return None
        if is_of_the_carried(text, passage.token.start):
            return None
        is_of_requests = passage.has_requests or (not passage.token.value and has(before(passage), *REQUESTS))
        return next(iter(_outcome(words)), None) if is_of_requests else None
    if received >= 0:
        own_noun = -1 if _is_one_with_answered(words, received) else noun
        if words[received].text in _DEALS_WITH and _counts_what_came(passage, own_noun):
            is_done = received in (0, len(words) - 1, noun - 1) and not text.endswith(
                _NOT_YET, 0, words[received].start
            )
            return "requests.answered" if is_done else None  # 收到36件，…，共办理38件
        if has(words, Kind.APPLICANT) and _AND_OF_OTHERS.match(text, passage.token.end):
            return None  # 收到自然人申请5件、企业申请2件
        if (passage.is_breakdown or passage.by_route) and has(words, Kind.APPLICANT):
            return None  # 其中，收到企业申请5件; 线上收到申请5件，线下收到申请2件
        if words[received].text == "受理" and any("收" in word.text for word in before(passage)):
            return None  # 收到25件，经审查受理22件
        if noun < 0 and words[-1].kind not in _WHAT_CAME:
            return None  # 接收通报3件
        return by_route(words)
    answered = last(words, Kind.ANSWERED)
    if answered >= 0:
        earlier = before(passage)
        is_some = passage.is_breakdown or text.endswith((*_IN_TIME, "后"), 0, words[answered].start)
        if is_some and last(earlier, Kind.ANSWERED) > last(earlier, Kind.RECEIVED):
            return None  # 办结12件，其中按时办结10件; 办结的12件中，按期办结10件，延期后办结2件
        if has(earlier, Kind.CARRIED) and text.endswith(_IN_TIME, 0, words[answered].start):
            return None  # 延期答复3件，按时答复20件
        if text.endswith(_IN_A_WAY, 0, words[answered].start) or (
            text.endswith(("书面", "纸质"), 0, words[answered].start) and _AND_ANSWERED.match(text, passage.token.end)
        ):
            return None  # 合并答复3件; 书面答复5件，电子邮件答复2件
        if _WITHIN.search(text, max(words[answered].start - _LONGEST_TERM, 0), words[answered].start):
            return None
        return "requests.answered" if noun >= 0 or answered == len(words) - 1 else None
    route = by_route(words)
    if words[-1].text in _LETTERS and not has((*passage.sentence, *words), *REQUESTS):
        return None  # 栏目来信433件
    if route != "requests.received":
        return route if noun >= 0 or words[-1].route else None
    if words[-1].kind is Kind.PUBLISHED and len([w for w in words if w.kind is not Kind.PARTLY]) == 1:
        return "requests.granted" if words[-1].text == "公开" else None
    if noun >= 0 and _BY_BODIES.search(text, max(words[noun].start - 3, 0), words[noun].start):
        return None  # 个人申请30件，单位申请15件; 被诉信息公开案件2件
    if noun < 0 or has(words, Kind.APPLICANT, Kind.KIND_OF_ITEM, Kind.PUBLISHED, Kind.DISCLOSED, Kind.ISSUED):
        return None
    return "requests.received" if _was_received(passage) else None


def _sorts_information(passage: Passage, outcome: int) -> bool:
    """不予公开信息10条, where no requests were counted: what the agency keeps to itself.

    So with 公文320件，其中主动公开45件、依申请公开12件、不予公开263件: what it wrote, by how it may be disclosed.
    """
    if any(word.text in _PROPOSALS for word in passage.sentence):
        return not has(passage.sentence, *REQUESTS)  # 办理建议、提案，其中公开13件，不予公开2件
    is_of_requests = has(passage.sentence, Kind.RECEIVED, Kind.ANSWERED) or passage.follows_received
    if has(passage.sentence, Kind.DISCLOSED) and not is_of_requests:
        return True
    behind = passage.segment[outcome + 1 :]
    return passage.token.counter == "条" and has(behind[:1], Kind.ITEM) and not has(passage.sentence, Kind.RECEIVED)


def _is_one_with_answered(words: Sequence[Token], verb: int) -> bool:
    """收到45件。共办理答复申请43件: 办理 with 答复 right behind it counts no new ones, whatever noun follows."""
    behind = words[verb + 1] if verb + 1 < len(words) else None
    return behind is not None and behind.kind is Kind.ANSWERED and behind.start == words[verb].end


def _counts_what_came(passage: Passage, noun: int) -> bool:
    """Whether it was said before how many came; not in 受理并办理5件."""
    earlier = before(passage)
    if has(earlier, Kind.RECEIVED) and has(earlier, Kind.FIGURE):
        return True
    return passage.follows_received and noun < 0


def _was_received(passage: Passage) -> bool:
    """A noun without its verb: 其中依申请公开7件 after 收到, 信息公开申请12件.

    依申请公开6条 beside 主动公开90条 sorts information, and counts no requests.
    """
    figure = last(passage.sentence, Kind.FIGURE)
    # information is counted by 条 here, and requests by 件
    is_counted_apart = passage.token.counter == "件" and figure >= 0 and passage.sentence[figure].counter == "条"
    if passage.is_breakdown and (has(before(passage), *REQUESTS) or not has(passage.sentence, Kind.RECEIVED)):
        return is_counted_apart and not passage.token.value  # not 办理申请23件，其中书面申请1件
    if passage.token.value == 0 or has(passage.sentence, Kind.RECEIVED) or is_counted_apart:
        return True
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
        word.text in ("信件", "来信")
        and index > 0
        and words[index - 1].end == word.start
        and words[index - 1].kind in (*REQUESTS, Kind.ITEM)
    )


def _is_passed_on(passage: Passage, text: str) -> bool:
    """收到县政府转办的依申请公开件12件, a part of what came in; 协助办理省局依申请公开16件, which came in elsewhere,
    or 转送其他机关处理的申请2件, which are dealt with there.
    """
    if not passage.segment:
        return False
    start = passage.segment[0].start
    return (
        _FOR_OTHERS.search(text[max(start - _LONGEST_BODY, 0) : start]) is not None
        or _PASSED_ON.search(text, start, passage.token.start) is not None
    )
