"""Tables that are made of other elements than those of tables: rows of `div`, `li` and `span`, as styles lay them out.

A style makes them a table; without it the cells are lines, or run together, and a blank one leaves no trace. Elements whose
children are rows of short cells become the table that they show. What is one only by its place in a grid (all cells children
of one element) stays a cell a line, blank ones too.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.web.page import Element, has_labels
from pipeline.values import is_value

MOST_CELLS = 60
"""Cells of tables from which a page's tables are taken for tables, if words of the statutory ones stand in them."""
_WORDS = tuple(word.encode() for word in ("本年新收", "结果维持", "結果維持", "统计指标", "統計指標"))
"""Of these tables, and of little else: menus name 行政强制 too."""
FEWEST_ROWS, FEWEST_WIDE, FEWEST_FIGURES = 3, 3, 8
"""Rows of a table, cells of its widest row, and cells with a figure or nothing in them."""
FEWEST_FLAT = 30
"""Cells, one after the other in one element, from which they are a table's."""
LONGEST_CELL = 120
LONGEST_PAGE = 2_000_000
"""Bytes of a page that is looked through: its elements are walked one by one."""
_CONTAINERS = ("div", "ul", "ol", "section", "article", "main", "center", "form")
_CELLS = frozenset(("div", "span", "li", "p", "i", "em", "b", "strong", "dd", "label"))
_ROWS = frozenset(("div", "ul", "ol", "li", "section", "dl", "p"))


def has_tables(markup: bytes) -> bool:
    """Whether a page prints the statutory tables as tables, not only a calendar or a list of others.

    The first or the last of any of the words stands in a cell; prose and menus may have it before and behind.
    """
    cells = markup.count(b"<td")
    if cells < MOST_CELLS and cells + markup.count(b"<TD") < MOST_CELLS:
        return False
    for word in _WORDS:
        last = markup.rfind(word)  # where there is none, a third of the time of `find`
        if last >= 0 and (_is_in_a_cell(markup, markup.find(word)) or _is_in_a_cell(markup, last)):
            return True
    return False


def _is_in_a_cell(markup: bytes, place: int) -> bool:
    return _last(markup, b"<td", place) > _last(markup, b"</table", place)


def _last(markup: bytes, tag: bytes, place: int) -> int:
    """Where the last such tag before a place begins, in small or capital letters."""
    found = markup.rfind(tag, 0, place)
    return max(found, markup.rfind(tag.upper(), max(found, 0), place))


def build_tables(root: Element, markup: bytes) -> None:
    """Make such elements of a page without tables tables, in place; `markup` is what the page was parsed from."""
    if len(markup) > LONGEST_PAGE or not has_labels(markup.decode()):
        return
    built: set[Element] = set()
    kinds: set[tuple[str, str]] = set()
    for container in list(root.iter(*_CONTAINERS)):
        children = list(container)
        if len(children) < FEWEST_ROWS or any(above in built for above in container.iterancestors()):
            continue
        if _is_table(children) and has_labels(_text(container)):
            built.add(container)
            kinds.add(_kind(container))
            _make_table(container, children)
        elif len(children) >= FEWEST_FLAT and _is_row(children[0].getparent(), children):
            for cell in children:
                if _text(cell) == "":
                    cell.text = "\xa0"
                cell.tag = "p"
    for container in [one for one in root.iter(*_CONTAINERS) if _kind(one) in kinds and one.get("class")]:
        children = list(container)  # of disputes a page may have a table with two rows, and a name above them
        if _has_row_of_figures(children) and not any(above in built for above in container.iterancestors()):
            built.add(container)
            _make_table(container, children)


def _kind(container: Element) -> tuple[str, str]:
    """The element's name and the class by which a style makes it a table."""
    return str(container.tag), container.get("class") or ""


def _has_row_of_figures(children: Sequence[Element]) -> bool:
    rows = [list(child) for child in children if child.tag in _ROWS and _is_row(child, list(child))]
    is_whole = len(rows) >= len(children) - 1
    return is_whole and any(len(row) >= FEWEST_WIDE and all(is_value(_text(cell)) for cell in row) for row in rows)


def _is_table(children: Sequence[Element]) -> bool:
    rows = [list(child) for child in children if child.tag in _ROWS and _is_row(child, list(child))]
    if len(rows) < FEWEST_ROWS or len(rows) * 2 < len(children) or max(map(len, rows)) < FEWEST_WIDE:
        return False
    return sum(is_value(_text(cell)) for row in rows for cell in row) >= FEWEST_FIGURES


def _is_row(element: Element | None, cells: Sequence[Element]) -> bool:
    """Whether an element holds two cells or more and nothing beside them: elements of one name with a short text each."""
    if (
        element is None
        or len(cells) < 2
        or cells[0].tag not in _CELLS
        or any(cell.tag != cells[0].tag for cell in cells)
    ):
        return False
    if (element.text or "").strip() or any((cell.tail or "").strip() for cell in cells):
        return False
    return all(len(_text(cell)) <= LONGEST_CELL for cell in cells)


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _make_table(container: Element, children: Sequence[Element]) -> None:
    container.tag = "table"
    for child in children:
        cells = list(child)
        if not _is_row(child, cells):
            cells = [_wrapped(child)]
        child.tag = "tr"
        for cell in cells:
            cell.tag = "td"


def _wrapped(row: Element) -> Element:
    """All that a row holds, in one cell."""
    cell = row.makeelement("td")
    cell.text, row.text = row.text, None
    for child in list(row):
        cell.append(child)
    row.append(cell)
    return cell
