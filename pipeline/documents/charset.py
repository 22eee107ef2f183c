"""Bytes → text. Header, meta element and bytes disagree often; the bytes decide, a declaration only where they leave it open.

UTF-8 that decodes is UTF-8: Chinese text in another encoding does so practically never. What does not is GB 18030, the
superset of the gb2312 and gbk that pages declare, unless Big5 or UTF-16 is declared.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TRUSTED_DECLARATIONS = ("big5", "big5-hkscs", "utf-16", "utf-16le", "utf-16be")
TOLERATED_DAMAGE = 0.2
"""Invalid sequences for each character beyond ASCII up to which bytes still are (damaged) UTF-8: GBK text has more than one."""


def decode(body: bytes, media_type: str | None) -> tuple[str, int]:
    """The text of `body` and the number of invalid sequences in it (shown as U+FFFD)."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            text = body.decode(encoding, errors="replace")
            return text, text.count("\ufffd")
    declared = _declared(body, media_type)
    if declared in _TRUSTED_DECLARATIONS:
        text = body.decode(declared, errors="replace")
        return text, text.count("\ufffd")
    try:
        return body.decode("utf-8"), 0
    except UnicodeDecodeError:
        text = body.decode("utf-8", errors="replace")
    damage = text.count("\ufffd")
    other_characters = sum(1 for character in text if character > "\x7f") - damage
    if damage <= TOLERATED_DAMAGE * other_characters:
        return text, damage
    text = body.decode("gb18030", errors="replace")
    return text, text.count("\ufffd")


def _declared(body: bytes, media_type: str | None) -> str | None:
    match = _PARAMETER.search(media_type or "")
    if match:
        return match.group(1).lower()
    found = _DECLARED.search(body[:4096])
    return found.group(1).decode("ascii").lower() if found else None
