"""Fonts whose map to characters names other digits than they print: their figures are not read; sound fonts are."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from pipeline.documents.pdf import digit_shapes
from pipeline.documents.pdf.digit_shapes import misnamed_digits
from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.test_pdf_page import page_pdf

_TEXT = "BT /F1 10 Tf 1 0 0 1 100 700 Tm (The numbers of this report are filled in below its labels.) Tj ET"


def _pdf(font: str, named: str) -> bytes:
    """A page with the ten digits in `font`, which the file says are those `named`."""
    pairs = " ".join(f"<{48 + digit:02x}> <{ord(name):04x}>" for digit, name in enumerate(named))
    codes = f"1 begincodespacerange <00> <ff> endcodespacerange 10 beginbfchar {pairs} endbfchar"
    return page_pdf(
        f"{_TEXT} BT /F2 10 Tf 1 0 0 1 100 600 Tm (0123456789) Tj ET",
        "",
        "/Font << /F1 3 0 R /F2 6 0 R >> %",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /ToUnicode 7 0 R >>".encode(),
        f"<< /Length {len(codes)} >>\nstream\n{codes}\nendstream".encode(),
    )


@pytest.mark.parametrize(
    "font", ["Helvetica", "Times-Roman", "Courier", "Helvetica-BoldOblique", "Times-Italic", "Courier-Bold"]
)
@pytest.mark.parametrize("named", ["0123458769", "0128456739", "1234567890", "0723456189", "0123156789"])
def test_figures_of_a_font_that_prints_other_digits_are_not_read(font: str, named: str) -> None:
    document = read_pdf(_pdf(font, named), None)
    assert named not in [line.text for line in document.lines]
    assert [notice.code for notice in document.notices if notice.severity == "warning"] == ["digits_misnamed"]


@pytest.mark.parametrize(
    "font", ["Helvetica", "Times-Roman", "Courier", "Helvetica-BoldOblique", "Times-Italic", "Courier-Bold"]
)
def test_figures_of_a_sound_font_are_read(font: str) -> None:
    document = read_pdf(_pdf(font, "0123456789"), None)
    assert "0123456789" in [line.text for line in document.lines]
    assert document.notices == []


def test_a_page_without_digits_is_looked_at_for_none() -> None:
    with pdfium.PdfDocument(page_pdf(_TEXT)) as file:
        text = file[0].get_textpage()
        assert misnamed_digits(text, text.count_chars()) == set()


def test_the_fonts_that_are_looked_at_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digit_shapes, "MOST_FONTS", 0)
    assert read_pdf(_pdf("Helvetica", "0123458769"), None).notices == []
