"""One writer at a time: a root is locked while a command writes to it.

The lock is the kernel's (`flock`), held by the open file and not by the file's existence: a process that is killed lets
go of it, and no stale lock has to be removed. Readers of the published snapshot need no lock.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import PipelineError


class RootBusyError(PipelineError):
    """Another process is writing to the root; raised by `locked`."""


@contextmanager
def locked(root: Path, purpose: str) -> Generator[None]:
    """Holds the root's lock; raises RootBusyError, naming the holder, when another process has it."""
    root.mkdir(parents=True, exist_ok=True)
    path = root / "nianbao.lock"
    with path.open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read().strip() or "another process"
            message = f"{root} is being written by {holder}: wait until it has ended, then try again"
            raise RootBusyError(message) from None
        handle.truncate(0)
        handle.write(f"`nianbao {purpose}` (process {os.getpid()})\n")
        handle.flush()
        try:
            yield
        finally:
            handle.truncate(0)
