"""Figures stated in prose → claims.

A claim is a figure with a counted noun (220条, 3件) whose clause says what was counted: the subject before it, the verb, the
channel. The nearest words decide, the sentence gives context, and a figure of another year, another matter (proposals, hotlines,
approvals) or another body is none. A sentence that says that nothing occurred is a claim of 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.contract import Cell, Claim, Number, Place, Reading
from pipeline.documents.document import Line

_CONTEXT = 120
"""Characters of a paragraph before a sentence that may say what the sentence breaks down."""
_NEAR = 10
"""Characters before a figure in which a word says what is counted."""
_SENTENCE = re.compile(r"[^。；;！!?？\n]+")
_FIGURE = re.compile(
    r"(?<![\d.\-年第〔\[（(])(?P<number>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)\s*(?P<myriad>[万亿])?\s*(?P<about>余|多)?\s*"
    r"(?P<counter>人次|条次|条|件|次|篇|份|宗|起|个|期|场|项|批次|批|则|例|人)"
)
_ABOUT_BEFORE = re.compile(r"(?:近|约|大约|超过|逾)\s*$")
_COUNTERS = {
    "disclosed": "条 条次 篇 件 份 项 则 次 个",
    "requests": "件 份 宗 条 起 次 个 例 人次",
    "requests_first": "件 份 宗 条 起 次 个 例 项",
    "cases": "件 起 宗 次 例 项 个",
    "documents": "件 份 个 项 部",
    "sessions": "次 期 场 个 批 批次",
}
_NOTHING = re.compile(
    r"未发生|没有发生|未收到|没有收到|未接到|没有接到|未接收|没有接收|未受理|未产生|未出现|没有产生|没有出现|未引起|未引发|未被|没有被|未有|没有|暂无|均为0|为0|为零|均无|无(?!法|效|偿|正当|关|障碍|人|意)"
)
_OTHER_MATTER = re.compile(
    r"提案|(?<!复)议案|建议[案]?\d|人大代表|政协|热线|12345|市长信箱|留言|来信|来访|咨询电话|信访件|行政许可|行政处罚|审批|办件|证照|"
    r"阅读量|浏览量|访问量|点击量|关注(?:量|数|人数|用户)|粉丝|转发"
)
_OTHER_BODY = re.compile(r"(?:各(?:乡镇|镇街|街道|县区|区县|部门|单位|乡|镇|科室)|下属|所属(?:各)?|直属)[^，,]{0,12}$")
_YEAR_OF_CLAUSES = re.compile(r"(?:^|[，,])\s*(20\d\d)年(?:度)?(?=[，,我全共本])")
"""A year that opens a clause holds for those that follow."""
_NEW = re.compile(r"(?:本年度?|当年|今年|全年)?新增")
_CUMULATIVE = re.compile(r"累计|截至|截止")
_PAST = re.compile(r"(?:上年度?|去年|上一年|往年|历年|截至目前累计|(?P<year>20\d\d)年(?!以来|起|至今))")
_CHANNELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("wechat", re.compile(r"微信|(?<!微博)(?<!抖音)(?<!头条)公众号|公众平台")),
    ("weibo", re.compile(r"微博")),
    (
        "website",
        re.compile(r"网站|门户网|官网|政府网|信息网|互联网|公开网|网上|公开专栏|公开平台|公开栏目|信息公开目录"),
    ),
    (
        "elsewhere",
        re.compile(
            r"其他(?:方式|渠道|途径|形式)|公报|公示栏|公开栏(?!目)|广播|电视|报纸|报刊|媒体|客户端|抖音|头条|APP|查阅点|查阅室|档案馆|图书馆|宣传栏|手册|LED|短信|简报|电子屏|新媒体"
        ),
    ),
)
_MANY_CHANNELS = re.compile(
    r"(?:多种|各种|各类|不同|多个|各个|多)(?:渠道|方式|途径|形式|平台|载体)|等(?:多种)?(?:渠道|方式|途径|形式|平台|载体)"
)
_RECEIVED_BEFORE = re.compile(r"(?:收到|受理|接到|接收|新收)(?:了|到|有|公民)?(?:共|共计|各类)?$")
_REVIEW = r"(?:行政)?复议"
_SUIT = r"(?:行政)?诉讼"
_DISPUTE = rf"{_REVIEW}|{_SUIT}|起诉|应诉"
_DISCLOSED = re.compile(r"(?:公开|发布|发表|推送|更新|刊载|上传|公布)")
_DISCLOSED_WHAT = re.compile(r"信息|公开|推文|图文|稿件|微博|内容|消息")
_REQUEST = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开|公开政府信息|政务公开)[^，,]{0,10}申请|依申请公开|公开申请|申请公开"
)
_CHANNEL_OF_REQUEST: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("in_person", re.compile(r"(?:当面|现场|窗口|上门|来访|面交)[^，,、;；]{0,10}$")),
    ("fax", re.compile(r"传真[^，,、;；]{0,8}$")),
    ("mail", re.compile(r"(?:信函|信件|邮寄|书信|来函|来信|邮政|邮件寄送|EMS)[^，,、;；]{0,8}$")),
    ("online", re.compile(r"(?:网络|网上|网站|在线|电子邮件|电子邮箱|互联网|平台|线上|系统)[^，,、;；]{0,10}$")),
)


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Number
    approximate: bool
    counter: str
    start: int
    end: int
    before: str
    """The clause up to the figure; an enumeration (、) ends it too."""
    segment: str
    """What stands between the figure or comma before and this figure: an enumeration of channels belongs to it."""
    sentence_before: str
    context: str
    """The sentences before, in the same paragraph."""
    after: str
    """What follows the figure up to the next comma or figure."""


def find_claims(lines: Iterable[Line], report_year: int | None, cells: Sequence[Cell]) -> list[Claim]:
    """The claims of a report's prose, in print order, one for each indicator and value.

    `cells` decide what 收到 means: the table's new requests, or these with the ones carried in.
    """
    found: dict[tuple[str, Number], Claim] = {}
    for line in lines:
        for match in _SENTENCE.finditer(line.text):
            sentence = match.group()
            start = line.start + match.start()
            context = line.text[max(match.start() - _CONTEXT, 0) : match.start()]
            for indicator, value, approximate, begin, end in _claims_in(sentence, context, report_year):
                place = Place(f"line {line.number}", page=line.page, start=start + begin, end=start + end)
                claim = Claim(indicator, value, sentence.strip(), place, approximate)
                found.setdefault((indicator, value), claim)
    return [_with_reading(claim, cells) for claim in found.values()]


def _claims_in(sentence: str, context: str, report_year: int | None) -> Iterator[tuple[str, Number, bool, int, int]]:
    figures = list(_figures(sentence, context))
    found = [(_indicator(figure), figure) for figure in figures if not _is_of_another(figure, report_year)]
    of_the_year = {indicator for indicator, figure in found if indicator and _NEW.search(figure.segment)}
    for indicator, figure in found:
        if indicator is None or (indicator in of_the_year and _CUMULATIVE.search(figure.segment)):
            continue
        yield indicator, figure.value, figure.approximate, figure.start, figure.end
    yield from _negated(sentence, figures, report_year)


def _figures(sentence: str, context: str) -> Iterator[_Figure]:
    last_end = 0
    for match in _FIGURE.finditer(sentence):
        number = match["number"].replace(",", "").replace("，", "")
        value: Number = Decimal(number) if "." in number else int(number)
        if match["myriad"]:
            value *= 10_000 if match["myriad"] == "万" else 100_000_000
        if isinstance(value, Decimal) and value == int(value):
            value = int(value)
        before = sentence[: match.start()]
        clause = re.split(r"[，,、]", before)[-1]
        segment = re.split(r"[，,]", before[last_end:])[-1]
        last_end = match.end()
        after = re.split(r"[，,、；;（(\d]", sentence[match.end() :])[0]
        about = bool(match["about"]) or _ABOUT_BEFORE.search(before) is not None
        yield _Figure(
            value, about, match["counter"], match.start(), match.end(), clause, segment, before, context, after
        )


def _is_of_another(figure: _Figure, report_year: int | None) -> bool:
    """Another year, another matter, another body."""
    before = figure.sentence_before
    near = re.split(r"[，,]", before)[-1]
    for match in _PAST.finditer(near):
        if match["year"] is None or (report_year is not None and int(match["year"]) != report_year):
            return True
    opening = _YEAR_OF_CLAUSES.findall(before)
    if opening and report_year is not None and int(opening[-1]) != report_year:
        return True
    other = max((match.end() for match in _OTHER_MATTER.finditer(before)), default=-1)
    if other >= 0 and "公开" not in before[other:] and not re.search(_DISPUTE, before[other:]):
        return True
    if _OTHER_BODY.search(near):
        return True
    return re.search(r"(?:增加|增长|减少|下降|上升|多|少)(?:了)?$", figure.sentence_before) is not None


def _indicator(figure: _Figure) -> str | None:
    clause, before, counter = figure.before, figure.sentence_before, figure.counter
    subject = before[-60:]
    if counter in _COUNTERS["cases"].split() and re.search(_DISPUTE, clause):
        return _dispute(clause)
    if counter in _COUNTERS["documents"].split() and re.search(
        r"(?:制发|制定|印发|出台|发布|发文|制定发布|新制作|制作)[^，,]{0,12}规范性文件[^，,]{0,6}$", clause
    ):
        return "normative_documents.issued"
    if counter in _COUNTERS["sessions"].split() and re.search(
        r"(?:信息公开|政务公开)[^，,]{0,14}培训[^，,]{0,8}$|(?:举办|组织|开展|召开|参加)[^，,]{0,16}(?:信息公开|政务公开)[^，,]{0,16}培训[^，,]{0,8}$",
        clause,
    ):
        return "training.sessions"
    if counter in _COUNTERS["cases"].split() and re.search(r"(?:举报|投诉)[^，,]{0,6}$", clause) and "公开" in subject:
        return "complaints.total"
    if (
        counter in _COUNTERS["requests_first"].split()
        and _RECEIVED_BEFORE.search(clause)
        and _REQUEST.search(figure.after)
    ):
        return "requests.received"  # 收到12件政府信息公开申请
    if counter in _COUNTERS["requests"].split() and _is_about_requests(clause, before, figure.context):
        found = _request(clause, before)
        if found is not None or "主动公开范围" in clause or re.match(r"\s*其中", before):
            return found
    if counter in _COUNTERS["disclosed"].split():
        return _disclosure(figure.segment, before, figure.context)
    return None


def _dispute(clause: str) -> str | None:
    """The nearer word decides; a clause that names both counts neither apart."""
    review = max((m.end() for m in re.finditer(_REVIEW, clause)), default=-1)
    suit = max((m.end() for m in re.finditer(rf"{_SUIT}|起诉|应诉", clause)), default=-1)
    if re.search(r"维持|纠正|撤销|驳回|败诉|胜诉|审结|确认违法|未经复议|复议后", clause):
        return None
    return "review.total" if review > suit else "suit.total"


def _is_about_requests(clause: str, before: str, context: str) -> bool:
    """The clause, else its sentence names requests; a sentence that only breaks down (其中) goes with the one before."""
    if _REQUEST.search(clause):
        return True
    goes_on = re.match(r"\s*(?:其中|按|答复|已?办结|予以)", before) is not None
    return (_REQUEST.search(before) or (goes_on and _REQUEST.search(context))) is not None


def _request(clause: str, before: str) -> str | None:
    if re.search(r"结转|自然人|法人|公民\S{0,2}$|企业\S{0,2}$|组织\S{0,2}$", clause):
        return None  # carried over, or a breakdown by applicant
    for channel, pattern in _CHANNEL_OF_REQUEST:
        if pattern.search(clause) and re.search(r"收到|受理|接到|申请", before):
            return f"requests.received.{channel}"
    if re.search(
        r"部分公开|部分同意|无法提供|不予处理|不存在|未制作|不掌握|补正|已主动公开|延期|按时|按期|其他处理|撤回", clause
    ):
        return None
    if re.search(r"(?:不予公开|不同意公开|不能公开|不公开|拒绝公开)[^，,]{0,6}$", clause):
        return "requests.denied"
    if re.search(r"(?:(?<!不)予以公开|(?<!不)同意公开|全部公开|准予公开)[^，,]{0,6}$", clause):
        return "requests.granted"
    if re.search(r"(?:答复|办结|回复|办理完毕)[^，,]{0,16}$", clause) and not re.search(r"收到|受理", clause):
        return "requests.answered"
    if re.search(r"(?:收到|受理|接到|办理|新收|接收|收)[^，,]{0,30}$", clause) and re.search(r"申请", clause):
        return "requests.received"
    if re.search(r"申请[^，,]{0,8}$", clause) and re.search(r"收到|受理|接到|新收", before):
        return "requests.received" if not re.search(r"\d", before) else None
    if re.search(
        r"^(?:共|共计|总计|合计|全年|本年度?)?(?:收到|受理)(?:申请)?(?:共|共计)?$", clause.strip()
    ) and _REQUEST.search(before):
        return "requests.received"
    return None


_SAYS_DISCLOSED = re.compile(r"主动公开|(?:公开|发布)(?:各类|各项)?(?:政府|政务)?信息")


def _disclosure(clause: str, before: str, context: str) -> str | None:
    """The clause must say that information was made public; its channel is the one named nearest before the figure.

    通过政府网站发布220条 says what was published only with the sentence or the one before (主动公开政府信息…).
    """
    is_said = _DISCLOSED.search(clause) and _DISCLOSED_WHAT.search(clause)
    is_said = (
        is_said or _SAYS_DISCLOSED.search(before) or (_DISCLOSED.search(clause) and _SAYS_DISCLOSED.search(context))
    )
    if not is_said:
        return None
    if re.search(
        r"申请|复议|诉讼|培训|会议|解读|回应|留言|规范性文件|公开指南|目录\d|更新\w{0,4}栏目", clause[-_NEAR:]
    ):
        return None
    if re.search(
        r"(?:规章|文件|预算|决算|目录|事项|指南|名单|人事任免)[^，,]{0,3}$|(?<!各)类(?:别)?的?信息[^，,]{0,2}$", clause
    ):
        return None
    if _MANY_CHANNELS.search(clause) or _names_several(clause):
        return "disclosed.total"
    last = ("", -1)
    for channel, pattern in _CHANNELS:
        for match in pattern.finditer(clause):
            if match.end() > last[1]:
                last = (channel, match.end())
    if last[0] == "elsewhere":
        return None
    if last[0]:
        return f"disclosed.{last[0]}"
    if re.search(r"主动公开[^，,]{0,24}$", clause) and not re.search(r"其中|类", clause):
        return "disclosed.total"
    if re.search(r"(?:公开|发布)(?:各类|各项)?(?:政府|政务)信息[^，,]{0,10}$", clause) and not re.search(
        r"其中", clause
    ):
        return "disclosed.total"
    return None


def _names_several(clause: str) -> bool:
    """Whether an enumeration names channels of two kinds for one figure."""
    return "、" in clause and sum(1 for _, pattern in _CHANNELS if pattern.search(clause)) > 1


def _negated(
    sentence: str, figures: Sequence[_Figure], report_year: int | None
) -> Iterator[tuple[str, Number, bool, int, int]]:
    """Clauses that say that none occurred: 未发生因政府信息公开被申请行政复议、提起行政诉讼."""
    for match in _NOTHING.finditer(sentence):
        tail = sentence[match.end() :]
        clause_before = re.split(r"[，,]", sentence[: match.start()])[-1]
        scope = (
            re.split(r"[，,]", tail)[0]
            if match.group()[0] in "未没暂无均" and not match.group().startswith(("均为", "均无"))
            else ""
        )
        text = scope if re.search(r"复议|诉讼|申请|投诉|举报", scope) else clause_before
        if any(match.end() <= figure.start < match.end() + len(scope) for figure in figures):
            continue
        past = _PAST.search(clause_before)
        if past and (past["year"] is None or (report_year is not None and int(past["year"]) != report_year)):
            continue
        context = sentence if "公开" in sentence else ""
        span = (match.start(), match.end() + len(scope))
        if re.search(r"复议", text):
            yield "review.total", 0, False, *span
        if re.search(r"诉讼", text):
            yield "suit.total", 0, False, *span
        if (
            re.search(r"(?:公开|依)[^，,]{0,8}申请", text)
            and not re.search(r"复议|诉讼|收费|费用", text)
            and re.search(r"收到|接到|接收|受理|没有|无|暂无|为0|为零", match.group())
        ):
            yield "requests.received", 0, False, *span
        if re.search(r"举报|投诉", text) and context:
            yield "complaints.total", 0, False, *span


def _with_reading(claim: Claim, cells: Sequence[Cell]) -> Claim:
    if claim.indicator != "requests.received":
        return claim
    return replace(claim, reading=_reading(claim, cells))


def _reading(claim: Claim, cells: Sequence[Cell]) -> Reading:
    """New, or with those carried in: what the text says, else what the table shows."""
    total = {c.item: c.value for c in cells if c.table == "requests" and c.column == "total" and c.status == "reported"}
    new, carried = total.get("received.new"), total.get("received.carried_in")
    if new is not None and claim.value == new:
        return "new"
    if new is not None and carried is not None and claim.value == new + carried:
        return "with_carried_in"
    if re.search(r"新收|新增|本年(?:度)?收到", claim.sentence):
        return "new"
    if re.search(r"(?:含|包括|包含)[^，,]{0,6}(?:上年|结转)", claim.sentence):
        return "with_carried_in"
    return "unknown"
