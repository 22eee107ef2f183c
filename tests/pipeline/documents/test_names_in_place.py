"""Names of columns on two lines of a text, as terminals print a header whose outer names reach down: they are read by place."""

from __future__ import annotations

import pytest

from pipeline.documents.texts.names_in_place import with_names_in_place

ROW = "本年新收                     1     2   3   0   0   0   6"
GROUP = "                               法人"
INNER = "                               商业 科研 公益 法律 其他"
NARROW = "                               商业 科研 其他"
NARROW_ROW = "本年新收                 1     2    3    0    6    8    9"


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            (GROUP, "                         自然人                          总计", INNER),
            ROW,
            ["自然人  法人  商业  科研  公益  法律  其他  总计"],
        ),
        (
            (
                "勾稽关系               法人",
                "        自然人                                 总计",
                "               商业 科研 公益 法律 其他",
            ),
            ROW,
            ["勾稽关系", "自然人  法人  商业  科研  公益  法律  其他  总计"],
        ),
        ((GROUP, "                         自然人", INNER), ROW, None),
        ((GROUP, "                         自然人   总计", INNER), ROW, None),
        ((GROUP, "                         自然人                          总计", NARROW), NARROW_ROW, None),
        (("                         自然人                          总计", INNER), "本年新收", None),
    ],
    ids=["group above", "beside a remark", "no total", "both before", "fewer than figures", "no figures"],
)
def test_names_on_two_lines(header: tuple[str, ...], row: str, expected: list[str] | None) -> None:
    text = "\n".join((*header, row))
    found = with_names_in_place(text)
    if expected is None:
        assert found == text
    else:
        assert [line.strip() for line in found.splitlines() if line.strip()] == [*expected, row]
