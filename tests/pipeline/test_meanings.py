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
        ("我单位不掌握", "本机关不掌握", True),
        ("宣布失效件数", "本年废止件数", True),
        ("年末现存数", "现行有效件数", True),
        ("小计", "总计", True),
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
        ("行政强制（申请法院）", "行政强制", "申请法院"),
        ("行政强制（代履行）", "行政强制", "代履行"),
        ("行政许可受理", "行政许可", "许可受理"),
        ("行政处罚立案", "行政处罚", "立案"),
        ("自然人（其中：网上申请）", "自然人", "网上"),
        ("上年办结申请数量", "上年结转申请数量", "上年办结"),
        ("行政处罚金额", "行政处罚", "金额"),
        ("政府性基金收费", "行政事业性收费", "基金"),
        ("结果维持（一审）", "结果维持", "一审"),
        ("行政强制措施", "行政强制", ""),
        ("重复申请", "重复申请", ""),
        ("行政规范性文件（失效）", "行政规范性文件", "失效"),
        ("行政复议（作为复议机关）", "行政复议", "作为复议机关"),
        ("规章（上级制发）", "规章", "上级制发"),
        ("行政许可（件）", "行政许可", ""),
        ("其他（申请人撤回等）", "其他", ""),
        ("行政许可（单位：件）", "行政许可", ""),
        ("行政许可（决定数量）", "行政许可", ""),
        ("现行有效件数（历史累计）", "现行有效件数", ""),
        ("行政强制（本年度）", "行政强制", ""),
        ("行政强制（本级）", "行政强制", ""),
        ("本年收费金额（万元）", "本年收费金额", ""),
        ("2.其他法律、行政法规规定禁止公开", "其他法律行政法规禁止公开", ""),
    ],
)
def test_a_word_that_makes_of_an_entry_another(printed: str, known: str, expected: str) -> None:
    assert qualifier(printed, (known,)).lstrip("减") == expected


def test_a_lost_negation_is_no_misprint() -> None:
    assert lacks_negation("本机关掌握相关政府信息", "本机关不掌握相关政府信息")
    assert lacks_negation("本机关已掌握相关政府信息", "本机关不掌握相关政府信息")
    assert lacks_negation("补正后申请内容明确", "补正后申请内容仍不明确")
    assert lacks_negation("有现成信息无需另行制作", "没有现成信息需要另行制作")
    assert lacks_negation("已审结", "尚未审结")
    assert lacks_negation("复议前起诉", "复议后起诉")
    assert not lacks_negation("需要另行制作", "没有现成信息需要另行制作")
    assert not lacks_negation("大量反复申请", "无正当理由大量反复申请")
    assert not lacks_negation("直接起诉", "未经复议直接起诉")
    assert not lacks_negation("非本机关掌握", "本机关不掌握")
    assert not lacks_negation("未掌握", "不掌握")
