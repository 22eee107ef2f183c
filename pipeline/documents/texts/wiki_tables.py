"""Tables as MediaWiki writes them: a row after `|-`, its cells behind `|` or `!`, on a line each or parted by two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.document import Block
from pipeline.documents.texts.marked_tables import MarkedCell, blocks_of, marked
from pipeline.documents.web.page import BREAK, MARKS, ROW

_BEGIN, _END, _ROW, _CAPTION = "{|", "|}", "|-", "|+"
MOST_BEGUN = 20
"""Tables that begin within one: a text of nothing but beginnings would be looked through from each of them."""
_PARTED = re.compile(r"\|\||!!")
_ATTRIBUTES = re.compile(r"""(?:\s*[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'|]+))+\s*\|(?!\|)""")
_SPAN = re.compile(r"""(rowspan|colspan)\s*=\s*["']?(\d{1,9})""")
_EMPHASIS = re.compile("'{2,5}")


def wiki_table(lines: Sequence[str], first: int) -> tuple[list[Block], int] | None:
    """What the table holds that begins with line `first`, and the number of its lines; None where none does.

    Raises:
        UnreadableDocumentError: `table_too_large`.
    """
    if not lines[first].startswith(_BEGIN):
        return None
    end = _end(lines, first)
    if end is None:
        return None
    return blocks_of("".join(_marked(lines[first + 1 : end]))), end + 1 - first


def _end(lines: Sequence[str], first: int) -> int | None:
    """The line that ends the table of line `first`; none where too many begin before one does."""
    begun = 0
    for number in range(first + 1, len(lines)):
        if lines[number].startswith(_END):
            return number
        begun += lines[number].startswith(_BEGIN)
        if begun > MOST_BEGUN:
            return None
    return None


def _marked(lines: Sequence[str]) -> Iterator[str]:
    """The rows with the marks of a page."""
    is_new = True
    for line in lines:
        text = MARKS.sub("", line)
        if text.startswith(_ROW):
            is_new = True
        elif text[:1] in ("|", "!"):
            if is_new:
                yield ROW
            is_caption = text.startswith(_CAPTION)
            yield from map(_cell, [text[len(_CAPTION) :]] if is_caption else _PARTED.split(text[1:]))
            is_new = is_caption
        else:
            yield BREAK + text


def _cell(text: str) -> str:
    attributes = _ATTRIBUTES.match(text)
    spans = dict(_SPAN.findall(attributes[0])) if attributes else {}
    printed = _EMPHASIS.sub("", text[attributes.end() :] if attributes else text)
    return marked(MarkedCell(printed, int(spans.get("rowspan", 1)), int(spans.get("colspan", 1))))
