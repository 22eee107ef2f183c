"""Signs for the parts of characters → the characters that look the same: what tools take out of a PDF for 人 may be ⼈.

A browser that prints a page maps a glyph to the first code that has it, and the radicals stand before the characters.
"""

from __future__ import annotations

import re
import unicodedata

_SUPPLEMENT = (
    "⺟母⺠民⺩王⺫目⺬示⺶羊⺼肉⻁虎⻂衣⻄西⻅见⻆角⻉贝⻊足⻋车⻑長⻓长⻔门"
    "⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
"""Of CJK Radicals Supplement, for which Unicode has no compatibility mapping: a radical, then the character
(EquivalentUnifiedIdeograph.txt), of those that are whole characters."""
_CHARACTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): character for radical, character in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
}
_RADICAL = re.compile("[\u2e80-\u2fd5]")


def without_radicals(text: str) -> str:
    """`text` with characters for radicals, of the same length; itself where it has none.

    >>> without_radicals("⼈⺠政府各部⻔")
    '人民政府各部门'
    """
    return text.translate(_CHARACTERS) if _RADICAL.search(text) else text
