"""What a release holds, when there is one, and that nothing short of a whole one is ever published."""

import json
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from crawlers.archive.root import Root
from pipeline.digest import table_digest
from pipeline.publish import AcceptedLossesError, BuildUnusableError, ReportsLostError, publish, published_digests


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root.open(tmp_path / "root", kind="sandbox")


def make_build(root: Root, name: str = "one", *, agencies: tuple[str, ...] = ("a", "b"), received: int = 3) -> Path:
    """A build file with a mart that is a table, a mart that is a view, and raw tables."""
    root.build.mkdir(exist_ok=True)
    file = root.build / f"{name}.duckdb"
    file.unlink(missing_ok=True)
    with closing(duckdb.connect(file)) as connection:
        connection.execute("create schema raw; create schema marts; create schema staging")
        connection.execute(
            "create table raw.build as"
            " select $1 as build_id, now() as built_at, 'x' as extractor, '{}'::json as versions",
            [name],
        )
        connection.execute("create table raw.captures as select now() as fetched_at")
        connection.execute("create table raw.cells as select 'a' as document_sha256, 1.5::decimal(20,6) as value")
        connection.execute(
            "create table marts.reports"
            " (report_id varchar, received_count bigint, doubts varchar[], last_captured_at timestamptz)"
        )
        connection.executemany(
            "insert into marts.reports values (?, ?, ['requests.balance'], now())",
            [[f"{agency}/2020/own", received] for agency in agencies],
        )
        connection.execute("comment on table marts.reports is 'One row a report.'")
        connection.execute("comment on column marts.reports.received_count is 'Requests newly received, in requests.'")
        connection.execute("create view marts.panel as select report_id from marts.reports")
    return file


def query(root: Root, sql: str) -> list[tuple]:
    with closing(duckdb.connect(root.published / "nianbao.duckdb", read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def test_a_release_holds_tables_parquet_and_their_description(root: Root):
    report = publish(root, make_build(root))

    assert (report.outcome, report.report_count, report.reports_new) == ("published", 2, 2)
    assert root.published.is_symlink()
    assert root.published.resolve() == report.release.resolve()
    assert query(root, "select count(*) from duckdb_views() where not internal") == [(0,)]
    assert query(root, "select report_id from marts.panel order by 1") == [("a/2020/own",), ("b/2020/own",)]
    assert query(root, "select build_id, extractor, release_id, counts->>'marts.reports' from meta.build") == [
        ("one", "x", report.release.name, "2")
    ]
    package = json.loads((root.published / "datapackage.json").read_text(encoding="utf-8"))
    reports = next(resource for resource in package["resources"] if resource["name"] == "reports")
    assert reports["description"] == "One row a report."
    assert [(field["name"], field["type"]) for field in reports["schema"]["fields"]] == [
        ("report_id", "string"), ("received_count", "integer"), ("doubts", "array"), ("last_captured_at", "datetime"),
    ]  # fmt: skip
    assert reports["schema"]["fields"][1]["description"] == "Requests newly received, in requests."
    with closing(duckdb.connect()) as connection:
        parquet = str(root.published / reports["path"])
        assert connection.execute("select sum(received_count) from read_parquet($1)", [parquet]).fetchone() == (6,)


def test_the_database_is_written_for_duckdb_1_0(root: Root):
    publish(root, make_build(root))
    header = (root.published / "nianbao.duckdb").read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64, "65 and above cannot be opened by DuckDB 1.0 and 1.1"
    assert query(root, "select tags['storage_version'] from duckdb_databases() where database_name = 'nianbao'") == [
        ("v1.0.0+",)
    ]


def test_unchanged_data_are_not_published_again(root: Root):
    first = publish(root, make_build(root, "one"))
    second = publish(root, make_build(root, "two", agencies=("b", "a")))  # captured again, in another order
    assert (second.outcome, second.release, second.changed) == ("unchanged", first.release.resolve(), ())
    assert len(list(root.releases.iterdir())) == 1


def test_a_changed_figure_is_published_and_its_table_named(root: Root):
    publish(root, make_build(root, "one"))
    report = publish(root, make_build(root, "two", received=4))
    assert (report.outcome, report.reports_new, report.changed) == ("published", 0, ("marts.reports",))


def test_a_lost_report_is_refused_until_its_loss_is_accepted(root: Root):
    first = publish(root, make_build(root, "one"))
    fewer = make_build(root, "two", agencies=("a",))
    with pytest.raises(ReportsLostError, match="b/2020/own") as refusal:
        publish(root, fewer)
    assert refusal.value.report_ids == ("b/2020/own",)
    assert root.published.resolve() == first.release.resolve()

    root.reference.mkdir()
    (root.reference / "accepted_losses.csv").write_text(
        "agency_id,report_year,scope,reason,decided_on\nb,2020,own,the page was another agency's,2026-01-31\n",
        encoding="utf-8",
    )
    assert publish(root, fewer).reports_lost == 1
    assert query(root, "select report_id, reason from meta.accepted_losses") == [
        ("b/2020/own", "the page was another agency's")
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("agency_id,report_year,scope,reason\nb,2020,own,why\n", "decided_on"),
        ("agency_id,report_year,scope,reason,decided_on\nb,2020,own,,2026-01-31\n", "reason"),
        ("agency_id,report_year,scope,reason,decided_on\nb,2020,own,why,last week\n", "last week"),
    ],
)
def test_a_broken_line_of_accepted_losses_is_named(root: Root, text: str, named: str):
    publish(root, make_build(root, "one"))
    root.reference.mkdir()
    (root.reference / "accepted_losses.csv").write_text(text, encoding="utf-8")
    with pytest.raises(AcceptedLossesError, match=named):
        publish(root, make_build(root, "two", agencies=("a",)))


def test_a_build_that_is_missing_or_untransformed_is_named(root: Root):
    with pytest.raises(BuildUnusableError, match=r"absent\.duckdb"):
        publish(root, root.build / "absent.duckdb")
    file = make_build(root)
    with closing(duckdb.connect(file)) as connection:
        connection.execute("drop view marts.panel; drop table marts.reports")
    with pytest.raises(BuildUnusableError, match=r"marts\.reports"):
        publish(root, file)


def test_the_last_three_releases_are_kept(root: Root):
    published = [publish(root, make_build(root, received=count)).release for count in range(5)]
    assert sorted(path.name for path in root.releases.iterdir()) == [path.name for path in published[-3:]]
    assert root.published.resolve() == published[-1].resolve()


def test_an_open_reader_keeps_its_data_and_the_next_one_sees_the_new(root: Root):
    publish(root, make_build(root, received=1))
    with closing(duckdb.connect(root.published / "nianbao.duckdb", read_only=True)) as reader:
        for count in (2, 3, 4, 5):  # the reader's own release is removed under way
            publish(root, make_build(root, received=count))
        assert reader.execute("select max(received_count) from marts.reports").fetchone() == (1,)
        code = (
            "import duckdb, sys; connection = duckdb.connect(sys.argv[1], read_only=True);"
            "print(connection.execute('select max(received_count) from marts.reports').fetchall())"
        )
        printed = subprocess.check_output([sys.executable, "-c", code, root.published / "nianbao.duckdb"])
    assert printed.strip() == b"[(5,)]"


@pytest.mark.slow
def test_a_publish_killed_at_any_moment_leaves_a_whole_release(root: Root):
    """The same publish is killed later and later, until one ends by itself; then the next one completes."""
    publish(root, make_build(root, received=0))
    code = (
        "import sys; from pathlib import Path; from crawlers.archive.root import Root;"
        "from pipeline.publish import publish;"
        "print('ready', flush=True); publish(Root.open(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    build = make_build(root, received=1)
    delay, killed = 0.0, 0
    while True:
        process = subprocess.Popen([sys.executable, "-c", code, root.path, build], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        ended = process.wait() == 0
        (count,) = query(root, "select max(received_count) from marts.reports")[0]
        assert count in (0, 1)
        assert set(published_digests(root)) >= {"marts.reports", "marts.panel", "raw.cells"}
        if ended:
            break
        killed += 1
        delay += 0.03
    assert killed > 3
    publish(root, make_build(root, received=2))
    assert query(root, "select max(received_count) from marts.reports") == [(2,)]
    assert not [path for path in root.releases.iterdir() if path.suffix == ".partial"]


def test_a_digest_counts_rows_and_types_but_not_their_order():
    with closing(duckdb.connect()) as connection:
        connection.execute(
            "create table one as select * from (values (1, 'x'), (2, null), (2, null)) as t (a, b);"
            "create table reordered as select * from one order by a desc;"
            "create table fewer as select distinct * from one;"
            "create table other_type as select a::bigint as a, b from one;"
            "create table blank as select a, coalesce(b, '') as b from one"
        )
        digests = {
            name: table_digest(connection, "memory", f"main.{name}").digest
            for name in ("one", "reordered", "fewer", "other_type", "blank")
        }
    assert digests["one"] == digests["reordered"]
    assert len(set(digests.values())) == 4
