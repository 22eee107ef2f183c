"""EPUB → `Document`: a book is a ZIP of pages, read one after the other in the order that the book gives them.

Its list of contents is left out: it prints every heading a second time. A book that names no order is read by the names of its
pages.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from pipeline.documents.assemble import assemble
from pipeline.documents.document import Document, UnreadableDocumentError
from pipeline.documents.media import EPUB
from pipeline.documents.office.package import Element, Package
from pipeline.documents.web.html import read_html

MAXIMUM_PAGES = 500
MAXIMUM_TOTAL = 64 * 1024 * 1024
"""Bytes of all pages of one book unpacked."""

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_PAGES = (".xhtml", ".html", ".htm")


def read_epub(body: bytes, media_type: str | None) -> Document:
    """The lines and grids of a book's pages.

    Raises:
        UnreadableDocumentError: `damaged` where it holds no page, `too_large`, `encrypted`, or a reason of a page's own.
    """
    del media_type
    package = Package(body)
    names = _pages(package)
    if not names:
        raise UnreadableDocumentError("damaged", "the book holds no page; save it anew")
    if len(names) > MAXIMUM_PAGES:
        raise UnreadableDocumentError(
            "too_large", f"the book has {len(names)} pages; at most {MAXIMUM_PAGES} are read: split it"
        )
    if not _locked(package).isdisjoint(names):
        raise UnreadableDocumentError("encrypted", "the book is locked to a reader; save it without")
    return _joined(list(_read(package, names)))


def _read(package: Package, names: Sequence[str]) -> Iterator[Document]:
    left = MAXIMUM_TOTAL
    for name in names:
        content = package.part(name, left)
        left -= len(content)
        if content.strip():
            yield read_html(content, "application/xhtml+xml")


def _joined(pages: Sequence[Document]) -> Document:
    whole = assemble(EPUB, [block for page in pages for block in page.blocks])
    if not whole.blocks:
        raise UnreadableDocumentError("empty", "the book holds no text")
    for page in pages:
        whole.properties = page.properties | whole.properties
        whole.links += page.links
        whole.notices += page.notices
        whole.pictures += page.pictures
    return whole


def _pages(package: Package) -> list[str]:
    """The names of the pages in reading order."""
    main = _main(package)
    book = _xml(package, main)
    items: dict[str, str] = {}
    order: list[str] = []
    for element in book.iter() if book is not None else ():
        name = str(element.tag).rpartition("}")[2]
        if name == "item" and "nav" not in (element.get("properties") or "").split():
            items[element.get("id") or ""] = _within(posixpath.dirname(main), element.get("href") or "")
        elif name == "itemref":
            order.append(element.get("idref") or "")
    found = [items[page] for page in dict.fromkeys(order) if items.get(page) in package.names]
    return found or sorted(name for name in package.names if name.lower().endswith(_PAGES))


def _main(package: Package) -> str:
    """The name of the part that lists the others."""
    container = _xml(package, _CONTAINER)
    roots = container.iter("{*}rootfile") if container is not None else iter(())
    return next((unquote(root.get("full-path") or "") for root in roots), "")


def _locked(package: Package) -> set[str]:
    """The names of the parts that are encrypted; fonts often are, which locks nothing."""
    locks = _xml(package, _LOCKS)
    references = locks.iter("{*}CipherReference") if locks is not None else iter(())
    return {_within("", reference.get("URI") or "") for reference in references}


def _xml(package: Package, name: str) -> Element | None:
    """A part's root; None where there is none, or none that can be read."""
    try:
        return package.xml(name)
    except UnreadableDocumentError:
        return None


def _within(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(address.partition("#")[0]))).lstrip("/")
