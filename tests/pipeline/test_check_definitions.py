"""Whatever may be said of a figure is explained: every code of a check, of a notice and of the mart `quality` is defined."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.checks import CHECKS

ROOT = Path(__file__).resolve().parents[2]
PIPELINE = ROOT / "pipeline"
CODE = re.compile(r"[a-z]+(?:[_.][a-z]+)+|mojibake|truncated")
CODES = {check.code for check in CHECKS}

GIVEN_BY_A_VARIABLE = {
    "attributions.py": {"agency_contradicted", "agency_doubtful", "agency_missing", "uncertain_agency"},
    "forms/cells.py": {"unreadable_cell", "figure_with_remark", "uncertain_figure"},
    "identification/misread.py": {"uncertain_agency", "uncertain_title", "uncertain_year", "uncertain_date"},
}
"""Where a notice's code is computed; the codes that come out."""
PASSED_ON = {("forms/reading.py", "_notice"), ("checks/plausible.py", "_of")}
"""Functions that give the code that they are called with."""


def source(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST, name: str) -> Iterator[list[ast.expr]]:
    """The arguments of every call of a function or method of this name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
            yield [*node.args, *(keyword.value for keyword in node.keywords)]


def codes_of(tree: ast.Module, argument: ast.expr) -> set[str]:
    """The code that an argument stands for, where it is a text or a constant of the module."""
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    if isinstance(argument, ast.Name):
        for node in tree.body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == argument.id:
                return codes_of(tree, node.value)
    return set()


def notices_given() -> Iterator[tuple[str, set[str]]]:
    """Each place of the pipeline that gives a notice, with the codes that it may have."""
    for path in sorted(PIPELINE.rglob("*.py")):
        tree, name = source(path), path.relative_to(PIPELINE).as_posix()
        passing = {function for module, function in PASSED_ON if module == name}
        for arguments in calls(tree, "Notice"):
            found = codes_of(tree, arguments[1])
            if not found and not passing:
                found = GIVEN_BY_A_VARIABLE.get(name, set())
            if found or not passing:
                yield f"{name}:{arguments[1].lineno}", found
        for function in passing:
            for arguments in calls(tree, function):
                yield (
                    f"{name}:{arguments[0].lineno}",
                    {
                        str(a.value)
                        for a in arguments[:2]
                        if isinstance(a, ast.Constant) and CODE.fullmatch(str(a.value))
                    },
                )


def test_every_notice_that_reading_may_give_is_defined() -> None:
    given = dict(notices_given())
    assert len(given) > 45
    assert {place: codes for place, codes in given.items() if not codes or not codes <= CODES} == {}


def test_every_definition_is_of_something_that_reading_says() -> None:
    """Those that begin with `uncertain_` are put together from what is uncertain."""
    defined_in = {"definitions.py", "notices.py"}
    texts = [path.read_text(encoding="utf-8") for path in PIPELINE.rglob("*.py") if path.name not in defined_in]
    forms = [path.read_text(encoding="utf-8") for path in PIPELINE.rglob("*.toml")]
    said = "".join(texts + forms)
    here = [check.code for check in CHECKS if check.computed_in == "extractor"]
    assert [code for code in here if f'"{code}"' not in said and not code.startswith("uncertain_")] == []


@pytest.mark.parametrize("model", ["intermediate/int_doubts", "intermediate/int_corrections", "marts/quality"])
def test_every_code_that_a_model_gives_is_defined(model: str) -> None:
    text = (ROOT / f"sql/models/{model}.sql").read_text(encoding="utf-8")
    given = set(re.findall(r"'([a-z_]+)' as (?:code|correction_code)\b", text))
    given |= set(re.findall(r"(?:then|else) '(correction_[a-z_]+)'", text))
    assert given
    assert given <= CODES


def test_every_check_between_documents_is_computed() -> None:
    models = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sql/models").rglob("*.sql"))
    between = {check.code for check in CHECKS if check.computed_in == "warehouse"}
    assert {code for code in between if f"'{code}'" not in models} == set()


def test_every_definition_says_what_has_to_hold_and_what_it_means_once() -> None:
    assert len(CODES) == len(CHECKS)
    assert all(check.name and check.formula and check.description.endswith(".") for check in CHECKS)
