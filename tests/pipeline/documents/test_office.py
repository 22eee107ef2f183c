"""DOC and RTF through LibreOffice: converted where it is installed, stopped in time, and nothing left behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.documents.office import libreoffice
from pipeline.documents.office.libreoffice import RTF, ConversionError, convert, converter
from pipeline.documents.office.ole import DOC
from pipeline.documents.office.package import XLSB
from pipeline.documents.read import read_document, sniff
from pipeline.worker import extract_converted
from tests.extracted import extract_many
from tests.pipeline.documents.xlsb_writer import xlsb

needs_office = pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
TITLE = "青禾市教育局2021年政府信息公开工作年度报告"


def rtf(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A document of paragraphs and a table."""

    def encoded(text: str) -> str:
        return "".join(f"\\u{ord(character)}?" if ord(character) > 127 else character for character in text)

    table = ""
    for row in rows:
        edges = "".join(f"\\cellx{2000 * (index + 1)}" for index in range(len(row)))
        table += f"\\trowd{edges} " + "".join(f"\\pard\\intbl {encoded(text)}\\cell " for text in row) + "\\row\n"
    return ("{\\rtf1\\ansi\n" + "".join(f"{encoded(text)}\\par\n" for text in paragraphs) + table + "}").encode("ascii")


REPORT = rtf(
    TITLE,
    rows=(
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "0", "0", "3"),
        ("行政规范性文件", "2", "1", "12"),
    ),
)


@needs_office
@pytest.mark.slow
def test_rtf_and_doc_become_the_same_document(tmp_path: Path) -> None:
    converted = convert(REPORT, RTF)
    assert converted is not None
    document = read_document(converted, None)
    assert next(document.lines).text == TITLE
    assert [[cell.text for cell in row] for row in next(document.grids).rows][1] == ["规章", "0", "0", "3"]

    (tmp_path / "report.rtf").write_bytes(REPORT)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [converter() or "", profile, "--headless", "--convert-to", "doc:MS Word 97", "report.rtf"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    doc = (tmp_path / "report.doc").read_bytes()
    assert sniff(doc, None) == DOC
    found = dict(extract_many([("doc", doc, None), ("rtf", REPORT, None)], workers=1))
    assert found["doc"].media_type == DOC
    assert found["rtf"].media_type == RTF
    assert [c.value for c in found["doc"].cells] == [c.value for c in found["rtf"].cells] == [0, 0, 3, 2, 1, 12]
    assert found["doc"].sha256 != found["rtf"].sha256


@needs_office
@pytest.mark.slow
def test_a_binary_workbook_becomes_one_that_is_read() -> None:
    body = xlsb([(TITLE,), ("信息内容", "本年制发件数"), ("规章", 12), ("行政规范性文件", 0.5)])
    assert sniff(body, None) == XLSB
    converted = convert(body, XLSB)
    assert converted is not None
    document = read_document(converted, None)
    assert next(document.lines).text == TITLE
    assert [[cell.text for cell in row] for row in next(document.grids).rows][1:] == [
        ["规章", "12"],
        ["行政规范性文件", "0.5"],
    ]


@needs_office
@pytest.mark.slow
def test_a_conversion_is_stopped_in_time_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ConversionError) as caught:
        convert(REPORT, RTF, seconds=0.05)
    assert caught.value.code == "too_slow"
    assert list(tmp_path.iterdir()) == []


@needs_office
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the system does not say how much processor time a process took")
def test_a_conversion_without_end_is_stopped_by_the_processor_time_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROCESSOR_SECONDS", 3.0)
    rows = rb"\trowd\cellx999\cellx1999\intbl a\cell b\cell\row " * 60_000
    with pytest.raises(ConversionError, match="3 seconds of the processor's time") as caught:
        convert(rb"{\rtf1 " + rows + b"}", RTF)
    assert caught.value.code == "too_slow"


@needs_office
@pytest.mark.slow
def test_what_the_converter_cannot_open_is_named() -> None:
    damaged = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000
    with pytest.raises(ConversionError) as caught:
        convert(damaged, DOC)
    assert caught.value.code == "conversion_failed"


def test_without_converter_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "converter", lambda: None)
    extraction = extract_converted(REPORT)
    assert extraction.kind == "unreadable"
    assert extraction.reason is not None
    assert extraction.reason.code == "converter_missing"
    assert "LibreOffice" in extraction.reason.message


@needs_office
@pytest.mark.slow
def test_output_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "MAXIMUM_OUTPUT", 1_000)
    with pytest.raises(ConversionError) as caught:
        convert(REPORT, RTF)
    assert caught.value.code == "conversion_failed"


@needs_office
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the system does not limit memory")
def test_a_conversion_that_takes_all_memory_is_stopped_and_named() -> None:
    with pytest.raises(ConversionError) as caught:
        convert(rb"{\rtf1" + b"{" * 1_000_000, RTF)
    assert caught.value.code == "too_much_memory"


def test_processes_that_end_while_they_are_watched_are_no_fault() -> None:
    for _ in range(40):
        with subprocess.Popen(["sh", "-c", "true & true & true & wait"]) as process:
            while process.poll() is None:
                assert process.pid in libreoffice.descent(process.pid)
