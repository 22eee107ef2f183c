"""The parts of a page that its own style sheet hides: `<style>.old { display: none }</style>` and what has that class.

Only plain rules count - one class or id, for all media -: what a narrow window, a printer or a script's further class shows is
seen by someone. Parts of tables count where enough of the tables is left. Sheets that lie elsewhere are not fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

LONGEST_SHEET = 200_000
"""Characters of a sheet that is looked through."""
_MOST_EMPTIED = 6
"""Cells with a hidden part for each that prints something beside it: in most rows of a small agency there is one figure."""
_BRACES = re.compile(r"([{}])")
_NONE = re.compile(r"(?:^|[;\s])display\s*:\s*none", re.IGNORECASE)
_SHOWN = re.compile(r"(?:^|[;\s])display\s*:\s*(?!none)\w", re.IGNORECASE)
_PLAIN = re.compile(r"(?:\w+)?([.#])([\w-]+)")
_NAMES = re.compile(r"[.#][\w-]+")


_blocks = etree.XPath("descendant::div[@class or @id] | descendant::section[@class or @id]")
_in_tables = etree.XPath("descendant::tr/descendant-or-self::*[@class or @id]")
_cells = etree.XPath("descendant::td")
_table = etree.XPath("ancestor::table[1]")
_cell = etree.XPath("ancestor::td[1]")


def hidden_by_sheet(root: Element) -> Iterator[Element]:
    """The parts of the page with a class or id that a sheet within it hides and no rule of it shows again."""
    if hidden := hidden_names(root):
        yield from (element for element in _blocks(root) if not hidden.isdisjoint(_names(element)))
        parts = [element for element in _in_tables(root) if not hidden.isdisjoint(_names(element))]
        if parts and _leave_most(parts):
            yield from parts


def hidden_names(root: Element) -> set[str]:
    """The classes (`.old`) and ids (`#old`) that a sheet within the page hides and no rule of it shows again."""
    hidden, shown = set[str](), set[str]()
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if len(text) > LONGEST_SHEET or "isplay" not in text.replace("ISPLAY", "isplay"):
            continue
        for selectors, style in plain_rules(text):
            if _NONE.search(style):
                plain = (_PLAIN.fullmatch(selector.strip()) for selector in selectors.split(","))
                hidden.update(match[1] + match[2] for match in plain if match)
            elif _SHOWN.search(style):
                shown.update(_NAMES.findall(selectors))
    return hidden - shown


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
    """Selectors and style of each rule that holds for all media; the sheet is gone through once, whatever it holds."""
    first, *others = sheet.split("/*")
    text = first + "".join(part.partition("*/")[2] for part in others)
    selectors, depth = "", 0
    for piece in _BRACES.split(text):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            selectors = piece.rpartition(";")[2]  # @charset and @import end so
        elif depth == 1 and "@" not in selectors:
            yield selectors, piece


def _names(element: Element) -> Iterator[str]:
    yield f"#{element.get('id')}"
    yield from (f".{name}" for name in (element.get("class") or "").split())
