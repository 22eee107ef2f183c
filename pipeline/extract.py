"""`extract`: bytes and media type in, `Extraction` out. Pure: no I/O, no clock, no network.

Read the document, align its tables to the statutory forms, find who and which year it prints, find the figures of its prose,
hold all against the identities. What cannot be read gives a reason, never a guess.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.checks import (
    assess,
    denied_in_words,
    differing_claims,
    find_amounts,
    find_oddities,
    find_statements,
    hold_arithmetic,
    hold_labelled,
    more_answered,
    rows_by_table,
    run_checks,
    stated_blanks,
    twice_on_a_channel,
)
from pipeline.checks.confirmed import confirmed
from pipeline.checks.identities import Assessed
from pipeline.checks.local_rows import contradicted_by_local
from pipeline.checks.local_sums import wrong_sums
from pipeline.checks.total_again import total_again
from pipeline.checks.years import (
    captions_of_others,
    contradicted_captions,
    contradicted_columns,
    contradicted_tables,
    contradicted_titles,
    contradicted_years,
    exchanged_headings,
)
from pipeline.claims import find_claims
from pipeline.contract import FORM_TABLES, Cell, Check, Claim, Extraction, Notice
from pipeline.documents.document import Document, Grid, Line, UnreadableDocumentError
from pipeline.documents.read import read_document
from pipeline.documents.scans.ocr import READ_BY_OCR
from pipeline.extractor import extractor_id
from pipeline.forms.cells import places_misread, without_dispelled
from pipeline.forms.figures_apart import said_of_blocks
from pipeline.forms.left_over import doubled_entries, figures_left, wrapped_figures
from pipeline.forms.line_grids import LineGrid, with_grids
from pipeline.forms.other_years import CODE as OTHER_YEAR
from pipeline.forms.other_years import set_aside_other_years
from pipeline.forms.planned import TablesRead, read_tables
from pipeline.forms.table_reading import STATISTICS, TableReading, tables_of
from pipeline.forms.unfolded import unfolded
from pipeline.identification.identify import MENU, Identity, classify, identify
from pipeline.identification.misread import find_misread
from pipeline.identification.several_reports import keep_first_report
from pipeline.identification.signals import find_signals
from pipeline.missing import has_lost_repeated_lines, is_local, missing_rows, no_table
from pipeline.suggestions import suggest
from pipeline.unreadable import unreadable

_status = attrgetter("status")
_FILLED = frozenset({"reported", "not_applicable"})
LINES_ABOVE = 16
"""Lines above the first row of figures among which a table's title is: its header has as many where a cell is a line."""


def extract(body: bytes, media_type: str | None = None, *, recognise: bool = True) -> Extraction:
    """What the document in `body` says; pictures of text are read only where they are to be recognised, which takes seconds.

    `media_type` is the declared Content-Type, charset included; the content goes before it. Nothing is raised for a document
    that cannot be read: its kind is `unreadable` and `reason` says why.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        document = unfolded(read_document(body, media_type, recognise=recognise))
    except UnreadableDocumentError as error:
        return unreadable(body, media_type, error.code, error.message)
    keep_first_report(document)
    printed = list(document.grids)
    identity = identify(document)
    set_aside_other_years(document, identity.report_year)
    in_tables = read_tables(document)
    readings = in_tables.readings
    missing = [notice for reading in readings for notice in missing_rows(document, reading)]
    lost_lines = has_lost_repeated_lines(document, readings, missing)
    if lost_lines:
        _doubt_blanks(readings)
    cells = tuple(chain.from_iterable(reading.cells for reading in readings))
    reason = classify(document, identity, _filled(cells, readings), len(cells), compares=_compares(document, readings))
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
    forms = _forms(readings)
    checked = _checked(in_tables, identity, cells)
    if READ_BY_OCR in document.notices:
        _dispel_doubts(readings, cells, checked)
    statutory = set(chain.from_iterable(map(tables_of, readings)))
    beyond = [grid for grid in printed if grid.number not in statutory]
    kept = [grid for grid in document.grids if grid.number not in statutory] if beyond else []
    others = [*kept, *checked.in_lines]
    indicators = [] if readings else [grid for grid in others if is_local(grid)]
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
        cells=suggest(cells, checked.assessed),
        claims=checked.claims,
        checks=checked.checks,
        notices=(
            *_notices(document, identity, readings, statutory, missing, lost_lines),
            *checked.oddities,
            *contradicted_by_local(checked.claims, indicators, others),
            *wrong_sums([*beyond, *checked.in_lines]),
        ),
        signals=find_signals(document, identity.page_name),
    )


def _filled(cells: Sequence[Cell], readings: Sequence[TableReading]) -> int:
    """How many entries the document fills in; `cells` are those of all its `readings`."""
    if all(reading.statuses is not None and reading.statuses <= _FILLED for reading in readings):
        return len(cells)
    statuses = list(map(_status, cells))
    filled = statuses.count("reported") + statuses.count("not_applicable")
    if not filled and "unreadable" in statuses:  # figures are there, though none can be told for certain
        return sum(any(map(str.isdigit, cell.raw)) for cell in cells)
    return filled


def _compares(document: Document, readings: list[TableReading]) -> bool:
    """Whether one table stands there twice with other figures, as in a comparison of years."""
    return any(notice.code == OTHER_YEAR for notice in document.notices) or any(
        notice.code == "table_repeated" and notice.severity == "warning" and notice.item is None
        for reading in readings
        for notice in reading.notices
    )


class _Checked(NamedTuple):
    """The claims of a report's prose, its checks, what the identities make of its figures, and what is odd of them.

    `in_lines` are tables in lines that are none of the statutory ones.
    """

    claims: tuple[Claim, ...]
    checks: tuple[Check, ...]
    assessed: Assessed
    oddities: tuple[Notice, ...]
    in_lines: Sequence[Grid]


def _checked(in_tables: TablesRead, identity: Identity, cells: tuple[Cell, ...]) -> _Checked:
    """The figures of tables and prose, held against the identities and each other."""
    arrangement = in_tables.arrangement
    of_tables = {number for reading in in_tables.readings for row in reading.rows for number in row.lines}
    prose = [line for line in identity.body if line.link_share < MENU and line.number not in of_tables]
    agency = identity.agency_name or identity.page_name or identity.title or ""
    claims = [identity.plain.claim(claim) for claim in find_claims(prose, identity.report_year, cells, agency)]
    tables = arrangement.tables(cells) if arrangement else rows_by_table(cells)
    assessed = arrangement.assess(cells) if arrangement else assess(cells, tables)
    uncounted = [cells[number] for number in arrangement.uncounted] if arrangement else cells
    amounts = find_amounts(prose, identity.report_year)
    statements = find_statements(prose, identity.report_year, identity.agency_name or "") if cells else []
    is_of_2014 = STATISTICS in tables and "requests" not in tables
    labelled = list(hold_labelled(tables[STATISTICS], prose, identity.report_year)) if is_of_2014 else []
    computed = list(hold_arithmetic(prose, claims, identity.report_year, tables))
    checks = run_checks(uncounted, claims, assessed, amounts, statements, tables, labelled, computed)
    in_prose = (
        *differing_claims(claims, checks),
        *denied_in_words(claims, prose, tables, identity.report_year),
        *twice_on_a_channel(claims, prose),
        *total_again(claims, prose, identity.report_year),
        *more_answered(claims, tables, prose),
        *stated_blanks(tables, checks),
    )
    beside = [cells[number] for number in arrangement.beside] if arrangement else None
    inequalities = arrangement.inequalities(cells) if arrangement else None
    oddities = (*find_oddities(cells, assessed, tables, beside, inequalities), *in_prose)
    has_cells = any("|" in text or "\t" in text for text in (line.text for line in prose))
    in_lines = list(_tables_in_lines(identity.body, of_tables)) if has_cells else []
    return _Checked(tuple(claims), tuple(checks), assessed, oddities, in_lines)


def _tables_in_lines(lines: Sequence[Line], of_tables: Collection[int]) -> Iterator[Grid]:
    """The tables in lines of which most are no rows of statutory ones; a row of theirs may be like one of those (其他)."""
    for grid in with_grids(lines):
        if isinstance(grid, LineGrid) and 2 * sum(line.number in of_tables for line in grid.lines) < len(grid.lines):
            yield grid


def _dispel_doubts(readings: Sequence[TableReading], cells: Sequence[Cell], checked: _Checked) -> None:
    """Makes what may be misread, and is confirmed by sums and by prose, no warning."""
    doubted = {place for reading in readings for place in places_misread(reading.notices)}
    if doubted:
        suspects = [cell for cell in cells if cell.place.text in doubted]
        sure = confirmed(suspects, checked.assessed.identities, checked.checks, rows_by_table(cells))
        places = {cell.place.text for cell in suspects if id(cell) in sure}
        for reading in readings:
            reading.notices = without_dispelled(reading.notices, places)


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
    document: Document,
    identity: Identity,
    readings: list[TableReading],
    tables: Collection[int],
    missing_rows: list[Notice],
    lost_lines: bool,
) -> list[Notice]:
    """What is to be said of a document and of its readings, which stand in `tables`."""
    years = contradicted_years(identity.body, identity.report_year, identity.published_on)
    notices = [*document.notices, *identity.notices, *years, *find_misread(document, identity)]
    notices += contradicted_captions(document.blocks, tables, identity.report_year)
    notices += contradicted_tables(document.blocks, tables, identity.report_year)
    titles = list(_titles_in_lines(document, identity, readings))
    notices += contradicted_titles(titles, identity.report_year)
    notices += captions_of_others(document.blocks, tables, titles)
    notices += contradicted_columns((reading.year for reading in readings), identity.report_year)
    for reading in readings:
        notices += reading.notices
        notices += [notice for notice in missing_rows if notice.table == reading.table.code]
    notices += _table_order(readings)
    notices += exchanged_headings(identity.body, {one.table.code: _start(one) for one in readings if one.cells})
    notices += figures_left(document, readings)
    notices += wrapped_figures(document, readings)
    notices += doubled_entries(readings)
    notices += said_of_blocks(readings)
    found = {reading.table.code for reading in readings}
    missing = [code for code in FORM_TABLES if code not in found and code != STATISTICS]
    if readings and missing and STATISTICS not in found:
        for code in missing:
            notices.append(Notice("warning", "table_missing", f"the document has no {code} table", code))
    if not readings:
        notices.append(no_table(document, identity))
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
        if not reading.rows:
            continue  # as one of a known layout, which stands in no lines
        first = min((number for row in reading.rows for number in row.lines), default=0)
        above = range(max(first - LINES_ABOVE, top), first)
        if above:
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


def _start(reading: TableReading) -> int:
    if reading.start is not None:
        return reading.start
    return min([cell.place.start or 0 for cell in reading.cells])


def _doubt_blanks(readings: list[TableReading]) -> None:
    """Where figures were dropped with the lines that they stood in, a cell without one is not empty: nobody can tell."""
    for cell in (cell for reading in readings for cell in reading.cells):
        if cell.status == "blank":
            cell.status = "unreadable"
