"""Tables without rules: where figures stand one below the other, the rules that such a table would have.

Its columns are where the figures of its rows stand, its rows where they do; a label belongs to the figures that it stands beside
(`label_rows.py`). A table is found by rows of many figures; what has fewer columns is read line by line. The parts of a table
on several pages have the same columns, so that they are stitched as ruled ones are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.documents.paper.column_heads import BESIDE, PrintedRow, column_edges, cut_at, headings, names_of
from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.label_rows import Band, Height, LabelLine, bands, group_ends
from pipeline.documents.paper.named_columns import ITEMS, Below, named_columns, rows_below
from pipeline.documents.paper.page_rows import furniture, place_of, printed_rows
from pipeline.documents.paper.printed_columns import Span
from pipeline.documents.paper.row_contents import FEWEST_IN_ROW
from pipeline.documents.paper.ruled import RuledTable, find_tables
from pipeline.documents.paper.typeset import begins_item, glyph_rows
from pipeline.documents.paper.unruled import OVERHANG, TITLE_SIZE
from pipeline.documents.text_rows import is_group, is_heading

LOW = 5.0
"""Type sizes between two lines of one table, at most; of labels without figures a row may be higher."""
WIDE = 0.75
"""Part of the table's width from which one text alone is a paragraph above or below it."""
DIGIT = 5.0
"""Points that a digit is wide, about."""
HIGHEST_ABOVE = 32.0
"""Of a header and what is left of a label from the page before, in type sizes, down to the first figures."""
LARGER = 1.1
"""Type size, in the table's, from which a line below it is a heading."""
_ROW = re.compile("[一二四][、.．]")
"""Begins a row of the requests table, whose 三、 alone names a group."""
PITCH = 0.75
"""Distances between rows, the usual ones, by which a label without figures stands apart from all others in a row of its own."""
NAMED = 0.7
"""Share of the columns over which something stands where a header does."""


@dataclass(slots=True)
class _Part:
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


def find_aligned(pages: Sequence[tuple[Sequence[Glyph], float]]) -> list[list[RuledTable]]:
    """The tables without rules of each page, given what stands on it outside of ruled ones, and its height."""
    printed = [printed_rows(glyphs) for glyphs, _ in pages]
    if not any(len(row.spans) >= FEWEST_IN_ROW or row.spans[0].text == ITEMS for rows in printed for row in rows):
        return [[] for _ in pages]
    outer = furniture(printed, [height for _, height in pages])
    found: list[list[_Part]] = []
    for number, rows in enumerate(printed):
        own = [row for row in rows if place_of(row) not in outer]
        last = found[-1][-1] if found and found[-1] else None
        found.append(list(_parts(number, own, last if last is not None and last.goes_on else None)))
    tables: list[list[RuledTable]] = [[] for _ in pages]
    linked = list(_linked(found))
    of_items = [parts for parts in linked if _is_of_items(parts[0])]
    if not any(_are_missing(p.rows, p.columns) or _are_apart(p.rows) for parts in of_items for p in parts):
        linked = [parts for parts in linked if not _is_of_items(parts[0])]
    for parts in linked:
        _set_edges(parts)
        before: Band | None = None
        if sum(bool(row.figures) for part in parts for row in part.rows) < 2 and not _is_named(parts[0]):
            continue
        if parts[0].goes_on and not any(part.rows for part in parts):
            continue
        for part in parts:
            rows = bands(*_heights(part), before, goes_on=part is not parts[-1]) or [_blank_row(part)]
            tables[part.page] += _table(part, rows)
            before = rows[-1]
    return tables


def _parts(page: int, rows: Sequence[PrintedRow], before: _Part | None) -> Iterator[_Part]:
    start = 0
    number = 0
    if before is not None and (below := _overleaf(rows, before)) is not None and below.end:
        start = number = below.end
        part = _Part(page, below.columns, [], rows[:start], is_named=True, at_left=before.at_left)
        part.names, part.aside, part.goes_on = before.names, before.aside, start == len(rows)
        yield part
    while number < len(rows):
        if (named := _named_part(page, rows, number)) is not None:
            yield named
            start = number = number + len(named.header) + len(named.rows)
            continue
        if len(rows[number].figures) < FEWEST_IN_ROW:
            number += 1
            continue
        columns = [(span.start, span.end) for span in rows[number].figures]
        last = number
        is_aligned = True
        for index in range(number + 1, len(rows)):
            joined = _joined(columns, rows[index].figures) if rows[index].figures else columns
            if not _may_follow(rows[index - 1], rows[index], columns):
                break
            is_full = len(rows[index].figures) >= FEWEST_IN_ROW
            if joined is None:
                is_aligned = is_aligned and not is_full
                if not is_full:
                    break
            else:
                columns = joined
            if is_full:
                last = index
        if not is_aligned:  # set with tabs, each row for itself
            start = number = last + 1
            continue
        end = _end(rows, number, last, columns)
        first = _first(rows, start, number, columns)
        header = _header(rows[first:number], columns)
        yield _Part(page, columns, rows[first : first + header], rows[first + header : end])
        start = number = end


def _overleaf(rows: Sequence[PrintedRow], before: _Part) -> Below | None:
    """The rows that a page begins with in the columns of the table before."""
    if before.aside is not None:
        return rows_below(rows, 0, list(before.names), at_left=before.at_left, aside=before.aside)
    return rows_below(rows, 0, before.columns, at_left=before.at_left)


def _named_part(page: int, rows: Sequence[PrintedRow], start: int) -> _Part | None:
    """The table whose header begins in a row, if figures are missing in it, and its names tell which."""
    found = named_columns(rows, start)
    below = rows_below(rows, found.end, found.columns, at_left=found.at_left) if found is not None else None
    if found is None or below is None:
        return None
    end, columns, aside = below
    own = rows[found.end : end]
    goes_on = end == len(rows)
    if not own:  # the page ends below the header, or nothing is printed there
        if not goes_on and (len(columns) < FEWEST_IN_ROW or not is_heading(rows[end].text)):
            return None
    elif len(columns) >= FEWEST_IN_ROW and any(row.figures for row in own) and not _are_missing(own, columns):
        return None
    part = _Part(page, columns, rows[start : found.end], own, is_named=True, at_left=found.at_left, goes_on=goes_on)
    part.names, part.aside = found.columns, aside
    return part


def _is_of_items(part: _Part) -> bool:
    """Whether it is a block of the proactive table: read by its places where a figure of any of them is missing."""
    return part.is_named and len(part.columns) < FEWEST_IN_ROW


def _are_missing(rows: Sequence[PrintedRow], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether figures are missing in a row; of many columns one without any may hold the name of a group."""
    if len(columns) >= FEWEST_IN_ROW:
        return any(0 < len(row.figures) < len(columns) for row in rows)
    beside = [row.baseline for row in rows if len(row.figures) == len(columns)]
    return any(all(abs(height - row.baseline) > 1.3 * row.size for height in beside) for row in rows)


def _are_apart(rows: Sequence[PrintedRow]) -> bool:
    """Whether the figures of a row stand between the lines of its label."""
    return any(row.figures == row.spans for row in rows)


def _blank_row(part: _Part) -> Band:
    """The row below a header under which nothing is printed."""
    last = part.header[-1]
    return Band([], Height(last.baseline + 1.6 * last.size, last.size))


def _joined(columns: list[tuple[float, float]], figures: Sequence[Span]) -> list[tuple[float, float]] | None:
    """The columns with what stands below them; None where a figure is in none of them, or two are in one."""
    joined = columns[:]
    taken: set[int] = set()
    for figure in figures:
        size = max(figure.end - figure.start, 1.0) / len(figure.text)
        met = [
            index
            for index, (start, end) in enumerate(columns)
            if figure.start < end + size and start - size < figure.end
        ]
        if len(met) != 1 or met[0] in taken:
            return None
        taken.add(met[0])
        start, end = joined[met[0]]
        joined[met[0]] = min(start, figure.start), max(end, figure.end)
    return joined


def _may_follow(above: PrintedRow, row: PrintedRow, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether `row` may be of the table of the one above it: near, no heading, and no text over its columns."""
    if row.baseline - above.baseline > LOW * max(row.size, above.size) or is_heading(row.text):
        return False
    edge = columns[1][0]
    return bool(row.figures) or is_group(row.text) or not any(span.end > edge for span in row.spans)


def _end(rows: Sequence[PrintedRow], number: int, last: int, columns: Sequence[tuple[float, float]]) -> int:
    """Behind the last row: lines of a label below its figures, or of rows without any; none where rows have no labels."""
    end = last + 1
    has_labels = any(row.spans[0].end <= columns[0][0] for row in rows[number : last + 1])
    while end < len(rows) and _may_follow(rows[end - 1], rows[end], columns):
        is_lone = len(rows[end].figures) == len(rows[end].spans)  # a page's number, or part of what follows
        if not rows[end].figures and (not has_labels or rows[end].size > LARGER * rows[last].size):
            break
        if rows[end].figures and (is_lone or _joined(list(columns), rows[end].figures) is None):
            break
        end += 1
    return end


def _first(rows: Sequence[PrintedRow], start: int, number: int, columns: Sequence[tuple[float, float]]) -> int:
    figure = rows[number]
    first = number
    while first > start:
        row = rows[first - 1]
        is_near = (
            figure.baseline - row.baseline < HIGHEST_ABOVE * figure.size
            and rows[first].baseline - row.baseline < LOW * figure.size
        )
        is_text = len(row.spans) == 1 and _is_paragraph(row.spans[0], columns)
        if not is_near or row.size > TITLE_SIZE * figure.size or row.figures or is_heading(row.text) or is_text:
            break
        first -= 1
    return first


def _is_paragraph(span: Span, columns: Sequence[tuple[float, float]]) -> bool:
    left, right = min(span.start, columns[0][0]), columns[-1][1]
    return span.end - span.start > WIDE * (right - left)


def _header(rows: Sequence[PrintedRow], columns: Sequence[tuple[float, float]]) -> int:
    """How many of the rows above the first figures are its header: those down to the last name of a column."""
    spans = [span for row in rows for span in row.spans]
    half = min(after[0] - before[0] for before, after in pairwise(columns)) / 2
    named = sum(any(span.start < end + half and start - half < span.end for span in spans) for start, end in columns)
    if named < NAMED * len(columns):
        return 0
    edge = columns[0][0]
    return max(index for index, row in enumerate(rows) if any(span.end > edge for span in row.spans)) + 1


def _linked(pages: Sequence[Sequence[_Part]]) -> Iterator[list[_Part]]:
    """The parts of each table: one that goes on overleaf has the same columns there, and no header or the same again."""
    linked: list[list[_Part]] = []
    for parts in pages:
        for index, part in enumerate(parts):
            before = linked[-1][-1] if linked else None
            if (
                index == 0
                and before is not None
                and before.page == part.page - 1
                and (not part.header or _text(part.header) == _text(linked[-1][0].header))
                and len(before.columns) == len(part.columns)
                and before.is_named == part.is_named
                and (joined := _of_both(before.columns, part.columns)) is not None
            ):
                for other in [*linked[-1], part]:
                    other.columns = joined
                linked[-1].append(part)
            else:
                linked.append([part])
    yield from linked


def _of_both(
    columns: list[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> list[tuple[float, float]] | None:
    """As many columns of two pages as one; None where they are not the same. Names may stand nearer to each other than digits."""
    both = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(columns, others, strict=True)]
    are_met = all(a[0] < b[1] and b[0] < a[1] for a, b in zip(columns, others, strict=True))
    if are_met and all(before[1] < after[0] for before, after in pairwise(both)):
        return both
    return _joined(columns, [Span(start, end, "0" * max(round((end - start) / DIGIT), 1)) for start, end in others])


def _text(rows: Sequence[PrintedRow]) -> list[str]:
    return [row.text for row in rows]


def _set_edges(parts: Sequence[_Part]) -> None:
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


def _table(part: _Part, rows: Sequence[Band]) -> list[RuledTable]:
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
        is_whole = row.figures is None and wide.issuperset(line.baseline for line in row.lines) and row.lines
        walls += [Rule(edge, upper, lower) for edge in (part.left, *([] if is_whole else inner), right)]
        lines.append(Rule(lower, _start(row, following, part), right))
    return find_tables(lines, walls) or []


def _groups(row: Band, part: _Part) -> int:
    """How many columns of groups stand beside the label of a row."""
    return max(len(part.groups) - 2 + row.level, 0) if row.level else 0


def _start(row: Band, following: Band | None, part: _Part) -> float:
    """Where the rule below a row begins: behind the groups that go on below it."""
    if following is None:
        return part.left
    shared = min(_groups(row, part), _groups(following, part))
    if following.begins_group:
        shared = min(shared, len(part.groups) - 1)
    return part.groups[shared - 1] if shared > 0 else part.left


def _is_named(part: _Part) -> bool:
    """Whether each column has a name: of a single row of figures that alone says that they stand in columns."""
    return all(names_of(part.header, part.columns, part.edges))


def _is_wide_group(row: PrintedRow, part: _Part) -> bool:
    """Whether a row is the name of a group that stands over the columns of figures, below its table's header."""
    return is_group(row.text) and row.spans[0].end > part.edges[0]


def _heights(part: _Part) -> tuple[list[LabelLine], list[Height]]:
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
