"""Faults that agencies make, put into reports of the sandbox: in figures, in prose, and in the order of what is printed.

A fault takes a report and gives what is printed instead, with the changes to how the sandbox prints it; None where the report
has nothing to get wrong in that way. What the tables print is the truth: a fault of the source is read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from crawlers.sandbox import grids, labels, render
from crawlers.sandbox.figures import CellKey, Number
from crawlers.sandbox.grids import Grid, GridCell
from crawlers.sandbox.world import Report

Prints = Mapping[tuple[Any, str], Any]
"""What the sandbox prints with, changed: (module, name) → value."""
Faulty = tuple[Report, Prints] | None
Fault = Callable[[Report, Random], Faulty]
Columns = tuple[tuple[str, str], ...]
"""Code and label of each column of a block."""


@contextmanager
def printing(changes: Prints) -> Generator[None]:
    """The sandbox prints with `changes` until the end of the block."""
    before = {place: getattr(*place) for place in changes}
    try:
        for (module, name), value in changes.items():
            setattr(module, name, value)
        yield
    finally:
        for (module, name), value in before.items():
            setattr(module, name, value)


def _put(report: Report, changes: Mapping[CellKey, Number]) -> Faulty:
    cells = {**report.cells, **changes}
    return None if cells == report.cells else (replace(report, cells=cells), {})


def digits(table: str, edit: Callable[[str, Random], str]) -> Fault:
    """The digits of one figure of the table changed."""

    def fault(report: Report, rng: Random) -> Faulty:
        figures = [k for k, v in report.cells.items() if k[0] == table and isinstance(v, int) and v >= 10]
        for key in rng.sample(figures, len(figures)):
            changed = edit(str(report.cells[key]), rng)
            if int(changed) != report.cells[key]:
                return _put(report, {key: int(changed)})
        return None

    return fault


def transposed(figure: str, rng: Random) -> str:
    """Two neighbouring digits exchanged."""
    at = rng.randrange(len(figure) - 1)
    return figure[:at] + figure[at + 1] + figure[at] + figure[at + 2 :]


def dropped(figure: str, rng: Random) -> str:
    """One digit lost."""
    at = rng.randrange(len(figure))
    return figure[:at] + figure[at + 1 :]


def doubled(figure: str, rng: Random) -> str:
    """Twice the figure."""
    del rng
    return str(2 * int(figure))


def odd_count(by: Decimal | int) -> Fault:
    """A count of section two that is no count."""

    def fault(report: Report, rng: Random) -> Faulty:
        keys = [k for k in report.cells if k[0] == "proactive" and k[2] not in ("change", "amount")]
        key = rng.choice(keys)
        return _put(report, {key: by - report.cells[key]})

    return fault


def zeros(report: Report, rng: Random) -> Faulty:
    """A requests table of noughts, under a narrative that counts requests."""
    del rng
    return _put(report, {key: 0 for key in report.cells if key[0] == "requests"})


def wrong_unit(factor: Decimal) -> Fault:
    """An amount in another unit than its column's, beside prose that states it."""

    def fault(report: Report, rng: Random) -> Faulty:
        item, text = (
            ("fees", "行政事业性收费{}万元") if report.form == "2021" else ("procurement", "政府集中采购总金额{}万元")
        )
        key = ("proactive", item, "amount")
        amount = Decimal(report.cells[key])
        if not amount or report.units.get(key) != "10k_yuan":
            return None
        said = rng.choice(("全年{}。", "本年度{}，均已公开。")).format(text.format(f"{amount:f}"))
        printed = _put(report, {key: (amount * factor).quantize(Decimal("0.000001"))})
        return printed and (_saying(printed[0], lambda overview: f"{overview}\n{said}"), {})

    return fault


def _saying(report: Report, change: Callable[[str], str]) -> Report:
    text = change("\n".join(report.narrative.overview))
    return replace(report, narrative=replace(report.narrative, overview=tuple(text.split("\n"))))


def prose(pattern: str) -> Fault:
    """A figure of prose, the second group of `pattern`, made larger."""

    def fault(report: Report, rng: Random) -> Faulty:
        more = rng.choice((1, 3, 100))
        changed = _saying(report, lambda text: re.sub(pattern, lambda m: f"{m[1]}{int(m[2]) + more}", text, count=1))
        return None if changed == report else (changed, {})

    return fault


def year(part: str, by: int) -> Fault:
    """Another year in the title, the reporting period or the narrative."""

    def fault(report: Report, rng: Random) -> Faulty:
        del rng
        now, then = str(report.year), str(report.year + by)
        if part == "title":
            return replace(report, title=report.title.replace(now, then)), {}
        if part == "narrative":
            return (
                (_saying(report, lambda text: text.replace(now, then)), {})
                if now in report.narrative.overview[0]
                else None
            )
        lead = tuple(
            re.sub(rf"期限([自为]+){now}(.*?){now}年12", rf"期限\g<1>{then}\g<2>{then}年12", line)
            for line in report.narrative.lead
        )
        return replace(report, narrative=replace(report.narrative, lead=lead)), {}

    return fault


def rows_moved(report: Report, rng: Random) -> Faulty:
    """Two outcomes in each other's place, labels and figures."""
    groups = [(name, list(items)) for name, items in labels.OUTCOME_GROUPS[report.form]]
    if rng.random() < 0.5:
        _, items = rng.choice([group for group in groups if len(group[1]) > 1])
        _exchange(items, rng)
    else:
        _exchange(groups, rng)
    changed = tuple((name, tuple(items)) for name, items in groups)
    return report, {(labels, "OUTCOME_GROUPS"): {**labels.OUTCOME_GROUPS, report.form: changed}}


def blocks_moved(report: Report, rng: Random) -> Faulty:
    """Two blocks of section two in each other's place, or the rows of one."""
    blocks = list(labels.PROACTIVE[report.form])
    if rng.random() < 0.5:
        at = rng.choice([number for number, block in enumerate(blocks) if len(block[2]) > 1])
        blocks[at] = (*blocks[at][:2], blocks[at][2][::-1])
    else:
        _exchange(blocks, rng)
    return report, {(labels, "PROACTIVE"): {**labels.PROACTIVE, report.form: tuple(blocks)}}


def columns_moved(report: Report, rng: Random) -> Faulty:
    """Two columns of a block of section two in each other's place."""
    blocks = list(labels.PROACTIVE[report.form])
    at = rng.choice([number for number, block in enumerate(blocks) if len(block[1]) > 1])
    columns = list(blocks[at][1])
    _exchange(columns, rng)
    blocks[at] = (blocks[at][0], tuple(columns), blocks[at][2])
    return report, {(labels, "PROACTIVE"): {**labels.PROACTIVE, report.form: tuple(blocks)}}


def headers_exchanged(report: Report, rng: Random) -> Faulty:
    """The headers of the last two blocks of section two above each other's figures."""
    *blocks, (title, columns, items), (last_title, last_columns, last_items) = labels.PROACTIVE[report.form]
    blocks += [(title, _named(columns, last_columns), items), (last_title, _named(last_columns, columns), last_items)]
    return report, {(labels, "PROACTIVE"): {**labels.PROACTIVE, report.form: tuple(blocks)}}


def _named(columns: Columns, others: Columns) -> Columns:
    return tuple((code, label) for (code, _), (_, label) in zip(columns, others, strict=True))


def applicants_moved(report: Report, rng: Random) -> Faulty:
    """Two kinds of organisation in each other's place."""
    columns = list(labels.APPLICANT_LABELS.items())
    inner = columns[1:-1]
    _exchange(inner, rng)
    return report, {(labels, "APPLICANT_LABELS"): dict([columns[0], *inner, columns[-1]])}


def results_moved(report: Report, rng: Random) -> Faulty:
    """Two results of disputes in each other's place."""
    columns = list(labels.RESULT_LABELS.items())
    inner = columns[:-1]
    _exchange(inner, rng)
    return report, {(labels, "RESULT_LABELS"): dict([*inner, columns[-1]])}


def suits_first(report: Report, rng: Random) -> Faulty:
    """The suits before the reviews, fifteen figures in a row."""
    del rng

    def grid(show: grids.Print) -> Grid:
        results = list(labels.RESULT_LABELS.values())
        routes = ("suit_direct", "suit_after_review", "review")
        return Grid(
            15,
            (
                (GridCell(labels.SUIT, colspan=10), GridCell(labels.REVIEW, colspan=5)),
                (
                    GridCell(labels.SUIT_DIRECT, colspan=5),
                    GridCell(labels.SUIT_AFTER_REVIEW, colspan=5),
                    *(GridCell(result, rowspan=2) for result in results),
                ),
                tuple(GridCell(result) for result in results * 2),
                tuple(
                    GridCell(show(("disputes", route, column)), is_figure=True)
                    for route in routes
                    for column in labels.RESULT_LABELS
                ),
            ),
        )

    return report, {(grids, "disputes_grid"): grid}


def routes_in_rows(*order: str) -> Fault:
    """The disputes as a row of five figures a route."""

    def fault(report: Report, rng: Random) -> Faulty:
        del rng
        names = {
            "review": labels.REVIEW,
            "suit_direct": labels.SUIT_DIRECT,
            "suit_after_review": labels.SUIT_AFTER_REVIEW,
        }

        def grid(show: grids.Print) -> Grid:
            head = (GridCell(""), *(GridCell(label) for label in labels.RESULT_LABELS.values()))
            rows = (
                (
                    GridCell(names[route]),
                    *(GridCell(show(("disputes", route, c)), is_figure=True) for c in labels.RESULT_LABELS),
                )
                for route in order
            )
            return Grid(6, (head, *rows))

        return report, {(grids, "disputes_grid"): grid}

    return fault


def tables_moved(report: Report, rng: Random) -> Faulty:
    """Section three before section two."""
    del rng
    sections = render._sections  # pyright: ignore[reportPrivateUsage]

    def moved(of: Report, style: render.Style) -> Iterator[tuple[str, tuple[str, ...], Grid | None]]:
        lead, first, second, third, *rest = sections(of, style)
        yield from (lead, first, third, second, *rest)

    return report, {(render, "_sections"): moved}


def _exchange(things: list[Any], rng: Random) -> None:
    a, b = rng.sample(range(len(things)), 2)
    things[a], things[b] = things[b], things[a]
