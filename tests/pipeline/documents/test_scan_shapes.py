"""What strokes are by their shape: a steep slash, specks as wide as a dash, a character of a title that is ruled like a table."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.documents.scans import bent, characters, scan_cells, scanned_page
from pipeline.documents.scans.bent import find_bend
from pipeline.documents.scans.noughts import is_nought
from pipeline.documents.scans.rule_pieces import find_pieces
from pipeline.documents.scans.scan import clean
from pipeline.documents.scans.scan_cells import read_cells
from pipeline.documents.scans.scan_rules import find_rules
from tests.pipeline.documents.scan_reader import read, texts
from tests.pipeline.documents.scan_writer import draw_table

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


def test_a_long_thin_stroke_before_a_digit_is_its_sign_and_a_speck_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models often pass over signs; here they always do."""
    page = _page(60, 400)
    for left in (0, 200):
        cv2.putText(page, "7", (left + 85, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 4)
    cv2.rectangle(page, (62, 29), (78, 32), 0, -1)
    cv2.rectangle(page, (272, 29), (279, 34), 0, -1)
    monkeypatch.setattr(scan_cells, "read_figure", lambda _, only_digits=False: ("7", 1.0))
    cells = scan_cells.read_cells(page.copy(), page < 128, [(0, 0, 190, 60), (200, 0, 390, 60)], SIZE)
    assert [cell.text for cell in cells] == ["-7", "-7"]
    assert [cell.doubt is not None for cell in cells] == [False, True]


@pytest.mark.parametrize("gap", [0, 2])
@pytest.mark.parametrize(("digit", "is_signed"), [("4", False), ("1", True), ("7", True)])
def test_the_bar_of_a_4_that_lost_its_slanted_stroke_is_no_sign(
    monkeypatch: pytest.MonkeyPatch, digit: str, is_signed: bool, gap: int
) -> None:
    page = _page(60, 200)
    cv2.rectangle(page, (62, 31), (76 - gap, 33), 0, -1)
    cv2.rectangle(page, (77, 16), (80, 44), 0, -1)
    if digit == "4":
        cv2.rectangle(page, (81, 31), (85, 33), 0, -1)
    elif digit == "1":
        cv2.rectangle(page, (75, 43), (84, 44), 0, -1)
    else:
        cv2.rectangle(page, (81, 16), (90, 19), 0, -1)
    monkeypatch.setattr(scan_cells, "read_figure", lambda _, only_digits=False: (digit, 1.0))
    (cell,) = scan_cells.read_cells(page.copy(), page < 128, [(0, 0, 190, 60)], SIZE)
    assert (cell.text, cell.doubt) == ("-" * is_signed + digit, None)


def test_a_point_behind_a_digit_that_is_broken_in_two_stays() -> None:
    page = _page(60, 200)
    cv2.putText(page, "5", (60, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 4)
    cv2.putText(page, "8", (100, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 4)
    page[28:31, 50:90] = 255
    cv2.rectangle(page, (88, 40), (93, 45), 0, -1)
    grey = page.copy()
    read_cells(grey, page < 128, [(0, 0, 190, 60)], SIZE)
    assert grey[42, 90] == 0


@pytest.mark.parametrize(
    ("readings", "text", "is_doubted"),
    [
        (["96", "96.", "96", "96."], "96", False),
        (["96.", "96.", "96.", "96"], "96.", False),
        (["295.9", "295.", "295.9", "295."], "295.9", True),
    ],
)
def test_a_point_at_the_end_is_dirt_where_half_of_the_readings_have_none(
    monkeypatch: pytest.MonkeyPatch, readings: list[str], text: str, is_doubted: bool
) -> None:
    page = _page(60, 200)
    cv2.putText(page, "96", (85, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 4)
    found = iter(readings)
    monkeypatch.setattr(scan_cells, "read_figure", lambda _, only_digits=False: (next(found), 0.95))
    (cell,) = read_cells(page.copy(), page < 128, [(0, 0, 190, 60)], SIZE)
    assert (cell.text, cell.doubt is not None) == (text, is_doubted)


@pytest.mark.parametrize(
    ("text", "certainties", "is_doubted"),
    [
        ("2131473", (0.55, 0.75, 0.97, 0.7), True),
        ("2131473", (0.55, 0.75, 0.97, 0.9), False),
        ("3", (0.55, 0.75, 0.97, 0.7), True),
        ("0", (0.55, 0.75, 0.97, 0.7), False),  # nothing else looks like it
    ],
)
def test_a_figure_that_one_view_alone_is_sure_of_is_doubted(
    monkeypatch: pytest.MonkeyPatch, text: str, certainties: tuple[float, ...], is_doubted: bool
) -> None:
    page = _page(60, 200)
    cv2.putText(page, text, (5, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 4)
    found = iter(certainties)
    monkeypatch.setattr(scan_cells, "read_figure", lambda _, only_digits=False: (text, next(found)))
    (cell,) = read_cells(page.copy(), page < 128, [(0, 0, 190, 60)], SIZE)
    assert (cell.text, cell.doubt is not None) == (text, is_doubted)


@pytest.mark.parametrize(
    ("views", "text", "is_doubted"),
    [
        (["2", "2", "22", "22"], "22", False),
        (["2", "2", "2", "2"], "22", True),  # seen only where each is looked at by itself
        (["22", "22", "2", "2"], "22", False),
    ],
)
def test_digits_that_touch_are_as_many_as_their_print_has_room_for(
    monkeypatch: pytest.MonkeyPatch, views: list[str], text: str, is_doubted: bool
) -> None:
    page = _page(60, 200)
    for left in (85, 103):
        cv2.putText(page, "2", (left, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 4)
    cv2.line(page, (95, 43), (110, 43), 0, 4)
    found = iter([*views, *"2222"])
    monkeypatch.setattr(scan_cells, "read_figure", lambda _, only_digits=False: (next(found), 0.95))
    (cell,) = read_cells(page.copy(), page < 128, [(0, 0, 190, 60)], SIZE)
    assert (cell.text, cell.doubt is not None) == (text, is_doubted)


def _cut_out(text: str, size: int, blur: float) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
    """The ink and the picture of a character, as a scan shows it."""
    page = Image.new("L", (4 * size, 4 * size), 255)
    ImageDraw.Draw(page).text((2 * size, 2 * size), text, 0, ImageFont.load_default(size), anchor="mm")
    grey = cv2.GaussianBlur(np.asarray(page), (0, 0), blur).astype(np.uint8)
    rows, columns = np.nonzero(grey < 150)
    where = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
    return grey[where] < 150, grey[where]


@pytest.mark.parametrize("blur", [0.5, 0.9])
@pytest.mark.parametrize("size", [20, 28, 44])
def test_a_ring_is_a_nought_and_no_other_figure_is(size: int, blur: float) -> None:
    assert [text for text in "0123456789" if is_nought(*_cut_out(text, size, blur))] == ["0"]


def test_an_8_whose_bar_is_too_faint_for_ink_is_no_nought() -> None:
    ink, grey = _cut_out("0", 44, 0.8)
    height, width = ink.shape
    assert is_nought(ink, grey)
    grey[height // 2 - 2 : height // 2 + 2, 4 : width - 4] = 190
    assert not is_nought(ink, grey)


def test_noughts_by_their_shape_need_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []
    recognised = characters.probabilities

    def counted(lines: Sequence[NDArray[np.uint8]]) -> Iterator[tuple[int, characters.Probabilities]]:
        shown.append(len(lines))
        return recognised(lines)

    monkeypatch.setattr(characters, "probabilities", counted)
    assert texts(read([draw_table([["0"] * 6] * 3)])) == [["0"] * 6] * 3
    assert sum(shown) <= 18


def test_a_broken_nought_that_looks_like_an_asterisk_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _page(60, 200)
    cv2.ellipse(page, (95, 30), (9, 14), 0, 100, 260, 0, 3)
    cv2.ellipse(page, (95, 30), (9, 14), 0, 280, 440, 0, 3)
    found = iter([None, ("0", 0.97), ("0", 0.9), ("0", 0.95)])
    monkeypatch.setattr(scan_cells, "read_figure", lambda _, only_digits=False: next(found))
    monkeypatch.setattr(characters, "decode", lambda _: [characters.Character("*", 0.6, 0.5)])
    (cell,) = read_cells(page.copy(), page < 128, [(0, 0, 190, 60)], SIZE)
    assert (cell.text, cell.doubt) == ("0", None)


def _ruled(columns: int, rows: int, height: int, *, has_top: bool) -> NDArray[np.uint8]:
    """A table `height` pixels a row at the head of a page, its outer rule above left out or not, and text below it."""
    page = _page(900, 1200)
    bottom, wide = 60 + rows * height, 1080 // columns
    for row in range(0 if has_top else 1, rows + 1):
        cv2.line(page, (60, 60 + row * height), (60 + columns * wide, 60 + row * height), 0, 2)
    for column in range(columns + 1):
        cv2.line(page, (60 + column * wide, 60), (60 + column * wide, bottom), 0, 2)
    for line in range(4):
        for number in range(24):
            cv2.putText(page, "E", (70 + 42 * number, bottom + 90 + 70 * line), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 5)
    return page


@pytest.mark.parametrize(
    ("columns", "rows", "height", "has_top"),
    [(15, 1, 40, True), (15, 1, 40, False), (3, 5, 34, False), (10, 4, 40, False)],
)
def test_a_table_goes_on_overleaf_with_a_low_row_and_without_its_upper_rule(
    columns: int, rows: int, height: int, has_top: bool
) -> None:
    scan = clean(np.dstack([_ruled(columns, rows, height, has_top=has_top)] * 3), 0.5, 1.0)
    (table,) = scanned_page.find_ruled(scan)[1]
    assert (len(table.rows) - 1, len(table.columns) - 1) == (rows, columns)


def test_walls_of_cells_over_several_rows_go_on_to_the_open_end_of_a_table_overleaf() -> None:
    page = _page(600, 1000)
    for y, left in ((200, 300), (260, 300), (320, 180), (380, 100), (440, 100)):
        cv2.line(page, (left, y), (750, y), 0, 2)
    for x, bottom in ((100, 440), (180, 380), (300, 440), (450, 440), (600, 440), (750, 440)):
        cv2.line(page, (x, 60), (x, bottom), 0, 2)
    rules = find_rules(clean(np.dstack([page] * 3), 0.6, 1.0), 22.0)
    starts = {round(rule.position, -1): rule.start for rule in sorted(rules.vertical, key=lambda r: -r.start)}
    assert {place for place, start in starts.items() if abs(start - 60) < 6} == {100, 180, 300, 450, 600, 750}
    top = min(rules.horizontal, key=lambda rule: rule.position)
    assert (round(top.start, -1), round(top.end, -1)) == (100, 750)


def test_a_wall_below_the_stroke_of_a_character_is_one() -> None:
    page = _page(400, 800)
    cv2.line(page, (400, 100), (400, 250), 0, 3)
    cv2.line(page, (400, 62), (400, 92), 0, 3)  # a stroke just above it, with others beside
    for y in (64, 72, 80, 88):
        cv2.line(page, (380, y), (420, y), 0, 3)
    grey = np.ascontiguousarray(page.T)
    pieces, _ = find_pieces(grey, grey < 128, 27.0, 1.3, is_faint=False)
    assert any(rule.start < 110 and rule.end > 240 for rule in pieces)


def test_a_grid_of_hair_lines_costs_little_memory() -> None:
    page = _page(2000, 2000)
    page[::4] = 0
    page[:, ::4] = 0
    tracemalloc.start()
    find_bend(page, 8.0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300_000_000


def test_a_bend_is_drawn_from_so_many_rules_and_places_of_them() -> None:
    page = _page(1_000, 6_000)
    page[::4] = 0
    rules = bent._rules(page, 8.0)
    assert len(rules) == bent.MOST_RULES
    assert sum(map(len, rules)) <= bent.MOST_PLACES


def test_recognised_lines_come_as_they_are_read() -> None:
    lines = [np.full((48, 960), 255, np.uint8)] * 25
    answers = characters.probabilities(lines)
    kept = [answer.base.shape[0] for _, answer in answers if answer.base is not None]
    assert len(kept) == len(lines)
    assert max(kept) * 960 <= characters.BATCH_PIXELS


def test_legs_of_a_title_that_end_alike_are_no_open_row() -> None:
    page = _ruled(3, 5, 34, has_top=True)
    page = np.vstack([_page(300, 1200), page])
    for left in (300, 500, 640):
        cv2.line(page, (left, 200), (left + 60, 200), 0, 4)
        for x in (0, 30, 60):
            cv2.line(page, (left + x, 200), (left + x, 252), 0, 4)
    rules = find_rules(clean(np.dstack([page] * 3), 0.5, 1.0), 22.0)
    assert not rules.covered[:290].any()


def test_characters_of_a_title_that_join_are_no_row_of_cells() -> None:
    """开工作年: strokes of characters that nearly touch, which go on above and below what looks like a row."""
    page = _page(600, 1000)
    cv2.line(page, (300, 60), (390, 60), 0, 4)
    cv2.line(page, (390, 90), (500, 90), 0, 4)
    for x, top, bottom in ((300, 60, 110), (345, 60, 100), (390, 60, 108), (430, 72, 112), (500, 45, 90)):
        cv2.line(page, (x, top), (x, bottom), 0, 4)
    for x in (100, 400, 800):
        cv2.line(page, (x, 300), (x, 400), 0, 2)
    for y in (300, 350, 400):
        cv2.line(page, (100, y), (800, y), 0, 2)
    rules = find_rules(clean(np.dstack([page] * 3), 0.6, 1.0), 22.0)
    assert not rules.covered[:200].any()
    assert len(rules.vertical) == 3


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
