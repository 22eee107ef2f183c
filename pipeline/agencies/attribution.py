"""Whose report a document is: the decision, from evidence.

Resolved only where one candidate has enough, is clearly ahead, and nothing contradicts it. A printed name is a claim: where the
site file says another division, where title, column or link name another agency, or where the place that is printed does not
exist, the answer is `ambiguous` or `unresolved` with its candidates. A missing answer can be mended, a wrong one is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.agencies.bodies import GOVERNMENT, GOVERNMENT_OFFICE, LOCAL_CLASSES
from pipeline.agencies.evidence import (
    AHEAD,
    ENOUGH,
    WEIGHTS,
    Evidence,
    PlaceSignal,
    Sighting,
    doubts_on_name,
    page_name,
    place_signals,
    plain_kind,
    printed_kind,
    year_evidence,
)
from pipeline.agencies.names import MARKERS, ParsedName, agency_in_title
from pipeline.agencies.places import short_name
from pipeline.agencies.reference import Agency, Reference, UnknownAgencyError, agency_id
from pipeline.contract import Extraction, Scope

Status = Literal["resolved", "ambiguous", "unresolved"]
_MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency that the document may be of, with the points of the evidence for it."""

    agency_id: str
    agency_name: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """The decision on one document. The agency's fields are set only when `status` is `resolved`; `report_year` wherever the
    evidence agrees on one; `candidates` are ranked, best first; `reason` says in a sentence why."""

    document_sha256: str
    status: Status
    agency_id: str | None
    agency_name: str | None
    division_code: str | None
    function_class: str | None
    report_year: int | None
    scope: Scope | None
    score: float
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]
    reason: str


def attribute(extraction: Extraction, sightings: Sequence[Sighting], reference: Reference) -> Attribution:
    """Agency, year and scope of a document, with everything that speaks for and against. Never raises on its input."""
    return _Decision(extraction, sightings, reference).decide()


class _Decision:
    """The evidence on one document while it is gathered; `decide` weighs it."""

    def __init__(self, extraction: Extraction, sightings: Sequence[Sighting], reference: Reference) -> None:
        self.extraction = extraction
        self.reference = reference
        self.places = reference.places
        self.sightings = sightings
        self.site_divisions: dict[str, None] = {}
        for sighting in sightings:
            if sighting.site_division is not None:
                code = self.places.current(sighting.site_division) or sighting.site_division
                self.site_divisions.setdefault(code)
        self.signals = place_signals(extraction.signals, reference)
        self.scores: dict[str, float] = {}
        self.agencies: dict[str, Agency] = {}
        self.evidence: list[Evidence] = []
        self.objections: list[str] = []
        self.outside: set[str] = set()
        """Candidates whose division a site file contradicts: they are ranked, and never chosen."""
        self.years = year_evidence(extraction, sightings)

    def decide(self) -> Attribution:
        year, year_objection = self._year()
        printed = self._printed_name()
        altered = printed if printed is not None and printed.kind == "unknown_place" else None
        if printed is not None and altered is None:
            self._hear_printed(printed, year)
        elif altered is not None:
            self._suspect(altered)
        self._hear_columns(year, is_altered=altered is not None)
        self._hear_titles(printed, year)
        self._hear_anchors(year)
        self._hear_sites()
        self._hear_signals()
        self.evidence.extend(self.years)
        ranked = sorted(self.scores.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]
        status, reason = self._verdict(ranked, printed, altered)
        if status == "resolved" and year_objection is not None:
            status, reason = year_objection
        return self._attribution(status, reason, ranked, year)

    # -- the year

    def _year(self) -> tuple[int | None, tuple[Status, str] | None]:
        strong = [item for item in self.years if item.kind != "url_year"]
        text = [item.report_year for item in strong if item.kind == "text_year"]
        if not strong:
            return None, ("unresolved", "no year is printed, in the text or in the link")
        stated = {item.report_year for item in strong}
        if len(stated) == 1:
            return stated.pop(), None
        # a title or link may name a second year (2021年…, 2022年发布): it contradicts when the text's is not among them
        for kind, words in (("title_year", "the title"), ("anchor_year", "the link")):
            named = {item.report_year for item in strong if item.kind == kind}
            if named and text and text[0] not in named:
                return None, ("ambiguous", f"the text reports on {text[0]}, {words} on {_list(named)}")
        if not text:
            return None, ("ambiguous", f"title and link name different years: {_list(stated)}")
        return text[0], None

    # -- names

    def _printed_name(self) -> ParsedName | None:
        """The document's own name for its agency; its page's or its title's where the extractor found none."""
        title = agency_in_title(self.extraction.title or "")
        in_title = self.reference.parse(title) if title else None
        if self.extraction.agency_name is None:
            named = self.reference.parse(around) if (around := page_name(self.extraction)) else in_title
            return named if named is not None and named.kind != "unparsed" else None
        printed = self.reference.parse(self.extraction.agency_name)
        if (
            in_title is not None
            and in_title.kind in ("absolute", "listed")
            and in_title.function_class == GOVERNMENT
            and printed.function_class == GOVERNMENT_OFFICE
            and set(in_title.readings) & set(printed.readings)
        ):
            # the office signs for its government: the title says whose report it is
            return in_title
        return printed

    def _ids(self, parsed: ParsedName, year: int | None) -> list[str]:
        """The agencies that a parsed name may mean, with the sites as its only context."""
        if parsed.listed_ids:
            return [listed for listed in parsed.listed_ids if self._known(listed)]
        if parsed.function_class is None or parsed.kind not in ("absolute", "relative"):
            return []
        if parsed.kind == "absolute":
            current = {item.division_code for item in parsed.readings if item.valid_to is None}
            former = {
                item.division_code
                for item in parsed.readings
                if item.valid_to is not None and (not current or (year is not None and year <= item.valid_to))
            }
            codes: Iterable[str] = sorted(current | former)
        else:
            codes = [code for code in self.site_divisions if self._fits_marker(code, parsed.marker)]
        found: list[str] = []
        for code in codes:
            if parsed.function_class in LOCAL_CLASSES and self._above_county(code):
                found.extend(
                    agency_id(site, parsed.function_class, parsed.part)
                    for site in self.site_divisions
                    if site != code and self.places.is_within(site, code) and not self._above_county(site)
                )
            else:
                found.append(agency_id(code, parsed.function_class, parsed.part))
        return [item for item in dict.fromkeys(found) if self._known(item)]

    def _above_county(self, code: str) -> bool:
        division = self.places.divisions.get(code)
        return division is None or division.level in ("nation", "province") or self.places.has_counties(code)

    def _fits_marker(self, code: str, marker: str | None) -> bool:
        division = self.places.divisions.get(code)
        return division is not None and (marker is None or division.division_name.endswith(MARKERS[marker]))

    def _known(self, candidate: str) -> bool:
        if candidate not in self.agencies:
            try:
                self.agencies[candidate] = self.reference.agency(candidate)
            except UnknownAgencyError:
                return False
        return True

    def _add(self, kind: str, value: str, candidate: str | None, weight: float | None = None) -> None:
        points = WEIGHTS[kind] if weight is None else weight
        self.evidence.append(Evidence(plain_kind(kind), value, candidate, None, points))
        if candidate is not None:
            self.scores[candidate] = self.scores.get(candidate, 0.0) + points

    # -- who speaks for whom

    def _hear_printed(self, printed: ParsedName, year: int | None) -> None:
        kind = printed_kind(printed, self.extraction)
        if "agency_contradicted" in doubts_on_name(self.extraction) and not any(
            sighting.column_agency for sighting in self.sightings
        ):
            self.objections.append(f"the document names {printed.text} and is signed by another agency")
        candidates = self._ids(printed, year)
        for candidate in candidates:
            self._add(kind, printed.text, candidate)
        if not candidates:
            self._add(kind, printed.text, None, 0.0)

    def _suspect(self, altered: ParsedName) -> None:
        """Candidates for a name whose place was replaced: the same class wherever telephone and the like point to."""
        self._add("printed_name", altered.text, None, 0.0)
        generic = next((m for m in MARKERS if (altered.unknown_place or "").endswith(m)), None)
        if altered.function_class is None or altered.function_class in LOCAL_CLASSES:
            return
        for signal in self.signals:
            if signal.kind not in ("phone", "postcode", "place_name"):
                continue
            for outer in signal.divisions:
                for division in self.places.within(outer):
                    if self._fits_marker(division.division_code, generic):
                        candidate = agency_id(division.division_code, altered.function_class, altered.part)
                        if self._known(candidate):
                            self.scores.setdefault(candidate, 0.0)

    def _hear_columns(self, year: int | None, *, is_altered: bool) -> None:
        for value in dict.fromkeys(s.column_agency for s in self.sightings if s.column_agency):
            before = set(self.scores)
            candidates = self._ids(self.reference.parse(value), year)
            for candidate in candidates:
                self._add("column_agency", value, candidate)
            if not candidates:
                self._add("column_agency", value, None, 0.0)
                self.objections.append(f"the site file's column agency {value} is not in the reference data")
            elif before and not is_altered and not before & set(candidates):
                self.objections.append(f"the site file's column is {value}, the document prints another agency")

    def _hear_titles(self, printed: ParsedName | None, year: int | None) -> None:
        title = agency_in_title(self.extraction.title or "")
        if title and self.extraction.agency_name is not None and printed is not None:
            self._hear_other("title", title, year, "the title names")

    def _hear_anchors(self, year: int | None) -> None:
        for anchor in dict.fromkeys(s.anchor for s in self.sightings if s.anchor):
            name = agency_in_title(anchor)
            if name:
                self._hear_other("anchor", name, year, "the link names")

    def _hear_other(self, kind: str, name: str, year: int | None, words: str) -> None:
        parsed = self.reference.parse(name)
        candidates = self._ids(parsed, year)
        if parsed.kind == "unknown_place" and (parsed.unknown_place or "").endswith(tuple(MARKERS)):
            self.objections.append(f"{words} {name}, and {parsed.unknown_place} names no place in the reference data")
        if not candidates:
            return
        if parsed.function_class == GOVERNMENT and kind == "anchor":
            # a link may shorten 宜春市林业局… to its place: that names no other agency in the same division
            divisions = {self.agencies[item].division_code for item in self.scores}
            if divisions & {self.agencies[item].division_code for item in candidates} and not set(candidates) & set(
                self.scores
            ):
                return
        if self.scores and not set(candidates) & set(self.scores):
            self.objections.append(f"{words} {name}, the document another agency")
        for candidate in candidates:
            weight = WEIGHTS[kind] if parsed.kind != "relative" else WEIGHTS[kind] / 2
            self._add(kind, name, candidate, weight)

    def _hear_sites(self) -> None:
        for site in self.site_divisions:
            supported: set[str] = set()
            for candidate in list(self.scores):
                division = self.agencies[candidate].division_code
                if site == division or self._is_branch_in(candidate, site):
                    self._add("site_division", site, candidate)
                    supported.add(candidate)
                elif self.places.is_within(division, site):
                    self._add("site_division_above", site, candidate)
                    supported.add(candidate)
            self.outside |= set(self.scores) - supported
            if not supported:
                self.evidence.append(Evidence("site_division", site, None, None, 0.0))
                if self.scores:
                    place = self._place(site)
                    self.objections.append(f"the site is of {place}, the document names an agency outside it")

    def _is_branch_in(self, candidate: str, site: str) -> bool:
        """莆田市公安局城厢分局 stands on the site of 城厢区: a branch of the city's bureau, in the district that it names."""
        agency = self.agencies[candidate]
        division = self.places.divisions.get(site)
        part = agency.agency_id.removeprefix(f"{agency.division_code}-{agency.function_class}").removeprefix("-")
        return (
            division is not None
            and bool(part)
            and self.places.is_within(site, agency.division_code)
            and part.startswith(short_name(division.division_name))
        )

    def _hear_signals(self) -> None:
        best = max(self.scores.values(), default=0.0)
        for signal in self.signals:
            supported = False
            for candidate in list(self.scores):
                division = self.agencies[candidate].division_code
                if any(self._points_to(signal, outer, division) for outer in signal.divisions):
                    self._add(signal.kind, signal.value, candidate)
                    supported = True
            if not supported:
                self.evidence.append(Evidence(signal.kind, signal.value, None, None, 0.0))
                is_elsewhere = signal.kind == "phone" and signal.divisions and best > 0
                if is_elsewhere and not self.site_divisions:
                    self.objections.append(f"the telephone {signal.value} is not of the place that is printed")

    def _points_to(self, signal: PlaceSignal, outer: str, division: str) -> bool:
        is_meant = self.places.is_within if signal.kind == "document_number" else self.places.are_related
        return is_meant(division, outer)

    # -- the verdict

    def _verdict(
        self, ranked: list[tuple[str, float]], printed: ParsedName | None, altered: ParsedName | None
    ) -> tuple[Status, str]:
        if altered is not None:
            return "unresolved", f"{altered.unknown_place} in {altered.text} names no place in the reference data"
        if not ranked:
            return "unresolved", self._why_nothing(printed)
        if self.objections:
            return "ambiguous", "; ".join(dict.fromkeys(self.objections))
        best, score = ranked[0]
        lead = score - ranked[1][1] if len(ranked) > 1 else score
        if lead < AHEAD:
            names = ", ".join(self.agencies[item].agency_name for item, _ in ranked[:4])
            return "ambiguous", f"several agencies have that name: {names}"
        if score < ENOUGH:
            return (
                "unresolved",
                f"too little speaks for {self.agencies[best].agency_name} ({score:g} of {ENOUGH:g} points)",
            )
        if best in self.outside:
            return "ambiguous", f"{self.agencies[best].agency_name} is not of the division that the site file names"
        doubt = self._doubt_on_relative(best, printed)
        if doubt is not None:
            return "ambiguous", doubt
        return "resolved", f"{score:g} points for {self.agencies[best].agency_name}"

    def _doubt_on_relative(self, best: str, printed: ParsedName | None) -> str | None:
        """A city's site also carries its counties' reports: 审计局 on it, in a text that names a county, may be the county's."""
        if printed is None or printed.kind != "relative" or any(s.column_agency for s in self.sightings):
            return None
        division = self.agencies[best].division_code
        for signal in self.signals:
            if signal.kind == "place_name" and any(
                code != division and self.places.is_within(code, division) for code in signal.divisions
            ):
                return f"{printed.text} does not say whose it is, and the text names {signal.value}"
        return None

    def _why_nothing(self, printed: ParsedName | None) -> str:
        if printed is None:
            return "no agency is named, in the text, the title, the link or the site file"
        if printed.kind == "unparsed":
            return f"{printed.text} names no agency in the reference data"
        if printed.function_class in LOCAL_CLASSES:
            return f"nothing says in which county {printed.text} is"
        return f"{printed.text} is a relative name, and no site file says whose it can be"

    def _place(self, code: str) -> str:
        return self.places.display_name(code) if code in self.places.divisions else f"an unknown division {code}"

    def _attribution(
        self, status: Status, reason: str, ranked: list[tuple[str, float]], year: int | None
    ) -> Attribution:
        chosen = self.agencies[ranked[0][0]] if status == "resolved" else None
        return Attribution(
            document_sha256=self.extraction.sha256,
            status=status,
            agency_id=chosen.agency_id if chosen else None,
            agency_name=chosen.agency_name if chosen else None,
            division_code=chosen.division_code if chosen else None,
            function_class=chosen.function_class if chosen else None,
            report_year=year,
            scope=self.extraction.scope,
            score=ranked[0][1] if ranked else 0.0,
            candidates=tuple(Candidate(item, self.agencies[item].agency_name, score) for item, score in ranked),
            evidence=tuple(self.evidence),
            reason=reason,
        )


def _list(years: Iterable[int | None]) -> str:
    return ", ".join(str(year) for year in sorted(year for year in years if year is not None))
