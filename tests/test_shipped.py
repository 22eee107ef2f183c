"""What stands beside the packages goes into the wheel, to where `shipped` looks for it."""

import re
import tomllib
from pathlib import Path

import pytest

from crawlers import shipped as module
from crawlers.shipped import shipped

REPOSITORY = Path(__file__).resolve().parent.parent
WHEEL = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]


def test_everything_that_is_looked_for_is_in_the_wheel():
    included = WHEEL["force-include"]
    assert {target.removeprefix("crawlers/_shipped/") for target in included.values()} == set(included)
    code = "".join(
        path.read_text(encoding="utf-8") for room in WHEEL["packages"] for path in (REPOSITORY / room).rglob("*.py")
    )
    names = set(re.findall(r"\bshipped\(\"([^\"]+)\"\)", code))
    assert len(names) >= 4
    for name in names:
        assert (REPOSITORY / name).exists()
        assert any(name == kept or name.startswith(f"{kept}/") for kept in included), name


def test_of_a_wheel_its_own_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert shipped("sql") == REPOSITORY / "sql"
    monkeypatch.setattr(module, "_IN_A_WHEEL", tmp_path)
    assert shipped("sql") == tmp_path / "sql"
