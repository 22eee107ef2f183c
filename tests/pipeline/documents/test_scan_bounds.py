"""Which scans and pictures are read and which are refused, and what is said of those that time does not suffice for."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.pdf import pdf
from pipeline.documents.pdf.pdf import read_pdf
from pipeline.documents.read import read_document, sniff
from pipeline.documents.scans import ocr, picture
from pipeline.documents.scans.picture import read_picture
from tests.pipeline.documents.pdf_writer import Pdf
from tests.pipeline.documents.scan_reader import codes, texts
from tests.pipeline.documents.scan_writer import FIGURES, HEIGHT, WIDTH, draw_table, pasted, save


def test_pages_with_text_are_read_as_text_and_pictures_among_them_recognised() -> None:
    written = Pdf(numbered=False)
    written.paragraph("一段够长的正文，使这一页不被当作没有文字的扫描件，因为扫描件里没有多少文字，只有图片而已。")
    body = join_pdf(written.bytes(), save([draw_table(FIGURES)], "PDF"))
    document = read_document(body, None)
    assert texts(document) == [list(row) for row in FIGURES]
    assert [block.page for block in document.lines] == [1]
    assert codes(document) == ["read_by_ocr"]
    assert codes(read_document(body, None, recognise=False)) == ["page_scanned"]


def join_pdf(*files: bytes) -> bytes:
    """One PDF of the pages of several."""
    import io

    import pypdfium2 as pdfium

    joined = pdfium.PdfDocument.new()
    for file in files:
        joined.import_pages(pdfium.PdfDocument(file))
    target = io.BytesIO()
    joined.save(target)
    return target.getvalue()


def reason(body: bytes) -> tuple[str, str]:
    """Code and message with which reading is refused."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(body, None)
    return caught.value.code, caught.value.message


def test_recognising_leaves_no_file_behind(tmp_path: Path) -> None:
    page = tmp_path / "page.png"
    page.write_bytes(save([draw_table(FIGURES)], "PNG"))
    folders = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    for folder in folders.values():
        folder.mkdir()
    surroundings = os.environ | {name: str(folder) for name, folder in folders.items()}
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract", str(page)]
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False)
    assert "read_by_ocr" in done.stdout.decode()
    assert [list(folder.iterdir()) for folder in folders.values()] == [[], [], []]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (picture, pdf):
        monkeypatch.setattr(module, "is_installed", lambda: False)
    for kind in ("PNG", "PDF"):
        code, message = reason(save([draw_table([["1", "2"]])], kind))
        assert code == "scanned"
        assert "[ocr]" in message


def png_of(width: int, height: int) -> bytes:
    """A PNG that unpacks to `width` × `height` pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_size_pages_and_damage_are_bounded() -> None:
    assert reason(png_of(30_000, 30_000))[0] == "too_large"
    assert reason(png_of(9_000, 9_000))[0] == "too_large"
    small = Image.new("1", (20, 20), 1)
    assert reason(save([small] * (ocr.MAXIMUM_PAGES + 1), "TIFF"))[0] == "too_many_pages"
    assert reason(save([small] * (ocr.MAXIMUM_PAGES + 1), "PDF"))[0] == "scanned"
    assert reason(png_of(20, 20 * 2 * ocr.MAXIMUM_PAGES))[0] == "too_many_pages"
    assert reason(save([draw_table(FIGURES)], "PNG")[:900])[0] == "damaged"
    assert reason(save([Image.new("L", (40_000, 10), 0)], "PNG"))[0] == "empty"
    assert reason(save([Image.new("L", (WIDTH, HEIGHT), 255)], "PNG"))[0] == "empty"


@pytest.mark.parametrize(
    ("kind", "checks", "left"),
    [("PDF", 1, "pages 2"), ("TIFF", 1, "pages 2"), ("PNG", 2, "pages 1")],
)
def test_what_time_does_not_suffice_for_is_named(
    kind: str, checks: int, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = [draw_table(FIGURES[:2]), draw_table(FIGURES[2:])]
    body = save([pasted(drawn)] if kind == "PNG" else drawn, kind)
    clock = iter([0.0] * (1 + checks) + [ocr.SECONDS_PER_DOCUMENT] * 9)
    monkeypatch.setattr(ocr, "monotonic", lambda: next(clock))
    document = read_document(body, None)
    assert texts(document) == [list(row) for row in FIGURES[:2]]
    (notice,) = (notice for notice in document.notices if notice.severity == "warning")
    assert notice.code == "page_scanned"
    assert notice.message.startswith(left)
    assert ocr.time_spent() in notice.message


@pytest.mark.parametrize("kind", ["PDF", "TIFF", "PNG"])
def test_where_there_is_no_time_at_all_it_is_said(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "SECONDS_PER_DOCUMENT", 0.0)
    code, message = reason(save([draw_table(FIGURES)], kind))
    assert code == "scanned"
    assert ocr.time_spent() in message


def test_a_page_with_too_many_pieces_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.documents.scans import scanned_page

    monkeypatch.setattr(scanned_page, "MAXIMUM_LINES", 5)
    assert reason(save([draw_table(FIGURES)], "PNG"))[0] == "page_too_complex"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_are_known_by_their_content(kind: str) -> None:
    assert sniff(save([Image.new("L", (40, 40))], kind), "text/html") == f"image/{kind.lower()}"
    assert read_picture(save([draw_table([["1", "2"], ["3", "4"]])], kind), None).media_type == f"image/{kind.lower()}"


def test_nothing_is_recognised_unless_asked_for() -> None:
    body = save([draw_table(FIGURES)], "PDF")
    with pytest.raises(UnreadableDocumentError, match="OCR"):
        read_pdf(body, None, recognise=False)
