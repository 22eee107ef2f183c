"""Reports whose line ends were lost: all of a page, a whole table, or two of its rows, in one line; or the borders of cells.

Editors keep line ends as white space, which a browser collapses, and converters fold lines into paragraphs. The words that the
forms know and the figures behind them are then lines again, as they are on a page that prints one cell a line. So are the rows
of a table whose label and figures stand in one cell, nothing but spaces between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.documents.assemble import assemble
from pipeline.documents.document import Block, Document, Grid, GridCell, Line
from pipeline.documents.fold import kept_of_headings, numbering
from pipeline.documents.laid_out import GridLayout, LaidOutGrid
from pipeline.forms.line_grids import SEPARATORS
from pipeline.forms.tokens import LONGEST_GLUED, UNIT_NAMES, glued_labels, label_keys, vocabulary
from pipeline.values import is_value

SHORTEST = 12
"""Characters of a line that may hold two rows: 规章 0 0 0 …; what is shorter is not looked at."""
FEWEST_PIECES = 4
"""What spaces part in the shortest line of two rows: two labels and their figures."""
FEWEST_LABELS, FEWEST_FIGURES = 6, 6
"""Labels and figures that stand alone between spaces in a line that is a table."""
FEWEST_GLUED = 3
"""Labels at the end of a text, without anything between them, from which they are a table's header and its first row's."""
FEWEST_WHOLE_ROWS = 2
_WHOLE_ROW = re.compile(r"(?P<label>.*?[^\d\s.,])(?:\s+[+-]?\d[\d,.]*){2,}")
"""A label and figures behind it, parted by spaces."""
_FIGURE = re.compile(r"\s\d[\d,.]*(?=\s|$)")
_SPACES = re.compile(r"\s+")
_SENTENCE_END = tuple("。；;!！?？")


def unfolded(document: Document) -> Document:
    """`document` itself, or one in which such lines are many, and such rows lines."""
    if not any(
        _is_of_whole_rows(block) if isinstance(block, Grid) else len(block.text) >= SHORTEST and _is_table(block.text)
        for block in document.blocks
    ):
        return document
    whole = assemble(document.media_type, list(_blocks(document)))
    whole.properties, whole.links, whole.notices = document.properties, document.links, document.notices
    whole.pictures = document.pictures
    return whole


def _blocks(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        if isinstance(block, Line) and len(block.text) >= SHORTEST and _is_table(block.text):
            for text in _lines(block.text):
                yield Line(text, 0, block.link_share, page=block.page)
        elif isinstance(block, Grid) and _is_of_whole_rows(block):
            for index, row in enumerate(block.rows):
                own = [cell for cell in row if cell.row == index and cell.text]
                if own:
                    yield Line(" ".join(cell.text for cell in own), 0, page=own[0].page)
        else:
            yield block


def _is_of_whole_rows(grid: Grid) -> bool:
    """Whether rows of a table are a cell each that holds an item's label and the figures behind it, and no cell a figure alone."""
    if isinstance(grid, LaidOutGrid):
        return not grid.layout.slots and _is_layout_of_whole_rows(grid.layout)
    return _are_whole_rows(grid.rows)


@lru_cache(maxsize=256)
def _is_layout_of_whole_rows(layout: GridLayout) -> bool:
    """The same for all grids of a layout without a figure: its cells are theirs."""
    return _are_whole_rows(layout.rows)


def _are_whole_rows(rows: Sequence[Sequence[GridCell]]) -> bool:
    single = [match for row in rows if len(row) == 1 and (match := _WHOLE_ROW.fullmatch(row[0].text))]
    if len(single) < FEWEST_WHOLE_ROWS or any(is_value(cell.text) and cell.text for row in rows for cell in row):
        return False
    names = (name for match in single for name in label_keys(match["label"]))
    return sum(name in vocabulary().row_items for name in names) >= FEWEST_WHOLE_ROWS


@kept_of_headings
def _is_table(text: str) -> bool:
    spaced = text.split()
    if len(spaced) < FEWEST_PIECES or SEPARATORS.search(text):
        return False
    if _is_two_rows(spaced):
        return True
    if len(spaced) < FEWEST_LABELS + FEWEST_FIGURES or sum(1 for _ in _FIGURE.finditer(text)) < FEWEST_FIGURES:
        return False
    words = vocabulary()
    return len({piece for piece in _pieces(text) if label_keys(piece)[-1] in words.items}) >= FEWEST_LABELS


def _is_two_rows(pieces: Sequence[str]) -> bool:
    """Whether a row's label stands between figures, those of the row before and its own, no number without its stop."""
    words = vocabulary()
    return any(
        pieces[place - 1][-1:].isdigit()
        and is_value(pieces[place - 1])
        and not (pieces[place - 1] == "1" and label_keys(pieces[place - 2])[-1] in words.groups)
        and _begins_row(pieces[place : place + 4])
        for place in range(2, len(pieces) - 1)
    )


def _begins_row(pieces: Sequence[str]) -> bool:
    """Whether a row's label stands before figures as its row has, a unit before them or none."""
    words = vocabulary()
    name = label_keys(pieces[0])[-1]
    if name not in words.row_items or name in words.ambiguous:
        return False
    figures = pieces[2:] if pieces[1] in UNIT_NAMES else pieces[1:]
    fewest = min(words.widths[name], 2)
    return len(figures) >= fewest and all(is_value(piece) for piece in figures[:fewest])


def _lines(text: str) -> Iterator[str]:
    """Labels, headings and the figures behind them each alone; everything else as it stands, to the end of a sentence."""
    line = ""
    is_open = False
    for piece in _pieces(text):
        is_label = vocabulary().knows(label_keys(piece)[-1]) or bool(numbering(piece))
        is_prose = not is_label and not (not is_open and is_value(piece))
        if line and is_open and is_prose:
            line = f"{line} {piece}"
        else:
            if line:
                yield line
            line = piece
        is_open = is_prose and not line.endswith(_SENTENCE_END)
    if line:
        yield line


def _pieces(text: str) -> Iterator[str]:
    """What spaces part, and what they no longer do: Chinese words have none between them, so prose runs into a header."""
    for piece in _SPACES.split(text):
        start = 0 if vocabulary().knows(label_keys(piece)[-1]) else _labels_start(piece)
        if start:
            yield piece[:start]
        yield piece[start:]


def _labels_start(text: str) -> int:
    """Where the labels begin in which a text ends; 0 where they are too few."""
    for start in range(max(1, len(text) - LONGEST_GLUED), len(text)):
        if len(glued_labels(text[start:])) >= FEWEST_GLUED:
            return start
    return 0
