"""The markup of a page as it was meant, before it is parsed: what escaping, frames and fields for text do to it is undone."""

from __future__ import annotations

import re

from pipeline.documents.web.page import MARKS, holds

_NO_FRAMES = re.compile(rb"</?(?:noframes|frameset)\b[^<>]{0,300}>", re.IGNORECASE)
"""The tags around what a page of frames shows where there are none; libxml2 keeps all between them as a text."""
_PRIVATE = b"\xee"
"""The first byte of every mark in UTF-8, and of little else."""
_MARK_REFERENCE = re.compile(rb"&#(?:[xX]0*[eE]00[0-9a-fA-F]|0*573(?:4[4-9]|5\d));?")


def mended(markup: bytes) -> bytes:
    """The markup itself, as of most pages, or one in which all that is text of the page can be parsed as such."""
    if holds(markup, b"<frameset"):
        markup = _NO_FRAMES.sub(b"", markup)
    if holds(markup, b"<![CDATA["):
        markup = markup.replace(b"<![CDATA[", b"").replace(b"]]>", b"")
    if holds(markup, b"&amp;nbsp;"):
        markup = markup.replace(b"&amp;nbsp;", b"&nbsp;")  # escaped twice: a page shows it for each blank
    markup = _with_open_areas(markup)
    if holds(markup, b"&#") and _MARK_REFERENCE.search(markup):
        markup = _MARK_REFERENCE.sub(b"", markup)
    return markup


def without_marks(markup: bytes) -> bytes:
    """The markup without the characters that mark what is laid out: none of a page's own is taken for one."""
    return MARKS.sub("", markup.decode()).encode() if _PRIVATE in markup else markup


def _with_open_areas(markup: bytes) -> bytes:
    """The page with the elements within each `<textarea>` whose end was lost, or that holds cells of a table."""
    at = markup.find(b"<textarea") if holds(markup, b"<textarea") else -1
    last = markup.rfind(b"<td") if at != -1 else -1
    while -1 < at < last:
        end = markup.find(b"</textarea", at)
        if end == -1:
            return markup[:at] + markup[at:].replace(b"<textarea", b"<div")
        if markup.find(b"<td", at, end) != -1:
            markup = markup[:at] + b"<div" + markup[at + len(b"<textarea") :]
        at = markup.find(b"<textarea", end)
    return markup
