"""A page as bytes, in the ways that sites, converters and typists write tables down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from random import Random

from tests.pipeline.printed.layout import Cell, Page, Table

LOSSY = frozenset(("glued_rows", "unrepeated_lines", "blanks_dropped_lines"))
"""Writers that lose what nobody can restore: there a figure may be refused, never be wrong without a warning."""
DROPS_BLANKS = frozenset(("lines", "pdf_text", "spaced_rows", "wide_gaps", "named_rows", "leading_pipe_lines"))
"""Writers in which an empty cell leaves no trace."""


def full_rows(table: Table, covered: Callable[[Cell], str] = lambda cell: "") -> list[list[str]]:
    """Every row with a text for every grid position; `covered` says what stands where a span covers."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for cells in table.rows:
        row: list[str] = []
        pending = iter(cells)
        cell = next(pending, None)
        while cell is not None or len(row) in hanging:
            position = len(row)
            if position in hanging:
                above, left = hanging.pop(position)
                if left > 1:
                    hanging[position] = (above, left - 1)
                row.append(covered(above))
                continue
            assert cell is not None
            for offset in range(cell.colspan):
                row.append(cell.text if offset == 0 else covered(cell))
                if cell.rowspan > 1:
                    hanging[position + offset] = (cell, cell.rowspan - 1)
            cell = next(pending, None)
        rows.append(row)
    return rows


def _flat(text: str) -> str:
    return " ".join(text.split())


def cell_lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield from (line for cell in row for line in cell.text.split("\n") if line.strip())


def spaced_lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            yield from (_flat(cell.text), "")


def cell_pipes(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield from (f"{_flat(cell.text)} |" for cell in row)
        missing = table.width - len(row)
        if missing:
            yield "|" * missing


def row_pipes(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield " | ".join(_flat(cell.text) for cell in row) + " |"


def full_row_pipes(table: Table) -> Iterator[str]:
    for row in full_rows(table):
        yield " | ".join(map(_flat, row)) + " |"


def leading_pipes(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "| " + " | ".join(_flat(cell.text) for cell in row) + " |"


def markdown(table: Table) -> Iterator[str]:
    for number, row in enumerate(full_rows(table)):
        yield "| " + " | ".join(map(_flat, row)) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def markdown_repeated(table: Table) -> Iterator[str]:
    for number, row in enumerate(full_rows(table, lambda cell: cell.text)):
        yield "| " + " | ".join(map(_flat, row)) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def tabbed(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "\t".join(_flat(cell.text) for cell in row)


def tabbed_full(table: Table) -> Iterator[str]:
    for row in full_rows(table):
        yield "\t".join(map(_flat, row))


def pipes_between(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            yield from (_flat(cell.text), "|")


def leading_pipe_lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "|"
        for number, cell in enumerate(row):
            yield (f" {_flat(cell.text)}  | " if number < len(row) - 1 else f" {_flat(cell.text)}")


def spaced_rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "  ".join(text for cell in row if (text := "".join(cell.text.split())))


def wide_gaps(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "\u3000\u3000".join(text for cell in row if (text := "".join(cell.text.split())))


def named_rows(table: Table) -> Iterator[str]:
    """The labels of a row, a colon and its figures."""
    for row in table.rows:
        figures = [_flat(cell.text) for cell in row if cell.role == "figure"]
        labels = " ".join("".join(cell.text.split()) for cell in row if cell.role != "figure")
        yield f"{labels}：{' '.join(figures)}" if labels and figures else labels or " ".join(figures)


def glued_rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "".join("".join(cell.text.split()) for cell in row)


def pdf_text(table: Table) -> Iterator[str]:
    """As a PDF's text runs: labels broken over two lines, the figures of a row on one, a page number now and then."""
    for number, row in enumerate(table.rows):
        figures = [cell.text for cell in row if cell.role == "figure"]
        labels = ["".join(cell.text.split()) for cell in row if cell.role != "figure"]
        for label in labels[:-1]:
            yield from (label[i : i + 4] for i in range(0, len(label), 4))
        if labels and figures and len(labels[-1]) > 14:
            yield labels[-1][:12]
            yield labels[-1][12:]
            yield " ".join(figures)
        elif figures:
            yield " ".join([*labels[-1:], *figures])
        else:
            yield " ".join(labels[-1:])
        if number == 14:
            yield "- 4 -"


LINE_WRITERS: dict[str, Callable[[Table], Iterator[str]]] = {
    "lines": cell_lines,
    "cell_pipes": cell_pipes,
    "row_pipes": row_pipes,
    "full_row_pipes": full_row_pipes,
    "leading_pipes": leading_pipes,
    "markdown": markdown,
    "markdown_repeated": markdown_repeated,
    "tabbed": tabbed,
    "tabbed_full": tabbed_full,
    "pipes_between": pipes_between,
    "leading_pipe_lines": leading_pipe_lines,
    "spaced_rows": spaced_rows,
    "wide_gaps": wide_gaps,
    "named_rows": named_rows,
    "pdf_text": pdf_text,
    "glued_rows": glued_rows,
    "unrepeated_lines": cell_lines,
}


def page_lines(page: Page, style: str) -> list[str]:
    lines: list[str] = []
    for block in page.blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += LINE_WRITERS[style](block)
    return list(dict.fromkeys(lines)) if style == "unrepeated_lines" else lines


def as_text(page: Page, style: str) -> tuple[bytes, str]:
    return "\n".join(page_lines(page, style)).encode(), "text/plain; charset=utf-8"


def as_paragraphs(page: Page, style: str) -> tuple[bytes, str]:
    body = "\n".join(f"<p>{escape(line) or '&nbsp;'}</p>" for line in page_lines(page, style))
    return _html(body)


def as_breaks(page: Page, style: str) -> tuple[bytes, str]:
    return _html("<div>" + "<br>\n".join(map(escape, page_lines(page, style))) + "</div>")


def _html(body: str) -> tuple[bytes, str]:
    head = "<html><head><meta charset=utf-8><title>年度报告</title></head><body><div id=zoom>"
    return f"{head}{body}</div></body></html>".encode(), "text/html; charset=utf-8"


def _cell_markup(cell: Cell, tag: str, *, spans: bool) -> str:
    attributes = ""
    if spans and cell.rowspan > 1:
        attributes += f' rowspan="{cell.rowspan}"'
    if spans and cell.colspan > 1:
        attributes += f' colspan="{cell.colspan}"'
    text = escape(cell.text).replace("\n", "<br>") or "&nbsp;"
    return f"<{tag}{attributes}>{text}</{tag}>"


def table_markup(table: Table, kind: str) -> str:
    if kind == "full":  # spans expanded to empty cells
        rows = [[f"<td>{escape(text)}</td>" for text in row] for row in full_rows(table)]
    elif kind == "repeated":
        rows = [[f"<td>{escape(text)}</td>" for text in row] for row in full_rows(table, lambda cell: cell.text)]
    else:
        rows = []
        for row in table.rows:
            tag = "th" if kind == "headed" and not any(cell.role == "figure" for cell in row) else "td"
            markup = [_cell_markup(cell, tag, spans=kind != "spanless") for cell in row]
            if kind == "word":
                opened = [text.replace(">", "><p class=MsoNormal><span>", 1) for text in markup]
                markup = [text.replace("</td>", "</span></p></td>") for text in opened]
            rows.append(markup)
    body = "".join("<tr>" + "".join(row) + "</tr>\n" for row in rows)
    return f"<table border=1>{body}</table>"


def as_tables(page: Page, kind: str) -> tuple[bytes, str]:
    parts: list[str] = []
    for block in page.blocks:
        parts.append(f"<p>{escape(block)}</p>" if isinstance(block, str) else table_markup(block, kind))
    return _html("\n".join(parts))


TABLE_KINDS = ("plain", "word", "headed", "full", "repeated", "spanless")


def writers() -> dict[str, Callable[[Page], tuple[bytes, str]]]:
    """Every way to write a page, by name."""
    ways: dict[str, Callable[[Page], tuple[bytes, str]]] = {}
    for kind in TABLE_KINDS:
        ways[f"html/{kind}"] = lambda page, kind=kind: as_tables(page, kind)
    for style in LINE_WRITERS:
        ways[f"text/{style}"] = lambda page, style=style: as_text(page, style)
        ways[f"p/{style}"] = lambda page, style=style: as_paragraphs(page, style)
        ways[f"br/{style}"] = lambda page, style=style: as_breaks(page, style)
    return ways


def choose(rng: Random) -> str:
    names = list(writers())
    tables = [name for name in names if name.startswith("html/")]
    return rng.choice(tables) if rng.random() < 0.45 else rng.choice(names)
