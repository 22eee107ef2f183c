"""The disputes table with its results one below the other and its ways across: five rows of three figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.documents.fold import key
from pipeline.forms.form import Column, FormTable
from pipeline.forms.rows import Row


def rows_of_results(rows: Sequence[Row], table: FormTable) -> Iterator[tuple[list[Row], list[Column]]]:
    """Each such block among `rows`, and the results that it names, in its order; behind its figures there may be blanks."""
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
        block.append(row)
        results.append(result)
        if len(block) == len(table.blocks[0]):
            yield block, results
            block, results = [], []
