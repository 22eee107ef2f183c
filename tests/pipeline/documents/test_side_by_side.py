"""Two pages on one sheet: read one after the other, with their places on the sheet; a wide page is one."""

from __future__ import annotations

import pytest

from crawlers.sandbox.world import Report
from pipeline.documents.paper.drawn import DrawnPage, Glyph, Rule
from pipeline.documents.paper.side_by_side import set_apart
from pipeline.extract import extract
from tests.pipeline.documents import pdf_writer
from tests.pipeline.documents.pdf_writer import MARGIN, WIDTH, Pdf
from tests.pipeline.documents.test_pdf import REPORTS, doubts, report_pdf, wrong_cells


class TwoOnASheet(Pdf):
    """Every second page stands right of the one before."""

    shift = 0.0
    ruled = True

    def new_page(self) -> None:
        if self.shift:
            self.shift = 0.0
            super().new_page()
        else:
            self.shift = WIDTH
            self.y = MARGIN

    def text(self, x: float, y: float, size: float, text: str) -> None:
        super().text(x + self.shift, y, size, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.ruled:
            super().line(x0 + self.shift, y0, x1 + self.shift, y1)

    def bytes(self) -> bytes:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pdf_writer, "WIDTH", 2 * WIDTH)
            return super().bytes()


@pytest.mark.parametrize("report", REPORTS[:2], ids=lambda report: report.key)
@pytest.mark.parametrize("ruled", [True, False])
def test_two_pages_on_a_sheet_are_read_one_after_the_other(report: Report, ruled: bool) -> None:
    pdf = TwoOnASheet(numbered=False)
    pdf.ruled = ruled
    extraction = extract(report_pdf(report, pdf))
    assert wrong_cells(extraction, report) == []
    assert doubts(extraction) == []
    boxes = [cell.place.bbox for cell in extraction.cells if cell.place.bbox is not None]
    assert any(left > WIDTH for left, *_ in boxes)


class ManyOnASheet(Pdf):
    """Two pages beside each other, and so many `rows` of them on a sheet."""

    rows = 2
    place = 0

    def new_page(self) -> None:
        self.place += 1
        if self.place == 2 * self.rows:
            self.place = 0
            self.pages.append([])
        self.y = MARGIN

    def _moved(self, x: float, y: float) -> tuple[float, float]:
        row, column = divmod(self.place, 2)
        return x + column * WIDTH, y + (row - self.rows + 1) * pdf_writer.HEIGHT

    def text(self, x: float, y: float, size: float, text: str) -> None:
        super().text(*self._moved(x, y), size, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        super().line(*self._moved(x0, y0), *self._moved(x1, y1))

    def bytes(self) -> bytes:
        height = self.rows * pdf_writer.HEIGHT
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pdf_writer, "WIDTH", 2 * WIDTH)
            patch.setattr(pdf_writer, "HEIGHT", height)
            return super().bytes()


@pytest.mark.parametrize("rows", [2, 3])
def test_four_or_six_pages_on_a_sheet_are_read_row_by_row(rows: int) -> None:
    pdf = ManyOnASheet(numbered=False)
    pdf.rows = rows
    extraction = extract(report_pdf(REPORTS[1], pdf))
    assert wrong_cells(extraction, REPORTS[1]) == []
    assert doubts(extraction) == []
    boxes = [cell.place.bbox for cell in extraction.cells if cell.place.bbox is not None]
    assert any(top > pdf_writer.HEIGHT for _, top, *_ in boxes)


def sheet(right: str, *, rule: Rule | None = None, middle: str = "") -> DrawnPage:
    """A sheet of 800 by 500 points with running text on its left side."""
    lines = ((40.0, "为进一步做好政府信息公开工作现将有关情况报告如下"), (440.0, right), (395.0, middle))
    glyphs = [
        Glyph(letter, start + 10 * place, start + 10 * place + 10, 60.0, 10.0)
        for start, text in lines
        for place, letter in enumerate(text)
        if letter != " "
    ]
    return DrawnPage(1, 800.0, 500.0, glyphs, [rule] if rule else [])


RUNNING = "平台建设和监督保障方面明确专人负责及时开展自查"


@pytest.mark.parametrize(
    ("drawn", "count"),
    [
        (sheet(RUNNING), 2),
        (sheet("0   1   0   12   3"), 1),
        (sheet(RUNNING, middle="报告"), 1),
        (sheet(RUNNING, rule=Rule(100.0, 40.0, 760.0)), 1),
        (sheet(RUNNING, rule=Rule(100.0, 440.0, 760.0)), 2),
        (sheet(""), 1),
    ],
)
def test_only_where_text_runs_on_both_sides_of_a_free_middle(drawn: DrawnPage, count: int) -> None:
    pages = set_apart([drawn])
    assert len(pages) == count
    assert [page.aside for page in pages] == [0.0, 400.0][:count]
    assert sum(len(page.glyphs) for page in pages) == len(drawn.glyphs)
