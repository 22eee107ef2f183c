"""Reading a PDF as a multiple of bare pdfplumber: `extract` over opening the file and `extract_tables` on every page.

Both run in turn on the same report, its tables broken over pages, in this process; processor time, the least of several
rounds. Printed: the ratio.
"""

from __future__ import annotations

import io

import pdfplumber

from crawlers.sandbox.world import World
from pipeline.extract import extract
from tests.bench.bench_extract import least_times
from tests.pipeline.documents.pdf_writer import Pdf
from tests.pipeline.documents.test_pdf import report_pdf


def extract_tables(body: bytes) -> int:
    """How many tables pdfplumber finds."""
    with pdfplumber.open(io.BytesIO(body)) as file:
        return sum(len(page.extract_tables()) for page in file.pages)


def main() -> None:
    """Prints the ratio."""
    body = report_pdf(World(9, governments=3, bureaus=2).reports[5], Pdf())
    ours, bare = least_times(lambda: extract(body), lambda: extract_tables(body))
    print(f"PDF extraction: {ours / bare:.2f} x pdfplumber's tables alone (at most 1.5)")


if __name__ == "__main__":
    main()
