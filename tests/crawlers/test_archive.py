"""The archive: what is put in comes out, whole, also after a crash and without an index."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from crawlers.archive import Archive, Capture, Exchange, PageError, Provenance, Root, RunSummary, WarcWriter
from crawlers.archive.index import index_path, surt
from crawlers.archive.members import members, whole_length
from crawlers.archive.records import parse_record
from crawlers.errors import ArchiveError, ArchiveInUseError, MissingBodyError, RootError, RootKindError

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
PAGE = "http://www.example.gov.cn/art/2026/1/20/art_1_2.html?附=1#top"
REPORT = Provenance(
    "report", via="http://www.example.gov.cn/col/col1/", anchor="青禾市教育局\n2025年政府信息公开工作年度报告"
)


def exchange(
    body: bytes = b"<p>\xe5\xb9\xb4\xe6\x8a\xa5</p>", *, minute: int = 0, status: int = 200, **changes
) -> Exchange:
    values: dict[str, Any] = {
        "url": PAGE,
        "method": "GET",
        "request_headers": [("Host", "www.example.gov.cn"), ("User-Agent", "nianbao")],
        "request_body": b"",
        "status": status,
        "reason": "OK",
        "response_headers": [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"a1"')],
        "body": body,
        "fetched_at": NOON + timedelta(minutes=minute),
        "address": "203.0.113.5",
    }
    return Exchange(**(values | changes))


def summary(run: str = "r1", **changes) -> RunSummary:
    values = {
        "site": "qinghe",
        "run": run,
        "outcome": "ok",
        "reason": "1 new report",
        "started_at": NOON,
        "finished_at": NOON,
    }
    return RunSummary.model_validate(values | changes)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root.open(tmp_path / "root", kind="sandbox")


def write(root: Root, *exchanges: Exchange, run: str = "r1", known: Capture | None = None) -> list[Capture]:
    with WarcWriter(root.archive, site_id="qinghe", run_id=run) as writer:
        return [writer.write_exchange(one, REPORT, known) for one in exchanges]


def warcio_check(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "warcio.cli", "check", "-v", *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_capture_holds_what_was_fetched(root: Root) -> None:
    [capture] = write(root, exchange())
    assert capture == Capture(
        capture_id=capture.capture_id,
        url=PAGE,
        fetched_at=NOON,
        status=200,
        media_type="text/html; charset=utf-8",
        document_sha256=sha256(exchange().body).hexdigest(),
        role="report",
        origin="crawl",
        site_id="qinghe",
        run_id="r1",
        via=REPORT.via,
        anchor="青禾市教育局 2025年政府信息公开工作年度报告",
        source=None,
        obtained=None,
        is_revisit=False,
        warc_file="qinghe/r1.warc.gz",
        warc_offset=capture.warc_offset,
        warc_length=capture.warc_length,
        etag='"a1"',
    )
    archive = Archive(root)
    assert list(archive.captures()) == [capture]
    assert archive.body(capture) == exchange().body


def test_everything_is_recoverable_from_the_warc_alone(root: Root) -> None:
    [first] = write(root, exchange())
    write(root, exchange(b"", status=304, minute=1, response_headers=[]), exchange(minute=2), run="r2", known=first)
    with Archive(root) as archive:
        archive.add_document(
            b"%PDF",
            source="a.zip!年报.pdf",
            media_type="application/pdf",
            url=None,
            obtained=date(2026, 5, 1),
            run_id="i1",
        )
    with WarcWriter(root.archive, site_id="qinghe", run_id="r2") as writer:
        writer.write_summary(summary("r2", errors=[PageError(url=PAGE, kind="timeout", message="慢")]))
    archive = Archive(root)
    before = list(archive.captures()), list(archive.summaries())
    for index in root.archive.rglob("*.cdxj"):
        index.unlink()
    assert (list(archive.captures()), list(archive.summaries())) == before, "files are scanned where there is no index"
    assert archive.reindex() == 4
    assert (list(archive.captures()), list(archive.summaries())) == before


def test_a_repeated_body_is_kept_once(root: Root) -> None:
    [first] = write(root, exchange())
    not_modified = exchange(b"", status=304, minute=1, response_headers=[])
    same, other = exchange(minute=2), exchange(b"changed", minute=3)
    revisits = write(root, not_modified, same, other, run="r2", known=first)
    assert [(one.status, one.is_revisit, one.has_document) for one in revisits] == [
        (304, True, True),
        (200, True, True),
        (200, False, True),
    ]
    assert (revisits[0].media_type, revisits[0].etag) == (first.media_type, first.etag), (
        "the next night asks with it again"
    )
    archive = Archive(root)
    assert [archive.body(one) for one in revisits] == [first_body := exchange().body, first_body, b"changed"]
    records = [parse_record(member.data) for member in members(root.archive / "qinghe/r2.warc.gz")]
    assert [one.rec_headers.get_header("WARC-Profile") for one in records if one.rec_type == "revisit"] == [
        "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
        "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    ]


def test_warcio_accepts_every_kind_of_record(root: Root) -> None:
    [first] = write(
        root,
        exchange(
            content_encoding="gzip",
            response_headers=[("Content-Length", "9"), ("Content-Disposition", 'a; filename="年.doc"')],
        ),
    )
    write(root, exchange(b"", status=304), exchange(), exchange(b"\0" * 100_000), run="r2", known=first)
    with Archive(root) as archive:
        archive.add_document(
            b"x", source="a", media_type="text/html; charset=gb18030", url="http://a.cn/", obtained=None, run_id="i1"
        )
    with WarcWriter(root.archive, site_id="qinghe", run_id="r2") as writer:
        writer.write_summary(summary("r2"))
    checked = warcio_check(*root.archive.rglob("*.warc.gz"))
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("digest pass") >= 5
    assert Archive(root).verify() == []


def test_stored_headers_agree_with_the_stored_body(root: Root) -> None:
    sent = [("Content-Length", "31"), ("Content-Type", "text/html")]
    [capture] = write(root, exchange(b"undone", content_encoding="gzip", response_headers=sent))
    record = parse_record(next(members(root.archive / capture.warc_file, capture.warc_offset)).data)
    assert record.http_headers is not None
    assert record.http_headers.headers == [
        ("X-Archive-Orig-Content-Length", "31"),
        ("Content-Type", "text/html"),
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("Content-Length", "6"),
    ]


def test_a_body_that_is_still_encoded_is_decoded_when_read(root: Root) -> None:
    """Records that other tools wrote keep the encoding; the digest is that of the decoded body all the same."""
    coded = gzip.compress(b"plain")
    [capture] = write(root, exchange(coded, response_headers=[("Content-Encoding", "gzip")]))
    decoded = Capture.from_json(capture.to_json() | {"digest": f"sha256:{sha256(b'plain').hexdigest()}"})
    assert Archive(root).body(decoded) == b"plain"


@pytest.mark.parametrize("lost", [1, 7, 200, 2000])
def test_a_file_cut_short_is_closed_at_its_last_whole_record(root: Root, lost: int) -> None:
    captures = write(root, *(exchange(bytes([65 + n]) * 5000 + str(n).encode(), minute=n) for n in range(6)))
    warc = root.archive / "qinghe/r1.warc.gz"
    index_path(warc).unlink()
    warc.write_bytes(warc.read_bytes()[:-lost])
    archive = Archive(root)
    kept = list(archive.captures())
    assert kept == captures[: len(kept)]
    assert len(kept) >= 1, "captures of a run that was killed are there before anything is repaired"
    assert archive.recover() == [warc]
    assert archive.recover() == []
    assert list(archive.captures()) == kept
    assert whole_length(warc) == warc.stat().st_size
    assert warcio_check(warc).returncode == 0
    write(root, exchange(b"again", minute=9))
    assert [one.document_sha256 for one in archive.captures()][-1] == sha256(b"again").hexdigest()
    assert archive.verify() == []


def test_a_power_cut_that_leaves_zeros_is_closed_too(root: Root) -> None:
    captures = write(root, exchange())
    warc = root.archive / "qinghe/r1.warc.gz"
    index_path(warc).unlink()
    with warc.open("ab") as file:
        file.write(b"\0" * 4096)
    archive = Archive(root)
    assert archive.recover() == [warc]
    assert list(archive.captures()) == captures
    assert warcio_check(warc).returncode == 0


def test_a_file_that_is_being_written_is_left_alone_and_can_be_read(root: Root) -> None:
    archive = Archive(root)
    with WarcWriter(root.archive, site_id="qinghe", run_id="r1") as writer:
        capture = writer.write_exchange(exchange(), REPORT)
        assert archive.recover() == []
        assert list(archive.captures()) == [capture]
        assert archive.reindex() == 0
    assert index_path(writer.path).exists()


def test_two_writers_of_one_file_exclude_each_other(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawlers.archive.writer._LOCK_PATIENCE_SECONDS", 0.1)
    with (
        WarcWriter(root.archive, site_id="qinghe", run_id="r1"),
        pytest.raises(ArchiveInUseError, match=r"r1\.warc\.gz.*another run"),
    ):
        WarcWriter(root.archive, site_id="qinghe", run_id="r1")


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden", "a\\b"])
def test_a_name_never_becomes_a_path(root: Root, name: str) -> None:
    with pytest.raises(ArchiveError, match="cannot be the name of a file"):
        WarcWriter(root.archive, site_id="qinghe", run_id=name)


def test_damage_is_reported_not_cut_away(root: Root) -> None:
    write(root, exchange(), exchange(b"two", minute=1), exchange(b"three", minute=2))
    warc = root.archive / "qinghe/r1.warc.gz"
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 0xFF
    warc.write_bytes(data)
    [problem, *_] = Archive(root).verify()
    assert problem.warc_file == "qinghe/r1.warc.gz"
    index_path(warc).unlink()
    with pytest.raises(ArchiveError, match=r"r1\.warc\.gz: damaged at byte \d+.*restore"):
        Archive(root).recover()
    assert warc.stat().st_size == len(data)


def test_a_broken_index_says_what_to_do(root: Root) -> None:
    write(root, exchange())
    index_path(root.archive / "qinghe/r1.warc.gz").write_text("nonsense\n")
    with pytest.raises(ArchiveError, match=r"r1\.cdxj, line 1.*reindex"):
        list(Archive(root).captures())
    assert Archive(root).reindex() == 1
    assert len(list(Archive(root).captures())) == 1


def test_the_index_is_cdxj(root: Root) -> None:
    write(root, exchange(b"b", url="http://b.gov.cn/"), exchange(b"a", url="http://a.gov.cn/x", minute=1))
    lines = index_path(root.archive / "qinghe/r1.warc.gz").read_text().splitlines()
    assert [line.split(" ")[:2] for line in lines] == [
        ["cn,gov,a)/x", "20260301040100"],
        ["cn,gov,b)/", "20260301040000"],
    ]
    assert surt("http://h.cn/a b?C=d") == "cn,h)/a%20b?c=d"


def test_captures_are_selected_by_site_and_role_and_ordered_by_time(root: Root) -> None:
    write(root, exchange(b"late", minute=5), run="r1")
    write(root, exchange(b"early", minute=1), run="r2")
    with WarcWriter(root.archive, site_id="heyuan", run_id="r1") as writer:
        writer.write_exchange(exchange(b"list", minute=3), Provenance("listing"))
    archive = Archive(root)
    assert [one.fetched_at.minute for one in archive.captures()] == [1, 3, 5]
    assert [one.fetched_at.minute for one in archive.captures(site_id="qinghe")] == [1, 5]
    assert [one.site_id for one in archive.captures(roles={"listing"})] == ["heyuan"]
    assert {body for _, body in archive.bodies(archive.captures())} == {b"early", b"list", b"late"}


def test_documents_are_taken_in_once_by_content(root: Root) -> None:
    [crawled] = write(root, exchange())
    with Archive(root) as archive:

        def add(body: bytes, source: str) -> Capture | None:
            return archive.add_document(body, source=source, media_type=None, url=None, obtained=None, run_id="i1")

        assert add(exchange().body, "same as crawled") is None
        taken = add(b"new", "a/年报.docx")
        assert add(b"new", "copy") is None
    assert taken is not None
    assert (taken.source, taken.url, taken.origin, taken.site_id, taken.role) == (
        "a/年报.docx",
        None,
        "ingest",
        None,
        "report",
    )
    assert taken.warc_file == "ingest/i1.warc.gz"
    assert archive.body(taken) == b"new"
    assert list(archive.captures()) == [crawled, taken]


def test_a_body_that_is_gone_is_named(root: Root) -> None:
    [first] = write(root, exchange())
    [revisit] = write(root, exchange(minute=1), run="r2", known=first)
    (root.archive / first.warc_file).unlink()
    with pytest.raises(MissingBodyError, match=r"r1\.warc\.gz is gone"):
        Archive(root).body(first)
    index_path(root.archive / first.warc_file).unlink()
    with pytest.raises(MissingBodyError, match=f"{first.document_sha256}, which is nowhere"):
        Archive(root).body(revisit)
    assert [problem.message for problem in Archive(root).verify()] == [
        f"revisits {first.document_sha256}, which is nowhere"
    ]


def test_a_file_of_other_bytes_is_said_to_be_damaged_without_quoting_them(root: Root) -> None:
    write(root, exchange())
    warc = root.archive / "qinghe" / "r9.warc.gz"
    warc.write_bytes(bytes(range(128, 256)) * 3)
    [problem] = Archive(root).verify()
    assert "restore the file from a copy" in problem.message
    assert problem.message.isascii()


def test_summaries_come_oldest_first_with_their_first_error(root: Root) -> None:
    for run, hour in (("r2", 2), ("r1", 1)):
        with WarcWriter(root.archive, site_id="qinghe", run_id=run) as writer:
            error = PageError(url=PAGE, kind="timeout", message=f"{hour} s")
            writer.write_summary(summary(run, errors=[error], finished_at=NOON + timedelta(hours=hour)))
    found = list(Archive(root).summaries())
    assert [(one.run, one.first_error) for one in found] == [
        ("r1", f"timeout: 1 s ({PAGE})"),
        ("r2", f"timeout: 2 s ({PAGE})"),
    ]


class TestRoot:
    def test_it_is_marked_on_first_use_and_refuses_the_other_kind(self, tmp_path: Path) -> None:
        assert Root.open(tmp_path / "a", kind="sandbox").kind == "sandbox"
        assert Root.open(tmp_path / "a").kind == "sandbox"
        with pytest.raises(RootKindError, match="is a sandbox root, not a real one"):
            Root.open(tmp_path / "a", kind="real")
        assert Root.open(tmp_path / "b").kind == "real"

    @pytest.mark.parametrize(("text", "says"), [('kind = "other"', "kind is 'other'"), ("kind", "cannot be read")])
    def test_a_damaged_mark_is_named(self, tmp_path: Path, text: str, says: str) -> None:
        (tmp_path / "root.toml").write_text(text)
        with pytest.raises(RootError, match=f"root.toml: {says}"):
            Root.open(tmp_path)

    def test_a_missing_root_can_be_refused(self, tmp_path: Path) -> None:
        with pytest.raises(RootError, match=r"no root\.toml here"):
            Root.open(tmp_path, create=False)
        with pytest.raises(RootError, match="has to be a local folder"):
            Root.open(Path("s3://bucket/nianbao"))

    def test_the_environment_names_root_and_sites(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("NIANBAO_ROOT", raising=False)
        monkeypatch.delenv("NIANBAO_SITES", raising=False)
        sandbox, real = Root.from_environment(kind="sandbox"), Root.from_environment()
        assert (sandbox.path, real.path) == (Path("data/sandbox"), Path("data"))
        assert (sandbox.sites, sandbox.reference) == (Path("data/sandbox/sites"), Path("data/sandbox/reference"))
        assert (real.sites.parts[-2:], real.reference.parts[-2:]) == (("crawlers", "sites"), ("data", "reference"))
        monkeypatch.setenv("NIANBAO_ROOT", str(tmp_path / "x"))
        monkeypatch.setenv("NIANBAO_SITES", str(tmp_path / "mine"))
        assert (Root.from_environment().path, Root.from_environment().sites) == (tmp_path / "x", tmp_path / "mine")
