"""The rules that a table without rules would have: around its header, between its columns, and between its rows.

A row is where its figures stand; a label belongs to the figures that it stands beside (`label_rows.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.documents.paper.column_heads import BESIDE, PrintedRow, column_edges, cut_at, headings, names_of
from pipeline.documents.paper.drawn import Rule
from pipeline.documents.paper.label_rows import Band, Height, LabelLine, bands, group_ends
from pipeline.documents.paper.printed_columns import Span
from pipeline.documents.paper.ruled import RuledTable, find_tables
from pipeline.documents.paper.typeset import begins_item, glyph_rows
from pipeline.documents.paper.unruled import OVERHANG
from pipeline.documents.text_rows import is_group

_ROW = re.compile("[一二四][、.．]")
"""Begins a row of the requests table, whose 三、 alone names a group."""
PITCH = 0.75
"""Distances between rows, the usual ones, by which a label without figures stands apart from all others in a row of its own."""


@dataclass(slots=True)
class Part:
    """A table on one page: its figure columns, the rows of its header and those below."""

    page: int
    columns: list[tuple[float, float]]
    header: Sequence[PrintedRow]
    rows: Sequence[PrintedRow]
    left: float = 0.0
    edges: list[float] = field(default_factory=list[float])
    """Before, between and behind the figure columns."""
    groups: list[float] = field(default_factory=list[float])
    """Behind each column of groups of labels, from left to right."""
    is_named: bool = False
    """Whether its columns are told by their names."""
    at_left: bool | None = None
    """Whether these begin where their columns do; None where that is not known."""
    names: Sequence[tuple[float, float]] = ()
    """Where the names of its columns stand, if figures are set at the right of theirs, and how far `aside` of their middles."""
    aside: float | None = None
    goes_on: bool = False
    """Whether it fills its page to the end, so that more of it may stand overleaf."""


def drawn(parts: Sequence[Part]) -> Iterator[tuple[int, RuledTable]]:
    """The table that `parts` are, page by page; nothing where neither its figures nor its names tell that it is one."""
    _set_edges(parts)
    if sum(bool(row.figures) for part in parts for row in part.rows) < 2 and not _has_names(parts[0]):
        return
    if parts[0].goes_on and not any(part.rows for part in parts):
        return
    before: Band | None = None
    for part in parts:
        rows = bands(*_heights(part), before, goes_on=part is not parts[-1]) or [_blank_row(part)]
        yield from ((part.page, table) for table in _table(part, rows))
        before = rows[-1]


def _set_edges(parts: Sequence[Part]) -> None:
    """Sets where the columns of a table end, the same on all its pages."""
    columns = parts[0].columns
    size = (parts[0].rows or parts[0].header)[0].size
    edges = column_edges(columns, [row for part in parts for row in part.header])
    limit = columns[0][0] + OVERHANG * size
    labels = [span for part in parts for row in part.rows for span in _labels(row, limit)]
    aside = [s for part in parts for row in part.header for s in _labels(row, limit) if s.start < edges[0]]
    if labels:  # as narrow as they are, so that a line that fills their column shows it
        behind = max(span.end for span in (*labels, *aside))
        edges[0] = max(behind, min(edges[0], behind + 2 * BESIDE))
    left = min([edges[0], *(span.start - 1 for span in (*labels, *aside))])
    groups = group_ends(labels)
    for part in parts:
        part.left, part.edges, part.groups = left, edges, groups


def _labels(row: PrintedRow, limit: float) -> list[Span]:
    """What stands left of the figures."""
    return [span for span in row.spans if span.end <= limit and span not in row.figures]


def _table(part: Part, rows: Sequence[Band]) -> list[RuledTable]:
    """The table of a part: the rules around its header, and around each of its rows."""
    edges, right = part.edges, part.edges[-1]
    top = min([rows[0].top, *(row.baseline - row.size for row in part.rows)])  # groups may stand beyond their rows
    bottom = max([rows[-1].bottom, *(row.baseline + 0.2 * row.size for row in part.rows)])
    walls: list[Rule] = []
    lines: list[Rule] = []
    wide = {row.baseline for row in part.rows if _is_wide_group(row, part)}
    if part.header:
        start = min(row.baseline - row.size for row in part.header)
        top = (top + max(row.baseline for row in part.header)) / 2
        over_several = list(headings(part.header, part.columns, edges))
        lines.append(Rule(start, part.left, right))
        lines += [Rule(below, edges[first], edges[last]) for below, first, last in over_several]
        for index, edge in enumerate((part.left, *edges), start=-1):
            over = [below for below, first, last in over_several if first < index < last]
            walls.append(Rule(edge, max([start, *over]), top))
    lines.append(Rule(top, part.left, right))
    ends = [*((above.bottom + below.top) / 2 for above, below in pairwise(rows)), bottom]
    for upper, lower, row, following in zip([top, *ends], ends, rows, [*rows[1:], None], strict=False):
        inner = [*part.groups[: _groups(row, part)], *edges[:-1]]
        is_one_cell = row.lines and row.figures is None and wide.issuperset(line.baseline for line in row.lines)
        walls += [Rule(edge, upper, lower) for edge in (part.left, *([] if is_one_cell else inner), right)]
        lines.append(Rule(lower, _start(row, following, part), right))
    return find_tables(lines, walls) or []


def _groups(row: Band, part: Part) -> int:
    """How many columns of groups stand beside the label of a row."""
    return max(len(part.groups) - 2 + row.level, 0) if row.level else 0


def _start(row: Band, following: Band | None, part: Part) -> float:
    """Where the rule below a row begins: behind the groups that go on below it."""
    if following is None:
        return part.left
    shared = min(_groups(row, part), _groups(following, part))
    if following.begins_group:
        shared = min(shared, len(part.groups) - 1)
    return part.groups[shared - 1] if shared > 0 else part.left


def _has_names(part: Part) -> bool:
    """Whether each column has a name: of a single row of figures that alone says that they stand in columns."""
    return all(names_of(part.header, part.columns, part.edges))


def _is_wide_group(row: PrintedRow, part: Part) -> bool:
    """Whether a row is the name of a group that stands over the columns of figures, below its table's header."""
    return is_group(row.text) and row.spans[0].end > part.edges[0]


def _heights(part: Part) -> tuple[list[LabelLine], list[Height]]:
    """The lines of the labels, those of groups beside them left out, and where figures stand."""
    limit = part.edges[0]
    wide = [row for row in part.rows if _is_wide_group(row, part)]
    rows = [row for row in part.rows if row not in wide]
    glyphs = [glyph for row in rows for glyph in row.glyphs if (glyph.left + glyph.right) / 2 < limit]
    figures = [Height(row.baseline, row.size) for row in rows if row.figures]
    lines = [LabelLine(row.baseline, row.size, row.text) for row in wide]
    groups: list[LabelLine] = []
    for row in glyph_rows(glyphs):
        own = cut_at(row, part.groups)
        text = "".join(span.text for span in own if not part.groups or span.end > part.groups[-1])
        size = max(glyph.size for glyph in row)
        if text:
            lines.append(LabelLine(row[0].baseline, size, text))
        elif own:
            groups.append(LabelLine(row[0].baseline, size, own[-1].text))
    pitch = _pitch(lines, figures)
    printed = sorted([*lines, *groups], key=lambda line: line.baseline)
    for line in groups:  # a short label begins where the groups do: nothing else stands beside its figures
        is_beside = any(abs(figure.baseline - line.baseline) < 0.5 * line.size for figure in figures)
        is_alone = all(abs(other.baseline - line.baseline) > line.size for other in lines)
        is_apart = all(other is line or abs(other.baseline - line.baseline) > pitch for other in printed)
        if begins_item(line.text) and is_alone and (is_beside or is_apart or _ROW.match(line.text)):
            lines.append(line)
    lines.sort(key=lambda line: line.baseline)
    return lines, figures


def _pitch(lines: Sequence[LabelLine], figures: Sequence[Height]) -> float:
    """What lies between the middles of two rows at least, going by labels that begin with a number and by figures."""
    starts = [line.baseline for line in lines if begins_item(line.text)]
    near = [
        below - above
        for heights in (starts, [f.baseline for f in figures])
        for above, below in pairwise(sorted(heights))
    ]
    return PITCH * min(near, default=0.0)


def _blank_row(part: Part) -> Band:
    """The row below a header under which nothing is printed."""
    last = part.header[-1]
    return Band([], Height(last.baseline + 1.6 * last.size, last.size))
