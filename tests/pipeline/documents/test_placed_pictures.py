"""Tables pasted as pictures, and embedded workbooks: read where they stand; other pictures are left alone."""

from __future__ import annotations

import base64

import pytest

from pipeline.documents.document import Document, Grid
from pipeline.documents.office import docx as word_files
from pipeline.documents.read import read_document
from pipeline.documents.scans import ocr
from pipeline.documents.scans.placed_pictures import wanted_pictures
from tests.pipeline.documents.office_writer import cells, docx, p, xlsx
from tests.pipeline.documents.pdf_writer import Pdf
from tests.pipeline.documents.scan_writer import draw_table, save

HEADING, OTHER = "三、收到和处理政府信息公开申请情况", "五、存在的主要问题及改进情况"
FIGURES = (("0", "1", "2", "3"), ("71", "8", "9", "10"), ("100", "2046", "35", "68"))
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture() -> bytes:
    """A picture of a table, no larger than it."""
    page = draw_table(FIGURES)
    return save([page.crop((0, 0, page.width, 500))], "PNG")


def word(body: str, kind: str, part: bytes) -> bytes:
    """A Word document with one part beside its text."""
    relations = f'<Relationships><Relationship Id="r1" Type="{RELATION}/{kind}" Target="media/part"/></Relationships>'
    return docx(body, more={"word/_rels/document.xml.rels": relations, "word/media/part": part})


def blocks(document: Document) -> list[str | list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows] if isinstance(block, Grid) else block.text
        for block in document.blocks
    ]


DRAWN = '<w:p><w:r><w:drawing><w:blip w:embed="r1"/></w:drawing></w:r></w:p>'
OBJECT = '<w:p><w:r><w:object><w:imagedata w:id="r2"/><w:OLEObject w:id="r1"/></w:object></w:r></w:p>'


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ([HEADING, None, OTHER, None], {1}),
        ([HEADING, None, None, OTHER], {1, 2}),
        ([HEADING, "", None, OTHER], set[int]()),
        ([HEADING, "规章\t0\t0", None], set[int]()),
        (["正文", None], {1}),
        (["正文", None, ""], set[int]()),
        (["附：政府信息公开情况统计表", None, "填表人"], {1}),
        (["正文", None, HEADING, ""], set[int]()),
    ],
)  # fmt: skip
def test_pictures_are_tables_where_a_section_has_none(texts: list[str | None], wanted: set[int]) -> None:
    assert wanted_pictures(texts) == wanted


def test_a_picture_of_a_table_is_read_where_it_stands() -> None:
    body = word(p(HEADING) + DRAWN + p(OTHER), "image", picture())
    assert blocks(read_document(body, None)) == [HEADING, [list(row) for row in FIGURES], OTHER]
    left = read_document(body, None, recognise=False)
    assert [notice.code for notice in left.notices] == ["picture_unread"]
    assert "picture_unread" in ocr.UNRECOGNISED


def test_a_picture_that_a_page_carries_within_itself_is_read() -> None:
    written = base64.b64encode(picture()).decode()
    page = f"<body><p>{HEADING}</p><p><img src='data:image/png;base64,{written}'></p><p>{OTHER}</p></body>"
    assert blocks(read_document(page.encode(), "text/html")) == [HEADING, [list(row) for row in FIGURES], OTHER]


def placed_on_a_page() -> bytes:
    """A PDF with a picture of a table on a page with text."""
    pdf = Pdf()
    for text in (
        HEADING,
        "一段够长的正文，使这份文件不被当作没有文字的扫描件，因为扫描件里没有多少文字，只有图片而已。",
    ):
        pdf.paragraph(text)
    page = draw_table(FIGURES)
    drawn = page.crop((0, 0, page.width, 500))
    pdf.picture(50, 300, 495, 200, drawn.tobytes(), drawn.width)
    pdf.text(60, 600, 12, OTHER)
    return pdf.bytes()


def test_a_picture_on_a_page_with_text_has_its_place_on_the_page() -> None:
    document = read_document(placed_on_a_page(), None)
    (grid,) = document.grids
    assert [[cell.text for cell in row] for row in grid.rows] == [list(row) for row in FIGURES]
    box = grid.rows[0][0].bbox or (0, 0, 0, 0)
    assert (grid.rows[0][0].page, 50 < box[0] < 200, 300 < box[1] < 400) == (1, True, True)
    assert [block.text for block in document.blocks[-1:] if not isinstance(block, Grid)] == [OTHER]


def test_a_damaged_picture_is_said_to_be_unread() -> None:
    document = read_document(word(p(HEADING) + DRAWN, "image", b"\x89PNG\r\n\x1a\n" + bytes(200)), None)
    assert [notice.code for notice in document.notices] == ["picture_unread"]


def test_pictures_that_time_does_not_suffice_for_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    written = base64.b64encode(picture()).decode()
    page = f"<body><p>{HEADING}</p><p><img src='data:image/png;base64,{written}'></p><p>{OTHER}</p></body>"
    monkeypatch.setattr(ocr, "SECONDS_PER_DOCUMENT", 0.0)
    for document in (read_document(page.encode(), "text/html"), read_document(placed_on_a_page(), None)):
        assert list(document.grids) == []
        (notice,) = (notice for notice in document.notices if notice.severity == "warning")
        assert (notice.code, ocr.time_spent() in notice.message) == ("page_scanned", True)


def test_pictures_are_unpacked_up_to_so_many_bytes_together(monkeypatch: pytest.MonkeyPatch) -> None:
    body = word(p(HEADING) + DRAWN, "image", b"\x89PNG\r\n\x1a\n" + bytes(200))
    monkeypatch.setattr(word_files, "MAXIMUM_RELATED", 100)
    assert read_document(body, None).notices == []


def test_an_embedded_workbook_is_read_instead_of_its_picture() -> None:
    book = xlsx({"表": cells({"A1": "规章", "B1": 3, "A2": "许可", "B2": 4})})
    document = read_document(word(p(HEADING) + OBJECT, "package", book), None)
    assert blocks(document) == [HEADING, [["规章", "3"], ["许可", "4"]]]
    assert document.notices == []


@pytest.mark.parametrize(
    "drawing", [b"\x01\x00\x00\x00" + b"\x00" * 36 + b" EMF", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"]
)
def test_a_drawing_where_a_table_should_stand_is_said(drawing: bytes) -> None:
    document = read_document(word(p(HEADING) + DRAWN + p(OTHER), "image", drawing + b"\x00" * 60), None)
    assert [notice.code for notice in document.notices] == ["drawing_unread"]


@pytest.mark.parametrize(
    ("page", "read"),
    [
        (b"<html><body><p>A</p><table><tr><td>B</td><td>1</td></tr></table></body></html>", ["A", [["B", "1"]]]),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
            b"<html><body><p>A</p><table><tr><td>B</td><td>1</td></tr></table></body></html>\r\n--x--\r\n",
            ["A", [["B", "1"]]],
        ),
        (b"neither", []),
    ],
    ids=["page", "MHTML", "neither"],
)
def test_a_page_that_word_is_to_take_in_is_read_where_it_stands(page: bytes, read: list[object]) -> None:
    document = read_document(
        word(p("before") + f'<w:altChunk xmlns:r="{RELATION}" r:id="r1"/>' + p("after"), "aFChunk", page), None
    )
    assert blocks(document) == ["before", *read, "after"]
    assert [notice.code for notice in document.notices] == ([] if read else ["embedded_object"])
