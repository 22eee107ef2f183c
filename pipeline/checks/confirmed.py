"""Which figures that may be misread the identities confirm, so that nothing speaks against them any more.

An identity that holds with one such figure holds only if that is right, and confirms it; then it counts as certain for the
next one. Of several in one identity, errors may cancel out, unless all go the same way: a count that was read as nought is too
small if it is wrong. What is printed on both sides alone, and is no nought, is no confirmation: what is misread once is misread
twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.checks.identities import Identity, Tables
from pipeline.contract import Cell, Check


def confirmed(
    doubted: Sequence[Cell], identities: Iterable[Identity], checks: Iterable[Check], tables: Tables
) -> set[int]:
    """The `id` of each of the `doubted` cells that must be right, all others being so.

    `identities` and `checks` are all that apply; of the checks those count that hold one cell of `tables` against prose.
    """
    applied = [(identity, identity.result.status) for identity in identities]
    broken = {id(cell) for identity, status in applied if status == "fail" for cell in _members(identity)}
    holding = [identity for identity, status in applied if status == "pass"]
    open_cells = {id(cell) for cell in doubted}
    stated = {id(cell) for check in checks if (cell := _stated(check, tables)) is not None}
    found = (open_cells & stated) - broken
    open_cells -= found
    while more := {id(cell) for identity in holding for cell in _settled(identity, open_cells)} - broken:
        found |= more
        open_cells -= more
    return found


def _members(identity: Identity) -> list[Cell]:
    return [cell for cell in (*identity.left, *identity.right) if cell is not None]


def _stated(check: Check, tables: Tables) -> Cell | None:
    """The cell whose figure prose states too."""
    if check.status != "pass" or not check.check.startswith("prose.") or check.table is None or check.item is None:
        return None
    cell = tables.get(check.table, {}).get(check.item, {}).get(check.column or "")
    return cell if cell is not None and cell.value == check.left else None


def _settled(identity: Identity, open_cells: set[int]) -> list[Cell]:
    """The open cells of an identity that holds, if none can be wrong without another."""
    sides = [
        [cell for cell in side if cell is not None and id(cell) in open_cells]
        for side in (identity.left, identity.right)
    ]
    cells = [*sides[0], *sides[1]]
    if not cells or _is_repetition(identity, cells):
        return []
    if len(cells) == 1 or (not (sides[0] and sides[1]) and all(cell.value == 0 for cell in cells)):
        return cells
    return []


def _is_repetition(identity: Identity, cells: Sequence[Cell]) -> bool:
    """Whether both sides print one figure, beside noughts, and it is what may be misread."""
    printed = [[cell for cell in side if cell is not None and cell.value] for side in (identity.left, identity.right)]
    return all(len(side) == 1 for side in printed) and any(cell.value for cell in cells)
