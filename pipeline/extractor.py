"""The extractor's id: a digest of everything that decides what `extract` returns, so that nobody has to raise a number.

That is the code that `pipeline.extract` imports, followed through its imports, its TOML files, the places of the reference
data that names begin with, the versions of the libraries that read, and whether pictures of text can be recognised and old
Office formats be converted here. Extractions are kept by this id; a change of any of these makes them anew.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.documents.office.libreoffice import converter
from pipeline.documents.scans import ocr
from pipeline.identification.name_bounds import division_files

_PACKAGE = Path(__file__).parent
_LIBRARIES = ("lxml", "opencc", "pypdfium2", "python-calamine", "rapidfuzz")
_IMPORT = re.compile(r"^[ \t]*(?:from|import) (pipeline[\w.]*)(?: import (\([^)]*\)|[^\n]*))?", re.MULTILINE)
"""An import of this package, anywhere in a file: looked for in the text, since parsing it all takes half of a worker's start."""
_READERS = f"{_PACKAGE.name}.documents."
_NAME = re.compile(r"\w+")
_OF_EXTRAS = ("onnxruntime", "opencv-python", "pillow", "rapidocr-onnxruntime")


@cache
def extractor_id() -> str:
    """Sixteen hexadecimal digits."""
    digest = hashlib.sha256()
    for path in [*code_files(), *sorted(_PACKAGE.glob("*/*.toml"))]:
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    for path in division_files():
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}".encode())
    if ocr.is_installed():
        for library in _OF_EXTRAS:
            digest.update(f"{library} {metadata.version(library)}".encode())
    digest.update(f"converter {converter() is not None}".encode())
    return digest.hexdigest()[:16]


def code_files() -> list[Path]:
    """The files of `pipeline.extract`, of the readers (imported when a document needs them) and of all that these import."""
    # which files there are is asked once: to ask for each import takes five times as long, and each process that reads begins here
    paths = {_module(path): path for path in _PACKAGE.rglob("*.py")}
    found: set[str] = set()
    waiting = [module for module in paths if module.startswith(_READERS) or module == f"{_PACKAGE.name}.extract"]
    while waiting:
        module = waiting.pop()
        if module in found or module not in paths:
            continue
        found.add(module)
        for package, names in _IMPORT.findall(paths[module].read_text(encoding="utf-8")):
            waiting += (package, f"{package}.__init__", *(f"{package}.{name}" for name in _NAME.findall(names)))
    return sorted(paths[module] for module in found)


def _module(path: Path) -> str:
    return ".".join((_PACKAGE.name, *path.relative_to(_PACKAGE).with_suffix("").parts))
