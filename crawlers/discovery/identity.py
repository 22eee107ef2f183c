"""Whose site it is: its name from the home page, its division from the code that government sites print, or from its name.

Every government site carries a 网站标识码 of ten digits in its footer, whose first six are the division (国办发〔2015〕15号).
A division that is not in the reference data is not known, and is left out of the site file.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scrapy.http import TextResponse

from crawlers.selection import plain

_SITE_CODE = re.compile(r"(?:标识码|标识编码)[^0-9]{0,12}(\d{6})\d{4}(?!\d)")
_HAN = re.compile(r"[一-鿿]")
_DRESS = re.compile(
    r"^(?:欢迎(?:光临|访问|来到)|首页)|(?:门户)?网站?(?:首页|主页|欢迎您)?$|(?:首页|主页|欢迎您|官网|官方网站|信息公开(?:平台|网)?)$"
)
_HOST = re.compile(r"主办(?:单位)?[:：]\s*([^\s<|，,　]{4,30})")


class Division(NamedTuple):
    """A row of the reference data."""

    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The site's name and division, each with where it comes from; `division` is None where it is not known."""

    name: str
    division: str | None
    because: str

    @property
    def place(self) -> str:
        """The division that a government's name begins with; "" for another body's."""
        found = re.match(r"(.{2,}?[省市县区州旗盟])人民政府", self.name)
        return found[1] if found else ""


def identify(front: TextResponse | None, host: str, reference: Path) -> Identity:
    """Return whose site a home page is, by the divisions in `reference/divisions.csv`."""
    if front is None:
        return Identity(host, None, "there was no home page to read it from")
    name = _name(front) or host
    text = plain(" ".join(front.xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall()))
    divisions = read_divisions(reference / "divisions.csv")
    by_code = {division.code: division for division in divisions}
    printed = _SITE_CODE.search(text)
    if printed and printed[1] in by_code:
        return Identity(name, printed[1], f"the site's code {printed[0][-10:]} is of {by_code[printed[1]].name}")
    named = _by_name(name, text, divisions)
    if len(named) == 1:
        return Identity(name, named[0].code, f"the name holds {named[0].name}")
    if named:
        return Identity(
            name,
            None,
            f"{named[0].name} is the name of {len(named)} divisions: " + ", ".join(d.code for d in named[:4]),
        )
    unknown = f"; the site prints the code {printed[1]}, which is not in the reference data" if printed else ""
    return Identity(name, None, f"no division of the reference data stands in the name{unknown}")


def read_divisions(path: Path) -> list[Division]:
    """The divisions of a reference file; none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Division(row["division_code"], row["division_name"], row.get("parent_code") or "")
            for row in csv.DictReader(file)
        ]


def _name(front: TextResponse) -> str:
    titled = front.xpath("//title/text()").get("") or ""
    hosted = _HOST.search("".join(front.xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall()))
    candidates = [
        front.xpath("//meta[translate(@name,'SITENAM','sitenam')='sitename']/@content").get(""),
        *re.split(r"\s*[-_|—–>»]+\s*", titled.strip()),
        front.xpath("string(//*[contains(@class,'logo')])").get(""),
        hosted[1] if hosted else "",
    ]
    cleaned = [_cleaned(candidate) for candidate in candidates]
    known = [name for name in cleaned if len(_HAN.findall(name)) >= 3]
    governments = [name for name in known if re.search(r"政府|[局委厅部办署院]$|街道|[镇乡]$", name)]
    return (governments or known or [""])[0]


def _cleaned(name: str) -> str:
    text = plain(name)
    while (shorter := _DRESS.sub("", text)) != text:
        text = shorter
    return text[:40]


def _by_name(name: str, text: str, divisions: list[Division]) -> list[Division]:
    """The divisions whose full name stands in the site's, the smallest; of one name those whose parent is named too."""
    within = [division for division in divisions if division.name in name and division.code != "100000"]
    if not within:
        return []
    parents = {division.parent for division in within}
    last = max(name.rfind(division.name) + len(division.name) for division in within)
    smallest = [d for d in within if name.rfind(d.name) + len(d.name) == last and d.code not in parents] or within
    longest = max(len(division.name) for division in smallest)
    smallest = [division for division in smallest if len(division.name) == longest]
    if len(smallest) > 1:
        codes = {division.code for division in within}
        by_code = {division.code: division for division in divisions}
        stated = [d for d in smallest if d.parent in codes or (d.parent in by_code and by_code[d.parent].name in text)]
        smallest = stated or smallest
    return smallest
