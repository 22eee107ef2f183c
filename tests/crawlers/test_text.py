"""What a page says: the same whatever stands around it, and another as soon as a figure of it changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from crawlers.archive.text import read_text, says_the_same
from crawlers.sandbox import World
from crawlers.sandbox.render import STYLES, render_report

REPORT = World(seed=3, governments=2, bureaus=1).reports[2]
HTML = [name for name, style in STYLES.items() if style.media_type.startswith("text/html")]


def page(style: str, report: object = REPORT) -> str:
    made = render_report(report, STYLES[style])  # type: ignore[arg-type]
    return made.body.decode("gb18030" if "gb2312" in style else "utf-8")


def is_same(one: str, other: str, media_type: str = "text/html") -> bool:
    return says_the_same(one.encode(), other.encode(), media_types=(media_type, media_type))


def put(before: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert before in text
        return text.replace(before, new + before, 1)

    return change


AROUND: dict[str, Callable[[str], str]] = {
    "a counter in the footer": put("</body>", "<p>您是第 99817 位访客</p>"),
    "a counter beside the date": put('<div class="content">', "<div>发布时间：2024-01-02 浏览次数：<span>77</span>次</div>"),
    "a counter in cells of its own": put("</body>", "<table><tr><td>点击率：</td><td>1,204</td></tr></table>"),
    "today's date": put("<body>", "<div>今天是2026年11月28日 星期六</div>"),
    "the weather": put("<body>", "<div>青禾 晴 12℃</div>"),
    "a token": put("</body>", '<input type="hidden" name="csrf" value="8fa2c">'),
    "a script": put("</body>", "<script>var visit = 88172;</script><!-- 0.034 s -->"),
    "a menu": put('<ul class="nav">', '<ul><li><a href="/x">乡村振兴</a></li><li><a href="/y">专题专栏</a></li></ul>'),
    "a list of news": put("</body>", "<h3>最新信息</h3>" + "<li><a href='/n'>青禾市召开会议</a><i>2026-11-28</i></li>" * 9),
    "the next article": put('<div class="footer">', "<p>下一篇：<a href='/n'>青禾市财政局2025年年报</a></p>"),
    "one related link": put('<div class="related">', "<ul><li><a href='/z'>青禾市2025年政府信息公开工作年度报告</a></li></ul>"),
    "no related links": lambda text: text[: text.index('<div class="related">')] + text[text.index('<div class="footer">') :],
    "white space": lambda text: text.replace("</td>", "\r\n </td>").replace("</p>", "&nbsp;\n</p>"),
    "attributes": lambda text: text.replace("<td", '<td data-id="7"').replace("<p", '<p class="q"'),
    "how long it took": put("</body>", "<p>页面执行时间：0.03秒</p>"),
}  # fmt: skip


@pytest.mark.parametrize("style", HTML)
@pytest.mark.parametrize("what", AROUND)
def test_what_stands_around_the_text_does_not_count(style: str, what: str) -> None:
    text = page(style)
    changed = AROUND[what](text)
    assert changed != text
    assert is_same(text, changed)
    assert is_same(changed, text)


@pytest.mark.parametrize("style", STYLES)
def test_every_figure_counts(style: str) -> None:
    before = page(style)
    printed = 0
    for key, value in list(REPORT.cells.items())[::13]:
        after = page(style, replace(REPORT, cells={**REPORT.cells, key: value + 1}))
        printed += after != before
        assert after == before or not is_same(before, after), key
    assert printed > 10


@pytest.mark.parametrize("style", STYLES)
def test_two_figures_that_change_places_count(style: str) -> None:
    different = [key for key in REPORT.cells if REPORT.cells[key] != 0]
    for one, other in list(pairwise(different))[::7]:
        cells = {**REPORT.cells, one: REPORT.cells[other], other: REPORT.cells[one]}
        before, after = page(style), page(style, replace(REPORT, cells=cells))
        assert after == before or not is_same(before, after), (one, other)


SENTENCES: list[tuple[str, str, str]] = [
    ("a figure in prose", "<p>全年收到申请12件。</p>", "<p>全年收到申请13件。</p>"),
    ("a sentence", "<p>六、其他需要报告的事项：无。</p>", "<p>六、其他需要报告的事项：收取信息处理费。</p>"),
    ("a figure that moves to the next cell", "<tr><td>1</td><td></td></tr>", "<tr><td></td><td>1</td></tr>"),
    ("digits that move", "<tr><td>1</td><td>23</td></tr>", "<tr><td>12</td><td>3</td></tr>"),
    ("visits that are a figure of the year", "<p>门户网站年度访问量123</p>", "<p>门户网站年度访问量124</p>"),
    ("a negative", "<p>信息处理费-2元</p>", "<p>信息处理费2元</p>"),
]


@pytest.mark.parametrize(("one", "other"), [pair for _, *pair in SENTENCES], ids=[what for what, *_ in SENTENCES])
def test_what_the_text_says_counts(one: str, other: str) -> None:
    frame = "<html><body><div><p>本报告根据《中华人民共和国政府信息公开条例》编制，由六个部分组成。</p>{}</div></body></html>"
    assert not is_same(frame.format(f"<table>{one}</table>"), frame.format(f"<table>{other}</table>"))


def test_encoding_and_layout_do_not_count() -> None:
    text = page("tables")
    assert says_the_same(
        text.encode(), text.encode("gb18030"), media_types=("text/html; charset=utf-8", "text/html; charset=gb2312")
    )
    inside = text[text.index('<div class="TRS_Editor">') : text.index('<div class="related">')]
    title = f"<title>{REPORT.title}</title><h1>{REPORT.title}</h1>"
    elsewhere = (
        f"<html><body>{title}<table><tr><td>{inside}</td></tr></table><p>主办单位：青禾市 ICP备1号</p></body></html>"
    )
    assert is_same(text, elsewhere)


def test_the_text_in_a_json_answer_is_compared() -> None:
    article = "<p>全年收到政府信息公开申请12件。</p>" * 5
    one, other = (
        json.dumps({"views": views, "article": {"content": text}}) for views, text in ((7, article), (8, article))
    )
    assert is_same(one, other, "application/json")
    assert not is_same(one, one.replace("12", "13"), "application/json")


@pytest.mark.parametrize("body", [b"", b"   ", b"<html></html>", b"%PDF-1.7", b"<script>a=1</script>"])
def test_where_nothing_can_be_read_only_the_same_bytes_are_the_same(body: bytes) -> None:
    assert read_text(body, "text/html") is None or body == b"%PDF-1.7"
    assert says_the_same(body, body, media_types=(None, None))
    assert not says_the_same(body, body + b"1", media_types=("application/pdf", "application/pdf"))
