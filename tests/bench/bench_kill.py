"""What a spider that is killed leaves to the next run: reports lost, pages fetched twice, and whether the archive is valid.

    python tests/bench/bench_kill.py [--kills 20] [--reports 400] [--seed 1]

A site of `--reports` reports is crawled, the process killed (SIGKILL) at a random moment and the crawl begun anew, `--kills` times,
then once to its end. Aims: no report lost, at most 2 % of pages fetched twice, `warcio check` finds nothing. Fetched twice are
reports that were asked for again after they had been answered whole; listings and robots.txt are asked for by every run.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from crawlers.archive import Archive, Root
from tests.crawlers.web import Answer, Web, crawl, loopback_allowed, trs_pages, write_site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    pages = {
        path: Answer(str(page), seconds=0.01 if "/t20" in path else 0)
        for path, page in trs_pages(options.reports).items()
    }
    with tempfile.TemporaryDirectory() as folder, Web(pages) as web:
        root = Root.open(Path(folder) / "root", kind="sandbox")
        site = write_site(root.path / "sites", "a", web.url)
        share = options.reports / (options.kills + 1)
        for number in range(options.kills):
            with loopback_allowed(root) as environment:
                _kill(
                    environment,
                    web,
                    f"k{number:02}",
                    after=chance.uniform(0, 1.6 * share),
                    late=chance.uniform(0, 0.02),
                )
        crawl(root, site, run="last")
        return _report(root, web, options.reports, options.kills)


def _kill(environment: dict[str, str], web: Web, run: str, *, after: float, late: float) -> None:
    """Begin a run, and kill it `late` seconds after it has had `after` more answers."""
    began = len(web.hits)
    command = [sys.executable, "-m", "scrapy", "crawl", "trs", "-a", "site=a", "-a", f"run={run}"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    ended = threading.Event()
    while len(web.hits) - began < after and process.poll() is None:
        ended.wait(0.002)
    time.sleep(late)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def _report(root: Root, web: Web, reports: int, kills: int) -> int:
    archive = Archive(root)
    captures = [one for one in archive.captures(site_id="a", roles={"report"}) if one.has_document]
    lost = reports - len({one.url for one in captures})
    asked = Counter(path for path in web.paths() if "/t20" in path)
    twice = sum(count - 1 for count in asked.values())
    files = sorted(map(str, root.archive.rglob("*.warc.gz")))
    valid = subprocess.run([sys.executable, "-m", "warcio.cli", "check", *files], check=False).returncode == 0
    print(
        f"killed {kills} times on the way to {reports} reports: {lost} lost, {twice} fetched twice "
        f"({twice / reports:.1%}; aim 2 %), "
        f"{len(captures) - len({one.url for one in captures})} archived twice, warcio check "
        f"{'finds nothing' if valid and not archive.verify() else 'FAILS'}"
    )
    return 0 if not lost and twice <= 0.02 * reports and valid else 1


if __name__ == "__main__":
    sys.exit(main())
