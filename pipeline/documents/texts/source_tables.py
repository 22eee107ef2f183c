"""Tables as writers of other formats print them: AsciiDoc and BBCode; those of LaTeX are in `tex_tables`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.documents.document import Block
from pipeline.documents.texts.marked_tables import MarkedCell, flowed, table_blocks

_FENCE = re.compile(r"[|!,:]={3,}$")
_SPEC = re.compile(r"(?:^|(?<=\s))(?:(\d+)?(?:\.(\d+))?(\+)|(\d+)\*)?(?:[<^>]?(?:\.[<^>])?)[adehlmsv]?(?<!\\)\|")
_COLUMNS = re.compile(r"""cols\s*=\s*(?:"([^"]*)"|([^,\]]*))""")
_REPEATED = re.compile(r"(\d{1,4})\*")
_SHOWN_BREAK = re.compile(r" \+(?:\n|$)")
_MOST_ATTRIBUTES = 3
"""Lines above a table of AsciiDoc among which its attributes are, behind its title."""

_OPENED = re.compile(r"\[table(?:=[^\]]*)?\]", re.I)
_CLOSED = re.compile(r"\[/table\]", re.I)
_ROW = re.compile(r"\[tr(?:=[^\]]*)?\](.*?)(?=\[tr(?:=[^\]]*)?\]|\Z)", re.I | re.S)
_CELL = re.compile(r"\[t[dh](?:=([^\]]*))?\](.*?)(?:\[/t[dh]\]|(?=\[t[dh](?:=[^\]]*)?\])|\Z)", re.I | re.S)
_BB_SPANS = re.compile(r"\s*(\d{1,2})\s*,\s*(\d{1,2})(?:,|$)")
_BB_MARK = re.compile(r"\[/?(?:b|i|u|s|tr|size|color|font|align|center|p|backcolor|url|indent)(?:=[^\]]*)?\]", re.I)


def asciidoc_table(lines: Sequence[str], first: int) -> tuple[list[Block], int] | None:
    """What the table of AsciiDoc holds that begins with line `first`, and the number of its lines; None where none does.

    Raises:
        UnreadableDocumentError: `table_too_large`.
    """
    if lines[first] != "|===":
        return None
    end = next((number for number in range(first + 1, len(lines)) if _FENCE.match(lines[number])), None)
    if end is None:
        return None
    cells = list(_cells("\n".join(lines[first + 1 : end])))
    above = " ".join(lines[max(first - _MOST_ATTRIBUTES, 0) : first])
    named = _COLUMNS.findall(above)
    columns = _count(named[-1][0] or named[-1][1]) if named else sum(c.colspan for c in _cells(lines[first + 1]))
    return table_blocks(flowed(cells, columns)), end + 1 - first


def _count(columns: str) -> int:
    """How many columns are named: `1,2,1`, `3*`, `,,`."""
    parts = re.split("[,;]", columns.strip())
    return sum(int(times[1]) if (times := _REPEATED.match(part.strip())) else 1 for part in parts)


def _cells(text: str) -> Iterator[MarkedCell]:
    """The cells of a text, each behind its bar, with the spans that stand before that."""
    marks = list(_SPEC.finditer(text))
    for mark, following in zip_longest(marks, marks[1:]):
        printed = text[mark.end() : following.start() if following else None]
        printed = _SHOWN_BREAK.sub("\n", printed).replace("\\|", "|").replace("{vbar}", "|").strip()
        times = min(int((mark[4] or "1")[:4]), 64)
        yield from [MarkedCell(printed, int((mark[2] or "1")[:4]), int((mark[1] or "1")[:4]))] * times


def bbcode_table(lines: Sequence[str], first: int) -> tuple[list[Block], int] | None:
    """What the table of BBCode holds that begins in line `first`, and the number of its lines; None where none does.

    Raises:
        UnreadableDocumentError: `table_too_large`.
    """
    opened = _OPENED.search(lines[first])
    if opened is None:
        return None
    ends = (n for n in range(first, len(lines)) if _CLOSED.search(lines[n]) or (n > first and _OPENED.search(lines[n])))
    end = next(ends, None)
    if end is None or _CLOSED.search(lines[end]) is None:
        return None  # no table stands in another, so that the search ends at the next one
    text = "\n".join([lines[first][opened.end() :], *lines[first + 1 : end + 1]] if end > first else [lines[first]])
    rows = [[_bb_cell(cell[1] or "", cell[2]) for cell in _CELL.finditer(row[1])] for row in _ROW.finditer(text)]
    return (table_blocks(rows), end + 1 - first) if any(rows) else None


def _bb_cell(given: str, text: str) -> MarkedCell:
    """A cell; `given` are its columns and rows, or its width: 2,1 or 2,1,30%."""
    spans = _BB_SPANS.match(given)
    printed = _BB_MARK.sub("", text).strip()
    return MarkedCell(printed, int(spans[2]), int(spans[1])) if spans else MarkedCell(printed)
