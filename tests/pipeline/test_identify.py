"""Whose report a document is and what it is called, in the ways that real pages say it; places are made up."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pipeline.identified import BODY, codes, of


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
        ("青禾市交通运输局2021年度政府信息公开报告", "青禾市交通运输局", 2021),
        ("青禾海关关区2021年政府信息公开工作年度报告", "青禾海关", 2021),
        ("图文版：青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局", 2021),
        ("【图解】青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局", 2021),
        ("青禾市人民政府关于2021年政府信息公开工作的年度报告", "青禾市人民政府", 2021),
        ("镇人民政府2021年政府信息公开工作年度报告", None, 2021),
        ("青禾街道青禾街道办事处2021年政府信息公开工作年度报告", "青禾街道办事处", 2021),
        ("青禾市城市管理行政执法局2021年度政府信息公开工作年度报告", "青禾市城市管理行政执法局", 2021),
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
        ("青禾市人力资源和社会保障局\n2021年政府信息公开工作年度报告", "青禾市人力资源和社会保障局"),
        ("单位名称：青禾市档案馆\n2021年政府信息公开工作年度报告", "青禾市档案馆"),
        ("青禾市商务局（口岸办）\n2021年政府信息公开工作年度报告", "青禾市商务局"),
        ("单位：青禾市档案馆\n2021年政府信息公开工作年度报告", "青禾市档案馆"),
        ("青禾市水务局\n关于2021年政府信息公开工作的报告", "青禾市水务局"),
        ("虹山乡人民政府2021年度信息公开的报告", "虹山乡人民政府"),
        ("青禾市水务局关于报送2021年政府信息公开工作年度报告的函\n市政府办公室：", "青禾市水务局"),
        ("| 标题: | 青禾市水务局2021年政府信息公开工作年度报告 |", "青禾市水务局"),
        ("望川县\n2021年政府信息公开工作年度报告\n我县认真落实《条例》。", "望川县"),
    ],
)
def test_a_title_may_stand_on_two_lines(text: str, agency: str | None) -> None:
    assert of(f"{text}\n{BODY}").agency_name == agency


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("您的位置：首页 > 政府信息公开 > 政府信息公开年报 > 关区报告", "青禾海关2021年政府信息公开工作年度报告"),
        ("首页/ 政府信息公开 / 政府信息公开年报 / 正文", "青禾海关2021年度政府信息公开报告"),
        ("当前位置: 首页 >政务公开 >2020年政府信息公开年度报告", "青禾海关2021年政府信息公开工作年度报告"),
        ("???????", "青禾海关2021年政府信息公开工作年度报告"),
        ("索 引 号:0052/2016-00001 | 主题分类:综合政务/政府信息公开年报", "青禾海关2021年政府信息公开工作年度报告"),
    ],
)
def test_a_path_through_the_site_is_no_title(path: str, title: str) -> None:
    found = of(f"{path}\n{title}\n{BODY}")
    assert (found.title, found.agency_name, found.report_year) == (title, "青禾海关", 2021)


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("由望川县青禾开发区管理委员会（以下简称管委会）编制。", "望川县青禾开发区管理委员会"),
        ("结合望川县青禾镇人民政府（以下简称“镇政府”）2021年度政府信息公开工作实际编制。", "望川县青禾镇人民政府"),
        ("望川县政务公开领导小组办公室编制了2021年望川县人民政府信息公开工作年度报告。", "望川县人民政府"),
        ("由望川县人民政府信息公开工作领导小组办公室编制。", "望川县人民政府"),
        ("由望川县政务公开领导小组办公室编制。", "望川县"),
        ("本年度报告由望川县水务局依据《条例》编制而成。", "望川县水务局"),
        ("本报告由望川县青禾镇人民政府党政办公室编制。", "望川县青禾镇人民政府"),
        ("如有疑问，请与望川县水务局人秘科联系（电话：12345）。", "望川县水务局"),
        ("如有疑问，请联系：望川县水务局办公室政务公开科，地址：青禾路1号。", "望川县水务局"),
        (
            "如有疑问，请与望川市人民政府重点项目领导小组办公室综合科联系（地址：青禾路1号）。",
            "望川市人民政府重点项目领导小组办公室",
        ),
        ("现公布2021年度镇政府信息公开年度报告。", None),
        ("按照有关规定，现将望川县水务局2021年政府信息公开工作报告公布如下：", "望川县水务局"),
        (
            "望川县水务局2021年政府信息公开工作年度报告（以下简称年报）根据《条例》编制。全文由六部分组成。",
            "望川县水务局",
        ),
        ("根据《条例》规定，望川县水务局特向社会公布2021年度政府信息公开年度报告。", "望川县水务局"),
        ("如有意见，可与望川县水务局办公室联系（地址：青禾路1号）。", "望川县水务局"),
        ("2021年，望川县商务和粮食局的政府信息公开工作取得进展。", "望川县商务和粮食局"),
        ("请与望川县医疗保障局政府信息公开申请受理机构联系（地址：青禾路1号）。", "望川县医疗保障局"),
        ("编制市水务局2021年政府信息公开工作年度报告。", "市水务局"),
        ("按照通知（国办公开办函〔2019〕60号）以及县政府办公室要求编制。", None),
        ("本报告由市政府办公厅编制。", None),
        ("现公布望川县人力资源和社会保障局2021年度政府信息公开工作年度报告。", "望川县人力资源和社会保障局"),
        ("按照《条例》要求，特向社会公布望川县统计局2021年政府信息公开工作年度报告。", "望川县统计局"),
        ("我局成立了由局长任组长，各股室负责人为成员的望川县水务局政府信息公开工作领导小组。", "望川县水务局"),
        ("可在信箱反映或直接与望川县人民政府办公室政府信息公开中心联系（电话：12345）。", "望川县人民政府"),
        ("根据条例规定，望川县港区管理委员会现将2021年政府信息公开工作年度报告公布如下：", "望川县港区管理委员会"),
        ("本局修订了《望川县水务局政府信息公开指南》和《望川县政府信息公开目录》。", "望川县水务局"),
        ("我乡制定了《我乡政府信息公开指南》。", None),
        ("如有疑问，请与青禾乡人民政府党建办联系（地址：青禾路1号）。", "青禾乡人民政府"),
        ("现公布青禾乡2021年政府信息公开年度报告。办公地址为白石市望川县青禾乡青禾路1号。", "青禾乡"),
        ("特向社会公布2021年度我信息公开年度报告。2021年以来青禾镇认真贯彻条例。", "青禾镇"),
        ("根据《条例》和有关通知要求望川县水务局编制了本报告。", "望川县水务局"),
        ("根据通知编制本年度望川县水务局政府信息公开工作年度报告，内容如下：", "望川县水务局"),
        ("本年报由望川海关根据条例编制。现公布望川海关2021年政府信息公开年报。", "望川海关"),
        ("现就望川县行政公署及办公室2021年政府信息公开情况报告如下：", "望川县行政公署及办公室"),
        ("本报告由县政府办公室编制，通过望川县网站政府信息公开专栏下的政府信息公开年度报告栏目公开。", None),
        ("如有疑问，请与望川县政府信息中心联系（地址：青禾路1号）。", "望川县政府"),
        ("本年报由望川县人民政府电子政务办公室编制。", "望川县人民政府"),
        (
            "根据条例以及望川市环境保护局（以下简称市环保局）落实《望川市2021年政务公开工作要点》的情况编制，围绕本市中心工作。"
            "请与市环保局政府信息公开办公室联系（地址：青禾路1号）。",
            "望川市环境保护局",
        ),
        ("如有疑问，请联系：商务部信息化司综合处，电话：12345。", "商务部"),
        ("认真编制了“望川市林业和园林局2021年度政府信息公开工作年度报告”，内容如下：", "望川市林业和园林局"),
        ("现从主动公开、依申请公开等五方面就望川县农林局2021年政府信息公开工作情况报告如下：", "望川县农林局"),
        ("现公布望川县就业管理局2021年政府信息公开工作年度报告。", "望川县就业管理局"),
        ("2021年以来，厅机关各处室严格落实工作流程。", None),
        ("2021年，开发区坚持依法公开，现将开发区2021年政府信息公开工作年度报告公布如下。", None),
    ],
)
def test_the_lead_names_the_agency(lead: str, agency: str | None) -> None:
    found = of(f"{lead}\n{BODY}")
    assert (found.agency_name, codes(found)) == (agency, [] if agency else ["agency_missing"])


@pytest.mark.parametrize(
    ("title", "lead", "agency"),
    [
        ("望川县文化局（望川县文物局）", "由我局编制。", "望川县文化局（望川县文物局）"),
        ("望川县文化局（望川县文物局）", "由望川县文化局编制。", "望川县文化局（望川县文物局）"),
        ("文化局（文物局）", "由望川县文化局编制。", "望川县文化局"),
        ("望川县烟草专卖局（公司）", "由我局编制。", "望川县烟草专卖局（公司）"),
        ("望川县文化局（本级机关）", "由我局编制。", "望川县文化局"),
        ("望川县文化局（原望川县广电局）", "由我局编制。", "望川县文化局"),
        ("望川县文化局（不含下属单位）", "由我局编制。", "望川县文化局"),
        ("白石高新区（望川科技城）管理委员会", "由我委编制。", "白石高新区（望川科技城）管理委员会"),
    ],
)
def test_a_second_name_in_brackets_is_a_part_of_the_name(title: str, lead: str, agency: str) -> None:
    assert of(f"{title}2021年政府信息公开工作年度报告\n{lead}\n{BODY}").agency_name == agency


@pytest.mark.parametrize(
    ("own", "agency"),
    [
        ("我办", "望川市人民政府办公室"),
        ("市政府办公室共", "望川市人民政府办公室"),
        ("我市", "望川市人民政府"),
    ],
)
def test_whom_to_ask_is_the_office_where_the_report_is_its_own(own: str, agency: str) -> None:
    lead = "如有疑问，请与望川市人民政府办公室文电科联系（电话：12345）。"
    assert of(f"{lead}\n{BODY.replace('2021年，', f'2021年，{own}')}").agency_name == agency


@pytest.mark.parametrize(
    ("title", "lead", "agency"),
    [
        ("市城管执法局", "由望川市城市管理行政执法局按照要求编制。", "望川市城市管理行政执法局"),
        ("望川省安监局", "请与望川省安全生产监督管理局办公室联系。", "望川省安全生产监督管理局"),
        ("水务局", "请与望川市城市管理局联系。", "水务局"),
        ("市残联", "由望川市残疾人联合会编制。", "望川市残疾人联合会"),
        ("城市管理局", "发布机构：市城市管理局 发布时间：2022-01-20", "城市管理局"),
    ],
)
def test_a_name_in_short_is_told_in_full_below(title: str, lead: str, agency: str) -> None:
    assert of(f"{title}2021年政府信息公开工作年度报告\n{lead}\n{BODY}").agency_name == agency


@pytest.mark.parametrize(
    ("told", "agency"),
    [
        ("望川市按照国务院要求，认真贯彻落实《条例》。", "望川市"),
        ("区城管执法局认真贯彻落实《条例》。", "区城管执法局"),
        ("云县在省、市的指导下，认真贯彻落实《条例》，我县公开12条。", "云县"),
        ("2021年，望川县水务局紧密围绕县委中心工作，持续深化公开，我局公开12条。", "望川县水务局"),
        ("青禾乡党委政府高度重视，我乡公开12条。", "青禾乡"),
        ("2021年望川县公安局在县委的领导下，认真贯彻落实《条例》，我局公开12条。", "望川县公安局"),
        ("我乡开通微信公众号。青禾乡人民政府通过信息平台公开信息3条。", "青禾乡人民政府"),
        ("我乡认真贯彻落实《条例》。青禾乡未收取任何费用。", "青禾乡"),
        ("我乡认真贯彻落实《条例》。县教育局未收到申请。", None),
        ("区政府办公室认真贯彻落实《条例》。", None),
        ("全市认真贯彻落实《条例》，我市公开12条。", None),
    ],
)
def test_whose_work_is_told_is_the_agency_where_nothing_else_says(told: str, agency: str | None) -> None:
    assert of(BODY.replace("2021年，", f"2021年，{told}")).agency_name == agency


@pytest.mark.parametrize("heading", ["一、总体情况\n", ""])
def test_the_first_section_is_read_where_there_is_no_lead(heading: str) -> None:
    told = "根据规定，向社会公布2021年望川县水务局政府信息公开工作年度报告。\n（一）主动公开情况\n我局公开信息12条。\n"
    found = of(f"{heading}{told}二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n")
    assert (found.agency_name, codes(found)) == ("望川县水务局", [])


@pytest.mark.parametrize(
    ("title", "rest", "agency"),
    [
        ("青禾总署2021年青禾信息公开工作年度报告", "", "青禾总署"),
        ("2021年青禾镇政府信息公开年度报告", "望川市南山区青禾镇人民政府 电话0435-1234567", "望川市南山区青禾镇人民政府"),
        ("2021年青禾镇政府信息公开年度报告", "可在青禾镇人民政府网站查询。", "青禾镇"),
        ("青禾苏木2021年政府信息公开年度报告", "特公布望川旗青禾苏木人民政府2021年度政府信息公开情况。", "望川旗青禾苏木人民政府"),
        ("2021年青禾镇政府信息公开年度报告", "青禾镇人民政府信息公开工作进展顺利。", "青禾镇"),
        ("青禾街道2021年政府信息公开年度报告", "由望川市南山区人民政府青禾街道综合科编制。", "望川市南山区人民政府青禾街道"),
        ("望川县公安局交警大队2021年政府信息公开年度报告", "望川县公安局交通警察大队按照要求编制。", "望川县公安局交通警察大队"),
    ],
)  # fmt: skip
def test_the_longest_form_counts(title: str, rest: str, agency: str) -> None:
    assert of(f"{title}\n{rest}\n{BODY}").agency_name == agency


@pytest.mark.parametrize(
    ("compiler", "own", "agency"),
    [
        ("望川县教育局办公室", "我局", "望川县教育局"),
        ("望川县教育局政务公开政府信息公开工作领导小组办公室", "我局", "望川县教育局"),
        ("望川县人民政府办公室", "我县", "望川县人民政府办公室"),
        ("望川县地方志编纂委员会办公室", "我办", "望川县地方志编纂委员会办公室"),
    ],
)
def test_an_office_compiles_for_its_agency(compiler: str, own: str, agency: str) -> None:
    found = of(f"本报告由{compiler}编制完成。\n{BODY.replace('2021年，', f'2021年，{own}')}")
    assert (found.agency_name, codes(found)) == (agency, [])


@pytest.mark.parametrize(
    ("told", "agency"),
    [
        ("2021年，望川县公安局认真贯彻落实《条例》。", "望川县公安局"),
        ("2021年，我们认真贯彻落实《条例》。", "望川县公安局指挥中心办公室"),
    ],
)
def test_the_office_of_a_part_compiles_for_the_bureau_whose_work_is_told(told: str, agency: str) -> None:
    lead = "本年度报告由望川县公安局指挥中心办公室编制。"
    assert of(f"{lead}\n{BODY.replace('2021年，', told)}").agency_name == agency


def test_a_signature_without_a_date_lengthens_the_name() -> None:
    found = of(f"2021年青禾镇政府信息公开年度报告\n{BODY}附表\n望川市南山区青禾镇人民政府\n")
    assert found.agency_name == "望川市南山区青禾镇人民政府"


@pytest.mark.parametrize(
    ("own", "end", "agency"),
    [
        ("我局", "青禾市水务局", "青禾市水务局"),
        ("我社", "青禾县供销合作社联合社", "青禾县供销合作社联合社"),
        ("管委会高度重视，", "青禾国家高新技术产业开发区管理委员会", "青禾国家高新技术产业开发区管理委员会"),
        ("我镇", "青禾市水务局", None),
        ("我局", "青禾市水务局\n青禾市教育局", None),
    ],
)
def test_a_signature_without_a_date_names_who_may_call_himself_so(own: str, end: str, agency: str | None) -> None:
    found = of(f"2021年政府信息公开年度报告\n{BODY.replace('2021年，', f'2021年，{own}')}附表\n{end}\n版权所有\n")
    assert (found.agency_name, codes(found)) == (agency, [] if agency else ["agency_missing"])


def test_a_label_before_a_title_is_no_part_of_it() -> None:
    found = of(f"标 题 青禾市水务局2021年政府信息公开工作年度报告\n发布机构 青禾市水务局\n{BODY}")
    assert (found.title, found.agency_name) == ("青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局")


def test_the_heading_of_a_section_is_no_title() -> None:
    assert of(f"一、总体情况\n{BODY}").title is None


@pytest.mark.parametrize(
    "above", ["索 引 号：0144/2022-04736\n分 类：政府信息公开年报 综合政务\n", "- 政策解读\n- 经济发展\n"]
)
def test_particulars_and_items_of_a_list_are_no_title(above: str) -> None:
    lead = "现公布望川市人民政府2021年政府信息公开工作年度报告。\n"
    found = of(f"{above}{lead}{BODY}")
    assert (found.heading, found.agency_name, found.report_year) == (None, "望川市人民政府", 2021)


def test_tables_alone_miss_no_agency() -> None:
    assert of("一、总体情况\n规章 | 0 | 0 | 0 |").notices == []


def test_how_a_section_is_written_is_no_title() -> None:
    found = of(
        "根据条例编制本报告。统计期限自2021年1月1日起至2021年12月31日止。\n一、总体情况\n我局认真落实条例。\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n（该部分以表格形式报告）\n五、存在的主要问题及改进情况\n无。"
    )
    assert (found.title, found.report_year) == (None, 2021)


def test_a_name_that_the_report_does_not_bear_is_doubted() -> None:
    found = of(f"如有疑问，请与望川市数据管理局联系（电话：12345）。\n{BODY.replace('2021年，', '2021年，我镇')}")
    assert (found.agency_name, [one.code for one in found.notices]) == ("望川市数据管理局", ["agency_doubtful"])


@pytest.mark.parametrize(
    ("signature", "code"),
    [("青禾市发展和改革局", []), ("青禾市发展和改革局办公室", []), ("望川县黄村乡人民政府", ["agency_contradicted"])],
)
def test_a_strange_signature_is_a_warning(signature: str, code: list[str]) -> None:
    found = of(f"青禾市发改委2021年政府信息公开年度报告\n{BODY}五、存在的主要问题\n{signature}\n2022年1月12日\n")
    assert [one.code for one in found.notices] == code


@pytest.mark.parametrize(
    ("lead", "signature", "code"),
    [
        ("青禾市应急管理局", "望川县市场监督管理局", ["agency_contradicted"]),
        ("望川县应急管理局", "青禾市应急管理局", ["agency_contradicted"]),
        ("青禾市应急管理局", "青禾市应急局", []),
        ("云山省青禾市应急管理局", "青禾市应急管理局", []),
        ("应急管理局", "青禾市应急管理局", []),
        ("望川县人民政府", "青禾市应急管理局", []),
        ("云山自治区", "青禾市应急管理局", []),
    ],
)
def test_an_agency_of_another_place_is_a_warning(lead: str, signature: str, code: list[str]) -> None:
    title = "青禾市应急管理局2021年政府信息公开年度报告"
    found = of(f"{title}\n现公布{lead}2021年政府信息公开工作年度报告。\n{BODY}五、问题\n{signature}\n2022年1月12日\n")
    assert [one.code for one in found.notices] == code


def test_a_place_and_what_governs_it_lengthen_the_name() -> None:
    lead = "请与兴国县兴莲乡人民政府信息公开领导小组联系（地址：青禾路1号）。"
    assert of(f"兴莲乡2021年政府信息公开年度报告\n{lead}\n{BODY}").agency_name == "兴国县兴莲乡人民政府"


@pytest.mark.parametrize(
    ("told", "agency"),
    [
        ("如有疑问，请与青禾经济开发区综合办公室联系。", "青禾经济开发区"),
        ("如有疑问，请与经济开发区管委会党政办公室联系。", None),
        ("2021年，嘉禾街以习近平新时代中国特色社会主义思想为指导。", "嘉禾街"),
    ],
)
def test_zones_and_streets_are_named_as_whole(told: str, agency: str | None) -> None:
    assert of(f"政府信息公开工作年度报告\n{told}\n{BODY}").agency_name == agency


def test_what_governs_a_zone_lengthens_its_name() -> None:
    lead = "本报告由青禾经济技术开发区管理委员会编制。"
    found = of(f"青禾经济技术开发区2021年政府信息公开工作年度报告\n{lead}\n{BODY}")
    assert found.agency_name == "青禾经济技术开发区管理委员会"


def test_the_longest_form_of_the_name_counts() -> None:
    found = of(f"统计局2021年政府信息公开工作年度报告\n{BODY}五、存在的主要问题\n望川县统计局\n2022年1月12日\n")
    assert (found.agency_name, found.published_on) == ("望川县统计局", date(2022, 1, 12))


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
        ("本年度报告反映全系统政府信息公开工作情况。", "whole"),
        ("本报告根据青禾市政府各乡镇、各工作部门的政府信息公开工作年度报告编制。", "whole"),
        ("根据有关规定，汇总全镇政府信息公开工作情况编制本年度报告。", "whole"),
        ("本报告梳理2021年度海关系统政府信息公开工作情况编制而成。", "whole"),
        ("本报告梳理总结本局依托政府信息公开系统开展的政府信息公开工作情况。", None),
        ("本年报根据2021年度全市11个县区和61个市直部门政府信息公开年度报告编制。", "whole"),
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


def test_one_line_of_a_hundred_thousand_sentences_is_read_in_a_moment() -> None:
    assert of("本报告由望川县水务局编制。" * 20_000).agency_name == "望川县水务局"


@pytest.mark.parametrize(
    "lead", ["现公布月政府信息公开年度报告。", "现公布（二）府政府信息公开年度报告。", "由制编制本报告。"]
)
def test_fragments_are_no_names(lead: str) -> None:
    assert of(f"{lead}\n{BODY}").agency_name is None
