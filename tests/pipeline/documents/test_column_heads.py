"""Where columns without rules end, from their figures and the names above them."""

from __future__ import annotations

from itertools import pairwise

from pipeline.documents.column_heads import PrintedRow, column_edges
from pipeline.documents.drawn import Glyph
from pipeline.documents.part_ruled import spans_of


def test_no_edge_lies_between_the_characters_of_a_name_that_begins_where_its_figures_do() -> None:
    starts = [60.0, 92.0, 124.0, 156.0, 188.0]
    row = [Glyph(c, x + 8 * k, x + 8 * k + 8, 50.0, 8.0) for x in starts for k, c in enumerate("结果维")]
    edges = column_edges([(x, x + 4) for x in starts], [PrintedRow(row, spans_of(row))])
    assert all(x + 24 <= edge <= after for edge, (x, after) in zip(edges[1:-1], pairwise(starts), strict=True))
