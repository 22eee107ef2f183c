"""Tables with walls around labels and headings alone: those of the headings go on between the figures below."""

from __future__ import annotations

import pytest

from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.half_ruled import has_rows_inside, part_by_headings, with_last_row
from pipeline.documents.paper.ruled import RuledTable, find_tables

SIZE, HEIGHT, LEFT, RIGHT = 10.0, 20.0, 50.0, 450.0
WALLS = (150.0, 250.0, 350.0)
HEADER = [(60.0, "信息内容"), (160.0, "制发"), (260.0, "废止"), (360.0, "有效")]
FIGURES = [(60.0, "规章"), (165.0, "1"), (265.0, "2"), (365.0, "3")]


def drawn(rows: list[list[tuple[float, str]]]) -> list[Glyph]:
    return [
        Glyph(character, start + SIZE * index, start + SIZE * (index + 1), 114 + HEIGHT * number, SIZE)
        for number, row in enumerate(rows)
        for start, text in row
        for index, character in enumerate(text)
    ]


def half_ruled(rows: int, *, has_header: bool = True, floors: float = LEFT) -> RuledTable:
    """A table of `rows`, the header's walls in the first, one behind the labels in all; rules from `floors` to the left wall."""
    across = [Rule(100 + HEIGHT * number, LEFT, RIGHT) for number in range(rows + 1)]
    if floors > LEFT:
        across[2:-1] = [Rule(rule.position, LEFT, floors) for rule in across[2:-1]]
    end = 100 + HEIGHT * rows
    down = [Rule(LEFT, 100, end), Rule(RIGHT, 100, end), Rule(WALLS[0], 100, end)]
    if has_header:
        down += [Rule(wall, 100, 100 + HEIGHT) for wall in WALLS[1:]]
    (table,) = find_tables(across, down) or []
    return table


def read(table: RuledTable, glyphs: list[Glyph], before: RuledTable | None = None) -> list[list[str]]:
    held: list[list[Glyph]] = [[] for _ in table.cells]
    for glyph in glyphs:
        cell = table.cell_at((glyph.left + glyph.right) / 2, glyph.middle)
        if cell is not None:
            held[cell].append(glyph)
    parted, cells = part_by_headings(table, held, before)
    return [["".join(g.text for g in cells[number]) for number in dict.fromkeys(row)] for row in parted.fields]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ([(60.0, "规章"), (165.0, "4"), (365.0, "5")], ["规章", "4", "", "5"]),
        ([(60.0, "规章")], ["规章", "", "", ""]),
        ([(60.0, "规章"), (245.0, "4"), (365.0, "5")], ["规章", "45"]),  # on a wall
        ([(60.0, "规章"), (165.0, "4"), (195.0, "5"), (365.0, "5")], ["规章", "455"]),  # two below one heading
        ([(60.0, "规章"), (165.0, "处理"), (365.0, "5")], ["规章", "处理5"]),
    ],
)
def test_figures_below_several_headings_are_in_cells_of_their_own(
    row: list[tuple[float, str]], cells: list[str]
) -> None:
    rows = read(half_ruled(3), drawn([HEADER, FIGURES, row]))
    assert rows == [["信息内容", "制发", "废止", "有效"], ["规章", "1", "2", "3"], cells]


def test_a_cell_below_one_heading_is_one() -> None:
    table = half_ruled(3, has_header=False)
    assert read(table, drawn([[(60.0, "信息内容"), (240.0, "处理")], FIGURES]))[1] == ["规章", "123"]


def test_rows_of_labels_part_figures_without_rules_between_them() -> None:
    rows = read(half_ruled(4, floors=WALLS[0]), drawn([HEADER, FIGURES, FIGURES[:3], FIGURES]))
    assert rows[1:] == [["规章", "1", "2", "3"], ["规章", "1", "2", ""], ["规章", "1", "2", "3"]]


def test_a_page_without_the_header_has_the_walls_of_the_page_before() -> None:
    before = half_ruled(2)
    assert read(half_ruled(2, has_header=False), drawn([FIGURES, FIGURES]), before) == [["规章", "1", "2", "3"]] * 2
    assert read(half_ruled(2, has_header=False), drawn([FIGURES, FIGURES])) == [["规章", "123"]] * 2


@pytest.mark.parametrize(
    ("below", "rules", "is_row"),
    [
        ([(65.0, "7"), (165.0, "8")], [160.0], True),
        ([(65.0, "7"), (165.0, "8")], [], False),  # figures stand in the row above
        ([(65.0, "7"), (165.0, "人")], [160.0], False),
        ([(65.0, "7")], [160.0], False),
    ],
)
def test_figures_between_a_table_and_a_rule_below_it_are_its_last_row(
    below: list[tuple[float, str]], rules: list[float], is_row: bool
) -> None:
    table = half_ruled(2)
    glyphs = drawn([HEADER, FIGURES, below])
    whole = with_last_row(table, [Rule(place, LEFT, RIGHT) for place in rules], glyphs)
    assert len(whole.rows) == len(table.rows) + is_row


def test_figures_right_below_headings_are_a_row_without_any_rule() -> None:
    table = half_ruled(1)
    assert len(with_last_row(table, [], drawn([HEADER, [(65.0, "7"), (165.0, "8")]])).rows) == 3
    assert len(with_last_row(table, [], drawn([HEADER, [], [], [(65.0, "7"), (165.0, "8")]])).rows) == 2


@pytest.mark.parametrize(
    ("lines", "are_rows"),
    [
        (["信息内容", "行政许可"], True),
        (["行政处罚", "行政强制"], True),
        (["规范性文件"], False),
        (["行政规范性", "文件"], False),
        (["规章与", "规范性文件"], False),  # a label that is broken
    ],
)
def test_a_cell_in_which_the_names_of_items_are_lines_holds_rows(lines: list[str], are_rows: bool) -> None:
    """As where a table has a rule below its first line and one at its end alone."""
    table = half_ruled(3)
    texts = ["".join(lines), *[""] * (len(table.cells) - 1)]
    held = [drawn([[(60.0, line)] for line in lines]), *[list[Glyph]()] * (len(table.cells) - 1)]
    assert has_rows_inside(texts, table, held) == are_rows
