"""Where an agency's name begins and ends among what is printed around it; the places are listed ones."""

from __future__ import annotations

import pytest

from pipeline.identification.name_bounds import is_odd, printed_again, start_of_name
from tests.pipeline.identified import BODY, codes, of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("网站首页潍坊市财政局", "潍坊市财政局"),
        ("经研究潍坊市安丘市审计局", "潍坊市安丘市审计局"),
        ("指导下潍坊市政务公开办潍坊市红十字会", "潍坊市红十字会"),
        ("上级统一部署延边朝鲜族自治州和龙市林业局", "延边朝鲜族自治州和龙市林业局"),
        ("国家税务总局潍坊市税务局", None),
        ("新疆生产建设兵团第八师石河子市财政局", None),
        ("共青团安丘市委员会", None),
        ("上海市公安局静安区分局", None),
        ("东部新城区管理委员会", None),
        ("望川市安丘市财政局", None),
        ("望川市财政局", None),
        ("潍坊市人民政府网山东省潍坊市财政局", "山东省潍坊市财政局"),
        ("公开年报北关街道党工委", "北关街道党工委"),
        ("安丘市人民政府网新华街道办事处", "新华街道办事处"),
        ("青禾市网络安全和信息化委员会办公室", None),
        ("青禾市政务公开办公室", None),
        ("安丘市青禾博彩官网财政局", None),
        ("通知公告国家统计局潍坊调查队", "国家统计局潍坊调查队"),
        ("内容中共安丘市委机构编制委员会办公室", "中共安丘市委机构编制委员会办公室"),
    ],
)
def test_a_listed_place_begins_a_name_unless_another_or_an_institution_stands_before_it(
    text: str, name: str | None
) -> None:
    assert text[start_of_name(text) :] == (name or text)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("信息公开年报 潍坊市安丘市青禾镇人民政府2021年政府信息公开工作年度报告", "潍坊市安丘市青禾镇人民政府"),
        ("政务公开安丘市东风街道2021年政府信息公开工作年度报告", "安丘市东风街道"),
        ("公开年报 青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("附件1 青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("2021年政府信息公开工作年度报告——青禾市水务局", "青禾市水务局"),
        ("青禾市水务局2021年年度政府信息公开报告", "青禾市水务局"),
        ("[青禾市水务局]2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("青禾市水务局/2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("★青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("1.青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("Page 2 - 青禾省水利厅2021年政府信息公开工作年度报告", "青禾省水利厅"),
        ("青禾市水务局主动公开2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("青禾市水务局编制2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("青禾市水务局2021年度部门信息公开工作报告", "青禾市水务局"),
        ("青禾市中和镇2021年度部门信息公开工作报告", "青禾市中和镇"),
        ("青禾市气象部门2021年政府信息公开工作年度报告", "青禾市气象部门"),
        ("法定主动公开内容 青禾新区管理委员会2021年政府信息公开工作年度报告", "青禾新区管理委员会"),
        ("青禾市水务局|2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("青禾市 水务局2021年政府信息公开工作年度报告", "青禾市水务局"),
    ],
)
def test_what_stands_around_a_name_in_a_title_is_no_part_of_it(title: str, agency: str) -> None:
    assert of(f"{title}\n{BODY}").agency_name == agency


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("在青禾市政务公开办指导下嘉禾区水务局编制本报告。", "嘉禾区水务局"),
        ("按照上级统一部署青禾市水务局编制了本报告。", "青禾市水务局"),
        ("经研究潍坊市水利局编制2021年政府信息公开工作年度报告如下。", "潍坊市水利局"),
        ("经研究决定青禾市水务局编制2021年政府信息公开工作年度报告。", "青禾市水务局"),
        ("经棚镇人民政府现将2021年政府信息公开工作年度报告予以公布。", "经棚镇人民政府"),
        ("中国(青禾)自由贸易试验区管理委员会编制了本报告。", "中国(青禾)自由贸易试验区管理委员会"),
        ("兹将青禾市水务局2021年政府信息公开工作年度报告公布如下。", "青禾市水务局"),
        ("在青禾市委、市政府的坚强领导下望川区水务局认真贯彻条例。", "望川区水务局"),
        ("以下为青禾市水务局2021年政府信息公开工作年度报告。", "青禾市水务局"),
        ("根据《条例》要求,结合青禾市水务局工作实际,编制本报告。", "青禾市水务局"),
    ],
)
def test_a_name_begins_behind_what_its_clause_says_before_it(lead: str, agency: str) -> None:
    found = of(f"2021年政府信息公开工作年度报告\n{lead}\n{BODY}")
    assert found.agency_name == agency
    assert "agency_doubtful" not in codes(found)


def test_an_agency_alone_is_its_own_level() -> None:
    found = of(f"青禾市水务局本级2021年政府信息公开工作年度报告\n{BODY}")
    assert (found.agency_name, found.scope) == ("青禾市水务局", "own")


@pytest.mark.parametrize(
    ("above", "title", "agency", "is_doubted"),
    [
        ("凉山彝族自治州会理", "市东风街道办事处", "凉山彝族自治州会理市东风街道办事处", False),
        ("潍坊市", "财政局", "潍坊市财政局", False),
        ("潍坊市供销", "合作社联合社", "合作社联合社", True),
        ("潍坊市政务公开", "青禾镇", "青禾镇", False),
        ("西乌珠穆沁", "旗人民政府", "西乌珠穆沁旗人民政府", False),
        ("潍坊市民政局", "安丘市民政局", "安丘市民政局", False),
    ],
)
def test_a_line_may_break_a_name(above: str, title: str, agency: str, is_doubted: bool) -> None:
    found = of(f"{above}\n{title}2021年政府信息公开\n工作年度报告\n{BODY}")
    assert found.agency_name == agency
    assert ("agency_doubtful" in codes(found)) == is_doubted


def test_a_broken_name_is_whole_where_the_report_prints_it_again() -> None:
    found = of(f"潍坊市供销\n合作社联合社2021年政府信息公开\n工作年度报告\n{BODY}潍坊市供销合作社联合社\n2022年1月20日")
    assert (found.agency_name, codes(found)) == ("潍坊市供销合作社联合社", [])


@pytest.mark.parametrize(
    ("name", "told", "rest"),
    [
        ("研究双河口乡", "双河口乡地处。欢迎来到双河口乡", "双河口乡"),
        ("沙塘镇政府", "镇政府公开了。我镇政府", "沙塘镇政府"),
        ("青禾市教育局", "教育局公开了", "青禾市教育局"),
        ("马家店街道办事处", "马家店街道地处青禾市", "马家店街道办事处"),
    ],
)
def test_a_report_prints_a_name_again_without_what_is_glued_before_it(name: str, told: str, rest: str) -> None:
    assert printed_again(name, [name, told]) == rest


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("青禾市水务局", False),
        ("青禾市公共资源交易中心", False),
        ("青禾市政务公开办公室", False),
        ("青禾市", False),
        ("青禾市水务局如下", True),
        ("青禾市水务局首页", True),
    ],
)
def test_a_name_ends_as_agencies_do_and_has_no_word_for_the_page(name: str, odd: bool) -> None:
    assert is_odd(name) == odd


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        ("我局编制本报告。|{body}|青禾市水务局  2022年1月20日", "青禾市水务局"),
        ("如有疑问，请与国家青禾总局政府信息公开办公室联系。|{body}", "国家青禾总局"),
        ("由中共安丘市委机构编制委员会办公室编制。|{body}", "中共安丘市委机构编制委员会办公室"),
        ("由安丘市残联编制。|{body}", "安丘市残联"),
        ("由中华人民共和国青禾海关编制。|{body}", "中华人民共和国青禾海关"),
        ("潍坊市安丘市|编制本报告。|{body}", "潍坊市安丘市"),
        ("区数据局|本单位编制本报告。|{body}", "区数据局"),
    ],
)
def test_names_are_found_where_few_reports_have_them(lines: str, agency: str) -> None:
    text = lines.format(body=BODY.strip()).replace("|", "\n")
    assert of(f"2021年政府信息公开工作年度报告\n{text}").agency_name == agency


def test_a_name_is_given_as_printed_where_white_space_parts_it() -> None:
    text = f"青禾高新技術產業開發區 望川生態產業示範區2021年政府信息公開工作年度報告\n{BODY}"
    assert of(text).agency_name == "青禾高新技術產業開發區望川生態產業示範區"


@pytest.mark.parametrize(
    ("lead", "agency", "notices"),
    [
        ("本报告由青禾市统计局编制，我局认真贯彻条例。", "青禾市统计局", []),
        ("我局认真贯彻条例。", "青禾市", ["agency_doubtful"]),
        ("本报告由青禾市统计局编制。", "青禾市", ["agency_contradicted"]),
        ("本报告由青禾市大数据局编制。", "青禾市", []),
        ("本报告由青禾市大数据局编制，我市认真贯彻条例。", "青禾市", []),
    ],
)
def test_a_bureau_may_report_under_the_heading_of_its_place(lead: str, agency: str, notices: list[str]) -> None:
    found = of(f"青禾市2021年政府信息公开工作年度报告\n{lead}\n{BODY}")
    assert (found.agency_name, codes(found)) == (agency, notices)


def test_an_agency_of_the_nation_tells_of_itself() -> None:
    found = of(f"我局编制本报告。\n{BODY}国家青禾局高度重视政府信息公开工作。")
    assert (found.agency_name, codes(found)) == ("国家青禾局", [])


def test_a_year_before_our_bureau_makes_no_name_of_it() -> None:
    assert of(f"现将我局2021年度政务信息公开情况报告如下：\n{BODY}2021年度我局未接到申请。").agency_name is None
