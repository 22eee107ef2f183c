"""What tests see of a document that is read of pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from pipeline.documents.document import Document
from pipeline.documents.read import read_document
from tests.pipeline.documents.scan_writer import save


def read(pages: Sequence[Image.Image], kind: str = "PNG") -> Document:
    """What is read of the file of `pages`."""
    return read_document(save(pages, kind), None)


def texts(document: Document) -> list[list[str]]:
    """The texts of the only grid."""
    (grid,) = document.grids
    return [[cell.text for cell in row] for row in grid.rows]


def codes(document: Document) -> list[str]:
    """The notices' codes."""
    return [notice.code for notice in document.notices]
