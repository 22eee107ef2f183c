"""What the rows of a table without walls print, and where that says its columns are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.typeset import BEHIND_LABEL
from pipeline.documents.text_rows import is_heading_over_several
from pipeline.values import read_value

GAP = 0.5
"""Part of the type size from which a gap may be one between columns: cells of a header come as near as that."""
FIGURES_APART = 0.3
"""Part of the type size from which a gap between two digits may be one between columns."""
FEWEST_BEHIND = 2
"""Figures in a row behind one from which that one is of a column of its own, as near as it may be to a label."""
FULL = 0.8
"""Share of the fullest row's texts from which a row says where the columns are."""


class Span(NamedTuple):
    """What a row prints in one place: from where to where, and the text."""

    start: float
    end: float
    text: str


_LABEL_AND_FIGURE = re.compile("[\u3400-\u9fff）)”]([0-9]+)")
"""Where a label ends and a figure begins, which stands as near to it as a character of its own."""


@dataclass(slots=True)
class _Column:
    """From where to where something is printed, and in which rows: figures (or marks for none), and labels."""

    start: float
    end: float
    figures: set[int] = field(default_factory=set[int])
    labels: set[int] = field(default_factory=set[int])

    @property
    def is_bare(self) -> bool:
        """Whether figures stand in it and no heading."""
        return bool(self.figures) and not self.labels

    def may_be_one(self, other: _Column) -> bool:
        """Whether no row prints both."""
        return not (self.figures | self.labels) & (other.figures | other.labels)

    def take(self, other: _Column) -> None:
        """Makes a column beside it a part of this one."""
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)
        self.figures |= other.figures
        self.labels |= other.labels


def spans_of(glyphs: Sequence[Glyph], gap: float = GAP) -> list[Span]:
    """Where a row prints something, whatever the line, from left to right; `gap`, in type sizes, parts two texts."""
    spans: list[Span] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        if glyph.text.isspace():
            continue
        are_figures = bool(spans) and glyph.text.isdecimal() and spans[-1].text[-1].isdecimal()
        if spans and glyph.left - spans[-1].end < (FIGURES_APART if are_figures else gap) * glyph.size:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, glyph.right), spans[-1].text + glyph.text)
        else:
            spans.append(Span(glyph.left, glyph.right, glyph.text))
    return spans


def spans_of_row(glyphs: Sequence[Glyph]) -> list[Span]:
    """Where one line prints something; a figure right behind a label is apart where nothing but figures follows.

    `glyphs` are from left to right.
    """
    spans = spans_of(glyphs)
    index = next((index for index in reversed(range(len(spans))) if not is_entry(spans[index])), None)
    if index is None or len(spans) - index <= FEWEST_BEHIND:
        return spans
    span = spans[index]
    found = list(_LABEL_AND_FIGURE.finditer(span.text))
    if not found or found[-1].end() < len(span.text):
        return spans
    held = [glyph for glyph in glyphs if span.start <= glyph.left < span.end and not glyph.text.isspace()]
    count = len(found[-1][1])
    label, figure = held[-count - 1], held[-count]
    if figure.left - label.right < BEHIND_LABEL * figure.size:
        return spans
    parted = Span(span.start, label.right, span.text[:-count]), Span(figure.left, span.end, span.text[-count:])
    return [*spans[:index], *parted, *spans[index + 1 :]]


def columns_of(rows: Sequence[Sequence[Span]]) -> list[tuple[float, float]]:
    """(left, right) of the columns: what stands one below the other, and a heading that stands beside its figures.

    Headings are centred where figures are set to one side; no row prints both.
    """
    columns: list[_Column] = []
    most = max(map(len, rows), default=0)
    full = [(number, row) for number, row in enumerate(rows) if len(row) >= FULL * most]
    fullest_first = sorted(full, key=lambda entry: -len(entry[1]))
    for row, spans in fullest_first:
        for span in spans:
            met = [column for column in columns if span.start < column.end and column.start < span.end]
            if len(met) > 1 and len(spans) < most:
                continue  # it reaches over columns that fuller rows print
            column = _Column(min([span.start, *(c.start for c in met)]), max([span.end, *(c.end for c in met)]))
            column.figures.update(*(c.figures for c in met))
            column.labels.update(*(c.labels for c in met))
            (column.figures if is_entry(span) else column.labels).add(row)
            columns = [*(c for c in columns if c not in met), column]
    _add_figures(columns, [entry for entry in enumerate(rows) if len(entry[1]) < FULL * most])
    if any(column.is_bare for column in columns):
        _add_names(columns, rows, most)
    columns.sort(key=lambda column: column.start)
    while len(columns) > 1 and not (columns[0].figures or columns[1].figures) and columns[0].may_be_one(columns[1]):
        columns[0].take(columns.pop(1))
    return [(column.start, column.end) for column in _with_headings(columns)]


def _add_figures(columns: list[_Column], shorter: Iterable[tuple[int, Sequence[Span]]]) -> None:
    """Adds the figures of shorter rows: to the column above or below them, or as one that is to be told by its names."""
    for number, spans in shorter:
        for span in filter(is_entry, spans):
            met = [column for column in columns if span.start < column.end and column.start < span.end]
            if len(met) == 1:
                met[0].take(_Column(span.start, span.end, figures={number}))
            elif not met:
                columns.append(_Column(span.start, span.end, figures={number}))


def _add_names(columns: list[_Column], rows: Sequence[Sequence[Span]], most: int) -> None:
    """Adds the names that stand in shorter rows above the figures, beside those of the longest."""
    for number, spans in enumerate(rows):
        if any(number in column.figures for column in columns):
            return
        if len(spans) >= FULL * most:
            continue
        for span in spans:
            is_apart = all(span.end <= column.start or column.end <= span.start for column in columns)
            if is_apart and not is_heading_over_several(span.text):
                columns.append(_Column(span.start, span.end, labels={number}))


def _with_headings(columns: list[_Column]) -> list[_Column]:
    """The columns, figures that stand beside their headings with them; none where it is not certain which is theirs.

    All figures stand at the same side of their headings.
    """
    with_figures = set[int]().union(*(column.figures for column in columns))
    headings = {index for index, column in enumerate(columns) if not (column.figures or column.labels & with_figures)}
    bare = [index for index, column in enumerate(columns) if column.is_bare]
    is_named = any(column.labels - with_figures for column in columns[1:])
    if not bare or not is_named:
        return columns
    sides = [side for side in (-1, 1) if all(index + side in headings for index in bare)]
    if len(sides) != 1:
        return []
    for index in bare:
        columns[index + sides[0]].take(columns[index])
    return [column for index, column in enumerate(columns) if index not in bare]


def is_entry(span: Span) -> bool:
    return read_value(span.text).status in ("reported", "not_applicable")
