"""Whom the sentences of a report tell of: who it is of where neither title, lead nor signature say so, and no more than that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.agency_names import END, is_name
from pipeline.contract import Notice
from pipeline.documents.document import Line
from pipeline.documents.fold import fold
from pipeline.name_bounds import start_of_name
from pipeline.self_references import EARLY, fits

_SUBJECT = re.compile(
    rf"(?:^|[。;]|20\d\d年(?:度|以来)?+,?)(?P<name>[\u3400-\u9fff()·]{{3,24}}?(?:{END}))(?![\u3400-\u9fff]{{0,6}}(?:[、,。:;]|的|$))"
)
"""What a sentence begins with, and no item of a list."""
_TOLD_WITHIN = 600
"""Characters of a line in which whose work is told of."""


def subject_of_sentences(body: Sequence[Line], own: str | None, notices: list[Notice]) -> str | None:
    """The agency that most sentences begin with, of those that may call themselves 我 + `own`; doubted."""
    told = (fold(line.text[:_TOLD_WITHIN]) for line in body[:EARLY])
    named = Counter(match["name"][start_of_name(match["name"]) :] for text in told for match in _SUBJECT.finditer(text))
    name = next((one for one, _ in named.most_common() if is_name(one) and (own is None or fits(one, own))), None)
    if name is not None:
        notices.append(Notice("warning", "agency_doubtful", f"{name!r} is named as the subject of a sentence alone"))
    return name
