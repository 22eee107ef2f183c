"""The made-up country: its divisions, agencies and every annual report that they published, with the truth of each.

A world is a pure function of its options: the same seed and sizes give the same names, figures, sentences and, through
`render`, the same bytes, on every machine. Each agency draws from a stream of its own, so that a larger world holds the
same figures for the agencies it shares with a smaller one of the same seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Literal

from crawlers.sandbox import figures, prose
from crawlers.sandbox.figures import CellKey, Form, Number, Profile
from crawlers.sandbox.places import CLASS_NAMES, Division, divisions, organ_name, townships
from crawlers.sandbox.prose import Narrative

Scope = Literal["own", "whole"]
FIRST_YEAR, FIRST_YEAR_OF_2021_FORM = 2019, 2021

TITLES = (
    "{name}{year}年政府信息公开工作年度报告",
    "{name}{year}年政府信息公开工作年度报告",
    "{name}{year}年度政府信息公开工作年度报告",
    "{year}年{name}政府信息公开工作年度报告",
    "{name}{year}年政府信息公开年度报告",
)
_LAGGARD_SHARE = 0.06  # of the agencies still report 2021 on the form of 2019
_MISSING_SHARE = 0.015  # of the reports were never published


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that publishes a report every year; `place_name` is its town for a township's organ, else its division."""

    agency_id: str
    name: str
    division: Division
    function_class: str
    place_name: str

    @property
    def own_name(self) -> str:
        """The name without its division: 教育局."""
        return self.name.removeprefix(self.division.name)


@dataclass(frozen=True, slots=True)
class Report:
    """One published annual report, complete: what it says, and nothing of how it looks.

    `scope` is None where the report does not say. `cells` holds every entry of the form, `units` only those with a
    unit, `claims` every figure that the sentences state, by the indicator codes of CONTRACT.md.
    """

    agency: Agency
    year: int
    scope: Scope | None
    form: Form
    title: str
    published_on: date
    cells: dict[CellKey, Number]
    units: dict[CellKey, str]
    claims: dict[str, int]
    narrative: Narrative

    @property
    def key(self) -> str:
        """`<agency_id>/<year>/<scope>`, with `unstated` for a scope that is not said."""
        return f"{self.agency.agency_id}/{self.year}/{self.scope or 'unstated'}"


class World:
    """All divisions, agencies and reports of one seed and size.

    `governments` divisions (one province from three on, then prefectures and counties), each with its government and
    `bureaus` bureaus, half of the counties with a township; one report an agency and year of `years`, consecutive and
    from 2019 on. Raises ValueError for options that are out of range.
    """

    def __init__(
        self, seed: int = 1, governments: int = 12, bureaus: int = 5, years: Sequence[int] = tuple(range(2019, 2025))
    ) -> None:
        if not years or list(years) != list(range(years[0], years[0] + len(years))) or years[0] < FIRST_YEAR:
            raise ValueError(f"years = {list(years)}: give consecutive years, ascending, from {FIRST_YEAR} on")
        if not 0 <= bureaus <= len(CLASS_NAMES):
            raise ValueError(f"bureaus = {bureaus}: choose a number from 0 to {len(CLASS_NAMES)}")
        self.seed = seed
        self.years = tuple(years)
        self.divisions = divisions(governments)
        self.agencies = [agency for division in self.divisions for agency in self._agencies_of(division, bureaus)]

    @cached_property
    def reports(self) -> list[Report]:
        """Every published report: agency by agency, and year by year."""
        return [report for agency in self.agencies for scope in self._scopes(agency)
                for report in self._reports_of(agency, scope)]  # fmt: skip

    def stream(self, *names: object) -> Random:
        """A source of chance of its own for what `names` name, the same in every world of this seed."""
        return Random("/".join(map(str, (self.seed, *names))))  # noqa: S311 (made figures, no secrets)

    def _agencies_of(self, division: Division, bureaus: int) -> list[Agency]:
        classes = ["government"]
        for function_class in CLASS_NAMES:
            if len(classes) <= bureaus and organ_name(division, function_class):
                classes.append(function_class)
        agencies = [
            Agency(f"{division.code}-{function_class}", name, division, function_class, division.name)
            for function_class in classes
            if (name := organ_name(division, function_class))
        ]
        counties = [other for other in self.divisions if other.level == "county"]
        agencies += [
            Agency(f"{county.code}-{function_class}-{place}", name, county, function_class, place)
            for county, place, name, function_class in townships(counties)
            if county == division
        ]
        return agencies

    def _scopes(self, agency: Agency) -> tuple[Scope | None, ...]:
        """The scopes in which an agency reports: one as a rule; some cities publish both 本级 and 全市."""
        if agency.function_class != "government" or agency.division.level == "county":
            return (None,)
        if agency.division.level == "province":
            return ("whole",)
        rank = int(agency.division.code[2:4])
        cities: tuple[tuple[Scope | None, ...], ...] = (("whole",), ("own", "whole"), (None,))
        return cities[(rank - 1) % 3]

    def _reports_of(self, agency: Agency, scope: Scope | None) -> list[Report]:
        rng = self.stream(agency.agency_id, scope)
        is_laggard = agency.function_class != "government" and rng.random() < _LAGGARD_SHARE
        forms: dict[int, Form] = {
            year: "2019" if year < FIRST_YEAR_OF_2021_FORM + is_laggard else "2021"
            for year in range(FIRST_YEAR, self.years[-1] + 1)
        }
        title = rng.choice(TITLES) + ("（本级）" if scope == "own" else "")
        result: list[Report] = []
        for year, made in figures.series(rng, _profile(agency, scope, rng), forms):
            is_missing = rng.random() < _MISSING_SHARE
            published_on = _publication_day(agency, year, rng)
            narrative, claims = prose.compose(
                prose.Facts(agency.name, agency.place_name, agency.division, year, scope, made, published_on), rng
            )
            if year not in self.years or is_missing:
                continue
            result.append(
                Report(
                    agency=agency,
                    year=year,
                    scope=scope,
                    form=made.form,
                    title=title.format(name=agency.name, year=year),
                    published_on=published_on,
                    cells=made.cells,
                    units=made.units,
                    claims=claims,
                    narrative=narrative,
                )
            )
        return result


def _publication_day(agency: Agency, year: int, rng: Random) -> date:
    """A working day within what Article 50 gives: bureaus have until 31 January, governments until 31 March."""
    last = date(year + 1, 3, 28) if agency.function_class == "government" else date(year + 1, 1, 30)
    day = date(year + 1, 1, 8)
    day += timedelta(days=rng.randrange((last - day).days))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _profile(agency: Agency, scope: Scope | None, rng: Random) -> Profile:
    """How much there is to do: most bureaus get a handful of requests a year or none, a whole city thousands."""
    level, busy = agency.division.level, rng.lognormvariate(0, 0.6)
    if agency.function_class == "government":
        requests = {"province": 260.0, "prefecture": 140.0, "county": 25.0}[level]
        if scope == "whole":
            requests = {"province": 4200.0, "prefecture": 1900.0, "county": 300.0}[level]
        return Profile(
            requests * busy, requests * 120 * busy, 6 if scope is None else 12, level != "county", requests * 20
        )
    if agency.function_class in ("township", "subdistrict"):
        return Profile(0.7 * busy, 0 if busy < 1 else 12 * busy, 0.2, False, 260 * busy)
    weight = {"public_security": 5.0, "natural_resources": 9.0, "housing": 7.0, "human_resources": 3.0}
    reach = {"province": 12.0, "prefecture": 4.0, "county": 1.0}[level]
    requests = 1.2 * busy * reach * weight.get(agency.function_class, 1.0)
    acts = agency.function_class in weight or agency.function_class in ("market_regulation", "transport", "health")
    return Profile(requests, 400 * reach * busy if acts else 3 * busy, 1.2 * reach**0.5, False, 180 * reach**0.5 * busy)
