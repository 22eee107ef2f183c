"""Extraction over many documents: processes, each watched.

A document that takes too long, needs too much memory or crashes its worker gives an `unreadable` extraction whose reason says
so; the worker is replaced and the batch goes on. How long it takes is told by its worker's processor time, which is the same
beside other work; the clock gives up what waits for something that never comes. A document that ends its worker, or needs too
much, behind others is read again by a new worker, since what they left may be the cause. Results come in the order of the input.

Pictures of text are left out at first. A document that has them is then read once more, with them: one such document at a
time, since recognising takes seconds a page and hundreds of megabytes, while the other workers go on with the rest.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import pickle
import select
import signal
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from pipeline.contract import Extraction
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.office import libreoffice
from pipeline.documents.read import check_size, sniff
from pipeline.documents.scans import ocr
from pipeline.unreadable import unreadable

SECONDS_PER_DOCUMENT = 15.0
PATIENCE = 60.0
BYTES_PER_WORKER = 900_000_000
"""Limits of one document: the slowest HTML report seen takes 0.1 s, and none needs more than 200 MB; recognition takes 600 MB.
The libraries and the process that hands out come to another 100 MB at most. `SECONDS_PER_DOCUMENT` are processor time; `PATIENCE`
is by the clock, and leaves a worker a quarter of a core beside other work.
"""
QUEUED_PER_WORKER = 4
QUEUED_BYTES = 100_000
"""A pipe holds twice as much."""
_TOO_SLOW = "too_slow", "reading was stopped at the time limit; the document is damaged or hostile"
TIME_IS_UP = signal.SIGPROF
"""What the system ends a worker with whose document has had its processor time; it needs no turn of Python's for it."""
_QUICK = ("text/html", "text/plain")
"""What takes milliseconds."""

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
Render = Callable[[K, Extraction], R]
"""What a worker makes of a document's key and extraction."""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    tasks: deque[int] = field(default_factory=deque[int])
    """The first is being read; a second may wait in the pipe."""
    deadline: float = 0.0
    recognises: bool = False
    answers: int = 0


@dataclass(slots=True)
class _Batch(Generic[K]):
    """What is under way: documents by their number in the batch, and the limits of each."""

    seconds: float
    patience: float
    memory: int
    render: Render[K, Any]
    waiting: dict[int, tuple[K, bytes, str | None]] = field(default_factory=dict[int, Any])
    kinds: dict[int, str] = field(default_factory=dict[int, str])
    """The media type that the content of those that wait shows."""
    done: dict[int, Any] = field(default_factory=dict[int, Any])
    pictures: set[int] = field(default_factory=set[int])
    pool: list[_Worker] = field(default_factory=list[_Worker])
    pipes: select.poll = field(default_factory=select.poll)
    """Those of the pool: `multiprocessing.connection.wait` would gather them anew for each document, a quarter of our work."""

    def add(self, number: int, key: K, body: bytes, media_type: str | None) -> None:
        """Takes the next document; one that no reader looks into is done with, so that its bytes are not kept."""
        try:
            check_size(body)
        except UnreadableDocumentError as error:
            self.done[number] = self.render(key, unreadable(body, media_type, error.code, error.message))
            body = b""
        self.waiting[number] = key, body, media_type
        self.kinds[number] = sniff(body, media_type)

    def fail(self, number: int, code: str, message: str) -> None:
        key, body, media_type = self.waiting[number]
        self.done[number] = self.render(key, unreadable(body, media_type, code, message))


def render_many(
    items: Iterable[tuple[K, bytes, str | None]],
    render: Render[K, R],
    workers: int | None = None,
    *,
    seconds: float = SECONDS_PER_DOCUMENT,
    patience: float = PATIENCE,
    memory: int = BYTES_PER_WORKER,
) -> Iterator[tuple[K, R]]:
    """`(key, render(key, extraction))` for every `(key, body, media type)`, in order.

    `render` is a function of a module, or a `partial` of one: the workers call it, so that one process alone is not left with
    what is made of the results of all. `workers` are processes (default: one a core); `seconds` (of a worker's processor time),
    `patience` (seconds by the clock) and `memory` (bytes of a worker's own, where the system can limit it) bound each document.
    """
    count = workers or os.cpu_count() or 1
    supply = enumerate(items)
    batch = _Batch(seconds, patience, memory, render)
    order: deque[int] = deque()
    exhausted = False
    try:
        while True:
            while not exhausted and len(order) < count * QUEUED_PER_WORKER:
                entry = next(supply, None)
                if entry is None:
                    exhausted = True
                    break
                number, item = entry
                order.append(number)
                batch.add(number, *item)
            assigned = {number for worker in batch.pool for number in worker.tasks}
            _hand_out([n for n in order if n not in batch.done and n not in assigned], batch, count)
            while order and order[0] in batch.done:
                number = order.popleft()
                del batch.kinds[number]
                yield batch.waiting.pop(number)[0], batch.done.pop(number)
            if not order and exhausted:
                return
            _collect(batch)
    finally:
        for worker in [*batch.pool]:
            _discard(worker, batch)


def _hand_out(unassigned: list[int], batch: _Batch[Any], count: int) -> None:
    pool = batch.pool
    for number in unassigned:
        recognise = number in batch.pictures
        if recognise and any(worker.tasks and worker.recognises for worker in pool):
            continue
        worker = next((w for w in pool if not w.tasks), None)
        if worker is None and len(pool) < count:
            worker = _start(batch)
        if worker is None and _is_quick(number, batch):
            worker = next((w for w in pool if len(w.tasks) == 1 and _is_quick(w.tasks[0], batch)), None)
        if worker is None:
            return
        try:
            # as `send`, but for what can be sent that is no data, which takes twice as long
            worker.pipe.send_bytes(pickle.dumps((*batch.waiting[number], recognise)))
        except ConnectionError:  # it died: where it has a document, what it has is collected first
            if not worker.tasks:
                _discard(worker, batch)
                if not worker.answers:
                    batch.fail(number, "reader_crashed", _ended(worker))
            return
        worker.tasks.append(number)
        if len(worker.tasks) == 1:
            worker.recognises = recognise
            _begin(worker, batch)


def _is_quick(number: int, batch: _Batch[Any]) -> bool:
    """Whether a document may wait behind another, or have one behind it: so its worker need not wait for the next.

    What waits must fit into the pipe, or sending it would wait for whatever is read before it.
    """
    is_small = len(batch.waiting[number][1]) <= QUEUED_BYTES
    return is_small and batch.kinds[number] in _QUICK and number not in batch.pictures


def _begin(worker: _Worker, batch: _Batch[Any]) -> None:
    """Sets until when the document that a worker begins is waited for."""
    conversion = libreoffice.SECONDS if batch.kinds[worker.tasks[0]] in libreoffice.CONVERTED else 0.0
    recognition = 2 * ocr.SECONDS_PER_DOCUMENT if worker.recognises else 0.0  # its last page is begun in time and ends
    worker.deadline = time.monotonic() + batch.patience + conversion + recognition


def _collect(batch: _Batch[Any]) -> None:
    """Wait for the next result, death or deadline."""
    busy = [worker for worker in batch.pool if worker.tasks]
    if not busy:
        return
    left = max(min(worker.deadline for worker in busy) - time.monotonic(), 0.0)
    ready = {pipe for pipe, _ in batch.pipes.poll(math.ceil(left * 1_000))}
    for worker in [*batch.pool] if ready else busy:
        is_ready = worker.pipe.fileno() in ready
        if not worker.tasks:
            if is_ready:  # it died while it waited: a new one is started when there is something for it
                _discard(worker, batch)
            continue
        number = worker.tasks[0]
        if is_ready:
            try:
                has_pictures, is_spent, result = worker.pipe.recv()
            except (EOFError, ConnectionError):  # it died, perhaps in the middle of its answer
                worker.process.join()
                _discard(worker, batch)
                if worker.process.exitcode == -TIME_IS_UP:
                    batch.fail(number, *_TOO_SLOW)
                elif not worker.answers:  # else what it read before may be the cause: a new worker reads this one again
                    batch.fail(number, "reader_crashed", _ended(worker))
                continue
            worker.tasks.popleft()
            worker.answers += 1
            if is_spent:
                _discard(worker, batch)
                if worker.answers > 1:
                    continue  # the same: what it read before may hold the memory
            if has_pictures and not worker.recognises:
                batch.pictures.add(number)
            else:
                batch.done[number] = result
            if worker.tasks and not is_spent:
                _begin(worker, batch)
        elif time.monotonic() >= worker.deadline:
            _discard(worker, batch)
            batch.fail(number, *_TOO_SLOW)


def _ended(worker: _Worker) -> str:
    status = worker.process.exitcode
    return f"the reader ended with status {status}: the document is damaged, or the reader has a fault"


def _discard(worker: _Worker, batch: _Batch[Any]) -> None:
    """Ends a worker; one takes its place where something is left to read."""
    batch.pool.remove(worker)
    batch.pipes.unregister(worker.pipe.fileno())
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _start(batch: _Batch[Any]) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, batch.seconds, batch.memory, batch.render), daemon=True)
    resource_tracker.ensure_running()  # `start` would do it, and let interrupts through again
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # inherited: Ctrl-C would end its imports in a traceback
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    theirs.close()
    worker = _Worker(process, ours)
    batch.pool.append(worker)
    batch.pipes.register(ours.fileno(), select.POLLIN)
    return worker


def _work(pipe: Connection, seconds: float, memory: int, render: Render[Any, Any]) -> None:
    """What a worker does; it alone imports what reads, so that who only hands out starts in a third of the time."""
    import_module("pipeline.worker").work(pipe, seconds, memory, render)
