"""Extraction over many documents: processes, each watched.

A document that takes too long, needs too much memory or crashes its worker gives an `unreadable` extraction whose reason says
so; the worker is replaced and the batch goes on. Results come in the order of the input.

Pictures of text are left out at first. A document that has them is then read once more, with them: one such document at a
time, since recognising takes seconds a page and hundreds of megabytes, while the other workers go on with the rest.
"""

from __future__ import annotations

import copyreg
import gc
import hashlib
import multiprocessing
import os
import resource
import sys
import time
from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from operator import attrgetter
from typing import Any, TypeVar

from pipeline.contract import Cell, Check, Claim, Extraction, Notice, Place, Reason, Signal
from pipeline.documents import ocr, office
from pipeline.documents.read import sniff
from pipeline.extract import extract
from pipeline.extractor import extractor_id

SECONDS_PER_DOCUMENT = 15.0
BYTES_PER_WORKER = 1_000_000_000
"""Limits of one document: the slowest HTML report seen takes 0.1 s, and none needs more than 200 MB."""
QUEUED_PER_WORKER = 4
RARE_COLLECTIONS = (50_000, 20, 50)
"""Thresholds of a worker's garbage collector: a report is thousands of small objects that live for milliseconds, no cycles."""

_FIELDS: dict[type[Any], attrgetter[Any]] = {
    kind: attrgetter(*(field.name for field in fields(kind)))
    for kind in (Cell, Check, Claim, Extraction, Notice, Place, Signal)
}
"""The fields of what an extraction is made of, in the order in which its constructor takes them."""

K = TypeVar("K", bound=Hashable)


def _as_call(result: Any) -> tuple[type[Any], tuple[Any, ...]]:
    """A result as its constructor's call: to send a report's hundreds of objects field by field took a tenth of the work."""
    kind = result.__class__
    return kind, _FIELDS[kind](result)


for _kind in _FIELDS:
    copyreg.pickle(_kind, _as_call)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: int = -1
    deadline: float = 0.0
    recognises: bool = False


def extract_many(
    items: Iterable[tuple[K, bytes, str | None]],
    workers: int | None = None,
    *,
    seconds: float = SECONDS_PER_DOCUMENT,
    memory: int = BYTES_PER_WORKER,
) -> Iterator[tuple[K, Extraction]]:
    """`(key, extraction)` for every `(key, body, media type)`, in order.

    `workers` are processes (default: one a core); `seconds` and `memory` (bytes of address space, where the system can
    limit it) bound each document.
    """
    count = workers or os.cpu_count() or 1
    supply = enumerate(items)
    waiting: dict[int, tuple[K, bytes, str | None]] = {}
    done: dict[int, Extraction] = {}
    pictures: set[int] = set()
    order: deque[int] = deque()
    pool: list[_Worker] = []
    exhausted = False
    try:
        while True:
            while not exhausted and len(order) < count * QUEUED_PER_WORKER:
                entry = next(supply, None)
                if entry is None:
                    exhausted = True
                    break
                number, item = entry
                waiting[number] = item
                order.append(number)
            unassigned = [n for n in order if n in waiting and n not in done and all(w.task != n for w in pool)]
            _hand_out(unassigned, waiting, pictures, pool, count, seconds, memory)
            while order and order[0] in done:
                number = order.popleft()
                yield waiting.pop(number)[0], done.pop(number)
            if not order and exhausted:
                return
            _collect(pool, waiting, pictures, done)
    finally:
        for worker in pool:
            _stop(worker)


def _hand_out(
    unassigned: list[int],
    waiting: dict[int, tuple[K, bytes, str | None]],
    pictures: set[int],
    pool: list[_Worker],
    count: int,
    seconds: float,
    memory: int,
) -> None:
    for number in unassigned:
        recognise = number in pictures
        if recognise and any(worker.task >= 0 and worker.recognises for worker in pool):
            continue
        worker = next((w for w in pool if w.task < 0), None)
        if worker is None and len(pool) < count:
            worker = _start(memory)
            pool.append(worker)
        if worker is None:
            return
        _, body, media_type = waiting[number]
        conversion = office.SECONDS if sniff(body, media_type) in office.CONVERTED else 0.0
        recognition = ocr.SECONDS_PER_PAGE * ocr.MAXIMUM_PAGES if recognise else 0.0
        worker.task, worker.deadline = number, time.monotonic() + seconds + conversion + recognition
        worker.recognises = recognise
        worker.pipe.send((body, media_type, recognise))


def _collect(
    pool: list[_Worker],
    waiting: dict[int, tuple[K, bytes, str | None]],
    pictures: set[int],
    done: dict[int, Extraction],
) -> None:
    """Wait for the next result, death or deadline."""
    busy = [worker for worker in pool if worker.task >= 0]
    if not busy:
        return
    left = max(min(worker.deadline for worker in busy) - time.monotonic(), 0.0)
    ready = set(wait([worker.pipe for worker in busy], timeout=left))
    for worker in busy:
        number = worker.task
        _, body, media_type = waiting[number]
        if worker.pipe in ready:
            try:
                result = worker.pipe.recv()
                worker.task = -1
                if ocr.is_installed() and not worker.recognises and _has_pictures(result):
                    pictures.add(number)
                else:
                    done[number] = result
            except (EOFError, ConnectionError):  # it died, perhaps in the middle of its answer
                worker.process.join()
                _replace(worker, pool)
                code = worker.process.exitcode
                done[number] = _unreadable(body, media_type, "reader_crashed", f"the reader ended with status {code}")
        elif time.monotonic() >= worker.deadline:
            _replace(worker, pool)
            done[number] = _unreadable(
                body,
                media_type,
                "too_slow",
                "reading was stopped at the time limit; the document is damaged or hostile",
            )


def _has_pictures(extraction: Extraction) -> bool:
    """Whether pictures of text are left to recognise."""
    codes = [notice.code for notice in extraction.notices]
    if extraction.reason is not None:
        codes.append(extraction.reason.code)
    return not ocr.UNRECOGNISED.isdisjoint(codes)


def _replace(worker: _Worker, pool: list[_Worker]) -> None:
    pool.remove(worker)
    _stop(worker)


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _start(memory: int) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, memory), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(pipe: Connection, memory: int) -> None:
    """A worker's life: one document after the other until the pipe closes."""
    gc.set_threshold(*RARE_COLLECTIONS)
    _limit_memory(memory)
    while True:
        try:
            body, media_type, recognise = pipe.recv()
        except EOFError:
            return
        if recognise:
            _limit_memory(memory + ocr.BYTES)
        try:
            result = extract_converted(body, media_type, recognise=recognise)
        except MemoryError:
            result = _unreadable(
                body, media_type, "too_much_memory", f"reading needs more than {memory:,} bytes of memory"
            )
        except RecursionError:
            result = _unreadable(body, media_type, "too_deep", "the document is nested too deeply")
        pipe.send(result)


def _limit_memory(most: int) -> None:
    """Bounds this process's address space, in bytes; what it took for a recognition it may keep."""
    if sys.platform == "linux":  # macOS accepts the limit and ignores it
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def extract_converted(body: bytes, media_type: str | None = None, *, recognise: bool = True) -> Extraction:
    """`extract` of a document; one that must be converted first is, where LibreOffice is installed.

    Its hash and media type are those of the document, its places those of the converted one.
    """
    found = sniff(body, media_type)
    if found not in office.CONVERTED:
        return extract(body, media_type, recognise=recognise)
    try:
        converted = office.convert(body, found)
    except office.ConversionError as error:
        return _unreadable(body, found, error.code, error.message)
    if converted is None:
        return extract(body, media_type)  # says what is missing
    return replace(extract(converted), sha256=hashlib.sha256(body).hexdigest(), media_type=found)


def _unreadable(body: bytes, media_type: str | None, code: str, message: str) -> Extraction:
    digest = hashlib.sha256(body).hexdigest()
    return Extraction(digest, media_type, extractor_id(), "unreadable", Reason(code, message))
