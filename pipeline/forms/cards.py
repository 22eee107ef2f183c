"""Rows that are printed as cards: the name of a row, and below it each column's name with its figure.

Pages for small screens show a table so: 重复申请, then 自然人：3, 商业企业：0, … 总计：3; a name and its figure stand on one
line, or on two. What a card names is a row like any other, its names of columns the header above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.documents.document import Line
from pipeline.documents.fold import key
from pipeline.forms.line_grids import is_page_number
from pipeline.forms.rows import LONGEST_LABEL, Row, lookup_keys
from pipeline.forms.tokens import Token, glued_labels, label_key, line_token, vocabulary

FEWEST_CARDS, FEWEST_NAMED = 5, 3
"""Cards below the name of a row from which a page prints cards, and columns of the largest of them."""
FEWEST_WHOLE, WHOLE = 2, 4
"""Cards with results of disputes from which these alone are printed so, and results, the total left out, of such a card."""
MOST_GROUPS = 2
"""Names of groups between two cards: 三、本年度办理结果, then （一）予以公开."""
_PIECE = re.compile(r"(?:[^；;。，,、\s]|[，,](?=\d))+")
"""What a line of several names and figures is parted into; a comma before a digit parts thousands."""
_NAMED = (re.compile(r"(.*\S)\s*[:：](.*)"), re.compile(r"(.*?[^\d.,，+＋－-])([+＋－-]?\d.*)"))
_APART = re.compile("[:：；;，、]|,(?!\\d)")
"""What keeps names apart behind which nothing stands."""
_TITLED = re.compile(r"(?:[-*•·]\s*)?([^：:。]{2,80})[：:]\s*(\S.*)")
LONGEST_CARD = 300
"""Characters of a line that holds names and figures alone."""
_ENDS = tuple("：:；;。，-－—/无")


@dataclass(slots=True)
class _Card:
    """`names` are of columns, `figures` theirs; the card stands in the lines from `start` to before `end`."""

    start: int
    end: int
    names: list[Token] = field(default_factory=list[Token])
    figures: list[Token] = field(default_factory=list[Token])


def card_rows(lines: Sequence[Line]) -> Iterator[Row | list[Line]]:
    """The rows of the cards among `lines`, and the lines between them; the lines alone where a page prints no cards."""
    printed = list(_apart(lines))
    lines = [line for line in printed if not is_page_number(line.text)]
    cards = list(_cards(lines))
    words = vocabulary()
    named = [card for card in cards if card.start > 0 and _keys(lines[card.start - 1].text)[-1] in words.items]
    if len(named) < FEWEST_CARDS or max(len(card.names) for card in named) < FEWEST_NAMED:
        cards = [card for card in named if len({key(name.text) for name in card.names} & words.results) >= WHOLE]
    if len(cards) < FEWEST_WHOLE:
        yield printed
        return
    group = ""
    begin = 0
    for card in cards:
        if card.start <= begin:
            continue  # nothing names it
        labels = [
            line_token(line, line.text, 0) for line in lines[max(begin, card.start - 1 - MOST_GROUPS) : card.start]
        ]
        keys = tuple(name for token in labels if len(token.text) <= LONGEST_LABEL for name in _keys(token.text))
        group = next((name for name in reversed(keys) if name in words.groups), group)
        yield list(lines[begin : card.start - 1])
        number = lines[card.start - 1].number
        yield Row(labels[-1:], card.figures, number, None, lookup_keys(keys), group, is_bounded=True, header=card.names)
        begin = card.end
    yield list(lines[begin:])


def _apart(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a card that stands on one line behind its name and a colon as two: 重复申请：自然人 3，商业企业 0，总计 3."""
    for line in lines:
        titled = _TITLED.fullmatch(line.text) if len(line.text) <= LONGEST_CARD else None
        if titled is not None and vocabulary().items.issuperset(_keys(titled[1])[-1:]):
            figures = replace(line, text=titled[2], start=line.start + titled.start(2))
            if _pairs(figures):
                yield replace(line, text=titled[1], start=line.start + titled.start(1))
                yield figures
                continue
        yield line


def _keys(text: str) -> tuple[str, ...]:
    """The keys of what names a card; a group's and its item's, that in brackets: 行政诉讼（未经复议直接起诉）."""
    name = label_key(text)
    return (name,) if name in vocabulary().items else glued_labels(text) or (name,)


def _cards(lines: Sequence[Line]) -> Iterator[_Card]:
    """Runs of lines that name columns, each once, with a figure for each."""
    card: _Card | None = None
    number = 0
    while number < len(lines):
        pairs = _pairs(lines[number])
        size = 1
        if not pairs and number + 1 < len(lines):
            pairs, size = _pair_of_lines(lines[number], lines[number + 1]), 2
        known = {key(name.text) for name in card.names} if card is not None else set[str]()
        if card is not None and (not pairs or any(key(name.text) in known for name, _ in pairs)):
            yield card
            card = None
        if pairs:
            card = card or _Card(number, number)
            card.names += [name for name, _ in pairs]
            card.figures += [figure for _, figure in pairs]
            card.end = number + size
        number += size if pairs else 1
    if card is not None:
        yield card


def _pairs(line: Line) -> list[tuple[Token, Token]]:
    """The names of columns and their figures that a line is made of; none where it holds anything else."""
    if len(line.text) > LONGEST_CARD or not (line.text[-1:].isalnum() or line.text.endswith(_ENDS)):
        return []
    pairs: list[tuple[Token, Token]] = []
    name: Token | None = None  # whose figure comes behind a space, if one does
    for piece in _PIECE.finditer(line.text):
        if name is not None:
            pair = _pair(name, line_token(line, piece[0], piece.start()))
            pairs.append(pair or _blank(name))
            name = None
            if pair is not None:
                continue
        label = piece[0].rstrip(":：")
        pair = _named_figure(line, piece[0], piece.start()) if label == piece[0] else None
        if pair is not None:
            pairs.append(pair)
        elif key(label) in vocabulary().columns:
            name = line_token(line, label, piece.start())
        else:
            return []
    pairs += [_blank(name)] if name is not None else []
    are_all = all(not figure.is_blank for _, figure in pairs)
    return pairs if are_all or _APART.search(line.text) else []


def _blank(name: Token) -> tuple[Token, Token]:
    """A column's name behind which nothing stands."""
    assert isinstance(name.source, Line)
    return name, line_token(name.source, "", name.offset + len(name.text))


def _named_figure(line: Line, text: str, offset: int) -> tuple[Token, Token] | None:
    for pattern in _NAMED:
        match = pattern.fullmatch(text)
        if match is not None:
            figure = line_token(line, match[2], offset + match.start(2))
            pair = _pair(line_token(line, match[1], offset), figure)
            if pair is not None:
                return pair
    return None


def _pair(name: Token, figure: Token) -> tuple[Token, Token] | None:
    """Both, if they are the name of a column and what a cell prints."""
    is_pair = key(name.text) in vocabulary().columns and figure.value.status != "unreadable"
    return (name, figure) if is_pair else None


def _pair_of_lines(name: Line, figure: Line) -> list[tuple[Token, Token]]:
    """A column's name on a line and its figure on the next."""
    text = name.text.rstrip(" :：")
    if len(text) > LONGEST_LABEL or key(text) not in vocabulary().columns:
        return []
    value = line_token(figure, figure.text, 0)
    if value.value.status not in ("reported", "not_applicable"):
        return []
    return [(line_token(name, text, 0), value)]
