"""Layers of a PDF that are switched off: what is drawn on them is on no paper and no screen, and is no part of the page.

PDFium draws pages without them, and yet gives their text. Which layers are on is told by no function of it: a layer is off
if the page looks the same without what is drawn on it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from ctypes import c_ulong, c_ushort, sizeof

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MOST_LAYERS = 12
"""Of one page that are looked at, each by a picture of the page; a report has a watermark's layer or two."""
MOST_OBJECTS = 50_000
LONGEST_NAME = 256
SCALE = 1.5
"""Pixels a point: a digit of the smallest type changes some of them."""
MOST_PIXELS = 8_000_000
"""Of one picture; of a sheet of A2 there are four millions. A page may be five metres wide, and is drawn more coarsely then."""
_LAYER = "OC\0".encode("utf-16-le")
_LAYERED = (b"/OCProperties", b"/OCGs", b"/ObjStm")
"""Signs that a file may have layers; in a stream of objects their names are not seen."""


def may_have_layers(body: bytes) -> bool:
    """Whether a file may have layers at all."""
    return any(sign in body for sign in _LAYERED)


def drop_hidden_layers(page: pdfium.PdfPage) -> None:
    """Takes what is drawn on layers that are switched off out of an opened page."""
    layers: dict[bytes, list[pdfium_c.PageObject]] = {}
    for drawing in _objects(page):
        if pdfium_c.FPDFPageObj_CountMarks(drawing) > 0 and (layer := _layer(drawing)) is not None:
            layers.setdefault(layer, []).append(drawing)
    if not 0 < len(layers) <= MOST_LAYERS:
        return
    whole = _picture(page)
    for drawings in layers.values():
        for drawing in drawings:
            pdfium_c.FPDFPageObj_SetIsActive(drawing, 0)
        if _picture(page) == whole:
            for drawing in drawings:
                pdfium_c.FPDFPage_RemoveObject(page, drawing)
                pdfium_c.FPDFPageObj_Destroy(drawing)
        else:
            for drawing in drawings:
                pdfium_c.FPDFPageObj_SetIsActive(drawing, 1)


def scale_for(width: float, height: float) -> float:
    """Pixels a point in which a page of so many points is drawn."""
    return min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)


def _objects(page: pdfium.PdfPage) -> Iterator[pdfium_c.PageObject]:
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        yield pdfium_c.FPDFPage_GetObject(page, index)


def _layer(drawing: pdfium_c.PageObject) -> bytes | None:
    """The name of the layer that something is drawn on, the innermost one; None where it is on none."""
    name, size = (c_ushort * LONGEST_NAME)(), c_ulong()
    for index in reversed(range(pdfium_c.FPDFPageObj_CountMarks(drawing))):
        mark = pdfium_c.FPDFPageObj_GetMark(drawing, index)
        if not pdfium_c.FPDFPageObjMark_GetName(mark, name, sizeof(name), size) or bytes(name)[: size.value] != _LAYER:
            continue
        is_named = pdfium_c.FPDFPageObjMark_GetParamStringValue(mark, b"Name", name, sizeof(name), size)
        return bytes(name)[: size.value] if is_named else b""
    return None


def _picture(page: pdfium.PdfPage) -> int:
    """A check sum of the page's picture."""
    bitmap = page.render(scale=scale_for(*page.get_size()), grayscale=True)
    try:
        return zlib.crc32(bytes(bitmap.buffer))
    finally:
        bitmap.close()
