"""`nianbao extract` and `ingest` on what people really have on disk: folders, ZIPs, and things that cannot be read."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import inputs
from pipeline.cli import cli
from pipeline.inputs import read_inputs

NOTICE = "<html><head><title>通知</title></head><body><p>下周三下午开会。</p></body></html>".encode()


def nianbao(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment, prog_name="nianbao")


def make_zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
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
    (tmp_path / "c.zip").write_bytes(make_zip({"z.html": NOTICE, "d/y.html": NOTICE, "__MACOSX/z.html": b""}))
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
    assert sources(bomb) == [(f"{bomb}!a.html", None), (f"{bomb}!b.html", "too_large"), (f"{bomb}!c.html", None)]
    monkeypatch.setattr(inputs, "MAX_MEMBERS", 1)
    assert sources(bomb) == [(str(bomb), "too_many_members")]


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
