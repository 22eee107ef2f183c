"""Pieces of a page's text that nobody sees: invisible, white on white, or painted over by a later white patch.

Figures are put right in finished PDFs so: the old one is covered, the new one printed above it. What lies over a picture is
left alone, since a text recognition lays its text invisibly over what it has read.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import addressof, c_uint
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from pipeline.documents.drawn import Glyph

MAXIMUM_PATCHES = 200
"""White patches of a page that are looked at; who corrects a page by hand lays a few."""
WHITE = 250
"""Of 255: the least of each colour of what is white on paper."""
MOST = 0.6
"""Share of a page's figures that may be out of sight."""
_FIGURES = "0123456789.,-"
LEAST = 4.0
"""Points: the least height and width of a patch or a shade; a rule is thinner."""
BOUNDLESS = 0.5
"""Share of a page's area from which white is its ground, not a patch."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class _Patch(NamedTuple):
    order: int
    box: Box


@dataclass(slots=True)
class Unseen:
    """What is drawn so far on a page of `area`, in order; then which characters of it cannot be seen."""

    area: float
    _texts: dict[int, int] = field(default_factory=dict[int, int])
    _white: dict[int, tuple[float, float]] = field(default_factory=dict[int, tuple[float, float]])
    _patches: list[_Patch] = field(default_factory=list[_Patch])
    _shades: list[Box] = field(default_factory=list[Box])
    _order: int = 0

    def add_text(self, text: pdfium_c.PageObject, at: tuple[float, float]) -> None:
        """Notes a piece of text that begins `at`."""
        self._order += 1
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text)
        address = addressof(text.contents)
        is_invisible = mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
        if mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL:
            *colour, opacity = _colour(text)
            is_invisible = opacity == 0 or min(colour) >= WHITE
        if is_invisible:
            self._white[address] = at
        self._texts[address] = self._order

    def add_shape(self, shape: pdfium_c.PageObject, box: Box, *, is_in_form: bool) -> None:
        """Notes a filled shape that covers `box`: a shade that white text stands out from, or a patch over text.

        What stands in a form, or is clipped, may cover less than its box: that is no patch.
        """
        self._order += 1
        width, height = box[2] - box[0], box[3] - box[1]
        if width < LEAST or height < LEAST:
            return
        *colour, opacity = _colour(shape)
        if min(colour) < WHITE:
            self._shades.append(box)
        elif is_in_form or opacity < 255 or width * height > BOUNDLESS * self.area:
            return
        elif len(self._patches) <= MAXIMUM_PATCHES and not _is_clipped(shape):
            self._patches.append(_Patch(self._order, box))

    def add_picture(self, box: Box) -> None:
        """Notes a picture: text over it is judged by nothing that is noted here."""
        self._shades.append(box)

    def close(self) -> None:
        """All is drawn: text that stands on a shade is seen; with too many patches none is one."""
        for address, (x, y) in list(self._white.items()):
            if any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in self._shades):
                del self._white[address]
        if len(self._patches) > MAXIMUM_PATCHES:
            self._patches.clear()

    @property
    def is_any(self) -> bool:
        """Whether any text may be out of sight."""
        return bool(self._white or self._patches)

    def has(self, text: pdfium_c.PageObject, middle: tuple[float, float]) -> bool:
        """Whether a character of the piece `text` with its `middle` there is out of sight."""
        address = addressof(text.contents)
        if address in self._white:
            return True
        order = self._texts.get(address, self._order)
        x, y = middle
        return any(
            patch.order > order and patch.box[0] <= x <= patch.box[2] and patch.box[1] <= y <= patch.box[3]
            for patch in self._patches
        )


def without_unseen(glyphs: Sequence[Glyph], unseen: Sequence[bool]) -> list[Glyph]:
    """The glyphs without the figures that are out of sight; all of them where most figures would be: then it is no trick."""
    figures = [index for index, glyph in enumerate(glyphs) if glyph.text in _FIGURES]
    gone = {index for index in figures if unseen[index]}
    if len(gone) > MOST * len(figures):
        return list(glyphs)
    return [glyph for index, glyph in enumerate(glyphs) if index not in gone]


def _is_clipped(shape: pdfium_c.PageObject) -> bool:
    clip = pdfium_c.FPDFPageObj_GetClipPath(shape)
    return bool(clip) and pdfium_c.FPDFClipPath_CountPaths(clip) > 0


def _colour(drawing: pdfium_c.PageObject) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity of what it is filled with; black where that is no colour."""
    red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint(255)
    if not pdfium_c.FPDFPageObj_GetFillColor(drawing, red, green, blue, opacity):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, opacity.value
