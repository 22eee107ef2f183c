"""Texts whose tables stand in columns of spaces: pdftotext -layout, inscriptis, what was typed in a fixed-width font.

Rows with a figure in every column need no help. Of a row with fewer, the places say which columns are blank: where the rows that
are whole have theirs. Such a row gets a tab before each cell. Converters move what stands beside a long label, so that places are
only near: a figure that may stand in two columns leaves its row as it is printed, and so does a row that does not come up to its
total where whole rows do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipeline.documents.text_rows import is_heading
from pipeline.documents.texts.exact_columns import with_cells
from pipeline.documents.texts.named_places import with_named_places
from pipeline.documents.texts.names_in_place import with_names_in_place
from pipeline.values import is_value, read_value

FEWEST_COLUMNS, MOST_COLUMNS = 6, 9
"""Figures in a whole row: those of the requests table, with or without one of the columns that some sites add."""
MOST_APART = 12
"""Lines without figures between two rows of a table: the lines of a label and blank ones."""
FEWEST_ALIKE = 2
"""Rows that are printed alike and come up to their totals from which the places of others of noughts alone are certain."""
MOST_STRETCHES = 4
"""Parts of a table that stand each in columns of their own: the pages of a report's longest table."""
MOST_ROWS = 80
"""Rows of a table: the requests table has 26."""
FEWEST_EXACT = 4
"""Rows with blanks that come up to their totals from which a text keeps all places."""
NARROWEST_BLANK = 3
"""Characters between two figures between which a cell is blank: itself, and the spaces on both sides."""
_NEAR = 3
"""Part of the space between two columns up to which a figure beside one of them is its own."""
FEWEST_PARTED = 3
"""Lines with a wide gap from which a text may have tables of spaces."""
_PARTED = re.compile(r"^.*\S {2,}\S", re.MULTILINE)
_PIECE = re.compile(r"\S+")
_WHOLE = re.compile(r"(?<![ \t])(?:[ \t]++[\d,./／—–-]{1,12}){6}[ \t\r]*$", re.MULTILINE)
"""The end of a row with six figures at least."""

Place = tuple[int, int]
Measure = Callable[[str], int]


@dataclass(slots=True, eq=False)
class _Row:
    """A line that ends in figures: its label, they, and where each begins and ends."""

    line: int
    page: int
    label: str
    texts: list[str]
    places: list[Place]
    columns: list[int] = field(default_factory=list[int])
    """That of each figure, once they are known."""


def with_blanks(text: str) -> str:
    """`text` with tabs in the rows of its tables of spaces that have blanks, and are certain."""
    if len(_PARTED.findall(text)) < FEWEST_PARTED:
        return text
    text = with_named_places("\n".join(with_cells(with_names_in_place(text).split("\n"), "\t")))
    if _WHOLE.search(text) is None:
        return text
    lines = text.split("\n")
    for rows in _tables(lines):
        if len(rows) > MOST_ROWS or all(map(_is_close, rows)):
            continue
        measure = max((len, _width), key=lambda measure: _below_totals(rows, lines, measure))
        for row in _resolved(rows, lines, measure):
            lines[row.line] = _tabbed(row, len(rows[0].texts))
    return "\n".join(lines)


def _tables(lines: Sequence[str]) -> Iterator[list[_Row]]:
    """The rows of each table, from its first whole one to the last."""
    rows: list[_Row] = []
    width = page = 0
    for number, line in enumerate(lines):
        page += "\f" in line
        row = _row(line, number, page)
        is_behind = is_heading(line.strip()) or "。" in line or (row is not None and len(row.texts) > width)
        if rows and (is_behind or number - rows[-1].line > MOST_APART):
            yield rows
            rows = []
        if row is not None and (rows or FEWEST_COLUMNS <= len(row.texts) <= MOST_COLUMNS):
            if not rows:
                width = len(row.texts)
            rows.append(row)
    if rows:
        yield rows


def _row(line: str, number: int, page: int) -> _Row | None:
    """A line that ends in figures, at least two spaces from its label or nothing before them; None for any other."""
    if "\t" in line or "|" in line:
        return None
    pieces = list(_PIECE.finditer(line))
    first = len(pieces)
    while first and is_value(pieces[first - 1][0]):
        first -= 1
    figures = pieces[first:]
    if not figures:
        return None
    label = line[: pieces[first - 1].end()] if first else ""
    return _Row(number, page, label, [piece[0] for piece in figures], [piece.span() for piece in figures])


def _width(text: str) -> int:
    """Columns that a text takes on a screen, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _is_close(row: _Row) -> bool:
    """Whether there is no more than a space between any two figures of a row: then spaces show no columns."""
    return all(after[0] - before[1] < 2 for before, after in pairwise(row.places))


def _below_totals(rows: Sequence[_Row], lines: Sequence[str], measure: Measure) -> int:
    """How many rows end below or above the totals of whole rows, in places by this measure: most do by the right one."""
    count = 0
    for page in {row.page for row in rows}:
        ends = [_measured(row, lines[row.line], measure)[-1] for row in rows if row.page == page]
        whole = [
            end for end, row in zip(ends, (r for r in rows if r.page == page), strict=True) if _is_whole(row, rows)
        ]
        first, last = min((start for start, _ in whole), default=0), max((end for _, end in whole), default=0)
        is_narrow = last - first <= max((end - start for start, end in whole), default=0) + 1
        count += is_narrow * sum(start < last and first < end for start, end in ends)
    return count


def _is_whole(row: _Row, rows: Sequence[_Row]) -> bool:
    return len(row.texts) == len(rows[0].texts)


def _resolved(rows: Sequence[_Row], lines: Sequence[str], measure: Measure) -> list[_Row]:
    """The rows with blanks whose columns are certain; none of a page whose whole rows do not stand in columns."""
    width = len(rows[0].texts)
    found: list[_Row] = []
    places = {row.line: _measured(row, lines[row.line], measure) for row in rows}
    stretches = list(_stretches(rows, places))
    is_cut = len(stretches) > len({row.page for row in rows})
    for own in stretches if len(stretches) <= MOST_STRETCHES else ():
        whole = [row for row in own if _is_whole(row, rows)]
        columns = _columns(places[row.line] for row in whole)
        if columns is None:
            continue
        waiting = [row for row in own if len(row.texts) < width] if whole else []
        placed: list[_Row] = []
        while known := [row for row in waiting if _place(row, places[row.line], columns)]:
            placed += known
            waiting = [row for row in waiting if row not in known]
            wider = _columns([columns, *(_spread(row, places[row.line], columns) for row in known)])
            if wider is None:
                break
            columns = wider
        certain = _certain(whole, placed, waiting, lines, places)
        if is_cut:  # where a page ends is not known: nothing that stands only near its column is certain
            of_whole = _columns(places[row.line] for row in whole)
            certain = [
                row for row in certain if of_whole and _stands_in(row, places[row.line], of_whole, is_strict=True)
            ]
        found += certain
    return found


def _stretches(rows: Sequence[_Row], places: Mapping[int, Sequence[Place]]) -> Iterator[list[_Row]]:
    """The rows of each page; where its whole rows do not stand in the same columns, of each part in which they do.

    A text may have lost the ends of its pages: a part begins behind the widest gap between two such whole rows.
    """
    own: list[_Row] = []
    for row in rows:
        whole = [other for other in own if _is_whole(other, rows)]
        if own and row.page != own[-1].page:
            yield own
            own = []
        elif whole and _is_whole(row, rows) and _columns(places[r.line] for r in (*whole, row)) is None:
            start = own.index(whole[-1]) + 1
            behind = [*own[start:], row]
            gaps = [later.line - earlier.line for earlier, later in pairwise([whole[-1], *behind])]
            start += gaps.index(max(gaps))
            yield own[:start]
            own = own[start:]
        own.append(row)
    yield own


def _spread(row: _Row, places: Sequence[Place], columns: Sequence[Place]) -> list[Place]:
    """The columns, those of a row's figures above nought where these stand: a nought shows no place to be right."""
    own = {c: place for c, place, value in zip(row.columns, places, _values(row.texts), strict=True) if value}
    return [own.get(number, column) for number, column in enumerate(columns)]


def _certain(
    whole: Sequence[_Row],
    placed: Sequence[_Row],
    left: Sequence[_Row],
    lines: Sequence[str],
    places: Mapping[int, Sequence[Place]],
) -> list[_Row]:
    """The placed rows that come up to their total, and those of noughts alone that stand just below and above their figures.

    Noughts are certain only where all rows that are printed like them come up to their totals, or all rows do and none stands
    beside the columns of whole ones. Where whole rows do not come up to theirs, nothing tells whether any place is right.
    """
    if not whole or not all(_adds_up(row.texts) for row in whole):
        return []
    certain = [row for row in placed if any(_values(row.texts)) and _comes_up(row, len(whole[0].texts))]
    of_whole = _columns(places[row.line] for row in whole)
    columns = of_whole and _columns([of_whole, *(_spread(row, places[row.line], of_whole) for row in certain)])
    if of_whole is None or columns is None:
        return []
    telling = sum(any(_values(row.texts)) for row in placed)
    is_exact = not left and len(certain) == telling and telling >= FEWEST_EXACT
    if is_exact and all(_stands_in(row, places[row.line], of_whole, is_strict=True) for row in placed):
        return list(placed)
    kinds = {row.line: _kind(row, lines) for row in (*whole, *placed, *left)}
    fit = Counter(kinds[row.line] for row in (*whole, *certain))
    unfit = {kinds[row.line] for row in (*left, *placed) if any(_values(row.texts)) and row not in certain}
    kept = (row for row in placed if row in certain or fit[kinds[row.line]] >= FEWEST_ALIKE)
    return [
        row
        for row in kept
        if (row in certain or kinds[row.line] not in unfit)
        and (_is_plain(kinds[row.line]) or _stands_in(row, places[row.line], columns))
    ]


def _stands_in(row: _Row, places: Sequence[Place], columns: Sequence[Place], *, is_strict: bool = False) -> bool:
    """Whether each nought of a row, or each figure, stands just below or above the figures of its column."""
    return all(
        (value != 0 and not is_strict) or (place[0] < columns[column][1] and columns[column][0] < place[1])
        for value, column, place in zip(_values(row.texts), row.columns, places, strict=True)
    )


def _is_plain(kind: tuple[bool, bool, bool]) -> bool:
    return kind == (True, False, False)


def _kind(row: _Row, lines: Sequence[str]) -> tuple[bool, bool, bool]:
    """How a row is printed: with a label, of one piece, beside lines of nothing but text. Converters place such rows alike."""
    beside = (lines[number] for number in (row.line - 1, row.line + 1) if 0 <= number < len(lines))
    is_beside_text = any(line.strip() and not _ends_in_figure(line) for line in beside)
    return row.label.strip() != "", "  " in row.label.strip(), is_beside_text


def _ends_in_figure(line: str) -> bool:
    return is_value(line.rsplit(maxsplit=1)[-1])


def _measured(row: _Row, line: str, measure: Measure) -> list[Place]:
    return [(measure(line[:start]), measure(line[:end])) for start, end in row.places]


def _columns(rows: Iterable[Sequence[Place]]) -> list[Place] | None:
    """From where to where each column's figures reach; None where two columns meet."""
    columns: list[Place] = []
    for places in rows:
        columns = columns or list(places)
        columns = [
            (min(column[0], place[0]), max(column[1], place[1])) for column, place in zip(columns, places, strict=True)
        ]
    return None if any(before[1] >= after[0] for before, after in pairwise(columns)) else columns


def _place(row: _Row, places: Sequence[Place], columns: Sequence[Place]) -> bool:
    """Sets the column of each figure of a row, and whether they are certain."""
    found: list[int | None] = [_column(place, columns) for place in places]
    if len(found) > 1 and found[0] is None and found[1] == 1 and places[0][1] < columns[0][0]:
        found[0] = 0  # moved towards its label
    known = [column for column in found if column is not None]
    if len(known) < len(found) or any(before >= after for before, after in pairwise(known)):
        return False
    ends = [len(row.label), *(end for _, end in row.places)]
    gaps = [start - end for end, (start, _) in zip(ends, row.places, strict=False)]
    steps = [after - before for before, after in pairwise([-1, *known])]
    if any(step > 1 and gap < NARROWEST_BLANK for step, gap in zip(steps, gaps, strict=True)):
        return False  # blanks leave no space: what is left of each row stands together
    row.columns = known
    return True


def _column(place: Place, columns: Sequence[Place]) -> int | None:
    """The column in which a figure stands, or to which it is nearer by far than to any other."""
    start, end = place
    met = [number for number, column in enumerate(columns) if start < column[1] and column[0] < end]
    if met:
        return met[0] if len(met) == 1 else None
    after = next((number for number, column in enumerate(columns) if column[0] >= end), len(columns))
    if after in (0, len(columns)):
        outer = columns[min(after, len(columns) - 1)]
        space = columns[1][0] - columns[0][1] if after == 0 else columns[-1][0] - columns[-2][1]
        distance = outer[0] - end if after == 0 else start - outer[1]
        return min(after, len(columns) - 1) if _NEAR * distance <= space else None
    before = after - 1
    space = columns[after][0] - columns[before][1] - (end - start)
    if _NEAR * (start - columns[before][1]) <= space:
        return before
    return after if _NEAR * (columns[after][0] - end) <= space else None


def _values(texts: Sequence[str]) -> list[int | Decimal]:
    return [read_value(text).value or 0 for text in texts]


def _adds_up(texts: Sequence[str]) -> bool:
    *parts, total = _values(texts)
    return sum(parts) == total


def _comes_up(row: _Row, width: int) -> bool:
    """Whether a row's figures come up to its total, none of them to one that is blank."""
    values = _values(row.texts)
    *parts, total = values if row.columns[-1] == width - 1 else [*values, 0]
    return sum(parts) == total


def _tabbed(row: _Row, width: int) -> str:
    cells = [""] * width
    for column, text in zip(row.columns, row.texts, strict=True):
        cells[column] = text
    label = row.label.strip()
    return "\t".join([label, *cells] if label else cells)
