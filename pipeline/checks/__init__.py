"""The checks that figures go through, each an object with its formula and severity (`definitions.py`).

Those of one document are run here: the identities of the forms (`identities.py`), prose against tables (`prose.py`, `entries.py`,
`statements.py`, `labelled.py`, `bounds.py`) and against itself (`stated.py`, `arithmetic.py`), local tables (`local_sums.py`,
`local_rows.py`), sums with blanks (`blanks.py`), subtotals that no form has (`subtotals.py`), and what cannot be or is merely
unusual (`plausible.py`). Those that compare documents are run by the SQL models under the same codes. What is seen while a document
is read - its order, its labels, its bytes - is said where it is seen, and defined beside the checks (`notices.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.checks.arithmetic import hold_arithmetic
from pipeline.checks.blanks import lost_parts, partial_sums
from pipeline.checks.definition import CheckDefinition
from pipeline.checks.definitions import CHECKS, LIMITS
from pipeline.checks.entries import hold_statements
from pipeline.checks.identities import APPLICANTS, Assessed, Identity, Tables, assess, rows_by_table, whole_numbers
from pipeline.checks.labelled import hold_labelled
from pipeline.checks.plausible import Applied, applying_to, implausible
from pipeline.checks.prose import Amount, find_amounts, hold_amounts, hold_prose
from pipeline.checks.stated import (
    denied_in_words,
    differing_claims,
    hold_parts,
    more_answered,
    stated_blanks,
    twice_on_a_channel,
)
from pipeline.checks.statements import Statement, find_statements
from pipeline.checks.subtotals import wrong_subtotals
from pipeline.contract import Cell, Check, Claim, Notice

__all__ = [
    "APPLICANTS",
    "CHECKS",
    "LIMITS",
    "Amount",
    "Assessed",
    "CheckDefinition",
    "Identity",
    "Statement",
    "assess",
    "denied_in_words",
    "differing_claims",
    "find_amounts",
    "find_oddities",
    "find_statements",
    "hold_arithmetic",
    "hold_labelled",
    "more_answered",
    "rows_by_table",
    "run_checks",
    "stated_blanks",
    "twice_on_a_channel",
]


def run_checks(
    cells: Sequence[Cell],
    claims: Sequence[Claim],
    assessed: Assessed | None = None,
    amounts: Sequence[Amount] = (),
    statements: Sequence[Statement] = (),
    tables: Tables | None = None,
    labelled: Sequence[Check] = (),
    computed: Sequence[Check] = (),
) -> list[Check]:
    """Every check of the extractor that applies to these cells, claims, amounts and statements in prose, in a fixed order.

    `labelled` are those of rows that prose names by their labels, where the document has the table of 2014; `computed` those of
    what prose computes itself.

    `assessed` and `tables` are what `assess` and `rows_by_table` gave for the same figures, where the caller has them; then
    `cells` may leave out those that are certain to be counts.
    """
    tables = rows_by_table(cells) if tables is None else tables
    results = (assess(cells, tables) if assessed is None else assessed).checks
    of_claims = list(hold_prose(tables, claims))
    of_others = [check for check in (*hold_statements(tables, statements), *labelled) if check not in of_claims]
    own = [*hold_parts(claims), *computed]
    return [*results, *whole_numbers(cells), *of_claims, *hold_amounts(tables, amounts), *of_others, *own]


def find_oddities(
    cells: Sequence[Cell],
    assessed: Assessed,
    tables: Tables | None = None,
    beside: Sequence[Cell] | None = None,
    inequalities: Iterable[Applied] | None = None,
) -> list[Notice]:
    """What the identities cannot say in so many words: sums that no blank explains, wrong subtotals, unusual figures.

    `beside` are the cells that the form has no place for, `inequalities` those that apply, where the caller has them.
    """
    tables = rows_by_table(cells) if tables is None else tables
    return [
        *partial_sums(assessed),
        *lost_parts(cells, assessed),
        *wrong_subtotals(cells if beside is None else beside, tables),
        *implausible(applying_to(tables) if inequalities is None else inequalities),
    ]
