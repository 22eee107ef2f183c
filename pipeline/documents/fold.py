"""Fold text for matching: width, white space, numbering and punctuation. What is printed stays as it is elsewhere.

Labels are compared by their `key`: full width folded to half (NFKC), white space dropped, the leading number dropped
(一、 （一） 1. ①), a remark in brackets dropped, and only letters, digits and Chinese characters kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u0000"))
_SPACE = re.compile(r"\s+")
_CJK = "\u3007\u3400-\u9fff"
_GAP_IN_CJK = re.compile(rf"(?<=[{_CJK}，。、；：（）“”])\s+(?=[{_CJK}，。、；：（）“”])")
_NUMBERING = re.compile(
    r"^(?:[(\[〔【]?[一二三四五六七八九十]{1,3}[)\]〕】][、.,:]?"  # (一)
    r"|[一二三四五六七八九十]{1,3}[、.,:)]"  # 一、
    r"|[(\[]?\d{1,2}[)\]][、.,:]?"  # (1)
    r"|\d{1,2}[、.:](?!\d))"  # 1.
)
_REMARK = re.compile(r"\((?![一二三四五六七八九十]{1,3}\))[^()]*\)?|\[[^\[\]]*\]")  # (一) within 第(一)项 is a number
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` in NFKC without white space and invisible characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return _SPACE.sub("", text)


def tidy(text: str) -> str:
    """`text` as a person reads it: invisible characters dropped, runs of white space one space, none within Chinese."""
    if text.isalnum():
        return text  # most cells: a figure or a label without punctuation
    text = _SPACE.sub(" ", text.translate(_INVISIBLE)).strip()
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
