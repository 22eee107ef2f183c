"""Sums in which a cell is blank: not assessable as identities, and yet not free.

A blank may stand for nothing or for a figure that was left out, never for less than nothing. So what is printed may not
exceed its total, and what it falls short of must fit into one of the blanks, in each other sum that the blank takes part in.
A report that leaves noughts blank, or fills in its totals alone, passes; a misprint in it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from operator import attrgetter

from pipeline.checks.identities import STATISTICS, Assessed, Identity
from pipeline.contract import UNKNOWN, Cell, Notice, Number

CODE = "partial_sum"
_SUM = "statistics.sum"
_check = attrgetter("check")
ROW_SUMS = ("requests.applicants_sum", "disputes.results_sum")
"""Sums of the figures in a row, whose total stands behind them."""
Side = tuple[Cell | None, ...]


def partial_sums(assessed: Assessed) -> list[Notice]:
    """A warning for each sum with blanks that no figures in the blanks could make hold."""
    open_ones = assessed.with_one_side()
    if not open_ones:
        return []
    # asked for by few reports: noughts left blank or printed as strokes leave every sum as it is
    fillable = cache(lambda: _fillable(assessed.identities))
    with_total = {check.check for check in assessed.checks if check.right is not None}
    found: list[tuple[Identity, str | None]] = []
    for identity, check in open_ones:
        is_left = check.left is None
        side, total = (identity.left, check.right) if is_left else (identity.right, check.left)
        message = _contradiction(side, total or 0, fillable)
        found.append((identity, message or (None if is_left else _shift(identity, with_total))))
    return [
        Notice("warning", CODE, f"{_place(identity)}: {message}", identity.table, identity.item)
        for identity, message in found
        if message
    ]


def lost_parts(cells: Sequence[Cell], assessed: Assessed) -> list[Notice]:
    """A warning for each total of the 2014 form that the rows there are do not come to, where a row of its parts is absent.

    Local tables leave rows out that are noughts, and add their own: where one of these has a figure, it may be the rest.
    """
    if _SUM not in map(_check, assessed.checks):
        return []
    sums = [both for both in zip(assessed.identities, assessed.checks, strict=True) if both[1].check == _SUM]
    if any(cell.item == UNKNOWN and cell.table == STATISTICS and cell.value for cell in cells):
        return []
    found: list[Notice] = []
    for identity, check in sums:
        parts = [cell for cell in identity.left if cell is not None]
        if check.right is None or not parts or len(parts) == len(identity.left):
            continue
        if all(cell.value is not None for cell in parts) and (printed := _printed(parts)) < check.right:
            message = f"{_place(identity)}: the rows there are come to {printed}, not to {check.right}; one is absent"
            found.append(Notice("warning", CODE, message, identity.table, identity.item))
    return found


def _fillable(identities: Sequence[Identity]) -> set[int]:
    """The blank cells (by `id`) that could hold a figure: every sum that such a cell is in has room for it.

    Room is a printed total that is not reached, or a blank on the other side that can grow too; cells without room are taken out
    until none is left that lacks it.
    """
    possible: set[int] = set()
    full: list[tuple[list[int], Side]] = []  # the blanks of a side that has come to its total, and the total's side
    for identity in identities:
        for side, other in ((identity.left, identity.right), (identity.right, identity.left)):
            blanks = [id(cell) for cell in side if cell is not None and cell.value is None]
            possible.update(blanks)
            if blanks and _printed(other) <= _printed(side):
                full.append((blanks, other))
    while True:
        lacking: set[int] = set()
        for blanks, other in full:
            if not possible.isdisjoint(blanks) and not _can_grow(other, possible):
                lacking.update(possible.intersection(blanks))
        if not lacking:
            return possible
        possible -= lacking


def _can_grow(side: Side, fillable: set[int]) -> bool:
    """Whether a blank of this side, or a row or column that the document does not have, may stand for a figure."""
    for cell in side:  # noqa: SIM110 (asked of every sum with a blank, and `any` takes twice as long)
        if cell is None or (cell.value is None and id(cell) in fillable):
            return True
    return False


def _is_there(side: Side) -> bool:
    """Whether the document has all cells of this side; else it can grow, whatever the blanks hold."""
    for cell in side:  # noqa: SIM110 (the same)
        if cell is None:
            return False
    return True


def _contradiction(open_side: Side, total: Number, fillable: Callable[[], set[int]]) -> str | None:
    """What speaks against an identity whose other side comes to `total`."""
    printed = _printed(open_side)
    if printed == total:
        return None
    if printed > total:
        return f"what is printed comes to {printed}, more than {total}, and a cell is blank"
    if _is_there(open_side) and not _can_grow(open_side, fillable()):
        return f"what is printed comes to {printed}, not to {total}, and no blank can hold the rest"
    if _is_struck_out(open_side):
        return f"what is printed comes to {printed}, not to {total}, and the rest is struck out"
    return None


def _is_struck_out(side: Side) -> bool:
    """Whether all that is missing beside figures is said not to apply (/, 无): it is nothing then, and cannot be the rest.

    Reports that fill in their totals alone strike out all parts.
    """
    missing = [cell for cell in side if cell is None or cell.value is None]
    return len(missing) < len(side) and all(cell is not None and cell.status == "not_applicable" for cell in missing)


def _shift(identity: Identity, with_total: Collection[str]) -> str | None:
    """A total that may stand one place too far to the left: no part is more than the last one, and nothing stands behind it."""
    if identity.check not in ROW_SUMS or identity.check not in with_total:
        return None
    *others, last = (cell.value or 0 for cell in identity.left if cell is not None)
    if last > 0 and last >= max(others) > 0:
        return f"the total is blank, and no part is more than the last one, {last}: the row may be displaced"
    return None


def _printed(side: Sequence[Cell | None]) -> Number:
    total: Number = 0
    for cell in side:
        if cell is not None and cell.value is not None:
            total += cell.value
    return total


def _place(identity: Identity) -> str:
    return " / ".join(part for part in (identity.table, identity.item, identity.column) if part)
