"""The lines of a table cell → its text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.documents.fold import tidy

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits of a footnote's mark: on the line they would read as part of the figure before them."""
OBJECT = "\ufffc"
"""The text of a cell that holds a picture, or what a script would write, and nothing else: it is not empty."""
_DIGITS = frozenset("0123456789０１２３４５６７８９")


def join_cell(lines: Iterable[str]) -> str:
    """The lines of a cell as one text, a word broken over lines whole again.

    Two figures one above the other stay on lines of their own: joined they would read as one.

    >>> join_cell(["结果", "维持"])
    '结果维持'
    >>> join_cell(["12", "3"])
    '12\\n3'
    """
    text = ""
    for line in map(tidy, lines):
        if not line:
            continue
        if text and text[-1] in _DIGITS and line[0] in _DIGITS:
            text += "\n" + line
        elif text and text[-1].isascii() and line[0].isascii() and text[-1].isalpha() and line[0].isalpha():
            text += " " + line
        else:
            text += line
    return text
