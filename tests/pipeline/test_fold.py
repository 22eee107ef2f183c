"""Labels are compared without width, spaces, numbers, remarks and punctuation."""

import pytest

from pipeline.documents.fold import key, numbering, tidy


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("(二)部分公开(区分处理的", "部分公开"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("３、危及“三安全一稳定”", "危及三安全一稳定"),
        ("社会 公益\n组织", "社会公益组织"),
        ("㈠予以公开", "予以公开"),
        ("第二十条 第（一）项", "第二十条第一项"),
        ("本年收费金额（单位：万元）", "本年收费金额"),
        ("规章（设区的市、自治州人民政府应提供相关数据）", "规章"),
        ("本年增/减", "本年增减"),
        ("本年增\\减", "本年增减"),
        ("", ""),
    ],
)
def test_key(printed: str, expected: str) -> None:
    assert key(printed) == expected


@pytest.mark.parametrize(("printed", "expected"), [("（三）不予公开", "(三)"), ("1.属于国家秘密", "1."), ("总计", "")])
def test_numbering(printed: str, expected: str) -> None:
    assert numbering(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("社会 公益 组织", "社会公益组织"), (" a \n b ", "a b"), ("2021 年 1 月", "2021 年 1 月"), ("\ufeff题", "题")],
)
def test_tidy_keeps_what_a_person_reads(printed: str, expected: str) -> None:
    assert tidy(printed) == expected
