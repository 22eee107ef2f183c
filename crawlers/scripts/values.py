"""What an expression of a script comes to, as far as the page says: text, with a placeholder for the page that is asked for.

`"/list?cid=" + cid + "&page=" + pageNo` comes to `/list?cid=12&page={page}` where the page, its address or the call that
leads here gives `cid`. What a reader would have to do, or a server to say, is not known, and the whole is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlsplit

from crawlers.scripts.reading import expression_at, pieces, unquoted

PAGE, OFFSET, SIZE = "{page}", "{offset}", 15
"""Placeholders for the number of a page and of its first record, and the records of a page where nothing says how many."""

_PAGE_NAME = re.compile(
    r"(?:cur(?:r|rent)?_?|go_?)?(?:page|pg)_?(?:no|nos|num|number|index|idx|n|i|now|current|cur)?|cur(?:r|rent)?(?:_?index)?|pn|pi|pno|p",
    re.I,
)
_OFFSET_NAME = re.compile(r"(?:start|begin|offset|skip|first|from)_?(?:record|index|row|num|no)?|pager\.offset", re.I)
_SIZE_NAME = re.compile(
    r"(?:page_?size|per_?page|limit|size|rows?|page_?(?:rows|limit)|length|rn|count_?per_?page|num)", re.I
)
_ASSIGNED = r"(?<![\w$.]){name}['\"]?\s*[:=](?![=])\s*"
_OF_QUERY = re.compile(
    r"(?:[\w$.]*(?:query|param|request|urlarg|getarg)[\w$]*|[\w$.]*(?:search|params|query)\w*\.get)\(\s*(?:[\w.]+\s*,\s*)?['\"]([\w-]+)['\"]\s*(?:,[^()]*)?\)",
    re.I,
)
_OF_ROUTE = re.compile(r"[\w$.]*\b(?:query|params|querys?tring)\.([\w$]+)", re.I)
_OF_INPUT = re.compile(
    r"\$\(\s*['\"](?:[\w\s.>]*[#\[](?:name=)?)?['\"]?([\w-]+)['\"]?\]?['\"]\s*\)\.(?:val|text|html)\(\s*\)"
    r"|document\.getElementById\(\s*['\"]([\w-]+)['\"]\s*\)\.(?:value|innerHTML|innerText)"
    r"|(?:document\.)?(?:forms?\w*(?:\[[^\]]*\])?\.)([\w-]+)\.value"
)
_OF_THIS = re.compile(
    r"\$\((?:this|\w+)\)\.(?:attr|data|prop)\(\s*['\"]([\w-]+)['\"]\s*\)|\w+\.getAttribute\(\s*['\"]([\w-]+)['\"]\s*\)"
    r"|(?:this|\w+)\.dataset\.([\w]+)|(?:this|e\.target|event\.target|obj|sel|\w+)\.(value|id)\b"
    r"|\$\((?:this|\w+)\)\.(val)\(\s*\)|.*\.options\s*\[.*\.(value)"
)
_INNER = re.compile(
    r"(?:encodeURIComponent|encodeURI|escape|String|Number|parseInt|\$\.trim)\(\s*(.*?)\s*(?:,\s*10\s*)?\)", re.S
)
_CLOCK = re.compile(r"\+?new Date\b.*|Date\.now\(\)|Math\.\w+\(.*|timestamp|_t", re.S | re.I)
_SUM = re.compile(r"\(?\s*([\w$.]+)\s*([+-])\s*(\d+)\s*\)?")
_PRODUCT = re.compile(r"\(?\s*\(?\s*[\w$.]+\s*(?:-\s*1)?\s*\)?\s*\*\s*[\w$.]+\s*\)?")
_CONDITION = re.compile(r"([\w$.]+)\s*(===?|!==?|<=?|>=?)\s*(['\"]?[\w-]*['\"]?)")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Scope:
    """What a page gives its scripts: their text, its address, its fields by id and name, those that
    its form sends; and the names that a call has bound.

    `this` are the attributes of the element that was clicked or chosen. Where `counts`, a name that means a page stands for
    any page; else for what it is bound to. `near` is what stands before the
    place that is read: what it gives a name last counts first.
    """

    text: str
    url: str
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    form: Mapping[str, str] = field(default_factory=dict[str, str])
    bound: Mapping[str, str] = field(default_factory=dict[str, str])
    this: Mapping[str, str] = field(default_factory=dict[str, str])
    counts: bool = True
    near: str = ""

    def binding(self, bound: Mapping[str, str]) -> Scope:
        """The same with other names bound."""
        return replace(self, bound=bound)


def value_of(expression: str, scope: Scope, depth: int = 0) -> str | None:
    """What an expression comes to; None where that is not known."""
    expression = expression.strip()
    if depth > _DEEPEST or not expression:
        return None
    if (text := unquoted(expression)) is not None:
        return _template(text, scope, depth) if expression[0] == "`" else text
    if re.fullmatch(r"-?\d+(?:\.\d+)?", expression):
        return expression
    asked, *chosen = pieces(expression, "?")
    if chosen and not expression.startswith("?"):
        return _chosen(asked, "?".join(chosen), scope, depth)
    for either in alternatives if len(alternatives := pieces(expression, "||")) > 1 else ():
        if value := value_of(either, scope, depth + 1):
            return value
    if _PRODUCT.fullmatch(expression) and scope.counts:
        return OFFSET
    if (number := _sum(expression, scope, depth)) is not None:
        return number
    if len(terms := pieces(expression, "+")) > 1:
        values = [value_of(term, scope, depth + 1) for term in terms]
        return None if None in values else "".join(filter(None, values))
    if expression.startswith("(") and expression.endswith(")"):
        return value_of(expression[1:-1], scope, depth + 1)
    return _named(expression, scope, depth)


def is_page(name: str) -> bool:
    """Whether a name means the number of a page.

    >>> [is_page(name) for name in ("pageNo", "curr", "pageSize", "totalPage", "columnId")]
    [True, True, False, False, False]
    """
    return bool(_PAGE_NAME.fullmatch(name.rpartition(".")[2]))


def is_offset(name: str) -> bool:
    """Whether a name means the number of the first record."""
    return bool(_OFFSET_NAME.fullmatch(name))


def is_size(name: str) -> bool:
    """Whether a name means how many records a page has."""
    return bool(_SIZE_NAME.fullmatch(name.rpartition(".")[2]))


def assigned(name: str, scope: Scope) -> str | None:
    """The expression that a script gives a name first, where it is a literal or another name's."""
    pattern = _ASSIGNED.format(name=re.escape(name))
    for found in reversed([*re.finditer(pattern, scope.near)] if scope.near else []):
        expression = expression_at(scope.near, found.end())
        if unquoted(expression) is not None or expression.isdigit():
            return expression
    for found in re.finditer(pattern, scope.text):
        expression = expression_at(scope.text, found.end())
        if (
            expression
            and expression.rpartition(".")[2] != name
            and not expression.startswith(("function", "async", "("))
        ):
            return expression
    return None


def number_of(name: str, scope: Scope) -> int | None:
    """The number that a name stands for: what it is bound to, what its field holds, or what a script gives it."""
    last = name.rpartition(".")[2]
    for text in (scope.bound.get(last), scope.fields.get(last), assigned(last, scope)):
        if text and re.fullmatch(r"['\"]?\d{1,4}['\"]?", text):
            return int(text.strip("'\""))
    return None


def _named(expression: str, scope: Scope, depth: int) -> str | None:
    """What a name, or a call that only reads something, comes to."""
    last = expression.rpartition(".")[2].partition("(")[0]
    if (scope.counts or last not in scope.bound) and scope.counts and is_page(expression):
        return PAGE
    if expression in scope.bound:
        return scope.bound[expression]
    if found := _OF_THIS.fullmatch(expression):
        return _of_this(next(filter(None, found.groups())), scope)
    if found := _OF_QUERY.fullmatch(expression) or _OF_ROUTE.fullmatch(expression):
        return dict(parse_qsl(urlsplit(scope.url).query)).get(found[1])
    if found := _OF_INPUT.fullmatch(expression):
        name = next(filter(None, found.groups()))
        return PAGE if scope.counts and is_page(name) else scope.fields.get(name)
    if found := _INNER.fullmatch(expression):
        return value_of(found[1], scope, depth + 1)
    if _CLOCK.fullmatch(expression):
        return "1"
    if expression.endswith(("location.pathname", "location.href")):
        return urlsplit(scope.url).path
    if expression.endswith(("location.origin", "location.host", "location.protocol")):
        return ""
    if expression.endswith((".toString()", ".trim()")):
        return value_of(expression.rpartition(".")[0], scope, depth + 1)
    if not re.fullmatch(r"[\w$.]+", expression) or expression in {"null", "undefined", "true", "false"}:
        return expression if expression in {"true", "false"} else None
    given = assigned(last, scope)
    if given is None or given == expression:
        return None
    return value_of(given, scope, depth + 1)


def _of_this(name: str, scope: Scope) -> str | None:
    """An attribute of the element that was clicked: as it is called, or as a `data-` attribute."""
    name = "value" if name == "val" else name
    spelt = re.sub(r"([A-Z])", r"-\1", name).lower()
    return next((scope.this[key] for key in (name, f"data-{name}", f"data-{spelt}") if key in scope.this), None)


def _template(text: str, scope: Scope, depth: int) -> str | None:
    """A template string, its places filled."""
    values = [value_of(name, scope, depth + 1) for name in re.findall(r"\$\{([^{}]*)\}", text)]
    if None in values:
        return None
    filled = iter(values)
    return re.sub(r"\$\{[^{}]*\}", lambda _: next(filled) or "", text)


def _chosen(condition: str, rest: str, scope: Scope, depth: int) -> str | None:
    """What `condition ? one : other` comes to: the one that holds, or the first that is known."""
    one, _, other = rest.partition(":") if "'" not in rest and '"' not in rest else _branches(rest)
    holds = is_so(condition, scope)
    order = (other, one) if holds is False else (one, other)
    if holds is None:
        order = (other, one) if scope.counts else (one, other)
    return next((value for branch in order if (value := value_of(branch, scope, depth + 1)) is not None), None)


def _branches(rest: str) -> tuple[str, str, str]:
    parts = pieces(rest, ":")
    return parts[0], ":", ":".join(parts[1:])


def is_so(condition: str, scope: Scope) -> bool | None:
    """Whether a comparison holds; None where that is not known."""
    found = _CONDITION.fullmatch(condition.strip().strip("()"))
    if not found:
        return None
    left, right = value_of(found[1], scope, 1), value_of(found[3], scope, 1)
    if left is None or right is None or "{" in left:
        return None
    if left.isdigit() and right.isdigit():
        difference = int(left) - int(right)
        return {"=": difference == 0, "!": difference != 0, "<": difference < 0, ">": difference > 0}[found[2][0]] or (
            found[2] in {"<=", ">="} and difference == 0
        )
    return (left == right) != (found[2][0] == "!") if found[2][0] in "=!" else None


def _sum(expression: str, scope: Scope, depth: int) -> str | None:
    """A number and another added to it, or taken from it: `n - 1`; of a page that is any page, the page.

    `n + 1` is one only in brackets, or where the script itself gives `n` a number: an address may be joined so too.
    """
    found = _SUM.fullmatch(expression)
    if not found:
        return None
    value = value_of(found[1], scope, depth + 1)
    if value == PAGE:
        return PAGE
    if value is None or not value.isdigit():
        return None
    if found[2] == "+" and not expression.startswith("(") and not (assigned(found[1], scope) or "").isdigit():
        return None
    return str(int(value) + (int(found[3]) if found[2] == "+" else -int(found[3])))
