"""The requests that a script makes of its server: method, address and what is sent, with placeholders where pages are counted.

`$.ajax`, `$.get`, `$.post`, `$.getJSON`, `.load`, `axios`, `fetch`, `XMLHttpRequest`, and any object with a `url` that looks like
the options of a request: of a table's component, say. What is sent is an object, a string of fields, a form, or JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawlers.calls import FORM_TYPE, JSON_TYPE, Call
from crawlers.scripts.reading import Effort, enclosing_object, end_of, expression_at, object_in, pieces
from crawlers.scripts.values import (
    OFFSET,
    PAGE,
    SIZE,
    Scope,
    assigned,
    is_offset,
    is_page,
    is_size,
    number_of,
    value_of,
)

_ASKS = re.compile(
    r"(?:\$|jQuery|axios|\$?https?|request|service|ajax|api|instance)\.(?P<how>get|post|getJSON)\s*\("
    r"|(?P<load>\)\.load)\s*\(|(?<![\w.$])(?P<fetch>fetch|axios|request|ajax)\s*\(\s*(?=['\"`\w])"
    r"|\.open\s*\(\s*['\"](?P<open>GET|POST)['\"]\s*,",
    re.I,
)
_URL = re.compile(r"(?<![\w$.])['\"]?(?:url|ajaxUrl|dataUrl)['\"]?\s*:")
_DATA = ("data", "params", "where", "queryParams", "body", "otherParam")
_OF_A_REQUEST = frozenset(
    {"type", "method", "success", "datatype", "async", "elem", "cols", "cache", "then", "done", "enable", "autoparam",
     "contenttype", "error", "pagination", "sidepagination", "columns", *(name.lower() for name in _DATA)}
)  # fmt: skip
_NO_ANSWER = (
    r"login|captcha|oauth|token|visit|upload|user|hits?\b|Yzm|weather|count(?:er)?\b|browse|click|suggest|log\b|sso"
    r"|comment|share|wx"
)
_NO_ARTICLE = re.compile(_NO_ANSWER, re.I)
_NO_LISTING = re.compile(rf"{_NO_ANSWER}|attach|detail", re.I)
_LIBRARY = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|mp4|woff2?|swf|vue|tpl)$", re.I)
_DEEPEST = 3


class Asked(NamedTuple):
    """A request as a script states it: its method, and the expressions of its address and of what it sends."""

    method: str
    address: str
    sent: str


def requests_in(text: str) -> Iterator[tuple[int, Asked]]:
    """The requests of a script: where each stands, and its method, address and data as expressions."""
    seen: set[int] = set()
    effort = Effort.on(text)
    for found in _URL.finditer(text):
        around = enclosing_object(text, found.start(), effort)
        if around is None or around[0] in seen:
            continue
        seen.add(around[0])
        options = {name.lower(): value for name, value in object_in(text[around[0] : around[1]]).items()}
        address = options.get("url") or options.get("ajaxurl") or options.get("dataurl") or ""
        if not _OF_A_REQUEST & options.keys():
            continue
        method = "POST" if "post" in (options.get("type", "") + options.get("method", "")).lower() else "GET"
        data = next((options[name.lower()] for name in _DATA if name.lower() in options), "")
        data = _with_paging(options, data)
        is_json = "json" in options.get("contenttype", "").lower() and data.startswith("{")
        yield found.start(), Asked(method, address, f"JSON.stringify({data})" if is_json else data)
    for found in _ASKS.finditer(text):
        if found["open"]:
            yield found.start(), Asked(found["open"].upper(), expression_at(text, found.end(), effort), "")
            continue
        opened = text.rindex("(", 0, found.end())
        end = end_of(text, opened, effort)
        given = pieces(text[opened + 1 : end], ",") if end > 0 else []
        if not given or given[0].startswith(("function", "{")):
            continue
        second = given[1] if len(given) > 1 and not re.match(r"function|\(?\w*\)?\s*=>", given[1]) else ""
        options = {name.lower(): value for name, value in object_in(second).items()}
        how = (found["how"] or found["load"] or found["fetch"]).lower()
        if how in {"fetch", "axios", "request", "ajax"} or (how == "get" and {"params", "headers"} & options.keys()):
            method = "POST" if "post" in options.get("method", "").lower() else "GET"
            data = options.get("body") or options.get("data") or options.get("params") or ""
        else:
            method = "POST" if how == "post" or (how.endswith("load") and second.startswith("{")) else "GET"
            data = second
            if (
                how == "post"
                and re.match(r"axios|\$?http|request|service|api|instance", found[0], re.I)
                and data.startswith("{")
            ):
                data = f"JSON.stringify({data})"
        yield found.start(), Asked(method, given[0], data)


def _with_paging(options: Mapping[str, str], data: str) -> str:
    """What a table component sends with its own fields: layui's `page` and `limit`, Bootstrap's `limit` and `offset`."""
    size = next((options[name] for name in ("limit", "pagesize") if options.get(name, "").isdigit()), "10")
    if options.get("page", "").startswith(("true", "{")):
        added = f"page: page, limit: {size}"
    elif "server" in options.get("sidepagination", ""):
        added = f"limit: {size}, offset: offset"
    else:
        return data
    inner = data[1:-1].strip() if data.startswith("{") else ""
    return f"{{{inner}{', ' if inner else ''}{added}}}"


def call_of(asked: Asked, scope: Scope, *, of_article: bool = False) -> Call | None:
    """The call that a request makes, its method, address and data being expressions."""
    method, address, sent = asked
    url = value_of(address, scope)
    if not url or not _is_worth_asking(url, scope.url, _NO_ARTICLE if of_article else _NO_LISTING):
        return None
    fields, is_json = _data(sent, scope)
    counted = _Counted(scope)
    filled = counted.fill(fields)
    path, _, query = urljoin(scope.url, url.replace(PAGE, "\0")).replace("\0", PAGE).partition("?")
    query_fields = counted.fill(dict(parse_qsl(query, keep_blank_values=True)))
    if method == "GET" or filled is None:
        query_fields = {**(query_fields or {}), **({} if filled is None else _flat(filled))}
    target = f"{path}?{encoded(query_fields)}" if query_fields else path
    first, size = counted.first, counted.size
    if method == "GET":
        return Call(target, first=first, size=size, is_guess=True)
    if is_json:
        return Call(target, _as_json(filled or {}), JSON_TYPE, first, size, is_guess=True)
    return Call(target, encoded(_flat(filled or {})), FORM_TYPE, first, size, is_guess=True)


def _data(code: str, scope: Scope, depth: int = 0) -> tuple[dict[str, Any], bool]:
    """What a request sends, by name; and whether it is sent as JSON."""
    code = code.strip()
    if found := re.fullmatch(r"JSON\.stringify\((.*)\)", code, re.S):
        return _data(found[1], scope, depth)[0], True
    if found := re.fullmatch(r"(?:Qs|qs|\$)\.(?:stringify|param)\((.*)\)", code, re.S):
        return _data(found[1], scope, depth)[0], False
    if code.startswith("{"):
        return _object(code, scope, depth), False
    if found := re.fullmatch(r"\$\(\s*['\"]#?([\w-]+)['\"]\s*\)\.serialize\w*\(\)", code):
        return dict(scope.form), False
    if re.fullmatch(r"[\w$.]+", code) and depth < _DEEPEST:
        name = code.rpartition(".")[2]
        given = assigned(name, scope)
        if given and given.startswith(("{", "JSON.")):
            fields, is_json = _data(given, scope, depth + 1)
            for later in re.finditer(
                rf"(?<![\w$.]){re.escape(name)}(?:\.(\w+)|\[['\"](\w+)['\"]\])\s*=(?!=)\s*", scope.text
            ):
                key = later[1] or later[2]
                fields[key] = _field(key, expression_at(scope.text, later.end()), scope, depth)
            return fields, is_json
        if given and given.startswith("new "):
            added = re.findall(rf"{re.escape(name)}\.append\(\s*['\"](\w+)['\"]\s*,", scope.text)
            places = (re.search(rf"{re.escape(name)}\.append\(\s*['\"]{key}['\"]\s*,\s*", scope.text) for key in added)
            return {
                key: _field(key, expression_at(scope.text, place.end()), scope, depth)
                for key, place in zip(added, places, strict=True)
                if place
            }, False
    is_name = bool(re.fullmatch(r"[\w$.]+", code))  # one that looks like a page's number is none: it holds what is sent
    text = value_of(code, replace(scope, counts=scope.counts and not is_name)) if code else None
    if text is None and code:  # a string of fields of which some are not known
        known = [value_of(piece, scope) or "" for piece in pieces(code, "+")]
        text = "".join(known)
    if text and text.startswith("{") and (told := _json(text)):
        return told, True
    return dict(parse_qsl(text or "", keep_blank_values=True)), False


def _object(code: str, scope: Scope, depth: int) -> dict[str, Any]:
    return {name: _field(name, value, scope, depth) for name, value in object_in(code).items()}


def _field(name: str, code: str, scope: Scope, depth: int) -> Any:
    if code.startswith("{") and depth < _DEEPEST:
        return _object(code, scope, depth + 1)
    if code.startswith("JSON.stringify(") and depth < _DEEPEST:
        return _AsText(_data(code, scope, depth + 1)[0])
    value = value_of(code, scope)
    if value is None and (is_size(name) or is_page(name) or is_offset(name)):
        return _Unknown(code)
    literal = (
        code if code.isdigit() else (assigned(code.rpartition(".")[2], scope) or "") if code.isidentifier() else ""
    )
    is_number = value is not None and value == literal and value == str(int(value)) if literal.isdigit() else False
    return _Number(int(literal), code) if is_number else value or ""


@dataclass(frozen=True, slots=True)
class _Unknown:
    code: str


class _AsText(dict[str, Any]):
    """Fields that are sent as the JSON of them, in one field."""


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    code: str


class _Counted:
    """Puts placeholders where the fields of a request count pages or records, and notes from what number, and how many."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.first, self.size = 1, SIZE
        self._sized = False

    def fill(self, fields: Mapping[str, Any]) -> dict[str, Any] | None:
        """The fields with placeholders in place of numbers of pages."""
        if not fields:
            return None
        has_page = any(is_page(name) for name in fields)
        return {name: self._filled(name, value, has_page) for name, value in fields.items()}

    def _filled(self, name: str, value: Any, has_page: bool) -> Any:
        if isinstance(value, _AsText):
            return _as_json(self.fill(value) or {})
        if isinstance(value, dict):
            return self.fill(value) or {}  # pyright: ignore[reportUnknownArgumentType]
        text = (
            str(value.value)
            if isinstance(value, _Number)
            else value.code
            if isinstance(value, _Unknown)
            else str(value)
        )
        if is_page(name) and (text == PAGE or text.isdigit() or isinstance(value, _Unknown)):
            told = int(text) if text.isdigit() else self._told(name, value)
            self.first = told if told is not None and told <= 1 else int("index" not in name.lower() or told is None)
            return PAGE
        if is_offset(name) and not has_page and (OFFSET in text or text.isdigit() or isinstance(value, _Unknown)):
            return OFFSET
        if text == PAGE and not is_size(name):
            told = self._told(name, value)
            self.first = told if told is not None and told <= 1 else 1
            return PAGE
        if is_size(name) and not self._sized:
            number = (
                int(text) if text.isdigit() else number_of(text if isinstance(value, _Unknown) else name, self._scope)
            )
            self.size = number if number and 0 < number <= 1000 else SIZE
            self._sized = True
            return self.size
        if isinstance(value, _Unknown):
            return ""
        return value.value if isinstance(value, _Number) else PAGE if OFFSET in text and is_page(name) else value

    def _told(self, name: str, value: Any) -> int | None:
        code = value.code if isinstance(value, _Unknown) else name
        return number_of(code, self._scope)


def _is_worth_asking(url: str, page: str, other: re.Pattern[str]) -> bool:
    parts = urlsplit(url)
    path = parts.path
    return bool(
        path not in {"", "/"}
        and not _LIBRARY.search(path)
        and not other.search(path.rstrip("/").rpartition("/")[2])
        and (not parts.netloc or parts.netloc == urlsplit(page).netloc)
    )


def _as_json(fields: Mapping[str, Any]) -> str:
    """The JSON of fields, with the numbers of pages as numbers."""
    return re.sub(r'"(\{(?:page|offset)\})"', r"\1", json.dumps(fields, ensure_ascii=False))


def _flat(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
        for name, value in fields.items()
    }


def encoded(fields: Mapping[str, Any]) -> str:
    """Fields as a form sends them, placeholders left as they are."""
    return urlencode(fields).replace("%7Bpage%7D", PAGE).replace("%7Boffset%7D", OFFSET)


def _json(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None  # pyright: ignore[reportUnknownVariableType]
