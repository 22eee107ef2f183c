"""HTML → `Document`.

The page is laid out by block elements: each ends a line, `<br>` too, and a table without a table inside is a grid (a table
that holds others is layout). Nothing is fetched and no script runs. Sizes are bounded: nesting by libxml2, spans and grids here.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.documents.assemble import assemble
from pipeline.documents.charset import decode
from pipeline.documents.document import Block, Document, Grid, GridCell, Line, UnreadableDocumentError
from pipeline.documents.fold import tidy

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

MAXIMUM_SPAN = 64
MAXIMUM_CELLS = 50_000
"""Bounds of one table: the widest statutory form has 15 columns and 30 rows."""

LONGEST_CELL = 600
"""Characters, white space included, above which a cell is a column of the page: labels with local instructions have 200."""

_BREAK, _TABLE, _LINK, _LINK_END, _HEADING, _CELL = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_OUR_MARKS = re.compile(f"[{_BREAK}-{_CELL}]")
_BLOCK_TAGS = tuple(
    "p div li ul ol dl dt dd tr td th table section article header footer nav aside main form fieldset "
    "h1 h2 h3 h4 h5 h6 blockquote pre center address hr option figure figcaption legend title body".split()
)
_HEADINGS = ("h1", "h2", "h3")
_DROPPED = ("script", "style", "noscript", "template", "svg", "select", "textarea", "button", "object", "iframe")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PUBLISHED_NAMES = ("pubdate", "publishdate", "createdate", "articlepubdate", "publishtime")


def read_html(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of an HTML page.

    Raises:
        UnreadableDocumentError: the bytes hold no element at all.
    """
    decoded = decode(body, media_type)
    text = _XML_DECLARATION.sub("", _OUR_MARKS.sub("", decoded.text))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser) if text.strip() else None
    if root is None:
        raise UnreadableDocumentError("empty", "the page holds no element")
    properties = _properties(root)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    pictures = sum(1 for _ in root.iter("img"))
    links = _mark_links(root)
    grids = _take_grids(root)
    for element in root.iter(*_BLOCK_TAGS):
        start = _BREAK + _HEADING if element.tag in _HEADINGS else _BREAK
        element.text = start + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    for element in root.iter("br"):
        element.tail = _BREAK + (element.tail or "")
    body_element = root.find("body")
    page = etree.tostring(body_element if body_element is not None else root, method="text", encoding="unicode")
    document = assemble("text/html", _blocks(page, grids))
    document.properties = properties
    document.links = links
    document.pictures = pictures
    document.notices = decoded.notices
    return document


def _properties(root: Element) -> dict[str, str]:
    properties: dict[str, str] = {}
    title = root.find(".//title")
    if title is not None and title.text:
        properties["title"] = tidy(title.text)
    for meta in root.iter("meta"):
        name, content = (meta.get("name") or "").lower(), meta.get("content")
        if not content:
            continue
        if name == "articletitle":
            properties["article_title"] = tidy(content)
        elif name in _PUBLISHED_NAMES:
            properties.setdefault("published", tidy(content))
    return properties


def _mark_links(root: Element) -> list[tuple[str, str]]:
    links: list[tuple[str, str]] = []
    for element in root.iter("a"):
        address = element.get("href")
        if address is None:
            continue
        links.append(("".join(element.itertext()), address))
        element.text = _LINK + (element.text or "")
        element.tail = _LINK_END + (element.tail or "")
    return links


def _take_grids(root: Element) -> list[Grid]:
    """The leaf tables as grids; each is emptied on the page and leaves its caption and a mark in its place."""
    grids: list[Grid] = []
    for table in list(root.iter("table")):
        if table.find(".//table") is not None:
            continue
        rows, caption = _grid_rows(table)
        if rows:
            grids.append(Grid(0, rows))
            for child in list(table):
                table.remove(child)
            table.text = caption + _BREAK + _TABLE
    return grids


def _grid_rows(table: Element) -> tuple[list[list[GridCell]], str]:
    """Rows with spans expanded, and what stands before the first cell.

    No rows where the table is layout: it has one cell, or one that holds a text and no entry.
    """
    elements = list(table.iter("td", "th"))
    if len(elements) < 2:
        return [], ""
    if len(elements) > MAXIMUM_CELLS:
        raise UnreadableDocumentError("table_too_large", f"a table has more than {MAXIMUM_CELLS:,} cells")
    for element in elements:
        element.text = _CELL + (element.text or "")
    caption, *texts = etree.tostring(table, method="text", encoding="unicode", with_tail=False).split(_CELL)
    if max(map(len, texts)) > LONGEST_CELL:
        return [], ""
    printed: dict[Element | None, list[tuple[Element, str]]] = {tr: [] for tr in table.iter("tr")}
    for element, text in zip(elements, texts, strict=True):
        printed.setdefault(element.getparent(), []).append((element, text))
    rows: list[list[GridCell]] = []
    hanging: dict[int, tuple[GridCell, int]] = {}  # column → cell from above, rows that it still covers
    for index, cells in enumerate(printed.values()):
        row: list[GridCell] = []
        column = 0
        for element, text in cells:
            while column in hanging:
                column = _continue_span(hanging, column, row)
            rowspan, colspan = _span(element.get("rowspan")), _span(element.get("colspan"))
            printed_text = tidy(_OUR_MARKS.sub("", text) if _LINK in text else text)
            cell = GridCell(printed_text, index, column, rowspan, colspan)
            row.append(cell)
            if rowspan > 1:
                for covered in range(column, column + colspan):
                    hanging[covered] = (cell, rowspan)
            column += colspan
        if hanging:
            for left in sorted(hanging):
                if left >= column:
                    column = _continue_span(hanging, left, row)
            hanging = {c: (cell, left - 1) for c, (cell, left) in hanging.items() if left > 1}
        rows.append(row)
    return rows, tidy(_OUR_MARKS.sub("", caption))


def _continue_span(hanging: dict[int, tuple[GridCell, int]], column: int, row: list[GridCell]) -> int:
    cell = hanging[column][0]
    if not row or row[-1] is not cell:
        row.append(cell)
    return max(column + 1, cell.column + cell.colspan)


def _span(printed: str | None) -> int:
    if printed is None or not printed.strip().isdecimal():
        return 1
    return min(max(int(printed), 1), MAXIMUM_SPAN)


def _blocks(page: str, grids: list[Grid]) -> list[Block]:
    blocks: list[Block] = []
    tables = iter(grids)
    inside_link = False
    for piece in page.split(_BREAK):
        part = piece.removeprefix(_TABLE)
        if part is not piece:
            blocks.append(next(tables))
        if not part or part.isspace():
            inside_link = _ends_inside(part, inside_link)
            continue
        was_inside, inside_link = inside_link, _ends_inside(part, inside_link)
        text = tidy(_OUR_MARKS.sub("", part))
        if text:
            blocks.append(Line(text, 0, _link_share(part, was_inside), is_heading=_HEADING in part))
    return blocks


def _ends_inside(part: str, inside: bool) -> bool:
    start, end = part.rfind(_LINK), part.rfind(_LINK_END)
    return inside if start == end == -1 else start > end


def _link_share(part: str, inside: bool) -> float:
    if not inside and _LINK not in part:
        return 0.0
    total = linked = 0
    for piece in re.split(f"([{_LINK}{_LINK_END}])", part):
        if piece == _LINK:
            inside = True
        elif piece == _LINK_END:
            inside = False
        else:
            size = len(piece.strip())
            total += size
            linked += size if inside else 0
    return linked / total if total else 0.0
