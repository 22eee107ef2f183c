"""Rules between rows that are drawn cell by cell, as browsers do: where two pieces meet is a wall, though none is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.ruled import NEAR
from pipeline.documents.paper.typeset import glyph_rows
from pipeline.documents.paper.unruled import HEADER_GAP, OVERHANG

LEAST_PIECE = 5.0
"""Points; what is shorter is a dash of a rule."""
SAME_PLACE = 0.5
"""Points between two ends at one place."""
FEWEST_RULES = 2
"""Rules that are drawn in pieces, from which these are those of cells."""


def joints(rules: Sequence[Rule], drawn: Sequence[Rule]) -> list[float]:
    """Where most of the rules of a table that reach over a place are drawn in two pieces; `drawn` are all pieces of the page."""
    found: list[float] = []
    for rule in rules:
        own = [
            piece
            for piece in drawn
            if abs(piece.position - rule.position) <= NEAR and piece.end - piece.start > LEAST_PIECE
        ]
        ends = sorted(piece.end for piece in own)
        starts = sorted({round(piece.start, 1) for piece in own})
        found += [
            start
            for start in starts
            if rule.start + NEAR < start < rule.end - NEAR and any(abs(start - end) <= SAME_PLACE for end in ends)
        ]
    places: list[list[float]] = []
    for place in sorted(found):
        if places and place - places[-1][-1] <= SAME_PLACE:
            places[-1].append(place)
        else:
            places.append([place])
    over = [sum(rule.start + NEAR < place[0] < rule.end - NEAR for rule in rules) for place in places]
    return [
        place[0]
        for place, count in zip(places, over, strict=True)
        if len(place) >= FEWEST_RULES and 2 * len(place) > count
    ]


def is_crossed(glyphs: Sequence[Glyph], edge: float) -> bool:
    """Whether a line of a row's text runs over an edge that is known, however near to it the texts of two cells stand."""
    for line in glyph_rows(glyph for glyph in glyphs if not glyph.text.isspace()):
        reach = OVERHANG * line[0].size
        if any(glyph.left + reach < edge < glyph.right - reach for glyph in line):
            return True
        for before, glyph in pairwise(line):
            is_around = (before.left + before.right) / 2 < edge < (glyph.left + glyph.right) / 2
            if is_around and glyph.left - before.right < HEADER_GAP * glyph.size:
                return True
    return False
