"""Traces of the publisher in a document's text: telephones, postcodes, mail, hosts, document numbers."""

from __future__ import annotations

import re

from pipeline.contract import Place, Signal
from pipeline.documents.document import Document

MAXIMUM_SIGNALS = 60
"""Of one document; a page with more is a directory, and its first ones say as much as all."""

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"(?<![\d.-])[(（]?(0\d{2,3})[)）]?\s*[-—－ ]?\s*(\d{7,8})(?!\d)")),
    ("postcode", re.compile(r"邮\s*(?:政\s*)?编(?:\s*码)?\s*[:：为]?\s*(\d{6})(?!\d)")),
    ("email", re.compile(r"(?<![\w.@])([\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4})")),
    ("host", re.compile(r"(?<![\w.@-])((?:[\w-]{1,40}\.){1,5}gov\.cn)")),
    (
        "document_number",
        re.compile(r"([\u3400-\u9fff]{2,10})\s*[〔\[【(（]\s*20\d{2}\s*[〕\]】)）]\s*第?\s*\d{1,4}\s*号"),
    ),
)


def find_signals(document: Document) -> tuple[Signal, ...]:
    """The signals in print order by kind; a telephone is `area-number`."""
    signals: list[Signal] = []
    for kind, pattern in _PATTERNS:
        seen: set[str] = set()
        for match in pattern.finditer(document.text):
            value = "-".join(match.groups())
            if value in seen:
                continue
            seen.add(value)
            signals.append(Signal(kind, value, Place("text", start=match.start(), end=match.end())))
    return tuple(signals[:MAXIMUM_SIGNALS])
