"""Dates and years as pages print them."""

from datetime import date

import pytest

from pipeline.dates import find_date, year_in

DATES = {
    "2021-01-28": date(2021, 1, 28),
    "2021-01-26 14:55:19": date(2021, 1, 26),
    "2021-1-26": date(2021, 1, 26),
    "2022年01月18日": date(2022, 1, 18),
    "2017- 01- 13 00: 00": date(2017, 1, 13),
    "2023 年 1 月 16 日": date(2023, 1, 16),
    "2020/3/31": date(2020, 3, 31),
    "21/01/26 10:42:59": date(2021, 1, 26),
    "30.05.2014 20:33": date(2014, 5, 30),
    "(2021年1月19日)": date(2021, 1, 19),
    "二〇一〇年一月十九日": date(2010, 1, 19),
    "二0一七年三月三十一日": date(2017, 3, 31),
    "二O一一年十二月二十日": date(2011, 12, 20),
    "2023年2月30日": None,
    "1970-01-01": None,
    "2017210日)": None,
    "第 20210128 号": None,
    "没有日期": None,
}

YEARS = {
    "宜春市2021年政府信息公开工作年度报告": 2021,
    "2020年度政府信息公开工作年度报告": 2020,
    "政府信息公开工作2022年度报告": 2022,
    "2025湖口县大垅乡2025年度政府信息公开工作年度报告": 2025,
    "2019政务信息公开年报": 2019,
    "2022政府信息公开工作年度报告": 2022,
    "二○一一年度政府信息公开工作报告": 2011,
    "二0一七年政府信息公开年报": 2017,
    "二O一二年度政府信息公开年报": 2012,
    "2013年至2017年政府信息公开情况": None,
    "驼峰路街道办事处政府信息公开工作年度报告": None,
    "电话0536-6205388": None,
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_dates(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(("text", "expected"), YEARS.items())
def test_years(text: str, expected: int | None) -> None:
    assert year_in(text) == expected
