"""HTML → `Document`.

The page is laid out by block elements (`page.py`): each ends a line, `<br>` too. Tables are grids, or layout (`page_grids.py`).
Nothing is fetched and no script runs; where a page is a shell around data of a script, the text is looked for there and a notice
says so. Sizes are bounded: nesting by libxml2, spans and grids where they are read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.blank_lines import with_blank_cells
from pipeline.documents.charset import decoded, examined, is_suspect
from pipeline.documents.document import Block, Document, Grid, Line
from pipeline.documents.fold import kept_of_headings, tidy
from pipeline.documents.scans.placed_pictures import Picture, put_back, show_tables, take_written
from pipeline.documents.texts.drawn_rows import with_bars
from pipeline.documents.texts.exact_columns import with_cells
from pipeline.documents.unwrapped import with_whole_paragraphs
from pipeline.documents.web.element_tables import MOST_CELLS, build_tables, has_tables
from pipeline.documents.web.embedded import embedded_markup
from pipeline.documents.web.known_tables import GivenTable, are_in_place, with_given, without_known
from pipeline.documents.web.mended import mended, without_marks
from pipeline.documents.web.page import (
    ADDRESS_END,
    BREAK,
    CELL,
    HEADING,
    HIDDEN,
    LINK,
    LINK_END,
    MARKS,
    PICTURE,
    ROW,
    TAB,
    Element,
    has_labels,
    hides_by_sheet,
    holds,
    lay_out,
    parsed,
    without_hidden,
)
from pipeline.documents.web.page_grids import parted
from pipeline.documents.web.preformatted import put_typed, take_typed
from pipeline.documents.web.unprinted import adds_by_sheet, show_unprinted
from pipeline.values import is_value

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XHTML_PREFIX = re.compile(r"""xmlns:(\w{1,12})=["']http://www\.w3\.org/1999/xhtml["']""")
_PUBLISHED_NAMES = ("pubdate", "publishdate", "createdate", "articlepubdate", "publishtime")
_LINKS = re.compile(f"{LINK}([^{ADDRESS_END}]*){ADDRESS_END}([^{LINK_END}]*)")
_LINK_PIECES = re.compile(f"({LINK}[^{ADDRESS_END}]*{ADDRESS_END}|{LINK_END})")
_WIDE_GAP = re.compile(r"\s*\xa0\s*\xa0\s*")
_EDGE = f" \r\xa0\u3000{TAB}"
_BLANK_END = TAB * 2
"""The end of a row all of whose cells are blank."""
_FEWEST_COLUMNS, _LONGEST_ROW, _LONGEST_UNIT = 3, 300, 2
"""Parts of a line from which the gaps between them are those of columns, characters of such a line, and of its column 单位."""
_FEWEST_LINES = 12
"""Line ends within a text, and figures at the ends of its lines, from which it is a table that was typed."""
_FIGURE_LINE = re.compile(r"^(?:[^\n]*[ \t])?\d[\d.,]*[ \t]*$", re.MULTILINE)
_BLANK_PARAGRAPH = re.compile(
    rb"<p(?:\s[^<>]*)?>\s*(?:<(?:span|font|b|strong)[^<>]*>\s*)*(?:<br\s*/?>\s*)?(?:</\w+>\s*)*?</p>", re.I
)
_FEWEST_PARAGRAPHS = 100
"""Of a page that may print each cell of the statutory tables in one."""
_OPEN_TITLE = re.compile(rb"<title\b[^<>]*>[^<]*", re.I)
"""A page's title up to the next tag, its own end or, where that was lost, the first of the page that it swallows."""
_SHORTEST_ENTRY = 6
"""Characters of a link from which it can be an entry of a list; shorter ones, beside a date, are what can be done with a page."""
_ENTRY_DATE = re.compile(r"[(（\[【·•]?\s*(?:20)?\d\d\s*[-./年]\s*\d{1,2}\s*(?:[-./月]\s*\d{1,2}\s*日?)?[)）\]】]?")
_LONGEST_DATE = 24
"""Characters of a date with its brackets."""
_LONGEST_PROPERTY = 300
"""Characters of a title or date in the page's head; an agency's report needs sixty."""
_CORNERS = "┌┏╔"
"""Where a table begins that is drawn with characters."""
_HEAD = 2_000
"""Bytes at a page's beginning in which its first element opens, and at its end in which it closes."""
_SHELL = 400
"""Characters of a page, menus left out, below which it may be a shell that a script fills."""


def read_html(body: bytes, media_type: str | None, *, recognise: bool = True) -> Document:
    """The lines and grids of an HTML page, those of pictures of tables that it carries within itself where they stand.

    Raises:
        UnreadableDocumentError: the bytes hold no element at all, or a reason of `decode`.
    """
    text = decoded(body, media_type)
    if not holds(text, "data:image"):
        return _read_page(body, text)
    text, pictures = take_written(text)
    page = _read_page(body, text)
    return _illustrated(page, pictures, recognise=recognise) if pictures else page


def _read_page(body: bytes, text: str) -> Document:
    document = read_markup(text)
    if is_suspect(body, document.text):
        found = examined(text)
        if found.text is not text:
            text, document = found.text, read_markup(found.text)
        document.notices = [*found.notices, *document.notices]
    if _is_shell(document):
        inner = embedded_markup(text)
        if inner is not None:
            return _filled(document, read_markup(inner))
    elif not has_labels(document.text) and has_labels(text):
        inner = embedded_markup(text)
        if inner is not None and has_labels(inner):
            return _filled(document, read_markup(inner))
    if holds(text, "&lt;t") and text.lower().count("&lt;td") >= MOST_CELLS and not has_tables(text.encode()):
        document = read_markup(html.unescape(text))
        document.notices.append(Notice("info", "embedded_text", "the page prints its markup as text; it was read"))
    return document


def _is_shell(page: Document) -> bool:
    return not any(page.grids) and sum(len(line.text) for line in page.lines if line.link_share < 0.5) < _SHELL


def _illustrated(page: Document, pictures: Sequence[Picture], *, recognise: bool) -> Document:
    blocks, notices = show_tables(put_back(page.blocks, pictures), recognise=recognise)
    found = assemble(page.media_type, blocks)
    found.properties, found.links = page.properties, page.links
    found.pictures = page.pictures + len(pictures)
    found.notices = [*page.notices, *notices]
    return found


def read_markup(text: str) -> Document:
    """The lines and grids of a page that is text already; raises as `read_html` does."""
    if text.lstrip().startswith("<?xml"):
        text = _XML_DECLARATION.sub("", text)
    if (prefix := _XHTML_PREFIX.search(text, 0, _HEAD)) is not None:
        text = text.replace(f"<{prefix[1]}:", "<").replace(f"</{prefix[1]}:", "</")
    markup, page, head, given, typed = _shown(without_marks(text.encode("utf-8", errors="replace")))
    if HIDDEN in page and given:
        page, given = with_given(page, given), ()
    page, shows_hidden = without_hidden(page)
    if any(corner in page for corner in _CORNERS):
        page = with_bars(page)
    blocks = _blocks(parted(page, [table.grid() for table in given]))
    document = assemble("text/html", with_whole_paragraphs(put_typed(blocks, typed) if typed else blocks))
    document.properties = _properties(head)
    if LINK in page:
        document.links = [(MARKS.sub("", link), address) for address, link in _LINKS.findall(page)]
    document.pictures = page.count(PICTURE)
    if is_cut_short(markup) or (_ends_within_text(markup) and not has_labels(document.text)):
        document.notices.append(
            Notice("warning", "cut_short", "the page ends within a table or a word: the rest of it is missing")
        )
    if shows_hidden:
        document.notices.append(
            Notice("info", "hidden_text", "the page hides its text until a script shows it; it was read")
        )
    return document


class _Shown(NamedTuple):
    """A page's text with marks, its titles and metas, the known tables for which marks stand in it, and its typed texts.

    `markup` is what it was parsed from.
    """

    markup: bytes
    page: str
    head: list[Element]
    given: Sequence[GivenTable] = ()
    typed: Sequence[str] = ()


def _shown(markup: bytes) -> _Shown:
    rest, given = without_known(markup)
    is_plain = any(table.known.is_statutory for table in given) or has_tables(markup)
    if given and is_plain and (shown := _shown_around(mended(rest), given, markup)) is not None:
        return shown
    markup = mended(markup)
    if not is_plain and markup.count(b"</p>") >= _FEWEST_PARAGRAPHS:
        markup = _BLANK_PARAGRAPH.sub(b"<p>&#160;</p>", markup)  # else they leave no trace
    root, head = _parsed(markup)
    if not is_plain:
        build_tables(root, markup)
    show_unprinted(root, markup)
    typed = take_typed(root) if holds(markup, b"<pre") or holds(markup, b"<PRE") else ()
    return _Shown(markup, lay_out(root, markup), head, (), typed)


def _shown_around(rest: bytes, given: Sequence[GivenTable], markup: bytes) -> _Shown | None:
    """A page whose tables are known: only the `rest` of its `markup` is looked through; None where that has a say in them."""
    root, head = _parsed(rest)
    if _has_a_say(root, rest, markup):
        return None
    show_unprinted(root, rest)
    page = lay_out(root, rest)
    return _Shown(rest, page, head, given) if are_in_place(page, given) else None


def _has_a_say(root: Element, rest: bytes, markup: bytes) -> bool:
    """Whether a page may decide what its tables show: by preformatted text around them, a sheet that hides parts or adds figures.

    Whatever else looks at the elements of tables from outside of them must be asked for here, or keep them from being known.
    """
    return next(root.iter("pre"), None) is not None or hides_by_sheet(root, rest, markup) or adds_by_sheet(root, rest)


def _parsed(markup: bytes) -> tuple[Element, list[Element]]:
    """The elements of a page, and its titles and metas."""
    root = parsed(markup)
    head = list(root.iter("title", "meta"))
    if "<" in next((element.text or "" for element in head if element.tag == "title"), ""):
        root = parsed(_OPEN_TITLE.sub(rb"\g<0></title>", markup, count=1))
        head = list(root.iter("title", "meta"))
    return root, head


def is_cut_short(markup: bytes) -> bool:
    """Whether the bytes end within a table: neither its end nor the page's comes behind its beginning."""
    start = markup.rfind(b"<table")
    start = max(start, markup.rfind(b"<TABLE", max(start, 0)))
    if markup.rfind(b"</table") > start:
        return False  # as nearly all of them
    rest = markup[start:].lower() if start >= 0 else b""
    return start >= 0 and not any(end in rest for end in (b"</table", b"</body", b"</html"))


def _ends_within_text(markup: bytes) -> bool:
    """Whether a page that begins as one should has no end, and the last that it has is a text or half a tag."""
    if markup.rstrip().endswith(b">"):
        return False
    head, tail = markup[:_HEAD].lower(), markup[-_HEAD:].lower()
    return b"<html" in head and b"</html" not in tail and b"</body" not in tail


def _filled(shell: Document, inner: Document) -> Document:
    """The document that a script would put into `shell`."""
    found = assemble("text/html", [*shell.blocks, *inner.blocks])
    found.properties = shell.properties
    found.links = [*shell.links, *inner.links]
    found.pictures = shell.pictures + inner.pictures
    found.notices = [
        *shell.notices,
        Notice("info", "embedded_text", "the page is filled by a script; its text was read from the script's data"),
    ]
    return found


def _properties(head: Iterable[Element]) -> dict[str, str]:
    """What the first of the titles and the metas among these elements say; read before the page is laid out."""
    properties: dict[str, str] = {}
    is_titled = False
    for element in head:
        if element.tag == "title":
            if not is_titled and element.text:
                properties["title"] = tidy(element.text[:_LONGEST_PROPERTY])
            is_titled = True
            continue
        name = (element.get("name") or "").lower()
        content = (element.get("content") or "")[:_LONGEST_PROPERTY] if name else ""
        if not content:
            continue
        if name == "articletitle":
            properties["article_title"] = tidy(content)
        elif name in _PUBLISHED_NAMES:
            properties.setdefault("published", tidy(content))
    return properties


def _blocks(parts: list[str | Grid]) -> list[Block]:
    blocks: list[Block] = []
    blanks: list[int] = []
    empty: list[int] = []
    """Places of lines without anything, of a page without tables."""
    is_lines = not any(isinstance(part, Grid) for part in parts)
    inside_link = is_heading = False
    for part in parts:
        if isinstance(part, Grid):
            blocks.append(part)
            continue
        if ROW in part or CELL in part:
            part = part.replace(ROW, BREAK).replace(CELL, BREAK)  # noqa: PLW2901 - rows without a table
        pieces = part.split(BREAK) if part.count("\n") < _FEWEST_LINES else list(_typed_lines(part))
        for piece in with_cells(pieces, TAB) if "\xa0\xa0" in part else pieces:
            if not piece or piece.isspace():
                if "\xa0" in piece:
                    blanks.append(len(blocks))
                elif is_lines:
                    empty.append(len(blocks))
                continue
            is_heading |= HEADING in piece
            share = 0.0
            text = piece
            if inside_link or LINK in piece:
                text, share, inside_link = _linked(piece, inside_link)
            text = tidy(text) if text.isalnum() else _columns(text)
            if text:
                blocks.append(Line(text, 0, share, is_heading=is_heading))
                is_heading = False
    blanks = blanks or empty  # with a space in them blank cells are told from what only parts two elements
    return with_blank_cells(blocks, blanks) if blanks else blocks


def _typed_lines(part: str) -> Iterator[str]:
    """The lines of a part of a page; where a text's own line ends part figures, they are lines too.

    Pages show them by a style of their own (`white-space: pre-wrap`); in a paragraph they are only where an editor broke it.
    """
    for piece in part.split(BREAK):
        if piece.count("\n") >= _FEWEST_LINES and len(_FIGURE_LINE.findall(piece)) >= _FEWEST_LINES:
            yield from piece.replace("\t", TAB).split("\n")
        else:
            yield piece


@kept_of_headings
def _columns(text: str) -> str:
    """A line as a person reads it; what parts the columns of a table that was typed as text still does: tabs, wide gaps."""
    if text.strip().isprintable():
        return tidy(text)  # no mark, no tab and no such gap is printable
    if TAB in text.strip(_EDGE) or text.endswith(_BLANK_END):
        return "\t".join(tidy(MARKS.sub("", part)) for part in text.split(TAB))
    text = MARKS.sub("", text)
    if "\xa0\xa0" in text:
        parts = [tidy(part) for part in _WIDE_GAP.split(text.strip())]
        is_row = len(text) <= _LONGEST_ROW and (
            len(parts) >= _FEWEST_COLUMNS or len(parts[-1]) <= _LONGEST_UNIT or is_value(parts[-1])
        )
        if is_row and (max(map(len, parts)) > 1 or any(map(is_value, parts))):  # no heading set wide: 年  度  报  告
            return "  ".join(parts)
    return tidy(text)


def _linked(piece: str, inside: bool) -> tuple[str, float, bool]:
    """The text of a piece with links, the share of it that is link text, and whether a link goes on behind it.

    A link with nothing but its date beside it is an entry of a list: all of it is link text.
    """
    texts: list[str] = []
    beside = ""
    parts_beside = 0
    total = linked = 0
    for part in _LINK_PIECES.split(piece):
        if part.startswith(LINK):
            inside = True
        elif part == LINK_END:
            inside = False
        else:
            texts.append(part)
            size = len(part.strip())
            total += size
            linked += size if inside else 0
            if not inside and size:
                beside = part.strip() if size <= _LONGEST_DATE else ""
                parts_beside += 1
    if linked >= _SHORTEST_ENTRY and parts_beside == 1 and _ENTRY_DATE.fullmatch(beside):
        return "".join(texts), 1.0, inside
    return "".join(texts), linked / total if total else 0.0, inside
