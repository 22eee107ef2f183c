"""Reports made by hand: the cells of a form, extractions of them, and a build file that holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal

import duckdb

from crawlers.archive import Capture
from pipeline.checks import CHECKS, run_checks
from pipeline.contract import Cell, CellStatus, Claim, Extraction, Notice, Number, Place, Reading, Reason
from pipeline.forms import form_cells
from pipeline.frames import captures_frame, extraction_frames
from pipeline.tables import RAW_TABLES, create_tables, frame, insert

Figure = Number | None | Literal["/"]
"""What a cell prints: a number, nothing (None), or that it does not apply."""

Entry = tuple[str, str]
"""Item and column."""

CITY = "990100"


@dataclass(frozen=True)
class Page:
    """One document of a report; `agency` None is one that nobody could attribute."""

    agency: str | None
    year: int
    cells: Sequence[Cell] = ()
    claims: Sequence[Claim] = ()
    notices: Sequence[Notice] = ()
    scope: Literal["own", "whole"] | None = "own"
    form: str = "2021"
    captured: Sequence[tuple[int, str]] = ((0, "run1"),)
    """Hours after the first capture of all, and the run."""
    candidates: Sequence[str] = ()
    name: str = ""
    address: str = ""
    """What stands at one address has one; by default every page has its own."""
    same_text_as: str | None = None
    gone: tuple[int, str] | None = None
    """Hours after the first capture of all, and the run that found its address gone."""
    kind: Literal["annual_report", "not_annual_report"] = "annual_report"
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        key = f"{self.agency} {self.year} {self.scope} {self.name} {self.captured}"
        object.__setattr__(self, "sha256", sha256(key.encode()).hexdigest())

    @property
    def report_id(self) -> str:
        return f"{self.agency}/{self.year}/{self.scope or 'unstated'}"

    @property
    def url(self) -> str:
        return f"http://www.example.gov.cn/{self.address or self.sha256[:8]}.html"

    def captures(self, start: datetime) -> list[Capture]:
        """One for each time that it was captured, and one for when it was gone."""
        seen = [(hours, run, 200) for hours, run in self.captured] + ([(*self.gone, 404)] if self.gone else [])
        return [
            Capture(
                capture_id=f"{self.sha256[:8]}-{number}",
                url=self.url,
                fetched_at=start + timedelta(hours=hours),
                status=status,
                media_type="text/html",
                document_sha256=self.sha256 if status == 200 else sha256(b"").hexdigest(),
                role="report",
                origin="crawl",
                site_id="city",
                run_id=run,
                via=None,
                anchor=None,
                source=None,
                obtained=None,
                is_revisit=number > 0 and status == 200,
                warc_file="city/run1.warc.gz",
                warc_offset=0,
                same_text_as=self.same_text_as if status == 200 else None,
            )
            for number, (hours, run, status) in enumerate(seen)
        ]

    def extraction(self) -> Extraction:
        is_report = self.kind == "annual_report"
        return Extraction(
            sha256=self.sha256,
            media_type="text/html",
            extractor="by hand",
            kind=self.kind,
            reason=None if is_report else Reason("interpretation", "it interprets a report"),
            title=f"{self.year} {self.agency}",
            report_year=self.year,
            scope=self.scope,
            form=self.form,
            forms=dict.fromkeys(("proactive", "requests", "disputes"), self.form),
            cells=tuple(self.cells),
            claims=tuple(self.claims),
            checks=tuple(run_checks(self.cells, self.claims)),
            notices=tuple(self.notices),
        )


def table(
    form: str, code: str, figures: Mapping[Entry, Figure] | None = None, *, unit: str | None = None
) -> list[Cell]:
    """Every entry of a form's table: as `figures` says, and 0 elsewhere."""
    figures = figures or {}
    entries = [(item, column) for f, t, item, column, *_ in form_cells() if f == form and t == code]
    assert set(figures) <= set(entries), set(figures) - set(entries)
    return [cell(code, item, column, figures.get((item, column), 0), unit=unit) for item, column in entries]


def cell(code: str, item: str, column: str, figure: Figure, *, unit: str | None = None) -> Cell:
    place = Place(f"{code}, {item}, {column}")
    status: CellStatus = "blank" if figure is None else "not_applicable" if figure == "/" else "reported"
    value = None if isinstance(figure, str) else figure
    return Cell(code, item, column, value, "" if figure is None else str(figure), status, unit, place)


def requests(form: str, figures: Mapping[str, int], changes: Mapping[Entry, Figure] | None = None) -> list[Cell]:
    """A requests table in which everything adds up, all from natural persons; then `changes` put into it."""
    outcomes = sum(count for item, count in figures.items() if item not in ("received.new", "received.carried_in"))
    arrived = figures.get("received.new", 0) + figures.get("received.carried_in", 0)
    rows = {**figures, "outcomes.total": outcomes, "carried_out": arrived - outcomes}
    both = {(item, column): count for item, count in rows.items() for column in ("natural_person", "total")}
    return table(form, "requests", {**both, **(changes or {})})


def claim(indicator: str, value: Number, *, approximate: bool = False, reading: Reading | None = None) -> Claim:
    return Claim(indicator, value, f"{indicator} {value}", Place(f"paragraph {value}"), approximate, reading)


def write_build(
    file: Path, pages: Sequence[Page], *, sites: Sequence[str] = (CITY,), divisions: Sequence[str] = (CITY,)
) -> None:
    """A build file with the schema `raw` as `load` leaves it, from these pages; `divisions` are prefectures."""
    agencies = sorted({a for page in pages for a in (page.agency, *page.candidates) if a})
    start = datetime(2025, 3, 1, tzinfo=UTC)
    captures = [capture for page in pages for capture in page.captures(start)]
    reports = [page for page in pages if page.kind == "annual_report"]
    rows = {
        "attributions": [
            (p.sha256, _status(p), p.agency, p.agency, CITY, "education", p.year, p.scope, 1.0, "by hand") for p in reports
        ],
        "candidates": [(p.sha256, n, a, a, 1.0) for p in reports for n, a in enumerate(p.candidates, 1)],
        "rejections": [
            (f"{p.sha256[:8]}-0", p.sha256, "http://www.example.gov.cn/", None, "interpretation", "it interprets a report")
            for p in pages
            if p.kind != "annual_report"
        ],
        "agencies": [(a, a, a.partition("-")[0], a.partition("-")[2]) for a in agencies],
        "divisions": [(code, "青禾市" if code == CITY else code, "prefecture", None) for code in divisions],
        "sites": [(f"site-{code}", code, code, "http://www.example.gov.cn/", "hanweb", "verified", 0) for code in sites],
        "check_definitions": [
            (c.code, c.name, c.description, c.formula, c.severity, c.computed_in) for c in CHECKS
        ],
        "form_cells": list(form_cells()),
    }  # fmt: skip
    with duckdb.connect(file) as connection:
        create_tables(connection)
        insert(connection, "captures", captures_frame(captures))
        for name, new in extraction_frames((page.extraction(), 1000) for page in pages).items():
            if name in RAW_TABLES:
                insert(connection, name, new)
        for name, new in rows.items():
            insert(connection, name, frame(RAW_TABLES[name], new))


def _status(page: Page) -> str:
    if page.agency is not None:
        return "resolved"
    return "ambiguous" if page.candidates else "unresolved"
