"""The root: the folder that holds the archive and everything that is made from it.

root.toml      kind = "real" | "sandbox"; written on first use, and never changed
archive/       WARC files and their indexes: the only state
build/         DuckDB files in the making, and cached extractions
releases/      published folders; `published` links to the current one
runs/          what each run and each site of it did, for people
reference/     a sandbox's own reference data (a real root reads the repository's data/reference)
sites/         a sandbox's own site files (a real root reads crawlers/sites)
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from crawlers.errors import RootError, RootKindError
from crawlers.shipped import shipped

RootKind = Literal["real", "sandbox"]

ROOT_VARIABLE = "NIANBAO_ROOT"
SITES_VARIABLE = "NIANBAO_SITES"
DEFAULT_ROOT = Path("data")
SANDBOX_FOLDER = "sandbox"
MARKER = "root.toml"

_PACKAGE = Path(__file__).resolve().parent.parent
PACKAGED_SITES = _PACKAGE / "sites"
SHIPPED_REFERENCE = shipped("data/reference")


@dataclass(frozen=True, slots=True)
class Root:
    """A root folder and its kind; `open` or `from_environment` make one."""

    path: Path
    kind: RootKind

    @classmethod
    def open(cls, path: Path, *, kind: RootKind | None = None, create: bool = True) -> Self:
        """Return the root at `path`, marking it as `kind` (default `real`) when it has no mark yet.

        Raises:
            RootKindError: The root is marked as the other kind.
            RootError: It has no mark and `create` is false, it is no local folder, or its mark cannot be read.
        """
        if "://" in str(path) or ":/" in str(path)[:6]:
            raise RootError(f"{path}: a root has to be a local folder; set {ROOT_VARIABLE} to one")
        marker = path / MARKER
        if not marker.exists():
            if not create:
                raise RootError(
                    f"{path}: no {MARKER} here; set {ROOT_VARIABLE}, or begin with `nianbao crawl` or `nianbao ingest`"
                )
            return cls._create(path, kind or "real")
        found = _read_kind(marker)
        if kind is not None and found != kind:
            raise RootKindError(f"{path} is a {found} root, not a {kind} one; set {ROOT_VARIABLE} to another folder")
        return cls(path, found)

    @classmethod
    def from_environment(cls, *, kind: RootKind | None = None, create: bool = True) -> Self:
        """Return the root that NIANBAO_ROOT names; without it `data`, or `data/sandbox` for the sandbox."""
        default = DEFAULT_ROOT / SANDBOX_FOLDER if kind == "sandbox" else DEFAULT_ROOT
        return cls.open(Path(os.environ.get(ROOT_VARIABLE) or default), kind=kind, create=create)

    @classmethod
    def _create(cls, path: Path, kind: RootKind) -> Self:
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / MARKER).write_text(f'kind = "{kind}"\n', encoding="utf-8")
        except OSError as error:
            raise RootError(f"{path}: cannot make a root here ({error.strerror}); set {ROOT_VARIABLE}") from error
        return cls(path, kind)

    @property
    def archive(self) -> Path:
        """WARC files and their indexes, a folder a site."""
        return self.path / "archive"

    @property
    def build(self) -> Path:
        """Extractions and build files, which can be made again."""
        return self.path / "build"

    @property
    def releases(self) -> Path:
        """The last releases, each in a folder that is never changed."""
        return self.path / "releases"

    @property
    def published(self) -> Path:
        """The link to the current release."""
        return self.path / "published"

    @property
    def runs(self) -> Path:
        """What people read of each run."""
        return self.path / "runs"

    @property
    def reference(self) -> Path:
        """Reference data and what people decided: the repository's, or the sandbox's own."""
        return self.path / "reference" if self.kind == "sandbox" else SHIPPED_REFERENCE

    @property
    def sites(self) -> Path:
        """The folder of site files: NIANBAO_SITES, else the sandbox's own, else the packaged ones."""
        named = os.environ.get(SITES_VARIABLE)
        if named:
            return Path(named)
        return self.path / "sites" if self.kind == "sandbox" else PACKAGED_SITES


def _read_kind(marker: Path) -> RootKind:
    try:
        kind = tomllib.loads(marker.read_text(encoding="utf-8")).get("kind")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RootError(f'{marker}: cannot be read ({error}); it should hold kind = "real" or "sandbox"') from error
    if kind == "real" or kind == "sandbox":  # noqa: PLR1714 - the literal comparison is what narrows the type
        return kind
    raise RootError(f'{marker}: kind is {kind!r}; it has to be "real" or "sandbox"')
