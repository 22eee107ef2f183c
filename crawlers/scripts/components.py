"""What clicks do in pages of component frameworks, which write no code of their own for it: JSF's command links, Vue's loops.

A command link of JSF sends its form with a field of its own (`mojarra.jsfcljs(form, {'list:next': 'list:next'}, '')`, of
MyFaces `oam.submitForm('list', 'list:next')`, of PrimeFaces `addSubmitParam('list', {…}).submit('list')`). A template of Vue
or Angular repeats a tab for each item of a list (`v-for="y in years" @click="load(y)"`); where the page's script holds the
list, its clicks are the calls `load("2024")`, `load("2023")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsel import Selector

from crawlers.scripts.reading import object_in, pieces, unquoted
from crawlers.scripts.values import Scope, assigned

MOST_ITEMS = 60
"""Items of one list: years or agencies of a site."""

_COMMAND = re.compile(
    r"(?:jsfcljs|addSubmitParam)\(\s*(?:document\.(?:getElementById\(|forms\[))?\s*['\"](?P<form>[\w:.-]+)['\"][\s\])]*,"
    r"\s*(?P<fields>\{[^{}]*\}|'[^']*'|\"[^\"]*\")|(?:oamSubmitForm|oam\.submitForm)\(\s*['\"](?P<own>[\w:.-]+)['\"]\s*,"
    r"\s*['\"](?P<link>[^'\"]+)['\"]"
)
_FIELD = re.compile(r"['\"]([^'\"]+)['\"]\s*:\s*['\"]([^'\"]*)['\"]")
_LOOP = re.compile(
    r"\(?\s*(?P<item>[\w$]+)\s*(?:,[^()]*)?\)?\s+(?:in|of)\s+(?P<list>\[[^\[\]]*\]|[\w$.]+)\s*(?:track by.*)?"
)
_REPEATED = "//*[@v-for or @ng-repeat]"
_CLICKS = ("@click", "v-on:click", "ng-click", "@change", "v-on:change", "ng-change")


def command_in(code: str) -> tuple[str, dict[str, str]] | None:
    """The form that a click sends as a command link of JSF, by its name, and the fields that it adds; None for any other click.

    >>> command_in("mojarra.jsfcljs(document.getElementById('f'),{'f:next':'f:next'},'');return false")
    ('f', {'f:next': 'f:next'})
    """
    found = _COMMAND.search(code)
    if not found:
        return None
    if found["own"]:
        return found["own"], {f"{found['own']}:_idcl": found["link"]}
    if found["fields"].startswith("{"):
        return found["form"], dict(_FIELD.findall(found["fields"]))
    words = found["fields"][1:-1].split(",")
    return found["form"], dict(zip(words[::2], words[1::2], strict=False))


def repeated_clicks(selector: Selector, scope: Scope) -> Iterator[str]:
    """The clicks of what a template repeats for the items of a list that the scripts hold, each with its item in place."""
    for repeated in selector.xpath(_REPEATED):
        loop = _LOOP.fullmatch((repeated.attrib.get("v-for") or repeated.attrib.get("ng-repeat") or "").strip())
        clicks = [code for code in map(_click, repeated.xpath("descendant-or-self::*")) if code]
        if not loop or not clicks:
            continue
        for item in _items(loop["list"], scope):
            for code in clicks:
                yield _with_item(code, loop["item"], item)


def _click(element: Selector) -> str:
    return next((element.attrib[name] or "" for name in _CLICKS if name in element.attrib), "")


def _items(named: str, scope: Scope) -> list[str]:
    """The items of a list, as expressions: of one that stands there, or that the scripts give a name."""
    given = named if named.startswith("[") else assigned(named.rpartition(".")[2], scope) or ""
    return pieces(given[1:-1], ",")[:MOST_ITEMS] if given.startswith("[") and given.endswith("]") else []


def _with_item(code: str, name: str, item: str) -> str:
    """A click with an item in place of its name; what the item does not have stays as it is."""
    fields = object_in(item)

    def put(found: re.Match[str]) -> str:
        value = fields.get(found[1]) if found[1] else item
        return value if value and (unquoted(value) is not None or value.isdigit()) else found[0]

    return re.sub(rf"(?<![\w$.'\"]){re.escape(name)}(?:\.([\w$]+))?(?![\w$'\"(])", put, code)
