"""What a page says, apart from what stands around it: the text by which two captures of one address are compared.

A page's bytes change with every visit (counters, dates, tokens, menus, related links), its main text only when
somebody revises it. The text is found without knowing the site's layout: the page is read as a row of lines (block
elements, and table rows), lines of links and lines that count or date the visit are put aside, and the main text is the
run of lines with the most text and the fewest links in it (maximum subsequence segmentation: Pasternack and Roth,
"Extracting article text from the web", 2009). White space, markup and encoding do not matter: a page that was moved
into another layout says the same.
"""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

_A_TEXT = 60
"""Characters: with less than this, a page is a frame or a shell, and everything that can be read on it is compared."""
_LINK_COST = 20
"""What a line of links costs a run of lines, beside the length of its own text: a menu or a list outweighs its dates."""
_LONG = 60
"""Characters: a longer line is a sentence, never the line that says when and whence a page was published."""

_SAID_BY_SERVERS = ("utf-8", "utf8", "iso-8859-1", "iso8859-1", "latin", "us-ascii")
"""What servers declare of every page, whatever its bytes are in; ISO 8859-1 is the default of JSP."""
_BLANK = "\N{WHITE SQUARE}"
"""What stands for an empty cell, so that a figure that moves to the cell beside it is noticed."""
_CELLS = frozenset({"td", "th"})
_LARGEST = 8 * 2**20
"""Bytes: a larger page that differs is taken to say something else, unread."""
_HEADING = 12
"""Characters: a line this short, just before a list of links, is the list's heading."""

_BREAKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul br".split()
)
_UNSEEN = frozenset(
    "script style noscript template head title input button select option textarea iframe object svg canvas".split()
)

_VISIT = re.compile(
    r"(?:浏览|点击|阅读|访问|查看|浏览量|点击率|阅读量|访问量|人气|热度|点赞|在线|当前在线|总访问)"  # counters: views,
    r"(?:次数|人数|量|数|率)?(?:[::为])*[\[(]?\d[\d,]*[\])]?(?:次|人次|人|度)?"  # clicks, readers, visitors on line
    r"|您是(?:本站|本网站?|今日)?第?\d[\d,]*(?:位|个|次)"  # you are visitor number N
    r"|(?:今天|今日|现在|当前)(?:是|时间|日期)?:?\d{4}[年/-]\d{1,2}[月/-]\d{1,2}"  # today is
    r"|\d{4}年\d{1,2}月\d{1,2}日.{0,4}(?:星期|周)[一二三四五六日天]"
    r"|(?:页面)?(?:执行|生成|加载)(?:时间|耗时):?[\d.]+(?:毫?秒|ms|s)"  # the page was made in N seconds
    r"|(?:今[日天]|明[日天])?.{0,6}\d+(?:℃|°C)"  # the weather
)
_ABOUT_THE_PAGE = re.compile(
    r"^\W*(?:(?:发布|更新|发文|成文|生成|公开|录入)(?:时间|日期|机构|单位)|日期|时间|信息?来源|来源|作者|责任编辑|编辑|审核|"
    r"索引号|主题分类|文号|有效性|字体|字号|浏览|点击|阅读|访问|打印|分享|关闭|当前位置|您(?:现在)?的位置|位置|上一[篇条]|下一[篇条])"
    r"(?:次数|量)?\W"
)
_ABOUT_THE_SITE = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|主办[::]|承办[::]|技术支持|网站地图|分辨率|无障碍|浏览器"
)
_OF_THE_YEAR = re.compile(r"年度|全年|门户|微信|微博|公众号|新媒体")
"""What a line holds that counts visits and is a figure of the report."""
_DATED = re.compile(r"^[\u25a1\d年月日时分秒/.:\-\[\]() ·|>]*$")


@dataclass(frozen=True, slots=True)
class PageText:
    """What can be read on a page, in lines, and which of them (`main`) are its main text.

    Lines of links, and what changes from visit to visit, are not among them. White space is kept between figures only.
    """

    lines: tuple[str, ...]
    main: tuple[str, ...]


def says_the_same(one: bytes, other: bytes, *, media_types: tuple[str | None, str | None]) -> bool:
    """Whether two bodies of one address differ in nothing that a reader came for; of what is no text, in nothing."""
    if one == other:
        return True
    if max(len(one), len(other)) > _LARGEST:
        return False
    texts = [read_text(body, media_type) for body, media_type in zip((one, other), media_types, strict=True)]
    return texts[0] is not None and texts[1] is not None and say_the_same(texts[0], texts[1])


def read_text(body: bytes, media_type: str | None) -> PageText | None:
    """Return what can be read on a page, or None for what is no text, or holds none.

    `media_type` is the Content-Type as sent. In a JSON answer the texts of its fields are read.
    """
    kind = (media_type or "").partition(";")[0].strip().lower()
    if not _is_text(kind, body):
        return None
    text = decoded(body, media_type)
    if kind.endswith("json") or text.lstrip()[:1] in {"{", "["}:
        text = _html_in(text) or text
    if "<" in text:
        return _page_text(list(_lines(text)))
    lines = tuple(said for line in text.splitlines() if (said := _squeezed(line)))
    return PageText(lines, lines) if lines else None


def say_the_same(one: PageText, other: PageText) -> bool:
    """Whether two captures of one address differ in nothing that a reader came for.

    The main text of each has to be found in the other, line by line and in order, wherever that one's main text was
    taken to begin and end.
    """
    return one.main == other.main or (_runs_through(one.main, other.lines) and _runs_through(other.main, one.lines))


def decoded(body: bytes, media_type: str | None) -> str:
    """Return a text's characters, in the encoding that `encoding_of` finds."""
    return body.decode(encoding_of(body, media_type), "replace")


def encoding_of(body: bytes, media_type: str | None) -> str:
    """Return the encoding of a text: UTF-8 where the bytes are, else as declared (GB 2312 as the larger GB 18030).

    >>> encoding_of("青禾市".encode("gb18030") * 9, "text/html; charset=UTF-8")
    'gb18030'
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return encoding
    try:
        body.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", body[:4096], re.I)
    named = re.search(r"charset\s*=\s*[\"']?([\w-]+)", media_type or "", re.I)
    encoding = (named[1] if named else declared[1].decode("ascii", "replace") if declared else "gb18030").lower()
    if encoding.startswith(("gb", *_SAID_BY_SERVERS)):  # said to be UTF-8 and is not: what is left is GB 18030
        encoding = "utf-8" if named and not encoding.startswith("gb") and _mostly_utf8(body) else "gb18030"
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "gb18030"


@dataclass(slots=True)
class _Line:
    """One line of a page: its text outside of links and inside of them."""

    text: str
    linked: str

    @property
    def is_menu(self) -> bool:
        return bool(self.linked) and (not self.text or bool(_DATED.match(self.text)))


def _mostly_utf8(body: bytes) -> bool:
    return body.decode("utf-8", "replace").count("\ufffd") * 200 < len(body)


def _is_text(kind: str, body: bytes) -> bool:
    if kind.startswith("text/") or kind.endswith(("json", "xml")):
        return True
    return not kind and b"\0" not in body[:1024]


def _html_in(text: str) -> str:
    """The texts of a JSON answer, as one page: an endpoint that fills a shell carries its article in a field."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return "".join(f"<div>{value}</div>" for value in _strings(found) if len(value) >= _A_TEXT or "<" in value)


def _strings(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            pending += reversed(list(cast(dict[str, Any], one).values()))
        elif isinstance(one, list):
            pending += reversed(cast(list[Any], one))


def _lines(page: str) -> Iterator[_Line]:
    """The lines of a page in the order of its source."""
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>|\0", "", page), parser)
    except etree.LxmlError:  # a page without an element
        return
    if root is None:
        return
    text: list[str] = []
    linked: list[str] = []
    cells: list[int] = []
    links = unseen = said_count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag in _BREAKS:
            if line := _line(text, linked):
                yield line
            text, linked = [], []
        if event == "start":
            unseen += tag in _UNSEEN
            links += tag == "a"
            said = element.text
            if tag in _CELLS:
                cells.append(said_count)
        else:
            unseen -= tag in _UNSEEN
            links -= tag == "a"
            said = element.tail
            if tag in _CELLS:
                text.append(f"{_BLANK}|" if said_count == cells.pop() else "|")
        if said and not unseen:
            (linked if links else text).append(said)
            said_count += not said.isspace()
    if line := _line(text, linked):
        yield line


def _line(text: list[str], linked: list[str]) -> _Line | None:
    line = _Line(_squeezed("".join(text)), _squeezed("".join(linked)))
    return line if line.text or line.linked else None


def _squeezed(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufeff", "")
    text = re.sub(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])", "", text)
    return re.sub(r" ?\| ?", "|", re.sub(r"\s+", " ", text)).strip("| ")


def _page_text(lines: list[_Line]) -> PageText | None:
    """All lines and the best run of lines, those that are menus or speak of the visit left out."""
    kept = [(line.is_menu, _said(line)) for line in lines]
    best, best_from, best_to = 0, 0, 0
    score, start = 0, 0
    for index, (is_menu, said) in enumerate(kept):
        score += -_LINK_COST - len(lines[index].linked) if is_menu else len(said)
        if score > best:
            best, best_from, best_to = score, start, index + 1
        if score <= 0:
            score, start = 0, index + 1
    if best < _A_TEXT:
        best_from, best_to = 0, len(kept)
    while best_to > best_from and best_to < len(kept) and kept[best_to][0] and _is_heading(kept[best_to - 1][1]):
        best_to -= 1  # the heading of the list of links that follows
    said = tuple(_parts(kept))
    return PageText(said, tuple(_parts(kept[best_from:best_to]))) if said else None


def _parts(kept: list[tuple[bool, str]]) -> Iterator[str]:
    """The lines cell by cell: whether a cell holds a block of its own depends on the layout."""
    for is_menu, said in kept:
        if said and not is_menu:
            yield from filter(None, map(str.strip, said.split("|")))


def _is_heading(said: str) -> bool:
    return len(said) <= _HEADING and not re.search(r"\d|[。,;]", said)


def _runs_through(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    rest = iter(whole)
    return all(line in rest for line in part)


def _said(line: _Line) -> str:
    """A line as it is compared: "" for one that speaks of the visit, the page or the site."""
    text = line.text + line.linked
    if len(text) > 2 * _LONG or "。" in text:
        return text
    if _ABOUT_THE_SITE.search(text):
        return ""
    if len(text) > _LONG:
        return text
    if _ABOUT_THE_PAGE.match(text) or (_VISIT.search(text) and not _OF_THE_YEAR.search(text)):
        return ""
    return text
