"""Statements of prose (`statements.py`) against the entries of the tables that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.bounds import out_of_bounds
from pipeline.checks.identities import APPLICANTS, STATISTICS, TOTAL, VALUE, Rows, Tables, status_of, total_of
from pipeline.checks.statements import DECISIONS, RESULTS, ROUTES, Statement
from pipeline.contract import Cell, Check, Number

_GROUPS = {
    "denied": "prose.requests_denied",
    "unavailable": "prose.requests_unavailable",
    "not_processed": "prose.requests_not_processed",
    "other": "prose.requests_other",
}
"""Outcomes that are several rows of the table, with their checks."""
_IN_STATISTICS = {"granted_in_part": "answers.granted_in_part", "answered": "requests.answered"}
"""What the 2014 form prints too, under these codes."""
_IN_PROACTIVE = {
    "regulations": ("proactive", "regulations", "made"),
    "purchases": ("proactive", "procurement", "items"),
    **{subject: ("proactive", "normative_documents", subject) for subject in ("repealed", "in_force", "disclosed")},
}
_REPLIES = ("granted", "denied.", "unavailable.")


def hold_statements(tables: Tables, statements: Sequence[Statement]) -> Iterator[Check]:
    """Statements against the tables; of several of one entry, one that agrees is enough, but for those that cannot be parts.

    Persons and bodies, each stated once, are of one reading: new requests, these with the ones carried in, or those answered.
    """
    by_entry: dict[tuple[str, str], list[int]] = {}
    for statement in statements:
        by_entry.setdefault((statement.subject, statement.route), []).append(statement.value)
    persons, bodies = by_entry.get(("natural_person", "")), by_entry.get(("organisations", ""))
    readings: list[int] | None = None
    if persons and bodies and len(persons) == len(bodies) == 1 and (found := _entry("natural_person", "", tables)):
        agreeing_with = [number for number, choice in enumerate(found[1]) if total_of(choice) == persons[0]]
        readings = agreeing_with or None
    for (subject, route), values in by_entry.items():
        found = _entry(subject, route, tables)
        if found is None:
            continue
        (check, table, item, column), choices = found
        if subject == "organisations" and readings is not None:
            choices = [choices[number] for number in readings]
        rights = [total_of(choice) for choice in choices]
        agreeing = [value for value in values if value in rights]
        most = max((right for right in rights if right is not None), default=None)
        for value in dict.fromkeys([*agreeing[:1], *_beside_it(subject, values, most)] if agreeing else values):
            right = value if value in rights else rights[0]
            if right is None:
                right = out_of_bounds(value, choices, tables)
            yield Check(check, table, item, column, value, right, status_of(value, right))


def _beside_it(subject: str, values: Sequence[int], most: Number | None) -> list[int]:
    """Of statements beside one that agrees: those above the entry, which are no parts of it, and that none was carried over."""
    if most is None or subject in (*DECISIONS, *APPLICANTS, "organisations", "answered", "carried"):
        return []  # which may be a whole county's, or read in more ways than one
    return [value for value in values if value > most or (not value and subject in _CARRIED)]


_CARRIED = ("received.carried_in", "carried_out")
_Where = tuple[str, str, str | None, str | None]
"""Check, table, item and column."""


def _entry(subject: str, route: str, tables: Tables) -> tuple[_Where, list[list[Cell | None]]] | None:
    """Where a subject stands, and the cells whose sums would agree with it; None where the document has no such entry."""
    if subject in _IN_STATISTICS and STATISTICS in tables and "requests" not in tables:
        check = "prose.requests_answered" if subject == "answered" else "prose.statistics"
        where = check, STATISTICS, _IN_STATISTICS[subject], VALUE
        items = [where[2], "requests.closed"] if subject == "answered" else [where[2]]
        cells = [tables[STATISTICS].get(item, {}).get(VALUE) for item in items]
        return None if cells[0] is None else (where, [[cell] for cell in cells if cell is not None])
    if STATISTICS in tables and "disputes" not in tables and subject in RESULTS[:2] and route in ("review", "suit"):
        where = "prose.statistics", STATISTICS, f"{route}.{subject}", VALUE
        cell = tables[STATISTICS].get(where[2], {}).get(VALUE)
        return None if cell is None else (where, [[cell]])
    requests, disputes = (tables.get(table, {}) for table in ("requests", "disputes"))

    def sums(rows: Rows, entries: Sequence[tuple[str, str]]) -> list[Cell | None]:
        return [rows.get(item, {}).get(column) for item, column in entries]

    column = "other" if subject == "other_result" else subject
    if subject in (*APPLICANTS, "organisations"):
        columns = (subject,) if subject in APPLICANTS else APPLICANTS[1:]
        received, carried_in, answered = (
            sums(requests, [(item, column) for column in columns])
            for item in ("received.new", "received.carried_in", "outcomes.total")
        )
        where = "prose.entries", "requests", "received.new", columns[0] if len(columns) == 1 else None
        choices = [received, [*received, *carried_in], answered]
    elif subject == "answered":
        where = "prose.requests_answered", "requests", "outcomes.total", TOTAL
        replies = [(item, TOTAL) for item in requests if item.startswith(_REPLIES)]
        rest = [[(item, TOTAL) for item in requests if item.startswith(group)] for group in ("not_processed", "other")]
        choices = [sums(requests, [("outcomes.total", TOTAL)]), sums(requests, replies)]
        choices += [sums(requests, [*replies, *some]) for some in rest]
    elif subject in _GROUPS:
        items = [item for item in requests if item == subject or item.startswith(f"{subject}.")]
        where = _GROUPS[subject], "requests", None, TOTAL
        choices = [sums(requests, [(item, TOTAL) for item in items])]
    elif subject in RESULTS and route == "suit":
        where = "prose.suit_results", "disputes", None, column
        choices = [sums(disputes, [("suit_direct", column), ("suit_after_review", column)])]
    elif subject == "granted_at_all":
        where = "prose.entries", "requests", None, TOTAL
        choices = [sums(requests, [(item, TOTAL) for item in ("granted", "granted_in_part")])]
    elif subject == "disputes":
        where = "prose.entries", "disputes", None, TOTAL
        choices = [sums(disputes, [(one, TOTAL) for one in ("review", "suit_direct", "suit_after_review")])]
    elif subject == "carried":  # 收到12件，结转3件: in or out
        where = "prose.entries", "requests", "carried_out", TOTAL
        choices = [sums(requests, [(item, TOTAL)]) for item in ("carried_out", "received.carried_in")]
    else:
        table, item, last = _place(subject, route, column)
        rows, where = tables.get(table, {}), ("prose.entries", table, item, last)
        choices = [sums(rows, [(item, last)])]
    if not any(cell is not None for cell in choices[0]):
        return None
    return where, [choice for choice in choices if choice]


def _place(subject: str, route: str, column: str) -> tuple[str, str, str]:
    """Table, item and column of what is one cell."""
    if subject in RESULTS:
        return "disputes", route, column
    if subject in ROUTES:
        return "disputes", subject, TOTAL
    if subject in DECISIONS:
        return "proactive", subject, "decisions"
    return _IN_PROACTIVE.get(subject, ("requests", subject, TOTAL))
