"""Clauses that say that nothing occurred → the indicators that are 0."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.clauses import Passage
from pipeline.claims.meaning import is_of_another_time
from pipeline.claims.occurrences import DISPUTE_CODES, MATTERS
from pipeline.claims.requests import asks_for_none, by_route
from pipeline.claims.scan import ScannedLine, Token
from pipeline.claims.series import has, is_not_one
from pipeline.claims.words import WORDS, Kind

_ENDS = frozenset(",;:。!?")
_RECEIVES = ("收到", "接到", "接收", "新收", "受理", "没有", "无", "未有", "产生", "发生", "出现", "零")
_NO_ROOM = 2
"""Characters between 未收到 and 申请 that cannot say what for: 任何."""
_NO_REQUESTS = (Kind.REVIEW, Kind.SUIT, Kind.COMPLAINT)
_AND = frozenset(("和", "与", "及", "以及", "、", "或"))
"""Between requests that did not come and what did not come of them either."""
_AGAINST = re.compile("不服|不满")
"""Between requests and what did not come of them: 未收到对依申请公开答复不服的投诉."""
_APART_FROM = ("以外", "之外")
"""Behind what did occur, or may have: 未发生行政复议以外的投诉."""
_ISSUES = (*(text for text, word in WORDS.items() if word.kind is Kind.ISSUED), "发布")


def indicators(passage: Passage, line: ScannedLine, report_year: int | None) -> tuple[tuple[str, ...], int]:
    """The codes that are 0, and where the clause ends.

    What did not occur stands behind the word (未发生行政复议), else before it (行政复议均未发生).
    """
    none = passage.token
    scope, is_counted = _scope(line, passage)
    if is_counted or is_of_another_time(passage, line.text, report_year):
        return (), none.end
    if any(line.text.startswith(_APART_FROM, word.end) for word in scope):
        return (), none.end
    words = scope or [*passage.segment]
    kinds = {word.kind for word in words}
    if kinds & {Kind.COST, Kind.RULING, Kind.CARRIED}:
        return (), none.end
    found: list[str] = []
    if not _is_of_other_matters(passage, scope):
        found += [code for kind, code in DISPUTE_CODES.items() if kind in kinds]
    noun = _no_requests(none, words, passage, line.text)
    if noun is not None:
        first = by_route(words[: noun + 1])
        found.append(first if first == "requests.received" else by_route(_up_to_disputes(words)))
    if Kind.DENIED in kinds and kinds <= {Kind.DENIED, Kind.ITEM} and passage.has_requests:
        found.append("requests.denied")
    if Kind.COMPLAINT in kinds and any(word.kind in MATTERS for word in (*passage.sentence, *words)):
        found.append("complaints.total")
    if _no_documents(none, words):
        found.append("normative_documents.issued")
    return tuple(found), max((word.end for word in scope), default=none.end)


def _is_of_other_matters(passage: Passage, scope: Sequence[Token]) -> bool:
    """行政执法均未被申请行政复议: of fines and permits, not of disclosure."""
    if not has(passage.clause, Kind.OTHER):
        return False
    return not any("公开" in word.text for word in (*passage.sentence, *scope))


def _no_documents(none: Token, words: Sequence[Token]) -> bool:
    """未制定、废止规范性文件, 无新增规范性文件; not 未清理规范性文件, nor 未发布规范性文件清理结果."""
    document = next((index for index, word in enumerate(words) if word.kind is Kind.DOCUMENT), -1)
    if document < 0 or any(word.kind is Kind.STOCK for word in words[document:]):
        return False
    if none.text.endswith(_ISSUES):
        return True
    kinds = {word.kind for word in words}
    return not kinds.isdisjoint((Kind.ISSUED, Kind.NEW)) and Kind.STOCK not in kinds


def _scope(line: ScannedLine, passage: Passage) -> tuple[list[Token], bool]:
    """The words that are negated, and whether a figure ends them."""
    none = passage.token
    scope: list[Token] = []
    depth = 0
    for place in range(passage.index + 1, len(line.tokens)):
        token = line.tokens[place]
        if token.kind is Kind.FIGURE and not depth:
            if is_not_one(none, token):
                continue
            return scope, True
        if token.kind is Kind.STOP:
            depth += (token.text == "(") - (token.text == ")")
            if depth < 0 or (not depth and token.text in _ENDS):
                break
            if token.text != "、":
                continue
        if token.kind is Kind.NONE:
            break
        if not depth:
            scope.append(token)
    return scope, False


def _up_to_disputes(words: Sequence[Token]) -> Sequence[Token]:
    """The words that may say how requests come: 未接到当面申请、网上提交等形式申请; the first alone is not all."""
    return words[: next((i for i, word in enumerate(words) if word.kind in _NO_REQUESTS), len(words))]


def _no_requests(none: Token, words: Sequence[Token], passage: Passage, text: str) -> int | None:
    """Where the requests are named that did not come; None for what they are only the cause of.

    未收到政府信息公开申请, not 未发生因政府信息公开申请引起的行政复议; 未收到公开申请和因公开申请引起的行政复议 has both.
    """
    if not any(verb in none.text for verb in _RECEIVES):
        return None
    requests = [index for index in range(len(words)) if _is_request(words, index, passage)]
    if not requests or asks_for_none(text, none.end, words[-1].end):
        return None
    disputes = [i for i, word in enumerate(words) if word.kind in _NO_REQUESTS]
    if not disputes:
        return requests[0]
    causes = [word for word in words[: disputes[0]] if word.kind is Kind.CAUSE]
    if requests[0] < disputes[0] and _AGAINST.search(text, words[requests[0]].end, words[disputes[0]].start):
        return None
    if requests[0] > disputes[0] or (causes and text[words[requests[0]].end : causes[0].start] not in _AND):
        return None
    return requests[0]


def _is_request(words: Sequence[Token], index: int, passage: Passage) -> bool:
    word = words[index]
    if word.kind is Kind.REQUEST:
        return True
    if word.kind is not Kind.APPLICATION:
        return False
    before = {other.kind for other in words[:index]}
    if before & {Kind.MATTER, Kind.ITEM, Kind.PUBLISHED, Kind.DISCLOSED}:
        return True
    if Kind.OTHER in before or passage.subject is Kind.OTHER:
        return False
    if passage.subject is Kind.REQUEST or any(other.route for other in words[:index]):
        return True
    return word.start <= passage.token.end + _NO_ROOM
