"""Why a request came to nothing: the kind of a failure, and what happened in a line."""

from __future__ import annotations

import gzip
import zlib
from typing import cast

import brotli  # pyright: ignore[reportMissingTypeStubs]
from backports import zstd
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.python.failure import Failure

from crawlers.addresses import REFUSED
from crawlers.middlewares import Refused
from crawlers.sites import endpoint

_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "connection"),
    (DownloadTimeoutError, "timeout"),
    (DownloadCancelledError, "too_large"),
    (ResponseDataLossError, "cut_short"),
    (DownloadFailedError, "connection"),
    (gzip.BadGzipFile, "encoding"),
    (zlib.error, "encoding"),
    (zstd.ZstdError, "encoding"),
    (cast("type[BaseException]", brotli.error), "encoding"),  # pyright: ignore[reportUnknownMemberType]
)
_MIDDLEWARE_KINDS = (("DOWNLOAD_MAXSIZE", "too_large"), ("max redirections", "redirects"))


def explain(failure: Failure, request: Request) -> tuple[str, str]:
    """The kind of a failure, and what happened in a line; kind `fault` is an error of ours."""
    error = cast(BaseException, failure.value)  # pyright: ignore[reportUnknownMemberType]
    host = endpoint(request.url)[0]
    if address := REFUSED.get(host):
        return "address", f"{host} resolves to {address}, which may not be fetched"
    if isinstance(error, Refused):
        return error.kind, str(error)
    text = str(error) or type(error).__name__
    if isinstance(error, IgnoreRequest):
        return next((kind for mark, kind in _MIDDLEWARE_KINDS if mark in text), "ignored"), text
    kind = next((kind for type_, kind in _KINDS if isinstance(error, type_)), "fault")
    if kind == "connection" and "SSL" in text:
        kind = "tls"
    return kind, text if kind != "fault" else f"{type(error).__name__}: {text}"
