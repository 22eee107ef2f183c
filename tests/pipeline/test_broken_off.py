"""A report without a table that was read says why, wherever there are marks of one; one in prose alone has none."""

from __future__ import annotations

import pytest

from pipeline.extract import extract

TITLE = "青禾市教育局{}年政府信息公开工作年度报告\n根据条例编制本报告。\n"
FIRST = (
    "一、总体情况\n我局主动公开政府信息220条，其中网站公开200条。\n（二）依申请公开情况。收到申请3件，均按时答复。\n"
)
OLD = (
    "一、概述\n我局认真贯彻落实条例，扎实推进公开工作。\n二、主动公开政府信息情况\n全年主动公开政府信息220条。\n"
    "三、依申请公开政府信息情况\n收到申请3件，均按时答复。\n"
)
LAST = "四、存在的主要问题及改进措施\n一是公开内容不够全面，二是队伍建设有待加强。\n"
ROWS = (
    "属于国家秘密 其他法律行政法规禁止公开 保护第三方合法权益 属于三类内部事务信息 属于四类过程性信息 属于行政执法案卷 "
    "属于行政查询事项 本机关不掌握相关政府信息 没有现成信息需要另行制作 补正后申请内容仍不明确"
)


def warnings(text: str) -> list[str]:
    found = extract(text.encode(), "text/plain; charset=utf-8")
    assert found.form == "narrative"
    return [notice.code for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize(
    "text",
    [
        TITLE.format(2021) + FIRST,
        TITLE.format(2021) + FIRST + "二、主动公开政府信息情况\n",
        TITLE.format(2021) + FIRST.replace("均按时答复。", "均按"),
        TITLE.format(2012) + OLD.replace("均按时答复。", "均按时"),
        TITLE.format(2012) + OLD + LAST.replace("有待加强。\n", "有待加强，"),
        TITLE.format(2021) + FIRST + "<a:t b='" + "'/><a:t b='".join(ROWS.split()) + "'/>\n" + LAST,
    ],
    ids=[
        "one section",
        "a heading at the end",
        "a sentence cut",
        "cut before the last",
        "a comma at the end",
        "labels",
    ],
)
def test_a_text_that_breaks_off_or_names_a_table_s_rows_says_so(text: str) -> None:
    assert warnings(text) == ["tables_missing"]


@pytest.mark.parametrize(
    "end",
    [
        "青禾市教育局\n2013年1月20日",
        "2013年1月20日",
        "五、附件\n",
        "联系地址：青禾市滨湖路36号，邮编：100000，电话：0536-1234567",
        "主办：青禾市人民政府，承办：青禾市大数据局",
    ],
)
@pytest.mark.parametrize("body", [OLD + LAST, OLD + LAST.replace("加强。", "加强"), FIRST + OLD[OLD.index("二、") :]])
def test_a_report_in_prose_that_is_whole_gives_no_warning(body: str, end: str) -> None:
    assert warnings(TITLE.format(2012) + body + end) == []
