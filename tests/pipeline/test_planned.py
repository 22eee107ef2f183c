"""A page of a known layout is read as it would be by itself: labels decide what stands where, and where they do not, figures."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import World
from pipeline.checks import assess, rows_by_table
from pipeline.checks.identities import whole_numbers
from pipeline.checks.plausible import applying_to
from pipeline.contract import Cell, Notice, Number
from pipeline.documents.laid_out import LaidOutGrid
from pipeline.documents.web.element_tables import MOST_CELLS
from pipeline.documents.web.html import read_html
from pipeline.extract import extract
from pipeline.forms import planned
from pipeline.forms.planned import FigureAskedError, UnreadFigure, read_tables
from pipeline.forms.table_reading import TableReading
from pipeline.forms.tables import align_tables
from pipeline.values import Value
from tests.pipeline.statistics_table import ROWS
from tests.pipeline.statistics_table import page as statistics_page

GOLDEN = Path(__file__).parents[1] / "golden"
CELL = re.compile(r"<td[^>]*>(?:(?!</td>).){0,600}</td>", re.DOTALL)
REPLACEMENTS = ("", "7", "0", "增", "3件", "1 2", "无", "总计", "其他", "12345678901234567")


def page(number: int, style: str) -> str:
    report = World(11, governments=3, bureaus=3).reports[number]
    return render_report(report, STYLES[style]).body.decode()


def damaged(markup: str, chance: random.Random) -> str:
    """`markup` with some cells lost, exchanged or with something else in them."""
    cells = [match.span() for match in CELL.finditer(markup)]
    for start, end in sorted(chance.sample(cells, chance.randint(0, 4)), reverse=True):
        other = chance.choice(REPLACEMENTS)
        cell = chance.choice(["", markup[start:end] * 2, re.sub(r">[^<]*<", f">{other}<", markup[start:end], count=1)])
        markup = markup[:start] + cell + markup[end:]
    return markup


def with_other_figures(markup: str, chance: random.Random) -> str:
    """`markup` with another figure of its own for each of those that stand alone in their cells."""
    return re.sub(r">\d{1,14}<", lambda _: f">{chance.choice([0, 0, 3, chance.randint(0, 9_999_999)])}<", markup)


def said(readings: list[TableReading]) -> list[tuple[str, str, list[Cell], list[Notice], float, float]]:
    return [(r.form, r.table.code, r.cells, r.notices, r.share, r.score) for r in readings]


@pytest.mark.parametrize("style", ["tables", "word"])
@pytest.mark.parametrize("seed", range(12))
def test_a_known_layout_gives_what_the_page_gives_by_itself(style: str, seed: int) -> None:
    chance = random.Random(seed)
    first = damaged(page(seed, style), chance)
    for markup in (first, with_other_figures(first, chance)):
        body = markup.encode()
        found, alone = read_tables(read_html(body, None)), align_tables(read_html(body, None))
        assert said(found.readings) == said(alone)
        if found.arrangement is not None:
            cells = [cell for reading in alone for cell in reading.cells]
            assessed, expected = found.arrangement.assess(cells), assess(cells)
            assert (assessed.checks, assessed.identities) == (expected.checks, expected.identities)
            assert found.arrangement.tables(cells) == rows_by_table(cells)
            assert found.arrangement.inequalities(cells) == applying_to(rows_by_table(cells))
            uncounted = [cells[number] for number in found.arrangement.uncounted]
            assert list(whole_numbers(uncounted)) == list(whole_numbers(cells))


def test_what_adds_up_is_known_of_a_known_layout() -> None:
    body = page(1, "tables").encode()
    read_tables(read_html(body, None))
    assert read_tables(read_html(body, None)).arrangement is not None


@pytest.mark.parametrize("name", ["ninth_ground_2021", "requests_table_lost_2021", "table_cut_at_a_page_2019"])
def test_a_row_that_no_form_has_and_a_table_that_is_lost_or_cut_leave_a_layout_known(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(1)
    markup = (GOLDEN / f"{name}.html").read_text()
    pages = [markup, *(with_other_figures(markup, chance) for _ in range(4))]
    alone = [said(align_tables(read_html(body.encode(), None))) for body in pages]
    for body in pages[:3]:
        read_tables(read_html(body.encode(), None))
    monkeypatch.setattr(planned, "align_tables", lambda _: [])
    assert [said(read_tables(read_html(body.encode(), None)).readings) for body in pages] == alone


def test_figures_decide_whether_a_row_that_no_form_has_is_counted() -> None:
    counted = (GOLDEN / "ninth_ground_2021.html").read_text()
    said_by_others = re.sub("(?<=工作秘密</td>)(?:<td>0</td>){7}", "<td>1</td>" * 7, counted)
    parts: set[int] = set()
    for markup in (counted, counted, said_by_others, counted, said_by_others):
        found = read_tables(read_html(markup.encode(), None))
        cells = [cell for reading in found.readings for cell in reading.cells]
        expected = assess(cells)
        parts |= {len(identity.left) for identity in expected.identities if identity.check == "requests.outcomes_sum"}
        if found.arrangement is not None:
            assessed = found.arrangement.assess(cells)
            assert (assessed.checks, assessed.identities) == (expected.checks, expected.identities)
            assert dict(found.arrangement.tables(cells)["requests"].items()) == rows_by_table(cells)["requests"]
    assert found.arrangement is not None
    assert len(parts) == 2


def test_a_row_of_figures_in_a_table_within_a_cell_is_of_the_row_however_often_it_was_seen() -> None:
    row = "<tr><td>本年新收{0}</td><td><table><tr><td>{0}</td><td>2</td><td>3</td><td>4</td></tr></table></td></tr>"
    body = f"<table>{''.join(map(row.format, range(MOST_CELLS)))}</table>".encode()
    for _ in range(2):
        (grid,) = read_html(body, None).grids
        assert [[cell.text for cell in row] for row in grid.rows] == [
            [f"本年新收{number}", str(number), "2", "3", "4"] for number in range(MOST_CELLS)
        ]


def test_small_tables_that_were_seen_before_are_joined_as_at_first() -> None:
    body = b"".join(b"<table><tr><td>%s</td><td>%d</td></tr></table>" % (b"ab"[n % 2 :][:1], n) for n in range(4))
    found = [[[cell.text for cell in row] for row in next(read_html(body, None).grids).rows] for _ in range(4)]
    assert found == [[["a", "0"], ["b", "1"], ["a", "2"], ["b", "3"]]] * 4


def test_lines_that_may_hold_the_table_that_the_grids_lack_are_read() -> None:
    markup = (GOLDEN / "requests_table_lost_2021.html").read_text()
    row = "<p>一、本年新收政府信息公开申请数量 | 1 | 2 | 0 | 0 | 0 | 0 | 3 |</p><p>（一）予以公开 | 1 | 2 | 0 | 0 | 0 | 0 | 3 |</p>"
    for body in (markup, markup, markup, markup.replace("<p>", f"{row}<p>", 1)):
        document = read_html(body.encode(), None)
        assert said(read_tables(document).readings) == said(align_tables(document))


ASKED: list[Callable[[Number], object]] = [
    lambda figure: sum([figure, 2]),
    lambda figure: 1 + figure,
    lambda figure: figure or 0,
    lambda figure: figure in (0, 1),
    lambda figure: figure == 1,
    lambda figure: Value(figure, "reported") == Value(1, "reported"),
    lambda figure: sum([Decimal("1.5"), figure]),
    lambda figure: Decimal("1.5") in (figure, 0),
    lambda figure: [Decimal("1.5")] == [figure],
    lambda figure: f"{figure}",
    int,
    lambda figure: {figure},
    lambda figure: max(figure, 1),
]


@pytest.mark.parametrize("ask", ASKED)
def test_whatever_looks_at_an_unread_figure_is_told_so(ask: Callable[[Number], object]) -> None:
    with pytest.raises(FigureAskedError):
        ask(cast(Number, UnreadFigure(0, "1", [])))


def test_what_is_the_same_on_a_page_is_kept() -> None:
    compared: list[tuple[int, int, bool]] = []
    one, same, other = (UnreadFigure(cell, text, compared) for cell, text in ((5, "3"), (6, "3"), (7, "0")))
    assert Value(cast(Number, one), "reported") == Value(cast(Number, same), "reported")
    assert [cast(Number, one)] != [cast(Number, other)]
    assert compared == [(5, 6, True), (5, 7, False)]


REPEATED = re.compile(r"(?<=行政..</td><td>)(\d+)</td><td>\1</td><td>\1(?=</td></tr>)")
"""A figure on a page that repeats it in each of the three cells that a span covered."""


def test_a_layout_whose_figures_repeat_has_a_reading_of_its_own() -> None:
    markup = (Path(__file__).parents[1] / "golden" / "spans_repeated_2021.html").read_text(encoding="utf-8")
    chance = random.Random(1)

    def other(_: re.Match[str]) -> str:
        figure = chance.randint(0, 99)
        return f"{figure}</td><td>{figure}</td><td>{figure + (chance.random() < deviating)}"

    for deviating in (0, 0, 0, 0.1, 0.1, 0, 0.5, 0.5, 0):
        body = REPEATED.sub(other, markup).encode()
        found, alone = read_tables(read_html(body, None)), align_tables(read_html(body, None))
        assert said(found.readings) == said(alone)
    assert found.arrangement is not None


def test_lines_of_numbers_raise_no_doubt_about_the_blanks_of_a_known_layout() -> None:
    markup = re.sub("<tr>(?:(?!</tr>).)*予以公开.*?</tr>", "", page(0, "tables"), count=1, flags=re.DOTALL)
    body = markup.replace("</body>", "<p>1</p><p>2</p><p>3</p><p>4</p></body>").encode()
    extractions = [extract(body) for _ in range(3)]
    assert "row_missing" in {notice.code for notice in extractions[0].notices}
    assert extractions[0] == extractions[1] == extractions[2]


def test_a_row_left_out_of_a_known_layout_is_not_taken_for_a_line_that_equals_another() -> None:
    """（二）被依法纠错数 is a row of reviews and of suits."""
    rows = tuple(row for row in ROWS if row != ("（二）被依法纠错数", "件", "0"))
    first, *others = (statistics_page(rows) for _ in range(4))
    assert "review.corrected" not in {cell.item for cell in first.cells}
    assert all(other == first for other in others)


def test_cells_of_a_known_layout_are_those_of_the_page() -> None:
    markup = (
        "<table><tr><td rowspan='2'>甲</td><td>{}</td></tr><tr><td>乙</td></tr><tr><td>丙</td><td>{}</td></tr></table>"
    )
    for figures in (("0", "0"), ("1", "23"), ("456", "7")):
        document = read_html(f"<p>题</p>{markup.format(*figures)}<p>尾</p>".encode(), None)
        if figures == ("0", "0"):
            continue  # it was not known
        grid = next(document.grids)
        assert isinstance(grid, LaidOutGrid)
        assert [[cell.text for cell in row] for row in grid.rows] == [
            ["甲", figures[0]],
            ["甲", "乙"],
            ["丙", figures[1]],
        ]
        assert all(document.text[c.start : c.start + len(c.text)] == c.text for row in grid.rows for c in row)


@pytest.mark.parametrize(("rows", "is_laid_out"), [(30, True), (600, False)])
def test_the_layout_of_a_large_table_is_not_kept(rows: int, is_laid_out: bool) -> None:
    body = f"<table>{'<tr><td>甲</td><td>1</td></tr>' * rows}</table>".encode()
    grids = [next(read_html(body, None).grids) for _ in range(2)]
    assert [isinstance(grid, LaidOutGrid) for grid in grids] == [False, is_laid_out]
