"""How commands print: JSON for programs, tables that fit a terminal for people.

JSON keeps decimals exact and goes to standard output alone; messages and progress go to standard error.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.json_lines import json_text, plain

K = TypeVar("K", bound=Hashable)

DOUBT_MARK = "?"
NO_REPORT = "–"
NO_VALUE = {
    "blank": ("blank", "the cell is printed and empty"),
    "not_applicable": ("n/a", "the report says that it does not apply"),
    "unreadable": ("illegible", "what is printed is no figure"),
    "absent": ("absent", "the form has the cell, the document does not"),
    "not_stated": ("n/s", "not stated: the report is there and does not say"),
    "unit_unknown": ("no unit", "the report does not say whether yuan or 10,000 yuan"),
    "incomplete": ("partial", "a part of the sum is missing"),
    "doubtful": ("doubtful", "a figure that it is computed from is doubtful"),
    "no_denominator": ("none", "there was nothing to take a share of"),
    "conflicting": ("conflict", "the report states different figures"),
    "inconsistent": ("at odds", "a part is larger than the whole"),
}
"""For every status of a figure without a value: what stands in its place, and what that means."""
_PLAIN_WIDTH = 80
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and bytes of a name that are no UTF-8, as Python reads them."""


class _Console(Console):
    """Prints what pages and names hold as text, whatever it is: nothing of it steers the terminal."""

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str("\n".join(map(harmless, text.split("\n"))), **options)


def console(*, error: bool = False) -> Console:
    """A console on standard output (or error); 80 columns where there is no terminal, or one that is narrower.

    A table that a narrow terminal breaks over lines is ugly; one whose figures were cut to fit it would be wrong.
    """
    plain = _Console(stderr=error, highlight=False, markup=False, emoji=False)
    return (
        plain
        if plain.is_terminal and plain.width >= _PLAIN_WIDTH
        else _Console(stderr=error, highlight=False, markup=False, emoji=False, width=_PLAIN_WIDTH)
    )


def table(
    *columns: str, right: Sequence[str] = (), whole: Sequence[str] = (), title: str | None = None, dense: bool = False
) -> Table:
    """An empty table of the one style that all commands use; the columns in `right` are aligned to the right.

    What stands in these and in `whole` is not broken over lines. A dense one has a single space between columns, and folds
    the headings of those at every word.
    """
    made = Table(
        title=Text(title) if title else None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 0) if dense else (0, 1),
        pad_edge=False,
        show_edge=False,
    )
    for name in columns:
        is_right = name in right
        made.add_column(
            name.replace(" ", "\n") if dense and is_right else name,
            justify="right" if is_right else "left",
            overflow="fold",
            no_wrap=is_right or name in whole,
        )
    return made


def blocks(widths: Mapping[K, int], room: int) -> list[list[K]]:
    """The columns in runs that fit into `room` characters, a space before each; `widths` is what each needs."""
    made: list[list[K]] = [[]]
    used = 0
    for column, width in widths.items():
        if made[-1] and used + width + 1 > room:
            made.append([])
            used = 0
        made[-1].append(column)
        used += width + 1
    return made


def print_json(value: object) -> None:
    """One JSON document on standard output; decimals as exact numbers, times and dates as ISO 8601."""
    click.echo(json_text(value, indent=2))


def figure(value: Decimal | int | None, unit: str | None, status: str, *, doubtful: bool = False) -> str:
    """A figure for people: `1,204`, `37.5%`, `12?` where it is doubtful, `blank` where the report leaves it open."""
    if value is None:
        return NO_VALUE[status][0]
    if unit == "share":
        text = f"{value * 100:.1f}%"
    else:
        number = plain(value)
        text = f"{number:,}" if isinstance(number, int) else f"{number:,f}"
    return text + (DOUBT_MARK if doubtful else "")


def counted(count: int, what: str) -> str:
    """`1 problem`, `1,200 problems`."""
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def note(text: str) -> None:
    """A line for people on standard error."""
    click.echo(harmless(text), err=True)


def harmless(text: str) -> str:
    """`text` with what would steer the terminal, or be refused by it, shown escaped."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def records(names: Sequence[str], rows: Iterable[Sequence[object]]) -> list[dict[str, Any]]:
    """Rows as objects by column name; a name that occurs twice is told apart by a number."""
    unique: list[str] = []
    for name in names:
        again = sum(1 for earlier in names[: len(unique)] if earlier == name)
        unique.append(f"{name}_{again}" if again else name)
    return [dict(zip(unique, row, strict=True)) for row in rows]
