"""Texts that a parser took out of a page with a sign between all its pieces."""

from __future__ import annotations

import pytest

from pipeline.documents.texts.run_together import with_line_ends
from tests.pipeline.form_text import expected, printed, read, report, some_without_blanks

TEXT = report(some_without_blanks, "\n", "\n")


@pytest.mark.parametrize("sign", ["|", " | ", "\t", "｜"])
@pytest.mark.parametrize("pieces", [TEXT, TEXT.replace("第二十条第（", "第二十条第\n（\n").replace("1.", "1\n.\n")])
def test_a_page_on_one_line_has_its_pieces_on_lines_of_their_own(sign: str, pieces: str) -> None:
    found = read(pieces.replace("\n", sign))
    assert printed(found) == expected(some_without_blanks)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize("around", ["\t\n\t", "\t\n\t\n\t"])
def test_a_sign_around_each_piece_is_no_separator(around: str) -> None:
    found = read("\t" + TEXT.replace("\n", around) + "\t")
    assert printed(found) == expected(some_without_blanks)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize(
    "text", ["规章\t0\t0\n" * 60, "\t规章\t0\t0\n" * 60, "| 规章 | 0 | 行政许可 | 1 |\n" * 60, "\t\t\n" * 60]
)
def test_rows_of_a_table_are_left_as_they_are(text: str) -> None:
    assert with_line_ends(text) == text
