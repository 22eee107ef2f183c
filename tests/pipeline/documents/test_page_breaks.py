"""Tables over pages: rows of blanks overleaf, headers that are printed again with a row of figures."""

from __future__ import annotations

import pytest

from crawlers.sandbox import grids
from pipeline.documents.document import Grid
from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.pdf_writer import HEIGHT, MARGIN, WIDTH, Pdf
from tests.pipeline.documents.test_pdf import grid

LEAD = "为进一步做好政府信息公开工作，现将本年度有关情况报告如下，请予以审议，并提出宝贵意见，以便改进。"
NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "备注", "说明")
BLANK = ("",) * len(NAMES)


def over_two_pages(above: list[tuple[str, ...]], below: list[tuple[str, ...]]) -> list[list[list[str]]]:
    """The texts of the tables of two pages: rows above the break and below it."""
    pdf = Pdf(numbered=False)
    pdf.paragraph(LEAD)
    pdf.y = HEIGHT - MARGIN - 30 * len(above)
    pdf.table(grid(*above), [1] * len(above[0]))
    pdf.new_page()
    pdf.table(grid(*below), [1] * len(below[0]))
    pdf.paragraph(LEAD)
    blocks = read_pdf(pdf.bytes(), None).blocks
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("rows", [1, 2])
def test_rows_of_blanks_below_a_header(rows: int) -> None:
    assert over_two_pages([NAMES], [BLANK] * rows) == [[list(NAMES), *[list(BLANK)] * rows]]


def test_the_blank_rest_of_a_row_of_figures_is_no_row() -> None:
    figures = ("1", "0", "0", "0", "1", "0", "0")
    assert over_two_pages([NAMES, figures], [BLANK]) == [[list(NAMES), list(figures)]]


@pytest.mark.parametrize(
    ("label", "rest", "figure", "rows"),
    [
        ("5.确认", "信息", "", [["5.确认信息", *"0000001"]]),
        ("确认", "信息", "", [["确认", *"0000001"], ["信息", *BLANK]]),  # numbers that were lost
        ("5.确认", "6.信息", "", [["5.确认", *"0000001"], ["6.信息", *BLANK]]),
        ("5.确认", "信息", "3", [["5.确认", *"0000001"], ["信息", "3", *BLANK[1:]]]),
    ],
)
def test_words_without_a_number_overleaf_are_the_rest_of_a_label(
    label: str, rest: str, figure: str, rows: list[list[str]]
) -> None:
    (table,) = over_two_pages([("", *NAMES), (label, *"0000001")], [(rest, figure, *BLANK[1:]), ("7.其他", *"0000000")])
    assert table[1:-1] == rows


@pytest.mark.parametrize(
    ("label", "rest", "rows"),
    [
        ("5.确认", "信息", [["5.确认信息", *"0000001"]]),
        ("5.确认", "6.信息", [["5.确认", *BLANK], ["6.信息", *"0000001"]]),
        ("确认", "信息", [["确认", *BLANK], ["信息", *"0000001"]]),
    ],
)
def test_a_label_without_its_figures_goes_on_overleaf_beside_them(label: str, rest: str, rows: list[list[str]]) -> None:
    (table,) = over_two_pages([("", *NAMES), (label, *BLANK)], [(rest, *"0000001"), ("7.其他", *"0000000")])
    assert table[1:-1] == rows


@pytest.mark.parametrize("widths", [[2, 1, 1, 1, 1], [2.4, 0.9, 0.9, 0.9, 0.9]])
def test_a_table_whose_walls_stand_a_little_aside_overleaf_has_the_same_columns(widths: list[float]) -> None:
    """Where no wall is drawn, the texts of each page tell where it would stand."""
    pdf = Pdf(numbered=False)
    pdf.paragraph(LEAD)
    pdf.table(grid(("", *NAMES[:4]), ("1.重复申请", *"1234")), [2, 1, 1, 1, 1])
    pdf.new_page()
    pdf.table(grid(("2.大量反复申请", *"5678")), widths)
    (table,) = (block for block in read_pdf(pdf.bytes(), None).blocks if isinstance(block, Grid))
    assert [[cell.column for cell in row] for row in table.rows] == [[0, 1, 2, 3, 4]] * 3


@pytest.mark.parametrize(
    ("rest", "rows"),
    [
        (("", "89", "", "1", "", "", "", ""), [["5.确认", "12345678989", "0", "3000000001", *"0000"]]),
        (
            ("", "1234567890", *BLANK[1:]),
            [["5.确认", "123456789\n1234567890", "0", "300000000", *"0000"]],
        ),  # longer than its upper part
        (
            ("", "89", "1", *BLANK[2:]),
            [["5.确认", "123456789", "0", "300000000", *"0000"], ["", "89", "1", *BLANK[2:]]],
        ),  # not full
        (
            ("", *"8901234"),
            [["5.确认", "123456789", "0", "300000000", *"0000"], ["", *"8901234"]],
        ),  # a row that lost its label
        (
            ("6.其他", "89", *BLANK[1:]),
            [["5.确认", "123456789", "0", "300000000", *"0000"], ["6.其他", "89", *BLANK[1:]]],
        ),
    ],
)
def test_figures_without_a_label_overleaf_are_the_rest_of_those_that_fill_their_cells(
    rest: tuple[str, ...], rows: list[list[str]]
) -> None:
    above = ("5.确认", "123456789", "0", "300000000", *"0000")
    (table,) = over_two_pages([("", *NAMES), above], [rest, ("7.其他", *"0000000")])
    assert table[1:-1] == rows


def test_a_header_is_printed_again_with_the_row_below_it() -> None:
    header = [("第一项", "", ""), ("信息内容", "制发件数", "废止件数"), ("规章", "1", "0")]
    (table,) = over_two_pages([*header, ("规范性文件", "3", "1")], [*header, ("行政许可", "5", "0")])
    assert [row[0] for row in table] == ["第一项", "信息内容", "规章", "规范性文件", "行政许可"]


def test_a_row_that_goes_on_overleaf_without_a_line_above_it() -> None:
    """As some makers draw a table that a page cuts: open at the page's end, and at the top of the next one."""
    pdf = Pdf(numbered=False)
    pdf.paragraph(LEAD)
    pdf.table(grid(NAMES), [1] * len(NAMES))
    pdf.new_page()
    width = (WIDTH - 2 * MARGIN) / len(NAMES)
    for column in range(len(NAMES) + 1):
        pdf.line(MARGIN + column * width, MARGIN, MARGIN + column * width, MARGIN + 20)
    pdf.line(MARGIN, MARGIN + 20, WIDTH - MARGIN, MARGIN + 20)
    for column in range(len(NAMES)):
        pdf.text(MARGIN + column * width + 20, MARGIN + 14, 9, str(column))
    (table,) = [block for block in read_pdf(pdf.bytes(), None).blocks if isinstance(block, Grid)]
    assert [cell.text for cell in table.rows[-1]] == ["0", "1", "2", "3", "4", "5", "6"]


def test_a_blank_overleaf_is_no_rest_of_the_header_above_it() -> None:
    """Names that reach down beside a heading over several end the header; figures stand below them."""
    header = [
        grids.GridCell("结果维持", rowspan=2),
        grids.GridCell("总计", rowspan=2),
        grids.GridCell("复议后起诉", colspan=2),
    ]
    names, figures = grid(("结果维持", "总计")).rows[0], grid(("", "", "3", "3")).rows[0]
    pdf = Pdf(numbered=False)
    pdf.paragraph(LEAD)
    pdf.y = HEIGHT - MARGIN - 60
    pdf.table(grids.Grid(4, (tuple(header), names, figures)), [1] * 4)
    (table,) = [block for block in read_pdf(pdf.bytes(), None).blocks if isinstance(block, Grid)]
    assert [cell.text for cell in table.rows[-1]] == ["", "", "3", "3"]


def test_an_item_overleaf_is_no_rest_of_the_name_above_it() -> None:
    """A narrow column, whose names fill their lines."""
    pdf = Pdf(numbered=False)
    pdf.paragraph(LEAD)
    pdf.y = HEIGHT - MARGIN - 30
    pdf.table(grid(("信息内容", "金额"), ("行政许可", "")), [1, 8])
    (table,) = [block for block in read_pdf(pdf.bytes(), None).blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in table.rows] == [["信息内容", "金额"], ["行政许可", ""]]


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        ("（五）不予", "处理", ["（五）不予处理"] * 5),
        ("（五）不予处理", "", ["（五）不予处理"] * 5),
        ("（四）无法提供", "（五）不予处理", ["（四）无法提供"] * 2 + ["（五）不予处理"] * 3),
        ("不予", "处理", ["不予"] * 2 + ["处理"] * 3),  # numbers that were lost
    ],
)
def test_words_of_a_group_overleaf_are_the_rest_of_its_name(upper: str, lower: str, names: list[str]) -> None:
    """Its cell spans rows on both pages and is wide enough for all of the name."""
    pdf = Pdf(numbered=False)
    pdf.paragraph(LEAD)
    pdf.y = HEIGHT - MARGIN - 60
    for name, labels in (
        (upper, ("1.信访举报投诉类申请", "2.重复申请")),
        (lower, ("3.出版物", "4.大量反复申请", "5.确认")),
    ):
        first = (grids.GridCell(name, len(labels)), grids.GridCell(labels[0]), grids.GridCell("1"))
        others = tuple((grids.GridCell(label), grids.GridCell("2")) for label in labels[1:])
        pdf.table(grids.Grid(3, (first, *others)), [3, 4, 1])
        if name == upper:
            pdf.new_page()
    (table,) = read_pdf(pdf.bytes(), None).grids
    assert [row[0].text for row in table.rows] == names


@pytest.mark.parametrize(
    ("places", "header"),
    [
        ((40, 40, 40), ["结果维持", "结果纠正", "其他结果", "直接起诉维持"]),
        ((95, 2, 40), ["结果维持", "结果纠正", "其他结果", "直接起诉维持"]),  # closer than words
        ((40, -9, 40), None),  # across an edge: a text of its own
    ],
)
def test_labels_that_hang_out_below_the_page_s_last_row_belong_to_the_cells_that_go_on_overleaf(
    places: tuple[int, ...], header: list[str] | None
) -> None:
    """As a browser cuts a header: the table ends with the row that fits, the names that span the next row are printed on."""
    above, figures = ("结果", "结果", "其他", "直接起诉"), ("1", "2", "3", "4")
    pdf = Pdf(numbered=False)
    pdf.paragraph(LEAD)
    pdf.y = HEIGHT - MARGIN - 50
    pdf.table(grid(above), [1] * len(above))
    width = (WIDTH - 2 * MARGIN) / len(above)
    for column, (name, place) in enumerate(zip(("维持", "纠正", "结果"), places, strict=True)):
        pdf.text(MARGIN + column * width + place, HEIGHT - MARGIN - 9, 9, name)
    pdf.new_page()
    pdf.table(grid(("", "", "", "维持"), figures), [1] * len(above))
    tables = [[[cell.text for cell in row] for row in grid.rows] for grid in read_pdf(pdf.bytes(), None).grids]
    assert (tables == [[header, header, list(figures)]]) == (header is not None)
