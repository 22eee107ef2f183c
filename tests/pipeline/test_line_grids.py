"""Tables printed as lines: what is a ruling between rows, and what a row of dashes instead of figures."""

from __future__ import annotations

import pytest

from pipeline.forms.line_grids import is_page_number, is_rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|---|---|---|", True),
        ("---|---|---", True),
        ("| :---: | --- |", True),
        ("|--|--|", True),
        ("-- |", False),
        ("-- | -- | -- | -- |", False),
        ("| -- | - | — |", False),
        ("— |", False),
        ("-----", False),
        ("规章 | -- |", False),
    ],
)
def test_dashes_are_a_rule_or_entries(text: str, expected: bool) -> None:
    assert is_rule(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("- 3 -", True), ("—3—", True), ("·3·", True), ("第3页", True), ("第 3 页 共 12 页", True), ("第3页/共12页", True),
     ("3/12", True), ("3 / 12 页", True), ("Page 3 of 12", True), ("3", False),
     ("-3", False), ("3件", False), ("2023/1/12", False)],
)  # fmt: skip
def test_the_number_of_a_page_is_no_entry(text: str, expected: bool) -> None:
    assert is_page_number(text) is expected
