"""Build files: one a build, private to the pipeline; `build/finished.duckdb` links to the last that passed all its tests.

A build that was killed or failed a test is never linked, so it can never be published.
"""

from __future__ import annotations

import os
from pathlib import Path

from crawlers.archive import Root
from pipeline.extractions import extract_archive, prune
from pipeline.progress import reporter
from pipeline.publish import BuildUnusableError
from pipeline.transform import transform
from pipeline.warehouse import load

_FINISHED = "finished.duckdb"


def build(root: Root, build_id: str, *, workers: int) -> Path:
    """Extracts what is new in the archive, loads and models everything; the finished build file.

    Raises what `extract_archive`, `load` and `transform` raise.
    """
    extract_archive(root, workers=workers, on_progress=reporter("extract"))
    build_file = load(root, build_id)
    transform(build_file)
    finish(root, build_file)
    return build_file


def finish(root: Root, build_file: Path) -> None:
    """Links the build as the last finished one, and removes all the others, and what outdated extractors read."""
    link = root.build / _FINISHED
    fresh = root.build / f".{_FINISHED}.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(build_file, root.build))
    fresh.replace(link)
    for other in root.build.glob("*.duckdb*"):
        if other != link and not other.name.startswith(build_file.name):
            other.unlink()
    prune(root)


def finished_build(root: Root) -> Path:
    """The last finished build; raises BuildUnusableError when there is none."""
    link = root.build / _FINISHED
    if not link.exists():
        raise BuildUnusableError(f"{root.build}: no finished build; run `nianbao build` first")
    return link.resolve()
