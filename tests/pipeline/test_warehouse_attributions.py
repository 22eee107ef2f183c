"""What the attribution is told about where a document was seen, read from the tables of a build file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from crawlers.archive import Capture, Role
from crawlers.sites import Site
from pipeline.agencies import Reference
from pipeline.attributions import attribute_documents
from pipeline.contract import Extraction, Notice, Place, Signal
from pipeline.frames import captures_frame, extraction_frames
from pipeline.tables import create_tables, insert

SHARED = Path(__file__).resolve().parents[2] / "data" / "reference"
DIVISIONS = """\
division_code,division_name,level,parent_code,source,retrieved_on
990100,青禾市,prefecture,,made up,2025-01-01
990200,白石市,prefecture,,made up,2025-01-01
"""
HOME = "http://www.example.gov.cn"
SITE = Site.model_validate(
    {
        "site_id": "qinghe",
        "name": "青禾市人民政府",
        "division": "990100",
        "home": f"{HOME}/",
        "family": "hanweb",
        "columns": [{"url": f"{HOME}/education/", "agency": "青禾市教育局"}, {"url": f"{HOME}/all/"}],
    }
)
REPORT = Extraction("a" * 64, "text/html", "x", "annual_report", title="市教育局2022年年报", report_year=2022)
ATTACHMENT = Extraction("b" * 64, "application/pdf", "x", "annual_report", title="年报", report_year=2022)
ELSEWHERE = Extraction(
    "c" * 64,
    "text/html",
    "x",
    "annual_report",
    title="白石市教育局2022年年报",
    agency_name="白石市教育局",
    report_year=2022,
    signals=(Signal("postcode", "990200", Place("line 9")),),
)
DOUBTED = Extraction(
    "d" * 64,
    "text/html",
    "x",
    "annual_report",
    agency_name="青禾市教育局",
    report_year=2022,
    notices=(Notice("info", "unit_missing", "…"), Notice("warning", "agency_doubtful", "…")),
)
AROUND = Extraction(
    "e" * 64,
    "text/html",
    "x",
    "annual_report",
    report_year=2022,
    notices=(Notice("info", "agency_missing", "…"),),
    signals=(Signal("page_name", "青禾市教育局", Place("line 2")),),
)
EXTRACTIONS = (REPORT, ATTACHMENT, ELSEWHERE, DOUBTED, AROUND)


def capture(extraction: Extraction, path: str, via: str, role: Role = "report") -> Capture:
    return Capture(
        capture_id=f"capture-{path}",
        url=f"{HOME}{path}",
        fetched_at=datetime(2025, 3, 1, tzinfo=UTC),
        status=200,
        media_type=extraction.media_type,
        document_sha256=extraction.sha256,
        role=role,
        origin="crawl",
        site_id=SITE.site_id,
        run_id="run1",
        via=f"{HOME}{via}",
        anchor=extraction.title,
        source=None,
        obtained=None,
        is_revisit=False,
        warc_file="qinghe/run1.warc.gz",
        warc_offset=0,
    )


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An attributed build file of one report, its attachment, and a report that stands on the wrong city's site."""
    (tmp_path / "divisions.csv").write_text(DIVISIONS, encoding="utf-8")
    captures = [
        capture(REPORT, "/education/1.html", "/education/"),
        capture(ATTACHMENT, "/education/1.pdf", "/education/1.html", "attachment"),
        capture(ELSEWHERE, "/all/2.html", "/all/"),
        capture(DOUBTED, "/all/3.html", "/all/"),
        capture(AROUND, "/all/4.html", "/all/"),
    ]
    with duckdb.connect() as connection:
        create_tables(connection)
        insert(connection, "captures", captures_frame(captures))
        connection.execute("create temporary table input_captures as from raw.captures")
        frames = extraction_frames((extraction, 1) for extraction in EXTRACTIONS)
        connection.register("signals", frames["signals"])
        insert(connection, "documents", frames["documents"])
        insert(connection, "notices", frames["notices"])
        attribute_documents(connection, [SITE], Reference.load(tmp_path, SHARED))
        yield connection


def test_the_column_agency_reaches_the_report_and_its_attachment(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        "select document_sha256, value from raw.evidence where kind = 'column_agency' order by all"
    ).fetchall()
    assert found == [(REPORT.sha256, "青禾市教育局"), (ATTACHMENT.sha256, "青禾市教育局")]


def test_the_site_division_speaks_against_another_city(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        "select status, agency_id from raw.attributions where document_sha256 = ?", [ELSEWHERE.sha256]
    ).fetchall()
    assert found == [("ambiguous", None)]
    candidates = connection.execute(
        "select agency_id from raw.candidates where document_sha256 = ? order by rank", [ELSEWHERE.sha256]
    )
    assert candidates.fetchall()[0] == ("990200-education",)


@pytest.mark.parametrize(("extraction", "kind"), [(DOUBTED, "printed_name"), (AROUND, "page_name")])
def test_what_the_extractor_says_of_a_name_reaches_the_decision(
    connection: duckdb.DuckDBPyConnection, extraction: Extraction, kind: str
) -> None:
    found = connection.execute(
        "select kind, weight, status from raw.evidence inner join raw.attributions using (document_sha256)"
        " where document_sha256 = ? and value = '青禾市教育局'",
        [extraction.sha256],
    ).fetchall()
    assert found == [(kind, 1.5, "unresolved")]


def test_rows_follow_the_documents(connection: duckdb.DuckDBPyConnection) -> None:
    for table in ("attributions", "candidates", "evidence"):
        rows = connection.execute(f"select document_sha256 from raw.{table}").fetchall()
        assert rows == sorted(rows) != []
