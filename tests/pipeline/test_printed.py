"""Figures survive the ways in which pages are laid out, damaged and written down, or the document says that they did not.

The pages are made by `printed/`, apart from the sandbox's own renderer. Two promises hold for every one: no figure is wrong
without a flag, and a page that was damaged in nothing that a reader must know has none.
"""

from __future__ import annotations

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline.printed.layout import Page
from tests.pipeline.printed.pages import all_damages, attack, flags_of, page_of, reports
from tests.pipeline.printed.writers import LOSSY, writers

HARMLESS = (
    "lose_numbering",
    "other_numbering",
    "half_width",
    "break_columns",
    "vertical_groups",
    "repeat_groups",
    "merge_group_and_label",
    "long_instructions",
    "truncate_columns",
    "caption_row",
    "unit_row",
    "header_twice",
    "two_tables",
    "disputes_in_three_rows",
    "disputes_in_three_tables",
    "disputes_in_two_tables",
    "one_table",
    "thousands",
    "full_width_figures",
    "worded_changes",
    "no_headings",
    "numbers_above",
)
"""What changes nothing for a reader."""
WAYS_APART = 5
"""Each damage meets every fifth way of writing, beginning elsewhere in the list: all are met by some."""
WHOLE = [name for name in writers() if name.split("/")[1] not in LOSSY]


def values(extraction: Extraction) -> dict[tuple[str, str, str], object]:
    return {(c.table, c.item, c.column): c.value for c in extraction.cells if "unknown" not in (c.item, c.column)}


@pytest.mark.parametrize("way", WHOLE)
def test_every_way_of_writing_gives_the_same_figures(way: str) -> None:
    for report in reports()[:: len(reports()) // 3]:
        body, media_type = writers()[way](page_of(report))
        extraction = extract(body, media_type)
        assert values(extraction) == report.cells, report.key
        assert not flags_of(extraction), report.key


@pytest.mark.parametrize("name", HARMLESS)
@pytest.mark.parametrize(
    "way", ["html/plain", "html/full", "html/repeated", "text/lines", "text/row_pipes", "text/markdown"]
)
def test_harmless_damage_changes_nothing(name: str, way: str) -> None:
    outcome, _ = attack(5, way=way, names=[name])
    assert (outcome.wrong, outcome.false_alarms) == ([], [])


@pytest.mark.parametrize("name", sorted(all_damages()))
def test_no_damage_makes_a_wrong_figure_without_a_flag(name: str) -> None:
    ways = list(writers())
    for number, way in enumerate(ways[len(name) % WAYS_APART :: WAYS_APART]):
        outcome, _ = attack(number, way=way, names=[name])
        assert not outcome.is_silent, (outcome.name, outcome.wrong[:3])


@pytest.mark.slow
def test_damages_together_make_no_wrong_figure_without_a_flag() -> None:
    for seed in range(20_000, 20_400):
        outcome, _ = attack(seed)
        assert not outcome.is_silent, (outcome.name, outcome.wrong[:3])


def test_a_page_without_damage_is_read_whole() -> None:
    page: Page = page_of(reports()[0])
    assert len(page.truth) == len(reports()[0].cells)
