"""JSON that holds a report block by block, its tables as rows, records or cells."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from pipeline.documents.document import Grid, Line
from pipeline.documents.read import read_document

PROSE = [
    "青禾市教育局2021年政府信息公开工作年度报告",
    *(f"第{n}条：本机关主动公开政府信息，按时答复申请，没有收取费用。" for n in range(8)),
]
ROWS: list[list[str | int | None]] = [
    ["信息内容", "本年制发件数", "现行有效件数"],
    ["规章", 0, 12],
    ["规范性文件", None, 3],
]
READ = [["信息内容", "本年制发件数", "现行有效件数"], ["规章", "0", "12"], ["规范性文件", "", "3"]]
CELLS = [
    {"row": r, "col": c, "text": "" if t is None else str(t)}
    for r, row in enumerate(ROWS)
    for c, t in enumerate(row)
    if r or c
]
WAYS: dict[str, object] = {
    "rows": ROWS,
    "records": [dict(zip(map(str, ROWS[0]), row, strict=True)) for row in ROWS[1:]],
    "numbered records": [{str(n): cell for n, cell in enumerate(row)} for row in ROWS],
    "columns": {str(n): {str(r): row[n] for r, row in enumerate(ROWS)} for n in range(3)},
    "cells": [{"row": 0, "col": 0, "text": "信息内容"}, *CELLS],
    "noughts behind a point": [[float(c) if isinstance(c, int) else c for c in row] for row in ROWS],
    "markup": "<table>" + "".join(f"<tr>{''.join(f'<td>{t}</td>' for t in row)}</tr>" for row in READ) + "</table>",
}
AROUND: dict[str, Callable[[object], str]] = {
    "a list": lambda table: json.dumps([*PROSE, {"table": table}, "以上。没有其他事项。"]),
    "blocks": lambda table: json.dumps(
        {"body": [*({"text": t} for t in PROSE), {"t": table}, {"text": "以上。没有其他事项。"}]}
    ),
    "lines": lambda table: "\n".join(
        map(json.dumps, [*({"type": "p", "text": t} for t in PROSE), {"t": table}, ["以上。没有其他事项。"]])
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("around", AROUND)
def test_the_blocks_of_a_report_stand_in_their_order(way: str, around: str) -> None:
    document = read_document(AROUND[around](WAYS[way]).encode(), None)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == READ
    assert [line.text for line in document.lines] == [*PROSE, "以上。没有其他事项。"]
    assert isinstance(document.blocks[-2], Grid)
    assert isinstance(document.blocks[-1], Line)


def test_records_of_paragraphs_are_no_table() -> None:
    long = "本机关主动公开政府信息，按时答复申请，没有收取费用，没有因此被申请行政复议，今后将继续做好各项工作，加强有关培训。"
    blocks = [{"type": "段落", "text": PROSE[0]}, *({"type": "段落", "text": f"{n}、{long}"} for n in range(5))]
    assert not list(read_document(json.dumps(blocks).encode(), None).grids)


def test_two_fields_with_the_same_report_are_one() -> None:
    text = "\n".join([*PROSE, *("\t".join(row) for row in READ)])
    copy = json.dumps({"text": text, "raw": " ".join(text.split()), "title": PROSE[0]})
    assert [line.text for line in read_document(copy.encode(), None).lines].count("规章\t0\t12") == 1
