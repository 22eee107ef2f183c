"""A figure that would make every failed identity hold, where exactly one cell can: offered beside the cell, never instead of it.

A cell is wrong alone if it stands in every identity that fails and in none that holds, and if all of them miss the same amount.
A misread digit, two digits transposed, a figure split in two or one that slipped in all look like this. Where two cells would
do, or none, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.checks import Assessed, Identity
from pipeline.contract import Cell, Number


def suggest(cells: tuple[Cell, ...], assessed: Assessed) -> tuple[Cell, ...]:
    """`cells`, the one that explains all failures of `assessed` (`checks.assess`) with `suggested` and `because`."""
    failed = assessed.with_status("fail")
    if not failed:
        return cells
    held = assessed.with_status("pass")
    found = [(cell, value) for cell in _members(failed[0]) if (value := _repaired(cell, failed, held)) is not None]
    if len(found) != 1:
        return cells
    suspect, value = found[0]
    because = tuple(dict.fromkeys(identity.check for identity in failed))
    return tuple(replace(cell, suggested=value, because=because) if cell is suspect else cell for cell in cells)


def _members(identity: Identity) -> list[Cell]:
    return [cell for cell in (*identity.left, *identity.right) if cell is not None]


def _repaired(cell: Cell, failed: Sequence[Identity], held: Sequence[Identity]) -> Number | None:
    """The value with which every identity in `failed` holds; None where there is none or one in `held` would break."""
    if cell.value is None or any(any(member is cell for member in _members(identity)) for identity in held):
        return None
    missing = {_missing(cell, identity) for identity in failed}
    amount = missing.pop()
    if missing or amount is None or cell.value + amount < 0:
        return None
    return cell.value + amount


def _missing(cell: Cell, identity: Identity) -> Number | None:
    """What the cell lacks for the identity to hold; None where it is no part of it."""
    result = identity.result
    assert result.left is not None
    assert result.right is not None
    if any(member is cell for member in identity.left):
        return result.right - result.left
    if any(member is cell for member in identity.right):
        return result.left - result.right
    return None
