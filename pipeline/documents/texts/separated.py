"""A line of separated values → its fields, quoted ones over several lines among them."""

from __future__ import annotations

import csv


def fields_of(text: str, separator: str) -> list[str] | None:
    """The fields; None where quotes do not end where fields do, so that a line end stands outside of them."""
    try:
        return next(csv.reader([text], delimiter=separator))
    except csv.Error:
        return None
