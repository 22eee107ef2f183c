"""From the archive and the store of extractions to the schema `raw` of a fresh build file.

    build/BUILD.duckdb      raw.captures, raw.documents, raw.cells … (tables.py), ready for dbt

Rows go in by Arrow batches, in the order of their keys: the same archive and reference data give the same data, whichever
night they were gathered in. Only `raw.build` knows the time. The file takes its name when it is complete; a load that was cut
short leaves a `.partial` that the next load of the same build replaces.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import duckdb
import simplejson

from crawlers.archive import Archive, Capture, Root
from crawlers.archive.root import SHIPPED_REFERENCE
from crawlers.sites import Site, load_sites
from pipeline.agencies import Agency, Reference
from pipeline.attributions import attribute_documents
from pipeline.checks import CHECKS
from pipeline.extractions import DECLARED_MEDIA_TYPE, INPUT_ROLES, ExtractionStore
from pipeline.extractor import extractor_id
from pipeline.forms.form import form_cells
from pipeline.frames import captures_frame
from pipeline.tables import EXTRACTION_TABLES, RAW_TABLES, Row, create_tables, frame, insert

CAPTURES_AT_ONCE = 50_000
MEMORY_LIMIT = "1GB"
_PARTIAL = ".partial"
_LIBRARIES = ("nianbao", "duckdb", "polars", "dbt-core", "dbt-duckdb", "lxml")

# Of a document that was sent with several media types, that extraction counts which is a report; else the last seen.
_CHOOSE_EXTRACTIONS = f"""
create temporary table extractions as
with stored as (
    select document_sha256, {DECLARED_MEDIA_TYPE} as media_type, kind, parse_filename(filename, true) as part
    from read_parquet($files, filename = true)
),
seen as (
    select document_sha256, media_type, max(fetched_at) as last_seen_at
    from input_captures
    group by document_sha256, media_type
)
select stored.document_sha256, arg_max(
    stored.part,
    (
        stored.kind = 'annual_report',
        coalesce(seen.last_seen_at, '-infinity'::timestamptz),
        coalesce(stored.media_type, ''),
        stored.part
    )
) as part
from stored
left join seen
    on stored.document_sha256 = seen.document_sha256 and stored.media_type is not distinct from seen.media_type
where stored.document_sha256 in (select document_sha256 from input_captures)
group by stored.document_sha256
"""  # noqa: S608 - our own names

_REJECTIONS = """
insert into raw.rejections
with inputs as (
    select
        captures.capture_id, captures.document_sha256, captures.url, captures.source, captures.fetched_at,
        coalesce(documents.reason_code, 'not_extracted') as code,
        coalesce(documents.reason_message, 'not read yet; run `nianbao build`') as message
    from input_captures as captures
    left join raw.documents as documents on captures.document_sha256 = documents.document_sha256
    where documents.kind is distinct from 'annual_report'
    union all
    select
        capture_id, document_sha256, url, source, fetched_at,
        'http_status' as code,
        'the server answered ' || http_status as message
    from raw.captures
    where
        http_status >= 400 and list_contains($roles, role)
        and url not in (select url from input_captures where url is not null)
),
firsts as (
    select
        *,
        row_number() over (partition by url, source, code order by fetched_at, capture_id) as occurrence
    from inputs
)
select capture_id, document_sha256, url, source, code, message
from firsts
where occurrence = 1
order by fetched_at, capture_id
"""


def load(root: Root, build_id: str) -> Path:
    """Loads everything that dbt reads into `build/BUILD_ID.duckdb`, and returns it; an earlier file of that id is replaced.

    Documents that the present extractor has not read yet are rejections with the code `not_extracted`. Raises what the
    archive, the site folder and the reference data raise.
    """
    root.build.mkdir(parents=True, exist_ok=True)
    build_file = root.build / f"{build_id}.duckdb"
    partial = build_file.with_name(build_file.name + _PARTIAL)
    for leftover in (partial, partial.with_name(partial.name + ".wal"), build_file):
        leftover.unlink(missing_ok=True)
    extractor = extractor_id()
    reference = Reference.load(root.reference, SHIPPED_REFERENCE)
    sites = load_sites(root.sites).sites
    archive = Archive(root)
    with closing(duckdb.connect(partial, config={"memory_limit": MEMORY_LIMIT})) as connection:
        create_tables(connection)
        _load_captures(connection, archive.captures())
        _load_extractions(connection, ExtractionStore(root, extractor))
        named = attribute_documents(connection, sites, reference)
        connection.execute(_REJECTIONS, {"roles": sorted(INPUT_ROLES)})
        _load_reference(connection, reference, sites, named)
        _load_site_runs(connection, archive)
        _load_definitions(connection)
        _load_build(connection, build_id, extractor)
    partial.replace(build_file)
    return build_file


def _load_captures(connection: duckdb.DuckDBPyConnection, captures: Iterator[Capture]) -> None:
    """`raw.captures`, and of them as `input_captures` those that brought a document to read."""
    while batch := list(islice(captures, CAPTURES_AT_ONCE)):
        insert(connection, "captures", captures_frame(batch))
    connection.execute(
        "create temporary table input_captures as from raw.captures"
        " where (http_status = 200 or is_revisit) and (list_contains($roles, role) or origin = 'ingest')",
        {"roles": sorted(INPUT_ROLES)},
    )


def _load_extractions(connection: duckdb.DuckDBPyConnection, store: ExtractionStore) -> None:
    """The tables of the extractions of what the archive holds, and `signals` as a temporary table."""
    if not store.parts():
        connection.execute(
            "create temporary table signals (document_sha256 varchar, ordinal integer,"
            " kind varchar, value varchar, place_text varchar)"
        )
        return
    connection.execute(_CHOOSE_EXTRACTIONS, {"files": store.files("documents")})
    for table, columns in EXTRACTION_TABLES.items():
        names = ", ".join(f"stored.{name}" for name in columns)
        order = ", ".join(f"stored.{name}" for name in ("document_sha256", "indicator", "ordinal") if name in columns)
        target = f"insert into raw.{table}" if table in RAW_TABLES else f"create temporary table {table} as"
        connection.execute(
            f"{target} select {names} from read_parquet($files, filename = true) as stored"  # noqa: S608 - our own names
            " inner join extractions on stored.document_sha256 = extractions.document_sha256"
            f" and parse_filename(stored.filename, true) = extractions.part order by {order}",
            {"files": store.files(table)},
        )


def _load_reference(
    connection: duckdb.DuckDBPyConnection, reference: Reference, sites: Iterable[Site], named: Mapping[str, Agency]
) -> None:
    """Divisions, function classes, sites, and every agency listed, named by an attribution or by a site file's column."""
    agencies = {**reference.listed, **named}
    for site in sites:
        for column in site.columns:
            found = reference.find(column.agency) if column.agency else []
            if len(found) == 1:
                agencies[found[0].agency_id] = found[0]
    rows: dict[str, Iterable[Row]] = {
        "agencies": (
            (agency.agency_id, agency.agency_name, agency.division_code, agency.function_class)
            for _, agency in sorted(agencies.items())
        ),
        "divisions": (
            (code, division.division_name, division.level, division.parent_code)
            for code, division in sorted(reference.places.divisions.items())
        ),
        "function_classes": (
            (code, item.name_zh, item.name_en) for code, item in sorted(reference.bodies.classes.items())
        ),
        "sites": (
            (site.site_id, site.name, site.division, site.home, site.family, site.status, site.minimum_reports)
            for site in sorted(sites, key=lambda site: site.site_id)
        ),
    }
    for table, new in rows.items():
        insert(connection, table, frame(RAW_TABLES[table], new))


def _load_site_runs(connection: duckdb.DuckDBPyConnection, archive: Archive) -> None:
    rows = [
        (
            summary.run,
            summary.site,
            summary.outcome,
            summary.reason,
            summary.started_at,
            summary.finished_at,
            summary.fetches,
            summary.bytes,
            summary.reports_new,
            summary.reports_revised,
            summary.reports_unchanged,
            summary.reports_gone,
            len(summary.errors),
            summary.first_error,
        )
        for summary in archive.summaries()
    ]
    insert(connection, "site_runs", frame(RAW_TABLES["site_runs"], rows))


def _load_definitions(connection: duckdb.DuckDBPyConnection) -> None:
    """What the checks mean and which entries the forms have."""
    checks = [(c.code, c.name, c.description, c.formula, c.severity, c.computed_in) for c in CHECKS]
    insert(connection, "check_definitions", frame(RAW_TABLES["check_definitions"], checks))
    insert(connection, "form_cells", frame(RAW_TABLES["form_cells"], form_cells()))


def _load_build(connection: duckdb.DuckDBPyConnection, build_id: str, extractor: str) -> None:
    versions = {"python": platform.python_version()} | {name: version(name) for name in _LIBRARIES}
    row = (build_id, datetime.now(UTC), extractor, simplejson.dumps(versions))
    insert(connection, "build", frame(RAW_TABLES["build"], [row]))
