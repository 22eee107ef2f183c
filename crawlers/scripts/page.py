"""The scripts of a page: where a click leads to, and what is asked of the server, by whatever function and under whatever name.

Three things lead on: an address that a script gives to `location`, to a new window or to a frame; a request (`$.ajax`,
`$.post`, `axios`, `fetch`, `request`, a table's `url`), whose fields are read with it; and a form that is sent. A function
that does one of them does it for each call of it: with the arguments that stand in an `onclick`, or in a script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from parsel import Selector

from crawlers.calls import FORM_TYPE, JSON_TYPE, Call
from crawlers.scripts.reading import (
    Function,
    enclosing_object,
    end_of,
    expression_at,
    functions_in,
    object_in,
    pieces,
    without_comments,
)
from crawlers.scripts.values import (
    OFFSET,
    PAGE,
    SIZE,
    Scope,
    assigned,
    is_offset,
    is_page,
    is_size,
    is_so,
    number_of,
    value_of,
)
from crawlers.scripts.written import objects_in, written_in

_GOES = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:replace|assign)\s*\(|(?:window|top|parent|self)\.(?:open|navigate)\s*\("
    r"|(?<![\w.])open\s*\(\s*(?=['\"`])|\.attr\(\s*['\"](?:href|src)['\"]\s*,|\.(?:src|href)\s*=(?!=)|\.push\s*\(\s*(?=['\"`]))\s*"
)
_SHOWS = re.compile(
    r"(?:i?fra?m?\w*['\"]?\s*\)?(?:\[0\])?|getElementById\([^()]*\))(?:\.src\s*=(?!=)|\.attr\(\s*['\"]src['\"]\s*,)\s*",
    re.I,
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
_CALLED = re.compile(r"(?<![\w$.])(?:this\.|that\.|self\.|window\.|vm\.)?([\w$]+)\s*\(")
_SETS = re.compile(
    r"(?:\$\(\s*['\"](?:\w*[#\[](?:name=)?)?['\"]?(?P<a>[\w-]+)['\"]?\]?['\"]\s*\)\.val\(|getElementById\(\s*['\"](?P<b>[\w-]+)['\"]\s*\)\.value\s*="
    r"|(?:forms?\w*(?:\[[^\]]*\])?|theForm|frm)\.(?P<c>[\w-]+)\.value\s*=)\s*"
)
_NO_ANSWER = (
    r"login|captcha|oauth|token|visit|upload|user|hits?\b|Yzm|weather|count(?:er)?\b|browse|click|suggest|log\b|sso"
    r"|comment|share|wx"
)
_NO_ARTICLE = re.compile(_NO_ANSWER, re.I)
_NO_LISTING = re.compile(rf"{_NO_ANSWER}|attach|detail", re.I)
_LIBRARY = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|mp4|woff2?|swf|vue|tpl)$", re.I)
_HANDLER = re.compile(
    r"(?:\$|jQuery)\(\s*['\"]?([^'\")]*)['\"]?\s*\)\.(?:click|change|on|live|bind|delegate|tap)\s*\((?:\s*['\"][\w\s.]+['\"]\s*,)?"
    r"(?:\s*['\"]([^'\"]*)['\"]\s*,)?\s*(?:function\s*\(\w*\)|\(?\w*\)?\s*=>)\s*\{"
)
_OF_ELEMENT = re.compile(
    r"\.(?:attr|data)\(\s*['\"](?:data-)?([\w-]+)['\"]|getAttribute\(\s*['\"](?:data-)?([\w-]+)['\"]|dataset\.(\w+)"
)
_INSTANCES = 60
"""Calls of one function that are looked at: a tab, a year or an agency each."""
_DEEPEST = 3
_MOST = 40


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: where and how it is sent, the fields that it sends as they stand, and their names by their ids."""

    action: str
    is_post: bool
    fields: Mapping[str, str]
    ids: Mapping[str, str]


class PageScripts:
    """The scripts of one page, `more` being those that it loads."""

    def __init__(self, text: str, url: str, selector: Selector | None = None) -> None:
        self.text = without_comments(text)
        self.forms = list(_forms(selector, url)) if selector is not None else []
        fields = _fields(selector) if selector is not None else {}
        self.scope = Scope(self.text, url, fields)

    @cached_property
    def functions(self) -> dict[str, Function]:
        """The functions by name; of one name the first."""
        found: dict[str, Function] = {}
        for function in functions_in(self.text):
            found.setdefault(function.name, function)
        return found

    # ---- What is written into the page, and what stands in scripts as data

    @cached_property
    def written(self) -> Selector | None:
        """The links that the scripts write into the page as it loads; None where they write none."""
        markup = written_in(self.text, self.scope)
        return Selector(text=markup, type="html") if markup else None

    @cached_property
    def objects(self) -> list[dict[str, str]]:
        """The objects that the scripts hold."""
        return list(objects_in(self.text))

    def frames(self) -> list[str]:
        """The addresses that scripts give to frames as the page loads."""
        told = (
            value_of(expression_at(self.text, found.end()), replace(self.scope, counts=False))
            for found in _SHOWS.finditer(self.text)
        )
        return [address for address in told if address and re.match(r"[\w./?-]+[/?.]|/", address)][:_DEEPEST]

    # ---- What runs on a click or a choice

    def handlers_for(self, attributes: Mapping[str, str]) -> list[str]:
        """The scripts that run on a click and read an attribute that an element has: `$(this).data('id')`."""
        names = {name.removeprefix("data-") for name in attributes if name.startswith("data-") or name == "rel"}
        return [
            body
            for _, body in self._handlers
            if any(set(found.groups()) & names for found in _OF_ELEMENT.finditer(body))
        ]

    def handlers_on(self, attributes: Mapping[str, str]) -> list[str]:
        """The scripts that run when the list with these attributes is chosen from."""
        own = {value for name in ("id", "name") if (value := attributes.get(name))}
        own |= set((attributes.get("class") or "").split())
        return [body for named, body in self._handlers if own & set(re.findall(r"[\w-]+", named))]

    def choosing(self, this: Mapping[str, str]) -> PageScripts:
        """The same scripts, where the fields hold what was chosen."""
        made = copy(self)
        made.scope = replace(self.scope, fields={**self.scope.fields, **this})
        return made

    @cached_property
    def _handlers(self) -> list[tuple[str, str]]:
        """The scripts that run on an event, each with the selector of what it happens to."""
        found: list[tuple[str, str]] = []
        for match in _HANDLER.finditer(self.text):
            end = end_of(self.text, match.end() - 1)
            if end > 0:
                found.append((f"{match[1] or ''} {match[2] or ''}", self.text[match.end() : end]))
        return found

    # ---- Where a click leads to

    def leads_to(self, code: str, this: Mapping[str, str] | None = None) -> list[str]:
        """The addresses to which a piece of script leads, by itself or by the functions that it calls; as they stand there."""
        scope = replace(self.scope, this=this or {}, counts=False)
        return list(dict.fromkeys(self._led(code, scope, 0)))[:_DEEPEST]

    def _led(self, code: str, scope: Scope, depth: int) -> Iterator[str]:
        for found in _GOES.finditer(code):
            if _is_passed_over(code, found.start(), scope):
                continue
            local = replace(scope, text=f"{code}\n{scope.text}") if depth else scope
            address = value_of(expression_at(code, found.end()), local)
            if address and "{" not in address and address not in {"/", "#"}:
                yield address
        if depth < _DEEPEST:
            for function, bound in self._called(code, scope):
                yield from self._led(self.text[function.start : function.end], scope.binding(bound), depth + 1)

    def _called(self, code: str, scope: Scope) -> Iterator[tuple[Function, dict[str, str]]]:
        """The functions of this page that a piece of script calls, each with what its parameters are bound to."""
        for found in _CALLED.finditer(code):
            function = self.functions.get(found[1])
            end = end_of(code, found.end() - 1)
            if function is None or end < 0:
                continue
            given = [value_of(argument, scope) for argument in pieces(code[found.end() : end], ",")]
            bound = zip(function.parameters, given, strict=False)
            yield function, {name: value for name, value in bound if value is not None}

    # ---- What is asked of the server

    def calls(self, *, of_article: bool = False) -> list[Call]:
        """The requests that the scripts make for lists, or for one article: each for every call of the function that makes it."""
        found: list[Call] = []
        for start, code in self._requests():
            function = self._around(start)
            for bound in self._instances(function) if function else [{}]:
                if call := self._request(code, self.scope.binding(bound), _NO_ARTICLE if of_article else _NO_LISTING):
                    found.append(call)
            if len(found) > _MOST:
                break
        return list(dict.fromkeys(found))[:_MOST]

    def asked_by(self, code: str, this: Mapping[str, str] | None = None, depth: int = 0) -> Iterator[Call]:
        """The requests that a click makes, and the form that it sends."""
        scope = replace(self.scope, this=this or {})
        yield from self._asked(code, scope, depth)

    def _asked(self, code: str, scope: Scope, depth: int) -> Iterator[Call]:
        for function, bound in self._called(code, replace(scope, counts=False)):
            body = self.text[function.start : function.end]
            local = scope.binding(bound)
            for _, request in _requests_in(body):
                if call := self._request(request, local):
                    yield call
            if sent := self._sent(body, local):
                yield sent
            if depth < _DEEPEST:
                yield from self._asked(body, local, depth + 1)
        if "submit" in code and (sent := self._sent(code, scope)):
            yield sent

    def _requests(self) -> Iterator[tuple[int, tuple[str, str, str]]]:
        return _requests_in(self.text)

    def _around(self, at: int) -> Function | None:
        """The innermost function around a place in the scripts."""
        around = [function for function in self.functions.values() if function.start <= at < function.end]
        return max(around, key=lambda function: function.start, default=None)

    def _instances(self, function: Function) -> list[dict[str, str]]:
        """What a function's parameters are bound to in the calls of it that the scripts make."""
        found: list[dict[str, str]] = []
        partly: list[dict[str, str]] = []
        for match in re.finditer(rf"(?<![\w$.])(?<!function\s){re.escape(function.name)}\s*\(", self.text):
            end = end_of(self.text, match.end() - 1)
            if end < 0 or self.text[end + 1 : end + 12].lstrip().startswith("{") or len(found) >= _INSTANCES:
                continue
            scope = replace(self.scope, counts=False)
            given = [value_of(argument, scope) for argument in pieces(self.text[match.end() : end], ",")]
            pairs = list(zip(function.parameters, given, strict=False))
            bound = {name: value for name, value in pairs if value is not None}
            is_whole = all(value is not None or is_page(name) for name, value in pairs)
            if bound and bound not in found:
                (found if is_whole else partly).append(bound)
        return found or partly[:1] or [{}]

    def _request(self, code: tuple[str, str, str], scope: Scope, other: re.Pattern[str] = _NO_LISTING) -> Call | None:
        """The call that a request makes, its method, address and data being expressions."""
        method, address, sent = code
        url = value_of(address, scope)
        if not url or not _is_worth_asking(url, scope.url, other):
            return None
        fields, is_json = self._data(sent, scope)
        counted = _Counted(scope)
        filled = counted.fill(fields)
        path, _, query = urljoin(scope.url, url.replace(PAGE, "\0")).replace("\0", PAGE).partition("?")
        asked = counted.fill(dict(parse_qsl(query, keep_blank_values=True)))
        if method == "GET" or filled is None:
            asked = {**(asked or {}), **({} if filled is None else _flat(filled))}
        target = f"{path}?{_encoded(asked)}" if asked else path
        first, size = counted.first, counted.size
        if method == "GET":
            return Call(target, first=first, size=size, is_guess=True)
        if is_json:
            return Call(target, _as_json(filled or {}), JSON_TYPE, first, size, is_guess=True)
        return Call(target, _encoded(_flat(filled or {})), FORM_TYPE, first, size, is_guess=True)

    def _data(self, code: str, scope: Scope, depth: int = 0) -> tuple[dict[str, Any], bool]:
        """What a request sends, by name; and whether it is sent as JSON."""
        code = code.strip()
        if found := re.fullmatch(r"JSON\.stringify\((.*)\)", code, re.S):
            return self._data(found[1], scope, depth)[0], True
        if found := re.fullmatch(r"(?:Qs|qs|\$)\.(?:stringify|param)\((.*)\)", code, re.S):
            return self._data(found[1], scope, depth)[0], False
        if code.startswith("{"):
            return self._object(code, scope, depth), False
        if found := re.fullmatch(r"\$\(\s*['\"]#?([\w-]+)['\"]\s*\)\.serialize\w*\(\)", code):
            return dict(scope.fields if len(self.forms) != 1 else self.forms[0].fields), False
        if re.fullmatch(r"[\w$.]+", code) and depth < _DEEPEST:
            name = code.rpartition(".")[2]
            given = assigned(name, scope)
            if given and given.startswith(("{", "JSON.")):
                fields, is_json = self._data(given, scope, depth + 1)
                for later in re.finditer(
                    rf"(?<![\w$.]){re.escape(name)}(?:\.(\w+)|\[['\"](\w+)['\"]\])\s*=(?!=)\s*", scope.text
                ):
                    key = later[1] or later[2]
                    fields[key] = self._field(key, expression_at(scope.text, later.end()), scope, depth)
                return fields, is_json
            if given and given.startswith("new "):
                added = re.findall(rf"{re.escape(name)}\.append\(\s*['\"](\w+)['\"]\s*,", scope.text)
                places = (
                    re.search(rf"{re.escape(name)}\.append\(\s*['\"]{key}['\"]\s*,\s*", scope.text) for key in added
                )
                return {
                    key: self._field(key, expression_at(scope.text, place.end()), scope, depth)
                    for key, place in zip(added, places, strict=True)
                    if place
                }, False
        text = value_of(code, scope) if code else None
        if text is None and code:  # a string of fields of which some are not known
            known = [value_of(piece, scope) or "" for piece in pieces(code, "+")]
            text = "".join(known)
        if text and text.startswith("{") and (told := _json(text)):
            return told, True
        return dict(parse_qsl(text or "", keep_blank_values=True)), False

    def _object(self, code: str, scope: Scope, depth: int) -> dict[str, Any]:
        return {name: self._field(name, value, scope, depth) for name, value in object_in(code).items()}

    def _field(self, name: str, code: str, scope: Scope, depth: int) -> Any:
        if code.startswith("{") and depth < _DEEPEST:
            return self._object(code, scope, depth + 1)
        if code.startswith("JSON.stringify(") and depth < _DEEPEST:
            return _AsText(self._data(code, scope, depth + 1)[0])
        value = value_of(code, scope)
        if value is None and (is_size(name) or is_page(name) or is_offset(name)):
            return _Unknown(code)
        literal = (
            code if code.isdigit() else (assigned(code.rpartition(".")[2], scope) or "") if code.isidentifier() else ""
        )
        is_number = value is not None and value == literal and value == str(int(value)) if literal.isdigit() else False
        return _Number(int(literal), code) if is_number else value or ""

    # ---- Forms that are sent

    def _sent(self, code: str, scope: Scope) -> Call | None:
        """The form that a piece of script sends, the fields that it sets being set."""
        if "submit" not in code or not self.forms:
            return None
        fields: dict[str, str | None] = {}
        for found in _SETS.finditer(code):
            fields[next(filter(None, found.groups()))] = value_of(expression_at(code, found.end()), scope)
        form = max(self.forms, key=lambda form: sum(name in form.fields or name in form.ids for name in fields))
        named = {form.ids.get(name, name): value for name, value in fields.items()}
        known = {name: PAGE if is_page(name) else value for name, value in named.items() if value is not None}
        return sent(form, known, scope) if known or len(self.forms) == 1 else None


def sent(form: Form, fields: Mapping[str, str], scope: Scope | None = None) -> Call:
    """The call by which a form is sent with some of its fields changed."""
    filled = {**form.fields, **fields}
    query = _encoded(filled)
    counted = next((form.fields.get(name, "") for name, value in fields.items() if value == PAGE), "")
    first = 0 if counted == "0" else 1
    if not form.is_post:
        return Call(f"{form.action.partition('?')[0]}?{query}", first=first, is_guess=True)
    return Call(form.action, query, FORM_TYPE, first, is_guess=True)


def scripts_of(url: str, selector: Selector, loaded: str = "") -> PageScripts:
    """The scripts of a page, with those that it loads as far as somebody has read them."""
    inline = "\n".join(selector.xpath("//script[not(@src)][not(@type='text/xml')]/text() | //@onload").getall())
    return PageScripts(f"{inline}\n{loaded}", url, selector)


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


def _requests_in(text: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """The requests of a script: where each stands, and its method, address and data as expressions."""
    seen: set[int] = set()
    for found in _URL.finditer(text):
        around = enclosing_object(text, found.start())
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
        yield found.start(), (method, address, f"JSON.stringify({data})" if is_json else data)
    for found in _ASKS.finditer(text):
        if found["open"]:
            yield found.start(), (found["open"].upper(), expression_at(text, found.end()), "")
            continue
        end = end_of(text, found.end() - 1 if text[found.end() - 1] == "(" else text.rindex("(", 0, found.end()))
        given = pieces(text[text.rindex("(", 0, found.end()) + 1 : end], ",") if end > 0 else []
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
        yield found.start(), (method, given[0], data)


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


def _is_passed_over(code: str, at: int, scope: Scope) -> bool:
    """Whether a statement stands behind an `if` that does not hold."""
    ahead = code[max(0, at - 160) : at]
    found = re.search(r"\bif\s*\(([^(){};]*)\)\s*\{?\s*(?:[\w$]+\.)*$", ahead)
    return found is not None and is_so(found[1], scope) is False


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


def _encoded(fields: Mapping[str, Any]) -> str:
    return urlencode(fields).replace("%7Bpage%7D", PAGE).replace("%7Boffset%7D", OFFSET)


def _json(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None  # pyright: ignore[reportUnknownVariableType]


def _fields(selector: Selector) -> dict[str, str]:
    """What the fields of a page hold, by id and by name."""
    found: dict[str, str] = {}
    for element in selector.xpath("//input[@value]|//*[self::span or self::div or self::em][@id][string-length()<40]"):
        value = element.attrib.get("value")
        value = " ".join(element.xpath("string()").get("").split()) if value is None else value
        for name in (element.attrib.get("id"), element.attrib.get("name")):
            if name:
                found.setdefault(name, value)
    return found


def _forms(selector: Selector, url: str) -> Iterator[Form]:
    for form in selector.xpath("//form"):
        fields: dict[str, str] = {}
        ids = {
            field.attrib["id"] or "": field.attrib["name"] or ""
            for field in form.xpath(".//input[@name][@id]|.//select[@name][@id]")
        }
        for field in form.xpath(".//input[@name]|.//select[@name]|.//textarea[@name]"):
            kind = (field.attrib.get("type") or "").lower()
            if kind in {"submit", "button", "image", "reset", "file"} or (
                kind in {"checkbox", "radio"} and "checked" not in field.attrib
            ):
                continue
            chosen = field.xpath("(option[@selected]|option)[1]/@value").get("") if field.root.tag == "select" else ""
            fields.setdefault(field.attrib["name"] or "", field.attrib.get("value") or chosen)
        action = urljoin(url, (form.attrib.get("action") or "").strip() or url)
        yield Form(action, (form.attrib.get("method") or "").lower() == "post", fields, ids)
