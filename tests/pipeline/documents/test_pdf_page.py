"""What a page of a PDF prints beside its own text: filled fields, text typed over it, watermarks, pages used as drawings."""

from __future__ import annotations

import pytest

from pipeline.documents import filled_in
from pipeline.documents.pdf import read_pdf
from tests.pipeline.documents.pdf_writer import assemble_pdf

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = "BT /F1 10 Tf 1 0 0 1 100 700 Tm (The numbers of this report are filled in below its labels.) Tj ET"


def _stream(head: str, content: str) -> bytes:
    return f"<< {head} /Length {len(content)} >>\nstream\n{content}\nendstream".encode()


def page_pdf(content: str, annotations: str = "", resources: str = "", *more: bytes) -> bytes:
    """One page of `content`; the objects `more` are numbered from 6."""
    return assemble_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] >> >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            _FONT,
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> /Annots [{annotations}] >>".encode(),
            _stream("", content),
            *more,
        ]
    )


def _typed(kind: str) -> tuple[bytes, bytes]:
    """An annotation that shows 4711, and its appearance; they are objects 6 and 7."""
    shown = _stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 60 16] /Resources << /Font << /F1 3 0 R >> >>",
        "BT /F1 10 Tf 1 0 0 1 2 4 Tm (4711) Tj ET",
    )
    return f"<< /Type /Annot {kind} /Rect [200 600 260 616] /F 4 /AP << /N 7 0 R >> >>".encode(), shown


@pytest.mark.parametrize(
    ("kind", "is_read"),
    [
        ("/Subtype /Widget /FT /Tx /T (a) /V (4711)", True),
        ("/Subtype /FreeText /Contents (4711)", True),
        ("/Subtype /Widget /FT /Sig /T (a) /V << /Type /Sig >>", False),
        ("/Subtype /Stamp", False),
        ("/Subtype /Text /Contents (4711)", False),
    ],
)
def test_what_is_filled_in_or_typed_over_a_page_is_printed_on_it(kind: str, is_read: bool) -> None:
    lines = [line.text for line in read_pdf(page_pdf(_TEXT, "6 0 R", "", *_typed(kind)), None).lines]
    assert ("4711" in lines) is is_read


def test_a_page_of_too_many_fields_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled_in, "MAXIMUM_ANNOTATIONS", 0)
    pdf = page_pdf(_TEXT, "6 0 R", "", *_typed("/Subtype /FreeText"))
    assert "4711" not in [line.text for line in read_pdf(pdf, None).lines]


@pytest.mark.parametrize(("turn", "is_read"), [("1 0 0 1", True), (".99 .1 -.1 .99", True), (".7 .7 -.7 .7", False)])
def test_a_watermark_across_the_page_is_no_text(turn: str, is_read: bool) -> None:
    mark = f"BT /F1 10 Tf {turn} 100 500 Tm (SAMPLE) Tj ET"
    text = "".join(line.text for line in read_pdf(page_pdf(f"{_TEXT} {mark}"), None).lines)
    assert ("SAMPLE" in text) is is_read


def test_characters_that_a_moved_page_names_stand_among_the_others() -> None:
    """Browsers name characters that have several codes; pages printed two on a sheet are moved and scaled."""
    inner = (
        f"{_TEXT} BT /F1 10 Tf 1 0 0 1 100 600 Tm (AB) Tj ET "
        "/Span << /ActualText (X) >> BDC BT /F1 10 Tf 1 0 0 1 114 600 Tm (C) Tj ET EMC "
        "BT /F1 10 Tf 1 0 0 1 121 600 Tm (DE) Tj ET"
    )
    form = _stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>", inner)
    pdf = page_pdf("q .7 0 0 .7 150 40 cm /P Do Q", "", "/XObject << /P 6 0 R >>", form)
    assert "ABXDE" in [line.text for line in read_pdf(pdf, None).lines]
