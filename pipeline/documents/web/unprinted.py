"""Figures that a page's markup holds and does not print: in attributes of cells, and in what its style sheet adds to them.

What the sheet adds (`.n3::after { content: "3" }`, `td::before { content: attr(data-n) }`) everybody sees: it becomes text. What an
attribute holds (`<td data-value="3"></td>`) is there for a script, and nobody knows whether it shows it: such a cell is not
empty, and what it shows is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.documents.web.hidden_styles import LONGEST_SHEET, plain_rules
from pipeline.documents.web.page import PICTURE
from pipeline.values import is_value

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

MOST_RULES = 200
"""Rules that add a figure: the digits need ten."""
_HOLDERS = frozenset(
    "title aria-label value sdval x:num data-title data-value data-val data-v data-num data-number data-n data-count "
    "data-total data-sum data-text data-content data-figure data-data data-to data-end data-target".split()
)
"""Attributes in which scripts and programs keep the figure of a cell."""
_NAMES = ("title", "label", "value", "sdval", "num", *("data-" + "[a-z]" * letters for letters in range(1, 9)))
MAY_HOLD = re.compile(rf"=(?=[\"']?[+-]?\d)(?:{'|'.join(f'(?<={name}=)' for name in _NAMES)})".encode())
"""An attribute with a figure; looked for from the sign behind its name, which takes a fifth of the time."""
_LONGEST_FIGURE = 24
_ADDED = re.compile(
    r"(?:^|[;\s])content\s*:\s*(?:attr\(\s*([\w-]{1,40})\s*\)|[\"'](\d{1,14})[\"'])\s*(?:!important\s*)?(?:;|$)"
)
_WHERE = re.compile(r"(\w*)((?:[.#][\w-]+|\[[\w-]+\])*)::?(before|after)")
_CONDITION = re.compile(r"[.#\[][\w-]+")
_cells = etree.XPath("descendant::td[translate(., '0 \t\r\n\u00a0', '') = '']")
"""Those that print nothing, or the nought from which a script counts up."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a sheet adds before or behind elements: an attribute of theirs, or `text`."""

    tag: str
    conditions: tuple[str, ...]
    is_before: bool
    attribute: str | None
    text: str

    def added(self, element: Element) -> str:
        """The figure that the rule adds to an element; empty where it adds none."""
        if not all(map(element.get, (c[1:] for c in self.conditions if c[0] == "["))):
            return ""
        names = {f"#{element.get('id')}", *(f".{name}" for name in (element.get("class") or "").split())}
        if not all(c in names for c in self.conditions if c[0] != "["):
            return ""
        text = (element.get(self.attribute) or "").strip() if self.attribute else self.text
        return text if _is_figure(text) else ""


def show_unprinted(root: Element, markup: bytes) -> None:
    """Writes what the page's own sheets add to its elements into them, and marks its cells that print no figure but hold one.

    Such a cell gets an element that shows no text. `markup` is what `root` was parsed from.
    """
    if _may_add(markup):
        _add(root)
    if MAY_HOLD.search(markup) is not None:
        for cell in _cells(root):
            if any(map(_holds, cell.iter("*"))):
                for part in cell.iter("*"):  # the nought, where there is one
                    part.text = None
                cell.text = PICTURE


def adds_by_sheet(root: Element, markup: bytes) -> bool:
    """Whether the page's own sheets may add figures to its elements."""
    return _may_add(markup) and any(_rules(root))


def _may_add(markup: bytes) -> bool:
    return markup.rfind(b"content:") >= 0 or markup.rfind(b"content :") >= 0


def _holds(element: Element) -> bool:
    """Whether an attribute keeps a figure that the element does not print; what can be filled in prints its own."""
    if element.tag in ("input", "option", "button", "a"):
        return False
    printed = "".join(element.itertext()).strip()
    return any(
        name in _HOLDERS and _is_figure(value) and value.strip() != printed for name, value in element.attrib.items()
    )


def _is_figure(text: str) -> bool:
    return len(text) <= _LONGEST_FIGURE and any(map(str.isdecimal, text)) and is_value(text)


def _add(root: Element) -> None:
    rules = list(_rules(root))
    if not rules or len(rules) > MOST_RULES:
        return
    for element in root.iter("*"):
        for rule in rules:
            if rule.tag in ("", element.tag) and (text := rule.added(element)):
                _write(element, text, is_before=rule.is_before)


def _write(element: Element, text: str, *, is_before: bool) -> None:
    if is_before:
        element.text = text + (element.text or "")
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _rules(root: Element) -> Iterator[_Rule]:
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if len(text) > LONGEST_SHEET or "content" not in text:
            continue
        for selectors, style in plain_rules(text):
            added = _ADDED.search(style)
            if added is None:
                continue
            for selector in selectors.split(","):
                where = _WHERE.fullmatch(selector.split()[-1]) if selector.split() else None
                if where:
                    conditions = tuple(_CONDITION.findall(where[2]))
                    yield _Rule(where[1].lower(), conditions, where[3] == "before", added[1], added[2] or "")
