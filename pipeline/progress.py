"""How far long work is, for whoever wants to show it; work that nobody watches reports to nobody."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

Listener = Callable[[str, int, int, str], None]
"""Called with the step, the number of things done, the number of all, and what else there is to say."""


class Report(Protocol):
    """What a piece of work calls."""

    def __call__(self, done: int, total: int, detail: str = "") -> None: ...


_listener: ContextVar[Listener | None] = ContextVar("_listener", default=None)


@contextmanager
def heard_by(listener: Listener) -> Generator[None]:
    """Work inside the context reports to `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def reporter(step: str) -> Report:
    """What a piece of work calls with how much is done, of how much."""
    listener = _listener.get()

    def report(done: int, total: int, detail: str = "") -> None:
        if listener is not None:
            listener(step, done, total, detail)

    return report
