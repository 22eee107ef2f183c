"""Tables written by hand whose headers say more, less or other than the form: each figure keeps its place, or a flag."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline.form_text import HEAD, grid


def flags(extraction: Extraction) -> set[str]:
    failed = {check.check for check in extraction.checks if check.status == "fail"}
    return failed | {notice.code for notice in extraction.notices if notice.severity != "info"}


def values(extraction: Extraction) -> dict[tuple[str, str, str], object]:
    return {(c.table, c.item, c.column): c.value for c in extraction.cells if "unknown" not in (c.item, c.column)}


BESIDE_ITS_HEADING = """<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>1</td><td>2</td><td>3</td></tr>
<tr><td colspan="4">第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td></td><td>本年处理决定数量</td><td></td></tr>
<tr><td>行政许可</td><td>7</td><td></td><td></td></tr>
<tr><td colspan="4">第二十条第（六）项</td></tr>
<tr><td>信息内容</td><td></td><td>本年处理决定数量</td><td></td></tr>
<tr><td>行政处罚</td><td>8</td><td></td><td>9</td></tr><tr><td>行政强制</td><td>/</td><td></td><td></td></tr></table>"""


def test_a_figure_beside_its_heading_is_not_lost() -> None:
    """The only figure of an item that has one column is that column's; of two figures nobody can tell which one it is."""
    extraction = extract(BESIDE_ITS_HEADING.encode(), "text/html; charset=utf-8")
    found = {(cell.item, cell.column): (cell.value, cell.status) for cell in extraction.cells}
    assert found["licensing", "decisions"] == (7, "reported")
    assert found["coercive_measures", "decisions"] == (None, "not_applicable")
    assert found["penalties", "decisions"] == (None, "unreadable")
    assert "row_unassigned" in [notice.code for notice in extraction.notices]


RESULT_CELLS = "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>"
WITH_ANOTHER_COLUMN = f"""<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>
<tr><td></td>{RESULT_CELLS}<td>调解结案</td></tr>
<tr><td>行政复议</td><td>1</td><td>2</td><td>3</td><td>4</td><td>10</td><td>5</td></tr></table><p>行政诉讼</p><table>
<tr><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>{RESULT_CELLS}{RESULT_CELLS}</tr>
<tr><td>1</td><td>0</td><td>0</td><td>0</td><td>1</td><td>0</td><td>2</td><td>0</td><td>0</td><td>2</td></tr></table>"""


def test_a_column_that_the_form_does_not_know_stands_behind_those_of_its_item() -> None:
    """Here the suits are in one row, and the reviews in a table of their own that has a column more."""
    extraction = extract(WITH_ANOTHER_COLUMN.encode(), "text/html; charset=utf-8")
    found = [(cell.item, cell.column, cell.value) for cell in extraction.cells if cell.table == "disputes"]
    assert [entry[1:] for entry in found if entry[0] == "review"][-2:] == [("total", 10), ("unknown", 5)]
    assert [value for item, _, value in found if item == "suit_after_review"] == [0, 2, 0, 0, 2]


def test_a_header_row_whose_spans_are_blanks_is_no_row_that_is_lost() -> None:
    rows = [
        ("第二十条第（一）项", "", "", ""),
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "0", "0", "0"),
        ("行政规范性文件", "4", "1", "10"),
        ("第二十条第（五）项", "", "", ""),
        ("信息内容", "本年处理决定数量", "", ""),
        ("第二十条第（六）项", "", "", ""),
        ("信息内容", "本年处理决定数量", "", ""),
        ("行政处罚", "89", "", ""),
        ("行政强制", "21", "", ""),
        ("第二十条第（八）项", "", "", ""),
        ("信息内容", "本年收费金额（单位：万元）", "", ""),
        ("行政事业性收费", "0", "", ""),
    ]
    found = _page_of(rows)
    assert ("proactive", "licensing", "decisions") not in values(found)
    assert values(found)["proactive", "penalties", "decisions"] == 89
    assert [notice.message for notice in found.notices if notice.code == "row_missing"] == [
        "rows of the form that the document does not have: 行政许可"
    ]


@pytest.mark.parametrize(("third", "is_flagged"), [("其他结果", False), ("结果维持", True)])
def test_a_header_that_names_a_result_twice_is_flagged(third: str, is_flagged: bool) -> None:
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    rows = [
        ("行政复议", *[""] * 4, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4),
        (*results[:2], third, *results[3:], *results, *results),
        ("0", "0", "1", "0", "1", *["0"] * 10),
    ]
    assert ("column_repeated" in flags(_page_of(rows))) == is_flagged


@pytest.mark.parametrize(("second", "is_flagged"), [("未经复议直接起诉", False), ("复议后起诉", True)])
def test_a_header_that_names_a_route_twice_is_flagged(second: str, is_flagged: bool) -> None:
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    rows = [
        ("行政复议", *[""] * 4, second, *[""] * 4, "复议后起诉", *[""] * 4),
        results * 3,
        ("0", "0", "1", "0", "1", *["0"] * 10),
    ]
    assert ("column_repeated" in flags(_page_of(rows))) == is_flagged


@pytest.mark.parametrize(("again", "is_flagged"), [(2, False), (3, True), (4, True)])
def test_columns_that_stand_twice_in_a_header_are_flagged(again: int, is_flagged: bool) -> None:
    """They are another year's or agency's; one alone may be a slip."""
    names = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    rows = [
        (*names, *names[1:again]),
        ("规章", "0", "0", "1", *("7", "7", "7")[: again - 1]),
        ("行政规范性文件", "4", "1", "10", *("7", "7", "7")[: again - 1]),
    ]
    found = _page_of(rows)
    assert values(found)["proactive", "normative_documents", "in_force"] == 10
    assert ("column_repeated" in flags(found)) == is_flagged


def _page_of(rows: Sequence[Sequence[str]]) -> Extraction:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return extract(f"<h1>青禾市教育局2022年政府信息公开工作年度报告</h1><table>{table}</table>".encode(), "text/html")


BROKEN_OVER_ROWS = """<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>
<tr><td rowspan="2"></td><td>结果</td><td>结果</td><td>其他</td><td>尚未</td><td>总</td></tr>
<tr><td>维持</td><td>纠正</td><td>结果</td><td>审结</td><td>计</td></tr>
<tr><td>行政复议</td><td>1</td><td>2</td><td>3</td><td>4</td><td>10</td></tr>
<tr><td>未经复议直接起诉</td><td>0</td><td>0</td><td>0</td><td>1</td><td>1</td></tr>
<tr><td>复议后起诉</td><td>2</td><td>0</td><td>0</td><td>0</td><td>2</td></tr></table>"""


def test_labels_of_columns_that_are_broken_over_two_rows_are_one_label() -> None:
    extraction = extract(BROKEN_OVER_ROWS.encode(), "text/html; charset=utf-8")
    found = [cell.value for cell in extraction.cells if cell.table == "disputes"]
    assert found == [1, 2, 3, 4, 10, 0, 0, 0, 1, 1, 2, 0, 0, 0, 2]
    assert "column_missing" not in flags(extraction)


@pytest.mark.parametrize("spans", [(2, 2, 3, 2, 2), (3, 2, 2, 2, 3), (3, 3, 3, 3, 3)])
def test_names_of_columns_that_reach_down_among_the_figures_are_none_of_them(spans: Sequence[int]) -> None:
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    upper = "".join(f'<td rowspan="{span}">{name}</td>' for span, name in zip(spans, names, strict=True))
    figures = [1, 0, 2, 0, 3, 4, 0, 0, 0, 4, 0, 5, 0, 0, 5]
    page = f"""<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>
        <tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>
        <tr>{upper}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>
        <tr>{RESULT_CELLS}{RESULT_CELLS}</tr><tr>{"".join(f"<td>{figure}</td>" for figure in figures)}</tr></table>"""
    extraction = extract(page.encode(), "text/html; charset=utf-8")
    assert [cell.value for cell in extraction.cells if cell.table == "disputes"] == figures
    assert not flags(extraction) - {"table_missing"}


def test_a_text_in_a_column_of_remarks_is_no_doubt_about_the_figures() -> None:
    header = f"<td></td>{RESULT_CELLS}<td>备注</td>"
    rows = "".join(
        f"<tr><td>{name}</td>{''.join(f'<td>{figure}</td>' for figure in (1, 0, 0, 0, 1))}<td>{remark}</td></tr>"
        for name, remark in (("行政复议", "见附件"), ("未经复议直接起诉", ""), ("复议后起诉", "上年结转"))
    )
    page = f"<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr>{header}</tr>"
    extraction = extract(f"{page}{rows}</table>".encode(), "text/html; charset=utf-8")
    assert {notice.code for notice in extraction.notices} >= {"unknown_column", "unreadable_cell"}
    assert not flags(extraction) - {"table_missing", "rows_equal"}


NAMES = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
GROUP_WITHOUT_SPAN = f"""<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table>
<tr><td rowspan="2">项目</td><td rowspan="2">自然人</td><td>法人或其他组织</td><td rowspan="2">总计</td></tr>
<tr>{"".join(f"<td>{name}</td>" for name in NAMES)}</tr>
<tr><td>一、本年新收政府信息公开申请数量</td>{"".join(f"<td>{n}</td>" for n in (3, 1, 0, 0, 0, 0, 4))}</tr>
<tr><td>二、上年结转政府信息公开申请数量</td>{"<td>0</td>" * 7}</tr>
<tr><td>（一）予以公开</td>{"".join(f"<td>{n}</td>" for n in (3, 1, 0, 0, 0, 0, 4))}</tr>
<tr><td>（二）部分公开</td>{"<td>0</td>" * 7}</tr><tr><td>1.属于国家秘密</td>{"<td>0</td>" * 7}</tr>
<tr><td>2.其他法律行政法规禁止公开</td>{"<td>0</td>" * 7}</tr></table>"""


def test_a_group_without_its_span_does_not_set_the_total_aside() -> None:
    """The names below the group reach to the right of the total, which spans both rows."""
    extraction = extract(GROUP_WITHOUT_SPAN.encode(), "text/html; charset=utf-8")
    row = [cell.value for cell in extraction.cells if cell.item == "received.new"]
    assert row == [3, 1, 0, 0, 0, 0, 4]
    assert "column_order" not in flags(extraction)


def test_a_figure_under_a_strange_name_beside_an_empty_column_is_doubtful() -> None:
    """Half of 信息内容 is a cell of its own: the figures stand one column to the left of their names."""
    page = BESIDE_ITS_HEADING.replace(
        "<td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>",
        "<td>信息内</td><td>容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>",
    )
    page = page.replace("<td>0</td></tr>", "<td>0</td><td></td></tr>").replace(
        "<td>3</td></tr>", "<td>3</td><td></td></tr>"
    )
    notices = extract(page.encode(), "text/html; charset=utf-8").notices
    assert ("warning", "unknown_column") in {(notice.severity, notice.code) for notice in notices}


def test_a_figure_under_the_name_of_its_block_is_doubtful() -> None:
    """信息内容 is printed twice: the names stand one column to the right of their figures, which have the block's above them."""
    block = "<td>第二十条第（八）项</td>" * 4
    names = "<td>信息内容</td><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td>"
    page = f"""<p>青禾市教育局2019年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><table>
        <tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>
        <tr><td>行政许可</td><td>4</td><td>1</td><td>7</td></tr><tr><td>行政处罚</td><td>2</td><td>0</td><td>3</td></tr>
        <tr>{block}</tr><tr>{names}</tr><tr><td>行政事业性收费</td><td>1</td><td>0</td><td>0</td></tr></table>"""
    assert "unknown_column" in flags(extract(page.encode(), "text/html; charset=utf-8"))


def test_the_heading_of_a_group_is_no_row_that_was_lost() -> None:
    page = BESIDE_ITS_HEADING.replace("<tr><td>行政处罚</td><td>8</td><td></td><td>9</td></tr>", "").replace(
        '<tr><td colspan="4">第二十条第（六）项</td></tr>\n<tr><td>信息内容</td><td></td><td>本年处理决定数量</td><td></td></tr>',
        "<tr><td>第二十条第（六）项</td><td></td><td></td><td></td></tr>",
    )
    extraction = extract(page.encode(), "text/html; charset=utf-8")
    assert "penalties" not in {cell.item for cell in extraction.cells}
    assert any(notice.code == "row_missing" and "行政处罚" in notice.message for notice in extraction.notices)


def test_a_heading_of_two_columns_of_labels_heads_no_figures() -> None:
    """Without rules between them it stands over the second one, in which the reviews have nothing."""
    rows = [
        ("行政复议", "", 1, 2, 3, 4, 10),
        ("行政诉讼", "未经复议直接起诉", 0, 0, 0, 0, 0),
        ("", "复议后起诉", 0, 0, 0, 1, 1),
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"""<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p>
        <table><tr><td></td><td>类别</td>{RESULT_CELLS}</tr>{cells}</table>"""
    extraction = extract(page.encode(), "text/html; charset=utf-8")
    found = [(cell.item, cell.column, cell.value) for cell in extraction.cells]
    assert len(found) == 15
    assert found[4::5] == [("review", "total", 10), ("suit_direct", "total", 0), ("suit_after_review", "total", 1)]
    assert "unknown_column" not in [notice.code for notice in extraction.notices]


@pytest.mark.parametrize(
    ("figures", "is_said"), [(("", "", "", "", ""), False), ((" 3", " 0", " 0", " 1", " 4"), True)]
)
def test_a_row_of_blanks_below_a_header_that_holds_figures_is_said(figures: Sequence[str], is_said: bool) -> None:
    """As where no rule parts them: the figures may be the row's own."""
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    rows = [("", *map("".join, zip(names, figures, strict=True))), ("行政复议", "", "", "", "", "")]
    rows += [(name, 0, 0, 0, 1, 1) for name in ("未经复议直接起诉", "复议后起诉")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"""<p>青禾市教育局2022年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p>
        <table>{cells}</table>"""
    assert ("row_empty" in flags(extract(page.encode(), "text/html; charset=utf-8"))) is is_said


def test_a_total_among_the_names_of_columns_is_no_row_of_it() -> None:
    """The spans are gone, the names of the upper row stand to the left, and the table has an empty column at its right."""
    rows = [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况", "总计", ""),
        ("自然人", "法人或其他组织", ""),
        ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
        ("一、本年新收政府信息公开申请数量", "3", *["0"] * 5, "3", ""),
        ("二、上年结转政府信息公开申请数量", *["0"] * 7, ""),
        ("（一）予以公开", "2", *["0"] * 5, "2", ""),
        ("（七）总计", "2", *["0"] * 5, "2", ""),
        ("四、结转下年度继续办理", "1", *["0"] * 5, "1", ""),
    ]
    found = _page_of(rows)
    assert values(found)["requests", "outcomes.total", "total"] == 2
    assert "row_repeated" not in flags(found)


@pytest.mark.parametrize(
    ("licensing", "value"),
    [
        (("12", "12", "-3", "5"), [12, -3, 5]),
        (("0", "0", "0", "0"), [0, 0, 0]),
        (("0", "0", "5", "5"), None),
        (("12", "7", "-3", "5"), None),
    ],
    ids=["one figure twice", "all alike", "two ways are left", "none twice"],
)
def test_figures_written_into_each_column_that_they_span(licensing: Sequence[str], value: list[int] | None) -> None:
    """The header spans other columns than the figures do, so that positions say nothing."""
    rows = [
        ("第二十条第（五）项",) * 5,
        ("信息内容", "上一年项目数量", "本年增/减", "本年增/减", "处理决定数量"),
        ("行政许可", *licensing),
        ("其他对外管理服务事项", "1", "1", "2", "4"),
    ]
    found = _page_of(rows)
    assert [c.value for c in found.cells if c.item == "licensing"] == (value or [None] * 3)
    assert [c.value for c in found.cells if c.item == "other_services"] == [1, 2, 4]
    assert ("row_unassigned" in flags(found)) == (value is None)


def test_the_unit_of_a_name_written_into_two_columns_is_that_of_the_figure() -> None:
    rows = [
        ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        ("行政许可", "1", "0", "5"),
        ("其他对外管理服务事项", "1", "1", "4"),
        ("信息内容", "采购项目数量", "采购项目数量", "采购总金额（万元）"),
        ("政府集中采购", "3", "25.5", "25.5"),
    ]
    found = {c.column: (c.value, c.unit) for c in _page_of(rows).cells if c.item == "procurement"}
    assert found == {"items": (3, None), "amount": (Decimal("25.5"), "10k_yuan")}


def test_names_of_two_groups_in_one_cell_are_of_the_rows_of_both() -> None:
    """The page ends between two groups, and their cells were joined."""
    rows = [
        ("一、本年新收政府信息公开申请数量", "3"),
        ("1.属于国家秘密", "1"),
        ("2.其他法律行政法规禁止公开", "0"),
        ("1.本机关不掌握相关政府信息", "2"),
        ("2.没有现成信息需要另行制作", "0"),
        ("（七）总计", "3"),
    ]
    group = '<td rowspan="4">（三）不予公开（四）无法提供</td>'
    markup = "".join(
        f"<tr>{group if number == 1 else '' if 1 < number < 5 else '<td></td>'}<td>{label}</td>"
        + "".join(f"<td>{figure}</td>" for figure in (value, *"00000", value))
        + "</tr>"
        for number, (label, value) in enumerate(rows)
    )
    title = "青禾市教育局2022年政府信息公开工作年度报告"
    found = extract(f"<h1>{title}</h1><table>{markup}</table>".encode(), "text/html; charset=utf-8")
    assert values(found)["requests", "unavailable.not_held", "total"] == 2
    assert "row_order" not in flags(found)


@pytest.mark.parametrize(
    ("head", "is_said"),
    [
        ((("申请人情况",), ("总计", "自然人", "法人或其他组织")), True),
        ((("申请人情况", "总计"), ("自然人", "法人或其他组织")), False),
        ((("申请人情况",), ("自然人", "法人或其他组织", "总计")), False),
    ],
    ids=["first", "reaching down", "last"],
)
@pytest.mark.parametrize("between", [" | ", "\t"])
def test_a_total_that_is_named_first_where_rows_add_up_both_ways(
    head: tuple[tuple[str, ...], ...], is_said: bool, between: str
) -> None:
    asked = ("received.new", "granted", "outcomes.total")
    _, *table = grid("requests", lambda code, item, place: "1" if item in asked and place in (0, 6) else "0")
    rows = [*head, ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"), *table]
    text = "\n".join(
        [HEAD, "三、收到和处理政府信息公开申请情况", *map(between.join, rows), "五、存在的主要问题及改进情况", "无。"]
    )
    found = extract(text.encode(), "text/plain; charset=utf-8")
    assert values(found)["requests", "granted", "total"] == 1
    assert ("column_order" in flags(found)) is is_said


def test_a_total_that_is_named_first_above_rows_that_are_partly_blank() -> None:
    _, *table = grid("requests", lambda code, item, place: "0" if place == 0 else "")
    names = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    rows = [("申请人情况",), ("总计", "自然人", "法人或其他组织"), names, *table]
    found = extract(
        "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *map("\t".join, rows)]).encode(), "text/plain"
    )
    assert "column_order" in flags(found)


@pytest.mark.parametrize("first", ["商业业企业", "商业企"])
def test_a_misspelt_name_stands_below_its_group(first: str) -> None:
    _, *table = grid("requests", lambda code, item, place: str(place + 1) if place < 6 else "21")
    rows = [
        ("申请人情况",),
        ("自然人", "法人或其他组织", "总计"),
        (first, "科研机构", "社会公益组织", "法律服务机构", "其他"),
        *table,
    ]
    text = "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *map(" | ".join, rows)])
    found = values(extract(text.encode(), "text/plain"))
    assert [found["requests", "granted", column] for column in ("natural_person", "business", "research", "total")] == [
        1,
        2,
        3,
        21,
    ]


@pytest.mark.parametrize("name", ["未经复议议直接起诉", "未经议直接起诉", "复议后起起诉"])
def test_a_misspelt_way_of_disputes_is_found_above_a_row_of_lines(name: str) -> None:
    ways = [name if name[:2] == way[:2] else way for way in ("未经复议直接起诉", "复议后起诉")]
    results = ("结果维持", "结果纠", "其他结果", "尚未审结", "总计")
    rows = [
        ("行政复议",),
        results,
        ("1", "0", "0", "0", "1"),
        ("行政诉讼",),
        ways,
        results * 2,
        ("0", "2", "0", "0", "2", *"00101"),
    ]
    text = "\n".join([HEAD, "四、政府信息公开行政复议、行政诉讼情况", *map(" | ".join, rows)])
    found = extract(text.encode(), "text/plain; charset=utf-8")
    assert [cell.value for cell in found.cells] == [1, 0, 0, 0, 1, 0, 2, 0, 0, 2, 0, 0, 1, 0, 1]
