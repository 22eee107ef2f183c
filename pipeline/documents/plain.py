"""Lines as they are matched, and the way back to what is printed.

A copy of a page in traditional characters, or with pinyin behind them, is read as its original would be: patterns see simplified
text without glosses, users see what is printed. Lines that are plain already are the document's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from pipeline.contract import Claim
from pipeline.documents.document import Document, Grid, Line
from pipeline.documents.fold import LETTER_YEAR, glosses, is_plain, kept_of_headings, simplified, tidy, with_figures
from pipeline.documents.laid_out import GridLayout, LaidOutGrid


def oddities(document: Document) -> tuple[bool, bool]:
    """Whether a document has a year typed in letters, and traditional characters or glosses.

    None of these goes on from a line or cell to the next, and no figure is a part of one: lines that all reports share and the
    layouts of their tables are looked through once.
    """
    if any(isinstance(block, Grid) and not isinstance(block, LaidOutGrid) for block in document.blocks):
        return _oddities(document.text)
    found = {
        _oddities_of_layout(block.layout) if isinstance(block, LaidOutGrid) else _oddities_of_line(block.text)
        for block in document.blocks
        if isinstance(block, (Line, LaidOutGrid))
    }
    return any(has_years for has_years, _ in found), any(is_odd for _, is_odd in found)


def _oddities(text: str) -> tuple[bool, bool]:
    return LETTER_YEAR.search(text) is not None, not is_plain(text)


_oddities_of_line = kept_of_headings(_oddities)


@lru_cache(maxsize=256)
def _oddities_of_layout(layout: GridLayout) -> tuple[bool, bool]:
    return _oddities("\n".join(layout.between))


class PlainLines:
    """`lines` for matching, each at the offset of the printed line that it stands for; `mends_years` typed in letters.

    `are_plain` tells that there is nothing to change in any of them.
    """

    def __init__(self, printed: Iterable[Line], *, mends_years: bool = False, are_plain: bool = False) -> None:
        self.lines: list[Line] = []
        self._changed: dict[int, tuple[Line, Line, list[int]]] = {}
        self._are_plain = are_plain
        if are_plain:
            self.lines += printed
            return
        for line in printed:
            text, gaps = simplified(line.text), glosses(line.text)
            if mends_years:
                text = with_figures(text)
            if text is line.text and not gaps:
                self.lines.append(line)
                continue
            kept = _kept(len(text), gaps)
            plain = replace(line, text="".join(text[position] for position in kept))
            self.lines.append(plain)
            self._changed[line.start] = line, plain, kept
        self._starts = list(self._changed)

    def simplified(self, text: str) -> str:
        """A part of the document's text in simplified characters."""
        return text if self._are_plain else simplified(text)

    def printed(self, text: str) -> str:
        """What is printed where lines, one or several, matched `text`; `text` itself where they are all plain."""
        if not self._changed or not text:
            return text
        whole = "".join(line.text for line in self.lines)
        at, left = whole.find(text), len(text)
        if at == -1:  # a name is tidied: the page may print it with white space
            spaced = re.search(r"\s*".join(map(re.escape, text)), whole)
            if spaced is None:
                return text
            at, left = spaced.start(), len(spaced.group())
        shown = ""
        for line in self.lines:
            if at < len(line.text) and left:
                end = min(at + left, len(line.text))
                shown += self._as_printed(line, at, end)
                left -= end - at
            at = max(at - len(line.text), 0)
        return tidy(shown) if len(shown) > len(text) else shown

    def _as_printed(self, plain: Line, start: int, end: int) -> str:
        if plain.start not in self._changed:
            return plain.text[start:end]
        line, _, kept = self._changed[plain.start]
        return line.text[kept[start] : _end(kept, end, line)]

    def claim(self, claim: Claim) -> Claim:
        """`claim` with its place and sentence as printed."""
        start, end = claim.place.start, claim.place.end
        if start is None or end is None or not self._changed:
            return claim
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return claim
        line, plain, kept = self._changed[self._starts[index]]
        if start >= plain.end:
            return claim
        first = line.start + kept[start - line.start]
        last = line.start + _end(kept, min(end - line.start, len(kept)), line)
        place = replace(claim.place, start=first, end=max(first, last))
        return replace(claim, place=place, sentence=self.printed(claim.sentence))


def _kept(length: int, gaps: list[tuple[int, int]]) -> list[int]:
    """The positions that no gap covers."""
    kept: list[int] = []
    position = 0
    for start, end in [*gaps, (length, length)]:
        kept += range(position, start)
        position = end
    return kept


def _end(kept: list[int], end: int, line: Line) -> int:
    """The printed position where a plain text ends: a gloss behind its last character belongs to it."""
    return kept[end] if end < len(kept) else len(line.text)
