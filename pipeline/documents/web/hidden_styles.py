"""The parts of a page that its own style sheet hides: `<style>.old { display: none }</style>` and what has that class.

Only plain rules count - one class or id, on every screen -: what a narrow window, a printer or a script's further class shows is
seen by someone. Parts of tables count where enough of the tables is left, and there print that nobody sees is hidden too.
Sheets that lie elsewhere are not fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from pipeline.documents.web.faint import has_no_size, is_left_out, is_white, is_white_figure, is_without_looks

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

LONGEST_SHEET = 200_000
"""Characters of a sheet that is looked through."""
_MOST_EMPTIED = 6
"""Cells with a hidden part for each that prints something beside it: in most rows of a small agency there is one figure."""
_BRACES = re.compile(r"([{}])")
_OF_FEW = 10
"""Cells of a table for each whose only text a sheet hides, from which that is no way of showing its figures."""
_MAY_HIDE = re.compile(
    r"display\s*:|visibility|opacity|overflow|-999|clip|line-through|font(?:-size)?\s*:\s*0|color\s*:\s*(?:#f|white|rgb|hsl|transparent)",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:^|;)display:none")
_VOID = re.compile(r"(?:^|;)visibility:(?:hidden|collapse)")
_SHOWN = re.compile(r"(?:^|;)(?:display:(?!none)\w|visibility:visible|opacity:(?:1|0?\.\d))")
_STRUCK = re.compile(r"(?:^|;)text-decoration(?:-line)?:line-through")
_PLAIN = re.compile(r"(?:(?:body|div|table|tbody|tr|td|th|p|span)(?:\s*>\s*|\s+))*(?:\w+|\*)?([.#])([\w-]+)")
_ON_SCREENS = re.compile(
    r"\s*@(?:media\s+(?:only\s+)?(?:screen|all)|layer\b[^;]*|supports\b(?!.*\bnot\b).*)\s*", re.IGNORECASE | re.DOTALL
)
"""What is written around rules that hold on every screen."""
_NAMES = re.compile(r"[.#][\w-]+")


_blocks = etree.XPath("descendant::div[@class or @id] | descendant::section[@class or @id]")
_in_tables = etree.XPath("descendant::tr/descendant-or-self::*[@class or @id]")
_cells = etree.XPath("descendant::td")
_table = etree.XPath("ancestor::table[1]")
_cell = etree.XPath("ancestor::td[1]")


@dataclass(slots=True)
class Sheets:
    """Classes (`.old`) and ids (`#old`) that sheets within a page hide, print so that nobody sees it, without size, and white."""

    hidden: set[str] = field(default_factory=set[str])
    unseen: set[str] = field(default_factory=set[str])
    sizeless: set[str] = field(default_factory=set[str])
    white: set[str] = field(default_factory=set[str])


class Hidden(NamedTuple):
    """A part of a page that a sheet hides.

    `is_certain`: nobody sees it. A script may show a figure that is hidden alone in its cell, and a white one has some other ground
    where a class gives it one. `keeps_place`: it leaves a gap as large as it is, so that a cell is blank and the next ones do not
    move up.
    """

    element: Element
    is_certain: bool = True
    keeps_place: bool = False


def hidden_by_sheet(root: Element) -> Iterator[Hidden]:
    """The parts of the page with a class or id that a sheet within it hides and no rule of it shows again."""
    sheets = read_sheets(root)
    if hidden := sheets.hidden:
        yield from (Hidden(element) for element in _blocks(root) if not hidden.isdisjoint(_names(element)))
    if hidden or sheets.unseen or sheets.sizeless or sheets.white:
        named = [(element, set(_names(element))) for element in _in_tables(root)]
        gone = [element for element, names in named if names & hidden]
        unseen = [
            element
            for element, names in named
            if not names & hidden and (names & sheets.unseen or (names & sheets.sizeless and is_without_looks(element)))
        ]
        parts = [*gone, *unseen]
        if parts and ((leaves_most := _leave_most(parts)) or _are_few(parts)):
            yield from (Hidden(element, leaves_most) for element in gone)
            yield from (Hidden(element, leaves_most, keeps_place=True) for element in unseen)
        white = (element for element, names in named if names & sheets.white)
        yield from (Hidden(element, is_certain=False) for element in white if is_white_figure(element))


def read_sheets(root: Element) -> Sheets:
    """What the sheets within the page hide and no rule of them shows again."""
    found, shown, sized = Sheets(), set[str](), set[str]()
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if len(text) > LONGEST_SHEET or _MAY_HIDE.search(text) is None:
            continue
        for selectors, printed in plain_rules(text):
            style = "".join(printed.split()).lower()
            if "font" in style and not has_no_size(style):
                sized.update(_NAMES.findall(selectors))  # of a part within, too: .v p{font-size:14px}
            if _NONE.search(style):
                names = found.hidden
            elif _VOID.search(style) or _STRUCK.search(style) or is_left_out(style):
                names = found.unseen
            elif has_no_size(style):
                names = found.sizeless
            elif is_white(style):
                names = found.white
            else:
                if _SHOWN.search(style):
                    shown.update(_NAMES.findall(selectors))
                continue
            plain = (_PLAIN.fullmatch(selector.strip()) for selector in selectors.split(","))
            names.update(match[1] + match[2] for match in plain if match)
    return Sheets(found.hidden - shown, found.unseen - shown, found.sizeless - shown - sized, found.white - shown)


def _are_few(parts: Sequence[Element]) -> bool:
    """Whether parts are of so few cells of their tables that no script fills these with figures."""
    tables = {table for element in parts for table in _table(element)}
    return _OF_FEW * len(parts) <= sum(len(_cells(table)) for table in tables)


def _leave_most(parts: Sequence[Element]) -> bool:
    """Whether tables still print most of their cells, and enough cells something, without these parts: else a script shows them."""
    rows = [element for element in parts if element.tag in ("tr", "td", "th")]
    tables = {table for element in rows for table in _table(element)}
    cells, gone_cells = (sum(max(len(_cells(part)), 1) for part in parts) for parts in (tables, rows))
    if 2 * gone_cells > cells:
        return False
    gone = Counter[Element]()
    for element in parts:
        if element.tag not in ("tr", "td", "th"):
            gone.update({cell: len("".join(element.itertext()).strip()) for cell in _cell(element)})
    still = sum(size < len("".join(cell.itertext()).strip()) for cell, size in gone.items())
    return len(gone) <= _MOST_EMPTIED * still


def plain_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and style of each rule that holds on every screen; the sheet is gone through once, whatever it holds."""
    first, *others = sheet.split("/*")
    text = first + "".join(part.partition("*/")[2] for part in others)
    selectors, depth = "", 0
    for piece in _BRACES.split(text):
        if piece == "{":
            if depth or "@" not in selectors or not _ON_SCREENS.fullmatch(selectors):
                depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)  # the end of what is around rules for every screen is one too many
        elif depth == 0:
            selectors = piece.rpartition(";")[2]  # @charset and @import end so
        elif depth == 1 and "@" not in selectors:
            yield selectors, piece


def _names(element: Element) -> Iterator[str]:
    yield f"#{element.get('id')}"
    yield from (f".{name}" for name in (element.get("class") or "").split())
