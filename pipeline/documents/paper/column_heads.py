"""The header of a table without rules: where its columns end, which name stands over each, and the headings over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.printed_columns import GAP, Span
from pipeline.documents.paper.unruled import EDGE_REACH, HEADER_GAP, OVERHANG
from pipeline.documents.text_rows import is_heading_over_several
from pipeline.values import read_value

BESIDE = 2.0
"""Points between a figure at one side of its column and the column's edge."""
AT_LEFT = 0.15
"""Type sizes by which what begins at the left of one column may lie apart."""
FLUSH = 0.25
"""Type sizes between where two names meet without a gap and where their columns do."""
_OWN = re.compile("自然人|总计|合计")
"""Columns beside those of organisations."""
_WAY = re.compile("行政复议|起诉")


@dataclass(slots=True)
class PrintedRow:
    """What is printed at one height."""

    glyphs: list[Glyph]
    spans: list[Span]
    _figures: list[Span] | None = None

    @property
    def figures(self) -> list[Span]:
        """The figures, where all that follows the first of them is one; 无 before them may be of 无法提供, written downwards."""
        if self._figures is None:
            first = next((index for index, span in enumerate(self.spans) if _is_entry(span.text)), len(self.spans))
            figures = self.spans[first:]
            if len(figures) > 1 and figures[0].text == "无" != figures[1].text:
                figures = figures[1:]
            self._figures = figures if all(_is_entry(span.text) for span in figures) else []
        return self._figures

    @property
    def baseline(self) -> float:
        """Where its first glyph stands."""
        return self.glyphs[0].baseline

    @property
    def size(self) -> float:
        """That of its largest glyph."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """All that it prints, without the gaps."""
        return "".join(span.text for span in self.spans)


def _is_entry(text: str) -> bool:
    return read_value(text).status in ("reported", "not_applicable")


def is_header(row: PrintedRow) -> bool:
    """Whether a heading over columns stands in a row."""
    return any(is_heading_over_several(span.text) for span in row.spans)


def column_edges(columns: Sequence[tuple[float, float]], header: Sequence[PrintedRow]) -> list[float]:
    """Before, between and behind the columns: where the header has gaps, be its figures in the middle or at one side."""
    header = [names for row in header if (names := _without_headings(row)).glyphs]
    first, last = columns[0], columns[-1]
    apart = (after[0] + after[1] - before[0] - before[1] for before, after in pairwise(columns))
    width = min(apart, default=2 * (first[1] - first[0])) / 2
    middle = [_gap(before[1], after[0], header) for before, after in pairwise(columns)]
    found = [
        [sum(first) / 2 - width / 2, *middle, sum(last) / 2 + width / 2],
        [*(start - BESIDE for start, _ in columns), last[0] - BESIDE + width],
        [first[1] + BESIDE - width, *(end + BESIDE for _, end in columns)],
    ]
    edges = min(found, key=lambda edges: sum(_crossed(row, edges) for row in header))
    for aside in found[1:]:  # edges just between the characters of names, which fill their columns
        if sum(_crossed(row, aside, 0.2) for row in header) < sum(_crossed(row, edges, 0.2) for row in header):
            edges = aside
    if edges is found[0] and header:
        names = names_of(header, columns, edges)
        starts = [min([start, *(n.start for n in over)]) for (start, _), over in zip(columns, names, strict=True)]
        ends = [max([end, *(n.end for n in over)]) for (_, end), over in zip(columns, names, strict=True)]
        between = [
            min(max((end + start) / 2, before[1]), after[0])
            for end, start, (before, after) in zip(ends, starts[1:], pairwise(columns), strict=False)
        ]
        edges = [min(edges[0], starts[0] - BESIDE), *between, max(edges[-1], ends[-1] + BESIDE)]
    between = [min(max(e, a[1]), b[0]) for e, (a, b) in zip(edges[1:-1], pairwise(columns), strict=True)]
    second = columns[1][0] if len(columns) > 1 else last[1]
    names = [s.start for row in header for s in row.spans if s.start < edges[0] and first[0] < s.end <= second]
    return [
        min([edges[0], first[0] - BESIDE, *(n - BESIDE for n in names)]),
        *between,
        max(edges[-1], last[1] + BESIDE),
    ]


def _without_headings(row: PrintedRow) -> PrintedRow:
    """A row of the header but for what stands over several columns: that says nothing of where each of them ends."""
    over = [span for span in row.spans if is_heading_over_several(span.text)]
    if not over:
        return row
    glyphs = [g for g in row.glyphs if not any(span.start <= g.left < span.end for span in over)]
    return PrintedRow(glyphs, [span for span in row.spans if span not in over])


def _gap(start: float, end: float, header: Sequence[PrintedRow]) -> float:
    """Where between two figures the fewest rows of the header print something, as near to the middle as that is."""
    middle = (start + end) / 2
    steps = int((end - start) / 2)
    places = [middle, *(middle + side * step for step in range(1, steps + 1) for side in (1, -1))]
    return min(places, key=lambda place: sum(_crossed(row, [place]) for row in header))


def _crossed(row: PrintedRow, edges: Sequence[float], between: float = 0.0) -> int:
    """How many edges a row of the header stands across; so far around where two characters meet counts, too."""
    glyphs = sorted(row.glyphs, key=lambda glyph: glyph.left)
    cuts = [(glyph.left, glyph.right) for glyph in glyphs]
    cuts += [
        (a.right - between, b.left + between) for a, b in pairwise(glyphs) if b.left - a.right < HEADER_GAP * b.size
    ]
    return sum(any(start + 0.1 < edge < end - 0.1 for start, end in cuts) for edge in edges)


def names_of(
    header: Sequence[PrintedRow], columns: Sequence[tuple[float, float]], edges: Sequence[float]
) -> list[list[Span]]:
    """What stands in the header over each column alone."""
    names: list[list[Span]] = [[] for _ in columns]
    for row in header:
        for span in _names_in(row, edges):
            over = _over(span, edges, row.size)
            if len(over) == 1 and not is_heading_over_several(span.text):
                names[over[0]].append(span)
    return names


def cut_at(glyphs: Sequence[Glyph], edges: Sequence[float]) -> list[Span]:
    """The texts of a row of the header, in parts where a gap between two characters lies between two columns."""
    parts: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        before = parts[-1][-1] if parts else None
        gap = glyph.left - before.right if before is not None else 0.0
        reach = EDGE_REACH * glyph.size
        if (
            before is None
            or gap >= GAP * glyph.size
            or (
                gap >= HEADER_GAP * glyph.size
                and any(before.right - reach <= edge <= glyph.left + reach for edge in edges)
            )
        ):
            parts.append([])
        parts[-1].append(glyph)
    return [Span(part[0].left, part[-1].right, "".join(glyph.text for glyph in part)) for part in parts]


def _names_in(row: PrintedRow, edges: Sequence[float]) -> Iterator[Span]:
    """The texts of a row of the header; names that fill their columns and touch are parted where these meet."""
    for span in cut_at(row.glyphs, edges):
        inside = [edge for edge in edges if span.start + OVERHANG * row.size < edge < span.end - OVERHANG * row.size]
        if not inside or is_heading_over_several(span.text) or _WAY.search(span.text):
            yield span
            continue
        glyphs = [glyph for glyph in row.glyphs if span.start <= glyph.left < span.end]
        glyphs.sort(key=lambda glyph: glyph.left)
        places = [(before.right + glyph.left) / 2 for before, glyph in pairwise(glyphs)]
        cuts = [number for number, x in enumerate(places, 1) if any(abs(x - e) <= FLUSH * row.size for e in inside)]
        if len(cuts) != len(inside):
            yield span
            continue
        for first, end in pairwise([0, *cuts, len(glyphs)]):
            part = glyphs[first:end]
            yield Span(part[0].left, part[-1].right, "".join(glyph.text for glyph in part))


def _over(span: Span, edges: Sequence[float], size: float) -> list[int]:
    """The columns that a text stands over."""
    reach = OVERHANG * size
    return [
        index
        for index, (start, end) in enumerate(pairwise(edges))
        if span.start + reach < end and start < span.end - reach
    ]


def headings(
    header: Sequence[PrintedRow], columns: Sequence[tuple[float, float]], edges: Sequence[float]
) -> Iterator[tuple[float, int, int]]:
    """(its lower edge, first and behind the last column) of each heading over several columns."""
    names_over = names_of(header, columns, edges)
    names = ["".join(span.text for span in spans) for spans in names_over]
    starts = [min((span.start for span in spans), default=edges[index]) for index, spans in enumerate(names_over)]
    rows = [(row, list(_headings_of(row, edges))) for row in header]
    starts_again = _repeats(names)
    ends = {len(columns)}
    for row, found in rows:
        if _is_over_all(row, found) or (starts_again and found):
            bounds = [0, *starts_again]
            firsts = [max(b for b in bounds if b == 0 or edges[b] <= span.start) for span in found]
            ends.update(firsts)  # what stands beside one a little higher, over two rows, reaches to it
            for first in firsts:
                last = min(end for end in ends if end > first)
                if last - first > 1:
                    yield row.baseline + 0.3 * row.size, first, last
    rows = [(row, found) for row, found in rows if not _is_over_all(row, found) and not starts_again]
    if _are_at_left(rows, starts, edges):
        for row, found in rows:
            for span in found:
                first = _over(span, edges, row.size)[0]
                behind = [_over(other, edges, row.size) for other in _names_in(row, edges) if other.start > span.end]
                ends = [*(over[0] for over in behind if over), *_bounds(span, names, first)]
                last = min(end for end in ends if end > first)
                if last - first > 1:
                    yield row.baseline + 0.3 * row.size, first, last
        return
    for row, found in rows:
        middles = [_index((span.start + span.end) / 2, edges) for span in found]
        reaches = [
            min(abs(middle - bound) for bound in _bounds(span, names, middle))
            for span, middle in zip(found, middles, strict=True)
        ]
        for index in range(len(found) - 1):
            between = middles[index + 1] - middles[index]
            if reaches[index] > reaches[index + 1]:
                reaches[index] = min(reaches[index], between - reaches[index + 1])
            else:
                reaches[index + 1] = min(reaches[index + 1], between - reaches[index])
        for middle, reach in zip(middles, reaches, strict=True):
            first, last = max(round(middle - reach), 0), min(round(middle + reach), len(names))
            if last - first > 1:
                yield row.baseline + 0.3 * row.size, first, last


def _repeats(names: Sequence[str]) -> list[int]:
    """Where the names of the columns begin anew, as below each heading of the disputes; none where they do not."""
    again = [index for index, name in enumerate(names) if index and name == names[0]]
    if not again or not names[0] or len(names) % again[0]:
        return []
    is_same = all(name == names[index % again[0]] for index, name in enumerate(names))
    return again if is_same else []


def _is_over_all(row: PrintedRow, found: Sequence[Span]) -> bool:
    """Whether a row of the header holds nothing but the name of a way of disputes, wherever it is set."""
    return len(found) == 1 == len(row.spans) and _WAY.search(row.text) is not None


def _headings_of(row: PrintedRow, edges: Sequence[float]) -> Iterator[Span]:
    for span in _names_in(row, edges):
        over = _over(span, edges, row.size)
        if over and (len(over) > 1 or is_heading_over_several(span.text)):
            yield span


def _are_at_left(
    rows: Sequence[tuple[PrintedRow, Sequence[Span]]], starts: Sequence[float], edges: Sequence[float]
) -> bool:
    """Whether each heading begins where the name of a column does: two of them, or the topmost where the first name does."""
    begins = [(row, starts[_over(span, edges, row.size)[0]], span) for row, found in rows for span in found]
    if not begins or (len(begins) == 1 and begins[0][1] != starts[0]):
        return False
    return all(abs(start - span.start) <= AT_LEFT * row.size for row, start, span in begins)


def _bounds(span: Span, names: Sequence[str], middle: float) -> list[int]:
    """The edges that a heading does not reach over: of organisations, those of natural persons and of totals too."""
    bounds = [0, len(names)]
    if "组织" in span.text:
        for index, name in enumerate(names):
            if _OWN.fullmatch(name):
                bounds.append(index + 1 if index < middle else index)
    return bounds


def _index(x: float, edges: Sequence[float]) -> float:
    """Where a place is, counted in columns."""
    for index, (start, end) in enumerate(pairwise(edges)):
        if x <= end or index == len(edges) - 2:
            return index + (x - start) / (end - start)
    return 0.0
