"""Equations of a Word document → their text, where they stand on one line: figures are typed as equations too."""

from __future__ import annotations

from pipeline.documents.cell_text import OBJECT
from pipeline.documents.office.package import Element

_TWO_STOREYS = frozenset("f sSup sSub sSubSup sPre m nary limLow limUpp rad eqArr".split())
"""Parts of an equation that do not stand on one line."""


def equation_text(element: Element) -> str:
    """The text of an equation; that of an object where it has a fraction or a power, which is no figure."""
    names = [(part.tag.rpartition("}")[2], part.text or "") for part in element.iter()]
    if any(name in _TWO_STOREYS for name, _ in names):
        return OBJECT
    return "".join(text for name, text in names if name == "t")
