"""Fonts whose map to characters names other digits than they print: their figures are not read; sound fonts are."""

from __future__ import annotations

from ctypes import c_float

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
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
        assert misnamed_digits(file[0], text, text.count_chars()) == set()


def test_the_fonts_that_are_looked_at_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digit_shapes, "MOST_FONTS", 0)
    assert read_pdf(_pdf("Helvetica", "0123458769"), None).notices == []


def _outlines(name: str) -> list[bytes]:
    """How a font of PDFium's own draws the ten digits, as a program prints a font that it cannot embed: as drawings."""
    drawn: list[bytes] = []
    x, y = c_float(), c_float()
    with pdfium.PdfDocument.new() as document:
        font = pdfium_c.FPDFText_LoadStandardFont(document, name.encode())
        for digit in range(10):
            glyph = pdfium_c.FPDFFont_GetGlyphPath(font, 48 + digit, c_float(1000.0))
            assert glyph
            steps: list[str] = ["600 0 0 -200 600 800 d1"]
            bend: list[str] = []
            for index in range(pdfium_c.FPDFGlyphPath_CountGlyphSegments(glyph)):
                segment = pdfium_c.FPDFGlyphPath_GetGlyphPathSegment(glyph, index)
                pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
                kind, point = pdfium_c.FPDFPathSegment_GetType(segment), f"{1000 * x.value:.0f} {1000 * y.value:.0f}"
                if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
                    bend.append(point)
                    if len(bend) == 3:
                        steps.append(" ".join(bend) + " c")
                        bend = []
                else:
                    steps.append(point + (" m" if kind == pdfium_c.FPDF_SEGMENT_MOVETO else " l"))
            steps.append("f")
            drawn.append("\n".join(steps).encode())
        pdfium_c.FPDFFont_Close(font)
    return drawn


def _drawn_pdf(font: str, named: str, operators: str) -> bytes:
    """A page with the ten digits of a font whose characters are drawings, which the file says are those `named`."""
    pairs = " ".join(f"<{48 + digit:02x}> <{ord(name):04x}>" for digit, name in enumerate(named))
    codes = f"1 begincodespacerange <00> <ff> endcodespacerange 10 beginbfchar {pairs} endbfchar"
    names = " ".join(f"/d{digit}" for digit in range(10))
    procedures = " ".join(f"/d{digit} {8 + digit} 0 R" for digit in range(10))
    return page_pdf(
        f"{_TEXT} BT /F2 10 Tf 1 0 0 1 100 600 Tm {operators} ET",
        "",
        "/Font << /F1 3 0 R /F2 6 0 R >> %",
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 600 800] /FontMatrix [.001 0 0 .001 0 0] /ToUnicode 7 0 R "
        f"/FirstChar 48 /LastChar 57 /Widths [{'600 ' * 10}] /CharProcs << {procedures} >> "
        f"/Encoding << /Type /Encoding /Differences [48 {names}] >> /Resources << >> >>".encode(),
        f"<< /Length {len(codes)} >>\nstream\n{codes}\nendstream".encode(),
        *(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn) for drawn in _outlines(font)),
    )


_AT_ONCE, _ONE_BY_ONE = "(0123456789) Tj", " ".join(f"({digit}) Tj" for digit in range(10))


@pytest.mark.parametrize("operators", [_AT_ONCE, _ONE_BY_ONE])
@pytest.mark.parametrize(
    ("font", "named", "codes"),
    [
        ("Helvetica", "0123456789", []),
        ("Times-Roman", "0123456789", []),
        ("Helvetica", "0123458769", ["digits_misnamed"]),
        ("Helvetica", "0723456189", ["digits_misnamed"]),
        ("Times-Roman", "1234567890", ["digits_misnamed"]),
        ("Times-Roman", "0123156789", ["digits_misnamed"]),
    ],
)
def test_figures_of_a_font_of_drawings_are_read_where_they_are_what_the_file_says(
    font: str, named: str, codes: list[str], operators: str
) -> None:
    document = read_pdf(_drawn_pdf(font, named, operators), None)
    assert ("0123456789" in [line.text for line in document.lines]) == (not codes)
    assert [notice.code for notice in document.notices if notice.severity == "warning"] == codes
