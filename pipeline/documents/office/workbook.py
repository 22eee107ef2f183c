"""XLSX and XLS → `Document`: each table on a sheet a grid, the texts above, between and below as lines.

A sheet is parted at its empty rows. Rows with one text before the first table and after the last are lines, so that title
and notes are text as in other formats. Hidden sheets are not read. Figures stand as a person sees them: 5.0 is 5.
"""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import python_calamine as calamine

from pipeline.contract import Notice
from pipeline.documents.assemble import assemble
from pipeline.documents.cell_text import OBJECT, RAISED, join_cell
from pipeline.documents.document import (
    Block,
    Document,
    Grid,
    GridCell,
    Line,
    UnreadableDocumentError,
    address,
)
from pipeline.documents.office.beside import names_outcomes, sides_of
from pipeline.documents.office.colours import BLACK, WHITE, is_lost, of_attributes
from pipeline.documents.office.formulas import work_out
from pipeline.documents.office.number_formats import Styles, as_shown, styles_of
from pipeline.documents.office.ole import XLS
from pipeline.documents.office.package import XLSX, Package, parse_xml
from pipeline.documents.office.sheet_parts import as_excel_writes
from pipeline.documents.office.sheet_rules import rules_of
from pipeline.documents.office.unseen_lines import Sheet, Unseen, as_printed, by_sheet, hidden_lines, notices_of
from pipeline.documents.office.xls_records import SheetRecords, sheet_records
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
PANIC = "pyo3_runtime"
"""The module of what a library in Rust raises where it did not expect the damage: no `Exception`, which nothing would catch."""
_FILLED_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s([^<>]*)(?<!/)>")
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
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
_COLOUR = re.compile(rb"""<color\b([^<>]*)""")
_NAMED = re.compile(r"""(\w+)=["']([^"']*)["']""")
_SMALLEST = re.compile(rb"""<sz val=["'][12]["']""")
_DIGITS_ALONE = re.compile(rb"<t\b[^<>]*>([.,\s]*\d[\d.,\s]*)</t>")
_CELL_PARTS = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml$", re.IGNORECASE)
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


_TITLE = re.compile("公开.{0,12}(?:报告|年报)")
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]{1,2}[)）、.．]|\d{1,2}[、.．]")
_ENDS = re.compile(r"情况|事项|问题|[。；：:]")


def read_xlsx(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of an Excel workbook.

    Raises:
        UnreadableDocumentError: `damaged`, `too_large`, `table_too_large` or `empty`.
    """
    del media_type
    clean, hidden, unseen = _rebuilt(body)
    document = _read(clean, XLSX, {name: SheetRecords(lines) for name, lines in hidden.items()})
    document.notices += figures_not_shown(unseen)
    return document


def read_xls(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of a workbook in the old binary format; raises as `read_xlsx` does, and `encrypted`."""
    del media_type
    try:
        records = sheet_records(body)
    except struct.error:
        records = {}  # the library says whether it is damaged
    document = _read(body, XLS, records)
    document.notices += figures_not_shown([address(*place) for sheet in records.values() for place in sheet.not_shown])
    return document


def figures_not_shown(addresses: Sequence[str]) -> Iterator[Notice]:
    """What is said of figures at these addresses, which a person does not see, or not so."""
    if addresses:
        message = (
            f"{len(addresses)} figures, the first in {addresses[0]}, are hidden, crossed out or shown as another figure"
        )
        yield Notice("warning", "hidden_rows", f"{message}; they were read")


def _rebuilt(body: bytes) -> tuple[bytes, dict[str, Unseen], list[str]]:
    """The workbook with nothing but its XML parts, unpacked within bounds (the library knows none); what is hidden.

    That is the rows and columns of sheets, by their names, and the addresses of single figures.
    """
    hidden: dict[str, Unseen] = {}
    unseen: list[str] = []
    of_styles = Styles()
    grounds = {WHITE}

    @cache
    def is_lost_somewhere(ink: str | None) -> bool:
        return any(is_lost(ink, ground) for ground in grounds)

    package = Package(body)
    left = MAXIMUM_TOTAL
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w") as archive:
        for name in sorted(package.names, key=lambda name: (not name.endswith("/styles.xml"), name)):
            if not _PARTS.match(name) or name.endswith("/"):
                continue
            content = package.part(name, left)
            left -= len(content)
            if b"<!DOCTYPE" in content[:4096]:
                raise UnreadableDocumentError("damaged", f"{name} has a document type, which office files never have")
            if name.endswith("/styles.xml"):  # before the texts and the sheets
                styles = parse_xml(content, name)
                of_styles = styles_of(styles) if styles is not None else of_styles
                grounds |= {ground for ground in of_styles.grounds if ground is not None and ground != BLACK}
            if _CELL_PARTS.match(name):
                content = as_excel_writes(content)
            if _SHEET_PART.match(name):
                _check_extent(name, content)
                content = _UNCALCULATED.sub(_formula_as_text, content)
                if b't="e"' in content or b"t='e'" in content:
                    content = _ERROR.sub(_error_as_text, content)
                hidden[name] = hidden_lines(content)
                content, more = as_shown(content, of_styles, rules_of(content, of_styles))
                unseen += more
            if b"<rPr>" in content:
                content = _RUN.sub(partial(_run_as_read, is_unseen=is_lost_somewhere), content)
            archive.writestr(name, content)
    return clean.getvalue(), by_sheet(package, hidden), unseen


def _formula_as_text(match: re.Match[bytes]) -> bytes:
    """A formula whose value was never worked out: shown as itself, so that its cell is not taken for an empty one."""
    address, formula = match[1], match[2] or b""
    return b'<c r="%b" t="inlineStr"><is><t>=%b</t></is></c>' % (address, formula)


def _error_as_text(match: re.Match[bytes]) -> bytes:
    """The error that a formula came to (#REF!): the library shows an empty cell."""
    return b'<c r="%b" t="inlineStr"><is><t>%b</t></is></c>' % (match[1], match[2])


def _run_as_read(match: re.Match[bytes], is_unseen: Callable[[str | None], bool]) -> bytes:
    """A piece of a cell's text as a person reads it: nothing of what is crossed out, a raised digit as a footnote's mark.

    Digits beside others, too small or in the colour of any ground, may be seen or not: what is behind them is not said where
    the text stands.
    """
    properties, text = match[1], match[2]
    if _STRUCK.search(properties):
        return b""
    if _SUPERSCRIPT in properties:
        return b"<r>%b</r>" % text.decode("utf-8", "replace").translate(RAISED).encode()
    printed = _COLOUR.search(properties)
    ink = of_attributes(dict(_NAMED.findall(printed[1].decode("utf-8", "replace")))) if printed is not None else None
    if _SMALLEST.search(properties) or is_unseen(ink):
        return b"<r>%b</r>" % _DIGITS_ALONE.sub(f"<t>{OBJECT}</t>".encode(), text)
    return match[0]


def _check_extent(name: str, content: bytes) -> None:
    """The library sets aside every position up to the last filled cell."""
    rows = columns = 1
    for cell in _FILLED_CELL.finditer(content):
        address = _ADDRESS.search(cell[1])
        if address is not None:
            rows = max(rows, int(address[2]))
            columns = max(columns, _column_number(address[1]))
    if rows * columns > MAXIMUM_CELLS * 10:
        raise UnreadableDocumentError("table_too_large", f"{name} reaches to row {rows:,}, column {columns:,}")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _read(body: bytes, media_type: str, records: Mapping[str, SheetRecords]) -> Document:
    blocks: list[Block] = []
    notices: list[Notice] = []
    kept = left_out = 0
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(body)) as workbook:
            sheets = workbook.sheets_metadata
            if len(sheets) > MAXIMUM_SHEETS:
                raise UnreadableDocumentError(
                    "too_large", f"the workbook has {len(sheets)} sheets; at most {MAXIMUM_SHEETS} are read: split it"
                )
            for metadata in sheets:
                if metadata.visible is not calamine.SheetVisibleEnum.Visible:
                    notices.append(
                        Notice("info", "hidden_sheet", f"the sheet {metadata.name!r} is hidden and was not read")
                    )
                elif metadata.typ is calamine.SheetTypeEnum.WorkSheet:
                    sheet = _sheet(
                        workbook.get_sheet_by_name(metadata.name), records.get(metadata.name, SheetRecords()), notices
                    )
                    kept, left_out = kept + sheet.kept, left_out + sheet.left_out
                    blocks += tables_of(metadata.name, sheet)
    except calamine.PasswordError as error:
        raise UnreadableDocumentError("encrypted", "the workbook needs a password; save it without one") from error
    except calamine.CalamineError as error:
        raise UnreadableDocumentError("damaged", f"the workbook cannot be read: {error}") from error
    except BaseException as error:
        if type(error).__module__ != PANIC:
            raise
        raise UnreadableDocumentError("damaged", f"the workbook cannot be read: {error}") from error
    if not blocks:
        raise UnreadableDocumentError("empty", "the workbook holds no text")
    document = assemble(media_type, blocks)
    document.notices = [*notices, *notices_of(kept, left_out)]
    first = next((block.sheet for block in blocks if isinstance(block, Grid)), None) or ""
    if _TITLE.search(first):  # on the tab alone, as where a report is exported
        document.properties["title"] = first
    return document


def _sheet(sheet: calamine.CalamineSheet, records: SheetRecords, notices: list[Notice]) -> Sheet:
    if sheet.end is None:
        return Sheet([], {})
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAXIMUM_CELLS * 10:
        raise UnreadableDocumentError(
            "table_too_large", f"the sheet {sheet.name!r} reaches to row {sheet.end[0] + 1:,}"
        )
    values = sheet.to_python(skip_empty_area=False, nrows=MAXIMUM_ROWS)
    texts = [[shown(value) for value in row[:MAXIMUM_COLUMNS]] for row in values]
    for (row, column), text in records.texts.items():
        if row < len(texts) and column < MAXIMUM_COLUMNS:
            texts[row] += [""] * (column + 1 - len(texts[row]))
            texts[row][column] = text
    worked_out = work_out(texts)
    if worked_out:
        message = f"{worked_out} sums of the sheet {sheet.name!r} were stored without their value; they were worked out"
        notices.append(Notice("info", "sums_worked_out", message))
    return as_printed(texts, dict(sheet.merged_cell_ranges or []), records.unseen)


def tables_of(name: str, sheet: Sheet) -> Iterator[Block]:
    """The lines and grids of a sheet."""
    texts, merged = sheet.texts, sheet.merged
    for first, last in _filled_ranges(texts):
        tables, notes = sides_of(texts, merged, first, last)
        for side in tables:
            for block in _table_blocks(name, side, merged, first, last):
                if isinstance(block, Grid):
                    block.sheet_rows = sheet.rows[block.first_row :]
                    block.sheet_columns = sheet.columns[block.first_column :]
                yield block
        yield from notes


def _filled_ranges(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """(first, behind the last) of the rows between empty rows; one inside a table, its rows going on below, parts none."""
    first: int | None = None
    for index, row in enumerate([*texts, []]):
        if any(row):
            first = index if first is None else first
        elif first is not None and not any(_goes_on(below, texts[index - 1]) for below in texts[index + 1 : index + 2]):
            yield first, index
            first = None


def _goes_on(row: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row behind an empty one is of the table `above` it: figures below a header, or below others with a label before.

    No table begins with figures.
    """
    if not any(map(is_value, filter(None, row))) or sum(map(bool, above)) < 2:
        return False
    return names_outcomes(above) or any(_is_label(text) and not is_value(text) for text in row)


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
    following = next((row for row in texts[end:] if any(row)), ())
    return names_outcomes(texts[end - 1]) and not any(map(is_value, filter(None, following)))


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
