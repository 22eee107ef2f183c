"""Texts with tables that a page shows as they were typed, in `<pre>`: read as a text file is, where spaces are columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from pipeline.documents.document import Block, Line
from pipeline.documents.texts.text import text_blocks
from pipeline.documents.web.page import MARKS, has_labels

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

FEWEST_LINES = 3
"""Line ends of a text that may hold a table of the forms: that of disputes has three lines of names."""
_MARK = "\u27e6typed {}\u27e7"
_MARKED = re.compile("\u27e6typed (\\d{1,4})\u27e7")
_holding = etree.XPath("self::*[not(descendant::table or descendant::br or descendant::p or descendant::div)]")


def take_typed(root: Element) -> list[str]:
    """The texts of the page's `<pre>` that hold tables of the forms and nothing but words; a mark stands for each then."""
    texts: list[str] = []
    for element in root.iter("pre"):
        text = "".join(element.itertext())
        if text.count("\n") < FEWEST_LINES or not has_labels(text) or not _holding(element):
            continue
        for part in element.iter("*"):
            part.text = None
            if part is not element:
                part.tail = None
        element.text = _MARK.format(len(texts))
        texts.append(MARKS.sub("", text))
    return texts


def put_typed(blocks: Sequence[Block], texts: Sequence[str]) -> list[Block]:
    """The blocks with those of each text in the place of its mark."""
    placed: list[Block] = []
    for block in blocks:
        mark = _MARKED.fullmatch(block.text) if isinstance(block, Line) else None
        placed += text_blocks(texts[int(mark[1])]) if mark and int(mark[1]) < len(texts) else [block]
    return placed
