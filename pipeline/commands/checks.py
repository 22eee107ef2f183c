"""`nianbao checks`: every check that figures go through, wherever it is computed, and what none of them can know."""

from __future__ import annotations

from dataclasses import asdict

import click
from rich.padding import Padding
from rich.text import Text

from pipeline.checks import CHECKS, LIMITS
from pipeline.commands import output

ROOMS = {
    "extractor": "Within one document (nianbao extract)",
    "warehouse": "Between documents (marts.quality, nianbao status, nianbao show)",
}
"""Where checks are computed, as people say it."""
_INDENT = (0, 0, 0, 4)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def checks(as_json: bool) -> None:
    """List every check: code, name, severity of a failure, formula, what it says, and where it is computed.

    At the end stands what no check can know.
    """
    if as_json:
        output.print_json([asdict(check) for check in CHECKS])
        return
    screen = output.console()
    for room, title in ROOMS.items():
        screen.print(Text(f"{title}\n", style="bold"))
        for check in CHECKS:
            if check.computed_in == room:
                screen.print(Text(check.code, style="cyan") + Text(f"  {check.name} ({check.severity})"))
                screen.print(Padding(check.formula, _INDENT))
                screen.print(Padding(check.description, _INDENT))
                screen.print()
    screen.print(Text("What no check can know\n", style="bold"))
    for limit in LIMITS:
        screen.print(Padding(limit, _INDENT))
        screen.print()
