"""What is asked of a series of words: whether it has one of a kind, and where the last one stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.claims.scan import Token
from pipeline.claims.words import Kind

DISPUTES = frozenset({Kind.REVIEW, Kind.SUIT})


def has(words: Iterable[Token], *kinds: Kind) -> bool:
    """Whether any of the words is of one of the kinds."""
    for word in words:  # noqa: SIM110 (asked twenty times a figure, and `any` takes three times as long)
        if word.kind in kinds:
            return True
    return False


def names_route(words: Iterable[Token]) -> bool:
    """Whether one of the words is a way in which a request came."""
    for word in words:  # noqa: SIM110 (as above)
        if word.route:
            return True
    return False


def last(words: Sequence[Token], *kinds: Kind) -> int:
    """The index of the last word of one of the kinds; -1 where there is none."""
    for index in range(len(words) - 1, -1, -1):
        if words[index].kind in kinds:
            return index
    return -1


def is_not_one(none: Token | None, figure: Token) -> bool:
    """未发生一起, 没有1件: the figure is part of the negation."""
    return none is not None and none.kind is Kind.NONE and figure.value == 1 and figure.start <= none.end + 1


def says_more(words: Sequence[Token], index: int) -> bool:
    """Whether 等 stands right behind the word: more than what is named is meant."""
    behind = words[index + 1] if index + 1 < len(words) else None
    return behind is not None and behind.kind is Kind.AND_SO_ON and behind.start <= words[index].end + 1


def names_disputes_about_disclosure(words: Sequence[Token]) -> bool:
    """Whether a heading is that of a report's section on them: it says so, or names reviews and suits (复议、诉讼情况)."""
    if not has(words, *DISPUTES):
        return False
    is_section = has(words, Kind.REVIEW) and has(words, Kind.SUIT) and not any("应诉" in word.text for word in words)
    return is_section or any("公开" in word.text for word in words)
