"""Tables and columns of other years, and tables of other bodies, beside the report's own: last year's figures to compare with.

What is of another year is set aside only where the same is printed for the report's own year: a table with the same labels whose
title, the line above it, does not name that other year, or a column named by the report's year in the same row. Of a table that
has one column of figures the columns are told apart in `periods.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.contract import Notice
from pipeline.documents.document import Document, Grid, GridCell, Line
from pipeline.documents.fold import fold, kept_of_headings, key
from pipeline.documents.laid_out import GridLayout, LaidOutGrid
from pipeline.forms.captions import is_of_others
from pipeline.forms.form import item_names
from pipeline.forms.orient import part_of
from pipeline.forms.table_reading import STATISTICS
from pipeline.forms.tokens import vocabulary

CODE = "other_year"
LONGEST_TITLE = 30
"""Characters of a line that may be a table's title."""
HEADER_ROWS = 6
"""Rows at a table's top among which the names of its columns are."""
OF_OTHERS = -1
"""What stands for the year of a table that is of another body, or of a part of the year."""
ALIKE = 0.8
"""Share of a table's labels that another has, from which both are the same table."""
FEWEST_LABELS = 3
_LONGEST_NAME = 16
_HEADS = re.compile(r"\s*[(（]?[一二三四五六七八九十\d]+[)）、.．]|.*[。：:；;]\s*$")
"""A numbered heading, or a sentence."""
_YEAR = re.compile(r"(20[0-3]\d)年(?!\d{1,2}月)")
_COLUMN = re.compile(r"\(?(20[0-3]\d)年度?\)?(?:数|数量|数据|情况)?")

_LAST_YEAR = re.compile(
    r"\(?(?:附[件表]?\d?[:、]?)?(?:上一?年度?|去年)(?:同期)?(?!\D*(?:结转|转结|[比较]|[本当]年|项目|事项))\D{0,24}"
)
"""上年度主动公开情况; what was carried over from last year is of this one, and a line of names is no title."""

YearColumns = tuple[tuple[int, int, int, int], ...]
"""Row, first and end column, and year of the cells that name columns by a year."""


def set_aside_other_years(document: Document, year: int | None) -> None:
    """Takes tables and columns of other years than the report's out of `document`, with a notice that says which."""
    if year is None:
        return
    others = dict(_tables_of_others(document, year))
    if not others and not any(map(_year_columns, document.grids)):
        return
    kept: list[Line | Grid] = []
    for block in document.blocks:
        if not isinstance(block, Grid):
            kept.append(block)
        elif id(block) in others:
            of = others[id(block)]
            of_what = of if of != OF_OTHERS else "another body or period, as its title says"
            document.notices.append(_notice(f"table {block.number} is of {of_what}"))
            kept.pop()  # its title, which is none of the next table's
        elif columns := _columns_of_others(_year_columns(block), year):
            left = [[cell for cell in row if cell.column not in columns] for row in block.rows]
            kept.append(part_of(block, left))
            named = ", ".join(str(column + 1) for column in sorted(columns))
            document.notices.append(_notice(f"table {block.number}, column {named} is of another year"))
        else:
            kept.append(block)
    document.blocks = kept


def _notice(what: str) -> Notice:
    return Notice("info", CODE, f"{what}, and the report's own stands beside it; not read")


def _tables_of_others(document: Document, year: int) -> Iterator[tuple[int, int]]:
    """`id` of each grid whose title is of another year or body, and that year, where a grid like it is of neither."""
    blocks = document.blocks
    titles = [
        (number, above.text)
        for number, grid in enumerate(blocks)
        if isinstance(grid, Grid) and number and isinstance(above := blocks[number - 1], Line)
    ]
    titled = {
        id(blocks[number]): named or year - 1 for number, title in titles if (named := _title_year(title)) is not None
    }
    titled |= {
        id(blocks[number]): OF_OTHERS
        for number, title in titles
        if is_of_others(title) and not (number > 1 and _is_name(blocks[number - 2]))
    }
    if all(named == year for named in titled.values()):
        return
    labels = {id(grid): _labels(grid) for grid in document.grids}
    own = [labels[id(grid)] for grid in document.grids if titled.get(id(grid), year) == year]
    for grid in document.grids:
        found = labels[id(grid)]
        named = titled.get(id(grid), year)
        if named != year and len(found) >= FEWEST_LABELS and any(_are_alike(found, other) for other in own):
            yield id(grid), named


def _is_name(block: Line | Grid) -> bool:
    """Whether a line is a name as that of a table: two of them above a table stood side by side, over two tables."""
    return isinstance(block, Line) and len(block.text) <= _LONGEST_NAME and _HEADS.match(block.text) is None


@kept_of_headings
def names_last_year(title: str) -> bool:
    """Whether a title, the line above a table, says in words that it is of the year before the report's: 上年度情况."""
    return len(title) <= 2 * LONGEST_TITLE and "年" in title and _LAST_YEAR.fullmatch(fold(title)) is not None


@kept_of_headings
def _title_year(above: str) -> int | None:
    """The year that a title is of, 0 for last year; None where it names none, or several."""
    if names_last_year(above):
        return 0
    if len(above) > 2 * LONGEST_TITLE:
        return None
    title = fold(above)
    years = set(_YEAR.findall(title)) if len(title) <= LONGEST_TITLE and "。" not in title else set[str]()
    return int(years.pop()) if len(years) == 1 else None


def _labels(grid: Grid) -> set[str]:
    return {name for row in grid.rows for cell in row if (name := key(cell.text)) in vocabulary().items}


def _are_alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= ALIKE * max(len(one), len(other))


def _columns_of_others(named: YearColumns, year: int) -> set[int]:
    """The grid columns below names of other years, where a cell of the same row names the report's."""
    own = {row for row, _, _, of in named if of == year}
    return {column for row, start, end, of in named if of != year and row in own for column in range(start, end)}


def _year_columns(grid: Grid) -> YearColumns:
    return _of_layout(grid.layout) if isinstance(grid, LaidOutGrid) else _of_rows(grid.rows)


@lru_cache(maxsize=256)
def _of_layout(layout: GridLayout) -> YearColumns:
    """Asked of each table of a page, and the tables of most pages are of a known layout."""
    return _of_rows(layout.rows)


def _of_rows(rows: Sequence[Sequence[GridCell]]) -> YearColumns:
    found = [
        (index, cell.column, cell.column + cell.colspan, int(match[1]))
        for index, row in enumerate(rows[:HEADER_ROWS])
        for cell in row
        if cell.row == index and cell.text and (match := _COLUMN.fullmatch(fold(cell.text)))
    ]
    return tuple(found) if len(found) > 1 and not _is_of_indicators(rows) else ()


def _is_of_indicators(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether `rows` are of 2014's table."""
    names = item_names(STATISTICS)
    return sum(key(cell.text) in names for row in rows for cell in row) >= FEWEST_LABELS
