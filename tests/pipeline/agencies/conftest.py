"""The committed reference data, loaded once, and extractions made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.agencies import Reference, Sighting
from pipeline.contract import Extraction, Place, Signal

REFERENCE = Path(__file__).parents[3] / "data" / "reference"


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference.load(REFERENCE, REFERENCE)


@pytest.fixture(scope="session")
def document() -> Callable[..., Extraction]:
    """An annual report that prints `name`; signals are written `phone=0536-6205388`."""

    def make(name: str | None = None, *signals: str, year: int | None = 2020, **fields: Any) -> Extraction:
        traces = tuple(
            Signal(kind, value, Place("paragraph 1"))
            for kind, _, value in (signal.partition("=") for signal in signals)
        )
        return Extraction(
            "ab" * 32,
            "text/html",
            "test",
            "annual_report",
            agency_name=name,
            report_year=year,
            signals=traces,
            **fields,
        )

    return make


@pytest.fixture(scope="session")
def sighting() -> Callable[..., Sighting]:
    def make(
        division: str | None = None, column: str | None = None, anchor: str | None = None, url: str | None = None
    ) -> Sighting:
        return Sighting("c1", url, "crawl", "site" if division else None, division, column, anchor)

    return make
