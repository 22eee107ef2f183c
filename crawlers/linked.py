"""What the links of a listing page lead to: reports, which are asked for, and listings below it.

`LinkSpider` holds what a family's addresses look like, and reads the links of pages and of answers in JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from scrapy import Request, Selector
from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from crawlers.archive import Provenance
from crawlers.following import DEPTH, Addresses, Listing, Role, is_below, reads_as_report, role_of
from crawlers.listings import ListingSpider
from crawlers.middlewares import PROVENANCE
from crawlers.records import Records, links_of_objects
from crawlers.scripts.templates import of_articles, templates_in
from crawlers.selection import (
    Link,
    is_only_a_year,
    is_report_title,
    links_in,
    names_a_report,
    names_agencies,
    names_disclosure,
)
from crawlers.sites import Column, endpoint


class LinkSpider(ListingSpider):
    """A spider that tells reports and listings among the links of a page by their titles and its family's addresses."""

    article: ClassVar[re.Pattern[str]]
    """What the addresses of its articles look like."""
    annual_report: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """What addresses look like that are annual reports whatever the link's title says; nothing, unless a family has such."""
    listing: ClassVar[re.Pattern[str]]
    """What the addresses of its listings look like: a link to one is a menu, never a report."""

    entrance: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """What the entrances of agencies' directories look like, on sites where each agency has one."""

    def fragments(self, response: TextResponse) -> Iterable[Selector]:
        """The parts of a listing in which its links stand, besides what its scripts write into it: the page."""
        yield response.selector

    def is_report(self, link: Link) -> bool:
        """Whether a link leads to a report of this site, as far as its title and address can say, wherever it was found."""
        home = Listing(Column(url=self.site.home), self.site.home)
        addresses = Addresses(self.article, self.listing, self.annual_report, self.entrance)
        is_ours = endpoint(link.url) in self.site.allowed_endpoints
        return is_ours and role_of(link, home, addresses, lists_reports=True) == "report"

    def _links(self, response: TextResponse, listing: Listing, records: Records | None) -> list[Link]:
        """The links of a listing page, each once, whether it is a page or an answer in JSON."""
        found: list[Link] = []
        if records is None:
            chosen, scripts, base = self.site.listing.links, self.scripts(response), get_base_url(response)
            for fragment in selected(response.selector, chosen) if chosen else self.fragments(response):
                found += links_in(fragment, base, scripts)
            if scripts.written is not None and not chosen:
                found += links_in(scripts.written, base, scripts)
            if not chosen and scripts.objects:
                found += links_of_objects(scripts.objects, base, of_articles(templates_in(response.text)))
        else:
            found += records.links
            for markup in records.markup:
                found += links_in(Selector(text=markup, type="html"), listing.url)
        return list(dict.fromkeys(found))

    def _roles(self, links: list[Link], listing: Listing) -> list[tuple[Link, Role | None]]:
        """What each link of a listing page leads to, as far as it is of this site and of the column."""
        mine = [link for link in links if endpoint(link.url) in self.site.allowed_endpoints]
        addresses = Addresses(self.article, self.listing, self.annual_report, self.entrance)
        lists_reports = any(is_report_title(link.title) and self.article.search(link.url) for link in mine)
        roles: list[tuple[Link, Role | None]] = [
            (link, role_of(link, listing, addresses, lists_reports=lists_reports)) for link in mine
        ]
        leads_on = any(role and is_below(link.url, listing.url) for link, role in roles)
        return roles if leads_on else _entered(roles, listing)

    def _follow(self, roles: list[tuple[Link, Role | None]], listing: Listing) -> Iterator[Request]:
        """Ask for what the links of a listing page lead to."""
        for link, role in roles:
            if role == "report":
                yield from self.ask(link.url, self._report(link, listing), self.read_report)
            elif role == "listing":
                yield from self._sub_listing(link, listing)

    def _report(self, link: Link, listing: Listing) -> Provenance:
        """How a report was come by; a link that says no more than a year or an agency is told with the listing's title."""
        anchor = link.title
        if listing.title and (not anchor or is_only_a_year(anchor) or names_agencies(anchor)):
            anchor = listing.title if listing.title.endswith(anchor) else f"{listing.title} {anchor}"
        return Provenance("report", via=listing.column.url, anchor=anchor or None)

    def _is_itself_report(self, response: TextResponse, listing: Listing, requests: list[Request]) -> bool:
        """Whether a page that was taken for a listing is a report: it reads like one, or, listing none, is called one."""
        if reads_as_report(response.text):
            return True
        if any(request.meta[PROVENANCE].role == "report" for request in requests) or not listing.depth:
            return False
        own = response.xpath("//title/text() | //h1//text() | //h2//text()").getall()
        return (listing.is_called_report and not requests) or any(map(names_a_report, own))


def _entered(roles: list[tuple[Link, Role | None]], listing: Listing) -> list[tuple[Link, Role | None]]:
    """The roles of the links of an agency's page below which no reports were named: its own 政务公开 (open government) leads on.

    Of an agency that is a column by itself, and of links to what is not below the agency's page, such as the site's menu, that
    says nothing.
    """
    if not 0 < listing.depth < DEPTH or not names_agencies(listing.title.rpartition(" ")[2]):
        return roles
    return [
        (link, role or ("listing" if names_disclosure(link.title) and is_below(link.url, listing.url) else None))
        for link, role in roles
    ]


def selected(selector: Selector, text: str) -> list[Selector]:
    """The elements that a site file's selector chooses."""
    return list(selector.xpath(text) if text.startswith(("/", "(")) else selector.css(text))
