"""A menu left of a report on a printed web page: read apart from it; what is no menu stays in its lines."""

from __future__ import annotations

import pytest

from crawlers.sandbox.world import Report
from pipeline.documents.pdf.pdf import read_pdf
from pipeline.extract import extract
from tests.pipeline.documents.pdf_writer import MARGIN, Pdf
from tests.pipeline.documents.test_pdf import REPORTS, doubts, report_pdf, wrong_cells

_MENU = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "依申请公开"]
_TITLE = "淮安市教育局2024年政府信息公开工作年度报告"
_TEXT = "根据中华人民共和国政府信息公开条例的规定，编制本报告。"


def _page(menu: list[str], size: float = 18, left: float = 200, indent: float = 0) -> list[str]:
    pdf = Pdf(numbered=False)
    pdf.text(MARGIN, 60, 10.5, "当前位置：首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报 > 内容")
    for number, name in enumerate(menu):
        pdf.text(MARGIN, 100 + 20 * number, 10.5, name)
    pdf.text(left + 2 * indent, 100, size, _TITLE)
    for number in range(6):
        pdf.text(left + (0 if number % 2 else indent), 120 + 20 * number, 10.5, _TEXT)
    pdf.text(MARGIN, 260, 10.5, "主办：淮安市教育局　地址：淮安市翔宇大道一号　联系电话：0517-83605000")
    return [line.text for line in read_pdf(pdf.bytes(), None).lines]


@pytest.mark.parametrize("indent", [0, 21], ids=["flush", "indented"])
def test_a_menu_beside_the_title_is_apart_from_it(indent: float) -> None:
    lines = _page(_MENU, left=200 - indent, indent=indent)
    assert _TITLE in lines
    assert set(_MENU) <= set(lines)
    assert all(name not in line for name in _MENU[:2] for line in lines if _TEXT[:5] in line)


def test_headings_show_where_a_text_of_few_lines_begins_beside_a_menu() -> None:
    pdf = Pdf(numbered=False)
    for number, name in enumerate([*_MENU, "政策文件"]):
        pdf.text(MARGIN, 95 + 24 * number, 9, name)
    for y, size, indent, text in (
        (100, 18, 10, _TITLE[:14]), (124, 18, 100, _TITLE[14:]), (148, 13, 0, "一、概述"), (172, 10.5, 21, _TEXT),
        (190, 10.5, 0, _TEXT), (206, 10.5, 21, "我局高度重视政府信息公开工作，健全机制。"), (226, 13, 0, "二、存在的问题"),
        (250, 10.5, 21, "公开的及时性有待提高，下一步将加强培训。"),
    ):  # fmt: skip
        pdf.text(170 + indent, y, size, text)
    lines = [line.text for line in read_pdf(pdf.bytes(), None).lines]
    assert [*_MENU, "政策文件", _TITLE[:14], _TITLE[14:]] == lines[:7]


def test_names_of_a_menu_that_reach_up_to_the_text_are_apart_from_it() -> None:
    pdf = Pdf(numbered=False)
    for number, name in enumerate([*_MENU[:3], "依法应当公开的其他内容等", *_MENU[3:]]):
        pdf.text(MARGIN, 95 + 15 * number, 9, name)
    left = MARGIN + 12 * 9 + 1
    pdf.text(left + 42, 100, 18, _TITLE)
    for number in range(10):
        pdf.text(left + (21 if number % 2 == 0 else 0), 122 + 19 * number, 10.5, _TEXT)
    lines = [line.text for line in read_pdf(pdf.bytes(), None).lines]
    assert _TITLE in lines
    assert set(_MENU) <= set(lines)


def test_a_menu_as_narrow_as_an_indent_is_apart_from_the_text() -> None:
    pdf = Pdf(numbered=False)
    names = ["政府", "信息", "公开", "指南", "政府", "信息", "公开", "制度", "依申", "请公", "开"]
    for number, name in enumerate(names):
        pdf.text(MARGIN, 95 + 11 * number, 9, name)
    left = MARGIN + 2 * 9 + 2
    pdf.text(left + 3, 100, 18, _TITLE)
    for number in range(10):
        pdf.text(left + (21 if number % 3 == 0 else 0), 122 + 19 * number, 10.5, _TEXT)
    lines = [line.text for line in read_pdf(pdf.bytes(), None).lines]
    assert _TITLE in lines
    assert all(line in names for line in lines if len(line) <= 2)


@pytest.mark.parametrize(
    ("menu", "size", "left"),
    [(_MENU[:2], 18, 200), (_MENU, 10.5, 200), (["一个名称很长的栏目" * 2, *_MENU], 18, 400)],
    ids=["two_lines", "no_title", "too_wide"],
)
def test_what_is_no_menu_stays_in_its_lines(menu: list[str], size: float, left: float) -> None:
    assert _TITLE not in _page(menu, size, left)


class BesideMenu(Pdf):
    """A report with a menu on the left of its first page."""

    def bytes(self) -> bytes:
        for number, name in enumerate(_MENU):
            encoded = name.encode("utf-16-be").hex()
            self.pages[0].append(f"BT /F1 9 Tf 1 0 0 1 -45 {780 - 17 * number} Tm <{encoded}> Tj ET")
        return super().bytes().replace(b"/MediaBox [0 0", b"/MediaBox [-50 0")


@pytest.mark.parametrize("report", REPORTS[:2], ids=lambda report: report.key)
def test_a_report_beside_a_menu_is_read(report: Report) -> None:
    extraction = extract(report_pdf(report, BesideMenu()))
    assert wrong_cells(extraction, report) == []
    assert doubts(extraction) == []
