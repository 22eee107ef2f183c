"""Rows of a statistics table without rules that end in their unit: the cell behind it is there, and blank.

Read as a text, such a row has lost its figure. On a page it is seen that nothing is printed where the rows around it have theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents.paper.typeset import TextLine, is_figure

FEWEST_ROWS = 1
"""Rows with a unit and a figure behind it, on one page, that make a table's columns."""
BESIDE = 1.3
"""Type sizes, at most, from a row to a figure that may be its own, on a line for itself."""
_UNIT = re.compile("万?元|人次|[条件次个人场篇份家期宗]")
_BEHIND_LABEL = re.compile(f"(?<=[\u3400-\u9fff）)]) (?=(?:{_UNIT.pattern})$)")
"""Between a label that fills its column and the unit beside it."""


def with_blank_cells(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a page, with a tab behind each unit behind which a figure stands in other rows and none in its own."""
    figures = [line for line in lines if _has_figure(line)]
    if len(figures) < FEWEST_ROWS:
        return list(lines)
    alone = [line.baseline for line in lines if _is_entry(line.text)]
    edge = min(line.right for line in figures)
    texts = [_BEHIND_LABEL.sub("\t", line.text) for line in lines]
    return [
        replace(line, text=text + "\t", has_columns=True)
        if line.right < edge
        and "\t" in text
        and _UNIT.fullmatch(text.rsplit("\t", 1)[1])
        and all(abs(baseline - line.baseline) > BESIDE * line.size for baseline in alone)
        else line
        for line, text in zip(lines, texts, strict=True)
    ]


def _has_figure(line: TextLine) -> bool:
    *_, unit, figure = ["", "", *line.text.split("\t")]
    return line.has_columns and _UNIT.fullmatch(unit) is not None and _is_entry(figure)


def _is_entry(text: str) -> bool:
    return is_figure(text) or text in ("/", "-", "—")
