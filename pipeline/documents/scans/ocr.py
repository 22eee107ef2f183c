"""Whether pictures of text can be read here, and how much of them is: what the readers know before any is.

Recognising characters needs the extra `ocr`, whose packages are imported when the first picture comes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from ctypes import CDLL
from functools import cache
from importlib.util import find_spec
from time import monotonic

from pipeline.contract import Notice

MAXIMUM_PAGES = 60
"""Scanned pages of one document; the longest report seen has 60, and a page takes seconds."""
MAXIMUM_LINES = 2_000
"""Lines of text and of cells of one page that are recognised; a full page of tables has some 400."""
MAXIMUM_PIXELS = 64_000_000
"""Of one page; A4 at 600 dots an inch has 35 million."""
SECONDS_PER_DOCUMENT = 600.0
"""For recognising all pages and pictures of a document: what is left then is not begun. On one core a dense page takes four."""
UNRECOGNISED = frozenset(
    ("scanned", "no_characters", "page_scanned", "picture_unread", "recognised_text", "figures_drawn")
)
"""Codes of reasons and notices that say that pictures of text are left to recognise."""
HOW_TO_INSTALL = "install it with `pip install '.[ocr]'` in the checkout; on Linux it needs libGL.so.1 (Debian: libgl1)"
READ_BY_OCR = Notice("info", "read_by_ocr", "text was recognised from pictures; a cell that may be misread is named")


class Allowance:
    """The time that is left for recognising in one document, counted from when this is made."""

    def __init__(self) -> None:
        self._end = monotonic() + SECONDS_PER_DOCUMENT

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is to be begun."""
        return monotonic() >= self._end


@cache
def is_installed() -> bool:
    """Whether the extra `ocr` is there, with the system's library that its OpenCV for Linux links to."""
    if find_spec("rapidocr_onnxruntime") is None:
        return False
    if sys.platform == "linux":
        try:
            CDLL("libGL.so.1")
        except OSError:
            return False
    return True


def time_spent() -> str:
    """Why pages or pictures of a document were left."""
    return f"recognition was stopped after {SECONDS_PER_DOCUMENT:.0f} seconds"


def pages_left(numbers: Iterable[int]) -> Notice:
    """That scanned pages of these numbers, or the lower part of the first, were left when the time was spent."""
    pages = ", ".join(map(str, numbers))
    return Notice("warning", "page_scanned", f"pages {pages} are pictures and were not read to the end; {time_spent()}")


def pictures_left(count: int) -> Notice:
    """That so many pictures in a document of another format were left when the time was spent."""
    return Notice("warning", "page_scanned", f"{count} pictures were not read to the end; {time_spent()}")


def picture_unread(count: int) -> Notice:
    """That so many pictures stand where tables should; what is missing for it has a warning of its own."""
    message = (
        f"{count} pictures stand where tables are expected and were not read; reading them needs OCR: {HOW_TO_INSTALL}"
    )
    return Notice("info", "picture_unread", message)
