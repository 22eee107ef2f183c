"""`python -m pipeline.lifeline COMMAND…` runs a command that cannot outlive whoever started it.

Standard input is the lifeline: the starter holds the other end of the pipe, and the kernel closes it when the starter
ends, even by `kill -9`. Then the command is ended too. It needs no list of process ids, and works on every system.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

GRACE_SECONDS = 5.0


def main() -> int:
    """Runs the command of sys.argv until it ends or standard input closes; returns its exit status."""
    command = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        command.terminate()
        try:
            command.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            command.kill()

    threading.Thread(target=watch, daemon=True).start()
    return command.wait()


if __name__ == "__main__":
    sys.exit(main())
