"""Which lines of a scan are rules: dashes that a thin one broke into, a solid one close below its text; and what is none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.scans.broken_rules import broken_rules
from pipeline.documents.scans.scan import Scan, clean
from pipeline.documents.scans.scan_rules import find_rules
from pipeline.documents.scans.scanned_page import find_ruled, whole_words

SIZE = 20
LEFT, TOP, WIDE, HIGH = 60, 60, 100, 38


def _page(height: int = 700, width: int = 1000) -> NDArray[np.uint8]:
    return np.full((height, width), 255, np.uint8)


def _scan(page: NDArray[np.uint8]) -> Scan:
    return clean(np.dstack([page] * 3), 0.6, 1.0)


def _figures(page: NDArray[np.uint8], columns: int, rows: int, text: str = "0") -> None:
    for row in range(rows):
        for column in range(columns):
            place = LEFT + WIDE * column + 42, TOP + HIGH * row + 28
            cv2.putText(page, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2)


def _broken(columns: int, rows: int, density: float) -> NDArray[np.uint8]:
    """A table in black and white of whose thin rules thresholding left so many pixels."""
    page = _page()
    for row in range(rows + 1):
        page[TOP + HIGH * row, LEFT : LEFT + WIDE * columns] = 0
    for column in range(columns + 1):
        page[TOP : TOP + HIGH * rows, LEFT + WIDE * column] = 0
    page[np.random.default_rng(5).random(page.shape) > density] = 255
    _figures(page, columns, rows)
    return page


@pytest.mark.parametrize("density", [0.7, 0.5, 0.4])
def test_thin_rules_that_thresholding_broke_into_dashes_are_rules(density: float) -> None:
    (table,) = find_ruled(_scan(_broken(8, 12, density)))[1]
    assert (len(table.columns) - 1, len(table.rows) - 1, len(table.cells)) == (8, 12, 96)


def test_a_cell_over_several_columns_or_rows_stays_one_where_rules_are_broken() -> None:
    page = _broken(8, 12, 0.5)
    page[TOP + 4 * HIGH + 2 : TOP + 5 * HIGH - 1, LEFT + 2 : LEFT + 8 * WIDE - 1] = 255  # a heading over all columns
    page[TOP + 7 * HIGH + 2 : TOP + 9 * HIGH - 1, LEFT + 2 : LEFT + WIDE - 1] = 255  # a label beside two rows
    (table,) = find_ruled(_scan(page))[1]
    spans = {(cell.row, cell.column): (cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans[4, 0] == (1, 8)
    assert spans[7, 0] == (2, 1)
    assert len(table.cells) == 96 - 7 - 1


def test_a_character_of_a_heading_that_stands_on_a_broken_rule_does_not_prolong_it() -> None:
    page = _broken(8, 12, 0.5)
    page[TOP + 4 * HIGH + 2 : TOP + 5 * HIGH - 1, LEFT + 2 : LEFT + 8 * WIDE - 1] = 255
    x, y = LEFT + 3 * WIDE, TOP + 4 * HIGH
    cv2.line(page, (x, y + 13), (x, y + 25), 0, 1)
    (table,) = find_ruled(_scan(page))[1]
    assert [cell.colspan for cell in table.cells if cell.row == 4] == [8]
    assert len(table.cells) == 96 - 7


@pytest.mark.parametrize("left_out", [0.35, 0.5])
def test_rules_that_a_copier_left_in_pieces_part_cells_on_a_grey_page_too(left_out: float) -> None:
    page, rng = _page(), np.random.default_rng(3)
    for row in range(13):
        page[TOP + HIGH * row : TOP + HIGH * row + 2, LEFT : LEFT + 8 * WIDE] = 0
    for column in range(9):
        page[TOP : TOP + HIGH * 12, LEFT + WIDE * column : LEFT + WIDE * column + 2] = 0
    gaps = cv2.dilate((rng.random(page.shape) < left_out / 90).astype(np.uint8), np.ones((9, 9), np.uint8))
    page[gaps > 0] = 255
    _figures(page, 8, 12)
    scan = _scan(np.asarray(cv2.GaussianBlur(page, (0, 0), 0.9), np.uint8))
    (table,) = find_ruled(scan)[1]
    assert scan.softness == 0
    assert (len(table.columns) - 1, len(table.rows) - 1) == (8, 12)
    assert len(table.cells) > 90  # 96, but for parts of which next to nothing is left


@pytest.mark.parametrize("text", ["1", "0", "-", "="])
def test_figures_and_dashes_below_one_another_are_no_broken_rule(text: str) -> None:
    page = _page()
    _figures(page, 8, 12, text)
    across, down, _ = broken_rules(page < 128, SIZE)
    assert (across, down) == ([], [])


def test_figures_of_the_first_row_that_reach_down_to_its_rule_are_no_walls_of_a_row_overleaf() -> None:
    page = _page()
    for row in range(4):
        cv2.line(page, (LEFT, TOP + HIGH * row), (LEFT + 8 * WIDE, TOP + HIGH * row), 0, 2)
    for column in range(9):
        cv2.line(page, (LEFT + WIDE * column, TOP), (LEFT + WIDE * column, TOP + 3 * HIGH), 0, 2)
    for column in range(8):
        x = LEFT + WIDE * column + 50
        cv2.line(page, (x, TOP + 15), (x, TOP + 32), 0, 2)
    rules = find_rules(_scan(page), 12.0)
    assert {round(rule.position) for rule in rules.horizontal} == {TOP + HIGH * row for row in range(4)}
    assert len({round(rule.position) for rule in rules.vertical}) == 9


def test_strokes_below_one_another_each_a_little_farther_right_are_no_wall() -> None:
    page = _page()
    for row in range(3):
        cv2.line(page, (LEFT, TOP + 90 * row), (LEFT + 800, TOP + 90 * row), 0, 2)
    for x in (LEFT, LEFT + 400, LEFT + 800):
        cv2.line(page, (x, TOP), (x, TOP + 180), 0, 2)
    for number in range(6):
        x, y = LEFT + 200 + 5 * number, TOP + 4 + 29 * number
        cv2.line(page, (x, y), (x, y + 27), 0, 2)
    rules = find_rules(_scan(page), 18.0)
    assert {round(rule.position, -1) for rule in rules.vertical} == {60, 460, 860}


@pytest.mark.parametrize(("top", "bottom"), [(5, 30), (4, 28), (9, 34)])
def test_a_stroke_of_the_same_character_in_each_row_is_no_wall(top: int, bottom: int) -> None:
    """件 stands in every row of the statistics of 2014, and reaches nearly from rule to rule."""
    page = _page()
    for row in range(13):
        cv2.line(page, (LEFT, TOP + HIGH * row), (LEFT + 600, TOP + HIGH * row), 0, 2)
    for x in (LEFT, LEFT + 300, LEFT + 420, LEFT + 600):
        cv2.line(page, (x, TOP), (x, TOP + 12 * HIGH), 0, 2)
    for row in range(12):
        x, y = LEFT + 360, TOP + HIGH * row
        cv2.line(page, (x, y + top), (x, y + bottom), 0, 2)
        for level in (12, 20):
            cv2.line(page, (x - 10, y + level), (x + 10, y + level), 0, 2)
        cv2.line(page, (x - 15, y + 8), (x - 15, y + bottom), 0, 2)
    rules = find_rules(_scan(page), 26.0)
    assert {round(rule.position, -1) for rule in rules.vertical} == {60, 360, 480, 660}


def test_strokes_of_a_heading_between_two_tables_do_not_make_them_one() -> None:
    page = _page()
    top, bottom = TOP + 3 * HIGH, TOP + 3 * HIGH + 66
    for start, rows, aside in ((TOP, 3, 0), (bottom, 1, 5)):
        for row in range(rows + 1):
            cv2.line(page, (LEFT, start + HIGH * row), (LEFT + 800, start + HIGH * row), 0, 2)
        for x in (LEFT, LEFT + 400 + aside, LEFT + 800):
            cv2.line(page, (x, start), (x, start + HIGH * rows), 0, 2)
    for x in range(LEFT, LEFT + 300, 30):
        cv2.line(page, (x, top + 17), (x, bottom - 18), 0, 3)
    walls = [rule for rule in find_rules(_scan(page), SIZE).vertical if 300 < rule.position < 600]
    assert [(round(wall.position - 460), wall.start < top) for wall in walls] == [(0, True), (5, False)]


def test_a_rule_close_below_its_text_is_one_between_rows_alone_too() -> None:
    page = _page()
    for row in range(1, 6):
        cv2.line(page, (LEFT, TOP + HIGH * row), (LEFT + 800, TOP + HIGH * row), 0, 2)
    for left in range(LEFT, LEFT + 260, 26):
        cv2.putText(page, "E", (left, TOP + HIGH * 3 - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    rules = find_rules(_scan(page), SIZE)
    assert [round(rule.position) for rule in rules.lone] == [TOP + HIGH * row for row in range(1, 6)]


@pytest.mark.parametrize(
    ("before", "after", "gap", "read"),
    [
        ("第二十条第", "（一）项", 6.0, ["第二十条第（一）项"]),
        ("第二十条第", "（一）项", 7.5, ["第二十条第（一）项"]),
        ("（三）", "不予公开", 6.0, ["（三）不予公开"]),
        ("三、本年", "（三）不予", 9.0, ["三、本年", "（三）不予"]),
        ("一、", "本年新收", 9.0, ["一、本年新收"]),
        ("勾稽关系为：", "第一项", 8.0, ["勾稽关系为：第一项"]),
        ("自然人", "总计", 6.0, ["自然人", "总计"]),
        ("1", "2", 6.0, ["12"]),
    ],
)
def test_the_white_half_of_a_mark_parts_no_words(before: str, after: str, gap: float, read: list[str]) -> None:
    words = [Glyph(before, 0, 50, 10, 10), Glyph(after, 50 + gap, 90, 10, 10)]
    assert [word.text for word in whole_words(words)] == read
