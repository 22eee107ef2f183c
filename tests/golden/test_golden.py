"""Every document of this folder gives what a person has read in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.contract import Extraction
from pipeline.documents.office.libreoffice import converter
from pipeline.worker import extract_converted

FOLDER = Path(__file__).parent
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix not in (".json", ".py", ".md", ""))
OFFICE = (".doc", ".odt", ".rtf")
"""What LibreOffice converts first."""


def told(found: Extraction) -> dict[str, Any]:
    """What a person checks: everything but places and sentences."""
    tables: dict[str, dict[str, list[Any]]] = {}
    for cell in found.cells:
        shown = str(cell.status) if cell.value is None else float(cell.value)
        item = cell.item if cell.label_item is None else f"{cell.item}: {cell.label_item}"
        tables.setdefault(cell.table, {}).setdefault(item, []).append(shown)
    return {
        "kind": found.kind,
        "reason": found.reason.code if found.reason else None,
        "title": found.title,
        "agency_name": found.agency_name,
        "report_year": found.report_year,
        "scope": found.scope,
        "published_on": found.published_on.isoformat() if found.published_on else None,
        "form": found.form,
        "tables": tables,
        "claims": {claim.indicator: float(claim.value) for claim in found.claims},
        "failed_checks": sorted({check.check for check in found.checks if check.status == "fail"}),
        "notices": sorted({f"{notice.severity}: {notice.code}" for notice in found.notices}),
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_golden(document: Path) -> None:
    if document.suffix in OFFICE and converter() is None:
        pytest.skip("LibreOffice is not installed")
    found = told(extract_converted(document.read_bytes()))
    expected = document.with_suffix(".expected.json")
    if not expected.exists():
        draft = document.with_suffix(".draft.json")
        draft.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
        pytest.fail(f"read {draft.name} against {document.name}, mend it, and rename it to {expected.name}")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_there_are_documents() -> None:
    assert DOCUMENTS
