"""Figures of prose against the tables, what cannot be, and what is merely unusual."""

from decimal import Decimal

import pytest

from pipeline.checks import (
    assess,
    differing_claims,
    find_amounts,
    find_oddities,
    find_statements,
    hold_labelled,
    more_answered,
    rows_by_table,
    run_checks,
    stated_blanks,
)
from pipeline.claims import find_claims
from pipeline.contract import Cell, CellStatus, Claim, Number, Place
from pipeline.documents.document import Line

HERE = Place("here")


def cell(table: str, item: str, column: str, value: Number, unit: str | None = None) -> Cell:
    return Cell(table, item, column, value, str(value), "reported", unit, HERE)


def claim(indicator: str, value: int, sentence: str = "") -> Claim:
    return Claim(indicator, value, sentence, HERE)


REQUESTS = [cell("requests", "received.new", "total", 5), cell("requests", "received.carried_in", "total", 2)]
ONLINE, MAIL = claim("requests.received.online", 4), claim("requests.received.mail", 1)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([ONLINE, MAIL], [(5, 5, "pass")]),
        ([ONLINE, MAIL, claim("requests.received.fax", 2)], [(7, 7, "pass")]),
        ([ONLINE], []),
        ([claim("requests.received.online", 9), MAIL], [(10, 7, "fail")]),
        ([claim("requests.received.online", 5), MAIL], [(6, 7, "fail")]),
        ([ONLINE, claim("requests.received.online", 3), MAIL], [(5, 5, "pass")]),
        (
            [claim(f"requests.received.{route}", 1) for route in ("online", "mail", "fax", "in_person")],
            [(4, 7, "fail")],
        ),
    ],
    ids=[
        "new",
        "with those carried in",
        "a channel not named",
        "too many",
        "between the two",
        "stated twice",
        "all named",
    ],
)
def test_channels_are_no_more_than_requests(claims: list[Claim], expected: list[tuple[int, int, str]]) -> None:
    checks = run_checks(REQUESTS, claims)
    assert [(c.left, c.right, c.status) for c in checks if c.check == "prose.requests_channels"] == expected


def test_channels_are_held_against_the_total_of_their_own_sentence() -> None:
    sentence = "共收到申请5件,其中网络申请6件"
    stated = [claim("requests.received", 5, sentence), claim("requests.received.online", 6, sentence)]
    checks = [c for c in run_checks(REQUESTS, stated) if c.check == "prose.requests_channels"]
    assert [(c.left, c.right, c.status) for c in checks] == [(6, 5, "fail")]


def test_channels_of_a_report_without_tables_are_held_against_their_sentence() -> None:
    sentence = "共收到申请5件,其中网络申请4件,信函申请3件"
    stated = [
        claim("requests.received", 5, sentence),
        *(claim(f"requests.received.{c}", n, sentence) for c, n in (("online", 4), ("mail", 3))),
    ]
    assert [(c.left, c.right, c.status) for c in run_checks([], stated)] == [(7, 5, "fail")]
    assert run_checks([], stated[1:]) == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("共办理申请7件", "pass"),
        ("新收政府信息公开申请7件,上年结转2件", "fail"),
        ("新收政府信息公开申请七件,上年结转二件", "fail"),
    ],
)
def test_new_requests_are_read_as_new(sentence: str, status: str) -> None:
    stated = Claim("requests.received", 7, sentence, HERE, reading="with_carried_in")
    assert [c.status for c in run_checks(REQUESTS, [stated]) if c.check == "prose.requests_received"] == [status]


@pytest.mark.parametrize(
    ("sentence", "status"), [("新收5件,上年结转2件,共办理7件", "pass"), ("新收5件,上年结转2件,共答复7件", "fail")]
)
def test_requests_that_are_handled_may_still_be_in_hand(sentence: str, status: str) -> None:
    cells = [*REQUESTS, cell("requests", "outcomes.total", "total", 6)]
    checks = run_checks(cells, [claim("requests.answered", 7, sentence)])
    assert [c.status for c in checks if c.check == "prose.requests_answered"] == [status]


@pytest.mark.parametrize(("value", "status"), [(46, "pass"), (43, "pass"), (45, "fail")])
def test_replies_leave_out_the_requests_that_were_closed_without_one(value: int, status: str) -> None:
    outcomes = {"granted": 30, "denied.state_secret": 3, "unavailable.not_held": 10, "not_processed.repeated": 3}
    cells = [cell("requests", item, "total", count) for item, count in {**outcomes, "outcomes.total": 46}.items()]
    checks = run_checks(cells, [claim("requests.answered", value)])
    assert [c.status for c in checks if c.check == "prose.requests_answered"] == [status]


@pytest.mark.parametrize(
    ("text", "item", "printed", "expected"),
    [
        ("从事政府信息公开工作人员9人，其中专职人员7人。", "capacity.staff.full_time", 7, [(7, "pass")]),
        ("从事政府信息公开工作人员9人，其中专职人员7人。", "capacity.staff.full_time", 8, [(7, "fail")]),
        ("告知作出更改补充2件，告知通过其他途径办理1件。", "answers.must_be_corrected", 1, [(2, "fail")]),
        ("接受培训203人次。去年接受培训100人次。", "training.participants", 203, [(203, "pass")]),
        ("2015年接受培训100人次。", "training.participants", 203, []),
        ("申请按时办结40件，延期办结3件。", "requests.closed.on_time", 42, [(40, "fail")]),
        ("专职人员 | 7人 |", "capacity.staff.full_time", 8, []),
    ],
)
def test_rows_that_prose_names_by_their_labels_are_the_tables(
    text: str, item: str, printed: int, expected: list[tuple[int, str]]
) -> None:
    cells = [cell("statistics", item, "value", printed)]
    found = hold_labelled(rows_by_table(cells)["statistics"], [Line(text, 0)], 2016)
    assert [(check.left, check.status) for check in found] == expected


def test_normative_documents_are_those_made() -> None:
    cells = [cell("proactive", "normative_documents", "made", 3)]
    checks = run_checks(cells, [claim("normative_documents.issued", 4)])
    assert [(c.check, c.left, c.right, c.status) for c in checks] == [("prose.documents_issued", 4, 3, "fail")]


@pytest.mark.parametrize(
    ("indicator", "values", "expected"),
    [
        ("disclosed.website", (220, 30), [("prose.statistics", 220, "pass")]),
        ("disclosed.website", (30,), [("prose.statistics", 30, "fail")]),
        ("requests.granted", (2,), [("prose.requests_granted", 2, "pass")]),
        ("training.sessions", (2,), []),
    ],
)
def test_prose_is_held_against_the_statistics_table(
    indicator: str, values: tuple[int, ...], expected: list[tuple[str, int, str]]
) -> None:
    cells = [cell("statistics", "disclosed.website", "value", 220), cell("statistics", "answers.granted", "value", 2)]
    checks = run_checks(cells, [claim(indicator, value) for value in values])
    assert [(c.check, c.left, c.status) for c in checks] == expected


@pytest.mark.parametrize(
    ("text", "printed", "unit", "expected"),
    [
        ("全年行政事业性收费金额12.35万元。", "12.3456", "10k_yuan", ["pass"]),
        ("全年行政事业性收费金额12.35万元。", "123456", "10k_yuan", ["fail"]),
        ("全年行政事业性收费123456元。", "12.3456", "10k_yuan", ["pass"]),
        ("行政事业性收费12万元，较上年减少3万元。", "12.3", "10k_yuan", ["pass"]),
        ("行政事业性收费较上年减少3万元。", "12.3", "10k_yuan", []),
        ("2019年，行政事业性收费3万元。", "12.3", "10k_yuan", []),
        ("代收行政事业性收费3万元，全额上缴。", "12.3", "10k_yuan", []),
        ("行政事业性收费 | 3万元 |", "12.3", "10k_yuan", []),
        ("未收取政府信息公开信息处理费，共0元。", "12.3", "10k_yuan", []),
        ("本年度无行政事业性收费。", "12.3", "10k_yuan", ["fail"]),
        ("本年度无行政事业性收费。", "0", "10k_yuan", ["pass"]),
        ("本年度无行政事业性收费项目调整。", "12.3", "10k_yuan", []),
    ],
)
def test_money_in_prose_is_the_tables(text: str, printed: str, unit: str, expected: list[str]) -> None:
    cells = [cell("proactive", "fees", "amount", Decimal(printed), unit)]
    checks = run_checks(cells, [], amounts=find_amounts([Line(text, 0)], 2022))
    assert [(c.check, c.status) for c in checks] == [("prose.amount", status) for status in expected]


@pytest.mark.parametrize(
    ("text", "item", "printed", "expected"),
    [
        ("政府信息公开专项经费74.8万元。", "capacity.budget", Decimal("74.8"), [("prose.amount", "pass")]),
        ("政府信息公开专项经费74.8万元。", "capacity.budget", Decimal(748000), [("prose.amount", "fail")]),
        ("向申请人收取依申请公开费用5.5万元。", "fees.requests", Decimal("0.36"), [("prose.amount", "fail")]),
        ("依申请公开信息收取费用0.3万元。", "fees.requests", Decimal(3000), [("prose.amount", "fail")]),
        ("共答复60件，其中同意部分公开4件。", "answers.granted_in_part", 4, [("prose.statistics", "pass")]),
        ("已答复60件，其中同意公开4件。", "requests.answered", 61, [("prose.requests_answered", "fail")]),
        ("因信息公开引起行政复议3件，其中维持2件。", "review.upheld", 1, [("prose.statistics", "fail")]),
        ("共答复60件，其中同意部分公开4件。", "answers.granted_in_part", 6, [("prose.statistics", "fail")]),
    ],
)
def test_what_prose_says_beside_its_claims_is_held_against_the_statistics_table(
    text: str, item: str, printed: Number, expected: list[tuple[str, str]]
) -> None:
    unit = "10k_yuan" if item in ("capacity.budget", "fees.requests") else None
    cells = [Cell("statistics", item, "value", printed, str(printed), "reported", unit, HERE)]
    lines = [Line(text, 0)]
    checks = run_checks(cells, [], amounts=find_amounts(lines, 2017), statements=find_statements(lines, 2017))
    assert [(c.check, c.status) for c in checks if c.check.startswith("prose")] == expected


@pytest.mark.parametrize(
    ("printed", "status"), [("149.673874", "pass"), ("1496738.74", "pass"), ("1496.73874", "fail")]
)
def test_an_amount_without_unit_may_be_in_yuan_or_ten_thousands(printed: str, status: str) -> None:
    cells = [cell("proactive", "procurement", "amount", Decimal(printed))]
    amounts = find_amounts([Line("政府集中采购项目31个，采购总金额149.67万元。", 0)], 2020)
    assert [c.status for c in run_checks(cells, [], amounts=amounts)] == [status]


EVERY_CHANNEL = {
    (f"disclosed.{channel}", "value"): count
    for channel, count in {"gazette": 0, "website": 250, "weibo": 20, "wechat": 30, "other_channels": 0}.items()
}


@pytest.mark.parametrize(
    ("table", "figures", "expected"),
    [
        ("proactive", {("regulations", "disclosed"): 8, ("regulations", "disclosed_total"): 8}, []),
        (
            "proactive",
            {("regulations", "disclosed"): 8, ("regulations", "disclosed_total"): 0},
            [("warning", "plausible.documents")],
        ),
        (
            "proactive",
            {("regulations", "made"): 3, ("regulations", "repealed"): 1, ("regulations", "in_force"): 1},
            [("warning", "plausible.documents")],
        ),
        (
            "proactive",
            {("licensing", "previous_items"): 716, ("licensing", "change"): -417, ("licensing", "decisions"): 298},
            [],
        ),
        (
            "proactive",
            {("licensing", "previous_items"): 4, ("licensing", "change"): -5},
            [("warning", "plausible.items")],
        ),
        (
            "proactive",
            {("procurement", "items"): 3, ("procurement", "amount"): 0},
            [("info", "plausible.amount")],
        ),
        (
            "statistics",
            {("disclosed.total", "value"): 300, ("disclosed.website", "value"): 290},
            [],
        ),
        (
            "statistics",
            {("disclosed.total", "value"): 290, ("disclosed.website", "value"): 300},
            [("warning", "plausible.part")],
        ),
        ("statistics", {("disclosed.total", "value"): 300} | EVERY_CHANNEL, []),
        ("statistics", {("disclosed.total", "value"): 301} | EVERY_CHANNEL, [("info", "plausible.part")]),
        (
            "statistics",
            {("training.sessions", "value"): 120, ("training.participants", "value"): 3},
            [("info", "plausible.part")],
        ),
    ],
)
def test_what_cannot_be_is_doubted_and_what_is_unusual_is_not(
    table: str, figures: dict[tuple[str, str], int], expected: list[tuple[str, str]]
) -> None:
    notices = find_oddities([cell(table, *place, value) for place, value in figures.items()], assess([]))
    assert [(n.severity, n.code) for n in notices] == expected


IN_TABLES = {
    ("requests", "received.new"): 45,
    ("requests", "received.carried_in"): 3,
    ("requests", "granted"): 20,
    ("requests", "granted_in_part"): 5,
    ("requests", "denied.state_secret"): 6,
    ("requests", "unavailable.not_held"): 12,
    ("requests", "not_processed.repeated"): 1,
    ("requests", "other.other"): 2,
    ("requests", "outcomes.total"): 46,
    ("requests", "carried_out"): 2,
}


@pytest.mark.parametrize(
    ("sentence", "is_contradicted"),
    [
        ("共受理政府信息公开申请48件（含上年结转3件），办结46件。", False),
        ("全县共收到政府信息公开申请1980件，其中本机关收到45件。", False),
        ("县局收到政府信息公开申请45件，下属中心收到申请8件。", False),
        ("收到申请45件，答复43件，不予处理1件，其他处理2件。", False),
        ("收到县政府转办的依申请公开件12件，自行受理政府信息公开申请33件，共计45件。", False),
        ("截至6月底，收到政府信息公开申请20件；全年收到政府信息公开申请45件。", False),
        ("予以公开（含部分公开）25件，不予公开或无法提供18件。收到政府信息公开申请45件。", False),
        ("受理行政许可申请1520件，不予许可2件。收到政府信息公开申请45件，2021年收到40件。", False),
        ("收到政府信息公开申请54件，办结46件。", True),
        ("共受理政府信息公开申请50件（含上年结转3件）。", True),
        ("收到政府信息公开申请45件，其中予以公开22件，不予公开6件。", True),
        ("2022年未收到政府信息公开申请。", True),
        ("全年收到申请45件。共办理答复申请46件。", False),
        ("全年收到申请45件。共办理政府信息公开申请46件。", False),
        ("全年收到申请45件。共办理政府信息公开申请44件。", True),
    ],
)
def test_prose_that_counts_something_else_contradicts_no_table(sentence: str, is_contradicted: bool) -> None:
    cells = [cell(table, item, "total", value) for (table, item), value in IN_TABLES.items()]
    claims = find_claims([Line(sentence, 0, number=1)], 2022, cells)
    checks = [check for check in run_checks(cells, claims) if check.check.startswith("prose.")]
    failed = [check for check in checks if check.status == "fail"]
    assert bool(failed) == is_contradicted, failed


@pytest.mark.parametrize(
    ("sentence", "new", "status"),
    [
        ("全年共收到政府信息公开申请3件。", 0, "fail"),
        ("全年共收到政府信息公开申请3件（含上年结转3件）。", 0, "pass"),
        ("全年共办理政府信息公开申请3件。", 0, "pass"),
        ("全年共收到政府信息公开申请3件。", 1, "pass"),
    ],
)
def test_none_came_where_the_table_has_no_new_ones(sentence: str, new: int, status: str) -> None:
    cells = [cell("requests", "received.new", "total", new), cell("requests", "received.carried_in", "total", 3 - new)]
    checks = run_checks(cells, find_claims([Line(sentence, 0, number=1)], 2022, cells))
    assert [c.status for c in checks if c.check == "prose.requests_received"] == [status]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年主动公开政府信息300条。综上，主动公开政府信息305条。", ["disclosed.total"]),
        ("全年主动公开政府信息300条。综上，主动公开政府信息300条。", []),
        ("全年主动公开政府信息300条，其中网站公开250条、微信公开50条。", []),
        ("2022年收到申请5件。全年收到政府信息公开申请6件。", ["requests.received"]),
        ("2022年收到申请5件。共办理申请7件（含上年结转2件）。", []),
        ("收到申请100件，上年结转12件。全年办理依申请公开112件。", []),
        ("2022年收到申请9件。全年办理依申请公开7件。", []),
        ("2022年收到申请5件。全年办理依申请公开7件。", ["requests.received"]),
        ("行政复议3件。全年发生行政复议2件。", ["review.total"]),
        ("门户网站公开信息50条。子网站公开信息70条。", []),
    ],
)
def test_one_figure_is_stated_in_one_way(text: str, expected: list[str]) -> None:
    claims = find_claims([Line(text, 0, number=1)], 2022, ())
    assert [notice.item for notice in differing_claims(claims, run_checks([], claims))] == expected


@pytest.mark.parametrize(
    ("status", "parts", "text", "expected"),
    [
        ("blank", None, "全年发生行政复议3件。", ["review"]),
        ("not_applicable", None, "全年发生行政复议3件。", ["review"]),
        ("not_applicable", None, "全年未发生行政复议。", []),
        ("blank", 3, "全年发生行政复议3件。", []),
        ("unreadable", None, "全年发生行政复议3件。", []),
    ],
)
def test_what_prose_counts_is_not_left_blank(
    status: CellStatus, parts: int | None, text: str, expected: list[str]
) -> None:
    cells = [
        Cell("disputes", "review", "upheld", parts, str(parts or ""), "reported" if parts else "blank", None, HERE),
        Cell("disputes", "review", "total", None, "", status, None, HERE),
    ]
    checks = run_checks(cells, find_claims([Line(text, 0, number=1)], 2022, cells))
    assert [n.item for n in stated_blanks(rows_by_table(cells), checks)] == expected


def test_of_statements_that_differ_the_tables_may_hold_each() -> None:
    claims = find_claims([Line("全年收到申请5件。共处理收到的申请7件。", 0, number=1)], 2022, REQUESTS)
    assert {c.value for c in claims} >= {5}
    assert list(differing_claims(claims, run_checks(REQUESTS, claims))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主动公开政府信息300条，其中网站公开350条、微信公开20条。", [(350, 300)]),
        ("主动公开政府信息300条，其中网站公开280条、微信公开20条。", []),
        ("主动公开政府信息300条，网站公开各类信息350条。", []),
        ("主动公开政府信息300条，其中网站公开250条，微信公开30条，其他渠道公开20条。", []),
        ("主动公开政府信息300条，其中网站公开250条，微信公开50条，其他渠道公开20条。", [(320, 300)]),
        ("主动公开政府信息300条：网站250条，微信50条，其他渠道20条。", [(320, 300)]),
        ("主动公开政府信息300条。其中，网站公开250条，微信公开50条，其他渠道公开20条。", [(320, 300)]),
        ("主动公开政府信息300条。其中，网站公开250条，微信公开30条，其他渠道公开20条。", []),
        ("主动公开政府信息300条，其中：网站250条、微信30条、其它方式2条。", [(282, 300)]),
        ("主动公开政府信息300条，其中网站公开250条，微信公开30条，微博公开2条。", []),
        ("主动公开政府信息300条，其中网站公开250条，微信公开30余条，其他渠道公开2条。", []),
        ("共答复政府信息公开申请8件，其中予以公开5件，不予公开3件，无法提供2件。", [(10, 8)]),
        ("共答复政府信息公开申请8件，其中予以公开5件，不予公开1件，无法提供2件。", []),
        ("答复申请8件，其中予以公开5件，部分公开3件，不予处理1件。", []),
        ("因信息公开被申请行政复议3件，其中维持6件，纠错1件；行政诉讼9件。", [(6, 3)]),
        ("因信息公开被申请行政复议3件，其中维持2件，纠错1件，行政诉讼9件，驳回8件。", []),
        ("答复申请31件，其中同意公开22件，占总数的71%。", []),
        ("答复申请31件，其中同意公开22件，占总数的50%。", [(50, Decimal("70.97"))]),
        ("全年收到申请40件，答复31件，其中同意公开22件，占申请总数的55%。", []),
        ("全年主动公开信息900条。通过门户网站公开信息90条，占总数的50%。", [(50, 10)]),
        ("全年主动公开信息900条。通过门户网站公开信息90条，占网站信息的50%。", []),
    ],
)
def test_parts_in_prose_are_no_more_than_their_whole(text: str, expected: list[tuple[int, int]]) -> None:
    checks = run_checks([], find_claims([Line(text, 0, number=1)], 2022, ()))
    assert [(c.left, c.right) for c in checks if c.check == "prose.parts"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请31件。答复申请36件，其中同意公开22件。", ["requests.answered"]),
        ("收到申请31件，上年结转5件。答复申请36件。", []),
        ("收到申请36件。答复申请31件。", []),
        ("未收到政府信息公开申请。答复31件，其中同意公开22件。", ["requests.answered"]),
    ],
)
def test_no_more_are_answered_than_came(text: str, expected: list[str]) -> None:
    line = Line(text, 0, number=1)
    assert [notice.item for notice in more_answered(find_claims([line], 2022, ()), {}, [line])] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到申请12件，均已按期答复", []),
        ("共答复申请12件，均在规定期限内", [(12, 9, "fail")]),
        ("全部答复12件", [(12, 9, "fail")]),
    ],
)
def test_what_is_said_of_all_that_came_counts_no_answers(sentence: str, expected: list[object]) -> None:
    cells = [cell("requests", "received.new", "total", 12), cell("requests", "outcomes.total", "total", 9)]
    checks = run_checks(cells, [claim("requests.answered", 12, sentence)], assess([]))
    assert [(c.left, c.right, c.status) for c in checks if c.check == "prose.requests_answered"] == expected
