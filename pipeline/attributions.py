"""Whose reports the loaded documents are: `raw.attributions`, `raw.candidates` and `raw.evidence` of a build file.

The decision itself is pipeline.agencies'; here its inputs are gathered from the tables, document by document, and its answers
written back in the order of the documents. It reads what a document says about its publisher, and none of its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from crawlers.sites import Site
from pipeline.agencies import Agency, Attribution, Reference, Sighting, attribute
from pipeline.agencies.evidence import NAME_NOTICES
from pipeline.contract import Extraction, Notice, Place, Signal
from pipeline.tables import RAW_TABLES, Columns, Row, frame, insert

DOCUMENTS_AT_ONCE = 2_000

_SITES: Columns = {"site_id": "VARCHAR", "division_code": "VARCHAR"}
_SITE_COLUMNS: Columns = {"site_id": "VARCHAR", "column_url": "VARCHAR", "agency_name": "VARCHAR"}

# One sighting for each way in which a document was come by; a page that is met again every night is seen once. A report was
# linked to by a column of its site, an attachment by the page of its report.
_DOCUMENTS = """
with pages as (
    select site_id, url, arg_max(via_url, (fetched_at, capture_id)) as via_url
    from input_captures
    where role = 'report'
    group by site_id, url
),
sightings as (
    select
        captures.document_sha256,
        arg_min(captures.capture_id, (captures.fetched_at, captures.capture_id)) as capture_id,
        min(captures.fetched_at) as fetched_at,
        captures.url,
        captures.origin,
        captures.site_id,
        sites.division_code,
        coalesce(site_columns.agency_name, page_columns.agency_name) as agency_name,
        captures.anchor
    from input_captures as captures
    left join attribution_sites as sites on captures.site_id = sites.site_id
    left join attribution_columns as site_columns
        on captures.site_id = site_columns.site_id and captures.via_url = site_columns.column_url
    left join pages on captures.site_id = pages.site_id and captures.via_url = pages.url
    left join attribution_columns as page_columns
        on pages.site_id = page_columns.site_id and pages.via_url = page_columns.column_url
    group by all
),
document_sightings as (
    select
        document_sha256,
        list(
            [capture_id, url, origin, site_id, division_code, agency_name, anchor] order by fetched_at, capture_id
        ) as sightings
    from sightings
    group by document_sha256
),
document_notices as (
    select document_sha256, list([severity, code] order by ordinal) as notices
    from raw.notices
    where list_contains($codes, code)
    group by document_sha256
),
document_signals as (
    select document_sha256, list([kind, value, place_text] order by ordinal) as signals
    from signals
    group by document_sha256
)
select
    documents.document_sha256,
    documents.media_type,
    documents.extractor,
    documents.title,
    documents.agency_name,
    documents.report_year,
    documents.scope,
    documents.scope_sentence,
    documents.published_date,
    documents.form,
    document_signals.signals,
    document_notices.notices,
    document_sightings.sightings
from raw.documents as documents
inner join document_sightings on documents.document_sha256 = document_sightings.document_sha256
left join document_signals on documents.document_sha256 = document_signals.document_sha256
left join document_notices on documents.document_sha256 = document_notices.document_sha256
where documents.kind = 'annual_report'
order by documents.document_sha256
"""


def attribute_documents(
    connection: duckdb.DuckDBPyConnection, sites: Sequence[Site], reference: Reference
) -> dict[str, Agency]:
    """Attributes every annual report of `raw.documents`; the agencies that the attributions name, by id.

    Besides `raw` it reads the temporary tables `input_captures` and `signals` of the connection. What the extractor doubts of a
    name is among what it reads: a doubted name is believed less.
    """
    _insert_temporary(connection, "attribution_sites", _SITES, [(site.site_id, site.division) for site in sites])
    _insert_temporary(
        connection,
        "attribution_columns",
        _SITE_COLUMNS,
        sorted(
            {
                (site.site_id, column.url, column.agency)
                for site in sites
                for column in site.columns
                if column.agency is not None
            }
        ),
    )
    named: dict[str, Agency] = {}
    for batch in _batches(connection.execute(_DOCUMENTS, {"codes": list(NAME_NOTICES)}).fetchall()):
        attributions = [attribute(_extraction(row), _sightings(row[-1]), reference) for row in batch]
        _write(connection, attributions)
        for attribution in attributions:
            for agency_id in (attribution.agency_id, *(item.agency_id for item in attribution.candidates[:1])):
                if agency_id is not None and agency_id not in named:
                    named[agency_id] = reference.agency(agency_id)
    return named


def _insert_temporary(connection: duckdb.DuckDBPyConnection, name: str, columns: Columns, rows: Sequence[Row]) -> None:
    """Makes a temporary table of rows."""
    connection.register("incoming", frame(columns, rows))
    connection.execute(f"create or replace temporary table {name} as from incoming")
    connection.unregister("incoming")


def _write(connection: duckdb.DuckDBPyConnection, attributions: Sequence[Attribution]) -> None:
    rows: dict[str, list[Row]] = {
        "attributions": [
            (
                a.document_sha256,
                a.status,
                a.agency_id,
                a.agency_name,
                a.division_code,
                a.function_class,
                a.report_year,
                a.scope,
                a.score,
                a.reason,
            )
            for a in attributions
        ],
        "candidates": [
            (a.document_sha256, rank, item.agency_id, item.agency_name, item.score)
            for a in attributions
            for rank, item in enumerate(a.candidates, 1)
        ],
        "evidence": [
            (a.document_sha256, item.kind, item.value, item.agency_id, item.report_year, item.weight)
            for a in attributions
            for item in a.evidence
        ],
    }
    for table, new in rows.items():
        insert(connection, table, frame(RAW_TABLES[table], new))


def _extraction(row: Row) -> Extraction:
    """What the document says about who published it; its cells, claims and checks stay where they are."""
    sha256, media_type, extractor, title, agency_name, year, scope, scope_sentence, published_on, form, *lists = row
    signals, notices, _ = lists
    return Extraction(
        sha256=sha256,
        media_type=media_type,
        extractor=extractor,
        kind="annual_report",
        title=title,
        agency_name=agency_name,
        report_year=year,
        scope=scope,
        scope_sentence=scope_sentence,
        published_on=published_on,
        form=form,
        notices=tuple(Notice(severity, code, "") for severity, code in notices or ()),
        signals=tuple(Signal(kind, value, Place(text)) for kind, value, text in signals or ()),
    )


def _sightings(rows: Sequence[Sequence[Any]]) -> list[Sighting]:
    return [Sighting(*row) for row in rows]


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), DOCUMENTS_AT_ONCE):
        yield rows[start : start + DOCUMENTS_AT_ONCE]
