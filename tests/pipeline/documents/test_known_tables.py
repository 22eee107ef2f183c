"""A page with tables that are known gives what it gives where they are not, whatever stands around them or in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.documents.document import Document, Line
from pipeline.documents.web import html, known_tables
from pipeline.documents.web.html import read_markup

GOLDEN = Path(__file__).parents[2] / "golden"
REPORT = (GOLDEN / "items_across_2021.html").read_text(encoding="utf-8")
TABLES = re.compile(r"(<table.*</table>)", re.DOTALL)


def forget() -> None:
    known_tables._sightings.cache_clear()  # pyright: ignore[reportPrivateUsage]
    known_tables._known.cache_clear()  # pyright: ignore[reportPrivateUsage]
    known_tables._writings.cache_clear()  # pyright: ignore[reportPrivateUsage]


def with_figures(page: str, figure: int) -> str:
    return re.sub(r">\d+<", lambda match: f">{figure * match.start() % 97}<", page)


def told(page: Document) -> list[object]:
    blocks = [block if isinstance(block, Line) else (block.start, block.rows) for block in page.blocks]
    return [page.text, page.links, page.pictures, page.notices, *blocks]


AROUND = (
    "{}",
    "<p>{}</p>",
    "<a href=x>{}",
    "<pre>{}</pre>",
    "<!-- {} -->",
    "<div style='display:none'>{}</div>",
    "<del>{}</del>",
    "<h2>{}",
    "<select>{}</select>",
    "<textarea>{}</textarea>",
    "<script>{}</script>",
    "<div title='{}'>x</div>",
    "<table><tr><td>{}</td></tr></table>",
    "<table><tr class='old'><td>x</td><td>{}</td></tr></table><style>.old {{ display: none }}</style>",
    "<style>td.n::after {{ content: '3' }}</style>{}",
    "┌─┐ │a│ {}",
)
WITHIN = (
    ("", ""),
    ("</td>", ""),
    ("<td>", "<td class=n>"),
    ("<td>", "<td style='display:none'>"),
    ("<td>", "<td style='opacity: 0'>"),
    ("<td>", "<td><span style='font-size:0'>9</span>"),
    ("<td>", "<td data-value=3>"),
    ("<td>", "<td><sup>1</sup>"),
    ("<td>", "<td><a href=y>z</a>"),
    ("<tr>", "<tr><p>"),
    ("</tr>", "</tr></div>"),
    ("<td>", "<td title='a>b'>"),
    ("<td>", "<td>&nbsp;"),
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(("one", "other"), WITHIN)
def test_known_tables_are_read_as_others(around: str, one: str, other: str) -> None:
    page = TABLES.sub(lambda match: around.format(match[1].replace(one, other, 3) if one else match[1]), REPORT)
    forget()
    expected = told(read_markup(with_figures(page, 7)))
    for figure in (2, 3, 7):
        found = told(read_markup(with_figures(page, figure)))
    assert found == expected


FIGURES = ("0", "7", "08", "00", "99999999999999", "999999999999999", "1 2", "1<b>2</b>", "", "0.5", "1,2", "<i>3</i>4")
"""What may stand in the place of a figure of a table whose markup is known: figures, and digits that are none."""


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("width", ["12", "3"])
def test_a_known_markup_has_the_figures_that_it_has(figure: str, width: str) -> None:
    known = re.sub("<td>", "<td width=12>", REPORT, count=2)
    page = re.sub(r">(\d+)<", f">{figure}<", with_figures(known, 3), count=2).replace("width=12", f"width={width}")
    forget()
    expected = told(read_markup(page))
    forget()
    for number in range(4):
        read_markup(with_figures(known, number))
    assert known_tables._writings.cache_info().hits  # pyright: ignore[reportPrivateUsage]
    for _ in range(4):
        assert told(read_markup(page)) == expected


def test_the_cells_of_known_tables_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    for figure in (2, 3):
        read_markup(with_figures(REPORT, figure))
    parsed: list[bytes] = []
    parse = html.parsed

    def noted(markup: bytes) -> html.Element:
        parsed.append(markup)
        return parse(markup)

    monkeypatch.setattr(html, "parsed", noted)
    read_markup(with_figures(REPORT, 5))
    assert [markup.count(b"<td") for markup in parsed] == [3]
