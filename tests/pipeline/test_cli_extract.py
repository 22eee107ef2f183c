"""`nianbao extract` and `ingest` on what people really have on disk: folders, ZIPs, and things that cannot be read."""

import io
import json
import os
import signal
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from pipeline import inputs
from pipeline.cli import cli
from pipeline.documents.office import package
from pipeline.inputs import read_inputs

NOTICE = "<html><head><title>通知</title></head><body><p>下周三下午开会。</p></body></html>".encode()


def nianbao(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment, prog_name="nianbao")


def make_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return held.getvalue()


def sources(*paths: Path) -> list[tuple[str, str | None]]:
    """Every input's source and, where it gave nothing, the code of the reason."""
    return [(item.source, item.reason.code if item.reason else None) for item in read_inputs(map(str, paths))]


def test_a_folder_is_walked_in_sorted_order_and_every_file_has_its_line(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.html", "b/10.html", "a.html", ".hidden", ".git/config"):
        (tmp_path / name).write_bytes(NOTICE)
    (tmp_path / "c.zip").write_bytes(
        make_zip({"z.html": NOTICE, "d/y.html": NOTICE, "__MACOSX/z.html": b"", "e\\": b""})
    )
    result = nianbao("extract", tmp_path)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["source"].removeprefix(f"{tmp_path}/") for line in lines] == [
        "a.html", "c.zip!d/y.html", "c.zip!z.html", "b/10.html", "b/2.html",
    ]  # fmt: skip
    assert {line["kind"] for line in lines} == {"not_annual_report"}
    assert result.exit_code == 0, "a page that is no report was read too"


def test_what_cannot_be_read_has_its_line_in_its_place_and_the_rest_goes_on(tmp_path: Path):
    page, empty, damaged = tmp_path / "page.html", tmp_path / "empty.html", tmp_path / "damaged.zip"
    page.write_bytes(NOTICE)
    empty.write_bytes(b"")
    damaged.write_bytes(make_zip({"a.html": NOTICE})[:40])
    result = nianbao("extract", tmp_path / "missing.html", page, empty, damaged, page)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["kind"] for line in lines] == [
        "unreadable", "not_annual_report", "unreadable", "unreadable", "not_annual_report",
    ]  # fmt: skip
    assert result.exit_code == 1
    for line in (lines[0], lines[3]):
        assert line["sha256"] is None
        assert line["reason"]["message"]
    for line in (lines[0], lines[2], lines[3]):
        assert f"Error: {line['source']}: {line['reason']['message']}" in result.stderr.splitlines()
    assert lines[2]["reason"]["message"]


def test_the_url_is_a_signal_of_the_host_and_changes_no_figure(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_bytes(NOTICE)
    plain = json.loads(nianbao("extract", page).stdout)
    told = json.loads(nianbao("extract", page, "--url", "http://www.example.gov.cn/a.html").stdout)
    added = [signal for signal in told.pop("signals") if signal not in plain["signals"]]
    assert [(signal["kind"], signal["value"]) for signal in added] == [("host", "www.example.gov.cn")]
    plain.pop("signals")
    assert told == plain


def test_a_document_that_is_a_zip_inside_is_one_document(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(make_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))
    assert sources(tmp_path / "a.docx") == [(f"{tmp_path}/a.docx", None)]


def test_names_in_a_zip_made_in_china_are_gb_18030(tmp_path: Path):
    body = make_zip({"nianbao....html": NOTICE}).replace(b"nianbao....html", "年报2020年.html".encode("gb18030"))
    (tmp_path / "a.zip").write_bytes(body)
    assert sources(tmp_path / "a.zip") == [(f"{tmp_path}/a.zip!年报2020年.html", None)]


def test_a_zip_cannot_grow_without_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    bomb = tmp_path / "bomb.zip"
    bomb.write_bytes(make_zip({"a.html": bytes(2_000_000), "b.html": NOTICE}))
    monkeypatch.setattr(inputs, "MAX_BYTES", 1_000_000)
    assert sources(bomb) == [(f"{bomb}!a.html", "too_large"), (f"{bomb}!b.html", None)]
    monkeypatch.setattr(inputs, "MAX_UNPACKED_BYTES", 20)  # of all members together
    monkeypatch.setattr(inputs, "MAX_BYTES", 4_000_000)
    bomb.write_bytes(make_zip({"a.html": bytes(15), "b.html": bytes(15), "c.html": bytes(4)}))
    assert sources(bomb) == [(f"{bomb}!a.html", None), (f"{bomb}!b.html", "too_large"), (f"{bomb}!c.html", "too_large")]
    monkeypatch.setattr(inputs, "MAX_MEMBERS", 1)
    assert sources(bomb) == [(str(bomb), "too_many_members")]


def test_a_member_that_unpacks_to_far_more_than_its_size_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a.zip").write_bytes(
        make_zip({"bomb.html": bytes(400_000), "page.html": NOTICE + Random(1).randbytes(20_000).hex().encode()})
    )
    assert [code for _, code in sources(tmp_path / "a.zip")] == [None, None]  # small, as pages go
    monkeypatch.setattr(inputs, "SMALL_BYTES", 10_000)
    assert [code for _, code in sources(tmp_path / "a.zip")] == ["too_large", None]


def test_zips_in_zips_are_unpacked_to_a_depth(tmp_path: Path):
    body = NOTICE
    for name in ("d.zip!", "c.zip", "b.zip", "a.zip"):
        body = make_zip({{"d.zip!": "page.html", "c.zip": "d.zip", "b.zip": "c.zip", "a.zip": "b.zip"}[name]: body})
    (tmp_path / "a.zip").write_bytes(body)
    assert sources(tmp_path / "a.zip") == [(f"{tmp_path}/a.zip!b.zip!c.zip!d.zip", "nested_archive")]


def test_a_name_in_a_zip_is_no_path(tmp_path: Path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.zip").write_bytes(make_zip({"../../evil.html": NOTICE, "/abs.html": NOTICE}))
    assert [source.rpartition("!")[2] for source, _ in sources(inner / "a.zip")] == ["../../evil.html", "/abs.html"]
    nianbao("extract", inner / "a.zip")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "inner"]


def turned(body: bytes, start: int, end: int) -> bytes:
    """`body` with the bytes between two places turned over."""
    return body[:start] + bytes(byte ^ 0x5A for byte in body[start:end]) + body[end:]


def misnamed(body: bytes) -> bytes:
    """A ZIP whose first name in the directory is marked as UTF-8 and is none."""
    at = body.index(b"PK\x01\x02")
    return body[: at + 9] + b"\x08" + body[at + 10 : at + 46] + b"\xff" + body[at + 47 :]


PAGES = {"a.html": NOTICE * 9, "b.html": NOTICE}
DOCX = {"[Content_Types].xml": b"wordprocessingml.document.main" * 9, "word/document.xml": b""}


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (turned(make_zip(PAGES, zipfile.ZIP_LZMA), 60, 90), ["unreadable", "not_annual_report"]),
        (turned(make_zip(PAGES, zipfile.ZIP_BZIP2), 60, 90), ["unreadable", "not_annual_report"]),
        (turned(make_zip(PAGES), 60, 90), ["unreadable", "not_annual_report"]),
        (turned(make_zip(DOCX, zipfile.ZIP_LZMA), 60, 80), ["unreadable"]),
        (misnamed(make_zip(PAGES)), ["unreadable"]),
        (misnamed(make_zip(DOCX)), ["unreadable"]),
    ],
)
def test_a_damaged_zip_does_not_end_the_batch(body: bytes, kinds: list[str], tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(body)
    (tmp_path / "z.html").write_bytes(NOTICE)
    lines = [json.loads(line) for line in nianbao("extract", tmp_path).stdout.splitlines()]
    assert [line["kind"] for line in lines] == [*kinds, "not_annual_report"]


def test_the_directory_of_a_zip_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.zip").write_bytes(make_zip(PAGES))
    monkeypatch.setattr(package, "MAXIMUM_ENTRIES", 1)
    assert sources(tmp_path / "a.zip") == [(f"{tmp_path}/a.zip", "too_many_members")]


def test_members_that_share_their_bytes_are_not_unpacked(tmp_path: Path):
    """An archive of a megabyte may hold as many members as it likes that all unpack from the same place."""
    body = make_zip({"a": bytes(500_000)})
    entries = body[body.index(b"PK\x01\x02") : body.index(b"PK\x05\x06")]
    end = bytearray(body[body.index(b"PK\x05\x06") :])
    struct.pack_into("<HHI", end, 8, 30, 30, 30 * len(entries))
    (tmp_path / "a.zip").write_bytes(body[: body.index(b"PK\x01\x02")] + entries * 30 + end)
    assert sources(tmp_path / "a.zip") == [(f"{tmp_path}/a.zip", "damaged_archive")]


def test_zips_in_a_zip_share_what_may_be_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    inner = make_zip({"x.html": bytes(6_000)})
    (tmp_path / "a.zip").write_bytes(make_zip({"1.zip": inner, "2.zip": inner}))
    monkeypatch.setattr(inputs, "MAX_UNPACKED_BYTES", 8_000)
    assert [code for _, code in sources(tmp_path / "a.zip")] == [None, "too_large"]


def test_what_is_not_walked_of_a_folder_has_its_line(tmp_path: Path):
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for name in ("in/a.html", "in/b/c.html", "out/d.html"):
        (tmp_path / name).write_bytes(NOTICE)
    (tmp_path / "in" / "around").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "b" / "out").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in" / "self").symlink_to("self")
    os.mkfifo(tmp_path / "in" / "pipe")
    assert [(source.removeprefix(f"{tmp_path}/in/"), code) for source, code in sources(tmp_path / "in")] == [
        ("a.html", None), ("around", "link_to_folder"), ("gone", "not_found"), ("pipe", "not_a_file"),
        ("self", "not_found"), ("b/c.html", None), ("b/out", "link_to_folder"),
    ]  # fmt: skip


def test_a_folder_that_cannot_be_listed_has_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A path grows past what the system takes where folders are nested by the hundred: opened from the one above, it is there."""
    monkeypatch.chdir(tmp_path)
    for _ in range(25):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    Path("page.html").write_bytes(NOTICE)
    os.chdir(tmp_path)
    ((_, code),) = sources(tmp_path)
    assert code == "not_readable"


@pytest.mark.parametrize("name", [b"bad\xff\xfe.html", b"new\nline.html", b"red\x1b[31m.html"])
def test_a_name_that_no_terminal_takes_is_printed_escaped(name: bytes, tmp_path: Path):
    file = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
    Path(file).write_bytes(b"")
    result = nianbao("extract", file)
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["source"] == file
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_a_name_longer_than_the_system_takes_is_not_readable(tmp_path: Path):
    for options in ((), ("--url", "http://www.example.gov.cn/")):
        result = nianbao("extract", "年" * 1_000, *options)
        assert json.loads(result.stdout)["reason"]["code"] == "not_readable"


def test_an_encrypted_member_says_so(tmp_path: Path):
    body = bytearray(make_zip({"a.html": NOTICE}))
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(body))
    assert sources(tmp_path / "a.zip") == [(f"{tmp_path}/a.zip!a.html", "encrypted")]


def test_ingest_takes_each_document_once_and_goes_on_after_a_missing_one(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_bytes(NOTICE)
    root = {"NIANBAO_ROOT": str(tmp_path / "root")}
    first = nianbao("ingest", tmp_path / "missing.html", page, "--obtained", "2026-01-05", **root)
    assert first.exit_code == 1
    assert "missing.html: there is no such file" in first.stderr
    assert "1 archived, 0 already there, 1 not readable" in first.stderr
    again = nianbao("ingest", page, **root)
    assert again.exit_code == 0
    assert "0 archived, 1 already there" in again.stderr
    assert nianbao("archive", "verify", **root).exit_code == 0


def test_documents_of_any_name_are_archived(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    names = (b"bad\xff\xfe.html", b"new\nline.html", b"red\x1b[31m.html", b"x" * 250, "年报".encode() * 40)
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(NOTICE + bytes([65 + number]))
    root = {"NIANBAO_ROOT": str(tmp_path / "root")}
    result = nianbao("ingest", folder, **root)
    assert result.exit_code == 0
    assert f"{len(names)} archived, 0 already there, 0 not readable" in result.stderr
    assert nianbao("archive", "reindex", **root).stderr == f"{len(names)} captures indexed\n"
    assert nianbao("archive", "verify", **root).exit_code == 0


@pytest.mark.parametrize("seconds", [1.0, 1.6])
def test_ctrl_c_ends_the_command_and_its_readers_without_a_traceback(seconds: float, tmp_path: Path):
    for number in range(900):
        (tmp_path / f"{number}.html").write_bytes(NOTICE + b" " * 200_000)
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(tmp_path)]
    reading = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    with pytest.raises(subprocess.TimeoutExpired):
        reading.wait(seconds)
    os.killpg(reading.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, said = reading.communicate(timeout=20)
    assert (reading.returncode, said.split()) == (1, [b"Aborted!"])


def test_nothing_in_the_working_folder_is_run(tmp_path: Path):
    """It may hold what an archive from the network unpacked to, by the names of what a process imports as it starts."""
    (tmp_path / "page.html").write_bytes(NOTICE)
    for module in ("multiprocessing", "pipeline", "json", "signal"):
        (tmp_path / module).mkdir()
        (tmp_path / module / "__init__.py").write_text("open('it_ran', 'w').close()\n", encoding="utf-8")
    command = [Path(sys.executable).with_name("nianbao"), "extract", "page.html"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    assert json.loads(found.stdout)["kind"] == "not_annual_report"
    assert not (tmp_path / "it_ran").exists()
