"""The sandbox's truth held against what was published: the one place where every figure can be known to be right.

Both ways: a true figure that is missing or different counts against, and so does a figure that nobody printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from crawlers.archive import Root
from pipeline.errors import PipelineError
from pipeline.publish import published_file

_NAMED_AT_MOST = 10

_PAIRS = {
    "raw.cells": (
        "from truth_figures where kind = 'cell'",
        "select agency_id, report_year, scope, table_code || '.' || item_code || '.' || column_code as figure, value"
        " from published.marts.reports join published.raw.cells using (document_sha256)",
    ),
    "raw.claims": (
        "from truth_figures where kind = 'claim'",
        "select distinct agency_id, report_year, scope, indicator as figure, value"
        " from published.marts.reports join published.raw.claims using (document_sha256)",
    ),
    "marts.request_outcomes": (
        "from truth_figures where figure like 'requests.%' and kind = 'cell'",
        "select agency_id, report_year, scope, 'requests.' || outcome || '.' || applicant as figure,"
        " request_count as value from published.marts.request_outcomes",
    ),
    "marts.litigation": (
        "from truth_figures where figure like 'disputes.%' and kind = 'cell'",
        "select agency_id, report_year, scope, 'disputes.' || route || '.' || result as figure, case_count as value"
        " from published.marts.litigation",
    ),
    "marts.disclosure_volume": (
        "from truth_figures where figure like 'disclosed.%' and kind = 'claim'",
        "select agency_id, report_year, scope, 'disclosed.' || channel as figure, item_count as value"
        " from published.marts.disclosure_volume where status <> 'not_stated'",
    ),
}
"""For every table that holds printed figures: the truth, and what was found, as (report, figure, value)."""

_TRUTH = """
create table truth_figures as
select
    'cell' as kind, agency_id, report_year::integer as report_year, scope,
    "table" || '.' || item || '.' || "column" as figure, value::decimal(20, 6) as value
from read_csv($cells, all_varchar = true)
union all by name
select
    'claim' as kind, agency_id, report_year::integer as report_year, scope,
    indicator as figure, value::decimal(20, 6) as value
from read_csv($claims, all_varchar = true)
"""

_COMPARED = """
create or replace table compared as
with expected as ({expected}), found as ({found})
select
    coalesce(expected.agency_id, found.agency_id) as agency_id,
    coalesce(expected.report_year, found.report_year) as report_year,
    coalesce(expected.figure, found.figure) as figure,
    expected.value as expected,
    found.value::decimal(20, 6) as found
from expected
full join found
    on expected.agency_id = found.agency_id and expected.report_year = found.report_year
    and expected.scope = found.scope and expected.figure = found.figure
"""


class NoTruthError(PipelineError):
    """There is nothing to compare: the root is no sandbox, or nothing is published; raised by `verify_figures`."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many figures of each table there should be, or are, and how many equal the truth; some differences in words."""

    figures: Mapping[str, int]
    equal: Mapping[str, int]
    differences: Sequence[str]

    @property
    def figure_count(self) -> int:
        """Figures of all tables together."""
        return sum(self.figures.values())

    @property
    def equal_count(self) -> int:
        """Of these, those that equal the truth."""
        return sum(self.equal.values())


def verify_figures(root: Root) -> Verification:
    """Compares every figure of the published snapshot with the truth; raises NoTruthError."""
    file, truth = published_file(root.published), root.path / "truth"
    if file is None or not truth.is_dir():
        raise NoTruthError(f"{root.path}: no published snapshot beside a truth; run `nianbao sandbox run`")
    figures: dict[str, int] = {}
    equal: dict[str, int] = {}
    differences: list[str] = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{str(file).replace(chr(39), chr(39) * 2)}' as published (read_only)")
        connection.execute(_TRUTH, {"cells": str(truth / "cells.csv"), "claims": str(truth / "claims.csv")})
        for table, (expected, found) in _PAIRS.items():
            connection.execute(_COMPARED.replace("{expected}", expected).replace("{found}", found))
            counted = connection.execute(
                "select count(*), count(*) filter (expected is not distinct from found) from compared"
            ).fetchall()
            figures[table], equal[table] = counted[0]
            differences += [
                f"{table}: {agency_id} {year} {figure}: {_in_words(found)}, in truth {_in_words(expected)}"
                for agency_id, year, figure, expected, found in connection.execute(
                    "from compared where expected is distinct from found order by all limit $1", [_NAMED_AT_MOST]
                ).fetchall()
            ]
    return Verification(figures, equal, differences)


def _in_words(value: object) -> str:
    return "nothing" if value is None else f"{value:f}".rstrip("0").rstrip(".")
