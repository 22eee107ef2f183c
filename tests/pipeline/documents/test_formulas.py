"""Sums that a sheet stores without their value: what is worked out, what stays as it is written, and how much is looked at."""

from __future__ import annotations

import pytest

from pipeline.documents.office.formulas import MAXIMUM_AREA, MAXIMUM_DEPTH, MAXIMUM_LOOKS, work_out
from pipeline.documents.read import read_document
from tests.pipeline.documents.office_writer import xlsx

HOUSE = [["许可", "2", ""], ["处罚", "3", ""]]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=SUM(B1:B2)", "5"),
        ("=sum(b2:b1)", "5"),
        ("=SUM($B$1:B2,B1)", "7"),
        ("=B1+$B$2-1", "4"),
        ("=-B1+0.25", "-1.75"),
        ("=SUM(B1,B2)+C3", "12"),  # C3 is a sum too
        ("=SUM(A1:B2)", "5"),  # words count for nothing in a sum
        ("=SUM(C1:C2)", "0"),  # nor do empty cells
        ("=SUM(B1:B2)*2", None),
        ("=SUM(表2!B1:B2)", None),
        ("=AVERAGE(B1:B2)", None),
        ("=B3", None),  # itself
        ("=C4", None),  # through another
        ("=A1+B1", None),  # a word
        ("=SUM(B1:C4)", None),  # one that rests on it
        (f"=SUM(E1:E{MAXIMUM_AREA})+5", "5"),
        (f"=SUM(E1:E{MAXIMUM_AREA + 1})+5", None),
        ("=B1B2", None),
        ("=", None),
    ],
)
def test_a_sum_of_the_same_sheet_is_worked_out(written: str, shown: str | None) -> None:
    texts = [*map(list, HOUSE), ["总计", written, "=SUM(B1:B2)+2"], ["", "", "=B3"]]
    work_out(texts)
    assert texts[2][1] == (written if shown is None else shown)


def test_sums_that_rest_on_each_other_are_worked_out_to_a_depth() -> None:
    texts = [["1"], *([f"=A{row}+1"] for row in range(1, 3 * MAXIMUM_DEPTH))]
    deep = [list(line) for line in reversed(texts)]
    for row, line in enumerate(deep[:-1], 1):
        line[0] = f"=A{row + 1}+1"
    work_out(texts)
    work_out(deep)
    assert texts[-1] == [str(3 * MAXIMUM_DEPTH)]  # what was worked out before is known
    assert deep[0][0].startswith("=")


def test_sums_of_sums_are_looked_at_once_and_so_often_at_most() -> None:
    wide = [["1"] * 100, *([f"=SUM(A{row}:CV{row})"] * 100 for row in range(1, 12))]
    assert work_out(wide) == 1_100
    many = [["1"] * 100 for _ in range(100)] + [["=SUM(A1:CV100)"] for _ in range(2 * MAXIMUM_LOOKS // 10_000)]
    assert 0 < work_out(many) <= MAXIMUM_LOOKS // 10_000


def test_a_workbook_says_that_its_sums_were_worked_out() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}">{2}</c></row>'
    rows = (
        row.format(1, "许可", "<v>2</v>"),
        row.format(2, "处罚", "<v>3</v>"),
        row.format(3, "总计", "<f>SUM(B1:B2)</f>"),
    )
    document = read_document(xlsx({"表": f"<sheetData>{''.join(rows)}</sheetData>"}), None)
    assert [line[1].text for grid in document.grids for line in grid.rows] == ["2", "3", "5"]
    assert [(notice.severity, notice.code) for notice in document.notices] == [("info", "sums_worked_out")]
