"""The disputes table with its results one below the other: five rows of three figures, its ways across, or a row for each.

Each of the five may be a table of its own, its result above the ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.documents.fold import key
from pipeline.forms.form import Column, FormTable, Item
from pipeline.forms.rows import Row
from pipeline.forms.tokens import Token, glued_labels

MOST_BESIDE, MOST_ABOVE = 4, 3
"""Values of a row that holds the figure of one result, and blanks or names beside it; labels before it in a stream."""


def rows_of_results(rows: Sequence[Row], table: FormTable) -> Iterator[tuple[list[Row], list[Column]]]:
    """Each such block among `rows`, and the results that it names, in its order; behind its figures there may be blanks."""
    columns = {name: column for column in table.blocks[0] for name in column.keys}
    block: list[Row] = []
    results: list[Column] = []
    count = len(table.items)
    for row in rows:
        result = columns.get(key(row.labels[-1].text)) if row.labels else _result_above(row, columns)
        is_whole = len(row.values) >= count and all(token.is_blank for token in row.values[count:])
        if not row.values and block and not block[-1].labels:
            continue  # the header of the next of five tables
        if result is None or result in results or not is_whole:
            block, results = [], []
        if result is None or not is_whole:
            continue
        block.append(row)
        results.append(result)
        if len(block) == len(table.blocks[0]):
            yield block, results
            block, results = [], []


def _result_above(row: Row, columns: Mapping[str, Column]) -> Column | None:
    """The one result that the header of a row without a label names; None where it names several, or none."""
    named = {name: columns[name] for token in row.header if (name := key(token.text)) in columns}
    return next(iter(named.values())) if len(named) == 1 else None


def rows_of_one_result(rows: Sequence[Row], table: FormTable) -> list[tuple[Row, Item, Column, Token]]:
    """The rows that name the result of the one figure behind them, with it and the way, which the first may name for all.

    None where any entry has no such row, or two.
    """
    columns = {name: column for column in table.blocks[0] for name in column.keys}
    found: dict[tuple[str, str], tuple[Row, Item, Column, Token]] = {}
    item: Item | None = None
    for row in rows:
        tokens = [*row.labels, *row.values]
        if len(tokens) < 2 or len(row.values) > MOST_BESIDE:
            continue
        at = next((place for place in range(len(tokens) - 2, -1, -1) if key(tokens[place].text) in columns), None)
        if at is None or tokens[at + 1].value.status == "unreadable":
            continue
        item = _way([token.text for token in (*row.header[-MOST_ABOVE:], *tokens[:at])], table) or item
        if item is None:
            continue
        column = columns[key(tokens[at].text)]
        if (item.code, column.code) in found:
            return []
        found[item.code, column.code] = (row, item, column, tokens[at + 1])
    return list(found.values()) if len(found) == table.entry_count else []


def _way(labels: Sequence[str], table: FormTable) -> Item | None:
    """The item that the last of `labels` names, alone or with its group's name."""
    for label in reversed(labels):
        for name in (key(label), *reversed(glued_labels(label))):
            if items := table.item_keys.get(name):
                return items[0]
    return None
