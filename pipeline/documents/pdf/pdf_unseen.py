"""Pieces of a page's text that nobody sees: invisible, white or faint, painted over by a later patch, or cut off by a frame.

Figures are put right in finished PDFs so: the old one is covered, the new one printed above it. What lies over a picture is
left alone, since a text recognition lays its text invisibly over what it has read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import addressof, c_float, c_uint
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.pdf.pdf_frames import Box, clip_of
from pipeline.documents.pdf.pdf_struck import GARBLED
from pipeline.documents.pdf.pdf_tucked import tuck_in

MAXIMUM_PATCHES = 200
"""White patches of a page that are looked at; who corrects a page by hand lays a few."""
WHITE = 250
"""Of 255: the least of each colour of what is white on paper."""
FAINT = 216
"""Of 255: the least of each colour of a mark that lies below a text, over all of the page: 样本, a name, a date."""
CONTRAST = 40
"""Of 255: by how much a shade is darker than a light text on it that stands out."""
UNSEEN_ON_SHADES, PICTURE = -CONTRAST, -2 * CONTRAST
"""How light a text without any colour counts, and what a picture counts as: such a text on one was recognised from it."""
MOST = 0.6
"""Share of a page's figures that may be out of sight."""
_FIGURES = "0123456789.,-"
LEAST = 4.0
"""Points: the least height and width of a patch or a shade; a rule is thinner."""
BOUNDLESS = 0.5
"""Share of a page's area from which white is its ground, not a patch."""
HIGHEST_PASTED, WIDEST_PASTED = 40.0, 200.0
"""Points of a picture that is pasted over a figure, at most; a seal is larger, and is seen through; a patch may be wider."""

BARELY, MOSTLY = 0.25, 0.75
"""Shares of a digit's body covered by a patch: below the one it can be read, from the other on it is gone."""
BODY = 0.7
"""Height of a digit, in its size."""
NEXT, ON_LINE = 0.1, 0.2
"""Type sizes between two digits of one figure, and between their baselines, at most."""

BAND, MOST_BANDS = 8.0, 6
"""Points of the strips of a page by which its pieces of text are found, and of how many of them one may take part."""


class Sight(IntEnum):
    """Whether a character can be seen, or why not; the last ones are no text of the page, whatever they say.

    What a picture or a patch of another colour is pasted over, and no text is printed on, is no text either: what is seen
    there cannot be told here. Nor can a digit of which a patch covers a half.
    """

    SEEN = 0
    COVERED = 1
    CUT_OFF = 2
    FAINT = 3
    PASTED_OVER = 4


class _White(NamedTuple):
    """A piece of text that is not seen on white: where it begins, why, and how light it is."""

    at: tuple[float, float]
    sight: Sight
    lightness: int


class _Patch(NamedTuple):
    order: int
    box: Box


Move = Callable[[float, float], tuple[float, float]]


class _Text(NamedTuple):
    order: int
    piece: pdfium_c.PageObject
    out: Move


@dataclass(slots=True)
class Unseen:
    """What is drawn so far on a page of `area`, in order; then which characters of it cannot be seen.

    `upright` leads from the page as it is to the page as it is read.
    """

    area: float
    upright: Move
    _texts: dict[int, _Text] = field(default_factory=dict[int, _Text])
    _white: dict[int, _White] = field(default_factory=dict[int, _White])
    _frames: dict[int, Box] = field(default_factory=dict[int, Box])
    _clips: dict[int, Box] = field(default_factory=dict[int, Box])
    _patches: list[_Patch] = field(default_factory=list[_Patch])
    _pasted: list[_Patch] = field(default_factory=list[_Patch])
    _shades: list[tuple[Box, int]] = field(default_factory=list[tuple[Box, int]])
    _begun: dict[int, list[tuple[float, float]]] = field(default_factory=dict[int, list[tuple[float, float]]])
    """Where the pieces of text begin, by the strips of the page."""
    _bands: dict[int, list[_Patch]] = field(default_factory=dict[int, list[_Patch]])
    _order: int = 0

    def add_text(self, text: pdfium_c.PageObject, at: tuple[float, float], out: Move) -> None:
        """Notes a piece of text that begins `at`; `out` leads out of the forms that it is in."""
        self._order += 1
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text)
        address = addressof(text.contents)
        if mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
            self._white[address] = _White(at, Sight.FAINT, UNSEEN_ON_SHADES)
        elif mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL:
            *colour, opacity = _colour(text)
            lightness = 255 - (255 - min(colour)) * opacity // 255
            if lightness >= FAINT:
                self._white[address] = _White(at, Sight.COVERED if lightness >= WHITE else Sight.FAINT, lightness)
        if (clip := clip_of(text)) is not None and (frame := _frame(text, clip)) is not None:
            self._frames[address] = self._placed(frame, out)
            self._clips[address] = self._placed(clip, out)
        self._texts[address] = _Text(self._order, text, out)
        self._begun.setdefault(int(at[1] // BAND), []).append(at)

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
            self._shades.append((box, 255 - (255 - sum(colour) // 3) * opacity // 255))
            is_opaque = opacity == 255 and not pdfium_c.FPDFPageObj_HasTransparency(shape)
            if is_opaque and not is_in_form and not _is_clipped(shape):
                self._paste(box)
        elif is_in_form or opacity < 255 or width * height > BOUNDLESS * self.area:
            return
        elif len(self._patches) <= MAXIMUM_PATCHES and not _is_clipped(shape):
            self._patches.append(_Patch(self._order, box))

    def add_picture(self, box: Box) -> None:
        """Notes a picture: text over it is judged by nothing that is noted here, text below a small one is not seen."""
        self._order += 1
        self._shades.append((box, PICTURE))
        if box[2] - box[0] <= WIDEST_PASTED:
            self._paste(box)

    def _paste(self, box: Box) -> None:
        """Notes what covers `box` if it is small and text begins below it: a shade is laid before the text on it."""
        if not LEAST <= box[3] - box[1] <= HIGHEST_PASTED:
            return
        bands = range(int(box[1] // BAND), int(box[3] // BAND) + 1)
        is_on_text = any(_holds(box, x, y) for band in bands for x, y in self._begun.get(band, ()))
        if is_on_text and len(self._pasted) < MAXIMUM_PATCHES:
            self._pasted.append(_Patch(self._order, box))

    def close(self) -> None:
        """All is drawn: text that stands on a shade is seen; with too many patches none is one."""
        for address, text in list(self._white.items()):
            if any(shade <= text.lightness - CONTRAST and _holds(box, *text.at) for box, shade in self._shades):
                del self._white[address]
        if len(self._patches) > MAXIMUM_PATCHES:
            self._patches.clear()

    @property
    def is_any(self) -> bool:
        """Whether any text may be out of sight."""
        return bool(self._white or self._patches or self._frames or self._pasted)

    def order(self, text: pdfium_c.PageObject) -> int:
        """How many things were drawn before the piece `text`, and it."""
        address = addressof(text.contents)
        return self._texts[address].order if address in self._texts else self._order

    def patched(self, glyph: Glyph) -> int:
        """The order of the last patch over the place of `glyph`; 0 where there is none."""
        x, y = (glyph.left + glyph.right) / 2, glyph.middle
        return max((patch.order for patch in (*self._patches, *self._pasted) if _holds(patch.box, x, y)), default=0)

    def sight(self, text: pdfium_c.PageObject, glyph: Glyph) -> Sight:
        """Whether `glyph`, a character of the piece `text`, can be seen."""
        address = addressof(text.contents)
        if address in self._white:
            return self._white[address].sight
        x, y = (glyph.left + glyph.right) / 2, glyph.middle
        frame = self._frames.get(address)
        if frame is not None and not _holds(frame, x, y):
            return Sight.CUT_OFF
        order = self.order(text)
        over = [patch for patch in self._pasted if patch.order > order and _holds(patch.box, x, y)]
        if over:
            return Sight.COVERED if self._is_written_on(over[-1]) else Sight.PASTED_OVER
        later = [patch for patch in self._patches if patch.order > order]
        if later and glyph.text.isdecimal():
            share, last = max((_covered(glyph, patch.box), patch.order) for patch in later)
            if BARELY < share < MOSTLY:
                return Sight.COVERED if self._is_printed_on(glyph, last) else Sight.PASTED_OVER
        return Sight.COVERED if any(_holds(patch.box, x, y) for patch in later) else Sight.SEEN

    def _is_written_on(self, patch: _Patch) -> bool:
        bands = self._printed()
        near = (
            text
            for band in range(int(patch.box[1] // BAND), int(patch.box[3] // BAND) + 1)
            for text in bands.get(band, ())
        )
        return any(
            text.order > patch.order
            and _holds(patch.box, (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2)
            for text in near
        )

    def frame(self, text: pdfium_c.PageObject) -> Box | None:
        """What a piece of text is clipped to that reaches beyond it."""
        return self._clips.get(addressof(text.contents))

    def is_printed_again(self, glyph: Glyph) -> bool:
        """Whether a piece of text that is seen reaches over the place of `glyph`, above all patches on it."""
        return self._is_printed_on(glyph, self.patched(glyph))

    def _is_printed_on(self, glyph: Glyph, last: int) -> bool:
        x, y = (glyph.left + glyph.right) / 2, glyph.middle
        return any(order > last and _holds(box, x, y) for order, box in self._printed().get(int(y // BAND), ()))

    def _printed(self) -> dict[int, list[_Patch]]:
        """The pieces of text that are neither white nor faint, by the strips of the page that they reach over."""
        if not self._bands:
            for address, text in self._texts.items():
                if address not in self._white:
                    box = self._placed(_bounds(text.piece), text.out)
                    for band in range(int(box[1] // BAND), int(box[3] // BAND) + 1)[:MOST_BANDS]:
                        self._bands.setdefault(band, []).append(_Patch(text.order, box))
        return self._bands

    def _placed(self, box: Box, out: Move) -> Box:
        corners = [self.upright(*out(x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)


@dataclass(slots=True)
class Sights:
    """What of the characters of a page is seen, one after the other as they are looked at."""

    unseen: Unseen
    _sights: list[Sight] = field(default_factory=list[Sight])
    _orders: list[int] = field(default_factory=list[int])
    _frames: dict[int, Box] = field(default_factory=dict[int, Box])

    def look_at(self, piece: pdfium_c.PageObject | None, glyph: Glyph) -> None:
        """Notes whether the next character is seen; a digit that something is pasted over is made illegible."""
        sight = self.unseen.sight(piece, glyph) if piece else Sight.SEEN
        if sight is Sight.PASTED_OVER:
            glyph.text, sight = (GARBLED if glyph.text.isdecimal() else glyph.text), Sight.SEEN
        elif sight is Sight.CUT_OFF and piece and (frame := self.unseen.frame(piece)) is not None:
            self._frames[len(self._sights)] = frame
        self._orders.append(self.unseen.order(piece) if piece else 0)
        self._sights.append(sight)

    def without_unseen(self, glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
        """The glyphs that were looked at without the figures out of sight, and of these the ones that a frame cuts off."""
        found = without_unseen(glyphs, self._sights, self._orders, self.unseen)
        tuck_in(glyphs, self._frames)
        return found


def without_unseen(
    glyphs: Sequence[Glyph], sights: Sequence[Sight], orders: Sequence[int], unseen: Unseen
) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs without the figures that are out of sight, and of these the ones that a frame cuts off; by their `orders`.

    All of them stay where most figures would be out of sight: then it is no trick. PDFium takes a character printed again in
    its place for one and the same: what stands where a piece is that is seen, and nothing else does, is seen.
    """
    if not any(sights):
        return list(glyphs), []
    figures = {index for index, glyph in enumerate(glyphs) if glyph.text in _FIGURES}
    gone = {index for index, sight in enumerate(sights) if sight is Sight.FAINT or (sight and index in figures)}
    for glyph, sight in zip(glyphs, sights, strict=True):
        glyph.is_cut_off = sight is Sight.CUT_OFF
    seen: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        if index not in gone and not glyph.text.isspace():
            seen.setdefault(int(glyph.middle // BAND), []).append(index)
    covered: list[tuple[int, list[int]]] = []
    for index in [index for index in gone if sights[index] is not Sight.CUT_OFF]:
        glyph = glyphs[index]
        band = int(glyph.middle // BAND)
        near = [other for number in (band - 1, band, band + 1) for other in seen.get(number, ())]
        if any(_overlap(glyph, glyphs[other]) for other in near):
            continue
        if unseen.is_printed_again(glyph):
            gone.remove(index)
        elif sights[index] is Sight.COVERED and index in figures:
            covered.append((index, near))
    if len(gone & figures) > MOST * len(figures):
        return list(glyphs), []
    for index, near in covered:
        patch = unseen.patched(glyphs[index])
        for other in near:  # what is left of a figure of which a patch covers some digits is none
            if orders[other] < patch and _is_next(glyphs[index], glyphs[other]):
                glyphs[other].text = GARBLED
    cut_off = [
        glyphs[index] for index in sorted(gone) if sights[index] is Sight.CUT_OFF and glyphs[index].text.isdecimal()
    ]
    return [glyph for index, glyph in enumerate(glyphs) if index not in gone], cut_off


def _is_next(glyph: Glyph, other: Glyph) -> bool:
    """Whether both are digits of one figure."""
    gap = max(other.left - glyph.right, glyph.left - other.right)
    is_beside = gap < NEXT * glyph.size and abs(other.baseline - glyph.baseline) < ON_LINE * glyph.size
    return is_beside and other.text.isdecimal()


def _covered(glyph: Glyph, box: Box) -> float:
    """The share of a digit's body that `box` covers."""
    top = glyph.baseline - BODY * glyph.size
    across = min(glyph.right, box[2]) - max(glyph.left, box[0])
    down = min(glyph.baseline, box[3]) - max(top, box[1])
    if across <= 0 or down <= 0:
        return 0.0
    return across * down / max((glyph.right - glyph.left) * (glyph.baseline - top), 0.01)


def _overlap(glyph: Glyph, other: Glyph) -> bool:
    across = min(glyph.right, other.right) - max(glyph.left, other.left)
    return across > 0.3 * (glyph.right - glyph.left) and abs(other.middle - glyph.middle) < 0.5 * other.size


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _frame(text: pdfium_c.PageObject, clip: Box) -> Box | None:
    """What is left of a piece of text that is clipped, where it reaches beyond that."""
    text_box = _bounds(text)
    left, bottom, right, top = text_box
    frame = max(left, clip[0]), max(bottom, clip[1]), min(right, clip[2]), min(top, clip[3])
    return frame if frame != text_box else None


def _bounds(drawing: pdfium_c.PageObject) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium_c.FPDFPageObj_GetBounds(drawing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _is_clipped(shape: pdfium_c.PageObject) -> bool:
    clip = pdfium_c.FPDFPageObj_GetClipPath(shape)
    return bool(clip) and pdfium_c.FPDFClipPath_CountPaths(clip) > 0


def _colour(drawing: pdfium_c.PageObject) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity of what it is filled with; black where that is no colour."""
    red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint(255)
    if not pdfium_c.FPDFPageObj_GetFillColor(drawing, red, green, blue, opacity):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, opacity.value
