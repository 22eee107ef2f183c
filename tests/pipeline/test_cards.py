"""Tables that are printed as cards: a row's name, and below it each column's name with its figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.documents.document import Line
from pipeline.extract import extract
from pipeline.forms.cards import FEWEST_CARDS, FEWEST_NAMED, LONGEST_CARD, MOST_GROUPS, card_rows
from pipeline.forms.form import tables_named
from pipeline.forms.rows import Row

Pairs = Sequence[tuple[str, str]]


def figure(table: str, item: str, number: int) -> str:
    """Small numbers, some blank, one negative."""
    return ("7", "", "0", "-2", "12", "3", "1,024")[(len(item) + number) % 7] if table != "requests" else str(number)


def cards(show: Callable[[str, Pairs], str], form: str) -> str:
    parts: list[str] = []
    for heading, code in (
        ("二、主动公开政府信息情况", "proactive"),
        ("三、收到和处理政府信息公开申请情况", "requests"),
        ("四、政府信息公开行政复议、行政诉讼情况", "disputes"),
    ):
        table = dict(tables_named(code))[form]
        parts.append(f"<p>{heading}</p>")
        for item in table.items:
            names = [column.labels[0] for column in table.columns(item)]
            parts.append(show(item.labels[0], [(n, figure(code, item.code, i)) for i, n in enumerate(names)]))
    return "\n".join(parts)


def as_lines(name: str, pairs: Pairs) -> str:
    return f"<h4>{name}</h4>" + "".join(f"<p>{label}：{text}</p>" for label, text in pairs)


def as_list(name: str, pairs: Pairs) -> str:
    items = "".join(f"<li><span>{label}</span>：<b>{text}</b></li>" for label, text in pairs)
    return f"<div>{name}</div><ul>{items}</ul>"


def as_definitions(name: str, pairs: Pairs) -> str:
    return (
        f"<h4>{name}</h4><dl>" + "".join(f"<dt>{label}</dt><dd>{text or '/'}</dd>" for label, text in pairs) + "</dl>"
    )


def as_one_line(name: str, pairs: Pairs) -> str:
    return f"<p>{name}</p><p>" + "；".join(f"{label}：{text}" for label, text in pairs) + "。</p>"


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("show", [as_lines, as_list, as_definitions, as_one_line])
def test_the_figures_of_cards_are_those_of_the_rows_that_they_name(
    show: Callable[[str, Pairs], str], form: str
) -> None:
    head = "<p>青禾市教育局2021年政府信息公开工作年度报告</p><p>一、总体情况</p><p>我局认真落实条例。</p>"
    found = extract(f"<html><body>{head}{cards(show, form)}</body></html>".encode(), "text/html; charset=utf-8")
    expected = [
        (code, item.code, column.code, figure(code, item.code, number) or ("/" if show is as_definitions else ""))
        for code in ("proactive", "requests", "disputes")
        for table in (dict(tables_named(code))[form],)
        for item in table.items
        for number, column in enumerate(table.columns(item))
    ]
    assert [(cell.table, cell.item, cell.column, cell.raw) for cell in found.cells] == expected
    assert not [notice for notice in found.notices if notice.code.startswith(("row", "column", "table"))]


@pytest.mark.parametrize(
    ("before", "between", "beside"), [("- ", "，", " "), ("", "；", "："), ("• ", "， ", ": "), ("", " ", "")]
)
def test_a_card_may_stand_on_one_line_behind_its_name(before: str, between: str, beside: str) -> None:
    """As text that was copied from a conversation does; where nothing stands behind a column's name, its cell is blank."""
    rows: list[str] = []
    expected: list[tuple[str, str, str]] = []
    for number, item in enumerate(dict(tables_named("requests"))["2021"].items):
        columns = dict(tables_named("requests"))["2021"].columns(item)
        texts = ["" if beside and (number + i) % 3 == 0 else str(number * 10 + i) for i, _ in enumerate(columns)]
        pairs = (f"{column.labels[0]}{beside}{text}" for column, text in zip(columns, texts, strict=True))
        rows.append(f"{before}{item.labels[0]}：{between.join(pairs)}")
        expected += [(item.code, column.code, text) for column, text in zip(columns, texts, strict=True)]
    head = ["青禾市教育局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    found = extract("\n".join([*head, *rows]).encode(), "text/plain; charset=utf-8")
    assert [(cell.item, cell.column, cell.raw) for cell in found.cells] == expected


def lines(*texts: str) -> list[Line]:
    return [Line(text, number, number=number) for number, text in enumerate(texts)]


CARD = ("自然人：1", "商业企业：0", "总计：1")


def test_a_few_names_with_figures_are_no_cards() -> None:
    def count(*cards: tuple[str, ...]) -> int:
        return sum(isinstance(part, Row) for part in card_rows(lines(*(text for card in cards for text in card))))

    large, small, unnamed = ("1.重复申请", *CARD), ("行政许可", "本年处理决定数量：3"), ("我局共收到申请1件。", *CARD)
    assert len(CARD) == FEWEST_NAMED
    assert count(*[large] * (FEWEST_CARDS - 1)) == 0
    assert count(*[small] * FEWEST_CARDS) == 0
    assert count(*[unnamed] * FEWEST_CARDS) == 0
    assert count(large, *[small] * (FEWEST_CARDS - 1)) == FEWEST_CARDS


def test_a_card_has_the_groups_just_above_it_and_no_text() -> None:
    names = ["三、本年度办理结果", "（五）不予处理", "2.重复申请"]
    found = list(card_rows(lines("我局共收到申请1件。", *names, *CARD, *("2.重复申请", *CARD) * FEWEST_CARDS)))
    row = next(part for part in found if isinstance(part, Row))
    assert row.item_keys[0] == "重复申请"
    assert row.group == "不予处理"
    assert len(row.item_keys) <= MOST_GROUPS + 1
    assert not isinstance(found[0], Row)
    assert [line.text for line in found[0]] == ["我局共收到申请1件。", *names[:-1]]


def test_a_long_line_is_text() -> None:
    long = "；".join(CARD * (LONGEST_CARD // 10))
    assert all(not isinstance(part, Row) for part in card_rows(lines(*("2.重复申请", long) * FEWEST_CARDS)))


@pytest.mark.parametrize("names", [("行政复议", "未经复议直接起诉", "复议后起诉"),
                                   ("（一）行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")])  # fmt: skip
@pytest.mark.parametrize("beside", ["：", " ", "\t"])
def test_a_page_may_print_the_disputes_alone_as_cards(names: tuple[str, ...], beside: str) -> None:
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    lines = [
        line for n, name in enumerate(names) for line in (name, *(f"{r}{beside}{n + i}" for i, r in enumerate(results)))
    ]
    text = "\n".join(("青禾市教育局2021年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", *lines))
    found = extract(text.encode(), "text/plain; charset=utf-8")
    assert [cell.value for cell in found.cells if cell.table == "disputes"] == [
        n + i for n in range(3) for i in range(5)
    ]
