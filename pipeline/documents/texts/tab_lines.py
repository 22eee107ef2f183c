"""Texts taken out of a page in which tabs begin lines: they part cells that are printed on several lines, or they only indent.

A browser's innerText puts each paragraph of a cell on lines of its own, and a tab between two cells: it begins a line, or is one.
A parser's text has the white space that stood between the tags of a page. Rows of a table whose cells stand on one line begin
with a tab too, where the first is blank: these are left alone.
"""

from __future__ import annotations

import re
from collections import Counter

FEWEST = 20
"""Tabs at the beginnings of lines from which a text has them throughout."""
MOST_WITHIN = 0.1
"""Tabs behind text in its line, for each that begins one, up to which no row stands on a line: a label has one by chance."""
FEWEST_DEEP = 0.5
"""Share of the tabs at the beginnings of lines that stand behind another, in texts that are indented: cells lie deep in a page."""
_BLANK = " \xa0\u3000"
_LEADING = re.compile(r"^\t++", re.MULTILINE)
_WITHIN = re.compile(rf"[^\s{_BLANK}][{_BLANK}]*+\t")
_INDENT = re.compile(rf"\t[{_BLANK}]++")
"""White space before a cell's text."""
_PARTED = re.compile(r"(?<=\S)(\n++)\t(\n*+)(?=\S)")


def with_rows(text: str) -> str:
    """`text` with the cells of a row on one line where a browser printed them on several, and without tabs that only indent."""
    if "\n\t" not in text:
        return text
    leading = _LEADING.findall(text)
    if len(leading) < FEWEST or len(_WITHIN.findall(text)) > MOST_WITHIN * len(leading):
        return text
    deep = sum(len(tabs) - 1 for tabs in leading)
    if deep >= FEWEST_DEEP * (deep + len(leading)):
        return _LEADING.sub("", text)
    text = _INDENT.sub("\t", "\n".join(line.strip(_BLANK) for line in text.split("\n")))
    usual = Counter((len(match[1]), len(match[2])) for match in _PARTED.finditer(text)).most_common(1)
    return _joined(text, *usual[0][0]) if usual else text


def _joined(text: str, above: int, below: int) -> str:
    """`text` with the cells of a row on one line where so many line ends stand above and below a tab between two of them.

    More of them above a tab are the end of a row whose next one begins with a blank cell; between two tabs a blank cell has a
    line end of its own.
    """
    text = re.sub(rf"\t\n{{0,{below}}}", "\t", text)
    return re.sub(rf"(?<=\S)\n{{1,{above}}}(?=\t)|(?<=\t)\n{{1,{above + 1}}}(?=\t)", "", text)
