"""DOCX → `Document`: paragraphs and tables in the order of the text, spans from `gridSpan` and `vMerge`.

Read are the words that stand: insertions but not deletions, one of two alternatives, no gloss over a word, nothing that is
hidden or crossed out. Text boxes follow the paragraph that holds them. Elements are told by their local name: strict and
transitional files are the same. List numbers, which Word makes itself, are written before paragraphs, not in tables.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.cell_text import OBJECT, RAISED, join_cell
from pipeline.documents.document import Block, Document, Grid, GridCell, Line, UnreadableDocumentError
from pipeline.documents.fold import tidy
from pipeline.documents.media import MHTML, WORD_XML
from pipeline.documents.office.column_edges import without_hairs
from pipeline.documents.office.equations import equation_text
from pipeline.documents.office.form_fields import show_fields
from pipeline.documents.office.list_numbers import write_numbers
from pipeline.documents.office.ole import XLS
from pipeline.documents.office.package import DOCX, XLSX, Element, Package, parse_xml
from pipeline.documents.office.run_styles import write_run_styles
from pipeline.documents.office.workbook import read_xls, read_xlsx
from pipeline.documents.read import read_document, sniff
from pipeline.documents.scans.placed_pictures import Part, Picture, show_tables

MAXIMUM_RELATED = 64 * 1024 * 1024
"""Bytes of all pictures and embedded objects of one document unpacked."""
MAXIMUM_SPAN = 64
MAXIMUM_CELLS = 50_000
"""Bounds of one table: the widest statutory form has 15 columns and 30 rows."""
HEADING_HALF_POINTS = 36
"""Type size, in half points, from which a centred paragraph is a heading; reports are set in 16 points."""

_TRANSPARENT = frozenset(
    (
        "sdt sdtContent ins moveTo smartTag customXml hyperlink fldSimple dir bdo ruby rubyBase r body txbxContent "
        "sect sub-section content"
    ).split()
)
_UNREAD = ("vanish", "specVanish", "strike", "dstrike")
"""Properties of a run that is hidden or crossed out."""
_PICTURES = ("drawing", "pict", "object")
_MATHS = ("oMath", "oMathPara")
_WORKBOOKS = {XLSX: read_xlsx, XLS: read_xls}
_PAGES = ("text/html", MHTML)
_RELATED = ("image", "package", "oleObject", "aFChunk")
_LINE_ENDS = ("br", "cr")
_BREAK = "\n"


@dataclass(slots=True)
class _Paragraph:
    text: str
    is_heading: bool
    boxes: list[Element] = field(default_factory=list[Element])


def read_docx(body: bytes, media_type: str | None, *, recognise: bool = True) -> Document:
    """The lines and grids of a Word document, those of embedded workbooks and of pictures of tables where they stand.

    Raises:
        UnreadableDocumentError: `damaged`, `too_large`, `table_too_large`, or `scanned` where it holds only pictures.
    """
    del media_type
    package = Package(body)
    main = package.main_part("word/document.xml")
    root = package.xml(main)
    if root is None:
        raise UnreadableDocumentError("damaged", "the package has no document part")
    styles = package.xml("word/styles.xml")
    write_numbers(root, package.xml("word/numbering.xml"), styles)
    write_run_styles(root, styles)
    show_fields(root)
    return _document(root, DOCX, _related(package, main), recognise=recognise)


def read_word_xml(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of a Word document that is one XML file: that of Word 2003, or a package written flat.

    Raises:
        UnreadableDocumentError: as `read_docx`.
    """
    del media_type
    root = parse_xml(body, "the document")
    if root is None:
        raise UnreadableDocumentError("damaged", "the file holds no element")
    inner = next((element for element in root.iter() if _name(element) in ("wordDocument", "document")), root)
    show_fields(inner)
    return _document(inner, WORD_XML, {}, recognise=False)


@dataclass(slots=True)
class _Shown:
    """What a drawing shows that is a part of the package: a picture, or an embedded workbook."""

    relation: str
    is_embedded: bool


_Part = Block | _Shown


def _document(root: Element, media_type: str, related: Mapping[str, bytes], *, recognise: bool) -> Document:
    text = next((child for child in root if _name(child) == "body"), root)
    pictures = sum(1 for element in root.iter() if _name(element) in ("blip", "imagedata"))
    unread = 0
    parts: list[Part] = []
    for part in _blocks(text):
        if not isinstance(part, _Shown):
            parts.append(part)
            continue
        body = related.get(part.relation, b"")
        if not part.is_embedded:
            parts.append(Picture(body))
            continue
        inner = _embedded(body)
        unread += not inner
        parts += inner
    blocks, notices = show_tables(parts, recognise=recognise)
    if not blocks:
        if pictures:
            raise UnreadableDocumentError(
                "scanned", f"the document holds {pictures} pictures and no text; reading it needs OCR (the extra `ocr`)"
            )
        raise UnreadableDocumentError("empty", "the document holds no text")
    document = assemble(media_type, blocks)
    document.pictures = pictures
    document.notices = notices
    if unread:
        document.notices.append(
            Notice("warning", "embedded_object", f"{unread} embedded objects, perhaps tables, were not read")
        )
    return document


def _embedded(body: bytes) -> list[Block]:
    """The blocks of an embedded workbook or web page; none of what is neither, or cannot be read."""
    kind = sniff(body, None)
    try:
        if kind in _PAGES:
            return read_document(body, None, recognise=False).blocks
        return _WORKBOOKS[kind](body, None).blocks if kind in _WORKBOOKS else []
    except UnreadableDocumentError:
        return []


def _related(package: Package, main: str) -> dict[str, bytes]:
    """The pictures and embedded objects of the main part by the id of their relation; those too large are left out."""
    folder, name = posixpath.split(main)
    relations = package.xml(f"{folder}/_rels/{name}.rels")
    found: dict[str, bytes] = {}
    left = MAXIMUM_RELATED
    for relation in relations if relations is not None else ():
        kind = (relation.get("Type") or "").rpartition("/")[2]
        if kind not in _RELATED or relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
        try:
            body = package.part(target, left)
        except UnreadableDocumentError:
            continue  # what stands there is missing, and said to be
        left -= len(body)
        found[relation.get("Id") or ""] = body
    return found


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element, *path: str) -> Element | None:
    for name in path:
        found = next((child for child in element if _name(child) == name), None)
        if found is None:
            return None
        element = found
    return element


def _attribute(element: Element | None, name: str) -> str | None:
    """An attribute whatever its namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _is_on(element: Element | None) -> bool:
    return element is not None and _attribute(element, "val") not in ("0", "false", "off", "none")


def _blocks(parent: Element) -> Iterator[_Part]:
    for child in _alternatives(parent):
        name = _name(child)
        if name == "p":
            yield from _paragraph_blocks(child)
        elif name == "tbl":
            yield from _table_blocks(child)
        elif name == "altChunk":  # a web page that Word is to take in: how editors in browsers write its files
            yield _Shown(_attribute(child, "id") or "", is_embedded=True)
        elif name in _TRANSPARENT:
            yield from _blocks(child)


def _alternatives(parent: Element) -> Iterator[Element]:
    """The children, of `AlternateContent` the first choice alone."""
    for child in parent:
        name = _name(child)
        if name == "AlternateContent":
            if len(child):
                yield from _alternatives(child[0])
        elif name == "annotation":  # how Word 2003 tracks changes
            if "Deletion" not in (_attribute(child, "type") or ""):
                yield from _alternatives(child)
        else:
            yield child


def _paragraph_blocks(element: Element) -> Iterator[_Part]:
    paragraph = _paragraph(element)
    for line in paragraph.text.split(_BREAK):
        text = "\t".join(map(tidy, line.split("\t"))).strip()
        if text:
            yield Line(text, 0, is_heading=paragraph.is_heading)
    for box in paragraph.boxes:
        yield from _shown(box)


def _paragraph(element: Element) -> _Paragraph:
    boxes: list[Element] = []
    text = "".join(_text(element, boxes))
    return _Paragraph(text, _is_heading(element), boxes)


def _text(parent: Element, boxes: list[Element]) -> Iterator[str]:
    for child in _alternatives(parent):
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield "\t"
        elif name in _LINE_ENDS:
            yield _BREAK
        elif name == "noBreakHyphen":
            yield "-"
        elif name in _PICTURES:
            boxes += _outermost_boxes(child)
        elif name in _MATHS:
            yield equation_text(child)
        elif name == "r" and (properties := _child(child, "rPr")) is not None:
            if any(_is_on(_child(properties, mark)) for mark in _UNREAD):
                continue
            text = _text(child, boxes)
            is_raised = _attribute(_child(properties, "vertAlign"), "val") == "superscript"
            yield from (part.translate(RAISED) for part in text) if is_raised else text
        elif name in _TRANSPARENT:
            yield from _text(child, boxes)


def _outermost_boxes(drawing: Element) -> list[Element]:
    """The text boxes of a drawing, or what else it shows: an embedded object rather than the picture of it."""
    found = [element for element in drawing.iter() if _name(element) == "txbxContent"]
    if found:
        return [box for box in found if not any(other in found for other in box.iterancestors())]
    objects = [element for element in drawing.iter() if _name(element) == "OLEObject"]
    return objects or [element for element in drawing.iter() if _name(element) in ("blip", "imagedata")]


def _shown(box: Element) -> Iterator[_Part]:
    if _name(box) == "txbxContent":
        yield from _blocks(box)
        return
    relation = _attribute(box, "embed") or _attribute(box, "id") or ""
    yield _Shown(relation, _name(box) == "OLEObject")


def _is_heading(paragraph: Element) -> bool:
    properties = _child(paragraph, "pPr")
    if properties is None:
        return False
    style = (_attribute(_child(properties, "pStyle"), "val") or "").lower()
    if style.startswith(("heading", "title")) or style in ("1", "2", "3"):  # Word in Chinese names its styles by number
        return True
    if _child(properties, "outlineLvl") is not None:
        return True
    if _attribute(_child(properties, "jc"), "val") != "center":
        return False
    sizes = [_attribute(element, "val") or "" for element in paragraph.iter() if _name(element) == "sz"]
    return any(size.isdecimal() and int(size) >= HEADING_HALF_POINTS for size in sizes)


def _table_blocks(table: Element) -> Iterator[_Part]:
    """The table as a grid; what only lays out others, or a single cell, as what it holds."""
    rows = list(_rows(table))
    cells = sum(len(row) for row, _ in rows)
    if cells > MAXIMUM_CELLS:
        raise UnreadableDocumentError("table_too_large", f"a table has more than {MAXIMUM_CELLS:,} cells")
    inner = (element for element in table.iter() if _name(element) == "tbl" and element is not table)
    is_layout = cells < 2 or any(sum(len(row) for row, _ in _rows(element)) > 1 for element in inner)
    if is_layout:
        for row, _ in rows:
            for cell in row:
                yield from _blocks(cell)
        return
    boxes: list[Element] = []
    grid = Grid(0, _grid_rows(rows, boxes))
    yield grid
    for box in boxes:
        yield from _shown(box)


def _rows(parent: Element) -> Iterator[tuple[list[Element], int]]:
    """The cells of each row, and how many columns are left free before them; deleted rows left out."""
    for child in _alternatives(parent):
        name = _name(child)
        if name == "tr":
            properties = _child(child, "trPr")
            if properties is not None and _child(properties, "del") is not None:
                continue
            before = _attribute(_child(properties, "gridBefore"), "val") if properties is not None else None
            yield list(_cells(child)), _span(before, 0)
        elif name in _TRANSPARENT:
            yield from _rows(child)


def _cells(parent: Element) -> Iterator[Element]:
    for child in _alternatives(parent):
        if _name(child) == "tc":
            yield child
        elif _name(child) in _TRANSPARENT:
            yield from _cells(child)


def _grid_rows(rows: list[tuple[list[Element], int]], boxes: list[Element]) -> list[list[GridCell]]:
    grid: list[list[GridCell]] = []
    for index, (elements, before) in enumerate(rows):
        column = before
        above = {cell.column: cell for cell in grid[-1]} if grid else {}
        row: list[GridCell] = []
        for element in elements:
            properties = _child(element, "tcPr")
            merge = _child(properties, "vMerge") if properties is not None else None
            if merge is None and properties is not None:
                merge = _child(properties, "vmerge")  # Word 2003
            span = _attribute(_child(properties, "gridSpan"), "val") if properties is not None else None
            colspan = _span(span, 1)
            upper = above.get(column)
            goes_on = merge is not None and _attribute(merge, "val") != "restart"
            if goes_on and upper is not None and upper.row + upper.rowspan == index and upper.colspan == colspan:
                upper.rowspan += 1
                row.append(upper)
            else:
                row.append(GridCell(_cell_text(element, boxes), index, column, 1, colspan))
            column += colspan
        grid.append(row)
    without_hairs(grid)
    return grid


def _span(printed: str | None, default: int) -> int:
    if printed is None or not printed.strip().isdecimal():
        return default
    return min(max(int(printed), default), MAXIMUM_SPAN)


def _cell_text(cell: Element, boxes: list[Element]) -> str:
    lines: list[str] = []
    before = len(boxes)
    for element in cell.iter():
        if _name(element) == "p" and not _is_in_box(element, cell):
            paragraph = _paragraph(element)
            lines += paragraph.text.split(_BREAK)
            boxes += paragraph.boxes
    text = join_cell(lines)
    if not text:
        text, boxes[before:] = _boxed_text(boxes[before:])
    return text if text or not any(_name(element) in _PICTURES for element in cell.iter()) else OBJECT


def _boxed_text(boxes: list[Element]) -> tuple[str, list[Element]]:
    """The text of a cell that stands in one text box of it, and the boxes that are left: a table in a box is no text."""
    if len(boxes) != 1 or _name(boxes[0]) != "txbxContent" or any(_name(part) == "tbl" for part in boxes[0].iter()):
        return "", boxes
    paragraphs = [_paragraph(child) for child in boxes[0] if _name(child) == "p"]
    text = join_cell(line for paragraph in paragraphs for line in paragraph.text.split(_BREAK))
    return (text, []) if text else ("", boxes)


def _is_in_box(element: Element, cell: Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is cell:
            return False
        if _name(ancestor) in ("txbxContent", "Fallback"):
            return True
    return False
