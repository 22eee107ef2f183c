"""Disputes whose ways are printed in another order, below headers that are broken into letters: each figure is its way's."""

from __future__ import annotations

import pytest

from tests.pipeline.form_text import read, report

_RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
_FIGURES = {"行政复议": "19 6 15 8 48", "未经复议直接起诉": "6 3 1 3 13", "复议后起诉": "3 0 2 0 5"}
_ITEMS = {"行政复议": "review", "未经复议直接起诉": "suit_direct", "复议后起诉": "suit_after_review"}


def _header(ways: list[str], between: str) -> list[str]:
    """The three rows of names, the letters of each with something between them."""
    suits = [way for way in ways if way != "行政复议"]
    groups = dict.fromkeys("行政复议" if way == "行政复议" else "行政诉讼" for way in ways)
    first = [between.join(name) for name in _RESULTS]
    second = [*first, *suits] if ways[0] == "行政复议" else [*suits, *first]
    return [*groups, *second, *first, *first]


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize(
    "ways",
    [
        ["行政复议", "未经复议直接起诉", "复议后起诉"],
        ["行政复议", "复议后起诉", "未经复议直接起诉"],
        ["未经复议直接起诉", "复议后起诉", "行政复议"],
        ["复议后起诉", "未经复议直接起诉", "行政复议"],
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_figures_are_those_of_the_way_that_is_printed_in_their_place(ways: list[str], between: str, gap: str) -> None:
    whole = report(lambda *_: "0", "\n", "\n")
    above = whole[: whole.rindex("情况", 0, whole.rindex("结果维持")) + 2]
    figures = gap.join(gap.join(_FIGURES[way].split()) for way in ways)
    found = read("\n".join([above, *_header(ways, between), figures, "五、存在的主要问题及改进情况"]))
    cells = [cell for cell in found.cells if cell.table == "disputes" and cell.status == "reported"]
    assert len(cells) in (0, 15)
    for way, item in _ITEMS.items():
        assert [str(cell.value) for cell in cells if cell.item == item] in ([], _FIGURES[way].split())
    warnings = {notice.code for notice in found.notices if notice.severity == "warning"}
    assert (warnings == set()) == (ways == list(_FIGURES)) or not cells
