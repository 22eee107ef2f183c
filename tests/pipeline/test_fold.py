"""Labels are compared without width, spaces, numbers, remarks and punctuation."""

import pytest

from pipeline.documents import fold as folding
from pipeline.documents.document import Line
from pipeline.documents.fold import fold, fold_with_offsets, key, numbering, simplified, tidy
from pipeline.documents.plain import PlainLines


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
        ("規範性文件", "规范性文件"),
        ("規範性檔案", "规范性文件"),
        ("其他主動公開檔案", "其他主动公开文件"),
        ("本年製發件數", "本年制发件数"),
        ("谘詢", "咨询"),
        ("一、本年新收政府資訊公開申請數量", "本年新收政府信息公开申请数量"),
        ("1.信訪(fǎng)舉報(bào)投訴類申請", "信访举报投诉类申请"),
        ("規(guī)章", "规章"),
        ("公(gong)开", "公开"),
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
    [
        ("社会 公益 组织", "社会公益组织"),
        (" a \n b ", "a b"),
        ("2021 年 1 月", "2021 年 1 月"),
        ("\ufeff题", "题"),
        ("22 无  无 无 1", "22 无 无 无 1"),
        ("重复申请 无 无 不适用", "重复申请 无 无 不适用"),
        ("无 法 提 供", "无法提供"),
        ("无 无关", "无无关"),
        ("行政处罚 30件 减1 423件", "行政处罚 30件 减1 423件"),
    ],
)
def test_tidy_keeps_what_a_person_reads(printed: str, expected: str) -> None:
    assert tidy(printed) == expected


@pytest.mark.parametrize("printed", ["長度(km)", "乾安县于都县", "市檔案局(館)", "规章(试行)", "PDF（docx）"])
def test_what_is_no_gloss_and_no_word_of_taiwan_stays(printed: str) -> None:
    assert len(fold(printed)) == len(printed)
    assert "文件" not in fold(printed)


def test_simplified_text_keeps_every_position() -> None:
    assert all(len(one) == len(other) for one, other in folding._TAIWAN.items())
    printed = "　關於製發檔案 報(bào)告１"
    folded, offsets = fold_with_offsets(printed)
    assert folded == fold(printed) == "关于制发文件报告1"
    assert [printed[offset] for offset in offsets] == list("關於製發檔案報告１")


def test_simplified_text_is_not_touched() -> None:
    printed = "乾安县著力于政府信息公开"
    assert simplified(printed) is printed


def test_what_plain_lines_match_can_be_shown_as_printed() -> None:
    printed = [Line("市政務(wù)服務(wù)局2021年", 0), Line("年度報(bào)告", 21), Line("共12件", 30)]
    lines = PlainLines(printed)
    assert [line.text for line in lines.lines] == ["市政务服务局2021年", "年度报告", "共12件"]
    assert lines.lines[2] is printed[2]
    assert lines.printed("市政务服务局") == "市政務(wù)服務(wù)局"
    assert lines.printed("2021年年度报告") == "2021年年度報(bào)告"
    assert lines.printed("共12件") == "共12件"


def test_brackets_without_end_do_not_take_long() -> None:
    assert len(fold("政(" * 500_000)) == 1_000_000


def test_what_is_found_for_headings_is_kept_up_to_a_number_and_for_texts_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folding, "_MOST_KEPT", 2)
    asked: list[str] = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    kept = folding.kept_of_headings(length)
    long = "长" * (folding.LONGEST_HEADING + 1)
    assert [kept(text) for text in ("一", "一", long, long, "二二", "三", "三", "一")] == [1, 1, 41, 41, 2, 1, 1, 1]
    assert asked == ["一", long, long, "二二", "三", "一"]
