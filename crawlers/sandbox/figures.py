"""The figures that an agency prints year after year: every cell of the statutory tables, in the codes of CONTRACT.md.

They hold what the forms demand. In every applicant column, and in the total: received.new + received.carried_in =
outcomes.total + carried_out, and outcomes.total is the sum of its parts; in every row the total is the sum of the six
columns; in disputes the total is the sum of the four results. From year to year carried_out becomes carried_in, column
by column; the documents in force are those of the year before plus the made less the repealed; and the items of a power
(2019 form) are those of the year before plus the change.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

Form = Literal["2019", "2021"]
Number = int | Decimal
CellKey = tuple[str, str, str]
"""Table, item and column."""

_APPLICANT_WEIGHTS = {
    "natural_person": 0.86, "business": 0.08, "research": 0.005,
    "nonprofit": 0.012, "legal_service": 0.035, "other_org": 0.008,
}  # fmt: skip
APPLICANTS = tuple(_APPLICANT_WEIGHTS)
"""The columns of the requests table in the order of the form, without the total."""

_SHARED_OUTCOMES: dict[str, float] = {
    "granted": 38, "granted_in_part": 9,
    "denied.state_secret": 0.3, "denied.other_law": 1.2, "denied.security_stability": 0.3, "denied.third_party": 1,
    "denied.internal_affairs": 1.2, "denied.deliberative": 1.6, "denied.enforcement_file": 1.4,
    "denied.administrative_query": 3,
    "unavailable.not_held": 25, "unavailable.must_be_created": 3, "unavailable.unclear": 0.6,
    "not_processed.petition": 3.5, "not_processed.repeated": 1.5, "not_processed.publication": 0.15,
    "not_processed.excessive": 0.15, "not_processed.reissue": 0.3,
}  # fmt: skip
OUTCOMES: dict[Form, dict[str, float]] = {
    "2019": {**_SHARED_OUTCOMES, "other": 6},
    "2021": {**_SHARED_OUTCOMES, "other.not_corrected_in_time": 2.5, "other.fee_unpaid": 0.3, "other.other": 4},
}
"""The outcomes of a form in the order it prints them, with how often they occur."""

_DISPUTE_SHARES = {"review": 0.05, "suit_direct": 0.012, "suit_after_review": 0.008}
DISPUTES = tuple(_DISPUTE_SHARES)
_RESULT_WEIGHTS: dict[str, float] = {"upheld": 45, "corrected": 15, "other": 30, "pending": 10}
_DECISION_SHARES = {"licensing": 0.6, "other_services": 1.5, "penalties": 0.5, "coercive_measures": 0.05}
_PENDING_SHARE = 0.04  # of the requests of a year that are answered in the next


@dataclass(frozen=True, slots=True)
class Profile:
    """How much an agency has to do in a year, on average; counts may well come out as zero."""

    requests: float
    decisions: float
    normative_documents: float
    makes_regulations: bool
    disclosed: float


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year's cells in the order of the form, and the units of those that have one (10k_yuan, yuan)."""

    form: Form
    cells: dict[CellKey, Number]
    units: dict[CellKey, str]
    disclosed: int


def poisson(rng: Random, mean: float) -> int:
    """A Poisson variate; above a mean of 50 by the normal approximation."""
    if mean <= 0:
        return 0
    if mean > 50:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def split(rng: Random, total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """`total` things dealt to the names of `weights` at random; every name is in the result."""
    dealt = Counter(rng.choices(list(weights), list(weights.values()), k=total))
    return {name: dealt[name] for name in weights}


def series(rng: Random, profile: Profile, forms: Mapping[int, Form]) -> Iterator[tuple[int, YearFigures]]:
    """(year, figures) of the consecutive years of `forms`, in order; each year starts from what the last one left."""
    desk = _Desk(rng, profile)
    for year in sorted(forms):
        yield year, desk.work(forms[year])


class _Desk:
    """What an agency carries from year to year: requests pending, documents in force, items of its powers."""

    def __init__(self, rng: Random, profile: Profile) -> None:
        self.rng, self.profile = rng, profile
        self.pending = {
            column: self._unanswered(poisson(rng, profile.requests * weight))
            for column, weight in _APPLICANT_WEIGHTS.items()
        }
        self.in_force = {
            "regulations": rng.randrange(3, 40) if profile.makes_regulations else 0,
            "normative_documents": poisson(rng, profile.normative_documents * 6),
        }
        size = min(60.0, math.sqrt(profile.decisions + 1)) if profile.decisions else 0
        self.items = {power: poisson(rng, size) for power in (*_DECISION_SHARES, "fees")}
        self.cells: dict[CellKey, Number] = {}
        self.units: dict[CellKey, str] = {}

    def work(self, form: Form) -> YearFigures:
        """The figures of one more year."""
        self.cells, self.units = {}, {}
        if form == "2019":
            self._proactive_2019()
        else:
            self._proactive_2021()
        self._requests(form)
        self._disputes()
        return YearFigures(form, self.cells, self.units, max(3, poisson(self.rng, self.profile.disclosed)))

    def _unanswered(self, count: int) -> int:
        return sum(self.rng.random() < _PENDING_SHARE for _ in range(count))

    def _requests(self, form: Form) -> None:
        columns: dict[str, dict[str, int]] = {}
        mean = self.profile.requests * self.rng.lognormvariate(0, 0.25)
        for column, weight in _APPLICANT_WEIGHTS.items():
            new = poisson(self.rng, mean * weight)
            carried_out = self._unanswered(new)
            answered = new + self.pending[column] - carried_out
            columns[column] = {
                "received.new": new,
                "received.carried_in": self.pending[column],
                **split(self.rng, answered, OUTCOMES[form]),
                "outcomes.total": answered,
                "carried_out": carried_out,
            }
            self.pending[column] = carried_out
        for item in columns[APPLICANTS[0]]:
            for column in APPLICANTS:
                self.cells["requests", item, column] = columns[column][item]
            self.cells["requests", item, "total"] = sum(columns[column][item] for column in APPLICANTS)

    def _disputes(self) -> None:
        for route, share in _DISPUTE_SHARES.items():
            results = split(self.rng, poisson(self.rng, self.profile.requests * share), _RESULT_WEIGHTS)
            self.cells.update({("disputes", route, result): count for result, count in results.items()})
            self.cells["disputes", route, "total"] = sum(results.values())

    def _proactive_2019(self) -> None:
        rng = self.rng
        for kind in self.in_force:
            made = self._documents_made(kind)
            self.in_force[kind] += made
            self._fill(kind, made=made, disclosed=made, disclosed_total=self.in_force[kind])
        for power, items in self.items.items():
            change = max(-items, round(rng.gauss(0, 2))) if items and rng.random() < 0.5 else 0
            self.items[power] += change
            self._fill(power, previous_items=items, change=change)
            if power in _DECISION_SHARES:
                self._fill(power, decisions=self._decisions(power))
        bought = poisson(rng, min(40.0, self.profile.decisions / 200 + 1))
        amount_10k = Decimal(rng.randrange(10_000, 9_000_000)) / 10_000 * bought
        unit = rng.choice(("", "10k_yuan", "yuan"))
        amount = (amount_10k * 10_000 if unit == "yuan" else amount_10k) if bought else 0
        self._fill("procurement", items=bought, amount=amount)
        if unit and bought:
            self.units["proactive", "procurement", "amount"] = unit

    def _proactive_2021(self) -> None:
        rng = self.rng
        for kind in self.in_force:
            made = self._documents_made(kind)
            repealed = min(self.in_force[kind], self._documents_made(kind))
            self.in_force[kind] += made - repealed
            self._fill(kind, made=made, repealed=repealed, in_force=self.in_force[kind])
        for power in ("licensing", "penalties", "coercive_measures"):
            self._fill(power, decisions=self._decisions(power))
        has_fees = self.profile.decisions > 100 and rng.random() < 0.6
        amount_10k = Decimal(rng.randrange(1_000, 5_000_000)) * 10 ** rng.randrange(2) / 10_000
        self._fill("fees", amount=amount_10k if has_fees else 0)
        self.units["proactive", "fees", "amount"] = "10k_yuan"

    def _fill(self, item: str, **columns: Number) -> None:
        self.cells.update({("proactive", item, column): value for column, value in columns.items()})

    def _documents_made(self, kind: str) -> int:
        regulations = 0.8 if self.profile.makes_regulations else 0
        return poisson(self.rng, self.profile.normative_documents if kind == "normative_documents" else regulations)

    def _decisions(self, power: str) -> int:
        return poisson(self.rng, self.profile.decisions * _DECISION_SHARES[power] * self.rng.lognormvariate(0, 0.3))
