"""Bytes → text: in whatever encoding, declared or not, damaged or decoded wrongly before; what is lost is said."""

from __future__ import annotations

import pytest

from pipeline.documents.charset import decode
from pipeline.documents.document import UnreadableDocumentError

PAGE = (
    "<h1>青禾市教育局2021年政府信息公开工作年度报告</h1><table><tr><td>规章</td><td>自然人</td><td>12</td></tr></table>"
    "<p>2021年，主动公开政府信息220条。（一）情况</p>"
)
PROSE = "青禾市教育局二〇二一年政府信息公开工作年度报告，按照条例编制。\n" * 40


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (PAGE.encode(), "text/html; charset=gb2312"),
        (PAGE.encode("gb18030"), "text/html; charset=utf-8"),
        (PAGE.encode("gb18030"), "text/html; charset=iso-8859-1"),
        (PAGE.encode("utf-8-sig"), "text/html; charset=gbk"),
        (PAGE.encode("utf-16"), None),
        (PAGE.encode("utf-16-le"), None),
        (PAGE.encode("utf-16-be"), "text/html; charset=utf-8"),
        (PAGE.encode(), "text/html; charset=utf-16"),
        (PROSE.encode("utf-16-le"), None),
        (PROSE.encode("utf-16-be"), None),
    ],
)
def test_the_bytes_decide(body: bytes, declared: str | None) -> None:
    found = decode(body, declared)
    assert found.text in (PAGE, PROSE)
    assert found.notices == []


def test_big5_needs_no_declaration() -> None:
    text = "<p>青禾市2021年政府信息公開工作年度報告，主動公開的情況，申請的是有年行政</p>"
    assert decode(text.encode("big5"), None).text == text


def test_declared_big5_has_what_hong_kong_added_to_it() -> None:
    text = "<p>報告：2021年，將着力做好，接待羣眾</p>"
    found = decode(text.encode("big5hkscs"), "text/html; charset=big5")
    assert (found.text, found.notices) == (text, [])


def test_parts_in_two_encodings_are_both_read() -> None:
    body = PAGE.encode() + b"\n" + PAGE.encode("gb18030") * 3 + b"\n" + PAGE.encode()
    assert decode(body, None).text == f"{PAGE}\n{PAGE * 3}\n{PAGE}"


@pytest.mark.parametrize(
    "body",
    [
        PAGE.encode("gb18030").decode("latin-1").encode(),
        PAGE.encode("gb18030").decode("cp1252").encode(),
        PAGE.encode().decode("latin-1").encode(),
        "<p>政府信息公开</p><p>2021年度报告</p>".encode().decode("gb18030").encode(),
    ],
)
def test_text_decoded_wrongly_before_is_undone_where_nothing_was_lost(body: bytes) -> None:
    found = decode(body, None)
    assert "政府信息公开" in found.text
    assert [(notice.severity, notice.code) for notice in found.notices] == [("info", "mojibake_undone")]


@pytest.mark.parametrize(
    "body",
    [
        PAGE.encode().decode("gb18030", errors="replace").encode(),
        PAGE.encode().decode("cp1252", errors="replace").encode(),
        "<p>2021年?。ㄒ唬┳芴迩榭?</p>".encode(),
    ],
)
def test_text_decoded_wrongly_before_is_a_warning_where_characters_were_lost(body: bytes) -> None:
    found = decode(body, None)
    assert "2021" in found.text
    assert [(notice.severity, notice.code) for notice in found.notices] == [("warning", "mojibake")]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ((PAGE * 3).encode("gb18030").decode("utf-8", errors="replace").encode(), "text_lost"),
        ("閹存劕绗哄鐐烘絻閸濆牊纭堕惃鍕礉鐠囧嘲閼奉亞鍔ф禍鍓у閵嗗倹鏂傛惔婊".encode() * 9, "mojibake"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".decode("utf-8", errors="replace").encode() + b"Root Entry",
            "binary_as_text",
        ),
        ("%PDF-1.5\n%����\n1 0 obj".encode(), "binary_as_text"),
    ],
)
def test_text_that_is_gone_is_unreadable(body: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocumentError) as raised:
        decode(body, None)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("body", "text", "codes"),
    [
        ("规\x07章".encode(), "规章", []),
        (b"<td>1\x002</td>", "<td>12</td>", ["control_characters"]),
        ("<td>规\ufffd</td>".encode(), "<td>规\ufffd</td>", ["invalid_bytes"]),
        ("锟斤拷章".encode(), "锟斤拷章", ["invalid_bytes"]),
        ("café déjà, 骞姓".encode(), "café déjà, 骞姓", []),
    ],
)
def test_what_is_lost_is_said(body: bytes, text: str, codes: list[str]) -> None:
    found = decode(body, None)
    assert found.text == text
    assert [notice.code for notice in found.notices] == codes
