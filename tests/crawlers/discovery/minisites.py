"""Small government sites on loopback, written for discovery alone.

A site is a scheme (how one gets from the home page to the listings) in a dialect (what the CMS's addresses, listings and
pagers look like). Places are fictional. What is a report there, and what robots.txt forbids, is known.
"""

from __future__ import annotations

from tests.crawlers.discovery.dialects import DIALECTS
from tests.crawlers.discovery.schemes import SCHEMES
from tests.crawlers.discovery.sites import MiniSite
from tests.crawlers.web import Web


def build(dialect: str, scheme: str, *, seed: int = 1) -> MiniSite:
    """A site of a scheme in a dialect."""
    site = MiniSite(DIALECTS[dialect](), seed)
    SCHEMES[scheme](site)
    return site


def serve(site: MiniSite) -> Web:
    """The site's server; a context."""
    web = Web(validators=True)
    web.pages = site.pages
    return web
