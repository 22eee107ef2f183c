"""Where an agency's name begins and ends among what is printed around it; the places are listed ones."""

from __future__ import annotations

import pytest

from pipeline.name_bounds import start_of_name
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
        ("★青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("1.青禾市水务局2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("Page 2 - 青禾省水利厅2021年政府信息公开工作年度报告", "青禾省水利厅"),
        ("青禾市水务局主动公开2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("青禾市水务局编制2021年政府信息公开工作年度报告", "青禾市水务局"),
        ("青禾市水务局2021年度部门信息公开工作报告", "青禾市水务局"),
        ("青禾市气象部门2021年政府信息公开工作年度报告", "青禾市气象部门"),
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
        ("兹将青禾市水务局2021年政府信息公开工作年度报告公布如下。", "青禾市水务局"),
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
