"""The words of a paragraph → each figure, and each 未收到, with the clause that it stands in and the subject named before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.claims.scan import ScannedLine, Token
from pipeline.claims.series import DISPUTES, has, last, names_disputes_about_disclosure, names_route
from pipeline.claims.words import Kind
from pipeline.contract import Number

SUBJECTS = frozenset(
    {Kind.REQUEST, Kind.DISCLOSED, Kind.REVIEW, Kind.SUIT, Kind.COMPLAINT, Kind.DOCUMENT, Kind.TRAINING, Kind.OTHER}
)
_SENTENCE_ENDS = frozenset("。!?")
_OF_INFORMATION = frozenset({Kind.MATTER, Kind.REQUEST, Kind.ITEM, Kind.PUBLISHED})
"""Before 申请: it is for information."""
REQUESTS = frozenset({Kind.REQUEST, Kind.APPLICATION})
_PUBLISHED = frozenset({Kind.PUBLISHED, Kind.PUBLISHED_NOUN, Kind.DISCLOSED})
_WHAT_IS_PUBLISHED = frozenset({Kind.ITEM, Kind.CHANNEL, Kind.MEANS})
_CHANNELS = frozenset({Kind.CHANNEL, Kind.SECTION})
_PUBLISHING = _PUBLISHED | _WHAT_IS_PUBLISHED
_NEW_THROUGH_A_CHANNEL = frozenset({Kind.THROUGH, Kind.CHANNEL, Kind.NEW, Kind.ITEM})
"""通过信息公开平台新增信息397条."""
_CAME_IN = frozenset({Kind.RECEIVED, Kind.REQUEST})
_MAY_BE_SUBJECTS = SUBJECTS | _PUBLISHING | {Kind.APPLICATION}
_DEALT_WITH = frozenset({Kind.RECEIVED, Kind.ANSWERED, Kind.APPLICATION})
_BESIDES = (Kind.REQUEST, None, Kind.DISCLOSED, Kind.TRAINING, Kind.DOCUMENT)
"""What was spoken of where a bare 申请 is one for information; after disputes it may be theirs."""
_OF_WHICH = ("其中", "信息中", "政府信息中", "政务信息中")
"""Breaks down a figure of the sentence before too."""
_OCCASIONS = frozenset({"次", "期", "项"})
_IN_ALL = re.compile(r",?(?:(?:信息|图文)?(?:共计?|合计|总计|累计)(?:公开|发布|推送|更新)?)?")
"""Between a figure of occasions and that of what was published on them: 推送52次269条, 更新160次，共计公开378条."""
_LONGEST_GAP = 3
"""Characters between 收到 or 网络 and 申请 that still say nothing of what is applied for: 了, 各类."""
_LONGEST_GAP_OF_A_ROUTE = 6
"""The same behind a route (通过网站平台在线提交申请), where requests were named before."""


_LONGEST_LABEL = 16
_LABEL = re.compile(
    r"(?:[(\d一二三四五六七八九十]{1,3}[是.、)])?(?:(?:通过|利用)?(?:政府|政务|官方|本局|我局|局)?)\+(?:平台|方面|公开|发布)?"
)
"""What may stand around a channel's name in such a sentence; of 加强微博管理 something is done to the channel."""


_FROM, _SINCE = ("自", "从"), ("起", "以来", "开始")
"""Around the year in which something began."""

MOST_WORDS = 160
"""Words of a sentence that are kept: longer ones are none, and each figure is read in the light of all before it.

Of a thousand openings of real reports the longest sentence has 90.
"""

MOST_BEHIND = 40
"""Words behind a figure or a negation that may say what it counts, for the same reason."""


@dataclass(slots=True)  # not frozen: a report has dozens, and freezing doubles what making one costs
class Passage:
    """A figure, or a word of `Kind.NONE`, as it stands.

    `segment` are the words since the last figure or stop (、 is none), `clause` those since the last stop, `sentence` all before
    it in its sentence, `after` those up to the next figure, stop or 、. `subject` was named last before it, in the segment where
    `is_own`. `year` opens the clauses of its sentence.
    """

    token: Token
    index: int
    """Of `token` among the words of its line."""
    segment: Sequence[Token]
    clause: Sequence[Token]
    sentence: Sequence[Token]
    after: Sequence[Token]
    subject: Kind | None
    is_own: bool
    is_breakdown: bool
    has_requests: bool
    """Whether requests were received or answered before; 依申请公开 may be said of information too (依申请公开信息6条)."""
    year: int | None
    sentence_number: int
    follows_channel: bool
    """Whether the sentence before, up to a semicolon, names channels."""
    follows_received: bool
    """Whether the sentence before counts the requests that came in."""
    by_channel: Number
    """The figures of channels before it, since the last full stop."""
    by_route: Number
    """The same of routes."""
    agency: str
    """Whose report it is, as it names itself; empty where nothing says."""
    channels_before: frozenset[str]
    """The channels that the earlier sentences of its paragraph name."""
    follows_disputes: bool
    """Whether what heads it, in a line or sentence of its own, names reviews or suits about disclosure."""


@dataclass(slots=True)
class _State:
    segment: list[Token] = field(default_factory=list[Token])
    clause: list[Token] = field(default_factory=list[Token])
    sentence: list[Token] = field(default_factory=list[Token])
    outer: list[tuple[list[Token], list[Token], Kind | None, int]] = field(
        default_factory=list[tuple[list[Token], list[Token], Kind | None, int]]
    )
    """Segments and clauses in which a bracket is open, with their subject and its place."""
    before_colon: list[Token] = field(default_factory=list[Token])
    before_figure: list[Token] = field(default_factory=list[Token])
    """The segment that the last figure of the clause ends: 公示84条信息."""
    occasions: tuple[list[Token], int] | None = None
    """What stands before a figure of occasions, and where that ends."""
    subject: Kind | None = None
    main: Kind | None = None
    """The last subject that is not another matter."""
    subject_at: int = -1
    counts_other: bool = False
    has_figure: bool = False
    is_breakdown: bool = False
    has_requests: bool = False
    year: int | None = None
    number: int = 0
    follows_channel: bool = False
    follows_received: bool = False
    by_channel: Number = 0
    by_route: Number = 0
    agency: str = ""
    channels_before: frozenset[str] = frozenset()
    follows_disputes: bool = False
    begun: int = 0
    """Where the sentence begins."""


def passages(
    line: ScannedLine, subject: Kind | None = None, agency: str = "", follows_disputes: bool = False
) -> Iterator[Passage]:
    """The figures and negations of a paragraph in order.

    `subject` is that of the heading above; `follows_disputes` tells that it is reviews or suits about disclosure.
    """
    state = _State(
        subject=subject,
        main=subject,
        has_requests=subject is Kind.REQUEST,
        agency=agency,
        follows_disputes=follows_disputes,
    )
    stop, figure, none, other_outcome = Kind.STOP, Kind.FIGURE, Kind.NONE, Kind.OTHER_OUTCOME  # each takes a look-up
    last_asked = last(
        line.tokens, figure, none, other_outcome
    )  # what stands behind it is no part of any passage's past
    for index, token in enumerate(line.tokens[: last_asked + 1]):
        kind = token.kind
        if kind is stop:
            _stop(state, token, line.text)
            continue
        if kind is figure:
            yield _passage(state, line, index)
            if has(state.segment, *_CHANNELS):
                state.by_channel += token.value
            if names_route(state.segment):
                state.by_route += token.value
            state.counts_other = state.subject is Kind.OTHER
            state.has_figure = True
            state.occasions = (state.segment, token.end) if token.counter in _OCCASIONS else None
            state.before_figure, state.segment = state.segment, []
        else:
            if kind is none or (kind is other_outcome and _denies_disputes(line, index)):
                yield _passage(state, line, index)
            elif kind in _MAY_BE_SUBJECTS:
                _take_subject(state, token)
            state.segment.append(token)
            if kind in _DEALT_WITH:
                state.has_requests = True
            elif kind is Kind.PARTLY and (state.has_figure or token.text in _OF_WHICH):
                state.is_breakdown = True  # not 发布涵盖政策、动态等各类信息110条
        state.clause.append(token)
        state.sentence.append(token)
        if len(state.sentence) > MOST_WORDS:
            _forget(state)


def last_subject(line: ScannedLine) -> Kind | None:
    """What a heading is about; None for another matter."""
    state = _State()
    for token in line.tokens:
        if token.kind is Kind.STOP:
            _stop(state, token, line.text)
        else:
            _take_subject(state, token)
            state.segment.append(token)
            state.clause.append(token)
    return state.main


def after(line: ScannedLine, index: int) -> list[Token]:
    """The words behind a token up to the next figure, stop or 、."""
    found: list[Token] = []
    for place in range(index + 1, min(index + MOST_BEHIND, len(line.tokens))):
        token = line.tokens[place]
        if token.kind in (Kind.STOP, Kind.FIGURE):
            break
        found.append(token)
    return found


def _denies_disputes(line: ScannedLine, index: int) -> bool:
    """不存在被申请行政复议的情况; not 信息不存在2件."""
    return line.tokens[index].text == "不存在" and has(after(line, index), *DISPUTES)


def _passage(state: _State, line: ScannedLine, index: int) -> Passage:
    segment = state.segment or state.before_colon
    if state.occasions is not None and _IN_ALL.fullmatch(line.text, state.occasions[1], line.tokens[index].start):
        segment = [*state.occasions[0], *state.segment]
    is_own = bool(segment) and state.subject_at >= segment[0].start
    return Passage(
        line.tokens[index],
        index,
        tuple(segment),
        tuple(state.clause or segment),
        tuple(state.sentence),
        after(line, index),
        state.subject,
        is_own,
        state.is_breakdown,
        state.has_requests,
        state.year,
        state.number,
        state.follows_channel,
        state.follows_received,
        state.by_channel,
        state.by_route,
        state.agency,
        state.channels_before,
        state.follows_disputes,
    )


def _stop(state: _State, token: Token, text: str) -> None:
    if token.text == "、":
        state.segment.append(token)
        state.clause.append(token)
        return
    if token.text == "(":
        state.outer.append((state.segment, state.clause, state.subject, state.subject_at))
        state.segment, state.clause, state.before_colon = [], [], []
        return
    if token.text == ")":
        if state.outer:
            state.segment, state.clause, subject, place = state.outer.pop()
            if subject is not None:
                state.subject, state.subject_at = subject, place  # 主动公开信息(包括…、信访投诉等栏目)共计300条
        return
    if token.text == ":" and state.has_figure:
        state.is_breakdown = True
    if token.text == "," and state.clause and state.clause[-1].kind is Kind.YEAR:
        _open_year(state, token, text)
    state.before_colon = state.segment if token.text == ":" else []
    state.segment, state.clause, state.before_figure = [], [], []
    if token.text == ";":
        _close(state)
        state.sentence = []
        state.number += 1
    if token.text in _SENTENCE_ENDS:
        number = state.number + 1
        subject = state.subject if state.counts_other else state.main
        main = None if state.counts_other else state.main
        label = _label(state, token, text)
        _reset(state, subject, main, number)
        state.begun = token.end
        state.segment, state.clause, state.sentence = [*label], [*label], [*label]


def _label(state: _State, end: Token, text: str) -> list[Token]:
    """The words of a sentence that is no more than a channel's name, which heads the next one: 2.政务微信。全年发布信息28条."""
    words = state.sentence
    if len(words) != 1 or words[0].kind is not Kind.CHANNEL or end.start - state.begun > _LONGEST_LABEL:
        return []
    is_label = _LABEL.fullmatch(text[state.begun : words[0].start] + "+" + text[words[0].end : end.start])
    return words if is_label is not None else []


def _open_year(state: _State, comma: Token, text: str) -> None:
    """The year that a sentence begins with, behind a heading too: 政府信息管理情况 2022年，…; not 自2009年起，…, of a beginning."""
    year = state.clause[-1]
    if text.startswith(_SINCE, year.end) and text.endswith(_FROM, 0, year.start):
        return
    if all(word.kind is Kind.YEAR for word in state.clause):
        state.year = int(state.clause[0].value)
    elif state.clause[-1].end == comma.start:
        state.year = int(state.clause[-1].value)


def _reset(state: _State, subject: Kind | None, main: Kind | None, number: int) -> None:
    _close(state)
    state.sentence, state.outer = [], []
    state.subject, state.main, state.number = subject, main, number
    state.counts_other = state.has_figure = state.is_breakdown = False
    state.by_channel = state.by_route = 0
    state.year = None


def _close(state: _State) -> None:
    """What the next sentence may refer to."""
    state.follows_channel = _names_channels(state.sentence)
    named = [word.channel for word in state.sentence if word.channel]
    if named:
        state.channels_before = state.channels_before.union(*[channel.split("+") for channel in named])
    state.follows_received = has(state.sentence, Kind.RECEIVED) and has(state.sentence, Kind.FIGURE)
    if not state.has_figure:
        state.follows_disputes = names_disputes_about_disclosure(state.sentence)


def _forget(state: _State) -> None:
    """Keep the latter half of what a sentence without end has said."""
    for words in (state.sentence, state.clause, state.segment):
        del words[: -MOST_WORDS // 2]


def _names_channels(sentence: Sequence[Token]) -> bool:
    return has(sentence, *_CHANNELS) and not has(sentence, Kind.MEANS)


def _take_subject(state: _State, token: Token) -> None:
    subject = _subject(state, token)
    if subject is None:
        return
    state.subject, state.subject_at = subject, token.start
    if subject is not Kind.OTHER:
        state.main = subject


def _subject(state: _State, token: Token) -> Kind | None:
    """The subject that this word names, in view of the words before it in its clause."""
    kind = token.kind
    if kind in SUBJECTS:
        return kind
    if kind is Kind.APPLICATION:
        return _application(state, token)
    if kind in _PUBLISHING:
        words = {kind, *(word.kind for word in state.segment or state.before_colon or state.before_figure)}
        if words >= _CAME_IN:
            return None  # 收到依申请需要公开的信息0件
        if words & _PUBLISHED and words & _WHAT_IS_PUBLISHED and len(words) > 1:
            return Kind.DISCLOSED
        if words >= _NEW_THROUGH_A_CHANNEL:
            return Kind.DISCLOSED
    return None


def _application(state: _State, token: Token) -> Kind:
    """申请 is for information where its clause says so, or where nothing says what it is for."""
    named = state.clause[-1] if state.clause else None
    if named is not None and named.kind in DISPUTES and named.end == token.start:
        return named.kind  # 行政复议申请3件
    if any(word.kind in _OF_INFORMATION for word in state.clause):
        return Kind.REQUEST
    if state.is_breakdown and state.subject is None:
        return Kind.OTHER  # 办理事项120件，其中网上申请98件
    gap = token.start - named.end if named is not None else 0
    if named is not None and named.kind in (Kind.OTHER, Kind.KIND_OF_ITEM):
        return Kind.OTHER
    if gap <= _LONGEST_GAP and state.subject in _BESIDES:
        return Kind.REQUEST
    if named is not None and named.route:
        if gap == 0 and state.subject in DISPUTES:
            return Kind.REQUEST  # …、行政诉讼情况见下；从方式看，网络申请24件
        if gap <= _LONGEST_GAP_OF_A_ROUTE and state.subject is Kind.REQUEST:
            return Kind.REQUEST
    return Kind.OTHER


def before(passage: Passage) -> list[Token]:
    """The words of the sentence before the figure's segment."""
    start = passage.segment[0].start if passage.segment else passage.token.start
    return [word for word in passage.sentence if word.start < start]
