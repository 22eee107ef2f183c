"""Fields of a Word document → the words that stand: what a field shows, not what it is worked out from.

The code of a field may itself hold fields with a result of their own, which nobody sees. A list to choose from shows its
choice, which stands in no text; a content control that waits for words shows a hint, which is none of the document's.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.documents.office.package import Element
from pipeline.values import is_value


@dataclass(slots=True)
class _Field:
    """A field that has begun: whether its code is being read, and the choice that it shows where it shows nothing else."""

    is_code: bool = True
    choice: str = ""


def show_fields(body: Element) -> None:
    """Leaves of each field what it shows, in place."""
    for mark in list(body.iter("{*}showingPlcHdr")):
        _empty(mark)
    open_fields: list[_Field] = []
    for element in list(body.iter("{*}fldChar", "{*}t")):
        if element.tag.endswith("}t"):
            if any(each.is_code for each in open_fields):
                element.text = ""
            elif open_fields and element.text:
                open_fields[-1].choice = ""
            continue
        kind = _attribute(element, "fldCharType")
        if kind == "begin":
            open_fields.append(_Field(choice=_choice(element)))
        elif kind == "separate" and open_fields:
            open_fields[-1].is_code = False
        elif kind == "end" and open_fields:
            _show(element, open_fields.pop(), is_seen=not any(each.is_code for each in open_fields))


def _show(end: Element, ended: _Field, *, is_seen: bool) -> None:
    run = end.getparent()
    if run is None or not is_seen or not ended.choice:
        return
    text = run.makeelement(end.tag.rpartition("}")[0] + "}t")
    text.text = ended.choice
    end.addnext(text)


def _choice(begin: Element) -> str:
    """What is chosen of the list of a form's field; nothing where it is no list."""
    choices = next(begin.iter("{*}ddList"), None)
    if choices is None:
        return ""
    entries = [_attribute(entry, "val") or "" for entry in choices.iter("{*}listEntry")]
    chosen = next(
        (_attribute(mark, "val") or "" for name in ("result", "default") for mark in choices.iter("{*}" + name)), "0"
    )
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


def _empty(mark: Element) -> None:
    """Takes the hint out of a content control into which nothing was written; a figure or a table is no hint, and is printed."""
    properties = mark.getparent()
    control = properties.getparent() if properties is not None else None
    if control is None or _attribute(mark, "val") in ("0", "false", "off"):
        return
    for content in control:
        is_hint = content.tag.endswith("}sdtContent") and next(content.iter("{*}tr"), None) is None
        texts = list(content.iter("{*}t")) if is_hint else []
        if not is_value("".join(text.text or "" for text in texts)):
            for text in texts:
                text.text = ""


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
