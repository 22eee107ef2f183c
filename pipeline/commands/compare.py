"""`nianbao compare`: indicators across agencies and years, as the marts hold them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import click
import duckdb
from rich.cells import cell_len
from rich.text import Text

from pipeline.commands import output
from pipeline.commands.matching import choose, is_pattern, parse_years, split_list
from pipeline.commands.snapshot import choose_agencies, rows, snapshot

HEADLINES = ("disclosed_total_count", "granted_share", "review_total_count")
_ROWS_SHOWN = 40
_NAME_WIDTHS = (18, 36)


@click.command()
@click.option(
    "--indicator", "indicators", multiple=True, metavar="NAME", help="Code, name or pattern; may be repeated."
)
@click.option(
    "--agencies", multiple=True, metavar="NAME", help="Code, name or pattern such as '青禾*'; may be repeated."
)
@click.option("--years", metavar="YEARS", help="2019-2024, or 2019,2021. Default: all.")
@click.option(
    "--limit",
    default=_ROWS_SHOWN,
    show_default=True,
    type=click.IntRange(0),
    help="Agencies shown in a table; 0 for all.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def compare(
    indicators: tuple[str, ...], agencies: tuple[str, ...], years: str | None, limit: int, as_json: bool
) -> None:
    """Compare indicators across agencies and years.

    Without --indicator: disclosure volume, share granted, administrative reviews. `--indicator '*'` is all there are.
    A figure with a ? is doubtful: `nianbao show AGENCY YEAR` says why. – is where no report is there, n/s where
    one does not state the figure.
    """
    with snapshot() as connection:
        asked = parse_years(years) if years else []
        codes = choose_indicators(connection, split_list(indicators))
        figures = read_figures(connection, indicators=codes, agencies=split_list(agencies), years=asked)
        definitions = read_definitions(connection)
    if as_json:
        output.print_json([figure | definitions[figure["indicator_code"]] for figure in figures])
    elif figures:
        print_comparison(figures, definitions, years=asked, limit=limit)
    missing = set(codes) - {figure["indicator_code"] for figure in figures}
    if not figures:
        output.note("No published report of these agencies and years has such a figure; `nianbao status` says what is.")
    elif missing and not any(is_pattern(word) for word in indicators):
        output.note(f"None of these reports states {', '.join(code for code in codes if code in missing)}.")


def read_definitions(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    """Every indicator's names, unit and definition by code."""
    found = rows(connection, "from marts.indicator_definitions")
    return {
        row["indicator_code"]: {name: row[name] for name in ("name_en", "name_zh", "unit", "definition")}
        for row in found
    }


def choose_indicators(connection: duckdb.DuckDBPyConnection, words: Sequence[str] = ()) -> list[str]:
    """The codes of the indicators meant, the headlines where no word is given; raises click.BadParameter."""
    if not words:
        return list(HEADLINES)
    known = connection.execute(
        "select indicator_code, name_en, name_zh from marts.indicator_definitions order by indicator_code"
    ).fetchall()
    return choose(words, known, what="indicator", option="--indicator")


def read_figures(
    connection: duckdb.DuckDBPyConnection,
    *,
    indicators: Sequence[str],
    agencies: Sequence[str],
    years: Sequence[int],
) -> list[dict[str, Any]]:
    """The figures of marts.indicators for what the words mean, by indicator, agency, scope and year.

    `indicators` are codes. A report that has no such figure is there too, with the status `not_stated`: it is not missing.
    Left out are the indicators that none of the reports has. Raises click.BadParameter for a word that means no agency.
    """
    return rows(
        connection,
        """
        with reports as (
            from marts.reports
            where list_contains($agencies, agency_id) and (len($years) = 0 or list_contains($years, report_year))
        ),
        figures as (
            select * from marts.indicators semi join reports using (report_id)
            where list_contains($codes, indicator_code)
        ),
        places as (
            select * from reports cross join (select distinct indicator_code from figures)
        )
        select places.indicator_code, places.agency_id, places.agency_name, places.division_code, places.report_year,
            places.scope, value, coalesce(status, 'not_stated') as status, numerator, denominator,
            coalesce(figures.is_doubtful, false) as is_doubtful, coalesce(figures.doubts, []) as doubts,
            places.document_sha256, place_text
        from places left join figures using (report_id, indicator_code)
        order by list_position($codes, indicator_code), list_position($agencies, places.agency_id), places.scope,
            places.report_year
        """,
        {
            "codes": list(indicators),
            "agencies": choose_agencies(connection, agencies, "--agencies"),
            "years": list(years),
        },
    )


def print_comparison(
    figures: Iterable[dict[str, Any]],
    definitions: dict[str, dict[str, Any]],
    *,
    years: Sequence[int] = (),
    limit: int = _ROWS_SHOWN,
) -> None:
    """One table an indicator: an agency (and scope) a row, a year a column, doubt beside the figure.

    The columns are the `years`, else all from the first to the last that there is a report of.
    """
    by_indicator: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for figure in figures:
        by_indicator[figure["indicator_code"]].append(figure)
    screen = output.console()
    for code, found in by_indicator.items():
        definition = definitions[code]
        screen.print(Text(f"{definition['name_en']} {definition['name_zh']}", style="bold"), Text(code, style="dim"))
        screen.print(Text(definition["definition"], style="dim"))
        _print_indicator(screen.width, found, definition["unit"], years, limit)
        screen.print()


def _print_indicator(width: int, found: list[dict[str, Any]], unit: str, asked: Sequence[int], limit: int) -> None:
    """The table of one indicator, in blocks of years that fit the width, and its footnotes."""
    screen = output.console()
    cells: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    for figure in found:
        names[figure["agency_id"]] = figure["agency_name"]
        text = output.figure(figure["value"], unit, figure["status"], doubtful=figure["is_doubtful"])
        cells[figure["agency_id"], figure["scope"]][figure["report_year"]] = text
    namesakes = Counter(names.values())
    names = {agency_id: name if namesakes[name] == 1 else f"{name} {agency_id}" for agency_id, name in names.items()}
    shown = list(cells)[: limit or None]
    covered = [figure["report_year"] for figure in found]
    years = [year for year in range(min(covered), max(covered) + 1) if not asked or year in asked]
    figures = [cells[key] for key in shown]
    widths = {year: 1 + max(4, *(cell_len(row.get(year, "")) for row in figures)) for year in years}
    scope_width = max(len("Scope"), *(len(scope) for _, scope in shown))
    narrowest, widest = _NAME_WIDTHS
    longest = min(widest, max(cell_len(names[agency_id]) for agency_id, _ in shown))
    room = width - scope_width - 1
    name_width = max(narrowest, min(longest, room - sum(widths.values()) - len(years)))
    for block in output.blocks(widths, room - name_width):
        table = output.table("Agency", "Scope", *map(str, block), right=[str(year) for year in block], dense=True)
        for column, fixed in zip(
            table.columns, (name_width, scope_width, *(widths[year] for year in block)), strict=True
        ):
            column.width = fixed
        for (agency_id, scope), row in zip(shown, figures, strict=True):
            table.add_row(names[agency_id], scope, *(row.get(year, output.NO_REPORT) for year in block))
        screen.print(table)
    if len(shown) < len(cells):
        output.note(f"{output.counted(len(cells) - len(shown), 'more row')}: choose with --agencies, or --limit 0")
    found = [figure for figure in found if (figure["agency_id"], figure["scope"]) in shown]
    absent = sorted({figure["status"] for figure in found if figure["value"] is None})
    signs = [f"{output.NO_VALUE[status][0]}: {output.NO_VALUE[status][1]}" for status in absent]
    if any(year not in row for row in figures for year in years):
        signs.append(f"{output.NO_REPORT}: no report")
    if signs:
        screen.print(Text("; ".join(signs), style="dim"))
    if doubts := sorted({doubt for figure in found if figure["is_doubtful"] for doubt in figure["doubts"]}):
        screen.print(Text(f"{output.DOUBT_MARK} doubtful: {', '.join(doubts)}", style="yellow"))
