"""How well discovery does on the small sites: `python -m tests.crawlers.discovery.measure [DIALECT:SCHEME … | held-out:FAMILY …]`.

For each site: family, columns, then the crawl of the file that was written: share of the reports, how many came twice, and
whether anything was fetched that robots.txt forbids.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from crawlers.archive import Archive, Root
from crawlers.sites import load_site
from tests.crawlers.discovery.dialects import DIALECTS
from tests.crawlers.discovery.heldout import build_held_out
from tests.crawlers.discovery.minisites import build, serve
from tests.crawlers.discovery.schemes import SCHEMES
from tests.crawlers.discovery.sites import MiniSite
from tests.crawlers.web import loopback_allowed


@dataclass(frozen=True)
class Measured:
    """What came of one site."""

    family: str | None
    columns: tuple[str, ...]
    share: float
    twice: int
    forbidden: tuple[str, ...]
    requests: int
    said: str

    def is_right(self, family: str) -> bool:
        return self.family == family and self.share >= 0.98 and not self.twice and not self.forbidden


def nianbao(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def measure(site: MiniSite, folder: Path) -> Measured:
    """Add the site from its home page alone, crawl it, and compare with the truth."""
    root = Root.open(folder, kind="sandbox")
    root.sites.mkdir(exist_ok=True)
    with serve(site) as web, loopback_allowed(root) as environment:
        added = nianbao(environment, "site", "add", f"{web.url}/", "--id", "mini", "--yes")
        requests = len(web.hits)
        said = added.stdout + added.stderr
        file = root.sites / "mini.toml"
        if not file.exists():
            return Measured(None, (), 0.0, 0, _forbidden(site, web.paths()), requests, said)
        found = load_site(file)
        crawled = nianbao(environment, "crawl", "--site", "mini")
        said += crawled.stdout + crawled.stderr
        captures = [
            c for c in Archive(root).captures(site_id="mini") if c.role == "report" and c.has_document and c.url
        ]
        paths = [str(c.url).removeprefix(web.url) for c in captures]
        times = Counter(paths)
        share = sum(path in times for path in site.reports) / len(site.reports)
        bodies = Counter(capture.document_sha256 for capture in captures)
        twice = sum(count - 1 for count in times.values()) + sum(count - 1 for count in bodies.values())
        columns = tuple(column.url.removeprefix(web.url) for column in found.columns)
        return Measured(
            found.family, columns, share, twice, _forbidden(site, web.paths()), requests, said + file.read_text()
        )


def _forbidden(site: MiniSite, paths: list[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if path.startswith(("/inner/", "/draft/")))


def main(names: list[str]) -> None:
    chosen = [name.split(":") for name in names] or [[dialect, scheme] for dialect in DIALECTS for scheme in SCHEMES]
    right = 0
    for dialect, scheme in chosen:
        site = build_held_out(scheme) if dialect == "held-out" else build(dialect, scheme)
        with tempfile.TemporaryDirectory() as folder:
            found = measure(site, Path(folder))
        is_right = found.is_right(site.dialect.family)
        right += is_right
        mark = "  " if is_right else "!!"
        print(
            f"{mark} {dialect:<16}{scheme:<10}{found.family or '-':<8}{found.share:>7.1%} of {len(site.reports):<4}"
            f"twice {found.twice} forbidden {len(found.forbidden)} requests {found.requests:>2} columns {len(found.columns)}"
        )
        if not is_right and names:
            print(found.said)
    print(f"{right} of {len(chosen)} right")


if __name__ == "__main__":
    main(sys.argv[1:])
