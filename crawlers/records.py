"""Listings that come as JSON: the titles and addresses in them, whatever a CMS calls its fields.

gkmlpt answers `{"total": 221, "articles": [{"title": …, "url": …}]}`, Epoint `{"custom": {"data": [{"title": …,
"infourl": …}], "total": 9}}`, with `custom` or `content` sometimes a string that is JSON itself; JPAAS `{"data":
{"html": "<ul>…"}}`, TRUECMS a datastore of records in `cb({"result": "…"})`. So everything is walked: an object with
a title and an address is a record, a string that is JSON is read, one that is HTML is handed on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, cast
from urllib.parse import urljoin

from crawlers.selection import Link, web_url

_TITLES = ("title", "realtitle", "infotitle", "showtitle", "doctitle", "subject", "articletitle", "vc_title", "name")
_ADDRESSES = (
    "url", "infourl", "linkurl", "visiturl", "post_url", "href", "link", "docpuburl", "puburl", "htmlurl", "urlpath",
    "detailurl", "articleurl", "pageurl", "path",
)  # fmt: skip
_TOTALS = frozenset(
    {
        "total",
        "totalcount",
        "count",
        "totalrecord",
        "totalrecords",
        "recordcount",
        "rowcount",
        "totalelements",
        "totalnum",
    }
)
_WRAPPED = re.compile(r"^\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.S)
_TAG = re.compile(r"<[^>]*>")
_MARKUP = re.compile(r"<(?:a|li|tr|record|div|ul)\b", re.I)
_ABSOLUTE = re.compile(r"(?:https?:)?//|/|\.\.?/", re.I)
_DEEPEST = 12


@dataclass(slots=True)
class Records:
    """What a JSON answer lists. `total` is what it says there is in all, 0 where it says nothing; `markup` is HTML in it."""

    links: list[Link] = field(default_factory=list[Link])
    markup: list[str] = field(default_factory=list[str])
    total: int = 0


def read_records(text: str, base: str) -> Records | None:
    """The records in a JSON or JSONP answer, relative addresses taken from the site's root; None when it is not JSON."""
    value = _parse(text)
    if value is None:
        return None
    records = Records()
    _walk(value, base, records, 0)
    return records


def _parse(text: str) -> Any:
    text = text.lstrip("\ufeff \t\r\n")
    if wrapped := _WRAPPED.match(text) if text[:1] not in {"{", "["} else None:
        text = wrapped[1].strip()
    if text[:1] not in {"{", "["}:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _walk(value: Any, base: str, records: Records, depth: int) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        fields = {str(name).lower(): inner for name, inner in cast(dict[Any, Any], value).items()}
        _take(fields, base, records)
        for name, inner in fields.items():
            if not name.startswith("attach"):  # the files of an article are found on its page
                _walk(inner, base, records, depth + 1)
    elif isinstance(value, list):
        for inner in cast(list[Any], value):
            _walk(inner, base, records, depth + 1)
    elif isinstance(value, str) and len(value) > 1:
        inner = _parse(value) if value.lstrip()[:1] in {"{", "["} else None
        if inner is not None:
            _walk(inner, base, records, depth + 1)
        elif depth <= 4 and _MARKUP.search(value):
            records.markup.append(value)


def _take(fields: dict[str, Any], base: str, records: Records) -> None:
    """Take an object's title and address as a record, and its number of records."""
    title = next(_texts(fields, _TITLES), "")
    href = next(_texts(fields, _ADDRESSES), "")
    if title and href:
        url = web_url(
            href if _ABSOLUTE.match(href) else f"/{href}", urljoin(base, "/") if not href.startswith(".") else base
        )
        if url:
            records.links.append(Link(url, " ".join(unescape(_TAG.sub("", title)).split())))
    for name in _TOTALS & fields.keys():
        number = fields[name]
        if isinstance(number, int) or (isinstance(number, str) and number.isdigit()):
            records.total = max(records.total, int(number))


def _texts(fields: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            yield value.strip()
