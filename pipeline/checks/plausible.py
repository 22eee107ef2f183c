"""Inequalities that the forms imply.

A part that is more than its whole, documents made or made public that are more than there are, and fewer items than none are
warnings: one of the figures is wrong, or the agency read its column otherwise, and then no figure means what its label says.
What is merely unusual is a notice of severity `info`: it doubts no figure. The warehouse has the other years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.identities import ROUTES, STATISTICS, TOTAL, VALUE, Tables
from pipeline.contract import Cell, Notice, Number, Severity

FEW = 10
"""Disputes up to which their number says nothing beside that of requests: they may be about another year's."""
LARGEST_AMOUNT = Decimal(10) ** 10
"""Yuan. Ten thousand million in one agency's fees or purchases: more likely yuan in a column of 10,000 yuan."""
YUAN_PER_UNIT: Mapping[str, int] = {"yuan": 1, "1k_yuan": 1_000, "10k_yuan": 10_000, "100m_yuan": 100_000_000}
_PARTS_OF_STATISTICS = (
    ("disclosed.normative_documents", "disclosed.total"),
    ("disclosed.gazette", "disclosed.total"),
    ("disclosed.website", "disclosed.total"),
    ("disclosed.weibo", "disclosed.total"),
    ("disclosed.wechat", "disclosed.total"),
    ("disclosed.other_channels", "disclosed.total"),
    ("responses.press_conferences.by_head", "responses.press_conferences"),
    ("responses.online_interviews.by_head", "responses.online_interviews"),
)
"""Rows of the 2014 form of which the first counts some of the second: what several channels publish counts once in all."""
_COURSES, _TRAINED = "training.sessions", "training.participants"
"""A course has one to be trained at least."""
_CHANNELS_OF_STATISTICS = tuple(channel for channel, _ in _PARTS_OF_STATISTICS[1:6])
"""The last of them are all others: what was published was so through one of these."""


_At = tuple[str, str, str]
"""The table, item and column of a cell."""


class Inequality(NamedTuple):
    """An inequality of the forms: `says` tells of cells, which stand at `places`, what is wrong with them; None where it holds."""

    severity: Severity
    code: str
    table: str
    item: str | None
    says: Callable[..., str | None]
    places: tuple[_At, ...]


Applied = tuple[Inequality, Sequence[Cell]]
"""An inequality, and the cells that it is about."""


def applying_to(tables: Tables) -> list[Applied]:
    """The inequalities all of whose cells these tables have."""
    applied: list[Applied] = []
    for one in _INEQUALITIES:
        cells = [cell for place in one.places if (cell := _cell(tables, *place)) is not None]
        if len(cells) == len(one.places):
            applied.append((one, cells))
    return applied


def implausible(applied: Iterable[Applied]) -> list[Notice]:
    """One notice for each inequality that its cells break."""
    return [
        Notice(one.severity, one.code, message, one.table, one.item)
        for one, cells in applied
        if (message := one.says(*cells)) is not None
    ]


def _cell(tables: Tables, table: str, item: str, column: str) -> Cell | None:
    rows = tables.get(table)
    row = rows.get(item) if rows else None
    return row.get(column) if row else None


def _more_disclosed(disclosed: Cell, in_all: Cell) -> str | None:
    if disclosed.value is None or in_all.value is None or disclosed.value <= in_all.value:
        return None
    return f"{disclosed.item}: {disclosed.value} made public this year, {in_all.value} in all"


def _more_made(made: Cell, repealed: Cell, in_force: Cell) -> str | None:
    if made.value is None or repealed.value is None or in_force.value is None:
        return None
    if in_force.value >= made.value - repealed.value:
        return None
    return f"{made.item}: {made.value} made, {repealed.value} repealed, {in_force.value} in force"


def _fewer_than_none(before: Cell, change: Cell) -> str | None:
    if before.value is None or change.value is None or before.value + change.value >= 0:
        return None
    return f"{before.item}: {before.value} items the year before, {change.value} this year"


def _bought_for_nothing(bought: Cell, amount: Cell) -> str | None:
    if bought.value is None or amount.value is None or (bought.value == 0) == (amount.value == 0):
        return None
    return f"{bought.item}: {bought.value} purchases for {amount.raw}"


def _large(amount: Cell) -> str | None:
    if amount.value is None or amount.value * YUAN_PER_UNIT.get(amount.unit or "yuan", 1) <= LARGEST_AMOUNT:
        return None
    return f"{amount.item}: {amount.raw} in the unit {amount.unit or 'not stated'}"


def _more_disputed(review: Cell, direct: Cell, after_review: Cell, new: Cell, carried_in: Cell) -> str | None:
    contested, asked = _sum((review, direct, after_review)), _sum((new, carried_in))
    if contested is None or asked is None or contested <= max(FEW, asked):
        return None
    return f"{contested} reviews and suits on {asked} requests"


def _sum(cells: Iterable[Cell]) -> Number | None:
    total: Number = 0
    for cell in cells:
        if cell.value is None:
            return None
        total += cell.value
    return total


def _more_than_whole(part: Cell, whole: Cell) -> str | None:
    if part.value is None or whole.value is None or part.value <= whole.value:
        return None
    return f"{part.item} {part.value} of {whole.item} {whole.value}"


def _through_no_channel(in_all: Cell, *channels: Cell) -> str | None:
    through = _sum(channels)
    if in_all.value is None or not through or through >= in_all.value:
        return None
    return f"{in_all.item} {in_all.value}, {through} through all channels"


def _inequalities() -> Iterator[Inequality]:
    """All of them, in the order of the forms."""
    for item in ("regulations", "normative_documents"):
        disclosed = _columns(item, "disclosed", "disclosed_total")
        yield _of("warning", "plausible.documents", item, _more_disclosed, *disclosed)
        made = _columns(item, "made", "repealed", "in_force")
        yield _of("warning", "plausible.documents", item, _more_made, *made)
    for item in ("licensing", "other_services", "penalties", "coercive_measures", "fees"):
        changed = _columns(item, "previous_items", "change")
        yield _of("warning", "plausible.items", item, _fewer_than_none, *changed)
    yield _of("info", "plausible.amount", "fees", _large, *_columns("fees", "amount"))
    bought, amount = _columns("procurement", "items", "amount")
    yield _of("info", "plausible.amount", "procurement", _bought_for_nothing, bought, amount)
    yield _of("info", "plausible.amount", "procurement", _large, amount)
    brought = [("disputes", route, TOTAL) for route in ROUTES]
    asked = [("requests", item, TOTAL) for item in ("received.new", "received.carried_in")]
    yield _of("info", "plausible.disputes", None, _more_disputed, *brought, *asked)
    for part, whole in _PARTS_OF_STATISTICS:
        places = [(STATISTICS, item, VALUE) for item in (part, whole)]
        yield _of("warning", "plausible.part", part, _more_than_whole, *places)
    items = ("disclosed.total", *_CHANNELS_OF_STATISTICS)
    in_all = [(STATISTICS, item, VALUE) for item in items]
    # what agencies count as a channel, and as having been trained, differs: no more than a notice
    yield _of("info", "plausible.part", "disclosed.total", _through_no_channel, *in_all)
    trained = [(STATISTICS, item, VALUE) for item in (_COURSES, _TRAINED)]
    yield _of("info", "plausible.part", _COURSES, _more_than_whole, *trained)


def _of(severity: Severity, code: str, item: str | None, says: Callable[..., str | None], *places: _At) -> Inequality:
    return Inequality(severity, code, places[0][0], item, says, places)


def _columns(item: str, *columns: str) -> list[_At]:
    return [("proactive", item, column) for column in columns]


_INEQUALITIES = tuple(_inequalities())
