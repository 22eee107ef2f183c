"""EPUB: the pages of a book, in its order."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Document, UnreadableDocumentError
from pipeline.documents.read import read_document
from pipeline.documents.web import epub
from tests.pipeline.documents.office_writer import package

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="toc" href="nav.xhtml" properties="nav"/><item id="a" href="Text/b.xhtml"/><item id="b" href="Text/%E4%B8%80.xhtml"/>'
    '</manifest><spine><itemref idref="toc"/><itemref idref="b"/><itemref idref="a"/><itemref idref="lost"/></spine></package>'
)
PARTS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/content.opf": BOOK,
    "OEBPS/nav.xhtml": "<p>二、主动公开政府信息情况</p>",
    "OEBPS/Text/b.xhtml": "<table><tr><td>规章</td><td>12</td></tr></table>",
    "OEBPS/Text/一.xhtml": "<html><title>年报</title><p>一、总体情况</p></html>",
}


def texts(document: Document) -> list[str]:
    return document.text.replace("\t", "\n").split("\n")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ["一、总体情况", "规章", "12"]),
        ({"OEBPS/content.opf": "<package/>"}, ["规章", "12", "一、总体情况", "二、主动公开政府信息情况"]),
        ({"META-INF/container.xml": "<!DOCTYPE x><x/>"}, ["规章", "12", "一、总体情况", "二、主动公开政府信息情况"]),
        ({"OEBPS/Text/b.xhtml": " "}, ["一、总体情况"]),
        (
            {"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/Fonts/a.ttf"/></e>'},
            ["一、总体情况", "规章", "12"],
        ),
    ],
    ids=["in the book's order", "without one", "nor a list of parts", "an empty page", "a locked font"],
)
def test_the_pages_of_a_book(changed: dict[str, str], expected: list[str]) -> None:
    document = read_document(package({**PARTS, **changed}), None)
    assert texts(document) == expected
    assert document.properties == {"title": "年报"}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"mimetype": "application/epub+zip", "a.txt": "x"}, "damaged"),
        ({"mimetype": "application/epub+zip", "a.xhtml": " "}, "empty"),
        ({**PARTS, "META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/Text/b.xhtml"/></e>'}, "encrypted"),
    ],
)
def test_a_book_that_cannot_be_read_says_why(parts: dict[str, str], code: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(package(parts), None)
    assert caught.value.code == code


@pytest.mark.parametrize(("bound", "most"), [("MAXIMUM_PAGES", 1), ("MAXIMUM_TOTAL", 9)])
def test_a_book_is_bounded(bound: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, bound, most)
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(package(PARTS), None)
    assert caught.value.code == "too_large"
