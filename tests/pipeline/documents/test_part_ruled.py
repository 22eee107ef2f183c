"""Tables with rules between their rows only: the walls between their columns are where nothing is printed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.part_ruled import implied_rules

SIZE, HEIGHT, LEFT, RIGHT = 10.0, 20.0, 50.0, 450.0


def drawn(rows: list[list[tuple[float, str]]]) -> tuple[list[Rule], list[Glyph]]:
    """The rules around and the glyphs of rows of texts, each beginning at a place."""
    rules = [Rule(100 + HEIGHT * number, LEFT, RIGHT) for number in range(len(rows) + 1)]
    glyphs = [
        Glyph(character, start + SIZE * index, start + SIZE * (index + 1), 114 + HEIGHT * number, SIZE)
        for number, row in enumerate(rows)
        for start, text in row
        for index, character in enumerate(text)
    ]
    return rules, glyphs


def walls_of(rows: list[list[tuple[float, str]]]) -> list[list[int]]:
    """Where the walls of each row stand."""
    rules, glyphs = drawn(rows)
    walls = implied_rules(rules, [], glyphs).vertical
    return [[round(w.position) for w in walls if w.start == 100 + HEIGHT * number] for number in range(len(rows))]


HEADER = [(60.0, "信息内容"), (160.0, "制发"), (260.0, "废止"), (360.0, "有效")]
FIGURES = [(60.0, "规章"), (165.0, "1"), (265.0, "2"), (365.0, "3")]


def test_walls_stand_between_the_texts_of_the_fullest_rows() -> None:
    assert walls_of([HEADER, FIGURES, FIGURES]) == [[50, 130, 220, 320, 450]] * 3


@pytest.mark.parametrize(
    ("row", "walls"),
    [
        ([(180.0, "第二十条第一项")], [50, 450]),
        ([(60.0, "行政许可"), (240.0, "处理决定数量")], [50, 130, 220, 320, 450]),
        ([(60.0, "行政许可"), (180.0, "处理决定数量")], [50, 130, 320, 450]),
        ([(60.0, "一、本年新收申请的数量")], [50, 220, 320, 450]),
    ],
)
def test_a_text_over_a_wall_takes_it_away_in_its_row(row: list[tuple[float, str]], walls: list[int]) -> None:
    assert walls_of([HEADER, row, FIGURES])[1] == walls


@pytest.mark.parametrize("shift", [-40.0, 40.0])
def test_a_heading_beside_its_figures_is_of_their_column(shift: float) -> None:
    """Headings stand in the middle of a column, figures at one side of it."""
    figures = [(60.0, "规章"), *((start + shift, "1") for start in (170.0, 270.0, 370.0))]
    walls = walls_of([HEADER, figures, figures])
    assert [len(row) for row in walls] == [5, 5, 5]
    assert walls[0] == walls[1] == walls[2]


def test_two_columns_of_figures_are_two_though_no_row_has_both() -> None:
    one, other = FIGURES[:3], [FIGURES[0], FIGURES[1], FIGURES[3]]
    assert [len(row) for row in walls_of([one, other, one])] == [5, 5, 5]


def test_the_row_that_a_cell_over_the_pages_end_begins_is_of_the_table() -> None:
    rules, glyphs = drawn([HEADER, FIGURES, FIGURES, FIGURES])
    rules[-1] = Rule(rules[-1].position, 130.0, RIGHT)
    assert max(wall.end for wall in implied_rules(rules, [], glyphs).vertical) == 100 + 4 * HEIGHT


def test_figures_that_would_share_a_cell_leave_the_table_to_be_read_by_lines() -> None:
    assert walls_of([HEADER, FIGURES, [(165.0, "1"), (195.0, "4"), (365.0, "3")]]) == [[], [], []]


def test_rules_that_meet_vertical_ones_are_no_table_without_walls() -> None:
    rules, glyphs = drawn([HEADER, FIGURES, FIGURES])
    assert implied_rules(rules, [Rule(200, 100, 160)], glyphs) == ([], [], None)


def test_lines_around_prose_make_no_columns() -> None:
    assert walls_of([[(60.0, "根据条例要求，编制本年度报告，现予以公布。")]] * 4) == [[], [], [], []]


@pytest.mark.parametrize("gap", [0.0, 2.0])
def test_rules_drawn_cell_by_cell_tell_the_walls(gap: float) -> None:
    """No row is full, and names stand as near as those of one cell; long dashes do not meet."""
    edges = [LEFT, 150.0, 210.0, 270.0, 330.0, 390.0, RIGHT]
    names = [(60.0, "指标"), (158.0, "自然人"), (211.0, "商业企业等"), (271.0, "科研机构等"), (331.0, "公益组织等")]
    rows = [names, [(60.0, "（一）"), (175.0, "5"), (420.0, "5")], [(60.0, "（二）"), (295.0, "2"), (420.0, "2")]]
    rules, glyphs = drawn([*rows, [(60.0, "（三）")]])
    pieces = [Rule(rule.position, start, end - gap) for rule in rules for start, end in pairwise(edges)]
    walls = implied_rules(pieces, [], glyphs).vertical
    found = [[round(w.position) for w in walls if w.start == 100 + HEIGHT * number] for number in range(4)]
    assert (found == [edges] * 4) is (gap == 0)


APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


@pytest.mark.parametrize("is_parted", [True, False])
def test_names_that_touch_tell_the_walls_of_rows_with_few_figures_and_of_those_overleaf(is_parted: bool) -> None:
    """Not where names and the heading over them stand in one row: which of the rules between rows are missing is not known."""
    starts = [160.0, 192.0, 234.0, 276.0, 338.0, 400.0, 422.0]
    names: list[tuple[float, str]] = list(zip(starts, APPLICANTS, strict=True))
    few = [(60.0, "（一）"), (170.0, "5"), (430.0, "5")]
    rows = [[(260.0, "法人或其他组织")], names, few, [(60.0, "（二）"), (250.0, "2"), (430.0, "2")]]
    rules, glyphs = drawn(rows)
    if not is_parted:
        del rules[1]
    _, walls, last = implied_rules(rules, [], glyphs)
    inner = [wall for wall in walls if wall.start == 100 + HEIGHT * 3]
    assert (len(inner) == len(names) + 2) is is_parted
    if is_parted:
        rules, glyphs = drawn([few, few, few])
        overleaf = implied_rules(rules, [], glyphs, last).vertical
        assert [round(w.position) for w in overleaf if w.start == 100] == [round(wall.position) for wall in inner]


def test_a_heading_parts_two_tables_of_one_width() -> None:
    wide = [(60.0, "许可"), (300.0, "5")]
    found = walls_of([HEADER, FIGURES, [(60.0, "三、收到和处理政府信息公开申请情况")], wide, wide])
    assert found == [[50, 130, 220, 320, 450]] * 2 + [[]] + [[50, 190, 450]] * 2


def test_tables_below_each_other_have_columns_of_their_own() -> None:
    """One text in the middle of a row begins another table, and so does a row in which nothing stands."""
    title = [(210.0, "第二十条第五")]
    other = [(90.0, "行政许可"), (250.0, "7"), (330.0, "8")]
    apart = walls_of([HEADER, FIGURES, FIGURES, title, other, other, other])
    assert (apart[1], apart[5]) == ([50, 130, 220, 320, 450], [50, 190, 295, 450])
    assert walls_of([HEADER, FIGURES, FIGURES, [], other, other, other])[5] == apart[5]


def test_the_name_of_a_group_of_rows_begins_no_table() -> None:
    """Of one applicant alone there are figures below it: the walls are those of the rows above."""
    few = [(60.0, "1.属于国家"), (265.0, "2")]
    walls = walls_of([HEADER, FIGURES, FIGURES, [(215.0, "（三）不予公开")], few, few, few])
    assert (walls[3], walls[4]) == ([50, 450], walls[1])


def test_a_label_over_two_columns_does_not_join_them() -> None:
    groups = [[(60.0, "不予公开"), (120.0, "秘密"), *FIGURES[1:]] for _ in range(3)]
    walls = walls_of([*groups, [(80.0, "其他处理结果"), *FIGURES[1:]], *groups])
    assert (len(walls[0]), len(walls[3])) == (6, 5)


def test_the_row_of_figures_above_the_first_rule_of_a_page_is_of_the_table() -> None:
    full = [(60.0, "规章"), *((160.0 + 60 * index, "1") for index in range(5))]
    rules, glyphs = drawn([full] * 4)
    edges, walls, _ = implied_rules(rules[1:], [], glyphs)
    assert [round(edge.position) for edge in edges] == [100]
    assert min(wall.start for wall in walls) == edges[0].position


NAMES = [(60.0, "信息内容"), (160.0, "制发"), (260.0, "废止"), (360.0, "有效"), (425.0, "注")]


@pytest.mark.parametrize(
    ("places", "is_read"),
    [
        ((200.0, 300.0, 400.0), False),  # at the right of three columns, or at the left of the next
        ((200.0, 300.0, 445.0), True),
        ((145.0, 300.0, 415.0), True),
        ((145.0, 300.0, 445.0), False),  # the first can only stand at the left, the last at the right
    ],
)
def test_figures_beside_names_are_read_where_all_stand_at_one_side_of_theirs(
    places: tuple[float, ...], is_read: bool
) -> None:
    row = [(60.0, "规章"), *((place, "1") for place in places)]
    rules, glyphs = drawn([NAMES, row, row])
    assert bool(implied_rules(rules, [], glyphs)[1]) is is_read


def test_rules_around_a_header_and_around_all_rows_are_none_of_its_rows() -> None:
    """Two rows between two rules, and a heading that runs over the names below it, within one header."""
    rules, glyphs = drawn([HEADER, FIGURES, FIGURES, FIGURES])
    assert implied_rules([*rules[:2], rules[-1], Rule(400, LEFT, RIGHT)], [], glyphs)[1] == []
    names = [(60.0, "信息内容"), (150.0, "制发件数"), (240.0, "废止件数"), (360.0, "有效")]
    rules, glyphs = drawn([names, FIGURES, FIGURES])
    heading = [
        Glyph(c, 180.0 + 5 * i, 185.0 + 5 * i, 104, 5.0) for i, c in enumerate("行政诉讼情况统计表的头上一行文字")
    ]
    assert implied_rules(rules, [], glyphs)[1]
    assert implied_rules(rules, [], [*glyphs, *heading])[1] == []


def test_a_heading_parts_two_tables_though_names_without_a_rule_stand_below_it() -> None:
    """As browsers print tables whose cells have a line below them only."""
    rules, glyphs = drawn([[(60.0, "行政收费"), (300.0, "7")]] * 3)
    below, more = drawn([HEADER, FIGURES, FIGURES])
    heading = [
        Glyph(c, 60 + SIZE * i, 70 + SIZE * i, 185.0, SIZE) for i, c in enumerate("三、收到和处理政府信息公开申请情况")
    ]
    names = [Glyph(c, 260 + SIZE * i, 270 + SIZE * i, 205.0, SIZE) for i, c in enumerate("申请人情况")]
    rules += [Rule(rule.position + 120, rule.start, rule.end) for rule in below]
    glyphs += [*heading, *names, *(Glyph(g.text, g.left, g.right, g.baseline + 120, SIZE) for g in more)]
    walls = implied_rules(rules, [], glyphs).vertical
    found = {start: [round(w.position) for w in walls if w.start == start] for start in (140.0, 220.0)}
    assert found == {140.0: [50, 200, 450], 220.0: [50, 130, 220, 320, 450]}


@pytest.mark.parametrize(
    ("last", "is_row"),
    [
        ([(60.0, "规章"), (165.0, "1"), (265.0, "2"), (365.0, "3")], True),
        ([(60.0, "规章")], True),  # blanks
        ([(60.0, "备注")], False),
        ([(60.0, "规章"), (165.0, "1"), (265.0, "2")], False),
        ([(60.0, "规章"), (160.0, "制发"), (265.0, "2"), (365.0, "3")], False),
        ([(60.0, "规章"), (165.0, "1"), (225.0, "2"), (365.0, "3")], False),  # below none of the columns
    ],
)
def test_a_last_row_without_a_rule_below_it(last: list[tuple[float, str]], is_row: bool) -> None:
    """As tables are printed that have rules within them only."""
    rules, glyphs = drawn([HEADER, FIGURES, FIGURES, last])
    edges, walls, _ = implied_rules(rules[:-1], [], glyphs)
    assert [round(edge.position) for edge in edges] == ([180] if is_row else [])
    assert len([wall for wall in walls if wall.start == 160.0]) == (5 if is_row else 0)


def test_a_wall_stands_beside_the_labels_that_reach_into_its_gap() -> None:
    rows = [
        [(90.0, "类别"), (230.0, "维持"), (330.0, "纠正")],
        [(85.0, "复议"), (235.0, "1"), (335.0, "0")],
        [(60.0, "未经复议直接起诉")],
        [(112.0, "起诉")],
    ]
    assert walls_of(rows) == [[50, 185, 290, 450]] * 4
    unit = [[(60.0, "指标"), (160.0, "条"), (260.0, "3")], [(60.0, "公开信息数"), (160.0, "条"), (260.0, "5")]]
    assert walls_of([*unit, [(60.0, "专项经费总额不包括"), (158.0, "万元")]])[2] == [50, 155, 219, 450]


@pytest.mark.parametrize(
    ("text", "walls"),
    [("四、结转", [50, 130, 220, 320, 450]), ("（七）总计", [50, 130, 220, 320, 450]), ("结转", [50, 450])],
)
def test_a_numbered_label_alone_in_its_row_is_no_title(text: str, walls: list[int]) -> None:
    assert walls_of([HEADER, FIGURES, [(135.0, text)]])[2] == walls


def test_a_header_whose_first_rules_are_cut_short_is_of_the_table() -> None:
    """As in tables with rules between their cells alone: the cell of labels reaches down beside them."""
    header = [[(260.0, "申请人情况")], [(60.0, "关系"), (160.0, "甲"), (260.0, "乙"), (360.0, "丙")]]
    rules, glyphs = drawn([*header, FIGURES, FIGURES])
    rules = [Rule(120.0, 140.0, RIGHT), *rules[2:]]
    edges, walls, _ = implied_rules(rules, [], glyphs)
    assert [round(edge.position) for edge in edges] == [100]
    assert [round(wall.position) for wall in walls if wall.start == 120.0] == [50, 140, 218, 318, 450]


def test_what_begins_where_the_labels_do_is_the_rest_of_one_and_no_title() -> None:
    """The page's end cuts its row: the figures stand on the page before."""
    rows = [[(60.0, "三"), (100.0, "属于"), *FIGURES[1:]]] * 3
    assert walls_of([[(100.0, "国家")], *rows])[0] == walls_of([*rows])[0]


def test_a_page_of_few_figures_has_the_columns_of_the_page_before() -> None:
    _, _, before = implied_rules(*_without_walls([HEADER, FIGURES, FIGURES]))
    sparse = _without_walls([[FIGURES[0], FIGURES[3]], [FIGURES[0], FIGURES[1], FIGURES[3]]])
    walls = implied_rules(*sparse, before).vertical
    assert [round(wall.position) for wall in walls if wall.start == 100] == [50, 130, 220, 320, 450]
    assert [round(wall.position) for wall in implied_rules(*sparse).vertical if wall.start == 100] == [
        50,
        122,
        270,
        450,
    ]


def _without_walls(rows: list[list[tuple[float, str]]]) -> tuple[list[Rule], list[Rule], list[Glyph]]:
    rules, glyphs = drawn(rows)
    return rules, [], glyphs


def test_a_heading_beside_a_rule_that_is_cut_short_is_of_both_rows() -> None:
    """Its first line stands above the rule, its second below."""
    rows = [
        [(60.0, "信息"), (160.0, "制发件"), (260.0, "未经复议"), (360.0, "复议后")],
        [(60.0, "内容"), (165.0, "数"), (265.0, "维持"), (365.0, "维持")],
        [(80.0, "4"), (195.0, "1"), (265.0, "2"), (365.0, "3")],
    ]
    rules, glyphs = drawn(rows)
    rules[1] = Rule(rules[1].position, 240.0, RIGHT)
    walls = implied_rules(rules, [], glyphs).vertical
    assert {round(w.position) for w in walls if w.start == 100} == {round(w.position) for w in walls if w.start == 120}


@pytest.mark.parametrize(("left", "is_of_it"), [(165.0, True), (220.0, False)])
def test_a_row_above_the_first_rule_of_a_page_is_known_by_the_columns_of_the_page_before(
    left: float, is_of_it: bool
) -> None:
    """Only rules below rows are drawn, and the first row of the page has a single figure."""
    rules, glyphs = drawn([HEADER, FIGURES, FIGURES])
    before = implied_rules(rules, [], glyphs).last
    rules, glyphs = drawn([[(60.0, "行政许可"), (left, "7")], FIGURES, FIGURES])
    walls = implied_rules(rules[1:], [], glyphs, before).vertical
    assert (min(wall.start for wall in walls) < 120) == is_of_it


@pytest.mark.parametrize("text", ["一、本年新收数量", "二、主动公开政府信息情况"])
def test_a_header_between_two_rules_is_no_table_where_rows_without_rules_follow(text: str) -> None:
    names = [
        (60.0, "本列数据"),
        (130.0, "申请人情况"),
        (210.0, "商业"),
        (260.0, "科研"),
        (310.0, "其他"),
        (360.0, "总计"),
    ]
    rules, glyphs = drawn([names, [(60.0, text)]])
    assert (implied_rules(rules[:2], [], glyphs).vertical == []) == text.startswith("一")
