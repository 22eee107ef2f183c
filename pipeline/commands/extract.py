"""`nianbao extract`: what documents say, as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import click

from pipeline.batch import render_many
from pipeline.commands import output, progress
from pipeline.commands.matching import url_of_one
from pipeline.contract import Extraction
from pipeline.extractor import extractor_id
from pipeline.inputs import Input, read_inputs
from pipeline.json_lines import Line, extraction_line
from pipeline.progress import reporter


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--url", help="Where the one document comes from: evidence for the agency, never for a figure.")
@click.pass_context
def extract(ctx: click.Context, paths: tuple[str, ...], url: str | None) -> None:
    """Print what each document says, one JSON object a line.

    A folder is walked, a ZIP unpacked. Exit status 1 when one or more inputs could not be read; why stands on their lines,
    and on standard error.
    """
    host = url_of_one(url, paths).hostname if url is not None else None
    failed, count = False, 0
    with nullcontext() if sys.stdout.isatty() else progress.shown():  # the lines themselves show how far it is
        report = reporter("extract")
        for count, line in enumerate(extract_inputs(read_inputs(paths), host), 1):
            click.echo(line.printed)
            if line.problem:
                output.note(f"Error: {line.problem}")
                failed = True
            report(count, 0)  # how many there will be is not known while folders are walked
        report(count, count)
    if not count:
        output.note(f"No document in {', '.join(paths)}")
    ctx.exit(1 if failed else 0)


def extract_inputs(inputs: Iterable[Input], host: str | None) -> Iterator[Line]:
    """Each input's line, in order; an input without bytes is `unreadable` for its own reason."""
    seen: dict[int, Input] = {}
    render = partial(extraction_line, host)

    def readable() -> Iterator[tuple[tuple[int, str], bytes, None]]:
        for number, item in enumerate(inputs):
            seen[number] = replace(item, body=None)
            if item.body is not None:
                yield (number, item.source), item.body, None

    following = 0
    for (number, _), line in render_many(readable(), render):
        while following < number:
            yield render((following, seen[following].source), _without_body(seen.pop(following)))
            following += 1
        del seen[number]
        yield line
        following = number + 1
    for number in sorted(seen):
        yield render((number, seen[number].source), _without_body(seen[number]))


def _without_body(item: Input) -> Extraction:
    return Extraction("", None, extractor_id(), "unreadable", item.reason)
