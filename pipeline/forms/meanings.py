"""What words in a label mean: those that say the same as the form's, and those that make of it another thing.

Offices word the form's labels in their own way (办理数量 for 处理决定数量), and that changes nothing. Another period, a part,
another object, a negation do: 行政许可（上年）, 采购预算总金额. These words are few, and known where they stand, in brackets too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.documents.document import Line
from pipeline.documents.fold import fold
from pipeline.forms.tokens import UNIT_NAMES, Token

_SAME = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"[本我](?:行政)?(?:机关|单位|部门|局|委|办|厅|镇|乡|街道)", "我"),
        (r"小计|合计|总计|总和", "计"),
        (r"累计对?外?公开|对外公开(?:的?累计|总)|(?<!新)公开总", "皆公开"),
        (r"(?:[比较与](?:上一?年度?|去年)(?:相比)?|同比)(?=增|减|变)", ""),
        (r"截?[至止到]?(?:本?年末|本?年底|期末)|[目当]前|现[行有存]|有效", "效"),
        (r"新?(?:制发|制定|制作|印发|出台)|新增", "制"),
        (r"(?:宣布)?(?:失效|废止)", "废止"),
        (r"[作做]出决定|处理决定|办[理结件]|处理|决定", "决"),
        (r"增减(?:变化|变动)?|变[化动]", "变"),
        (r"新收到?|收到|受理|接收", "收"),
        (r"[征收]收|收取|实收|收费|收入", "收"),
        (r"采购|成交", ""),
        (r"总?金额|总额|数额|费额", "额"),
        (r"上一?年度?|去年", "上"),
        (r"(?:[本当今全]年|年)[度内]?", ""),
        (r"项目|事项", "项"),
        (r"总|数量|数|件|个|份|量|情况|的|[相有]关|该", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""Words of labels, each with the one that stands for all that say the same; what adds nothing has none."""
_STOCK = re.compile("总|现行|有效|上一?年|结转")
"""In a name of what is counted over all years, or was of the year before."""
_NOT_TAKEN = re.compile(
    r"[比较与](?:上一?年度?|去年)(?:相比)?|[(（](?:包?含|包括|指|即|注:)[^()（）]*[)）]?|不[包含括]{0,2}[^()（）]*结转[^()（）]*"
)
"""What compares, explains or names what the whole takes in."""
_QUALIFIERS = re.compile(
    r"上一?年度?[办审]结|上一?年|去年|历年|累计|预算|计划|预计|拟|应收|减免|减收|免收|退[费还]|欠[费缴]|节约|[^效]率$|比例|占比|百分|幅度|人数|人次|户数|罚[款没]"
    r"|民事|刑事|公益诉讼|外籍|境外|外资|港澳|国有|民营|党内|修订|修[改正]|清理|注销|变更|延续|吊销|废止|程序|当场|不包?含|不包括|除外|仅|部分|不予"
    r"|[省市县区乡镇]级|乡镇|街道|许可受理|立案|(?<=[可制])申请|(?<=罚)金额|基金|平均|网上|线上|信访|延期|逾期|补正前"
)
"""Words that make of an entry another: of another period, a part, another object, a measure, or not done."""
_QUALIFIED_BEFORE = re.compile(r"(?:\d{1,2}[.、]|[(（]?[一二三四五六七八九十]+[)）、])?(其[他它]|其中|非)")
_UNIT_BEHIND = re.compile(f"(?<=数)(?:{'|'.join(sorted(UNIT_NAMES, key=len, reverse=True))})$")
"""The unit of a row's figure behind its label: 接受培训人员数人次."""
_LONGEST_BEFORE = 8
"""Characters just before a label in its line that are looked at."""
_IS_ANOTHER = re.compile("规划|规定|规则|规程|规章制度|行政处分")
"""Words that differ from 规章 and 行政处罚 in a character and are none of their misprints."""
_REMARK = re.compile(r"[(（]([^()（）\d]{2,10})[)）]$")
"""A remark behind a label that is no sentence."""
_SAYS_NOTHING = re.compile(
    r"单位.*|.*[万千]?元|[本当全今]年.*|年度.*|截[至止到].*|[附备]?注|必填|选填|[本全][市县区省州镇乡级].*|历史.*|累计|总.*|合计|.*数量|实际.*|如有|若有|视情.*|.*等"
)
"""A remark that leaves a label as it is: its unit, its period, whose it is."""
_ADDS_NOTHING = re.compile("[决案类等]|措施")
"""What may stand behind a name, in the words that stand for all that say the same: 行政处罚决定数, 行政许可案件."""
_BRACKET = re.compile("[(（]")
_NEGATED = re.compile("[不未无没非]")
_AFFIRMS = "已有可应能"
_TURNED = (("前", "后"), ("后", "前"))
"""A character that makes the opposite of a label that is the same but for it."""


def _normal(name: str) -> str:
    for pattern, word in _SAME:
        name = pattern.sub(word, name)
    return name


@lru_cache(maxsize=4096)
def says_same(name: str, known: tuple[str, ...]) -> bool:
    """Whether a label (its key) says what one of the `known` ones does, in other words.

    >>> says_same("年末有效件数", ("现行有效件数",)), says_same("本年修订件数", ("本年制发件数",))
    (True, False)
    """
    meant = _normal(name)
    return bool(meant) and any(meant == _normal(label) for label in known)


@lru_cache(maxsize=4096)
def qualifier(printed: str, known: tuple[str, ...]) -> str:
    """The first word of a label as printed that makes of the `known` labels (keys and names of groups) another thing; else nothing.

    >>> qualifier("行政许可（上年）", ("行政许可",)), qualifier("上年结转申请数量", ("上年结转政府信息公开申请数量",))
    ('上年', '')
    """
    text = _UNIT_BEHIND.sub("", _NOT_TAKEN.sub("", fold(printed)))
    if text in UNIT_NAMES:
        return ""  # all that is left of a label
    if _IS_ANOTHER.fullmatch(text) and text not in known:
        return text
    is_stock = any(_STOCK.search(label) for label in known)
    for match in _QUALIFIERS.finditer(text):
        word = match.group()
        if word in ("累计", "历年") and is_stock:
            continue
        if not any(word in label or _means(word, label) for label in known):
            return word
    remark = _REMARK.search(text)
    if remark and not _SAYS_NOTHING.fullmatch(remark[1]) and not _is_of(remark[1], known):
        return remark[1]
    before = _QUALIFIED_BEFORE.match(text)
    if before and not any(before[1].replace("它", "他") in label.replace("它", "他") for label in known):
        return before[1]
    return ""


def goes_on(printed: str, known: tuple[str, ...], columns: tuple[str, ...]) -> str:
    """What a label as printed says behind the one of the `known` that it begins with; nothing where that leaves it the same thing.

    A step or an object more is another count, 行政处罚案件移送; what its `columns` count is none, items or money.

    >>> goes_on("行政处罚决定数（件）", ("行政处罚",), ()), goes_on("行政许可事项", ("行政许可",), ("本年处理决定数量",))
    ('', '事项')
    """
    text = _BRACKET.split(fold(printed), maxsplit=1)[0]
    name = max((label for label in known if label in text), key=len, default="")
    behind = text.partition(name)[2].strip() if name else ""
    if not behind or behind in UNIT_NAMES:
        return ""
    meant = _normal(behind).replace("项决", "决")
    counted = "".join(map(_normal, columns))
    return "" if all(letter in counted for letter in _ADDS_NOTHING.sub("", meant)) else behind


def _is_of(remark: str, known: tuple[str, ...]) -> bool:
    """Whether a remark is a unit, or has no word but those of the labels."""
    words = "".join(part for part in re.split("[、,，/及和]", remark) if part not in UNIT_NAMES)
    return not words or any(all(letter in label for letter in words) for label in known) or not _normal(words)


def _means(word: str, label: str) -> bool:
    """Whether the word says what the label does in its own: 去年 and 上一年, 人次 and 人员数."""
    if word in ("人数", "人次"):
        return "人员" in label
    if word in ("上年", "上一年", "去年"):
        return "上年" in label or "上一年" in label or "去年" in label
    return False


@lru_cache(maxsize=4096)
def lacks_negation(name: str, nearest: str) -> bool:
    """Whether the nearest label negates a word and the name has this word without: 已掌握 for 不掌握; or turns it: 复议前起诉.

    >>> lacks_negation("申请内容明确", "申请内容仍不明确"), lacks_negation("非本机关掌握", "本机关不掌握")
    (True, False)
    """
    for match in _NEGATED.finditer(nearest):
        word = nearest[match.end() : match.end() + 2]
        at = name.find(word) if len(word) == 2 else -1
        before = name[max(at - 1, 0) : max(at, 0)]
        # another character there may be the negation, misread
        is_lost = before in nearest[: match.start()] or before in _AFFIRMS
        if at != -1 and is_lost and _NEGATED.search(name, 0, at) is None:
            return True
    return len(name) == len(nearest) and any(
        name == nearest.replace(one, other, 1) != nearest for one, other in _TURNED if one in nearest
    )


_RUN = re.compile(r"[^\s|,;，、；：:\d]*\Z")


def with_what_is_before(token: Token) -> str:
    """A token's text, in lines with what is printed just before it without a gap: 其他 of 其他规范性文件 is a label itself."""
    line = token.source
    at = line.text.find(token.text, token.offset) if isinstance(line, Line) else 0
    if not isinstance(line, Line) or at <= 0:
        return token.text
    match = _RUN.search(line.text, max(at - _LONGEST_BEFORE, 0), at)
    return (match.group() if match else "") + token.text


def first_qualifier(printed: Sequence[str], known: tuple[str, ...]) -> str:
    """The first of the labels as printed that has such a word; else nothing."""
    return next((text for text in printed if qualifier(text, known)), "")
