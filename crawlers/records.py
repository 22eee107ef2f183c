"""Listings that come as JSON: the titles and addresses in them, whatever a CMS calls its fields.

gkmlpt answers `{"total": 221, "articles": [{"title": …, "url": …}]}`, Epoint `{"custom": {"data": [{"title": …,
"infourl": …}], "total": 9}}`, with `custom` or `content` sometimes a string that is JSON itself; JPAAS `{"data":
{"html": "<ul>…"}}`, TRUECMS a datastore of records in `cb({"result": "…"})`. So everything is walked: an object with
a title and an address is a record, a string that is JSON is read, one that is HTML is handed on. Where an object calls them
otherwise, its title is the longest of its texts in Chinese, and its address what looks like one, or what the page's script makes
of one of its keys. Listings in XML are read alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, cast
from urllib.parse import urljoin

from lxml import etree

from crawlers.scripts.templates import Template, addresses
from crawlers.selection import IMAGE_TYPES, Link, file_type, web_url

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
_A_TITLE = re.compile(r"(?=(?:.*[\u4e00-\u9fff]){4})[^\n]{4,120}")
_NO_TITLE = re.compile(
    r"content|summary|abstract|remark|keyword|descri|author|source|dept|org|channel|column|type|zhaiyao|unit", re.I
)
_IS_TITLE = re.compile(r"(?<!sub)(?<!channel)(?<!column)(?<!site)title$")
_AN_ADDRESS = re.compile(
    r"(?:https?:/)?/[^\s<>]+|[\w./-]+\.(?:s?html?|jhtml|jspx?|aspx?|php|pdf|docx?|od[ts])(?:\?\S*)?", re.I
)
_XML = re.compile(r"\s*<(?:\?xml|rss\b|feed\b)(?!.{0,4000}<(?:html|datastore)\b)", re.I | re.S)


@dataclass(slots=True)
class Records:
    """What a JSON answer lists. `total` is what it says there is in all, 0 where it says nothing; `items` is how many
    objects its longest list has; `markup` is HTML in it.
    """

    links: list[Link] = field(default_factory=list[Link])
    markup: list[str] = field(default_factory=list[str])
    total: int = 0
    items: int = 0


def read_records(text: str, base: str, templates: list[Template] | None = None) -> Records | None:
    """The records in an answer of JSON, JSONP or XML, relative addresses taken from the site's root; None for any other.

    `templates` are how the page that asked makes addresses of records.
    """
    value = _parse(text)
    if value is None and _XML.match(text):
        value = _of_xml(text)
    if value is None:
        return None
    records = Records()
    _walk(value, base, records, 0, templates or [])
    return records


def links_of_objects(objects: Iterable[Mapping[str, str]], base: str, templates: list[Template]) -> list[Link]:
    """The links that the objects in a page's scripts stand for."""
    records = Records()
    for item in objects:
        _take({name.lower(): value for name, value in item.items()}, base, records, templates)
    return records.links


def _of_xml(text: str) -> Any:
    """An XML document as the objects and lists that JSON would have; None where it is none."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(text.encode(), parser)
    return _of_element(root, 0) if root is not None else None  # pyright: ignore[reportUnnecessaryComparison]


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _of_element(element: Any, depth: int) -> Any:
    children = [child for child in element if isinstance(child.tag, str)]
    if (not children and not element.attrib) or depth > _DEEPEST:
        return (element.text or "").strip()
    found: dict[str, Any] = {_local(name): value for name, value in element.attrib.items()}
    inner = [(_local(child.tag), _of_element(child, depth + 1)) for child in children]
    found |= {name: value for name, value in inner if isinstance(value, str)}
    found["#"] = [value for _, value in inner if not isinstance(value, str) or "<" in value]
    if text := (element.text or "").strip():
        found["text"] = text
    return found


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


def _walk(value: Any, base: str, records: Records, depth: int, templates: list[Template]) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        fields = {str(name).lower(): inner for name, inner in cast(dict[Any, Any], value).items()}
        _take(fields, base, records, templates)
        for name, inner in fields.items():
            if not name.startswith("attach"):  # the files of an article are found on its page
                _walk(inner, base, records, depth + 1, templates)
    elif isinstance(value, list):
        items = cast(list[Any], value)
        records.items = max(records.items, sum(isinstance(item, dict) for item in items))
        for inner in items:
            _walk(inner, base, records, depth + 1, templates)
    elif isinstance(value, str) and len(value) > 1:
        inner = _parse(value) if value.lstrip()[:1] in {"{", "["} else None
        if inner is not None:
            _walk(inner, base, records, depth + 1, templates)
        elif depth <= 4 and _MARKUP.search(value):
            records.markup.append(value)


def _take(fields: dict[str, Any], base: str, records: Records, templates: list[Template]) -> None:
    """Take an object's title and address as a record, and its number of records."""
    texts = {name: str(value).strip() for name, value in fields.items() if isinstance(value, str | int)}
    title = next(_texts(fields, _TITLES), "") or max(_titles(texts), key=len, default="")
    named = next(_texts(fields, _ADDRESSES), "")
    made = next(addresses(texts, templates), "") if title and not named else ""
    href = named or made or (next(_stated(texts), "") if title else "")
    if title and href:
        url = web_url(
            href if _ABSOLUTE.match(href) else f"/{href}",
            urljoin(base, "/") if not href.startswith(".") else base,
        )
        if made and not _ABSOLUTE.match(made):
            url = web_url(made, base)
        if url:
            records.links.append(Link(url, " ".join(unescape(_TAG.sub("", title)).split())))
            return  # what a record counts are its visits
    for name in _TOTALS & fields.keys():
        number = fields[name]
        if isinstance(number, int) or (isinstance(number, str) and number.isdigit()):
            records.total = max(records.total, int(number))


def _texts(fields: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            yield value.strip()


def _titles(texts: dict[str, str]) -> Iterator[str]:
    """The texts of an object that may be its title."""
    return (
        text
        for name, text in texts.items()
        if (_IS_TITLE.search(name) or not _NO_TITLE.search(name)) and _A_TITLE.fullmatch(text)
    )


def _stated(texts: dict[str, str]) -> Iterator[str]:
    """The texts of an object that look like the address of a page or a document."""
    return (text for text in texts.values() if _AN_ADDRESS.fullmatch(text) and file_type(text) not in IMAGE_TYPES)
