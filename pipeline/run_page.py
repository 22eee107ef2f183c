"""What came of a run, for people: each site's outcome, what changed since the run before, and what to do where something is wrong.

`runs/RUN/index.html` is the page, `advice` the words that the command line shows too.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from crawlers.archive import Archive, Root, RunSummary

TROUBLED = ("unreachable", "blocked", "broken", "partial")
"""Outcomes of a site's run that somebody should look at."""

_FINE = ("ok", "unchanged")

PAGE = "index.html"

_BY_KIND = {
    "dns": "The host's name does not resolve. If it stays so, look for where the site has moved, and renew `home` and the columns.",
    "connection": "No connection. It often passes; if it lasts a week, open the site in a browser.",
    "timeout": "The server does not answer in time. It often passes; if it lasts a week, open the site in a browser.",
    "tls": "The certificate cannot be verified. Look at it in a browser; [overrides.tls] with a reason is the way round.",
    "robots": "robots.txt forbids it: leave it alone, or ask the site's owner.",
    "robots_unreachable": "robots.txt cannot be had, which forbids everything; it often passes.",
    "refused": "The site refuses us. Do not go round it: write to its owner, or ask less with [overrides.delay].",
    "redirect": "It leads to another host. If that is this site's too, name it under [overrides.hosts] with a reason.",
    "host": "It leads to another host. If that is this site's too, name it under [overrides.hosts] with a reason.",
    "address": "The name resolves to an address that is not public: not fetched, unless NIANBAO_ALLOW_ADDRESSES names it.",
    "limit": "The next nights go on where this one ended; [overrides.budget] with a reason gives more.",
    "too_large": "A page or file is larger than anything a report was seen to be; look at it in a browser.",
    "cut_short": "The answer broke off; the next night asks again.",
    "web_archive": "The web archive did not answer with what its index names; try again another day.",
}
_BY_OUTCOME = {
    "broken": "`nianbao site check {site}` says what of the entry still holds; the log is {log}.",
    "empty": "No report was ever found in its columns: `nianbao site check {site}`.",
    "partial": "The next night asks again for what failed.",
    "unreachable": "It often passes; if it lasts a week, open the site in a browser.",
    "blocked": "Leave it alone, or write to the site's owner.",
}
_NOTHING_KEPT = (
    "The web archives kept nothing that its columns name, or its columns are shells that a script fills: [[reports]] of the"
    " site file are looked up by their own addresses."
)
_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1d2530}
h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;
border-bottom:1px solid #dde2e8;overflow-wrap:anywhere}th{font-weight:600}th,td:first-child,td span{white-space:nowrap}
.ok,.unchanged{color:#1b6e3c}.empty,.partial{color:#8a5a00}.unreachable,.blocked,.broken{color:#a3231f}
.note{color:#5a6472}code{font-size:.9em}
"""


def advice(summary: RunSummary) -> str:
    """What to do about a run, in a sentence; empty where there is nothing to do."""
    if summary.outcome in _FINE:
        return ""
    if (summary.kind, summary.outcome) == ("backfill", "empty"):
        return _NOTHING_KEPT
    kind = summary.errors[0].kind if summary.errors else ""
    if summary.outcome != "broken" and kind in _BY_KIND:
        return _BY_KIND[kind]
    if kind.startswith("http_"):
        return "The server answers with an error; if it lasts a week, renew the address in the site file."
    return _BY_OUTCOME[summary.outcome].format(site=summary.site, log=f"{summary.site}/crawl.log")


def previous_outcomes(root: Root, run_id: str) -> dict[str, RunSummary]:
    """The last crawl of every site before this run."""
    return {s.site: s for s in Archive(root).summaries() if s.run < run_id and s.kind == "crawl"}


def came_out_otherwise(before: str, now: str) -> bool:
    """Whether a site's outcome changed; that there was something new, or nothing, is no change."""
    return before != now and not {before, now} <= set(_FINE)


def write_run_page(root: Root, run_id: str, summaries: Sequence[RunSummary]) -> Path:
    """Write the run's page in one rename, and return it."""
    folder = root.runs / run_id
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{PAGE}.part"
    unfinished.write_text(run_page(run_id, summaries, previous_outcomes(root, run_id)), encoding="utf-8")
    return unfinished.replace(folder / PAGE)


def run_page(run_id: str, summaries: Sequence[RunSummary], before: Mapping[str, RunSummary]) -> str:
    """The page: totals, changes of outcome, then every site, those that need a look first."""
    outcomes = Counter(summary.outcome for summary in summaries)
    new, revised, gone = (
        (sum(values) for values in zip(*map(_reports, summaries), strict=True)) if summaries else (0, 0, 0)
    )
    changes = [s for s in summaries if s.site in before and came_out_otherwise(before[s.site].outcome, s.outcome)]
    ordered = sorted(summaries, key=lambda s: (s.outcome not in TROUBLED, s.outcome != "empty", s.site))
    return "".join(
        (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Run {html.escape(run_id)}</title>',
            f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>',
            f"<h1>Run {html.escape(run_id)}</h1><p>{len(summaries)} sites: {_counts(outcomes)}. ",
            f"Reports: {new} new, {revised} revised, {gone} gone.</p>",
            "<h2>Changes of outcome</h2>"
            if changes
            else '<p class="note">No site came out otherwise than the last time.</p>'
            if before
            else "",
            _table(("Site", "Before", "Now"), (_change(before[s.site], s) for s in changes)) if changes else "",
            "<h2>Reports that are gone</h2>" if any(s.gone for s in summaries) else "",
            _table(
                ("Site", "Report", "Last seen"),
                (
                    (html.escape(s.site), html.escape(page.url), f"{page.last_seen:%Y-%m-%d}")
                    for s in summaries
                    for page in s.gone
                ),
            )
            if any(s.gone for s in summaries)
            else "",
            "<h2>Notices</h2>" if any(s.notices for s in summaries) else "",
            _table(
                ("Site", "Notice"),
                ((html.escape(s.site), html.escape(what)) for s in summaries for what in s.notices),
            )
            if any(s.notices for s in summaries)
            else "",
            "<h2>Sites</h2>",
            _table(
                ("Site", "Outcome", "New", "Revised", "Gone", "Known", "Pages", "Why", "What to do"),
                map(_row, ordered),
            ),
        )
    )


def _reports(summary: RunSummary) -> tuple[int, int, int]:
    return summary.reports_new, summary.reports_revised, summary.reports_gone


def _counts(outcomes: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "none"


def _change(before: RunSummary, now: RunSummary) -> Iterable[str]:
    return html.escape(now.site), _outcome(before), _outcome(now)


def _row(summary: RunSummary) -> Iterable[str]:
    new, revised, gone = _reports(summary)
    return (
        html.escape(summary.site),
        _outcome(summary),
        *(f"{count:,}" for count in (new, revised, gone, summary.reports_known, summary.fetches)),
        html.escape(_why(summary)),
        html.escape(advice(summary)),
    )


def _why(summary: RunSummary) -> str:
    """The reason, and the first error where the reason does not say it."""
    first = summary.errors[0] if summary.errors else None
    return summary.reason if first is None or first.message in summary.reason else f"{summary.reason}; {first.line}"


def _outcome(summary: RunSummary) -> str:
    return f'<span class="{summary.outcome}">{summary.outcome}</span>'


def _table(names: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
