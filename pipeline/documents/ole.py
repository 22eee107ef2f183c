"""OLE compound files, the container of DOC, WPS, XLS and ET: which of them one is, by the streams at its root."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NoReturn

from pipeline.documents.document import UnreadableDocumentError

OLE = "application/x-ole-storage"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"

_FORMATS = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
_ENCRYPTED = "EncryptedPackage"
_ENTRY_BYTES = 128
_NO_ENTRY = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
MAXIMUM_ENTRIES = 4_096
"""Streams and folders of one file; a document has some dozens."""


def ole_type(body: bytes) -> str:
    """The media type of an OLE file; `application/x-ole-storage` where its root holds none that is known."""
    streams = _root_streams(body)
    return next((found for name, found in _FORMATS if name in streams), OLE)


def read_other(body: bytes, media_type: str | None) -> NoReturn:
    """Raises the reason why an OLE file that is neither text nor workbook is not read.

    Raises:
        UnreadableDocumentError: `encrypted`, `damaged` or `unsupported_media_type`.
    """
    del media_type
    streams = _root_streams(body)
    if _ENCRYPTED in streams:
        raise UnreadableDocumentError("encrypted", "the document needs a password; save it without one")
    if not streams:
        raise UnreadableDocumentError("damaged", "the Office file is cut short or damaged: it has no directory")
    raise UnreadableDocumentError(
        "unsupported_media_type", f"no reader for an Office file of {', '.join(streams)}"[:200]
    )


def _root_streams(body: bytes) -> list[str]:
    """Names of the streams at the root: the tree of siblings under the first directory entry."""
    entries = list(_directory(body))
    if not entries:
        return []
    names: list[str] = []
    seen: set[int] = set()
    pending = [_links(entries[0])[2]]
    while pending:
        number = pending.pop()
        if number == _NO_ENTRY or number >= len(entries) or number in seen:
            continue
        seen.add(number)
        left, right, _ = _links(entries[number])
        pending += [left, right]
        length = int.from_bytes(entries[number][64:66], "little")
        names.append(entries[number][: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace"))
    return sorted(names)


def _links(entry: bytes) -> tuple[int, int, int]:
    left, right, child = struct.unpack_from("<III", entry, 68)
    return left, right, child


def _directory(body: bytes) -> Iterator[bytes]:
    """The directory's entries: sectors chained by the allocation table, whose first parts the header names."""
    if len(body) < 512:
        return
    size = 1 << min(int.from_bytes(body[30:32], "little"), 16)
    table = [number for number in struct.unpack_from("<109I", body, 76) if number < _LAST_SECTOR]
    sector = int.from_bytes(body[48:52], "little")
    for _ in range(MAXIMUM_ENTRIES * _ENTRY_BYTES // size + 1):
        start = (sector + 1) * size
        if sector >= _LAST_SECTOR or start + size > len(body):
            return
        for offset in range(start, start + size, _ENTRY_BYTES):
            yield body[offset : offset + _ENTRY_BYTES]
        part, index = divmod(sector, size // 4)
        if part >= len(table):
            return
        link = (table[part] + 1) * size + 4 * index
        sector = int.from_bytes(body[link : link + 4], "little") if link + 4 <= len(body) else _LAST_SECTOR
