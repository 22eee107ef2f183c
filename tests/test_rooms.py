"""The rooms import as DESIGN allows, and each of the heavy tools has the one place that it stands in."""

import ast
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
OF_CRAWLERS = {"crawlers.archive", "crawlers.sites", "crawlers.errors", "crawlers.environment", "crawlers.shipped"}
"""What pipeline/ may use of crawlers/: the archive, the site models, what both raise, are set to, and were shipped with."""
SANDBOX = "crawlers.sandbox"
EVERYTHING = ("pipeline/cli.py", "pipeline/commands/")
"""Where all rooms are put together."""


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that the file imports, wherever in it; `from a import b` as `a.b`."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found += [f"{node.module}.{name.name}" for name in node.names]
    return tuple(found)


def files(folder: str) -> list[Path]:
    return sorted((REPOSITORY / folder).rglob("*.py"))


def is_of(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


def offenders(folder: str, forbidden: set[str], *, but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{path.relative_to(REPOSITORY)} imports {module}"
        for path in files(folder)
        if not path.relative_to(REPOSITORY).as_posix().startswith(but or ("\0",))
        for module in imports(path)
        if is_of(module, forbidden)
    ]


def test_crawlers_import_nothing_of_the_pipeline():
    assert offenders("crawlers", {"pipeline", "notebooks", "tests"}) == []


def test_the_pipeline_imports_of_crawlers_only_the_archive_and_the_sites():
    assert [
        f"{path.relative_to(REPOSITORY)} imports {module}"
        for path in files("pipeline")
        for module in imports(path)
        if is_of(module, {"crawlers"})
        and not is_of(module, OF_CRAWLERS)
        and not (is_of(module, {SANDBOX}) and path.relative_to(REPOSITORY).as_posix().startswith(EVERYTHING))
    ] == []


def test_the_sandbox_knows_no_spider_and_no_spider_knows_the_sandbox():
    assert offenders("crawlers/spiders", {SANDBOX}) == []
    assert offenders("crawlers/sandbox", {"crawlers.spiders", "scrapy"}) == []


@pytest.mark.parametrize(
    ("tool", "places"),
    [
        ("scrapy", ("crawlers/",)),
        ("prefect", ("pipeline/flows.py",)),
        ("dbt", ()),
        ("marimo", ("notebooks/",)),
        ("altair", ("notebooks/",)),
        ("click", ("pipeline/cli.py", "pipeline/commands/")),
        ("rich", ("pipeline/commands/",)),
    ],
)
def test_a_tool_is_imported_in_its_own_place_only(tool: str, places: tuple[str, ...]):
    for room in ("crawlers", "pipeline", "notebooks"):
        assert offenders(room, {tool}, but=places) == []


def test_the_archive_needs_no_scrapy():
    assert offenders("crawlers/archive", {"scrapy", "twisted"}) == []


def test_notebooks_know_the_snapshot_alone():
    assert offenders("notebooks", {"crawlers", "pipeline"}) == []


def test_tests_are_no_part_of_the_product():
    assert offenders("pipeline", {"tests"}) == []
