"""Headers that lack a name, stand on lines of their own or are run together: figures are read where order or sums prove it."""

import pytest

from pipeline.extract import extract
from tests.pipeline.form_text import HEAD, grid
from tests.pipeline.test_alignment_headers import flags, values


@pytest.mark.parametrize(("left_out", "is_said"), [("科研机构", True), ("", False)])
def test_totals_alone_in_as_many_cells_as_the_form_has_below_a_header_that_lacks_a_column(
    left_out: str, is_said: bool
) -> None:
    """A column left out and an empty one behind all are as many as the form has: no sum says which of them a total is in."""
    names = [name for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他") if name != left_out]
    place = 5 if left_out else 6
    _, *table = grid("requests", lambda code, item, at: "3" if at == place else "")
    rows = [("申请人情况",), ("自然人", "法人或其他组织", "总计"), names, *table]
    markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    title = "青禾市教育局2022年政府信息公开工作年度报告"
    found = extract(f"<h1>{title}</h1><table>{markup}</table>".encode(), "text/html; charset=utf-8")
    assert ("column_order" in flags(found)) is is_said


@pytest.mark.parametrize("between", [" ", "\t", "\n"])
def test_all_names_on_lines_below_that_of_their_group_are_read_as_printed(between: str) -> None:
    _, *table = grid("requests", lambda code, item, at: str((1, 2, 3, 4, 5, 6, 21)[at]))
    names = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    rows = ["申请人情况", "法人或其他组织", between.join(names), *map(" ".join, table)]
    found = extract("\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *rows]).encode(), "text/plain")
    assert [values(found)["requests", "granted", column] for column in ("natural_person", "total")] == [1, 21]
    assert "column_order" not in flags(found)


@pytest.mark.parametrize(("total", "is_read"), [("3", True), ("4", False)])
def test_names_of_results_that_were_run_together_leave_the_order_to_the_sums(total: str, is_read: bool) -> None:
    """As a reader of PDF gives them where no rules part the columns, which break each name over two lines."""
    glued = "结果维结果纠其他结尚未审总计持正果结"
    rows = [("行政复议", "", "行政诉讼", ""), (glued, "未经复议直接起诉", "", "复议后起诉"), (glued,)]
    figures = ("1", "0", "2", "0", total, *"00011", *"10001")
    markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (*rows, figures))
    title = "青禾市教育局2022年政府信息公开工作年度报告"
    page = f"<h1>{title}</h1><p>四、政府信息公开行政复议、行政诉讼情况</p><table>{markup}</table>"
    found = extract(page.encode(), "text/html; charset=utf-8")
    assert [cell.raw for cell in found.cells if cell.status == "reported"] == [*figures] * is_read
