"""The CDXJ index beside each WARC file (`RUN.warc.gz` → `RUN.cdxj`).

One line a capture, sorted: SURT key, 14-digit timestamp, JSON with the fields that pywb reads (`url`, `mime`,
`status`, `digest`, `length`, `offset`, `filename`) and our own. The run's summary has a line too. An index is written
when its WARC file is closed, never before: where there is none, the file is being written or its writer was killed,
and it is scanned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from crawlers.archive.captures import Capture, RunSummary, WarcContents
from crawlers.archive.members import members
from crawlers.archive.records import SUMMARY_URN, index_fields, parse_record, read_record
from crawlers.errors import ArchiveError

_WARC_SUFFIX = ".warc.gz"


def index_path(warc: Path) -> Path:
    """The index file of a WARC file."""
    return warc.with_name(warc.name.removesuffix(_WARC_SUFFIX) + ".cdxj")


def scan(warc: Path, archive: Path) -> WarcContents:
    """Read the captures and summaries out of the whole records of a WARC file; its index is not looked at."""
    contents = WarcContents()
    name = warc.relative_to(archive).as_posix()
    for member in members(warc):
        found = read_record(parse_record(member.data))
        if isinstance(found, RunSummary):
            contents.summaries.append(found)
        elif found is not None:
            contents.captures.append(
                replace(found, warc_file=name, warc_offset=member.offset, warc_length=member.length)
            )
    return contents


def read_contents(warc: Path, archive: Path) -> WarcContents:
    """Return what a WARC file holds, from its index, or from the file where it has none."""
    try:
        lines = index_path(warc).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return scan(warc, archive)
    contents = WarcContents()
    for number, line in enumerate(lines, 1):
        try:
            values = cast(dict[str, Any], json.loads(line.split(" ", 2)[2]))
            if "summary" in values:
                contents.summaries.append(RunSummary.model_validate(values["summary"]))
            else:
                contents.captures.append(Capture.from_json(values))
        except (IndexError, KeyError, ValueError) as error:
            raise ArchiveError(
                f"{index_path(warc)}, line {number}: no index line ({error}); `nianbao archive reindex` makes it anew"
            ) from error
    return contents


def write_index(warc: Path, contents: WarcContents) -> None:
    """Write the index of a WARC file in one rename, so that there is a whole one or none."""
    lines = sorted([*map(_capture_line, contents.captures), *map(_summary_line, contents.summaries)])
    path = index_path(warc)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    unfinished.replace(path)


def find_warcs(folders: Iterable[Path]) -> list[Path]:
    """The WARC files in the given folders of the archive, sorted by path."""
    return sorted(path for folder in folders for path in folder.glob("*" + _WARC_SUFFIX))


def surt(url: str) -> str:
    """Return the sort-friendly key of a URL.

    >>> surt("http://www.Example.gov.cn:8080/art/1.html?b=2")
    'cn,gov,example,www:8080)/art/1.html?b=2'
    >>> surt("http://127.0.0.1/")
    '127.0.0.1)/'
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        host = ",".join(reversed(host.split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}){(parts.path or '/').lower()}{query.lower()}".replace(" ", "%20")


def _capture_line(capture: Capture) -> str:
    key = surt(capture.url) if capture.url else f"urn:nianbao:document:{capture.document_sha256}"
    return f"{key} {capture.fetched_at:%Y%m%d%H%M%S} {index_fields(capture)}"


def _summary_line(summary: RunSummary) -> str:
    values = {"mime": "application/json", "summary": summary.model_dump(mode="json")}
    key = f"{SUMMARY_URN}{summary.run}:{summary.site}"
    return f"{key} {summary.finished_at:%Y%m%d%H%M%S} {json.dumps(values, ensure_ascii=False)}"
