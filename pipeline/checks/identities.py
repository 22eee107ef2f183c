"""The accounting identities of the forms, on the cells of one document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from operator import attrgetter

from pipeline.contract import UNKNOWN, Cell, Check, CheckStatus, Number
from pipeline.documents.fold import key, numbering
from pipeline.forms.form import load_form

TOTAL = "total"
APPLICANTS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org")
RESULTS = ("upheld", "corrected", "other", "pending")
ROUTES = ("review", "suit_direct", "suit_after_review")
STATISTICS, VALUE = "statistics", "value"
"""The one table of the 2014 form, and its one column."""
_THOUSANDTHS, _SHORTEST_KIND = -3, 2
NO_OUTCOMES = frozenset(("received.new", "received.carried_in", "outcomes.total", "carried_out", UNKNOWN))
"""Items of the requests table that are not a way in which a request was dealt with."""

Rows = Mapping[str, Mapping[str, Cell]]
"""Item → column → cell of one table, rows and columns that the form does not know left out."""
Tables = Mapping[str, Rows]
"""The rows of a document's tables by their codes."""


@dataclass(slots=True)  # not frozen, like Check: a report has seventy of both
class Identity:
    """An identity on this document: the sum of `left` is the sum of `right`; None is a cell that is not there."""

    check: str
    table: str
    item: str | None
    column: str | None
    left: tuple[Cell | None, ...]
    right: tuple[Cell | None, ...]

    @property
    def result(self) -> Check:
        """Both sums; not assessable when a cell is missing or is not reported."""
        left, right = total_of(self.left), total_of(self.right)
        return Check(self.check, self.table, self.item, self.column, left, right, status_of(left, right))


_status = attrgetter("status")


class Assessed:
    """Identities with their results, in one order.

    Those of a known layout are made by their numbers when something asks for them: it is mostly enough that all hold.
    """

    __slots__ = ("_found", "checks")

    def __init__(self, checks: Sequence[Check], identities: Sequence[Identity] | Callable[[int], Identity]) -> None:
        self.checks = checks
        self._found = identities

    @property
    def identities(self) -> Sequence[Identity]:
        """What each check of `checks` applied."""
        if callable(self._found):
            self._found = list(map(self._found, range(len(self.checks))))
        return self._found

    def with_status(self, status: CheckStatus) -> list[Identity]:
        """The identities that came to this result."""
        if status not in map(_status, self.checks):
            return []
        return self._those(number for number, check in enumerate(self.checks) if check.status == status)

    def with_one_side(self) -> list[tuple[Identity, Check]]:
        """Those of which one side has come to a sum, and the other has a cell that is missing or holds no figure."""
        if "not_assessable" not in map(_status, self.checks):
            return []
        numbers = [number for number, check in enumerate(self.checks) if (check.left is None) != (check.right is None)]
        return list(zip(self._those(numbers), map(self.checks.__getitem__, numbers), strict=True))

    def _those(self, numbers: Iterable[int]) -> list[Identity]:
        return list(map(self._found if callable(self._found) else self._found.__getitem__, numbers))


def status_of(left: Number | None, right: Number | None) -> CheckStatus:
    """pass, fail, or not_assessable where a side is not known."""
    if left is None or right is None:
        return "not_assessable"
    return "pass" if left == right else "fail"


def total_of(cells: Iterable[Cell | None]) -> Number | None:
    """The sum of the cells; None where one is missing or is not reported."""
    total: Number = 0
    for cell in cells:
        if cell is None or cell.status != "reported" or (value := cell.value) is None:
            return None
        total += value
    return total


def rows_by_table(cells: Iterable[Cell]) -> dict[str, dict[str, dict[str, Cell]]]:
    """The cells that a form knows, by table, item and column; of two with one place the later."""
    tables: dict[str, dict[str, dict[str, Cell]]] = {}
    table, item, row = None, None, dict[str, Cell]()
    for cell in cells:
        if cell.item != item or cell.table != table:  # cells of one row stand together
            table, item = cell.table, cell.item
            row = tables.setdefault(table, {}).setdefault(item, {}) if item != UNKNOWN else {}
        if cell.column != UNKNOWN:
            row[cell.column] = cell
    return tables


def assess(cells: Sequence[Cell], tables: Tables | None = None) -> Assessed:
    """The identities of the statutory tables that apply to these cells, with their results, in a fixed order.

    `tables` is what `rows_by_table` gave for the same cells, where the caller has it.
    """
    applying = applying_to(cells, rows_by_table(cells) if tables is None else tables)
    return Assessed([identity.result for identity in applying], applying)


def applying_to(cells: Sequence[Cell], tables: Tables) -> list[Identity]:
    """The identities that apply to these cells, `rows_by_table` of which are `tables`."""
    unknown = rows_of_no_form(cells)
    is_said = unknown and are_said_by_others(unknown, tables)
    return applying_with([] if is_said else unknown, tables, rows_added(cells))


def applying_with(unknown: Sequence[Cell], tables: Tables, added: Sequence[Cell] = ()) -> list[Identity]:
    """The identities that apply to `tables`, where `unknown` are outcomes that the form does not know.

    `added` are what agencies add to the table of 2014.
    """
    return [
        *_requests(tables.get("requests", {}), unknown),
        *_disputes(tables.get("disputes", {})),
        *_statistics(tables, added),
    ]


def rows_added(cells: Iterable[Cell]) -> list[Cell]:
    """The cells of rows that agencies add to the table of 2014."""
    return [c for c in cells if c.item == UNKNOWN and c.table == STATISTICS and c.column == VALUE]


_CHANGE = re.compile("[增减升降差]|变[化动]")
"""In the name of a column that a table adds: its figures may be below nought."""


def whole_numbers(cells: Sequence[Cell]) -> Iterator[Check]:
    """Counts that are not whole or not positive, and amounts below nought. Only failures are worth a line."""
    for cell in cells:
        value = cell.value
        if value is None or cell.status != "reported" or (value.__class__ is int and value >= 0):
            continue
        if cell.column in ("amount", UNKNOWN) or cell.unit is not None:
            if value < 0 and not (cell.column == UNKNOWN and _CHANGE.search(cell.label_column or "")):
                yield Check("whole_number", cell.table, cell.item, cell.column, value, abs(value), "fail")
            continue
        whole = int(abs(value))
        if value != (-whole if cell.column == "change" and value < 0 else whole) or (
            value and _may_be_thousands(value)
        ):
            yield Check("whole_number", cell.table, cell.item, cell.column, value, whole, "fail")


def _may_be_thousands(count: Number) -> bool:
    """Whether a count is printed with three decimals, which no count has: 1.000 is one, or a thousand."""
    return isinstance(count, Decimal) and count.as_tuple().exponent == _THOUSANDTHS


def _requests(rows: Rows, unknown: Sequence[Cell]) -> Iterator[Identity]:
    if not rows:
        return
    outcomes = _outcomes(rows)
    new, carried_in = rows.get("received.new", {}), rows.get("received.carried_in", {})
    answered, carried_out = rows.get("outcomes.total", {}), rows.get("carried_out", {})
    for column in dict.fromkeys(chain.from_iterable(rows.values())):
        left, right = (new.get(column), carried_in.get(column)), (answered.get(column), carried_out.get(column))
        yield Identity("requests.balance", "requests", None, column, left, right)
        parts = [row.get(column) for row in outcomes]
        parts += [cell for cell in unknown if cell.column == column]
        yield Identity(
            "requests.outcomes_sum", "requests", "outcomes.total", column, tuple(parts), (answered.get(column),)
        )
    for item, row in rows.items():
        if TOTAL in row:
            parts = tuple(map(row.get, APPLICANTS))
            yield Identity("requests.applicants_sum", "requests", item, TOTAL, parts, (row[TOTAL],))


def _outcomes(rows: Rows) -> list[Mapping[str, Cell]]:
    return [row for item, row in rows.items() if item not in NO_OUTCOMES]


def rows_of_no_form(cells: Iterable[Cell]) -> list[Cell]:
    """The cells of rows of requests that the form does not know; they may be outcomes of their own (a ninth ground of refusal)."""
    return [c for c in cells if c.item == UNKNOWN and c.table == "requests" and c.column != UNKNOWN]


def are_said_by_others(unknown: Sequence[Cell], tables: Tables) -> bool:
    """Whether such rows print what others already say, as a subtotal does: the outcomes come to their total without them."""
    rows = tables.get("requests", {})
    outcomes, answered = _outcomes(rows), rows.get("outcomes.total", {})
    with_them, without = 0, 0
    for column, total in answered.items():
        known = total_of(row.get(column) for row in outcomes)
        extra = total_of(cell for cell in unknown if cell.column == column)
        if known is not None and total.value is not None:
            without += known == total.value
            with_them += extra is not None and known + extra == total.value
    return without > with_them


def _disputes(rows: Rows) -> Iterator[Identity]:
    for route in ROUTES:
        row = rows.get(route, {})
        if TOTAL in row:
            parts = tuple(map(row.get, RESULTS))
            yield Identity("disputes.results_sum", "disputes", route, TOTAL, parts, (row[TOTAL],))


def _statistics(tables: Tables, added: Sequence[Cell]) -> Iterator[Identity]:
    for code, sums in _sums_of_statistics():
        rows = tables.get(code)
        if not rows:
            continue
        for total, parts, kind in sums:
            whole = rows.get(total, {}).get(VALUE)
            if whole is not None:
                cells = [rows.get(part, {}).get(VALUE) for part in parts]
                cells += [cell for cell in added if kind and _is_part(cell.label_item or "", kind)]
                yield Identity("statistics.sum", code, total, VALUE, tuple(cells), (whole,))


def _is_part(label: str, kind: str) -> bool:
    """Whether the label of a row that was added is numbered and of the kind of a total's parts: 5.其他方式申请数."""
    return key(label).endswith(kind) and bool(numbering(label))


@cache
def _sums_of_statistics() -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...], str], ...]], ...]:
    """Totals and parts of the tables, and what the labels of all parts end in, where that is a word: 申请数."""
    found: list[tuple[str, tuple[tuple[str, tuple[str, ...], str], ...]]] = []
    for table in load_form("2014").tables:
        labels = {item.code: item.keys[0] for item in table.items}
        found.append((table.code, tuple((*entry, _kind([labels[part] for part in entry[1]])) for entry in table.sums)))
    return tuple(found)


def _kind(labels: Sequence[str]) -> str:
    """What all labels end in, where it is a word and not 数 alone."""
    end = labels[0]
    while not all(label.endswith(end) for label in labels):
        end = end[1:]
    return end if len(end) >= _SHORTEST_KIND else ""
