"""`nianbao extract`: what documents say, as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import click

from pipeline.batch import extract_many
from pipeline.commands import output, progress
from pipeline.contract import Extraction, Place, Signal, as_json
from pipeline.extractor import extractor_id
from pipeline.inputs import Input, read_inputs
from pipeline.progress import reporter


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--url", help="Where the one document comes from: evidence for the agency, never for a figure.")
@click.pass_context
def extract(ctx: click.Context, paths: tuple[str, ...], url: str | None) -> None:
    """Print what each document says, one JSON object a line.

    A folder is walked, a ZIP unpacked. Exit status 1 when one or more inputs could not be read.
    """
    host = _host(url, paths) if url is not None else None
    failed, count = False, 0
    with progress.shown():
        report = reporter("extract")
        for count, (source, extraction) in enumerate(extract_inputs(read_inputs(paths)), 1):
            if host is not None:
                signal = Signal("host", host, Place("the URL given"))
                extraction = replace(extraction, signals=(*extraction.signals, signal))  # noqa: PLW2901
            failed |= extraction.kind == "unreadable"
            line = as_json(extraction, source) | {"sha256": extraction.sha256 or None}
            click.echo(output.json_text(line))
            report(count, 0)  # how many there will be is not known while folders are walked
        report(count, count)
    ctx.exit(1 if failed else 0)


def extract_inputs(inputs: Iterable[Input]) -> Iterator[tuple[str, Extraction]]:
    """Each input's source with its extraction, in order; an input without bytes is `unreadable` for its own reason."""
    seen: dict[int, Input] = {}

    def readable() -> Iterator[tuple[int, bytes, None]]:
        for number, item in enumerate(inputs):
            seen[number] = replace(item, body=None)
            if item.body is not None:
                yield number, item.body, None

    following = 0
    for number, extraction in extract_many(readable()):
        while following < number:
            yield _without_body(seen.pop(following))
            following += 1
        yield seen.pop(number).source, extraction
        following = number + 1
    for number in sorted(seen):
        yield _without_body(seen[number])


def _without_body(item: Input) -> tuple[str, Extraction]:
    return item.source, Extraction("", None, extractor_id(), "unreadable", item.reason)


def _host(url: str, paths: tuple[str, ...]) -> str:
    if len(paths) > 1:
        raise click.UsageError("--url goes with one PATH; extract the others without it")
    host = urlsplit(url).hostname
    if host is None:
        raise click.BadParameter(f"{url!r} names no host; write http://host/path", param_hint="'--url'")
    return host
