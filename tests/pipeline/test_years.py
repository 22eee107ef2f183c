"""Years that prose, titles and tables name, against the report's own."""

from datetime import date

import pytest

from pipeline.checks.years import (
    FEWEST_IN_A_MENU,
    captions_of_others,
    contradicted_captions,
    contradicted_tables,
    contradicted_titles,
    contradicted_years,
    exchanged_headings,
)
from pipeline.documents.document import Grid, GridCell, Line
from pipeline.extract import LINES_ABOVE, extract

BODY = "某局{0}年报告|根据条例编制，统计期限为2022年1月1日至2022年12月31日。|一、总体情况|{1}|{2}|二、主动公开政府信息情况|{3}"


@pytest.mark.parametrize(
    ("sentences", "published", "expected"),
    [
        (("2022年，我局公开信息9条。", "本年度收到申请3件。", ""), date(2023, 1, 20), 0),
        (("2021年，我局公开信息9条。", "2021年，收到申请3件。", ""), date(2023, 1, 20), 1),
        (("2022年，我局公开信息9条。", "2021年，收到申请3件。", ""), date(2023, 1, 20), 0),
        (("2022年，我局推进公开。", "2021年，收到申请3件。", ""), None, 0),
        (("2021年，我局推进公开。", "", ""), None, 1),
        (("2021年，我局推进公开。", "2022年，收到申请3件。", ""), None, 1),
        (("2016年，我局制定了11项制度。", "2022年，收到申请3件。", ""), None, 0),
        (("2016年，我局制定了11项制度。", "", ""), None, 1),
        (("2021年，我局被评为优秀单位。2022年，我局公开信息9条。", "", ""), None, 0),
        (("2021年度公开9条，2022年度公开12条。", "", ""), None, 0),
        (("全年公开信息9条。", "2023年，我局将公开更多信息，计划培训2次。", ""), None, 0),
        (("全年公开信息9条。", "收到申请3件。", "2023年，我局开展培训2次。"), None, 0),
        (("2021年11月，召开会议2次。", "全年公开信息9条。", ""), None, 0),
        (("全年公开信息9条。", "", ""), date(2022, 6, 30), 1),
        (("全年公开信息9条。", "", ""), date(2022, 12, 30), 0),
        (("全年公开信息9条。", "", ""), date(1970, 1, 1), 0),
    ],
    ids=["agrees", "last year's narrative", "a comparison", "beside a short sentence", "a short sentence",
         "last year's beginning", "its history", "an old narrative", "how it came to that", "both years", "a plan",
         "behind the overview", "a month", "published too early",
         "published early", "a site's default date"],
)  # fmt: skip
def test_the_year_of_the_narrative_is_the_reports(
    sentences: tuple[str, str, str], published: date | None, expected: int
) -> None:
    body = [Line(text, 0) for text in BODY.format(2022, *sentences).split("|")]
    assert [n.code for n in contradicted_years(body, 2022, published)] == ["year_contradicted"] * expected
    assert not list(contradicted_years(body, None, published))


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("2021年收到和处理政府信息公开申请情况表", 1),
        ("三、2021年收到和处理政府信息公开申请情况", 1),
        ("（2021年度）", 1),
        ("收到和处理政府信息公开申请情况（2021年）", 1),
        ("（统计年度：2021年）", 1),
        ("统计时间：2021年1月1日至2021年12月31日", 1),
        ("统计时间：2022年1月1日至2022年12月31日", 0),
        ("四、政府信息公开行政复议、行政诉讼情况（2021年）", 1),
        ("四、政府信息公开行政复议、行政诉讼情况（2022年）", 0),
        ("填报单位：青禾市教育局 2021年度", 1),
        ("上年度主动公开政府信息情况", 1),
        ("（上年数）", 1),
        ("附：去年情况", 1),
        ("上年结转申请办理情况", 0),
        ("上一年项目数量", 0),
        ("上一年项目数量 本年增/减 处理决定数量", 0),
        ("上年度与本年度比较情况", 0),
        ("填报单位：青禾市教育局 2022年度", 0),
        ("2021年：", 0),
        ("2022年收到和处理政府信息公开申请情况表", 0),
        ("三、收到和处理政府信息公开申请情况", 0),
        ("2021年收到申请3件，2022年申请情况", 0),
        ("2021年收到申请3件。", 0),
    ],
)
def test_the_title_of_a_table_is_of_the_reports_year(above: str, expected: int) -> None:
    blocks = [Line(above, 0), Grid(1, [])]
    assert [n.code for n in contradicted_captions(blocks, {1}, 2022)] == ["year_contradicted"] * expected
    assert not list(contradicted_captions(blocks, {2}, 2022))
    assert not list(contradicted_captions(blocks, {1}, None))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2022年1月1日起至2022年12月31日止", 0),
        ("2022年1月1日至12月20日", 0),
        ("2022年5月8日至12月31日", 0),
        ("2022年1月1日到2022年6月30日", 1),
        ("2022年1月1日至9月30日", 1),
    ],
)
def test_what_is_counted_is_most_of_the_year(period: str, expected: int) -> None:
    lines = [Line(f"本报告所列数据的统计期限自{period}。", 0)]
    assert len(list(contradicted_years(lines, 2022, None))) == expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ({5: "二、主动公开政府信息情况", 50: "三、收到和处理政府信息公开申请情况"}, 0),
        ({5: "二、收到和处理政府信息公开申请情况", 50: "三、主动公开政府信息情况"}, 1),
        ({5: "二、主动公开政府信息情况", 9: "三、收到和处理政府信息公开申请情况"}, 0),
        ({5: "三、收到和处理政府信息公开申请情况"}, 0),
    ],
    ids=["as the form has them", "exchanged", "all above", "one is lost"],
)
def test_tables_stand_below_their_own_headings(headings: dict[int, str], expected: int) -> None:
    lines = [Line(text, start) for start, text in headings.items()]
    found = list(exchanged_headings(lines, {"proactive": 20, "requests": 80}))
    assert [notice.code for notice in found] == ["title_contradicted"] * expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("下属单位：市不动产登记中心", "title_contradicted"),
        ("（所属事业单位）", "title_contradicted"),
        ("以下为各乡镇数据", "title_contradicted"),
        ("2022年上半年", "title_contradicted"),
        ("第一季度统计表", "title_contradicted"),
        ("累计数（2019年以来）", "title_contradicted"),
        ("样表（数据仅为示例）", "title_contradicted"),
        ("（单位：百件）", "figure_with_remark"),
        ("计量单位：万件", "figure_with_remark"),
        ("单位：件", None),
        ("单位：万元", None),
        ("本级及下属单位汇总", None),
        ("各乡镇汇总", None),
        ("全年办理情况", None),
        ("上半年收到3件，下半年收到4件。", None),
        ("三、收到和处理政府信息公开申请情况", None),
        ("所属单位3件申请已分别统计", None),
    ],
)
def test_the_title_of_a_table_says_whose_its_figures_are(above: str, expected: str | None) -> None:
    grids = [Grid(1, []), Grid(1, [[GridCell(above, 0, 0, 1, 4)]])]
    for blocks in ([Line(above, 0), grids[0]], [grids[1]]):
        assert [notice.code for notice in captions_of_others(blocks, {1}, [])] == [expected] * (expected is not None)
        assert not list(captions_of_others(blocks, {2}, []))
    assert len(list(captions_of_others([], {1}, [above]))) == (expected is not None)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("处理决定数量（2021年）",), 1),
        (("2021年度主动公开政府信息情况", "处理决定数量"), 1),
        (("统计时间：2021年1月1日至2021年12月31日",), 1),
        (("处理决定数量（2022年）",), 0),
        (("2021年", "2022年"), 0),
        (("上一年项目数量（2021年）",), 0),
        (("填报时间：2023年1月12日",), 0),
        (("对外公开总数量（2008年以来）",), 0),
        (("《条例》（2019年修订）第二十条",), 0),
        (("注：2021年起本表的件数按办结时间统计，与上年口径不同，含委托各区县办理的全部事项",), 0),
    ],
)
def test_the_names_in_a_table_are_of_the_reports_year(names: tuple[str, ...], expected: int) -> None:
    grid = Grid(1, [[GridCell(name, 0, column) for column, name in enumerate(names)]])
    assert [n.code for n in contradicted_tables([grid], {1}, 2022)] == ["year_contradicted"] * expected
    assert not list(contradicted_tables([grid], {2}, 2022))
    assert not list(contradicted_tables([grid], {1}, None))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("（2021年度）", 1),
        ("2021年度政府信息公开情况统计表", 1),
        ("（2022年度）", 0),
        ("2021年", 0),
        ("2021年收到申请3件", 0),
    ],
)
def test_a_title_of_another_year_above_lines_of_a_table_is_said(title: str, expected: int) -> None:
    assert len(list(contradicted_titles(["附表", title], 2022))) == expected


def test_years_above_a_table_are_a_menu_where_there_are_many() -> None:
    titles = [f"{year}年度" for year in range(2016, 2016 + FEWEST_IN_A_MENU)]
    assert not list(contradicted_titles(titles, 2022))
    assert len(list(contradicted_titles(titles[1:], 2022))) == FEWEST_IN_A_MENU - 1


@pytest.mark.parametrize(("between", "expected"), [(0, 1), (LINES_ABOVE - 4, 1), (LINES_ABOVE + 1, 0)])
def test_a_title_belongs_to_the_table_in_lines_that_it_stands_above(between: int, expected: int) -> None:
    head = ["青禾市教育局2022年政府信息公开工作年度报告", "2021年度行政复议、行政诉讼情况表", *["附注"] * between]
    rows = [
        "行政复议\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉",
        "\t".join(["结果维持\t结果纠正\t其他结果\t尚未审结\t总计"] * 3),
        "\t".join("3 0 0 1 4 1 0 0 0 1 2 0 1 0 3".split()),
    ]
    found = extract("\n".join([*head, *rows]).encode())
    assert len(found.cells) == 15
    assert len([notice for notice in found.notices if notice.code == "year_contradicted"]) == expected
