"""Reports of the sandbox as PDFs, and what tests ask of what was read of them."""

from __future__ import annotations

from collections.abc import Sequence

from crawlers.sandbox import grids
from crawlers.sandbox.grids import Grid, GridCell
from crawlers.sandbox.world import Report, World
from pipeline.contract import Extraction
from pipeline.documents.document import Document
from pipeline.documents.pdf.pdf import read_pdf
from tests.pipeline.documents.pdf_writer import Pdf

WIDTHS = ([3, 2, 2, 2], [1, 2, 4, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2], [1] * 15)


def report_pdf(report: Report, pdf: Pdf, row_height: float = 30, size: float = 9) -> bytes:
    """`report` as a PDF: its sentences as paragraphs, its tables ruled."""

    def show(key: tuple[str, str, str]) -> str:
        return grids.plain_number(report.cells[key])

    pdf.paragraph(report.title, 20, 0, centred=True)
    tables = (
        grids.proactive_grid(report.form, show),
        grids.requests_grid(report.form, show),
        grids.disputes_grid(show),
    )
    for line in (*report.narrative.lead, *report.narrative.overview):
        pdf.paragraph(line)
    for heading, table, widths in zip("二三四", tables, WIDTHS, strict=True):
        pdf.paragraph(f"{heading}、情况")
        pdf.table(table, widths, row_height, size)
    for line in (*report.narrative.problems, *report.narrative.other):
        pdf.paragraph(line)
    return pdf.bytes()


def wrong_cells(extraction: Extraction, report: Report) -> list[tuple[str, str, str]]:
    """The cells of `report` that were not read as they are."""
    found = {(cell.table, cell.item, cell.column): cell.value for cell in extraction.cells}
    return [key for key, value in report.cells.items() if found.get(key) is None or found[key] != value]


def doubts(extraction: Extraction) -> list[str]:
    """Codes of warnings and of checks that fail."""
    return [notice.code for notice in extraction.notices if notice.severity != "info"] + [
        check.check for check in extraction.checks if check.status == "fail"
    ]


REPORTS = [report for report in World(seed=4, governments=3, bureaus=2).reports if report.year in (2020, 2022)][:6]


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def grid(*rows: Sequence[str]) -> Grid:
    return Grid(len(rows[0]), tuple(tuple(map(GridCell, row)) for row in rows))


def read_grid(pdf: Pdf) -> list[list[str]]:
    """The texts of the only grid."""
    (found,) = read_pdf(pdf.bytes(), None).grids
    return [[cell.text for cell in row] for row in found.rows]


FILLER = "一段够长的正文，使这份文件不被当作没有文字的扫描件，因为扫描件里没有多少文字，只有图片而已。"
