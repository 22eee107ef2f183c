"""Office packages: ZIP files of XML parts (DOCX, XLSX, ODT, OFD). What is in them is bounded before anything reads it.

A ZIP states sizes that may be lies; only what has really been unpacked counts here.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from posixpath import normpath
from typing import NoReturn

from lxml import etree

from pipeline.documents.document import UnreadableDocumentError

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ZIP = "application/zip"

MAXIMUM_PART = 32 * 1024 * 1024
"""Bytes of one part unpacked. The text of the longest report takes 2 MB."""
MAXIMUM_PARTS = 5_000
MAXIMUM_ENTRIES = 400_000
"""Of a ZIP and of those that are stored in it: to list them takes seconds and hundreds of megabytes."""

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = ((re.compile(rb"wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\."), DOCX),
               (re.compile(rb"ms-excel\.sheet\.binary\."), XLSB),
               (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\."), XLSX))  # fmt: skip
_ENTRY = b"PK\x01\x02"
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError, RuntimeError,
)  # fmt: skip
"""What `zipfile` raises for damaged, encrypted or exotic members."""


class Package:
    """The parts of a package by name.

    Raises:
        UnreadableDocumentError: `damaged` where the ZIP cannot be opened, `too_large` where it has too many parts.
    """

    def __init__(self, body: bytes) -> None:
        self._zip = open_zip(body)
        self.names = frozenset(self._zip.namelist())
        if len(self.names) > MAXIMUM_PARTS:
            raise UnreadableDocumentError("too_large", f"the package has more than {MAXIMUM_PARTS:,} parts")

    def part(self, name: str, most: int = MAXIMUM_PART) -> bytes:
        """The bytes of a part; empty where there is no such part.

        Raises:
            UnreadableDocumentError: `damaged`, or `too_large` where it unpacks to more than `most` bytes.
        """
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(most + 1)
        except DAMAGE as error:
            raise UnreadableDocumentError("damaged", f"{name} cannot be unpacked: {error}") from error
        if len(content) > most:
            raise UnreadableDocumentError("too_large", f"{name} unpacks to more than {most:,} bytes")
        return content

    def xml(self, name: str) -> Element | None:
        """The root element of a part; None where there is no such part.

        Raises:
            UnreadableDocumentError: `damaged` where it is no XML, is nested too deeply, or declares entities.
        """
        content = self.part(name)
        return parse_xml(content, name) if content else None

    def main_part(self, fallback: str) -> str:
        """The name of the part that holds the document."""
        relations = self.xml("_rels/.rels")
        if relations is not None:
            for relation in relations:
                if (relation.get("Type") or "").endswith("/officeDocument"):
                    target = normpath((relation.get("Target") or "").lstrip("/"))
                    return target if target in self.names else fallback
        return fallback


def open_zip(body: bytes) -> zipfile.ZipFile:
    """The ZIP in `body`.

    Raises:
        UnreadableDocumentError: `damaged` where it cannot be opened, `too_large` where it has too many entries.
    """
    if body.count(_ENTRY) > MAXIMUM_ENTRIES:  # those it says it has may be a lie
        raise UnreadableDocumentError("too_large", f"the ZIP has more than {MAXIMUM_ENTRIES:,} entries")
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except DAMAGE as error:
        raise UnreadableDocumentError("damaged", f"the file is cut short or damaged: {error}") from error


def parse_xml(content: bytes, name: str) -> Element | None:
    """The root element; nothing is fetched and no entity is resolved.

    Raises:
        UnreadableDocumentError: `damaged` where it is no XML, is nested too deeply, or declares entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocumentError("damaged", f"{name} is not well-formed: {error}") from error
    if root is not None and root.getroottree().docinfo.doctype:
        raise UnreadableDocumentError("damaged", f"{name} has a document type, which office files never have")
    return root


def package_type(body: bytes) -> str:
    """The media type of a ZIP by what is in it; `application/zip` where it is a plain archive or damaged."""
    try:
        package = Package(body)
        if _CONTENT_TYPES in package.names:
            types = package.part(_CONTENT_TYPES, 1024 * 1024)
            return next((found for pattern, found in _MAIN_PARTS if pattern.search(types)), ZIP)
        if "mimetype" in package.names:
            return package.part("mimetype", 200).decode("ascii", errors="replace").strip() or ZIP
    except UnreadableDocumentError:
        return ZIP
    return "application/ofd" if "OFD.xml" in package.names else ZIP


def read_archive(body: bytes, media_type: str | None) -> NoReturn:
    """Raises the reason why a ZIP is no document.

    Raises:
        UnreadableDocumentError: `damaged`, or `archive` for one that holds files.
    """
    del media_type
    files = sorted(name for name in Package(body).names if not name.endswith("/"))
    shown = ", ".join(files[:5]) + (" …" if len(files) > 5 else "")
    raise UnreadableDocumentError(
        "archive", f"a ZIP of {len(files)} files ({shown}); `nianbao extract` and `nianbao ingest` read its members"
    )
