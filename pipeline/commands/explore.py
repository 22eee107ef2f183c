"""`nianbao explore`: the published data in the browser."""

from __future__ import annotations

import socket
import subprocess
import sys

import click

from crawlers.shipped import shipped
from pipeline.commands import output
from pipeline.commands.snapshot import find_snapshot, published_link

NOTEBOOK = shipped("notebooks/explore.py")


@click.command()
@click.option(
    "--port",
    default=2718,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to serve on; 0 takes a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--headless", is_flag=True, help="Open no browser.")
@click.pass_context
def explore(context: click.Context, port: int, host: str, headless: bool) -> None:
    """Serve the explorer (a marimo app) on the published data, until it is interrupted."""
    find_snapshot()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.BadParameter(
                f"{host}:{port} cannot be served on: {error.strerror}; choose others with --host and --port"
            ) from error
        port = probe.getsockname()[1]
    output.note(f"Exploring {published_link()} on http://{host}:{port} (Ctrl-C ends it)")
    sys.stderr.flush()
    marimo = [sys.executable, "-m", "marimo", "--quiet", "--yes", "run", str(NOTEBOOK)]
    options = ["--host", host, "--port", str(port), *(["--headless"] if headless else [])]
    # In a session of its own: an interruption at the terminal would make the server print where it was interrupted.
    server = subprocess.Popen(
        [sys.executable, "-m", "pipeline.lifeline", *marimo, *options], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        context.exit(server.wait())
    except KeyboardInterrupt:
        server.communicate()
        context.exit(0)
