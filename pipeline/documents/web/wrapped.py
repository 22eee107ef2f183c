"""Pages inside something else: MHTML files as Word and browsers save them, answers of the JSON endpoints behind empty shells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.message import Message

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.charset import decode
from pipeline.documents.document import Block, Document, Grid, Line, UnreadableDocumentError
from pipeline.documents.fold import tidy
from pipeline.documents.media import JSON, MHTML
from pipeline.documents.texts.text import text_blocks
from pipeline.documents.web.embedded import LEAST, longest_markup, markup_in, strings_of
from pipeline.documents.web.html import read_html, read_markup
from pipeline.documents.web.json_blocks import Node, json_blocks, parse_json

MAXIMUM_PARTS = 2_000
"""Of one MHTML file, pictures included."""

_SHEET = re.compile(r"[/\\]sheet\d{3,4}\.html?$", re.IGNORECASE)
"""Where Excel says that a part is from."""
_HIDDEN = b"<x:Visible>SheetHidden"
MAXIMUM_SHEETS = 50

_CALLBACK = re.compile(r"^\s*[\w$.]{1,80}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*$", re.DOTALL)
_CJK = re.compile("[\u4e00-\u9fff]")
_OPENING, _LONGEST_OPENING = 60, 4_000
"""Chinese characters with which two copies of a text begin, and characters among which they are, markup included."""
_TITLE_KEYS = ("title", "infotitle", "articletitle", "name", "subject", "doctitle", "bt")
_DATE_KEYS = (
    "publishtime",
    "publishdate",
    "pubdate",
    "pubtime",
    "releasetime",
    "infodate",
    "createtime",
    "docreltime",
    "fbsj",
)


def read_mhtml(body: bytes, media_type: str | None) -> Document:
    """The page of an MHTML file: its largest HTML part; all the sheets where Excel wrote it, which gives each a part.

    Raises:
        UnreadableDocumentError: `damaged` where there is none, `too_large`, or a reason of the page's own.
    """
    del media_type
    message = message_from_bytes(body)
    pages: list[tuple[bytes, str]] = []
    sheets: list[tuple[bytes, str]] = []
    for number, part in enumerate(message.walk()):
        if number > MAXIMUM_PARTS:
            raise UnreadableDocumentError("too_large", f"the MHTML file has more than {MAXIMUM_PARTS:,} parts")
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        pages.append((_payload(part), str(part.get("Content-Type") or "text/html")))
        if pages[-1][0].strip() and _SHEET.search(str(part.get("Content-Location") or "")):
            sheets.append(pages[-1])
    if not pages:
        raise UnreadableDocumentError("damaged", "the MHTML file holds no page; save the page anew")
    document = _sheets(sheets) if len(sheets) > 1 else read_html(*max(pages, key=lambda page: len(page[0])))
    document.media_type = MHTML
    return document


def _sheets(pages: Sequence[tuple[bytes, str]]) -> Document:
    """The sheets of a workbook, of which each is a page, as one document; raises as `read_html`, and `too_large`."""
    if len(pages) > MAXIMUM_SHEETS:
        raise UnreadableDocumentError(
            "too_large", f"the workbook has {len(pages)} sheets; at most {MAXIMUM_SHEETS} are read: split it"
        )
    shown = [page for page in pages if _HIDDEN not in page[0]]
    documents = [read_html(*page) for page in shown]
    whole = assemble(MHTML, [block for document in documents for block in document.blocks])
    whole.notices = [notice for document in documents for notice in document.notices]
    whole.pictures = sum(document.pictures for document in documents)
    if len(shown) < len(pages):
        message = f"{len(pages) - len(shown)} of {len(pages)} sheets are hidden and were not read"
        whole.notices.append(Notice("info", "hidden_sheet", message))
    return whole


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def read_json(body: bytes, media_type: str | None) -> Document:
    """The page that a JSON answer carries: the field with most text in markup, else the one with most Chinese text.

    Where no field has most of it, all are read in order, with the tables that stand in rows, records or cells.

    Raises:
        UnreadableDocumentError: `damaged` where it is no JSON, `no_text` where no field holds a text.
    """
    decoded = decode(body, media_type)
    callback = _CALLBACK.match(decoded.text)
    try:
        value = parse_json(callback[1] if callback else decoded.text.strip())
    except ValueError as error:
        raise UnreadableDocumentError("damaged", "the JSON answer is cut short or damaged; fetch it again") from error
    strings = strings_of(value)
    document = _page_of(value, list(strings.values()))
    keys = {name.lower(): value for name, value in strings.items()}
    title = next((keys[key] for key in _TITLE_KEYS if keys.get(key)), None)
    published = next((keys[key] for key in _DATE_KEYS if keys.get(key)), None)
    if title and len(title) < 200:
        document = _titled(document, tidy(title))
    if published:
        document.properties["published"] = published[:40]
    document.media_type = JSON
    document.notices = [*decoded.notices, *document.notices]
    return document


def _page_of(value: Node, texts: list[str]) -> Document:
    """The page that a JSON value carries: in one field, or block by block."""
    parts = json_blocks(value)
    markup = longest_markup(texts)
    longest = markup or max(texts, key=lambda text: (len(_CJK.findall(text)), text.count("\n")), default="")
    size = len(_CJK.findall(longest))
    printed = size + sum(map(_size, parts)) - sum(_size(part) for part in parts if _is_copy(part, longest))
    is_whole = size * 2 >= printed
    if markup is not None and is_whole:
        return read_markup(markup)
    if max(size, printed) < LEAST:
        raise UnreadableDocumentError(
            "no_text", "a JSON answer in which no field holds a text; fetch the page that it fills"
        )
    if is_whole:
        return assemble(JSON, text_blocks(longest))
    return assemble(JSON, [block for part in parts for block in _blocks_of(part)])


def _size(part: str | Grid) -> int:
    """How many Chinese characters a part has."""
    texts = [part] if isinstance(part, str) else [cell.text for row in part.rows for cell in row]
    return sum(len(_CJK.findall(text)) for text in texts)


def _is_copy(part: str | Grid, whole: str) -> bool:
    """Whether a part is the text of the field with most, as it is or without its markup."""
    if not isinstance(part, str):
        return False
    opening = _bare(part)[:_OPENING]
    return part in whole or (len(opening) == _OPENING and _bare(whole).startswith(opening))


def _bare(text: str) -> str:
    return "".join(_CJK.findall(text[:_LONGEST_OPENING]))


def _blocks_of(part: str | Grid) -> list[Block]:
    if isinstance(part, Grid):
        return [part]
    return read_markup(markup).blocks if (markup := markup_in(part)) else text_blocks(part)


def _titled(document: Document, title: str) -> Document:
    """`document` with its title as its first line, where the text itself does not begin with it."""
    if any(line.text == title for line in list(document.lines)[:5]):
        document.properties.setdefault("article_title", title)
        return document
    whole = assemble(JSON, [Line(title, 0, is_heading=True), *document.blocks])
    whole.properties = {**document.properties, "article_title": title}
    whole.links, whole.notices, whole.pictures = document.links, document.notices, document.pictures
    return whole
