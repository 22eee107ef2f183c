"""The disputes table with its results one below the other and its ways across: five rows of three figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.documents.fold import key
from pipeline.forms.form import Column, FormTable
from pipeline.forms.rows import Row


def rows_of_results(rows: Sequence[Row], table: FormTable) -> Iterator[tuple[Row, list[Column]]]:
    """Each such block among `rows` as one row that holds all of its figures, row by row, and the results in their order."""
    columns = {name: column for column in table.blocks[0] for name in column.keys}
    block: list[Row] = []
    results: list[Column] = []
    count = len(table.items)
    for row in rows:
        result = columns.get(key(row.labels[-1].text)) if row.labels else None
        is_whole = len(row.values) >= count and all(token.is_blank for token in row.values[count:])
        if result is None or result in results or not is_whole:
            block, results = [], []
        if result is None or not is_whole:
            continue
        block.append(replace(row, values=row.values[:count]))
        results.append(result)
        if len(block) == len(table.blocks[0]):
            values = [token for printed in block for token in printed.values]
            labels = [token for printed in block for token in printed.labels]
            yield replace(block[0], values=values, labels=labels), results
            block, results = [], []
