"""Site files: one TOML a government web site. This is the only reader of them.

    name = "河源市人民政府"
    division = "441600"                 # GB/T 2260; left out where it is not known, never guessed
    home = "http://www.heyuan.gov.cn/"
    family = "hanweb"                   # a module of crawlers/spiders
    minimum_reports = 6                 # fewer than this in the archive is a finding
    status = "unverified"               # "verified" once somebody has crawled it, "retired" when it is gone
    evidence = ["https://…"]            # addresses at which the site was seen, for an entry that was not crawled yet
    [[columns]]
    url = "http://www.heyuan.gov.cn/col/col1234/index.html"
    agency = "河源市教育局"              # only where the column is one agency's
    [[reports]]                         # reports known by their address, where no column is known yet
    url = "http://www.heyuan.gov.cn/art/2021/1/25/art_1234_5678.html"
    agency = "河源市财政局"
    year = 2020
    [listing]                           # how listings are read where their links and pagers do not say it (ListingRules)
    links = "ul.news li a"
    [overrides.hosts]                   # every override carries a reason
    allow = ["xxgk.heyuan.gov.cn"]
    reason = "reports stand on the disclosure platform's own host"

The file's name is the site's id. A file that cannot be used is a `SiteError` that names it and does not stop the
others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, cast
from urllib.parse import urlsplit

from cssselect import SelectorError
from parsel import Selector
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from crawlers.archive.captures import INGEST
from crawlers.errors import SiteError

_SITE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SPIDERS = Path(__file__).resolve().parent / "spiders"
_DEFAULT_PORTS = {"http": 80, "https": 443}


def families() -> list[str]:
    """The CMS families that there is a spider for: one module each in `crawlers/spiders`."""
    return sorted(path.stem for path in _SPIDERS.glob("*.py") if path.stem not in {"__init__", "base"})


def endpoints(address: str) -> frozenset[tuple[str, int]]:
    """Return the (host, port) pairs that an address stands for; one without a port stands for both default ports.

    >>> sorted(endpoints("http://www.example.gov.cn/a"))
    [('www.example.gov.cn', 80), ('www.example.gov.cn', 443)]
    >>> sorted(endpoints("127.0.0.1:18600"))
    [('127.0.0.1', 18600)]
    """
    parts = urlsplit(address if "://" in address else f"//{address}")
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise ValueError(f"{address!r} names no host")
    return frozenset((host, port) for port in ([parts.port] if parts.port else _DEFAULT_PORTS.values()))


def endpoint(url: str) -> tuple[str, int]:
    """Return the one (host, port) that a URL is fetched from."""
    parts = urlsplit(url)
    return (parts.hostname or "").rstrip("."), parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)


def _web_address(url: str) -> str:
    if urlsplit(url).scheme not in _DEFAULT_PORTS:
        raise ValueError(f"{url!r} is not an http or https address")
    endpoints(url)
    return url


def _selector(text: str) -> str:
    """`text`, when it is an XPath or a CSS selector that can be used."""
    page = Selector(text="<a></a>", type="html")
    try:
        _ = page.xpath(text) if text.startswith(("/", "(")) else page.css(text)
    except (ValueError, SelectorError) as error:
        raise ValueError(f"{text!r} is neither CSS nor XPath ({error})") from error
    return text


WebAddress = Annotated[str, AfterValidator(_web_address)]
Reason = Annotated[str, Field(min_length=10, description="why this site is treated otherwise")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """One listing of reports: its address, and the agency where the whole column is that agency's."""

    url: WebAddress
    agency: str | None = None
    kind: str | None = None


class KnownReport(_Strict):
    """A report known by its own address, with the agency and the year that it prints where these were read."""

    url: WebAddress
    agency: str | None = None
    year: int | None = Field(default=None, ge=2008, le=2100)


class ListingRules(_Strict):
    """How the listings of a site are read, where their links and pagers do not say it themselves.

    `links` and `next` select elements, by CSS or, from "/" or "(" on, by XPath: the links that count, and the one to the next
    page. `pages` names further pages beside the column, `{n}` being `second` for the second page, and so on.
    """

    links: Annotated[str, AfterValidator(_selector)] | None = None
    next: Annotated[str, AfterValidator(_selector)] | None = None
    pages: str | None = Field(default=None, pattern=r"\{n\}")
    second: int = Field(default=2, ge=0)


class HostsOverride(_Strict):
    """Further hosts (`host` or `host:port`) that the site's links and redirects may lead to."""

    allow: list[str] = Field(min_length=1)
    reason: Reason

    @field_validator("allow")
    @classmethod
    def _names_hosts(cls, allow: list[str]) -> list[str]:
        for address in allow:
            endpoints(address)
        return allow


class DelayOverride(_Strict):
    """More seconds between requests than the default."""

    seconds: float = Field(ge=2, le=600)
    reason: Reason


class BudgetOverride(_Strict):
    """Another number of requests, or of megabytes, a night."""

    requests: int | None = Field(default=None, gt=0)
    megabytes: int | None = Field(default=None, gt=0)
    reason: Reason


class TlsOverride(_Strict):
    """Fetch although the certificate cannot be verified."""

    verify: Literal[False]
    reason: Reason


class Overrides(_Strict):
    """What is done otherwise than for every other site, each with its reason."""

    hosts: HostsOverride | None = None
    delay: DelayOverride | None = None
    budget: BudgetOverride | None = None
    tls: TlsOverride | None = None


class Site(_Strict):
    """A government web site: what its TOML says, and its id."""

    site_id: str
    name: str = Field(min_length=1)
    division: str | None = Field(default=None, pattern=r"^\d{6}$")
    home: WebAddress
    family: str
    columns: tuple[Column, ...] = ()
    reports: tuple[KnownReport, ...] = ()
    minimum_reports: int = Field(default=0, ge=0)
    status: Literal["verified", "unverified", "retired"] = "unverified"
    evidence: tuple[WebAddress, ...] = ()
    listing: ListingRules = ListingRules()
    overrides: Overrides = Overrides()

    FILE_KEYS: ClassVar[Sequence[str]] = (
        "name", "division", "home", "family", "columns", "reports", "minimum_reports", "status", "evidence", "listing",
        "overrides",
    )  # fmt: skip

    @model_validator(mode="after")
    def _has_something_to_fetch(self) -> Site:
        if not self.columns and not self.reports:
            raise ValueError("names neither a report column nor a report: add [[columns]] or [[reports]]")
        return self

    @field_validator("family")
    @classmethod
    def _is_known(cls, family: str) -> str:
        if family not in families():
            raise ValueError(f"unknown family {family!r}{_nearest(family, families())}")
        return family

    @property
    def host(self) -> str:
        """Host, and port where one is given, of the home page."""
        return urlsplit(self.home).netloc.lower()

    @cached_property
    def allowed_endpoints(self) -> frozenset[tuple[str, int]]:
        """Every (host, port) that this file names: all else is another site, and is not fetched."""
        named = [self.home, *(column.url for column in self.columns), *(report.url for report in self.reports)]
        if self.overrides.hosts:
            named += self.overrides.hosts.allow
        return frozenset[tuple[str, int]]().union(*map(endpoints, named))


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The sites of a folder, sorted by id, and one problem for every file that could not be used."""

    path: Path
    sites: tuple[Site, ...]
    problems: tuple[SiteError, ...] = field(default=())

    def __iter__(self) -> Iterator[Site]:
        return iter(self.sites)

    def __len__(self) -> int:
        return len(self.sites)

    def find(self, site_id: str) -> Site:
        """Return the site of this id; raises SiteError with the problem of its file, or with the nearest id."""
        for site in self.sites:
            if site.site_id == site_id:
                return site
        for problem in self.problems:
            if Path(str(problem).partition(":")[0]).stem == site_id:
                raise problem
        known = [site.site_id for site in self.sites]
        hint = _nearest(site_id, known) or "; `nianbao site add URL` makes one"
        raise SiteError(f"no site {site_id!r} in {self.path}{hint}")


def load_sites(folder: Path) -> SiteFolder:
    """Read every TOML under `folder`; raises SiteError only when there is no such folder."""
    if not folder.is_dir():
        raise SiteError(f"{folder}: no such folder of site files; set NIANBAO_SITES to one")
    sites: dict[str, Site] = {}
    problems: list[SiteError] = []
    for path in sorted(folder.rglob("*.toml")):
        try:
            site = load_site(path)
            if site.site_id in sites:
                raise SiteError(f"{path}: there is another file of this name under {folder}; site ids have to differ")
        except SiteError as problem:
            problems.append(problem)
        else:
            sites[site.site_id] = site
    return SiteFolder(folder, tuple(sites[site_id] for site_id in sorted(sites)), tuple(problems))


def find_site(folder: Path, site_id: str) -> Site:
    """Read the one site file of this id under `folder`, and no other; raises SiteError as `SiteFolder.find` does."""
    paths = list(folder.rglob(f"{site_id}.toml")) if _SITE_ID.fullmatch(site_id) else []
    return load_site(paths[0]) if len(paths) == 1 else load_sites(folder).find(site_id)


def load_site(path: Path) -> Site:
    """Read one site file; raises SiteError that names the file, the key, and what would do."""
    if not _SITE_ID.fullmatch(path.stem) or path.stem == INGEST:
        raise SiteError(f"{path}: the file's name is the site's id: letters, digits, '.', '_' and '-', not {INGEST!r}")
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SiteError(f"{path}: cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{path}: is not TOML ({error}); mend it there") from error
    for key in values:
        if key not in Site.FILE_KEYS:
            raise SiteError(f"{path}: unknown key {key!r}{_nearest(key, Site.FILE_KEYS)}")
    try:
        return Site.model_validate({**values, "site_id": path.stem})
    except ValidationError as error:
        problem = "; ".join(map(_explain, error.errors()))
    # Raised out here: the garbage collector cannot look into a ValidationError, and a chain to it would keep all frames alive.
    raise SiteError(f"{path}: {problem}")


_KEYS_OF: dict[str, type[BaseModel]] = {
    "columns": Column,
    "reports": KnownReport,
    "listing": ListingRules,
    "overrides": Overrides,
    "hosts": HostsOverride,
    "delay": DelayOverride,
    "budget": BudgetOverride,
    "tls": TlsOverride,
}


def _explain(error: ErrorDetails) -> str:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    names = [part for part in error["loc"] if isinstance(part, str)]
    if error["type"] == "extra_forbidden":
        model = _KEYS_OF[names[-2]]
        return f"unknown key {place!r}{_nearest(names[-1], list(model.model_fields))}"
    if error["type"] == "missing":
        return f"{place!r} is missing"
    message = error["msg"].removeprefix("Value error, ")
    if not place:
        return message
    found = _short(error["input"])
    return (
        message
        if message.startswith("unknown family")
        else f"{place!r}: {message}" + ("" if found in message else f" (found {found})")
    )


def _nearest(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; known are {', '.join(known)}" if known and len(known) <= 12 else ""


def _short(value: Any) -> str:
    text = repr(cast(object, value))
    return text if len(text) <= 60 else text[:57] + "…"
