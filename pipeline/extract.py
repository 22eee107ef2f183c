"""`extract`: bytes and media type in, `Extraction` out. Pure: no I/O, no clock, no network.

Read the document, align its tables to the statutory forms, find who and which year it prints, find the figures of its prose,
hold all against the identities. What cannot be read gives a reason, never a guess.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise
from operator import attrgetter

from pipeline.checks import (
    assess,
    differing_claims,
    find_amounts,
    find_oddities,
    find_statements,
    rows_by_table,
    run_checks,
)
from pipeline.checks.years import contradicted_captions, contradicted_titles, contradicted_years
from pipeline.claims import find_claims
from pipeline.contract import FORM_TABLES, Extraction, Notice, Reason
from pipeline.documents.document import Document, Grid, UnreadableDocumentError
from pipeline.documents.ocr import READ_BY_OCR
from pipeline.documents.read import read_document
from pipeline.extractor import extractor_id
from pipeline.forms.left_over import figures_left
from pipeline.forms.planned import read_tables
from pipeline.forms.table_reading import STATISTICS, TableReading
from pipeline.forms.tokens import UNIT_NAMES, label_key, vocabulary
from pipeline.forms.unfolded import unfolded
from pipeline.identify import MENU, Identity, classify, identify
from pipeline.kinds import attachment_names
from pipeline.misread import find_misread
from pipeline.several_reports import keep_first_report
from pipeline.signals import find_signals
from pipeline.suggestions import suggest
from pipeline.values import is_value

_TABLE_HEADING = re.compile(
    r"收到和处理政府信息公开申请情况|信息公开(?:工作)?情况统计(?:汇总)?表(?:[(（][^()（）]{1,16}[)）])?$"
)
"""A section that only the forms with tables have, and the name of the table of 2014."""
_LONGEST_HEADING = 40
"""Characters of its heading; a lead lists the sections too."""
_FIGURE_BEHIND = re.compile(r"(?<=[\u3400-\u9fff)）])[条件个次篇人万元]{0,2}[\d.,，/—-][\d.,，/—件条项次宗-]*$")
_INDICATOR_HEAD = frozenset(
    {
        "指标名称",
        "统计指标",
        "指标",
        "计量单位",
        "计算单位",
        "单位",
        "代码",
        "本期实际",
        "本年累计",
        "历年累计",
        "年度累计",
    }
)
"""Headings of the tables that provinces and cities had before 2014: indicator, unit, code, this period, this year, all years."""
_item, _status = attrgetter("item"), attrgetter("status")
LINES_ABOVE = 16
"""Lines above the first row of figures among which a table's title is: its header has as many where a cell is a line."""
FEWEST_LABELS = 5
"""Lines that are labels of items from which a table was there."""
FEWEST_FIGURES = 4
"""Lines that are figures from which their being all different means something: a table of a quiet bureau has 150 noughts."""


def extract(body: bytes, media_type: str | None = None, *, recognise: bool = True) -> Extraction:
    """What the document in `body` says; pictures of text are read only where they are to be recognised, which takes seconds.

    `media_type` is the declared Content-Type, charset included; the content goes before it. Nothing is raised for a document
    that cannot be read: its kind is `unreadable` and `reason` says why.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        document = unfolded(read_document(body, media_type, recognise=recognise))
    except UnreadableDocumentError as error:
        return Extraction(sha256, media_type, extractor_id(), "unreadable", Reason(error.code, error.message))
    keep_first_report(document)
    in_tables = read_tables(document)
    readings, arrangement = in_tables.readings, in_tables.arrangement
    missing = [notice for reading in readings for notice in _missing_rows(document, reading)]
    lost_lines = _lost_repeated_lines(document, readings, missing)
    if lost_lines:
        _doubt_blanks(readings)
    cells = tuple(chain.from_iterable(reading.cells for reading in readings))
    identity = identify(document)
    statuses = list(map(_status, cells))
    filled = statuses.count("reported") + statuses.count("not_applicable")
    if not filled and "unreadable" in statuses:  # figures are there, though none can be told for certain
        filled = sum(any(map(str.isdigit, cell.raw)) for cell in cells)
    compares = any(
        notice.code == "table_repeated" and notice.severity == "warning" and notice.item is None
        for reading in readings
        for notice in reading.notices
    )
    reason = classify(document, identity, filled, len(cells), compares=compares)
    if reason is not None:
        return Extraction(
            sha256,
            document.media_type,
            extractor_id(),
            "not_annual_report",
            reason,
            title=identity.title,
            agency_name=identity.agency_name,
            report_year=identity.report_year,
            published_on=identity.published_on,
            notices=tuple(document.notices),
            signals=find_signals(document, identity.page_name),
        )
    of_tables = {number for reading in readings for row in reading.rows for number in row.lines}
    prose = [line for line in identity.body if line.link_share < MENU and line.number not in of_tables]
    agency = identity.agency_name or identity.page_name or identity.title or ""
    claims = [identity.plain.claim(claim) for claim in find_claims(prose, identity.report_year, cells, agency)]
    tables = arrangement.tables(cells) if arrangement else rows_by_table(cells)
    assessed = arrangement.assess(cells) if arrangement else assess(cells, tables)
    uncounted = [cells[number] for number in arrangement.uncounted] if arrangement else cells
    amounts = find_amounts(prose, identity.report_year)
    statements = find_statements(prose, identity.report_year, identity.agency_name or "") if cells else []
    forms = _forms(readings)
    checks = run_checks(uncounted, claims, assessed, amounts, statements, tables)
    oddities = (*find_oddities(cells, assessed, tables), *differing_claims(claims, checks))
    return Extraction(
        sha256=sha256,
        media_type=document.media_type,
        extractor=extractor_id(),
        kind="annual_report",
        title=identity.title,
        agency_name=identity.agency_name,
        report_year=identity.report_year,
        scope=identity.scope,
        scope_sentence=identity.scope_sentence,
        published_on=identity.published_on,
        form=_form(forms, readings),
        forms=forms,
        cells=suggest(cells, assessed),
        claims=tuple(claims),
        checks=tuple(checks),
        notices=(*_notices(document, identity, readings, missing, lost_lines), *oddities),
        signals=find_signals(document, identity.page_name),
    )


def _forms(readings: list[TableReading]) -> dict[str, str | None]:
    forms: dict[str, str | None] = {r.table.code: r.form for r in readings if not r.table.items_in_header}
    for reading in readings:
        if reading.table.items_in_header:  # the same in both forms: it goes with the document's other tables
            forms[reading.table.code] = forms.get("requests") or forms.get("proactive")
    return forms


def _form(forms: dict[str, str | None], readings: list[TableReading]) -> str | None:
    if not readings:
        return "narrative"
    if "requests" in forms:
        return forms["requests"]
    largest = max(readings, key=lambda reading: len(reading.cells))
    return forms.get(largest.table.code)


def _notices(
    document: Document, identity: Identity, readings: list[TableReading], missing_rows: list[Notice], lost_lines: bool
) -> list[Notice]:
    years = contradicted_years(identity.body, identity.report_year, identity.published_on)
    notices = [*document.notices, *identity.notices, *years, *find_misread(document, identity)]
    tables = {number for reading in readings if reading.cells and (number := _number(reading)) is not None}
    notices += contradicted_captions(document.blocks, tables, identity.report_year)
    notices += contradicted_titles(_titles_in_lines(document, identity, readings), identity.report_year)
    for reading in readings:
        notices += reading.notices
        notices += [notice for notice in missing_rows if notice.table == reading.table.code]
    notices += _table_order(readings)
    notices += figures_left(document, readings)
    found = {reading.table.code for reading in readings}
    missing = [code for code in FORM_TABLES if code not in found and code != STATISTICS]
    if readings and missing and STATISTICS not in found:
        for code in missing:
            notices.append(Notice("warning", "table_missing", f"the document has no {code} table", code))
    if not readings:
        notices.append(_no_table(document, identity))
    if lost_lines:
        notices.append(
            Notice(
                "warning",
                "repeated_lines_removed",
                "no figure is printed twice: the page lost the lines that repeat others",
            )
        )
    return notices


def _titles_in_lines(document: Document, identity: Identity, readings: list[TableReading]) -> Iterator[str]:
    """The lines above the first row of each table that stands in lines, where its title is, and its header.

    What stands above the title of the report, a menu of years, is none of a table's.
    """
    top = identity.body[0].number if identity.body else 0
    for reading in readings:
        first = min((number for row in reading.rows for number in row.lines), default=0)
        above = range(max(first - LINES_ABOVE, top), first)
        yield from (line.text for line in document.lines if line.number in above)


def _table_order(readings: list[TableReading]) -> list[Notice]:
    """A warning where the tables of a page, or of a sheet, do not stand as the form has them; sheets have no order."""
    firsts = [(_start(reading), reading) for reading in readings if reading.cells]
    return [
        Notice(
            "warning",
            "table_order",
            f"the {later.table.code} table stands before the {earlier.table.code} table",
            later.table.code,
        )
        for (before, earlier), (after, later) in pairwise(firsts)
        if after < before and earlier.cells[0].place.sheet == later.cells[0].place.sheet
    ]


def _number(reading: TableReading) -> int | None:
    return reading.number if reading.number is not None else reading.cells[0].place.table


def _start(reading: TableReading) -> int:
    if reading.start is not None:
        return reading.start
    return min([cell.place.start or 0 for cell in reading.cells])


def _no_table(document: Document, identity: Identity) -> Notice:
    """Why no table was found: it hangs on the page, is a picture, was lost, or the report has none."""
    attachments = attachment_names(document)
    if attachments:
        names = "; ".join(attachments[:5])
        return Notice("warning", "tables_in_attachment", f"no statutory table on the page; files linked: {names}")
    if any(_TABLE_HEADING.search(line.text) and len(line.text) <= _LONGEST_HEADING for line in identity.plain.lines):
        pictures = f"; the page has {document.pictures} pictures" if document.pictures else ""
        return Notice(
            "warning", "tables_missing", f"headings of the statutory tables, and no table below them{pictures}"
        )
    items = vocabulary().items
    labels = items & {label_key(_FIGURE_BEHIND.sub("", line.text)) for line in document.lines}
    if len(labels) >= FEWEST_LABELS:
        return Notice(
            "warning", "tables_missing", f"{len(labels)} labels of statutory tables, and no figures beside them"
        )
    with_figures = items & set(_labels_with_figures(document))
    if len(with_figures) >= FEWEST_LABELS:
        message = f"{len(with_figures)} labels of statutory tables with figures beside them, which were not read"
        return Notice("warning", "tables_missing", message)
    if local := next((grid for grid in document.grids if _is_local(grid)), None):
        where = local.place(local.rows[0][0]).text
        return Notice(
            "info", "local_table", f"{where}: a table of indicators that no statutory form has; it was not read"
        )
    return Notice("info", "no_table", "the document has no statutory table")


def _is_local(grid: Grid) -> bool:
    """Whether a table is one of indicators: a head that says so, and figures below it."""
    texts = [["".join(cell.text.split()) for cell in row] for row in grid.rows]
    head = next((index for index, row in enumerate(texts) if len(_INDICATOR_HEAD.intersection(row)) > 1), None)
    if head is None:
        return False
    return sum(any(text.isdecimal() for text in row) for row in texts[head + 1 :]) >= FEWEST_LABELS


def _lost_repeated_lines(document: Document, readings: list[TableReading], missing_rows: list[Notice]) -> bool:
    """Some pages drop every line that an earlier one equals; of a table of noughts one nought is left."""
    if all(row.grid is not None for reading in readings for row in reading.rows):
        return False  # cells are no lines
    is_whole = not any(notice.code == "row_unassigned" for reading in readings for notice in reading.notices)
    if is_whole and not missing_rows:
        return False
    figures = [text for line in document.lines if (text := line.text.strip(" |")).isdecimal()]
    return len(figures) >= FEWEST_FIGURES and len(set(figures)) == len(figures)


def _doubt_blanks(readings: list[TableReading]) -> None:
    """Where figures were dropped with the lines that they stood in, a cell without one is not empty: nobody can tell."""
    for cell in (cell for reading in readings for cell in reading.cells):
        if cell.status == "blank":
            cell.status = "unreadable"


def _missing_rows(document: Document, reading: TableReading) -> list[Notice]:
    """What rows of the form were not found: local tables of 2014 leave rows out, but then their labels stand nowhere.

    On a picture a row may be there and not be recognised.
    """
    found = set(map(_item, reading.cells))
    lost = [item for item in reading.table.items if item.code not in found]
    if not lost:
        return []
    labels = ", ".join(item.labels[0] for item in lost)
    said = [
        Notice("info", "row_missing", f"rows of the form that the document does not have: {labels}", reading.table.code)
    ]
    if reading.table.code != STATISTICS or READ_BY_OCR in document.notices:
        return [replace(notice, severity="warning") for notice in said]
    read = Counter(name for item in reading.table.items if item.code in found for name in item.keys)
    printed = Counter(_labels_with_figures(document))
    unread = ", ".join(item.labels[0] for item in lost if any(printed[name] > read[name] for name in item.keys))
    if unread:
        message = f"labels of rows with figures beside them that were not read: {unread}"
        said.append(Notice("warning", "row_unassigned", message, reading.table.code))
    return said


def _labels_with_figures(document: Document) -> Iterator[str]:
    """The key of each label that stands before a figure, in a row or a cell of a grid, on a line or above one."""
    for grid in document.grids:
        for index, row in enumerate(grid.rows):
            has_figure = any(cell.text[:1].isdigit() and is_value(cell.text) for cell in row)
            for text in (cell.text for cell in row if cell.row == index and len(cell.text) > 1):
                if has_figure or _FIGURE_BEHIND.search(text):
                    yield label_key(_FIGURE_BEHIND.sub("", text))
    texts = [line.text for line in document.lines]
    for text, below, next_below in zip(texts, [*texts[1:], ""], [*texts[2:], "", ""][: len(texts)], strict=True):
        label = _FIGURE_BEHIND.sub("", text)
        if label != text or below.isdecimal() or (below in UNIT_NAMES and next_below.isdecimal()):
            yield label_key(label.rstrip())
