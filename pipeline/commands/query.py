"""`nianbao query`: SQL on the published snapshot, read-only."""

from __future__ import annotations

import re
import signal
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import click
import duckdb
from rich.cells import cell_len
from rich.table import Table

from pipeline.commands import output
from pipeline.commands.snapshot import snapshot

_ROWS_SHOWN = 200
_BATCH = 10_000
_GAP = 2
_FOLDED = 20
"""Columns that a value gets at least, where it is as long: the longest figure has some 20 digits."""


class _Query(click.Command):
    """A command whose argument is SQL, which may begin with a comment: `-- …` is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--" not in args:
            comments = [word for word in args if word.startswith("-") and re.search(r"\s", word)]
            args = [word for word in args if word not in comments] + (["--", *comments] if comments else [])
        return super().parse_args(ctx, args)


@click.command(cls=_Query)
@click.argument("sql")
@click.option("--json", "as_json", is_flag=True, help="A JSON array of objects on standard output.")
def query(sql: str, as_json: bool) -> None:
    """Ask the published data in SQL: schemas marts, raw, meta.

    \b
    nianbao query "select agency_name, granted_share from marts.panel limit 9"
    nianbao query "describe marts.panel"
    nianbao query "select schema, name from (show all tables)"
    """
    with snapshot() as connection, _ended_by_an_interrupt():
        try:
            count = len(connection.extract_statements(sql))
            if count != 1:
                said = "no statement" if not count else f"{count} statements"
                raise click.BadParameter(
                    f"{said} in it; write one query, such as 'describe marts.panel'", param_hint="'SQL'"
                )
            result = connection.execute(sql)
            names = [column[0] for column in result.description or ()]
            if as_json:
                _print_array(result, names)
            else:
                _print_table(result, names)
        except duckdb.Error as error:
            raise click.ClickException(" ".join(str(error).split())) from error


@contextmanager
def _ended_by_an_interrupt() -> Generator[None]:
    """Ctrl-C ends the process at once: DuckDB heeds it late, or not at all, and there is nothing to put in order."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _least_width(column: Sequence[str]) -> int:
    """What a column, its name first, needs so as to be read: words and Chinese may be folded, figures may not."""
    name, *values = column
    shortest = max((cell_len(value) for value in values), default=0)
    return max(cell_len(name), min(shortest, _FOLDED))


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
    """The first rows as a table; one below the other, a column a line, where a table of them would not fit the screen."""
    found = result.fetchmany(_ROWS_SHOWN + 1)
    rows = [["" if value is None else str(output.plain(value)) for value in row] for row in found[:_ROWS_SHOWN]]
    screen = output.console()
    if sum(_least_width(column) + _GAP for column in zip(names, *rows, strict=True)) - _GAP <= screen.width:
        table = output.table(*names)
        for row in rows:
            table.add_row(*row)
        screen.print(table)
    else:
        widest = max(map(cell_len, names))
        for row in rows:
            table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
            table.add_column(width=widest, no_wrap=True)
            table.add_column(overflow="fold")
            for name, value in zip(names, row, strict=True):
                table.add_row(name, value)
            screen.print(table)
            screen.print()
    if len(found) > _ROWS_SHOWN:
        output.note(f"only the first {_ROWS_SHOWN} rows are shown: --json prints all, limit … fewer")
