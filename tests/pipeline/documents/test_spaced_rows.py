"""Rows of a text that stand in columns of spaces: which of their cells are blank."""

from __future__ import annotations

import time

import pytest

from pipeline.documents.texts.spaced_rows import with_blanks


def _line(label: str, *figures: tuple[float, int]) -> str:
    """A line with figures in columns, from 1; a part of one says how far between two it stands."""
    line = label
    for column, figure in figures:
        line = f"{line:{14 + round(6 * column)}}{figure}"
    return line


def _whole(label: str, figure: int) -> str:
    return _line(label, (1, figure), *((column, 0) for column in range(2, 7)), (7, figure))


def _rows(*lines: str) -> list[str]:
    """What becomes of lines between two whole rows."""
    text = "\n".join((_whole("一、本年新收", 23), *lines, _whole("（七）总计", 24)))
    return with_blanks(text).split("\n")[1:-1]


@pytest.mark.parametrize(
    ("label", "figures", "read"),
    [
        ("二、上年结转", [(1, 2), (6, 1), (7, 3)], "二、上年结转\t2\t\t\t\t\t1\t3"),
        ("二、上年结转", [(2, 2), (5, 1), (7, 3)], "二、上年结转\t\t2\t\t\t1\t\t3"),
        ("二、上年结转", [(1, 7), (7, 7)], "二、上年结转\t7\t\t\t\t\t\t7"),
        ("", [(1, 2), (6, 1), (7, 3)], "2\t\t\t\t\t1\t3"),
        ("", [(2, 2), (6, 1), (7, 3)], "\t2\t\t\t\t1\t3"),
        ("二、上年结转", [(2.2, 2), (5, 1), (7, 3)], "二、上年结转\t\t2\t\t\t1\t\t3"),
        ("二、上年结转", [(2.5, 2), (5, 1), (7, 3)], None),
        ("二、上年结转", [(1, 2), (6, 1), (7, 4)], None),
        ("二、上年结转", [(1, 2), (6, 1)], None),
        ("二、上年结转", [(1, 2), (6, 1), (9, 3)], None),
    ],
)
def test_the_places_of_whole_rows_tell_which_cells_of_others_are_blank(
    label: str, figures: list[tuple[float, int]], read: str | None
) -> None:
    line = _line(label, *figures)
    assert _rows(line) == [line if read is None else read]


def test_noughts_are_certain_where_rows_printed_like_them_come_up_to_their_totals() -> None:
    row = _line("2.重复申请", (2, 0), (4, 0))
    assert _rows(row) == ["2.重复申请\t\t0\t\t0\t\t\t"]
    wrong = _line("3.要求提供公开出版物", (1, 4), (2, 2), (7, 7))
    assert _rows(row, wrong) == [row, wrong]


def test_noughts_beside_the_lines_of_a_long_label_are_certain_only_below_figures() -> None:
    lines: list[str] = []
    for figure in (5, 6):
        lines += ["5.要求行政机关确认或重", _line("", (1, figure), (7, figure)), "新出具已获取信息"]
    below, beside = _line("", (2, 0), (6, 0)), _line("", (2.2, 0), (6.2, 0))
    assert _rows(*lines, below)[-1] == "\t0\t\t\t\t0\t"
    assert _rows(*lines, beside)[-1] == beside


def test_where_blanks_leave_no_space_no_place_tells_a_column() -> None:
    whole = "一、本年新收 3 0 0 0 0 0 3\n（七）总计 40 0 0 0 0 0 40"
    for row in ("二、上年结转 1 0 1", "四、结 2 0 2"):
        assert with_blanks(f"{whole}\n{row}") == f"{whole}\n{row}"
    close = _line("二、上年结转", (2, 20)) + " 1  21"
    assert _rows(close) == [close]


def test_columns_are_those_of_a_screen_where_a_character_takes_two() -> None:
    whole = "一、本年新收  3  0  0  0  0  0   3\n（七）总计    4  0  0  0  0  0   4"
    assert with_blanks(f"{whole}\n二、上年      1                  1") == f"{whole}\n二、上年\t1\t\t\t\t\t\t1"


def test_each_page_of_a_text_has_columns_of_its_own() -> None:
    first = [_whole("一、本年新收", 23), _line("二、上年结转", (1, 2), (6, 1), (7, 3))]
    second = [_line("3.其他", (2, 2), (6, 1), (7, 3)), _whole("（七）总计", 24)]
    moved = [f"     {line}" for line in second]
    read = ["二、上年结转\t2\t\t\t\t\t1\t3", "3.其他\t\t2\t\t\t\t1\t3"]
    for between in ("\f", "\n\n"):
        found = with_blanks("\n".join([*first, between, *moved]))
        assert [line for line in found.split("\n") if "\t" in line] == read
    nowhere = "\n".join(f"{' ' * 5 * number}{line}" for number, line in enumerate([*first, *second] * 3))
    assert with_blanks(nowhere) == nowhere


@pytest.mark.parametrize("table", ["规章 1 2 3\n行政规范性文件 7", "一、本年新收\t3\t0\t0\t0\t0\t0\t3", "甲。" * 50])
def test_other_texts_are_left_alone(table: str) -> None:
    assert with_blanks(table) == table


@pytest.mark.parametrize(
    "hostile", [" " * 200_000, " 0" * 100_000, ("0 " * 7 + "\n") * 20_000, "1 1 1 1 1 1\n" + "\n" * 200_000]
)
def test_hostile_texts_take_no_time(hostile: str) -> None:
    start = time.process_time()
    with_blanks(hostile)
    assert time.process_time() - start < 3
