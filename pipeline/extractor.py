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

from pipeline.documents import ocr
from pipeline.documents.office import converter
from pipeline.name_bounds import division_files

_PACKAGE = Path(__file__).parent
_LIBRARIES = ("lxml", "opencc", "pypdfium2", "python-calamine", "rapidfuzz")
_IMPORT = re.compile(r"^[ \t]*(?:from|import) (pipeline[\w.]*)(?: import (\([^)]*\)|[^\n]*))?", re.MULTILINE)
"""An import of this package, anywhere in a file: looked for in the text, since parsing it all takes half of a worker's start."""
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
    found: set[Path] = set()
    waiting = [_PACKAGE / "extract.py", *(_PACKAGE / "documents").glob("*.py")]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for module, names in _IMPORT.findall(path.read_text(encoding="utf-8")):
            waiting += _files(module, _NAME.findall(names))
    return sorted(found)


def _files(module: str, names: list[str]) -> list[Path]:
    package, *parts = module.split(".")
    if package != _PACKAGE.name:
        return []
    base = _PACKAGE.joinpath(*parts)
    candidates = [base.with_suffix(".py"), base / "__init__.py", *(base / f"{name}.py" for name in names)]
    return [path for path in candidates if path.is_file()]
