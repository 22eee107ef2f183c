"""Hidden rows and columns of a workbook's sheet: read is what is printed.

Codes for the machine, last year's row and a helper's column are hidden, and read with the rest they would shift or double
every figure. What is hidden and has a label that is printed nowhere else may be a row of the form, and is read and said.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.contract import Notice
from pipeline.documents.office.package import Package
from pipeline.values import is_value

MAXIMUM_COLUMNS = 16_384
"""Of a sheet, in every version of Excel."""

_ROW = re.compile(rb"<(?:\w{1,20}:)?row\s([^<>]*)>")
_COLUMNS = re.compile(rb"<(?:\w{1,20}:)?col\s([^<>]*)>")
_HIDDEN = re.compile(rb"""\b(?:hidden=["'](?:1|true)|ht=["'][0-2](?:\.\d+)?|width=["']0(?:\.[0-2]\d*)?)["']""")
_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_EXTENT = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")

Texts = Sequence[Sequence[str]]
Merged = dict[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Hidden rows and columns of a sheet, from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


@dataclass(slots=True)
class Sheet:
    """What of a sheet is read: `rows` and `columns` say where its lines stand in the file.

    `kept` counts the hidden lines that are read, `left_out` those that are not.
    """

    texts: Texts
    merged: Merged
    rows: list[int] = field(default_factory=list[int])
    columns: list[int] = field(default_factory=list[int])
    kept: int = 0
    left_out: int = 0


def as_printed(texts: Texts, merged: Merged, unseen: Unseen) -> Sheet:
    """The sheet without its hidden rows and columns, but for those with figures under a label of their own."""
    width = max(map(len, texts), default=0)
    hidden_rows = {row for row in unseen.rows if row < len(texts)}
    hidden_columns = {column for column in unseen.columns if column < width}
    if not hidden_rows and not hidden_columns:
        return Sheet(texts, merged)
    seen_rows = [row for row in range(len(texts)) if row not in hidden_rows]
    seen_columns = [column for column in range(width) if column not in hidden_columns]
    words = {_at(texts, row, column) for row in seen_rows for column in seen_columns}
    if not any(words):
        return Sheet(texts, merged, kept=len(hidden_rows) + len(hidden_columns))  # a sheet of nothing else
    words |= {_at(texts, *first) for first, _ in _moved(merged, seen_rows, seen_columns)}
    lines = {row: [_at(texts, row, column) for column in seen_columns] for row in hidden_rows}
    sides = {column: [_at(texts, row, column) for row in seen_rows] for column in hidden_columns}
    kept_rows = {row for row, line in lines.items() if _is_of_its_own(line, words)}
    kept_columns = {column for column, line in sides.items() if _is_of_its_own(line, words)}
    kept = len(kept_rows) + len(kept_columns)
    left_out = sum(map(any, [*lines.values(), *sides.values()])) - kept
    rows = [row for row in range(len(texts)) if row in kept_rows or row not in hidden_rows]
    columns = [column for column in range(width) if column in kept_columns or column not in hidden_columns]
    left = [[_at(texts, row, column) for column in columns] for row in rows]
    moved: Merged = {}
    for first, (start, end) in _moved(merged, rows, columns):
        moved[start] = end
        left[start[0]][start[1]] = _at(texts, *first)
    return Sheet(left, moved, rows, columns, kept, left_out)


def _at(texts: Texts, row: int, column: int) -> str:
    return texts[row][column] if row < len(texts) and column < len(texts[row]) else ""


def _moved(
    merged: Merged, rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]]:
    """For each merged cell of which something is left, its first position, and where it begins and ends among what is left."""
    for (top, left), (bottom, right) in merged.items():
        first_row, first_column = bisect_left(rows, top), bisect_left(columns, left)
        last_row, last_column = bisect_right(rows, bottom) - 1, bisect_right(columns, right) - 1
        if first_row <= last_row and first_column <= last_column:
            yield (top, left), ((first_row, first_column), (last_row, last_column))


def hidden_lines(sheet: bytes) -> Unseen:
    """The hidden rows and columns of the part of an Excel workbook that is a sheet."""
    rows: set[int] = set()
    row = 0
    for match in _ROW.finditer(sheet):
        number = _NUMBER.search(match[1])
        row = int(number[1]) if number is not None else row + 1
        if _HIDDEN.search(match[1]):
            rows.add(row - 1)
    extents = (
        {key: int(number) for key, number in _EXTENT.findall(match[1])}
        for match in _COLUMNS.finditer(sheet)
        if _HIDDEN.search(match[1])
    )
    return Unseen(
        frozenset(rows), columns_within((extent.get(b"min", 1) - 1, extent.get(b"max", 0)) for extent in extents)
    )


def columns_within(extents: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The columns of a sheet that lie in any extent, from its first one to before its end; each extent is looked at once."""
    steps = [0] * (MAXIMUM_COLUMNS + 1)
    for start, end in extents:
        first, last = max(start, 0), min(end, MAXIMUM_COLUMNS)
        if first < last:
            steps[first] += 1
            steps[last] -= 1
    return frozenset(column for column, depth in enumerate(accumulate(steps)) if depth > 0)


def by_sheet(package: Package, parts: Mapping[str, Unseen]) -> dict[str, Unseen]:
    """What is hidden in each part of an Excel workbook → by the names of its sheets."""
    if not any(unseen.rows or unseen.columns for unseen in parts.values()):
        return {}
    main = package.main_part("xl/workbook.xml")
    folder, name = posixpath.split(main)
    relations, workbook = package.xml(f"{folder}/_rels/{name}.rels"), package.xml(main)
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
        for relation in (relations if relations is not None else ())
    }
    found: dict[str, Unseen] = {}
    for sheet in workbook.iter("{*}sheet") if workbook is not None else ():
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        unseen = parts.get(targets.get(relation, ""))
        if unseen is not None:
            found[sheet.get("name") or ""] = unseen
    return found


def notices_of(kept: int, left_out: int) -> list[Notice]:
    """What is said of the hidden rows and columns of a workbook."""
    found: list[Notice] = []
    if kept:
        message = (
            f"{kept} rows or columns of the workbook are hidden, with what is printed nowhere else; they were read"
        )
        found.append(Notice("warning", "hidden_rows", message))
    if left_out:
        message = f"{left_out} rows or columns of the workbook are hidden and were not read"
        found.append(Notice("info", "hidden_rows", message))
    return found


def _is_of_its_own(texts: Sequence[str], words: set[str]) -> bool:
    """Whether a hidden line has figures, and a label that is printed nowhere else."""
    return any(map(is_value, filter(None, texts))) and any(
        text and not is_value(text) and text not in words for text in texts
    )
