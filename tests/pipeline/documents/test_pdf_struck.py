"""Figures of a PDF that are taken back, cut off, upside down or printed over one another: none is read as if it stood there."""

from __future__ import annotations

from types import ModuleType

import pytest

from pipeline.documents.pdf import pdf_frames, pdf_page, pdf_unseen
from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.test_pdf_page import page_pdf

_TEXT = "BT /F1 10 Tf 1 0 0 1 100 700 Tm (The numbers of this report are filled in below its labels.) Tj ET"
_LAST = "BT /F1 10 Tf 1 0 0 1 100 500 Tm (1234567) Tj ET"
_OLD = "BT /F1 10 Tf 1 0 0 1 200 600 Tm (35) Tj ET"  # 11.1 points wide
_NEW = "BT /F1 10 Tf 1 0 0 1 216 600 Tm (7) Tj ET"


def _figures(content: str, annotations: str = "", *more: bytes) -> tuple[str, list[tuple[str, str]]]:
    document = read_pdf(page_pdf(f"{_TEXT} {content} {_LAST}", annotations, "", *more), None)
    lines = [line.text for line in document.lines]
    return "".join(lines[1:-1]).replace(" ", ""), [(n.severity, n.code) for n in document.notices]


@pytest.mark.parametrize(
    ("stroke", "read", "severity"),
    [
        ("200 603.5 m 211.1 603.5 l S", "7", "info"),
        ("199 603 12 0.6 re f", "7", "info"),  # as browsers draw it
        ("199 599 m 212 608 l S 199 608 m 212 599 l S", "7", "info"),  # crossed out
        ("150 560 m 212 620 l S", "357", None),  # the corner of a header
        ("200 598.5 m 211.1 598.5 l S", "357", None),  # underlined
        ("150 603.5 m 300 603.5 l S", "357", None),  # a rule that runs on
    ],
)
def test_a_figure_that_is_struck_through_is_not_read(stroke: str, read: str, severity: str | None) -> None:
    notices = [(severity, "figures_struck")] if severity else []
    assert _figures(f"{_OLD} {_NEW} {stroke}") == (read, notices)


def test_a_figure_that_is_struck_through_and_not_replaced_is_said() -> None:
    assert _figures(f"{_OLD} 200 603.5 m 211.1 603.5 l S") == ("", [("warning", "figures_struck")])


def test_a_figure_is_struck_out_by_a_mark_over_the_page() -> None:
    mark = b"<< /Type /Annot /Subtype /StrikeOut /Rect [200 598 211 609] /F 4 >>"
    assert _figures(f"{_OLD} {_NEW}", "6 0 R", mark) == ("7", [("info", "figures_struck")])


@pytest.mark.parametrize(
    ("frame", "read", "is_said"),
    [
        ("200 590 20 30 re W n", "35", False),
        ("205.5 590 20 30 re W n", "5", True),
        ("200 590 5.5 30 re W n", "3", True),
        ("300 590 20 30 re W n", "", True),
        ("0 0 595 842 re W n 190 590 60 30 re W n", "35", False),
    ],
)
def test_a_figure_that_its_frame_cuts_off_is_said(frame: str, read: str, is_said: bool) -> None:
    assert _figures(f"q {frame} {_OLD} Q") == (read, [("warning", "figures_cut_off")] if is_said else [])


@pytest.mark.parametrize(
    ("over", "read"),
    [
        ("1 0 0 1 200.5 600 Tm (35) Tj", "35"),  # printed twice, to look bold
        ("1 0 0 1 200.5 600 Tm (82) Tj", "\ufffd" * 2),
        ("-1 0 0 -1 227 607 Tm (96) Tj", "\ufffd\ufffd35"),  # on its head
    ],
)
def test_figures_that_nobody_can_read_are_illegible(over: str, read: str) -> None:
    assert _figures(f"{_OLD} BT /F1 10 Tf {over} ET")[0] == read


@pytest.mark.parametrize(("over", "read"), [("1 0 0 1 200 600 Tm (38) Tj", "38"), ("1 0 0 1 200 600 Tm (8) Tj", "8")])
def test_a_figure_that_is_printed_again_over_what_is_covered_is_read_whole(over: str, read: str) -> None:
    """PDFium takes the first digit of both for one."""
    assert _figures(f"{_OLD} 1 g 198 596 20 14 re f 0 g BT /F1 10 Tf {over} ET")[0] == read


@pytest.mark.parametrize(
    ("patch", "read"),
    [
        ("205.6 596 20 14", "\ufffd"),  # over the last digit: what is left is no figure
        ("208 596 20 14", "3\ufffd"),  # through it
        ("200 604 20 14", "\ufffd\ufffd"),  # over the upper half of both
        ("210.5 596 20 14", "35"),  # over its edge
        ("199 596 14 14", ""),
        ("205.6 596 20 14 re f 0 g BT /F1 10 Tf 1 0 0 1 205.6 600 Tm (8) Tj ET 0 0 1 1", "38"),
        ("199 596 14 14 re f 0 g BT /F1 10 Tf 1 0 0 1 211.5 600 Tm (8) Tj ET 0 0 1 1", "8"),
    ],
)
def test_what_a_white_patch_leaves_of_a_figure_is_illegible(patch: str, read: str) -> None:
    assert _figures(f"{_OLD} 1 g {patch} re f 0 g")[0] == read


@pytest.mark.parametrize(
    ("module", "bound", "content", "within", "beyond"),
    [
        (pdf_page, "MAXIMUM_SLANTS", f"{_OLD} {_NEW} 199 599 m 212 608 l S 199 608 m 212 599 l S", "7", "357"),
        (pdf_frames, "MOST_CLIPS", f"q 205.5 590 20 30 re W n {_OLD} Q", "5", "35"),
        (
            pdf_unseen,
            "MOST_BANDS",
            f"{_OLD} 1 g 198 596 20 14 re f 0 g BT /F1 10 Tf 1 0 0 1 200 600 Tm (38) Tj ET",
            "38",
            "8",
        ),
    ],
)
def test_what_is_looked_at_for_figures_taken_back_is_bounded(
    module: ModuleType, bound: str, content: str, within: str, beyond: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _figures(content)[0] == within
    monkeypatch.setattr(module, bound, 0)
    assert _figures(content)[0] == beyond


@pytest.mark.parametrize("order", [(3, 0), (0, 3)])
def test_a_recognised_text_that_lies_over_a_printed_one_is_no_second_text(order: tuple[int, int]) -> None:
    layers = " ".join(f"BT {mode} Tr /F1 10 Tf 1 0 0 1 200 600 Tm (35) Tj ET" for mode in order)
    assert _figures(f"{layers} 0 Tr")[0] == "35"


@pytest.mark.parametrize(
    ("kind", "is_read"),
    [
        ("/Subtype /FreeText /Contents (4711)", True),
        ("/Subtype /Widget /FT /Tx /T (a) /V (4711)", True),
        ("/Subtype /FreeText /Contents (4711) /F 2", False),  # hidden
        (f"/Subtype /FreeText /Contents ({'4711 ' * 90})", False),  # a letter, no figure
    ],
)
def test_what_is_typed_over_a_page_is_read_where_no_program_has_drawn_it(kind: str, is_read: bool) -> None:
    mark = f"<< /Type /Annot {kind} /Rect [200 600 260 616] >>".encode()
    assert ("4711" in _figures("", "6 0 R", mark)[0]) is is_read


def test_a_dash_with_a_line_through_it_is_a_dash() -> None:
    """As a browser prints the shadow of one."""
    dash = "BT /F1 10 Tf 1 0 0 1 200 600 Tm (-) Tj ET 200 603.5 m 203.3 603.5 l S"
    assert "-" in [line.text for line in read_pdf(page_pdf(f"{_TEXT} {dash} {_LAST}"), None).lines]
