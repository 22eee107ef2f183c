"""What strokes are by their shape: a steep slash, specks as wide as a dash, a character of a title that is ruled like a table."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.scan import clean
from pipeline.documents.scan_cells import read_cells
from pipeline.documents.scan_rules import find_rules

SIZE = 36


def _page(height: int, width: int) -> NDArray[np.uint8]:
    return np.full((height, width), 255, np.uint8)


def test_a_steep_straight_stroke_is_a_slash_and_an_upright_one_is_a_1() -> None:
    page = _page(40, 200)
    cv2.line(page, (24, 8), (19, 35), 0, 2)
    cv2.line(page, (120, 8), (120, 35), 0, 2)
    cells = read_cells(page.copy(), page < 128, [(0, 0, 50, 40), (100, 0, 150, 40)], SIZE)
    assert cells[0].text == "/"
    assert cells[1].text != "/"


def test_a_speck_beside_the_middle_is_no_dash_and_one_in_the_middle_may_be_dirt() -> None:
    boxes = [(left, 0, left + 190, 140) for left in (0, 200, 400, 600)]
    page = _page(140, 800)
    for left in (0, 600):
        cv2.putText(page, "7", (left + 85, 50), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 3)
    for x, y in ((40, 110), (330, 20), (494, 69)):
        cv2.rectangle(page, (x, y), (x + 7, y + 4), 0, -1)
    cells = read_cells(page.copy(), page < 128, boxes, SIZE)
    assert [cell.text for cell in cells] == ["7", "", "-", "7"]
    assert [cell.doubt is not None for cell in cells] == [False, False, True, False]


def test_characters_of_a_title_that_are_ruled_like_a_table_are_none() -> None:
    page = _page(600, 1000)
    for left in (150, 700):  # 曲 twice in one line
        for x in (0, 16, 32, 48):
            cv2.line(page, (left + x, 54), (left + x, 90), 0, 4)
        for y in (60, 75, 90):
            cv2.line(page, (left, y), (left + 48, y), 0, 4)
    for x in (100, 400, 800):
        cv2.line(page, (x, 300), (x, 400), 0, 2)
    for y in (300, 350, 400):
        cv2.line(page, (100, y), (800, y), 0, 2)
    scan = clean(np.dstack([page] * 3), 0.6, 1.0)
    scan.type_size = 35.0
    rules = find_rules(scan, 22.0)
    assert not rules.covered[:200].any()
    assert len(rules.horizontal) == 3
    assert len(rules.vertical) == 3
