"""What is read of scans and pictures: cells by their rules, every figure or a doubt, blanks truly blank."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from pipeline.documents.scans import characters, scan_cells, scan_lines
from pipeline.documents.scans.sheets import fold, sheets
from tests.pipeline.documents.scan_reader import codes, read, texts
from tests.pipeline.documents.scan_writer import FIGURES, HEIGHT, LEFT, TOP, WIDTH, curled, draw_table, pasted, scanned


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        ("PNG", {}),
        ("JPEG", {"skew": 1.4, "paper": 225, "noise": 4}),
        ("PDF", {"skew": -0.8, "blur": 0.7, "noise": 3}),
    ],
)
def test_every_figure_is_read_and_a_blank_is_blank(kind: str, damage: dict[str, float]) -> None:
    document = read([scanned(draw_table(FIGURES), **damage)], kind)
    assert texts(document) == [list(row) for row in FIGURES]
    assert [cell.text for grid in document.grids for row in grid.rows for cell in row if cell.doubt] == []
    assert codes(document) == ["read_by_ocr"]


def test_thin_figures_in_black_and_white_are_certain() -> None:
    rows = (("0", "10", "20", "1", "0", "3"), *[("0",) * 6] * 5)
    page = scanned(draw_table(rows, size=22), skew=0.6, noise=20, blur=0.8)
    (grid,) = read([page.point([255 * (value > 150) for value in range(256)])]).grids
    assert [[cell.text for cell in row] for row in grid.rows] == [list(row) for row in rows]
    assert [cell.doubt for row in grid.rows for cell in row if cell.doubt] == []


@pytest.mark.parametrize(
    ("likely", "expected"),
    [
        ({"1": 0.67, "１": 0.32}, ("1", 0.99)),  # one character, whatever its width
        ({"1": 0.67, "7": 0.32}, ("1", 0.67)),
        ({"1": 0.67, "①": 0.32}, ("1", 0.67)),
        ({"）": 0.5, ")": 0.4}, ("）", 0.9)),
    ],
)
def test_how_wide_a_character_is_set_is_no_doubt_of_it(likely: dict[str, float], expected: tuple[str, float]) -> None:
    answer = np.zeros((1, len(characters.alphabet())), np.float32)
    for letter, probability in likely.items():
        answer[0, characters.alphabet().index(letter)] = probability
    (found,) = characters.decode(answer)
    assert (found.text, round(found.probability, 2)) == expected


def test_cells_over_rows_and_columns_are_one() -> None:
    rows = (("10", "<", "<", "20"), ("11", "^", "12", "^"), ("13", "14", "15", "16"))
    (grid,) = read([scanned(draw_table(rows), skew=0.7)]).grids
    spans = {cell.text: (cell.rowspan, cell.colspan) for row in grid.rows for cell in row}
    assert spans["10"] == (1, 3)
    assert spans["20"] == (2, 1)
    assert spans["13"] == (1, 1)


def test_faint_and_broken_rules_are_rules() -> None:
    page = draw_table(FIGURES)
    pen = ImageDraw.Draw(page)
    for x in range(LEFT + 30, LEFT + 800, 90):
        pen.line((x, TOP - 3, x + 9, TOP + 300), 255, 9)
    faint = page.point([255 - (255 - value) // 3 for value in range(256)])
    assert len(texts(read([faint]))) == len(FIGURES)


def test_light_rules_on_a_shade_are_rules() -> None:
    rows = [("12", "<", "<", "34", "<", "<"), ("1", "2", "3", "4", "5", "6"), ("7", "8", "9", "10", "0", "")] * 3
    page = draw_table(rows)
    grey = np.asarray(page).copy()
    is_rule = grey == 0
    shade = np.full_like(grey, 255)
    shade[TOP : TOP + 120, LEFT : LEFT + 750] = 224
    shade[TOP + 180 : TOP + 240, LEFT : LEFT + 750] = 224
    for row, column in ((r, c) for r in range(9) for c in range(6)):  # print stays black
        is_rule[TOP + 60 * row + 3 : TOP + 60 * row + 58, LEFT + 125 * column + 3 : LEFT + 125 * column + 123] = False
    page = Image.fromarray(np.where(is_rule, 206, np.minimum(grey, shade)).astype(np.uint8))
    (grid,) = read([page]).grids
    assert [(cell.text, cell.colspan) for cell in grid.rows[0]] == [("12", 3), ("34", 3)]
    assert [[cell.text for cell in row] for row in grid.rows][1::3] == [list(rows[1])] * 3
    assert [[cell.text for cell in row] for row in grid.rows][2::3] == [list(rows[2])] * 3


def written(rows: Sequence[Sequence[str]], size: int) -> Image.Image:
    """A page with rows of figures without rules."""
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size)
    for row, texts_of_row in enumerate(rows):
        for column, text in enumerate(texts_of_row):
            pen.text((LEFT + 150 * column, TOP + 60 * row), text, 0, font, anchor="mm")
    return page


def test_single_figures_without_rules_are_read_as_cells_are() -> None:
    rows = [("granted in the year", "", "0", "1", "2", "7", "3"), ("denied in the year", "", "1", "0", "-", "2", "0")]
    document = read([written(rows, 19)])
    assert [line.text.split("\t")[-5:] for line in document.lines] == [list(row[2:]) for row in rows]
    assert codes(document) == ["read_by_ocr"]


def test_a_figure_without_rules_that_may_be_misread_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    sure = scan_lines.read_cells

    def unsure(*given: Any) -> list[scan_cells.CellText]:
        return [scan_cells.CellText(cell.text, "recognised as '8', '3'") for cell in sure(*given)]

    monkeypatch.setattr(scan_lines, "read_cells", unsure)
    for kind in ("PNG", "PDF"):
        document = read([written([("denied in the year", "", "5")], 24)], kind)
        assert codes(document) == ["read_by_ocr", "uncertain_figure"]
        assert "'5' recognised as" in document.notices[1].message


def test_what_no_line_has_is_looked_at_up_to_so_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    page = written([("denied in the year", "", "5"), ("granted", "", "", "7")], 24)
    monkeypatch.setattr(characters, "find_lines", lambda *_: [(0, 0, LEFT + 110, 40), (0, 50, LEFT + 480, 110)])
    assert next(read([page]).lines).text[-2:] == "\t5"
    monkeypatch.setattr(scan_lines, "MOST_OVERLOOKED", 0)
    assert next(read([page]).lines).text[-2:] == "ar"


def test_a_curled_page_is_flattened_and_places_are_those_on_the_page_as_it_came() -> None:
    page = scanned(curled(draw_table([*FIGURES] * 4), 0.012), noise=2)
    document = read([page])
    assert texts(document) == [list(row) for row in FIGURES] * 4
    (grid,) = document.grids
    for row in grid.rows:
        box = row[-1].bbox
        assert box is not None
        left, top, right, bottom = (round(edge) for edge in box)
        inner = np.asarray(page)[top + 12 : bottom - 12, left + 12 : right - 12]
        assert inner.size > 0
        assert inner.max(axis=0).min() > 128  # no wall runs through what is said to be the cell


def test_print_may_touch_the_rules() -> None:
    rows = tuple(tuple(text.replace("-", "0") for text in row) for row in FIGURES)
    assert texts(read([draw_table(rows, size=30, row_height=29, column_width=150)])) == [list(row) for row in rows]


def test_rules_between_rows_alone_make_a_table() -> None:
    rows = (("11", "22", "33", "44", "55"), ("1", "", "3", "", "5"), ("", "2", "", "4", "50"), ("7", "8", "9", "0", ""))
    assert texts(read([scanned(draw_table(rows, has_walls=False), skew=0.5)])) == [list(row) for row in rows]


def test_the_smallest_hyphen_is_none_of_the_blanks() -> None:
    page = draw_table([["-", "5", "-"], ["", "-", "8"], ["-", "-3", "-"]])
    ImageDraw.Draw(page).rectangle((LEFT + 60, TOP + 89, LEFT + 64, TOP + 92), 0)
    assert texts(read([page])) == [["-", "5", "-"], ["-", "-", "8"], ["-", "-3", "-"]]


def test_a_minus_that_touches_its_digit_is_one() -> None:
    rows = [["4", "6", "8", "4"], ["47", "60", "90", "80"]]
    page = draw_table(rows, size=30, column_width=150)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(30)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells[:3]):
            middle = LEFT + column * 150 + 75, TOP + row * 60 + 30
            left, top, right, bottom = pen.textbbox(middle, text, font, anchor="mm")
            strip = np.asarray(page)[int((top + bottom) / 2), int(left) : int(right) + 1]
            touched = int(left) + int(np.flatnonzero(strip < 128)[0])
            pen.rectangle((touched - 11, (top + bottom) / 2 - 1, touched, (top + bottom) / 2 + 1), 0)
    assert texts(read([page])) == [["-4", "-6", "-8", "4"], ["-47", "-60", "-90", "80"]]


def test_digits_that_a_narrow_cell_breaks_over_two_lines_are_one_figure_and_two_figures_are_not() -> None:
    rows = [["12", "7", "3"], ["", "", "45"], ["6", "", "8"]]
    page = draw_table(rows, size=30, row_height=80, column_width=70)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(30)
    for column, (upper, lower, apart) in enumerate((("137", "3", 32), ("1", "3", 32))):
        middle = LEFT + column * 70 + 35
        pen.text((middle, TOP + 80 + 24), upper, 0, font, anchor="mm")
        pen.text((middle, TOP + 80 + 24 + apart), lower, 0, font, anchor="mm")
    assert texts(read([page]))[1] == ["1373", "1\n3", "45"]


def test_dirt_is_no_figure_and_a_smear_is_no_blank() -> None:
    page = draw_table([["5", "", "7"], ["8", "", "9"]])
    pen = ImageDraw.Draw(page)
    pen.rectangle((LEFT + 180, TOP + 20, LEFT + 182, TOP + 22), 60)
    pen.line([(LEFT + 150, TOP + 80), (LEFT + 190, TOP + 105), (LEFT + 165, TOP + 100), (LEFT + 220, TOP + 72)], 0, 5)
    (grid,) = read([page]).grids
    dirty, smeared = grid.rows[0][1], grid.rows[1][1]
    assert (dirty.text, dirty.doubt) == ("", None)
    assert smeared.text != ""
    assert smeared.doubt is not None or not smeared.text.isdigit()


def test_a_red_seal_over_figures_is_not_read() -> None:
    page = draw_table(FIGURES).convert("RGB")
    ImageDraw.Draw(page).ellipse((LEFT + 100, TOP, LEFT + 420, TOP + 300), outline=(214, 48, 49), width=5)
    printed = texts(read([page]))
    assert printed[1] == list(FIGURES[1])


@pytest.mark.parametrize("red", [(214, 48, 49), (225, 90, 100)])
def test_figures_below_a_seal_are_read_though_files_blur_its_colour(red: tuple[int, int, int]) -> None:
    seal = Image.new("RGB", (WIDTH, HEIGHT), "white")
    ImageDraw.Draw(seal).ellipse((LEFT + 100, TOP - 20, LEFT + 420, TOP + 300), fill=red)
    page = ImageChops.multiply(scanned(draw_table(FIGURES), blur=0.7).convert("RGB"), seal)
    stored = io.BytesIO()
    page.save(stored, "JPEG", quality=70, subsampling=2)
    assert texts(read([Image.open(stored)])) == [list(row) for row in FIGURES]


def test_print_that_is_hardly_darker_than_paper_is_no_blank() -> None:
    page = draw_table(FIGURES)
    middle = LEFT + 3 * 125 + 62, TOP + 2 * 60 + 30
    ImageDraw.Draw(page).text(middle, "8", 180, ImageFont.load_default(24), anchor="mm")
    (grid,) = read([scanned(page, blur=0.6, noise=2)]).grids
    faint = grid.rows[2].pop(3)
    assert faint.text == "8"
    assert faint.doubt is not None
    assert [cell.doubt for row in grid.rows for cell in row if not cell.text] == [None] * 2


def test_a_table_over_two_scans_is_one() -> None:
    first, second = draw_table(FIGURES[:2]), draw_table(FIGURES[2:])
    document = read([scanned(first, skew=0.6), scanned(second, skew=-0.5)], "TIFF")
    assert texts(document) == [list(row) for row in FIGURES]
    assert [row[0].page for grid in document.grids for row in grid.rows] == [1, 1, 2, 2]


@pytest.mark.parametrize("width", [WIDTH, 800])
def test_a_picture_of_several_sheets_is_read_sheet_by_sheet(width: int) -> None:
    skews = (0.7, -0.6, 0.4)
    rows = (*FIGURES, ("12", "", "40", "5", "-", "6", "9"), ("13", "21", "0", "", "3", "/", "8"))
    drawn = [scanned(draw_table(rows[n : n + 2]), skew=skew) for n, skew in zip((0, 2, 4), skews, strict=True)]
    long = pasted(drawn)
    document = read([long.resize((width, long.height * width // long.width), Image.Resampling.LANCZOS)])
    assert texts(document) == [list(row) for row in rows]
    (grid,) = document.grids
    last = grid.rows[-1][0]
    assert last.page == document.pictures == 1
    assert last.bbox is not None
    assert last.bbox[1] == pytest.approx((2 * HEIGHT + TOP + 60) * width / WIDTH, abs=12)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_across_or_upside_down_is_turned(turns: int) -> None:
    page = draw_table(FIGURES)
    pen = ImageDraw.Draw(page)
    for number in range(6):
        line = "requests for information received and answered in the course of the year"
        pen.text((LEFT, 600 + 50 * number), line, 0, ImageFont.load_default(26))
    turned = page.rotate(-90 * turns, expand=True)
    document = read([turned], "PDF")
    assert texts(document) == [list(row) for row in FIGURES]
    (grid,) = document.grids
    box = grid.rows[0][0].bbox
    assert box is not None
    ends = [(LEFT, TOP), (LEFT + 125, TOP + 60)]
    for side in (HEIGHT, WIDTH, HEIGHT)[:turns]:
        ends = [(side - y, x) for x, y in ends]
    xs, ys = zip(*ends, strict=True)
    points = [value * 72 / 150 for value in (min(xs), min(ys), max(xs), max(ys))]
    assert list(box) == pytest.approx(points, abs=3)


def test_tables_below_each_other_have_each_their_own_columns() -> None:
    page = draw_table(FIGURES[:2], column_width=125)
    below = draw_table(FIGURES[2:], column_width=119).crop((0, TOP - 20, WIDTH, HEIGHT - 500))
    page.paste(below, (5, TOP + 400))
    first, second = read([page]).grids
    assert [[cell.text for cell in row] for grid in (first, second) for row in grid.rows] == [list(r) for r in FIGURES]


@pytest.mark.parametrize(
    ("height", "dark", "expected"),
    [
        (1700, [(100, 1500)], [(0, 1700)]),
        (2800, [(100, 1300), (1500, 2700)], [(0, 1400), (1400, 2800)]),
        (2800, [(100, 1340), (1360, 2700)], [(0, 1350), (1350, 2800)]),
        (2800, [(0, 2800)], [(0, 2800)]),
        (1800, [(100, 200), (400, 1700)], [(0, 1800)]),
    ],
)
def test_a_long_picture_is_cut_in_the_white(
    height: int, dark: Sequence[tuple[int, int]], expected: Sequence[tuple[int, int]]
) -> None:
    picture = np.full((height, 1000), 255, np.uint8)
    for top, bottom in dark:
        picture[top:bottom, 200:800:10] = 0
    assert sheets(picture) == [(pytest.approx(top, abs=5), pytest.approx(bottom, abs=5)) for top, bottom in expected]


def test_a_cell_lies_where_it_is_on_the_picture_as_it_came() -> None:
    (grid,) = read([draw_table(FIGURES)]).grids
    left, top, right, bottom = grid.rows[1][1].bbox or (0, 0, 0, 0)
    assert [left, top, right, bottom] == pytest.approx([LEFT + 125, TOP + 60, LEFT + 250, TOP + 120], abs=4)


@pytest.mark.parametrize(
    ("size", "dark", "expected"),
    [
        ((1400, 2000), [(100, 900), (1100, 1900)], 1000),
        ((1400, 2000), [(100, 985), (1015, 1900)], None),
        ((1400, 2000), [(100, 900)], None),
        ((1400, 2000), [(100, 500), (900, 1900)], None),
        ((2000, 1400), [(100, 650), (750, 1300)], None),
    ],
    ids=["two pages", "no margins", "one page", "not in the middle", "upright"],
)
def test_a_wide_picture_is_cut_between_two_pages(
    size: tuple[int, int], dark: Sequence[tuple[int, int]], expected: int | None
) -> None:
    picture = np.full(size, 255, np.uint8)
    for left, right in dark:
        picture[200:1100:12, left:right] = 0
    assert fold(picture) == (expected and pytest.approx(expected, abs=8))


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_the_left_one_of_two_pages_is_read_first(kind: str) -> None:
    left, right = draw_table([("<", "11", "12", "13", "14", "15")] * 2 + [*FIGURES] * 2), draw_table(FIGURES)
    both = Image.new("L", (2 * WIDTH, HEIGHT), 255)
    both.paste(left.crop((0, 0, WIDTH, HEIGHT - 500)), (0, 400))
    both.paste(right, (WIDTH, 0))
    document = read([both], kind)
    rows = [row for grid in document.grids for row in grid.rows]
    assert [[cell.text for cell in row] for row in rows[-8:]] == [list(row) for row in [*FIGURES] * 2]
    box = rows[-1][-1].bbox or (0, 0, 0, 0)
    assert box[0] > (WIDTH if kind == "PNG" else WIDTH * 72 / 150)
