"""Paragraphs whose lines are broken at a fixed width, in a text file or a page → one line a paragraph.

Converters of word processors' files, previews and flip-books break prose wherever the line is full. Who reports, of which year and
how many is then cut in two, and a heading's word begins a line that is none. Only lines that are full are joined to the next one,
and only in a text that shows such a width; lines of tables stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents.document import Block, Line

_FEWEST = 4
"""Full lines that end within a clause, and may go on in the next one, from which a text has a width."""
_SHARE = 0.7
"""Of such lines that are more than half as wide as the full ones, those that are full."""
_NARROWEST, _WIDEST = 40, 160
"""Columns of a full line; a Chinese character takes two."""
_RAGGED = 5
"""Columns that a full line may lack: a character, a stop or a year that is not parted from what stands before it."""
_HANGS = 2
"""Columns by which a stop may stand out."""
_ENDS = "。！？：!?:"
_HAN = re.compile(r"[\u3400-\u9fff]")
_BEGINS = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[部条]|[●•\-#>|])|[\u3000 \t]{2,}"
)
"""A heading, an item, an indented paragraph."""
_IS_ROW = re.compile(r"[|\t]|\S {2,}\S|(?:(?:^|\s)[\d.\-/]+){3}|勾稽关系")
"""What lines of tables have."""
_PROSE = 0.6
"""Share of Chinese characters and stops among those of a line of prose."""
_CLAUSE = re.compile("[，、。；,;]")
"""What most lines of prose have, and those of a list of titles have not."""
_SHORTEST, _LONGEST = _NARROWEST // 2, _WIDEST // 2
"""Characters of a full line of a page."""
_WORD_BREAK = re.compile(r"[A-Za-z]$")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines, those that go on where the next one begins joined with it."""
    joined: list[str] = []
    for line, is_rest in zip(lines, _are_rests(lines), strict=True):
        if is_rest:
            before = joined[-1].rstrip()
            joined[-1] = before + _gap(before, line) + line.strip()
        else:
            joined.append(line)
    return joined


def with_whole_paragraphs(blocks: list[Block]) -> list[Block]:
    """The blocks of a page, its lines joined where each was set as the lines of a column are: by <br>, or as paragraphs."""
    full = sum(isinstance(block, Line) and _SHORTEST <= len(block.text) <= _LONGEST for block in blocks)
    if full < _FEWEST or any(isinstance(block, Line) and len(block.text) > 2 * _LONGEST for block in blocks):
        return blocks
    texts = [block.text if isinstance(block, Line) and not block.link_share else "" for block in blocks]
    joined: list[Block] = []
    for block, is_rest in zip(blocks, _are_rests(texts), strict=True):
        before = joined[-1] if joined else None
        if is_rest and isinstance(before, Line) and isinstance(block, Line) and not block.is_heading:
            joined[-1] = replace(before, text=before.text + _gap(before.text, block.text) + block.text)
        else:
            joined.append(block)
    return joined


def _are_rests(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it is the rest of the one before it."""
    widths = [_width(line) if _is_prose(line) else 0 for line in lines]
    full = _full_width(lines, widths)
    if full is None:
        return [False] * len(lines)
    goes_on = [
        full - _RAGGED <= width <= full + _HANGS and _is_open(line) for line, width in zip(lines, widths, strict=True)
    ]
    return [False, *(goes and _goes_on_with(line) for goes, line in zip(goes_on, lines[1:], strict=False))][
        : len(lines)
    ]


def _gap(before: str, line: str) -> str:
    """A blank between two words in letters."""
    begins = line.lstrip()[:1]
    return " " if _WORD_BREAK.search(before) and begins.isascii() and begins.isalpha() else ""


def _full_width(lines: Sequence[str], widths: Sequence[int]) -> int | None:
    """The columns of a full line, None where lines are as long as what they say."""
    open_ones = [
        width
        for line, width, following in zip(lines, widths, lines[1:], strict=False)
        if width and _is_open(line) and _goes_on_with(following)
    ]
    counts = Counter(width for width in open_ones if _NARROWEST <= width <= _WIDEST)
    if len(open_ones) < _FEWEST or not counts:
        return None
    full = max(counts, key=lambda width: (sum(counts[width - less] for less in range(_RAGGED + 1)), width))
    are_full = sum(counts[full - less] for less in range(-_HANGS, _RAGGED + 1))
    in_clauses = sum(
        full - _RAGGED <= width <= full + _HANGS and _CLAUSE.search(line) is not None
        for line, width in zip(lines, widths, strict=True)
    )
    wide = sum(width > full // 2 for width in open_ones)
    wider = sum(width > full + _HANGS for width in widths)
    is_set = are_full >= _FEWEST and are_full >= _SHARE * wide and wider <= are_full // 10
    return full if is_set and in_clauses > are_full // 2 else None


def _is_open(line: str) -> bool:
    return line.rstrip()[-1:] not in _ENDS


def _is_prose(line: str) -> bool:
    text = line.strip()
    if len(text) < _NARROWEST // 4 or _IS_ROW.search(text):
        return False
    return len(_HAN.findall(text)) >= _PROSE * len(text.replace(" ", ""))


def _goes_on_with(line: str) -> bool:
    """Whether a line can be the rest of one: it begins no paragraph, and is no row of figures."""
    return (
        bool(line.strip()) and not _BEGINS.match(line) and not _IS_ROW.search(line.strip()) and bool(_HAN.search(line))
    )


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line.rstrip())
