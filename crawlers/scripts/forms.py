"""The forms of a page, and what its fields hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from parsel import Selector

from crawlers.calls import FORM_TYPE, Call
from crawlers.scripts.requests import encoded
from crawlers.scripts.values import PAGE


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: where and how it is sent, the fields that it sends as they stand, their names by their ids, and what
    the form itself is called.
    """

    action: str
    is_post: bool
    fields: Mapping[str, str]
    ids: Mapping[str, str]
    names: frozenset[str] = frozenset()


def sent(form: Form, fields: Mapping[str, str]) -> Call:
    """The call by which a form is sent with some of its fields changed."""
    filled = {**form.fields, **fields}
    query = encoded(filled)
    counted = next((form.fields.get(name, "") for name, value in fields.items() if value == PAGE), "")
    first = 0 if counted == "0" else 1
    if not form.is_post:
        return Call(f"{form.action.partition('?')[0]}?{query}", first=first, is_guess=True)
    return Call(form.action, query, FORM_TYPE, first, is_guess=True)


def fields_in(selector: Selector) -> dict[str, str]:
    """What the fields of a page hold, by id and by name."""
    found: dict[str, str] = {}
    for element in selector.xpath("//input[@value]|//*[self::span or self::div or self::em][@id][string-length()<40]"):
        value = element.attrib.get("value")
        value = " ".join(element.xpath("string()").get("").split()) if value is None else value
        for name in (element.attrib.get("id"), element.attrib.get("name")):
            if name:
                found.setdefault(name, value)
    return found


def forms_in(selector: Selector, url: str) -> Iterator[Form]:
    """The forms of a page."""
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
        names = frozenset(filter(None, (form.attrib.get("id"), form.attrib.get("name"))))
        yield Form(action, (form.attrib.get("method") or "").lower() == "post", fields, ids, names)
