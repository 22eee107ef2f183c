"""The outcome of a run: the first of DESIGN's list that applies."""

from __future__ import annotations

from typing import Any

import pytest

from crawlers.outcome import Facts, judge

CASES: list[tuple[str, dict[str, Any]]] = [
    ("unreachable", {"entrance_failure": "dns: no such host"}),
    ("unreachable", {"entrance_failure": "timeout", "refusal": "answered 403", "fault": "KeyError", "limit": "budget"}),
    ("blocked", {"refusal": "answered 412"}),
    ("blocked", {"refusal": "answered 403", "listings_read": 3, "fault": "KeyError", "documents_changed": 9}),
    ("blocked", {"forbidden_listing": "robots.txt forbids /zwgk/"}),
    ("broken", {"fault": "KeyError: 'x'", "listings_read": 1, "limit": "budget", "documents_changed": 9}),
    ("broken", {}),
    ("partial", {"limit": "sites are asked 22:00-06:00 (UTC+8) only"}),
    ("broken", {"limit": "the time is spent", "first_failure": "http_404"}),
    ("partial", {"listings_read": 1, "limit": "the budget is spent", "documents_changed": 9}),
    ("partial", {"listings_read": 1, "pages_failed": 1, "first_failure": "timeout", "documents_changed": 9}),
    ("partial", {"listings_read": 1, "entrance_failure": "http_503", "reports_known": 5}),
    ("partial", {"listings_read": 1, "forbidden_listing": "robots.txt forbids /b/", "reports_known": 5}),
    ("ok", {"listings_read": 1, "reports_new": 1, "reports_known": 1, "documents_changed": 1}),
    ("ok", {"listings_read": 1, "reports_revised": 1, "reports_known": 1, "documents_changed": 1}),
    ("ok", {"listings_read": 1, "reports_known": 1, "documents_changed": 1}),
    ("empty", {"listings_read": 1}),
    ("unchanged", {"listings_read": 1, "reports_known": 6}),
    ("unreachable", {"has_columns": False, "pages_failed": 1, "first_failure": "dns: no such host"}),
    ("blocked", {"has_columns": False, "refusal": "answered 403", "first_failure": "refused: answered 403"}),
    ("partial", {"has_columns": False, "pages_failed": 1, "first_failure": "timeout", "reports_known": 1}),
    ("ok", {"has_columns": False, "reports_new": 1, "reports_known": 1, "documents_changed": 1}),
    ("unchanged", {"listings_read": 1, "reports_known": 6, "reports_gone": 1}),
]


@pytest.mark.parametrize(("outcome", "facts"), CASES)
def test_precedence(outcome: str, facts: dict[str, Any]) -> None:
    assert judge(Facts(**facts)).outcome == outcome


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"listings_read": 1, "reports_new": 2, "reports_gone": 1, "documents_changed": 2}, "reports: 2 new, 1 gone"),
        ({"listings_read": 1, "reports_known": 4, "documents_changed": 3}, "3 attachments new or revised"),
        ({"listings_read": 1, "reports_known": 4, "reports_gone": 1}, "nothing new, 4 reports known, 1 gone"),
        (
            {"listings_read": 1, "pages_failed": 2, "first_failure": "timeout: 60 s (http://a/)"},
            "2 pages failed, the first: timeout: 60 s (http://a/)",
        ),
    ],
)
def test_the_reason_says_what_happened(facts: dict[str, Any], reason: str) -> None:
    assert judge(Facts(**facts)).reason == reason
