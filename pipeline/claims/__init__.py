"""Figures stated in prose → claims.

One mechanism. A paragraph is scanned once for figures with a counted noun (220条, 3件) and for the words that matter (`words`). The
figure's clause is what stands between it and the figure or stop before (`clauses`). What was counted is the subject named nearest
before the figure, in its clause, else earlier in the paragraph (`meaning`); verb, channel and outcome in the clause say which
indicator of that subject it is (`disclosure`, with `fields` for what is all and what one kind, `requests`, `occurrences`). A
clause that says that nothing occurred is a claim of 0 (`nothing`). A figure of another year, another matter (proposals, hotlines,
approvals) or another body is none, nor one whose clause leaves open whether it counts the whole (`disclosure`, `find`).
"""

from pipeline.claims.find import find_claims

__all__ = ["find_claims"]
