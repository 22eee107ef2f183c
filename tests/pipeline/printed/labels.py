"""Damage to labels: numbers lost, letters wrong, words broken, groups repeated or merged."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from tests.pipeline.printed.damage import cells, damage
from tests.pipeline.printed.layout import (
    Cell,
    Page,
)


@damage
def lose_numbering(page: Page, rng: Random) -> bool:
    for cell in cells(page, "item", "group", code="requests"):
        text = cell.text
        for mark in ("、", "）", "."):
            head, found, tail = text.partition(mark)
            if found and len(head) <= 2:
                text = tail
                break
        cell.text = text
    return True


@damage
def other_numbering(page: Page, rng: Random) -> bool:
    mark = rng.choice(["、", "．", "）", ""])
    for cell in cells(page, "item", code="requests"):
        if cell.text[:1].isdigit() and cell.text[1:2] == ".":
            cell.text = cell.text[0] + mark + cell.text[2:]
    return True


@damage
def half_width(page: Page, rng: Random) -> bool:
    for cell in cells(page, "item", "group", "column", "title"):
        cell.text = cell.text.translate(str.maketrans("（），：“”", '(),:""'))
    return True


@damage
def space_labels(page: Page, rng: Random) -> bool:
    for cell in cells(page, "item", "group", "column", "title"):
        if len(cell.text) > 3 and rng.random() < 0.4:
            at = rng.randrange(1, len(cell.text))
            cell.text = cell.text[:at] + rng.choice([" ", "  ", "\n", "　", "\u00a0"]) + cell.text[at:]
    return True


@damage
def break_columns(page: Page, rng: Random) -> bool:
    for cell in cells(page, "column"):
        if len(cell.text) >= 4:
            cell.text = cell.text[:2] + "\n" + cell.text[2:]
    return True


@damage
def vertical_groups(page: Page, rng: Random) -> bool:
    for cell in cells(page, "group"):
        cell.text = "\n".join(cell.text)
    return True


@damage
def misspell(page: Page, rng: Random) -> bool:
    labels = [cell for cell in cells(page, "item", code="requests") if len(cell.text) > 6]
    for cell in rng.sample(labels, min(len(labels), rng.randrange(1, 5))):
        at = rng.randrange(2, len(cell.text))
        way = rng.randrange(3)
        cell.text = cell.text[:at] + ("", "某", "请")[way] + cell.text[at + (way < 2) :]
    return bool(labels)


@damage
def lose_a_label(page: Page, rng: Random) -> bool:
    labels = list(cells(page, "item", code="requests"))
    if not labels:
        return False
    rng.choice(labels).text = ""
    page.may_flag = True
    return True


@damage
def lose_first_of_groups(page: Page, rng: Random) -> bool:
    """Word numbers the first items of its lists itself, and their labels go with the numbers."""
    found = False
    for cell in cells(page, "item", code="requests"):
        if cell.text.startswith("1.") and rng.random() < 0.5:
            cell.text, found = "", True
    page.may_flag |= found
    return found


@damage
def merge_group_and_label(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None:
        return False
    for row in table.rows:
        for before, cell in pairwise(row):
            if before.role == "group" and cell.role == "item" and before.text and len(before.text) < 9:
                cell.text = before.text + cell.text
                before.text = ""
    return True


@damage
def repeat_groups(page: Page, rng: Random) -> bool:
    """The group's label in every row, nothing merged."""
    table = page.table("requests")
    if table is None:
        return False
    for number, row in enumerate(list(table.rows)):
        for position, cell in list(enumerate(row)):
            if cell.role == "group" and cell.rowspan > 1:
                for below in table.rows[number + 1 : number + cell.rowspan]:
                    below.insert(position if below and below[0].role == "group" else 0, Cell(cell.text, role="group"))
                cell.rowspan = 1
    return True


@damage
def long_instructions(page: Page, rng: Random) -> bool:
    if page.form != "2019":
        return False
    more = {
        "规章": "（设区的市、自治州人民政府应提供相关数据）",
        "规范性文件": "（行政机关制定发布的决定、公告、通告、意见、通知，以及标题采用“规定”“办法”字样的公文）",
        "其他对外管理服务事项": "（指行政许可以外的政务服务事项，含行政确认、行政给付、行政奖励和公共服务事项）",
        "上一年项目数量": "（指2019年事项数）",
        "本年增/减": "（指2020年增加或减少的事项数，减用负值表示，如-8）",
        "处理决定数量": "（指2020年办件量）",
    }
    for cell in cells(page, "item", "column", code="proactive"):
        cell.text += more.get(cell.text, "")
    return True
