"""`nianbao checks`: every check that figures go through and every notice, and what none of them can know."""

from __future__ import annotations

from dataclasses import asdict

import click
from rich.padding import Padding
from rich.text import Text

from pipeline.checks import CHECKS, LIMITS
from pipeline.commands import output
from pipeline.commands.matching import choose

ROOMS = {
    "extractor": "Within one document (nianbao extract)",
    "warehouse": "Between documents (marts.quality, nianbao status, nianbao show)",
}
"""Where checks are computed, as people say it."""
_INDENT = (0, 0, 0, 4)


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def checks(codes: tuple[str, ...], as_json: bool) -> None:
    """List every check and notice: code, name, severity, what has to hold, what it says, and where it is computed.

    With CODEs, or patterns such as 'row_*', only those. At the end of the list stands what no check can know.
    """
    known = [(check.code, check.name) for check in CHECKS]
    chosen = choose(codes, known, what="check", option="CODE") if codes else [code for code, _ in known]
    shown = [check for check in CHECKS if check.code in chosen]
    if as_json:
        output.print_json([asdict(check) for check in shown])
        return
    screen = output.console()
    for room, title in ROOMS.items():
        found = [check for check in shown if check.computed_in == room]
        if found:
            screen.print(Text(f"{title}\n", style="bold"))
        for check in found:
            screen.print(Text(check.code, style="cyan") + Text(f"  {check.name} ({check.severity})"))
            screen.print(Padding(check.formula, _INDENT))
            screen.print(Padding(check.description, _INDENT))
            screen.print()
    if codes:
        return
    screen.print(Text("What no check can know\n", style="bold"))
    for limit in LIMITS:
        screen.print(Padding(limit, _INDENT))
        screen.print()
