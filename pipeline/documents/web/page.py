"""A page's element tree → one string with marks where lines, headings, links, tables, rows and cells begin and end.

libxslt walks the tree, so that no Python runs per element: half of a page's elements are cells of tables. What a person does not
see is left out: scripts, forms' controls, elements that their own style hides. A block that is hidden is only marked as such,
since pages hide a report's text until a script shows it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import AnyStr

from lxml import etree

from pipeline.documents.cell_text import RAISED
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.web.faint import blot, cell_of, has_own_looks, unseen
from pipeline.documents.web.hidden_styles import hidden_by_sheet, read_sheets

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
    GIVEN,
) = map(chr, range(0xE000, 0xE010))
MARKS = re.compile(f"[{BREAK}-{GIVEN}]")
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
_HIDDEN_PARTS = frozenset("tbody tr td th p span li a b i u em strong font sup sub label table textarea".split())
_HIDDEN_BLOCKS = frozenset("div section article ul ol dl center form main aside".split())
_TEXTS = frozenset(("span", "font"))
_CELLS = frozenset(("td", "th"))
_NO_TEXT = "svg canvas iframe object embed video template"
"""What shows something in a cell that is no text: alone, it makes a cell that is not empty."""
_GONE, _VEILED, _RAISED, _SPANNING = "gone", "veiled", "raised", "spanning"
"""What an element is called before the page is laid out: a hidden part, a hidden block, a mark, a cell with spans.

To ask each element for it while the templates are applied takes as long as all the rest; few are asked this way.
"""
_NONE = re.compile(rb"\s*:\s*none", re.IGNORECASE)
"""What is behind a word of `_displayed` in the bytes of a page that may hide; a pattern for both takes several times as long."""
_hidden = etree.XPath("descendant::*/@hidden/..")


def _styled(*words: str) -> dict[bytes, etree.XPath]:
    """What finds the elements whose style has such a word, by word: most pages have one of them at most."""
    return {word.encode(): etree.XPath(f"descendant::*/@style[contains(., '{word}')]/..") for word in words}


_displayed = _styled("isplay", "ISPLAY")
_struck = _styled("line-through", "visibility", "align:super", "align: super")
"""Elements whose style may be one that hides, or with which a person reads them as crossed out or a mark, or cannot see them."""
_STRUCK_OR_VOID = re.compile("line-through|visibility:(?:hidden|collapse)")
_OF_FAINT_SHEETS = (
    b"visib",
    b"opacity",
    b"overflow",
    b"-999",
    b"clip",
    b"#fff",
    b"#FFF",
    b"white",
    b"transparent",
    b"line-through",
    b"font-size:0",
)
_SMALL_PARTS = _HIDDEN_PARTS - {"table", "tbody", "p", "li"}
"""Of larger parts a script makes visible what fades in."""
_with_spans = {
    name: tuple(etree.XPath(f"descendant::{name}/@{span}/..") for span in ("rowspan", "colspan"))
    for name in ("td", "th")
}
_ROLE_PARTS = "div section ul li span"
_IS_CELL = "@role='cell' or @role='gridcell' or @role='columnheader' or @role='rowheader'"
_MAY_BE_CELL = re.compile(rb"role=[\"']?(?:grid)?cell")


_LABELS = ("行政强制", "本年新收", "結轉", "结转", "结果维持", "統計指標", "统计指标")
"""Words of the statutory tables: what hides them hides the report."""
_SHORT, _LONG = 300, 600
"""Characters of a page that is nothing without what it hides, and of one that has something to show then."""


def holds(page: AnyStr, word: AnyStr) -> bool:
    """Whether a page has a word that most have not: then this takes half of the time, or a third, of asking by `in`."""
    return page.rfind(word) >= 0


def _any(names: str, condition: str = "") -> str:
    return "|".join(name + condition for name in names.split())


_IN_ENTRIES = "0123456789０１２３４５６７８９.．,，+-－—–/／%无未不增减变持平涉及适用空白 件个条次宗人份万元"
_IS_ENTRY = f"translate(@value, '{_IN_ENTRIES}', '') = '' and @value != '' and (not(@type) or @type = 'text' or @type = 'number')"
"""Whether a control shows a figure, with its separators or unit, or what stands for none; and nothing to search for."""
_HAS_FIGURE = "option[number(.) = number(.)]"
_IS_ALL = "contains(., '.write') and not(normalize-space(..) != normalize-space(.))"

_TEMPLATES = f"""
<xsl:template match="{_any(_DROPPED)}|{_GONE}"/>
<xsl:template match="{_any(_BLOCKS)}">{BREAK}<xsl:apply-templates/>{BREAK}</xsl:template>
<xsl:template match="h1|h2|h3">{BREAK}{HEADING}<xsl:apply-templates/>{BREAK}</xsl:template>
<xsl:template match="br">{BREAK}</xsl:template>
<xsl:template match="img">{PICTURE}</xsl:template>
<xsl:template match="sup[not(contains(., '['))]|sub|{_RAISED}"><xsl:value-of
  select="translate(., '{_DIGITS}', '{_DIGITS.translate(RAISED)}')"/></xsl:template>
<xsl:template match="{_any("td spanning", f"//input[{_IS_ENTRY}]")}"
  priority="1">{BREAK}<xsl:value-of select="@value"/>{BREAK}</xsl:template>
<xsl:template match="select[.//td]|button[.//td]|object[.//td]" priority="2"><xsl:apply-templates/></xsl:template>
<xsl:template match="{_any("td spanning", "//select[not(option)]")}" priority="0.9">{PICTURE}</xsl:template>
<xsl:template match="{"|".join(_any("td spanning", f"//{name}") for name in _NO_TEXT.split())}"
  priority="1">{PICTURE}</xsl:template>
<xsl:template match="{_any("td spanning", "//button[number(.) = number(.)]")}" priority="1"><xsl:apply-templates/></xsl:template>
<xsl:template match="{_any("td spanning", f"//select[{_HAS_FIGURE}]")}"
  priority="1">{BREAK}<xsl:value-of select="(option[@selected]|option[not(../option[@selected])][1])[1]"/>{BREAK}</xsl:template>
<xsl:template match="{_any("td spanning", f"/script[{_IS_ALL}]")}"
  priority="1">{PICTURE}</xsl:template>
<xsl:template match="a[@href]">{LINK}<xsl:value-of select="@href"/>{ADDRESS_END}<xsl:apply-templates/>{LINK_END}</xsl:template>
<xsl:template match="table">{TABLE}<xsl:apply-templates/>{TABLE_END}</xsl:template>
<xsl:template match="table[thead|tfoot]">{TABLE}<xsl:apply-templates
  select="caption"/><xsl:apply-templates select="thead[1]"/><xsl:apply-templates
  select="node()[not(self::caption)][not(self::thead) or preceding-sibling::thead][not(self::tfoot) or
  preceding-sibling::tfoot]"/><xsl:apply-templates select="tfoot[1]"/>{TABLE_END}</xsl:template>
<xsl:template match="tr">{ROW}<xsl:apply-templates/></xsl:template>
<xsl:template match="td|th">{CELL}<xsl:apply-templates/></xsl:template>
<xsl:template match="{_SPANNING}">{CELL}{SPANS}<xsl:value-of select="@rowspan"/>,<xsl:value-of
  select="@colspan"/>{SPANS_END}<xsl:apply-templates/></xsl:template>
<xsl:template match="{_VEILED}">{HIDDEN}{BREAK}<xsl:apply-templates/>{BREAK}{HIDDEN_END}</xsl:template>
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
def _stylesheet(is_preformatted: bool, has_roles: bool) -> etree.XSLT:
    """The templates that a page needs: the rarer ones cost every element of it a test."""
    text = (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="text"/>'
        f"{_TEMPLATES}{_PREFORMATTED * is_preformatted}{_ROLES * has_roles}</xsl:stylesheet>"
    )
    return etree.XSLT(etree.XML(text), access_control=etree.XSLTAccessControl.DENY_ALL)


@cache
def _parser() -> etree.HTMLParser:
    """One for all pages: it forgets each, and to make one takes as long as to parse a line."""
    return etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def parsed(markup: bytes) -> Element:
    """The element tree of a page in UTF-8.

    Raises:
        UnreadableDocumentError: `damaged`, or `empty` where there is no element.
    """
    try:
        root = etree.fromstring(markup, _parser()) if markup.strip() else None
    except etree.XMLSyntaxError as error:
        raise UnreadableDocumentError("damaged", f"the page cannot be parsed: {error}") from error
    if root is None:
        raise UnreadableDocumentError("empty", "the page holds no element")
    return root


def lay_out(root: Element, markup: bytes) -> str:
    """The text of a page with marks; `markup` is what it was parsed from. Elements of `root` are given other names."""
    _rename(root, markup)
    has_roles = holds(markup, b"role=") and _MAY_BE_CELL.search(markup) is not None
    show = _stylesheet(next(root.iter("pre"), None) is not None, has_roles)
    return str(show(root))


def _rename(root: Element, markup: bytes) -> None:
    """Call elements that are hidden, and cells with spans, by names that have templates of their own."""
    lowered = markup.lower()  # names of attributes may be in any letters; a page has few bytes beside its known tables
    hidden = _hidden(root) if holds(lowered, b"hidden") else []
    words = _hiding_words(markup)
    for word in words:
        hidden += [element for element in _displayed[word](root) if "display:none" in _style(element).lower()]
    for element, is_certain, keeps_place in hidden_by_sheet(root) if words or _has_faint_sheet(markup) else ():
        if not is_certain:
            blot(cell_of(element), PICTURE)
        elif keeps_place and element.tag in _CELLS:
            blot(element, "")
        else:
            hidden.append(element)
    for element in hidden:
        if element.tag in _HIDDEN_PARTS:
            element.tag = _GONE
        elif element.tag in _HIDDEN_BLOCKS:
            element.tag = _VEILED
    is_styled = has_own_looks(lowered)
    for word, find in _struck.items() if is_styled else ():
        for element in find(root) if holds(markup, word) else ():
            style = _style(element)
            if element.tag in _HIDDEN_PARTS and _STRUCK_OR_VOID.search(style):
                _leave_out(element)
            elif element.tag in _TEXTS and "vertical-align:super" in style:
                element.tag = _RAISED
    for element, is_certain in unseen(root, markup) if is_styled else ():
        if element.tag in _SMALL_PARTS and is_certain:
            _leave_out(element)
        elif element.tag in _SMALL_PARTS:
            blot(cell_of(element), PICTURE)
    has_spans = holds(lowered, b"rowspan") or holds(lowered, b"colspan")
    for name, queries in _with_spans.items() if has_spans else ():
        if next(root.iter(name), None) is not None:
            for element in (element for query in queries for element in query(root)):
                element.tag = _SPANNING


def _leave_out(element: Element) -> None:
    """Takes away what an element shows; a cell keeps its place."""
    if element.tag in _CELLS:
        blot(element, "")
    else:
        element.tag = _GONE


def _style(element: Element) -> str:
    return "".join((element.get("style") or "").split())


def hides_by_sheet(root: Element, rest: bytes, markup: bytes) -> bool:
    """Whether the page's own sheets may hide parts of the tables in `markup`; `rest` is the page without them, parsed as `root`."""
    if not _hiding_words(rest) and not _has_faint_sheet(rest):
        return False
    sheets = read_sheets(root)
    return bool(sheets.hidden) or any(
        re.search(rb"<(?:t[dhr]|p|span|font|b)\b[^<>]*class=[^<>]*\b%s\b" % re.escape(name[1:].encode()), markup)
        for name in sheets.unseen | sheets.sizeless | sheets.white
    )


def _has_faint_sheet(markup: bytes) -> bool:
    return holds(markup, b"<style") and any(holds(markup, word) for word in _OF_FAINT_SHEETS)


def _hiding_words(markup: bytes) -> list[bytes]:
    return [word for word in _displayed if _may_hide(markup, word)]


def _may_hide(markup: bytes, word: bytes) -> bool:
    at = markup.rfind(word)
    while at != -1:
        if _NONE.match(markup, at + len(word)):
            return True
        at = markup.rfind(word, 0, at)
    return False


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
