"""Tables as LaTeX has them: rows end with two backslashes, cells are parted by `&`; and text without its commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.document import Block
from pipeline.documents.texts.marked_tables import MarkedCell, table_blocks

_KINDS = r"(?:tabular[xy*]?|longtable|supertabular|xltabular|array|l?o?n?g?tblr)"
_BEGIN = re.compile(rf"\\begin\{{({_KINDS})\}}")
_MOST_LINES = 1000
"""Lines of a table; each that is opened is looked for its end, so that the work stays in bounds."""
_RULES = re.compile(
    r"\\(?:hline|[tm]oprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|noalign\{[^{}]*\}|cline\{[^{}]*\}|"
    r"cmidrule(?:\([^()]*\))?\{[^{}]*\}|rowcolor(?:\[[^\]]*\])?\{[^{}]*\}|toprule)(?![a-zA-Z])"
)
_SPAN = re.compile(r"\s*\d{1,3}\s*")
_AGAIN = re.compile(r"\\endfirsthead.*?\\endhead", re.S)
"""The header that a long table prints anew on each page."""
_COMMENT = re.compile(r"(?<!\\)%.*(?:\n|$)")
_ROW_END = re.compile(r"\\\\\*?(?:\[[^\]]*\])?|\\tabularnewline")
_PARAGRAPH = re.compile(r"\\(?:begin|end)\{[^{}]*\}(?:\[[^\]]*\])*(?:\{(?:[^{}]|\{[^{}]*\})*\})*")
_DECLARATION = re.compile(
    r"\\(?:raggedright|centering|strut|arraybackslash|bfseries|small|noindent|par|heiti|songti|/)(?![a-zA-Z])\s?"
)
_SETTING = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\]]*\])*(?:\{[^{}\u2e80-\uffff]*\})+(?=\{)")
"""A command and its arguments before the last one, which is what it prints: a language, a colour, a length, an address."""
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\]]*\])*")
_ESCAPED = re.compile(r"\\([%&_#${}\-])")


def tex_table(lines: Sequence[str], first: int) -> tuple[list[Block], int] | None:
    r"""What the table of LaTeX holds that begins in line `first`, and the number of its lines; None where none does.

    What \multirow covers is written out, blank: its rows are as wide as all.

    Raises:
        UnreadableDocumentError: `table_too_large`.
    """
    begin = _BEGIN.search(lines[first]) if "\\begin" in lines[first] else None
    if begin is None:
        return None
    mark = f"\\end{{{begin[1]}}}"
    last = min(first + _MOST_LINES, len(lines))
    again = f"\\begin{{{begin[1]}}}"
    end = next((n for n in range(first, last) if mark in lines[n] or (n > first and again in lines[n])), None)
    if end is None or mark not in lines[end]:  # one begun before this one ended: the work stays in bounds
        return None
    text = "\n".join([lines[first][begin.end() :], *lines[first + 1 : end + 1]]).partition(mark)[0]
    at = 0
    while (opened := text[at : at + 1]) in ("{", "["):
        at = _closed(text, at) if opened == "{" else text.find("]", at) + 1 or len(text)
    text = _RULES.sub("", _AGAIN.sub("", _COMMENT.sub("", text[at:])))
    rows = [[_cell(cell) for cell in row] for row in _rows(text)]
    return table_blocks(rows), end + 1 - first


def without_commands(text: str) -> str:
    r"""A line of LaTeX as it is read: what \section{…} and its like hold, and nothing of what only sets it.

    >>> without_commands(r"\section*{一、\textbf{总体情况}}\label{a}")
    '一、总体情况'
    """
    text = re.sub(r"\\(?:label|hypertarget|documentclass|usepackage|pagestyle)(?:\[[^\]]*\])?\{[^{}]*\}", "", text)
    return _plain(_PARAGRAPH.sub("", text))


def _closed(text: str, at: int) -> int:
    """The position behind the brace that closes the one at `at`."""
    depth = 0
    for position in range(at, len(text)):
        if text[position] in "{}" and text[position - 1 : position] != "\\":
            depth += 1 if text[position] == "{" else -1
            if not depth:
                return position + 1
    return len(text)


def _rows(text: str) -> Iterator[list[str]]:
    """The cells of each row, as they are written."""
    row: list[str] = []
    start = at = depth = 0
    while at < len(text):
        end = _ROW_END.match(text, at) if text[at] == "\\" and not depth else None
        if end is not None or (text[at] == "&" and not depth):
            row.append(text[start:at])
            at = start = end.end() if end else at + 1
            if end is not None:
                yield row
                row = []
            continue
        if text[at] == "\\":
            at += 2
            continue
        depth = max(depth + {"{": 1, "}": -1}.get(text[at], 0), 0)
        at += 1
    if text[start:].strip() or row:
        yield [*row, text[start:]]


def _cell(text: str) -> MarkedCell:
    text, columns = text.strip(), 1
    for name in ("multicolumn", "multirow", "multicolumn"):
        command = re.match(rf"\\{name}(?:\[[^\]]*\])?(?=\{{)", text)
        if command is None:
            continue
        arguments: list[str] = []
        at = command.end()
        while len(arguments) < 3 and text[at : at + 1] in ("{", "[", "*"):
            after = (
                text.find("]", at) + 1 or len(text)
                if text[at] == "["
                else _closed(text, at)
                if text[at] == "{"
                else at + 1
            )
            if text[at] != "[":
                arguments.append(text[at:after].removeprefix("{").removesuffix("}"))
            at = after
        if len(arguments) == 3:
            columns = int(arguments[0]) if name == "multicolumn" and _SPAN.fullmatch(arguments[0]) else columns
            text = arguments[2].strip()
    return MarkedCell(_plain(_PARAGRAPH.sub("", text)), 1, columns)


def _plain(text: str) -> str:
    text = _DECLARATION.sub("", text).replace("~", " ").replace("---", "—").replace("``", "“").replace("''", "”")
    text = _SETTING.sub("", text)
    text = _COMMAND.sub("", _ESCAPED.sub(lambda match: {"{": "", "}": ""}.get(match[1], match[1]), text))
    return text.replace("{", "").replace("}", "").strip()
