"""A web of one family, and what its pages are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.crawlers.web import Answer, Page, item, report

PDF = Answer(b"%PDF-1.4 ", headers={"Content-Type": "application/pdf"})
JSON_HEADERS = {"Content-Type": "application/json;charset=utf-8"}


def page(body: str) -> str:
    return f"<html><body><div class='nav'><a href='/'>首页</a><a href='/xwdt/'>新闻动态</a></div>{body}</body></html>"


def items(paths: dict[str, str]) -> str:
    return "<ul>" + "".join(item(path, text) for path, text in paths.items()) + "</ul>"


def answer(value: Any) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False), headers=JSON_HEADERS)


def reports(paths: dict[str, str]) -> dict[str, Page]:
    return {path: report(number) for number, path in enumerate(paths, 1)}


@dataclass(frozen=True)
class Case:
    """A web of one family: the column, the pages, and the paths that have to be archived as reports and as attachments."""

    family: str
    column: str
    pages: dict[str, Page]
    wanted: list[str]
    attachments: list[str] = field(default_factory=list)
    never: tuple[str, ...] = ()
    more: str = ""
    outcome: str = "ok"
