"""What a report should have and was not found: its tables, rows of them, lines that equal others. Each is said, with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.broken_off import FEWEST_WITHIN, cut_end, most_labels
from pipeline.checks.identities import assess
from pipeline.contract import UNKNOWN, Notice
from pipeline.documents.document import Document, Grid
from pipeline.documents.fold import key, whole_key
from pipeline.documents.scans.ocr import READ_BY_OCR
from pipeline.forms.form import Item
from pipeline.forms.line_grids import LineGrid
from pipeline.forms.table_reading import STATISTICS, TableReading, lost_items
from pipeline.forms.tokens import UNIT_NAMES, label_key, vocabulary
from pipeline.identification.identify import Identity
from pipeline.identification.shown import attachment_names
from pipeline.values import is_value

_TABLE_HEADING = re.compile(
    r"收到和处理政府信息公开申请情况|信息公开(?:工作)?情况统计(?:汇总)?表(?:[(（][^()（）]{1,16}[)）])?$"
)
"""A section that only the forms with tables have, and the name of the table of 2014."""
_LONGEST_HEADING = 40
"""Characters of its heading; a lead lists the sections too."""
_FIGURE_BEHIND = re.compile(r"(?<=[\u3400-\u9fff)）])[条件个次篇人万元]{0,2}[\d.,，/—-][\d.,，/—件条项次宗-]*$")
FIRST_FORM = 2014
"""Report year of the first statutory form."""
_INDICATOR_HEAD = frozenset(
    {
        "指标名称",
        "统计指标",
        "指标",
        "计量单位",
        "计算单位",
        "单位",
        "代码",
        "本期实际",
        "本年累计",
        "历年累计",
        "年度累计",
    }
)
"""Headings of the tables that provinces and cities had before 2014: indicator, unit, code, this period, this year, all years."""
LEAST_LIKE = 75
"""Likeness, of 100, of two labels from which one is the other with a character or two misspelt."""
MOST_PIECES = 12
"""Lines over which the label of a table's first or last row may be broken in a narrow column."""
_UNIT_AND_FIGURE = re.compile(r"(?<!\s)(?:\s+[^\s\d]{1,2}(?<!\s))?\s+[\d.,]+\s*$|^[^\s\d]{1,2}\s+[\d.,]+\s*$")
FEWEST_LABELS = 5
"""Lines that are labels of items from which a table was there."""
FEWEST_FIGURES = 4
"""Lines that are figures from which their being all different means something: a table of a quiet bureau has 150 noughts."""


def missing_rows(document: Document, reading: TableReading) -> list[Notice]:
    """What rows of the form were not found: local tables of 2014 leave rows out, but then their labels stand nowhere.

    On a picture a row may be there and not be recognised.
    """
    lost = lost_items(reading)
    if not lost:
        return []
    labels = ", ".join(item.labels[0] for item in lost)
    said = [
        Notice("info", "row_missing", f"rows of the form that the document does not have: {labels}", reading.table.code)
    ]
    if reading.table.code != STATISTICS or READ_BY_OCR in document.notices:
        return [replace(notice, severity="warning") for notice in said]
    read = Counter(name for item in reading.table.items if item not in lost for name in item.keys)
    printed = Counter(_labels_with_figures(document))
    strange = [name for name in printed if not vocabulary().knows(name)]
    broken = set(_broken_over_lines(document, reading, lost))
    unread = ", ".join(
        item.labels[0]
        for item in lost
        if any(printed[name] > read[name] for name in item.keys) or _is_misspelt(item, strange) or item.code in broken
    )
    if unread:
        message = f"labels of rows with figures beside them that were not read: {unread}"
        said.append(Notice("warning", "row_unassigned", message, reading.table.code))
    if wanting := ", ".join(_wanting_parts(reading)):
        message = (
            f"of these, rows of parts are lost: the others do not come to them, or are of the same name: {wanting}"
        )
        said.append(Notice("warning", "row_missing", message, reading.table.code))
    return said


def _broken_over_lines(document: Document, reading: TableReading, lost: Sequence[Item]) -> Iterator[str]:
    """The items of `lost` whose label stands in pieces among the table's lines, beside the units and figures of its row."""
    numbers = {number for row in reading.rows for number in row.lines}
    if not numbers:
        return
    first, last = min(numbers) - MOST_PIECES, max(numbers) + MOST_PIECES
    lines = (line.text for line in document.lines if first <= line.number <= last and "。" not in line.text)
    text = "".join(whole_key(_UNIT_AND_FIGURE.sub("", line)) for line in lines)
    read = [key(item.labels[0]) for item in reading.table.items if item not in lost]
    for item in lost:
        name = key(item.labels[0])
        if text.count(name) > sum(other.count(name) for other in read):
            yield item.code


def _is_misspelt(item: Item, names: Sequence[str]) -> bool:
    """Whether a label that no form has is nearly this item's: nothing parts it from its figure, so that it was not read."""
    return any(fuzz.ratio(name, own) >= LEAST_LIKE for own in item.keys for name in names)


def _wanting_parts(reading: TableReading) -> Iterator[str]:
    """Labels of totals of which a part's row is lost, not left out: the others, blanks as nothing, do not come to them, or a text
    has another row of its label."""
    if any(cell.item == UNKNOWN and cell.value for cell in reading.cells):
        return  # a row of the agency's own may be what is wanting
    labels = {item.code: item.labels[0] for item in reading.table.items}
    # a known layout has no rows left, and is none of lines
    is_text = bool(reading.rows) and all(row.grid is None or isinstance(row.grid, LineGrid) for row in reading.rows)
    for identity in assess(reading.cells).identities:
        (whole,), parts = identity.right, [cell for cell in identity.left if cell is not None]
        if whole is None or whole.status != "reported" or not 0 < len(parts) < len(identity.left):
            continue
        if sum(cell.value or 0 for cell in parts) != whole.value or (is_text and _may_be_dropped(reading, whole.item)):
            yield labels.get(whole.item, whole.item)


def _may_be_dropped(reading: TableReading, whole: str) -> bool:
    """Whether a part that is lost has the label of a row that is there: as a line it may equal that one, and be dropped so."""
    there = {cell.item for cell in reading.cells}
    names = {name for item in reading.table.items if item.code in there for name in item.keys}
    parts = dict(reading.table.sums).get(whole, ())
    return any(item.code in parts and item.keys[0] in names for item in lost_items(reading))


def _labels_with_figures(document: Document) -> Iterator[str]:
    """The key of each label that stands before a figure, in a row or a cell of a grid, on a line or above one."""
    for grid in document.grids:
        for index, row in enumerate(grid.rows):
            has_figure = any(cell.text[:1].isdigit() and is_value(cell.text) for cell in row)
            for text in (cell.text for cell in row if cell.row == index and len(cell.text) > 1):
                if has_figure or _FIGURE_BEHIND.search(text):
                    yield label_key(_FIGURE_BEHIND.sub("", text))
    texts = [line.text for line in document.lines]
    for text, below, next_below in zip(texts, [*texts[1:], ""], [*texts[2:], "", ""][: len(texts)], strict=True):
        label = _FIGURE_BEHIND.sub("", text)
        if label != text or below.isdecimal() or (below in UNIT_NAMES and next_below.isdecimal()):
            yield label_key(label.rstrip())


def has_lost_repeated_lines(document: Document, readings: list[TableReading], missing: list[Notice]) -> bool:
    """Some pages drop every line that an earlier one equals; of a table of noughts one nought is left."""
    if all(row.grid is not None for reading in readings for row in reading.rows):
        return False  # cells are no lines
    is_whole = not any(notice.code == "row_unassigned" for reading in readings for notice in reading.notices)
    if is_whole and not missing:
        return False
    figures = [text for line in document.lines if (text := line.text.strip(" |")).isdecimal()]
    return len(figures) >= FEWEST_FIGURES and len(set(figures)) == len(figures)


def no_table(document: Document, identity: Identity) -> Notice:
    """Why no table was found: it hangs on the page, is a picture, was lost, or the report has none."""
    attachments = attachment_names(document)
    if attachments:
        names = "; ".join(attachments[:5])
        return Notice("warning", "tables_in_attachment", f"no statutory table on the page; files linked: {names}")
    if any(_TABLE_HEADING.search(line.text) and len(line.text) <= _LONGEST_HEADING for line in identity.plain.lines):
        pictures = f"; the page has {document.pictures} pictures" if document.pictures else ""
        return Notice(
            "warning", "tables_missing", f"headings of the statutory tables, and no table below them{pictures}"
        )
    items = vocabulary().items
    labels = items & {label_key(_FIGURE_BEHIND.sub("", line.text)) for line in document.lines}
    if len(labels) >= FEWEST_LABELS:
        return Notice(
            "warning", "tables_missing", f"{len(labels)} labels of statutory tables, and no figures beside them"
        )
    local = next((grid for grid in document.grids if is_local(grid)), None)
    is_early = identity.report_year is not None and identity.report_year < FIRST_FORM
    if local is None or not is_early:  # before the first form its labels are those of local tables too
        with_figures = items & set(_labels_with_figures(document))
        if len(with_figures) >= FEWEST_LABELS:
            message = f"{len(with_figures)} labels of statutory tables with figures beside them, which were not read"
            return Notice("warning", "tables_missing", message)
        if (within := most_labels(document.text)) >= FEWEST_WITHIN:
            message = f"{within} labels of a statutory table within the text; its figures were not read"
            return Notice("warning", "tables_missing", message)
    if local is not None:
        where = local.place(local.rows[0][0]).text
        return Notice(
            "info", "local_table", f"{where}: a table of indicators that no statutory form has; it was not read"
        )
    if end := cut_end(document, identity):
        return Notice("warning", "tables_missing", f"the text breaks off, and tables may be missing: it ends {end!r}")
    return Notice("info", "no_table", "the document has no statutory table")


def is_local(grid: Grid) -> bool:
    """Whether a table is one of indicators: a head that says so, and figures below it."""
    texts = [["".join(cell.text.split()) for cell in row] for row in grid.rows]
    head = next((index for index, row in enumerate(texts) if len(_INDICATOR_HEAD.intersection(row)) > 1), None)
    if head is None:
        return False
    return sum(any(text.isdecimal() for text in row) for row in texts[head + 1 :]) >= FEWEST_LABELS
