"""Nothing in the sandbox can be taken for a real place or a real agency's name for another's."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from crawlers.sandbox.places import CLASS_NAMES, PROVINCE, divisions, is_named_by_rule, names, organ_name

REFERENCE = Path(__file__).parents[3] / "data" / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_place_is_real() -> None:
    real = {row["division_name"] for name in ("divisions.csv", "divisions_historic.csv") for row in rows(name)}
    stems = {name.rstrip("省市县区") for name in real} | real
    made = {name for name, _ in names()} | {PROVINCE[0].rstrip("省")}
    assert len(real) > 3000
    assert not made & stems
    assert not {name for name in real if name[:2] in made}


def test_codes_area_codes_and_postcodes_are_not_in_use() -> None:
    made = divisions(85)
    assert all(division.code.startswith("99") for division in made)
    assert not {row["division_code"] for row in rows("divisions.csv")} & {division.code for division in made}
    assert not {row["area_code"] for row in rows("area_codes.csv")} & {division.area_code for division in made}
    prefixes = {row["postcode_prefix"] for row in rows("postcodes.csv")}
    assert not prefixes & {division.postcode[:4] for division in made}


@pytest.mark.parametrize("size", [1, 2, 3, 12, 40, 85])
def test_names_codes_and_slugs_are_unique(size: int) -> None:
    made = divisions(size)
    assert len(made) == size
    for attribute in ("name", "code", "slug"):
        assert len({getattr(division, attribute) for division in made}) == size
    codes = {division.code for division in made}
    assert all(division.parent_code in codes for division in made if division.parent_code)


def test_names_that_the_rule_gives_are_the_rules() -> None:
    """The naming rule is name_province for a province, name_zh below; the rest is listed in agencies.csv."""
    rule = {row["function_class"]: row for row in rows("function_classes.csv")}
    for division in divisions(12):
        for function_class in CLASS_NAMES:
            name = organ_name(division, function_class)
            if name and is_named_by_rule(division, function_class):
                row = rule[function_class]
                expected = row["name_province"] if division.level == "province" else ""
                assert name == division.name + (expected or row["name_zh"])
