"""Entries of the tables that prose states, besides what its claims say: outcomes, carry-over, applicants, results, decisions.

A statement is an entry's name, perhaps a word or two that add nothing, a figure and its counter (部分公开3件). What is said of
another year, another body or a whole county is none, nor what was published rather than decided, nor a figure with 余 or 约.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.identities import APPLICANTS
from pipeline.claims.requests import is_of_the_carried
from pipeline.claims.scan import worded
from pipeline.documents.document import Line
from pipeline.documents.fold import fold, kept_of_headings
from pipeline.forms.form import load_form

_OF_OTHER_MATTERS = re.compile("提案|议案|建议|信访|热线|工单|咨询|留言|来访")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、]|\([一二三四五六七八九十]+\))")


def _row_names() -> Iterator[tuple[str, str]]:
    """The rows of the requests table that prose calls by the form's label (信访举报投诉类申请), without its number."""
    for item in load_form("2021").table("requests").items:
        group, _, row = item.code.partition(".")
        if group in ("denied", "unavailable", "not_processed") and row:
            names = [_NUMBERING.sub("", fold(label)) for label in item.labels]
            own = [name for name in names if name == names[0] or not _OF_OTHER_MATTERS.search(name)]
            names = "|".join(re.escape(name) for name in sorted(own, key=len, reverse=True))
            names = names.replace("信访举报投诉", "信访、?举报、?投诉")
            yield item.code, f"(?:{names})(?:而?(?:不予公开|无法提供|不予处理)的?)?"


_BODIES = dict(zip(APPLICANTS[1:-1], ("商业企业", "科研机构", "社会公益组织", "法律服务机构"), strict=True))
"""The kinds of bodies that the form's header names; 其他 alone says nothing."""
_SUED = "(?:起诉|提起诉讼)(?:的(?:政府信息公开)?行政诉讼)?"
_SUBJECTS = {
    "outcomes.total": "办理结果(?:共计|合计|总计)",
    "granted_at_all": "(?<![不未])予以公开(?:[和及与或、]|以及)部分公开的?",
    "granted": "(?<![不未])予以公开的?",
    "granted_in_part": "(?<!公开[及和与或、])部分公开",
    **dict(_row_names()),
    "denied": "(?<![或和及与])(?<![^件宗起份例]、)不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
    "received.carried_in": r"(?:上年度?|上一年度?|去年|20\d\d年度?)(?:[无没]有?)?(?:结转|转结|遗留)|结转上一?年度?",
    "carried_out": r"(?<!未)(?<!未结)(?:结转|转结|转|顺延)[至到入]?(?:下一?年度?|次年|明年|20\d\d年度?)",
    "carried": r"(?<=[,、;])(?:结转|转结)",
    "natural_person": r"(?<!非)自然人|(?<![民人给由向和及与、])(?:公民个人|公民|个人)(?=申请|提出|\s?\d)",
    **_BODIES,
    "organisations": "(?<![民人])(?<![民人][、,和及与或])法人(?:或者?|[和及与、])其他(?:社会)?组织",
    "licensing": "行政许可",
    "penalties": "(?<!许可[、和及与])行政处罚",
    "coercive_measures": "(?<!处罚[、和及与])行政强制",
    "other_services": "其他对外管理服务事项",
    "regulations": "(?:制定|出台|颁布)(?:政府)?规章",
    "repealed": "(?:废止|宣布失效)(?:行政)?规范性文件",
    "in_force": "现行有效的?(?:行政)?规范性文件",
    "disputes": "行政复议(?:案件?)?[、和及与](?:行政)?诉讼",
    "review": "行政复议",
    "suit": "行政诉讼",
    "suit_direct": f"未经复议直接{_SUED}",
    "suit_after_review": f"复议后再?{_SUED}",
    "purchases": "(?:政府)?集中采购(?:项目)?",
    "upheld": "(?:结果)?维持(?:原?(?:具体)?行政行为|原?行政?决定|原判)?(?:或者?驳回原告诉讼请求)?",
    "corrected": "(?:结果)?纠正|(?:被?依法)?纠错|(?<!原告)(?<!申请人)(?<!对方)(?<!当事人)败诉",
    "other_result": "其他结果",
    "pending": "(?:尚|仍)?未审结",
    "concluded": "(?<!未)审结",
}
_NAMES = {f"g{number}": subject for number, subject in enumerate(_SUBJECTS)}
DECISIONS = ("licensing", "penalties", "coercive_measures", "other_services")
_ANSWERED = re.compile(
    r"(?:办结|办理完毕|处理完毕|答复)(?:[了共的]|合计|总计|共计|申请)*(?P<number>\d{1,7})\s?[件宗起份](?![次余多])"
)
_ALL_ANSWERED = re.compile(
    r"(?:\d{1,2}[.、]|\([一二三四五六七八九十]+\)|20\d\d年度?|全年|本年度?|今年|年内|[我本全该](?:局|委|厅|办|镇|乡|街道|单位|机关|部门)|共计?"
    r"|合计|总计|累计|已经?|全部|均|都|依法|依规|予以|截至年底)*"
)
"""What stands before 办结 in its clause where that counts all: 按时办结 and 3日内办结 count some."""
_OUTCOME_BEHIND = re.compile(
    r"(?:予以公开|部分公开|不予公开|同意公开|无法提供|不予处理|公开范围|信息不存在|本机关公开)[^,;。\d]{0,8}\d"
)
"""Behind a number that was dealt with: what became of these says that they are requests."""
_OF_REPLIES = re.compile("收到|接收|新收|受理|答复|办[理结]")
_DISCLOSED_FIGURE = re.compile(r"(?<!属于)(?<!已)主动公开(?:类|的)?(?:公文|文件|信息)?\d")
"""Beside 不予公开 where nothing came in: what an agency wrote is sorted by how it may be made public."""
_OTHER_OUTCOMES = re.compile("部分公开|不予公开|无法提供|不予处理")
_GOES_ON = re.compile("。(?=其中)")
RESULTS = ("upheld", "corrected", "other_result", "pending")
ROUTES = ("review", "suit", "suit_direct", "suit_after_review")
_OF_DISPUTED = frozenset((*RESULTS, "concluded", "disputes"))
"""What may be said of all disputes that an agency has: a figure counts where they are about information."""
_OF_SOME_DISPUTES = re.compile("受理|[办审][理结]|作为|其[他它]|不服|处罚|许可|执法|征收|工伤|信访|土地")
"""Of those of others, or of one matter; what is said of all that there are holds for those about information."""
_SUBJECT = "|".join(f"(?P<{name}>{_SUBJECTS[subject]})" for name, subject in _NAMES.items())
_BETWEEN = (
    "(?:政府信息公开|信息公开|申请|提出|提交|案件|案|事项|决定|处理|办理|答复|继续|数量|件数|情况|的|共计|共有|共|合计|总计|计|有"
    "|为|:)*+"
)
_FIGURE = r"\s?(?P<number>\d{1,7})\s?[件宗起例份部](?![次余多])"
_LOOKS_BEHIND = re.compile(r"\(\?<[!=](?:\[[^]]*\]|[^()[])*\)")
_PIECES = re.compile(r"\(\?:|[()|]")


def _firsts(pattern: str) -> set[str]:
    """What a match of a subject may begin with, and more: what its alternatives begin with, and what stands behind one.

    >>> sorted(_firsts("(?<![不未])(?:结果)?维持"))
    ['结', '维']
    """
    pieces = _PIECES.split(_LOOKS_BEHIND.sub("", pattern))
    return {piece.lstrip("?*+")[0] for piece in pieces if piece.lstrip("?*+")}


_FIRSTS = "".join(sorted({first for pattern in _SUBJECTS.values() for first in _firsts(pattern)}))
_STATED = re.compile(rf"(?=[{re.escape(_FIRSTS)}])(?:{_SUBJECT}){_BETWEEN}(?:{_FIGURE})?")
"""What looks ahead spares most characters the thirty subjects."""
_NAME = re.compile(rf"(?:{_SUBJECT})$")
_LISTED = re.compile(r"以及|[、和及与]")
_CLAUSE_STOP = re.compile(r"[,，:：;；()（）]")
_NUMBERS = re.compile(r"\d+")
_RESPECTIVELY = re.compile(
    r"(?:的|申请|件数|数量)*分别(?:为|是|有|共)?(?P<figures>(?:\d{1,7}\s?[件宗起份例][、,和及与]?){2,})"
)
"""Behind names that stand apart from their figures."""
_COUNTED_BEFORE = re.compile(
    r"(?<![\d.])(?P<number>\d{1,7})\s?[件宗起份例](?![次余多])"
    r"(?:(?:申请)?(?:[正尚仍]在(?:办理|处理)中?|[尚仍]?未(?:办结|到期|答复)),?|(?:的|已|被|依法|按规定|予以|作出|属于|因|系|是){0,3})"
    rf"{_BETWEEN}$"
)
"""Before an entry's name that has no figure behind it: 3件不予公开, 尚有3件申请结转下一年度."""
_OF_DOCUMENTS = re.compile(
    rf"(?:制发|制定|印发|出台|制作|发布|新增)(?:行政)?规范性文件{_BETWEEN}\d{{1,7}}\s?[件份个部]"
    r"(?P<rest>(?:[,、;(]\s?(?:废止|现行有效|新公开)的?\s?\d{1,7}\s?[件份个部](?![次余多]))+)(?=[,、;。)]|$)"
)
"""制定规范性文件2件，废止1件，现行有效4件: the noun stands once for all."""
_OF_THESE = re.compile(r"(?P<what>废止|现行有效|新公开)的?\s?(?P<number>\d{1,7})")
_OF_DOCUMENTS_THAT_ARE = {"废止": "repealed", "现行有效": "in_force", "新公开": "disclosed"}
_PURCHASES = re.compile(
    rf"(?:政府)?集中采购(?:项目)?{_BETWEEN}(?P<number>\d{{1,7}})\s?(?:批次|[个项件批次宗])(?![余多])"
)
_MAY_STATE = re.compile(
    "公开的|公民|个人|企业|机构|公益组织|转下|转入|遗留|其他结果|诉讼|予以公开|同意公开|不予公开|不掌握|另行制作|不明确|信访|重复|属于|规章|服务事项|部分公开|办理结果|无法提供|不予处理|其他处理|结转|转结|自然人|其他组织|行政|规范性文件|复议|审结|集中采购"
)
LONGEST_SENTENCE = 1_000
"""Characters of a sentence that is read: each of its figures is held against all that stands before it."""
_TENS = "一二两三四五六七八九十"
_WORDED = re.compile(rf"(?<![第每零百千{_TENS}])[{_TENS}][{_TENS}百]{{0,4}}(?=[件起宗份例](?![事次]))")
"""部分公开三件."""
_COUNTS = re.compile(r"[\d未没无均都]|全部|[一二两三四五六七八九十][件宗起份例]")
"""What a sentence has that states a number, or that there was none, or no other; headings have none."""
_SENTENCES = re.compile(r"[。\n]")
_STOP = re.compile(r"[,，、:：;；()（）]")
_YEAR = re.compile(r"(20\d\d)年")
_ELSEWHERE = re.compile(
    r"上年|上一年|去年|往年|同期|历年|以来|季度|半年|\d月|同比|较|增|减|占|各(?![类项])|下属|所属|下级"
    r"|因|由于|原因|不掌握|没有|不存在|补正|信访|重复"
)
"""In the clause of a figure: another time, another body, or one reason of several."""
_CAUSE = re.compile("因(?:依申请公开|(?:政府)?信息公开)(?:工作|申请)?")
"""Of what disputes are about: no reason of several."""
_WIDE = re.compile("全[省市县区州盟旗](?!级)|全系统")
_OWN = re.compile(r"[我本全该](?:行政)?(?:局|委|厅|办|镇|乡|街道|单位|机关|部门|院|中心|队|所)")
_BODY = re.compile(r"[一-龥](?:局|委|厅|办(?!理|结|件|公)|镇|乡|街道|单位|部门|队|所|站|中心|政府(?!信息)|法院|公司)")
_DECIDED = re.compile("作出|做出|实施|办理|办结|下达|决定")
_PUBLISHED = re.compile("公示|发布|公布|公开|信息|推送|资讯")
_LEAD = re.compile(
    rf"(?:20\d\d年度?|全年|本年度?|今年|年内|其中|{_OWN.pattern}|共计?|合计|总计|累计|依法|作出|做出|实施|办理|办结|下达|各类|\s)*"
)
"""What may stand before decisions that are all of the year's: 公示行政处罚12件 and 交通领域行政处罚12件 are others."""
_SO_FAR = re.compile("截[至止]|以来|至今|历年|建[成局]|成立")
"""With 累计 behind it: a count over years, or over this one; nobody can tell."""
_EXAMINED = re.compile("审[核查]|评查|抽查|复核")
_LIST_STOP = re.compile(r"[,，:：;；()（）]")
"""Before a list of what was examined, and no decision of this agency's: 审核规范性文件15件、行政处罚6件."""
_OF_REQUESTS = re.compile("申请|答复|办[理结]|其中")
_NONE_OF = re.compile(
    r"(?:未曾|未|没有|没|均无|暂无|无)(?:收到|接到|受理|办理|作出|做出|实施|开展|发生|产生|出现|存在|有|因|过|任何|新的?|由|[一1]件?|被|(?:行政)?复议机[关构]|法院)*$"
)
"""Before an entry's name that has no figure: there were none (无上年结转申请, 未收到法人或其他组织的申请)."""
_NONE_WITHIN = re.compile("[^无没,;]{2,7}[无没]有?(?:结转|转结)")
"""The same in a name: 上年度无结转申请."""
_ALL_OF = re.compile(r"(?:均|全部|都)(?:已经?|依法|依规|按时|按期|及时|获得?|被|作出|做出|为|由|是|系|属于|来自)*$")
"""The same: there were no others (申请均为自然人提出, 行政复议均维持)."""
_NAME_ENDS = re.compile(
    r"(?:的|提出|提交|提起|办理|继续|政府信息公开|信息公开|公开|申请|决定|案件|案|件|事项|行为|措施|情形|情况|原|行政行为|了)*(?=[,;:)]|$)"
)
"""Behind such a name."""
_SOME_REQUESTS = re.compile("[对凡能可应]|符合|属于|文件|申请[公人表]")
"""In the clause before 全部予以公开: what is meant are those that may be or must be made public, not all."""
_ARE_CASES = re.compile("申请|复议|诉讼")
_LONGEST_BEFORE = 24
_THE_OTHERS = {
    "granted": ("granted_in_part", "denied", "unavailable", "not_processed"),
    "natural_person": ("organisations",),
    "organisations": ("natural_person",),
    "upheld": ("corrected", "other_result", "pending"),
    "corrected": ("upheld", "other_result", "pending"),
    "pending": ("upheld", "corrected", "other_result"),
    "concluded": ("pending",),
}
"""Which entries are none where all are one."""
_OF_INFORMATION = re.compile("信息公开|依申请公开")
_OF_DISPUTES = re.compile("(?:信息公开|依申请公开).*(?:复议|诉讼)|(?:复议|诉讼).*(?:信息公开|依申请公开)")


@dataclass(frozen=True, slots=True)
class Statement:
    """That prose counts `value` of `subject`, a key of `_SUBJECTS`; of a result, `route` says of which disputes."""

    subject: str
    value: int
    route: str = ""


def find_statements(lines: Iterable[Line], report_year: int | None, agency: str = "") -> list[Statement]:
    """What prose states of single entries, in print order; `agency` is the name that stands for the report's own body."""
    found: list[Statement] = []
    of_disputes = False
    for line in lines:
        if not _may_state(line.text):
            of_disputes = False
            continue
        for sentence in _sentences(line.folded.replace(agency, "本机关") if agency else line.folded):
            if len(sentence) <= LONGEST_SENTENCE and _COUNTS.search(sentence):
                found += _statements_in(with_figures(sentence), report_year, of_disputes)
            of_disputes = _OF_DISPUTES.search(sentence) is not None if sentence else of_disputes
    return found


def with_figures(sentence: str) -> str:
    """The sentence with figures for those in words that count cases: 部分公开三件."""
    return _WORDED.sub(lambda match: str(worded(match[0])), sentence)


def _sentences(text: str) -> list[str]:
    """What a full stop parts, but not from what breaks it down: 共答复12件。其中，予以公开5件."""
    return _SENTENCES.split(_GOES_ON.sub(",", text) if "。其中" in text else text)


@kept_of_headings
def _may_state(text: str) -> bool:
    return _MAY_STATE.search(text) is not None and "|" not in text and _WIDE.search(fold(text)) is None


def stated_in(sentence: str) -> Iterator[Statement]:
    """What a folded sentence states, of whatever year it is."""
    years = {int(year) for year in _YEAR.findall(sentence)}
    yield from _statements_in(sentence[:LONGEST_SENTENCE], years.pop() if len(years) == 1 else None)


def _statements_in(sentence: str, report_year: int | None, is_of_information: bool = False) -> Iterator[Statement]:
    """`is_of_information`: the sentence before speaks of disputes about information, and this one goes on."""
    for match in _PURCHASES.finditer(sentence) if "集中采购" in sentence else ():
        if _is_of_the_report("purchases", sentence, match.start(), report_year):
            yield Statement("purchases", int(match["number"]))
    for match in _OF_DOCUMENTS.finditer(sentence) if "规范性文件" in sentence else ():
        if _is_of_the_report("repealed", sentence, match.start(), report_year):
            for one in _OF_THESE.finditer(match["rest"]):
                yield Statement(_OF_DOCUMENTS_THAT_ARE[one["what"]], int(one["number"]))
    if "办" in sentence or "答复" in sentence or "处理" in sentence:
        yield from _all_answered(sentence, report_year)
    if "分别" in sentence:
        yield from _respectively(sentence, report_year)
    route, end = "", 0
    for match in _STATED.finditer(sentence):
        subject = next(_NAMES[name] for name in _NAMES if match[name])
        if subject in ROUTES:
            route = subject
        if subject in ("review", "suit"):
            continue  # these two are claims
        is_about_all = subject in _OF_DISPUTED and not (is_of_information or _OF_INFORMATION.search(sentence))
        if is_about_all and (match["number"] or _OF_SOME_DISPUTES.search(sentence)):
            continue
        if subject in RESULTS and not route:
            continue
        if not match["number"]:
            before = _counted_before(sentence, end, match)
            if before is None or is_about_all:
                yield from _none_of(subject, route, sentence, match, report_year)
                continue
            number, start = int(before["number"]), before.start()
        else:
            number, start, end = int(match["number"]), match.start(), match.end()
        if "carried" in subject and not _carries_requests(subject, sentence):
            continue
        if subject in ("purchases", "concluded"):
            continue  # counted by their own words, or not told from the pending
        if subject in ("granted_at_all", "granted", "denied") and not _is_outcome(match[0], sentence):
            continue
        if _is_of_the_report(subject, sentence, start, report_year):
            yield Statement(subject, number, route if subject in RESULTS else "")


def _respectively(sentence: str, report_year: int | None) -> Iterator[Statement]:
    """予以公开、部分公开分别为3件、2件: outcomes of requests that are named before all their figures."""
    for match in _RESPECTIVELY.finditer(sentence):
        names = _LISTED.split(_CLAUSE_STOP.split(sentence[: match.start()])[-1])
        figures = _NUMBERS.findall(match["figures"])
        found = [(_NAME.search if name is names[0] else _NAME.match)(name) for name in names]
        subjects = [_NAMES[one.lastgroup] for one in found if one is not None and one.lastgroup]
        if len(subjects) != len(figures) or len(names) != len(figures) or not _OF_REQUESTS.search(sentence):
            continue
        if _is_of_the_report(subjects[0], sentence, match.start(), report_year):
            yield from (Statement(*pair) for pair in zip(subjects, map(int, figures), strict=True))


def _carries_requests(subject: str, sentence: str) -> bool:
    """Whether what is carried over are requests: it must be said where neither is the year, nor may another matter be named."""
    is_said = "申请" in sentence
    is_of_others = "复议" in sentence or "诉讼" in sentence or _OF_OTHER_MATTERS.search(sentence) is not None
    return is_said if subject == "carried" else is_said or not is_of_others


def _counted_before(sentence: str, end: int, match: re.Match[str]) -> re.Match[str] | None:
    """The figure before a name, behind the last one that was read; none of a name that goes on."""
    if not _NAME_ENDS.match(sentence, match.end()):
        return None
    return _COUNTED_BEFORE.search(sentence, max(end, match.start() - _LONGEST_BEFORE), match.start())


def _none_of(
    subject: str, route: str, sentence: str, match: re.Match[str], report_year: int | None
) -> Iterator[Statement]:
    """What a name without a figure says: that there were none of it, or none of the others."""
    if not _NAME_ENDS.match(sentence, match.end()):
        return
    start = max(match.start() - _LONGEST_BEFORE, 0)
    if none := _NONE_WITHIN.match(sentence, match.start()) or _NONE_OF.search(sentence, start, match.start()):
        subjects: Sequence[str] = (subject,)
    elif (none := _ALL_OF.search(sentence, start, match.start())) and subject in _THE_OTHERS:
        clause = _STOP.split(sentence[: none.start()])[-1]
        is_of_all = "申请" in clause and not _SOME_REQUESTS.search(clause)
        subjects = _THE_OTHERS[subject] if (is_of_all if subject == "granted" else _ARE_CASES.search(sentence)) else ()
    else:
        return
    if _is_of_the_report(subject, sentence, none.start(), report_year):
        for one in subjects:
            yield Statement(one, 0, route if one in RESULTS else "")


def _all_answered(sentence: str, report_year: int | None) -> Iterator[Statement]:
    """全年共办结157件，其中予以公开57件: the requests are named by what became of them alone."""
    for match in _ANSWERED.finditer(sentence):
        clause = _STOP.split(sentence[: match.start()])[-1]
        if not _ALL_ANSWERED.fullmatch(clause) or not _OUTCOME_BEHIND.search(sentence, match.end()):
            continue
        if not _OF_OTHER_MATTERS.search(sentence) and _is_of_the_report(
            "answered", sentence, match.start(), report_year
        ):
            yield Statement("answered", int(match["number"]))


def _is_outcome(name: str, sentence: str) -> bool:
    """Whether what was made public, or not, is what became of requests: not 应当主动公开而予以公开的12件."""
    if not _OF_REQUESTS.search(sentence) or _sorts_what_is_kept(sentence):
        return False
    if not name.startswith("予以公开") or "予以公开的" in name:
        return True
    return _OTHER_OUTCOMES.search(sentence) is not None and not _OF_OTHER_MATTERS.search(sentence)


def _sorts_what_is_kept(sentence: str) -> bool:
    """公文320件，其中主动公开45件、依申请公开12件、不予公开263件; 办理提案31件，公开答复28件，不予公开3件."""
    if _OF_REPLIES.search(sentence):
        return "申请" not in sentence and _OF_OTHER_MATTERS.search(sentence) is not None
    return _DISCLOSED_FIGURE.search(sentence) is not None


def _is_of_the_report(subject: str, sentence: str, start: int, report_year: int | None) -> bool:
    years = {int(year) for year in _YEAR.findall(sentence)}
    if report_year is not None and subject in ("received.carried_in", "carried_out"):
        years -= {report_year - 1, report_year + 1}
    if years - {report_year}:
        return False
    before = sentence[:start]
    clause = _STOP.split(before)[-1]
    if subject in DECISIONS:
        if _SO_FAR.search(before) and "累计" in clause:
            return False
        if _EXAMINED.search(_LIST_STOP.split(before)[-1]):
            return False
        return _LEAD.fullmatch(clause) is not None and _last(_DECIDED, before) >= _last(_PUBLISHED, before)
    if "carried" not in subject and ("结转" in before or "转结" in before) and is_of_the_carried(before, len(before)):
        return False
    clause = clause.removesuffix("因") if "." in subject else _CAUSE.sub("", clause)
    return _ELSEWHERE.search(clause) is None and _BODY.search(_OWN.sub("", before)) is None


def _last(words: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in words.finditer(text)), default=-1)
