"""The columns of a header that was recognised from a picture: where names are misread, joined or cut, the others settle them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.documents.document import Grid
from pipeline.documents.fold import key
from pipeline.forms.form import Column
from pipeline.forms.header import FEWEST_NAMED, Header
from pipeline.forms.other_words import says_other
from pipeline.forms.rows import Row
from pipeline.forms.tokens import vocabulary


def by_place(header: Header, grid: Grid, rows: Sequence[Row], columns: tuple[Column, ...]) -> Header:
    """`header` of a grid with the columns of the form, where a row with an entry for each shows that no other can stand there.

    Most must be named, in the places that they have in the form, and no name may be another one that forms have. A name that
    says something else is taken for lost.
    """
    values = next((row.values for row in rows if row.grid is grid and len(row.values) == len(columns)), None)
    if values is None or len(columns) < FEWEST_NAMED:
        return header
    words = vocabulary()
    places = [token.column for token in values]
    labels = dict.fromkeys(columns, "")
    for column, position, label in zip(header.columns, header.positions, header.labels, strict=True):
        name = key(label)
        place = bisect_right(places, position) - 1
        is_in_place = place >= 0 and columns[place] is column
        if words.knows(name) and not is_in_place:
            return header
        if column is not None and is_in_place and not says_other(name, column.keys):
            labels[column] = label
    printed = tuple(labels.values())
    if 2 * printed.count("") >= len(columns):
        return header
    end = max(header.end, values[-1].column + values[-1].colspan)
    return Header(columns, printed, tuple(places), end, "column_lost" if "" in printed else header.notice)
