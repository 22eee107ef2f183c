"""`nianbao query`: SQL on the published snapshot, read-only."""

from __future__ import annotations

import click
import duckdb

from pipeline.commands import output
from pipeline.commands.snapshot import snapshot

_ROWS_SHOWN = 200
_BATCH = 10_000


@click.command()
@click.argument("sql")
@click.option("--json", "as_json", is_flag=True, help="A JSON array of objects on standard output.")
def query(sql: str, as_json: bool) -> None:
    """Ask the published data in SQL: schemas marts, raw, meta.

    \b
    nianbao query "select agency_name, granted_share from marts.panel where report_year = 2024"
    nianbao query "describe marts.panel"
    """
    with snapshot() as connection:
        try:
            if not connection.extract_statements(sql):
                raise click.BadParameter(
                    "no statement in it; write a query, such as 'describe marts.panel'", param_hint="'SQL'"
                )
            result = connection.execute(sql)
            names = [column[0] for column in result.description or ()]
            if as_json:
                _print_array(result, names)
            else:
                _print_table(result, names)
        except duckdb.Error as error:
            raise click.ClickException(" ".join(str(error).split())) from error


def _print_array(result: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    """Every row as an object, written as it comes, so that a long result needs no memory."""
    first = True
    click.echo("[", nl=False)
    while batch := result.fetchmany(_BATCH):
        for record in output.records(names, batch):
            click.echo(("\n" if first else ",\n") + output.json_text(record), nl=False)
            first = False
    click.echo("\n]" if not first else "]")


def _print_table(result: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    found = result.fetchmany(_ROWS_SHOWN + 1)
    table = output.table(*names)
    for row in found[:_ROWS_SHOWN]:
        table.add_row(*("" if value is None else str(output.plain(value)) for value in row))
    output.console().print(table)
    if len(found) > _ROWS_SHOWN:
        output.note(f"only the first {_ROWS_SHOWN} rows are shown: --json prints all, limit … fewer")
