"""What prose computes from its own figures, and tables that no form has from theirs: right and wrong, and what is left open."""

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract

LEAD = "青禾县水利局2012年政府信息公开工作年度报告\n本报告所列数据的统计期限自2012年1月1日起至2012年12月31日止。\n一、概述\n"
DISCLOSED = "2012年，我局主动公开政府信息120条，其中局门户网站发布80条，微信公众号发布25条，其他方式公开15条。"
RECEIVED = "2012年，我局共收到政府信息公开申请20件。"
END = "\n五、存在的主要问题及改进措施\n公开的内容还不够全面，将进一步改进。\n"


def report(text: str) -> Extraction:
    return extract(f"{LEAD}{text}{END}".encode(), "text/plain")


def alarms(text: str) -> list[str]:
    found = report(text)
    failed = [f"{check.check} {check.left} {check.right}" for check in found.checks if check.status == "fail"]
    return failed + [notice.code for notice in found.notices if notice.severity != "info"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RECEIVED}与上年（16件）相比增长25%。", []),
        (f"{RECEIVED}与上年（16件）相比增长52%。", ["prose.growth 52 25.00"]),
        (f"{RECEIVED}与上年（16件）相比下降25%。", ["prose.growth 25 -25.00"]),
        (f"{RECEIVED}上年收到申请16件，同比增加4件。", []),
        (f"{RECEIVED}上年收到申请16件，同比增加9件。", ["prose.growth 9 4"]),
        (f"{RECEIVED}2011年收到申请24件，同比减少9件。", ["prose.growth 9 4"]),
        (f"{RECEIVED}2010年收到申请24件，同比减少9件。", []),
        (f"{RECEIVED}较上年增加4件，增长25.0%。", []),
        (f"{RECEIVED}较上年增加4件，增长20.0%。", ["prose.growth 20.0 25.00"]),
        (f"{RECEIVED}上年结转申请3件，均已办结，办结数同比增长15%。", []),
        (f"{DISCLOSED}较上年的100条增长20%。", []),
        (f"{RECEIVED}2010年、2011年、2012年分别收到申请12件、16件、20件，年均增长30%。", []),
        (f"{DISCLOSED}网站访问量12万次，同比增长35%。", []),
        (f"{DISCLOSED}网站较上年的64条增长25%，微信较上年的20条增长25%。", []),
        (f"{RECEIVED}上年收到申请9件，今年约为上年的2倍。", []),
        (f"{RECEIVED}上年收到申请13件，今年约为上年的3倍。", ["prose.growth 3 1.54"]),
    ],
    ids=[
        "rate",
        "another rate",
        "fell and did not",
        "difference",
        "another difference",
        "year before by its number",
        "some earlier year",
        "both",
        "rate of another figure",
        "carried over from the year before",
        "of all",
        "a row of years",
        "no figure of the year before",
        "of several matters",
        "times as many",
        "not so many times as many",
    ],
)
def test_growth_is_what_two_figures_give(text: str, expected: list[str]) -> None:
    assert alarms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RECEIVED}其中，当面申请5件，占25%；网络申请12件，占60%；信函申请3件，占15%。", []),
        (f"{RECEIVED}其中，当面申请5件，占25%；网络申请12件，占91%；信函申请3件，占15%。", ["prose.parts 91 60.00"]),
        (f"{RECEIVED}其中，当面申请5件，占25%；办理信访85件，占比30%。", []),
        (f"{DISCLOSED}局门户网站发布的信息占总数的66.7%。", []),
        (f"{DISCLOSED}局门户网站发布的信息占总数的76.7%。", ["prose.parts 76.7 66.67"]),
        (f"{RECEIVED}自然人申请15件，占申请总数的75%。", []),
        (f"{RECEIVED}自然人申请15件，占申请总数的55%。", ["prose.parts 55 75.00"]),
        (f"{DISCLOSED}公开栏发布信息12条，占公开总量的10%。", []),
        (f"{DISCLOSED}{RECEIVED}自然人申请10件，占信息公开申请总量的50%。", []),
        (f"{DISCLOSED}公开栏发布信息12条，占公开总量的20%。", ["prose.parts 20 15.00"]),
        (f"{DISCLOSED}各类平台全年发布消息60条，其中视频12条，占发布总量的20%。", []),
        (f"{DISCLOSED}主动公开的120条信息中，政策类30条，动态类75条，其他15条。", []),
        (f"{DISCLOSED}主动公开的120条信息中，政策类30条，动态类75条，其他25条。", ["prose.parts 130 120"]),
        ("因政府信息公开被提起行政诉讼3件，驳回原告诉讼请求3件。", []),
        ("因政府信息公开被提起行政诉讼3件，驳回原告诉讼请求5件。", ["prose.parts 5 3"]),
        (f"{DISCLOSED}其中上半年公开70条，下半年公开50条。", []),
        (f"{DISCLOSED}其中上半年公开70条，下半年公开60条。", ["prose.parts 130 120"]),
        (f"{DISCLOSED}其中上半年办理信访7件，下半年6件。", []),
        (f"{RECEIVED}其中一季度5件、二季度3件、三季度8件、四季度4件。", []),
        (f"{RECEIVED}其中一季度7件、二季度3件、三季度8件、四季度4件。", ["prose.parts 22 20"]),
        (f"{RECEIVED}网上申请12件，信函申请5件，当面申请3件，合计20件。", []),
        (f"{RECEIVED}网上申请12件，信函申请5件，当面申请3件，合计24件。", ["prose.parts 20 24"]),
        (f"{RECEIVED}上年结转4件，网上申请12件，信函申请5件，当面申请3件，合计20件。", []),
        ("2012年，我局共收到政府信息公开申请20件，其中自然人申请15件，占比75%。", []),
        ("2012年，我局共收到政府信息公开申请20件，其中自然人申请15件，占比57%。", ["prose.parts 57 75.00"]),
        (f"{RECEIVED}上年结转5件，答复24件，答复率96%。", []),
        (f"{RECEIVED}上年结转5件，答复24件，答复率87%。", ["prose.parts 87 96.00"]),
        ("2012年，我局通过局门户网站公开信息80条，其中，政策法规类30条，工作动态类50条。", []),
        ("2012年，我局通过局门户网站公开信息80条，其中，政策法规类30条，工作动态类40条。", []),
        ("2012年，我局通过局门户网站公开信息80条，其中，政策法规类30条，工作动态类60条。", ["prose.parts 90 80"]),
        (f"{RECEIVED}其中，同意公开12件，不予公开3件，信息不存在5件。", []),
        (f"{RECEIVED}其中，同意公开12件，不予公开3件，信息不存在8件。", ["prose.parts 23 20"]),
        (f"{RECEIVED}上年结转3件。其中，同意公开12件，不予公开3件，信息不存在8件。", []),
        (f"{RECEIVED}答复15件，答复率100%。", []),
        ("2012年，我局公开政府信息80条。其中，概况类15条，政策法规类30条，工作动态类35条。", []),
        ("我局共公开政府信息130条，包括网站80条、微信25条、其他渠道15条。", ["prose.parts 120 130"]),
    ],
)
def test_shares_and_parts_are_of_one_whole(text: str, expected: list[str]) -> None:
    assert alarms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RECEIVED}\n本年度未收到政府信息公开申请。", ["claims_differ"]),
        (f"{RECEIVED}\n2011年度未收到政府信息公开申请。", []),
        (f"{RECEIVED}\n本年度未收到政府信息公开申请的投诉。", []),
        ("因政府信息公开被申请行政复议3件。\n全年未发生因政府信息公开引起的行政复议。", ["claims_differ"]),
        ("因政府信息公开被申请行政复议3件。\n全年未发生因政府信息公开引起的行政诉讼。", []),
        ("因政府信息公开被申请行政复议3件。\n全年未发生因政府信息公开引起的行政复议被纠错的情况。", []),
        (f"{RECEIVED}收取信息处理费380元。\n全年未收取信息处理费。", ["claims_differ"]),
        (f"{RECEIVED}收取信息处理费0元，收取件数3件，金额共1200元；本年度未收取信息处理费。", ["claims_differ"]),
        ("我局主动公开政府信息120条，其中政府网站80条。\n全年政府网站主动公开政府信息95条。", ["claims_differ"]),
        (f"{RECEIVED}收取信息处理费0元。\n全年未收取信息处理费。", []),
        (f"{DISCLOSED}\n局门户网站全年发布信息80条。", []),
        (f"{DISCLOSED}\n局门户网站全年发布信息95条。", ["claims_differ"]),
        (f"{DISCLOSED}\n县政府门户网站发布信息95条。", []),
    ],
)
def test_what_prose_denies_or_says_twice(text: str, expected: list[str]) -> None:
    assert alarms(text) == expected


def table(*rows: str) -> str:
    return f"{DISCLOSED}\n附：统计表\n" + "\n".join(f"| {row.replace(' ', ' | ')} |" for row in rows)


CHANGE = ("项目 2011年 2012年 增减", "公开信息 120 150 30", "网上咨询 44 40 -4")
SHARE = ("类别 数量 占比", "动态类 60 60%", "其他类 10 10%")


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("本年度我局公开的政府信息总量为120条。", False),
        ("本年度我局公开的政府信息总量为210条。", True),
        ("信息公开总数达210条。", True),
        ("公开政府信息共计210条，其中主动公开120条，依申请公开90条。", False),
        ("2011年公开政府信息合计210条。", False),
        ("各渠道累计公开政府信息总计210条。", False),
        ("截至2012年底，信息公开总量为210条。", False),
        ("局属单位网站公开信息总计210条。", False),
    ],
)
def test_a_total_of_what_was_disclosed_that_is_said_again(text: str, is_said: bool) -> None:
    assert alarms(f"{DISCLOSED}{text}") == (["claims_differ"] if is_said else [])


@pytest.mark.parametrize(
    ("rows", "is_wrong"),
    [
        (("类别 数量", "动态类 60", "公告类 38", "合计 98"), False),
        (("类别 数量", "动态类 60", "公告类 38", "合计 89"), True),
        (("类别 数量", "总计 99", "动态类 60", "公告类 38"), True),
        (("类别 数量", "动态类 60", "其中:会议 20", "公告类 38", "合计 98"), False),
        (("类别 数量", "动态类 60", "会议 20", "活动 40", "公告类 38", "合计 98"), False),
        (("类别 数量", "咨询 60", "其中:已答复 80", "来访 38"), True),
        (("类别 数量", "动态类 60", "公告类 38", "小计 98", "解读类 11", "问答类 9", "小计 20", "合计 118"), False),
        (("类别 数量", "动态类 60", "公告类 38", "小计 97", "解读类 11", "问答类 9", "小计 20", "合计 118"), True),
        (("科室 网站 微信 合计", "办公室 12 5 17", "法规科 7 9 16", "规划科 4 3 7"), False),
        (("科室 网站 微信 合计", "办公室 12 5 17", "法规科 7 9 19", "规划科 4 3 7"), True),
        (("科室 网站 微信 合计", "办公室 12 5 14", "法规科 7 9 12", "规划科 4 3 6"), False),
        ((*CHANGE, "接待来访 30 36 6"), False),
        ((*CHANGE, "接待来访 30 36 16"), True),
        ((*SHARE, "公告类 30 30%", "合计 100 100%"), False),
        ((*SHARE, "公告类 30 45%", "合计 100 100%"), True),
        (("公开渠道 数量", "门户网站 80", "微信公众号 25", "微博 7"), False),
    ],
)
def test_sums_within_a_local_table(rows: tuple[str, ...], is_wrong: bool) -> None:
    assert alarms(table(*rows)) == ["local_sum"] * is_wrong


def test_a_table_of_channels_is_held_against_prose() -> None:
    assert alarms(table("公开渠道 数量", "门户网站 90", "微信公众号 25", "其他 15")) == ["claims_differ"]
