"""Traces of the publisher in a document's text: telephones, postcodes, mail, hosts, document numbers, whom its page names.

Every pattern starts at a rare character and looks back from there: most of a report's text is no trace of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.contract import Place, Signal
from pipeline.documents.document import Document

MAXIMUM_SIGNALS = 60
"""Of one document; a page with more is a directory, and its first ones say as much as all."""

_PHONE = re.compile(r"0(\d\d(?<![\d.-]0\d\d)\d?)[)）]?\s*[-—－ ]?\s*(\d{7,8})(?!\d)")
_POSTCODE = re.compile(r"邮\s*(?:政\s*)?编(?:\s*码)?\s*[:：为]?\s*(\d{6})(?!\d)")
_MAIL_USER = re.compile(r"(?<![\w.@])[\w.+-]{1,40}$", re.ASCII)
_MAIL_HOST = re.compile(r"[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}", re.ASCII)
_HOST_LABELS = re.compile(r"(?<![\w.@-])(?:[\w-]{1,40}\.){1,5}$", re.ASCII)
_NUMBER = re.compile(r"[〔\[【(（]\s*20\d{2}\s*[〕\]】)）]\s*第?\s*\d{1,4}\s*号")
_ISSUER = re.compile(r"(?:[\u3400-\u9fff]*?(?:根据|按照|依据|依照|通知|要求|[和及与按]))?([\u3400-\u9fff]{2,10})\s*$")
_LOOK_BACK = 210
"""Characters before `.gov.cn` that a host name can have."""


def find_signals(document: Document, page_name: str | None = None) -> tuple[Signal, ...]:
    """The signals in print order by kind, each value once; a telephone is `area-number`.

    `page_name` is whom the page around the report names, where the report itself names nobody.
    """
    text = document.text
    signals: dict[tuple[str, str], Signal] = {}
    if page_name:
        start = text.find(page_name)
        where = (
            Place("the page around the report") if start < 0 else Place("text", start=start, end=start + len(page_name))
        )
        signals["page_name", page_name] = Signal("page_name", page_name, where)
    for kind, value, start, end in (*_phones(text), *_postcodes(text), *_mails(text), *_hosts(text), *_numbers(text)):
        signals.setdefault((kind, value), Signal(kind, value, Place("text", start=start, end=end)))
    return tuple(signals.values())[:MAXIMUM_SIGNALS]


def _phones(text: str) -> Iterator[tuple[str, str, int, int]]:
    for match in _PHONE.finditer(text):
        yield "phone", f"0{match[1]}-{match[2]}", match.start(), match.end()


def _postcodes(text: str) -> Iterator[tuple[str, str, int, int]]:
    for match in _POSTCODE.finditer(text):
        yield "postcode", match[1], match.start(), match.end()


def _mails(text: str) -> Iterator[tuple[str, str, int, int]]:
    for at in _positions(text, "@"):
        user = _MAIL_USER.search(text, max(at - _LOOK_BACK, 0), at)
        host = _MAIL_HOST.match(text, at + 1)
        if user and host:
            yield "email", text[user.start() : host.end()], user.start(), host.end()


def _hosts(text: str) -> Iterator[tuple[str, str, int, int]]:
    for at in _positions(text, "gov.cn"):
        labels = _HOST_LABELS.search(text, max(at - _LOOK_BACK, 0), at)
        if labels:
            end = at + len("gov.cn")
            yield "host", text[labels.start() : end], labels.start(), end


def _numbers(text: str) -> Iterator[tuple[str, str, int, int]]:
    for match in _NUMBER.finditer(text) if text.rfind("号") >= 0 else ():
        issuer = _ISSUER.search(text, max(match.start() - 12, 0), match.start())
        if issuer:
            yield "document_number", issuer[1], issuer.start(), match.end()


def _positions(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at != -1:
        yield at
        at = text.find(mark, at + 1)
