"""Frames, the store of extractions, and what `load` makes of an archive."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawlers.archive import Archive, Root
from pipeline.checks import CHECKS
from pipeline.contract import Cell, Claim, Extraction, Notice, Place, Reason
from pipeline.digest import content_digests, table_digest
from pipeline.extractions import ExtractionStore, StoredExtraction, extract_archive, prune, stored
from pipeline.extractor import extractor_id
from pipeline.frames import extraction_frames
from pipeline.warehouse import load

REPORT = "青禾市教育局2022年政府信息公开工作年度报告".encode()
RELATIVE = "市教育局2023年政府信息公开工作年度报告".encode()
NOTICE = "关于放假的通知".encode()
DIVISIONS = (
    "division_code,division_name,level,parent_code,source,retrieved_on\n990100,青禾市,prefecture,,made up,2025-01-01\n"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    """A sandbox root with one division, no site, and three documents from disk."""
    monkeypatch.delenv("NIANBAO_SITES", raising=False)
    root = Root.open(tmp_path / "root", kind="sandbox")
    root.sites.mkdir(parents=True)
    root.reference.mkdir(parents=True)
    (root.reference / "divisions.csv").write_text(DIVISIONS, encoding="utf-8")
    with Archive(root) as archive:
        for number, body in enumerate((REPORT, RELATIVE, NOTICE)):
            archive.add_document(
                body, source=f"{number}.txt", media_type="text/plain", url=None, obtained=None, run_id="run1"
            )
    return root


@pytest.fixture
def store(root: Root) -> ExtractionStore:
    """The store with all three documents read."""
    store = ExtractionStore(root, extractor_id())
    store.add([report(REPORT, "青禾市教育局", 2022), report(RELATIVE, "市教育局", 2023)])
    store.add([stored(((digest(NOTICE), "text/plain"), len(NOTICE)), rejected(NOTICE))])
    return store


def digest(body: bytes) -> str:
    return sha256(body).hexdigest()


def report(body: bytes, agency_name: str, year: int, *, media_type: str = "text/plain") -> StoredExtraction:
    extraction = Extraction(
        sha256=digest(body),
        media_type=media_type,
        extractor=extractor_id(),
        kind="annual_report",
        title=body.decode(),
        agency_name=agency_name,
        report_year=year,
        scope="own",
        cells=(
            Cell("requests", "granted", "total", year, str(year), "reported", None, Place("row 3", table=2, row=3)),
        ),
        notices=(Notice("info", "label_missing", "row 3", "requests", "granted"),),
    )
    return stored(((digest(body), media_type), len(body)), extraction)


def rejected(body: bytes) -> Extraction:
    reason = Reason("no_report", "it holds no report")
    return Extraction(digest(body), "text/plain", extractor_id(), "not_annual_report", reason)


def query(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(file, read_only=True) as connection:
        return connection.execute(sql).fetchall()


# -- figures


@pytest.mark.parametrize(
    ("value", "unit", "kept", "status", "yuan", "notice"),
    [
        (3, None, Decimal(3), "reported", None, None),
        (0, None, Decimal(0), "reported", None, None),
        (Decimal("712.187895"), "10k_yuan", Decimal("712.187895"), "reported", Decimal("7121878.95"), None),
        (Decimal("709455.9"), "yuan", Decimal("709455.9"), "reported", Decimal("709455.9"), None),
        (2, "100m_yuan", Decimal(2), "reported", Decimal(200_000_000), None),
        (5, "barrel", Decimal(5), "reported", None, None),
        (Decimal("0.12345678"), None, Decimal("0.123457"), "reported", None, ("info", "value_rounded")),
        (10**14, None, None, "unreadable", None, ("warning", "value_out_of_range")),
        (10**13, "10k_yuan", Decimal(10**13), "reported", None, None),
    ],
)
def test_a_figure_is_kept_exactly_or_not_at_all(
    value: int | Decimal,
    unit: str | None,
    kept: Decimal | None,
    status: str,
    yuan: Decimal | None,
    notice: tuple[str, str] | None,
) -> None:
    cell = Cell("proactive", "fees", "amount", value, str(value), "reported", unit, Place("row 9"))
    frames = extraction_frames([(Extraction("a" * 64, None, "x", "annual_report", cells=(cell,)), 1)])
    row = frames["cells"].row(0, named=True)
    assert (row["value"], row["status"], row["value_yuan"], row["raw_text"]) == (kept, status, yuan, str(value))
    notices = [(row["severity"], row["code"]) for row in frames["notices"].iter_rows(named=True)]
    assert notices == ([notice] if notice else [])


def test_claims_are_counted_by_indicator() -> None:
    claims = tuple(
        Claim(indicator, 1, "…", Place("paragraph 1", start=3, end=5))
        for indicator in ("disclosed.website", "review.total", "disclosed.website")
    )
    frame = extraction_frames([(Extraction("a" * 64, None, "x", "annual_report", claims=claims), 1)])["claims"]
    assert frame["ordinal"].to_list() == [1, 1, 2]
    assert frame["place"][0] == '{"text":"paragraph 1","start":3,"end":5}'


# -- the store


def test_a_document_is_read_once(root: Root) -> None:
    progress: list[tuple[int, int]] = []
    first = extract_archive(root, workers=1, on_progress=lambda done, total: progress.append((done, total)))
    assert (first.document_count, first.extracted_count) == (3, 3)
    assert progress == [(1, 3), (2, 3), (3, 3)]
    assert sum(first.kinds.values()) == 3
    second = extract_archive(root, workers=1)
    assert (second.document_count, second.extracted_count, second.kinds) == (3, 0, {})


def test_a_part_without_its_documents_counts_for_nothing(root: Root, store: ExtractionStore) -> None:
    for file in (store.folder / "documents").glob("*.parquet"):
        file.unlink()
    assert store.keys() == set()
    assert query(load(root, "build1"), "select count(*) from raw.cells") == [(0,)]


def test_a_document_stands_in_a_part_once(store: ExtractionStore) -> None:
    with pytest.raises(ValueError, match="once"):
        store.add([report(REPORT, "青禾市教育局", 2022), report(REPORT, "青禾市教育局", 2022, media_type="text/html")])


def test_the_present_extractor_and_the_one_before_are_kept(root: Root, store: ExtractionStore) -> None:
    for age, extractor in enumerate(("before", "long_before", "first")):
        ExtractionStore(root, extractor).add([report(REPORT, "青禾市教育局", 2022)])
        os.utime(root.build / "extractions" / extractor / "documents", (0, 1_000_000 - age))
    assert prune(root) == ["first", "long_before"]
    assert {path.name for path in (root.build / "extractions").iterdir()} == {"before", extractor_id()}
    assert len(store.keys()) == 3


def test_of_two_media_types_the_report_counts(root: Root, store: ExtractionStore) -> None:
    as_notice = report(NOTICE, "青禾市教育局", 2021, media_type="text/html")
    store.add([as_notice])
    found = query(
        load(root, "build1"), f"select kind, media_type from raw.documents where document_sha256 = '{digest(NOTICE)}'"
    )
    assert found == [("annual_report", "text/html")]


# -- the build file


@pytest.fixture
def build_file(root: Root, store: ExtractionStore) -> Iterator[Path]:
    yield load(root, "build1")


def test_raw_holds_what_the_archive_and_the_store_hold(build_file: Path) -> None:
    assert query(build_file, "select count(*), count(distinct run_id) from raw.captures") == [(3, 1)]
    documents = query(build_file, "select document_sha256, byte_count from raw.documents")
    assert documents == sorted((digest(body), len(body)) for body in (REPORT, RELATIVE, NOTICE))
    cells = query(build_file, "select value, place->>'table', typeof(value) from raw.cells order by value")
    assert cells == [(2022, "2", "DECIMAL(20,6)"), (2023, "2", "DECIMAL(20,6)")]
    assert query(build_file, "select table_code, item_code from raw.notices") == [("requests", "granted")] * 2
    assert query(build_file, "select division_name from raw.divisions") == [("青禾市",)]
    assert query(build_file, "select count(*) > 300 from raw.form_cells") == [(True,)]
    assert query(build_file, "select computed_in, count(*) from raw.check_definitions group by 1 order by 1") == sorted(
        Counter(check.computed_in for check in CHECKS).items()
    )
    assert query(build_file, "select build_id, extractor from raw.build") == [("build1", extractor_id())]


def test_annual_reports_are_attributed(build_file: Path) -> None:
    found = dict(query(build_file, "select document_sha256, status from raw.attributions"))
    assert found.keys() == {digest(REPORT), digest(RELATIVE)}
    assert found[digest(RELATIVE)] == "unresolved", "no site says whose 市教育局 it is"
    assert query(build_file, "select agency_id, agency_name from raw.agencies") == [
        ("990100-education", "青禾市教育局")
    ]


def test_what_gave_no_report_is_rejected_with_its_reason(build_file: Path) -> None:
    found = query(build_file, "select source, code, message from raw.rejections")
    assert found == [("2.txt", "no_report", "it holds no report")]


def test_what_was_never_read_is_rejected_too(root: Root) -> None:
    found = query(load(root, "build1"), "select source, code from raw.rejections order by source")
    assert found == [(f"{number}.txt", "not_extracted") for number in range(3)]


def test_two_loads_hold_the_same_data(root: Root, build_file: Path) -> None:
    """In the same order too: the figures come out bit for bit, however the store's parts were cut."""
    parts = ExtractionStore(root, extractor_id())
    for table in parts.folder.iterdir():
        for file in table.iterdir():
            file.unlink()
    parts.add(
        [
            stored(((digest(NOTICE), "text/plain"), len(NOTICE)), rejected(NOTICE)),
            report(RELATIVE, "市教育局", 2023),
            report(REPORT, "青禾市教育局", 2022),
        ]
    )
    again = load(root, "build2")
    sql = "select * from raw.cells"
    assert query(build_file, sql) == query(again, sql)
    assert digests(build_file) == digests(again)


def test_a_load_replaces_what_a_killed_one_left(root: Root, build_file: Path) -> None:
    partial = build_file.with_name(build_file.name + ".partial")
    partial.write_bytes(b"half a file")
    assert load(root, "build1") == build_file
    assert not partial.exists()


def digests(file: Path) -> dict[str, object]:
    with duckdb.connect(file, read_only=True) as connection:
        found: dict[str, object] = dict(content_digests(connection, file.stem))
        found["raw.captures"] = table_digest(connection, file.stem, "raw.captures")
    return found
