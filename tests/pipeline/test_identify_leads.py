"""Whose report it is, from leads and signatures that say it in passing; places are made up."""

from __future__ import annotations

import pytest

from tests.pipeline.identified import BODY, of


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("本报告内容涵盖望川市统计局2021年1月1日至12月31日期间的政府信息公开工作情况。", "望川市统计局"),
        ("本报告由六部分组成，涵盖了2021年望川区自然资源局政府信息公开工作情况。", "望川区自然资源局"),
        ("本报告内容涵盖2021年1月1日至12月31日期间的南湖管委会政府信息公开工作情况。", "南湖管委会"),
        ("本报告涵盖各县区、各部门的政府信息公开工作情况。", None),
        ("2021年至今我局未收到依申请公开信息的申请。", None),
        ("2021年，我局成立机构，调整充实局政务公开领导小组成员。", None),
        ("特向社会公布2021年度本级政府（机关）信息公开年度报告。", None),
        ("特向社会公布2021年度本级政府（本部门）信息公开年度报告。如有疑问，请与望川县水务局联系。", "望川县水务局"),
        ("2021年，望川县水利局局认真落实《条例》。", "望川县水利局"),
        ("现把长治市科技局2021年度政府信息公开工作情况报告如下。", "长治市科技局"),
        ("汇总2021年度区教育局的政府信息公开年度报告编制而成。", "区教育局"),
        ("本报告由望川县政府信息中心编制，我县认真落实《条例》。", "望川县政府"),
        ("本报告由望川县政府信息中心编制。", "望川县政府信息中心"),
        ("全年望川县统计局共发布信息30条，未收到申请。", "望川县统计局"),
        ("望川县统计局公开信息30条，望川县教育局公开信息20条。", None),
        ("双河镇通过县政府网站公开信息30条。", "双河镇"),
        ("如有疑问，请联系：望川县教育局局党政办公室，电话：027-8376677。", "望川县教育局"),
    ],
)
def test_the_lead_says_whose_work_it_covers(lead: str, agency: str | None) -> None:
    assert of(f"{lead}\n{BODY.replace('2021年，', '')}").agency_name == agency


@pytest.mark.parametrize(
    ("title", "signature", "agency"),
    [
        ("县科技局", "望川县科学技术局", "望川县科学技术局"),
        ("县科技局", "望川县财政局", "县科技局"),
    ],
)
def test_a_signature_writes_out_a_short_name(title: str, signature: str, agency: str) -> None:
    found = of(f"{title}2021年政府信息公开工作年度报告\n{BODY}五、存在的主要问题\n{signature}\n2022年1月12日\n")
    assert found.agency_name == agency


@pytest.mark.parametrize(
    "title", ["县人社局2021年政府信息\n公开工作年度报告", "县人社局2021年政府信息公开工作年度报告"]
)
def test_the_long_name_may_stand_alone_above_the_title(title: str) -> None:
    found = of(f"望川县人力资源和社会保障局\n{title}\n{BODY}")
    assert found.agency_name == "望川县人力资源和社会保障局"
    assert of(f"望川县教育局\n{title}\n{BODY}").agency_name == "县人社局"
