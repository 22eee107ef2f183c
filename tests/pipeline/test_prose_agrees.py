"""Narratives that agree with the tables → no check of prose fails, whatever else they compare, add up or say of others.

The narratives are made up. A wrong claim from one of them would be a false alarm on a clean report.
"""

import pytest

from pipeline.checks import run_checks
from pipeline.claims import find_claims
from pipeline.contract import Cell, Place
from pipeline.documents.document import Line

AGENCY, YEAR = "青禾市财政局", 2023
FIGURES = {
    ("requests", "received.new"): 134,
    ("requests", "received.carried_in"): 6,
    ("requests", "granted"): 60,
    ("requests", "granted_in_part"): 10,
    ("requests", "denied.third_party"): 8,
    ("requests", "unavailable.not_held"): 50,
    ("requests", "other.other"): 7,
    ("requests", "outcomes.total"): 135,
    ("requests", "carried_out"): 5,
    ("disputes", "review"): 9,
    ("disputes", "suit_direct"): 4,
    ("disputes", "suit_after_review"): 2,
}
CELLS = [
    *(
        Cell(table, item, "total", value, str(value), "reported", None, Place(""))
        for (table, item), value in FIGURES.items()
    ),
    Cell("proactive", "normative_documents", "made", 4, "4", "reported", None, Place("")),
]

NARRATIVES = [
    "共收到政府信息公开申请134件，较2022年的125件增加9件，增长7.2%。上年结转6件，办结135件，结转下年度5件。",
    "2021年、2022年、2023年分别收到申请98件、125件、134件。",
    "受理申请134件、答复135件，较上年多受理9件、多答复3件。",
    "申请量由125件变为134件，其中网络申请100件、信函申请20件、当面申请14件。",
    "通过依申请公开系统收到100件、邮政寄递收到20件、现场提交14件，共计134件。",
    "2023年收到申请134件，上年结转6件，共需办理140件，已答复135件。",
    "收到申请134件，上年结转6件，共办理140件，其中予以公开60件，占44.4%；不予公开8件。",
    "自2008年《条例》施行以来，累计收到申请1742件，其中2023年收到134件，答复135件。",
    "近五年共收到申请560件。2023年收到申请134件，3个工作日内答复33件，其他均在法定期限内答复。",
    "一季度收到申请33件，二季度收到申请44件，全年共收到申请134件。",
    "去年共收到申请125件，答复125件。今年收到申请134件，答复135件。",
    "2023年全市行政机关共收到政府信息公开申请1256件。",
    "全区各部门、各镇街共受理依申请公开事项543件，本机关承办134件。",
    "全县各乡镇收到政府信息公开申请289件，办结276件，具体见各乡镇年报。",
    "“十三五”以来累计受理信息公开申请563件。按照一事一表原则拆分申请4件，合并答复3件。",
    "收到自然人申请120件、商业企业申请14件。依申请公开135件办结。",
    "上年度未办结的6件已全部办结。本年度收到134件，办结129件，5件正在办理中。",
    "据统计，全市行政机关因信息公开被复议84件、被诉33件。",
    "市本级收到申请134件，各县（市、区）收到申请409件。",
    "2023年全市共收到申请543件，其中市财政局134件、其他单位409件。",
    "全系统收到申请543件，其中局机关134件、直属分局409件。",
    "我局收到申请134件，局属各单位收到申请409件；受理行政许可申请2345件，办结2345件。",
    "收到群众来信409件、市长信箱来件145件，办结145件；收到政府信息公开申请134件，办结135件。",
    "因政府信息公开被申请行政复议9件；被提起行政诉讼6件，其中未经复议直接起诉4件，复议后起诉2件。全年办理其他行政复议案件89件、应诉案件30件。",
    "发生行政复议案件9件，同比减少4件；行政诉讼案件6件，同比增加1件；无一被纠错、败诉。作为复议机关审理复议案件230件。",
    "2023年制发行政规范性文件4件，废止1件，现行有效24件；2022年制发7件。备案审查下级规范性文件409件。",
    "收到申请134件，办结的135件中，按期办结130件，依法延长期限后办结5件，无超期情形。",
    "本机关负责人出庭应诉2次，参加庭审旁听4次；政府信息公开类行政诉讼案件6件。",
    "作为行政复议机关收到各类复议申请82件，其中以下级机关信息公开答复为争议内容的3件；本机关被申请行政复议9件。",
    "其中由办公室直接答复35件，转业务科室答复100件。申请人李某一人提交3件重复性申请，已与其沟通。",
    "5个工作日内答复35件，10个工作日内答复60件，20个工作日内答复40件。",
    "本年度全口径行政复议案件89件、行政应诉案件30件，所有类型行政诉讼案件的出庭应诉率为100%。",
    "以上9件行政复议、6件行政诉讼均由政策法规科承办。1起行政复议案件被纠正的原因是答复超期。",
    "主要问题：3件申请答复超过15个工作日，1件被复议纠正。",
    "年内收到要求公开集体土地征收信息的申请18件，涉及9个村。收到要求公开政府信息的申请134件。",
    "计划2024年公开信息1500条以上，培训人员200人次，制发规范性文件5件。",
    "下一年度拟开展培训4次，制定规范性文件2件。",
    "附：局属单位共收到申请12件（单独编制报告，未计入本表）。",
    "因政府信息公开被申请行政复议9件。其中1件复议案件系上年受理，本年审结。",
    "上年结转6件已于一季度全部办结，其中予以公开5件、部分公开1件。",
    "因政府信息公开被申请行政复议9件。1件复议被纠正，原因为答复超期；1件诉讼仍在二审。",
    "上年度结转的6件申请中，5件予以公开，1件部分公开。",
    "收到申请134件（含自然人120件、法人14件），撤回3件，同比增长7.2%，人均申请2件。",
]


@pytest.mark.parametrize("narrative", NARRATIVES)
def test_no_check_of_prose_fails(narrative: str) -> None:
    claims = find_claims([Line(narrative, 0, number=1)], YEAR, CELLS, AGENCY)
    failed = [c for c in run_checks(CELLS, claims) if c.check.startswith("prose") and c.status == "fail"]
    assert failed == []


@pytest.mark.parametrize(
    "line",
    ["栏目来信433件，其中咨询类210件、投诉类152件、建议类71件。", "上年度结转的6件中，5件予以公开，1件部分公开。"],
)
def test_nor_does_one_of_what_a_heading_is_not_about(line: str) -> None:
    lines = [Line("三、收到和处理政府信息公开申请情况", 0, number=1), Line(line, 20, number=2)]
    assert find_claims(lines, YEAR, CELLS, AGENCY) == []


@pytest.mark.parametrize(
    ("narrative", "check"),
    [
        ("共收到政府信息公开申请143件，较2022年的125件增加18件。", "prose.requests_received"),
        ("收到申请134件，答复153件，3个工作日内答复33件。", "prose.requests_answered"),
        ("被申请行政复议6件，行政诉讼6件。全年办理其他行政复议案件89件。", "prose.review_total"),
        ("收到申请134件。由办公室直接答复35件，转业务科室答复101件。", "prose.requests_answered"),
        ("收到政府信息公开申请134件，已办结134件，其中当场答复1件。", "prose.requests_answered"),
        ("全年发生8件行政复议、6件行政诉讼。", "prose.review_total"),
        ("全年发生9件行政复议、9件行政诉讼。", "prose.suit_total"),
        ("收到要求公开政府信息的申请143件。", "prose.requests_received"),
        ("制发行政规范性文件14件，废止1件。", "prose.documents_issued"),
    ],
)
def test_what_contradicts_the_tables_is_still_seen(narrative: str, check: str) -> None:
    claims = find_claims([Line(narrative, 0, number=1)], YEAR, CELLS, AGENCY)
    failed = {c.check for c in run_checks(CELLS, claims) if c.check.startswith("prose") and c.status == "fail"}
    assert failed == {check}
