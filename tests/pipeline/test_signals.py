"""Traces of the publisher in the text."""

from pipeline.documents.read import read_document
from pipeline.identification.signals import MAXIMUM_SIGNALS, find_signals


def of(text: str) -> list[tuple[str, str]]:
    return [(signal.kind, signal.value) for signal in find_signals(read_document(text.encode(), "text/plain"))]


def test_kinds_of_signals() -> None:
    text = "联系电话：0536-6205388，邮编：261000，邮箱 xxgk@weifang.gov.cn，依据潍政办字〔2020〕12号，见 xxgk.weifang.gov.cn。"
    assert of(text) == [
        ("phone", "0536-6205388"),
        ("postcode", "261000"),
        ("email", "xxgk@weifang.gov.cn"),
        ("host", "xxgk.weifang.gov.cn"),
        ("document_number", "潍政办字"),
    ]


def test_whom_only_the_page_names_is_a_signal() -> None:
    document = read_document("来源：青禾镇".encode(), "text/plain")
    (found,) = find_signals(document, "青禾镇")
    assert (found.kind, found.value, found.place.start, found.place.end) == ("page_name", "青禾镇", 3, 6)
    (elsewhere,) = find_signals(document, "望川镇")
    assert (elsewhere.value, elsewhere.place.start) == ("望川镇", None)


def test_a_directory_of_telephones_is_bounded() -> None:
    text = "\n".join(f"电话：0536-62{number:05d}" for number in range(MAXIMUM_SIGNALS * 3))
    assert len(of(text)) == MAXIMUM_SIGNALS
