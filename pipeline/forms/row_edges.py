"""Blanks at the edges of a row of all entries of the disputes table: cells, or traces of bars and lines that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents.document import Line
from pipeline.forms.form import FormTable
from pipeline.forms.rows import Row
from pipeline.forms.sums import adds_up, lacks_one
from pipeline.forms.tokens import Token

_SEPARATORS = re.compile(r"\s*[|｜](?:\s*[|｜])+\s*")
"""A line between two rows: a blank cell on a line of its own has one separator."""


def without_traces(row: Row) -> Row:
    """A row of a stream without the blanks at its ends that lines of separators alone have left: they part rows."""
    values = list(row.values)
    while values and _is_trace(values[0]):
        del values[0]
    while values and _is_trace(values[-1]):
        del values[-1]
    return row if len(values) == len(row.values) else replace(row, values=values)


def _is_trace(token: Token) -> bool:
    return token.is_blank and isinstance(token.source, Line) and _SEPARATORS.fullmatch(token.source.text) is not None


def without_an_edge(figures: Sequence[Token], table: FormTable) -> Sequence[Token] | None:
    """The entries of a row of a stream, moved by one where they add up only so: a bar before or behind it stands for no cell.

    None where they may as well stand as they are, every total blank.
    """
    if len(figures) != table.entry_count or not any(token.is_blank for token in (figures[0], figures[-1])):
        return figures
    ways = [figures]
    if figures[0].is_blank:
        ways.append([*figures[1:], figures[0]])
    if figures[-1].is_blank:
        ways.append([figures[-1], *figures[:-1]])
    sound = [way for way in ways if is_sound(way, table, is_exact=False) and any(t.value.value for t in way)]
    size = len(table.blocks[0])
    if sound and sound[0] is not figures:
        blank = [number for number, token in enumerate(figures) if token.is_blank]
        return None if blank == list(range(size - 1, len(figures), size)) else sound[0]
    return figures


def is_sound(figures: Sequence[Token], table: FormTable, *, is_exact: bool) -> bool:
    """In a stream a blank may be no cell: where there is one, what is printed of each item must add up.

    Where the row has as many cells as the table (`is_exact`), the total or a part of it may be what is blank.
    """
    if not any(token.is_blank for token in figures):
        return True
    columns = table.blocks[0]
    parts = [figures[start : start + len(columns)] for start in range(0, len(figures), len(columns))]
    return all(
        all(token.is_blank for token in part) or adds_up(part, columns) or (is_exact and lacks_one(part))
        for part in parts
    )


def without_outer_blanks(row: Row, tokens: Sequence[Token], table: FormTable) -> list[Token]:
    """As many tokens as the table has entries, if blanks alone stand around them and every total that is printed adds up.

    In a stream they may stand before the entries too, where it has a line without text between rows: then one place is left.
    """
    size = table.entry_count
    most = 0 if row.grid is not None else len(tokens) - size
    ways = [
        way
        for start in range(most + 1)
        if all(token.is_blank for token in (*tokens[:start], *tokens[start + size :]))
        and _is_whole(way := list(tokens[start : start + size]), table)
    ]
    if len(ways) > 1:
        ways = [w for w in ways if any(t.value.value for t in w) and is_sound(w, table, is_exact=False)]
    return ways[0] if len(ways) == 1 else list(tokens)


def _is_whole(figures: Sequence[Token], table: FormTable) -> bool:
    """Whether every total that is printed is the sum of what stands before it."""
    columns = table.blocks[0]
    parts = [figures[start : start + len(columns)] for start in range(0, len(figures), len(columns))]
    return all(part[-1].is_blank or adds_up(part, columns) for part in parts)
