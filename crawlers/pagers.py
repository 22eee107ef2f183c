"""How a listing goes on: the further pages that its links, its pager's script or its count of pages name.

Evidence, as public scrapers and stored pages show it:

- `createPageHTML(pages, current, "index", "html")` of TRS, where the first page is 0 and the second `index_1.html`
  (ndrc.gov.cn); `createPageHTML('page_div', pages, current, 'name', 'shtml', records)` of later templates, where
  sites differ in whether the second page is `_1` (namoc.org) or `_2` (Kunshan, Shaoyang, csrc.gov.cn); `var countPage
  = 5` with `currentPage`.
- `<a href="nb/30.htm">下页</a>` of 博达, which counts down: the first page is `nb.htm`, the last `nb/1.htm`; its script
  is `_simple_list_gotopage_fun(31, "u13_goto", 2)` (tianshui.gov.cn).
- `1.html`, `2.html` beside each other (yanan.gov.cn), `/class/ID/2`, `list.jsp?a2p=2&…`,
  `InfoPublic.aspx?cid=1019&page=2`.
- `<a onclick="ShowAjaxNewPage('list','/002009/2.html')">2</a>` of 新点 WebBuilder.
- `goPage(2)` with `location.href = "index_" + n + ".html"` in the page's script; `laypage({pages: 3, curr: 1, jump: …})`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from parsel import Selector

from crawlers.anchors import anchors_in
from crawlers.extent import plugin_pages
from crawlers.scripts import PageScripts
from crawlers.selection import plain, web_url
from crawlers.urls import same_page

_CALL = re.compile(r"\bcreatePage(?:HTML)?\s*\(([^()]*)\)", re.I)
_COUNT_PAGE = re.compile(r"\bvar\s+(?:countPage|pageCount|totalPages?)\s*=\s*['\"]?(\d+)")
_CURRENT_PAGE = re.compile(r"\bvar\s+(?:currentPage|currPage|nCurrIndex)\s*=\s*['\"]?(\d+)")
_VSB = re.compile(r"_simple_list_gotopage_fun\(\s*(\d+)\s*,")
_LOCATION = re.compile(
    r"(?:location(?:\.href)?|window\.open)\s*(?:=|\()\s*['\"]([^'\"]*)['\"]\s*\+\s*\(?\s*[\w.]+\s*\)?(?:\s*\+\s*['\"]([^'\"]*)['\"])?"
)
_TOTAL = re.compile(
    r"共\s*(?:<[^>]+>\s*)*(\d{1,4})\s*(?:<[^>]+>\s*)*页|(?<![\d/])\d{1,3}\s*/\s*(\d{1,3})\s*页"
    r"|(?:totalPages?|pageCount|countPage|totalPage)['\"]?\s*[:=]\s*['\"]?(\d{1,4})", re.I
)  # fmt: skip
_COUNT = re.compile(
    r"\b(?:count|total|totalCount|totalRecords?|recordCount|itemCount|items)['\"]?\s*[:=]\s*['\"]?(\d{1,5})\b", re.I
)
_LIMIT = re.compile(r"\b(?:limit|pageSize|perPage|size|itemsOnPage|rows)['\"]?\s*[:=]\s*['\"]?(\d{1,3})\b", re.I)
_NEXT = re.compile(r"(?:下一?[页頁]|后一?页|next)?[>›»→]*(?<!^)", re.I)
_NUMBER = re.compile(r"\[?(\d{1,3})\]?|第(\d{1,3})页")
_LAST = re.compile(r"尾页|末页|最后一页|last", re.I)
_PAGE_PARAMETER = re.compile(
    r"(?:\w*page(?!size|_size|count)\w*|p|pn|pg|pi|pno|uid|a\d+p|cur\w*|start\w*|offset|pager\.offset|skip|n|i|no|index)",
    re.I,
)
_PAGE_NUMBER = re.compile(r"page_?(?:no|num|index|number|id)?|\w*cur\w*page\w*|pn|pno|page_?no|a\d+p|paging", re.I)
_SENT_PAGE = re.compile(r"[?&](\w*page(?:_?no|_?num|_?index|number)?|pn|pno|paging)=(?=['\"`]|\$\{)", re.I)
_PARAMETERS = ("page", "pageIndex", "PAGENUM", "pageNo")
SHAPES = 6
"""Addresses that are tried for a second page that a listing states and no pager leads to."""
_REST = re.compile(r"(?:/?(?:index|list|page|p|default)?[_-]?)?\d{0,4}(?:\.\w{2,5})?/?", re.I)


class Page(NamedTuple):
    """A further page of a listing; one that `may_miss` may answer 404, since sites count differently."""

    url: str
    may_miss: bool = False


def further_pages(
    selector: Selector, text: str, url: str, first: str, limit: int, scripts: PageScripts | None = None, base: str = ""
) -> list[Page]:
    """The pages that the listing page at `url` names, of the listing that begins at `first`; at most `limit` of a script's.

    `base` is what the page says that its addresses start from. Where nothing names a page, `page_shapes` has what may be tried.
    """
    return [*linked_pages(selector, url, first, scripts, base), *script_pages(selector, text, url, first, limit)]


def linked_pages(
    selector: Selector, url: str, first: str, scripts: PageScripts | None = None, base: str = ""
) -> Iterator[Page]:
    """The pages to which links, clicks and choices lead that say "next page", or a page's number, of the same listing.

    What is called 1 may miss: it is where the listing began, and a script that gives the first page an address of its own is
    read as if it numbered it.
    """
    for element, address in anchors_in(selector, scripts):
        if (said := pager_label(element)) is None:
            continue
        target = web_url(address, base or url)
        if target is None or urlsplit(target).netloc != urlsplit(url).netloc:
            continue
        is_ours = (
            is_page_of(target, first)
            or is_page_of(target, url)
            or _is_numbered(target, url, said)
            or _is_numbered(target, first, said)
        )
        if is_ours or (said == NEXT and _is_beside(target, url)):
            yield Page(target, may_miss=said == FIRST)


NEXT = "next"
FIRST = "1"


def pager_label(element: Selector) -> str | None:
    """What a link of a pager says: `NEXT`, a page's number, or "" for the last page; None for any other link."""
    said = plain(element.xpath("string()").get("")[:60])
    named = said or plain(
        element.attrib.get("title")
        or element.attrib.get("aria-label")
        or element.xpath("descendant::img/@alt").get("")
        or ""
    )
    label = named if _NEXT.fullmatch(named) else named.strip("<>«»‹›→·|[]【】()（）")
    if _NEXT.fullmatch(label) or element.attrib.get("rel") == NEXT:
        return NEXT
    if not label and re.search(
        r"(?:^|[\s_-])next", f"{element.attrib.get('class') or ''} {element.attrib.get('id') or ''}", re.I
    ):
        return NEXT
    if found := _NUMBER.fullmatch(label):
        return found[1] or found[2]
    return "" if label and _LAST.fullmatch(label) else None


_MORE = re.compile(r"(?:点击|加载|查看|显示|获取)?更多(?:内容|信息|数据|列表)?\W*|load\s*more\W*", re.I)


def adds_more(element: Selector) -> bool:
    """Whether a click adds the next page to a list that is not turned but grows: 加载更多 (load more)."""
    return bool(_MORE.fullmatch(plain(element.xpath("string()").get("")[:30] or element.attrib.get("value") or "")))


def is_page_of(target: str, first: str) -> bool:
    """Whether an address is that of a further page of the listing that begins at `first`.

    >>> first = "http://a.gov.cn/zwgk/nb/index.html"
    >>> [is_page_of(f"http://a.gov.cn/zwgk/nb/{name}", first) for name in ("index_2.html", "202401/t20240102_1.html")]
    [True, False]
    >>> is_page_of("http://a.gov.cn/nb/2.htm", "http://a.gov.cn/nb.htm")
    True
    >>> is_page_of("http://a.gov.cn/l.jsp?id=7&page=2", "http://a.gov.cn/l.jsp?id=7")
    True
    >>> is_page_of("http://a.gov.cn/l.jsp?id=8", "http://a.gov.cn/l.jsp?id=7")
    False
    """
    one, other = urlsplit(target), urlsplit(first)
    if one.path == other.path:
        mine, theirs = dict(parse_qsl(one.query)), dict(parse_qsl(other.query))
        differing = [name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name)]
        return bool(differing) and all(_PAGE_PARAMETER.fullmatch(name) for name in differing)
    stem = _stem(other.path)
    return one.path.startswith(stem) and bool(_REST.fullmatch(one.path[len(stem) :]))


def _is_beside(target: str, url: str) -> bool:
    """Whether an address lies in the folder of another, or below it: where a link that says "next page" is believed."""
    one, other = urlsplit(target), urlsplit(url)
    return one.path.startswith(other.path.rpartition("/")[0] + "/") or one.path == other.path


def _is_numbered(target: str, url: str, label: str) -> bool:
    """Whether a link with a number leads to a page that differs from another by this number alone, or that it names below it.

    >>> _is_numbered("http://a.gov.cn/list/5/2", "http://a.gov.cn/list/5/1", "2")
    True
    >>> _is_numbered("http://a.gov.cn/c/7f/pages/2.html", "http://a.gov.cn/c/7f/index.html", "2")
    True
    >>> _is_numbered("http://a.gov.cn/list/6/1", "http://a.gov.cn/list/5/1", "2")
    False
    """
    if not label.isdigit():
        return False
    one, other = urlsplit(target), urlsplit(url)
    mine, theirs = f"{one.path}?{one.query}", f"{other.path}?{other.query}"
    if re.sub(r"\d+", "0", mine) == re.sub(r"\d+", "0", theirs):
        pairs = zip(re.findall(r"\d+", mine), re.findall(r"\d+", theirs), strict=True)
        differing = [new for new, old in pairs if new != old]
        return len(differing) == 1 and differing[0] in {label, str(int(label) - 1)}
    folder, _, name = one.path.rpartition("/")
    first = other.path.rpartition("/")[0]
    is_below = folder == first or (first.count("/") > 1 and folder.startswith(f"{first}/"))
    return is_below and name.partition(".")[0] == label


def _stem(path: str) -> str:
    """What the addresses of a listing's pages have in common: its folder, or its name without the ending."""
    folder, _, name = path.rpartition("/")
    base = name.rpartition(".")[0] or name
    if not base or base.isdigit() or re.fullmatch(r"(?:index|default)(?:_\d+)?", base, re.I):
        return f"{folder}/"
    return f"{folder}/{base}"


def script_pages(selector: Selector, text: str, url: str, first: str, limit: int) -> list[Page]:
    """The pages that a pager's script counts; it is believed on the first page only, which names them all."""
    if same_page(url) != same_page(first):
        return []
    if call := _CALL.search(text):
        return _create_page(call[1], url, limit)
    if found := _VSB.search(text):
        folder = re.sub(r"\.\w+$", "", urlsplit(url).path)
        return [Page(urljoin(url, f"{folder}/{number}.htm")) for number in range(int(found[1]) - 1, 0, -1)][:limit]
    counted = _COUNT_PAGE.search(text)
    if counted and _CURRENT_PAGE.search(text):
        return _create_page(f"{counted[1]}, {_CURRENT_PAGE.search(text)[1]}", url, limit)  # type: ignore[index]
    return _located(selector, text, url, limit)


def _create_page(arguments: str, url: str, limit: int) -> list[Page]:
    """The pages of `createPageHTML` and its like, from what stands between its brackets."""
    values = [value.strip().strip("'\"") for value in arguments.split(",")]
    numbers = [index for index, value in enumerate(values[:-1]) if value.isdigit() and values[index + 1].isdigit()]
    if not numbers:
        return []
    at = numbers[0]
    pages, current = int(values[at]), int(values[at + 1])
    names = [value for value in values[at + 2 :] if re.fullmatch(r"[A-Za-z][\w.-]*", value)]
    own = urlsplit(url).path.rpartition("/")[2].rpartition(".")
    name = names[0] if names else own[0] or "index"
    ending = names[1] if len(names) > 1 else own[2] or "html"
    is_certain = at == 0 and current == 0
    last = pages - 1 if is_certain else pages
    return [
        Page(urljoin(url, f"{name}_{number}.{ending}"), not is_certain and number in {1, last})
        for number in range(1, min(last, limit) + 1)
    ]


def _located(selector: Selector, text: str, url: str, limit: int) -> list[Page]:
    """The pages of a function that sets `location` to a name with a number in it, where the page says how many there are."""
    pattern, total = _LOCATION.search(text), _total(text) or _highest(selector) or _counted(text)
    if not pattern or total < 2 or not re.search(r"(?:[/_=-]|^)$", pattern[1]):
        return []
    addresses = (urljoin(url, f"{pattern[1]}{number}{pattern[2] or ''}") for number in range(1, min(total, limit) + 1))
    return [Page(address, number in {1, total}) for number, address in enumerate(addresses, 1)]


class Shape(NamedTuple):
    """What the addresses of a listing's further pages may look like: `{page}` stands for the page's number, plus `shift`,
    or, where they count down, for the number of pages behind it.
    """

    template: str
    shift: int = 0
    down_from: int = 0

    def address(self, number: int) -> str:
        """The address of the `number`-th page, counted from 1."""
        counted = self.down_from + 1 - number if self.down_from else number + self.shift
        return self.template.replace("{page}", str(counted))


def page_shapes(selector: Selector, text: str, url: str, pages: int) -> list[Shape]:
    """The shapes that the second page of a listing may have, the likeliest first: by the names that the page's own forms and
    scripts have for a page's number, then by those that CMSes have. At most `SHAPES` of them.

    >>> [s.address(2) for s in page_shapes(Selector("<p>"), "", "http://a.gov.cn/nb/list.shtml", 3)][:3]
    ['http://a.gov.cn/nb/list_1.shtml', 'http://a.gov.cn/nb/list_2.shtml', 'http://a.gov.cn/nb/2.shtml']
    """
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    is_static = not name or bool(re.fullmatch(r"s?html?", ending, re.I))
    shapes = [*_shapes_of_forms(selector, url)]
    for parameter in dict.fromkeys(_SENT_PAGE.findall(text)):
        shapes.append(Shape(_with_parameter(url, parameter)))
    if is_static:
        endings = [ending] if ending else [*_endings(text), "html"]
        for end in dict.fromkeys(endings):
            first, below = stem or "index", f"{folder}/"
            shapes += [Shape(urljoin(url, f"{below}{first}_{{page}}.{end}"), shift) for shift in (-1, 0)]
            shapes.append(Shape(urljoin(url, f"{below}{{page}}.{end}")))
            if stem and not re.fullmatch(r"index|default|list", stem, re.I):
                shapes.append(Shape(urljoin(url, f"{below}{first}/{{page}}.{end}"), down_from=pages))
        shapes.append(Shape(_with_parameter(url, "page")))
    else:
        shapes += [Shape(_with_parameter(url, parameter)) for parameter in _PARAMETERS]
    return list(dict.fromkeys(shapes))[:SHAPES]


def _with_parameter(url: str, parameter: str) -> str:
    kept = [pair for pair in parse_qsl(urlsplit(url).query, keep_blank_values=True) if pair[0] != parameter]
    return f"{url.partition('?')[0]}?{urlencode(kept)}{'&' if kept else ''}{parameter}={{page}}"


def _shapes_of_forms(selector: Selector, url: str) -> Iterator[Shape]:
    """What a form sends by GET that has a field for the page's number."""
    for form in selector.xpath("//form[not(@method) or translate(@method,'GET','get')='get']"):
        fields = {
            name: field.attrib.get("value") or ""
            for field in form.xpath(".//input[@name]")
            if (name := field.attrib["name"] or "")
            and (field.attrib.get("type") or "text").lower() in {"hidden", "text", "number"}
        }
        number = next((name for name in fields if _PAGE_NUMBER.fullmatch(name)), None)
        action = web_url(form.attrib.get("action") or url, url)
        if number and action:
            sent = urlencode({name: value for name, value in fields.items() if name != number})
            query = "&".join(part for part in (urlsplit(action).query, sent) if part)
            yield Shape(f"{action.partition('?')[0]}?{query}{'&' if query else ''}{number}={{page}}")


def _endings(text: str) -> list[str]:
    """The ending that most addresses of a page have."""
    counted = Counter(re.findall(r"\bhref\s*=\s*['\"]?[^'\"\s>]*\.(s?html?)\b", text, re.I))
    return [ending for ending, _ in counted.most_common(1)]


def _total(text: str) -> int:
    """The number of pages that a page states, or that its pager's plugin is given, or 0."""
    found = _TOTAL.search(text)
    return int(next(filter(None, found.groups()))) if found else next((pages for pages, _ in plugin_pages(text)), 0)


def _counted(text: str) -> int:
    """The number of pages that follows from how many records a pager's script counts, and how many it shows; or 0."""
    count, size = _COUNT.search(text), _LIMIT.search(text)
    return -(-int(count[1]) // int(size[1])) if count and size and int(size[1]) else 0


def _highest(selector: Selector) -> int:
    """The highest number that a pager without addresses shows, or 0."""
    labels = (
        plain(anchor.xpath("string()").get(""))
        for anchor in selector.xpath("//a[not(@href) or starts-with(@href,'javascript')]")
    )
    return max((int(label) for label in labels if label.isdigit() and len(label) <= 3), default=0)
