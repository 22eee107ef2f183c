"""Pictures in a document of another format → the tables that they show, where they stand.

Agencies paste a table as a picture below its heading. Recognising takes seconds, and most pictures are photographs and seals: one
is read where a section of tables has none, or where the document has neither sections nor tables.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.contract import Notice
from pipeline.documents.document import Block, Grid, Line, UnreadableDocumentError
from pipeline.documents.paper.layout import Page, lay_out
from pipeline.documents.scans import ocr
from pipeline.documents.text_rows import is_heading

LONGEST_HEADING = 40
_OF_TABLES = re.compile("主动公开政府信息|收到和处理|复议.*诉讼|统计表|附表")
_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
"""First bytes of the picture formats that are read; drawings (EMF, WMF) are not."""
_WMF = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")

_WRITTEN = re.compile(
    r"""<img\b[^>]*?\bsrc\s*=\s*["']data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]{2000,})["'][^>]*>""", re.IGNORECASE
)
"""A picture that a page carries within itself; what is shorter is an icon."""
_MARK = "\u27e6picture {}\u27e7"
_MARKED = re.compile("\u27e6picture (\\d{1,4})\u27e7")


@dataclass(slots=True)
class Picture:
    """A picture in the text, as its file."""

    body: bytes


Part = Block | Picture


def show_tables(parts: Sequence[Part], *, recognise: bool) -> tuple[list[Block], list[Notice]]:
    """The blocks of a document whose pictures of tables are read, and what is to be said of them."""
    wanted = wanted_pictures(
        [part.text if isinstance(part, Line) else None if isinstance(part, Picture) else "" for part in parts]
    )
    drawings = sum(_is_drawing(parts[index]) for index in wanted)
    wanted = {index for index in wanted if _is_readable(parts[index])}
    said = [_drawing_unread(drawings)] if drawings else []
    blocks: list[Block] = []
    if not wanted or not recognise or not ocr.is_installed():
        blocks += [part for part in parts if not isinstance(part, Picture)]
        return blocks, [*said, ocr.picture_unread(len(wanted))] if wanted else said
    unread = left = 0
    doubted: list[Notice] = []
    allowance = ocr.Allowance()
    for is_run, run in groupby(enumerate(parts), key=lambda entry: entry[0] in wanted):
        if not is_run:
            blocks += [part for _, part in run if not isinstance(part, Picture)]
            continue
        pages: list[Page] = []
        for _, part in run:
            try:
                more, is_whole = _pages(part, len(pages) + 1, allowance)
            except UnreadableDocumentError:
                unread += 1
                continue
            pages += more
            left += not is_whole
        tables = tables_of(pages)
        blocks += tables
        doubted += [notice for page in pages for notice in page.notices] if tables else []
    notices = [*said, ocr.READ_BY_OCR, *doubted] if unread < len(wanted) else said
    notices += [ocr.pictures_left(left)] if left else []
    return blocks, [*notices, ocr.picture_unread(unread)] if unread else notices


def wanted_pictures(texts: Sequence[str | None]) -> set[int]:
    """Which parts of a document are pictures that should be tables: `None` is a picture, `""` a table, else a line."""
    in_sections: set[int] = set()
    is_open = has_sections = has_tables = False
    for index, text in enumerate(texts):
        if text is None:
            if is_open:
                in_sections.add(index)
        elif text == "" or "\t" in text:
            is_open = False
            has_tables = True
        elif is_heading(text) or (len(text) <= LONGEST_HEADING and text.endswith("表")):
            is_open = _OF_TABLES.search(text) is not None
            has_sections = has_sections or is_open
    if has_sections or has_tables:
        return in_sections
    return {index for index, text in enumerate(texts) if text is None}


def tables_of(pages: Sequence[Page]) -> list[Block]:
    """The blocks of recognised pictures; none where they show no table. They have no place on a page of the document."""
    blocks = lay_out(pages)
    if not any(isinstance(block, Grid) or "\t" in block.text for block in blocks):
        return []
    for block in blocks:
        if isinstance(block, Line):
            block.page = None
            continue
        for cell in (cell for row in block.rows for cell in row):
            cell.page = cell.bbox = None
    return blocks


def _is_readable(part: Part) -> bool:
    return isinstance(part, Picture) and part.body.startswith(_SIGNATURES)


def _is_drawing(part: Part) -> bool:
    if not isinstance(part, Picture):
        return False
    return part.body.startswith(_WMF) or (part.body.startswith(b"\x01\x00\x00\x00") and part.body[40:44] == b" EMF")


def _drawing_unread(count: int) -> Notice:
    message = f"{count} drawings (EMF, WMF) stand where tables are expected and were not read; save them as pictures"
    return Notice("info", "drawing_unread", message)


def _pages(part: Part, first: int, allowance: ocr.Allowance) -> tuple[list[Page], bool]:
    """The pages of a picture, numbered from `first`, and whether there was time for all of them."""
    from pipeline.documents.scans.picture_frames import read_frames  # noqa: PLC0415 (its packages come with the extra)

    if not isinstance(part, Picture):
        return [], True
    _, pages, left = read_frames(part.body, allowance)
    for number, page in enumerate(pages, start=first):
        page.number = number
    return pages, not left


def take_written(markup: str) -> tuple[str, list[Picture]]:
    """The markup with a line in place of each picture that it carries within itself, and those pictures."""
    pictures: list[Picture] = []

    def mark(match: re.Match[str]) -> str:
        try:
            pictures.append(Picture(base64.b64decode(match[1])))
        except binascii.Error:
            return ""
        return f"<p>{_MARK.format(len(pictures) - 1)}</p>"

    return _WRITTEN.sub(mark, markup), pictures


def put_back(blocks: Sequence[Block], pictures: Sequence[Picture]) -> list[Part]:
    """The parts of a page whose pictures were taken."""
    parts: list[Part] = []
    for block in blocks:
        match = _MARKED.fullmatch(block.text) if isinstance(block, Line) else None
        parts.append(pictures[int(match[1])] if match and int(match[1]) < len(pictures) else block)
    return parts
