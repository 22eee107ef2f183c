"""Files that a sandbox writes under its root: the truth, the reference data and the site files.

truth/reports.csv    agency_id, agency_name, division_code, report_year, scope, form, url, published_on
truth/cells.csv      agency_id, report_year, scope, table, item, column, value, unit
truth/claims.csv     agency_id, report_year, scope, indicator, value
truth/faults.csv     site_id, fault, outcome, later_outcome, reports_out_of_reach, what: one a site with a fault
reference/*.csv      as data/reference: divisions, agencies (those that the naming rule does not give), area codes, postcodes
sites/*.toml         one a site, as crawlers/sites.py reads them

A scope that the report does not state is `unstated`; a unit is empty, `yuan` or `10k_yuan`; values are exact decimals.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from crawlers.sandbox.faults import Fault
from crawlers.sandbox.grids import plain_number
from crawlers.sandbox.places import is_named_by_rule
from crawlers.sandbox.site import Site
from crawlers.sandbox.world import Report, World

if TYPE_CHECKING:
    pass

_KEY = ("agency_id", "report_year", "scope")
_SOURCE = ("crawlers/sandbox (fictional)", "2019-01-01")


def write(
    root_path: Path, world: World, sites: Sequence[Site], faults: Mapping[str, Fault] = MappingProxyType({})
) -> None:
    """Write all files of a sandbox under `root_path`, in place of those of an earlier one."""
    _write_truth(root_path / "truth", world, sites)
    _write_csv(
        root_path / "truth" / "faults.csv",
        ("site_id", "fault", "outcome", "later_outcome", "reports_out_of_reach", "what"),
        (
            (
                site.site_id, fault.name, fault.outcome, fault.later.outcome if fault.later else "",
                len(fault.out_of_reach(site)), fault.what,
            )
            for site in sites
            if (fault := faults.get(site.site_id))
        ),
    )  # fmt: skip
    _write_reference(root_path / "reference", world)
    _write_sites(root_path / "sites", sites)


def _write_truth(folder: Path, world: World, sites: Sequence[Site]) -> None:
    urls = {report.key: site.url(report) for site in sites for report in site.reports}
    _write_csv(
        folder / "reports.csv",
        ("agency_id", "agency_name", "division_code", "report_year", "scope", "form", "url", "published_on"),
        (
            (
                report.agency.agency_id, report.agency.name, report.agency.division.code, report.year,
                report.scope or "unstated", report.form, urls[report.key], report.published_on,
            )
            for report in world.reports
        ),
    )  # fmt: skip
    _write_csv(
        folder / "cells.csv",
        (*_KEY, "table", "item", "column", "value", "unit"),
        (
            (*_key(report), *cell, plain_number(value), report.units.get(cell, ""))
            for report in world.reports
            for cell, value in report.cells.items()
        ),
    )
    _write_csv(
        folder / "claims.csv",
        (*_KEY, "indicator", "value"),
        ((*_key(report), *claim) for report in world.reports for claim in report.claims.items()),
    )


def _key(report: Report) -> tuple[str, int, str]:
    return report.agency.agency_id, report.year, report.scope or "unstated"


def _write_reference(folder: Path, world: World) -> None:
    _write_csv(
        folder / "divisions.csv",
        ("division_code", "division_name", "level", "parent_code", "source", "retrieved_on"),
        ((d.code, d.name, d.level, d.parent_code or "", *_SOURCE) for d in world.divisions),
    )
    _write_csv(
        folder / "agencies.csv",
        ("agency_id", "agency_name", "division_code", "function_class", "source", "retrieved_on"),
        (
            (agency.agency_id, agency.name, agency.division.code, agency.function_class, *_SOURCE)
            for agency in world.agencies
            if not is_named_by_rule(agency.division, agency.function_class)
        ),
    )
    _write_csv(
        folder / "area_codes.csv",
        ("area_code", "division_code", "source", "retrieved_on"),
        ((d.area_code, d.code, *_SOURCE) for d in world.divisions if d.level != "county"),
    )
    _write_csv(
        folder / "postcodes.csv",
        ("postcode_prefix", "division_code", "source", "retrieved_on"),
        ((d.postcode[:4], d.code, *_SOURCE) for d in world.divisions if d.level != "county"),
    )


def _write_sites(folder: Path, sites: Sequence[Site]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in set(folder.glob("*.toml")) - {folder / f"{site.site_id}.toml" for site in sites}:
        stale.unlink()
    for site in sites:
        (folder / f"{site.site_id}.toml").write_text(site_file(site), encoding="utf-8")


def site_file(site: Site) -> str:
    """The TOML of a site."""
    lines = [
        f"name = {_toml(site.name)}",
        f"division = {_toml(site.division.code)}",
        f"home = {_toml(site.home)}",
        f"family = {_toml(site.family)}",
        f"minimum_reports = {len(site.reports)}",
        'status = "verified"',
    ]
    for column in site.entry_columns:
        lines += ["", "[[columns]]", f"url = {_toml(site.origin + column.path)}"]
        if column.agency:
            lines.append(f"agency = {_toml(column.agency.name)}")
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string without control characters is a TOML basic string


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
