"""Text that was decoded in the wrong encoding before it was saved: what it was, as far as its own characters prove it.

Each run of characters beyond ASCII is encoded as it must have been decoded and decoded as it should have been. A run that goes
through both whole is proven. Where bytes fell away in between, U+FFFD stands for them and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.contract import Notice

LOST = "\ufffd"

_RUN = re.compile(f"[^\x00-\x7f{LOST}]+")
_CJK = re.compile("[\u4e00-\u9fff]")
_LOST_TWICE = re.compile(f"{LOST}[{LOST}?]+")
_UTF8_AS_GBK = ("锛", "銆", "鐨", "鏀", "鍏", "淇℃伅", "骞")
"""What the commonest characters and marks (，。的政公信息年) become; real text has none of the rare ones."""
_ONE_BYTE = re.compile("[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{4}")
"""Bytes beyond ASCII, each read as one character."""
_AS_ONE_BYTE = ("£¬", "¡£", "µÄ", "ÐÅÏ¢", "Õþ¸®", "ä¿¡", "æ”¿", "æ\x94¿", "å…¬", "å\x85¬", "ã€‚", "ã\x80\x82")
"""The commonest words and marks of GB 18030 and UTF-8 in that form."""
_SHIFTED = ("。ㄒ唬", "。ǘ", "。ㄈ", "。ㄋ")
"""（一） … in GBK read one byte late: 。ㄒ唬."""
_SIGNS = (LOST, "锟斤拷", *_UTF8_AS_GBK, *_AS_ONE_BYTE, *_SHIFTED)
_RARE = re.compile(f"[{''.join(sign.lstrip('。')[0] for sign in _SIGNS)}]")
"""A character of each sign that is in no other text: to look for these takes a quarter of the time."""
_BINARY = ("\u0871>", "\u0871\x1a", "\ufffd\ufffd\x11\u0871", "%PDF-1", "PK\x03\x04", "\x11ࡱ")
_ANY_TEXT = ("信息", "政府", "公开", "公開", "工作", "我们", "中国", "中國")
_COMMON = frozenset("的一是在不了有和人我中为為以到年月日上下大小行政府信息公工作情本")
"""Every sixth character of any Chinese text, simplified or traditional, is one of these."""
_LEAST_JUDGED, _LEAST_DIFFERENT = 60, 20
"""Characters of a text that is judged at all, and how many of them differ: a column of labels repeats a few."""
_MOST_ROUNDS = 3
"""Pages are seldom saved wrongly more than twice."""


@dataclass(frozen=True, slots=True)
class Repair:
    """The text undone, and what to say of it."""

    text: str
    notice: Notice


def is_binary(text: str) -> bool:
    """Whether this is an Office, PDF or ZIP file that was decoded as text."""
    head = text[:64]
    return any(mark in head for mark in _BINARY)


def may_be_mojibake(text: str) -> bool:
    """Whether there is any sign, cheap to see, that characters of `text` are lost or not what they were."""
    if (_RARE.search(text) and any(mark in text for mark in _SIGNS)) or not any(word in text for word in _ANY_TEXT):
        return True
    return is_binary(text)


def is_no_text(text: str) -> bool:
    """Whether the Chinese characters of a longer text are none that texts are made of."""
    if any(word in text for word in _ANY_TEXT):
        return False
    chinese = _CJK.findall(text)
    if len(chinese) < _LEAST_JUDGED or len(set(chinese)) < _LEAST_DIFFERENT:
        return False
    return sum(map(_COMMON.__contains__, chinese)) < len(chinese) / 50


def repaired(text: str) -> Repair | None:
    """`text` as it was before it was decoded wrongly; None where it was not."""
    name: str | None = None
    for _ in range(_MOST_ROUNDS):
        found = _undone(text)
        if found is None:
            break
        name, text = found
    if name is None:
        if any(mark in text for mark in _SHIFTED):
            return Repair(
                text, Notice("warning", "mojibake", "characters of the page were cut in half, and some are lost")
            )
        return None
    message = f"the text had been read as {name} before it was saved; that was undone"
    if LOST in text or any(mark in text for mark in _UTF8_AS_GBK[:4]):
        return Repair(text, Notice("warning", "mojibake", f"{message}, but characters were lost"))
    return Repair(text, Notice("info", "mojibake_undone", message))


def _undone(text: str) -> tuple[str, str] | None:
    if any(mark in text for mark in _UTF8_AS_GBK):
        better = _converted(text, _from_gbk, "utf-8")
        return ("GB 18030", better) if better else None
    if any(mark in text for mark in _AS_ONE_BYTE) and 4 * len(_ONE_BYTE.findall(text)) > len(_CJK.findall(text)):
        for encoding in ("utf-8", "gb18030"):
            better = _converted(text, _from_one_byte, encoding)
            if better:
                return "a Western encoding", better
    return None


def _converted(text: str, encode: Callable[[str], bytes | None], encoding: str) -> str | None:
    """`text` with the runs undone; None where fewer than half of their characters take part, or no Chinese comes of it."""
    total = done = chinese = 0

    def undo(match: re.Match[str]) -> str:
        nonlocal total, done, chinese
        run = match.group()
        total += len(run)
        body = encode(run)
        if body is None:
            return run
        undone = body.decode(encoding, errors="replace")
        if undone.count(LOST) > 2 + len(undone) // 8:
            return run
        done += len(run)
        chinese += len(_CJK.findall(undone))
        return undone

    changed = _RUN.sub(undo, text)
    changed = _LOST_TWICE.sub(LOST, changed)
    return changed if chinese > 3 and done > total / 2 else None


def _from_gbk(run: str) -> bytes | None:
    try:
        return run.encode("gb18030")
    except UnicodeEncodeError:
        return None


def _from_one_byte(run: str) -> bytes | None:
    body = bytearray()
    for character in run:
        if character < "\u0100":
            body.append(ord(character))
            continue
        try:
            body += character.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(body)
