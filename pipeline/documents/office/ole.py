"""OLE compound files, the container of DOC, WPS, XLS and ET: which of them one is, by the streams at its root."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NoReturn

from pipeline.documents.document import UnreadableDocumentError

OLE = "application/x-ole-storage"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"

_FORMATS = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
_ENCRYPTED = "EncryptedPackage"
_ENTRY_BYTES = 128
_SMALLEST_SECTOR = 512
_NO_ENTRY = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
SMALLEST_STREAM = 4_096
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


def stream(body: bytes, names: Sequence[str]) -> bytes:
    """The bytes of the first stream with one of the names; empty where there is none, or it is cut short."""
    root: bytes | None = None
    for entry in _directory(body):
        root = entry if root is None else root
        length = int.from_bytes(entry[64:66], "little")
        if entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace") in names:
            start, size = struct.unpack_from("<II", entry, 116)
            pieces = _sectors(body, start, size) if size >= SMALLEST_STREAM else _small_sectors(body, root, start, size)
            return b"".join(pieces)[:size]
    return b""


def _small_sectors(body: bytes, root: bytes, first: int, most: int) -> Iterator[bytes]:
    """The parts of a small stream: they stand within a stream of the root's own, and have a table of theirs."""
    start, size = struct.unpack_from("<II", root, 116)
    whole = b"".join(_sectors(body, start, size))
    links = b"".join(_sectors(body, int.from_bytes(body[60:64], "little"), len(body)))
    unit = 1 << min(int.from_bytes(body[32:34], "little"), 16)
    sector = first
    for _ in range(most // unit + 1):
        if sector >= _LAST_SECTOR:
            return
        yield whole[sector * unit : (sector + 1) * unit]
        link = links[sector * 4 : sector * 4 + 4]
        sector = int.from_bytes(link, "little") if link else _LAST_SECTOR


def _sectors(body: bytes, first: int, most: int) -> Iterator[bytes]:
    """The sectors of a chain, as many as hold `most` bytes."""
    size = 1 << min(int.from_bytes(body[30:32], "little"), 16)
    if size < _SMALLEST_SECTOR:
        return
    table = _table(body, size)
    sector = first
    for _ in range(min(most, len(body)) // size + 1):
        start = (sector + 1) * size
        if sector >= _LAST_SECTOR or start + size > len(body) + size - 1:
            return
        yield body[start : start + size]
        part, index = divmod(sector, size // 4)
        if part >= len(table):
            return
        link = (table[part] + 1) * size + 4 * index
        sector = int.from_bytes(body[link : link + 4], "little") if link + 4 <= len(body) else _LAST_SECTOR


def _table(body: bytes, size: int) -> list[int]:
    """The sectors of the allocation table: 109 in the header, the rest in a chain of sectors."""
    table = [number for number in struct.unpack_from("<109I", body, 76) if number < _LAST_SECTOR]
    more = int.from_bytes(body[68:72], "little")
    for _ in range(len(body) // size):
        start = (more + 1) * size
        if more >= _LAST_SECTOR or start + size > len(body):
            break
        *numbers, more = struct.unpack_from(f"<{size // 4}I", body, start)
        table += [number for number in numbers if number < _LAST_SECTOR]
    return table


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
    """The directory's entries."""
    if len(body) < 512:
        return
    first = int.from_bytes(body[48:52], "little")
    for sector in _sectors(body, first, MAXIMUM_ENTRIES * _ENTRY_BYTES):
        for offset in range(0, len(sector), _ENTRY_BYTES):
            yield sector[offset : offset + _ENTRY_BYTES].ljust(_ENTRY_BYTES, b"\0")
