"""Pictures of pages for tests: ruled tables of figures in the font that comes with Pillow, and what scanning does to them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1240, 1754
LEFT, TOP = 120, 150
FIGURES = (
    ("0", "1", "2", "3", "4", "5", "6"),
    ("7", "8", "9", "10", "11", "17", "71"),
    ("", "-", "/", "", "0", "", "1"),
    ("100", "2046", "35", "691.5798", "68", "86", "-3"),
)
"""Of a table."""


def draw_table(
    rows: Sequence[Sequence[str]],
    *,
    size: int = 24,
    row_height: int = 60,
    column_width: int = 125,
    has_walls: bool = True,
) -> Image.Image:
    """A page of A4 at 150 dots an inch with a table; a cell `<` belongs to the one on its left, `^` to the one above.

    Without walls it has rules between its rows only.
    """
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(size)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            left, top = LEFT + column * column_width, TOP + row * row_height
            right, bottom = left + column_width, top + row_height
            if text != "<" and has_walls:
                pen.line((left, top, left, bottom), 0, 2)
            if text != "^":
                pen.line((left, top, right, top), 0, 2)
            if column == len(cells) - 1 and has_walls:
                pen.line((right, top, right, bottom), 0, 2)
            if row == len(rows) - 1:
                pen.line((left, bottom, right, bottom), 0, 2)
            if text not in ("<", "^"):
                wide = next((n for n, other in enumerate(cells[column + 1 :], 1) if other != "<"), len(cells) - column)
                middle = left + wide * column_width / 2, (top + bottom) / 2
                pen.text(middle, text, 0, font, anchor="mm")
    return page


def scanned(
    page: Image.Image, *, skew: float = 0.0, paper: float = 255, noise: float = 0.0, blur: float = 0.0
) -> Image.Image:
    """The page as a scanner gives it: askew (degrees), on grey paper, noisy, blurred."""
    grey: NDArray[np.float32] = np.asarray(page, np.float32)
    if blur:
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), blur), np.float32)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    grey = np.asarray(cv2.warpAffine(grey * (paper / 255), turn, (width, height), borderValue=paper), np.float32)
    grey += np.random.default_rng(1).normal(0, noise, grey.shape).astype(np.float32)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def curled(page: Image.Image, by: float) -> Image.Image:
    """The page as a camera sees it, curled by `by` of its width beside its left edge and seen from one side."""
    grey = np.asarray(page, np.float32)
    height, width = grey.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    down = by * width * np.exp(-4 * x / width) * np.sin(2 * y / height - 1)
    right = by * width * (y / height - 0.5) * (x / width - 0.5)
    moved = cv2.remap(
        grey, x + right.astype(np.float32), y + down.astype(np.float32), cv2.INTER_LINEAR, borderValue=255
    )
    return Image.fromarray(np.asarray(moved, np.uint8))


def save(pages: Sequence[Image.Image], kind: str) -> bytes:
    """The file of `pages`: PNG and JPEG have one, TIFF and PDF as many as there are."""
    target = io.BytesIO()
    more = {"save_all": True, "append_images": list(pages[1:])} if kind in ("TIFF", "PDF") else {}
    if kind == "PDF":
        more |= {"resolution": 150}
    pages[0].save(target, kind, **more)
    return target.getvalue()


def pasted(pages: Sequence[Image.Image]) -> Image.Image:
    """One picture of the sheets, one below the other."""
    long = Image.new("L", (WIDTH, HEIGHT * len(pages)), 255)
    for number, page in enumerate(pages):
        long.paste(page, (0, HEIGHT * number))
    return long
