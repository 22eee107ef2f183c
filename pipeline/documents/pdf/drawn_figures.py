"""Cells that hold no text and yet are not empty: figures pasted as small pictures, or drawn as curves.

Who protects a report, or lays it out for print, turns its text into outlines; who corrects a figure pastes a picture of it. A
reader sees them, so that such a cell is no blank.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.paper.drawn import DrawnPage
from pipeline.documents.paper.ruled import RuledTable
from pipeline.documents.pdf.pdf_struck import GARBLED

LEAST = 3.0
"""Points of height from which a drawing may be a character: what is lower is a stroke."""
FILLING = 0.9
"""Part of a cell's width and height from which a drawing is its frame or ground."""
FEWEST = 6
"""Cells without characters from which a page is recognised: a row of a table."""
TOUCHING = 2.0
"""Points by which a picture may reach over the cell that it stands in."""

Box = tuple[float, float, float, float]


def garble_drawn(page: DrawnPage, table: RuledTable, texts: list[str]) -> int:
    """Makes those of the `texts` of a table illegible that are empty where something is drawn; returns how many."""
    found: set[int] = set()
    for boxes, reach, is_path in ((page.marks, 0.0, True), (page.picture_boxes, TOUCHING, False)):
        for box in boxes:
            number = table.cell_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            if number is None or texts[number] or number in found or box[3] - box[1] < LEAST:
                continue
            cell = table.cells[number].box
            if _is_inside(box, cell, reach) and not (is_path and _fills(box, cell)):
                found.add(number)
    for number in found:
        texts[number] = GARBLED
    return len(found)


def _is_inside(box: Box, cell: Box, reach: float) -> bool:
    return (
        cell[0] - reach < box[0] and cell[1] - reach < box[1] and box[2] < cell[2] + reach and box[3] < cell[3] + reach
    )


def _fills(box: Box, cell: Box) -> bool:
    is_wide = box[2] - box[0] >= FILLING * (cell[2] - cell[0])
    return is_wide and box[3] - box[1] >= FILLING * (cell[3] - cell[1])


def is_drawn(texts: Sequence[str]) -> bool:
    """Whether a page shows its figures as drawings: its tables have more cells without characters than figures."""
    illegible = sum(text == GARBLED for text in texts)
    return illegible >= FEWEST and illegible > sum(text.isdecimal() for text in texts)
