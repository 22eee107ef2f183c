"""A WARC file as a row of gzip members, one a record: what is whole, and what a crash has cut short."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crawlers.errors import ArchiveError

_CHUNK = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


class Member(NamedTuple):
    """One whole gzip member: where it stands in the file, and its bytes unzipped."""

    offset: int
    length: int
    data: bytes


def members(path: Path, start: int = 0) -> Iterator[Member]:
    """Yield the whole members of a file from offset `start` on; one that is cut short at the end is left out.

    Raises ArchiveError for damage that is not at the end: bytes that are no gzip while more follows.
    """
    with path.open("rb") as file:
        file.seek(start)
        offset, pending = start, b""
        while pending or (pending := file.read(_CHUNK)):
            unzip = zlib.decompressobj(_GZIP)
            parts: list[bytes] = []
            length = 0
            try:
                while not unzip.eof:
                    parts.append(unzip.decompress(pending))
                    length += len(pending) - len(unzip.unused_data)
                    pending = unzip.unused_data
                    if unzip.eof:
                        break
                    if not (pending := file.read(_CHUNK)):
                        return
            except zlib.error as error:
                if _only_zeros(
                    pending + file.read()
                ):  # a power cut leaves blocks that were allocated and never written
                    return
                raise ArchiveError(
                    f"{path}: damaged at byte {offset} ({error}); restore the file from a copy"
                ) from error
            yield Member(offset, length, b"".join(parts))
            offset += length


def whole_length(path: Path) -> int:
    """Return the length in bytes up to the end of the last whole member."""
    end = 0
    for member in members(path):
        end = member.offset + member.length
    return end


def _only_zeros(data: bytes) -> bool:
    return not data.strip(b"\0")
