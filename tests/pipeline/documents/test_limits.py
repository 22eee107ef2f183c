"""Bounds of the readers: each is lowered until an everyday document passes it, and then acts and is named."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from types import ModuleType

import pytest

from crawlers.sandbox.grids import Grid, GridCell
from pipeline.documents.document import Document, UnreadableDocumentError
from pipeline.documents.laid_out import LaidOutGrid
from pipeline.documents.office import ole, package, workbook, workbook_xml
from pipeline.documents.paper import ruled
from pipeline.documents.pdf import pdf, pdf_page
from pipeline.documents.read import read_document
from pipeline.documents.web import embedded, page_grids, wrapped
from tests.pipeline.documents import office_writer as office
from tests.pipeline.documents.pdf_writer import Pdf, nested_pdf

ROWS = (("信息内容", "数量"), ("规章", "12"), ("行政许可", "7"))
GRID = Grid(2, tuple(tuple(GridCell(text) for text in row) for row in ROWS))
SENTENCE = "本机关主动公开政府信息，按时答复申请，没有收取费用。"
PAGE = f"<p>{SENTENCE}</p><table><tr><td>信息内容</td><td>数</td></tr><tr><td>规章</td><td>12</td></tr></table>"
UNKNOWN = PAGE.replace("规章", "上限")
"""Whose layout no other page has: a known one is not laid out again."""
SPANNED = "<table><tr>" + "<td colspan=30>规章</td>" * 5 + "</tr></table>"
LITERAL = (f"<p>{SENTENCE * 12}</p>{PAGE}").replace("<", "\\u003c")
SHELL = f'<title>年报</title><div id=app></div><script>var d={{"content":"{LITERAL}"}}</script>'


def _cell(content: object) -> str:
    return f"<Cell><Data>{content}</Data></Cell>"


SHEET = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    "<Worksheet><Table>"
    + "".join(f"<Row>{_cell(f'第{n}行')}{_cell(n)}{_cell('件')}</Row>" for n in range(9))
    + "</Table></Worksheet></Workbook>"
)  # fmt: skip


def mhtml() -> bytes:
    message = MIMEMultipart("related")
    for _ in range(4):
        message.attach(MIMEText(PAGE, "html", "utf-8"))
    return message.as_bytes()


def ruled_pdf() -> bytes:
    made = Pdf()
    made.paragraph(SENTENCE * 4)
    made.table(GRID, [200, 200])
    return made.bytes()


@pytest.mark.parametrize(
    ("module", "bound", "least", "body", "code"),
    [
        (package, "MAXIMUM_PARTS", 2, office.docx(office.p(SENTENCE)), "too_large"),
        (package, "MAXIMUM_ENTRIES", 2, office.docx(office.p(SENTENCE)), "too_large"),
        (wrapped, "MAXIMUM_PARTS", 2, mhtml(), "too_large"),
        (page_grids, "MAXIMUM_CELLS", 3, UNKNOWN.encode(), "table_too_large"),
        (page_grids, "MAXIMUM_COLUMNS", 100, SPANNED.encode(), "table_too_large"),
        (page_grids, "MAXIMUM_POSITIONS", 3, UNKNOWN.encode(), "table_too_large"),
        (workbook, "MAXIMUM_CELLS", 0, office.xlsx({"表": office.cells({"A1": 1, "C9": 2})}), "table_too_large"),
        (workbook, "MAXIMUM_SHEETS", 1, office.xlsx(dict.fromkeys("甲乙", office.cells({"A1": 1}))), "too_large"),
        (workbook, "MAXIMUM_TOTAL", 10, office.xlsx({"表": office.cells({"A1": 1})}), "too_large"),
        (workbook_xml, "MAXIMUM_CELLS", 4, SHEET.encode(), "table_too_large"),
        (ole, "MAXIMUM_ENTRIES", -9, office.ole("WordDocument"), "damaged"),
    ],
)  # fmt: skip
def test_what_is_larger_is_refused(
    module: ModuleType, bound: str, least: int, body: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, bound, least)
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(body, None)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("module", "bound", "least", "code"),
    [
        (pdf, "MAXIMUM_GLYPHS", 90, "text_cut"),
        (pdf_page, "MAXIMUM_OBJECTS", 5, "page_too_complex"),
        (pdf_page, "MAXIMUM_SEGMENTS", 3, "page_too_complex"),
        (ruled, "MAXIMUM_RULES", 3, "page_too_complex"),
    ],
)
def test_what_a_pdf_has_more_is_named(
    module: ModuleType, bound: str, least: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code not in codes(read_document(ruled_pdf(), None))
    monkeypatch.setattr(module, bound, least)
    assert code in codes(read_document(ruled_pdf(), None))


def test_forms_in_forms_of_a_pdf_are_read_to_a_depth_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Pdf()
    made.paragraph(SENTENCE * 4)
    made.table(GRID, [200, 200])
    content = "\n".join(made.pages[0]).encode()
    stamped = read_document(nested_pdf(content, 6), None)
    assert [len(grid.rows) for grid in stamped.grids] == [len(ROWS)]
    assert codes(stamped) == set()
    monkeypatch.setattr(pdf_page, "MAXIMUM_DEPTH", 5)
    assert codes(read_document(nested_pdf(content, 6), None)) == {"page_too_complex"}
    monkeypatch.setattr(pdf_page, "MAXIMUM_DEPTH", 12)
    monkeypatch.setattr(pdf_page, "MAXIMUM_OBJECTS", 100)
    assert "page_too_complex" in codes(read_document(nested_pdf(content, 3, each=8), None))


def codes(document: Document) -> set[str]:
    return {notice.code for notice in document.notices}


def test_a_drawn_table_of_more_fields_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(list(read_document(ruled_pdf(), None).grids)) == 1
    monkeypatch.setattr(ruled, "MAXIMUM_FIELDS", 5)
    assert list(read_document(ruled_pdf(), None).grids) == []


@pytest.mark.parametrize(("bound", "shape"), [("MAXIMUM_ROWS", (4, 3)), ("MAXIMUM_COLUMNS", (9, 2))])
def test_a_sheet_is_read_as_far_as_a_form_could_reach(
    bound: str, shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_xml, bound, shape[bound == "MAXIMUM_COLUMNS"])
    (grid,) = read_document(SHEET.encode(), None).grids
    assert (len(grid.rows), max(map(len, grid.rows))) == shape


def test_the_scripts_of_a_longer_page_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "embedded_text" in codes(read_document(SHELL.encode(), None))
    monkeypatch.setattr(embedded, "LONGEST_PAGE", 100)
    assert "embedded_text" not in codes(read_document(SHELL.encode(), None))


def test_a_part_that_unpacks_to_more_is_refused() -> None:
    body = office.docx(office.p(SENTENCE) + " " * package.MAXIMUM_PART)
    assert len(body) < 100_000
    with pytest.raises(UnreadableDocumentError, match="unpacks to more than"):
        read_document(body, None)


@pytest.mark.parametrize("bound", ["LONGEST_LAID_OUT", "MOST_LAID_OUT"])
def test_the_layout_of_a_larger_table_is_not_kept(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def kinds(label: str) -> list[bool]:
        rows = "".join(f"<tr><td>{label}</td><td>第{number}行</td><td>{number}</td></tr>" for number in range(9))
        page = f"<p>{SENTENCE}</p><table>{rows}</table>".encode()
        return [isinstance(grid, LaidOutGrid) for _ in range(3) for grid in read_document(page, None).grids]

    assert kinds(f"规章{bound}")[-1]
    monkeypatch.setattr(page_grids, bound, 12)
    assert not any(kinds(f"许可{bound}"))
