"""Whether what a scanned report says of itself may be misread: its title, its agency, its year and its date.

A figure has identities that it must satisfy; a name has none. What is recognised tells by itself where it may be wrong: a
character with a low probability, one that was passed over, or the same name printed elsewhere and read otherwise there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.contract import Notice
from pipeline.documents.document import Document, Mark
from pipeline.identification.identify import Identity

SURE = 0.85
"""Certainty of a character from which it is taken for right."""
REPEATED = 0.6
"""Certainty from which it is, where it is read alike in two places."""
RIVAL = 0.3
"""Certainty from which another reading of the same name elsewhere counts against it."""
OUTVOTED = 3
"""Places where a character is surely read, for each where another is read for it, from which the other is the slip."""
SHORTEST_NAME = 5
"""Characters of a name of which another reading is looked for: all but one must agree."""
_LOST = "\ufffd"
_USUAL = re.compile("政府信息公开|政务公开|信息公开|工作|情况|年度报告|年度|年报|年|报告")
"""What a title says in any case (government information disclosure, work, annual report): a misread one would be another word."""

_Text = tuple[str, tuple[float, ...]]
"""Characters without spaces, half width, and how sure each is."""


def find_misread(document: Document, identity: Identity) -> list[Notice]:
    """A warning for the title, agency, year and date of a recognised document each, where it may be misread."""
    texts = [_text(line.marks) for line in document.lines if line.marks]
    if not texts:
        return []
    name = _folded(identity.agency_name or "")
    doubted = {
        "agency": _doubts(name, texts) if name else [],
        "title": _title_doubts(_folded(identity.title or ""), name, texts),
        "year": _year_doubts(identity.report_year, texts),
        "date": _date_doubts(identity.published_on, texts),
    }
    printed = {"agency": identity.agency_name, "title": identity.title}
    return [
        Notice("warning", f"uncertain_{what}", f"{printed.get(what, what)}: {'; '.join(doubts)}")
        for what, doubts in doubted.items()
        if doubts
    ]


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _text(marks: Sequence[Mark]) -> _Text:
    characters, certainties = "", list[float]()
    for character, certainty in marks:
        folded = _folded(character)
        characters += folded
        certainties += [certainty] * len(folded)
    return characters, tuple(certainties)


def _places(wanted: str, texts: Sequence[_Text]) -> Iterator[tuple[float, ...]]:
    """The certainties of its characters wherever `wanted` is read."""
    for text, certainties in texts:
        start = text.find(wanted)
        while start >= 0:
            yield certainties[start : start + len(wanted)]
            start = text.find(wanted, start + 1)


def _rivals(name: str, texts: Sequence[_Text]) -> Iterator[tuple[int, str, float]]:
    """(which character, what is read for it, how surely) wherever all characters of `name` but one are read."""
    if len(name) < SHORTEST_NAME:
        return
    for text, certainties in texts:
        for start in range(len(text) - len(name) + 1):
            wrong = -1
            for offset, character in enumerate(name):
                if text[start + offset] != character:
                    if wrong >= 0:
                        break
                    wrong = offset
            else:
                if wrong >= 0:
                    yield wrong, text[start + wrong], certainties[start + wrong]


def _doubts(wanted: str, texts: Sequence[_Text]) -> list[str]:
    """Why characters of a name may be wrong."""
    places = list(_places(wanted, texts))
    doubts = [_doubt(character, [place[number] for place in places]) for number, character in enumerate(wanted)]
    rivals: dict[tuple[int, str], list[float]] = {}
    for number, text, sure in _rivals(wanted, texts):
        if sure >= RIVAL:
            rivals.setdefault((number, text), []).append(sure)
    found = [doubt for doubt in doubts if doubt]
    for (number, text), certainties in rivals.items():
        if text.isdecimal() and wanted[number].isdecimal():
            continue  # the same with another number is another thing
        if sum(place[number] >= SURE for place in places) < OUTVOTED * len(certainties):
            found.append(f"{wanted[number]!r} is read as {text!r} elsewhere ({max(certainties):.2f})")
    return found


def _doubt(character: str, certainties: Sequence[float]) -> str | None:
    if character == _LOST:
        return "a character was not recognised"
    if not certainties or max(certainties) >= SURE or (len(certainties) > 1 and max(certainties) >= REPEATED):
        return None
    return f"{character!r} ({max(certainties):.2f})"


def _title_doubts(title: str, name: str, texts: Sequence[_Text]) -> list[str]:
    """Of a title, what is neither the agency's name nor a word that every title has."""
    if not title:
        return []
    places = list(_places(title, texts))
    own = set(range(title.find(name), title.find(name) + len(name)) if name and name in title else ())
    own.update(*(range(*found.span()) for found in _USUAL.finditer(title)))
    return [
        doubt
        for number, character in enumerate(title)
        if number not in own and (doubt := _doubt(character, [place[number] for place in places]))
    ]


def _year_doubts(year: int | None, texts: Sequence[_Text]) -> list[str]:
    return _unsure(str(year), _places(str(year), texts)) if year else []


def _unsure(text: str, places: Iterable[tuple[float, ...]]) -> list[str]:
    """A doubt where no place has all characters surely."""
    least = [min(place) for place in places]
    return [f"{text!r} ({max(least):.2f})"] if least and max(least) < SURE else []


def _date_doubts(day: date | None, texts: Sequence[_Text]) -> list[str]:
    """Of the date, wherever its figures stand with one sign between two."""
    if day is None:
        return []
    forms = {
        sign.join((str(day.year), f"{day.month:{width}}", f"{day.day:{width}}"))
        for width in ("", "02")
        for sign in ("-", "/", ".")
    }
    forms |= {f"{day.year}年{day.month:{width}}月{day.day:{width}}" for width in ("", "02")}
    return _unsure(day.isoformat(), (place for form in forms for place in _places(form, texts)))
