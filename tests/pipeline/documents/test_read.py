"""The media type comes from the content; what cannot be read says so."""

import pytest

from pipeline.documents import read
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.read import read_document, sniff


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (b"<html><p>x</p></html>", "application/pdf", "text/html"),
        ("规章 |\n0 |".encode(), None, "text/plain"),
        ("规章 |\n0 |".encode(), "text/html", "text/plain"),
        (b"%PDF-1.7 ...", "text/html", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", None, "image/png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "text/html", "application/x-ole-storage"),
    ],
)
def test_sniff(body: bytes, declared: str | None, expected: str) -> None:
    assert sniff(body, declared) == expected


@pytest.mark.parametrize(
    ("body", "code"), [(b"", "empty"), (b" \r\n\t", "empty"), (b"\x00\x01\x02\x03", "unsupported_media_type")]
)
def test_what_cannot_be_read_says_why(body: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocumentError) as raised:
        read_document(body, None)
    assert raised.value.code == code


def test_the_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAXIMUM_BYTES", 10)
    with pytest.raises(UnreadableDocumentError, match="at most 10"):
        read_document(b"x" * 11, None)
