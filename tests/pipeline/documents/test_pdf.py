"""What is read of a PDF: tables over pages, paragraphs, places; and what is said of one that cannot be read."""

from __future__ import annotations

import pytest

from crawlers.sandbox.world import Report
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.pdf.pdf import MAXIMUM_PAGES, read_pdf
from pipeline.extract import extract
from tests.pipeline.documents.pdf_reports import (
    FILLER,
    REPORTS,
    doubts,
    grid,
    read_grid,
    report_pdf,
    texts,
    wrong_cells,
)
from tests.pipeline.documents.pdf_writer import HEIGHT, MARGIN, WIDTH, Pdf, assemble_pdf


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
@pytest.mark.parametrize(("row_height", "size", "filled"), [(22, 8, False), (30, 9, True), (45, 10.5, False)])
def test_every_cell_of_ruled_tables_over_pages(report: Report, row_height: float, size: float, filled: bool) -> None:
    extraction = extract(report_pdf(report, Pdf(filled_rules=filled), row_height, size))
    assert wrong_cells(extraction, report) == []
    assert doubts(extraction) == []
    assert (extraction.kind, extraction.form, extraction.report_year) == ("annual_report", report.form, report.year)


class DottedPdf(Pdf):
    """Borders of dots, as a browser prints dotted ones."""

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        count = int(max(abs(x1 - x0), abs(y1 - y0)) / 2.5)
        for number in range(count + 1):
            x, y = x0 + (x1 - x0) * number / count, y0 + (y1 - y0) * number / count
            self.pages[-1].append(f"{x:.2f} {HEIGHT - y:.2f} .75 .75 re f")


class RoundDottedPdf(DottedPdf):
    """Each dot a circle of four curves."""

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        super().line(x0, y0, x1, y1)
        dots = [drawn for drawn in self.pages[-1] if drawn.endswith(".75 .75 re f")]
        self.pages[-1] = [drawn for drawn in self.pages[-1] if not drawn.endswith(".75 .75 re f")]
        for dot in dots:
            x, y = (float(number) for number in dot.split()[:2])
            curves = [(x, y + 1, x + 1, y + 1, x + 1, y), (x + 1, y - 1, x, y - 1, x, y)]
            drawn = " ".join(f"{' '.join(f'{number:.2f}' for number in curve)} c" for curve in curves * 2)
            self.pages[-1].append(f"{x:.2f} {y:.2f} m {drawn} f")


class ShortStrokesPdf(Pdf):
    """Borders of strokes too short to be one each."""

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        count = int(max(abs(x1 - x0), abs(y1 - y0)) / 2.5) + 1
        for number in range(count):
            start, end = number / count, (number + 1) / count
            super().line(x0 + (x1 - x0) * start, y0 + (y1 - y0) * start, x0 + (x1 - x0) * end, y0 + (y1 - y0) * end)


@pytest.mark.parametrize("pdf", [DottedPdf, RoundDottedPdf, ShortStrokesPdf])
def test_borders_of_dots_and_short_strokes_are_rules(pdf: type[Pdf]) -> None:
    extraction = extract(report_pdf(REPORTS[0], pdf()))
    assert wrong_cells(extraction, REPORTS[0]) == []
    assert doubts(extraction) == []


@pytest.mark.parametrize(
    ("apart", "short", "over", "cells"), [(4.5, 0, 3, 4), (4.5, 5, 3, 4), (0, 0, 1, 4), (9, 0, 1, 6)]
)
def test_a_double_border_is_one_wall_for_figures_right_at_it(
    apart: float, short: float, over: float, cells: int
) -> None:
    pdf = Pdf()
    top, right, size = pdf.y, WIDTH - MARGIN, 9
    for y in (top, top + 30, top + 60):
        pdf.line(MARGIN, y, right - (short if y == top + 30 else 0), y)
    for x in (MARGIN, 300, right, right + apart):
        pdf.line(x, top, x, top + 60)
    for y in (top, top + 60):
        pdf.line(MARGIN, y, right + apart, y)
    for number, figure in enumerate(("12345", "7")):
        pdf.text(MARGIN + 5, top + 18 + 30 * number, size, "主动公开")
        pdf.text(right + over - size / 2 * len(figure), top + 18 + 30 * number, size, figure)
    pdf.y += 90
    pdf.paragraph(FILLER)
    rows = read_grid(pdf)
    assert (rows[0][:2], sum(map(len, rows))) == (["主动公开", "12345"], cells)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_upright(rotation: int) -> None:
    """The page is shown turned, but its text runs as if it were not: the text decides."""
    extraction = extract(report_pdf(REPORTS[0], Pdf(rotation=rotation)))
    assert wrong_cells(extraction, REPORTS[0]) == []


def test_a_cell_has_its_page_and_its_corners() -> None:
    cells = extract(report_pdf(REPORTS[0], Pdf())).cells
    pages = [cell.place.page for cell in cells if cell.place.page is not None]
    assert len(pages) == len(cells)
    assert pages == sorted(pages)
    assert pages[-1] > pages[0]
    left, top, right, bottom = cells[0].place.bbox or (0, 0, 0, 0)
    assert MARGIN <= left < right <= WIDTH - MARGIN + 1
    assert MARGIN <= top < bottom <= HEIGHT
    assert cells[0].place.text.startswith(f"page {pages[0]}, table 1, row ")


def test_lines_of_a_paragraph_are_one_also_over_a_page_and_page_numbers_are_dropped() -> None:
    pdf = Pdf()
    sentence = "本机关全年主动公开政府信息共计一千二百三十四条，其中通过政府网站公开九百八十七条。"
    pdf.y = HEIGHT - MARGIN - 30
    pdf.paragraph(sentence * 3)
    pdf.paragraph("下一段另起一行。")
    pdf.new_page()
    assert texts(read_pdf(pdf.bytes(), None)) == [sentence * 3, "下一段另起一行。"]


def test_a_title_in_two_centred_lines_is_one() -> None:
    pdf = Pdf()
    pdf.paragraph("青禾市教育局", 22, 0, centred=True)
    pdf.paragraph("2021年政府信息公开工作年度报告", 22, 0, centred=True)
    pdf.paragraph("根据《中华人民共和国政府信息公开条例》的规定，编制本年度报告，并向社会公布，请予以监督。" * 2)
    title = next(read_pdf(pdf.bytes(), None).lines)
    assert (title.text, title.is_heading) == ("青禾市教育局2021年政府信息公开工作年度报告", True)


@pytest.mark.parametrize("last", ["23", "2③"])
def test_numbers_that_are_written_on_pages_are_dropped_be_their_digits_read_in_rings(last: str) -> None:
    pdf = Pdf(numbered=False)
    for number in ("22", last):
        pdf.text(480, 40, 12, number)
        pdf.paragraph("这一页的正文一共有好几十个字，是为了不被当作扫描件来处理的一段文字，就写到这里为止。")
        if number == "22":
            pdf.new_page()
    assert not [text for text in texts(read_pdf(pdf.bytes(), None)) if len(text) < 5]


def test_head_lines_that_every_page_repeats_are_dropped() -> None:
    pdf = Pdf(numbered=False)
    for number in (1, 2, 3):
        pdf.text(MARGIN, 40, 9, "青禾市人民政府公报")
        pdf.paragraph(f"第{number}页的正文在这里，一共有好几十个字，是为了不被当作扫描件来处理的一段文字。")
        if number < 3:
            pdf.new_page()
    assert not any("公报" in text for text in texts(read_pdf(pdf.bytes(), None)))


def test_a_header_repeated_on_the_next_page_is_dropped() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 70
    pdf.table(grid(["信息内容", "数量"], ["规章", "1"]), [1, 1])
    pdf.new_page()
    pdf.table(grid(["信息内容", "数量"], ["规章", "2"]), [1, 1])
    assert read_grid(pdf) == [["信息内容", "数量"], ["规章", "1"], ["规章", "2"]]


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 70
    label = "要求行政机关确认或重"
    pdf.table(grid(["信息内容", "数量"], [label, "12"]), [1, 3], size=10)
    pdf.new_page()
    pdf.table(grid(["新出具已获取信息", ""], ["其他", "3"]), [1, 3], size=10)
    assert read_grid(pdf) == [["信息内容", "数量"], [label + "新出具已获取信息", "12"], ["其他", "3"]]


def test_a_label_of_which_a_page_holds_the_number_alone_goes_on_overleaf() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 70
    pdf.table(grid(["信息内容", "数量"], ["（六）", "12"]), [1, 3], size=10)
    pdf.new_page()
    pdf.table(grid(["其他处理", ""], ["其他", "3"]), [1, 3], size=10)
    assert read_grid(pdf)[1:] == [["（六）其他处理", "12"], ["其他", "3"]]


def test_a_footnote_does_not_part_a_table_that_goes_on_overleaf() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 90
    pdf.table(grid(["信息内容", "数量"], ["规章", "1"]), [1, 1])
    pdf.paragraph("1含下属单位23家。", 8, 0)
    pdf.new_page()
    pdf.table(grid(["其他", "2"], ["合计", "3"]), [1, 1])
    assert read_grid(pdf) == [["信息内容", "数量"], ["规章", "1"], ["其他", "2"], ["合计", "3"]]
    assert "1含下属单位23家。" in texts(read_pdf(pdf.bytes(), None))


def test_a_head_line_of_two_pages_does_not_part_a_table() -> None:
    pdf = Pdf(numbered=False)
    pdf.text(MARGIN, 40, 9, "青禾市人民政府公报")
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 70
    pdf.table(grid(["信息内容", "数量"], ["规章", "1"]), [1, 1])
    pdf.new_page()
    pdf.text(MARGIN, 40, 9, "青禾市人民政府公报")
    pdf.table(grid(["其他", "2"], ["合计", "3"]), [1, 1])
    assert len(read_grid(pdf)) == 4


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    pdf = Pdf(numbered=False)
    for aside in (0.0, 0.3):
        pdf.text(MARGIN + aside, 100, 9, FILLER)
        pdf.text(MARGIN + aside, 130, 12, "1200条")
    assert texts(read_pdf(pdf.bytes(), None)) == [FILLER, "1200条"]


@pytest.mark.parametrize("mark", ["-", "/", "—", "0"])
def test_rows_of_dashes_on_both_sides_of_the_page_break_stay_two(mark: str) -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 70
    pdf.table(grid(["信息内容", "数量"], ["行政处罚", mark]), [1, 3], size=10)
    pdf.new_page()
    pdf.table(grid(["行政强制", mark], ["行政许可", mark]), [1, 3], size=10)
    assert read_grid(pdf)[1:] == [["行政处罚", mark], ["行政强制", mark], ["行政许可", mark]]


@pytest.mark.parametrize(
    ("above", "below"),
    [(["涉及个人隐私", "件", ""], ["其他情形", "件", ""]), (["1.重复申请", "", ""], ["2.要求提供公开出版物", "", ""])],
)
def test_rows_without_figures_on_both_sides_of_the_page_break_stay_two(above: list[str], below: list[str]) -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 70
    pdf.table(grid(["指标", "单位", "数量"], above), [3, 1, 1], size=10)
    pdf.new_page()
    pdf.table(grid(below, ["行政许可", "件", "4"]), [3, 1, 1], size=10)
    assert read_grid(pdf)[1:] == [above, below, ["行政许可", "件", "4"]]


def test_full_labels_of_rows_of_blanks_on_both_sides_of_the_page_break_stay_two() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.y = HEIGHT - MARGIN - 70
    columns = ["自然人", "企业", "机构", "组织", "其他", "总计"]
    pdf.table(grid(["申请人", *columns], ["无正当理由大量反复申", *[""] * 6]), [1.6, *[1] * 6], size=10)
    pdf.new_page()
    pdf.table(grid(["要求确认", *[""] * 6], ["其他", *"123456"]), [1.6, *[1] * 6], size=10)
    assert [row[0] for row in read_grid(pdf)] == ["申请人", "无正当理由大量反复申", "要求确认", "其他"]


def test_tables_of_other_width_on_the_next_page_are_other_tables() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.table(grid(["信息内容", "数量"], ["规章", "1"]), [1, 1])
    pdf.new_page()
    pdf.pages[-1].append("q 0.8 0 0 1 0 0 cm")
    pdf.table(grid(["信息内容", "数量"], ["规章", "2"]), [1, 1])
    pdf.pages[-1].append("Q")
    assert len(list(read_pdf(pdf.bytes(), None).grids)) == 2


def test_two_figures_in_one_cell_are_not_one_figure() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    pdf.table(grid(["规章", ""], ["其他", "5"]), [1, 1], row_height=40)
    top = pdf.y - 90
    pdf.text(MARGIN + 300, top + 14, 9, "12")
    pdf.text(MARGIN + 300, top + 30, 9, "3")
    assert read_grid(pdf)[0] == ["规章", "12\n3"]


def test_shading_behind_text_is_no_table() -> None:
    pdf = Pdf()
    for _ in range(4):
        pdf.pages[-1].append(f"1 g {MARGIN} {HEIGHT - pdf.y - 20} 455 24 re f 0 g")
        pdf.paragraph(FILLER)
    assert list(read_pdf(pdf.bytes(), None).grids) == []


def test_only_pictures_means_scanned() -> None:
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    body = assemble_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
            image + b"\nstream\n\x00\nendstream",
        ]
    )
    assert reason(body) == "scanned"


def reason(body: bytes) -> str:
    """The code with which reading `body` is refused."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_pdf(body, None, recognise=False)
    return caught.value.code


def test_damage_and_size_are_named() -> None:
    pdf = Pdf()
    pdf.paragraph(FILLER)
    assert reason(b"%PDF-1.7\nnothing else") == "damaged"
    assert reason(Pdf().bytes()) == "empty"
    for _ in range(MAXIMUM_PAGES):
        pdf.new_page()
    assert reason(pdf.bytes()) == "too_many_pages"


def test_a_file_cut_short_says_so_or_is_refused() -> None:
    body = report_pdf(REPORTS[0], Pdf())
    for share in (0.3, 0.6, 0.95):
        extraction = extract(body[: int(len(body) * share)])
        assert extraction.kind == "unreadable" or "truncated" in doubts(extraction)


def test_text_in_a_font_without_characters_is_not_taken_for_blank() -> None:
    """The figures stand on paper, but the file does not say which they are."""
    body = report_pdf(REPORTS[0], Pdf())
    assert reason(body.replace(b"/UniGB-UCS2-H", b"/Unknown-Map1")) == "no_characters"


def test_a_blank_page_among_others_is_named() -> None:
    pdf = Pdf(numbered=False)
    pdf.paragraph(FILLER)
    pdf.new_page()
    pdf.new_page()
    pdf.paragraph(FILLER)
    (notice,) = read_pdf(pdf.bytes(), None).notices
    assert (notice.severity, notice.code) == ("info", "page_blank")


def test_a_text_in_codes_of_the_fonts_own_is_not_taken_for_another_document() -> None:
    """Most characters come out as letters of another script, some as nothing: no Chinese is among them."""
    names = " ".join(f"/cid{number}" for number in range(8))
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 {names}] >> >>"
    text = "ABCDEFGH" + "ijklmnopqrstuvw 0123" * 8
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2400 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        font,
    ]
    body = "%PDF-1.4\n" + "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    whole = f"{body}trailer << /Root 1 0 R >>\n%%EOF".encode()
    with pytest.raises(UnreadableDocumentError) as raised:
        read_pdf(whole, None, recognise=False)
    assert raised.value.code == "no_characters"


def _cover(text: str, name: bytes, attached: bytes) -> bytes:
    """A page with `text` and a file attached to it."""
    pdf = Pdf(numbered=False)
    pdf.paragraph(text)
    body = pdf.bytes()
    names = (
        b"/Names << /EmbeddedFiles << /Names [(%b) << /Type /Filespec /F (%b) /UF (%b) /EF << /F 90 0 R >> >>] >> >>"
    )
    body = body.replace(b"/Type /Catalog", b"/Type /Catalog " + names % (name, name, name))
    stream = b"90 0 obj\n<< /Type /EmbeddedFile /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
        len(attached),
        attached,
    )
    return body.replace(b"xref", stream + b"xref", 1).replace(b"startxref\n", b"startxref\n9")  # the table is made anew


def test_a_report_attached_to_a_cover_is_read() -> None:
    report = report_pdf(REPORTS[0], Pdf())
    extraction = extract(_cover("政府信息公开工作年度报告（见附件）", b"a.pdf", report))
    assert wrong_cells(extraction, REPORTS[0]) == []
    assert [notice.code for notice in extraction.notices] == ["attached_file_read"]


@pytest.mark.parametrize("name", [b"a.xls", b"a.pdf"])
def test_a_file_that_is_attached_to_a_text_is_a_link(name: bytes) -> None:
    document = read_pdf(_cover(FILLER * 12, name, report_pdf(REPORTS[0], Pdf())), None)
    assert list(document.grids) == []
    assert document.links == [(name.decode(), name.decode())]
