"""Tables without rules: where figures stand one below the other, the rules that such a table would have.

Its columns are where the figures of its rows stand, its rows where they do; `aligned_rules.py` draws them. A table is found by rows
of many figures; what has fewer columns is read line by line. The parts of a table on several pages have the same columns, so that
they are stitched as ruled ones are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from pipeline.documents.paper.aligned_rules import Part, drawn
from pipeline.documents.paper.column_heads import PrintedRow
from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.named_columns import ITEMS, Below, named_columns, rows_below
from pipeline.documents.paper.page_rows import furniture, place_of, printed_rows
from pipeline.documents.paper.printed_columns import Span
from pipeline.documents.paper.row_contents import FEWEST_IN_ROW
from pipeline.documents.paper.ruled import RuledTable
from pipeline.documents.paper.unruled import TITLE_SIZE
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
NAMED = 0.7
"""Share of the columns over which something stands where a header does."""


def find_aligned(pages: Sequence[tuple[Sequence[Glyph], float]]) -> list[list[RuledTable]]:
    """The tables without rules of each page, given what stands on it outside of ruled ones, and its height."""
    printed = [printed_rows(glyphs) for glyphs, _ in pages]
    if not any(len(row.spans) >= FEWEST_IN_ROW or row.spans[0].text == ITEMS for rows in printed for row in rows):
        return [[] for _ in pages]
    outer = furniture(printed, [height for _, height in pages])
    found: list[list[Part]] = []
    for number, rows in enumerate(printed):
        own = [row for row in rows if place_of(row) not in outer]
        last = found[-1][-1] if found and found[-1] else None
        found.append(list(_parts(number, own, last if last is not None and last.goes_on else None)))
    tables: list[list[RuledTable]] = [[] for _ in pages]
    linked = list(_linked(found))
    of_items = [parts for parts in linked if _is_of_items(parts[0])]
    if not any(_are_missing(p.rows, p.columns) or _are_apart(p.rows) for parts in of_items for p in parts):
        linked = [parts for parts in linked if not _is_of_items(parts[0])]
    for page, table in chain.from_iterable(map(drawn, linked)):
        tables[page].append(table)
    return tables


def _parts(page: int, rows: Sequence[PrintedRow], before: Part | None) -> Iterator[Part]:
    start = 0
    number = 0
    if before is not None and (below := _overleaf(rows, before)) is not None and below.end:
        start = number = below.end
        part = Part(page, below.columns, [], rows[:start], is_named=True, at_left=before.at_left)
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
        yield Part(page, columns, rows[first : first + header], rows[first + header : end])
        start = number = end


def _overleaf(rows: Sequence[PrintedRow], before: Part) -> Below | None:
    """The rows that a page begins with in the columns of the table before."""
    if before.aside is not None:
        return rows_below(rows, 0, list(before.names), at_left=before.at_left, aside=before.aside)
    return rows_below(rows, 0, before.columns, at_left=before.at_left)


def _named_part(page: int, rows: Sequence[PrintedRow], start: int) -> Part | None:
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
    part = Part(page, columns, rows[start : found.end], own, is_named=True, at_left=found.at_left, goes_on=goes_on)
    part.names, part.aside = found.columns, aside
    return part


def _is_of_items(part: Part) -> bool:
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


def _linked(pages: Sequence[Sequence[Part]]) -> Iterator[list[Part]]:
    """The parts of each table: one that goes on overleaf has the same columns there, and no header or the same again."""
    linked: list[list[Part]] = []
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
