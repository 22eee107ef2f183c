"""A small snapshot for all tests that read one: made once, by the real rooms, from the sandbox's pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from crawlers.archive import Archive, Root


@dataclass(frozen=True)
class Published:
    """A sandbox's root with a release, and what was slipped in among its pages.

    `doubtful` is a report (agency name, year) one of whose printed totals does not add up; `unplaced` the
    source of a report whose agency does not exist; `rejected` that of a page that is no report.
    """

    root: Root
    environment: dict[str, str]
    doubtful: tuple[str, int]
    unplaced: str
    rejected: str


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Two governments and a bureau of each, report years 2020 and 2021: crawled, ingested, built and published."""
    from crawlers.sandbox.server import serve
    from pipeline.builds import build
    from pipeline.crawl import crawl_sites
    from pipeline.publish import publish
    from pipeline.visits import new_run_id, sites_to_crawl

    path = tmp_path_factory.mktemp("published") / "root"
    before = dict(os.environ)
    with serve(path, governments=2, bureaus=1, years=(2020, 2021), port=0) as sandbox:
        os.environ.update(sandbox.environment)
        crawl_sites(sandbox.root, sites_to_crawl(sandbox.root)[0], run_id=new_run_id())
    os.environ.clear()
    os.environ.update(before)
    doubtful = _ingest_altered(sandbox.root)
    publish(sandbox.root, build(sandbox.root, new_run_id(), workers=2))
    environment = {**sandbox.environment, "NIANBAO_ROOT": str(path)}
    yield Published(sandbox.root, environment, doubtful, "copies/altered.html", "copies/notes.txt")


def _ingest_altered(root: Root) -> tuple[str, int]:
    """Ingests three altered pages; returns the agency and year of the one whose figures no longer add up."""
    from pipeline.extract import extract

    with Archive(root) as archive:
        pages = list(archive.bodies(archive.captures(roles={"report"})))
        for _, body in pages:
            extraction = extract(body)
            name = extraction.agency_name
            printed = [
                (cell.raw, rf">\s*{re.escape(cell.raw.strip())}\s*<".encode())
                for cell in extraction.cells
                if (cell.table, cell.column, cell.status) == ("requests", "total", "reported") and cell.raw.isdigit()
            ]
            once = [(raw, pattern) for raw, pattern in printed if len(re.findall(pattern, body)) == 1]
            if once and name and name.encode() in body:
                break
        else:
            raise AssertionError("no UTF-8 page of the sandbox prints a total of requests that stands there once")
        raw, pattern = once[0]
        assert extraction.report_year is not None
        copies = {
            "copies/doubtful.html": re.sub(pattern, b">" + str(int(raw) + 7).encode() + b"<", body),
            "copies/altered.html": body.replace(name.encode(), "某某市某某局".encode()).replace(
                name[:3].encode(), "某某市".encode()
            ),
            "copies/notes.txt": "会议纪要：下周三下午开会。".encode(),
        }
        run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
        for source, copy in copies.items():
            archive.add_document(
                copy, source=source, media_type=None, url=None, obtained=date(2026, 1, 5), run_id=run_id
            )
    return name, extraction.report_year
