"""The statistics table of report years 2014 to 2018 as local tables print it, some of its true values, and reports made of it."""

from __future__ import annotations

from pipeline.contract import Extraction
from pipeline.extract import extract

# Labels as local tables print them: renumbered, with remarks, sections as rows of their own.
ROWS = (
    ("一、主动公开情况", "——", ""),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "420"),
    ("其中：主动公开规范性文件数", "条", "6"),
    ("制发规范性文件总数", "件", "6"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", ""),
    ("1.政府公报公开政府信息数", "条", "0"),
    ("2.政府网站公开政府信息数", "条", "310"),
    ("3.政务微博公开政府信息数", "条", "20"),
    ("4.政务微信公开政府信息数", "条", "90"),
    ("二、回应解读情况", "——", ""),
    ("（一）回应公众关注热点或重大舆情数", "次", "3"),
    ("三、依申请公开情况", "——", ""),
    ("（一）收到申请数", "件", "7"),
    ("1.当面申请数", "件", "1"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "4"),
    ("4.信函申请数", "件", "2"),
    ("（二）申请办结数", "件", "7"),
    ("1.按时办结数", "件", "6"),
    ("2.延期办结数", "件", "1"),
    ("四、行政复议数量", "件", "2"),
    ("（一）维持具体行政行为数", "件", "1"),
    ("（二）被依法纠错数", "件", "0"),
    ("（三）其他情形数", "件", "1"),
    ("五、行政诉讼数量", "件", "1"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "0"),
    ("（二）被依法纠错数", "件", "1"),
    ("（三）其他情形数", "件", "0"),
    ("六、举报投诉数量", "件", "0"),
    ("七、依申请公开信息收取的费用", "万元", "0.35"),
)
EXPECTED = {
    "disclosed.total": 420,
    "disclosed.website": 310,
    "requests.received": 7,
    "requests.received.mail": 2,
    "review.total": 2,
    "review.corrected": 0,
    "review.other": 1,
    "suit.corrected": 1,
    "suit.other": 0,
    "complaints.total": 0,
}


def page(rows: tuple[tuple[str, ...], ...]) -> Extraction:
    title = "青禾市教育局2016年政府信息公开工作年度报告"
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    header = "<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
    return extract(f"<h1>{title}</h1><table>{header}{cells}</table>".encode(), "text/html; charset=utf-8")


def in_lines(lines: list[str]) -> Extraction:
    text = "\n".join(["青禾市教育局2016年政府信息公开工作年度报告", "一、概述", "附表", *lines])
    return extract(text.encode(), "text/plain; charset=utf-8")
