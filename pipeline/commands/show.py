"""`nianbao show`: one report, with everything that a reader needs to judge it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

import click
import duckdb
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from pipeline.commands import output
from pipeline.commands.snapshot import choose_agencies, published_link, rows, snapshot

_PRINTED_SHOWN = 60
_ROW_WIDTHS = (14, 36)
"""Columns for the name of a row: its longest word at least, and no more than the longest name."""
_LONG_WORD = re.compile(r"\S{12}(?=\S)")
_AGENCIES_NAMED = 8
_REPORT = "from marts.reports where agency_id = $agency and report_year = $year order by scope"

_PARTS = {
    "captures": "select capture_id, url, source, fetched_at, warc_file, warc_offset from raw.captures"
    " where document_sha256 = $sha256 order by fetched_at",
    "cells": "select table_code, item_code, column_code, value, raw_text, status, unit, place_text, label_item,"
    " label_column, suggested_value from raw.cells where document_sha256 = $sha256 order by ordinal",
    "claims": "select indicator, value, is_approximate, reading, sentence, place_text from raw.claims"
    " where document_sha256 = $sha256 order by indicator, ordinal",
    "checks": "select check_code, table_code, item_code, column_code, left_value, right_value, status from raw.checks"
    " where document_sha256 = $sha256 order by ordinal",
    "findings": "select finding_kind, code, severity, table_code, item_code, column_code, left_value, right_value,"
    " message from marts.quality where document_sha256 = $sha256 order by all",
    "reach_of_doubts": "select table_code, item_code, column_code, code from marts.doubts"
    " where document_sha256 = $sha256 order by all",
    "versions": "select document_sha256, is_current, is_revision, title, coalesce(source, url) as source,"
    " first_captured_at, last_captured_at, gone_at"
    " from marts.versions where report_id = $report_id order by is_current desc, last_captured_at desc",
    "revisions": "select * exclude (report_id) from marts.revisions where report_id = $report_id"
    " order by revised_at, figure_kind, table_code, item_code, column_code",
}


def _year(_ctx: click.Context, _parameter: click.Parameter, value: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", value):
        raise click.BadParameter(f"{value!r} is no year; write 2021")
    return int(value)


@click.command()
@click.argument("agency")
@click.argument("year", callback=_year)
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def show(agency: str, year: int, as_json: bool) -> None:
    """Print one report: figures with their places, checks, doubts, source, capture time and document.

    AGENCY is a name or code; where it published its own report and one for all under it, both are printed.
    """
    with snapshot() as connection:
        agencies = choose_agencies(connection, [agency], "AGENCY")
        if len(agencies) > 1:
            named = rows(
                connection,
                "select any_value(agency_name order by report_year desc) || ' ' || agency_id as agency from marts.reports"
                " where list_contains($agencies, agency_id) group by agency_id"
                " order by list_position($agencies, agency_id) limit $limit",
                {"agencies": agencies, "limit": _AGENCIES_NAMED},
            )
            more = f" and {len(agencies) - len(named)} more" if len(agencies) > len(named) else ""
            raise click.BadParameter(
                f"{agency!r} means several: {', '.join(row['agency'] for row in named)}{more}; give one by its code",
                param_hint="'AGENCY'",
            )
        reports = rows(connection, _REPORT, {"agency": agencies[0], "year": year})
        if not reports:
            years = connection.execute(
                "select string_agg(distinct report_year, ', ' order by report_year) from marts.reports"
                " where agency_id = $1",
                [agencies[0]],
            ).fetchone()
            raise click.BadParameter(
                f"no report of {agency} for {year}; there is {years and years[0]}", param_hint="'YEAR'"
            )
        found = [report | _parts(connection, report) for report in reports]
    if as_json:
        output.print_json(found)
    else:
        for report in found:
            _print(report)


def _parts(connection: duckdb.DuckDBPyConnection, report: dict[str, Any]) -> dict[str, Any]:
    """What belongs to the report's current document, by kind."""
    values = {"sha256": report["document_sha256"], "report_id": report["report_id"]}
    return {
        name: rows(connection, sql, {key: value for key, value in values.items() if f"${key}" in sql})
        for name, sql in _PARTS.items()
    }


def _print(report: dict[str, Any]) -> None:
    screen = output.console()
    screen.print(Text(f"{report['agency_name']} {report['report_year']}, scope: {report['scope']}", style="bold"))
    first = report["captures"][0]
    last = report["captures"][-1]
    archive = published_link().with_name("archive")
    facts = {
        "Report": report["report_id"],
        "Title": report["title"],
        "Source": report["source"] or report["url"],
        "Captured": f"{first['fetched_at']:%Y-%m-%d %H:%M} UTC"
        + (f", last {last['fetched_at']:%Y-%m-%d %H:%M} UTC" if last is not first else ""),
        "Archived": f"{first['warc_file']}, offset {first['warc_offset']}",
        "Original": f"warcio extract --payload {archive / first['warc_file']} {first['warc_offset']}",
        "Document": f"sha256 {report['document_sha256']}",
        "Published": report["published_date"] or "not stated",
        "Form": report["form"] or "none",
        "Versions": report["versions_count"],
    }
    if report["gone_at"]:
        facts["Gone"] = f"not there since {report['gone_at']:%Y-%m-%d %H:%M} UTC, kept as last seen"
    for number, other in enumerate((one for one in report["versions"] if not one["is_current"]), 1):
        facts[f"Other {number}"] = f"{other['source']}, last captured {other['last_captured_at']:%Y-%m-%d %H:%M} UTC"
    for name, value in facts.items():
        screen.print(Text(f"{name:<10}", style="dim") + screen.render_str(str(value)), soft_wrap=True)
    _print_doubts(report)
    _print_cells(report)
    _print_claims(report)
    counts = Counter(check["status"] for check in report["checks"])
    _print_revisions(report)
    click.echo("Checks: " + ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) + "\n")


def _print_doubts(report: dict[str, Any]) -> None:
    screen = output.console()
    if report["doubts"]:
        screen.print(Text(f"Doubts    {', '.join(report['doubts'])}", style="yellow"))
    findings = [finding for finding in report["findings"] if finding["severity"] != "info"]
    if not findings:
        return
    table = output.table("Finding", "Where", "Left", "Right", "What", right=["Left", "Right"], whole=["Finding"])
    for finding in findings:
        place = _place(finding)
        table.add_row(
            finding["code"],
            place,
            _number(finding["left_value"]),
            _number(finding["right_value"]),
            finding["message"] or "",
        )
    screen.print(table)


def _print_revisions(report: dict[str, Any]) -> None:
    """What was changed at an address after it was first captured: both values of every figure."""
    if not report["revisions"]:
        return
    table = output.table("Revised", "Before", "After", "Seen", right=["Before", "After"])
    for change in report["revisions"]:
        place = _place(change)
        values = (_number(change[f"{when}_value"]) or change[f"{when}_status"] for when in ("earlier", "later"))
        table.add_row(place, *values, f"{change['revised_at']:%Y-%m-%d}")
    output.console().print(table)


def _print_cells(report: dict[str, Any]) -> None:
    """Every statutory table as a grid, with the place of its first and last figure; --json has the place of each."""
    screen = output.console()
    by_table: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for cell in report["cells"]:
        by_table[cell["table_code"]].append(cell)
    for code, cells in by_table.items():
        columns = list(dict.fromkeys(_column(cell) for cell in cells))
        grid: dict[str, dict[str, str]] = defaultdict(dict)
        for cell in cells:
            mark = output.DOUBT_MARK if any(_reaches(doubt, cell) for doubt in report["reach_of_doubts"]) else ""
            grid[_row(cell)][_column(cell)] = _cell(cell) + mark
        _print_grid(screen, code.capitalize(), columns, grid)
        screen.print(Text(f"From {cells[0]['place_text']} to {cells[-1]['place_text']}", style="dim"))
        for cell in cells:
            if beside := _beside(cell):
                screen.print(f"{_row(cell)}, {_column(cell)}: {beside}", style="yellow")


def _print_grid(screen: Console, title: str, columns: list[str], grid: dict[str, dict[str, str]]) -> None:
    """A table, in blocks of columns that fit the screen with names of rows that can be read; no figure is ever cut."""
    widths = {
        column: max(cell_len(text) for text in (*column.split(), *(row.get(column, "") for row in grid.values())))
        for column in columns
    }
    narrowest, widest = _ROW_WIDTHS
    longest = min(widest, max(map(cell_len, (title, *grid))))
    name_width = max(min(narrowest, longest), min(longest, screen.width - sum(widths.values()) - len(widths)))
    runs = output.blocks(widths, screen.width - name_width)
    for run in runs:
        table = output.table(title, *run, right=run, dense=True)
        table.columns[0].width = name_width
        for item, row in grid.items():
            if len(runs) == 1 or any(column in row for column in run):
                table.add_row(item, *(row.get(column, "") for column in run))
        screen.print(table)


def _reaches(doubt: dict[str, Any], cell: dict[str, Any]) -> bool:
    """Whether a doubt is one of a cell: what it leaves open stands for all; without a table, an item is a claim's."""
    if doubt["table_code"] is None:
        return doubt["item_code"] is None
    return doubt["table_code"] == cell["table_code"] and all(
        doubt[key] in {None, cell[key]} for key in ("item_code", "column_code")
    )


def _place(finding: dict[str, Any]) -> str:
    """Table, row and column as the tables below call them; a claim's code as it stands."""
    parts = [finding[key] for key in ("table_code", "item_code", "column_code") if finding[key]]
    return " / ".join(map(_spaced, parts) if finding["table_code"] else parts)


def _spaced(code: str) -> str:
    return code.replace(".", ": ").replace("_", " ")


def _row(cell: dict[str, Any]) -> str:
    """The heading of a cell's row: its label where the form does not know it."""
    return cell["label_item"] or _spaced(cell["item_code"])


def _column(cell: dict[str, Any]) -> str:
    """The heading of a cell's column; words are separate, so that it can be folded."""
    return _LONG_WORD.sub(r"\g<0> ", cell["label_column"] or cell["column_code"].replace("_", " "))


def _print_claims(report: dict[str, Any]) -> None:
    if not report["claims"]:
        return
    table = output.table("In prose", "Figure", "Sentence", "Place", right=["Figure"])
    before = None
    for claim in report["claims"]:
        is_doubtful = any(
            doubt["table_code"] is None and doubt["item_code"] in {None, claim["indicator"]}
            for doubt in report["reach_of_doubts"]
        )
        value = _number(claim["value"]) + (output.DOUBT_MARK if is_doubtful else "")
        value += " or so" if claim["is_approximate"] else ""
        sentence = claim["sentence"] if claim["sentence"] != before else "the same"
        table.add_row(claim["indicator"], value, sentence, claim["place_text"])
        before = claim["sentence"]
    output.console().print(table)


def _cell(cell: dict[str, Any]) -> str:
    if cell["value"] is None:
        return output.NO_VALUE[cell["status"]][0]
    return _number(cell["value"]) + (f" {cell['unit']}" if cell["unit"] not in (None, "count") else "")


def _beside(cell: dict[str, Any]) -> str:
    """What else there is to say of a cell, below its table: what is printed where no figure is, what would be consistent."""
    if cell["status"] == "unreadable":
        printed = " ".join(cell["raw_text"].split())
        cut = "…" if len(printed) > _PRINTED_SHOWN else ""
        return f"{output.NO_VALUE['unreadable'][0]}, printed is {printed[:_PRINTED_SHOWN] + cut!r}"
    if cell["suggested_value"] is not None:
        return f"{_number(cell['value'])} is printed; {_number(cell['suggested_value'])} would satisfy the checks"
    return ""


def _number(value: Any) -> str:
    return "" if value is None else output.figure(value, None, "reported")
