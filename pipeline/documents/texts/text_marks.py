"""What writers of marked text put around words: attributes, divisions, tags, backslashes before signs that would be mistaken."""

from __future__ import annotations

import re

_SPAN = re.compile(r"\[([^\[\]]*)\]\{(?:[.#]|[\w-]{1,20}=)[^{}]{0,400}\}")
_MOST_NESTED = 4
_ATTRIBUTES = re.compile(r"[ \t]\{[.#][^{}\n]{0,80}\}[ \t]*$", re.M)
_DIVISION = re.compile(r"^[ \t]*:{3,}.*$", re.M)
_TAG = re.compile(
    r"</?(?:div|span|p|font|center|class|verbatim|strong|em|u|b|i|a|section|article)(?:\s[^<>]{0,400})?/?>", re.I
)
_ESCAPED = re.compile(r"\\([-+.*_#()\[\]{}!~<>'\"`$^@=])")
_BROKEN = re.compile(r"(?<=[\u3400-\u9fff）)])\\(?=[ \t]*(?:\||$))", re.M)
"""A backslash that breaks a line; alone in a cell it is what someone typed for a nought."""
_INNER_RULE = re.compile(r"([^\s:-][ \t]*)\|(?:[ \t]*:?-{3,}:?[ \t]*\|){2,}")
"""The rule below a header of Markdown, within a line: of a table that was folded into a cell of another one."""
_BREAK_BEHIND = re.compile(r"(?<=[\u3400-\u9fff）)\d])\\(?=[ \t]{2}|[ \t]*+$)", re.M)
_BREAK_ALONE = re.compile(r"(?<![^ \t\n])\\(?=[ \t]{2}|[ \t]*+$)", re.M)
_FEWEST_BREAKS = 10
"""Cells that end in a backslash from which one alone in a cell breaks a line too: else someone typed it for a nought."""
_DASHED = re.compile(r"^(?=.*-{6})[ \t]*(?:-{3,}(?:[ \t]+-{3,})+|-{10,})[ \t]*$\n?", re.M)
"""A rule across the columns of a table that stands in spaces; three hyphens in each column may be its cells."""
_DOUBLE_RULE = re.compile(r"^[ \t]*={2,}(?:[ \t]+={2,})+[ \t]*$\n?", re.M)
"""The like of reStructuredText."""
_NUMBER_APART = re.compile(r"([(（])[ \xa0]?([一二三四五六七八九十\d]{1,3})[ \xa0]?([)）])")
"""The number of an item whose brackets are pieces of their own, in a text that was taken out of a page."""
_BB = re.compile(
    r"\[/?(?:b|i|u|s|p|size|color|font|align|center|left|right|backcolor|url|indent|quote)(?:=[^\]\n]*)?\]", re.I
)
_EMPHASIS = re.compile(r"'{2,5}(?=[^'\n])(.+?)'{2,5}")
_DOUBLED = re.compile(r"^[ \t]*\|\|(?!\|)(?:[^|\n]+\|\|)+[ \t]*$", re.M)
"""A row of MoinMoin, or a header of Jira: two bars before and behind each cell."""
_TEXTILE = re.compile(r"\|(?:_|[<>=^~]|\\\d{1,2}|/\d{1,2}){1,4}\.(?: |(?=\|))")
_TEXTILE_MARKS = ("|_.", "|<.", "|>.", "|=.", "|\\", "|/")


def is_tex(text: str) -> bool:
    """Whether a text is one of LaTeX, whose backslashes begin commands."""
    return "\\begin{" in text


def without_breaks(text: str) -> str:
    """`text` of a writer of Markdown without the backslashes that break lines in cells, and the rules of tables in spaces.

    What stands behind them keeps its place in the line.
    """
    if "\\" in text and not is_tex(text):
        text, count = _BREAK_BEHIND.subn(" ", text)
        if count >= _FEWEST_BREAKS:
            text = _BREAK_ALONE.sub(" ", text)
    if "== =" in text or "==  =" in text:
        text = _DOUBLE_RULE.sub("", text)
    return _DASHED.sub("", text) if "---" in text else text


def without_marks(text: str) -> str:
    r"""`text` without what is no part of its words.

    >>> without_marks("| [规章]{style=\"font-family:宋体\"} | \\-2 |\n::: {#zoom}")
    '| 规章 | -2 |\n'
    """
    for _ in range(_MOST_NESTED):  # one may stand in another
        if "]{" not in text:
            break
        text = _SPAN.sub(
            lambda span: "" if span[1].strip() == "\\" else span[1], text
        )  # a line break is all that it holds
    if " {#" in text or " {." in text:
        text = _ATTRIBUTES.sub("", text)
    if ":::" in text:
        text = _DIVISION.sub("", text)
    if "</" in text:
        text = _TAG.sub("", text)
    if "[/" in text:
        text = _BB.sub("", text)
    if any(mark in text for mark in _TEXTILE_MARKS):
        text = _TEXTILE.sub("|", text)
    if "''" in text:
        text = _EMPHASIS.sub(r"\1", text)
    if "--" in text and "|" in text:
        text = _INNER_RULE.sub("\\1\n|", text)
    if "||" in text:
        text = _DOUBLED.sub(lambda row: row[0].replace("||", "|"), text)
    if "（ " in text or "( " in text:
        text = _NUMBER_APART.sub(r"\1\2\3", text)
    if "&nbsp;" in text:
        text = text.replace("&nbsp;", "\N{NO-BREAK SPACE}")
    if "\\" in text and not is_tex(text):
        text = _BROKEN.sub(" ", _ESCAPED.sub(r"\1", text))
    return text
