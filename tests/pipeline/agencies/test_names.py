"""Printed names, most of them from real reports: what each says without any context."""

from __future__ import annotations

import pytest

from pipeline.agencies import Reference
from pipeline.agencies.names import agency_in_title, years_in_title

ABSOLUTE = [
    ("石台县林业局", "341722-forestry"),
    ("北京市水务局", "110000-water"),
    ("浙江省国资委", "330000-state_assets"),
    ("西藏自治区政府国资委", "540000-state_assets"),
    ("江苏省公安厅", "320000-public_security"),
    ("黔东南州农业农村局", "522600-agriculture"),
    ("临夏州公安局", "622900-public_security"),
    ("甘南藏族自治州自然资源局", "623000-natural_resources"),
    ("云南省易门县气象局", "530425-meteorology"),
    ("大同市气象部门", "140200-meteorology"),
    ("吉林省气象局（机关）", "220000-meteorology"),
    ("长春市林业和园林局", "220100-forestry"),
    ("长春市环境保护局", "220100-ecology"),
    ("潜江市生态环境局", "429005-ecology"),
    ("浑南区民族和宗教事务局", "210112-ethnic_religious"),
    ("阜新市彰武县政府办公室", "210922-government_office"),
    ("威海市人民政府办公室", "371000-government_office"),
    ("青岛市", "370200-government"),
    ("正蓝旗", "152530-government"),
    ("沙依巴克区人民政府", "650103-government"),
    ("阿拉善盟阿拉善右旗曼德拉苏木人民政府", "152922-township-曼德拉苏木"),
    ("湖口县大垅乡", "360429-township-大垅乡"),
    ("广州市荔湾区人民政府多宝街道办事处", "440103-subdistrict-多宝街道"),
    ("石台县\u3000林业局\n", "341722-forestry"),
    ("莆田市公安局城厢分局", "350300-public_security-城厢分局"),
    ("济宁市生态环境局汶上县分局", "370800-ecology-汶上县分局"),
    ("国家税务总局潍坊市税务局", "370700-taxation"),
    ("潍坊市国家税务局", "370700-taxation_national"),
    ("铜陵市地震局", "340700-earthquake"),
    ("苏州工业园区管理委员会", "320500-development_zone-工业园区"),
    ("苏州市苏州工业园区管理委员会", "320500-development_zone-工业园区"),
    ("合肥市高新区财政局", "340100-finance-高新区"),
    ("贵阳市大数据发展管理局", "520100-big_data"),
    ("贵阳市大数据发展中心", "520100-big_data-中心"),
    ("交通运输部", "100000-transport"),
    ("环境保护部", "100000-ecology"),
    ("海关总署", "100000-customs"),
    ("襄樊市教育局", "420600-education"),
    ("九江县国土资源局", "360404-land_resources"),
    ("港闸区教育局", "320611-education"),
]


@pytest.mark.parametrize(("name", "expected"), ABSOLUTE)
def test_an_absolute_name_is_one_agency(reference: Reference, name: str, expected: str) -> None:
    assert [agency.agency_id for agency in reference.find(name)] == [expected]


RELATIVE = [
    ("市退役军人事务局", "市", "veterans", None),
    ("县统计局", "县", "statistics", None),
    ("区住建委", "区", "housing", None),
    ("市城管执法局", "市", "law_enforcement", None),
    ("自治区教育厅", "自治区", "education", None),
    ("审计局", None, "audit", None),
    ("环保局", None, "ecology", None),
    ("兴华镇人民政府", None, "township", "兴华镇"),
    ("大涌镇人民政府办公室", None, "township", "大涌镇-办公室"),
    ("安阳街道办事处", None, "subdistrict", "安阳街道"),
    ("北京街道办事处", None, "subdistrict", "北京街道"),
    ("海城镇", None, "township", "海城镇"),
    ("柏林镇", None, "township", "柏林镇"),
    ("桃园开发区管委会", None, "development_zone", "桃园开发区"),
]


@pytest.mark.parametrize(("name", "marker", "function_class", "part"), RELATIVE)
def test_a_relative_name_says_no_place(
    reference: Reference, name: str, marker: str | None, function_class: str, part: str | None
) -> None:
    parsed = reference.parse(name)
    assert (parsed.kind, parsed.marker, parsed.function_class, parsed.part) == (
        "relative",
        marker,
        function_class,
        part,
    )


ALTERED = [
    ("网易体育直播市退役军人事务局", "网易体育直播市"),
    ("英国威廉希尔公司教育局", "英国威廉希尔公司"),
    ("青岛市365完美体育_林业局", "青岛市365完美体育_"),
    ("手机彩票网手机彩票网人民政府", "手机彩票网手机彩票网"),
    ("uedbet体育市八里镇", "uedbet体育市"),
]


@pytest.mark.parametrize(("name", "unknown"), ALTERED)
def test_a_place_that_does_not_exist_is_noticed(reference: Reference, name: str, unknown: str) -> None:
    parsed = reference.parse(name)
    assert (parsed.kind, parsed.unknown_place) == ("unknown_place", unknown)
    assert reference.find(name) == []


@pytest.mark.parametrize("name", ["我局", "本机关", "我乡", "", "镇", "政府信息公开工作年度报告", "365bet官网"])
def test_what_names_nobody_is_unparsed(reference: Reference, name: str) -> None:
    assert reference.parse(name).kind == "unparsed"


def test_homonyms_are_all_kept(reference: Reference) -> None:
    found = {agency.agency_id: agency.agency_name for agency in reference.find("鼓楼区教育局")}
    assert found == {
        "320106-education": "南京市鼓楼区教育局",
        "320302-education": "徐州市鼓楼区教育局",
        "350102-education": "福州市鼓楼区教育局",
        "410204-education": "开封市鼓楼区教育局",
    }
    assert [agency.agency_id for agency in reference.find("朝阳市自然资源局")] == ["211300-natural_resources"]
    assert len(reference.find("朝阳区自然资源局")) == 2


TITLES = [
    ("宜春市2021年政府信息公开工作年度报告", "宜春市"),
    ("2022年上海市政府信息公开工作年度报告", "上海市"),
    ("2018年建新镇政府信息公开工作年度报告", "建新镇"),
    ("贵州省水利厅2021年度政府信息公开工作年度报告", "贵州省水利厅"),
    ("2018年政府信息公开年度报告", ""),
    ("政府信息公开工作年度报告", ""),
    ("驼峰路街道办事处政府信息公开工作年度报告", "驼峰路街道办事处"),
    ("审计局2019年政府信息公开工作年度报告", "审计局"),
    ("关于2019年宜春市林业局政府信息公开工作情况的报告", "宜春市林业局"),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_the_agency_in_a_title(title: str, expected: str) -> None:
    assert agency_in_title(title) == expected


YEARS = [
    ("2021年政府信息公开工作年度报告 2022-01-20", (2021,)),
    ("2020年度政府信息公开工作年度报告（2021年1月19日）", (2020,)),
    ("2025湖口县大垅乡2025年度报告", (2025,)),
    ("2019政务信息公开年报", (2019,)),
    ("政府信息公开工作2022年度报告", (2022,)),
    ("政府信息公开工作年度报告", ()),
]


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_the_year_in_a_title_is_not_the_date_of_publication(text: str, expected: tuple[int, ...]) -> None:
    assert years_in_title(text) == expected
