"""Where what stands beside the packages is: models, notebooks, reference data; in a checkout, and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_A_WHEEL = _PACKAGE / "_shipped"  # pyproject.toml puts it there


def shipped(name: str) -> Path:
    """The path of `name`, as it is called from the root of the repository."""
    return (_IN_A_WHEEL if _IN_A_WHEEL.is_dir() else _PACKAGE.parent) / name
