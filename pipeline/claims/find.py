"""The lines of a report → its claims, in print order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.claims import disclosure, fields, meaning, nothing, scope
from pipeline.claims.clauses import Passage, last_subject, passages
from pipeline.claims.contradicted import contradicted, of_other_matters
from pipeline.claims.parts import (
    CHANNELS,
    NONE,
    ONE_KIND,
    UNKNOWN,
    Found,
    add_routes,
    is_part,
    is_summed_up,
    name_wholes,
)
from pipeline.claims.scan import ScannedLine, scan
from pipeline.claims.series import has, names_disputes_about_disclosure
from pipeline.claims.words import Kind
from pipeline.contract import Cell, Claim, Number, Place, Reading
from pipeline.documents.document import Line
from pipeline.documents.fold import kept_of_headings

_FIGURE = re.compile(
    r"[\d一二三四五六七八九十百千万](?:(?<=\d)[\s百千万亿余多来]{0,3}\s?(?:人次|条|件|次|篇|份|封|宗|起|个|期|场|项|批|则|例|部)"
    r"|(?<!\d)[余多来]?[条篇](?![例件款文途]))"
)
"""What all of it begins with stands first: most characters are passed over at once."""
_WITHOUT_DIGITS = re.compile(
    r"[未没无零]|不存在|[为：:]\s?[0０]|[一二两三四五六七八九十百][余多来]?(?:件|次|期|场|宗|起|份)"
)
_SUBJECT = re.compile("复议|诉讼|申请|投诉|举报|规范性文件|培训")
_SHORTEST = 5
"""Characters of a line that can state a figure (复议0件): those of a table that stands in lines are mostly shorter."""
_COMMAS = "、，,"
_STOPS = "，,；;。：:）)"
_STOP = re.compile(f"[{_STOPS}]")
_FIRST_CHARACTER, _LAST_CHARACTER = "\u4e00", "\u9fff"
_LISTED = re.compile(r"\s*(?:[“\"‘（(\d]|其中)")
"""How a part of a list begins, whose subject is named in the line that ends with a colon."""
_GOES_ON = re.compile(r"\s*(?![一二三四五六七八九十]{1,3}[、是.])[\u4e00-\u9fff]")
_IS_HEADING = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][^，,；;。：:]{2,30}(?:情况|方面|工作)$")
_NUMBERED = r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*[^。；;，,：:]{2,40}情况"
_OF_WHICH_NONE = r"\s*(?:20\d\d年度?|本年度?|全年)?[,，]?无(?:此类|此|相关|上述|该类)?(?:情况|情形|事项)?"
_NONE_OF_IT = re.compile(rf"{_OF_WHICH_NONE}[。.；;]?\s*")
"""A line that answers the heading above: 无。"""
_LONGEST_NONE = 16
_IS_NUMBERED = re.compile(_NUMBERED)
_ANSWER = "：无。"
_ANSWERED_BELOW = re.compile(rf"(?<![^。；;]){_NUMBERED}(?P<stop>。)(?=\s*无(?:[。；;]|\s*$))")
"""A heading that is answered in its own line: 5、行政复议、行政诉讼情况。无。"""
_SEVERAL_ROUTES = ("requests.received.online", "requests.received.mail")
"""Of which some agencies name two: 电子邮件7件，在线申请1件."""
_LONGEST_SENTENCE = 2_000
"""Characters of a sentence before and behind a figure that a claim quotes: a paragraph of ten thousand figures may be one."""
_ENDS = "。；;！!?？\n"
_SENTENCE_END = re.compile(f"[{_ENDS}]")
_LONGEST_HEADING = 40
_LONGEST_TERM = 12
_IN_TABLE = frozenset({"received.new", "received.carried_in"})
_THIS_YEAR = re.compile("[全本今当]年|年内")
_MAY_BE_OF_ALL_YEARS = frozenset({Kind.CUMULATIVE, Kind.UNTIL, Kind.NEW})
"""Asks whether the year is named too."""


@dataclass(slots=True)
class _Paragraph:
    text: str
    lines: list[tuple[int, Line]]
    """Where each begins in `text`."""

    def line(self, place: int) -> tuple[int, Line]:
        """The line that a place stands in, and where it begins."""
        if len(self.lines) == 1:
            return self.lines[0]
        return next((begin, line) for begin, line in reversed(self.lines) if begin <= place)


def find_claims(lines: Iterable[Line], report_year: int | None, cells: Sequence[Cell], agency: str = "") -> list[Claim]:
    """The claims of a report's prose, in print order, one for each indicator and value.

    `cells` decide what 收到 means: the table's new requests, or these with the ones carried in. `agency`, as the report names it,
    says which field is its own: 司法行政信息 of a 司法局 are all that it published.
    """
    claims: dict[tuple[str, Number], Claim] = {}
    until: set[tuple[str, Number]] = set()
    undated: set[tuple[str, Number]] = set()
    newest: dict[str, Number] = {}
    weak: set[tuple[str, Number]] = set()
    apart: set[tuple[str, Number]] = set()
    through_channels: set[tuple[str, Number]] = set()
    heading = listing = ""
    for paragraph in _paragraphs(lines):
        if listing and not _LISTED.match(paragraph.text):
            listing = ""
        if not _may_claim(paragraph.text):
            heading = paragraph.text if len(paragraph.text) <= _LONGEST_HEADING else ""
            continue
        subject = _subject_of(heading) if heading else last_subject(scan(listing)) if listing else None
        above = heading or listing
        follows_disputes = "复议" in above and names_disputes_about_disclosure(scan(above).tokens)
        for found in _in_paragraph(paragraph.text, subject, report_year, agency, follows_disputes):
            key = found.indicator, found.value
            if key not in claims and found.is_until:
                until.add(key)
            if found.is_cumulative and not found.is_dated:
                undated.add(key)
            if found.is_new and found.is_dated:
                newest[found.indicator] = found.value
            if key not in claims and found.is_apart:
                apart.add(key)
            elif not found.is_apart:
                apart.discard(key)
            if key not in claims and found.is_weak:
                weak.add(key)
            elif not found.is_weak:
                weak.discard(key)
            if found.is_through_channels:
                through_channels.add(key)
            if key not in claims:
                claims[key] = _claim(found, paragraph)
        heading = ""
        listing = paragraph.text if paragraph.text.endswith(("：", ":")) else listing
    of_the_year: dict[str, Number] = {}
    for indicator, value in claims.keys() - until:
        of_the_year[indicator] = min(value, of_the_year.get(indicator, value))
    of_all_years = {key for key in until if of_the_year.get(key[0], key[1]) < key[1]}
    of_all_years |= {key for key in undated if newest.get(key[0], key[1]) < key[1]}
    left = [key for key in claims if key not in of_all_years]
    doubtful = of_all_years | contradicted(left, weak, through_channels) | of_other_matters(left, claims)
    if apart:
        doubtful |= scope.not_the_reports([key for key in claims if key not in doubtful], apart, cells)
        doubtful |= {
            key
            for key in apart
            if scope.has_the_reports_as_part(claims[key], cells) or scope.is_wider(claims[key], cells, agency)
        }
        others = {claims[key].sentence for key in apart & doubtful}
        doubtful |= {key for key in apart if key[0] == "requests.answered" and claims[key].sentence in others}
    new, carried = _in_table(cells) if any(key[0] == "requests.received" for key in claims) else (None, None)
    return [_with_reading(claim, new, carried) for key, claim in claims.items() if key not in doubtful]


@lru_cache(maxsize=1024)
def _subject_of(heading: str) -> Kind | None:
    """What a heading is about; most are the same in all reports."""
    return last_subject(scan(heading))


def _paragraphs(lines: Iterable[Line]) -> Iterator[_Paragraph]:
    """The lines, joined where one breaks off within a clause."""
    paragraph: _Paragraph | None = None
    for line in lines:
        if len(line.text) <= _LONGEST_NONE and "无" in line.text and _NONE_OF_IT.fullmatch(line.text):
            if paragraph is not None and _IS_NUMBERED.fullmatch(paragraph.text):
                paragraph.lines.append((len(paragraph.text), line))
                paragraph.text += _ANSWER
            continue
        if len(line.text) < _SHORTEST:
            continue
        if paragraph is not None and _may_break_off(paragraph.text) and _goes_on(paragraph.text, line.text):
            paragraph.lines.append((len(paragraph.text), line))
            paragraph.text += line.text
            continue
        if paragraph is not None:
            yield paragraph
        paragraph = _Paragraph(line.text, [(0, line)])
    if paragraph is not None:
        yield paragraph


def _goes_on(text: str, following: str) -> bool:
    """Whether a clause at which a line may break off goes on in the next: it has no figure yet, and no heading begins."""
    if _GOES_ON.match(following) is None:
        return False
    text = text.rstrip()
    stop = max([text.rfind(stop, 0, -1) for stop in _STOPS])
    return _FIGURE.search(text, stop) is None


@kept_of_headings
def _may_break_off(text: str) -> bool:
    """Whether a line ends within a clause, and is no heading."""
    text = text.rstrip()
    if not text or not (_FIRST_CHARACTER <= text[-1] <= _LAST_CHARACTER or text[-1] in _COMMAS):
        return False
    if _STOP.search(text, 0, len(text) - 1) is None:
        return False  # asked first: lines of tables have none
    return _IS_HEADING.match(text) is None


@kept_of_headings
def _may_claim(text: str) -> bool:
    """Most lines state nothing: only these are scanned."""
    if _FIGURE.search(text):
        return True
    return _SUBJECT.search(text) is not None and _WITHOUT_DIGITS.search(text) is not None


def _in_paragraph(
    text: str, subject: Kind | None, report_year: int | None, agency: str, follows_disputes: bool
) -> Iterator[Found]:
    if "情况。" in text and (stops := {match.start("stop") for match in _ANSWERED_BELOW.finditer(text)}):
        text = "".join("：" if place in stops else character for place, character in enumerate(text))
    line = scan(text)
    found = list(_read(line, subject, report_year, agency, follows_disputes))
    name_wholes(found, text)
    add_routes(found, text)
    is_one_of_several = any(claim.indicator is ONE_KIND for claim in found)
    in_all = {claim.sentence_number for claim in found if claim.indicator == "disclosed.total"}
    of_the_year = {(claim.indicator, claim.sentence_number) for claim in found if claim.is_new}
    first: dict[tuple[str, int], int] = {}
    for claim in found:
        if claim.indicator in NONE or (is_one_of_several and claim.is_of_a_field):
            continue  # 网站发布救助信息16条。发布社会福利信息9条
        key = claim.indicator, claim.sentence_number
        if claim.indicator in CHANNELS and claim.is_weak and claim.sentence_number in in_all and not first:
            continue  # 网站公布低保对象信息2309条，主动公开海关政府信息634条
        if claim.is_cumulative and not claim.is_new and key in of_the_year:
            continue
        through = first.get(("through a channel", claim.sentence_number))
        near = claim.start - _LONGEST_SENTENCE
        if (
            claim.indicator == "disclosed.total"
            and through is not None
            and not is_summed_up(text, max(through, near), claim.start)
        ):
            continue  # 网站公开30条，公开栏等渠道公开25条
        if claim.indicator in CHANNELS:
            first.setdefault(("through a channel", claim.sentence_number), claim.end)
        if key not in first or not is_part(text[max(first[key], near) : claim.start], claim):
            yield claim
        first.setdefault(key, claim.end)


def _route(passage: Passage) -> str:
    return next((word.text for word in (*passage.after, *reversed(passage.segment)) if word.route), "")


def _read(
    line: ScannedLine, subject: Kind | None, report_year: int | None, agency: str, follows_disputes: bool
) -> Iterator[Found]:
    """The claims, and what stands in an indicator's place for each other figure that counts what was published."""
    for passage in passages(line, subject, agency, follows_disputes):
        token = passage.token
        if token.kind is Kind.FIGURE:
            codes, end = meaning.indicators(passage, line.text, report_year), token.end
        else:
            codes, end = nothing.indicators(passage, line, report_year)
        if not codes:
            if token.kind is Kind.FIGURE and disclosure.is_of_items(passage):
                yield _uncounted(passage, line)
            continue
        if codes[0].startswith("disclosed") and scope.is_of_months(line.text, token.start):
            continue
        kinds = {word.kind for word in passage.segment}
        for code in codes:
            is_of_a_field = code in CHANNELS and fields.is_of_a_field(passage, line.text)
            yield Found(
                code,
                token.value,
                token.is_about,
                *line.place(token.start, end),
                _reading_in_text(passage, line) if code == "requests.received" else None,
                Kind.NEW in kinds or (Kind.YEAR in kinds and (passage.is_breakdown or _is_beside_all(passage, kinds))),
                Kind.CUMULATIVE in kinds or Kind.UNTIL in kinds,
                not kinds.isdisjoint(_MAY_BE_OF_ALL_YEARS) and _is_dated(passage, line.text),
                Kind.CUMULATIVE in kinds and any(word.kind is Kind.UNTIL for word in passage.sentence),
                passage.sentence_number,
                is_of_a_field or _is_weak(code, kinds, passage, line.text),
                is_of_a_field,
                _is_apart(code, line.text, token.start),
                code == "disclosed.total" and disclosure.is_through_channels(passage),
                _route(passage) if code in _SEVERAL_ROUTES else "",
            )


def _is_apart(code: str, text: str, start: int) -> bool:
    if code.startswith("disclosed"):
        return False
    return scope.is_apart(text, start) or (code == "requests.answered" and scope.goes_on_apart(text, start))


def _is_beside_all(passage: Passage, kinds: set[Kind]) -> bool:
    """截至目前共发布592条信息，2019年公开政府信息60条: a year's own figure, behind one of all years."""
    return kinds.isdisjoint((Kind.UNTIL, Kind.CUMULATIVE)) and has(passage.sentence, Kind.UNTIL)


def _is_dated(passage: Passage, text: str) -> bool:
    start = passage.clause[0].start if passage.clause else passage.token.start
    first = max(start - _LONGEST_TERM, 0)
    first = max(first, text.rfind(",", first, start) + 1, text.rfind("。", first, start) + 1)
    return (
        passage.year is not None
        or any(word.kind is Kind.YEAR for word in passage.clause)
        or _THIS_YEAR.search(text, first, passage.token.start) is not None
    )


def _uncounted(passage: Passage, line: ScannedLine) -> Found:
    """A figure of what was published that is no claim, unless its parts add up to it."""
    token = passage.token
    code = ONE_KIND if fields.is_one_kind(passage) else UNKNOWN
    no = False
    start, end = line.place(token.start, token.end)
    number = passage.sentence_number
    return Found(code, token.value, token.is_about, start, end, None, no, no, no, no, number, no, no, no, no, "")


def _is_weak(code: str, kinds: set[Kind], passage: Passage, text: str) -> bool:
    if code in CHANNELS:
        return (
            disclosure.is_through_a_platform(passage)
            or fields.is_of_fields(passage, text)
            or any(word.text == "动态" for word in passage.segment[-1:])
            or not any(word.channel for word in passage.segment)
        )
    if code == "requests.received":
        return not has((*passage.sentence, *passage.after), Kind.REQUEST, Kind.APPLICATION, Kind.MATTER)
    if code == "requests.answered":
        start = max(passage.token.start - _LONGEST_TERM, 0)
        return Kind.RECEIVED in kinds or text.find("日内", start, passage.token.start) >= 0
    return code == "disclosed.total" and Kind.DISCLOSED not in kinds


def _claim(found: Found, paragraph: _Paragraph) -> Claim:
    text = paragraph.text
    first, last = max(0, found.start - _LONGEST_SENTENCE), found.end + _LONGEST_SENTENCE
    start = found.start - len(_SENTENCE_END.split(text[first : found.start])[-1])
    end = _SENTENCE_END.search(text, found.end, last)
    sentence = text[start : end.start() if end else last].strip()
    begin, line = paragraph.line(found.start)
    place = Place(
        f"line {line.number}",
        page=line.page,
        start=line.start + found.start - begin,
        end=min(line.start + found.end - begin, line.end),
    )
    return Claim(found.indicator, found.value, sentence, place, found.is_about, found.reading)


_NEW = re.compile(r"新(?:收|增|受理|接)|本年度?新")
_WITH_CARRIED_IN = re.compile(r"^[,、]?[^,。;]{0,4}\(?(?:含|包括|包含|其中)[^。;]{0,18}(?:上年|结转|转结|20\d\d年)")
_CARRIED_APART = re.compile(r"^[^,;。\d]{0,14}[,、;][^。]{0,6}(?:上年|上一年|20\d\d年)[^。]{0,4}(?:结转|转结)")


def _reading_in_text(passage: Passage, line: ScannedLine) -> Reading:
    """What the clause, and what follows the figure, say of the requests carried in."""
    clause = line.text[max(passage.clause[0].start - 1, 0) : passage.token.end] if passage.clause else ""  # 新受理
    following = line.text[passage.token.end : passage.token.end + _LONGEST_SENTENCE]
    if _WITH_CARRIED_IN.search(following):
        return "with_carried_in"
    return "new" if _NEW.search(clause) or _CARRIED_APART.search(following) else "unknown"


def _in_table(cells: Sequence[Cell]) -> tuple[Number | None, Number | None]:
    """The requests that were new in the year, and those carried in, as the table has them."""
    found: dict[str, Number | None] = {}
    for cell in cells:
        if cell.item in _IN_TABLE and cell.column == "total" and cell.table == "requests" and cell.status == "reported":
            found[cell.item] = cell.value
            if len(found) == len(_IN_TABLE):
                break
    return found.get("received.new"), found.get("received.carried_in")


def _with_reading(claim: Claim, new: Number | None, carried: Number | None) -> Claim:
    """The tables decide before the text."""
    if claim.indicator != "requests.received":
        return claim
    reading = claim.reading
    if new is not None and claim.value == new:
        reading = "new"
    elif new is not None and carried is not None and claim.value == new + carried:
        reading = "with_carried_in"
    return Claim(claim.indicator, claim.value, claim.sentence, claim.place, claim.approximate, reading)
