"""Traces of the publisher in a document's text."""

import pytest

from pipeline.documents.assemble import assemble
from pipeline.documents.document import Line
from pipeline.signals import MAXIMUM_SIGNALS, find_signals

CASES = {
    "联系电话:0536-6205388。": [("phone", "0536-6205388")],
    "电话（010）66050001，传真：(0536) 6205389": [("phone", "010-66050001"), ("phone", "0536-6205389")],
    "电话：020 83135078": [("phone", "020-83135078")],
    "编号1234056-66053321和200536-6205388": [],
    "邮编：353000，邮政编码 262100": [("postcode", "353000"), ("postcode", "262100")],
    "电子邮箱:xxgk@np.gov.cn )。": [("email", "xxgk@np.gov.cn")],
    "邮箱xx.gk-1@wf.shandong.cn": [("email", "xx.gk-1@wf.shandong.cn")],
    "见中国南平(http://www.np.gov.cn/)": [("host", "www.np.gov.cn")],
    "根据闽政办函〔2012〕157号、国办公开办函[2021]30号": [
        ("document_number", "闽政办函"),
        ("document_number", "国办公开办函"),
    ],
    "按照《条例》和淄政办字（2020）9号及临政办发〔2021〕 3 号": [
        ("document_number", "淄政办字"),
        ("document_number", "临政办发"),
    ],
    "（2012）157号": [],
    "主动公开政府信息220条": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_signals(text: str, expected: list[tuple[str, str]]) -> None:
    signals = find_signals(assemble("text/plain", [Line(text, 0)]))
    assert [(signal.kind, signal.value) for signal in signals] == expected


def test_place_is_the_signal_in_the_text() -> None:
    document = assemble("text/plain", [Line("第一行", 0), Line("电话0536-6205388，邮箱a@b.cn", 0)])
    places = [document.text[signal.place.start : signal.place.end] for signal in find_signals(document)]
    assert places == ["0536-6205388", "a@b.cn"]


def test_each_value_once_and_bounded() -> None:
    numbers = "、".join(f"0536-{6200000 + n // 2}" for n in range(400))
    signals = find_signals(assemble("text/plain", [Line(numbers, 0)]))
    assert len(signals) == len({signal.value for signal in signals}) == MAXIMUM_SIGNALS
