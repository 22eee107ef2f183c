"""What is filled into the fields of a PDF's form, or typed over its pages: printed with them, yet no part of their text."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MAXIMUM_ANNOTATIONS = 5_000
"""Of one page; the statutory tables have 240 cells. What has more is left as it is."""


def fill_in(page: pdfium.PdfPage) -> bool:
    """Makes what is filled into a form or typed over the page a part of what it prints; whether there was any.

    The page must be opened anew to see it. Notes, marks and seals stay what they are: beside the text, or above it.
    """
    count = pdfium_c.FPDFPage_GetAnnotCount(page)
    if count > MAXIMUM_ANNOTATIONS:
        return False
    typed = 0
    for index in reversed(range(count)):
        if _is_typed(page, index):
            typed += 1
        else:
            pdfium_c.FPDFPage_RemoveAnnot(page, index)
    return typed > 0 and pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS


def _is_typed(page: pdfium.PdfPage, index: int) -> bool:
    """Whether an annotation is a field of a form with text, or text typed over the page."""
    annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return False
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    value = pdfium_c.FPDFAnnot_GetValueType(annotation, b"V")
    pdfium_c.FPDFPage_CloseAnnot(annotation)
    if kind == pdfium_c.FPDF_ANNOT_WIDGET:  # of a seal the value is a signature, of a box to tick a name
        return value in (pdfium_c.FPDF_OBJECT_STRING, pdfium_c.FPDF_OBJECT_UNKNOWN)
    return kind == pdfium_c.FPDF_ANNOT_FREETEXT
