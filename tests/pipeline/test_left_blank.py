"""A disputes table in lines of which nothing but the names is printed: blank where its figures can be nowhere else."""

from __future__ import annotations

import pytest

from pipeline.contract import Extraction
from tests.pipeline.form_text import noughts, read, report

RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NAMES = ["行政复议", "行政诉讼", *RESULTS, "未经复议直接起诉", "复议后起诉", *RESULTS, *RESULTS]


def with_disputes(*lines: str, figures: str = "\n", behind: str = "无。") -> Extraction:
    above = report(noughts, figures, "\n")
    disputes = "四、政府信息公开行政复议、行政诉讼情况"
    ends = ["五、存在的主要问题及改进情况", behind]
    return read("\n".join([above[: above.index(disputes)] + disputes, *lines, *ends]))


@pytest.mark.parametrize("between", ["\n", "  ", " | ", " "])
@pytest.mark.parametrize("figures", ["\n", "\t"])
def test_disputes_of_which_all_names_are_printed_and_nothing_else_are_blank(between: str, figures: str) -> None:
    found = with_disputes(between.join(NAMES), figures=figures)
    assert [cell.status for cell in found.cells if cell.table == "disputes"] == ["blank"] * 15
    assert [notice.code for notice in found.notices if notice.severity == "warning"] == []
    assert [notice.severity for notice in found.notices if notice.code == "row_empty"] == ["info"]


@pytest.mark.parametrize(
    ("lines", "behind"),
    [
        (NAMES, "公开不够及时，还要努力改进。\n3 0 0 1 4 0 0"),  # the figures have gone astray
        ([*NAMES, "1"], "无。"),
        ([*NAMES, "全年未发生"], "无。"),
        ([name for name in NAMES if name != "复议后起诉"], "无。"),
        ([*NAMES[:7], "复议后起诉", "未经复议直接起诉", *NAMES[9:]], "无。"),
    ],
)
def test_disputes_of_which_other_things_are_printed_too_stay_in_doubt(lines: list[str], behind: str) -> None:
    found = with_disputes(*lines, behind=behind)
    assert [notice for notice in found.notices if notice.severity == "warning"]
    assert not any(cell.value for cell in found.cells if cell.table == "disputes")


def test_a_page_that_drops_lines_that_equal_others_has_no_table_that_is_certainly_blank() -> None:
    lines = report(lambda _, item, number: str(len(item) * 10 + number), "\n", "\n").split("\n")
    disputes = lines.index("四、政府信息公开行政复议、行政诉讼情况")
    text = "\n".join(dict.fromkeys([*lines[: disputes + 1], *NAMES, "五、存在的主要问题及改进情况", "无。"]))
    assert [notice for notice in read(text).notices if notice.severity == "warning"]
