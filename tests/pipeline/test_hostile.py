"""Text that is made to cost time or memory: what it costs grows with its length and no faster."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from pipeline.checks.local_rows import contradicted_by_local
from pipeline.checks.statements import find_statements
from pipeline.claims import find_claims
from pipeline.documents.cell_text import join_cell
from pipeline.documents.document import Line, UnreadableDocumentError
from pipeline.documents.read import read_document
from pipeline.documents.texts.named_places import with_named_places
from pipeline.documents.texts.text import read_text
from pipeline.documents.web.embedded import embedded_markup
from pipeline.documents.web.html import read_html
from pipeline.extract import extract
from pipeline.forms.line_grids import Borders, split_line
from pipeline.forms.rows import MOST_LABELS
from pipeline.forms.stream import MOST_FOLDS, stream_rows
from tests.pipeline.documents.office_writer import xlsx

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


def read_sheet(cells: str) -> None:
    try:
        read_document(xlsx({"表": f"<sheetData><row r='1'>{cells}</row></sheetData>"}), None)
    except UnreadableDocumentError:
        return  # no sheet at all, which is what takes long to find out


def read_styled(sheet: str) -> None:
    read_html(f"<style>{sheet}</style><p style='display:none'>甲</p><p>乙</p>".encode(), None)


def lines(*texts: str) -> list[Line]:
    return [Line(text, 0, number=number) for number, text in enumerate(texts)]


def hold_against_row(figure: str) -> None:
    claims = find_claims(lines("主动公开政府信息220条。"), 2012, ())
    page = read_html(f"<table><tr><td>主动公开信息数</td><td>{figure}</td></tr></table>".encode(), None)
    assert claims
    assert not list(contradicted_by_local(claims, list(page.grids), ()))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lambda text: find_statements(lines(text), 2021), "尚有3件" + "共计" * 40 + "结转"),
        (lambda text: find_statements(lines(text), 2021), "其中部分公开3件" * 20_000),
        (lambda text: find_claims(lines(text), 2021, ()), "公开" + "各类" * 40 + "卫生信息3条。"),
        (lambda text: find_claims(lines(text), 2021, ()), f"公开信息{'1' * 100_000}条。公开信息1{',111' * 2_000}条。"),
        (hold_against_row, "1" * 5_000),
        (lambda text: read_html(f"<table><tr><td style='color:#fff'>{text}".encode(), None), "1" * 100_000 + "a"),
        (lambda text: with_named_places(f"项目  {text}\n规章  1  2"), "名 " * 25_000),
        (embedded_markup, "<script>" + "<![CDATA[" * 20_000),
        (embedded_markup, "<script>" + "<textarea" * 20_000),
        (read_sheet, '<c r="A1" ' * 20_000),
        (read_sheet, '<c r="A1" t="e">' * 20_000),
        (read_sheet, "<strike/>" + "<r><rPr>" * 20_000),
        (read_sheet, "<strike/>" + "<r><rPr></rPr>" * 20_000),
        (read_sheet, f"<r><rPr><sz val='1'/></rPr><t>{'1' * 100_000}a</t></r>"),
        (lambda text: join_cell(text.split()), "1 " * 150_000),
        (lambda text: split_line(text, Borders()), "规章" + "\t" * 200_000),
        (lambda text: read_text(text.encode(), None), "{|\n|-\n" * 40_000),
        (lambda text: read_text(text.encode(), None), "[table]\n" * 40_000),
        (lambda text: read_text(text.encode(), None), "\\begin{tabular}\n" * 40_000),
        (lambda text: read_text(text.encode(), None), "+---+\n" * 20_000),
        (lambda text: read_text(text.encode(), None), f"|===\n{'9' * 5_000}*|规章 |1\n|==="),
        (lambda text: read_text(text.encode(), None), f"[cols={'9' * 5_000}*]\n|===\n|规章 |1\n|==="),
        (
            lambda text: read_text(text.encode(), None),
            f"\\begin{{tabular}}{{ll}}\n\\multicolumn{{{'9' * 5_000}}}{{c}}{{规章}} & 1 \\\\\n\\end{{tabular}}",
        ),
        (read_styled, "display a" * 20_000),
        (read_styled, "/* " * 60_000 + "display"),
        (read_styled, "@a{" * 60_000 + "display"),
    ],
)
def test_what_is_never_closed_or_never_ends_is_given_up_in_time(read: Callable[[str], object], text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < SECONDS


def test_a_sentence_without_end_states_nothing() -> None:
    assert find_statements(lines("其中部分公开3件，" * 2), 2021)
    assert not find_statements(lines("其中部分公开3件，" * 200), 2021)


def test_a_row_is_folded_so_many_times_at_most() -> None:
    rows = stream_rows(lines("规章|1|", *["2|"] * 3 * MOST_FOLDS, *["行政许可|3"] * 4 * MOST_FOLDS))
    assert sum(not token.is_blank for token in rows[0].values) == MOST_FOLDS + 1


def test_rows_of_a_grid_do_not_keep_the_labels_of_all_above() -> None:
    rows = stream_rows(lines(*["自然人|其他|总计"] * 2 * MOST_LABELS))
    assert max(len(row.header) for row in rows) <= MOST_LABELS + 3
