"""Labels like the form's that say something else, and units of their own: what is read of them is said to be in doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from pipeline.forms.form import load_form
from pipeline.forms.meanings import qualifier
from pipeline.forms.other_words import says_other
from tests.pipeline.printed.damage import cells
from tests.pipeline.printed.pages import flags_of, page_of, reports
from tests.pipeline.printed.writers import writers
from tests.pipeline.statistics_table import ROWS, page

TITLE = "青禾市教育局{}年政府信息公开工作年度报告"
DOCUMENTS, DECISIONS = ("本年制发件数", "本年废止件数", "现行有效件数"), ("本年处理决定数量",)
ITEMS = ("上一年项目数量", "本年增/减", "处理决定数量")
Rows = Sequence[Sequence[str]]
Read = Callable[[Rows], Extraction]


def in_grid(rows: Rows, year: int = 2022) -> Extraction:
    markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return extract(f"<h1>{TITLE.format(year)}</h1><table>{markup}</table>".encode(), "text/html; charset=utf-8")


def in_lines(rows: Rows, year: int = 2022) -> Extraction:
    text = "\n".join(" ".join(row) for row in rows)
    return extract(f"{TITLE.format(year)}\n一、总体情况\n{text}".encode(), "text/plain; charset=utf-8")


def of_2021(
    documents: Sequence[str] = DOCUMENTS,
    decisions: Sequence[str] = DECISIONS,
    fees: str = "本年收费金额（单位：万元）",
) -> Rows:
    return [
        ("信息内容", *documents),
        ("规章", "1", "2", "7"),
        ("行政规范性文件", "3", "4", "19"),
        ("信息内容", *DECISIONS),
        ("行政许可", "345"),
        ("信息内容", *decisions),
        ("行政处罚", "28"),
        ("行政强制", "6"),
        ("信息内容", fees),
        ("行政事业性收费", "12.5"),
    ]


def of_2019(items: Sequence[str], figures: Sequence[str]) -> Rows:
    return [
        ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
        ("规章", "1", "1", "7"),
        ("规范性文件", "3", "3", "19"),
        ("信息内容", *items),
        ("行政许可", *figures),
        ("其他对外管理服务事项", *figures),
        ("信息内容", "采购项目数量", "采购总金额"),
        ("政府集中采购", "11", "35.5"),
    ]


def codes(found: Extraction) -> set[str]:
    return {notice.code for notice in found.notices if notice.severity == "warning"} - {"table_missing", "row_missing"}


@pytest.mark.parametrize("read", [in_grid, in_lines])
@pytest.mark.parametrize(
    "changed",
    [
        {"decisions": ("罚没金额",)},
        {"decisions": ("本年处理决定金额",)},
        {"decisions": ("上年处理决定数量",)},
        {"decisions": ("事项数量",)},
        {"decisions": ("累计处理决定数量",)},
        {"fees": "收费项目数量"},
        {"fees": "本年减免金额（单位：万元）"},
        {"documents": ("现有", "新增", "废止")},
        {"documents": ("有效件数", "新增件数", "失效件数")},
        {"documents": ("本年制发件数", "本年修订件数", "现行有效件数")},
        {"documents": ("本年拟制发件数", "本年废止件数", "现行有效件数")},
        {"decisions": ("处理决定数量（上年）",)},
        {"decisions": ("本年处理决定数量（不含简易程序）",)},
        {"decisions": ("本年不予处理决定数量",)},
        {"fees": "本年收费预算金额（万元）"},
        {"fees": "本年应收金额（万元）"},
    ],
    ids=str,
)
def test_columns_of_other_names_are_in_doubt(read: Read, changed: dict[str, Any]) -> None:
    found = read(of_2021(**changed))
    assert "unknown_column" in codes(found)


@pytest.mark.parametrize("read", [in_grid, in_lines])
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"decisions": ("数量",)},
        {"decisions": ("2022年数量",)},
        {"decisions": ("本年处罚决定数量",)},
        {"decisions": ("本年作出处理决定数量",)},
        {"fees": "本年收取金额（万元）"},
        {"documents": ("制发数", "废止数", "有效数")},
        {"documents": ("本年制定件数", "本年废止件数", "现行有效件数")},
        {"documents": ("新制发", "废止", "有效")},
        {"documents": ("新出台", "宣布失效", "现有效件数")},
        {"documents": ("本年制发件数", "本年废止件数", "年末现存数")},
        {"documents": ("2022年出台件数", "2022年失效件数", "年末有效件数")},
        {"decisions": ("本年作出决定数量",)},
        {"decisions": ("办理数量",)},
        {"decisions": ("本年处理决定数量（含网上办理）",)},
        {"fees": "本年实收金额（万元）"},
    ],
    ids=str,
)
def test_columns_named_in_other_words_are_not(read: Read, changed: dict[str, Any]) -> None:
    found = read(of_2021(**changed))
    assert codes(found) == set()
    values = {(cell.item, cell.column): cell.value for cell in found.cells}
    assert values["penalties", "decisions"] == 28
    assert values["normative_documents", "in_force"] == 19


@pytest.mark.parametrize("read", [in_grid, in_lines])
@pytest.mark.parametrize(
    ("label", "printed", "expected"),
    [
        ("行政许可", "行政许可（上年）", {"label_misspelt"}),
        ("行政许可", "上年行政许可", {"label_misspelt"}),
        ("行政处罚", "行政处罚（简易程序）", {"label_misspelt"}),
        ("行政处罚", "行政处罚（其中罚款）", {"label_misspelt"}),
        ("行政许可", "行政许可事项", {"label_misspelt"}),
        ("行政强制", "行政强制执行", {"label_misspelt"}),
        ("行政事业性收费", "行政事业性收费项目", {"label_misspelt"}),
        ("行政规范性文件", "行政规范性文件解读", {"label_misspelt"}),
        ("行政处罚", "行政处罚决定数（件）", set[str]()),
        ("行政事业性收费", "行政事业性收费金额", set[str]()),
        ("行政强制", "行政强制措施", set[str]()),
        ("行政处罚", "行政处罚（不含交警部门）", {"label_misspelt"}),
        ("行政规范性文件", "其他规范性文件", {"label_misspelt"}),
        ("行政事业性收费", "行政事业性收费（减免）", {"label_misspelt"}),
        ("行政许可", "行政许可（件）", set[str]()),
        ("行政处罚", "行政处罚（含简易程序）", set[str]()),
        ("规章", "政府规章", set[str]()),
    ],
)
def test_a_word_that_makes_of_a_row_another_is_told_in_brackets_too(
    read: Read, label: str, printed: str, expected: set[str]
) -> None:
    rows = [tuple(printed if text == label else text for text in row) for row in of_2021()]
    assert codes(read(rows)) == expected


@pytest.mark.parametrize("read", [in_grid, in_lines])
@pytest.mark.parametrize("caption", ["单位：元", "（金额单位：元）", "计量单位：件、元"])
@pytest.mark.parametrize(("header", "expected"), [("本年收费金额", "yuan"), ("本年收费金额（万元）", "10k_yuan")])
def test_the_unit_above_a_table_is_that_of_amounts_without_one(
    read: Read, caption: str, header: str, expected: str
) -> None:
    found = read([(caption,), *of_2021(fees=header)])
    assert [cell.unit for cell in found.cells if cell.item == "fees"] == [expected]


@pytest.mark.parametrize(
    ("items", "is_doubtful"),
    [
        (("2019年项目数量", "2020年增/减", "2020年处理决定数量"), False),
        (("上一年项目数量", "比上年增/减", "办理数量"), False),
        (("上一年项目数量", "本年增减变化", "处理决定数量"), False),
        (("上一年项目数量", "上年增/减", "处理决定数量"), True),
        (("上一年项目数量", "增减率", "处理决定数量"), True),
    ],
)
def test_columns_may_be_named_by_years_and_by_what_they_compare(items: Sequence[str], is_doubtful: bool) -> None:
    for read in (in_grid, in_lines):
        assert ("unknown_column" in codes(read(of_2019(items, ("120", "3", "45")), 2020))) is is_doubtful


@pytest.mark.parametrize(
    ("report_year", "items", "is_in_doubt"),
    [
        (2020, ("2019年项目数量", "2020年增/减", "处理决定数量"), False),
        (2020, ("上一年项目数量", "2020年增/减", "2020年处理决定数量"), False),
        (2020, ("2020年项目数量", "本年增/减", "处理决定数量"), True),
        (2020, ("2018年项目数量", "2020年增/减", "处理决定数量"), True),
    ],
    ids=str,
)
def test_a_year_may_be_named_for_the_forms_word(report_year: int, items: Sequence[str], is_in_doubt: bool) -> None:
    found = in_grid(of_2019(items, ("12", "1", "345")), report_year)
    assert ("unknown_column" in codes(found)) == is_in_doubt


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("一、2019年新收政府信息公开申请数量", set[str]()),
        ("一、2019年撤回政府信息公开申请数量", {"label_misspelt"}),
        ("一、2018年新收政府信息公开申请数量", {"year_contradicted"}),
        ("二、2018年度结转政府信息公开申请数量", set[str]()),
        ("二、2018年结转", set[str]()),
        ("二、2016年结转", {"year_contradicted"}),
        ("四、结转2020年度继续办理", set[str]()),
        ("四、结转2019年度继续办理", {"year_contradicted"}),
    ],
)
def test_so_may_a_row(label: str, expected: set[str]) -> None:
    names = {
        "一": "一、本年新收政府信息公开申请数量",
        "二": "二、上年结转政府信息公开申请数量",
        "四": "四、结转下年度继续办理",
    }
    report = page_of(reports()[0])
    for cell in cells(report, "item"):
        cell.text = cell.text.replace(names[label[0]], label)
    found = {
        notice.code for notice in extract(*writers()["html/plain"](report)).notices if notice.severity == "warning"
    }
    assert found == expected


@pytest.mark.parametrize(
    "together",
    [
        "上一年项目数量（指2019年事项数）本年增/减（指2020年增加或减少的事项数）处理决定数量（指2020年办件量）",
        "上一年项本年增处理决定",
    ],
)
def test_the_names_of_all_columns_may_stand_together_in_a_line(together: str) -> None:
    found = in_lines(of_2019((together,), ("12", "1", "345")), 2020)
    assert "unknown_column" not in codes(found)
    assert {(cell.item, cell.column): cell.value for cell in found.cells}["licensing", "decisions"] == 345


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("（三）接受培训人员数人次", ""),
        ("接受培训人次", ""),
        ("接受培训人数", ""),
        ("人次", ""),
        ("接受培训人员数（上年）", "上年"),
    ],
)
def test_the_unit_of_a_rows_figure_makes_of_its_label_no_other_thing(label: str, word: str) -> None:
    assert qualifier(label, ("接受培训人员数",)) == word


@pytest.mark.parametrize("way", ["p/spaced_rows", "text/row_pipes"])
def test_a_misprint_behind_the_name_of_its_group_is_no_other_word(way: str) -> None:
    report = page_of(reports()[0])
    for cell in cells(report, "item"):
        cell.text = cell.text.replace("信访举报", "某访举报")
    assert flags_of(extract(*writers()[way](report))) == []


@pytest.mark.parametrize(
    ("items", "figures"),
    [
        (("上一年项目数量", "本年增", "本年减", "处理决定数量"), ("120", "5", "2", "45")),
        (("上一年项目数量", "本年增加数量", "本年减少数量", "处理决定数量"), ("120", "5", "2", "45")),
        (("上一年项目数量", "本年项目数量", "处理决定数量"), ("120", "123", "45")),
        (("本年项目数量", "本年增/减", "处理决定数量"), ("123", "3", "45")),
    ],
)
def test_a_column_that_two_names_resemble_or_that_names_another_year_is_in_doubt(
    items: Sequence[str], figures: Sequence[str]
) -> None:
    assert "unknown_column" in codes(in_grid(of_2019(items, figures), 2020))
    assert codes(in_grid(of_2019(ITEMS, ("120", "3", "45")), 2020)) == set()


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("2.传真申请数", "2.电话申请数"),
        ("3.政务微博公开政府信息数", "3.政务客户端公开政府信息数"),
        ("1.政府公报公开政府信息数", "1.公共查阅点公开政府信息数"),
        ("1.按时办结数", "1.当场办结数"),
        ("制发规范性文件总数", "废止规范性文件总数"),
        ("七、依申请公开信息收取的费用", "七、依申请公开信息减免的费用"),
    ],
)
def test_a_row_of_another_name_in_the_place_of_the_forms_is_in_doubt(label: str, other: str) -> None:
    assert codes(page(ROWS)) == set()
    assert codes(page(tuple((other if row[0] == label else row[0], *row[1:]) for row in ROWS))) == {"label_misspelt"}


@pytest.mark.parametrize(
    ("name", "item", "expected"),
    [
        ("属于工作秘密", "denied.state_secret", True),
        ("属于国家机密", "denied.state_secret", False),
        ("属于国某秘密", "denied.state_secret", False),
        ("属于国Ⅱ秘密", "denied.state_secret", False),
        ("属于Ⅱa密", "denied.state_secret", False),
        ("本机关不掌握相关信息", "unavailable.not_held", False),
        ("申请人逾期未缴纳费用", "other.fee_unpaid", False),
        ("上年新收政府信息公开申请数量", "received.new", True),
        ("上年度结转办理", "carried_out", True),
        ("侵犯第三方合法权益", "denied.third_party", False),
        ("本机关不掌握该政府信息", "unavailable.not_held", False),
        ("不属于国家秘密", "denied.state_secret", True),
        ("本单位不掌握相关政府信息", "unavailable.not_held", False),
        ("本机关掌握相关政府信息", "unavailable.not_held", True),
        ("当年受理政府信息公开申请数量", "received.new", False),
        ("同意公开", "granted", False),
        ("属于三类内部管理信息", "denied.internal_affairs", False),
    ],
)
def test_a_misprint_is_no_other_word(name: str, item: str, expected: bool) -> None:
    items = {one.code: one for one in load_form("2021").table("requests").items}
    assert says_other(name, items[item].keys) is expected


@pytest.mark.parametrize(("word", "expected"), [("执占", False), ("执占问", True)])
def test_two_characters_of_a_long_label_are_misread(word: str, expected: bool) -> None:
    label = "回应公众关注热点或重大舆情数不同方式回应同一热点或舆情计1次"
    assert says_other(label.replace("热点或重", f"{word}或重"), (label,)) is expected


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("国有企业", "business", True),
        ("医疗机构", "research", True),
        ("科研单位", "research", False),
        ("社会公益团体", "nonprofit", False),
    ],
)
def test_an_applicant_of_another_kind_is_another(name: str, code: str, expected: bool) -> None:
    (columns,) = load_form("2021").table("requests").blocks
    assert says_other(name, next(column.keys for column in columns if column.code == code)) is expected


def test_a_document_of_another_kind_is_not_the_one_without_a_kind() -> None:
    (item,) = [one for one in load_form("2021").table("proactive").items if one.code == "normative_documents"]
    assert says_other("党内规范性文件", item.keys)
    assert not says_other("本级规范文件", ("规范性文件",))


@pytest.mark.parametrize("label", ["损害第三方合法权益", "危及国家安全、公共安全、经济安全和社会稳定"])
def test_grounds_that_offices_word_like_the_law_are_the_forms(label: str) -> None:
    keys = [key for item in load_form("2021").table("requests").items for key in item.keys]
    assert label.replace("、", "") in keys


@pytest.mark.parametrize(("unit", "expected"), [("元", "yuan"), ("万元", "10k_yuan"), ("千元", "1k_yuan")])
def test_the_unit_of_an_amount_is_that_of_its_row(unit: str, expected: str) -> None:
    found = page(tuple((row[0], unit if row[1] == "万元" else row[1], row[2]) for row in ROWS))
    assert [(cell.raw, cell.unit) for cell in found.cells if cell.item == "fees.requests"] == [("0.35", expected)]


def test_counts_of_ten_thousands_are_kept_as_printed_and_said() -> None:
    assert "figure_with_remark" in codes(in_grid(of_2021(decisions=("本年处理决定数量（单位：万件）",))))
    rows = tuple((row[0], "万条" if "网站" in row[0] else row[1], row[2]) for row in ROWS)
    assert "figure_with_remark" in codes(page(rows))


ROUTES = ("行政复议", "未经复议直接起诉", "复议后起诉")
FIGURES = (("1", "0", "2", "0", "3"), ("0", "1", "0", "0", "1"), ("2", "0", "0", "1", "3"))


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), set[str]()),
        (("维持原行政行为", "纠正", "其他", "未结", "合计"), set[str]()),
        (("撤销、变更、确认违法", "维持、驳回", "其他结果", "尚未审结", "总计"), {"column_order"}),
        (("案件数", "维持", "纠正", "其他", "未结"), {"column_order"}),
        (("胜诉", "败诉", "撤诉", "未结", "合计"), {"column_order"}),
    ],
)
def test_results_of_other_names_in_the_forms_places_are_in_doubt(results: Sequence[str], expected: set[str]) -> None:
    ways = "".join(f'<td colspan="5">{route}</td>' for route in ROUTES)
    rows = [[*results] * 3, [figure for row in FIGURES for figure in row]]
    markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    text = f"<h1>{TITLE.format(2022)}</h1><table><tr>{ways}</tr>{markup}</table>"
    assert codes(extract(text.encode(), "text/html; charset=utf-8")) == expected


def test_a_column_of_no_form_before_the_forms_own_is_said_though_figures_add_up_without_it() -> None:
    rows = [
        ("", "案件数", "维持", "纠正", "其他", "未结"),
        *((route, *row) for route, row in zip(ROUTES, FIGURES, strict=True)),
    ]
    assert codes(in_grid(rows)) == {"column_order"}


@pytest.mark.parametrize(
    ("review", "suit", "expected"),
    [
        ("行政复议（上年）", "行政诉讼", {"label_misspelt"}),
        ("行政复议（省级）", "行政诉讼", {"label_misspelt"}),
        ("其他行政复议", "行政诉讼", {"label_misspelt"}),
        ("行政调解", "行政诉讼", {"label_misspelt"}),
        ("行政复议", "民事诉讼", {"label_misspelt"}),
        ("行政复议", "行政公益诉讼", {"label_misspelt"}),
        ("行政复议", "行政诉讼（累计）", {"label_misspelt"}),
        ("行攻复议", "提起诉讼", set[str]()),
        ("政府信息公开行政复议", "行政诉讼（件）", set[str]()),
    ],
)
def test_a_word_that_makes_of_a_way_another_is_told(review: str, suit: str, expected: set[str]) -> None:
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3
    ways = "".join(f'<td colspan="5">{name}</td>' for name in ROUTES[1:])
    heads = f'<td colspan="5" rowspan="2">{review}</td><td colspan="10">{suit}</td></tr><tr>{ways}'
    rows = [results, [figure for row in FIGURES for figure in row]]
    markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    text = f"<h1>{TITLE.format(2022)}</h1><table><tr>{heads}</tr>{markup}</table>"
    assert codes(extract(text.encode(), "text/html; charset=utf-8")) == expected


def test_prose_above_a_table_is_no_name_of_its_ways() -> None:
    rows = [
        ("", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
        *((r, *f) for r, f in zip(ROUTES, FIGURES, strict=True)),
    ]
    markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    prose = "<p>四、政府信息公开行政复议、行政诉讼情况</p><p>复议纠正率25%，比上年下降8个百分点。</p>"
    text = f"<h1>{TITLE.format(2022)}</h1>{prose}<table>{markup}</table>"
    assert codes(extract(text.encode(), "text/html; charset=utf-8")) == set()


@pytest.mark.parametrize(("year", "expected"), [("2022", set[str]()), ("2021", {"year_contradicted"})])
def test_a_column_named_by_a_year_is_this_years(year: str, expected: set[str]) -> None:
    assert codes(in_grid(of_2021(decisions=(f"{year}年度处理决定数量",)))) == expected
    assert codes(in_lines(of_2021(decisions=(f"{year}年度处理决定数量",)))) == expected
