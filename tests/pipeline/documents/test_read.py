"""The media type comes from the content; what cannot be read says so."""

import pytest

from pipeline.documents import read
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.media import EPUB, EXCEL_XML, JSON, MHTML, WORD_XML
from pipeline.documents.office.libreoffice import FLAT_ODT
from pipeline.documents.office.ole import DOC, OLE, XLS
from pipeline.documents.office.package import DOCX, XLSB, XLSX, ZIP
from pipeline.documents.read import read_document, sniff
from tests.pipeline.documents.office_writer import cells, docx, ole, p, package, xlsx
from tests.pipeline.documents.xlsb_writer import xlsb

ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (b"<html><p>x</p></html>", "application/pdf", "text/html"),
        ("规章 |\n0 |".encode(), None, "text/plain"),
        ("规章 |\n0 |".encode(), "text/html", "text/plain"),
        ("| 规<br>章 | 0 |\n| --- | --- |".encode(), None, "text/plain"),
        ("<div>\n\n  ------ ----\n  规章   0\n  ------ ----\n\n</div>".encode(), None, "text/plain"),
        ("<div>\n\n  ------ ----\n<table><tr><td>规章\n\n</div>".encode(), None, "text/html"),
        ("| 规<br>章 | 0 |\n| --- | --- |\n<h1>无".encode(), None, "text/html"),
        (
            '<div class="a">\n| <span lang="EN-US"\nstyle="x">规章</span> | 0 |\n|---|---|\n</div>'.encode(),
            None,
            "text/plain",
        ),
        ("规章<br>0".encode(), None, "text/html"),
        (b"%PDF-1.7 ...", "text/html", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", None, "image/png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "text/html", OLE),
        (ole("WordDocument", "1Table"), "application/wps-office.wps", DOC),
        (ole("1Table", "Data", "WordDocument", "x", "y", "z"), None, DOC),
        (ole("Workbook"), "application/msword", XLS),
        (ole("EncryptedPackage", "EncryptionInfo"), None, OLE),
        (docx(p("正文")), "application/zip", DOCX),
        (package({"[Content_Types].xml": '<x ContentType="a.wordprocessingml.template.main+xml"/>'}), None, DOCX),
        (package({"mimetype": "application/epub+zip"}), None, EPUB),
        (xlsx({"表": cells({"A1": 1})}), "application/msword", XLSX),
        (xlsb([(1,)]), "application/vnd.ms-excel", XLSB),
        (package({"a.docx": b"PK"}), DOCX, ZIP),
        (package({"mimetype": ODT, "content.xml": "<x/>"}), None, ODT),
        (f'<?xml version="1.0"?>\n<office:document office:mimetype="{ODT}"><p>x</p>'.encode(), None, FLAT_ODT),
        (package({"OFD.xml": "<x/>"}), None, "application/ofd"),
        (docx(p("正文"))[:-30], None, ZIP),
        (b"{\\rtf1 x}", "application/msword", "application/rtf"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "text/xml", WORD_XML),
        (b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?><Workbook/>', None, EXCEL_XML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", "text/html", MHTML),
        (
            b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            None,
            MHTML,
        ),
        (b'{"data":{"content":"<p>x</p>"}}', "text/html", JSON),
        (b'callback({"content":"<p>x</p>"});', "text/javascript", JSON),
        ("[字体:大 中 小] 规章 |".encode(), None, "text/plain"),
        (("青禾市教育局政府信息公开工作年度报告\n" * 40).encode("utf-16-le"), "text/plain", "text/plain"),
        (("青禾市教育局政府信息公开工作年度报告\n" * 40).encode("utf-16-be"), None, "text/plain"),
        (("<p>政府信息公开工作年度报告</p>\n" * 40).encode("utf-16-le"), "text/plain", "text/html"),
        (bytes(range(256)) * 40, None, "application/octet-stream"),
    ],
)
def test_sniff(body: bytes, declared: str | None, expected: str) -> None:
    assert sniff(body, declared) == expected


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x00\x01\x02\x03", "unsupported_media_type"),
        (package({"OFD.xml": "<x/>"}), "unsupported_media_type"),
        (package({"a/": b"", "a/1.docx": b"PK"}), "archive"),
        (b"Rar!\x1a\x07\x00...", "archive"),
        (b"7z\xbc\xaf\x27\x1c...", "archive"),
        (b"\x1f\x8b\x08...", "archive"),
        (docx(p("正文"))[:-30], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (b"%PDF-1.7", "damaged"),
        (ole("EncryptedPackage"), "encrypted"),
        (ole("PowerPoint Document"), "unsupported_media_type"),
        (ole("WordDocument")[:700], "damaged"),
        (ole("WordDocument"), "converter_missing"),
        (xlsb([(1,)]), "converter_missing"),
        (b"{\\rtf1 x}", "converter_missing"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocumentError) as raised:
        read_document(body, None)
    assert raised.value.code == code


def test_the_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAXIMUM_BYTES", 10)
    with pytest.raises(UnreadableDocumentError, match="at most 10"):
        read_document(b"x" * 11, None)
