"""How far long work is, for whoever wants to show it; work that nobody watches reports to nobody."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]
"""Called with the step, the number of things done and the number of all."""

_listener: ContextVar[Listener | None] = ContextVar("_listener", default=None)


@contextmanager
def heard_by(listener: Listener) -> Generator[None]:
    """Work inside the context reports to `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def reporter(step: str) -> Callable[[int, int], None]:
    """What a piece of work calls with (done, all)."""
    listener = _listener.get()

    def report(done: int, total: int) -> None:
        if listener is not None:
            listener(step, done, total)

    return report
