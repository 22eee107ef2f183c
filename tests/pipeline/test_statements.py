"""Entries that prose states besides its claims, and their comparison with the tables."""

import pytest

from pipeline.checks import APPLICANTS, assess, find_statements, run_checks
from pipeline.checks.statements import Statement
from pipeline.contract import Cell, Claim, Number, Place
from pipeline.documents.document import Line

S = Statement
HERE = Place("here")


def cell(table: str, item: str, column: str, value: Number | None) -> Cell:
    return Cell(table, item, column, value, str(value), "blank" if value is None else "reported", None, HERE)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("其中予以公开3件、部分公开24件，无法提供12件。", [S("granted", 3), S("granted_in_part", 24), S("unavailable", 12)]),
        ("答复情况为：予以公开6件、不予公开10件。", [S("granted", 6), S("denied", 10)]),
        ("收到建议申请9件，其中予以公开6件，部分公开3件。", [S("granted_in_part", 3)]),
        ("全年共办结157件，其中予以公开57件。", [S("answered", 157)]),
        ("全年共答复83件。其中，属于已主动公开范围1件。", [S("answered", 83)]),
        ("按时办结157件，其中予以公开57件。", []),
        ("全年共办结建议提案157件，其中予以公开57件。", []),
        ("全年共办结12件。", []),
        ("作出部分公开决定的2件；不予处理1件；其他处理4件。", [S("granted_in_part", 2), S("not_processed", 1), S("other", 4)]),
        ("从答复情况看，予以公开的5件。", [S("granted", 5)]),
        ("予以公开的5件。", []),
        ("其中，不予公开2件，本机关不掌握相关政府信息4件。", [S("denied", 2), S("unavailable.not_held", 4)]),
        ("信访举报投诉类申请1件、重复申请3件。", [S("not_processed.petition", 1), S("not_processed.repeated", 3)]),
        ("全年未作出行政处罚决定，无行政强制。", [S("penalties", 0), S("coercive_measures", 0)]),
        ("全年未作出行政处罚决定的公示。", []),
        ("全年制定规章2部。", [S("regulations", 2)]),
        ("部分公开三件，3件不予公开，收到申请后2件无法提供。", [S("granted_in_part", 3), S("denied", 3), S("unavailable", 2)]),
        ("答复中予以公开3件部分公开4件。", [S("granted", 3), S("granted_in_part", 4)]),
        ("新收申请9件，结转3件。", [S("carried", 3)]),
        ("答复群众咨询50件，结转3件，转入下一年度继续办理2件。", []),
        ("转入下一年度继续办理3件。", [S("carried_out", 3)]),
        ("公民申请6件，商业企业2件，法律服务机构1件。", [S("natural_person", 6), S("business", 2), S("legal_service", 1)]),
        ("因信息公开引起的行政复议、行政诉讼案件共7件。", [S("disputes", 7)]),
        ("被提起行政诉讼7件，均已审结。", []),
        ("行政复议案件均维持原行政行为。", [S(one, 0, "review") for one in ("corrected", "other_result", "pending")]),
        ("行政处罚引起的行政复议案件均维持原行政行为。", []),
        ("受理行政复议案件9件，均维持原行政行为。", []),
        ("属于信访、举报、投诉类申请不予处理3件。", [S("not_processed.petition", 3)]),
        ("因信息公开被提起行政诉讼7件，均已审结。", [S("pending", 0, "suit")]),
        ("因信息公开被提起行政诉讼7件，均未审结。", [S(one, 0, "suit") for one in ("upheld", "corrected", "other_result")]),
        ("因信息公开被提起行政诉讼7件，败诉2件。", [S("corrected", 2, "suit")]),
        ("因信息公开被提起行政诉讼7件，原告败诉2件。", []),
        ("上年度遗留2件申请均已办结。", [S("received.carried_in", 2)]),
        ("因信息公开引起行政复议3件，维持原行政行为2件，其他结果1件。", [S("upheld", 2, "review"), S("other_result", 1, "review")]),
        ("本年度无政府集中采购项目。", [S("purchases", 0)]),
        ("答复中予以公开、部分公开、不予公开分别为3件、2件、1件。", [S("granted", 3), S("granted_in_part", 2), S("denied", 1)]),
        ("答复中予以公开、驳回、不予公开分别为3件、2件、1件。", []),
        ("无法提供的申请中，本机关不掌握的3件。", [S("unavailable.not_held", 3)]),
        ("全年办理信访举报投诉36件。", []),
        ("因信息公开被申请行政复议3件，全部被纠正。", [S(one, 0, "review") for one in ("upheld", "other_result", "pending")]),
        ("全年未制定规章。", [S("regulations", 0)]),
        ("无上年结转申请，无结转下年度办理。", [S("received.carried_in", 0), S("carried_out", 0)]),
        ("全年无不予公开情形。", [S("denied", 0)]),
        ("未收到法人或其他组织提出的申请。", [S("organisations", 0)]),
        ("收到申请7件，均为自然人申请。", [S("organisations", 0)]),
        (
            "收到的申请已全部予以公开。",
            [S("granted_in_part", 0), S("denied", 0), S("unavailable", 0), S("not_processed", 0)],
        ),
        ("符合条件的申请均予以公开。", []),
        ("应主动公开的信息全部予以公开。", []),
        ("因信息公开引起行政复议3件，均维持。", [S(one, 0, "review") for one in ("corrected", "other_result", "pending")]),
        (
            "因信息公开被申请行政复议3件。被提起行政诉讼6件，其中未经复议直接起诉5件。",
            [S("suit_direct", 5)],
        ),
        ("予以公开及部分公开的有6件。", []),
        ("收到申请9件，予以公开及部分公开的有6件。", [S("granted_at_all", 6)]),
        ("因属于行政执法案卷而不予公开的申请3件。", [S("denied.enforcement_file", 3)]),
        ("上年度无结转申请。", [S("received.carried_in", 0)]),
        ("未结转至下年度的申请3件。", []),
        ("尚有3件申请正在办理，结转至下一年度。", [S("carried_out", 3)]),
        ("行政诉讼案件中，复议后起诉2件，未经复议直接起诉4件。", [S("suit_after_review", 2), S("suit_direct", 4)]),
        ("因信息公开被申请行政复议3件，无一件被复议机关纠正。", [S("corrected", 0, "review")]),
        ("因信息公开被申请行政复议3件，均维持原行为。", [S(one, 0, "review") for one in ("corrected", "other_result", "pending")]),
        ("因本机关不掌握相关信息无法提供1件。", []),
        ("上年结转政府信息公开申请7件，结转下年度办理4件。", [S("received.carried_in", 7), S("carried_out", 4)]),
        ("2021年结转3件，已全部办结。", [S("received.carried_in", 3)]),
        ("全年办结35件，1件结转到2023年办理。", [S("carried_out", 1)]),
        ("全年答复306件，结转下年3件。", [S("carried_out", 3)]),
        ("其中自然人申请6件，法人或其他组织申请1件。", [S("natural_person", 6), S("organisations", 1)]),
        ("收到公民、法人和其他组织申请9件。", []),
        ("本年度办理结果总计5件。", [S("outcomes.total", 5)]),
        ("我局行政许可决定12件，行政处罚3件、行政强制0件。", [S("licensing", 12), S("penalties", 3), S("coercive_measures", 0)]),
        ("公示行政处罚决定12件。", []),
        ("截至2022年底，累计办理行政许可512件。", []),
        ("截至2022年底，办理行政许可512件。", [S("licensing", 512)]),
        ("全年累计办理行政许可512件。", [S("licensing", 512)]),
        ("发布信息230条，其中行政许可30件，行政处罚16件。", []),
        ("交通领域行政处罚12件。", []),
        ("行政许可、行政处罚5件。", []),
        ("法制审核方面，审核规范性文件15件、合同48份、行政处罚6件。", []),
        ("废止行政规范性文件10件，现行有效规范性文件14件。", [S("repealed", 10), S("in_force", 14)]),
        ("制定规范性文件2件，废止1件，现行有效4件。", [S("repealed", 1), S("in_force", 4)]),
        ("制定规范性文件3件，新公开2件。", [S("disclosed", 2)]),
        ("制定规范性文件3件（废止2件）。", [S("repealed", 2)]),
        ("因信息公开引起行政诉讼3件，维持具体行政行为或者驳回原告诉讼请求2件。", [S("upheld", 2, "suit")]),
        ("清理规范性文件30件，废止5件，现行有效20件。", []),
        ("制定规范性文件2件，废止政策文件7件。", []),
        ("全年政府集中采购项目33个，采购总金额12.5万元。", [S("purchases", 33)]),
        ("实施政府集中采购22项。", [S("purchases", 22)]),
        ("公开集中采购项目信息33条。", []),
        ("因信息公开引起行政复议3件，结果维持2件、纠正1件。", [S("upheld", 2, "review"), S("corrected", 1, "review")]),
        ("受理行政复议30件，维持20件。", []),
        ("涉及信息公开的行政诉讼中，未经复议直接起诉5件，复议后起诉1件。", [S("suit_direct", 5), S("suit_after_review", 1)]),
        ("县水务局部分公开2件。", []),
        ("上年部分公开2件。", []),
        ("行政复议4件（上年结转1件、新收3件）。", []),
        ("上年度结转的4件申请中，3件予以公开，1件部分公开。", [S("received.carried_in", 4)]),
        ("2020年部分公开2件。", []),
        ("全县部分公开2件。", []),
        ("部分公开20余件。", []),
        ("制发公文320件，其中主动公开45件、依申请公开12件、不予公开263件。", []),
        ("办理人大代表建议24件，公开答复20件，不予公开4件。", []),
        ("收到申请12件，其中属于主动公开3件、不予公开2件。", [S("denied", 2)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_prose_states_of_an_entry(sentence: str, expected: list[Statement]) -> None:
    assert find_statements([Line(sentence, 0)], 2022) == expected


def test_the_reports_own_name_is_no_other_body() -> None:
    line = Line("县水务局部分公开2件。", 0)
    assert find_statements([line], 2022, "县水务局") == [Statement("granted_in_part", 2)]


REQUESTS = [
    cell("requests", "received.new", "natural_person", 5), cell("requests", "received.carried_in", "natural_person", 2),
    *(cell("requests", "received.new", column, int(column == "business")) for column in APPLICANTS[1:]),
    *(cell("requests", "received.carried_in", column, int(column == "business")) for column in APPLICANTS[1:]),
    cell("requests", "outcomes.total", "natural_person", 6), cell("requests", "granted_in_part", "total", 3),
    cell("requests", "granted", "total", 4),
    cell("requests", "unavailable.not_held", "total", 2), cell("requests", "unavailable.unclear", "total", 1),
    cell("requests", "carried_out", "total", None),
]  # fmt: skip
DISPUTES = [cell("disputes", route, "upheld", 1) for route in ("review", "suit_direct", "suit_after_review")]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([S("granted_in_part", 3)], [("prose.entries", "granted_in_part", 3, 3, "pass")]),
        ([S("granted_in_part", 4)], [("prose.entries", "granted_in_part", 4, 3, "fail")]),
        ([S("granted_in_part", 2), S("granted_in_part", 3)], [("prose.entries", "granted_in_part", 3, 3, "pass")]),
        ([S("granted_in_part", 4), S("granted_in_part", 3)], [
            ("prose.entries", "granted_in_part", 3, 3, "pass"), ("prose.entries", "granted_in_part", 4, 3, "fail"),
        ]),
        ([S("granted_at_all", 7)], [("prose.entries", None, 7, 7, "pass")]),
        ([S("granted_at_all", 9)], [("prose.entries", None, 9, 7, "fail")]),
        ([S("unavailable", 3)], [("prose.requests_unavailable", None, 3, 3, "pass")]),
        ([S("natural_person", 7)], [("prose.entries", "received.new", 7, 7, "pass")]),
        ([S("natural_person", 8)], [("prose.entries", "received.new", 8, 5, "fail")]),
        ([S("natural_person", 7), S("organisations", 2)], [
            ("prose.entries", "received.new", 7, 7, "pass"), ("prose.entries", "received.new", 2, 2, "pass"),
        ]),
        ([S("natural_person", 7), S("organisations", 1)], [
            ("prose.entries", "received.new", 7, 7, "pass"), ("prose.entries", "received.new", 1, 2, "fail"),
        ]),
        ([S("carried_out", 1)], [("prose.entries", "carried_out", 1, None, "not_assessable")]),
        ([S("upheld", 2, "suit")], [("prose.suit_results", None, 2, 2, "pass")]),
        ([S("upheld", 2, "review")], [("prose.entries", "review", 2, 1, "fail")]),
        ([S("licensing", 2)], []),
        ([S("disputes", 3)], []),
        ([S("carried", 0)], [("prose.entries", "carried_out", 0, None, "not_assessable")]),
    ],
)  # fmt: skip
def test_statements_are_held_against_the_tables(
    stated: list[Statement], expected: list[tuple[str, str | None, int, int | None, str]]
) -> None:
    checks = run_checks([*REQUESTS, *DISPUTES], [], assess([]), statements=stated)
    assert [(c.check, c.item, c.left, c.right, c.status) for c in checks] == expected


def test_what_a_claim_states_too_is_one_check() -> None:
    cells = [cell("requests", "denied.other_law", "total", 3)]
    checks = run_checks(cells, [Claim("requests.denied", 2, "不予公开2件", HERE)], statements=[S("denied", 2)])
    assert [(c.left, c.right) for c in checks if c.check == "prose.requests_denied"] == [(2, 3)]
