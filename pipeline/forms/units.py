"""The currency unit of an amount: that of its row, of its column, of the line above its table, else the form's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.documents.fold import fold, kept_of_headings
from pipeline.forms.form import Column, Item
from pipeline.forms.tokens import Token
from pipeline.values import unit_in

_CAPTION = re.compile(r"\(?(?:[^:()]{0,12}[ ,;])?(?:金额|计量|货币|数据)?单位:[^:()]{1,12}\)?")
"""单位：元, above a table or in a row of its own at its top."""


def unit_above(header: Iterable[Token]) -> str | None:
    """The currency unit that stands above a table for all of it (单位：元); `header` is that of its first row."""
    return next((unit for token in header if (unit := _unit_of_caption(token.text))), None)


@kept_of_headings
def _unit_of_caption(text: str) -> str | None:
    return unit_in(text) if "单位" in text and _CAPTION.fullmatch(fold(text)) else None


def unit_of(
    item: Item | None, column: Column | None, label: str, stated: Sequence[Token], above: str | None
) -> str | None:
    """The unit of an entry below `label`, in a row with the labels `stated`; counts have none."""
    unit = (item.unit if item else None) or (column.unit if column else None)
    if unit in (None, "count"):
        return None
    printed = (unit_in(text) for text in (*(token.text for token in reversed(stated)), label))
    return next(filter(None, printed), None) or above or (None if unit == "as_stated" else unit)
