"""A small government web on loopback: made-up places, real conventions, and the truth of every figure it prints.

    with serve(Path("data/sandbox"), seed=1) as sandbox:
        ...  # sandbox.sites, sandbox.environment

`World` makes the figures, `render` writes a report down in one of many styles, `Site` arranges pages and listings,
`server` puts them on sockets, `truth` tells what is true.
"""

from crawlers.sandbox.server import PortTakenError, Sandbox, serve
from crawlers.sandbox.world import World

__all__ = ["PortTakenError", "Sandbox", "World", "serve"]
