"""Bytes → text. Header, meta element and bytes disagree often; the bytes decide, a declaration only where they leave it open.

UTF-8 that decodes is UTF-8: Chinese text in another encoding does so practically never. What does not is GB 18030, the
superset of the gb2312 and gbk that pages declare, unless Big5 or UTF-16 is declared or shows. A page whose parts are in two
encodings is decoded line by line. Text that was decoded wrongly before it was saved is undone in `mojibake.py`. What is lost
is said, never passed over.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from pipeline.contract import Notice
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.mojibake import LOST, is_binary, is_no_text, may_be_mojibake, repaired

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TRUSTED_DECLARATIONS = ("big5", "big5-hkscs", "utf-16", "utf-16le", "utf-16be")
"""As browsers have it, `big5` is Big5 with what Hong Kong added to it."""
_CONTROL_CODES = sorted({*range(32), 127} - {9, 10, 12, 13})
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_CUT_FIGURE = re.compile(f"\\d[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f{LOST}]+\\d")
_COMMON = re.compile("[的一是在不了有和人我中为以到年行政府信息公开工作报告情况申请]")
TOLERATED_DAMAGE = 0.2
"""Invalid sequences for each character beyond ASCII up to which bytes still are (damaged) UTF-8: GBK text has more than one."""
_PART_OF_A_PAGE = 8
"""Invalid sequences from which they are a part of the page in another encoding, not a character cut short."""
_MOST_LOST = 0.3
"""Share of the characters beyond ASCII that may be lost of a text that is read at all."""
_SAMPLE = 65_536
_USUAL = re.compile(r"[\t\r\n -~\u2010-\u203f\u2460-\u249b\u3000-\u3015\u4e00-\u9fa5\uff01-\uff5e]")
_MOST_USUAL = 0.98
"""Characters of Chinese pages, and the share of them from which two bytes are one: noise has a third."""


@dataclass(slots=True)
class Decoded:
    """A text, and what a user should know of how it was decoded."""

    text: str
    notices: list[Notice] = field(default_factory=list[Notice])


def decode(body: bytes, media_type: str | None) -> Decoded:
    """The text of `body`, decoded and examined; raises as `examined` does."""
    return examined(decoded(body, media_type))


def is_suspect(body: bytes, shown: str) -> bool:
    """Whether a text ought to be examined: `shown` is the part of it that a person sees, `body` what it was decoded from."""
    return any(map(body.__contains__, _CONTROL_CODES)) or may_be_mojibake(shown)


def examined(text: str) -> Decoded:
    """`text` with wrong decoding undone and without control characters; lost sequences stand in it as U+FFFD.

    Raises:
        UnreadableDocumentError: `binary_as_text` where a binary file was decoded as text before, `text_lost` where most is
            lost, `mojibake` where what is there is no text.
    """
    if is_binary(text):
        raise UnreadableDocumentError(
            "binary_as_text", "an Office, PDF or ZIP file whose bytes were saved as text: fetch the file itself again"
        )
    repair = repaired(text)
    found = Decoded(repair.text, [repair.notice]) if repair else Decoded(text)
    if is_no_text(found.text):
        raise UnreadableDocumentError(
            "mojibake", "the characters are no words: the text was decoded wrongly before it was saved"
        )
    _judge_losses(found)
    return found


def _judge_losses(found: Decoded) -> None:
    """Says what is lost, and drops control characters."""
    text = found.text
    lost = text.count(LOST) + text.count("锟斤拷")
    if lost:
        beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
        if lost > 8 and lost > _MOST_LOST * beyond_ascii:
            raise UnreadableDocumentError(
                "text_lost",
                f"{lost} of {beyond_ascii} characters were lost before or in decoding; fetch the file again",
            )
        if not any(notice.severity == "warning" for notice in found.notices):
            found.notices.append(
                Notice(
                    "warning",
                    "invalid_bytes",
                    f"{lost} byte sequences are no text in the page's encoding and were lost",
                )
            )
    if _CONTROL.search(text):
        cut = _CUT_FIGURE.search(text)
        found.text = _CONTROL.sub("", text)
        if cut:
            found.notices.append(
                Notice("warning", "control_characters", f"control characters stand within a figure: {cut.group()!r}")
            )


def decoded(body: bytes, media_type: str | None) -> str:
    """The text of `body`; what is no text in its encoding stands in it as U+FFFD."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body.decode(encoding, errors="replace")
    declared = _declared(body, media_type)
    if declared in _TRUSTED_DECLARATIONS and (not declared.startswith("utf-16") or b"\0" in body[:_SAMPLE]):
        return body.decode("big5hkscs" if declared == "big5" else declared, errors="replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_otherwise(body)
    return _decoded_utf16(body) or text if b"\0" in body and "\0" in text[:_SAMPLE] else text


def _decoded_utf16(body: bytes) -> str | None:
    """The text of UTF-16 without a mark."""
    encoding = wide_encoding(body)
    return body.decode(encoding, errors="replace") if encoding else None


def wide_encoding(body: bytes) -> str | None:
    """UTF-16 of either order where the bytes, which begin with no mark, are a text in it.

    Every other byte of markup and figures is nought; where there are few of them, the characters must be those of Chinese pages.
    """
    sample = body[:_SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        noughts, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
        if noughts > max(8, len(sample) / 16, 8 * others):
            return encoding
        text = sample.decode(encoding, errors="replace")
        if len(_USUAL.findall(text)) > _MOST_USUAL * len(text):
            return encoding
    return None


def _decoded_otherwise(body: bytes) -> str:
    """The text of bytes that are not UTF-8, or not throughout."""
    if b"\0" in body[:_SAMPLE]:
        text = _decoded_utf16(body)
        if text is not None:
            return text
    text = body.decode("utf-8", errors="replace")
    damage = text.count(LOST)
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore")) - damage
    if damage <= TOLERATED_DAMAGE * beyond_ascii:
        return text if damage < _PART_OF_A_PAGE else _by_lines(body, "utf-8")
    try:
        text = body.decode("gb18030")
    except UnicodeDecodeError:
        return _decoded_big5(body, None) or _by_lines(body, "gb18030")
    return _decoded_big5(body, text) or text


def _decoded_big5(body: bytes, other: str | None) -> str | None:
    """The text where Big5 makes common words of bytes that make none in GB 18030."""
    if other is not None and (len(_COMMON.findall(other[:_SAMPLE])) * 40 > len(other[:_SAMPLE].encode("gb18030")) // 4):
        return None
    try:
        text = body.decode("big5hkscs")
    except UnicodeDecodeError:
        return None
    usual = len(_COMMON.findall(other or ""))
    return text if len(re.findall("[的一是在年行政府信公開工作報告情況申請]", text)) > 10 + 2 * usual else None


def _by_lines(body: bytes, encoding: str) -> str:
    """Each line in the encoding that fits it, `encoding` where none does."""
    parts: list[str] = []
    for line in body.splitlines(keepends=True):
        for candidate in ("utf-8", "gb18030"):
            try:
                parts.append(line.decode(candidate))
                break
            except UnicodeDecodeError:
                continue
        else:
            parts.append(line.decode(encoding, errors="replace"))
    return "".join(parts)


def _declared(body: bytes, media_type: str | None) -> str:
    match = _PARAMETER.search(media_type or "")
    if match:
        return match.group(1).lower()
    found = _DECLARED.search(body[:4096])
    return found.group(1).decode("ascii").lower() if found else ""
