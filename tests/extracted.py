"""Extractions of a batch as objects; what the product wants of them, JSON or rows, it has made in the processes that read."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pipeline.batch import BYTES_PER_WORKER, SECONDS_PER_DOCUMENT, render_many
from pipeline.contract import Extraction

K = TypeVar("K", bound=str | int)


def extract_many(
    items: Iterable[tuple[K, bytes, str | None]],
    workers: int,
    *,
    seconds: float = SECONDS_PER_DOCUMENT,
    memory: int = BYTES_PER_WORKER,
) -> Iterator[tuple[K, Extraction]]:
    """`(key, extraction)` for every item, as `render_many`."""
    return render_many(items, _itself, workers, seconds=seconds, memory=memory)


def _itself(_: object, extraction: Extraction) -> Extraction:
    return extraction
