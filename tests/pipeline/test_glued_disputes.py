"""The fifteen entries of the disputes table in one run of digits: apart where the totals leave one way, else refused."""

from __future__ import annotations

import pytest

from pipeline.contract import Cell
from pipeline.extract import extract

HEADER = "行政复议行政诉讼\n" + "结果维持结果纠正其他结果尚未审结总计" + "未经复议直接起诉复议后起诉\n"
HEADER += "结果维持结果纠正其他结果尚未审结总计" * 2


def entries(digits: str) -> list[Cell]:
    head = "青禾市教育局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，我局收到政府信息公开申请3件。\n"
    text = f"{head}四、政府信息公开行政复议、行政诉讼情况\n{HEADER}\n{digits}\n五、存在的主要问题及改进情况\n无。"
    return [cell for cell in extract(text.encode(), "text/plain").cells if cell.table == "disputes"]


@pytest.mark.parametrize(
    ("digits", "figures"),
    [
        ("100010000000000", [1, 0, 0, 0, 1, *[0] * 10]),
        ("9100100000000000", [9, 1, 0, 0, 10, *[0] * 10]),
        ("91001000000000000", None),  # a nought too many
        ("000000213600000", [0, 0, 0, 0, 0, 0, 2, 1, 3, 6, 0, 0, 0, 0, 0]),
        ("11000110000000000", None),  # 1 10 0 0 11 and 11 0 0 0 11 are both possible
        ("12345678901234567890", None),
    ],
)
def test_digits_without_separators(digits: str, figures: list[int] | None) -> None:
    cells = entries(digits)
    assert len(cells) == 15
    if figures is None:
        assert {(cell.status, cell.raw) for cell in cells} == {("unreadable", digits)}
    else:
        assert [cell.value for cell in cells] == figures
