"""Text files whose lines are broken at a fixed width: paragraphs are read as they were written."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.documents.unwrapped import unwrapped
from pipeline.extract import extract

LEAD = (
    "根据《中华人民共和国政府信息公开条例》要求，由望川县水务局编制本报告，全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况等部分。所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
)
BODY = (
    "2021年，我局围绕水利工程建设、河湖长制、水资源管理与保护等重点工作，通过县政府门户网站主动公开政府信息126条，通过“望川水务”微信公众号推送信息98条；"
    "按照要求规范办理依申请公开，全年共收到政府信息公开申请12件，均在法定期限内办结，未发生因政府信息公开被申请行政复议和提起行政诉讼的情况。"
)
REPORT = [
    "望川县水务局2021年政府信息公开工作年度报告",
    LEAD,
    "一、总体情况",
    BODY,
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
]


def wrapped(paragraphs: list[str], columns: int, indent: str = "") -> list[str]:
    """The paragraphs in lines of so many columns, as converters break them: no line begins with a stop."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line, width = "", 0
        for character in indent + paragraph:
            wide = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
            if width + wide > columns and character not in "，。、；：）》”":
                lines.append(line)
                line, width = "", 0
            line, width = line + character, width + wide
        lines.append(line)
    return lines


@pytest.mark.parametrize("columns", [60, 72, 76, 100])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_paragraphs_are_joined(columns: int, indent: str) -> None:
    assert [line.strip() for line in unwrapped(wrapped(REPORT, columns, indent))] == REPORT


@pytest.mark.parametrize(
    "lines",
    [
        REPORT,
        ["一、总体情况", "主动公开政府信息12条。", "二、主动公开政府信息情况"],
        ["规章\t0\t\t", "年报", "尾  "],
        ["规章", "0", "0", "0", "行政规范性文件", "0", "0", "0"],
        [f"（{number}）部分公开（区分处理的，只计这一情形，不计其他情形） 0 0 0 0 0 0 0" for number in "一二三四五六"],
        [f"| 第{number}项 | 其他法律行政法规禁止公开的政府信息的数量 | 0 |" for number in range(10, 20)],
        [f"县教育局{year}年政府信息公开工作年度报告，发布于次年" for year in range(2015, 2018)],
        [f"望川县自然资源和规划局{year}年政府信息公开工作年度报告" for year in range(2010, 2020)],
    ],
)
def test_lines_that_are_whole_stay(lines: list[str]) -> None:
    assert unwrapped(lines) == lines


def test_figures_below_a_full_line_stay() -> None:
    lines = wrapped([LEAD, BODY], 72)
    full = next(line for line in lines if line[-1] not in "。；，、")
    assert unwrapped([*lines, full, "0 0 0 0 0 0 0"])[-1] == "0 0 0 0 0 0 0"


@pytest.mark.parametrize("columns", [60, 76])
def test_a_wrapped_report_states_what_it_states(columns: int) -> None:
    found = [extract("\n".join(lines).encode()) for lines in (REPORT, wrapped(REPORT, columns))]
    told = [(e.kind, e.agency_name, e.report_year, {(c.indicator, c.value) for c in e.claims}) for e in found]
    assert told[0] == told[1]
    assert len(told[0][3]) == 5


@pytest.mark.parametrize("page", ["<div>{}</div>", "<p>{}</p>"])
def test_a_page_of_wrapped_lines_states_what_it_states(page: str) -> None:
    breaks = "</p><p>" if page[1] == "p" else "<br>"
    pages = [page.format(breaks.join(lines)) for lines in (REPORT, wrapped(REPORT, 72))]
    found = [extract(f"<html><body>{body}</body></html>".encode()) for body in pages]
    told = [(e.kind, e.agency_name, e.report_year, {(c.indicator, c.value) for c in e.claims}) for e in found]
    assert told[0] == told[1]
    assert len(told[0][3]) == 5
