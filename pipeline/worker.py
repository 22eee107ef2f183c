"""The life of a process that reads documents for a batch: one after the other, each within its limits.

What reads is imported here and by no module that hands out: a process that reads nothing itself starts without it.
"""

from __future__ import annotations

import gc
import hashlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any

from pipeline.batch import TIME_IS_UP
from pipeline.contract import Extraction
from pipeline.documents.office import libreoffice
from pipeline.documents.read import sniff
from pipeline.documents.scans import ocr
from pipeline.extract import extract
from pipeline.unreadable import unreadable

RARE_COLLECTIONS = (50_000, 20, 50)
"""Thresholds of the garbage collector: a report is thousands of small objects that live for milliseconds, no cycles."""


def work(pipe: Connection, seconds: float, memory: int, render: Callable[[Any, Extraction], Any]) -> None:
    """A worker's life: one document after the other until the pipe closes, or an interrupt ends it without a word."""
    signal.signal(signal.SIGINT, _end)
    signal.signal(TIME_IS_UP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    gc.set_threshold(*RARE_COLLECTIONS)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each takes a hundred megabytes, and other documents are read beside it
    _limit_memory(memory)
    while True:
        try:
            key, body, media_type, recognise = pipe.recv()
        except (EOFError, MemoryError):  # nothing comes any more, or there is no room for it beside what is left behind
            return
        is_spent = False
        # recognising takes the time of several cores, and minds the clock itself
        signal.setitimer(signal.ITIMER_PROF, 0.0 if recognise else seconds)
        try:
            result = extract_converted(body, media_type, recognise=recognise)
        except MemoryError:
            is_spent = True
            result = unreadable(
                body, media_type, "too_much_memory", f"reading needs more than {memory:,} bytes of memory"
            )
        except RecursionError:
            result = unreadable(body, media_type, "too_deep", "the document is nested too deeply")
        answer = ocr.is_installed() and _has_pictures(result), is_spent, render(key, result)
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        pipe.send(answer)


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(1)


def _limit_memory(most: int) -> None:
    """Bounds what this process may write to, in bytes: libraries reserve address space that they never touch."""
    if sys.platform == "linux":  # macOS accepts the limit and ignores it
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def extract_converted(body: bytes, media_type: str | None = None, *, recognise: bool = True) -> Extraction:
    """`extract` of a document; one that must be converted first is, where LibreOffice is installed.

    Its hash and media type are those of the document, its places those of the converted one.
    """
    found = sniff(body, media_type)
    if found not in libreoffice.CONVERTED:
        return extract(body, media_type, recognise=recognise)
    try:
        converted = libreoffice.convert(body, found)
    except libreoffice.ConversionError as error:
        return unreadable(body, found, error.code, error.message)
    if converted is None:
        return extract(body, media_type)  # says what is missing
    return replace(extract(converted, recognise=recognise), sha256=hashlib.sha256(body).hexdigest(), media_type=found)


def _has_pictures(extraction: Extraction) -> bool:
    """Whether pictures of text are left to recognise."""
    codes = [notice.code for notice in extraction.notices]
    if extraction.reason is not None:
        codes.append(extraction.reason.code)
    return not ocr.UNRECOGNISED.isdisjoint(codes)
