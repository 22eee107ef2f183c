"""Tables printed as lines: what is a ruling between rows, and what a row of dashes instead of figures."""

from __future__ import annotations

import pytest

from pipeline.forms.line_grids import is_rule


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
