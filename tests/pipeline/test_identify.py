"""What a document says of itself, in the ways that real pages say it; places are made up."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.documents.read import read_document
from pipeline.identify import Identity, identify

BODY = "一、总体情况\n2021年，主动公开政府信息12条。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"


def of(text: str) -> Identity:
    return identify(read_document(text.encode(), "text/plain; charset=utf-8"))


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("青禾市教育局2021年政府信息公开工作年度报告", "青禾市教育局", 2021),
        ("2021年青禾市政府信息公开工作年度报告", "青禾市", 2021),
        ("2021年度双溪乡人民政府政府信息公开年度报告", "双溪乡人民政府", 2021),
        ("青禾市农业农村局政府信息公开工作2021年度报告", "青禾市农业农村局", 2021),
        ("审计局2021年政府信息公开年报", "审计局", 2021),
        ("我局2021年政府信息公开工作年度报告", None, 2021),
        ("2021年政府信息公开年度报告", None, 2021),
        ("青禾市人民政府（本级）2021年政府信息公开工作年度报告", None, 2021),
    ],
)
def test_the_title_names_agency_and_year(title: str, agency: str | None, year: int) -> None:
    found = of(f"{title}\n{BODY}")
    assert (found.title, found.report_year) == (title, year)
    if "（" not in title:
        assert found.agency_name == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("青禾市人民政府\n2021年政府信息公开工作年度报告", "青禾市人民政府"),
        ("青禾区嘉禾街道办事处\n2021年政府信息公开工作\n年度报告", "青禾区嘉禾街道办事处"),
        ("政务公开\n2021年政府信息公开工作年度报告", None),
        ("2021年政府信息公开年度报告\n来源：区教育局 时间：2022-01-20", None),
        ("（本级）2021年青禾市政府信息公开工作年度报告", "青禾市"),
    ],
)
def test_a_title_may_stand_on_two_lines(text: str, agency: str | None) -> None:
    assert of(f"{text}\n{BODY}").agency_name == agency


@pytest.mark.parametrize("number", ["禾府办发〔2022〕3号", "禾府办发[2022]3号", "禾教字（2022）第3号"])
def test_the_year_of_a_document_number_is_not_reported_on(number: str) -> None:
    lead = "本报告中所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
    assert of(f"{number}\n{lead}\n{BODY}").report_year == 2021


def test_the_longest_form_of_the_name_counts() -> None:
    found = of(f"统计局2021年政府信息公开工作年度报告\n{BODY}五、存在的主要问题\n望川县统计局\n2022年1月12日\n")
    assert (found.agency_name, found.published_on) == ("望川县统计局", date(2022, 1, 12))


def test_a_date_of_publication_goes_before_the_signature() -> None:
    title = "青禾市教育局2021年政府信息公开工作年度报告"
    found = of(f"{title}\n发布日期：2022-01-28 来源：青禾市教育局\n{BODY}青禾市教育局\n2022年1月12日\n")
    assert found.published_on == date(2022, 1, 28)


@pytest.mark.parametrize(
    "sentence",
    [
        "统计时间：2021.1.1—2021.12.31。",
        "统计时间：2021年1月1日至12月31日",
        "数据统计日期：2021年1月1日起至2021年12月31日止",
        "时间：2021年1月1日—2021年12月31日",
    ],
)
def test_a_period_is_no_date_of_publication(sentence: str) -> None:
    assert of(f"青禾市教育局2021年政府信息公开工作年度报告\n{sentence}\n{BODY}").published_on is None


@pytest.mark.parametrize("day", ["2021-01-01", "2021-01-13", "2021-1-1", "2021年1月19日", "2021-01-10 09:30"])
@pytest.mark.parametrize("label", ["发布时间:", "公开时间：", "更新时间 ", "发布日期:", "信息时间："])
def test_a_day_of_publication_is_no_period(label: str, day: str) -> None:
    found = of(f"青禾市教育局2020年政府信息公开工作年度报告\n{label}{day} 来源：青禾市教育局\n{BODY}")
    assert (found.report_year, found.notices) == (2020, [])


def test_without_a_year_in_the_title_the_period_gives_it() -> None:
    found = of(f"青禾市教育局政府信息公开工作年度报告\n本报告统计期限自2020年1月1日起至2020年12月31日止。\n{BODY}")
    assert found.report_year == 2020


def test_a_contradicting_period_is_a_warning_and_the_title_stands() -> None:
    title = "青禾市教育局2021年政府信息公开工作年度报告"
    found = of(f"{title}\n本报告统计期限自2020年1月1日起至2020年12月31日止。\n{BODY}")
    assert found.report_year == 2021
    assert [notice.code for notice in found.notices] == ["year_contradicted"]


def test_no_year_is_no_year() -> None:
    assert of("青禾市教育局政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息。").report_year is None


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("本报告汇总全市各部门、各县区数据。", "whole"),
        ("本报告数据仅限市教育局本级，不含下属单位。", "own"),
        ("本报告统计数据涵盖市政府各部门、各县（市、区）人民政府。", "whole"),
        ("本报告综合2020年度青禾市各县（市、区）政府和市级各部门的年度报告编制而成。", "whole"),
        ("本报告数据范围为青禾海关本级及隶属海关。", "whole"),
        ("统计范围：局机关及下属单位。", "whole"),
        ("以上数据为全市汇总数据。", "whole"),
        ("报告数据为区政府本级数据。", "own"),
        ("本报告仅反映市教育局机关的情况。", "own"),
        ("本报告由总体情况等六个部分组成。", None),
        ("本报告全文包括各部门依申请公开办理情况。", None),
        ("本报告所列数据的统计期限自2021年1月1日至12月31日止，电子版可在市政府网站和各部门网站下载。", None),
        ("加强统计，汇总各部门报送情况。", None),
    ],
)
def test_scope_is_what_the_report_says(sentence: str, scope: str | None) -> None:
    assert of(f"青禾市教育局2021年政府信息公开工作年度报告\n{sentence}\n{BODY}").scope == scope
