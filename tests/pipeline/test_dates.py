"""Dates and years as reports print them."""

from datetime import date

import pytest

from pipeline.dates import find_date, year_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-01-28", date(2021, 1, 28)),
        ("2021-1-26 14:55:19", date(2021, 1, 26)),
        ("2022年01月18日", date(2022, 1, 18)),
        ("2011-03-1418:20:44", date(2011, 3, 14)),
        ("2011-03-118:20:44", None),
        ("2023 年 1 月 16 日", date(2023, 1, 16)),
        ("2017- 01- 13 00: 00", date(2017, 1, 13)),
        ("21/01/26 10:42:59", date(2021, 1, 26)),
        ("30.05.2014 20:33", date(2014, 5, 30)),
        ("18/01/2025", date(2025, 1, 18)),
        ("01/18/2025", date(2025, 1, 18)),
        ("18-01-2025", date(2025, 1, 18)),
        ("05/05/2025", date(2025, 5, 5)),
        ("03/04/2025", None),  # nothing tells the day from the month
        ("03.04.2025", date(2025, 4, 3)),
        ("[25-01-08]", date(2025, 1, 8)),
        ("23.01.10", date(2023, 1, 10)),
        ("23/1/9", date(2023, 1, 9)),
        ("0431-21-01-26", None),
        ("1.2.3", None),
        ("(2021年1月19日)", date(2021, 1, 19)),
        ("二〇一〇年一月十九日", date(2010, 1, 19)),
        ("二O一一年三月二十日", date(2011, 3, 20)),
        ("二0一七年十二月三十一日", date(2017, 12, 31)),
        ("2021-02-30", None),
        ("1970-01-01", None),
        ("索引号 2016-00029", None),
    ],
)
def test_find_date(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青禾市2021年政府信息公开工作年度报告", 2021),
        ("2020年度政府信息公开工作年度报告", 2020),
        ("政府信息公开工作2022年度报告", 2022),
        ("2019政务信息公开年报", 2019),
        ("2025青禾县2025年度政府信息公开工作年度报告", 2025),
        ("二〇〇九年政府信息公开年度报告", 2009),
        ("青禾市政府信息公开工作年度报告", None),
        ("2019年、2020年政府信息公开工作年度报告", None),
    ],
)
def test_year_in(text: str, expected: int | None) -> None:
    assert year_in(text) == expected
