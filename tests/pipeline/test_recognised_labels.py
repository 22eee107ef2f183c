"""Labels that were recognised from a picture: what is misread in them, and what the others settle."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.documents.document import Grid, GridCell
from pipeline.forms.form import tables_named
from pipeline.forms.other_words import is_misread
from pipeline.forms.rows import grid_rows
from pipeline.forms.table_reading import TableReading
from pipeline.forms.tables import read_rows

NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total")
FIGURES = (1, 2, 3, 4, 5, 6, 21)
ITEMS = tables_named("requests")[-1][1].items


def table(names: Sequence[tuple[str, int]], *, is_recognised: bool = True) -> TableReading:
    """What is read of a table of requests below `names`, each with how many columns its cell has."""
    cells = [GridCell("申请人情况", 0, 0)]
    for name, wide in names:
        cells.append(GridCell(name, 0, cells[-1].column + cells[-1].colspan, colspan=wide))
    printed = [(item.labels[0], *map(str, FIGURES)) for item in ITEMS]
    rows = [cells, *([GridCell(text, i, j) for j, text in enumerate(row)] for i, row in enumerate(printed, 1))]
    return read_rows(grid_rows(Grid(1, rows, is_recognised=is_recognised)))["requests"]


def header(changed: dict[int, str]) -> list[tuple[str, int]]:
    return [(changed.get(place, name), 1) for place, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("names", "severity"),
    [
        (header({6: "计"}), "info"),
        (header({0: "\ufffd人"}), "info"),
        (header({1: "商止企片"}), "info"),
        (header({4: "聿月艮几勾"}), "info"),
        (header({4: "聿月艮几勾", 6: "汁"}), "info"),
        (header({2: "斗石开木", 4: "聿月艮几勾"}), "warning"),
        ([*header({})[:3], ("社会丨法律丨其他", 3), ("总计", 1)], "warning"),
    ],
)
def test_columns_whose_names_are_misread_are_settled_by_the_others(names: list[tuple[str, int]], severity: str) -> None:
    reading = table(names)
    assert [(c.column, c.value) for c in reading.cells[:7]] == list(zip(COLUMNS, FIGURES, strict=True))
    said = [(notice.severity, notice.code) for notice in reading.notices if "column" in notice.message]
    assert said == [(severity, "label_missing")]


@pytest.mark.parametrize(
    ("names", "is_recognised"),
    [
        (header({4: "聿月艮几勾"}), False),
        (header({4: "行政机关"}), False),
        (header({2: "社会公益组织", 3: "斗石开木"}), True),
        (header({1: "a", 2: "b", 3: "c", 4: "d"}), True),
    ],
)
def test_columns_that_others_do_not_settle_are_unknown_or_in_doubt(
    names: list[tuple[str, int]], is_recognised: bool
) -> None:
    reading = table(names, is_recognised=is_recognised)
    assert "label_missing" not in {notice.code for notice in reading.notices}
    assert "warning" in {notice.severity for notice in reading.notices}


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("回应公众关庄执卢或重大舆情数", "回应公众关注热点或重大舆情数", True),
        ("保护第三万合去权益", "保护第三方合法权益", True),
        ("属于行政处罚案卷", "属于行政执法案卷", False),
        ("有现成信息需要另行制作", "没有现成信息需要另行制作", True),
        ("上年新收政府信息公开申请数量", "本年新收政府信息公开申请数量", False),
        ("电子屏幕公开政府信息数", "政府公报公开政府信息数", False),
        ("电话申请数", "传真申请数", False),
        ("本机关不掌握相关的政府信息", "本机关不掌握相关政府信息", False),
    ],
)
def test_a_long_label_with_characters_misread_says_nothing_else(name: str, label: str, expected: bool) -> None:
    assert is_misread(name, (label,)) is expected
