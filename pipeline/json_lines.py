"""JSON text, decimals exact; and the line of JSON that an extraction is printed as, which the processes that read make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import simplejson

from pipeline.contract import Extraction, Place, Signal, as_json


class Line(NamedTuple):
    """An extraction as `nianbao extract` prints it, in UTF-8; `problem` says which input could not be read, and why.

    The process that takes in the lines of all others only passes them on: bytes, in what needs no code of ours to be sent.
    """

    printed: bytes
    problem: str | None


def extraction_line(host: str | None, key: tuple[int, str], extraction: Extraction) -> Line:
    """The line of the input `key` (its number and source); `host` is evidence for the agency that the caller knows of."""
    if host is not None:
        signal = Signal("host", host, Place("the URL given"))
        extraction = replace(extraction, signals=(*extraction.signals, signal))
    printed = as_json(extraction, key[1]) | {"sha256": extraction.sha256 or None}
    problem = (
        f"{key[1]}: {extraction.reason.message}" if extraction.kind == "unreadable" and extraction.reason else None
    )
    return Line(_json_bytes(printed), problem)


def json_text(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON text; bytes of a name that are no UTF-8 stand in it as the escapes that Python reads them as."""
    return _json_bytes(value, indent=indent).decode()


def _json_bytes(value: object, *, indent: int | None = None) -> bytes:
    text = simplejson.dumps(
        value,
        default=_as_json,
        use_decimal=False,
        ensure_ascii=False,
        indent=indent,
        namedtuple_as_object=False,
        tuple_as_array=False,
    )
    return text.encode(errors="backslashreplace")


def _as_json(value: Any) -> Any:
    """A value of no JSON type as one; what it holds is asked for in its turn."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    found = plain(value)
    return simplejson.RawJSON(str(found)) if isinstance(found, Decimal) else found


def plain(value: Any) -> Any:
    """A single value as a JSON type, or a decimal that is printed as it is: 220.000000 is 220, a time is its ISO 8601 text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
