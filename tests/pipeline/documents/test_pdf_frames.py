"""Tables wider than the paper: digits where they are cut off are illegible, since more of them may follow."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from pipeline.documents.pdf import pdf_page
from tests.pipeline.documents.test_pdf_page import page_pdf

_FIGURE = "BT /F1 10 Tf 1 0 0 1 {x} 600 Tm (6300) Tj ET"
_RULES = " ".join(f"200 {y} m {{end}} {y} l S" for y in (560, 590, 620))


@pytest.mark.parametrize(
    ("frame", "end", "x", "read"),
    [
        ("50 50 300 700 re W n", 400, 326, "630\ufffd"),  # the frame ends at 350, as that of a browser's page does
        ("50 50 300 700 re W n", 400, 300, "6300"),
        ("50 50 300 700 re W n", 351, 326, "6300"),
        ("", 640, 572, "630\ufffd"),
        ("", 590, 572, "6300"),
    ],
)
def test_digits_where_a_table_is_cut_off_are_illegible(frame: str, end: int, x: int, read: str) -> None:
    content = f"q {frame} {_RULES.format(end=end)} {_FIGURE.format(x=x)} Q"
    with pdfium.PdfDocument(page_pdf(content)) as file:
        drawn = pdf_page.draw(file[0], 1, 1000)
    assert "".join(glyph.text for glyph in drawn.glyphs) == read
    assert [notice.code for notice in drawn.notices] == (["figures_cut_off"] if read != "6300" else [])
