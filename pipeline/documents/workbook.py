"""XLSX and XLS → `Document`: each table on a sheet a grid, the texts above, between and below as lines.

A sheet is parted at its empty rows. Rows with one text before the first table and after the last are lines, so that title
and notes are text as in other formats. Hidden sheets are not read. Figures stand as a person sees them: 5.0 is 5.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise

import python_calamine as calamine

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.cell_text import RAISED, join_cell
from pipeline.documents.document import Block, Document, Grid, GridCell, Line, UnreadableDocumentError
from pipeline.documents.number_formats import Look, as_shown, looks
from pipeline.documents.ole import XLS
from pipeline.documents.package import XLSX, Package, parse_xml
from pipeline.values import is_value

MAXIMUM_SHEETS = 50
MAXIMUM_CELLS = 400_000
"""Positions of one sheet, empty ones included; a report's sheet has some hundreds."""
MAXIMUM_ROWS = 5_000
MAXIMUM_COLUMNS = 256
"""Extent of one sheet that is read: a figure far off is no part of a statutory table."""
MAXIMUM_TOTAL = 64 * 1024 * 1024
"""Bytes of all parts of one workbook unpacked."""

_PARTS = re.compile(r"\[Content_Types\]\.xml$|_rels/|.*\.(?:xml|rels)$", re.IGNORECASE)
_FILLED_CELL = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*[^/>]>|<(?:\w+:)?c\s+r=["']([A-Z]{1,3})(\d{1,7})["']>"""
)
_UNCALCULATED = re.compile(
    rb"""<c\b[^<>]{0,400}?\br=["']([A-Z]{1,3}\d{1,7})["'][^<>]{0,400}>\s*<f\b[^<>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_ERROR = re.compile(
    rb"""<c\b(?=[^<>]{0,400}?\bt=["']e["'])[^<>]{0,400}?\br=["']([A-Z]{1,3}\d{1,7})["'][^<>]{0,400}>"""
    rb"""(?:(?!</?c\b).)*?<v>([^<]*)</v>\s*</c>""",
    re.DOTALL,
)
_RUN = re.compile(rb"<r>\s*<rPr>((?:(?!</rPr>|<r>).)*)</rPr>((?:(?!</r>|<r>).)*)</r>", re.DOTALL)
_STRUCK = re.compile(rb"""<strike\s*(?:val="(?:1|true)"\s*)?/>""")
_SUPERSCRIPT = b'<vertAlign val="superscript"'
_HIDDEN = rb"""\b(?:hidden=["'](?:1|true)|(?:ht|width)=["']0(?:\.0+)?)["']"""
_HIDDEN_ROW = re.compile(rb"<row\b[^<>]{0,400}?" + _HIDDEN + rb"[^<>]{0,400}(?<!/)>((?:(?!</row>).)*)", re.DOTALL)
_HIDDEN_COLUMNS = re.compile(rb"<col\b(?=[^<>]{0,400}?" + _HIDDEN + rb""")[^<>]{0,400}>""")
_EXTENT = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)

FEWEST_LABELLED = 3
"""Rows with a label and a figure that make what stands beside a table one of its own."""
FEWEST_OUTCOMES = 5
"""Names in a row that is the header of the disputes table."""
_OUTCOME = re.compile("(?:结果)?(?:维持|纠正)|其他结果|尚未审结|总计|合计")
_Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]{1,2}[)）、.．]|\d{1,2}[、.．]")
_ENDS = re.compile(r"情况|事项|问题|[。；：:]")


def read_xlsx(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of an Excel workbook.

    Raises:
        UnreadableDocumentError: `damaged`, `too_large`, `table_too_large` or `empty`.
    """
    del media_type
    clean, hidden, unseen = _rebuilt(body)
    document = _read(clean, XLSX)
    if unseen:
        message = f"{len(unseen)} figures, the first in {unseen[0]}, are hidden, crossed out or shown as another figure"
        document.notices.append(Notice("warning", "hidden_rows", f"{message}; they were read"))
    if hidden:
        document.notices.append(
            Notice("warning", "hidden_rows", f"{hidden} rows or columns of the workbook are hidden; they were read")
        )
    return document


def read_xls(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of a workbook in the old binary format; raises as `read_xlsx` does, and `encrypted`."""
    del media_type
    return _read(body, XLS)


def _rebuilt(body: bytes) -> tuple[bytes, int, list[str]]:
    """The workbook with nothing but its XML parts, unpacked within bounds (the library knows none); what is hidden.

    That is how many rows and columns with something in them, and the addresses of single figures.
    """
    hidden = 0
    unseen: list[str] = []
    of_styles: dict[int, Look] = {}
    package = Package(body)
    left = MAXIMUM_TOTAL
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w") as archive:
        for name in sorted(package.names):
            if not _PARTS.match(name) or name.endswith("/"):
                continue
            content = package.part(name, left)
            left -= len(content)
            if b"<!DOCTYPE" in content[:4096]:
                raise UnreadableDocumentError("damaged", f"{name} has a document type, which office files never have")
            if name.endswith("/styles.xml"):  # sorted before the sheets
                styles = parse_xml(content, name)
                of_styles = looks(styles) if styles is not None else {}
            if _SHEET_PART.match(name):
                _check_extent(name, content)
                content = _UNCALCULATED.sub(_formula_as_text, content)
                if b't="e"' in content or b"t='e'" in content:
                    content = _ERROR.sub(_error_as_text, content)
                hidden += _hidden(content)
                if of_styles:
                    content, more = as_shown(content, of_styles)
                    unseen += more
            if b"<strike" in content or _SUPERSCRIPT in content:
                content = _RUN.sub(_run_as_read, content)
            archive.writestr(name, content)
    return clean.getvalue(), hidden, unseen


def _hidden(sheet: bytes) -> int:
    """How many hidden rows and columns of a sheet have something in them; what is hidden beside a table is often all the rest."""
    rows = sum(1 for match in _HIDDEN_ROW.finditer(sheet) if _FILLED_CELL.search(match[1]))
    columns = _HIDDEN_COLUMNS.findall(sheet)
    if not columns:
        return rows
    filled = {_column_number(match[1] or match[3]) for match in _FILLED_CELL.finditer(sheet)}
    extents = [{key: int(number) for key, number in _EXTENT.findall(column)} for column in columns]
    return rows + sum(1 for n in filled if any(e.get(b"min", n + 1) <= n <= e.get(b"max", 0) for e in extents))


def _formula_as_text(match: re.Match[bytes]) -> bytes:
    """A formula whose value was never worked out: shown as itself, so that its cell is not taken for an empty one."""
    address, formula = match[1], match[2] or b""
    return b'<c r="%b" t="inlineStr"><is><t>=%b</t></is></c>' % (address, formula)


def _error_as_text(match: re.Match[bytes]) -> bytes:
    """The error that a formula came to (#REF!): the library shows an empty cell."""
    return b'<c r="%b" t="inlineStr"><is><t>%b</t></is></c>' % (match[1], match[2])


def _run_as_read(match: re.Match[bytes]) -> bytes:
    """A piece of a cell's text as a person reads it: nothing of what is crossed out, a raised digit as a footnote's mark."""
    properties, text = match[1], match[2]
    if _STRUCK.search(properties):
        return b""
    if _SUPERSCRIPT in properties:
        return b"<r>%b</r>" % text.decode("utf-8", "replace").translate(RAISED).encode()
    return match[0]


def _check_extent(name: str, content: bytes) -> None:
    """The library sets aside every position up to the last filled cell."""
    rows = columns = 1
    for match in _FILLED_CELL.finditer(content):
        letters, digits = match[1] or match[3], match[2] or match[4]
        rows = max(rows, int(digits))
        columns = max(columns, _column_number(letters))
    if rows * columns > MAXIMUM_CELLS * 10:
        raise UnreadableDocumentError("table_too_large", f"{name} reaches to row {rows:,}, column {columns:,}")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _read(body: bytes, media_type: str) -> Document:
    blocks: list[Block] = []
    notices: list[Notice] = []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(body)) as workbook:
            sheets = workbook.sheets_metadata
            if len(sheets) > MAXIMUM_SHEETS:
                raise UnreadableDocumentError(
                    "too_large", f"the workbook has {len(sheets)} sheets; at most {MAXIMUM_SHEETS} are read"
                )
            for metadata in sheets:
                if metadata.visible is not calamine.SheetVisibleEnum.Visible:
                    notices.append(
                        Notice("info", "hidden_sheet", f"the sheet {metadata.name!r} is hidden and was not read")
                    )
                elif metadata.typ is calamine.SheetTypeEnum.WorkSheet:
                    blocks += _sheet_blocks(workbook.get_sheet_by_name(metadata.name))
    except calamine.PasswordError as error:
        raise UnreadableDocumentError("encrypted", "the workbook needs a password; save it without one") from error
    except calamine.CalamineError as error:
        raise UnreadableDocumentError("damaged", f"the workbook cannot be read: {error}") from error
    if not blocks:
        raise UnreadableDocumentError("empty", "the workbook holds no text")
    document = assemble(media_type, blocks)
    document.notices = notices
    return document


def _sheet_blocks(sheet: calamine.CalamineSheet) -> Iterator[Block]:
    if sheet.end is None:
        return
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAXIMUM_CELLS * 10:
        raise UnreadableDocumentError(
            "table_too_large", f"the sheet {sheet.name!r} reaches to row {sheet.end[0] + 1:,}"
        )
    values = sheet.to_python(skip_empty_area=False, nrows=MAXIMUM_ROWS)
    texts = [[shown(value) for value in row[:MAXIMUM_COLUMNS]] for row in values]
    yield from tables_of(sheet.name, texts, dict(sheet.merged_cell_ranges or []))


def tables_of(
    sheet: str, texts: Sequence[Sequence[str]], merged: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[Block]:
    """The lines and grids of a sheet of `texts`; `merged` maps a cell's first position to its last."""
    for first, last in _filled_ranges(texts):
        for side in _sides(texts, merged, first, last):
            yield from _table_blocks(sheet, side, merged, first, last)


def _filled_ranges(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """(first, behind the last) of the rows between empty rows."""
    first: int | None = None
    for index, row in enumerate([*texts, []]):
        if any(row):
            first = index if first is None else first
        elif first is not None:
            yield first, index
            first = None


def _sides(
    texts: Sequence[Sequence[str]], merged: dict[tuple[int, int], tuple[int, int]], first: int, last: int
) -> Iterator[Sequence[Sequence[str]]]:
    """The texts of each table where some stand side by side in the rows: parted by an empty column, each with labels of its own."""
    filled = {column for row in texts[first:last] for column, text in enumerate(row) if text}
    for (top, left), (bottom, right) in merged.items():
        if top < last and first <= bottom:
            filled.update(range(left, right + 1))
    starts = [column for column in sorted(filled) if column - 1 not in filled]
    bounds = list(pairwise([0, *starts[1:], max(filled, default=0) + 1]))
    sides = [_between(texts, first, last, *bound) for bound in bounds]
    if len(sides) > 1 and all(sum(map(_is_labelled, side[first:last])) >= FEWEST_LABELLED for side in sides):
        yield from sides
    else:
        yield texts


def _between(texts: Sequence[Sequence[str]], first: int, last: int, left: int, right: int) -> list[Sequence[str]]:
    """The texts with nothing in the rows but what stands in the columns from `left` to before `right`."""
    rows = list(texts)
    for row in range(first, last):
        rows[row] = [text if left <= column < right else "" for column, text in enumerate(texts[row])]
    return rows


def _is_labelled(row: Sequence[str]) -> bool:
    """Whether a label and a figure behind it stand in a row."""
    filled = [text for text in row if text]
    return len(filled) > 1 and not is_value(filled[0]) and is_value(filled[-1])


def _table_blocks(
    sheet: str,
    texts: Sequence[Sequence[str]],
    merged: dict[tuple[int, int], tuple[int, int]],
    first: int,
    last: int,
) -> Iterator[Block]:
    filled = [sum(1 for text in texts[row] if text) for row in range(first, last)]
    for (top, column), (bottom, _) in merged.items():
        if first <= top < last and column < len(texts[top]) and texts[top][column]:
            for row in range(top + 1, min(bottom + 1, last)):
                filled[row - first] += 1  # what is merged down stands in each row that it covers
    wide = [first + index for index, count in enumerate(filled) if count > 1]
    start, end = (wide[0], wide[-1] + 1) if wide else (last, last)
    below = {row for row, column in merged if column > 0}  # empty cells that are merged are cells
    while start < end < last and (
        end in below or any(map(is_value, filter(None, texts[end]))) or any(map(_is_label, texts[end]))
    ):
        end += 1  # a row of the table of which nothing but the label, or one figure, was filled in
    yield from (Line(text, 0) for row in range(first, start) for text in texts[row] if text)
    if start < end == last and _is_blank_below(texts, end):
        texts, end = [*texts[:end], [""], *texts[end:]], end + 1
    if start < end:
        left, rows = _grid_rows(texts, merged, start, end)
        yield Grid(0, rows, sheet=sheet, first_row=start, first_column=left)
    yield from (Line(text, 0) for row in range(end, last) for text in texts[row] if text)


def _is_blank_below(texts: Sequence[Sequence[str]], end: int) -> bool:
    """Whether the row `end` is the only one of the disputes table, left blank: above it are its names, no figures follow."""
    names = [text for text in texts[end - 1] if text]
    following = next((row for row in texts[end:] if any(row)), ())
    is_header = len(names) >= FEWEST_OUTCOMES and all(_OUTCOME.fullmatch(text) for text in names)
    return is_header and not any(map(is_value, filter(None, following)))


def _is_label(text: str) -> bool:
    return _NUMBERED.match(text) is not None and not _ENDS.search(text)


def _grid_rows(
    texts: Sequence[Sequence[str]], merged: dict[tuple[int, int], tuple[int, int]], start: int, end: int
) -> tuple[int, list[list[GridCell]]]:
    """The column in which the table begins, and its rows; columns before and behind it in which nothing stands are no part."""
    filled = [column for row in texts[start:end] for column, text in enumerate(row) if text]
    left, width = min(filled), max(filled) + 1
    taken: dict[tuple[int, int], GridCell] = {}
    rows: list[list[GridCell]] = []
    for index in range(start, end):
        row: list[GridCell] = []
        for column in range(left, width):
            cell = taken.get((index, column))
            if cell is None:
                text = texts[index][column] if column < len(texts[index]) else ""
                bottom, right = merged.get((index, column), (index, column))
                bottom, right = min(bottom, end - 1), min(right, width - 1)
                cell = GridCell(text, index - start, column - left, bottom - index + 1, right - column + 1)
                for covered in range(index, bottom + 1):
                    taken |= dict.fromkeys(((covered, c) for c in range(column, right + 1)), cell)
            if not row or row[-1] is not cell:
                row.append(cell)
        rows.append(row)
    return left, rows


def shown(value: _Value) -> str:
    """What a person sees in the cell.

    >>> shown(5.0), shown(96171.6), shown(0.1 + 0.2)
    ('5', '96171.6', '0.3')
    """
    if isinstance(value, str):
        return join_cell(value.splitlines())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")  # amounts have six places at most; the rest is binary noise
    return str(value)
