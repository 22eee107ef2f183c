"""What the scripts of a page write into it as it loads: markup put together from strings, in loops too, and the records they hold.

A pager is often written so (`for (i = 1; i <= pages; i++) h += '<a href="' + (i == 1 ? 'index' : i) + '.html">' + i + '</a>'`), and
so are whole listings (`document.write('<a href="…">' + t + '</a>')`). A link of which a part is not known is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crawlers.scripts.reading import Effort, end_of, expression_at, pieces, unquoted
from crawlers.scripts.values import Scope, value_of

ROUNDS = 200
"""Rounds of a loop that are looked at: a listing may have as many pages."""

_WRITES = re.compile(
    r"(?:document\.write(?:ln)?\s*\(|\.(?:innerHTML|outerHTML)\s*\+?=|\.(?:html|append|prepend|after)\s*\("
    r"|(?P<into>[\w$]+)(?:\s*\+?=|\.push\s*\())\s*(?=['\"`(])"
)
_LOOP = re.compile(
    r"\bfor\s*\(\s*(?:var|let)?\s*(?P<name>\w+)\s*=\s*(?P<from>[^;]{1,40});\s*(?P=name)\s*(?P<how><=?)\s*(?P<to>[^;]{1,40});[^;{}]{1,20}\)\s*"
)
_SHOWS = re.compile(
    r"(?:write(?:ln)?|html|append|prepend|after|before|return|innerHTML|outerHTML)\s*(?:\(|\+?=|\s)(?=([^;]{0,120}))"
)
_WORD = re.compile(r"[\w$]+")
_UNKNOWN = "\0"
_ANCHOR = re.compile(r"<a\b[^>]*>.*?(?:</a>|(?=<a\b)|$)", re.I | re.S)
_ARGUMENTS = re.compile(r"(?:\.add|\b(?:add|new|insert|append)\w*(?:\s+\w+)?|\[)\s*\(?([^()\[\]{}]{8,400})[)\]]", re.I)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ADDRESS = re.compile(r"(?:https?:/|\.{0,2})/[^\s<>]+|[\w./-]+\.(?:s?html?|jhtml|jspx?|aspx?|php|do)(?:\?\S*)?")
_A_NAME = 60
_OBJECT = re.compile(r"\{[^{}]{5,2000}\}")
_PAIR = re.compile(r"[\"']?([A-Za-z_]\w*)[\"']?\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|(-?\d+))")
_NEAR = 2000
_MOST = 3000


def written_in(text: str, scope: Scope) -> str:
    """The links that scripts write, as markup; an empty text where they write none."""
    if "<a" not in text and "<A" not in text and "<option" not in text:
        return ""
    scope = replace(scope, counts=False)
    found: list[str] = []
    shown = {word for match in _SHOWS.finditer(text) for word in _WORD.findall(match[1])}
    effort = Effort.on(text)
    loops = list(_loops(text, scope, effort))
    for name, rounds, start, end in loops:
        for number in rounds:
            bound = {**scope.bound, name: str(number)}
            for expression in _expressions(text, start, end, shown):
                found += _written(text, expression, replace(scope, bound=bound), effort)
            if len(found) > _MOST:
                break
    within = [*((start, end) for _, _, start, end in loops), *_bodies(text, effort)]
    for expression in _expressions(text, 0, len(text), shown):
        if not any(start <= expression < end for start, end in within):
            found += _written(text, expression, scope, effort)
        if len(found) > _MOST:
            break
    return "\n".join(found[:_MOST])


def tuples_in(text: str) -> Iterator[tuple[list[str], str, str]]:
    """The arguments and arrays of a script that name something and its address, as trees are built: `d.add(4, 1, '…', '/a/')`.

    Numbers and other words, the name, the address; "" where it has none.
    """
    for found in _ARGUMENTS.finditer(text):
        values = [unquoted(piece) if piece[:1] in "'\"" else piece for piece in pieces(found[1], ",")]
        name = next((value for value in values if value and _HAN.search(value) and len(value) <= _A_NAME), None)
        if name is None or len(values) < 2:
            continue
        address = next((value for value in values if value and _ADDRESS.fullmatch(value)), "")
        yield [value for value in values if value and value.lstrip("-").isalnum() and value != name], name, address


def objects_in(text: str) -> Iterator[dict[str, str]]:
    """The objects that a script holds, as far as their values are strings and numbers."""
    for record in _OBJECT.findall(text):
        pairs = {name: double or single or number for name, double, single, number in _PAIR.findall(record)}
        if pairs:
            yield {name: _unescaped(value) for name, value in pairs.items()}


def _loops(text: str, scope: Scope, effort: Effort) -> Iterator[tuple[str, range, int, int]]:
    """The loops of which it is known from where to where they count: name, rounds, and where the body stands."""
    for found in _LOOP.finditer(text):
        near = replace(scope, near=text[max(0, found.start() - _NEAR) : found.start()])
        first, last = value_of(found["from"], near), value_of(found["to"], near)
        if not (first and last and first.isdigit() and last.isdigit()):
            continue
        is_block = text[found.end() : found.end() + 1] == "{"
        end = end_of(text, found.end(), effort) if is_block else text.find(";", found.end())
        if end > 0:
            rounds = range(int(first), int(last) + (found["how"] == "<="))
            yield found["name"], rounds[:ROUNDS], found.end(), end


def _bodies(text: str, effort: Effort) -> Iterator[tuple[int, int]]:
    """Where the bodies of loops stand, whether or not it is known how often they run."""
    for found in re.finditer(r"\bfor\s*\(", text):
        closed = end_of(text, found.end() - 1, effort)
        start = text.find("{", closed) if closed > 0 else -1
        if start > 0 and not text[closed + 1 : start].strip():
            yield start, end_of(text, start, effort)


def _expressions(text: str, start: int, end: int, shown: set[str]) -> Iterator[int]:
    """Where what is written begins: of a name that is given markup, only where the name is among those shown."""
    for found in _WRITES.finditer(text, start, end):
        if found["into"] is None or found["into"] in shown:
            yield found.end()


def _written(text: str, at: int, scope: Scope, effort: Effort) -> Iterator[str]:
    expression = expression_at(text, at, effort)
    if not re.search(r"<a\b|<option\b", expression, re.I):
        return
    near = replace(scope, near=text[max(0, at - _NEAR) : at])
    values = (value_of(piece, near) for piece in pieces(expression, "+"))
    whole = "".join(_UNKNOWN if value is None else value for value in values)
    for anchor in _ANCHOR.findall(whole) if "<a" in whole.lower() else [whole]:
        if _UNKNOWN not in anchor.partition(">")[0]:
            yield anchor.replace(_UNKNOWN, "")


def _unescaped(value: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), value).replace("\\/", "/")
