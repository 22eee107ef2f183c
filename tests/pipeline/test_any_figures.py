"""Whatever figures an agency reports, they come back as printed, in every style of the sandbox."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.sandbox.figures import APPLICANTS, DISPUTES, OUTCOMES, CellKey, Form, Number
from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import Report, World
from pipeline.extract import extract

COUNTS = st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 9_999_999))
AMOUNTS = st.one_of(st.just(Decimal(0)), st.decimals(0, 9_999_999, places=4, allow_nan=False, allow_infinity=False))
RESULTS = ("upheld", "corrected", "other", "pending")


@cache
def models() -> dict[Form, Report]:
    """A report of each form, whose figures are replaced."""
    found: dict[Form, Report] = {}
    for report in World(5, governments=3, bureaus=2).reports:
        found.setdefault(report.form, report)
    return found


@st.composite
def figures(draw: st.DrawFn, model: Report) -> dict[CellKey, Number]:
    """Cells for which every identity of the form holds."""
    cells: dict[CellKey, Number] = {}
    for key in model.cells:
        table, _, column = key
        if table == "proactive":
            is_change = column == "change"
            cells[key] = draw(AMOUNTS) if column == "amount" else draw(st.integers(-50, 50) if is_change else COUNTS)
    outcomes = {(item, column): draw(COUNTS) for item in OUTCOMES[model.form] for column in APPLICANTS}
    for column in APPLICANTS:
        total = sum(count for (_, other), count in outcomes.items() if other == column)
        carried_out = draw(COUNTS)
        carried_in = draw(st.integers(0, total + carried_out))
        received = {"received.new": total + carried_out - carried_in, "received.carried_in": carried_in}
        rows = {item: count for (item, other), count in outcomes.items() if other == column}
        for item, count in {**received, **rows, "outcomes.total": total, "carried_out": carried_out}.items():
            cells["requests", item, column] = count
    for item in {key[1] for key in model.cells if key[0] == "requests"}:
        cells["requests", item, "total"] = sum(int(cells["requests", item, column]) for column in APPLICANTS)
    for route in DISPUTES:
        counts = {result: draw(COUNTS) for result in RESULTS}
        cells |= {("disputes", route, result): count for result, count in counts.items()}
        cells["disputes", route, "total"] = sum(counts.values())
    return {key: cells[key] for key in model.cells}


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_figures_come_back_in_any_style(data: st.DataObject) -> None:
    form: Form = data.draw(st.sampled_from(("2019", "2021")))
    style = data.draw(st.sampled_from(sorted(STYLES)))
    model = models()[form]
    report = replace(model, cells=data.draw(figures(model)))
    rendered = render_report(report, STYLES[style])
    extraction = extract(rendered.body, rendered.media_type)
    assert {(c.table, c.item, c.column): c.value for c in extraction.cells} == report.cells
    assert extraction.form == form
    failed = {check.check for check in extraction.checks if check.status == "fail"}
    assert not {check for check in failed if check.split(".")[0] in ("requests", "disputes", "whole_number")}
