"""What is printed in a cell → value, status, unit (the rulings of the extraction contract)."""

from decimal import Decimal

import pytest

from pipeline.values import is_value, read_value, unit_in

REPORTED = [
    ("0", 0, None),
    ("37", 37, None),
    (" 12 ", 12, None),
    ("１２", 12, None),
    ("１．５", Decimal("1.5"), None),
    ("1,234", 1234, None),
    ("1，234，567", 1234567, None),
    ("13000000", 13000000, None),
    ("149.673874", Decimal("149.673874"), None),
    ("+19", 19, None),
    ("-1942", -1942, None),
    ("−417", -417, None),
    ("增98", 98, None),
    ("增加3", 3, None),
    ("减2", -2, None),
    ("减少2", -2, None),
    ("未增未减", 0, None),
    ("0件", 0, None),
    ("779 件", 779, None),
    ("31批次", 31, None),
    ("709455.9元", Decimal("709455.9"), "yuan"),
    ("240万元", 240, "10k_yuan"),
    ("1,240.5（万元）", Decimal("1240.5"), "10k_yuan"),
    ("￥3335.291 万", Decimal("3335.291"), "10k_yuan"),
    ("¥1,200元", 1200, "yuan"),
    ("3(件)", 3, None),
    ("\u00a012\u00a0", 12, None),
    ("1 234 567", 1234567, None),
]


@pytest.mark.parametrize(("raw", "value", "unit"), REPORTED)
def test_a_printed_figure_is_reported(raw: str, value: int | Decimal, unit: str | None) -> None:
    found = read_value(raw)
    assert (found.status, found.value, found.unit) == ("reported", value, unit)
    assert type(found.value) is type(value)


@pytest.mark.parametrize("raw", ["", " ", "\u3000", "\u00a0", "\u200b"])
def test_an_empty_cell_is_blank_and_no_zero(raw: str) -> None:
    assert (read_value(raw).status, read_value(raw).value) == ("blank", None)


@pytest.mark.parametrize("raw", ["/", "／", "-", "--", "—", "——", "无", "不涉及", "不适用", "N/A", "空"])
def test_a_stroke_is_not_applicable(raw: str) -> None:
    assert (read_value(raw).status, read_value(raw).value) == ("not_applicable", None)


@pytest.mark.parametrize(
    "raw", ["增", "减", "约", "见附件", "￥35", "1O", "3-4", "1.2.3", "2021年", "±3", "0536-6205388", "9" * 15, "12\n3"]
)
def test_what_is_no_figure_is_unreadable_and_keeps_no_value(raw: str) -> None:
    assert (read_value(raw).status, read_value(raw).value) == ("unreadable", None)


def test_a_remark_beside_a_figure_is_kept_apart() -> None:
    found = read_value("13000000(预算…")
    assert (found.value, found.status, found.remark) == (13000000, "reported", "(预算...")


@pytest.mark.parametrize(
    ("raw", "value", "remark"),
    [
        ("258 260", 258260, "258 260"),  # thousands, or two figures in one cell
        ("1\u202f240", 1240, None),
        ("3①", 3, "①"),
        ("①188", 188, "①"),
        ("12²", 12, "²"),
        ("0*", 0, "*"),
        ("7[1]", 7, "[1]"),
        ("7[¹]", 7, "[¹]"),
        ("12（²）", 12, "（²）"),
        ("1 2", 12, "1 2"),
        ("31 5", 315, "31 5"),
        ("05", 5, "05"),
        ("00", 0, "00"),
        ("０3件", 3, "０3件"),
    ],
)
def test_a_footnote_mark_and_a_gap_are_no_digits(raw: str, value: int, remark: str) -> None:
    found = read_value(raw)
    assert (found.value, found.status, found.remark) == (value, "reported", remark)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("3⁵", True), ("3①", True), ("-2¹²", True), ("0[1]", True), ("0[¹]", True), ("3*", False), ("1 2", False), ("05¹", False),
     ("①", False), ("3", False)],
)  # fmt: skip
def test_a_figure_with_a_footnotes_number_alone_is_certain(raw: str, expected: bool) -> None:
    assert read_value(raw).is_marked is expected


@pytest.mark.parametrize("raw", ["①", "1①8", "+①5", "1 0 0 0 0 0 1", "32 7 28", "31 15", "318 12", "12 3456"])
def test_several_figures_in_a_cell_and_a_mark_alone_are_unreadable(raw: str) -> None:
    assert (read_value(raw).status, read_value(raw).value) == ("unreadable", None)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("本年收费金额（单位：万元）", "10k_yuan"),
        ("采购总金额(万元)", "10k_yuan"),
        ("采购总金额（元）", "yuan"),
        ("采购总金额", None),
        ("采购总金额（人民币元）", "yuan"),
        ("采购总金额/万元", "10k_yuan"),
        ("本年收费金额（单位 元）", "yuan"),
        ("本年收费金额【千元】", "1k_yuan"),
    ],
)
def test_the_unit_of_a_header(label: str, unit: str | None) -> None:
    assert unit_in(label) == unit


@pytest.mark.parametrize(("raw", "expected"), [("12", True), ("", True), ("无", True), ("规章", False), ("增", False)])
def test_values_are_told_from_labels(raw: str, expected: bool) -> None:
    assert is_value(raw) is expected
