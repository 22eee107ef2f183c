"""What a page of a PDF prints beside its own text: filled fields, text typed over it, watermarks, pages used as drawings."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from pipeline.documents.pdf import filled_in, pdf_layers, pdf_page, pdf_unseen
from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.pdf_writer import assemble_pdf

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = "BT /F1 10 Tf 1 0 0 1 100 700 Tm (The numbers of this report are filled in below its labels.) Tj ET"


def _stream(head: str, content: str) -> bytes:
    return f"<< {head} /Length {len(content)} >>\nstream\n{content}\nendstream".encode()


def page_pdf(
    content: str,
    annotations: str = "",
    resources: str = "",
    *more: bytes,
    catalog: bytes = b"/AcroForm << /Fields [] >>",
) -> bytes:
    """One page of `content`; the objects `more` are numbered from 6."""
    return assemble_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
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
        f"BT /F1 10 Tf 1 0 0 1 2 4 Tm (4711) Tj ET{' 0 0 60 16 re S' if 'Framed' in kind else ''}",
    )
    return f"<< /Type /Annot {kind} /Rect [200 600 260 616] /F 4 /AP << /N 7 0 R >> >>".encode(), shown


@pytest.mark.parametrize(
    ("kind", "is_read"),
    [
        ("/Subtype /Widget /FT /Tx /T (a) /V (4711)", True),
        ("/Subtype /FreeText /Contents (4711)", True),
        ("/Subtype /Widget /FT /Sig /T (a) /V << /Type /Sig >>", False),
        ("/Subtype /Stamp", True),
        ("/Subtype /Stamp /Framed true", False),
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


_OLD = "BT /F1 10 Tf 1 0 0 1 200 600 Tm (35) Tj ET"
_NEW = "BT /F1 10 Tf 1 0 0 1 206 600 Tm (7) Tj ET"
_LAST = "BT /F1 10 Tf 1 0 0 1 100 500 Tm (1234567) Tj ET"


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (f"q 1 g 198 596 20 14 re f Q {_NEW}", "7"),  # painted over, and put right
        (f"q 1 1 1 rg 198 596 20 14 re f Q {_NEW}", "7"),
        (f"q 0.8 g 198 596 20 14 re f Q {_NEW}", "7"),  # in the colour of the row
        ("q 0 g 198 596 20 14 re f Q", "\ufffd\ufffd"),  # blacked out
        ("q /Mark gs 1 1 0 rg 198 596 20 14 re f Q", "35"),  # marked as with a pen
        (f"q 300 596 20 14 re W n 1 g 198 596 20 14 re f Q {_NEW}", "3\ufffd"),  # clipped: covers nothing
        (f"q 1 g 198 596 20 14 re S Q {_NEW}", "3\ufffd"),
        (f"q 1 g 198 590 20 3 re f Q {_NEW}", "3\ufffd"),
        (f"q 1 g 0 0 595 842 re f Q {_NEW}", "3\ufffd"),  # the ground of a page
    ],
)
def test_a_figure_under_a_patch_is_not_read(content: str, read: str) -> None:
    pdf = page_pdf(f"{_TEXT} {_OLD} {content} {_LAST}", "", "/ExtGState << /Mark << /BM /Multiply >> >>")
    lines = [line.text for line in read_pdf(pdf, None).lines]
    assert "".join(lines[1:-1]).replace(" ", "") == read


def test_a_page_of_too_many_white_patches_is_read_as_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_unseen, "MAXIMUM_PATCHES", 2)
    patch = "q 1 g 198 596 20 14 re f Q"
    for count, read in ((2, "7"), (3, "3\ufffd")):
        content = " ".join([_TEXT, _OLD, *[patch] * count, _NEW, _LAST])
        lines = [line.text for line in read_pdf(page_pdf(content), None).lines]
        assert "".join(lines[1:-1]).replace(" ", "") == read


@pytest.mark.parametrize(
    ("before", "state", "read"),
    [
        ("", "3 Tr", "7"),
        ("", "1 g", "7"),
        ("", "1 1 1 rg", "7"),
        ("", "0.8 g", "37"),
        ("", "0.9 g", "7"),  # as faint as a mark below a text
        ("0 0 1 rg 180 590 60 20 re f 0 g", "1 g", "37"),  # white on a colour
        ("1 .97 .88 rg 180 590 60 20 re f 0 g", "1 g", "7"),  # and on the shade of a row
        ("0 0 1 rg 180 590 60 20 re f 0 g", "3 Tr", "7"),
        ("", "/A gs", "7"),
    ],
)
def test_a_figure_that_nobody_sees_is_not_read(before: str, state: str, read: str) -> None:
    unseen = f"q BT {state} /F1 10 Tf 1 0 0 1 200 600 Tm (3) Tj ET Q"
    resources = "/ExtGState << /A << /ca 0 >> >>"
    body = page_pdf(f"{_TEXT} {before} {unseen} {_NEW} {_LAST}", "", resources)
    assert [line.text for line in read_pdf(body, None).lines][1:-1] == [read]


@pytest.mark.parametrize(("state", "read"), [("OFF", "7"), ("ON", "37")])
def test_what_stands_on_a_layer_that_is_off_is_no_part_of_the_page(state: str, read: str) -> None:
    layers = f"/OCProperties << /OCGs [6 0 R] /D << /{state} [6 0 R] >> >>".encode()
    layered = f"/OC /L BDC {_OLD.replace('35', '3')} EMC"
    group = b"<< /Type /OCG /Name (old) >>"
    body = page_pdf(f"{_TEXT} {layered} {_NEW} {_LAST}", "", "/Properties << /L 6 0 R >>", group, catalog=layers)
    assert [line.text for line in read_pdf(body, None).lines][1:-1] == [read]


def test_the_pictures_that_tell_layers_apart_are_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """The largest page that PDF allows has 25 square metres."""
    drawn: list[int] = []
    render = pdfium.PdfPage.render

    def measured(page: pdfium.PdfPage, scale: float = 1, *, grayscale: bool = False) -> pdfium.PdfBitmap:
        bitmap = render(page, scale, grayscale=grayscale)
        drawn.append(bitmap.width * bitmap.height)
        return bitmap

    monkeypatch.setattr(pdfium.PdfPage, "render", measured)
    layered = f"/OC /L BDC {_OLD} EMC"
    group = b"<< /Type /OCG /Name (old) >>"
    layers = b"/OCProperties << /OCGs [6 0 R] /D << /ON [6 0 R] >> >>"
    body = page_pdf(f"{_TEXT} {layered}", "", "/Properties << /L 6 0 R >>", group, catalog=layers)
    read_pdf(body.replace(b"[0 0 595 842]", b"[0 0 14400 14400]"), None)
    assert len(drawn) == 2
    assert max(drawn) <= pdf_layers.MOST_PIXELS * 1.01


def test_figures_are_read_where_most_would_be_out_of_sight() -> None:
    body = page_pdf(f"{_TEXT} 1 g {_LAST} 0 g {_NEW}")
    assert "1234567" in [line.text for line in read_pdf(body, None).lines]


@pytest.mark.parametrize(
    ("x", "y", "is_read"),
    [(300, 600, True), (700, 600, False), (-60, 600, False), (300, -2, True), (300, -8, False), (300, 845, False)],
)
def test_what_stands_beyond_the_edges_of_a_page_is_no_text(x: int, y: int, is_read: bool) -> None:
    body = page_pdf(f"{_TEXT} BT /F1 10 Tf 1 0 0 1 {x} {y} Tm (4711) Tj ET")
    assert ("4711" in "".join(line.text for line in read_pdf(body, None).lines)) is is_read


@pytest.mark.parametrize(
    ("frame", "rules"),
    [
        (
            "50 100 400 600 re W n",
            [(142.0, 742.0)],
        ),  # as a browser frames the part of a page between its header and footer
        ("", [(20.0, 800.0)]),
        ("70 100 400 600 re W n", []),
    ],
)
def test_a_rule_ends_where_the_frame_around_it_does(frame: str, rules: list[tuple[float, float]]) -> None:
    with pdfium.PdfDocument(page_pdf(f"{_TEXT} q {frame} 60 42 m 60 822 l S Q")) as file:
        drawn = pdf_page.draw(file[0], 1, 1000)
    assert [(rule.start, rule.end) for rule in drawn.vertical] == rules


def test_characters_in_boxes_that_are_all_as_wide_do_not_hide_each_other() -> None:
    box = _stream("", "500 0 0 -200 1000 800 d1 100 0 300 600 re f")
    codes = _stream(
        "",
        "1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <31> <0031> <32> <0032> <33> <0033> endbfchar",
    )
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 800] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 49 /LastChar 51 "
        b"/Widths [500 500 500] /Encoding << /Type /Encoding /Differences [49 /one /two /three] >> /ToUnicode 8 0 R "
        b"/CharProcs << /one 7 0 R /two 7 0 R /three 7 0 R >> /Resources << >> >>"
    )
    text = f"{_TEXT} BT /F2 10 Tf 1 0 0 1 200 600 Tm (123) Tj ET"
    pdf = page_pdf(text, "", "/Font << /F1 3 0 R /F2 6 0 R >> %", font, box, codes)
    assert "123" in [line.text for line in read_pdf(pdf, None).lines]


def test_square_dots_of_a_border_make_a_rule_where_they_are_drawn() -> None:
    dots = "\n".join(f"{2 * number % 400} {2 * (number // 200)} 1 1 re f" for number in range(17_000))
    with pdfium.PdfDocument(page_pdf(f"{_TEXT} q .5 0 0 .5 100 400 cm {dots} Q")) as file:
        drawn = pdf_page.draw(file[0], 1, 1000)
    assert not drawn.too_complex
    assert {(100 <= rule.start < 300, 350 < rule.position < 442) for rule in drawn.horizontal} == {(True, True)}


@pytest.mark.parametrize(("frame", "text"), [("200 590 60 14 re W n", "3"), ("", "x 3")])
def test_words_that_a_cell_cuts_off_are_no_part_of_the_one_below(frame: str, text: str) -> None:
    rules = " ".join(
        [f"{x} 550 m {x} 620 l S" for x in (100, 200, 260, 320)]
        + [f"100 {y} m 320 {y} l S" for y in (550, 580, 590, 620)]
    )
    words = f"q {frame} BT /F1 10 Tf 1 0 0 1 205 582 Tm (x) Tj ET Q BT /F1 10 Tf 1 0 0 1 212 582 Tm (3) Tj ET"
    grid = next(iter(read_pdf(page_pdf(f"{_TEXT} {rules} {words}"), None).grids))
    assert grid.rows[1][1].text == text
