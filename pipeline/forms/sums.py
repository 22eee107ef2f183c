"""Whether the figures of a row come up to its total."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.forms.form import Column
from pipeline.forms.header import TOTAL, Header
from pipeline.forms.line_grids import LineGrid
from pipeline.forms.rows import Row
from pipeline.forms.tokens import Token


def adds_up(tokens: Sequence[Token], columns: Sequence[Column | None]) -> bool:
    """Whether one column is a total and the others, blanks as nothing, come to it.

    A column that the form does not know may be one more part, or a subtotal.
    """
    total = next((t for t, c in zip(tokens, columns, strict=True) if c is not None and c.code == TOTAL), None)
    if total is None or total.value.status != "reported":
        return False
    known = [t.value.value or 0 for t, c in zip(tokens, columns, strict=True) if c is not None and t is not total]
    strange = [t.value.value or 0 for t, c in zip(tokens, columns, strict=True) if c is None]
    return total.value.value in (sum(known), sum(known) + sum(strange))


def lacks_one(part: Sequence[Token]) -> bool:
    """Whether the total behind figures, or one of these that may come up to it, is no figure."""
    *others, total = [token.value.value for token in part]
    return total is None or (None in others and sum(value or 0 for value in others) < total)


def up_to_total(header: Header, row: Row) -> Sequence[Token] | None:
    """The last cells of a line that ends in a bar, where they end in their sum: spans of its label left the blanks before."""
    count = len(header.columns)
    before, figures = row.values[:-count], row.values[-count:]
    total = header.columns[-1]
    if not before or total is None or total.code != TOTAL or not header.is_printed or not _ends_in_bar(row):
        return None
    if not all(token.is_blank for token in before) or not figures[-1].value.value:
        return None
    return figures if adds_up(figures, header.columns) else None


def _ends_in_bar(row: Row) -> bool:
    """Whether a row is a line of text with a bar behind its last cell: no blank behind that was dropped."""
    source = row.values[-1].source
    line = source.lines[row.index] if isinstance(source, LineGrid) else source if row.is_bounded else None
    return isinstance(line, Line) and line.text.rstrip()[-1:] in ("|", "｜")
