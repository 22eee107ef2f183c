"""Rows of the requests table in texts of narrow columns, where lines of labels and of their groups stand above and below figures.

Such lines cannot be told apart one by one. Where there are as many whole rows as a form has, and each stands where its own label
does, the form's order says which is which; where any does not, nothing is done here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.documents.fold import fold, numbering
from pipeline.documents.text_rows import is_heading
from pipeline.forms.form import FormTable, Item, tables_named
from pipeline.forms.line_grids import Borders
from pipeline.forms.rows import MOST_LABELS, Row
from pipeline.forms.tokens import label_keys, line_token, line_tokens, vocabulary
from pipeline.values import is_value

FIGURES = 7
"""Of a whole row."""
FEWEST_ROWS = 23
"""Of the form that has fewest: 2019."""
_ENDS = tuple("0123456789/-—–无空")
"""What a row ends in."""
MOST_APART = 20
"""Lines without figures between two rows: those of the longest label where it is two characters wide."""
LEAST_FOUND = 0.9
"""Share of a label's characters that are printed where it should be."""
FIRST, LAST = 3, 1
"""Characters that a label begins with above its figures or beside them, and ends with beside or below."""
MOST_LINES = 12
"""Lines on which the figures of rows stand that lie over each other."""
SHORTEST = 4
"""Characters of a label that offices shorten: 部分公开."""
MOST_LOST = 2
"""Rows of a table whose label may be lost."""
_ORDINAL = re.compile("^[一二三四五六七]")
"""Before a name: 三不予公开."""
_PIECE = re.compile(r"\S+")
_NO_WORD = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(r"\d{1,2}[.、．]")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A whole row's figures with their lines, one or two, and what stands before them there, piece by piece."""

    figures: list[tuple[int, re.Match[str]]]
    starts: dict[int, int]
    """Where they begin in each line."""
    label: list[str]

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.figures[0][0]

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.figures[-1][0]


def told_by_order(lines: list[Line]) -> Iterator[list[Line] | Row]:
    """The lines, and in their place among them the rows of each table that is told by its order."""
    start = 0
    can_be = sum(line.text[-1:] in _ENDS for line in lines) >= FEWEST_ROWS
    for rows in _tables(lines) if can_be else ():
        table = next((table for _, table in tables_named("requests") if len(table.items) == len(rows)), None)
        if table is None or not _is_broken(lines, rows):
            continue
        above = [_begin(lines, rows[0].first), *(row.last for row in rows)]
        below = [*(row.first for row in rows[1:]), _end(lines, rows[-1].last)]
        places = _Places(lines, rows, table, above, below)
        lost = places.lost()
        if lost is not None:
            own = _own_lines(lines, above[0], rows[0].first, table.items[0])
            yield lines[start:own]
            yield from _rows(lines, rows, table, lines[max(own - MOST_APART, 0) : own], lost)
            start = _behind(lines, rows[-1].last + 1, below[-1], table.items[-1])
    yield lines[start:]


@dataclass(frozen=True, slots=True)
class _Places:
    """As many whole rows as a form has, each between the line `above` which nothing of its label stands and the one `below`."""

    lines: Sequence[Line]
    rows: Sequence[_Printed]
    table: FormTable
    above: Sequence[int]
    below: Sequence[int]

    def lost(self) -> frozenset[int] | None:
        """The numbers of the rows whose label is printed nowhere, a few at most; None where a row is none of the form's."""
        wrong = [number for number in range(len(self.rows)) if not self._stands_right(number)]
        lost: set[int] = set()
        for number in wrong:
            if self._stands_near(number):
                continue
            if len(lost) == MOST_LOST or number - 1 in wrong or number + 1 in wrong or not self._is_unnamed(number):
                return None
            lost.add(number)
        return frozenset(lost)

    def _stands_right(self, number: int) -> bool:
        item, row = self.table.items[number], self.rows[number]
        over = self.lines[self.above[number] + 1 : row.first]
        under = self.lines[row.last + 1 : self.below[number]]
        return _stands_right(item, self.table, over, row.label, under) or _is_short_for(item, self.table, row.label)

    def _stands_near(self, number: int) -> bool:
        """Whether the label stands as it is beside the figures of the row above or below it, nothing but groups beside its own.

        Where lines of two rows lie over each other, both labels are printed before both rows' figures.
        """
        text = _letters("".join(self._around(number)))
        item = self.table.items[number]
        before, behind = self.table.items[max(number - 1, 0)], self.table.items[min(number + 1, len(self.rows) - 1)]
        near = [name for beside in (before, item, behind) for name in _names(beside)]
        pieces = [letters for piece in self.rows[number].label if (letters := _letters(piece))]
        if not all(_is_of_a_group(piece, self.table) or any(piece in label for label in near) for piece in pieces):
            return False
        over = _letters("".join(_texts(self.lines[self.above[number] + 1 : self.rows[number].first])))
        others = (other for other in self.table.items if other is not item)
        if any(len(name) >= SHORTEST and name in over for other in others for name in _names(other)):
            return False  # the figures are of what stands right above them
        start = max((text.find(name) + 1 for name in _names(before)), default=0)
        return any(text.find(name, start) >= 0 for name in _names(item))

    def _is_unnamed(self, number: int) -> bool:
        """Whether all that stands around a row is of its neighbours' labels and of groups."""
        table = self.table
        text = Counter(_letters("".join(self._around(number))))
        for item in table.items[max(number - 2, 0) : number + 3]:
            if item is not table.items[number]:
                text -= Counter(_letters(item.labels[0]))
        left = text - Counter("".join(table.group_keys))
        return left.total() < FIRST and not any(_NUMBER.match(piece) for piece in self.rows[number].label)

    def _around(self, number: int) -> list[str]:
        """What is printed between the figures of the rows next but one above and below, figures left out."""
        first, last = max(number - 1, 0), min(number + 1, len(self.rows) - 1)
        own = {line: row.starts[line] for row in self.rows[first : last + 1] for line in row.starts}
        return [self.lines[at].text[: own.get(at)] for at in range(self.above[first] + 1, self.below[last])]


def _tables(lines: Sequence[Line]) -> Iterator[list[_Printed]]:
    """The whole rows of each table."""
    rows: list[_Printed] = []
    number = 0
    while number < len(lines):
        text = lines[number].text
        if rows and (number - rows[-1].last > MOST_APART or "。" in text or is_heading(text.strip())):
            yield rows
            rows = []
        if found := _rows_from(lines, number):
            rows += found
            number = found[-1].last
        number += 1
    if rows:
        yield rows


def _rows_from(lines: Sequence[Line], number: int) -> list[_Printed]:
    """The whole rows that begin with a line: one mostly, on two lines where its label is broken and first figures stand above.

    Of rows that lie over each other figures stand on more lines; what is whose is certain where all of them are noughts.
    """
    figures = [(number, figure) for figure in _figures(lines[number].text)]
    if not figures:
        return []
    for below in range(number + 1, min(number + MOST_LINES, len(lines))):
        if len(figures) % FIGURES == 0 or (below > number + 1 and not _is_of_noughts(figures)):
            break
        figures += [(below, figure) for figure in _figures(lines[below].text)]
    if len(figures) % FIGURES or (len(figures) > FIGURES and not _is_of_noughts(figures)):
        return []
    return [_printed(lines, figures[start : start + FIGURES]) for start in range(0, len(figures), FIGURES)]


def _is_of_noughts(figures: Sequence[tuple[int, re.Match[str]]]) -> bool:
    return all(figure[0] == "0" for _, figure in figures)


def _printed(lines: Sequence[Line], figures: list[tuple[int, re.Match[str]]]) -> _Printed:
    starts: dict[int, int] = {}
    for line, _ in figures:
        starts.setdefault(line, _figures(lines[line].text)[0].start())
    return _Printed(
        figures, starts, [piece for line, start in starts.items() for piece in lines[line].text[:start].split()]
    )


def _figures(text: str) -> list[re.Match[str]]:
    """The figures that a line ends in, one too many at most."""
    if "|" in text or "｜" in text:
        return []
    pieces = list(_PIECE.finditer(text))
    first = len(pieces)
    while first and len(pieces) - first <= FIGURES and is_value(pieces[first - 1][0]):
        first -= 1
    return pieces[first:]


def _is_broken(lines: Sequence[Line], rows: Sequence[_Printed]) -> bool:
    """Whether no label stands as it is right before the figures of a row, or above them: else each tells by itself what it is."""
    names = (row.label[-1] if row.label else lines[row.first - 1].text if row.first else "" for row in rows)
    return any(label_keys(name)[-1] not in vocabulary().items for name in names)


def _begin(lines: Sequence[Line], first: int) -> int:
    """The line above which nothing of the first row's label can stand."""
    start = max(first - MOST_APART, 0)
    return max((number for number in range(start, first) if _figures(lines[number].text)), default=start - 1)


def _end(lines: Sequence[Line], last: int) -> int:
    """The line behind what may be of the last row's label."""
    behind = range(last + 1, min(last + 1 + MOST_APART, len(lines)))
    return next((n for n in behind if is_heading(lines[n].text.strip()) or _figures(lines[n].text)), behind.stop)


def _letters(text: str) -> str:
    return _NO_WORD.sub("", fold(text))


def _names(item: Item) -> list[str]:
    """The letters of an item's labels without what numbers them."""
    return [name for label in item.labels if (name := _ORDINAL.sub("", _letters(label)))]


def _stands_right(
    item: Item, table: FormTable, above: Sequence[Line], own: Sequence[str], below: Sequence[Line]
) -> bool:
    """Whether a row stands where the label of `item` does: from its first line to its last one, and no other label's number."""
    number = next((mark[0] for piece in own if (mark := _NUMBER.match(piece))), "")
    if number and numbering(item.labels[0])[:-1] not in (number[:-1], number[:1]):
        return False  # of two lines over each other the numbers are one: 12.
    pieces = [letters for piece in own if (letters := _letters(piece))]
    over, here, under = (_letters("".join(part)) for part in (_texts(above), own, _texts(below)))
    foreign = [piece for piece in pieces if not _is_of_a_group(piece, table)]
    return any(_is_there(_letters(label), pieces, foreign, over, here, under) for label in item.labels)


def _is_short_for(item: Item, table: FormTable, own: Sequence[str]) -> bool:
    """Whether what stands beside the figures is the label of `item` without some of its words, and no other's: 上年结转申请数量."""
    name = next((letters for piece in reversed(own) if (letters := _letters(piece))), "")
    if own and label_keys(own[-1])[-1] in item.keys:
        return True
    if len(name) < SHORTEST:
        return False
    return [
        other.code for other in table.items if any(_is_within(name, _letters(label)) for label in other.labels)
    ] == [item.code]


def _is_within(name: str, label: str) -> bool:
    """Whether a label has the characters of a name in their order."""
    rest = iter(label)
    return all(character in rest for character in name)


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _is_of_a_group(piece: str, table: FormTable) -> bool:
    """Whether a line is of a group's name, which may stand beside figures where no line of the row's own label does."""
    name = _ORDINAL.sub("", piece)
    return any(name in group for group in table.group_keys)


def _is_there(label: str, pieces: Sequence[str], foreign: Sequence[str], over: str, here: str, under: str) -> bool:
    """Whether `label` stands around figures; beside them are `pieces`, of which those of no group are `foreign`."""
    if not label:
        return False
    if any(label.startswith(piece) for piece in pieces):
        return _holds(here + under, label)
    if any(label.endswith(piece) for piece in pieces):
        return _holds(over + here, label)
    if not all(piece in label for piece in foreign):
        return False
    is_beside = _holds(over + here, label[:FIRST]) and _holds(here + under, label[-LAST:])
    return (is_beside and _holds(over + here + under, label)) or _holds(over, label)


def _holds(text: str, label: str) -> bool:
    """Whether a text has the characters of a label, or nearly all: a character may be misread."""
    left = Counter(label) - Counter(text)
    return left.total() <= (1 - LEAST_FOUND) * len(label)


def _own_lines(lines: Sequence[Line], before: int, first: int, item: Item) -> int:
    """From which line on the first row's label stands above its figures."""
    while first - 1 > before and _is_piece(lines[first - 1].text, item):
        first -= 1
    return first


def _behind(lines: Sequence[Line], start: int, end: int, item: Item) -> int:
    """Behind what stands of the last row's label below its figures."""
    while start < end and _is_piece(lines[start].text, item):
        start += 1
    return start


def _is_piece(text: str, item: Item) -> bool:
    letters = _letters(text)
    return not letters or any(letters in _letters(label) for label in item.labels)


def _rows(
    lines: Sequence[Line], printed: Sequence[_Printed], table: FormTable, above: Sequence[Line], lost: frozenset[int]
) -> list[Row]:
    header = [token for line in above for token in line_tokens(line, Borders()) if not is_value(token.text)]
    rows: list[Row] = []
    for found, item in zip(printed, table.items, strict=True):
        line = lines[found.first]
        values = [line_token(lines[number], figure[0], figure.start()) for number, figure in found.figures]
        group = item.group_keys[0] if item.group_keys else ""
        is_lost = len(rows) in lost
        labels = [] if is_lost else [line_token(line, item.labels[0], 0)]
        row = Row(labels, values, line.number, None, () if is_lost else item.keys, group, is_bounded=True)
        row.header = header[-MOST_LABELS:] if not rows else []
        rows.append(row)
    return rows
