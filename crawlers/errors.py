"""The errors of this room. Every one names its input and says what to do."""

from __future__ import annotations


class CrawlError(Exception):
    """The base of everything that `crawlers` raises on purpose."""


class RootError(CrawlError):
    """A root folder cannot be used as asked: missing, damaged, or of the other kind (from `archive.root`)."""


class RootKindError(RootError):
    """A sandbox root was asked to be a real one, or the reverse, so that made figures never stand beside real ones."""


class ArchiveError(CrawlError):
    """A WARC file does not hold what its index or a caller expects (from `archive`)."""


class ArchiveInUseError(ArchiveError):
    """Another process is writing this WARC file at the moment (from `archive.writer`)."""


class MissingBodyError(ArchiveError):
    """A capture refers to a body that is in no WARC file of the archive (from `Archive.body`)."""


class SiteError(CrawlError):
    """A site's TOML cannot be read or says something impossible (from `sites`)."""


class SettingError(CrawlError):
    """An environment variable has a value that cannot be used (from `settings`)."""
