"""Which reader reads it: the media type comes from the content, a declared one only where the content leaves it open."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from pipeline.documents.charset import wide_encoding
from pipeline.documents.document import Document, UnreadableDocumentError
from pipeline.documents.media import EPUB, EXCEL_XML, FLAT_ODS, JSON, MHTML, ODS, WORD_XML
from pipeline.documents.office.libreoffice import DOC, FLAT_ODT, ODT, RTF
from pipeline.documents.office.ole import OLE, XLS, ole_type
from pipeline.documents.office.package import DOCX, XLSB, XLSX, ZIP, package_type
from pipeline.documents.web.embedded import is_json

MAXIMUM_BYTES = 64 * 1024 * 1024
"""No report seen is larger than 40 MB (scanned PDF); what is, is refused before anything reads it."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"{\\rtf", RTF),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_FIRST_BYTES = tuple(magic for magic, _ in _MAGIC)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|(?:\w{1,12}:)?html|head|body|title|meta|div|table|tbody|tr|td|p|span|br|h[1-6]|ul|script)[\s>/]",
    re.IGNORECASE,
)
_MHTML = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,12}?MIME-Version:", re.IGNORECASE)
_BITMAP = re.compile(rb"BM.{4}\x00{4}.{4}[\x0c\x28\x6c\x7c]\x00{3}", re.DOTALL)
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_TEXT_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp")
_IN_MARKDOWN = re.compile(rb"</?(?:br|div|span|p)(?:\s[^<>]{0,400})?/?>", re.I)
"""Tags that writers of Markdown leave around words for which it has no mark."""
_MARKDOWN_RULE = re.compile(rb"^\|?(?: ?:?-{3,}:? ?\|){2}", re.M)
_RULED_COLUMNS = re.compile(rb"^ {0,4}(?:-{4,} +)+-{4,} *\r?$", re.M)
"""The rule of a table that stands in spaces."""
_IN_TEXTS = re.compile(rb"<(?:div|p|span|br)\b", re.I)
_MARKED_TABLE = re.compile(rb"^(?:\{\||\|===\s*$|\+(?:[-=]{3,}\+)+\s*$|\[table|\\begin\{(?:tabular|longtable))", re.M)
"""The first line of a table of a wiki, of AsciiDoc, of one that is drawn, of BBCode and of LaTeX."""
RECOGNISED = ("application/pdf", "text/html", DOCX, *PICTURES)
"""What may need a recognition of characters, which takes seconds a page."""

READERS = {
    "text/html": "web.html:read_html",
    "text/plain": "texts.text:read_text",
    "application/pdf": "pdf.pdf:read_pdf",
    DOCX: "office.docx:read_docx",
    XLSX: "office.workbook:read_xlsx",
    XLS: "office.workbook:read_xls",
    ODS: "office.ods:read_ods",
    FLAT_ODS: "office.ods:read_flat_ods",
    ZIP: "office.package:read_archive",
    OLE: "office.ole:read_other",
    DOC: "office.libreoffice:read_unconverted",
    RTF: "office.libreoffice:read_unconverted",
    ODT: "office.libreoffice:read_unconverted",
    FLAT_ODT: "office.libreoffice:read_unconverted",
    XLSB: "office.libreoffice:read_unconverted",
    WORD_XML: "office.docx:read_word_xml",
    EXCEL_XML: "office.workbook_xml:read_excel_xml",
    MHTML: "web.wrapped:read_mhtml",
    EPUB: "web.epub:read_epub",
    JSON: "web.wrapped:read_json",
    **dict.fromkeys(PICTURES, "scans.picture:read_picture"),
}
"""The reader of each media type, as `module:function`: imported when the first document of its type comes."""

_ARCHIVES = ("application/gzip", "application/vnd.rar", "application/x-7z-compressed")
_CONTAINERS: dict[str, Callable[[bytes], str]] = {ZIP: package_type, OLE: ole_type}

Reader = Callable[..., Document]


def sniff(body: bytes, media_type: str | None) -> str:
    """The media type that the content shows, without parameters."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_FIRST_BYTES):
        found = next(found for magic, found in _MAGIC if head.startswith(magic))
        look_inside = _CONTAINERS.get(found)
        return look_inside(body) if look_inside else found
    begins_with_tag = head.startswith(b"<")  # as most do, and neither pictures, mails nor JSON
    if not begins_with_tag and _BITMAP.match(head):
        return "image/bmp"
    if not begins_with_tag and _WEBP.match(head):
        return "image/webp"
    if b"<?mso-application" in head[:300]:
        if b"Word.Document" in head[:600]:
            return WORD_XML
        if b"Excel.Sheet" in head[:600]:
            return EXCEL_XML
    if b"<office:document " in head:
        if ODT.encode() in head:
            return FLAT_ODT
        if ODS.encode() in head:
            return FLAT_ODS
    if not begins_with_tag and _MHTML.match(head) and b"multipart/related" in head[:2000].lower():
        return MHTML
    if not begins_with_tag and is_json(body):
        return JSON
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text/html" if b"<\x00" in head[:200] or b"\x00<" in head[:200] else "text/plain"
    if b"\0" in body[:4096] and (encoding := wide_encoding(body[:4096])):
        return "text/html" if _HTML.search(body[:65536].decode(encoding, errors="replace").encode()) else "text/plain"
    tag = _HTML.search(body, 0, 65536)
    if tag is not None:  # most pages begin with a tag that no marked text has
        return "text/plain" if _IN_TEXTS.match(tag[0]) and _is_marked_text(body) else "text/html"
    if body[:4096].translate(None, _TEXT_CONTROL) == body[:4096]:
        return "text/plain"
    return (media_type or "").split(";")[0].strip().lower() or "application/octet-stream"


def _is_marked_text(body: bytes) -> bool:
    """Whether a text with tags has its tables in marks of another kind, as those of Markdown, with none but around words."""
    if b"<td" in body or b"<TD" in body:
        return False
    if _MARKED_TABLE.search(body, 0, 65536) is not None:
        return True
    is_ruled = any(rule.search(body, 0, 65536) is not None for rule in (_MARKDOWN_RULE, _RULED_COLUMNS))
    return is_ruled and _HTML.search(_IN_MARKDOWN.sub(b"", body[:65536])) is None


def check_size(body: bytes) -> None:
    """Raises UnreadableDocumentError (`too_large`) where no reader would look into so much."""
    if len(body) > MAXIMUM_BYTES:
        raise UnreadableDocumentError(
            "too_large", f"the file has {len(body):,} bytes; at most {MAXIMUM_BYTES:,} are read: split it"
        )


def read_document(body: bytes, media_type: str | None, *, recognise: bool = True) -> Document:
    """The document in `body`; its pictures of text are read only where they are to be recognised.

    Raises:
        UnreadableDocumentError: empty, too large, damaged, or of a type that no reader reads.
    """
    if not body or body.isspace():
        raise UnreadableDocumentError("empty", "the file is empty; fetch it again or remove it")
    check_size(body)
    found = sniff(body, media_type)
    if found in _ARCHIVES:
        raise UnreadableDocumentError("archive", f"an archive of the type {found}; unpack it, then read what is in it")
    if found not in READERS:
        raise UnreadableDocumentError(
            "unsupported_media_type", f"no reader for {found}; save it as HTML, PDF, DOCX or XLSX"
        )
    if found in RECOGNISED:
        return _reader(found)(body, media_type, recognise=recognise)
    return _reader(found)(body, media_type)


@cache
def _reader(media_type: str) -> Reader:
    module, function = READERS[media_type].split(":")
    return getattr(import_module(f"pipeline.documents.{module}"), function)
