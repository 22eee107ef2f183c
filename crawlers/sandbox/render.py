"""One report as the bytes that a web server sends, in one of the styles that real agencies use.

A style says how tables and paragraphs are written down, which brackets and numbering the typist prefers, how changes
are worded and what the bytes are encoded in. The figures printed are those of the report in every style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from crawlers.sandbox import grids, labels, markup
from crawlers.sandbox.chrome import MENU_TITLES, Article, Surroundings, page
from crawlers.sandbox.figures import CellKey
from crawlers.sandbox.grids import Grid, GridCell
from crawlers.sandbox.world import Report

Encoding = Literal["utf-8", "gb2312"]
"""What a page declares."""

_NUMERALS = "一二三四五六"
_HALF_WIDTH = str.maketrans("（），：；", "(),:;")


class Markup(StrEnum):
    """How tables are written down; the last is no HTML at all."""

    TABLES = "tables"
    WORD = "word"
    PIPES = "pipes"
    LINES = "lines"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Style:
    """One way to write a report. `encoding` gb2312 is what is declared; the bytes are gb18030, as on real sites.

    `changes` is how 本年增/减 is worded: -2, or +3 and -2, or 增3, 减2 and 未增未减.
    """

    markup: Markup
    encoding: Encoding = "utf-8"
    brackets: Literal["full", "half"] = "full"
    numbering: Literal[".", "、"] = "."
    changes: Literal["plain", "signed", "worded"] = "plain"

    @property
    def media_type(self) -> str:
        """The Content-Type of a page in this style."""
        return f"text/{'plain' if self.markup is Markup.TEXT else 'html'}; charset={self.encoding}"


STYLES: dict[str, Style] = {
    "tables": Style(Markup.TABLES),
    "tables-gb2312": Style(Markup.TABLES, encoding="gb2312", brackets="half"),
    "tables-worded": Style(Markup.TABLES, numbering="、", changes="worded"),
    "word": Style(Markup.WORD),
    "word-half": Style(Markup.WORD, brackets="half", changes="signed"),
    "word-gb2312": Style(Markup.WORD, encoding="gb2312", numbering="、"),
    "pipes": Style(Markup.PIPES, brackets="half"),
    "lines": Style(Markup.LINES),
    "lines-gb2312": Style(Markup.LINES, encoding="gb2312", changes="signed"),
    "text": Style(Markup.TEXT),
    "text-half": Style(Markup.TEXT, brackets="half"),
}
"""Every style by name."""


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """What is sent for a report: the bytes, and the Content-Type with its charset."""

    body: bytes
    media_type: str


def render_report(report: Report, style: Style, around: Surroundings | None = None) -> RenderedReport:
    """`report` written in `style`, among the menus of `around` (by default of a plausible site of its division)."""
    if style.markup is Markup.TEXT:
        text = "\n".join([report.title, *_lines(report, style, as_rows=style.brackets == "full")]) + "\n"
        return RenderedReport(encode_page(text, style.encoding), style.media_type)
    article = Article(report.title, _html(report, style), report.published_on.isoformat(), report.agency.name)
    text = page(article, around or _surroundings(report), style.encoding)
    return RenderedReport(encode_page(text, style.encoding), style.media_type)


def encode_page(text: str, encoding: Encoding) -> bytes:
    """The bytes that stand behind a declared encoding: gb2312 is declared where gb18030 is used."""
    return text.encode("gb18030" if encoding == "gb2312" else encoding)


def _surroundings(report: Report) -> Surroundings:
    division, agency, year = report.agency.division, report.agency.name, report.year
    return Surroundings(
        family="trs",
        site_name=f"{division.name}人民政府",
        division=division,
        menu=tuple((title.format(place=division.name), f"/{index}/") for index, title in enumerate(MENU_TITLES)),
        crumbs=(("首页", "/"), ("政务公开", "/zwgk/"), ("政府信息公开年报", "/zwgk/nb/")),
        related=tuple(
            (f"{agency}{other}年政府信息公开工作年度报告", f"/zwgk/nb/{other}.html") for other in (year - 1, year + 1)
        ),
    )


def _show(report: Report, style: Style, key: CellKey) -> str:
    value = report.cells[key]
    if key[2] == "change" and style.changes != "plain":
        if style.changes == "worded":
            return f"增{value}" if value > 0 else f"减{-value}" if value < 0 else "未增未减"
        return f"{int(value):+d}" if value else "0"
    text = grids.plain_number(value)
    if key[1:] == ("procurement", "amount"):
        return text + {"10k_yuan": "万元", "yuan": "元"}.get(report.units.get(key, ""), "")
    return text


def _grids(report: Report, style: Style) -> tuple[Grid, Grid, Grid]:
    def show(key: CellKey) -> str:
        return _show(report, style, key)

    return (
        _typed_grid(grids.proactive_grid(report.form, show), style),
        _typed_grid(grids.requests_grid(report.form, show), style),
        _typed_grid(grids.disputes_grid(show), style),
    )


def _typed_grid(grid: Grid, style: Style) -> Grid:
    """The grid with its labels as the typist of this style writes them."""

    def typed(cell: GridCell) -> GridCell:
        if cell.is_figure:
            return cell
        text = cell.text
        if text[1:2] == "." and text[0].isdigit():
            text = text[0] + style.numbering + text[2:]
        return replace(cell, text=_typed(text, style))

    return Grid(grid.columns, tuple(tuple(typed(cell) for cell in row) for row in grid.rows))


def _typed(text: str, style: Style) -> str:
    """`text` with the brackets, commas and colons of this style."""
    return text.translate(_HALF_WIDTH) if style.brackets == "half" else text


def _sections(report: Report, style: Style) -> Iterator[tuple[str, tuple[str, ...], Grid | None]]:
    """(heading, paragraphs, table) of the six sections; the heading of the lead is empty."""
    text = report.narrative
    first, second, third = _grids(report, style)
    bodies: tuple[tuple[tuple[str, ...], Grid | None], ...] = (
        (text.overview, None), ((), first), ((), second), ((), third), (text.problems, None), (text.other, None),
    )  # fmt: skip
    yield "", tuple(_typed(line, style) for line in text.lead), None
    for numeral, title, (paragraphs, grid) in zip(_NUMERALS, labels.SECTIONS[report.form], bodies, strict=True):
        yield f"{numeral}、{title}", tuple(_typed(line, style) for line in paragraphs), grid


def _lines(report: Report, style: Style, *, as_rows: bool) -> Iterator[str]:
    """All lines after the title, tables flattened: a row a line, or a cell a line."""
    for heading, paragraphs, grid in _sections(report, style):
        if heading:
            yield heading
        yield from paragraphs
        if grid:
            yield from markup.piped_rows(grid) if as_rows else markup.piped_lines(grid)
    yield report.narrative.signature
    yield report.narrative.date_line


def _html(report: Report, style: Style) -> str:
    if style.markup is Markup.PIPES:
        return markup.broken_lines([report.title, *_lines(report, style, as_rows=False)])
    is_word = style.markup is Markup.WORD
    paragraphs = markup.word_paragraphs if is_word else markup.cms_paragraphs
    head = '<p style="font-family: 黑体;">{}</p>' if is_word else "<p><strong>{}</strong></p>"
    parts: list[str] = []
    for heading, lines, grid in _sections(report, style):
        if heading:
            parts.append(head.format(heading))
        if lines:
            parts.append(paragraphs(lines))
        if grid and style.markup is Markup.LINES:
            parts.append(markup.line_paragraphs(markup.cell_lines(grid)))
        elif grid:
            parts.append(markup.word_table(grid) if is_word else markup.cms_table(grid))
    parts.append(f'<p style="text-align: right;">{report.narrative.signature}</p>')
    parts.append(f'<p style="text-align: right;">{report.narrative.date_line}</p>')
    return "\n".join(parts)
