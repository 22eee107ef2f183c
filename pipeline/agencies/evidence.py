"""Reasons to think that a document is of an agency and of a year: what they are, and what each is worth.

Weights are points, chosen so that a decision can be redone by hand; only their sums against `ENOUGH` and `AHEAD` matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.agencies.names import ParsedName, years_in_title
from pipeline.agencies.reference import Reference
from pipeline.contract import Extraction, Signal

WEIGHTS: dict[str, float] = {
    "column_agency": 5.0,  # a person wrote into the site file that this column is one agency's
    "printed_name": 4.0,  # the document names agency and place; a claim, but the plainest one
    "printed_name_short": 3.0,  # place without its 市, 县: 海城 may be a city or a town, so something must second it
    "printed_name_relative": 2.5,  # 市教育局, 审计局: nothing without a site that says where
    "printed_name_doubtful": 1.5,  # the extractor doubts it: another is signed, a scan may be misread
    "page_name": 1.5,  # the page around the report names it, and the report names nobody: who put it there need not be whose it is
    "title": 1.0,  # mostly the same words as the printed name, so it adds little
    "anchor": 2.0,  # the listing's own words for the link, written by the site
    "site_division": 2.0,  # the site is that division's
    "site_division_above": 1.0,  # the site is of a division above: it carries many agencies' reports
    "phone": 1.0,  # an area code serves one prefecture, seldom a few; altered copies keep it
    "postcode": 0.5,  # four digits are shared by neighbours
    "document_number": 0.5,  # agencies cite their own documents, and those of all above them
    "place_name": 0.5,  # places are named for many reasons
    "host": 0.0,  # kept for people: hosts are hijacked, and .gov.cn is neither necessary nor sufficient
    "email": 0.0,
    "text_year": 3.0,  # title or reporting period, as the extractor read it
    "title_year": 3.0,
    "anchor_year": 2.0,
    "url_year": 0.5,  # year of publication less one; migrated sites carry the year of the migration
}
"""Points by kind of evidence, with the reason for each."""

_DOUBTS = {"agency_doubtful", "agency_contradicted", "uncertain_agency"}
"""Notices that the name found may be another agency's, or misread."""
_NO_NAME = "agency_missing"
"""The notice that the report names nobody, whatever its page does."""
NAME_NOTICES = (*sorted(_DOUBTS), _NO_NAME)
"""What an extraction says on the name of its agency, and a decision needs to know."""
_SHADE = re.compile(r"_(?:short|relative|doubtful|above)$")
"""What tells a weight from that of plainer evidence of the same kind."""

ENOUGH = 4.0
"""A candidate needs this much: a full printed name alone, or a relative one on its own division's site."""
AHEAD = 1.0
"""… and this much more than the next: homonyms are told apart by a site, an area code, or two weaker signals."""

PROVINCE_ABBREVIATIONS: dict[str, str] = {
    "京": "110000", "津": "120000", "冀": "130000", "晋": "140000", "内": "150000", "辽": "210000", "吉": "220000",
    "黑": "230000", "沪": "310000", "苏": "320000", "浙": "330000", "皖": "340000", "闽": "350000", "赣": "360000",
    "鲁": "370000", "豫": "410000", "鄂": "420000", "湘": "430000", "粤": "440000", "桂": "450000", "琼": "460000",
    "渝": "500000", "川": "510000", "黔": "520000", "贵": "520000", "云": "530000", "滇": "530000", "藏": "540000",
    "陕": "610000", "甘": "620000", "陇": "620000", "青": "630000", "宁": "640000", "新": "650000",
}  # fmt: skip
"""The first character of a province's document numbers (闽政办); several also start cities' (青 is Qinghai and 青岛)."""

_AREA_CODE = re.compile(r"(?:\+?86[-\s]?)?[(（]?(0(?:10|2\d|[3-9]\d{2}))")
_POSTCODE = re.compile(r"\d{6}")
_ORGAN = re.compile(r"[\u4e00-\u9fff]+")
_URL_YEAR = (
    re.compile(r"/t(20\d{2})[01]\d[0-3]\d_"),
    re.compile(r"/(20\d{2})[01]\d/"),
    re.compile(r"/(20\d{2})/[01]?\d/"),
    re.compile(r"/(20\d{2})-[01]\d[-/]"),
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a document was captured, and what its site file says there: the site's division, the column's agency."""

    capture_id: str
    url: str | None
    origin: str
    site_id: str | None
    site_division: str | None
    column_agency: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: `kind` of `WEIGHTS`, what was seen, and the agency or the year that it speaks for (neither: for none)."""

    kind: str
    value: str
    agency_id: str | None
    report_year: int | None
    weight: float


def doubts_on_name(extraction: Extraction) -> set[str]:
    """The codes of the warnings that the name found may be another agency's, or misread."""
    return _DOUBTS & {notice.code for notice in extraction.notices if notice.severity != "info"}


def printed_kind(printed: ParsedName, extraction: Extraction) -> str:
    """The weight that the name for its agency has which a document prints."""
    if is_named_by_page(extraction):
        return "page_name"
    kind = "printed_name"
    if printed.kind == "relative":
        kind = "printed_name_relative"
    elif printed.is_short:
        kind = "printed_name_short"
    return "printed_name_doubtful" if doubts_on_name(extraction) else kind


def plain_kind(kind: str) -> str:
    """The kind of evidence that a weight is of.

    >>> plain_kind("printed_name_doubtful")
    'printed_name'
    """
    return _SHADE.sub("", kind)


@dataclass(frozen=True, slots=True)
class PlaceSignal:
    """A trace in the text and the divisions that it points to; empty where the reference cannot tell."""

    kind: str
    value: str
    divisions: tuple[str, ...]


def page_name(extraction: Extraction) -> str | None:
    """Whom the page around a report names that does not say whose it is."""
    return next((signal.value for signal in extraction.signals if signal.kind == "page_name"), None)


def is_named_by_page(extraction: Extraction) -> bool:
    """Whether a name can only be the page's: the report has been searched for one, and has none."""
    return extraction.agency_name is None and _NO_NAME in {notice.code for notice in extraction.notices}


def place_signals(signals: Sequence[Signal], reference: Reference) -> list[PlaceSignal]:
    """The signals of a text as divisions, each kind and value once; whom the page names is heard as a name."""
    seen: dict[tuple[str, str], PlaceSignal] = {}
    for signal in signals:
        key = (signal.kind, signal.value)
        if key not in seen and signal.kind != "page_name":
            seen[key] = PlaceSignal(signal.kind, signal.value, tuple(_divisions(signal, reference)))
    return list(seen.values())


def _divisions(signal: Signal, reference: Reference) -> Iterator[str]:
    if signal.kind == "phone":
        code = _AREA_CODE.match(signal.value.strip())
        yield from reference.area_divisions(code[1]) if code else ()
    elif signal.kind == "postcode":
        code = _POSTCODE.search(signal.value)
        yield from reference.postcode_divisions(code[0]) if code else ()
    elif signal.kind == "place_name":
        for reading in reference.places.named(signal.value.strip()):
            if not reading.is_short:
                yield reading.division_code
    elif signal.kind == "document_number":
        organ = _ORGAN.match(signal.value)
        province = PROVINCE_ABBREVIATIONS.get(organ[0][0]) if organ else None
        if province and province in reference.places.divisions:
            yield province


def year_evidence(extraction: Extraction, sightings: Sequence[Sighting]) -> list[Evidence]:
    """What speaks for which report year, each source once. Nothing is made of a text that does not say."""
    found: dict[tuple[str, str], Evidence] = {}

    def add(kind: str, value: str, year: int) -> None:
        found.setdefault((kind, f"{year} {value}"), Evidence(kind, value, None, year, WEIGHTS[kind]))

    if extraction.report_year is not None:
        add("text_year", str(extraction.report_year), extraction.report_year)
    for year in years_in_title(extraction.title or ""):
        add("title_year", extraction.title or "", year)
    for sighting in sightings:
        for year in years_in_title(sighting.anchor or ""):
            add("anchor_year", sighting.anchor or "", year)
        published = published_in_url(sighting.url)
        if published is not None:
            add("url_year", sighting.url or "", published - 1)
    return list(found.values())


def published_in_url(url: str | None) -> int | None:
    """The year of publication that a CMS wrote into an address, where it did.

    >>> published_in_url("http://js.changchun.gov.cn/szf_3410/ndbg/202501/t20250127_3378533.html")
    2025
    """
    for pattern in _URL_YEAR:
        found = pattern.search(url or "")
        if found:
            return int(found[1])
    return None
