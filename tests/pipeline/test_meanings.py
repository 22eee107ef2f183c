"""Words of labels: those that say the same as the form's, and those that make of it another thing."""

from __future__ import annotations

import pytest

from pipeline.forms.meanings import lacks_negation, qualifier, says_same


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("年末有效件数", "现行有效件数", True),
        ("截至年底有效件数", "现行有效件数", True),
        ("新制发", "本年制发件数", True),
        ("失效件数", "本年废止件数", True),
        ("办理数量", "处理决定数量", True),
        ("较上年增减", "本年增减", True),
        ("累计公开数量", "对外公开总数量", True),
        ("办件数量", "处理决定数量", True),
        ("年内制发数", "本年制发件数", True),
        ("成交金额", "采购总金额", True),
        ("上年增减", "本年增减", False),
        ("新公开数量", "对外公开总数量", False),
        ("上年项目数量", "本年项目数量", False),
        ("修订件数", "本年制发件数", False),
        ("受理数量", "处理决定数量", False),
        ("采购项目数量", "采购总金额", False),
    ],
)
def test_words_of_offices_say_the_same(name: str, known: str, expected: bool) -> None:
    assert says_same(name, (known,)) is expected


@pytest.mark.parametrize(
    ("printed", "known", "expected"),
    [
        ("行政许可（上年）", "行政许可", "上年"),
        ("行政许可（累计）", "行政许可", "累计"),
        ("行政处罚（简易程序）", "行政处罚", "程序"),
        ("其中：行政处罚", "行政处罚", "其中"),
        ("其他规范性文件", "规范性文件", "其他"),
        ("采购预算总金额", "采购总金额", "预算"),
        ("本年增减率", "本年增减", "率"),
        ("外籍自然人", "自然人", "外籍"),
        ("规划", "规章", "规划"),
        ("行政处分", "行政处罚", "行政处分"),
        ("本年欠费金额", "本年收费金额", "欠费"),
        ("去年结转申请数", "上年结转政府信息公开申请数量", ""),
        ("本年新收（不含上年结转）", "本年新收政府信息公开申请数量", ""),
        ("现行有效件数（累计）", "现行有效件数", ""),
        ("行政处罚（含简易程序）", "行政处罚", ""),
        ("其它", "其他", ""),
        ("2.其他法律、行政法规规定禁止公开", "其他法律行政法规禁止公开", ""),
    ],
)
def test_a_word_that_makes_of_an_entry_another(printed: str, known: str, expected: str) -> None:
    assert qualifier(printed, (known,)).lstrip("减") == expected


def test_a_lost_negation_is_no_misprint() -> None:
    assert lacks_negation("本机关掌握相关政府信息", "本机关不掌握相关政府信息")
    assert not lacks_negation("申请内容明确表述", "申请内容仍不明确")
    assert not lacks_negation("未掌握", "不掌握")
