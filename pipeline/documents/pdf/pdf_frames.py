"""Frames that a page of a PDF is drawn in: what reaches out of them is not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from ctypes import c_float

import pypdfium2.raw as pdfium_c

from pipeline.contract import Notice
from pipeline.documents.paper.drawn import DrawnPage, Rule
from pipeline.documents.pdf.pdf_struck import GARBLED

MOST_CLIPS, MOST_CLIP_SEGMENTS = 8, 64
"""Paths of which a frame is made that are looked at, and points of each."""
EDGE = 1.0
"""Points by which a rule may stand outside of a frame, along its edge."""
FARTHEST_OUT, FEWEST_CUT = 3.0, 3
"""Points by which a rule may reach out at the side, and how many rules that do are a table that is cut off."""
MOST_EDGES = 4
"""At which tables of one page are cut off that are looked at."""
BESIDE_CUT = 0.6
"""Type sizes from where a table is cut off within which a digit may be followed by another one."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def clip_of(drawing: pdfium_c.PageObject) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of what is seen of a drawing, placed as its form places it; None where all is.

    An outline that is no box counts as the box around it.
    """
    clip = pdfium_c.FPDFPageObj_GetClipPath(drawing)
    if not clip or not 0 < (paths := pdfium_c.FPDFClipPath_CountPaths(clip)) <= MOST_CLIPS:
        return None
    left, bottom, right, top = float("-inf"), float("-inf"), float("inf"), float("inf")
    x, y = c_float(), c_float()
    for path in range(paths):
        across: list[float] = []
        down: list[float] = []
        count = pdfium_c.FPDFClipPath_CountPathSegments(clip, path)
        if count > MOST_CLIP_SEGMENTS:
            continue
        for index in range(count):
            segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index)
            if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
                across.append(x.value)
                down.append(y.value)
        if across:
            left, right = max(left, min(across)), min(right, max(across))
            bottom, top = max(bottom, min(down)), min(top, max(down))
    return (left, bottom, right, top) if right < float("inf") else None


def cut_to_frame(
    drawn: DrawnPage, since: tuple[int, int], one: tuple[float, float], other: tuple[float, float]
) -> list[float]:
    """Cuts the rules that were added `since` to the frame between two corners; returns where it cuts them at a side.

    Browsers draw a row that a page's end cuts whole on both pages, and frame the page: it would reach into the page's header.
    """
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    added = drawn.horizontal[since[0] :]
    cut = [left for rule in added if rule.start < left - FARTHEST_OUT]
    cut += [right for rule in added if rule.end > right + FARTHEST_OUT]
    for rules, first, along, across in (
        (drawn.horizontal, since[0], (left, right), (top, bottom)),
        (drawn.vertical, since[1], (top, bottom), (left, right)),
    ):
        rules[first:] = [
            Rule(rule.position, max(rule.start, along[0]), min(rule.end, along[1]))
            for rule in rules[first:]
            if across[0] - EDGE <= rule.position <= across[1] + EDGE
            and max(rule.start, along[0]) <= min(rule.end, along[1])
        ]
    return cut


def garble_cut_off(drawn: DrawnPage, cut: Iterable[float]) -> None:
    """Makes the digits illegible that stand where a table is cut off at its side: nobody knows what followed them."""
    counted = Counter(round(edge, 1) for edge in cut)
    edges = [edge for edge, count in counted.most_common(MOST_EDGES) if count >= FEWEST_CUT]
    if not edges:
        return
    met = [
        glyph
        for glyph in drawn.glyphs
        if glyph.text.isdecimal()
        and any(min(abs(edge - glyph.right), abs(edge - glyph.left)) <= BESIDE_CUT * glyph.size for edge in edges)
    ]
    for glyph in met:
        glyph.text = GARBLED
    if met:
        message = (
            f"page {drawn.number}: a table reaches out of the page, or its frame; {len(met)} figures may be cut off"
        )
        drawn.notices.append(Notice("warning", "figures_cut_off", message))
