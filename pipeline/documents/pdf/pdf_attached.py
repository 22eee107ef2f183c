"""Files that are attached to a PDF: a cover that says 见附件, or a folder of files in the guise of one, holds the report so."""

from __future__ import annotations

import pypdfium2 as pdfium

MOST_FILES = 20
LARGEST_FILE = 50 * 1024 * 1024
"""Bytes of one file that is taken out."""


def attached_files(body: bytes) -> list[tuple[str, bytes]]:
    """(name, content) of the files attached to a PDF that can be opened, in its order; what is too large has no content."""
    if b"/EmbeddedFile" not in body and b"/ObjStm" not in body:
        return []
    files: list[tuple[str, bytes]] = []
    try:
        with pdfium.PdfDocument(body) as file:
            for index in range(min(file.count_attachments(), MOST_FILES)):
                attachment = file.get_attachment(index)
                content = bytes(attachment.get_data())
                files.append((attachment.get_name(), content if len(content) <= LARGEST_FILE else b""))
    except pdfium.PdfiumError:
        return files
    return files
