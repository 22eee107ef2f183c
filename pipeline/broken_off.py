"""Marks of a table in a report of which none was read: its labels within other text, and an end that is none.

A report whose tables were lost looks like one that tells its figures in prose.
"""

from __future__ import annotations

import re

from pipeline.documents.document import Document, Line
from pipeline.documents.fold import whole_key
from pipeline.documents.text_rows import is_heading
from pipeline.forms.form import FORMS, load_form
from pipeline.identification.identify import Identity

FEWEST_WITHIN, SHORTEST_WITHIN = 9, 6
"""Labels of one table, and characters of each, from which a text that has them anywhere prints the table: prose names few."""
_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}\s*[、.．](?P<name>[^。；;，,]{2,30})$")
_FIRST_SECTION = re.compile(r"一\s*[、.．]\s*(?:总体情况|概述)$")
_LATER_SECTION = re.compile(r"二\s*[、.．,，:：]|第二部分")
_LAST_SECTION = re.compile(r"问题|改进|不足|打算|其他|其它|附[表件注]|说明")
_GOES_ON = re.compile(r"[，、；：,;:“（《(]$")
_MID_SENTENCE = re.compile(r"[，。；,;][^，。；,;]*[\u3400-\u9fff\d]$")
"""Some forget the last stop of all, but not in the middle of a report."""
_PARTICULARS = re.compile(
    r"电话|邮编|邮箱|地址|网址|传真|版权|备案|主办|承办|维护|责任编辑|来源|标识码|附[件表]|https?:|www\.|20\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2}\s*日?$",
    re.IGNORECASE,
)
"""What stands at the foot of a page, with commas and without a stop."""
_SHORTEST_SENTENCE = 8


def most_labels(text: str) -> int:
    """How many rows of one table of a form have their label somewhere in the text, long ones only."""
    whole = whole_key(text)
    return max(
        sum(any(len(name) >= SHORTEST_WITHIN and name in whole for name in item.keys) for item in table.items)
        for code in FORMS
        for table in load_form(code).tables
    )


def cut_end(document: Document, identity: Identity) -> str:
    """The end of a text that breaks off: in the first of its sections, at the heading of one, or before the last in mid-sentence.

    Empty where it ends like a report.
    """
    texts = [text for line in identity.body if (text := line.text.strip())]
    if not texts or not isinstance(document.blocks[-1], Line):
        return ""
    last = texts[-1]
    heading = _SECTION.match(last)
    if heading is not None and not _LAST_SECTION.search(heading["name"]):
        return last
    sections = [text for text in texts if _SECTION.match(text) or is_heading(text)]
    if not sections:
        return ""
    is_first = _FIRST_SECTION.match(sections[0]) is not None
    if is_first and len(sections) == 1 and not any(_LATER_SECTION.match(text) for text in texts):
        return last[-20:]
    if len(last) < _SHORTEST_SENTENCE or _PARTICULARS.search(last):
        return ""
    is_before_last = not any(map(_LAST_SECTION.search, sections))
    is_open = _GOES_ON.search(last) or (is_before_last and _MID_SENTENCE.search(last))
    return last[-20:] if is_open else ""
