"""What a recognised document says of itself is doubted where its characters are; what is read alike twice, or surely, is not."""

from __future__ import annotations

import pytest

from pipeline.documents.assemble import assemble
from pipeline.documents.document import Block, Line
from pipeline.identification.identify import identify
from pipeline.identification.misread import find_misread

TITLE, LEAD = "甲陂县教育局2023年政府信息公开工作年度报告", "现公布甲陂县教育局2023年度报告"
SIGNED = "2024年1月18日"


def doubts(unsure: dict[str, float], lines: tuple[str, ...] = (TITLE, LEAD, SIGNED)) -> dict[str, str]:
    """The warnings of a document in whose first line, and wherever the title has them not, some characters are not sure."""
    made: list[Block] = [
        Line(text, 0, marks=tuple((c, unsure.get(c, 1.0) if number == 0 or c not in TITLE else 1.0) for c in text))
        for number, text in enumerate(lines)
    ]
    document = assemble("application/pdf", made)
    return {notice.code: notice.message for notice in find_misread(document, identify(document))}


@pytest.mark.parametrize(
    ("unsure", "lines", "codes"),
    [
        ({}, (TITLE, LEAD, SIGNED), set()),
        ({"陂": 0.5}, (TITLE, SIGNED), {"uncertain_agency"}),
        ({"陂": 0.5}, (TITLE, LEAD, SIGNED), set()),  # surely read elsewhere
        ({"陂": 0.95}, (TITLE, LEAD.replace("陂", "波"), SIGNED), {"uncertain_agency"}),  # and otherwise elsewhere
        ({"陂": 0.95}, (TITLE, LEAD, LEAD.replace("陂", "波"), SIGNED), {"uncertain_agency"}),
        ({}, (TITLE, LEAD, LEAD, LEAD.replace("陂", "波"), SIGNED), set()),  # once among four is a slip
        ({}, (TITLE.replace("陂", "\ufffd"), SIGNED), {"uncertain_agency"}),
        ({"府": 0.6}, (TITLE, LEAD, SIGNED), set()),  # a word that every title has
        ({"丙": 0.6}, (f"{TITLE}(丙)", LEAD, SIGNED), {"uncertain_title"}),
        ({"3": 0.6}, (TITLE, SIGNED), {"uncertain_title", "uncertain_year"}),
        ({"8": 0.5}, (TITLE, LEAD, SIGNED), {"uncertain_date"}),
        ({"陂": 0.95}, (TITLE, LEAD.replace("3", "2"), SIGNED), set()),  # another year is another thing
    ],
)
def test_a_doubtful_reading_is_named(unsure: dict[str, float], lines: tuple[str, ...], codes: set[str]) -> None:
    found = doubts(unsure, lines)
    assert set(found) == codes
    assert all(any(c in message for c in unsure) or "not recognised" in message for message in found.values())


def test_a_document_of_text_is_not_doubted() -> None:
    document = assemble("text/plain", [Line(TITLE, 0), Line(SIGNED, 0)])
    assert find_misread(document, identify(document)) == []
