"""A printed entry and the codes of its place on the form → a `Cell`, and what speaks against relying on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from pipeline.contract import Cell, Notice, Severity, unmade
from pipeline.documents.document import Line, Misread
from pipeline.forms.form import FormTable
from pipeline.forms.tokens import Token

UNCERTAIN = "uncertain_figure"
"""The code of a doubt about a figure."""


def make_cell(
    table: str,
    item: str,
    column: str,
    token: Token,
    unit: str | None,
    labels: tuple[str | None, str | None] = (None, None),
) -> Cell:
    """The cell of one figure; the unit printed in the cell goes before that of its column."""
    value, cell, source = token.value, token.cell, token.source
    unit = value.unit or unit
    if cell is None or isinstance(source, Line):
        return Cell(table, item, column, value.value, token.text, value.status, unit, token.place, *labels)
    made = unmade(Cell)
    made.table, made.item, made.column, made.unit = table, item, column, unit
    made.value, made.raw, made.status = value.value, token.text, value.status
    made.label_item, made.label_column = labels
    made.suggested, made.because = None, ()
    made.places, made.entry = source, cell
    return made


def doubts_about(table: FormTable, item: str, token: Token) -> list[Notice]:
    """What speaks against relying on a printed entry."""
    found: list[tuple[Severity, str, str]] = []
    if token.value.status == "unreadable":
        found.append(("warning", "unreadable_cell", f"{token.text!r} is no figure"))
    elif token.value.is_marked:
        found.append(("info", "figure_with_remark", f"{token.text!r} holds a figure and a footnote's mark"))
    elif token.value.is_broken:
        found.append(
            ("info", "figure_with_remark", f"{token.text!r} is one figure on several lines, as its row's total says")
        )
    elif token.value.remark:
        found.append(("warning", "figure_with_remark", f"{token.text!r} holds more than a figure"))
    where = token.place.text
    notices = [Notice(how, code, f"{where}: {text}", table.code, item) for how, code, text in found]
    if token.cell is not None and (doubt := token.cell.doubt):
        message = f"{where}: {doubt}"
        message = Misread(message) if isinstance(doubt, Misread) else message
        notices.append(Notice("warning", UNCERTAIN, message, table.code, item))
    return notices


def places_misread(notices: Iterable[Notice]) -> Iterator[str]:
    """The places of the figures whose print may be misread, as `notices` say."""
    for notice in notices:
        if isinstance(notice.message, Misread):
            yield notice.message.partition(": ")[0]


def without_dispelled(notices: Iterable[Notice], places: Collection[str]) -> list[Notice]:
    """`notices`, the doubts about the print of the figures at `places` as information: sums confirm them."""
    return [
        replace(notice, severity="info", message=f"{notice.message}; the sums in which it stands hold")
        if isinstance(notice.message, Misread) and notice.message.partition(": ")[0] in places
        else notice
        for notice in notices
    ]
