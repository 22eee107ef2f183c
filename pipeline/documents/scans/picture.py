"""Pictures of pages → `Document`: PNG, JPEG, TIFF with its pages, GIF, BMP, WebP."""

from __future__ import annotations

from pipeline.documents.assemble import assemble
from pipeline.documents.document import Document, UnreadableDocumentError
from pipeline.documents.paper.layout import lay_out
from pipeline.documents.scans.ocr import HOW_TO_INSTALL, READ_BY_OCR, Allowance, is_installed, pages_left, time_spent


def read_picture(body: bytes, media_type: str | None, *, recognise: bool = True) -> Document:
    """The lines and grids of a picture.

    Raises:
        UnreadableDocumentError: `damaged`, `too_large`, `too_many_pages`, `empty` where no text is found, and `scanned`
            where nothing is to be recognised or the extra `ocr` is missing.
    """
    del media_type
    if not recognise or not is_installed():
        raise UnreadableDocumentError("scanned", f"a picture; reading it needs OCR: {HOW_TO_INSTALL}")
    from pipeline.documents.scans.picture_frames import read_frames  # noqa: PLC0415 (its packages come with the extra)

    kind, pages, left = read_frames(body, Allowance())
    count = len({page.number for page in pages})
    document = assemble(kind, lay_out(pages))
    if not document.blocks and left:
        raise UnreadableDocumentError("scanned", f"a picture; {time_spent()}")
    if not document.blocks:
        raise UnreadableDocumentError("empty", "no text was found in the picture")
    document.pictures = count
    document.notices = [READ_BY_OCR, *(notice for page in pages for notice in page.notices)]
    if left:
        document.notices.append(pages_left(left))
    return document
