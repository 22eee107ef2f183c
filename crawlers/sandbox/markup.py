"""How paragraphs and tables are written down: as a CMS table, as pasted from Word, or flattened to text.

Every function takes what `grids` lays out and gives a piece of a page. Nothing here knows what the figures mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from crawlers.sandbox.grids import Grid, GridCell

_NUMBERED = re.compile(r"^(\d[.、])(.+)$")
_DIGITS = re.compile(r"\d+")


def cms_table(grid: Grid) -> str:
    """An HTML table as a CMS editor leaves it: spans as attributes, a paragraph in each cell."""
    rows = "\n".join(f"<tr>{''.join(map(_cms_cell, row))}</tr>" for row in grid.rows)
    return (
        '<table border="1" cellspacing="0" cellpadding="0" width="100%" style="border-collapse: collapse;">'
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def _cms_cell(cell: GridCell) -> str:
    align = "center" if cell.is_figure or cell.colspan > 1 else "left"
    return (
        f'<td{_spans(cell)} style="border: 1px solid #000000; padding: 0 7px;">'
        f'<p style="text-align: {align};">{escape(cell.text)}</p></td>'
    )


def word_table(grid: Grid) -> str:
    """An HTML table pasted from Word: MsoNormal paragraphs, runs cut into spans, narrow labels broken in two."""
    rows = "\n".join(
        f'<tr style="mso-yfti-irow:{index};height:17.0pt">\n' + "\n".join(map(_word_cell, row)) + "\n</tr>"
        for index, row in enumerate(grid.rows)
    )
    return (
        '<table class="MsoNormalTable" border="0" cellspacing="0" cellpadding="0" '
        f'style="border-collapse:collapse;mso-padding-alt:0cm 0cm 0cm 0cm">\n<tbody>{rows}\n</tbody></table>'
    )


def _word_cell(cell: GridCell) -> str:
    paragraphs = "".join(
        f'<p class="MsoNormal" align="center" style="text-align:center">{_word_runs(part)}</p>'
        for part in _word_parts(cell)
    )
    return (
        f'<td{_spans(cell)} valign="center" style="border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;'
        f'padding:0cm 1.5pt 0cm 1.5pt">\n{paragraphs}</td>'
    )


def _word_parts(cell: GridCell) -> Iterable[str]:
    """The paragraphs of a cell: a long label of a column is broken in two, as narrow columns make typists do."""
    if cell.is_figure or cell.colspan > 1 or cell.rowspan > 1 or not 6 <= len(cell.text) <= 8 or cell.text[0].isdigit():
        return (cell.text,)
    return (cell.text[:4], cell.text[4:])


def _word_runs(text: str) -> str:
    if not text:
        return '<span lang="EN-US">&nbsp;<o:p></o:p></span>'
    if text.isascii():
        return f'<span lang="EN-US" style="font-family:宋体">&nbsp;{escape(text)}<o:p></o:p></span>'
    numbered = _NUMBERED.match(text)
    if numbered:
        return f'<span lang="EN-US">{numbered[1]}</span>{_word_runs(numbered[2])}'
    middle = len(text) // 2
    return (
        f'<span style="font-family:宋体">{escape(text[:middle])}</span>'
        f'<span style="font-family:宋体;mso-ascii-theme-font:minor-latin">{escape(text[middle:])}</span>'
    )


def _spans(cell: GridCell) -> str:
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return colspan + rowspan


def piped_lines(grid: Grid) -> Iterator[str]:
    """One cell a line, ended by ` |`; after each row a line of bare bars for the cells that spans have swallowed."""
    for row in grid.rows:
        yield from (f"{cell.text} |" for cell in row)
        missing = grid.columns - len(row)
        if missing:
            yield "|" * missing


def cell_lines(grid: Grid) -> Iterator[str]:
    """One cell a line and nothing else."""
    for row in grid.rows:
        yield from (cell.text for cell in row)


def piped_rows(grid: Grid) -> Iterator[str]:
    """One row a line, its cells parted by ` | `."""
    for row in grid.rows:
        yield " | ".join(cell.text for cell in row) + " |"


def cms_paragraphs(lines: Iterable[str]) -> str:
    """One `<p>` a line, indented with two ideographic spaces."""
    return "\n".join(f"<p>　　{escape(line)}</p>" for line in lines)


def word_paragraphs(lines: Iterable[str]) -> str:
    """One MsoNormal paragraph a line, its digits in spans of their own."""
    return "\n".join(
        '<p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt">'
        '<span style="font-size:16.0pt;font-family:仿宋">'
        + _DIGITS.sub(r'<span lang="EN-US">\g<0></span>', escape(line, quote=False))
        + "</span></p>"
        for line in lines
    )


def broken_lines(lines: Iterable[str]) -> str:
    """All lines in one `<p>`, parted by `<br/>`."""
    return "<p>" + "<br/>\n".join(escape(line) for line in lines) + "</p>"


def line_paragraphs(lines: Iterable[str]) -> str:
    """One bare `<p>` a line."""
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)
