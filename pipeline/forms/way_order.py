"""The order in which a text prints the ways of disputes: by the letters of its header, however these are broken over lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.documents.fold import whole_key
from pipeline.forms.form import FormTable, Item


def order_of_ways(pieces: Iterable[str], table: FormTable) -> Sequence[Item] | None:
    """The items of `table` from left to right as the letters of a header name them; None where one is named nowhere.

    What stands up to the table's heading, which names a way and a group too, is left out. The ways of a group stand where its
    name does, in the row above.
    """
    text = ""
    for piece in pieces:
        name = whole_key(piece)
        text = "" if name.endswith("情况") else text + name
    places: dict[Item, tuple[int, int]] = {}
    for item in table.items:
        own = min((place for name in item.keys if (place := text.find(name)) >= 0), default=None)
        if own is None:
            return None
        group = min((place for name in item.group_keys if (place := text.find(name)) >= 0), default=own)
        places[item] = (min(group, own), own)
    return sorted(table.items, key=places.__getitem__)
