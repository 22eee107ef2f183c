"""Openings of real pages, each with its address: what `identify` and `judge` say of them against what a person reads.

`reports.txt` holds the first lines of annual reports, longer ones reduced, with agency, year, date and scope where the page says
them; `others.txt` those of pages that are none, with the codes that fit. The halves are told by the hash of the address: rules
were written on one half, the other one only measures, and its failures are not looked into.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract

FOLDER = Path(__file__).parent / "openings_identity"
REST = """
一、总体情况
本单位认真落实各项要求,不断完善制度,规范流程,加强队伍建设,切实保障公众的知情权。本单位坚持以公开为常态、不公开为例外,
稳步推进决策、执行、管理、服务和结果公开,做好政策解读和回应关切,提升服务水平。
二、主动公开政府信息情况
本单位主动公开各类信息,内容包括机构职能、规划计划、财政预算决算、行政许可和行政处罚等,方便公众查阅。
三、收到和处理政府信息公开申请情况
本单位依法依规办理申请,没有收到申请。
四、政府信息公开行政复议、行政诉讼情况
没有发生。
五、存在的主要问题及改进情况
主要问题是公开的主动性还不够,人员业务水平有待提高。下一步将加强培训,完善制度。
六、其他需要报告的事项
无。
"""
"""What follows an opening: sections that say neither who nor when."""


@dataclass(frozen=True)
class Opening:
    address: str
    labels: dict[str, str]
    text: str

    @property
    def is_held_out(self) -> bool:
        return hashlib.sha256(self.address.encode()).digest()[-1] % 2 == 1


def openings(name: str) -> list[Opening]:
    found: list[Opening] = []
    for block in (FOLDER / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        address, first, rest = block.split("\n", 2)
        labelled = re.match(r"(?:agency|year|published|scope|reason)=", first)
        labels = dict(re.findall(r"(\w+)=(\S+)", first)) if labelled else {}
        found.append(Opening(address, labels, rest if labelled else f"{first}\n{rest}"))
    return found


REPORTS = openings("reports.txt")
OTHERS = openings("others.txt")


def said(found: Extraction) -> dict[str, str]:
    told = {
        "agency": found.agency_name,
        "year": str(found.report_year) if found.report_year else None,
        "published": found.published_on.isoformat() if found.published_on else None,
    }
    return {name: value for name, value in told.items() if value}


@pytest.mark.parametrize("opening", [one for one in REPORTS if not one.is_held_out], ids=lambda one: one.address)
def test_a_report_says_who_and_when(opening: Opening) -> None:
    found = extract((opening.text + REST).encode())
    assert found.kind == "annual_report"
    assert said(found) == {name: value for name, value in opening.labels.items() if name != "scope"}
    if "scope" in opening.labels:
        assert found.scope == opening.labels["scope"]


@pytest.mark.parametrize("opening", [one for one in OTHERS if not one.is_held_out], ids=lambda one: one.address)
def test_another_document_is_no_report(opening: Opening) -> None:
    found = extract(opening.text.encode())
    assert found.kind == "not_annual_report"
    assert found.reason
    assert found.reason.code in opening.labels["reason"].split("|")


def test_the_other_half_is_read_as_well() -> None:
    reports = [(one, extract((one.text + REST).encode())) for one in REPORTS if one.is_held_out]
    others = [(one, extract(one.text.encode())) for one in OTHERS if one.is_held_out]
    assert len(reports) >= 60
    assert len(others) >= 30
    right = {"kind": sum(found.kind == "annual_report" for _, found in reports) / len(reports)}
    for name in ("year", "published", "agency"):
        right[name] = sum(said(found).get(name) == one.labels.get(name) for one, found in reports) / len(reports)
    right["other"] = sum(found.kind == "not_annual_report" for _, found in others) / len(others)
    least = {"kind": 0.98, "year": 0.97, "published": 0.97, "agency": 0.85, "other": 0.92}
    assert {name: share for name, share in right.items() if share < least[name]} == {}
