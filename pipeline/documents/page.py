"""A page's element tree → one string with marks where lines, headings, links, tables, rows and cells begin and end.

libxslt walks the tree, so that no Python runs per element: half of a page's elements are cells of tables. What a person does not
see is left out: scripts, forms' controls, elements that their own style hides. A block that is hidden is only marked as such,
since pages hide a report's text until a script shows it.
"""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from pipeline.documents.cell_text import RAISED

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

(
    BREAK,
    HEADING,
    TABLE,
    TABLE_END,
    ROW,
    CELL,
    SPANS,
    SPANS_END,
    LINK,
    ADDRESS_END,
    LINK_END,
    PICTURE,
    HIDDEN,
    HIDDEN_END,
    TAB,
) = map(chr, range(0xE000, 0xE00F))
MARKS = re.compile(f"[{BREAK}-{TAB}]")
LINK_MARKS = re.compile(f"{LINK}[^{ADDRESS_END}]*{ADDRESS_END}|{LINK_END}")

_DIGITS = "0123456789"
_BLOCKS = (
    "p div li ul ol dl dt dd tr section article header footer nav aside main form fieldset h4 h5 h6 blockquote pre center "
    "address hr option figure figcaption legend body caption thead tbody tfoot title textarea"
)
_DROPPED = (
    "script style noscript template svg select button object iframe head xml input datalist map audio video del s strike "
    "rt rp"
)
_HIDDEN_PARTS = "tbody tr td th p span li a b i u em strong font sup sub label table textarea"
_HIDDEN_BLOCKS = "div section article ul ol dl center form main aside"
_IS_HIDDEN = "@hidden or contains(translate(@style, 'DISPLAYNOE &#9;&#10;&#13;', 'displaynoe'), 'display:none')"
_MAY_HIDE = (b"none", b" hidden")
_IS_STRUCK = "contains(@style, 'line-through') or contains(translate(@style, ' ', ''), 'visibility:hidden')"
_IS_RAISED = "contains(translate(@style, ' ', ''), 'vertical-align:super')"
_MAY_STRIKE = (b"line-through", b"visibility", b"align:super", b"align: super")
"""What a person reads as crossed out or as a mark, or cannot see: rarer, and asked for apart."""
_ROLE_PARTS = "div section ul li span"
_IS_CELL = "@role='cell' or @role='gridcell' or @role='columnheader' or @role='rowheader'"
_MAY_BE_CELL = re.compile(rb"role=[\"']?(?:grid)?cell")


_LABELS = ("行政强制", "本年新收", "結轉", "结转", "结果维持", "統計指標", "统计指标")
"""Words of the statutory tables: what hides them hides the report."""
_SHORT, _LONG = 300, 600
"""Characters of a page that is nothing without what it hides, and of one that has something to show then."""


def _any(names: str, condition: str = "") -> str:
    return "|".join(name + condition for name in names.split())


_TEMPLATES = f"""
<xsl:template match="{_any(_DROPPED)}"/>
<xsl:template match="{_any(_BLOCKS)}">{BREAK}<xsl:apply-templates/>{BREAK}</xsl:template>
<xsl:template match="h1|h2|h3">{BREAK}{HEADING}<xsl:apply-templates/>{BREAK}</xsl:template>
<xsl:template match="br">{BREAK}</xsl:template>
<xsl:template match="img">{PICTURE}</xsl:template>
<xsl:template match="sup[not(contains(., '['))]|sub"><xsl:value-of
  select="translate(., '{_DIGITS}', '{_DIGITS.translate(RAISED)}')"/></xsl:template>
<xsl:template match="td//input[number(@value) = number(@value) and (not(@type) or @type = 'text' or @type = 'number')]"
  priority="1">{BREAK}<xsl:value-of select="@value"/>{BREAK}</xsl:template>
<xsl:template match="td//select[option[number(.) = number(.)]]"
  priority="1">{BREAK}<xsl:value-of select="(option[@selected]|option[not(../option[@selected])][1])[1]"/>{BREAK}</xsl:template>
<xsl:template match="td/script[contains(., '.write') and not(normalize-space(..) != normalize-space(.))]"
  priority="1">{PICTURE}</xsl:template>
<xsl:template match="a[@href]">{LINK}<xsl:value-of select="@href"/>{ADDRESS_END}<xsl:apply-templates/>{LINK_END}</xsl:template>
<xsl:template match="table">{TABLE}<xsl:apply-templates/>{TABLE_END}</xsl:template>
<xsl:template match="table[thead|tfoot]">{TABLE}<xsl:apply-templates
  select="caption"/><xsl:apply-templates select="thead"/><xsl:apply-templates
  select="node()[not(self::caption|self::thead|self::tfoot)]"/><xsl:apply-templates select="tfoot"/>{TABLE_END}</xsl:template>
<xsl:template match="tr">{ROW}<xsl:apply-templates/></xsl:template>
<xsl:template match="td|th">{CELL}<xsl:if test="@rowspan|@colspan">{SPANS}<xsl:value-of select="@rowspan"/>,<xsl:value-of
  select="@colspan"/>{SPANS_END}</xsl:if><xsl:apply-templates/></xsl:template>
"""
_HIDING = f"""
<xsl:template match="{_any(_HIDDEN_PARTS, f"[{_IS_HIDDEN}]")}" priority="2"/>
<xsl:template match="{_any(_HIDDEN_BLOCKS, f"[{_IS_HIDDEN}]")}"
  priority="2">{HIDDEN}{BREAK}<xsl:apply-templates/>{BREAK}{HIDDEN_END}</xsl:template>
"""


_STRIKING = f"""
<xsl:template match="{_any(_HIDDEN_PARTS, f"[{_IS_STRUCK}]")}" priority="3"/>
<xsl:template match="span[{_IS_RAISED}]|font[{_IS_RAISED}]" priority="2"><xsl:value-of
  select="translate(., '{_DIGITS}', '{_DIGITS.translate(RAISED)}')"/></xsl:template>
"""


_PREFORMATTED = f"""
<xsl:template match="pre//text()"
  priority="2"><xsl:value-of select="translate(., '&#10;&#9;', '{BREAK}{TAB}')"/></xsl:template>
"""

_ROLES = f"""
<xsl:template match="{_any(_ROLE_PARTS, "[@role='table' or @role='grid']")}"
  priority="1">{TABLE}<xsl:apply-templates/>{TABLE_END}</xsl:template>
<xsl:template match="{_any(_ROLE_PARTS, "[@role='row']")}" priority="1">{ROW}<xsl:apply-templates/></xsl:template>
<xsl:template match="{_any(_ROLE_PARTS, f"[{_IS_CELL}]")}" priority="1">{CELL}<xsl:if
  test="@aria-rowspan|@aria-colspan">{SPANS}<xsl:value-of select="@aria-rowspan"/>,<xsl:value-of
  select="@aria-colspan"/>{SPANS_END}</xsl:if><xsl:apply-templates/></xsl:template>
"""
"""Tables of other elements than those of tables, as scripts build them."""


@cache
def _stylesheet(hides: bool, strikes: bool, is_preformatted: bool, has_roles: bool) -> etree.XSLT:
    """The templates that a page needs: the rarer ones cost every element of it a test."""
    text = (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="text"/>'
        f"{_TEMPLATES}{_HIDING * hides}{_STRIKING * strikes}{_PREFORMATTED * is_preformatted}{_ROLES * has_roles}</xsl:stylesheet>"
    )
    return etree.XSLT(etree.XML(text), access_control=etree.XSLTAccessControl.DENY_ALL)


def lay_out(root: Element, markup: bytes) -> str:
    """The text of a page with marks; `markup` is what it was parsed from."""
    hides, strikes = (any(word in markup for word in words) for words in (_MAY_HIDE, _MAY_STRIKE))
    show = _stylesheet(
        hides, strikes, next(root.iter("pre"), None) is not None, _MAY_BE_CELL.search(markup) is not None
    )
    return str(show(root))


def without_hidden(page: str) -> tuple[str, bool]:
    """The page without its hidden blocks, and whether they were kept because the tables, or all text, stand in them."""
    if HIDDEN not in page:
        return page, False
    shown: list[str] = []
    depth = 0
    for piece in re.split(f"([{HIDDEN}{HIDDEN_END}])", page):
        if piece == HIDDEN:
            depth += 1
        elif piece == HIDDEN_END:
            depth -= 1
        elif depth == 0:
            shown.append(piece)
    visible = "".join(shown)
    lost_tables = CELL in page and CELL not in visible
    lost_labels = any(label in page and label not in visible for label in _LABELS)
    if lost_tables or lost_labels or _length(visible) < _SHORT < _LONG < _length(page):
        return page.replace(HIDDEN, "").replace(HIDDEN_END, ""), True
    return visible, False


def has_labels(text: str) -> bool:
    """Whether any of the words of the statutory tables stands in a text."""
    return any(label in text for label in _LABELS)


def _length(page: str) -> int:
    return len("".join(MARKS.sub("", LINK_MARKS.sub("", page)).split()))
