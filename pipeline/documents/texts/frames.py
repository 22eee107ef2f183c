"""Frames of one cell around the text of a page, as tools draw the tables that only lay a page out: what stands in them is the text.

A frame is opened and closed by a rule without a wall within it; what is between two such rules is one of its rows. Frames stand
within frames, so they are taken away from the outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

DEEPEST = 8
"""Frames within frames: a page laid out by tables has half as many."""
_RULE = re.compile(r"\+([-=])\1{7,}\+")
_MAY_BE = re.compile(rf"^{_RULE.pattern}[ \t]*$", re.MULTILINE)


def without_frames(text: str) -> str:
    """The text without the frames around its parts, and what stood in them.

    >>> without_frames("+----------+\\n| 规章   3 |\\n+----------+")
    '规章   3'
    """
    for _ in range(DEEPEST):
        if _MAY_BE.search(text) is None:
            return text
        text = "\n".join(_unframed([line.rstrip() for line in text.splitlines()]))
    return text


def _unframed(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those of each outer frame without its walls and rules."""
    start = 0
    while start < len(lines):
        rule = lines[start]
        last = end = start + 1
        if _RULE.fullmatch(rule):
            last = next((at for at in range(start + 1, len(lines)) if not _is_within(lines[at], rule)), len(lines))
            end = next((at for at in range(last - 1, start + 1, -1) if lines[at] == rule), last)
        # what is not closed is no frame, nor are the first or last rows of a table, each a cell over all columns
        is_closed = last > end and not any(line.startswith("|") for line in lines[max(start - 1, 0) : start])
        if not is_closed or end + 1 < last or any(line.startswith("|") for line in lines[last : last + 1]):
            yield from lines[start:last]
            start = last
            continue
        for line in lines[start + 1 : end]:
            if line != rule:
                yield line[1:-1].removeprefix(" ").rstrip()
        start = end + 1


def _is_within(line: str, rule: str) -> bool:
    """Whether a line is of the frame that a rule opens."""
    return line == rule or (len(line) > 1 and line[0] == line[-1] == "|")
