"""Progress of long work on standard error: bars on a terminal, a line a step elsewhere."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipeline.commands import output
from pipeline.progress import heard_by


@contextmanager
def shown() -> Generator[None]:
    """Work inside the context shows how far it is."""
    screen = output.console(error=True)
    if not screen.is_terminal:
        with heard_by(_print_ends):
            yield
        return
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(bar_width=16),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[detail]}"),
    )
    with Progress(*columns, console=screen) as bars:
        tasks: dict[str, TaskID] = {}

        def listen(step: str, done: int, total: int, detail: str) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, detail=detail)
            bars.update(tasks[step], completed=done, total=total, detail=detail)

        with heard_by(listen):
            yield


def _print_ends(step: str, done: int, total: int, detail: str) -> None:
    if 0 < done == total:
        output.note(f"{step}: {done} of {total}" + (f", {detail}" if detail else ""))
