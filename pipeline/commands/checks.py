"""`nianbao checks`: every check that figures go through, wherever it is computed."""

from __future__ import annotations

from dataclasses import asdict

import click

from pipeline.checks import CHECKS
from pipeline.commands import output


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def checks(as_json: bool) -> None:
    """List every check: name, formula, severity of a failure, and where it is computed."""
    if as_json:
        output.print_json([asdict(check) for check in CHECKS])
        return
    table = output.table("Check", "What it says", "Severity", "Computed in")
    for check in CHECKS:
        table.add_row(check.code, f"{check.description}\n{check.formula}", check.severity, check.computed_in)
    output.console().print(table)
