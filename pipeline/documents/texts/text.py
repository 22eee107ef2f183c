"""Plain text → `Document`: one line a line, Markdown's headings among them, and tables of values between commas or semicolons.

What else is tabular, with tabs, pipes or a cell a line, is found by the alignment, not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.documents.assemble import assemble
from pipeline.documents.blank_lines import with_blank_cells
from pipeline.documents.cell_text import join_cell
from pipeline.documents.charset import decode
from pipeline.documents.document import Block, Document, Grid, GridCell, Line
from pipeline.documents.texts.drawn_grids import with_grids
from pipeline.documents.texts.drawn_rows import drawn_table, with_bars
from pipeline.documents.texts.frames import without_frames
from pipeline.documents.texts.page_numbers import without_page_ends, without_page_numbers
from pipeline.documents.texts.radicals import without_radicals
from pipeline.documents.texts.ragged import ragged_table
from pipeline.documents.texts.ruled_columns import with_ruled_cells
from pipeline.documents.texts.run_together import with_line_ends
from pipeline.documents.texts.separated import fields_of
from pipeline.documents.texts.source_tables import asciidoc_table, bbcode_table
from pipeline.documents.texts.spaced_rows import with_blanks
from pipeline.documents.texts.tab_lines import with_rows
from pipeline.documents.texts.tex_tables import tex_table, without_commands
from pipeline.documents.texts.text_marks import is_tex, without_breaks, without_marks
from pipeline.documents.texts.wiki_tables import wiki_table
from pipeline.documents.unwrapped import unwrapped

FEWEST_ROWS, FEWEST_FIELDS = 3, 3
"""Rows in succession with as many fields, and the fields of each, from which commas separate values and not clauses."""
SEPARATORS = ",;"
"""Semicolons where the clerk's computer writes decimals with a comma. Tabs are for the alignment."""
MOST_QUOTED_LINES = 20
"""Lines of a field in quotation marks: a long label has three."""
FEWEST_QUOTED = 3
"""Lines with the mark of a quotation before them from which it is one: of mail, or of Markdown."""
_QUOTED = re.compile("^(?:> ?)+")
_EDGE = "\r\n \u3000\ufeff"
_LONGEST_ROW = 400
_LONGEST_FIELD = 80
_OPENS = re.compile(r'(?:^|[,;\t])"')
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
"""A figure with its thousands apart; behind a comma, it is several."""
_FORMULA = re.compile(r'^="([^"]*)"$')
"""How programs keep Excel from making a number of a text."""
_BREAK = re.compile(r"<br ?/?>", re.I)
"""How Markdown breaks a line within a cell; a table of it has no other tags."""
_WORD_NAMESPACE = re.compile(r"""(?:<\?)?xml:namespace\s+prefix\s?=\s?["\w]{1,9}\s+ns\s?=\s?"[^"\n]{1,80}"\s?/?>?""")
"""What Word puts before each paragraph of a page that it made, as tools that know no such instruction print it."""
_HEADING = re.compile(r"#{1,6}\s+(?=[^\s|])")
"""A figure too wide for its column is #### in a cell."""
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_MARKED_LINE = re.compile(r"^([*_])(?=[^\s*_])([^*]+)(?<=[^\s_])\1$")
"""A heading as Textile and Jira have it."""
_STRONG_LINE = re.compile(r"^\*\*\s+([^*]+)\*\*$")
"""A heading that the page indents within the mark."""


_WRITTEN = (wiki_table, asciidoc_table, bbcode_table, tex_table, ragged_table)
"""What reads the tables that begin in a line."""


def read_text(body: bytes, media_type: str | None) -> Document:
    """The lines of a text file, line ends stripped, empty ones dropped unless they are cells; tabs and pipes are kept."""
    decoded = decode(body, media_type)
    document = assemble("text/plain", text_blocks(without_radicals(decoded.text)))
    document.notices = decoded.notices
    return document


def text_blocks(text: str) -> list[Block]:
    """The lines of a text, and the tables that are written in it in a way of their own."""
    parts = with_grids(
        with_blanks(
            with_rows(without_page_numbers(without_breaks(with_ruled_cells(without_frames(with_line_ends(text))))))
        )
    )
    return [block for part in parts for block in ([part] if isinstance(part, Grid) else _text_blocks(part))]


def _text_blocks(text: str) -> list[Block]:
    text = without_marks(with_bars(without_page_ends(text)))
    if "xml:namespace" in text:
        text = _WORD_NAMESPACE.sub("", text)
    if "<br" in text or "<BR" in text:
        text = "\n".join(_BREAK.sub(" " if "|" in line else "\n", line) for line in text.splitlines())
    printed = unwrapped(list(_rejoined(text.splitlines())))
    lines = [stripped for line in printed if (stripped := line.strip(_EDGE))]
    if sum(line[0] == ">" for line in lines) >= FEWEST_QUOTED:
        printed = lines = [bare for line in lines if (bare := _QUOTED.sub("", line, count=1).strip(_EDGE))]
    blocks = list(_blocks(lines, without_commands if is_tex(text) else str))
    if len(blocks) == len(lines) < len(printed):
        return with_blank_cells(blocks, _blanks(printed))
    return blocks


def _blanks(printed: list[str]) -> list[int]:
    """For each line without text, the number of those with text above it."""
    blanks: list[int] = []
    count = 0
    for line in printed:
        if line.strip(_EDGE):
            count += 1
        else:
            blanks.append(count)
    return blanks


def _rejoined(lines: list[str]) -> Iterator[str]:
    """The lines, those over which a field in quotation marks is broken as one."""
    index = 0
    while index < len(lines):
        count = _quoted_lines(lines, index) if '"' in lines[index] else 1
        yield "\n".join(lines[index : index + count])
        index += count


def _quoted_lines(lines: list[str], first: int) -> int:
    """How many lines from `first` on a row of separated values takes whose quotation marks are open; one where none closes them."""
    text = lines[first]
    if text.count('"') % 2 == 0 or _OPENS.search(text) is None:
        return 1
    for count, line in enumerate(lines[first + 1 : first + MOST_QUOTED_LINES], 2):
        text += "\n" + line
        if len(text) > _LONGEST_ROW:
            break
        if text.count('"') % 2 == 0:
            return count
    return 1


def _blocks(lines: list[str], read: Callable[[str], str]) -> Iterator[Block]:
    """The tables among the lines, and the lines as `read` gives them."""
    index = 0
    while index < len(lines):
        drawn = drawn_table(lines, index)
        if drawn is not None:
            grid, count = drawn
            yield grid
            index += count
            continue
        table = next((table for of in _WRITTEN if (table := of(lines, index)) is not None), None)
        if table is not None:
            blocks, count = table
            yield from blocks
            index += count
            continue
        rows = _separated(lines, index)
        if len(rows) >= FEWEST_ROWS:
            yield Grid(
                0,
                [
                    [GridCell(join_cell(field.split("\n")), row, column) for column, field in enumerate(fields)]
                    for row, fields in enumerate(rows)
                ],
            )
            index += len(rows)
        else:
            yield from (_line(text) for line in lines[index].split("\n") if (text := read(line)))
            index += 1


def _line(text: str) -> Line:
    heading = _HEADING.match(text)
    if heading:
        text = text[heading.end() :]
    if text[:1] in ("*", "_"):
        text = _MARKED_LINE.sub(r"\2", text)
    if "**" in text:
        text = _STRONG.sub(r"\1", _STRONG_LINE.sub(r"\1", text))
    return Line(text, 0, is_heading=heading is not None)


def _separated(lines: list[str], first: int) -> list[list[str]]:
    """The rows of separated values from `first` on, all of one width."""
    separator = max(SEPARATORS, key=lines[first].count)
    rows: list[list[str]] = []
    for index in range(first, len(lines)):
        text = lines[index]
        if text.count(separator) < FEWEST_FIELDS - 1 or len(text) > _LONGEST_ROW or "。" in text:
            break
        if separator == "," and _THOUSANDS.sub("", text).count(",") < FEWEST_FIELDS - 1:
            break
        found = fields_of(text, separator)
        if found is None:
            break
        fields = [_FORMULA.sub(r"\1", field) for field in found]
        if max(map(len, fields)) > _LONGEST_FIELD or (rows and len(fields) != len(rows[0])):
            break
        rows.append(fields)
    return rows
