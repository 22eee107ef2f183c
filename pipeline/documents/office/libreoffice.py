"""DOC, WPS, RTF and ODT → DOCX, XLSB → XLSX through LibreOffice, where it is installed. An edge around the pure `extract`.

The converter runs without a network proxy, without macros, in a folder of its own that is deleted afterwards, and is
killed with all that it started when its time is up. Of memory it gets a part of what a document may take.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.office.ole import DOC
from pipeline.documents.office.package import XLSB

RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
_TO_DOCX = "docx:MS Word 2007 XML"
CONVERTED = {
    DOC: ("doc", "MS Word 97", _TO_DOCX),
    RTF: ("rtf", "Rich Text Format", _TO_DOCX),
    ODT: ("odt", "writer8", _TO_DOCX),
    FLAT_ODT: ("fodt", "OpenDocument Text Flat XML", _TO_DOCX),
    XLSB: ("xlsb", "Calc MS Excel 2007 Binary", "xlsx:Calc MS Excel 2007 XML"),
}
"""The media types that are converted: file ending, the filters that read and write; left to guess, LibreOffice reads anything."""
SECONDS = 60.0
"""For one document: a start with a new profile takes 3 seconds, a long report 5."""
PROCESSOR_SECONDS = 15.0
"""Of processor time, however busy the machine is: a report takes one, one of 150 pages with photographs three. A text that it
sets for ever, a million rows or brackets, is known by that long before the other time is up.
"""
MAXIMUM_OUTPUT = 64 * 1024 * 1024
MAXIMUM_MEMORY = 700_000_000
"""Bytes that it may write to: a report takes 170 MB, a million brackets take all there is."""
MEMORY_SPENT = 0.5
"""Part of them from which a conversion that gives nothing was stopped by that limit: it ends as with a damaged document."""
POLL = 0.02
"""Seconds between two looks whether it is done."""

_USER, _SYSTEM = 11, 12
"""Where the times in a program and in the system stand behind its name in /proc/*/stat."""
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "/org.openoffice.Inet/Settings": {  # a proxy that is not there: nothing is fetched
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}


class ConversionError(UnreadableDocumentError):
    """Raised where LibreOffice makes nothing of the document: `conversion_failed`, `too_slow` or `too_much_memory`."""


def converter() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def convert(body: bytes, media_type: str, *, seconds: float = SECONDS) -> bytes | None:
    """`body`, of a type in `CONVERTED`, as DOCX or XLSX; None where LibreOffice is not installed.

    Raises:
        ConversionError: the converter gives nothing, or not within `seconds`.
    """
    program = converter()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="nianbao-office-") as name:
        folder = Path(name)
        ending, reader, writer = CONVERTED[media_type]
        source = folder / f"document.{ending}"
        source.write_bytes(body)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        output = folder / "converted"
        spent = _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--norestore", "--nolockcheck", "--nodefault", f"--infilter={reader}"),
                *("--convert-to", writer, "--outdir", str(output), str(source)),
            ],
            folder,
            seconds,
        )
        result = output / f"document.{writer.partition(':')[0]}"
        if not result.is_file() and spent >= MEMORY_SPENT * MAXIMUM_MEMORY:
            message = (
                f"LibreOffice needs more than {MAXIMUM_MEMORY:,} bytes of memory; the document is damaged or hostile"
            )
            raise ConversionError("too_much_memory", message)
        if not result.is_file() or result.stat().st_size > MAXIMUM_OUTPUT:
            raise ConversionError("conversion_failed", "LibreOffice makes nothing of the document; it is damaged")
        return result.read_bytes()


def read_unconverted(body: bytes, media_type: str | None) -> NoReturn:
    """Raises the reason why a document that must be converted first was not.

    Raises:
        UnreadableDocumentError: `converter_missing`.
    """
    del body, media_type
    raise UnreadableDocumentError(
        "converter_missing",
        "DOC, WPS, RTF, ODT and XLSB are read through LibreOffice; install it, or save the file as DOCX",
    )


def _settings() -> str:
    """The profile's settings as LibreOffice stores them."""
    items = (
        f'<item oor:path="{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{"".join(items)}</oor:items>'


def _run(command: list[str], folder: Path, seconds: float) -> int:
    """Runs the converter; the most memory in bytes that one of its processes was seen to hold."""
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "SAL_USE_VCLPLUGIN": "svp",  # draw nothing on any screen
    }
    process = subprocess.Popen(
        [*_limited(), *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _wait(process, seconds)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _limited() -> list[str]:
    """What stands before a command that is to have no more memory than it may; the shell sets the limit for it alone."""
    if sys.platform != "linux":
        return []
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MAXIMUM_MEMORY if hard == resource.RLIM_INFINITY else min(MAXIMUM_MEMORY, hard)
    return ["/bin/sh", "-c", 'ulimit -S -d "$0" && exec "$@"', str(most // 1024)]


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int:
    deadline = time.monotonic() + seconds
    most = 0
    while process.poll() is None:
        running = list(descent(process.pid))
        most = max(most, *map(_held, running))
        if sum(map(_worked, running)) >= PROCESSOR_SECONDS:
            raise ConversionError(
                "too_slow", f"LibreOffice was stopped after {PROCESSOR_SECONDS:.0f} seconds of the processor's time"
            )
        if time.monotonic() >= deadline:
            raise ConversionError("too_slow", f"LibreOffice was stopped after {seconds:.0f} seconds")
        time.sleep(POLL)
    return most


def descent(process: int) -> Iterator[int]:
    """A process and all that it started, directly or not."""
    yield process
    for child in _started_by(process):
        yield from descent(child)


def _started_by(process: int) -> list[int]:
    """What a process started, while it runs; nothing where it has ended or the system has no such list."""
    try:
        threads = list(Path(f"/proc/{process}/task").glob("*/children"))
    except OSError:  # it ended while its threads were listed
        return []
    children: list[int] = []
    for thread in threads:
        try:
            children += map(int, thread.read_text().split())
        except OSError:  # it has ended
            continue
    return children


def _held(process: int) -> int:
    """The bytes of memory that a process holds; nought where it has ended or the system does not say."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def _worked(process: int) -> float:
    """The seconds of processor time that a process took; nought where it has ended or the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return 0.0
