"""A figure with its clause → the indicators whose value it is: mostly none or one, two where one 0 is said of reviews and suits."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.claims import occurrences, requests
from pipeline.claims.channels import several_channels
from pipeline.claims.clauses import REQUESTS, Passage
from pipeline.claims.disclosure import disclosed, is_published_behind, of_the_matter, published_behind
from pipeline.claims.series import has, is_not_one, last, names_route
from pipeline.claims.words import Kind

_COUNTERS: dict[Kind, frozenset[str]] = {
    kind: frozenset(counters.split())
    for kind, counters in {
        Kind.DISCLOSED: "条 条次 篇 篇次 件 份 项 则 次",
        Kind.REQUEST: "件 份 封 宗 条 起 次 个 例 人次 项 件次",
        Kind.REVIEW: "件 起 宗 次 例 项 个 条",
        Kind.SUIT: "件 起 宗 次 例 项 个 条",
        Kind.COMPLAINT: "件 起 宗 次 例 项 个 条",
        Kind.DOCUMENT: "件 份 个 项 部 篇 条",
        Kind.TRAINING: "次 期 场 个 批 批次",
    }.items()
}
_FILLER = re.compile(
    r"(?:[的了共有为是达到近约超逾余已均各数量件书条等:“”\"']|合计|共计|总共|总计|总数|总量|累计|大约|超过|分别|情况|方式|形式|渠道|途径|申请|提交|递交|提出|案"
    r"|(?:处理|办理|答复)结果|事项|事件|来件|业务|班|问题|诉求|报告|专题|全年|年度|本年)*"
)
"""What may stand between the last word that matters and the figure."""
_OCCASIONS = re.compile(r"^[^,]{0,4}\d+[次期项],?(?:信息|图文)?")
"""推送52次 before 269条."""
_BRACKETS = re.compile(r"\([^()]*\)|《[^《》]*》")
"""What is put in between: 印发《…管理办法》1件规范性文件."""
_EVER_SINCE = tuple(
    f"{begun}{since}"
    for begun in ("开通", "开设", "上线", "运行", "成立", "创建", "创办", "注册", "建站")
    for since in ("至今", "以来")
)
_SINCE_YEARS_AGO = re.compile(
    r"(?:十[二三四五]五[”\"]?|条例》?(?:正式)?(?:施行|实施|颁布)|党的十[七八九]大|机构改革|挂牌)以来"
)
_LONGEST_TERM = 12
_ONE_OF_SEVERAL = re.compile(r"[,、和]\d")
"""Behind a figure: another of the same."""
_HAS_SPAN = re.compile(r"年\d{0,2}月?\d{0,2}日?[至到\-—~～]")
_BY_HOW_MUCH = frozenset("多少")
"""Before a verb: 较上年多受理9件."""
_NO_COMPARISON = frozenset("许众至不很")
"""Before these: 许多, 至少."""
_NEXT_YEARS = ("下一年", "下年", "明年", "来年")
_BODY = re.compile(r"[^我本全该](?:局|委|厅|办|镇|乡|街道)[共新]?$")
_OWNER = re.compile(r"((?!其中|通过|利用|依托|借助|运用|[在由是于从经][我本市县区州])[\u4e00-\u9fff]{2}(?:局|委|厅))$")
"""Before a channel: whose it is, by the last characters of its name; of 其中局网站 none is said."""
_COURT = re.compile(r"法院[共新]?$")
_LONGEST_BODY = 6
_NOW = re.compile("今年|本年|全年|当年|年内|20\\d\\d年")
_LONGEST_OPENING = 200
_TOLD = frozenset({Kind.PUBLISHED, Kind.DISCLOSED, Kind.RECEIVED, Kind.ANSWERED})
_TELLER = ("我", "本局", "本委", "本办", "本机关", "本单位", "本镇", "本乡", "本街道")
_WHOLE = re.compile("全(?:省|市|县|区|州|盟|旗|镇|乡|系统)(?:各级)?$")
_BELOW = re.compile("[乡镇街]")
_SELF = re.compile("[我本][机局委办单镇乡街县市区级厅院]")
_OF_REQUESTS = frozenset({Kind.REQUEST, Kind.REVIEW, Kind.SUIT})
_OTHERS_RECEIVE = re.compile(
    r"(?<![本我级及和、与各])(?P<body>(?:\d+个|各)(?:乡镇|镇街|街道|县[市区]|区县)|[县区市省]直(?:部门|单位|机关)|(?:下属|所属|直属)[^,;。\d]{0,8}?(?:单位|机构))"
    r"(?:\([^()]*\))?(?:[和及、](?:各|[县区市省]直各?)?(?:乡镇|镇街|街道|部门|单位))?(?:全年|年内|本年度?|一年来|20\d\d年|共|总共|累计|合计|单独|分别|自行)*(?:收到|受理|接收|新收)"
)
"""县直部门和乡镇共收到: not 县政府及县直部门, which are all of them."""
_ALL_PARTS = re.compile(
    r"(?:部门|单位)[、和及与]各?(?:乡镇|镇街|街道|县)"
    r"|(?:乡镇|镇街|街道)[()\u4e00-\u9fff]{0,6}[、和及与][各县区市直]{0,3}(?:部门|单位)"
)
"""县政府各部门、乡镇发布信息9822条: that is all of them."""
_ANSWERED = ({Kind.ANSWERED}, {Kind.ANSWERED, Kind.THROUGH})
_BARE_REQUEST = frozenset({Kind.REQUEST, Kind.APPLICATION, Kind.ITEM})


def indicators(passage: Passage, text: str, report_year: int | None) -> tuple[str, ...]:
    """The codes of CONTRACT.md whose value the figure is."""
    figure = passage.token
    if is_of_another_time(passage, text, report_year) or _is_change(passage, text) or _is_of_others(passage, text):
        return ()
    if has(passage.segment, Kind.RATE) or _is_of_money(passage):
        return ()
    if passage.segment and is_not_one(passage.segment[-1], figure):
        return ()
    if (channels := several_channels(passage, text)) is not None:
        return channels
    if (disputes := occurrences.dispute_named_before(passage, text)) is not None:
        return disputes
    if (
        _ONE_OF_SEVERAL.match(text, figure.end)
        and passage.segment
        and "分别" in text[passage.segment[0].start : figure.start]
    ):
        return ()  # 2022年、2023年分别收到申请98件、125件
    gap = text[passage.segment[-1].end : figure.start] if passage.segment else ""
    is_plain = (
        not gap
        or (gap == "工作" and not figure.value)
        or _FILLER.fullmatch(_OCCASIONS.sub("", _BRACKETS.sub("", gap))) is not None
    )
    subject, reader = _reader(passage)
    if reader is None or (figure.counter and figure.counter not in _COUNTERS[subject]):
        return ()
    return reader(passage, text, is_plain)


_Reader = Callable[[Passage, str, bool], tuple[str, ...]]


def _reader(passage: Passage) -> tuple[Kind, _Reader | None]:
    """Whose figure it is: of the noun behind it (12件政府信息公开申请), else of the subject before it."""
    if passage.subject is Kind.REQUEST and _continues_a_list(passage):
        return Kind.REQUEST, requests.dealt_with_behind
    own = passage.subject if passage.is_own else None
    behind = {word.kind for word in passage.after}
    if Kind.NONE in behind:
        behind.clear()  # 这3起申请均未发生行政复议
    segment = {word.kind for word in passage.segment}
    if own is None:
        if passage.is_breakdown and passage.has_requests and segment & requests.OUTCOMES:
            return Kind.REQUEST, requests.request
        if Kind.RECEIVED in segment and (
            Kind.REQUEST in behind or (Kind.APPLICATION in behind and behind & {Kind.MATTER, Kind.ITEM})
        ):
            return Kind.REQUEST, requests.received_behind
        if behind and behind <= _BARE_REQUEST and passage.subject is Kind.REQUEST and _there_were(passage):
            return Kind.REQUEST, requests.received_behind
        if passage.subject is None and segment in _ANSWERED and behind == {Kind.APPLICATION}:
            return Kind.REQUEST, requests.answered_behind
        if not segment and requests.are_all_answered(passage):
            return Kind.REQUEST, requests.all_answered
        if passage.subject is None and segment == {Kind.ANSWERED}:
            return Kind.REQUEST, requests.answered_by_outcomes
        if passage.segment and passage.segment[-1].kind is Kind.MATTER and Kind.RECEIVED in segment:
            return Kind.REQUEST, requests.request
        if Kind.THROUGH in behind and is_published_behind(passage):
            return Kind.DISCLOSED, published_behind
        if Kind.DOCUMENT in behind and occurrences.issues(passage.clause):
            return Kind.DOCUMENT, occurrences.issued_behind
        if Kind.TRAINING in behind:
            return Kind.TRAINING, occurrences.training
        if behind & {Kind.REVIEW, Kind.SUIT} and not segment & requests.OUTCOMES:
            return Kind.REVIEW, occurrences.dispute_behind
        if behind & {Kind.ITEM} and segment & {Kind.PUBLISHED, Kind.CHANNEL} and not behind & {Kind.OTHER}:
            return Kind.DISCLOSED, disclosed
        if behind & requests.OUTCOMES and not segment & requests.OUTCOMES and passage.subject is Kind.REQUEST:
            return Kind.REQUEST, requests.outcome_behind
        if passage.subject in (Kind.REVIEW, Kind.SUIT) and {Kind.PARTLY, Kind.MATTER} <= segment:
            return Kind.REVIEW, occurrences.dispute_of_the_matter
        if passage.subject is Kind.REQUEST and segment <= {Kind.PARTLY} and _follows_a_figure(passage):
            return Kind.REQUEST, requests.dealt_with_behind
        if passage.segment and (
            passage.segment[-1].kind is Kind.MATTER
            or [word.kind for word in passage.segment[-2:]] == [Kind.MATTER, Kind.ITEM]
        ):
            return Kind.DISCLOSED, of_the_matter
    if passage.subject is None:
        return Kind.OTHER, None
    return passage.subject, _READERS.get(passage.subject)


def _continues_a_list(passage: Passage) -> bool:
    """其中2件信函申请、4件网络申请: what stands before the figure belongs to the one before it."""
    segment = passage.segment
    return bool(segment) and segment[-1].text == "、" and names_route(segment) and names_route(passage.after)


def _there_were(passage: Passage) -> bool:
    """2022年度有1件依申请公开信息: nothing else is said of them."""
    words = {word.kind for word in passage.sentence}
    return words <= {Kind.YEAR} and not passage.is_breakdown and not passage.follows_received


def _is_of_others(passage: Passage, text: str) -> bool:
    """各部门公开信息30条; not 全县各级各部门 nor 各部门、乡镇, which are all of them.

    其中，住建局收到申请3件, 教育局网站发布信息30条: a part, of one of them.
    """
    if (received := last(passage.segment, Kind.RECEIVED)) >= 0:
        named = passage.segment[received].start
        who = _BODY if passage.is_breakdown else _COURT
        if who.search(text, max(named - _LONGEST_BODY, 0), named):
            return True
    if passage.is_breakdown and passage.agency and _is_through_anothers(passage, text):
        return True
    others = has(passage.segment, Kind.OTHER_BODY)
    if others and _ALL_PARTS.search(text, passage.clause[0].start, passage.token.start) is None:
        return any(
            word.kind is Kind.OTHER_BODY and not _is_whole(word.text, word.start, text) for word in passage.segment
        )
    return _is_of_requests(passage) and _came_to_others(passage.token.start, text)


def _is_of_requests(passage: Passage) -> bool:
    return passage.subject in _OF_REQUESTS or has(passage.segment, Kind.RECEIVED)


def _came_to_others(figure: int, text: str) -> bool:
    """各乡镇收到申请30件，办结28件: in one sentence, up to where the agency speaks of itself again."""
    start = max(text.rfind("。", 0, figure) + 1, text.rfind(";", 0, figure) + 1, figure - _LONGEST_OPENING)
    who = None
    for match in _OTHERS_RECEIVE.finditer(text, start, figure):
        who = match
    if who is None or _is_whole(who["body"], who.start(), text):
        return False
    return _SELF.search(text, who.end(), figure) is None


def _is_whole(body: str, start: int, text: str) -> bool:
    """Whether bodies are all that the figures of a division are of: 全县各部门, not 全县各乡镇."""
    return _WHOLE.search(text, max(start - 6, 0), start) is not None and not _BELOW.search(body)


def _is_through_anothers(passage: Passage, text: str) -> bool:
    """Whether the channel is said to be of a body that is not the agency: 其中，市教育局网站发布信息30条."""
    channel = next((word.start for word in passage.segment if word.channel), 0)
    owner = _OWNER.search(text, max(channel - _LONGEST_BODY, 0), channel)
    return owner is not None and not set(owner[1]) <= set(passage.agency)  # 住建局 is 住房和城乡建设局


def _follows_a_figure(passage: Passage) -> bool:
    """Whether its sentence counted requests before: what follows are parts of them, with or without 其中."""
    return has(passage.sentence, Kind.FIGURE) and has(passage.sentence, Kind.RECEIVED, *REQUESTS)


def _began_before(passage: Passage, text: str) -> bool:
    """Whether the figure is said to be that since something began: 网站开通以来发布信息1200条."""
    first = passage.sentence[0].start if passage.sentence else passage.token.start
    if _SINCE_YEARS_AGO.search(text, max(first - _LONGEST_TERM, 0), passage.token.start):
        return True
    if text.find("以来", first, passage.token.start) < 0 and text.find("至今", first, passage.token.start) < 0:
        return False
    return any(word.text.endswith(_EVER_SINCE) for word in passage.sentence)


def is_of_another_time(passage: Passage, text: str, report_year: int | None) -> bool:
    """Whether the clause, else the one that opens the sentence, names another year or period."""
    if report_year is not None and (
        _opens_in_another_year(passage, text, report_year) or _is_planned(passage, text, report_year)
    ):
        return True
    if has(passage.segment, Kind.PAST) or _began_before(passage, text) or _opens_in_the_past(passage, text):
        return True
    if report_year is None:
        return False
    years = [int(word.value) for word in passage.clause if word.kind is Kind.YEAR]
    if (
        len(years) > 1
        and len(set(years)) > 1
        and years[0] < report_year
        and _HAS_SPAN.search(text, passage.clause[0].start, passage.token.start)
    ):
        return True
    year = years[-1] if years else passage.year
    return year is not None and year != report_year


def _opens_in_another_year(passage: Passage, text: str, report_year: int) -> bool:
    """2021年我局通过信函等形式接受申请，共受理申请3件: no comma parts the year from who or what is told."""
    first = passage.sentence[0] if passage.sentence else None
    if first is None or first.kind is not Kind.YEAR or first.value == report_year:
        return False
    is_first = first.start == 0 or text[first.start - 1] in "。;!?)"
    behind = passage.sentence[1] if len(passage.sentence) > 1 else None
    is_told = behind is not None and behind.start == first.end and behind.kind in _TOLD
    return (
        is_first
        and (is_told or text.startswith(_TELLER, first.end))
        and passage.token.start - first.end < _LONGEST_OPENING
        and _NOW.search(text, first.end, passage.token.start) is None
    )


def _is_planned(passage: Passage, text: str, report_year: int) -> bool:
    """Whether a later year alone is named before the figure, or the next begins the sentence: 下一年度拟制发规范性文件2件."""
    years = [word.value for word in passage.sentence if word.kind is Kind.YEAR]
    if report_year in years:
        return False  # as in most
    begun = text.rfind("。", 0, passage.token.start) + 1
    if text.startswith("截", begun) or has(passage.sentence, Kind.CARRIED):
        return False  # 截至2021年1月10日: until then
    return text.startswith(_NEXT_YEARS, begun) or (bool(years) and min(years) > report_year)


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


def _is_of_money(passage: Passage) -> bool:
    """收取费用3件; not 主动公开行政处罚、行政收费等信息89条, where it is listed."""
    cost = last(passage.segment, Kind.COST)
    return cost >= 0 and not (passage.subject is Kind.DISCLOSED and cost < last(passage.segment, Kind.AND_SO_ON))


def _is_change(passage: Passage, text: str) -> bool:
    words = passage.segment
    if not words:
        return False
    first = words[0].start
    if words[0].kind is Kind.STOP:
        first = next((word.start for word in words if word.kind is not Kind.STOP), 0)
    if first and text[first - 1] in _BY_HOW_MUCH and text[max(first - 2, 0)] not in _NO_COMPARISON:
        return True
    return words[-1].kind is Kind.CHANGE and passage.token.start - words[-1].end <= 2  # 增加了, 增长近


_READERS: dict[Kind, _Reader] = {
    Kind.REQUEST: requests.request,
    Kind.DISCLOSED: disclosed,
    Kind.DOCUMENT: occurrences.issued,
    Kind.TRAINING: occurrences.training,
    Kind.COMPLAINT: occurrences.complaint,
    Kind.REVIEW: occurrences.dispute,
    Kind.SUIT: occurrences.dispute,
}
