"""Separated values in rows that are not equally wide: the order of their fields, or their places, are kept."""

from __future__ import annotations

import time

import pytest

from pipeline.documents.document import Grid
from pipeline.documents.texts.text import read_text

_EVEN = ["规章,1,2,3"] * 3
_SWALLOWED = [
    "自然人,组织,总计",
    "商业企业,其他",
    "一、本年新收,3,0,3",
    "三、结果,（一）予以公开,2,0,2",
    "（二）部分公开,1,,1",
    "（三）不予公开,1.属于国家秘密,,,",
    "2.其他,0,0,0",
    "四、结转,0,0,0",
]
_CUT = [
    "项目,,自然人,组织,总计",
    ",,,商业企业",
    "一、本年新收,,3,0,3",
    "三、结果,（一）予以公开,2,,2",
    ",（二）部分公开,1",
    ",（三）不予公开",
    "四、结转,,0,0,0",
]
_ONE_COLUMN = [
    "统计指标,单位,数",
    "一、主动公开情况",
    "（一）公开数,条,3",
    "其中,条",
    "（二）渠道",
    "1.网站,条,2",
    "2.微博,条,1",
] + [f"{number}.其他,条,0" for number in range(3, 7)]
_WIDE = ["行政复议,行政诉讼", "结果维持,结果纠正,总计", ",1,1,0,,,,,,,2,,,,2"]


def _read(rows: list[str]) -> list[str | list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows] if isinstance(block, Grid) else block.text
        for block in read_text("\n".join(rows).encode(), None).blocks
    ]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize(
    ("rows", "keeps_places"), [(_SWALLOWED, False), (_CUT, True), (_ONE_COLUMN, True), (_WIDE[1:], False)]
)
def test_rows_of_several_widths_are_one_table(separator: str, rows: list[str], *, keeps_places: bool) -> None:
    fields = [row.split(",") for row in rows]
    width = max(map(len, fields))
    padded = [[*row, *[""] * (width - len(row))] for row in fields]
    found = _read([row.replace(",", separator) for row in rows])
    assert found == ([padded] if keeps_places else ["\t".join(row) for row in fields])


def test_a_table_ends_where_a_section_or_a_sentence_does() -> None:
    for behind in ("四、复议情况", "一是公开,二是解读,三是回应。"):
        assert _read([*_SWALLOWED, behind, "甲,乙"])[-2:] == [behind, "甲,乙"]


def test_other_lines_with_commas_stay_as_they_are() -> None:
    assert _read(_EVEN) == [[["规章", "1", "2", "3"]] * 3]
    thousands = [row.replace("3", "1,234") for row in _SWALLOWED]
    assert "\t" not in str(_read(thousands))
    clauses = [f"一是公开,二是解读{',三是回应' * (number % 2)},2021年" for number in range(9)]
    assert _read(clauses) == clauses


def test_hostile_texts_take_no_time() -> None:
    start = time.process_time()
    read_text(("甲,乙,丙,丁\n甲,乙,丙\n" * 10_000).encode(), None)
    assert time.process_time() - start < 10
