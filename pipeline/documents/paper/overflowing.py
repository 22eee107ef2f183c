"""Labels of more lines than their rows have room for: they reach over the rules into the rows above and below.

Workbooks whose rows are too low print them so, line upon line of the next label. A file still says which lines are one label: it
prints them one after the other. They stand around the middle of their own cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.documents.paper.crossing import Place
from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.ruled import RuledTable
from pipeline.documents.paper.typeset import begins_item, is_figure

SAME_LINE = 0.5
"""Points between the baselines of one line."""
NEAREST, FARTHEST = 0.9, 1.7
"""Type sizes between two lines of one label."""
ASIDE = 0.25
"""Type sizes by which lines of one label begin, end or have their middles apart."""
MOST_BETWEEN = 3
"""Texts printed before a line of which one may be the line above it: PDFium puts some in another order."""
INSIDE = 0.15, 0.6
"""Type sizes above its baseline between which a rule that is drawn there crosses a character."""


def keep_labels_whole(glyphs: Sequence[Glyph], places: list[Place | None], tables: Sequence[RuledTable]) -> None:
    """Puts the lines of labels of which one stands across a rule into the cell around whose middle they stand."""
    moved: dict[Place, list[list[int]]] = {}
    for label in _labels(glyphs):
        held = {place for line in label for index in line if (place := places[index]) is not None}
        numbers = {number for number, _ in held}
        if len(held) < 2 or len(numbers) > 1:
            continue
        table = tables[min(numbers)]
        first, last = glyphs[label[0][0]], glyphs[label[-1][0]]
        cell = table.cell_at((first.left + first.right) / 2, (first.middle + last.middle) / 2)
        if cell is not None and any(_is_crossed(glyphs[line[0]], table) for line in label):
            moved.setdefault((min(numbers), cell), []).append(list(chain.from_iterable(label)))
    for place, labels in moved.items():
        if len(labels) == 1:
            for index in labels[0]:
                places[index] = place


def _labels(glyphs: Sequence[Glyph]) -> list[list[list[int]]]:
    """The indices of the characters of each label of several lines, line by line.

    What is printed one after the other, or nearly, and stands one below the other.
    """
    labels: list[list[list[int]]] = []
    for line in _lines(glyphs):
        own = [glyphs[index] for index in line]
        above = (label for label in reversed(labels[-MOST_BETWEEN:]) if _goes_on([glyphs[i] for i in label[-1]], own))
        if (label := next(above, None)) is not None:
            label.append(line)
        else:
            labels.append([line])
    return [label for label in labels if len(label) > 1]


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[int]]:
    line: list[int] = []
    for index, glyph in enumerate(glyphs):
        if glyph.text.isspace():
            continue
        if line and not _is_next(glyphs[line[-1]], glyph):
            yield line
            line = []
        line.append(index)
    if line:
        yield line


def _is_next(before: Glyph, glyph: Glyph) -> bool:
    return abs(glyph.baseline - before.baseline) <= SAME_LINE and -glyph.size < glyph.left - before.right < glyph.size


def _goes_on(above: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """Whether a line stands below the one that was printed before it, and begins no label of its own."""
    size, text = above[0].size, "".join(glyph.text for glyph in line)
    left, right = line[0].left - above[0].left, line[-1].right - above[-1].right
    return (
        NEAREST * size <= line[0].baseline - above[0].baseline <= FARTHEST * size
        and abs(line[0].size - size) < NEAREST
        and any(abs(place) <= ASIDE * size for place in (left, right, (left + right) / 2))
        and not begins_item(text)
        and not is_figure(text)
    )


def _is_crossed(glyph: Glyph, table: RuledTable) -> bool:
    low, high = (glyph.baseline - share * glyph.size for share in INSIDE)
    return any(high < edge < low for edge in table.rows)
