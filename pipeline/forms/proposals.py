"""The items of a table that a row may be, by what its label, or the labels above it, resemble."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.documents.fold import key, whole_key
from pipeline.forms.form import FormTable, Item
from pipeline.forms.rows import Row
from pipeline.forms.tokens import Token, label_key, vocabulary

SIMILAR = 72.0
"""Least similarity (rapidfuzz ratio, 0-100) at which a printed label proposes an item."""
LEAST_RESULTS = 3
"""Fewest entries of a row that a label above it may name: a route has five results."""
_WITHIN = 0.9
"""Similarity of an item that is named within a longer label: （二）行政诉讼（未经复议直接起诉）."""


def propose(row: Row, table: FormTable) -> list[tuple[Item, float]]:
    """Items that the row's label may be, with similarity 0-1."""
    for name in row.item_keys:
        items = table.item_keys.get(name)
        if items:
            return [(item, 1.0) for item in items]
    if (
        not row.values
        and row.grid is not None
        and len(row.labels) > 1
        and len(table.blocks[0]) == 1 == len(table.blocks)
    ):
        items = table.item_keys.get(label_key(row.labels[0].text), ())
        return [(item, 1.0) for item in items]  # what stands beside the label is no figure: 条0
    if not row.values or _is_of_another_table(row, table):
        return []
    if table.items_in_header:
        return _propose_from_all_labels(row, table)
    best: dict[Item, float] = {}
    for name in row.item_keys[:3]:
        for item, similarity in _similar(name, table.item_names):
            for found in table.item_keys[item]:
                best[found] = max(best.get(found, 0.0), similarity)
    return list(best.items())


def certain(table: FormTable) -> float:
    """Similarity of a label that names its item: letter by letter, or within a longer one above a small table."""
    return _WITHIN if table.items_in_header else 1.0


def results_above(row: Row, table: FormTable) -> int:
    """How many columns of a small table the labels above a row name."""
    return len({name for token in row.header if (name := key(token.text)) in table.column_keys})


def _is_of_another_table(row: Row, table: FormTable) -> bool:
    """Whether the row's own label is, letter by letter, an item that only other tables have."""
    words = vocabulary()
    name = row.item_keys[0] if row.item_keys else ""
    return name in words.items and name not in words.ambiguous and name not in table.item_keys


def _propose_from_all_labels(row: Row, table: FormTable) -> list[tuple[Item, float]]:
    """A small table prints its item above its header: the one item that the labels since the last figures name.

    Where they name several, the header is that of all items in one row, and what is left of that row is nobody's.

    （二）行政诉讼（未经复议直接起诉） names it within a longer label; one that names another item's group too is a heading.
    """
    if len(row.values) < LEAST_RESULTS:
        return []
    tokens = [*row.header, *row.labels]
    printed = {item for token in tokens for item in table.item_keys.get(key(token.text), ())}
    if printed:
        return [(item, 1.0) for item in printed] if len(printed) == 1 else []
    for token in reversed(tokens):
        name = key(token.text)
        if name in table.column_keys or "。" in token.text or "，" in token.text:
            continue  # a sentence that speaks of reviews names no table
        whole = whole_key(token.text)
        named = [item for item in table.items if any(known in whole for known in item.keys)]
        groups = {group for item in table.items for group in item.group_keys if group in whole}
        if len(named) == 1 and groups <= set(named[0].group_keys):
            return [(named[0], _WITHIN)]
    return _misspelt(tokens, table) if _is_below_results(row, table) else []


def _is_below_results(row: Row, table: FormTable) -> bool:
    """Whether the row's grid names the columns of a small table above it, perhaps over other rows."""
    if row.grid is None or len(row.values) < len(table.blocks[0]):
        return False
    above = {key(cell.text) for cells in row.grid.rows[: row.index] for cell in cells}
    return len(above & table.column_keys) >= LEAST_RESULTS


def _misspelt(tokens: Sequence[Token], table: FormTable) -> list[tuple[Item, float]]:
    """The one item that the last label of a small table's row resembles, where none is named letter by letter: 行攻复议."""
    for token in reversed(tokens):
        name = key(token.text)
        found = () if vocabulary().knows(name) else _similar(name, table.item_names)
        items = {item: similarity for label, similarity in reversed(found) for item in table.item_keys[label]}
        if items:
            return [*items.items()] if len(items) == 1 else []
    return []


@lru_cache(maxsize=4096)
def _similar(name: str, names: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    if len(name) < 2:
        return ()
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=4)
    return tuple((label, score / 100) for label, score, _ in found)
