"""What a person is told of a run: outcome, what changed, and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.archive import Outcome, PageError, RunSummary
from pipeline.run_page import advice, run_page

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def summary(site: str = "qinghe", outcome: Outcome = "ok", kind: str | None = None, **values: Any) -> RunSummary:
    errors = [PageError(url="http://a.gov.cn/nb/", kind=kind, message="says <no>")] if kind else []
    return RunSummary(
        site=site, run="r2", outcome=outcome, reason="because", started_at=NOON, finished_at=NOON, errors=errors, **values
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "kind", "says"),
    [
        ("ok", None, ""),
        ("unchanged", None, ""),
        ("unreachable", "dns", "does not resolve"),
        ("unreachable", "tls", "certificate"),
        ("unreachable", "http_503", "server answers with an error"),
        ("blocked", "refused", "Do not go round it"),
        ("blocked", "robots", "leave it alone"),
        ("broken", "fault", "nianbao site check qinghe"),
        ("broken", "dns", "nianbao site check qinghe"),
        ("partial", "limit", "overrides.budget"),
        ("partial", "something new", "next night"),
        ("empty", None, "nianbao site check qinghe"),
    ],
)
def test_each_trouble_has_its_advice(outcome: Outcome, kind: str | None, says: str) -> None:
    found = advice(summary(outcome=outcome, kind=kind))
    assert says in found if says else found == ""


def test_a_backfill_that_found_nothing_is_no_fault_of_the_site() -> None:
    assert "[[reports]]" in advice(summary(outcome="empty", kind=None).model_copy(update={"kind": "backfill"}))


def test_the_page_has_totals_changes_and_a_row_a_site_with_the_troubled_first() -> None:
    runs = [summary("a", reports_new=2, reports_known=2), summary("b", "blocked", "refused")]
    page = run_page("r2", runs, {"b": summary("b", "ok"), "a": summary("a", "ok")})
    assert "2 sites: 1 blocked, 1 ok" in page
    assert "Reports: 2 new, 0 revised, 0 gone." in page
    assert page.index("Changes of outcome") < page.index('<td>b</td><td><span class="ok">') < page.index("<h2>Sites")
    assert page.rindex("<td>b</td>") < page.rindex("<td>a</td>")
    assert "says &lt;no&gt;" in page
    assert "<no>" not in page


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (None, "ok", None),
        ("ok", "ok", "No site came out otherwise"),
        ("ok", "unchanged", "No site came out otherwise"),
        ("unchanged", "ok", "No site came out otherwise"),
        ("unchanged", "partial", "Changes of outcome"),
        ("blocked", "unchanged", "Changes of outcome"),
    ],
)
def test_only_what_needs_a_look_is_a_change(before: Outcome | None, now: Outcome, said: str | None) -> None:
    page = run_page("r2", [summary("a", now)], {"a": summary("a", before)} if before else {})
    for words in ("No site came out otherwise", "Changes of outcome"):
        assert (words in page) == (words == said)


def test_what_a_run_noticed_is_on_its_page() -> None:
    noticed = summary("a").model_copy(update={"notices": ["1 of 2 listings below the columns name no report: u"]})
    assert "<td>a</td><td>1 of 2 listings below" in run_page("r1", [noticed], {})
    assert "Notices" not in run_page("r1", [summary("a")], {})


def test_a_run_of_no_site_has_a_page_too() -> None:
    assert "0 sites: none" in run_page("r1", [], {})
