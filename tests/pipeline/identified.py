"""A text as a document, and what it says of itself."""

from __future__ import annotations

from pipeline.documents.read import read_document
from pipeline.identification.identify import Identity, identify

BODY = "一、总体情况\n2021年，主动公开政府信息12条。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
"""The beginning of a report that names nobody."""


def of(text: str, media_type: str = "text/plain") -> Identity:
    return identify(read_document(text.encode(), f"{media_type}; charset=utf-8"))


def codes(found: Identity) -> list[str]:
    return [notice.code for notice in found.notices]
