"""Which year a report is of, and when it was published, in the ways that real pages say it; places are made up."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pipeline.identified import BODY, codes, of


@pytest.mark.parametrize("number", ["禾府办发〔2022〕3号", "禾府办发[2022]3号", "禾教字（2022）第3号"])
def test_the_year_of_a_document_number_is_not_reported_on(number: str) -> None:
    lead = "本报告中所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
    assert of(f"{number}\n{lead}\n{BODY}").report_year == 2021


def test_particulars_date_a_report_without_a_title() -> None:
    assert of(f"2022-01-17 10:12 望川县水务局\n{BODY}").published_on == date(2022, 1, 17)


@pytest.mark.parametrize(
    "printed",
    [
        "17/01/2022",
        "[22-01-17]",
        "22/01/17 10:42:59",
        "17.01.2022 20:33",
        "2022-01-17T10:12:00",
        "2022年1月17日 星期一",
        "2022年01月17日 10时12分",
    ],
)
def test_a_line_of_particulars_has_the_date_in_any_way(printed: str) -> None:
    for title in ("", "望川县水务局2021年政府信息公开年度报告\n"):
        assert of(f"{title}{printed}\n{BODY}").published_on == date(2022, 1, 17)
    assert of(f"望川县水务局2021年政府信息公开年度报告\n发布时间：{printed} 点击：12\n{BODY}").published_on == date(
        2022, 1, 17
    )


def test_only_a_site_prints_the_time_of_day() -> None:
    title = "望川县水务局2021年政府信息公开年度报告"
    assert of(f"{title}\n望川县政府门户网 2022-01-17 10:12\n{BODY}").published_on == date(2022, 1, 17)
    assert of(f"{title}\n经县政府2022-01-17会议讨论\n{BODY}").published_on is None


def test_a_notice_is_dated_above_the_report_that_it_publishes() -> None:
    notice = (
        "望川县人民政府办公室关于印发望川县2021年政府信息公开年度报告的通知\n各乡镇：\n现印发给你们。\n2022年3月20日\n"
    )
    assert of(f"{notice}望川县2021年政府信息公开年度报告\n{BODY}").published_on == date(2022, 3, 20)
    signed = "我局编制了年度报告，现予公布。\n附件：2021年年报\n望川县水务局\n2022年1月26日\n"
    assert of(f"{signed}望川县水务局2021年政府信息公开年度报告\n{BODY}").published_on == date(2022, 1, 26)


@pytest.mark.parametrize("printed", ["２０２１", "2O21", "2o21", "2〇21", "202l"])
def test_a_year_with_letters_among_its_figures_is_one(printed: str) -> None:
    found = of(f"青禾市水务局{printed}年政府信息公开工作年度报告\n{BODY}")
    assert (found.agency_name, found.report_year) == ("青禾市水务局", 2021)
    assert found.title == f"青禾市水务局{printed}年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("lead", "notices"),
    [
        ("特向社会公布青禾市水务局2020年政府信息公开工作年度报告。", ["year_contradicted"]),
        (
            "特向社会公布青禾市水务局2020年政府信息公开工作年度报告，统计期限自2021年1月1日至2021年12月31日。",
            ["year_contradicted"],
        ),
        ("对照2020年政府信息公开工作年度报告，统计期限自2021年1月1日至2021年12月31日。", []),
        ("统计期限自2021年1月1日至2020年12月31日。", ["year_contradicted"]),
        ("根据条例规定，公布水务局2020年政府信息公开工作年度报告。", ["year_contradicted"]),
        ("按照关于做好2020年政府信息公开工作年度报告编制工作的通知要求，编制本报告。", []),
    ],
)
def test_a_lead_that_speaks_of_another_year_is_a_warning(lead: str, notices: list[str]) -> None:
    found = of(f"青禾市水务局2021年政府信息公开工作年度报告\n{lead}\n{BODY}")
    assert (found.report_year, codes(found)) == (2021, notices)


@pytest.mark.parametrize(
    "told",
    [
        "我局按规定公开了青禾市水务局2020年政府信息公开工作年度报告。",
        "及时发布2020年度政府信息公开工作年度报告，更新公开指南。",
        "已完成2020年度政府信息公开年报的公开。",
        "公布2020年政府信息公开工作年度报告1份。",
        "年初在门户网站公布水务局2020年度政府信息公开年报。",
        "2021年1月，按要求编制并公布水务局2020年政府信息公开工作年度报告。",
        "在网站发布水务局2020年政府信息公开工作年度报告。",
        "2020年度报告公布以来，我局认真落实要求。",
        "更新了机构职能，公开了人事信息、财政信息等重点领域信息及2020年度信息公开工作报告。",
    ],
)
def test_the_report_that_was_published_in_the_year_is_another_one(told: str) -> None:
    for title, year in (("青禾市水务局2021年政府信息公开工作年度报告", 2021), ("政府信息公开工作年度报告", 2021)):
        found = of(f"{title}\n一、总体情况\n{told}2021年，主动公开政府信息12条。\n{BODY}")
        assert (found.report_year, "year_contradicted" in codes(found)) == (year, False)


@pytest.mark.parametrize(
    "line",
    [
        "望川市人民政府门户网站 www.wangchuan.gov.cn 2022-01-27",
        "| 2022-01-27 作者:佚名 点击数: |",
        "2022年1月27日 来源：水务局 字号：大 中 小",
    ],
)
def test_a_line_of_particulars_dates_the_page(line: str) -> None:
    assert of(f"青禾市水务局2021年政府信息公开年度报告\n{line}\n{BODY}").published_on == date(2022, 1, 27)


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
        "注：本表由局办公室统计，填报日期2024年1月8日。",
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


@pytest.mark.parametrize(
    ("titled", "told", "published"),
    [
        (2022, "本报告统计期限自2021年1月1日起至2021年12月31日止。", "2022-01-13"),
        (2020, "本报告统计期限自2021年1月1日起至2021年12月31日止。", "2022-01-13"),
        (2022, "本报告统计期限自2021年1月1日起至2021年12月31日止。", "2023-01-13"),
        (2022, "现将有关情况报告如下。", "2022-01-13"),
    ],
)
def test_a_title_that_period_or_text_contradict_stands_with_a_warning(titled: int, told: str, published: str) -> None:
    found = of(f"青禾市教育局{titled}年政府信息公开工作年度报告\n发布时间：{published}\n{told}\n{BODY}")
    assert (found.report_year, codes(found)) == (titled, ["year_contradicted"])


def test_the_other_years_of_a_sentence_are_compared_with() -> None:
    text = "2021年，主动公开政府信息12条，较2020年增加4条；2020年公开8条，2019年公开7条。"
    found = of(f"青禾市水务局政府信息公开工作年度报告\n{BODY.replace('2021年，主动公开政府信息12条。', text)}")
    assert (found.report_year, codes(found)) == (2021, [])


@pytest.mark.parametrize("paper", ["公开了2020年部门决算", "公开2020年度部门决算", "发布2020年预决算"])
def test_the_year_of_what_was_published_is_not_the_reports(paper: str) -> None:
    body = BODY.replace("2021年，主动公开政府信息12条。", f"{paper}。2021年度共收到申请12件。")
    assert of(f"青禾市水务局政府信息公开工作年度报告\n{body}").report_year == 2021


def test_the_year_before_publication_needs_no_majority() -> None:
    text = "2020年，公开8条。2021年，公开12条。"
    title = "青禾市水务局政府信息公开工作年度报告"
    body = BODY.replace("2021年，主动公开政府信息12条。", text)
    assert of(f"{title}\n{body}").report_year is None
    found = of(f"{title}\n发布时间：2022-01-13\n{body}")
    assert (found.report_year, codes(found)) == (2021, ["year_doubtful"])


def test_one_sentence_on_another_year_leaves_no_doubt_where_publication_agrees() -> None:
    body = BODY.replace("2021年，主动公开政府信息12条。", "2021年，公开12条。2020年，公开8条。")
    found = of(f"青禾市水务局政府信息公开工作年度报告\n发布时间：2022-01-13\n{body}")
    assert (found.report_year, codes(found)) == (2021, [])


def test_the_year_before_publication_that_the_text_begins_with_is_the_reports() -> None:
    text = "2021年，公开12条。2020年，公开8条。2020年，办理3件。"
    body = BODY.replace("2021年，主动公开政府信息12条。", text)
    found = of(f"青禾市水务局政府信息公开工作年度报告\n发布时间：2022-01-13\n{body}")
    assert (found.report_year, codes(found)) == (2021, ["year_doubtful"])


@pytest.mark.parametrize(
    ("bracket", "day"),
    [("（2022年1月19日）", date(2022, 1, 19)), ("（2021年1月1日至12月31日）", None), ("（本级）", None)],
)
def test_a_day_in_brackets_behind_the_title_is_that_of_publication(bracket: str, day: date | None) -> None:
    assert of(f"青禾市教育局2021年政府信息公开工作年度报告{bracket}\n{BODY}").published_on == day


@pytest.mark.parametrize(
    "period",
    [
        "数据统计期限为2021年元月1日至12月31日。",
        "所列数据统计期限为二〇二一年一月一日至十二月三十一日。",
        "报告中所列数据截止2021年12月31日。",
        "（2021年）",
        "2021年度",
    ],
)
def test_a_period_is_read_however_it_is_written(period: str) -> None:
    found = of(f"青禾市水务局政府信息公开工作年度报告\n{period}\n{BODY.replace('2021年，', '')}")
    assert (found.report_year, found.notices) == (2021, [])


def test_a_year_that_only_most_of_the_text_names_is_doubted() -> None:
    text = "2021年，公开12条。2021年，办理3件。2020年，公开8条。"
    found = of(f"青禾市水务局政府信息公开工作年度报告\n{BODY.replace('2021年，主动公开政府信息12条。', text)}")
    assert (found.report_year, [one.code for one in found.notices]) == (2021, ["year_doubtful"])


def test_the_day_of_a_signature_and_plans_raise_no_doubt() -> None:
    text = f"{BODY}五、存在的主要问题\n为此，2022年我们将采取以下措施。\n青禾市水务局\n2022年1月12日\n"
    found = of(f"青禾市水务局政府信息公开工作年度报告\n{text}")
    assert (found.report_year, found.notices) == (2021, [])


def test_months_are_no_date_of_publication() -> None:
    assert of(f"青禾市水务局2021年1-12月政府信息公开工作年度报告\n{BODY}").report_year == 2021


def test_an_index_number_is_no_year_of_a_report() -> None:
    number = "索 引 号:0052/2016-00001 | 主题分类:综合政务/政府信息公开年报"
    found = of(f"{number}\n统计期限自2021年1月1日起至2021年12月31日止。\n{BODY}")
    assert (found.report_year, codes(found)) == (2021, ["agency_missing"])


def test_no_year_is_no_year() -> None:
    assert of("青禾市教育局政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息。").report_year is None


@pytest.mark.parametrize(
    "told",
    ["截至2021年12月31日，望川县水务局共主动公开政府信息120条。", "2021年，结合实际制定工作计划，公开政府信息120条。"],
)
def test_a_year_told_only_once_is_the_reports(told: str) -> None:
    assert of(f"望川县水务局政府信息公开工作年度报告\n一、总体情况\n{told}\n").report_year == 2021


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2021年12月31日起至2021年1月1日止", ["year_contradicted"]),
        ("2021年1月1日起至2021年12月31日止", []),
    ],
)
def test_a_period_that_runs_backwards_is_said(period: str, expected: list[str]) -> None:
    lead = f"本报告中所列数据的统计期限自{period}。"
    found = of(f"青禾市水务局2021年政府信息公开工作年度报告\n{lead}\n{BODY}")
    assert (found.report_year, codes(found)) == (2021, expected)
