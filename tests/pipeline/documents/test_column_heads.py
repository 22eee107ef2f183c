"""Where columns without rules end, from their figures and the names above them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.documents.paper.column_heads import PrintedRow, column_edges, headings, names_of
from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.printed_columns import spans_of


def test_no_edge_lies_between_the_characters_of_a_name_that_begins_where_its_figures_do() -> None:
    starts = [60.0, 92.0, 124.0, 156.0, 188.0]
    row = [Glyph(c, x + 8 * k, x + 8 * k + 8, 50.0, 8.0) for x in starts for k, c in enumerate("结果维")]
    edges = column_edges([(x, x + 4) for x in starts], [PrintedRow(row, spans_of(row))])
    assert all(x + 24 <= edge <= after for edge, (x, after) in zip(edges[1:-1], pairwise(starts), strict=True))


def _row(baseline: float, *texts: tuple[float, str], size: float = 8.0) -> PrintedRow:
    """A row of texts, each beginning at a place."""
    glyphs = [
        Glyph(c, x + size * k, x + size * k + size, baseline, size) for x, text in texts for k, c in enumerate(text)
    ]
    return PrintedRow(glyphs, spans_of(glyphs))


_RESULTS = ("维持", "纠正", "其他", "未结", "总计")
_COLUMNS = [(60.0 + 30 * index, 64.0 + 30 * index) for index in range(15)]


@pytest.mark.parametrize(
    ("ways", "spans"),
    [
        ([(50.0, "行政复议")], [(0, 5)]),
        ([(50.0, "行政复议"), (200.0, "行政诉讼")], [(0, 5), (5, 15)]),  # at the left of what they stand over
        ([(120.0, "行政复议"), (335.0, "行政诉讼")], [(0, 5), (5, 15)]),  # in the middle
        ([(50.0, "行政复议"), (335.0, "行政诉讼")], [(0, 5), (5, 15)]),  # the one so, the other so
        ([(50.0, "行政复议"), (200.0, "未经复议直接起诉"), (350.0, "复议后起诉")], [(0, 5), (5, 10), (10, 15)]),
    ],
)
def test_headings_stand_over_the_columns_from_where_their_names_begin_anew(
    ways: list[tuple[float, str]], spans: list[tuple[int, int]]
) -> None:
    columns = _COLUMNS[: spans[-1][1]]
    names = _row(70.0, *((start - 6, _RESULTS[index % 5]) for index, (start, _) in enumerate(columns)))
    header = [_row(50.0, *ways), names]
    edges = column_edges(columns, header)
    assert [(first, last) for _, first, last in headings(header, columns, edges)] == spans


def test_a_heading_over_several_columns_moves_no_edge() -> None:
    """Names and figures begin where their columns do; only through the middle of 科研机构 does an edge miss both headings."""
    starts = (286.1, 321.8, 357.5, 393.2, 429.0, 464.7, 500.4)
    ends = (300.9, 331.7, 362.5, 403.1, 438.9, 469.6, 515.3)
    columns = list(zip(starts, ends, strict=True))
    header = [
        _row(128.0, (385.6, "申请人情况"), size=9.0),
        _row(143.0, (376.6, "法人或其他组织"), size=9.0),
        _row(
            155.0,
            (289.2, "自然人"),
            (323.1, "商业企"),
            (358.9, "科研机"),
            (394.6, "社会公"),
            (430.3, "法律服"),
            (506.3, "总计"),
            size=9.0,
        ),
        _row(166.0, (470.6, "其他"), size=9.0),
        _row(172.0, (332.1, "业"), (367.9, "构"), (394.6, "益组织"), (430.3, "务机构"), size=9.0),
    ]
    assert 385.9 <= column_edges(columns, header)[3] <= 393.2


def test_names_that_fill_their_columns_and_touch_are_parted() -> None:
    starts = [60.0, 92.0, 124.0, 156.0, 188.0]
    header = [_row(50.0, (60.0, "自然人"), (92.0, "社会公益法律服务"), (156.0, "其他"), (188.0, "总计"))]
    columns = [(x + 24, x + 28) for x in starts]
    names = names_of(header, columns, column_edges(columns, header))
    assert [span.text for over in names for span in over] == ["自然人", "社会公益", "法律服务", "其他", "总计"]
