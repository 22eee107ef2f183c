"""What is drawn on a page: glyphs, ruled lines, pictures. Positions are points from its top left corner, text upright."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.contract import Notice


@dataclass(slots=True)
class Glyph:
    """One printed character: its horizontal extent, its baseline and the size of its type, in points.

    One that `is_rising` lies on its back: its line reads upwards. One that `is_cut_off` stands outside of the frame that it is
    printed in.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    certainty: float | None = None
    is_rising: bool = False
    is_cut_off: bool = False

    @property
    def middle(self) -> float:
        """The height at which the body of the character has its middle."""
        return self.baseline - 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis: at `position`, from `start` to `end` on the other axis; of a double one, how wide."""

    position: float
    start: float
    end: float
    width: float = 0.0


class Beside(NamedTuple):
    """A page that is joined to another at its right: its number, from where it reaches, and how far it was moved."""

    page: int
    start: float
    shift: float


@dataclass(slots=True)
class DrawnPage:
    """What is drawn on one page; nothing at all where it `is_blank`.

        `lost` glyphs have no characters in the file; `fonts` counts, by font, the pieces of text of which [nothing, something] was
        read; `slants` are lines drawn aslant, from where to where; `marks` are drawings that are neither rules nor shades, such as
        characters drawn as curves; `boxes` are filled ones that are no rules; `hidden` text lies invisibly over a scan; one that
        `is_cut` has more text than was read. A page that is printed beside others `is_part` of its sheet; it begins so far `aside`
        on it, and so far `below` its upper edge. `beside` are pages that were joined to it, from left to right. `cut_off` are the
    figures that reach out of the frames that they are printed in, and are not among the glyphs.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list[Glyph])
    horizontal: list[Rule] = field(default_factory=list[Rule])
    vertical: list[Rule] = field(default_factory=list[Rule])
    slants: list[tuple[float, float, float, float]] = field(default_factory=list[tuple[float, float, float, float]])
    marks: list[tuple[float, float, float, float]] = field(default_factory=list[tuple[float, float, float, float]])
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list[tuple[float, float, float, float]])
    pictures: int = 0
    picture_boxes: list[tuple[float, float, float, float]] = field(
        default_factory=list[tuple[float, float, float, float]]
    )
    picture_share: float = 0.0
    lost: int = 0
    fonts: dict[bytes, list[int]] = field(default_factory=dict[bytes, list[int]])
    hidden: bool = False
    too_complex: bool = False
    is_blank: bool = True
    is_cut: bool = False
    is_part: bool = False
    aside: float = 0.0
    below: float = 0.0
    beside: tuple[Beside, ...] = ()
    cut_off: list[Glyph] = field(default_factory=list[Glyph])
    notices: list[Notice] = field(default_factory=list[Notice])

    @property
    def type_size(self) -> float:
        """The size that half of the page's characters are smaller than; 0 where there are none."""
        sizes = sorted(glyph.size for glyph in self.glyphs)
        return sizes[len(sizes) // 2] if sizes else 0.0
