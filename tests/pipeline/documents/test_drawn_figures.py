"""Cells of a PDF's table in which a figure is shown, and none is written: they are no blanks."""

from __future__ import annotations

import pytest

from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.test_pdf_page import page_pdf

_TEXT = "BT /F1 10 Tf 1 0 0 1 100 700 Tm (The numbers of this report are filled in below its labels.) Tj ET"
_RULES = " ".join(
    [f"100 {y} m 400 {y} l S" for y in (600, 620, 640)] + [f"{x} 600 m {x} 640 l S" for x in (100, 200, 300, 400)]
)
_LABELS = " ".join(
    f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"
    for x, y, text in ((110, 626, "item"), (210, 626, "made"), (310, 626, "kept"), (110, 606, "rules"), (340, 606, "7"))
)
_PICTURE = "q {} 0 0 {} {} {} cm BI /W 2 /H 1 /CS /G /BPC 8 /F /AHx ID 00ff> EI Q"
_CURVE = "{0} 605 m {0} 612 l {1} 615 {1} 603 {0} 605 c f"


@pytest.mark.parametrize(
    ("drawing", "read"),
    [
        ("", ""),
        (_CURVE.format(240, 246), "\ufffd"),
        ("240 605 m 242 605 l 242 613 l 241 613 l 240 611 l 241 611 l f", "\ufffd"),  # a one of straight lines
        (_PICTURE.format(12, 10, 240, 605), "\ufffd"),
        (_PICTURE.format(100, 20, 200, 600), "\ufffd"),  # as large as the cell
        (_PICTURE.format(300, 40, 100, 600), ""),  # a ground below the table
        (_PICTURE.format(12, 10, 194, 605), ""),  # across two cells
        ("202 601 m 298 601 l 298 619 l 210 619 l 204 619 l 202 617 l f", ""),  # a shade with a corner cut off
        ("240 610 m 246 610 l 246 610.8 l 242 610.8 l 241 610.8 l 240 610.8 l f", ""),  # a stroke
        ("205 601 m 295 619 l S", ""),  # struck out as not applicable
    ],
)
def test_a_cell_in_which_something_is_drawn_is_no_blank(drawing: str, read: str) -> None:
    grid = next(read_pdf(page_pdf(f"{_TEXT} {_RULES} {_LABELS} {drawing}"), None).grids)
    assert [cell.text for cell in grid.rows[1]] == ["rules", read, "7"]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("{text} {picture}", "\ufffd"),  # pasted over it
        ("{picture} {text}", "7"),  # a ground
        ("{text} {seal}", "7"),
    ],
)
def test_a_figure_that_a_small_picture_is_pasted_over_is_not_read(content: str, read: str) -> None:
    parts = {
        "text": f"{_RULES} {_LABELS}",
        "picture": _PICTURE.format(20, 12, 335, 603),
        "seal": _PICTURE.format(100, 100, 310, 550),
    }
    grid = next(read_pdf(page_pdf(f"{_TEXT} {content.format(**parts)}"), None).grids)
    assert [cell.text for cell in grid.rows[1]] == ["rules", "", read]


def test_a_page_of_drawn_figures_is_left_to_be_recognised() -> None:
    rules = " ".join(f"{x} 600 m {x} 640 l S" for x in range(50, 551, 50))
    drawings = " ".join(_CURVE.format(x, x + 6) for x in range(120, 551, 50))
    content = f"{_TEXT} {rules} {' '.join(f'50 {y} m 550 {y} l S' for y in (600, 620, 640))} {drawings}"
    notices = read_pdf(page_pdf(content), None, recognise=False).notices
    assert [(notice.severity, notice.code) for notice in notices] == [("warning", "figures_drawn")]
