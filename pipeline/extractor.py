"""The extractor's id: a digest of everything that decides what `extract` returns, so that nobody has to raise a number.

That is the code that `pipeline.extract` imports, followed through its imports, its TOML files, the versions of the libraries
that read, and whether pictures of text can be recognised and old Office formats be converted here. Extractions are kept by
this id; a change of any of these makes them anew.
"""

from __future__ import annotations

import ast
import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.documents import ocr
from pipeline.documents.office import converter

_PACKAGE = Path(__file__).parent
_LIBRARIES = ("lxml", "opencc", "pypdfium2", "python-calamine", "rapidfuzz")
_OF_EXTRAS = ("onnxruntime", "opencv-python", "pillow", "rapidocr-onnxruntime")


@cache
def extractor_id() -> str:
    """Sixteen hexadecimal digits."""
    digest = hashlib.sha256()
    for path in [*code_files(), *sorted(_PACKAGE.glob("*/*.toml"))]:
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
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
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module:
                waiting += _files(node.module, [name.name for name in node.names])
            elif isinstance(node, ast.Import):
                for name in node.names:
                    waiting += _files(name.name, [])
    return sorted(found)


def _files(module: str, names: list[str]) -> list[Path]:
    package, *parts = module.split(".")
    if package != _PACKAGE.name:
        return []
    base = _PACKAGE.joinpath(*parts)
    candidates = [base.with_suffix(".py"), base / "__init__.py", *(base / f"{name}.py" for name in names)]
    return [path for path in candidates if path.is_file()]
