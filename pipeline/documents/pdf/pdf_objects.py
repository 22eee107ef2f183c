"""The objects that a page of a PDF is drawn with, those in forms included, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


@dataclass(frozen=True, slots=True)
class Matrix:
    """How a drawing, or a form, is placed on what it is part of."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the drawing comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def __matmul__(self, outer: Matrix) -> Matrix:
        """First this one, then `outer`."""
        a, b = self.a * outer.a + self.b * outer.c, self.a * outer.b + self.b * outer.d
        c, d = self.c * outer.a + self.d * outer.c, self.c * outer.b + self.d * outer.d
        return Matrix(a, b, c, d, *outer.at(self.e, self.f))


UNMOVED = Matrix()
"""That of what is drawn on the page itself."""


def matrix_of(drawing: pdfium_c.PageObject) -> Matrix:
    """Where a drawing stands in its form, or on the page; unmoved where PDFium does not say."""
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(drawing, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def objects_of(page: pdfium.PdfPage) -> Iterator[tuple[pdfium_c.PageObject, Matrix, int]]:
    """The page's objects, forms and what is in them, each with the matrix and the number of the forms that it is in.

    A form comes before what is in it, so that forms of nothing but forms count too.
    """
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        drawing = pdfium_c.FPDFPage_GetObject(page, index)
        yield drawing, UNMOVED, 0
        if pdfium_c.FPDFPageObj_GetType(drawing) == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _objects_in(drawing, UNMOVED, 1)


def _objects_in(
    form: pdfium_c.PageObject, outer: Matrix, depth: int
) -> Iterator[tuple[pdfium_c.PageObject, Matrix, int]]:
    matrix = matrix_of(form) @ outer
    for index in range(pdfium_c.FPDFFormObj_CountObjects(form)):
        drawing = pdfium_c.FPDFFormObj_GetObject(form, index)
        yield drawing, matrix, depth
        if pdfium_c.FPDFPageObj_GetType(drawing) == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _objects_in(drawing, matrix, depth + 1)
