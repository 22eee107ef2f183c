"""Tables drawn with cells over several columns, rows and lines."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Grid
from pipeline.documents.texts.text import text_blocks

DRAWN = """
+---------------------+--------+-----------------+------+
| 项目                | 自然人 | 法人或其他组织  | 总计 |
|                     |        +--------+--------+      |
|                     |        | 商业   | 其他   |      |
|                     |        | 企业   |        |      |
+---------------------+--------+--------+--------+------+
| 一、本年新收        | 3      | 0      | --     | 3    |
+------------+--------+--------+--------+--------+------+
| （三）不予 | 1.国家 | 1      |        | 0      | 1    |
| 公开       | 秘密   |        |        |        |      |
|            +--------+--------+--------+--------+------+
|            | 2.其他 | 2      | 0      | 0      | 2    |
+------------+--------+--------+--------+--------+------+
"""
READ = [
    [("项目", 2, 2), ("自然人", 2, 1), ("法人或其他组织", 1, 2), ("总计", 2, 1)],
    [("商业企业", 1, 1), ("其他", 1, 1)],
    [("一、本年新收", 1, 2), ("3", 1, 1), ("0", 1, 1), ("--", 1, 1), ("3", 1, 1)],
    [("（三）不予公开", 2, 1), ("1.国家秘密", 1, 1), ("1", 1, 1), ("", 1, 1), ("0", 1, 1), ("1", 1, 1)],
    [("2.其他", 1, 1), ("2", 1, 1), ("0", 1, 1), ("0", 1, 1), ("2", 1, 1)],
]
LINES = "| 规章 | 1 |\n| 行政许可 | 2 |\n"


def grids(text: str) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[(c.text, c.rowspan, c.colspan) for c in row if c.row == index] for index, row in enumerate(block.rows)]
        for block in text_blocks(text)
        if isinstance(block, Grid)
    ]


@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("style", ["+-|", "┼─│", "╬═║"])
def test_a_cell_reaches_to_the_walls_and_rules_around_it(indent: str, style: str) -> None:
    box = str.maketrans({"+": style[0], "-": style[1], "|": style[2]})
    lines = [line if "--  " in line else line.translate(box) for line in DRAWN.strip().split("\n")]
    drawn = "\n".join(indent + line.replace("|", style[2]) for line in lines)
    assert grids(f"二、情况\n{drawn}\n三、情况\n") == [READ]


def test_characters_that_some_count_as_one_column_and_some_as_two() -> None:
    narrow = DRAWN.replace("| 一、本年新收        |", "| 一“三安全”本        |")
    assert (
        grids(narrow)[0][2][0] == ("一“三安全”本", 1, 2) == grids(narrow.replace("本        |", "本      |"))[0][2][0]
    )


@pytest.mark.parametrize(
    ("drawn", "marked"),
    [
        ("| 一、本年新收        | 3      |", "| [一、]{.a}新收      | \\-2    |"),
        ("| 一、本年新收        | 3      |", "| 一、</b>新收        | \\-2    |"),
    ],
)
def test_marks_within_a_cell_do_not_move_its_walls(drawn: str, marked: str) -> None:
    assert grids(DRAWN.replace(drawn, marked))[0][2][:2] == [("一、新收", 1, 2), ("-2", 1, 1)]


@pytest.mark.parametrize(
    "drawn",
    [
        DRAWN.replace("| 3    |\n", "| 3     |\n"),
        DRAWN.replace("|        | 商业   |", "|         商业   |").replace(
            "+--------+--------+      |", "+--------+--------      |"
        ),
        f"+------+---+\n{LINES}+------+---+\n{LINES}+------+---+\n{LINES}+------+---+",
    ],
    ids=["lines that do not meet", "no rectangle", "a row a line"],
)
def test_what_does_not_meet_is_left_as_it_was(drawn: str) -> None:
    assert all(rowspan == colspan == 1 for grid in grids(drawn) for row in grid for _, rowspan, colspan in row)


def test_a_table_right_below_another_is_one_of_its_own_and_may_have_plain_rows() -> None:
    rest = "+-----+---+\n| 总计 | 3 |\n+-----+---+\n| 结转 | 0 |\n+-----+---+\n"
    rest = rest.replace("+-----+", "+------+")
    assert grids(f"二、情况\n{DRAWN.strip()}\n{rest}三、情况\n") == [
        READ,
        [[("总计", 1, 1), ("3", 1, 1)], [("结转", 1, 1), ("0", 1, 1)]],
    ]
    assert grids(f"二、情况\n{rest}三、情况\n") == []
