"""One page that was looked at, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapy import Request

from crawlers.discovery.frontier import Errand
from crawlers.discovery.trial import Trial
from crawlers.discovery.words import is_other_column, is_report_column
from crawlers.selection import is_report_title, year_in


@dataclass(slots=True)
class Seen:
    """A page that was looked at: what it is called, by which errand it was found, and what each family would find there.

    `asked` is what the families' spiders want to see besides, until something calls the page a column.
    """

    url: str
    errand: Errand
    title: str
    crumbs: str
    links: int
    articles: int = 0
    trials: dict[str, Trial] = field(default_factory=dict[str, Trial])
    asked: dict[str, list[Request]] = field(default_factory=dict[str, list[Request]])

    @property
    def names(self) -> list[str]:
        """Everything that the page is called: by the links that lead to it, by its title, by its breadcrumb."""
        return [*self.errand.titles, self.title]

    @property
    def is_other(self) -> bool:
        """Whether something calls the page another thing than a column of reports, and nothing calls it one."""
        return not self.is_called and any(is_other_column(name) for name in self.names if not is_report_title(name))

    @property
    def is_called(self) -> bool:
        """Whether something calls the page a column of annual reports."""
        return any(is_report_column(name) and year_in(name) is None for name in self.names)

    @property
    def is_column(self) -> bool:
        """Whether the page is called a column of annual reports, or stands in one, and nothing calls it another thing."""
        if any(is_other_column(name) for name in self.errand.titles if not is_report_title(name)):
            return False
        return self.is_called or (not self.is_other and (self.errand.inside or is_report_column(self.crumbs[-20:])))
