"""A line → its words and figures, in order, with their places in the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.claims.words import SCAN, WORDS, Kind
from pipeline.contract import Number

_WIDE = (*zip("，；：（）！？｡　\u00a0\t\r\n", ",;:()!?。     ", strict=True), ("部份", "部分"))
_WIDE_FIGURES = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_HAS_WIDE_FIGURES = re.compile("[０-９．％]")
_SPACE_BETWEEN = re.compile(r"(?<!\d) +| +(?!\d)")
_NAME = re.compile(
    r"《[^《》]{2,80}(?<!网)(?<!网站)》|“[^“”]{2,16}”(?=.{0,4}(?:微信|微博|公众|订阅|抖音|头条|视频号|网站|客户端|APP))"
)
_QUOTED = re.compile("《[^《》]{2,80}》|“[^“”]{2,30}”")
"""In which 在 is no preposition: “河长在行动”."""
_COLUMN = re.compile('[“"]((?:政府|政务)?(?:信息|政务)公开)[”"](?=(?:网页)?(?:专[栏题页]|栏目|板块|平台))')
"""The name of a site's column, which is the same without the marks around it: “政府信息公开”专栏."""
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ARTICLE = re.compile(r"第\d{1,3}条?(?:[至到和与、\-—~～]\d{1,3}条?)*[至到和与、\-—~～]$")
"""Before a figure that is an article's number: 《条例》第9条至12条, 第15、16条."""
_GOES_ON = frozenset("至到和与、-—~～")
_LONGEST_LIST_OF_ARTICLES = 24
POST = "推文"
_COUNTS_POSTS = ("条", "篇", "条次", "篇次")
_ABOUT = ("近", "约", "超", "超过", "逾", "余")


@dataclass(slots=True)
class Token:
    """A word or a figure; `start`, `end` are places in the scanned text, `value` of a figure or year."""

    kind: Kind
    text: str
    start: int
    end: int
    channel: str | None = None
    route: str | None = None
    value: Number = 0
    is_about: bool = False
    counter: str = ""


@dataclass(slots=True)
class ScannedLine:
    """`text` is folded and without white space; `places` maps it to the line, None where nothing was dropped."""

    text: str
    tokens: list[Token]
    places: list[int] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The part of the line that text[start:end] was made from."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def scan(line: str) -> ScannedLine:
    """The words and figures of `line`, as the longest words at each place, from left to right; words of no meaning left out."""
    text, places = _fold(line)
    tokens: list[Token] = []
    stop, noise, known = Kind.STOP, Kind.NOISE, WORDS.get
    for match in SCAN.finditer(text):
        if match.lastgroup is not None:
            if not _is_article(text, match.start()):
                tokens.append(_figure(match))
            continue
        found = match[0]
        start, end = match.span()
        word = known(found)
        if word is None:
            tokens.append(Token(stop, found, start, end))
        elif word.kind is not noise:
            tokens.append(Token(word.kind, found, start, end, word.channel, word.route))
    tokens = _without_names(text, tokens)
    if POST in text:
        _name_posts(tokens)
    return ScannedLine(text, tokens, places)


def _is_article(text: str, start: int) -> bool:
    """Whether the figure continues a list of articles of a law."""
    if start == 0 or text[start - 1] not in _GOES_ON:
        return False
    return _ARTICLE.search(text, max(start - _LONGEST_LIST_OF_ARTICLES, 0), start) is not None


def _name_posts(tokens: list[Token]) -> None:
    """推文 is what was published where a verb or a figure stands before it (发布就业推文46篇, 发布364篇推文), else a verb."""
    publishes = False
    before: Token | None = None
    for token in tokens:
        if token.text == POST:
            counts = before is not None and before.counter in _COUNTS_POSTS and before.end == token.start
            if publishes or counts:
                token.kind = Kind.ITEM
        if token.kind is Kind.STOP or token.kind is Kind.FIGURE:
            publishes = False
        elif token.kind is Kind.PUBLISHED:
            publishes = True
        before = token


def _without_names(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens without those that are part of a title or of the name of an account (《2021年政务公开要点》, “上海发布”)."""
    if "《" not in text and "“" not in text:
        return tokens
    names = [match.span() for match in _NAME.finditer(text)]
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [
        token
        for token in tokens
        if token.kind is Kind.MATTER
        or not any(
            start < token.start and token.end < end for start, end in (quoted if token.kind is Kind.THROUGH else names)
        )
    ]


def _fold(line: str) -> tuple[str, list[int] | None]:
    """Full width to half, white space dropped except between digits."""
    text = line
    for wide, narrow in _WIDE:  # `translate` takes twenty times as long
        text = text.replace(wide, narrow)
    if "公开”" in text or '公开"' in text:
        text = _COLUMN.sub(r" \1 ", text)
    if _HAS_WIDE_FIGURES.search(text):
        text = text.translate(_WIDE_FIGURES)
    if " " not in text:
        return text, None
    kept: list[str] = []
    places: list[int] = []
    start = 0
    for match in _SPACE_BETWEEN.finditer(text):
        kept.append(text[start : match.start()])
        places.extend(range(start, match.start()))
        start = match.end()
    places.extend(range(start, len(text)))
    return "".join(kept) + text[start:], places


def _figure(match: re.Match[str]) -> Token:
    """A figure with its counter, a bare 0 (无, 零), or a year."""
    text, (start, end), found = match[0], match.span(), match.lastgroup
    if found == "year":
        return Token(Kind.YEAR, text, start, end, value=int(match["year"]))
    if found == "zero":
        return Token(Kind.FIGURE, text, start, end)
    if found == "bare":
        return Token(Kind.FIGURE, text, start, end, value=int(text), counter="条")
    if found == "nought":
        return Token(Kind.NONE, text, start, end)
    is_about = match.string.endswith(_ABOUT, 0, start) or any(match.group("about", "about_so_many", "worded_about"))
    if found == "worded_counter":
        return Token(
            Kind.FIGURE,
            text,
            start,
            end,
            value=worded(match["worded"]),
            is_about=is_about,
            counter=match["worded_counter"],
        )
    value = _value(match["number"], match["scale"])
    return Token(Kind.FIGURE, text, start, end, value=value, is_about=is_about, counter=match["counter"])


def _value(number: str, scale: str | None) -> Number:
    if not scale and number.isdecimal():
        return int(number)
    number = number.replace(",", "")
    value = Decimal(number) if "." in number else int(number)
    if scale:
        value *= _SCALES[scale]
    return int(value) if value == int(value) else value


def worded(number: str) -> int:
    """十二 → 12, 一千二百 → 1200, 一万三千 → 13000, 二三 → 23."""
    total, below, digit = 0, 0, 0
    for character in number:
        if character == "万":
            total, below, digit = total + max(below + digit, 1) * 10_000, 0, 0
        elif character in _TENS:
            below, digit = below + max(digit, 1) * _TENS[character], 0
        else:
            digit = digit * 10 + _DIGITS[character]
    return total + below + digit
