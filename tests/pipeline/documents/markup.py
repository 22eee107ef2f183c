"""What is read of a piece of markup, for tests."""

from __future__ import annotations

from pipeline.documents.document import Grid
from pipeline.documents.web.html import read_html


def grid(markup: str) -> Grid:
    return next(read_html(markup.encode(), None).grids)


def texts(found: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


def lines(markup: str) -> list[str]:
    return [line.text for line in read_html(markup.encode(), None).lines]
