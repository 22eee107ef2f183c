"""Documents on disk: paths as a user gives them → one input for every file, every member of a ZIP, every missing path.

A folder is walked in sorted order, hidden files skipped. Nothing that stands in an input can make this fail or grow
without bounds: what cannot be read is an input with a reason.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from pathlib import Path, PurePosixPath

from pipeline.contract import Reason
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.office.package import DAMAGE, open_zip

MAX_BYTES = 256 * 1024**2
"""Of one file or member; the largest reports, scanned ones, have some 100 MB."""
MAX_MEMBERS = 20_000
"""Of one ZIP."""
MAX_UNPACKED_BYTES = 4 * 1024**3
"""Of all members of one ZIP together, those of ZIPs in it included."""
MAX_TIMES, SMALL_BYTES = 100, 8 * 1024**2
"""A member unpacks to so many times its packed size at most, where that is not small: pages come to some 20, bombs to 1,000."""
MAX_DEPTH = 3
"""Of ZIPs in ZIPs."""

_join = os.path.join  # Path would not keep the path as given
_ZIP_START = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_PACKAGE_PARTS = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")  # DOCX, XLSX, ODF, OFD are ZIPs too
_OFD_ROOT = "OFD.xml"
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Input:
    """One document: `source` as given (`a.zip!b.docx`); its bytes, or the reason why there are none."""

    source: str
    body: bytes | None
    reason: Reason | None = None


def read_inputs(paths: Iterable[str]) -> Iterator[Input]:
    """Yields every document of the paths, in order; a path that does not exist is one too."""
    for path in paths:
        for found in _files(path):
            yield from _read(found) if isinstance(found, str) else (found,)


def is_folder(path: str) -> bool:
    """Whether the path is a folder; a name that the system does not take is none."""
    return os.path.isdir(path)  # noqa: PTH112 - Path raises for such names


def _files(path: str) -> Iterator[str | Input]:
    """The path itself, or the files of the folder that it is; what of the folder is not walked is an input with a reason."""
    if not is_folder(path):
        yield path
        return
    folders = [path]
    while folders:
        folder = folders.pop()
        try:
            paths = [_join(folder, name) for name in sorted(os.listdir(folder)) if not name.startswith(".")]  # noqa: PTH208
        except OSError as error:
            yield _unreadable(folder, "not_readable", f"the folder cannot be read: {error.strerror}")
            continue
        walked: list[str] = []
        for inner in paths:
            if not is_folder(inner):
                yield inner
            elif Path(inner).is_symlink():
                yield _unreadable(inner, "link_to_folder", "a link to a folder is not followed; name that folder too")
            else:
                walked.append(inner)
        folders.extend(reversed(walked))


def _read(source: str) -> Iterator[Input]:
    path = Path(source)
    try:
        if not path.exists():
            yield _unreadable(source, "not_found", "there is no such file; check the path")
        elif not path.is_file():
            yield _unreadable(source, "not_a_file", "this is neither a file nor a folder; save it as a file first")
        elif path.stat().st_size > MAX_BYTES:
            yield _unreadable(source, "too_large", f"the file is larger than {MAX_BYTES // 1024**2} MB; split it")
        else:
            yield from _unpack(source, path.read_bytes(), _Allowance(MAX_UNPACKED_BYTES), depth=1)
    except OSError as error:
        yield _unreadable(source, "not_readable", f"cannot be read: {error.strerror}")


@dataclass(slots=True)
class _Allowance:
    """How many bytes may still be unpacked from a file."""

    left: int


def _unpack(source: str, body: bytes, allowance: _Allowance, *, depth: int) -> Iterator[Input]:
    """The members of a ZIP; anything else as it is."""
    if not body.startswith((_ZIP_START, _EMPTY_ZIP)):
        yield Input(source, body)
        return
    try:
        archive = open_zip(body)
    except UnreadableDocumentError as error:
        if error.code == "too_large":
            yield _unreadable(source, "too_many_members", f"{error.message}; split it")
        else:
            yield _unreadable(source, "damaged_archive", f"{error.message}; fetch it again")
        return
    with archive:
        members = [
            member for member in archive.infolist() if not member.filename.endswith(("/", "\\")) or member.file_size
        ]
        names = {member.filename for member in members}
        if not names.isdisjoint(_PACKAGE_PARTS) or _OFD_ROOT in names:
            yield Input(source, body)
        elif depth > MAX_DEPTH:
            yield _unreadable(
                source, "nested_archive", f"ZIPs are nested deeper than {MAX_DEPTH}; unpack the outer ones first"
            )
        elif len(members) > MAX_MEMBERS:
            yield _unreadable(source, "too_many_members", f"the ZIP has more than {MAX_MEMBERS:,} members; split it")
        elif _overlap(members):
            yield _unreadable(
                source, "damaged_archive", "members of the ZIP share bytes; it is damaged or hostile, fetch it again"
            )
        elif not members:
            yield _unreadable(source, "empty_archive", "the ZIP has no members")
        else:
            yield from _members(source, archive, members, allowance, depth)


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members are stored in the same place: a small file can so unpack to as much as there are names in it."""
    places = sorted((member.header_offset, member.compress_size) for member in members)
    return any(start + size > following for (start, size), (following, _) in pairwise(places))


def _members(
    source: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], allowance: _Allowance, depth: int
) -> Iterator[Input]:
    for name, member in sorted(((_name(member), member) for member in members), key=itemgetter(0)):
        if any(part.startswith((".", "__MACOSX")) and part != ".." for part in PurePosixPath(name).parts):
            continue
        inner = f"{source}!{name}"
        if member.flag_bits & _ENCRYPTED:
            yield _unreadable(inner, "encrypted", "the member is encrypted; unpack it with its password first")
            continue
        fair = max(MAX_TIMES * member.compress_size, SMALL_BYTES)
        most = min(MAX_BYTES, allowance.left, fair)
        try:
            with archive.open(member) as stream:
                body = stream.read(most + 1)  # the size that the ZIP declares may be a lie
        except DAMAGE as error:
            yield _unreadable(inner, "damaged_archive", f"the member is damaged ({error}); fetch the ZIP again")
            continue
        allowance.left = max(allowance.left - len(body), 0)
        if len(body) > most:
            what = (
                f"the member unpacks to over {MAX_TIMES} times its size" if most == fair else "too large when unpacked"
            )
            yield _unreadable(inner, "too_large", f"{what}; unpack the ZIP, and give the reports alone")
            continue
        yield from _unpack(inner, body, allowance, depth=depth + 1)


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; names without the UTF-8 mark are GB 18030 in ZIPs made in China, which zipfile takes for cp437."""
    if member.flag_bits & _UTF8_NAMES:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _unreadable(source: str, code: str, message: str) -> Input:
    return Input(source, None, Reason(code, message))
