"""The scripts of a page: where a click leads to, and what is asked of the server, by whatever function and under whatever name.

Three things lead on: an address that a script gives to `location`, to a new window or to a frame; a request (`$.ajax`,
`$.post`, `axios`, `fetch`, `request`, a table's `url`), whose fields are read with it; and a form that is sent. A function
that does one of them does it for each call of it: with the arguments that stand in an `onclick`, or in a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property

from parsel import Selector

from crawlers.calls import Call
from crawlers.scripts.components import command_in, repeated_clicks
from crawlers.scripts.forms import fields_in, forms_in, sent
from crawlers.scripts.reading import Effort, Function, end_of, expression_at, functions_in, pieces, without_comments
from crawlers.scripts.requests import call_of, requests_in
from crawlers.scripts.values import PAGE, Scope, is_page, is_so, value_of
from crawlers.scripts.written import objects_in, tuples_in, written_in

_GOES = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:replace|assign)\s*\(|(?:window|top|parent|self)\.(?:open|navigate)\s*\("
    r"|(?<![\w.])open\s*\(\s*(?=['\"`])|\.attr\(\s*['\"](?:href|src)['\"]\s*,|\.(?:src|href)\s*=(?!=)|\.push\s*\(\s*(?=['\"`]))\s*"
)
_SHOWS = re.compile(
    r"(?:i?fra?m?\w*['\"]?\s*\)?(?:\[0\])?|getElementById\([^()]*\))(?:\.src\s*=(?!=)|\.attr\(\s*['\"]src['\"]\s*,)\s*",
    re.I,
)
_CALLED = re.compile(r"(?<![\w$.])(?:this\.|that\.|self\.|window\.|vm\.)?([\w$]+)\s*\(")
_OWN = r"(?<![\w$.])(?:(?:_?this|that|self|me|vm|window|\$scope)\.)?"
_SETS = re.compile(
    r"(?:\$\(\s*['\"](?:\w*[#\[](?:name=)?)?['\"]?(?P<a>[\w-]+)['\"]?\]?['\"]\s*\)\.val\(|getElementById\(\s*['\"](?P<b>[\w-]+)['\"]\s*\)\.value\s*="
    r"|(?:document\.)?[A-Za-z_$][\w$]*(?:\[[^\]]*\])?\.(?P<c>[\w-]+)\.value\s*=)\s*"
)
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


class PageScripts:
    """The scripts of one page, those that it loads included as far as they are in `text`."""

    def __init__(self, text: str, url: str, selector: Selector | None = None) -> None:
        self.text = without_comments(text)
        self.forms = list(forms_in(selector, url)) if selector is not None else []
        fields = fields_in(selector) if selector is not None else {}
        form = self.forms[0].fields if len(self.forms) == 1 else fields
        self.scope = Scope(self.text, url, fields, form)

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
        """The objects that the scripts hold, and the nodes of the trees that they build, as far as these have addresses."""
        nodes = ({"title": name, "url": address} for _, name, address in tuples_in(self.text) if address)
        return [*objects_in(self.text), *nodes]

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
        effort = Effort.on(self.text)
        for match in _HANDLER.finditer(self.text):
            end = end_of(self.text, match.end() - 1, effort)
            if end > 0:
                found.append((f"{match[1] or ''} {match[2] or ''}", self.text[match.end() : end]))
        return found

    # ---- Where a click leads to

    def leads_to(self, code: str, this: Mapping[str, str] | None = None) -> list[str]:
        """The addresses to which a piece of script leads, by itself or by the functions that it calls; as they stand there."""
        scope = replace(self.scope, this=this or {}, counts=False)
        return list(dict.fromkeys(self._led(code, scope, 0, Effort.on(code))))[:_DEEPEST]

    def _led(self, code: str, scope: Scope, depth: int, effort: Effort) -> Iterator[str]:
        for found in _GOES.finditer(code):
            if _is_passed_over(code, found.start(), scope):
                continue
            local = replace(scope, text=f"{code}\n{scope.text}") if depth else scope
            address = value_of(expression_at(code, found.end(), effort), local)
            if address and "{" not in address and address not in {"/", "#"}:
                yield address
        if depth < _DEEPEST:
            for function, bound in self._called(code, scope):
                body = self.text[function.start : function.end]
                yield from self._led(body, scope.binding(bound), depth + 1, effort)

    def _called(self, code: str, scope: Scope) -> Iterator[tuple[Function, dict[str, str]]]:
        """The functions of this page that a piece of script calls, each with what its parameters are bound to."""
        effort = Effort.on(code)
        for found in _CALLED.finditer(code):
            function = self.functions.get(found[1])
            end = end_of(code, found.end() - 1, effort) if function else -1
            if function is None or end < 0:
                continue
            given = [value_of(argument, scope) for argument in pieces(code[found.end() : end], ",")]
            bound = zip(function.parameters, given, strict=False)
            yield function, {name: value for name, value in bound if value is not None}

    # ---- What is asked of the server

    def calls(self, *, of_article: bool = False) -> list[Call]:
        """The requests that the scripts make for lists, or for one article: each for every call of the function that makes it."""
        found: list[Call] = []
        for start, asked in requests_in(self.text):
            function = self._around(start)
            for bound in self._instances(function) if function else [{}]:
                if call := call_of(asked, self.scope.binding(bound), of_article=of_article):
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
            for _, request in requests_in(body):
                if call := call_of(request, local):
                    yield call
            if sent := self._sent(body, local):
                yield sent
            if depth < _DEEPEST:
                yield from self._asked(body, local, depth + 1)
        if command := self._command(code):
            yield command
        elif "submit" in code and (sent := self._sent(code, scope)):
            yield sent

    def _around(self, at: int) -> Function | None:
        """The innermost function around a place in the scripts."""
        around = [function for function in self.functions.values() if function.start <= at < function.end]
        return max(around, key=lambda function: function.start, default=None)

    def _instances(self, function: Function) -> list[dict[str, str]]:
        """What a function's parameters are bound to in the calls of it that the scripts make."""
        found: list[dict[str, str]] = []
        partly: list[dict[str, str]] = []
        effort = Effort.on(self.text)
        for match in re.finditer(rf"{_OWN}(?<!function\s){re.escape(function.name)}\s*\(", self.text):
            end = end_of(self.text, match.end() - 1, effort)
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

    # ---- Forms that are sent

    def _command(self, code: str) -> Call | None:
        """The form that a command link sends, with the field that says which link it was."""
        command = command_in(code)
        form = next((form for form in self.forms if command and command[0] in form.names), None)
        return sent(form, command[1]) if form and command else None

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
        return sent(form, known) if known or len(self.forms) == 1 else None


def scripts_of(url: str, selector: Selector, loaded: str = "") -> PageScripts:
    """The scripts of a page, with those that it loads as far as somebody has read them."""
    inline = "\n".join(selector.xpath("//script[not(@src)][not(@type='text/xml')]/text() | //@onload").getall())
    scripts = PageScripts(f"{inline}\n{loaded}", url, selector)
    repeated = "\n".join(dict.fromkeys(repeated_clicks(selector, scripts.scope)))
    return PageScripts(f"{inline}\n{loaded}\n{repeated}", url, selector) if repeated else scripts


def _is_passed_over(code: str, at: int, scope: Scope) -> bool:
    """Whether a statement stands behind an `if` that does not hold."""
    ahead = code[max(0, at - 160) : at]
    found = re.search(r"\bif\s*\(([^(){};]*)\)\s*\{?\s*(?:[\w$]+\.)*$", ahead)
    return found is not None and is_so(found[1], scope) is False
