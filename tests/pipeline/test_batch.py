"""A batch goes on whatever a document does, in the order of the input."""

import multiprocessing.spawn
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from pipeline.batch import QUEUED_BYTES, QUEUED_PER_WORKER, render_many
from pipeline.contract import Extraction
from pipeline.documents import read
from pipeline.documents.scans import ocr
from pipeline.extract import extract
from tests.extracted import extract_many
from tests.pipeline.documents.scan_writer import draw_table, save

GOLDEN = Path(__file__).parents[1] / "golden"
REPORT = "青禾市教育局2021年政府信息公开工作年度报告".encode()


def test_results_come_in_order_and_errors_stay_with_their_document() -> None:
    items = [("a", REPORT, None), ("b", b"", None), ("c", REPORT + b"\n", "text/plain")]
    found = list(extract_many(items, workers=2))
    assert [key for key, _ in found] == ["a", "b", "c"]
    assert [extraction.kind for _, extraction in found] == ["not_annual_report", "unreadable", "not_annual_report"]
    assert found[1][1].reason is not None
    assert found[1][1].reason.code == "empty"


def test_a_slow_document_is_stopped_and_the_batch_goes_on() -> None:
    slow = b"<table>" + b"<tr><td>1</td></tr>" * 40_000 + b"</table>"
    found = dict(extract_many([("slow", slow * 6, None), ("good", REPORT, None)], workers=1, seconds=0.05))
    assert found["slow"].kind == "unreadable"
    assert found["slow"].reason is not None
    assert found["slow"].reason.code == "too_slow"


def test_memory_is_bounded() -> None:
    pytest.importorskip("resource")
    found = dict(extract_many([("large", b"<p>" + b"x" * 60_000_000, None)], workers=1, seconds=60, memory=120_000_000))
    assert found["large"].reason is not None
    assert found["large"].reason.code in ("too_much_memory", "reader_crashed")


_hoard: list[bytearray] = []


def _kind_and_hoard(key: str, extraction: Extraction) -> str:
    """The kind of a document; the memory that the first leaves behind stays taken."""
    if key == "first":
        _hoard.append(bytearray(500_000_000))
    return extraction.kind


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit")
def test_what_others_left_behind_takes_no_document_its_memory() -> None:
    large = b"<p>" + b"x" * 60_000_000
    items = [("first", REPORT, None), ("large", large, None)]
    found = dict(render_many(items, _kind_and_hoard, workers=1, seconds=60))
    assert found == {"first": "not_annual_report", "large": "not_annual_report"}


@pytest.mark.slow
@pytest.mark.skipif(not ocr.is_installed() or sys.platform != "linux", reason="needs the extra ocr, and a limit")
def test_memory_of_a_recognition_is_bounded_and_suffices_for_a_page() -> None:
    page = draw_table([[str(1000 * row + column) for column in range(7)] for row in range(20)])
    items = [("page", save([page], "PNG"), None)]
    (_, large), (_, small) = (next(iter(extract_many(items, workers=1, memory=n))) for n in (600_000_000, 200_000_000))
    assert large.reason is None or large.reason.code == "other_document"
    assert small.reason is not None
    assert small.reason.code == "too_much_memory"


def test_nothing_in_nothing_out() -> None:
    assert list(extract_many([], workers=2)) == []


@pytest.mark.parametrize("name", ["footnote_marks_2019.html", "subtotal_column_2019.html", "pdf_text_order_2019.txt"])
def test_a_process_sends_back_all_that_extract_gives(name: str) -> None:
    body = (GOLDEN / name).read_bytes()
    assert list(extract_many([(name, body, None)], workers=1)) == [(name, extract(body))]


def slowly(name: str, extraction: Extraction) -> str:
    """Holds up the process that reads a document called slow, busy or late: by waiting, by computing, by waiting a little."""
    if extraction.kind != "unreadable":
        time.sleep({"slow": 60, "late": 4}.get(name, 0))
        while name == "busy":
            pass
    return f"{name} {extraction.kind}"


def test_a_document_has_its_processor_time_however_long_its_process_waits() -> None:
    """As beside other work, where an ordinary page may have a hundredth of a core."""
    items = [(name, REPORT + name.encode(), None) for name in ("late", "busy", "behind")]
    found = dict(render_many(items, slowly, workers=1, seconds=3, patience=600))
    assert found == {
        "late": "late not_annual_report",
        "busy": "busy unreadable",
        "behind": "behind not_annual_report",
    }


@pytest.mark.slow
def test_what_waits_behind_a_slow_document_is_read_by_another_process() -> None:
    """The second of two small documents is sent to the one worker while it still reads the first.

    The limit holds the start of a process too, which takes seconds where the machine is busy.
    """
    items = [(name, REPORT + name.encode(), None) for name in ("first", "slow", "behind", "last")]
    found = dict(render_many(items, slowly, workers=1, patience=12))
    assert found["slow"] == "slow unreadable"
    assert found["behind"] == "behind not_annual_report"
    assert found["last"] == "last not_annual_report"


def test_documents_are_asked_for_as_others_are_done() -> None:
    """A supply of a million documents is not held in memory."""
    asked: list[int] = []
    items = ((asked.append(number) or number, REPORT, None) for number in range(60))
    next(extract_many(items, workers=2))
    assert len(asked) <= 2 * QUEUED_PER_WORKER + 1


def and_ends(name: str, extraction: Extraction) -> str:
    """Ends the process that read the first document, soon after its answer."""
    if name == "first":
        Timer(0.3, os._exit, (1,)).start()
    return f"{name} {extraction.kind}"


def test_a_process_that_ends_while_it_waits_is_replaced() -> None:
    def supply() -> Iterator[tuple[str, bytes, None]]:
        for name in ("first", "2", "3", "4", "5"):
            if name == "5":  # it is asked for as the first has been read
                time.sleep(1.5)
            yield name, REPORT + b" " * QUEUED_BYTES + name.encode(), None

    found = [result for _, result in render_many(supply(), and_ends, workers=1)]
    assert found == [f"{name} not_annual_report" for name in ("first", "2", "3", "4", "5")]


def test_processes_that_cannot_start_are_named_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing.spawn, "_python_exe", b"/bin/false")
    found = list(extract_many([("a", REPORT + b" " * QUEUED_BYTES * 9, None), ("b", REPORT, None)], workers=1))
    assert [extraction.reason.code for _, extraction in found if extraction.reason] == ["reader_crashed"] * 2


def test_the_bytes_of_what_is_too_large_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are larger than all that is read, and several would wait together."""
    monkeypatch.setattr(read, "MAXIMUM_BYTES", 1_000)
    size = 10_000_000
    tracemalloc.start()
    items = ((number, bytes(size), None) for number in range(8))
    found = [extraction.reason.code for _, extraction in extract_many(items, workers=2) if extraction.reason]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == ["too_large"] * 8
    assert peak < 4 * size


def test_documents_that_do_not_fit_into_a_pipe_do_not_wait_in_one() -> None:
    items = [(number, REPORT + b" " * 400_000 + bytes([65 + number]), None) for number in range(5)]
    assert len(list(extract_many(items, workers=2))) == 5


def test_who_hands_out_does_not_wait_for_what_reads() -> None:
    code = "import sys, pipeline.commands.extract; print('pipeline.extract' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.split() == [b"False"]
