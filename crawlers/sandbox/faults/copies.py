"""Reports that stand in more than one place: on a portal and a bureau's own site, or on a domain that was hijacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from crawlers.sandbox.faults.fault import Fault, report_paths
from crawlers.sandbox.listings import Entry
from crawlers.sandbox.site import Page, Site

_COPIED = 3
_BRAND = "金沙娱乐"  # what hijacked domains put in the place of a government's name


def _copies(change: Callable[[bytes, Site], bytes]) -> Callable[[Site, Sequence[Site]], None]:
    """List some reports of the site before this one too, as pages of this site."""

    def arrange(site: Site, sites: Sequence[Site]) -> None:
        other = sites[list(sites).index(site) - 1]
        column = site.report_columns[0]
        for path, report in list(zip(report_paths(other), other.reports, strict=True))[:_COPIED]:
            number = 90_001 + len(column.entries)
            here = site.article_path(column, number, report.published_on)
            page = other.pages[path]
            column.entries.append(Entry(report.title, here, report.published_on))
            site.pages[here] = _changed(page, lambda body: change(body, other))
        site.publish_listings()

    return arrange


def _changed(page: Page, change: Callable[[bytes], bytes]) -> Page:
    return replace(page, build=lambda: change(page.build()))


def _branded(body: bytes, other: Site) -> bytes:
    encoding = "gb18030" if other.encoding == "gb2312" else "utf-8"
    return body.decode(encoding).replace(other.division.name, _BRAND).encode(encoding)


FAULTS = [
    Fault("duplicates", "reports of another site stand here too, byte for byte", "ok", arrange=_copies(lambda body, other: body)),
    Fault("hijacked", "copies of another site's reports, with a betting brand in the place of its name", "ok",
          arrange=_copies(_branded)),
]  # fmt: skip
