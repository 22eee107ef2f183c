"""Text that is made to cost time or memory: what it costs grows with its length and no faster."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator

import pytest

from pipeline.documents.document import Line
from pipeline.extract import extract
from pipeline.forms.stream import MOST_LABELS, stream_rows

SECONDS = 5.0
"""Processor time of a quarter of a megabyte; what is quadratic takes minutes."""
BYTES = 240_000
UNITS = (
    "《", "“", "（", "）", "〔2021", "[1]", "，", "、", "—", " 1", "|", "\t0", "0123456789", "12件、", "收到申请12件，", "未收到",
    "去年，", "其中，县教育局收到3件，", "行政复议3件，", "政府信息公开申请", "第二十条第（一）项",
    "规章0", "2021年", "2021年1月1日至2021年12月31日",
    "0536-6205388,", "行政事业性收费3万元", "一、", "教育局", "青禾县教育局2021年", "某某局2021年1月1日",
)  # fmt: skip
HEAD = "<html><body><h1>青禾县教育局2023年政府信息公开工作年度报告</h1><p>"


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_without_end_is_read_in_time(unit: str) -> None:
    text = unit * (BYTES // len(unit.encode()))
    for body in (f"{HEAD}{text}</p></body></html>", "\n".join([unit] * 5_000)):
        start = time.process_time()
        extract(body.encode())
        assert time.process_time() - start < SECONDS


def labels(count: int) -> Iterator[Line]:
    """Lines that are labels of items and columns, and no figure."""
    for number in range(count):
        yield Line(("规章", "行政许可", "总计", "其他", "自然人")[number % 5], 3 * number, number=number)


def test_labels_without_figures_do_not_keep_each_other() -> None:
    tracemalloc.start()
    rows = stream_rows(labels(8_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert max(len(row.header) for row in rows) <= MOST_LABELS + 1
    assert peak < 60_000_000
