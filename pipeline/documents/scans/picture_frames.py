"""A picture file → its pages: sizes judged before anything is decoded, each page in a size that can be recognised."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.paper.layout import Page
from pipeline.documents.scans.ocr import MAXIMUM_PAGES, MAXIMUM_PIXELS, Allowance
from pipeline.documents.scans.scanned_page import read_sheets

NARROWEST, WIDEST = 1200, 2000
"""Pixels of a page's smaller side below which it is doubled, and to which it is reduced: 150 and 240 dots an inch of A4."""
FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")


def read_frames(body: bytes, allowance: Allowance) -> tuple[str, list[Page], list[int]]:
    """The media type of a picture file, its pages, and the numbers of those that were left when time was spent.

    Raises:
        UnreadableDocumentError: `damaged`, `too_large` or `too_many_pages`.
    """
    pages: list[Page] = []
    left: list[int] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is judged below, before anything is decoded
            with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
                for number, frame in enumerate(_frames(picture), start=1):
                    for page in _pages(frame, number, allowance):
                        if page is None:
                            left.append(number)
                        else:
                            pages.append(page)
                kind = Image.MIME.get(picture.format or "", "image/png")
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableDocumentError(
            "damaged", f"the picture is cut short or damaged; fetch it again ({error})"
        ) from error
    return kind, pages, left


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """The pages of the file: of an animation the first picture alone."""
    count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if count > MAXIMUM_PAGES:
        raise UnreadableDocumentError(
            "too_many_pages", f"the file has {count:,} scanned pages; at most {MAXIMUM_PAGES} are recognised: split it"
        )
    for number in range(count):
        if count > 1:
            picture.seek(number)
        if picture.width * picture.height > MAXIMUM_PIXELS:
            raise _too_large()
        yield picture


def _too_large() -> UnreadableDocumentError:
    return UnreadableDocumentError("too_large", f"a page has more than {MAXIMUM_PIXELS:,} pixels; scan it coarser")


def _pages(frame: Image.Image, number: int, allowance: Allowance) -> Iterator[Page | None]:
    if allowance.is_spent:
        return iter((None,))
    upright = ImageOps.exif_transpose(frame)
    side = min(upright.size)
    scale = 2.0 if side < NARROWEST else min(WIDEST / side, 1.0)
    if scale * scale * upright.width * upright.height > MAXIMUM_PIXELS:
        scale = 1.0
    return read_sheets(_pixels(upright, scale), 1 / scale, number, allowance)


def _pixels(upright: Image.Image, scale: float) -> NDArray[np.uint8]:
    """Red, green and blue on white paper, scaled."""
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.new("RGBA", layer.size, "white")
        upright.alpha_composite(layer)
    upright = upright.convert("RGB")
    if scale != 1.0:
        size = round(upright.width * scale), round(upright.height * scale)
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(upright)
