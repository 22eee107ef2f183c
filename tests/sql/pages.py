"""The reports that the marts are asked of: each has one peculiarity, by which it is called."""

from __future__ import annotations

from decimal import Decimal

from pipeline.contract import UNKNOWN, Cell, Notice, Place
from tests.sql.reports import CITY, Page, cell, claim, requests, table

RECEIVED = {"received.new": 10, "granted": 4, "denied.state_secret": 2, "denied.third_party": 1, "other.other": 1}
"""Ten requests, eight outcomes, two carried over."""


def agency(name: str) -> str:
    return f"{CITY}-{name}"


PLAIN = Page(
    agency("plain"),
    2022,
    [
        *table(
            "2021",
            "proactive",
            {("regulations", "made"): 2, ("regulations", "in_force"): 12, ("penalties", "decisions"): 7},
        )[:-1],
        cell("proactive", "fees", "amount", Decimal("1.234567"), unit="10k_yuan"),
        *requests("2021", RECEIVED),
        *table(
            "2021",
            "disputes",
            {
                ("review", "upheld"): 2, ("review", "corrected"): 1, ("review", "pending"): 3, ("review", "total"): 6,
                ("suit_direct", "corrected"): 1, ("suit_direct", "total"): 1,
                ("suit_after_review", "upheld"): 1, ("suit_after_review", "total"): 1,
            },
        ),
    ],
    [claim("disclosed.total", 1200, approximate=True), claim("disclosed.website", 220), claim("disclosed.website", 220)],
)  # fmt: skip
NEXT = Page(
    agency("plain"),
    2023,
    [
        *table("2021", "proactive", {("regulations", "made"): 1, ("regulations", "repealed"): 2, ("regulations", "in_force"): 11}),
        *requests("2021", {"received.new": 5, "received.carried_in": 2, "granted": 7}),
    ],
)  # fmt: skip
BROKEN_CARRY_OVER = Page(
    agency("plain"),
    2024,
    [
        *table("2021", "proactive", {("regulations", "in_force"): 15}),
        *requests("2021", {"received.new": 5, "received.carried_in": 1, "granted": 3, "granted_in_part": 3}),
    ],
)
OTHER_SCOPE = Page(agency("plain"), 2023, requests("2021", {"received.new": 90, "granted": 90}), scope="whole")
BLANK = Page(
    agency("blank"),
    2022,
    requests("2021", RECEIVED, {("denied.other_law", "total"): None, ("granted", "total"): "/"}),
)
BROKEN_SUM = Page(agency("sum"), 2022, requests("2021", RECEIVED, {("granted", "total"): 5}))
FORM_2019 = Page(
    agency("form2019"),
    2020,
    [
        *table("2019", "proactive", {("procurement", "amount"): Decimal("149.673874"), ("regulations", "made"): 1}),
        *requests("2019", {"received.new": 3, "granted": 1, "other": 2}),
    ],
    form="2019",
)
CLAIMS_DIFFER = Page(
    agency("claims"),
    2022,
    claims=[claim("disclosed.website", 220), claim("disclosed.website", 250), claim("disclosed.wechat", 30)],
    notices=[Notice("warning", "value_out_of_range", "…", None, "disclosed.wechat")],
    form="narrative",
)
READINGS = Page(
    agency("readings"),
    2022,
    claims=[claim("requests.received", 5, reading="new"), claim("requests.received", 7, reading="with_carried_in")],
    form="narrative",
)
TWICE = Page(
    agency("twice"),
    2022,
    [*requests("2021", RECEIVED), cell("requests", "granted", "total", 9), cell("requests", "carried_out", "total", 2)],
)
UNKNOWN_ROW = Page(
    agency("unknown"),
    2022,
    [
        *requests("2021", {"received.new": 3, "denied.state_secret": 2}),
        Cell("requests", UNKNOWN, "total", 1, "1", "reported", None, Place("row 20"), label_item="9.属于工作秘密"),
    ],
)
DOUBTED_TABLE = Page(
    agency("notice"),
    2022,
    [*requests("2021", RECEIVED), *table("2021", "disputes", {("review", "total"): 0})],
    notices=[
        Notice("warning", "rows_glued", "…", "requests", "granted"),
        Notice("info", "label_missing", "…", "disputes"),
    ],
)
COPIED = [
    Page(agency("copied"), year, requests("2021", {"received.new": 30, "granted": 9, "denied.other_law": 7, "other.other": 3}))
    for year in (2021, 2022)
]  # fmt: skip
SMALL_SAME = [Page(agency("small"), y, requests("2021", {"received.new": 1, "granted": 1})) for y in (2021, 2022)]
CORRECTED = Page(
    agency("corrected"),
    2022,
    requests("2021", RECEIVED, {("granted", "total"): 5, ("denied.other_law", "total"): None}),
)
SETTLED = Page(agency("settled"), 2022, requests("2021", RECEIVED, {("granted", "total"): 5}))
UNBALANCED = Page(agency("unbalanced"), 2022, requests("2021", RECEIVED, {("carried_out", "total"): 9}))
FRACTION = Page(
    agency("fraction"),
    2022,
    [*requests("2021", RECEIVED, {("granted", "total"): Decimal("4.5")}), cell("disputes", "review", "upheld", Decimal("0.5"))],
    [claim("disclosed.total", Decimal("22.5"))],
)  # fmt: skip
OLD_VERSION = Page(
    agency("versions"), 2022, requests("2021", {"received.new": 1}), captured=[(0, "run1"), (24, "run2")], name="old"
)
NEW_VERSION = Page(
    agency("versions"), 2022, requests("2021", {"received.new": 2}), captured=[(12, "run1"), (23, "run2")], name="new"
)
PAGE_OF_ATTACHMENT = Page(agency("versions"), 2022, form="narrative", captured=[(48, "run3")], name="page")
REVERTED = [
    Page(agency("reverted"), 2022, requests("2021", {"received.new": 1}), captured=[(0, "run1"), (48, "run3")], name="first"),
    Page(agency("reverted"), 2022, requests("2021", {"received.new": 2}), captured=[(24, "run2")], name="second"),
]  # fmt: skip
REVISED = Page(
    agency("revised"),
    2022,
    requests("2021", {"received.new": 1}),
    [claim("disclosed.total", 100), claim("disclosed.wechat", 7)],
    captured=[(0, "run1")],
    address="a",
    name="first",
)
REVISED_COPY = Page(
    agency("revised"),
    2022,
    REVISED.cells,
    REVISED.claims,
    captured=[(24, "run2"), (48, "run3")],
    address="a",
    name="with another counter",
    same_text_as=REVISED.sha256,
)
REVISION = Page(
    agency("revised"),
    2022,
    requests("2021", {"received.new": 2}),
    [claim("disclosed.total", 120)],
    captured=[(72, "run4")],
    address="a",
    name="second",
)
REWORDED = Page(
    agency("revised"),
    2022,
    REVISION.cells,
    REVISION.claims,
    captured=[(96, "run5")],
    address="a",
    name="third",
    gone=(120, "run6"),
)
UNSTATED = Page(agency("unstated"), 2022, requests("2021", {"received.new": 1}), scope=None)
AMBIGUOUS = Page(None, 2023, requests("2021", {"received.new": 7}), candidates=[agency("blank"), agency("sum")])
UNRESOLVED = Page(None, 2023, name="nobody's")
REJECTED = Page(None, 2023, kind="not_annual_report", name="interpretation")
ELSEWHERE = Page("990200-education", 2024, requests("2021", {"received.new": 1}))
PAGES = [
    PLAIN, NEXT, BROKEN_CARRY_OVER, OTHER_SCOPE, BLANK, BROKEN_SUM, FORM_2019, CLAIMS_DIFFER, READINGS, TWICE, UNKNOWN_ROW,
    DOUBTED_TABLE, *COPIED, *SMALL_SAME, CORRECTED, OLD_VERSION, NEW_VERSION, PAGE_OF_ATTACHMENT, *REVERTED, REVISED, REVISED_COPY,
    REVISION, REWORDED, UNSTATED, SETTLED, UNBALANCED, FRACTION,
    AMBIGUOUS, UNRESOLVED, REJECTED, ELSEWHERE,
]  # fmt: skip
CORRECTIONS = f"""\
{agency("settled")},2022,own,requests,granted,total,5,4,misprint,telephone,2025-04-01
{agency("corrected")},2022,own,requests,granted,total,5,4,misprint,telephone,2025-04-01
{agency("corrected")},2022,own,requests,denied.other_law,total,,0,left empty,telephone,2025-04-01
{agency("corrected")},2022,own,requests,carried_out,total,99,2,misprint,telephone,2025-04-01
{agency("corrected")},2012,own,requests,carried_out,total,99,2,misprint,telephone,2025-04-01
"""
