"""Tables with rules between their rows and none between their columns: the columns, from where nothing is printed.

Such a table's rules are as good as a ruled one's for rows and for cells that reach down, where rules are cut short. Only the
walls between columns are put where the fullest rows leave gaps; in a row whose text crosses one, the cell reaches over it. Where
two figures of a row would still share a cell, the table is left to be read line by line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.documents.paper.cell_borders import is_crossed, joints
from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.label_rows import begins_item
from pipeline.documents.paper.named_borders import Named, named_borders
from pipeline.documents.paper.open_rows import (
    BEGINS_ROW,
    FEWEST_COLUMNS,
    FEWEST_RULES,
    NEXT_LINE,
    TALLEST,
    Rows,
    between,
    edge_of_cut_header,
    edge_of_header,
    edge_of_open_row,
    has_width,
)
from pipeline.documents.paper.printed_columns import Span, columns_of, is_entry, spans_of
from pipeline.documents.paper.row_contents import FEWEST_IN_ROW, hold_names, hold_rows, is_whole_header, share_a_cell
from pipeline.documents.paper.ruled import NEAR, joined
from pipeline.documents.paper.typeset import glyph_rows
from pipeline.documents.text_rows import is_group, is_heading, is_heading_over_several

CENTRED = 0.06
"""Part of a table's width by which the middle of a text may lie aside."""
SAME_START = 0.5
"""Points between the left ends of texts that begin at one place."""


class Implied(NamedTuple):
    """Rules that tables would have besides those they have, and the rows of the last table, with which a page may go on."""

    horizontal: list[Rule]
    vertical: list[Rule]
    last: Rows | None


def implied_rules(
    horizontal: Iterable[Rule], vertical: Sequence[Rule], glyphs: Sequence[Glyph], before: Rows | None = None
) -> Implied:
    """The rules that tables with horizontal rules only would have besides; `before` are the last rows of the page before."""
    edges: list[Rule] = []
    walls: list[Rule] = []
    last: Rows | None = None
    drawn = list(horizontal)
    across = joined(drawn)
    for stack in _stacks(across, vertical):
        for rules in _tables(stack, glyphs):
            first = before if rules[0] is across[0] else None
            above = edge_of_open_row(rules, across, glyphs, is_above=True, before=first)
            below = edge_of_open_row(rules, across, glyphs, is_above=False)
            above = above or edge_of_header(rules, glyphs)
            if not above and rules[0] is across[0]:
                above = edge_of_cut_header(rules, glyphs)
            whole = [*above, *rules, *below]
            fewest = FEWEST_COLUMNS if len(stack) >= FEWEST_RULES else FEWEST_IN_ROW
            rows, goes_on, found = Rows(0.0, 0.0, [], []), None, list[Rule]()
            pieces, named = joints(rules, drawn), Named(None, [])
            for rows in (_rows(whole, glyphs, reach=True), _rows(whole, glyphs, reach=False)):
                goes_on = before if rules[0] is across[0] and before is not None and has_width(rows, before) else None
                borders = pieces if len(pieces) >= fewest - 1 else []
                named = _named(whole, glyphs, rows, goes_on) if not borders else named
                found = _walls(whole, glyphs, rows, goes_on, borders or named.borders, fewest)
                if found:
                    break
            tells_nothing = (_is_header_alone, _is_below_names, _is_below_several_lines)
            if goes_on is None and any(tells(whole, rows, glyphs) for tells in tells_nothing):
                found = []
            walls += found
            edges += [*above, *below] if found else []
            if found and rules[-1] is across[-1]:
                last = rows._replace(printed=[*(goes_on.printed if goes_on else []), *rows.printed], names=named.names)
    return Implied(edges, walls, last)


def _rows(rules: Sequence[Rule], glyphs: Sequence[Glyph], *, reach: bool) -> Rows:
    """The rows between rules; what stands beside a rule that is cut short is of both rows if cells `reach` down there."""
    left, right = min(rule.start for rule in rules), max(rule.end for rule in rules)
    if reach:
        held = _by_rows(rules, glyphs, left, right)
    else:
        held = [between(glyphs, above, below, left, right) for above, below in pairwise(rules)]
    return Rows(left, right, [spans_of(row) for row in held], held)


def _named(rules: Sequence[Rule], glyphs: Sequence[Glyph], rows: Rows, goes_on: Rows | None) -> Named:
    """The names of the columns, and the walls between these, where the rows' texts tell fewer columns."""
    if len(rules) < FEWEST_RULES:
        return Named(None, [])
    printed = [*(goes_on.printed if goes_on is not None else []), *rows.printed]
    held = [between(glyphs, above, below, rows.left, rows.right) for above, below in pairwise(rules)]
    before = goes_on.names if goes_on is not None else None
    return named_borders(held, rows.left, max(len(columns_of(printed)), FEWEST_IN_ROW), before)


def _is_header_alone(rules: Sequence[Rule], rows: Rows, glyphs: Sequence[Glyph]) -> bool:
    """Whether nothing but headings stands between rules, and rows of the table right below the last one: it has three rules."""
    first, last = rules[0].position, rules[-1].position
    if any(is_entry(span) for row in rows.printed for span in row):
        return False
    lines = glyph_rows(g for g in glyphs if g.middle > first and rows.left <= g.left < rows.right)
    header = [line for line in lines if line[0].middle < last]
    if not any(is_heading_over_several(span.text) for line in header for span in spans_of(line)):
        return False
    text = "".join(glyph.text for line in lines[len(header) :][:1] for glyph in line).strip()
    return BEGINS_ROW.match(text) is not None and not is_heading(text)


def _is_below_several_lines(rules: Sequence[Rule], rows: Rows, glyphs: Sequence[Glyph]) -> bool:
    """Whether the only row has blanks, and above it stand headings over several columns and their names with no rule between."""
    if len(rules) != 3:
        return False
    header, row = rows.printed
    lines = glyph_rows(between(glyphs, rules[0], rules[1], rows.left, rows.right))
    over = [n for n, line in enumerate(lines) if any(is_heading_over_several(span.text) for span in spans_of(line))]
    return bool(over) and over[-1] < len(lines) - 1 and 0 < len(row) < len(header) and all(map(is_entry, row))


def _is_below_names(rules: Sequence[Rule], rows: Rows, glyphs: Sequence[Glyph]) -> bool:
    """Whether names without a rule above them stand right above the only row: its first rule is cut short, below some of them."""
    left, right = rows.left, rows.right
    first, *others = rules
    if len(others) != 1 or first.start <= left + NEAR:
        return False
    over = [g for g in glyphs if left <= g.left < right and 0 < first.position - g.middle <= NEXT_LINE * g.size]
    return len(spans_of(over)) >= FEWEST_IN_ROW and not any(map(is_entry, spans_of(over)))


def _stacks(rules: Sequence[Rule], vertical: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules of one width and what shorter ones stand between them, none of which meets a vertical one, from top to bottom."""
    widths: dict[tuple[int, int], list[Rule]] = {}
    for rule in rules:
        same = (w for w in widths if abs(w[0] - rule.start) <= NEAR and abs(w[1] - rule.end) <= NEAR)
        widths.setdefault(next(same, (round(rule.start), round(rule.end))), []).append(rule)
    taken: set[int] = set()
    for (left, right), whole in sorted(widths.items(), key=lambda entry: entry[0][0] - entry[0][1]):
        top, bottom = _first(rules, whole[0], left, right), _last(rules, whole[-1], left, right)
        stack = [
            rule
            for rule in rules
            if id(rule) not in taken
            and top <= rule.position <= bottom
            and left - NEAR <= rule.start
            and rule.end <= right + NEAR
        ]
        taken.update(map(id, stack))
        crossed = any(
            left - NEAR <= wall.position <= right + NEAR and wall.start < bottom and top < wall.end for wall in vertical
        )
        if len(stack) > 1 and not crossed:
            yield stack


def _last(rules: Sequence[Rule], last: Rule, left: float, right: float) -> float:
    """Where a stack ends: below its last whole rule, shorter ones to the same right end are rows of a cell that the page cuts."""
    if right - left < FEWEST_IN_ROW * NEAR:
        return last.position
    for rule in rules:
        is_part = left + NEAR < rule.start < (left + right) / 2 and abs(rule.end - right) <= NEAR
        if is_part and 0 < rule.position - last.position <= TALLEST:
            last = rule
    return last.position


def _first(rules: Sequence[Rule], first: Rule, left: float, right: float) -> float:
    """Where a stack begins: above its first whole rule, shorter ones to the same right end part the rows of a header."""
    for rule in reversed(rules):
        is_part = left + NEAR < rule.start < (left + right) / 2 and abs(rule.end - right) <= NEAR
        if is_part and 0 < first.position - rule.position <= TALLEST:
            first = rule
    return first.position


def _tables(stack: Sequence[Rule], glyphs: Sequence[Glyph]) -> Iterator[list[Rule]]:
    """The rules of each table: a heading, or too much room, between two rules parts two tables."""
    left, right = min(rule.start for rule in stack), max(rule.end for rule in stack)
    table: list[Rule] = [stack[0]]
    for above, below in pairwise(stack):
        held = between(glyphs, above, below, left, right)
        text = "".join(glyph.text for glyph in held).strip()
        if table[1:] and not is_group(text) and _is_title(spans_of(held), left, right):
            yield table
            table = [above]
        is_gap = not text and all(rule.end - rule.start > right - left - 2 * NEAR for rule in (above, below))
        if below.position - above.position > TALLEST or _has_heading(held) or is_gap:
            yield table
            table = []
        table.append(below)
    yield table


def _has_heading(glyphs: Sequence[Glyph]) -> bool:
    """Whether a line of its own is a heading; below it may stand the first names of the next table, with no rule above them."""
    return any(is_heading("".join(glyph.text for glyph in row).strip()) for row in glyph_rows(glyphs))


def _is_title(row: Sequence[Span], left: float, right: float) -> bool:
    """Whether one text alone stands in the middle of a row: it names the rows below, which may have columns of their own."""
    return len(row) == 1 and abs(row[0].start + row[0].end - left - right) < CENTRED * (right - left)


def _walls(
    rules: Sequence[Rule],
    glyphs: Sequence[Glyph],
    found: Rows,
    goes_on: Rows | None,
    borders: Sequence[float],
    fewest: int,
) -> list[Rule]:
    """The walls of a table; `borders` are those that are told otherwise than by the texts of its rows."""
    if len(rules) < 2:
        return []
    left, right, rows, held_by_row, _ = found
    ends = {rule.start for rule in rules} | {rule.end for rule in rules}  # where one is cut short, a cell reaches down
    edges = sorted([*borders, *(end for end in ends if all(abs(end - border) > NEAR for border in borders))])
    if not borders:
        edges = _edges(ends, found, goes_on, fewest)
    if not edges:
        return []
    walls: list[Rule] = []
    for (above, below), row, own in zip(pairwise(rules), rows, held_by_row, strict=True):
        # one text in the middle of a row is as wide as the table; not where labels begin: then the page cuts its row
        is_title = len(row) == 1 and row[0].start > edges[1] and not _is_under_labels(row[0], rows)
        is_title = is_title and (_is_title(row, left, right) or not _begins_label(own))
        crossed = [edge for edge in edges if any(span.start < edge < span.end for span in row)]
        if borders:
            crossed = [edge for edge in crossed if is_crossed(own, edge)]
        kept = [left, right] if is_title else [edge for edge in edges if edge not in crossed]
        held = between(glyphs, above, below, left, right)
        if share_a_cell(held, kept) or hold_names(held, kept) or hold_rows(held, kept):
            return []
        if not any(map(is_entry, row)) and is_whole_header(held, [edge for edge in edges if edge not in kept]):
            return []
        walls += [Rule(edge, above.position, below.position) for edge in kept]
    return walls


def _begins_label(glyphs: Sequence[Glyph]) -> bool:
    """Whether a text is the label of an item, by its first line, and not the article that names a block of items."""
    text = "".join(glyph.text for glyph in glyph_rows(glyphs)[0]).strip()
    return begins_item(text) and not text.startswith("第")


def _edges(ends: Iterable[float], found: Rows, goes_on: Rows | None, fewest: int) -> list[float]:
    """The edges of columns: at `ends` of rules, and between the texts of rows; none where the columns are too few.

    Where the table goes on with that of the page before, whose rows are fuller, the columns are those of both.
    """
    rows = found.printed
    columns = columns_of(rows)
    if goes_on is not None:
        both = columns_of([*goes_on.printed, *rows])
        columns = both if len(both) == len(columns_of(goes_on.printed)) >= len(columns) else columns
    if len(columns) < fewest:
        return []
    edges = sorted(ends)
    are_labels = True
    for before, behind in pairwise(columns):
        if not any(before[1] <= edge <= behind[0] for edge in edges):
            figures = (span for row in rows for span in row if span.start < before[1] and before[0] < span.end)
            are_labels = are_labels and not any(map(is_entry, figures))
            end = _behind_labels(before[1], behind[0], rows) if are_labels else before[1]
            edges.append((end + behind[0]) / 2)
    return sorted(edges)


def _behind_labels(end: float, start: float, rows: Sequence[Sequence[Span]]) -> float:
    """Where the labels end whose column ends at `end`, before the one from `start` on: in rows with blanks some reach farther."""
    for span in sorted(span for row in rows for span in row):
        if span.start <= end < span.end < start:
            end = span.end
    return end


def _by_rows(rules: Sequence[Rule], glyphs: Sequence[Glyph], left: float, right: float) -> list[list[Glyph]]:
    """What each row prints; where the rule between two rows is cut short, a cell reaches down beside it, and is of both."""
    rows: list[list[Glyph]] = [[] for _ in rules[1:]]
    places = [rule.position for rule in rules]
    for glyph in glyphs:
        row = bisect_right(places, glyph.middle) - 1
        if not (0 <= row < len(rows) and left <= glyph.left < right):
            continue
        first = last = row
        while first > 0 and not _is_below(rules[first], glyph):
            first -= 1
        while last + 1 < len(rows) and not _is_below(rules[last + 1], glyph):
            last += 1
        for held in rows[first : last + 1]:
            held.append(glyph)
    return rows


def _is_below(rule: Rule, glyph: Glyph) -> bool:
    return rule.start - NEAR <= (glyph.left + glyph.right) / 2 <= rule.end + NEAR


def _is_under_labels(span: Span, rows: Sequence[Sequence[Span]]) -> bool:
    """Whether a text begins where those of other rows do that have more than one."""
    return any(abs(other.start - span.start) <= SAME_START for row in rows if len(row) > 1 for other in row)
