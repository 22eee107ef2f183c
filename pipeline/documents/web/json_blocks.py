"""What a JSON value prints, in order: its texts as lines, and as grids the tables that it holds as rows, records or cells.

Programs that take documents apart write them so: a list of blocks, a table among them as a list of rows, as records with the names
of the columns as keys, as columns by the number of the row, or as cells that say where they stand.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence

from pipeline.documents.document import Grid, GridCell
from pipeline.documents.fold import tidy
from pipeline.values import is_value

FEWEST_ROWS = 2
MAXIMUM_CELLS, MAXIMUM_COLUMNS = 50_000, 1_000
"""Bounds of one table: what is larger is data of another kind."""
LONGEST_CELL = 30
"""Characters of a sentence from which it is a paragraph, and records of them are no table."""
_CJK = re.compile("[\u4e00-\u9fff]")
_ROW_KEYS = ("row", "rowindex", "row_index", "r", "start_row", "row_id", "start_row_offset_idx")
_COLUMN_KEYS = (
    *("column", "col", "columnindex", "colindex", "column_index", "col_index", "c", "start_col", "col_id"),
    "start_col_offset_idx",
)
_TEXT_KEYS = ("text", "value", "content", "words", "v")

Scalar = str | int | float | None
Node = Scalar | Sequence["Node"] | Mapping[str, "Node"]


def parse_json(text: str) -> Node:
    """The value of a JSON text, a list of those of its lines where each is one.

    Raises:
        ValueError: it is neither.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < FEWEST_ROWS or not lines[0].lstrip().startswith(("{", "[")):
            raise
        return [json.loads(line) for line in lines]


def json_blocks(value: Node) -> list[str | Grid]:
    """The texts in which any Chinese stands, and the tables, in order."""
    found: list[str | Grid] = []
    pending: list[Node] = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            if _CJK.search(node):
                found.append(node)
            continue
        if not isinstance(node, Sequence | Mapping):
            continue
        rows = _table(node)
        if rows is not None:
            found.append(_grid(rows))
        elif isinstance(node, Mapping):
            pending += reversed(list(node.values()))
        elif len(scalars := [_printed(item) for item in node if _is_scalar(item)]) == len(node):
            lines = "\n".join(text.rstrip("\n") for text in scalars)
            if _CJK.search(lines) or all(map(is_value, scalars)):
                found.append(lines)
        else:
            pending += reversed(list(node))
    return [part for part in found if isinstance(part, Grid) or part.strip()]


def _table(node: Sequence[Node] | Mapping[str, Node]) -> list[list[str]] | None:
    """The rows of what holds a table in one of the ways; None where it holds something else."""
    if isinstance(node, Mapping):
        columns = [item for item in node.values() if isinstance(item, Mapping)]
        if len(columns) < 2 or len(columns) < len(node) or len({tuple(column) for column in columns}) != 1:
            return None
        if not all(key.isdecimal() for key in columns[0]):
            return None
        rows = [[column[index] for column in columns] for index in columns[0]]
        names = list(node)
    elif records := [item for item in node if isinstance(item, Mapping)]:
        if len(records) < len(node) or len(records) < FEWEST_ROWS or not all(map(_is_flat, records)):
            return None
        if placed := _placed(records):
            return placed
        if len({tuple(record) for record in records}) != 1 or len(records[0]) < 2:
            return None
        rows = [list(record.values()) for record in records]
        names = list(records[0])
    else:
        rows = [list(item) for item in node if isinstance(item, Sequence) and not isinstance(item, str)]
        names = []
        if len(rows) < len(node) or max(map(len, rows), default=0) < 2:
            return None
    if len(rows) < FEWEST_ROWS or not all(_is_scalar(cell) for row in rows for cell in row):
        return None
    texts = [[_printed(cell) for cell in row] for row in rows]
    if any(_CJK.search(name) for name in names):
        texts.insert(0, names)
    return texts if _holds_table(texts) else None


def _placed(records: Sequence[Mapping[str, Node]]) -> list[list[str]] | None:
    """The rows of cells that say in which row and column they stand."""
    names = {name.lower(): name for name in records[0]}
    row, column, text = (
        next((names[key] for key in keys if key in names), None) for keys in (_ROW_KEYS, _COLUMN_KEYS, _TEXT_KEYS)
    )
    if row is None or column is None or text is None:
        return None
    cells: dict[tuple[int, int], str] = {}
    for record in records:
        at, across = record.get(row), record.get(column)
        if not isinstance(at, int) or not isinstance(across, int) or not _is_scalar(shown := record.get(text)):
            return None
        cells[at, across] = _printed(shown)
    height, width = max(at for at, _ in cells) + 1, max(across for _, across in cells) + 1
    if min(min(place) for place in cells) < 0 or height * width > MAXIMUM_CELLS:
        return None
    return [[cells.get((at, across), "") for across in range(width)] for at in range(height)]


def _is_scalar(node: Node) -> bool:
    return node is None or isinstance(node, str | int | float)


def _is_flat(record: Mapping[str, Node]) -> bool:
    return all(map(_is_scalar, record.values()))


def _printed(node: Node) -> str:
    """A figure or a text as it is printed; nothing for what is absent, false or no number."""
    if isinstance(node, str):
        return node
    if node is None or isinstance(node, bool) or (isinstance(node, float) and not math.isfinite(node)):
        return ""
    return str(int(node)) if isinstance(node, float) and node.is_integer() else str(node)


def _holds_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether words stand in it and no paragraphs, and it is no larger than a table."""
    texts = [text for row in rows for text in row]
    if len(texts) > MAXIMUM_CELLS or max(map(len, rows)) > MAXIMUM_COLUMNS:
        return False
    return any(map(_CJK.search, texts)) and not any("。" in text and len(text) > LONGEST_CELL for text in texts)


def _grid(rows: Sequence[Sequence[str]]) -> Grid:
    return Grid(
        0, [[GridCell(tidy(text), at, across) for across, text in enumerate(row)] for at, row in enumerate(rows)]
    )
