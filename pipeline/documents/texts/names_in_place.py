"""Names of columns on two lines, of which the lower ones stand between two of the upper ones: read in the order of their places.

Terminals and PDF tools print a name that reaches down over two lines of a header in its middle, or above: 自然人 and 总计 stand on
one line, and what is below 法人或其他组织 on the next, between them. In the order of lines the names would be of other figures,
and no sum tells one applicant from another.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.documents.texts.named_places import Measure, Place, figures_at_end, places_of, width

FEWEST_FIGURES = 6
"""Figures of the row that has as many as there are names."""
MOST_APART = 3
"""Lines with text from the lower names to that row: those of its label."""
_PIECE = re.compile(r"\S+")


def with_names_in_place(text: str) -> str:
    """`text` with such names on one line, from left to right, that of their group before those below it."""
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for at, (upper, lower) in enumerate(pairwise(filled)):
        below = filled[at + 2 : at + 2 + MOST_APART]
        count = next((found for number in below if (found := len(figures_at_end(lines[number]))) >= FEWEST_FIGURES), 0)
        over = filled[at - 1] if at else upper
        found = _in_place(lines[over] if at else "", lines[upper], lines[lower], count) if count else None
        if found is not None:
            lines[over], lines[upper], lines[lower] = *found, ""
    return "\n".join(lines)


def _in_place(over: str, upper: str, lower: str, count: int) -> tuple[str, str] | None:
    """The line above without the group's name, and all names as one line; None where there are not so many, or elsewhere."""
    inner = list(_PIECE.finditer(lower))
    outer = list(_PIECE.finditer(upper))[len(inner) - count :] if len(inner) < count else []
    if not inner or len(outer) + len(inner) != count or figures_at_end(upper) or figures_at_end(lower):
        return None
    measures: tuple[Measure, ...] = (width, len)
    for measure in measures:
        above, below = places_of(upper, measure), places_of(lower, measure)
        reach = below[inner[0].start()], below[inner[-1].end()]
        for before, (left, right) in enumerate(pairwise(outer), 1):
            if above[left.end()] <= reach[0] and reach[1] <= above[right.start()]:
                group = _within(over, reach, measure)
                names = [*outer[:before], *([group] if group else []), *inner, *outer[before:]]
                rest = f"{over[: group.start()]}{over[group.end() :]}" if group else over
                return rest, f"{upper[: outer[0].start()]}{'  '.join(name[0] for name in names)}"
    return None


def _within(line: str, reach: Place, measure: Measure) -> re.Match[str] | None:
    """The one name of a line that stands over what reaches so far, and over nothing else."""
    places = places_of(line, measure)
    met = [
        piece for piece in _PIECE.finditer(line) if places[piece.start()] < reach[1] and reach[0] < places[piece.end()]
    ]
    is_within = len(met) == 1 and reach[0] <= places[met[0].start()] and places[met[0].end()] <= reach[1]
    return met[0] if is_within else None
