"""Texts whose labels are broken in narrow columns beside and around the figures of their rows, as terminals and PDF tools print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from pipeline.contract import Extraction
from pipeline.documents.document import Line
from pipeline.forms.form import Item
from pipeline.forms.ordered_rows import told_by_order
from pipeline.forms.rows import Row
from tests.pipeline.form_text import HEAD, read, table_of

Printed = Sequence[tuple[Item, list[str]]]
WIDTH = 5
STACKED = ("unavailable.must_be_created", "unavailable.unclear")


def broken(item: Item) -> list[str]:
    label = item.labels[0]
    return [label[at : at + WIDTH] for at in range(0, len(label), WIDTH)]


def first(rows: Printed) -> Iterator[str]:
    """Figures beside the first line of a label."""
    for item, figures in rows:
        line, *rest = broken(item)
        yield f"{line}   {'   '.join(figures)}"
        yield from rest


def middle(rows: Printed) -> Iterator[str]:
    """Figures beside the middle of a label, a line of the group's name before them."""
    for item, figures in rows:
        lines = broken(item)
        half = len(lines) // 2
        yield from lines[:half]
        yield f"{'果  ' if half else ''}{lines[half]}   {'   '.join(figures)}"
        yield from lines[half + 1 :]


def apart(rows: Printed) -> Iterator[str]:
    """The first figure beside a label's first line, the others beside its last one, next to it."""
    for item, figures in rows:
        half = len(item.labels[0]) // 2
        yield f"{item.labels[0][:half]} {figures[0]}"
        yield f"{item.labels[0][half:]}   {'   '.join(figures[1:])}"


def ending(rows: Printed) -> Iterator[str]:
    """Figures below all of a label but its last character, beside a line of the group's name."""
    for item, figures in rows:
        beside = "无法提" if item.code.startswith("unavailable") else ""
        yield from (item.labels[0][:-1], f"{beside}   {'   '.join(figures)}", item.labels[0][-1])


def stacked(rows: Printed) -> Iterator[str]:
    """The labels of two rows above the figures of both, as tools print cells that they found at one height."""
    for item, figures in rows:
        if item.code == "unavailable.must_be_created":
            continue
        if item.code == "unavailable.unclear":
            (above, over), (below, under) = (row for row in rows if row[0].code in STACKED)
            yield from (above.labels[0], below.labels[0], f"   {'   '.join(over)}", f"办理结果   {'   '.join(under)}")
        else:
            yield f"{item.labels[0]}   {'   '.join(figures)}"


def rows_of(form: str) -> list[tuple[Item, list[str]]]:
    """One request of each kind, two of the first one that could not be answered for want of the information."""
    items = table_of("requests", form).items
    total = str(len(items) - 3)
    kinds = {"received.new": total, "received.carried_in": "0", "outcomes.total": total, "carried_out": "0"}
    kinds["unavailable.not_held"] = "2"
    kinds["denied.third_party"] = "0"
    kinds["unavailable.unclear"] = "3"
    kinds["not_processed.publication"] = kinds["not_processed.excessive"] = "0"
    return [(item, [value := kinds.get(item.code, "1"), *"00000", value]) for item in items]


def report(rows: Printed, layout: Callable[[Printed], Iterator[str]]) -> Extraction:
    heading = "三、收到和处理政府信息公开申请情况"
    return read("\n".join([HEAD, heading, *layout(rows), "四、政府信息公开行政复议、行政诉讼情况", "无。"]))


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("layout", [first, middle, apart, ending, stacked])
def test_the_order_of_the_form_tells_rows_whose_labels_are_broken(
    layout: Callable[[Printed], Iterator[str]], form: str
) -> None:
    rows = rows_of(form)
    found = report(rows, layout)
    cells = {(cell.item, cell.column): cell.raw for cell in found.cells}
    for item, figures in rows:
        assert [cells[item.code, column.code] for column in table_of("requests", form).columns(item)] == figures
    assert found.forms["requests"] == form
    assert not [notice for notice in found.notices if notice.severity == "warning" and notice.table == "requests"]


@pytest.mark.parametrize("layout", [first, middle, apart])
def test_rows_in_another_order_are_not_told_by_it(layout: Callable[[Printed], Iterator[str]]) -> None:
    rows = rows_of("2021")
    at = next(number for number, (item, _) in enumerate(rows) if item.code == "unavailable.not_held")
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    lines = [Line(text, 0, number=number) for number, text in enumerate(layout(rows), 1)]
    assert [part for part in told_by_order(lines) if isinstance(part, Row)] == []


def test_rows_of_noughts_that_lie_over_each_other_are_rows_of_noughts() -> None:
    rows = rows_of("2021")
    lines = list(middle(rows))
    second = next(number for number, line in enumerate(lines) if line.startswith("4.无正当")) + 1
    first_line = next(number for number, line in enumerate(lines) if line.startswith("3.要求提"))
    labels = [
        item.labels[0] for item, _ in rows if item.code in ("not_processed.publication", "not_processed.excessive")
    ]
    end = next(number for number, line in enumerate(lines) if line.startswith("5.要求行"))
    assert first_line < second < end
    lines[first_line:end] = [f"{labels[0]}  0 0", f"{labels[1]}  0 0 0 0", "  0 0", "  0", "  0", "  0  0  0 0"]
    found = report(rows, lambda _: iter(lines))
    cells = {(cell.item, cell.column): cell.raw for cell in found.cells}
    for item, figures in rows:
        assert [cells[item.code, column.code] for column in table_of("requests", "2021").columns(item)] == figures


def with_label(code: str, printed: str) -> Callable[[Printed], Iterator[str]]:
    """One row with another label, which is whole; all others are broken."""

    def layout(rows: Printed) -> Iterator[str]:
        for item, figures in rows:
            yield from [f"{printed}   {'   '.join(figures)}"] if item.code == code else first([(item, figures)])

    return layout


@pytest.mark.parametrize(
    ("code", "printed", "said"),
    [("received.carried_in", "二、上年结转申请数量", []), ("denied.third_party", "", ["label_missing"])],
)
def test_a_label_may_be_shorter_or_lost(code: str, printed: str, said: list[str]) -> None:
    rows = rows_of("2021")
    found = report(rows, with_label(code, printed))
    assert [notice.code for notice in found.notices if notice.table == "requests"] == said
    assert [cell.raw for cell in found.cells if cell.item == code] == {item.code: f for item, f in rows}[code]


def test_a_row_that_the_form_does_not_have_is_not_told_by_the_order() -> None:
    layout = with_label("denied.third_party", "4.属于工作秘密")
    lines = [Line(text, 0, number=number) for number, text in enumerate(layout(rows_of("2021")), 1)]
    assert [part for part in told_by_order(lines) if isinstance(part, Row)] == []


def test_rows_whose_labels_stand_whole_above_their_figures_are_not_told_by_their_number() -> None:
    """As many rows are left of the form of 2021 as that of 2019 has, where two of nothing but noughts are blank."""
    blank = ("denied.deliberative", "outcomes.total")
    groups = dict.fromkeys(item.group_keys[0] for item in table_of("requests", "2021").items if item.group_keys)
    ordinals = dict(zip(groups, ("三、", "（三）", "（四）", "（五）", "（六）"), strict=True))
    lines: list[str] = []
    for item in table_of("requests", "2021").items:
        group = next(iter(item.group_keys), "")
        lines += [f"{ordinals.pop(group)}{group}"] if group in ordinals else []
        lines += [item.labels[0], *([] if item.code in blank else "0000000")]
    found = read(
        "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *lines, "五、存在的主要问题及改进情况", "无。"])
    )
    assert found.forms["requests"] == "2021"
    assert {cell.item for cell in found.cells if cell.status != "reported"} == {*blank}
    assert [notice.code for notice in found.notices].count("row_empty") == len(blank)
