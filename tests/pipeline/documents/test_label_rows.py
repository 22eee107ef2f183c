"""Labels beside figures without rules between them: which lines belong together, and where groups of labels end."""

from __future__ import annotations

import pytest

from pipeline.documents.paper.column_heads import PrintedRow, column_edges, headings
from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.label_rows import Band, Height, LabelLine, bands, group_ends
from pipeline.documents.paper.printed_columns import Span, spans_of

LEADING = 12.0


def rows_of(
    labels: list[str], figures: list[float], before: Band | None = None, *, goes_on: bool = False
) -> list[tuple[str, float | None]]:
    """The rows of lines one below the other (`""` leaves half a line free), and of figures at places counted in lines."""
    lines: list[LabelLine] = []
    place = 0.0
    for label in labels:
        if label:
            lines.append(LabelLine(place * LEADING, 9.0, label))
        place += 1 if label else 0.5
    found = bands(lines, [Height(figure * LEADING, 9.0) for figure in figures], before, goes_on=goes_on)
    return [
        ("".join(line.text for line in row.lines), row.figures.baseline / LEADING if row.figures else None)
        for row in found
    ]


@pytest.mark.parametrize(
    ("labels", "figures", "rows"),
    [
        (["1.甲", "2.乙", "3.丙"], [0, 1, 2], [("1.甲", 0), ("2.乙", 1), ("3.丙", 2)]),
        (["1.甲", "2.乙", "乙", "3.丙"], [0, 1.5, 3], [("1.甲", 0), ("2.乙乙", 1.5), ("3.丙", 3)]),
        (["1.甲", "2.乙", "乙", "乙", "3.丙"], [0, 1, 4], [("1.甲", 0), ("2.乙乙乙", 1), ("3.丙", 4)]),
        (["1.甲", "甲", "2.乙", "乙"], [1, 3], [("1.甲甲", 1), ("2.乙乙", 3)]),
        (["1.甲", "2.乙", "3.丙"], [0, 2], [("1.甲", 0), ("2.乙", None), ("3.丙", 2)]),
        (["甲", "乙", "", "丙"], [0.5, 2.5], [("甲乙", 0.5), ("丙", 2.5)]),
        (["1.甲", *"甲甲甲甲甲甲甲甲", "2.乙"], [4, 9], [("1.甲甲甲甲甲甲甲甲甲", 4), ("2.乙", 9)]),
        (["1.甲", "", "", "3.丙"], [0, 1, 2], [("1.甲", 0), ("", 1), ("3.丙", 2)]),
    ],
)  # fmt: skip
def test_lines_of_a_label_have_their_figures_beside_them(
    labels: list[str], figures: list[float], rows: list[tuple[str, float | None]]
) -> None:
    assert rows_of(labels, figures) == rows


CUT = Band([LabelLine(0.0, 9.0, "1.甲")], Height(0.0, 9.0))
BEGUN = Band([LabelLine(0.0, 9.0, "1.甲")], None)


@pytest.mark.parametrize(
    ("labels", "figures", "before", "goes_on", "rows"),
    [
        (["1.甲", "甲", "2.乙", "乙", "乙"], [0.5, 2], None, True, [("1.甲甲", 0.5), ("2.乙乙乙", 2)]),
        (["1.甲", "甲", "2.乙", "乙", "乙"], [0.5], None, True, [("1.甲甲", 0.5), ("2.乙乙乙", None)]),
        (["甲", "甲", "2.乙", "乙"], [2.5], CUT, False, [("甲甲", None), ("2.乙乙", 2.5)]),
        (["甲", "甲", "2.乙", "乙"], [0, 2.5], BEGUN, False, [("甲甲", 0), ("2.乙乙", 2.5)]),
    ],
)
def test_figures_stand_beside_any_line_of_a_label_that_a_page_cuts(
    labels: list[str], figures: list[float], before: Band | None, goes_on: bool, rows: list[tuple[str, float | None]]
) -> None:
    assert rows_of(labels, figures, before, goes_on=goes_on) == rows


def test_groups_stand_left_of_all_numbered_labels() -> None:
    labels = [
        Span(10, 20, "三"),
        Span(10, 20, "、"),
        Span(30, 60, "（四）"),
        Span(100, 180, "1.甲"),
        Span(90, 190, "2.乙"),
    ]
    assert group_ends(labels) == [25, 75]
    assert group_ends(labels[:3]) == []
    assert group_ends(labels[3:]) == []


def test_columns_end_where_the_header_has_gaps() -> None:
    """A name that is wider than half the way to the next figure is still of its own column."""
    figures = [(100.0 + 60 * index, 105.0 + 60 * index) for index in range(5)]
    names = [(80.0, 125.0), (130.0, 195.0), (200.0, 240.0), (255.0, 310.0), (315.0, 370.0)]
    header = PrintedRow(
        [Glyph("名", start, end, 50.0, 9.0) for start, end in names], [Span(start, end, "名") for start, end in names]
    )
    edges = column_edges(figures, [header])
    assert all(end <= edge <= start for (_, end), (start, _), edge in zip(names, names[1:], edges[1:], strict=False))


@pytest.mark.parametrize(
    ("rows", "reached"),
    [
        ([["行政复议", "", "行政诉讼"], ["结果", "总计"] * 2], [(0, 2), (2, 4)]),
        ([["行政复议", "", "行政诉讼"], ["", "", "复议后起诉", "", "复议后起诉"], ["总计"] * 6], [(0, 2), (2, 6), (2, 4), (4, 6)]),
        ([["申请人情况"], ["自然人", "法人或其他组织", "", "", "总计"], ["", "企业", "机构", "其他"]], [(0, 5), (1, 4)]),
        ([["申请人情况"], ["", "法人或其他组织"], ["自然人", "企业", "机构", "其他", "总计"]], [(0, 5), (1, 4)]),
    ],
)  # fmt: skip
def test_headings_at_the_left_of_several_columns_reach_over_them(
    rows: list[list[str]], reached: list[tuple[int, int]]
) -> None:
    header: list[PrintedRow] = []
    for line, names in enumerate(rows):
        glyphs = [
            Glyph(letter, 100 + 60 * column + 9 * place, 109 + 60 * column + 9 * place, 50.0 + 12 * line, 9.0)
            for column, name in enumerate(names)
            for place, letter in enumerate(name)
        ]
        header.append(PrintedRow(glyphs, spans_of(glyphs)))
    count = max(map(len, rows))
    figures = [(104.0 + 60 * column, 109.0 + 60 * column) for column in range(count)]
    edges = [98.0 + 60 * column for column in range(count + 1)]
    assert [(first, last) for _, first, last in headings(header, figures, edges)] == reached
