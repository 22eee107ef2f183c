"""Whose report: each row is one document with what is known of it, and the only right answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.agencies import Attribution, Reference, Sighting, attribute
from pipeline.contract import Extraction, Notice, Place, Signal

Make = Callable[..., Extraction]
See = Callable[..., Sighting]


def test_a_full_name_alone_is_enough(reference: Reference, document: Make) -> None:
    found = attribute(document("淮安市人民政府", year=2024, scope="whole"), [], reference)
    assert (found.status, found.agency_id, found.agency_name) == ("resolved", "320800-government", "淮安市人民政府")
    assert (found.division_code, found.function_class, found.report_year, found.scope) == (
        "320800",
        "government",
        2024,
        "whole",
    )
    assert found.score == sum(item.weight for item in found.evidence if item.agency_id == found.agency_id)


CONTEXT = [
    # printed, site's division, column agency, status, agency
    ("潍坊市退役军人事务局", "370700", None, "resolved", "370700-veterans"),
    ("市退役军人事务局", "370700", None, "resolved", "370700-veterans"),
    ("审计局", "220581", None, "resolved", "220581-audit"),
    ("兴华镇人民政府", "220581", None, "resolved", "220581-township-兴华镇"),
    ("大涌镇人民政府办公室", "442000", None, "resolved", "442000-township-大涌镇-办公室"),
    (None, "520100", "贵阳市审计局", "resolved", "520100-audit"),
    ("石台县林业局", "341700", None, "resolved", "341722-forestry"),
    ("莆田市公安局城厢分局", "350302", None, "resolved", "350300-public_security-城厢分局"),
    ("青岛西海岸新区自然资源局", "370200", None, "resolved", "370200-natural_resources-西海岸新区"),
    ("五华科技产业园管理委员会", "530102", None, "resolved", "530102-development_zone-科技产业园"),
    ("九江县国土资源局", "360404", None, "resolved", "360404-land_resources"),
    ("九江县国土资源局", "360421", None, "resolved", "360404-land_resources"),
    # relative names without context, or with one that they cannot mean
    ("审计局", None, None, "unresolved", None),
    ("市教育局", None, None, "unresolved", None),
    ("市教育局", "341722", None, "unresolved", None),
    ("兴华镇人民政府", "220500", None, "unresolved", None),
    ("本局", "370700", None, "unresolved", None),
    (None, "370700", None, "unresolved", None),
    # a place without its 市 or 县 is seconded by nothing
    ("湛江海关", None, None, "unresolved", None),
    # contradictions
    ("广德市农业农村局", "341802", None, "ambiguous", None),
    ("交通运输部", "500000", None, "ambiguous", None),
    ("潍坊市教育局", "370700", "潍坊市退役军人事务局", "ambiguous", None),
    ("潍坊市教育局", "999999", None, "ambiguous", None),
    ("莆田市公安局", "350302", None, "ambiguous", None),
    # altered copies, whatever else is known
    ("网易体育直播市退役军人事务局", None, None, "unresolved", None),
    ("网易体育直播市退役军人事务局", "370700", None, "unresolved", None),
    ("网易体育直播市退役军人事务局", "370700", "潍坊市退役军人事务局", "unresolved", None),
]


@pytest.mark.parametrize(
    ("code", "division", "column", "status"),
    [
        ("agency_doubtful", None, None, "unresolved"),
        ("agency_doubtful", "370700", None, "unresolved"),
        ("agency_doubtful", "370700", "潍坊市退役军人事务局", "resolved"),
        ("uncertain_agency", "370700", None, "unresolved"),
        ("agency_contradicted", "370700", None, "ambiguous"),
        ("agency_contradicted", "370700", "潍坊市退役军人事务局", "resolved"),
        ("agency_missing", "370700", None, "resolved"),
    ],
)
@pytest.mark.parametrize("name", ["潍坊市退役军人事务局", "市退役军人事务局"])
def test_a_name_that_the_extractor_doubts_is_seconded_or_not_believed(
    reference: Reference,
    document: Make,
    sighting: See,
    name: str,
    code: str,
    division: str | None,
    column: str | None,
    status: str,
) -> None:
    doubted = document(name, notices=(Notice("warning", code, "…"),))
    found = attribute(doubted, [sighting(division, column)], reference)
    assert (found.status, found.agency_name) == (status, "潍坊市退役军人事务局" if status == "resolved" else None)


@pytest.mark.parametrize(("name", "division", "column", "status", "agency"), CONTEXT)
def test_site_and_column_are_the_context(
    reference: Reference,
    document: Make,
    sighting: See,
    name: str | None,
    division: str | None,
    column: str | None,
    status: str,
    agency: str | None,
) -> None:
    found = attribute(document(name), [sighting(division, column)], reference)
    assert (found.status, found.agency_id) == (status, agency), found.reason


@pytest.mark.parametrize(
    ("around", "title", "division", "status"),
    [
        ("潍坊市教育局", None, None, "unresolved"),
        ("潍坊市教育局", None, "370700", "unresolved"),
        ("潍坊市教育局", "山东省人民政府 政府信息公开年报", "370700", "unresolved"),
        (None, "潍坊市教育局政府信息公开年报", None, "unresolved"),
    ],
)
def test_whom_only_the_page_names_is_seconded_or_not_believed(
    reference: Reference,
    document: Make,
    sighting: See,
    around: str | None,
    title: str | None,
    division: str | None,
    status: str,
) -> None:
    signals = [f"page_name={around}"] if around else []
    found = document(None, *signals, title=title, notices=(Notice("info", "agency_missing", "…"),))
    decided = attribute(found, [sighting(division)], reference)
    assert (decided.status, [item.agency_name for item in decided.candidates]) == (status, ["潍坊市教育局"])
    assert next(item.kind for item in decided.evidence if item.agency_id) == "page_name"
    decided = attribute(found, [sighting("370700", "潍坊市教育局")], reference)
    assert (decided.status, decided.agency_name) == ("resolved", "潍坊市教育局")


def test_an_altered_place_lists_what_the_telephone_suggests_and_chooses_none(
    reference: Reference, document: Make
) -> None:
    found = attribute(document("网易体育直播市退役军人事务局", "phone=0536-6205388"), [], reference)
    assert (found.status, found.agency_id) == ("unresolved", None)
    names = {candidate.agency_name for candidate in found.candidates}
    assert {"潍坊市退役军人事务局", "诸城市退役军人事务局", "寿光市退役军人事务局"} <= names
    assert all(candidate.agency_id.startswith("3707") for candidate in found.candidates)
    assert "网易体育直播市" in found.reason


HOMONYMS = [
    (["phone=025-83630000"], None, "resolved", "320106-education"),
    (["phone=(0516)83630000"], None, "resolved", "320302-education"),
    (["place_name=福州市", "postcode=350001"], None, "resolved", "350102-education"),
    ([], "410204", "resolved", "410204-education"),
    ([], "410200", "resolved", "410204-education"),
    ([], None, "ambiguous", None),
    (["phone=025-83630000"], "410204", "resolved", "410204-education"),
    (["phone=025-83630000", "place_name=南京市", "postcode=210009"], "410200", "ambiguous", None),
]


@pytest.mark.parametrize(("signals", "division", "status", "agency"), HOMONYMS)
def test_homonyms_are_told_apart_by_site_and_traces(
    reference: Reference,
    document: Make,
    sighting: See,
    signals: list[str],
    division: str | None,
    status: str,
    agency: str | None,
) -> None:
    found = attribute(document("鼓楼区教育局", *signals), [sighting(division)], reference)
    assert (found.status, found.agency_id) == (status, agency), found.reason
    assert len(found.candidates) == 4


def test_the_telephone_of_another_place_makes_an_unseconded_name_doubtful(
    reference: Reference, document: Make, sighting: See
) -> None:
    report = document("潍坊市教育局", "phone=0512-68616861")
    assert attribute(report, [], reference).status == "ambiguous"
    assert attribute(report, [sighting("370700")], reference).status == "resolved"


def test_on_a_citys_site_a_bare_name_in_a_text_that_names_a_county_is_doubtful(
    reference: Reference, document: Make, sighting: See
) -> None:
    assert attribute(document("审计局", "place_name=安岳县"), [sighting("512000")], reference).status == "ambiguous"
    assert attribute(document("审计局", "place_name=资阳市"), [sighting("512000")], reference).status == "resolved"


LINKS = [
    # printed, title, anchor, status, agency; all on the site of 宜春市
    (
        "宜春市林业局",
        "宜春市林业局2020年政府信息公开年度报告",
        "宜春市林业局2020年政府信息公开年报",
        "resolved",
        "360900-forestry",
    ),
    ("宜春市林业局", None, "宜春市教育局2020年政府信息公开年度报告", "ambiguous", None),
    ("宜春市林业局", "宜春市教育局2020年政府信息公开年度报告", None, "ambiguous", None),
    ("宜春市林业局", "网易体育直播市林业局2020年政府信息公开年度报告", None, "ambiguous", None),
    ("宜春市林业局", "林业局2020年政府信息公开年度报告", "2020年度报告", "resolved", "360900-forestry"),
    ("宜春市人民政府办公室", "宜春市2020年政府信息公开工作年度报告", None, "resolved", "360900-government"),
    (
        "宜春市人民政府办公室",
        "宜春市人民政府办公室2020年政府信息公开工作年度报告",
        None,
        "resolved",
        "360900-government_office",
    ),
    (None, "宜春市林业局2020年政府信息公开年度报告", None, "resolved", "360900-forestry"),
    (None, None, "宜春市林业局2020年政府信息公开年度报告", "resolved", "360900-forestry"),
    (None, None, "林业局2020年政府信息公开年度报告", "unresolved", None),
]


@pytest.mark.parametrize(("name", "title", "anchor", "status", "agency"), LINKS)
def test_title_and_link_second_or_contradict(
    reference: Reference,
    document: Make,
    sighting: See,
    name: str | None,
    title: str | None,
    anchor: str | None,
    status: str,
    agency: str | None,
) -> None:
    found = attribute(document(name, title=title), [sighting("360900", anchor=anchor)], reference)
    assert (found.status, found.agency_id) == (status, agency), found.reason


ADDRESS_2021 = "http://www.example.gov.cn/zwgk/202101/t20210115_1.html"
YEARS = [
    # year in the text, title, anchor, address, status, year
    (2020, None, None, None, "resolved", 2020),
    (2020, None, "2020年度政府信息公开年报", ADDRESS_2021, "resolved", 2020),
    (None, None, "2020年政府信息公开工作年度报告", None, "resolved", 2020),
    (2009, None, None, "http://www.example.gov.cn/zwgk/202001/t20200103_1.html", "resolved", 2009),
    (2020, None, "2019年政府信息公开工作年度报告", None, "ambiguous", None),
    (None, None, None, ADDRESS_2021, "unresolved", None),
    (None, None, None, None, "unresolved", None),
]


@pytest.mark.parametrize(("year", "title", "anchor", "url", "status", "expected"), YEARS)
def test_the_year_is_never_defaulted(
    reference: Reference,
    document: Make,
    sighting: See,
    year: int | None,
    title: str | None,
    anchor: str | None,
    url: str | None,
    status: str,
    expected: int | None,
) -> None:
    report = document("宜春市林业局", year=year, title=title)
    found = attribute(report, [sighting("360900", anchor=anchor, url=url)], reference)
    assert (found.status, found.report_year) == (status, expected), found.reason


def test_a_former_homonym_counts_only_for_its_years(reference: Reference, document: Make) -> None:
    """桥西区 of 邢台 was renamed in 2020; 石家庄 and 张家口 have one each to this day."""
    early = attribute(document("桥西区教育局", year=2015), [], reference)
    late = attribute(document("桥西区教育局", year=2023), [], reference)
    assert {item.agency_id[:6] for item in early.candidates} - {item.agency_id[:6] for item in late.candidates} == {
        "130503"
    }


NAMES = [
    "鼓楼区教育局",
    "潍坊市教育局",
    "市教育局",
    "教育局",
    "朝阳区人民政府",
    "网易体育直播市教育局",
    "城厢街道办事处",
    "昌乐县审计局",
    None,
]
SITES = ["370700", "370725", "320106", "350102", "350302", "110105", "220104", "370000", "100000", None]
SIGNALS = [
    "phone=0536-6205388",
    "phone=025-83630000",
    "postcode=350001",
    "place_name=南京市",
    "document_number=潍政办字",
]
ANCHORS = [None, "潍坊市教育局2020年年度报告", "教育局2020年政府信息公开年度报告", "鼓楼区2020年政府信息公开年度报告"]


@settings(max_examples=400, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    title=st.sampled_from(
        [None, "潍坊市2020年政府信息公开工作年度报告", "南京市鼓楼区教育局2020年政府信息公开年度报告"]
    ),
    signals=st.lists(st.sampled_from(SIGNALS), unique=True),
    seen=st.lists(
        st.tuples(
            st.sampled_from(SITES),
            st.sampled_from([None, "潍坊市教育局", "南京市鼓楼区教育局", "审计局"]),
            st.sampled_from(ANCHORS),
        ),
        max_size=3,
    ),
)
def test_no_agency_outside_a_sites_division_is_ever_chosen(
    reference: Reference,
    name: str | None,
    title: str | None,
    signals: list[str],
    seen: list[tuple[str | None, str | None, str | None]],
) -> None:
    traces = tuple(
        Signal(kind, value, Place("paragraph 1")) for kind, _, value in (signal.partition("=") for signal in signals)
    )
    report = Extraction(
        "ab" * 32, None, "test", "annual_report", title=title, agency_name=name, report_year=2020, signals=traces
    )
    sightings = [Sighting("c", None, "crawl", "s", site, column, anchor) for site, column, anchor in seen]
    found = attribute(report, sightings, reference)
    _assert_consistent(found)
    if found.division_code is not None:
        for site in {sighting.site_division for sighting in sightings} - {None}:
            assert site is not None and reference.places.is_within(found.division_code, site)


def _assert_consistent(found: Attribution) -> None:
    chosen = (found.agency_id, found.agency_name, found.division_code, found.function_class)
    assert (found.status == "resolved") == all(item is not None for item in chosen)
    assert found.status == "resolved" or not any(chosen)
    assert found.status != "resolved" or found.report_year is not None
    scores = [candidate.score for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert found.reason
