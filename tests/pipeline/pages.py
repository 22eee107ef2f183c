"""A whole report as a page, its tables, and what is made of a page; places are made up."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from crawlers.sandbox import grids, markup
from crawlers.sandbox.figures import CellKey, Profile, series
from crawlers.sandbox.grids import Grid
from pipeline.contract import Extraction
from pipeline.extract import extract

YEAR = 2022
FIGURES = next(series(Random(7), Profile(12, 40, 2, makes_regulations=False, disclosed=200), {YEAR: "2021"}))[1]
AGENCY = "望川县水务局"
REPORT = f"{AGENCY}{YEAR}年政府信息公开工作年度报告"
LEAD = f"本报告所列数据的统计期限自{YEAR}年1月1日起至{YEAR}年12月31日止。"
OTHERS = "".join(
    f'<li><a href="/{year}">{AGENCY}{year}年政府信息公开工作年度报告</a></li>' for year in range(2012, 2022)
)


def tables() -> tuple[Grid, Grid, Grid]:
    def show(key: CellKey) -> str:
        return grids.plain_number(FIGURES.cells[key])

    return grids.proactive_grid("2021", show), grids.requests_grid("2021", show), grids.disputes_grid(show)


def blank(grid: Grid) -> Grid:
    return Grid(
        grid.columns,
        tuple(tuple(replace(cell, text="") if cell.is_figure else cell for cell in row) for row in grid.rows),
    )


def blank_tables() -> tuple[Grid, Grid, Grid]:
    first, second, third = tables()
    return blank(first), blank(second), blank(third)


def report(grids_of_it: tuple[Grid, Grid, Grid] | None = None, lead: str = LEAD) -> str:
    first, second, third = (markup.cms_table(grid) for grid in grids_of_it or tables())
    return (
        f"<p>{lead}</p><p>一、总体情况</p><p>{YEAR}年，我局主动公开政府信息12条。</p><p>二、主动公开政府信息情况</p>{first}"
        f"<p>三、收到和处理政府信息公开申请情况</p>{second}<p>四、政府信息公开行政复议、行政诉讼情况</p>{third}"
        "<p>五、存在的主要问题及改进情况</p><p>公开内容不够全面。</p><p>六、其他需要报告的事项</p><p>无。</p>"
    )


def read(title: str, body: str) -> Extraction:
    page = f"<html><head><title>{title}</title></head><body><ul>{OTHERS}</ul><h1>{title}</h1>{body}</body></html>"
    return extract(page.encode(), "text/html; charset=utf-8")


def kind_of(found: Extraction) -> tuple[str, str | None]:
    return found.kind, found.reason and found.reason.code


def read_alone(title: str, body: str) -> Extraction:
    """A page without a menu."""
    return extract(f"<html><body><h1>{title}</h1>{body}</body></html>".encode(), "text/html; charset=utf-8")
