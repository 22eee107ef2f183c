"""Lines of tables that were typed in columns of spaces: where each column begins, or ends, at one place in all rows, blanks show.

What a converter sets beside a long label is moved, and its columns are only near each other (see `spaced_rows.py`). But where no
row departs by a character, names of columns included, a place without text is a blank cell, and the line gets all its cells.
So it does on pages that part all cells by as many spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from pipeline.documents.text_rows import is_heading
from pipeline.values import is_value

FEWEST_ROWS, FEWEST_COLUMNS, MOST_COLUMNS = 3, 3, 20
"""Lines of several parts, and columns, from which lines are a table; the disputes table has fifteen, and some rows of names."""
NARROWEST_COLUMN = 3
"""From where one begins to where the next does: a character and the two spaces behind it."""
FEWEST_TELLING = 3
"""Columns with several parts, which show where they begin; of others the name is all that is printed."""
MOST_MOVED = 2
"""Labels that may be wider than their column, and move what stands behind them: the longest of the form of 2021."""
_LONGEST_LINE = 600
_PART = re.compile(r"\S+(?:[ \xa0\u3000]\S+)*")
"""What stands in a cell: words with a space between them; two part cells."""
_IN_NO_ROW = re.compile(r"[\t|。\u2500-\u257f]|[:：].*[:：]")
"""What a row of such a table does not hold; who signed it stands below as several names, each before a colon."""
_WIDE = re.compile(r"\S[ \xa0]{2,}\S")
NARROWEST_GAP, MOST_EVEN = 3, 0.5
"""Hard spaces between two cells, and share of the gaps that are as wide as the narrowest: others hold blank cells."""
_GAP = re.compile("\xa0{2,}")
_SPACES = str.maketrans("\xa0", " ")

Place = tuple[int, int]


@dataclass(slots=True)
class _Parted:
    """The parts of a line, and from where to where each reaches."""

    texts: list[str]
    places: list[Place]


def with_cells(lines: Sequence[str], separator: str) -> list[str]:
    """The lines, those of tables in exact columns with `separator` between all cells that a row has."""
    whole = list(lines)
    for run in _runs(lines):
        for parts in ([list(chain(*run))], run) if len(run) > 1 else (run,):  # the table of 2014 has headings within
            found = [_with_cells(lines, part, separator, is_one=parts is run) for part in parts]
            for rows in found:
                _put(whole, rows)
            if any(found):
                break
        else:
            _put(whole, _parted_evenly(lines, list(chain(*run)), separator))
    return whole


def _put(lines: list[str], rows: Mapping[int, str]) -> None:
    for number, text in rows.items():
        lines[number] = text


def _parted_evenly(lines: Sequence[str], numbers: Sequence[int], separator: str) -> dict[int, str]:
    """The lines with all their cells where a page parts these by as many hard spaces in all rows, and more stand for blanks.

    A blank cell adds another such gap, or that and a space of its own.
    """
    rows = {number: line for number in numbers if _GAP.search(line := lines[number].strip("\r\n"))}
    gaps = Counter(len(gap) for line in rows.values() for gap in _GAP.findall(line.strip("\xa0")))
    if not gaps or (size := min(gaps)) < NARROWEST_GAP or gaps[size] < MOST_EVEN * gaps.total():
        return {}
    steps = [step for step in (size, size + 1) if all((gap - size) % step == 0 for gap in gaps)]
    if not steps:
        return {}
    return {
        number: _GAP.sub(lambda gap: separator * ((len(gap[0]) - size) // steps[0] + 1), line)
        for number, line in rows.items()
    }


def _with_cells(lines: Sequence[str], numbers: Sequence[int], separator: str, *, is_one: bool) -> dict[int, str]:
    """The lines of a table with all their cells, by number; nothing where it has no exact columns.

    Those of several tables (not `is_one`) have names that reach over the columns of others.
    """
    for measure in (_width, len):
        parted = [_parted(lines[number], measure) for number in numbers]
        columns = _columns(parted)
        if columns is None and is_one:
            columns = _begun(parted) or _begun(_without_moved(parted))
        if columns is not None:
            rows = {number: _cells(line, columns) for number, line in zip(numbers, parted, strict=True)}
            if len(parted[0].texts) == 1:
                del rows[numbers[0]]  # the heading
            return {number: separator.join(cells) for number, cells in rows.items() if cells is not None}
    return {}


def _without_moved(lines: Sequence[_Parted]) -> list[_Parted]:
    """The lines without the few whose label is wider than its column, and moves what stands behind it to places of its own."""
    begun = Counter(start for line in lines if len(line.texts) > 1 for start, _ in line.places)
    head = next((number for number, line in enumerate(lines) if is_value(line.texts[-1])), len(lines))
    moved = [
        line
        for line in lines[head:]
        if len(line.texts) > 1 and sum(begun[start] == 1 for start, _ in line.places) * 2 > len(line.texts) - 1
    ]
    figures = sum(len(line.texts) > 1 and is_value(line.texts[-1]) for line in lines)
    return [line for line in lines if line not in moved] if MOST_MOVED >= len(moved) < figures // 4 else []


def _runs(lines: Sequence[str]) -> Iterator[list[list[int]]]:
    """The numbers of the lines between two of prose, those between two headings together, where some have several parts."""
    run: list[list[int]] = [list[int]()]
    wide = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if len(line) > _LONGEST_LINE or _IN_NO_ROW.search(text):
            if wide >= FEWEST_ROWS:
                yield run
            run, wide = [list[int]()], 0
            continue
        if is_heading(text) and run[-1]:
            run.append(list[int]())
        run[-1].append(number)
        wide += _WIDE.search(text) is not None
    if wide >= FEWEST_ROWS:
        yield run


def _width(text: str) -> int:
    """Columns that a text takes in a font of one width, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _parted(line: str, measure: Callable[[str], int]) -> _Parted:
    text = line.strip("\r\n").translate(_SPACES)
    parts = list(_PART.finditer(text))
    places = [(measure(text[: part.start()]), measure(text[: part.end()])) for part in parts]
    return _Parted([part[0] for part in parts], places)


def _columns(lines: Sequence[_Parted]) -> list[Place] | None:
    """From where to where each column reaches, if each has one edge and a name; of lines of one part nothing is asked."""
    parts = [part for line in lines if len(line.texts) > 1 for part in zip(line.places, line.texts, strict=True)]
    columns: list[list[Place]] = []
    named: set[int] = set()
    end = -1
    for place, text in sorted(parts):
        if place[0] >= end:
            columns.append([])
        columns[-1].append(place)
        end = max(end, place[1])
        if not is_value(text):
            named.add(len(columns))
    if not FEWEST_COLUMNS <= len(columns) <= MOST_COLUMNS or len(named) < len(columns):
        return None
    if sum(len(column) > 1 for column in columns) < FEWEST_TELLING:
        return None
    if any(min(len({a for a, _ in column}), len({b for _, b in column})) > 1 for column in columns):
        return None
    return [(min(a for a, _ in column), max(b for _, b in column)) for column in columns]


def _begun(lines: Sequence[_Parted]) -> list[Place] | None:
    """From where to where each column reaches, if all parts begin at one of few places, which are named above the first figure.

    A name may reach over the columns behind its own, where the line has nothing: it spans them. A figure may not, and none stands
    behind a name but for two spaces. Where spans of rows were lost, rows have more cells than there are names: columns behind all
    of these have none, if no line among the rows is a piece of a label.
    """
    several = [line for line in lines if len(line.texts) > 1]
    head = next((number for number, line in enumerate(several) if any(map(is_value, line.texts))), 0)
    ends: dict[int, int] = {}
    begun = Counter(start for line in several for start, _ in line.places)
    if not FEWEST_COLUMNS <= len(begun) <= MOST_COLUMNS or sum(count > 1 for count in begun.values()) < FEWEST_TELLING:
        return None
    named = {start for line in several[:head] for start, _ in line.places}
    following = dict(pairwise(sorted(begun)))
    if any(after - before < NARROWEST_COLUMN for before, after in following.items()):
        return None
    first = min(
        (line.places[number][0] for line in several for number, text in enumerate(line.texts) if is_value(text)),
        default=0,
    )
    rows = [any(map(is_value, line.texts)) for line in lines]
    is_plain = True in rows and all(
        rows[rows.index(True) : len(rows) - rows[::-1].index(True)]
    )  # no label is broken over lines
    for text, (start, end) in (part for line in several for part in zip(line.texts, line.places, strict=True)):
        is_behind = is_plain and len(named) >= FEWEST_COLUMNS and start > max(named) and begun[start] >= FEWEST_TELLING
        if (start not in named and start >= first and not is_behind) or (
            is_value(text) and end > following.get(start, end)
        ):
            return None
        if " " in text and is_value(text.rsplit(" ", 1)[1]):
            return None  # a space is all that parts two cells
        ends[start] = max(ends.get(start, 0), end)
    return [(start, min(ends[start], following.get(start, ends[start]))) for start in sorted(begun)]


def _cells(line: _Parted, columns: Sequence[Place]) -> list[str] | None:
    """A line's cells, one for each column; None for one that begins at no column's place."""
    cells = [""] * len(columns)
    for text, (start, end) in zip(line.texts, line.places, strict=True):
        met = [n for n, column in enumerate(columns) if start < column[1] and column[0] < end]
        own = next((n for n in met if start == columns[n][0] or (len(met) == 1 and end == columns[n][1])), None)
        if own is None or cells[own]:
            return None
        cells[own] = text
    return cells
