"""Workbooks with a sheet for each of several agencies or years: the first report alone is read, and the others are named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.documents.document import Document
from pipeline.documents.read import read_document
from pipeline.extract import extract
from pipeline.identification.several_reports import keep_first_report
from tests.pipeline.documents.office_writer import cells, xlsx

RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
DOCUMENTS = {"A3": "信息内容", "B3": "本年制发件数", "C3": "本年废止件数", "D3": "现行有效件数"} | {
    f"{column}{row}": value
    for row, label in enumerate(("规章", "行政规范性文件"), 4)
    for column, value in zip("ABCD", (label, 1, 2, 3), strict=True)
}
DISPUTES = {f"{column}3": text for column, text in zip("BCDEF", RESULTS, strict=True)} | {
    f"{column}{row}": value
    for row, label in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"), 4)
    for column, value in zip("ABCDEF", (label, 1, 0, 0, 0, 1), strict=True)
}
TITLE = "望川县水务局2022年政府信息公开工作年度报告"
STATISTICS = "年政府信息公开情况统计表"


def workbook(sheets: Mapping[str, Mapping[str, str | float]]) -> Document:
    filled = {tab: {place: value for place, value in sheet.items() if value != ""} for tab, sheet in sheets.items()}
    return read_document(xlsx({tab: cells(sheet) for tab, sheet in filled.items()}), None)


@pytest.mark.parametrize(
    ("first", "second", "tabs", "is_one"),
    [
        (TITLE, "", ("表一", "表二"), True),
        (TITLE, TITLE, ("表一", "表二"), True),
        (TITLE, f"水务局2022{STATISTICS}", ("表一", "表二"), True),
        (TITLE, "三、收到和处理政府信息公开申请情况", ("主动公开情况", "复议诉讼情况"), True),
        ("", "填报单位：办公室", ("表一", "2022"), True),
        (TITLE, TITLE.replace("水务局", "教育局"), ("表一", "表二"), False),
        (TITLE, TITLE.replace("2022", "2021"), ("表一", "表二"), False),
        (f"2017{STATISTICS}", f"2016{STATISTICS}(汇总)", ("表一", "表二"), False),
        ("", "", ("2022年", "2021年"), False),
        ("", "", ("县水务局", "县教育局"), False),
        ("填报单位(盖章)：望川县水务局", "填报单位(盖章)：望川县教育局", ("表一", "表二"), False),
    ],
)
def test_the_sheets_of_one_report_are_kept(first: str, second: str, tabs: tuple[str, str], is_one: bool) -> None:
    sheets = {tabs[0]: DOCUMENTS | {"A1": first}, tabs[1]: DISPUTES | {"A1": second}}
    document = workbook(sheets)
    keep_first_report(document)
    assert [grid.sheet for grid in document.grids] == list(tabs[: 2 if is_one else 1])
    warnings = [notice.message for notice in document.notices]
    assert warnings == ([] if is_one else [f"sheets of other reports, which were not read: {tabs[1]}"])


@pytest.mark.parametrize(
    ("years", "agencies", "kept"),
    [
        ((2021, 2022), ("水务局", "水务局"), 1),
        ((2022, 2021), ("水务局", "水务局"), 0),
        ((2021, 2022), ("水务局", "教育局"), 0),
    ],
)
def test_of_the_years_of_one_agency_the_last_one_is_read(
    years: tuple[int, int], agencies: tuple[str, str], kept: int
) -> None:
    titles = [f"望川县{agency}{year}年政府信息公开工作年度报告" for year, agency in zip(years, agencies, strict=True)]
    document = workbook({tab: DOCUMENTS | {"A1": title} for tab, title in zip("一二", titles, strict=True)})
    keep_first_report(document)
    assert [grid.sheet for grid in document.grids] == ["一二"[kept]]
    assert [notice.code for notice in document.notices] == ["several_reports"]


@pytest.mark.parametrize(
    ("tab", "above", "year", "agency"),
    [
        (TITLE, "", 2022, "望川县水务局"),
        (TITLE, TITLE.replace("2022", "2021"), 2021, "望川县水务局"),  # what is printed goes before it
        ("主动公开情况", "", None, None),
    ],
)
def test_a_report_without_a_title_has_that_of_its_tab(
    tab: str, above: str, year: int | None, agency: str | None
) -> None:
    found = extract(xlsx({tab: cells(DOCUMENTS | ({"A1": above} if above else {}))}))
    assert (found.report_year, found.agency_name) == (year, agency)


SHEETS = {
    "封面": {"A1": "汇总", "A2": "县", "B2": "市"},
    "一": DOCUMENTS | {"A1": TITLE},
    "二": {"A1": TITLE.replace("水务局", "教育局"), "A2": "规章", "B2": 7},
    "三": DISPUTES,
    "四": {"A1": TITLE, "A2": "注", "B2": "无"},
}


def test_a_sheet_that_says_nothing_goes_with_the_one_before_it() -> None:
    document = workbook(SHEETS)
    keep_first_report(document)
    assert [grid.sheet for grid in document.grids] == ["封面", "一", "四"]


def test_the_figures_of_another_report_are_not_extracted() -> None:
    extraction = extract(xlsx({tab: cells(sheet) for tab, sheet in SHEETS.items()}))
    assert {cell.table for cell in extraction.cells} == {"proactive"}
    assert [notice.message for notice in extraction.notices if notice.code == "several_reports"] == [
        "sheets of other reports, which were not read: 二, 三"
    ]


FORM = {f"A{row}": f"{row}.行政许可" for row in range(2, 20)} | {"A1": "信息内容", "B1": "本年处理决定数量"}
FILLED = FORM | {f"B{row}": row for row in range(2, 20)}


@pytest.mark.parametrize(
    ("blank", "tabs", "kept"),
    [
        (FORM, ("空表", "填报"), ["填报"]),
        (FORM | {"A1": "信息内容（填数字）", "C2": "/"}, ("空表", "填报"), ["填报"]),
        (FORM, ("2022年", "2022"), ["2022"]),
        (FORM, ("2022年", "填报"), ["2022年", "填报"]),  # of a year that the other does not name
        (FORM, ("望川县教育局", "望川县水务局"), ["望川县教育局"]),  # another's, which alone is read
        (FORM | {"B2": 0}, ("空表", "填报"), ["空表", "填报"]),
        (FORM | {f"A{row}": f"{row}.行政处罚" for row in range(2, 6)}, ("空表", "填报"), ["空表", "填报"]),
        (
            {place: text for place, text in FORM.items() if len(place) < 3 and place != "A9"},
            ("空表", "填报"),
            ["空表", "填报"],
        ),
    ],
)
def test_the_form_that_was_handed_out_is_left_out(
    blank: Mapping[str, str | float], tabs: tuple[str, str], kept: list[str]
) -> None:
    document = workbook({tabs[0]: blank, tabs[1]: FILLED})
    keep_first_report(document)
    assert [grid.sheet for grid in document.grids] == kept
    assert ("blank_form" in {notice.code for notice in document.notices}) == (kept == [tabs[1]])


ACROSS = {"A10": "行政复议", "F10": "未经复议直接起诉", "K10": "复议后起诉"} | {
    f"{column}{row}": RESULTS[at % 5] if row == 11 else 2 * (at % 5 in (0, 4))
    for row in (11, 12)
    for at, column in enumerate("ABCDEFGHIJKLMNO")
}


@pytest.mark.parametrize("more", [{}, {"A1": TITLE}])
def test_of_two_disputes_tables_the_first_is_read_whichever_way_they_are_laid_out(more: dict[str, str]) -> None:
    extraction = extract(
        xlsx({"表": cells(DOCUMENTS | {"A1": TITLE}), "一": cells(DISPUTES), "二": cells(ACROSS | more)})
    )
    values = [cell.value for cell in extraction.cells if cell.table == "disputes"]
    assert values == [1, 0, 0, 0, 1] * 3
    assert [n.code for n in extraction.notices if n.code == "table_repeated"] == ["table_repeated"]


@pytest.mark.parametrize(
    ("second", "agency"),
    [
        ({"A2": "填报单位：望川县水务局"}, "望川县水务局"),
        ({"A2": "填报单位（盖章）：望川县水务局", "D2": "2019年1月12日"}, "望川县水务局"),
        ({"A2": "填报单位", "B2": "望川县水务局", "C2": "填报时间"}, "望川县水务局"),
        ({"A2": "编制单位：望川县信息中心"}, None),
        ({"A2": "填报单位：办公室"}, None),
    ],
)
def test_who_filled_in_a_form_without_a_title_is_its_agency(second: dict[str, str | int], agency: str | None) -> None:
    found = extract(xlsx({"表一": cells(DOCUMENTS | {"A1": "2022年政府信息公开情况统计表"} | second)}))
    assert (found.agency_name, found.report_year) == (agency, 2022)
