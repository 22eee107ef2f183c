"""Texts that a parser took out of a page with a sign between its pieces: it stands where cells, and runs of letters, end.

A page that was written without line ends is one line then, rows and all; one with line ends has the sign around each piece.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.values import is_value

_SIGNS = ("|", "\t", "｜")
FEWEST_ROWS = 8
"""Texts in a line that have a figure behind them from which it is a page's table, and no row: a row has a label or two."""
FEWEST_EDGED = 60
"""Lines with a tab before and behind their text from which a text has them throughout."""
LEAST_EDGED = 0.9
"""Share of such lines among those with text."""
_EDGED = re.compile(r"\t[^\n]*\t[ \xa0]*")


def with_line_ends(text: str) -> str:
    """`text` with each piece on a line of its own where a page is one line, or where its pieces stand between tabs."""
    if text.count("\t") + text.count("|") + text.count("｜") < FEWEST_EDGED:
        return text
    lines = text.split("\n")
    if "\t" in text and _are_edged(lines):
        return "\n".join(piece for line in lines for piece in line.split("\t") if piece)
    return "\n".join(piece for line in lines for piece in (line.split(_sign(line)) if _holds_rows(line) else [line]))


def _sign(line: str) -> str:
    return max(_SIGNS, key=line.count)


def _holds_rows(line: str) -> bool:
    """Whether texts and figures take turns in a line more often than in a row."""
    if line.count(sign := _sign(line)) < FEWEST_ROWS * 2:
        return False
    pieces = [stripped for piece in line.split(sign) if (stripped := piece.strip())]
    return sum(not is_value(text) and is_value(figure) for text, figure in pairwise(pieces)) >= FEWEST_ROWS


def _are_edged(lines: list[str]) -> bool:
    """Whether nearly all lines with text have a tab before and behind it."""
    written = [line for line in lines if line.strip()]
    edged = sum(_EDGED.fullmatch(line) is not None for line in written)
    return edged >= max(FEWEST_EDGED, LEAST_EDGED * len(written))
