"""Whether two names may be of one agency, by what they have in common and by the places in them."""

from __future__ import annotations

import re

from pipeline.identification.titles import is_generic

_UNITS = re.compile(
    r"(?:[^省市县区旗州盟]{2,6}[省市州盟](?!场|政))?(?P<last>(?!自治|开发|高新|经开)[^省市县区旗州盟城]{1,5})(?:(?<!自治)区|[市县旗州盟])(?!场|政|域|块)"
)
"""The places that a name begins with, and the last of them without 市 or 县, which it may have changed."""


def are_different(one: str, other: str) -> bool:
    """Whether two names are of two agencies for certain."""
    return not share_a_character(one, other) or are_of_different_places(one, other)


def are_of_different_places(one: str, other: str) -> bool:
    """Whether two names say where their agencies are, and neither has the other's place in it: 望川县教育局, 青禾市教育局."""
    places = _UNITS.match(one), _UNITS.match(other)
    if places[0] is None or places[1] is None:
        return False
    return places[0]["last"] not in other and places[1]["last"] not in one


def share_a_character(one: str, other: str) -> bool:
    """Whether two names have anything in common but what is in every name; 发改委 has with 发展和改革局."""
    return any(character in other and not is_generic(character) for character in one)
