"""From a finished build file to what analysts open.

    releases/<release_id>/   written beside the others, checked, never changed afterwards; the last three are kept
    published                a link to the current one

The link changes by one rename after everything else is on the disk: a crash at any moment leaves `published` as it was,
an open reader keeps what it has, and the next open sees the new release. Nothing is published when nothing changed, and
a report that was published may not vanish unless its loss is accepted, with a reason, in `accepted_losses.csv`, or all its
documents were taken out on request (`nianbao archive forget`); releases made before such a request are removed.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb

from pipeline.digest import TableDigest, content_digests
from pipeline.errors import PipelineError
from pipeline.release import DATABASE_FILE, MEMORY_LIMIT, AcceptedLoss, check_release, write_release

if TYPE_CHECKING:  # importing the archive takes half a second, which whoever only reads the snapshot need not wait for
    from crawlers.archive import Root
    from crawlers.archive.forgotten import Forgotten

KEPT_RELEASES = 3
ACCEPTED_LOSSES_FILE = "accepted_losses.csv"
_ACCEPTED_LOSSES_COLUMNS = ["agency_id", "report_year", "scope", "reason", "decided_on"]
_PARTIAL = ".partial"
_NAMED_AT_MOST = 5


class BuildUnusableError(PipelineError):
    """The build file is missing or was never transformed; raised by `publish`."""


class ReportsLostError(PipelineError):
    """Reports that were published are not in the build; `report_ids` names them all. Raised by `publish`."""

    def __init__(self, report_ids: Sequence[str], accepted_losses: Path) -> None:
        named = ", ".join(report_ids[:_NAMED_AT_MOST]) + (" …" if len(report_ids) > _NAMED_AT_MOST else "")
        super().__init__(
            f"not published: {len(report_ids)} published report(s) would vanish ({named}); find out why,"
            f" or accept each loss with its reason in {accepted_losses}"
        )
        self.report_ids = tuple(report_ids)


class AcceptedLossesError(PipelineError):
    """A line of accepted_losses.csv cannot be used; raised by `publish`."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What `publish` did: `changed` names the tables that differ from the release before."""

    outcome: Literal["published", "unchanged"]
    release: Path
    report_count: int
    reports_new: int
    reports_lost: int
    changed: tuple[str, ...]


def publish(root: Root, build_file: Path) -> PublishReport:
    """Publishes the build unless the published data are the same.

    Raises:
        BuildUnusableError: The file has no marts, or is not there.
        ReportsLostError: A published report is gone and its loss is not accepted.
        AcceptedLossesError: accepted_losses.csv has a line that cannot be used.
        ReleaseDamagedError: What was written is not what the build holds.
    """
    from crawlers.archive.forgotten import FORGOTTEN_FILE, Forgotten  # noqa: PLC0415 - see above

    digests, report_ids = _read_build(build_file)
    before = published_digests(root)
    changed = tuple(sorted(name for name in {*before, *digests} if before.get(name) != digests.get(name)))
    if before and not changed:
        return PublishReport("unchanged", root.published.resolve(), len(report_ids), 0, 0, ())
    published_ids = _published_report_ids(root)
    losses = published_ids - report_ids
    forgotten = Forgotten.read(root.reference / FORGOTTEN_FILE)
    accepted = {**_accepted_losses(root.reference / ACCEPTED_LOSSES_FILE), **_forgotten_losses(root, losses, forgotten)}
    if refused := sorted(losses - accepted.keys()):
        raise ReportsLostError(refused, root.reference / ACCEPTED_LOSSES_FILE)
    release = _write_beside(root, build_file, digests, [accepted[report_id] for report_id in sorted(losses)])
    _swap(root.published, release)
    _remove_old(root, keep=release, not_before=forgotten.last_at)
    return PublishReport("published", release, len(report_ids), len(report_ids - published_ids), len(losses), changed)


def published_file(published: Path) -> Path | None:
    """The DuckDB file behind the link, in its release folder since the link may move on; None before a first release."""
    file = published.resolve() / DATABASE_FILE
    return file if file.exists() else None


def published_digests(root: Root) -> dict[str, TableDigest]:
    """The digests of the published tables by name, as recorded when they were checked; empty before a first release."""
    file = published_file(root.published)
    if file is None:
        return {}
    with closing(duckdb.connect(file, read_only=True)) as connection:
        rows = connection.execute("select table_name, row_count, digest from meta.tables").fetchall()
    return {name: TableDigest(name, row_count, digest) for name, row_count, digest in rows}


def build_digests(build_file: Path) -> dict[str, TableDigest]:
    """The digests of a transformed build file's tables by name; raises BuildUnusableError."""
    return _read_build(build_file)[0]


def _read_build(build_file: Path) -> tuple[dict[str, TableDigest], set[str]]:
    """Digests and report ids of the build."""
    if not build_file.is_file():
        raise BuildUnusableError(f"{build_file}: no such build; run `nianbao build` first")
    with closing(duckdb.connect(build_file, read_only=True, config={"memory_limit": MEMORY_LIMIT})) as connection:
        tables = {
            f"{schema}.{table}"
            for schema, table in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        }
        if missing := sorted({"marts.reports", "raw.build"} - tables):
            raise BuildUnusableError(f"{build_file}: {', '.join(missing)} missing; run `nianbao build` again")
        rows = connection.execute("select report_id from marts.reports").fetchall()
        return content_digests(connection, _database(connection)), {report_id for (report_id,) in rows}


def _database(connection: duckdb.DuckDBPyConnection) -> str:
    """The name of the connection's database; DuckDB derives it from the file's name in ways of its own."""
    (name,) = connection.execute("select current_database()").fetchall()[0]
    return name


def _published_report_ids(root: Root) -> set[str]:
    file = published_file(root.published)
    if file is None:
        return set()
    with closing(duckdb.connect(file, read_only=True)) as connection:
        return {report_id for (report_id,) in connection.execute("select report_id from marts.reports").fetchall()}


def _accepted_losses(file: Path) -> Mapping[str, AcceptedLoss]:
    """The accepted losses by report id; none when there is no such file."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        if missing := [name for name in _ACCEPTED_LOSSES_COLUMNS if name not in (reader.fieldnames or [])]:
            raise AcceptedLossesError(f"{file}: no column {', '.join(missing)}; add it")
        losses: dict[str, AcceptedLoss] = {}
        for row in reader:
            agency_id, report_year, scope, reason, decided_on = (
                (row[name] or "").strip() for name in _ACCEPTED_LOSSES_COLUMNS
            )
            if not (agency_id and report_year and scope and reason):
                raise AcceptedLossesError(
                    f"{file}:{reader.line_num}: a loss needs agency_id, report_year, scope and reason; fill them in"
                )
            try:
                date.fromisoformat(decided_on)
            except ValueError:
                raise AcceptedLossesError(
                    f"{file}:{reader.line_num}: decided_on is {decided_on!r}; write a date as 2026-01-31"
                ) from None
            loss = AcceptedLoss(f"{agency_id}/{report_year}/{scope}", reason, decided_on)
            losses[loss.report_id] = loss
    return losses


def _forgotten_losses(root: Root, losses: Collection[str], forgotten: Forgotten) -> dict[str, AcceptedLoss]:
    """Of the lost reports those whose every published document was taken out on request."""
    file = published_file(root.published)
    if file is None or not losses or not forgotten.entries:
        return {}
    with closing(duckdb.connect(file, read_only=True)) as connection:
        rows = connection.execute(
            "select report_id, list(document_sha256) from marts.versions where list_contains($1, report_id) group by 1",
            [sorted(losses)],
        ).fetchall()
    day = forgotten.last_at.date().isoformat() if forgotten.last_at else ""
    reasons = {report_id: forgotten.reason_for(documents) for report_id, documents in rows}
    return {
        report_id: AcceptedLoss(report_id, f"taken out on request: {reason}", day)
        for report_id, reason in reasons.items()
        if reason
    }


def _write_beside(
    root: Root, build_file: Path, digests: Mapping[str, TableDigest], accepted: Sequence[AcceptedLoss]
) -> Path:
    """Writes and checks a new release folder beside the others."""
    root.releases.mkdir(parents=True, exist_ok=True)
    for leftover in root.releases.glob(f"*{_PARTIAL}"):  # of a publish that was killed
        shutil.rmtree(leftover)
    release_id = _release_id(datetime.now(UTC))
    partial = root.releases / f"{release_id}{_PARTIAL}"
    write_release(partial, build_file, release_id=release_id, digests=digests, accepted=accepted)
    check_release(partial, digests)
    release = root.releases / release_id
    partial.rename(release)
    return release


def _swap(link: Path, release: Path) -> None:
    """Points the link at the release by one rename, and waits until the rename is on the disk."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(release, link.parent), target_is_directory=True)
    fresh.replace(link)
    folder = os.open(link.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _remove_old(root: Root, *, keep: Path, not_before: datetime | None) -> None:
    """Removes all but the last releases, and those made before something was taken out; their ids sort by time."""
    releases = sorted(path for path in root.releases.iterdir() if path.is_dir() and path != keep)
    outdated = _release_id(not_before) if not_before else ""
    for release in releases:
        if release not in releases[-(KEPT_RELEASES - 1) :] or release.name < outdated:
            shutil.rmtree(release)


def _release_id(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%S.%fZ")
