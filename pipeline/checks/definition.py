"""What a check is, to people: the object that `definitions.py` and `notices.py` are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.contract import Severity

Room = Literal["extractor", "warehouse"]


@dataclass(frozen=True, slots=True)
class CheckDefinition:
    """What a check says. `severity` is that of a failure: a `warning` makes the figures that it names doubtful, `info` not."""

    code: str
    name: str
    description: str
    formula: str
    severity: Severity
    computed_in: Room


def define(room: Room, severity: Severity, *rows: tuple[str, str, str, str]) -> tuple[CheckDefinition, ...]:
    """Definitions of one room and severity from rows of code, name, formula (what has to hold) and description."""
    return tuple(CheckDefinition(code, name, text, formula, severity, room) for code, name, formula, text in rows)
