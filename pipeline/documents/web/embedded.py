"""Markup that stands as a string in something else: the data of a script, a text area, an answer of a JSON endpoint."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

_STRINGS = (re.compile(r'"((?:[^"\\\n]++|\\.)*+)(?:"|\n|\Z)'), re.compile(r"'((?:[^'\\\n]++|\\.)*+)(?:'|\n|\Z)"))
"""Strings of either quotes, up to the line's end where one is not closed: so each character is looked at once."""
_ESCAPED_AREA = re.compile(r"<textarea[^<>]*>([^<]{200,})</textarea>", re.IGNORECASE)
_SOURCE = re.compile(r"""\b(?:srcdoc|value|data-[\w-]{1,40})\s*=\s*(?:"([^"]{200,})"|'([^']{200,})')""", re.IGNORECASE)
SHORTEST_TEMPLATE = 200
"""Characters of a template that may hold a report."""
_TEMPLATE_TAG = re.compile(
    r"""<(script)\b[^<>]*\btype\s*=\s*["']?text/(?!j)[^<>]*>|<(template|noscript)\b[^<>]*>|</(script|template|noscript)\b""",
    re.IGNORECASE,
)
"""Markup that a script puts in place, or a browser without scripts: `text/template`, `text/x-handlebars`, `text/html`."""
_HOLDERS = ("<script", "<SCRIPT", "<textarea", "<template", "<noscript", "srcdoc", "data-", "value=")
_RECORD, _RECORD_END = "<![CDATA[", "]]>"
_TAG = re.compile(r"<(?:table|p|div|span|td)\b", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;(?:table|p|div|span|td)\b", re.IGNORECASE)
_CJK = re.compile("[\u4e00-\u9fff]")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": ""}
LONGEST_PAGE = 4 * 1024 * 1024
"""Characters of a page whose scripts are searched."""
LEAST = 100
"""Chinese characters of a text that is worth reading."""


def embedded_markup(page: str) -> str | None:
    """The longest string with markup and Chinese text among a page's scripts, attributes and text areas; None without one."""
    if len(page) > LONGEST_PAGE:
        return None
    if not any(holder in page for holder in _HOLDERS):
        return None
    found = [match[1] for match in _ESCAPED_AREA.finditer(page)]
    sources = [html.unescape(text) for match in _SOURCE.finditer(page) for text in match.groups() if text]
    for parts in (list(_templates(page)), sources):
        found += parts
        tables = [part for part in parts if "<td" in part]
        if len(tables) > 1:  # each with a part of the report
            found.append("\n".join(tables))
    found += [record for part in page.split(_RECORD)[1:] if len(record := part.partition(_RECORD_END)[0]) >= LEAST]
    strings = (match[1] for pattern in _STRINGS for match in pattern.finditer(page))
    found += [_unescaped(text) for text in strings if len(text) >= LEAST]
    return longest_markup(found)


def longest_markup(strings: list[str]) -> str | None:
    """The one with most Chinese text among those that hold markup, escaped or not; None where none holds any."""
    best: tuple[int, str] | None = None
    for text in strings:
        markup = markup_in(text)
        if markup is None:
            continue
        size = len(_CJK.findall(markup))
        if size >= LEAST and (best is None or size > best[0]):
            best = size, markup
    return best[1] if best else None


def markup_in(text: str) -> str | None:
    """The markup that a string is, escaped or not; None where it is a text."""
    markup = html.unescape(text) if _TAG.search(text) is None and _ESCAPED_TAG.search(text) else text
    return markup if _TAG.search(markup) else None


def strings_of(value: object) -> dict[str, str]:
    """The texts of a JSON value by key, the longest where a key stands several times."""
    strings: dict[str, str] = {}
    pending: list[tuple[str, object]] = [("", value)]
    while pending:
        name, held = pending.pop()
        if isinstance(held, str):
            if len(held) > len(strings.get(name, "")):
                strings[name] = _whole(held)
        elif isinstance(held, dict):
            pending += [(str(key), inner) for key, inner in held.items()]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
        elif isinstance(held, list):
            pending += [(name, inner) for inner in held]  # pyright: ignore[reportUnknownVariableType]
    return strings


def _unescaped(literal: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if len(code) == 5 else _CONTROL.get(code, code)

    return _whole(_ESCAPE.sub(character, literal)) if "\\" in literal else literal


def _templates(page: str) -> Iterator[str]:
    """What stands between the tags of a template, each looked at once."""
    name, start = "", 0
    for tag in _TEMPLATE_TAG.finditer(page):
        if opened := tag[1] or tag[2]:
            if not name:
                name, start = opened.lower(), tag.end()
        elif name == tag[3].lower():
            if tag.start() - start >= SHORTEST_TEMPLATE:
                yield page[start : tag.start()]
            name = ""


def _whole(text: str) -> str:
    """`text` with what is escaped in two halves (an emoji) as one character, a half alone as U+FFFD: no file could hold it."""
    if _HALF.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_json(body: bytes) -> bool:
    """Whether this looks like a JSON value or a call with one: told by its first characters and by its last."""
    head, tail = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n"), body[-40:].rstrip(b" \t\r\n;)")
    if head[:1] in (b"{", b"["):
        return tail[-1:] in (b"}", b"]") and _is_value(body)
    return re.match(rb"[\w$.]{1,80}\s*\(\s*[\[{]\s*[\"\[{]", head) is not None and tail[-1:] in (b"}", b"]")


def _is_value(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:40].startswith((b'{"', b'[{"'))
    return True
