"""Labels that resemble the form's and say something else: 电话申请数 is not 传真申请数, nor 上年收费金额 本年收费金额.

Local tables put rows and columns of their own in the places of those that they leave out. A misprint changes a character, or
loses or adds some; where a whole word gave way to another, or last year to this one, the figure may be another thing's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, permutations

from rapidfuzz import fuzz
from rapidfuzz.distance import Postfix, Prefix

from pipeline.contract import Notice
from pipeline.documents.fold import key
from pipeline.forms.form import Column, FormTable, Item
from pipeline.forms.header import COMPATIBLE, LONGEST_COLUMN_LABEL, TOTAL, Header
from pipeline.forms.line_grids import LineGrid
from pipeline.forms.meanings import first_qualifier, lacks_negation, qualifier, says_same
from pipeline.forms.rows import Row
from pipeline.forms.table_reading import STATISTICS
from pipeline.forms.tokens import Token, vocabulary
from pipeline.values import is_value

FEWEST = 3
"""Characters that two words have together: what is one each is a misprint."""
SHORTEST_BEGINNING = 2
"""Characters of a column's name that tell it where the rest was cut off."""
NEARLY_ALL = 90.0
"""Likeness of two labels from which two characters that differ are no word."""
LONG, MOSTLY, MOST_PASSED = 10, 75.0, 2
"""Characters of a long label, how much of it is right where some are misread, and how many recognition passes over."""
_NO_WORD = re.compile(r"[A-Za-z\u2160-\u217f\u0370-\u03ff]|(?<!\d)\d(?!\d)")
"""What no word of these labels has: what stands there is a character that was recognised wrongly, as in 商Ⅱ秘密."""
UNLIKE = 34.0
"""Likeness, of 100, of what differs in two labels, below which the one is no misprint of the other."""
_LAST_YEAR, _THIS_YEAR, _NEXT_YEAR = re.compile(r"上一?年|去年"), re.compile(r"[本当今]年"), re.compile(r"下一?年")
_PERIODS = tuple(permutations((_LAST_YEAR, _THIS_YEAR, _NEXT_YEAR), 2))
_NOT = ("不", "非", "未")
_BODIES = frozenset(("机构", "机关", "组织", "单位", "团体", "院所"))
"""Words for a body of any kind."""
_DATED = re.compile(r"^20\d\d年度?")
"""A year that a column of a table names; whether it is the report's is asked of the whole table."""
_CARRIED_FROM, _CARRIED_TO = re.compile(r"^20\d\d年度?(?=结转|转结)"), re.compile(r"(?<=^结转)[至到]?20\d\d年度?")
_ALL_YEARS = re.compile(r"累计|历年|多年|近.年")
_GENERIC = re.compile(
    r"(?:20\d\d年|[本当全]年度?|年度|统计|实际|具体|情况|合计|总计|数据|数值|总数|数量|[条件项个次]数|[数条件项个次量年])++"
)
"""Names that any column of figures may have; a part that has matched is not taken apart again, however long the name."""
_SEVERAL = re.compile(r"[十百千万亿][条件宗项次个份篇人家场期户]")


@lru_cache(maxsize=4096)
def says_other(name: str, known: tuple[str, ...], own: tuple[str, ...] = ()) -> bool:
    """Whether a label (its key) has another word where the nearest of the `known` ones has its own, another year, or a negation.

    A word of the rows' `own` names says nothing new: 许可决定数量 for 处理决定数量.
    """
    if says_same(name, known):
        return False
    nearest = max(known, key=lambda label: fuzz.ratio(name, label))
    if lacks_negation(name, nearest):
        return True
    if any(ours.search(name) and theirs.search(nearest) for ours, theirs in _PERIODS):
        return True
    if _ALL_YEARS.search(name) and not _ALL_YEARS.search(nearest):
        return True
    if name[:1] in _NOT and name[1:] in known:
        return True
    alike = [nearest, *(label for label in known[:1] if len(label) == len(name))]
    exchanged = (words[0] for label in alike if (words := _words_exchanged(name, label)) is not None)
    return any(not any(word in label for label in own) for word in exchanged)


def _words_exchanged(name: str, label: str) -> tuple[str, str] | None:
    """What differs in two labels, where it is a word in each and no misprint; None where it is not."""
    start = Prefix.similarity(name, label)
    one, other = name[start:], label[start:]
    end = Postfix.similarity(one, other)
    one, other = one[: len(one) - end], other[: len(other) - end]
    if not one or not other or len(one + other) < FEWEST or {one, other} <= _BODIES or _NO_WORD.search(one):
        return None
    if len(one) == len(other) < FEWEST and fuzz.ratio(name, label) >= NEARLY_ALL:
        return None  # two characters of a long label, which recognition takes for others
    return (one, other) if fuzz.ratio(one, other) < UNLIKE else None


def is_misread(name: str, known: Sequence[str]) -> bool:
    """Whether a label (its key) that was recognised from a picture is one of the `known` with characters misread or passed over.

    Those that differ stand alone, or it is long, so much of it is right, and it is no longer: recognition adds no words, and
    years and figures it reads well.
    """
    return any(
        (
            (len(label) - MOST_PASSED <= len(name) <= len(label) and len(label) >= LONG)
            or (len(name) == len(label) and not _has_pair(name, label))
        )
        and fuzz.ratio(name, label) >= MOSTLY
        and not any(ours.search(name) and theirs.search(label) for ours, theirs in _PERIODS)
        for label in known
    )


def _has_pair(name: str, label: str) -> bool:
    """Whether two characters that stand together differ in labels of one length: a word has two."""
    differs = [one != other for one, other in zip(name, label, strict=True)]
    return any(one and other for one, other in pairwise(differs))


def nearest_of(names: Sequence[str], known: Sequence[str]) -> str:
    """The one of `names` that is most like one of the `known` labels."""
    return max(names, key=lambda name: max(fuzz.ratio(name, label) for label in known))


def counted_in(labels: Iterable[str]) -> str:
    """The first of `labels` that says that figures count hundreds or more, （单位：万件）; else nothing."""
    for label in labels:
        if _SEVERAL.search(label):
            return label
    return ""


def doubtful_names(header: Header, table: FormTable) -> Iterator[Notice]:
    """Warnings for the names of columns that were settled, and may be of others; and for counts that are of hundreds or more."""
    settled = [both for both in zip(header.labels, header.columns, strict=True) if both[0]]
    if several := counted_in(label for label, column in settled if column is not None and column.unit == "count"):
        message = f"the figures below {several!r} count more than one each; they are kept as printed"
        yield Notice("warning", "figure_with_remark", message, table.code)
    # where figures have a total, a name may be like those of several columns: 法人合计
    has_total = any(column is not None and column.code == TOTAL for _, column in settled)
    loose = (
        [] if has_total else [both[1] for both in settled if both[1] is not None and key(both[0]) != both[1].keys[0]]
    )
    names = with_years_told([key(label) for label, _ in settled])
    for name, (label, column) in zip(names, settled, strict=True):
        if column is not None and (
            qualifier(label, (*column.keys, *column.group_keys))
            or (name not in column.keys and says_other(name, column.keys, table.item_names))
        ):
            message = f"the column {label!r} is read as {column.labels[0]}, and has another word"
            yield Notice("warning", "unknown_column", message, table.code)
        if column is None and any(_resembles(name, other) for other in loose):
            message = f"two columns resemble one of the form; {label!r} was not read"
            yield Notice("warning", "unknown_column", message, table.code)


def strange_names(row: Row, columns: Sequence[Column], table: FormTable) -> list[str]:
    """The names just above the figures of a row, of a table without sums, that its columns cannot have in this order.

    Of a single column's figures the name may be any that says nothing else: 数量, 2022年. In lines a name may be broken: where
    they are not as many as the columns, all of them together must be strange.
    """
    if table.code != "proactive" or not row.labels:
        return []
    names = _names_in_lines(row, table) if row.grid is None else _names_in_grid(row)
    if qualified := first_qualifier(names, tuple(name for column in columns for name in column.keys)):
        return [qualified]
    names = with_years_told(names)
    if len(names) == len(columns):
        return (
            names
            if any(_is_strange(name, [column], table) for name, column in zip(names, columns, strict=True))
            else []
        )
    if row.grid is None:
        if _are_together(key("".join(names)), columns):
            return []  # each is named, and no gap parts them
        return names if all(_is_strange(name, columns, table) for name in (*names, "".join(names))) else []
    return [name for name in names if _is_strange(name, columns, table)]


def with_years_told(names: Sequence[str]) -> list[str]:
    """Names that begin with a year, with 本年 for the last of these years and 上年 for the one before it.

    What was carried over has its own: 上年 for the year that it came from, 下年度 for the one that it goes to.
    """
    names = [_CARRIED_TO.sub("下年度", _CARRIED_FROM.sub("上年", name)) for name in names]
    last = max((int(match[0][:4]) for name in names if (match := _DATED.match(name))), default=0)
    words = {last: "本年", last - 1: "上年"}
    return [_DATED.sub(lambda match: words.get(int(match[0][:4]), match[0]), name) for name in names]


def named_year(row: Row, table: FormTable) -> int | None:
    """The last year that names of columns, or of the row, begin with, in lines; in a grid each cell is asked elsewhere."""
    if table.code == STATISTICS or (row.grid is not None and not isinstance(row.grid, LineGrid)):
        return None
    names = [*(key(name) for name in _names_in_lines(row, table)), *row.item_keys[:1]]
    return max((int(match[0][:4]) for name in names if (match := _DATED.match(name))), default=None)


def _are_together(text: str, columns: Sequence[Column]) -> bool:
    """Whether a text has the names of all columns, or is made of their beginnings, in order."""
    if all(any(name in text for name in column.keys) for column in columns):
        return True
    for column in columns:
        size = max(Prefix.similarity(name, text) for name in column.keys)
        if size < SHORTEST_BEGINNING:
            return False
        text = text[size:]
    return not text


def _names_in_grid(row: Row) -> list[str]:
    """The labels in the last row of a row's header that stand to the right of its own."""
    edge = row.labels[-1].column
    above = [(token.cell.row, token) for token in row.header if token.source is row.grid and token.cell is not None]
    above = [(number, token.text) for number, token in above if token.column > edge]
    lowest = max((number for number, _ in above), default=0)
    return [text for number, text in above if number == lowest]


def _names_in_lines(row: Row, table: FormTable) -> list[str]:
    """What is printed between the name of the column of labels, 信息内容, and a row; none where that name is not."""
    printed = " ".join(token.text for token in row.header)
    start = max((printed.rfind(name) + len(name) for name in table.furniture if name in printed), default=len(printed))
    return printed[start:].split()


def _is_strange(text: str, columns: Sequence[Column], table: FormTable) -> bool:
    name = key(text)
    if len(columns) == 1 and says_same(name, columns[0].keys):
        return False
    if not name or vocabulary().knows(name) or (len(columns) == 1 and _GENERIC.fullmatch(name)):
        return False
    alike = [column for column in columns if _resembles(name, column)]
    return all(says_other(name, column.keys, table.item_names) for column in alike)


def misnamed_entry(row: Row, entries: Iterable[tuple[Item, Column, Token]]) -> str:
    """The first name just above a figure of a row in a grid that its column cannot have; else nothing."""
    if row.grid is None:
        return ""
    above = row.grid.rows[: row.index]
    for _, column, token in entries:
        covering = (
            cell
            for cells in reversed(above)
            for cell in cells
            if cell.text and cell.column <= token.column < cell.column + cell.colspan
        )
        text = next((cell.text for cell in covering), "")
        name = key(text)
        is_misread = row.grid.is_recognised and not set(name).isdisjoint("".join(column.keys))  # 已计 for 总计
        if is_misread or not name or is_value(text) or len(text) > LONGEST_COLUMN_LABEL:
            continue
        if is_misnamed(name, column):
            return text
    return ""


def is_misnamed(name: str, column: Column) -> bool:
    """Whether a name (its key) that no form knows is none of `column`, not even a piece of one."""
    is_read_wrongly = _NO_WORD.search(name) is not None
    if any(lacks_negation(name, known) for known in column.keys):
        return not vocabulary().knows(name)
    return not (
        is_read_wrongly
        or says_same(name, column.keys)
        or vocabulary().knows(name)
        or _resembles(name, column)
        or any(name in known for known in column.keys)
    )


def _resembles(name: str, column: Column) -> bool:
    return any(
        fuzz.ratio(name, known) >= COMPATIBLE or (len(name) > 1 and (name in known or known in name))
        for known in column.keys
    )
