"""What on a page leads on, and where to: links, maps, whatever has a click, and the choices of a list.

One reading for listings, pagers and discovery. An address stands in `href`, in another attribute (`data-url`, `rel`), or is
what a script makes of a click (`crawlers.scripts`); a choice stands for its value, for what its list's script makes of it, or for
the form that it is sent with. What is asked for behind a click, and not gone to, is a call (`calls_on`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsel import Selector

from crawlers.calls import Call
from crawlers.scripts import PageScripts
from crawlers.scripts.forms import Form, sent

_CLICKABLE = (
    "descendant-or-self::a | descendant-or-self::area | descendant-or-self::*[self::li or self::tr or self::td or self::div or"
    " self::span or self::p or self::button or self::input or self::dd or self::dt or self::h3 or self::h4 or self::i or self::em"
    " or self::img][@onclick or @href or @*[starts-with(name(), 'data-')]]"
)
_NO_ADDRESS = frozenset({"class", "id", "style", "src", "title", "alt", "href", "target", "onclick", "onmouseover", "name", "type",
    "onchange", "width", "height", "background", "onmouseout", "onload", "onerror", "data-src", "lang", "value"})  # fmt: skip
_ADDRESS = re.compile(
    r"(?:https?:)?//[^\s'\"<>]+|\.{0,2}/[^\s'\"<>]+|[\w./-]*\w\.(?:s?html?|jhtml|jspx?|aspx?|php|do|action|pdf|docx?|xlsx?|wps|od[ts]|zip)(?:\?[^\s'\"<>]*)?",
    re.I,
)
_QUOTED = re.compile(rf"['\"]({_ADDRESS.pattern})['\"]", re.I)
_NOWHERE = ("javascript:", "#", "mailto:", "tel:", "data:", "about:")


class Anchor(NamedTuple):
    """Something that leads on: the element, and the address as it stands there or as a script makes it."""

    element: Selector
    address: str


def anchors_in(fragment: Selector, scripts: PageScripts | None = None) -> Iterator[Anchor]:
    """Everything in a part of a page that leads to an address."""
    for element in fragment.xpath(_CLICKABLE):
        for address in _addresses(element, scripts):
            yield Anchor(element, address)
    for choice in fragment.xpath("descendant::option[@value]"):
        for address in _chosen(choice, scripts):
            yield Anchor(choice, address)


def code_of(element: Selector) -> str:
    """The script that a click on an element runs."""
    href = (element.attrib.get("href") or "").strip()
    scripted = href[len("javascript:") :] if href.lower().startswith("javascript:") else ""
    return f"{scripted};{element.attrib.get('onclick') or ''}".strip("; ")


def calls_on(fragment: Selector, scripts: PageScripts) -> Iterator[tuple[Selector, Call]]:
    """What clicks and choices ask the server for, without leaving the page."""
    for element in fragment.xpath(_CLICKABLE):
        code = code_of(element)
        for asked in [code, *scripts.handlers_for(element.attrib)] if code or _has_data(element) else ():
            if asked and not scripts.leads_to(asked, element.attrib):
                for call in scripts.asked_by(asked, element.attrib):
                    yield element, call
    for choice in fragment.xpath("descendant::option[@value]"):
        for call in _asked_by_choice(choice, scripts):
            yield choice, call


def unread_in(fragment: Selector, scripts: PageScripts) -> Iterator[Selector]:
    """What has a click of which the scripts do not say what it does."""
    for element in fragment.xpath(_CLICKABLE):
        code = code_of(element)
        if re.search(r"[\w$]\s*\(", code) and not any(_addresses(element, scripts)) and not any(scripts.asked_by(code)):
            yield element


def _addresses(element: Selector, scripts: PageScripts | None) -> Iterator[str]:
    href = (element.attrib.get("href") or "").strip()
    if href and not href.lower().startswith(_NOWHERE):
        yield href
        return
    code = code_of(element)
    led = scripts.leads_to(code, element.attrib) if scripts and code else []
    if not led and scripts and _has_data(element):
        led = [
            address
            for body in scripts.handlers_for(element.attrib)
            for address in scripts.leads_to(body, element.attrib)
        ]
    if led:
        yield from led
        return
    for name, value in element.attrib.items():
        if name not in _NO_ADDRESS and _is_address(value):
            yield value.strip()
            return
    if quoted := _QUOTED.search(code):
        yield quoted[1]


def _chosen(choice: Selector, scripts: PageScripts | None) -> Iterator[str]:
    value = (choice.attrib["value"] or "").strip()
    if not value or value in {"0", "-1"}:
        return
    if _is_address(value):
        yield value
        return
    if scripts is None or not re.fullmatch(r"[\w.-]{1,40}", value):
        return
    this, codes = _choice(choice, value, scripts)
    led = [address for code in codes for address in scripts.choosing(this).leads_to(code, this)]
    yield from led
    form, name = _form_of(choice, scripts)
    if form is not None and name and not form.is_post and not led:
        yield sent(form, {name: value}).address(0)


def _asked_by_choice(choice: Selector, scripts: PageScripts) -> Iterator[Call]:
    value = (choice.attrib["value"] or "").strip()
    if not value or value in {"0", "-1"} or _is_address(value) or not re.fullmatch(r"[\w.-]{1,40}", value):
        return
    this, codes = _choice(choice, value, scripts)
    choosing = scripts.choosing(this)
    for code in codes:
        if not choosing.leads_to(code, this):
            yield from choosing.asked_by(code, this)
    form, name = _form_of(choice, scripts)
    if form is not None and name and form.is_post:
        yield sent(form, {name: value})


def _choice(choice: Selector, value: str, scripts: PageScripts) -> tuple[dict[str, str], list[str]]:
    """What a list holds once this is chosen, by all of its names; and the scripts that run then."""
    select = choice.xpath("ancestor::select[1]")
    this = {"value": value}
    for name in (select.attrib.get("id"), select.attrib.get("name")) if select else ():
        if name:
            this[name] = value
    codes = [select.attrib.get("onchange") or "", *scripts.handlers_on(select.attrib)] if select else []
    return this, [code for code in codes if code]


def _form_of(choice: Selector, scripts: PageScripts) -> tuple[Form | None, str | None]:
    select = choice.xpath("ancestor::select[1]")
    name = select.attrib.get("name") if select else None
    if not select or not name or not select.xpath("ancestor::form"):
        return None, None
    return next((form for form in scripts.forms if name in form.fields), None), name


def _has_data(element: Selector) -> bool:
    return any(name.startswith("data-") or name == "rel" for name in element.attrib)


def _is_address(value: str) -> bool:
    value = (value or "").strip()
    return bool(value not in {"/", "//"} and _ADDRESS.fullmatch(value))
