"""Every style prints every figure of the report, in the bytes and markup that it promises."""

from __future__ import annotations

import re

import lxml.html
import pytest

from crawlers.sandbox.grids import plain_number
from crawlers.sandbox.render import STYLES, Markup, Style, render_report
from crawlers.sandbox.world import Report, World

WORLD = World(seed=1)
REPORTS = [next(r for r in WORLD.reports if r.form == form and r.cells["requests", "carried_out", "total"] > 3)
           for form in ("2019", "2021")]  # fmt: skip


def decoded(report: Report, style: Style) -> str:
    return render_report(report, style).body.decode("gb18030" if style.encoding == "gb2312" else "utf-8")


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.form)
def test_bytes_are_a_function_of_report_and_style(report: Report, name: str) -> None:
    style = STYLES[name]
    again = next(r for r in World(seed=1).reports if r.key == report.key)
    assert render_report(report, style) == render_report(again, style)
    assert report.title in decoded(report, style)
    assert style.encoding in render_report(report, style).media_type


def spread(table: lxml.html.HtmlElement) -> list[list[str]]:
    """The table with its spans expanded: every covered place repeats the text of its cell."""
    grid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in row.iter("td"):
            while (y, x) in grid:
                x += 1
            text = "".join(cell.text_content().split())
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    grid[y + down, x + right] = text
            x += int(cell.get("colspan", 1))
    height, width = max(y for y, _ in grid) + 1, max(x for _, x in grid) + 1
    return [[grid[y, x] for x in range(width)] for y in range(height)]  # a KeyError here is a hole in the table


@pytest.mark.parametrize(
    "name", [name for name, style in STYLES.items() if style.markup in (Markup.TABLES, Markup.WORD)]
)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.form)
def test_tables_are_whole_and_in_the_order_of_the_form(report: Report, name: str) -> None:
    style = STYLES[name]
    tables = [t for t in lxml.html.fromstring(decoded(report, style)).iter("table") if t.get("id") != "c"]
    proactive, requests, disputes = (spread(table) for table in tables)
    assert len(proactive[0]) == 4
    assert [len(requests), len(requests[0])] == [3 + (23 if report.form == "2019" else 25), 10]
    assert [len(disputes), len(disputes[0])] == [4, 15]
    values = {
        table: [plain_number(v) for (t, _, _), v in report.cells.items() if t == table]
        for table in ("requests", "disputes")
    }
    assert [value for row in requests[3:] for value in row[3:]] == in_form_order(report)
    assert disputes[3] == values["disputes"]
    assert sum(bool(re.fullmatch(r"[增减+-]?[\d.]+(万?元)?|未增未减", v)) for row in proactive for v in row) >= 10


def in_form_order(report: Report) -> list[str]:
    """The requests figures by row; the figures are made in the order of the form's rows, so this is how they stand."""
    return [plain_number(value) for (table, _, _), value in report.cells.items() if table == "requests"]


@pytest.mark.parametrize(
    "name", [name for name, style in STYLES.items() if style.markup not in (Markup.TABLES, Markup.WORD)]
)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.form)
def test_flattened_text_keeps_every_figure_in_order(report: Report, name: str) -> None:
    text = decoded(report, STYLES[name])
    if "</" in text:
        text = "\n".join(lxml.html.fromstring(text).itertext())
    tables = text[text.index("一、本年新收") : text.index("五、存在的主要问题")]
    figures = re.findall(r"(?<![^\s|])\d+(?![^\s|])", tables)
    assert figures == [
        plain_number(v) for (table, _, _), v in report.cells.items() if table in ("requests", "disputes")
    ]


def test_pipes_look_like_the_sample_of_2020() -> None:
    text = decoded(REPORTS[0], STYLES["text-half"])
    assert "一、本年新收政府信息公开申请数量 |\n" in text
    assert "申请人情况 |\n||||||||\n自然人 |\n法人或其他组织 |\n总计 |\n|||||||\n" in text


def test_declared_gb2312_is_gb18030() -> None:
    """Some places are called by characters that GB 2312 does not have, as real ones are."""
    beyond = [report for report in WORLD.reports if not can_encode(report.title, "gb2312")]
    assert beyond
    body = render_report(beyond[0], STYLES["tables-gb2312"]).body
    assert b'charset="gb2312"' in body
    assert beyond[0].title in body.decode("gb18030")


def can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
