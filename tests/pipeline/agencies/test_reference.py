"""The committed reference data is complete and sound, and a fault in it is one plain line."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.agencies import (
    Reference,
    ReferenceFileMissingError,
    ReferenceRowError,
    Sighting,
    UnknownAgencyError,
    attribute,
)
from pipeline.contract import Extraction
from tests.pipeline.agencies.conftest import REFERENCE


def test_every_division_of_the_country_is_there(reference: Reference) -> None:
    levels = Counter(division.level for division in reference.places.within("100000"))
    assert levels["province"] == 34
    assert levels["prefecture"] == 333
    assert 2840 <= levels["county"] <= 2860


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.csv")), ids=lambda path: path.name)
def test_every_row_of_facts_says_where_it_is_from(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if path.name in ("function_classes.csv", "accepted_losses.csv"):
        return  # our own decisions, not facts of others
    assert rows
    assert all(row["source"] for row in rows)
    assert path.name == "agency_names.csv" or all(row["retrieved_on"] for row in rows)


AGENCIES = [
    ("370700-veterans", "潍坊市退役军人事务局", "prefecture"),
    ("370000-veterans", "山东省退役军人事务厅", "province"),
    ("320106-education", "南京市鼓楼区教育局", "county"),
    ("330000-government_office", "浙江省人民政府办公厅", "province"),
    ("330382-government_office", "乐清市人民政府办公室", "county"),
    ("370782-township-皇华镇", "诸城市皇华镇人民政府", "county"),
    ("330381-subdistrict-安阳街道", "瑞安市安阳街道办事处", "county"),
    ("350300-public_security-城厢分局", "莆田市公安局城厢分局", "prefecture"),
    ("530102-development_zone-科技产业园", "五华区科技产业园管理委员会", "county"),
    ("100000-transport", "交通运输部", "nation"),
]


@pytest.mark.parametrize(("agency_id", "name", "level"), AGENCIES)
def test_an_id_has_one_name(reference: Reference, agency_id: str, name: str, level: str) -> None:
    agency = reference.agency(agency_id)
    assert (agency.agency_id, agency.agency_name, agency.level) == (agency_id, name, level)


@pytest.mark.parametrize("agency_id", ["370700", "000001-veterans", "370700-weather", "潍坊市教育局"])
def test_an_unknown_id_is_refused(reference: Reference, agency_id: str) -> None:
    with pytest.raises(UnknownAgencyError, match=agency_id):
        reference.agency(agency_id)


DIVISIONS = (
    "division_code,division_name,level,parent_code,source,retrieved_on\n990000,云川省,province,,sandbox,2026-01-01\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "divisions.csv").write_text(DIVISIONS + "990100,青禾市,prefecture,990000,sandbox,2026-01-01\n", "utf-8")
    return tmp_path


def test_a_root_brings_its_own_places_and_shares_the_classes(folder: Path, document: Callable[..., Extraction]) -> None:
    (folder / "agencies.csv").write_text(
        "agency_id,agency_name,division_code,function_class,source,retrieved_on\n"
        "990100-education,青禾市教育局,990100,education,sandbox,2026-01-01\n",
        "utf-8",
    )
    reference = Reference.load(folder, REFERENCE)
    sightings = [Sighting("c", None, "crawl", "s", "990100", None, None)]
    assert attribute(document("青禾市教育局"), sightings, reference).agency_id == "990100-education"
    assert attribute(document("市审计局"), sightings, reference).agency_id == "990100-audit"
    assert attribute(document("潍坊市教育局"), sightings, reference).status == "unresolved"


FAULTS = [
    (
        "divisions.csv",
        DIVISIONS + "9901,青禾市,prefecture,990000,s,d\n",
        "line 3: division_code '9901' is not six digits",
    ),
    ("divisions.csv", DIVISIONS + "990100,青禾市,city,990000,s,d\n", "line 3: level 'city'"),
    ("divisions.csv", DIVISIONS + "990100,青禾市,prefecture,980000,s,d\n", "line 3: parent_code 980000 has no row"),
    ("divisions.csv", DIVISIONS + "990000,青禾市,province,,s,d\n", "line 3: 990000 stands there twice"),
    ("divisions.csv", "code,name\n1,2\n", "columns missing: division_code"),
    (
        "agencies.csv",
        "agency_id,agency_name,division_code,function_class\n990100-x,某局,990100,x\n",
        "line 2: function_class x has no row",
    ),
    (
        "agency_names.csv",
        "agency_id,name,valid_from,valid_to\n980000-audit,某局,,\n",
        "line 2: 980000-audit is neither",
    ),
    ("area_codes.csv", "area_code,division_code\n0990,980000\n", "line 2: division_code 980000 has no row"),
]


@pytest.mark.parametrize(("file", "content", "message"), FAULTS)
def test_a_fault_names_file_line_and_what_to_mend(folder: Path, file: str, content: str, message: str) -> None:
    (folder / file).write_text(content, "utf-8")
    with pytest.raises(ReferenceRowError, match=message) as caught:
        Reference.load(folder, REFERENCE)
    assert file in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceFileMissingError, match=r"divisions\.csv"):
        Reference.load(tmp_path, REFERENCE)


def test_a_hundred_thousand_documents_take_minutes_not_hours(
    reference: Reference, document: Callable[..., Extraction]
) -> None:
    """Well under a millisecond a document, names seen for the first time included; the bound leaves room for a busy machine."""
    reports = [
        document(f"{division.division_name}教育局", "phone=0536-6205388", "place_name=潍坊市", title="2020年年度报告")
        for division in reference.places.within("370000")
    ]
    started = time.process_time()
    for report in reports:
        attribute(report, [Sighting("c", None, "crawl", "s", "370000", None, "2020年报告")], reference)
    assert (time.process_time() - started) / len(reports) < 0.002
