"""MHTML and JSON: the page that is in them."""

from __future__ import annotations

import json
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from pipeline.documents.document import Document, UnreadableDocumentError
from pipeline.documents.read import read_document
from pipeline.extract import extract

TITLE = "青禾市教育局2021年政府信息公开工作年度报告"
TABLE = "<table><tr><td>信息内容</td><td>数</td></tr><tr><td>规章</td><td>12</td></tr></table>"
TEXT = "<p>本机关主动公开政府信息，按时答复申请，没有收取费用。</p>" * 6


def texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in document.grids for row in grid.rows]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_the_page_of_an_mhtml_file(charset: str) -> None:
    message = MIMEMultipart("related")
    message.attach(MIMEText(f"<p>{TITLE}</p>{TABLE}", "html", charset))
    message.attach(MIMEText("<p>x</p>", "html", "utf-8"))
    document = read_document(message.as_bytes(), "application/msword")
    assert [line.text for line in document.lines] == [TITLE]
    assert texts(document) == [["信息内容", "数"], ["规章", "12"]]


def test_all_sheets_of_a_workbook_that_excel_saved_as_a_page_are_read() -> None:
    message = MIMEMultipart("related")
    pages = {
        "b.htm": "<frameset><frame src='b.files/sheet001.htm'></frameset>" + "<p></p>" * 90,
        "b.files/sheet001.htm": f"<p>{TITLE}</p>{TABLE}",
        "b.files/tabstrip.htm": "<p>Sheet1</p>",
        "b.files/sheet002.htm": TABLE.replace("12", "99") + "<xml><x:Visible>SheetHidden</x:Visible></xml>",
        "b.files/sheet003.htm": TABLE.replace("规章", "行政许可"),
    }
    for name, text in pages.items():
        part = MIMEText(text, "html", "utf-8")
        part["Content-Location"] = f"file:///C:/{name}"
        message.attach(part)
    document = read_document(message.as_bytes(), None)
    assert [line.text for line in document.lines] == [TITLE]
    assert texts(document) == [["信息内容", "数"], ["规章", "12"], ["信息内容", "数"], ["行政许可", "12"]]
    assert [notice.code for notice in document.notices] == ["hidden_sheet"]


def test_an_mhtml_file_without_a_page_says_so() -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no page"):
        read_document(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", None)


@pytest.mark.parametrize(
    "markup", [TEXT + TABLE, (TEXT + TABLE).replace("<", "&lt;").replace(">", "&gt;")], ids=["plain", "escaped"]
)
@pytest.mark.parametrize("call", ["", "jsonp123"])
def test_the_page_of_a_json_answer(markup: str, call: str) -> None:
    answer = json.dumps({"code": 0, "data": {"title": TITLE, "pubTime": "2022-01-20 10:00", "content": markup}})
    document = read_document((f"{call}({answer});" if call else answer).encode(), "application/json")
    assert next(document.lines).text == TITLE
    assert texts(document) == [["信息内容", "数"], ["规章", "12"]]
    found = extract(answer.encode())
    assert (found.title, found.published_on and found.published_on.isoformat()) == (TITLE, "2022-01-20")


def test_a_json_answer_of_plain_text() -> None:
    text = f"{TITLE}\n一、总体情况\n" + "本机关主动公开政府信息，按时答复申请，没有收取费用。\n" * 6
    document = read_document(json.dumps({"data": [{"content": text}]}).encode(), None)
    assert next(document.lines).text == TITLE


@pytest.mark.parametrize(
    ("body", "code"),
    [(b'{"a": 1}', "no_text"), (b'{"content": "<p>x</p>', "unsupported"), (b"{" * 100_000 + b"}", "unsupported")],
)
def test_a_json_answer_without_a_text_says_so(body: bytes, code: str) -> None:
    if code == "no_text":
        with pytest.raises(UnreadableDocumentError) as raised:
            read_document(body, None)
        assert raised.value.code == code
    else:
        assert extract(body).kind != "annual_report"


@pytest.mark.parametrize(
    "around", ['{{"content":"{}"}}', '<div id=app></div><script>var d={{"content":"{}"}}</script>']
)
@pytest.mark.parametrize(("escaped", "read"), [("\\ud83d\\ude00", "\U0001f600"), ("\\ud83d", "\ufffd")])
def test_characters_escaped_in_two_halves_are_one_and_half_of_one_is_none(around: str, escaped: str, read: str) -> None:
    text = f"<p>{'本机关主动公开政府信息。' * 12}{escaped}</p>"
    assert [line.text[-2:] for line in read_document(around.format(text).encode(), None).lines][-1] == f"。{read}"
