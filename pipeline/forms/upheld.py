"""Headers that a block of a table may have → those that its rows uphold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz, process

from pipeline.contract import Notice
from pipeline.documents.fold import key
from pipeline.forms.form import Column
from pipeline.forms.header import TOTAL, Header
from pipeline.forms.other_words import is_misnamed
from pipeline.forms.proposals import SIMILAR
from pipeline.forms.rows import Row
from pipeline.forms.sums import adds_up
from pipeline.forms.tokens import Token, vocabulary

SECTION_END = "情况"
HEAD_OF_NAMES = "信息内容"
"""What stands above the names of rows."""
FEWEST_TOLD = 3
"""Rows of figures above nought that come up to their totals in the form's order, from which it is theirs."""
SHORTEST_END = 3
"""Characters of a text that is taken for the end of a row's label: 公开 ends many, and is a column of some tables."""


def upheld(
    headers: list[Header], rows: Sequence[Row], columns: Sequence[Column], table: str
) -> tuple[list[Header], list[Notice]]:
    """`headers` (the form's own columns last) without those that `rows` contradict, and what is to be said of it.

    A total that is printed where the form does not have it must make rows add up: header cells go astray. The form's
    columns are no guess for a row where the header has another number and other rows have as many. A header without positions
    that is narrower than a row, and lacks columns of the form, is a piece of one.
    """
    standard = headers[-1]
    if all(
        (header.positions or header is standard)
        and len(header.columns) == len(columns)
        and not header.moves_total(columns)
        for header in headers
    ):
        return headers, []  # nothing that rows could contradict
    figures = [[token for token in row.values if not token.is_blank] for row in rows]

    def sums(header: Header) -> int:
        return sum(len(row) == len(columns) and adds_up(row, header.columns) for row in figures)

    def told(header: Header) -> int:  # noughts add up wherever the total stands
        return sum(
            len(row) == len(columns) and any(token.value.value for token in row) and adds_up(row, header.columns)
            for row in figures
        )

    def full(header: Header) -> int:
        return sum(len(row) == len(header.columns) for row in figures)

    widest = max(map(len, figures), default=0)
    kept = [
        header
        for header in headers
        if (not header.moves_total(columns) or told(header) + bool(header.positions) > told(standard))
        and (header.positions or header is standard or header.is_whole(columns) or len(header.columns) >= widest)
    ]
    contradicted = next((h for h in headers if h not in kept and h.exchanges_total(columns)), None)
    said: list[Notice] = []
    if contradicted is not None:
        printed = " ".join(contradicted.labels)
        message = f"columns are printed in the order {printed}, but rows add up in the form's, which was read"
        said.append(Notice("warning", "column_order", message, table))
    elif misnamed := next(
        (name for header in headers if header not in kept for name in _misnamed(header, columns)), ""
    ):
        message = f"{misnamed!r} stands where the form has another column, but rows add up in the form's order, which was read"
        said.append(Notice("warning", "column_order", message, table))
    else:
        moved = next((h for h in headers if h not in kept and h.is_whole(columns) and h.moves_total(columns)), None)
        differs = moved is not None and (told(moved) > 0 or any(map(_is_partly_blank, rows)))
        if moved is not None and differs and told(moved) == told(standard) and _is_total_first(rows, columns):
            printed = " ".join(moved.labels)
            message = f"columns are printed in the order {printed}; rows may stand so and in the form's, which was read"
            said.append(Notice("warning", "column_order", message, table))
    if len(kept) > 1 and len(kept[0].columns) != len(columns) and full(kept[0]) > full(standard):
        kept = [header for header in kept if not header.is_standard(columns)]
    if _are_of_pieces(kept, standard, columns) and told(standard) >= FEWEST_TOLD:
        whole = [row for row in figures if any(token.value.value for token in row)]
        others = [header for header in kept if header is not standard and len(header.columns) == len(columns)]
        if told(standard) == len(whole) and not any(map(told, others)):
            printed = " ".join(kept[0].labels)
            message = f"names of columns are broken: {printed}; rows add up in the form's order, which was read"
            places = _places(rows, columns)
            severity = "info" if -1 not in places and places == sorted(places) else "warning"
            return [standard], [*said, Notice(severity, "column_order", message, table)]
    if kept == [standard] != headers and not said and _is_out_of_order(rows, columns):
        message = "names of columns are broken and stand in another order; the form's was read"
        return kept, [Notice("warning", "column_order", message, table)]
    astray = _without_strangers(kept, full)
    if astray is not None:
        strangers = _strangers(kept[0])
        kept = kept[astray:]
        if _is_label(key("".join(strangers))):
            return kept, said  # the first row's own
        printed = " ".join(map(repr, strangers))
        message = f"{printed} stands among the names of columns, and rows have no figure for it; it was passed over"
        is_proven = sums(kept[0]) == full(kept[0]) or all(_names_other(key(label)) for label in strangers)
        said.append(Notice("info" if is_proven else "warning", "unknown_column", message, table))
    return kept, said


def _are_of_pieces(headers: Sequence[Header], standard: Header, columns: Sequence[Column]) -> bool:
    """Whether what headers without positions print that is no column's name is of names that they lack, or ends a row's label.

    Tools that print a line of each cell at one height break all names of narrow columns.
    """
    printed = [header for header in headers if header is not standard]
    if not printed or any(header.positions or header.is_whole(columns) for header in printed):
        return False
    names = "".join(key(column.labels[0]) for column in columns)
    strangers = [name for label in _strangers(printed[0]) for piece in label.split() if (name := key(piece))]
    return bool(strangers) and all(
        name in names or any(item.endswith(name) for item in vocabulary().items) for name in strangers
    )


def _header(rows: Sequence[Row]) -> Sequence[Token]:
    return next((row.header for row in rows if row.header), ())


def _places(rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    """Where the name of each column of a group stands when all names above the rows are read as one; -1 where it is broken."""
    letters = "".join(key(token.text) for token in _header(rows))
    names = [c.keys for c in columns if c.group_keys and not vocabulary().ambiguous.intersection(c.keys)]
    return [max(letters.find(name) for name in keys) for keys in names]


def _is_out_of_order(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether names of columns that are whole, or the beginnings of names on a line, stand in another order than the form's."""
    whole = [place for place in _places(rows, columns) if place >= 0]
    if whole != sorted(whole):
        return True
    lines: dict[int, list[int]] = {}
    for token in _header(rows):
        for piece in map(key, token.text.split()):
            own = [place for place, column in enumerate(columns) if any(name.startswith(piece) for name in column.keys)]
            if len(piece) > 1 and len(own) == 1 and columns[own[0]].group_keys:
                lines.setdefault(id(token.source), []).append(own[0])
    return any(places != sorted(places) for places in lines.values())


def _misnamed(header: Header, columns: Sequence[Column]) -> Iterator[str]:
    """The labels of a header of a grid that cannot be those of the form's `columns`, as many, in their places."""
    if header.positions and len(header.labels) == len(columns):
        for label, column in zip(header.labels, columns, strict=True):
            if label and is_misnamed(key(label), column):
                yield label


def _is_partly_blank(row: Row) -> bool:
    return row.has_figure and any(token.is_blank for token in row.values)


def _is_total_first(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the total certainly stands left of a column of no group: both are named on one line, or in one row of a grid.

    On lines of their own, or with what stands above all columns, it may be named first because its cell reaches down.
    """
    totals = {name for column in columns if column.code == TOTAL for name in column.keys}
    others = {name for column in columns if column.code != TOTAL and not column.group_keys for name in column.keys}
    return any(
        key(total.text) in totals
        and key(other.text) in others
        and total.source is other.source
        and (total.cell and total.cell.row) == (other.cell and other.cell.row)
        for row in rows
        for total, other in pairwise(row.header)
    )


def _is_label(name: str) -> bool:
    """Whether a text is the label of a row, misspelt perhaps, or the end of one that is broken over lines."""
    items = vocabulary().items
    if name in items or (len(name) >= SHORTEST_END and any(item.endswith(name) for item in items)):
        return True
    return process.extractOne(name, items, scorer=fuzz.ratio, score_cutoff=SIMILAR) is not None


def _names_other(name: str) -> bool:
    """Whether a label is one of a form's, the name of a section, whose number may be lost, or a piece: no column has it.

    A narrow column breaks 信息内容 after each character, and leaves the last one of 本年制发件数 on a line of its own.
    """
    words = vocabulary()
    is_piece = name in HEAD_OF_NAMES or (len(name) == 1 and any(label.endswith(name) for label in words.columns))
    return is_piece or words.knows(name) or name.endswith(SECTION_END)


def _without_strangers(headers: Sequence[Header], full: Callable[[Header], int]) -> int | None:
    """Which of `headers` is the first one without the labels that no form knows, where rows are as wide as it and none wider.

    A page's foot between two labels, or a label that is printed again, is no column.
    """
    first = headers[0]
    if first.positions or not _strangers(first) or full(first):
        return None
    return next((i for i, h in enumerate(headers) if len(h.columns) == first.known and full(h)), None)


def _strangers(header: Header) -> list[str]:
    return [label for label, column in zip(header.labels, header.columns, strict=True) if column is None]
