"""Who signs a report: the name that ends it, with the closing date or without."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dates import CHINESE_YEAR
from pipeline.documents.document import Line
from pipeline.documents.fold import tidy
from pipeline.identification.agency_names import NAME, is_name, name_alone
from pipeline.identification.self_references import fits

_DATED = re.compile(
    rf"(?P<name>[\u3400-\u9fff]{{4,30}})?[(]?(?:20\d\d|{CHINESE_YEAR})(?:年[^日]{{1,3}}月(?:[^日]{{1,4}}日)?|[-./]\d{{1,2}}[-./]\d{{1,2}})[)]?"
)
_SIGNED_LENGTH = 80
"""Characters, white space included, of a line with the closing date and perhaps the name."""
_NEAREST = 3
"""Lines behind the title within which a date is that of publication, and what stands above it no signature."""
LAST_LINES = 12
"""Lines that end a document in which its agency signs without a date."""


def signed_by(body: Sequence[Line]) -> str | None:
    """The name that stands alone before the closing date, on the line above it or on its own."""
    for index in range(len(body) - 1, max(len(body) - 40, _NEAREST), -1):
        if len(body[index].text) > _SIGNED_LENGTH or not (dated := _DATED.fullmatch(body[index].folded)):
            continue
        name = dated["name"] or tidy(body[index - 1].text)
        if NAME.fullmatch(name) and is_name(name, may_be_national=True):
            return name
    return None


def signs_undated(body: Sequence[Line], own: str | None) -> list[str]:
    """The one name at the end that stands alone, without a date, and may call itself what the report calls its agency."""
    last = {
        name
        for line in body[max(len(body) - LAST_LINES, len(body) // 2) :]
        if (name := name_alone(line)) and own and fits(name, own)
    }
    return list(last) if len(last) == 1 else []
