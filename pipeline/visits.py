"""Runs and the sites that they visit: on a real root the verified ones only, unless a user names a site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from crawlers.archive import Root
from crawlers.environment import check_environment
from crawlers.sites import Site, load_sites


def sites_to_crawl(root: Root, site_ids: Sequence[str] = ()) -> tuple[list[Site], list[str]]:
    """The sites to crawl, and one line for each site file that cannot be used.

    Without `site_ids` those are the verified sites of a real root, and all but the retired ones of a sandbox. Raises
    SiteError for an id that no file has, or when there is no folder of site files, and SettingError when a setting for
    all sites cannot be used.
    """
    check_environment()
    folder = load_sites(root.sites)
    problems = [str(problem) for problem in folder.problems]
    if site_ids:
        return [folder.find(site_id) for site_id in site_ids], problems
    wanted = {"verified"} if root.kind == "real" else {"verified", "unverified"}
    return [site for site in folder if site.status in wanted], problems


def new_run_id() -> str:
    """The id of a run, or of a build, that starts now: UTC to the microsecond. Ids sort by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
