"""Fold text for matching: width, script, white space, numbering and punctuation. What is printed stays as it is elsewhere.

Labels are compared by their `key`: full width folded to half (NFKC), traditional characters to simplified ones, a pinyin gloss
dropped, white space dropped, the leading number dropped (一、 （一） 1. ①), a remark in brackets dropped, and only letters,
digits and Chinese characters kept.

Pages that a converter made traditional have its words too (檔案 for 文件). `simplified` undoes both and keeps every
position, so that what it finds can be shown as printed; most texts have nothing to undo and are not looked at twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from opencc import OpenCC

_Found = TypeVar("_Found")

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u0000]+")
_WIDE = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，（）：；　")
"""What NFKC changes in nearly every line: without it, the rest of a line mostly is NFKC, and to see that takes an eighth."""
_SPACE = re.compile(r"\s+")
_CJK = "\u3007\u3400-\u9fff"
_MARK = "(?:无|空|不涉及|不适用)"
"""What a cell says that has no figure: a gap before it parts cells, where the next cell's mark or figure, or nothing, follows."""
_CHANGE = r"(?:[增减]\d|未增未减)"
"""How a change is worded: it is a cell of its own too."""
_GAP_IN_CJK = re.compile(
    rf"(?<=[{_CJK}，。、；：（）“”])\s+(?=[{_CJK}，。、；：（）“”])(?!{_MARK}(?: {_MARK}(?![{_CJK}])| \d|$))(?!{_CHANGE})"
)
_NUMBERING = re.compile(
    r"^(?:[(\[〔【]?[一二三四五六七八九十]{1,3}[)\]〕】][、.,:]?"  # (一)
    r"|[一二三四五六七八九十]{1,3}[、.,:)]"  # 一、
    r"|[(\[]?\d{1,2}[)\]][、.,:]?"  # (1)
    r"|\d{1,2}[、.:](?!\d))"  # 1.
)
_REMARK = re.compile(r"\((?![一二三四五六七八九十]{1,3}\))[^()]*\)?|\[[^\[\]]*\]")  # (一) within 第(一)项 is a number
_NOT_WORD = re.compile(r"[\W_]+")


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _character_table() -> dict[str, str]:
    """OpenCC's characters alone: its phrases change lengths, and would cost every label a call."""
    traditional = [chr(code) for code in range(0x3400, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    pairs = zip(traditional, simple, strict=True)
    return {one: other for one, other in pairs if one != other and len(other) == 1} | {"谘": "咨"}


_CHARACTERS = _character_table()
_TRADITIONAL = re.compile(f"[{''.join(one for one in _CHARACTERS if not _in_gb2312(one))}]")
"""What no simplified text has. 於 or 乾 is in GB 2312: converted with the rest of a traditional text, and no sign of one."""
_SIMPLE = str.maketrans(_CHARACTERS)
_TAIWAN: dict[str, str] = {
    pair.partition(":")[0]: pair.partition(":")[2]
    for pair in (
        "资讯:信息 专案:项目 入口网站:门户网站 释出:发布 档案:文件 连结:链接 资料:数据 物件:对象 稽核:审核 支援:支持 搜寻:搜索 "
        "最佳化:最优化 点选:点击 程式:程序 简讯:短信 线上:在线 网际网路:互联网络 网路:网络 联络:联系 视窗:窗口 设定:设置 讯息:消息 "
        "通讯:通信 反覆:反复 答覆:答复 回覆:回复 全域性:全部的"
    ).split()
}
"""Words that OpenCC's conversion for Taiwan and its like put in the place of others, by their characters simplified."""
_TAIWAN_WORD = re.compile("|".join(sorted(_TAIWAN, key=len, reverse=True)).replace("档案", "档案(?![局馆室])"))
LETTER_YEAR = re.compile(r"2(?<![0-9A-Za-z]2)(?=\d{0,2}[OoОＯ〇○零lI])[0-9OoОＯ〇○零lI]{3}(?=\s?年)")
"""A year typed with letters or signs among its figures: 2O22年, 2〇22年, 20l9年. It begins with what is rare in a text."""
_NOUGHTS = str.maketrans("OoОＯ〇○零lI", "000000011")
LONGEST_HEADING = 40
"""Characters of a line that other reports may have too."""
_MOST_KEPT = 2048
_GLOSS = re.compile(
    rf"[(（](?<=[{_CJK}].)(?=[^)）]{{0,6}}[aeiouüāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ])[a-züāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ]{{1,6}}[)）]"
)


def simplified(text: str) -> str:
    """`text` in simplified characters and the words of the mainland, of the same length; itself where it is that already.

    >>> simplified("製發規範性檔案"), simplified("市檔案局")
    ('制发规范性文件', '市档案局')
    """
    if _TRADITIONAL.search(text) is None:
        return text
    return _TAIWAN_WORD.sub(lambda match: _TAIWAN[match.group()], text.translate(_SIMPLE))


def is_plain(text: str) -> bool:
    """Whether `text` has neither traditional characters nor glosses: then no part of it has."""
    return _TRADITIONAL.search(text) is None and not glosses(text)


def with_figures(text: str) -> str:
    """`text` with the noughts of a year that are letters or signs as figures, of the same length; itself where it has none.

    >>> with_figures("2O22年, 2〇2○年度")
    '2022年, 2020年度'
    """
    return LETTER_YEAR.sub(lambda match: match.group().translate(_NOUGHTS), text)


def glosses(text: str) -> list[tuple[int, int]]:
    """Where `text` has a pinyin gloss in brackets behind a character, as some copies of pages do: 事務(wù)局.

    >>> glosses("事務(wù)局")
    [(2, 6)]
    """
    if "(" not in text and "（" not in text:
        return []
    return [match.span() for match in _GLOSS.finditer(text)]


def _without_invisible(text: str) -> str:
    """None of these characters is printable, which costs a tenth to ask for a whole text."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def fold(text: str) -> str:
    """`text` in NFKC and simplified characters, without glosses, white space and invisible characters."""
    if text.isascii():
        return "".join(text.split())
    return _folded_heading(text) if len(text) <= LONGEST_HEADING else _folded(text)


class _Kept(dict[str, _Found]):
    """What a function found for texts as short as headings; all is forgotten where there are too many."""

    def __init__(self, function: Callable[[str], _Found]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> _Found:
        found = self._function(text)
        if len(text) <= LONGEST_HEADING:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = found
        return found


def kept_of_headings(function: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """`function`, which depends on its text alone, with what it found for texts as short as headings kept.

    Half of a report's lines are headings, 无。 and the like, which are the same in all reports. What it finds must not be changed.
    """
    return _Kept(
        function
    ).__getitem__  # of what is kept, it is found without a call of Python: a report asks a hundred times


@lru_cache(maxsize=16_384)
def _folded_heading(text: str) -> str:
    """Headings and labels are the same in all reports."""
    return _folded(text)


def _folded(text: str) -> str:
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    text = simplified(_without_invisible(unicodedata.normalize("NFKC", text)))
    if "(" in text:
        text = _GLOSS.sub("", text)
    return "".join(text.split())  # a third of the time of a pattern for white space


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters the position in `text` that it comes from."""
    dropped = {position for start, end in glosses(text) for position in range(start, end)}
    folded: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(simplified(text)):
        if position in dropped:
            continue
        for one in _SPACE.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", character))):
            folded.append(one)
            offsets.append(position)
    return "".join(folded), offsets


def tidy(text: str) -> str:
    """`text` as a person reads it: invisible characters dropped, runs of white space one space, none within Chinese."""
    if text.isalnum():
        return text  # most cells: a figure or a label without punctuation
    text = " ".join(_without_invisible(text.strip()).split())
    return _GAP_IN_CJK.sub("", text) if " " in text else text


@lru_cache(maxsize=16_384)
def key(label: str) -> str:
    """What a label is compared by.

    >>> key("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    '部分公开'
    >>> key("3.危及“三安全一稳定”")
    '危及三安全一稳定'
    """
    folded = fold(label)
    bare = _NUMBERING.sub("", folded, count=1)
    without_remark = _NOT_WORD.sub("", _REMARK.sub("", bare))
    return without_remark or _NOT_WORD.sub("", bare)


@lru_cache(maxsize=4096)
def whole_key(label: str) -> str:
    """Like `key`, with the leading number and what stands in brackets kept."""
    return _NOT_WORD.sub("", fold(label))


@lru_cache(maxsize=16_384)
def numbering(label: str) -> str:
    """The leading number of a label as printed, folded: `(三)`, `1.`; empty where there is none."""
    match = _NUMBERING.match(fold(label))
    return match.group() if match else ""
