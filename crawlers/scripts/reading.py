"""How the text of a script is taken apart: brackets that belong together, what stands between commas, object literals, functions.

Nothing is run, and nothing but what is needed is understood: strings, numbers and names put together by `+`, in a call's
arguments or in an object. A script that does otherwise is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, Self

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_QUOTES = "'\"`"
_COMMENT = re.compile(
    r"/\*.*?\*/|(?:(?<=[\s;{},])|^)//(?![^\n]*['\"]\s*[;,+)])[^\n]*|(?<=[\w)])//[^\n'\"]*$", re.S | re.M
)
_LONGEST = 40_000
"""Characters of one function or call; a bundle's own modules are longer, and none of them is a listing's."""

_FUNCTION = re.compile(
    r"\bfunction\s+(?P<a>[\w$]+)\s*\((?P<pa>[^()]*)\)\s*\{"
    r"|(?P<b>[\w$]+)\s*[=:]\s*(?:async\s+)?function\s*[\w$]*\s*\((?P<pb>[^()]*)\)\s*\{"
    r"|(?P<c>[\w$]+)\s*[=:]\s*(?:async\s*)?\(?(?P<pc>[\w$,\s]*)\)?\s*=>\s*\{"
    r"|(?<![\w$.])(?!if|for|while|switch|catch|function|return|with)(?P<d>[\w$]+)\s*\((?P<pd>[\w$,\s=]*)\)\s*\{"
)


_ROUNDS = 60
"""How often a script's characters may be passed in search of the ends of one kind of thing: as deep may brackets nest."""
_STEPS = 20_000_000


@dataclass(slots=True)
class Effort:
    """How many characters may still be passed in search of ends: a script may open ten thousand brackets and close none."""

    left: int

    @classmethod
    def on(cls, text: str) -> Self:
        """What a script of this length is worth."""
        return cls(min(_STEPS, max(_LONGEST, len(text)) * _ROUNDS))


class Function(NamedTuple):
    """A function of a script: its name, what its parameters are called, and where its body begins and ends."""

    name: str
    parameters: tuple[str, ...]
    start: int
    end: int


def without_comments(text: str) -> str:
    """A script without its comments, as far as they can be told from addresses.

    >>> without_comments("a = 'http://x/'; // it's\\nb /* c */")
    "a = 'http://x/'; \\nb "
    """
    return _COMMENT.sub("", text)


def end_of(text: str, start: int, effort: Effort | None = None) -> int:
    """Where the bracket at `start` is closed: the index of what closes it, or -1, as also when the effort is spent.

    >>> end_of("f('(', [1])", 1)
    10
    """
    last = min(len(text), start + _LONGEST)
    if effort is None:
        return _closed(text, start, last)[0]
    end, at = _closed(text, start, min(last, start + effort.left))
    effort.left -= at - start
    return end


def _closed(text: str, start: int, last: int) -> tuple[int, int]:
    """Where the bracket at `start` is closed, or -1, and how far that was looked for."""
    expected: list[str] = []
    at = start
    while at < last:
        character = text[at]
        if character in _QUOTES:
            at = _end_of_string(text, at, last)
        elif character in _CLOSING:
            expected.append(_CLOSING[character])
        elif expected and character == expected[-1]:
            expected.pop()
            if not expected:
                return at, at
        elif character in ")]}":
            break
        at += 1
    return -1, at


def pieces(text: str, separator: str) -> list[str]:
    """What stands between the separators of a text, those within brackets and quotes left alone; trimmed.

    >>> pieces("a, f(b, c), 'd,e'", ",")
    ['a', 'f(b, c)', "'d,e'"]
    """
    found: list[str] = []
    at = begin = 0
    while at < len(text):
        character = text[at]
        if character in _QUOTES:
            at = _end_of_string(text, at, len(text))
        elif character in _CLOSING:
            end = end_of(text, at)
            at = end if end > 0 else len(text)
        elif text.startswith(separator, at):
            found.append(text[begin:at].strip())
            begin = at = at + len(separator)
            continue
        at += 1
    found.append(text[begin:].strip())
    return [piece for piece in found if piece]


def expression_at(text: str, start: int, effort: Effort | None = None) -> str:
    """The expression that begins at `start`: up to a comma, a semicolon, a line's end or a bracket that it has not opened.

    It is cut short where the effort is spent.

    >>> expression_at("x = '/a/' + f(b, 1) + '.html'; c", 4)
    "'/a/' + f(b, 1) + '.html'"
    """
    at, last = start, min(len(text), start + min(_LONGEST, effort.left if effort else _LONGEST))
    while at < last:
        character = text[at]
        if character in _QUOTES:
            at = _end_of_string(text, at, last)
        elif character in _CLOSING:
            end = end_of(text, at, effort)
            if end < 0:
                break
            at = end
        elif character in ",;)]}" or (character == "\n" and not _goes_on(text, start, at)):
            break
        at += 1
    if effort:
        effort.left -= at - start
    return text[start:at].strip()


def object_in(text: str) -> dict[str, str]:
    """The keys of an object literal, each with the expression of its value; empty where the text is none.

    >>> object_in("{a: 1, 'b': f(c), page, e: {g: 2}}")
    {'a': '1', 'b': 'f(c)', 'page': 'page', 'e': '{g: 2}'}
    """
    text = text.strip()
    if not (text.startswith("{") and text.endswith("}")):
        return {}
    found: dict[str, str] = {}
    for pair in pieces(text[1:-1], ","):
        key, _, value = pair.partition(":")
        name = key.strip().strip("'\"")
        if re.fullmatch(r"[\w$.-]+", name):
            found[name] = value.strip() or name
    return found


def functions_in(text: str) -> list[Function]:
    """The functions of a script that have a name."""
    found: list[Function] = []
    effort = Effort.on(text)
    for match in _FUNCTION.finditer(text):
        which = next(letter for letter in "abcd" if match[letter])
        end = end_of(text, match.end() - 1, effort)
        if end > 0:
            named = [name.partition("=")[0].strip() for name in match[f"p{which}"].split(",")]
            found.append(Function(match[which], tuple(filter(None, named)), match.end(), end))
    return found


def enclosing_object(text: str, at: int, effort: Effort | None = None) -> tuple[int, int] | None:
    """Where the innermost object literal around a place begins and ends; None where there is none."""
    depth = 0
    for start in range(at - 1, max(-1, at - _LONGEST // 10), -1):
        if text[start] in ")]}":
            depth += 1
        elif text[start] in "([{":
            if depth == 0:
                end = end_of(text, start, effort) if text[start] == "{" else -1
                return (start, end + 1) if end > at else None
            depth -= 1
    return None


def unquoted(text: str) -> str | None:
    """The value of a string literal; None where the text is none.

    >>> unquoted("'a\\\\/b'"), unquoted("'a' + 'b'")
    ('a/b', None)
    """
    if len(text) < 2 or text[0] not in _QUOTES or _end_of_string(text, 0, len(text)) != len(text) - 1:
        return None
    inner = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text[1:-1])
    return re.sub(r"\\(.)", r"\1", inner)


def _goes_on(text: str, start: int, at: int) -> bool:
    """Whether an expression goes on behind the end of a line."""
    before, after = text[start:at].rstrip(), text[at : at + 200].lstrip()
    return not before or before[-1] in "+?:&|(=" or after[:1] in {"+", "?", ":", "."}


def _end_of_string(text: str, at: int, last: int) -> int:
    quote = text[at]
    at += 1
    while at < last and text[at] != quote:
        if text[at] == "\n" and quote != "`":
            return at  # an apostrophe, and no string
        at += 2 if text[at] == "\\" else 1
    return at
