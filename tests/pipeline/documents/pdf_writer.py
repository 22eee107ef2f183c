"""A small writer of PDF for tests: Chinese text at exact places, ruled tables that break over pages."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawlers.sandbox.grids import Grid

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 70.0
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
    b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
)
PAGE_NUMBER = "- {} -"


def _advance(text: str, size: float) -> float:
    return sum(size / 2 if character.isascii() else size for character in text)


@dataclass
class Pdf:
    """`y` is where the next line stands, from the top. Rules are drawn as strokes, or as thin filled boxes as Word does."""

    filled_rules: bool = False
    numbered: bool = True
    rotation: int = 0
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = MARGIN

    def new_page(self) -> None:
        if self.numbered:
            self.text(WIDTH - MARGIN - 40, HEIGHT - 40, 12, PAGE_NUMBER.format(len(self.pages)))
        self.pages.append([])
        self.y = MARGIN

    def text(self, x: float, y: float, size: float, text: str) -> None:
        """`text` with its baseline at (x, y) from the top left corner."""
        encoded = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm <{encoded}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.filled_rules:
            left, top = min(x0, x1) - 0.25, min(y0, y1) - 0.25
            size = f"{abs(x1 - x0) + 0.5:.2f} {-abs(y1 - y0) - 0.5:.2f}"
            self.pages[-1].append(f"{left:.2f} {HEIGHT - top:.2f} {size} re f")
        else:
            self.pages[-1].append(f"{x0:.2f} {HEIGHT - y0:.2f} m {x1:.2f} {HEIGHT - y1:.2f} l S")

    def picture(self, x: float, y: float, width: float, height: float, pixels: bytes, across: int) -> None:
        """A grey picture of `across` pixels a row, its upper left corner at (x, y)."""
        image = f"BI /W {across} /H {len(pixels) // across} /CS /G /BPC 8 /F /AHx ID {pixels.hex()}> EI"
        self.pages[-1].append(f"q {width} 0 0 {height} {x} {HEIGHT - y - height} cm {image} Q")

    def paragraph(self, text: str, size: float = 12, indent: float = 2, centred: bool = False) -> None:
        for number, line in enumerate(wrap(text, size, WIDTH - 2 * MARGIN, indent)):
            if self.y > HEIGHT - MARGIN:
                self.new_page()
            left = MARGIN + (indent * size if number == 0 else 0)
            if centred:
                left = (WIDTH - _advance(line, size)) / 2
            self.text(left, self.y + size, size, line)
            self.y += 1.8 * size

    def table(self, grid: Grid, widths: Sequence[float], row_height: float = 30, size: float = 9) -> None:
        """`grid` with a rule around every cell. A row that does not fit begins a page; a cell over the break is cut."""
        total = sum(widths)
        edges = [MARGIN + (WIDTH - 2 * MARGIN) * sum(widths[:index]) / total for index in range(len(widths) + 1)]
        placed = _placed(grid)
        row = 0
        while row < len(grid.rows):
            fitting = max(int((HEIGHT - MARGIN - self.y) / row_height), 0)
            if fitting == 0:
                self.new_page()
                continue
            end = min(row + fitting, len(grid.rows))
            for first, column, rowspan, colspan, text in placed:
                top, bottom = max(first, row), min(first + rowspan, end)
                if top < bottom:
                    box = (
                        edges[column],
                        self.y + (top - row) * row_height,
                        edges[column + colspan],
                        self.y + (bottom - row) * row_height,
                    )
                    self._cell(box, text if first >= row else "", size)
            self.y += (end - row) * row_height + 10
            row = end
            if row < len(grid.rows):
                self.new_page()

    def _cell(self, box: tuple[float, float, float, float], text: str, size: float) -> None:
        left, top, right, bottom = box
        for rule in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom)):
            self.line(*rule)
        self.line(right, top, right, bottom)
        lines = wrap(text, size, right - left - 6, 0)
        y = (top + bottom) / 2 - len(lines) * 1.2 * size / 2 + size
        for line in lines:
            self.text((left + right - _advance(line, size)) / 2, y, size, line)
            y += 1.2 * size

    def bytes(self) -> bytes:
        """The file."""
        count = len(self.pages)
        kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(count))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            *_FONT[:1],
        ]
        objects += [_FONT[1], _FONT[2]]
        for index, page in enumerate(self.pages):
            box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {self.rotation}"
            objects.append(
                f"<< /Type /Page /Parent 2 0 R {box} /Contents {7 + 2 * index} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
            )
            content = zlib.compress("\n".join(page).encode())
            head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
            objects.append(head + content + b"\nendstream")
        return assemble_pdf(objects)


def nested_pdf(content: bytes, depth: int, each: int = 1) -> bytes:
    """A page whose `content` stands in a form, which stands `each` times in another, and so on, `depth` of them."""
    calls = b"/F Do " * each
    fonts = b"/Font << /F1 3 0 R >>"
    first = 8  # forms are the objects from here on, the outermost first
    forms: list[bytes] = []
    for level in range(depth):
        inner = level + 1 < depth
        stream = calls if inner else content
        below = b"/XObject << /F %d 0 R >>" % (first + level + 1) if inner else b""
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources << %b %b >> /Length %d >>\nstream\n%b\nendstream"
            % (WIDTH, HEIGHT, fonts, below, len(stream), stream)
        )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 7 0 R /Resources << /XObject << /F 8 0 R >> >> >>"
    return assemble_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
            *_FONT,
            page % (WIDTH, HEIGHT),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(calls), calls),
            *forms,
        ]
    )


def assemble_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of numbered objects, the first of them the catalog."""
    body = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    return body + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def wrap(text: str, size: float, width: float, indent: float) -> list[str]:
    """`text` in lines of at most `width`, the first one shorter by `indent` characters."""
    lines: list[str] = []
    line = ""
    for character in text:
        room = width - (indent * size if not lines else 0)
        if line and _advance(line + character, size) > room:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines


def _placed(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """(row, column, rowspan, colspan, text) of every cell."""
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[int, int, int, int, str]] = []
    for row, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(cell.rowspan) for c in range(cell.colspan)}
            placed.append((row, column, cell.rowspan, cell.colspan, cell.text))
            column += cell.colspan
    return placed
