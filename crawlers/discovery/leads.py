"""Where a page leads: its links, frames, drop-down lists and refreshes, and the menus that its scripts fill in.

Nothing is run. A menu that a script holds is read from the script's text; one that it asks a server for, from the addresses
that the script names and from the JSON that comes back. Addresses that a script puts together from a record's key
(`'/list/' + item.id + '.html'`) are put together alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, Literal, NamedTuple, cast
from urllib.parse import urljoin, urlsplit

from parsel import Selector
from scrapy.http import HtmlResponse, TextResponse
from scrapy.utils.response import get_base_url

from crawlers.anchors import anchors_in, unread_in
from crawlers.discovery.words import HINT, is_part, names_nothing, worth
from crawlers.scripts import PageScripts, scripts_of
from crawlers.scripts.templates import Template, addresses
from crawlers.scripts.written import objects_in, tuples_in
from crawlers.selection import clean_url, heading_of, is_only_a_year, names_agencies, plain

Kind = Literal["link", "frame", "refresh", "script", "data", "sitemap"]

LEADS_A_PAGE = 3000
"""A portal's largest pages have some thousand links."""
_FEW_LINKS = 4
"""A page with fewer links than this is a splash or a shell, and what its scripts name is where it leads."""
_LONGEST_TITLE = 120
_LEVELS, _BESIDE = 4, 40
"""Elements around a link, and siblings of each, in which its label is looked for."""
_SHORT_TITLE = 24
"""Characters of a heading beside a link that says 更多."""

_HAN = re.compile(r"[一-鿿]")
_LOCATION = re.compile(r"location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*[\"']([^\"']+)[\"']")
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'>\s]+)", re.I)
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,600}?\bhref\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]{1,600})[^<>]{0,600}>((?:[^<]|<(?!a\b)(?!/a>)){0,2000})</a>",
    re.I,
)
_TITLE = re.compile(r"^<a\b[^>]*?\btitle\s*=\s*[\"']([^\"']*)", re.I)
_DATA_FILE = re.compile(r"[\"'`]([^\"'`\s]{1,600}\.json(?:\?[^\"'`]{0,600})?)[\"'`]")
_VALUE = re.compile(r"[\w'\"\]]\s*[:=]\s*(?=\[\s*\{|\{\s*\")")
_VALUES = 60
_DIRECTORY = "/gkmlpt/"
NO_MENU_SCRIPT = re.compile(
    r"jquery|bootstrap|swiper|echarts|vue|react|layui|layer|polyfill|min\.js|slide|share|player|stat|analytics|hm\.js|wza|video|ckeditor",
    re.I,
)
_MENU_SCRIPT = re.compile(
    r"nav|menu|column|channel|catalog|tree|dept|xxgk|zwgk|head|top|left|site|index|main|app|common|config|data", re.I
)
_NAMES = (
    "name",
    "title",
    "text",
    "label",
    "displayname",
    "channelname",
    "columnname",
    "catename",
    "categoryname",
    "mc",
    "caption",
)
_PARENTS = ("pId", "pid", "parentId", "parentid", "parent", "parent_id", "PID", "fid")
_ADDRESSES = (
    "url",
    "href",
    "link",
    "path",
    "src",
    "linkurl",
    "pageurl",
    "channelurl",
    "address",
    "route",
    "jumpurl",
    "infourl",
)


class Lead(NamedTuple):
    """One way on from a page: where to, what it is called, how it is come by, and among which others it stands.

    `label` is what stands above or before the links among which it is, where its own name says no more than whose or when.
    """

    url: str
    title: str
    kind: Kind = "link"
    group: str = ""
    label: str = ""


def leads_of(response: TextResponse, templates: Iterable[Template] = (), loaded: str = "") -> list[Lead]:
    """The ways on from a page, script or JSON answer, each address once, with the longest name that it has there.

    `templates` are how scripts make addresses of records, `loaded` the scripts that a page may have loaded.
    """
    found: dict[str, Lead] = {}
    base = get_base_url(response)
    for lead in _all(response, list(templates), loaded):
        if not (url := _web_address(base, lead.url)):
            continue
        title = " ".join(lead.title.split())[:_LONGEST_TITLE]
        known = found.get(url)
        if known is None and len(found) >= LEADS_A_PAGE:
            break
        if known is None or len(known.title) < len(title):
            kept = known or lead
            found[url] = Lead(url, title, kept.kind, kept.group, kept.label or lead.label)
        elif lead.label and not known.label:
            found[url] = known._replace(label=lead.label)
    return list(found.values())


def _all(response: TextResponse, templates: list[Template], loaded: str) -> Iterator[Lead]:
    if _DIRECTORY in response.url:  # a directory's page shows the class whose number stands behind `#`
        templates = [Template(f"{response.url.partition('#')[0]}#", "id", ""), *templates]
    text = response.text.lstrip("﻿ \r\n\t")
    if text[:1] in "{[" and (records := _json(text)) is not None:
        yield from _from_json(records, templates)
    elif text[:1] != "<":
        yield from _from_script(text, "script", templates)
        yield from _asked(PageScripts(text, response.url))
    else:
        yield from _from_html(response.selector, scripts_of(response.url, response.selector, loaded), templates)


def unread_clicks(response: TextResponse, loaded: str) -> int:
    """How many clicks of a page may be a way to reports, and lead nowhere that its own scripts say."""
    if not isinstance(response, HtmlResponse):
        return 0
    scripts = scripts_of(response.url, response.selector, loaded)
    return sum(worth(_title(element), "") >= HINT for element in unread_in(response.selector, scripts))


def _from_html(page: Selector, scripts: PageScripts, templates: list[Template]) -> Iterator[Lead]:
    links = 0
    for refresh in page.xpath("//meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content").getall():
        if target := _REFRESH.search(refresh):
            yield Lead(target[1], "", "refresh")
    for part in (page, scripts.written):
        for element, address in anchors_in(part, scripts) if part is not None else ():
            links += element.root.tag != "option"
            title = _title(element)
            yield Lead(address, title, "link", _group(element), _label(element) if _says_whose_or_when(title) else "")
    for source in page.xpath("//script/@data-main").getall():
        yield Lead(source, "", "script")
    for source in [*page.xpath("//iframe/@src|//frame/@src|//iframe/@data-src").getall(), *scripts.frames()]:
        yield Lead(source.strip(), "", "frame")
    if links < _FEW_LINKS:
        for script in page.xpath("//body/@onload").getall():
            yield from (Lead(address, "", "refresh") for address in _LOCATION.findall(script))
    yield from _asked(scripts)
    for number, script in enumerate(page.xpath("//script")):
        source = (script.attrib.get("src") or "").strip()
        name = source.partition("?")[0].rpartition("/")[2]
        if source and not NO_MENU_SCRIPT.search(name) and _MENU_SCRIPT.search(name):
            yield Lead(source, "", "script")
        elif not source:
            text = script.xpath("string()").get("")
            yield from _from_script(text, f"script{number}", templates)
            if links < _FEW_LINKS:
                yield from (Lead(address, "", "refresh") for address in _LOCATION.findall(text))


def _from_script(text: str, group: str, templates: list[Template]) -> Iterator[Lead]:
    """Links that a script writes, records that it holds, and addresses that it asks."""
    if not text.strip():
        return
    plainer = text.replace('\\"', '"').replace("\\'", "'").replace("\\/", "/")
    for anchor in _ANCHOR.finditer(plainer):
        if re.search(r"['\"]\s*\+|\+\s*['\"]|\$\{|\{\{", anchor[0]):
            continue  # put together from records, which `templates_in` reads
        inside, named = re.sub(r"<[^>]*>", "", anchor[2]), _TITLE.search(anchor[0])
        yield Lead(unescape(anchor[1]), unescape(max(inside, named[1] if named else "", key=len)), "link", group)
    records = list(objects_in(text))
    above = {record["id"]: _name_in(record) for record in records if "id" in record}
    for record in records:
        label = next((above[record[key]] for key in _PARENTS if record.get(key) in above), "")
        yield from (lead._replace(label=label) for lead in _from_record(record, templates, group))
    names: dict[str, str] = {}
    for words, name, address in tuples_in(text):
        names |= {words[0]: name} if words else {}
        if address:
            label = next((names[word] for word in words[1:2] if word in names), "")
            yield Lead(address, name, "link", group, label if _says_whose_or_when(name) else "")
    for value in _values_in(text):
        yield from _from_json(value, templates)
    for address in _DATA_FILE.findall(text):
        if "${" not in address:
            yield Lead(address, "", "data")


def _asked(scripts: PageScripts) -> Iterator[Lead]:
    """What scripts ask their server for by GET: a menu may come back."""
    for call in scripts.calls():
        if call.body is None:
            yield Lead(call.address(0), "", "data")


def _from_json(value: Any, templates: list[Template], depth: int = 0, label: str = "") -> Iterator[Lead]:
    if depth > 12:
        return
    if isinstance(value, list):
        for item in cast(list[Any], value):
            yield from _from_json(item, templates, depth + 1, label)
    elif isinstance(value, dict):
        record = cast(dict[str, Any], value)
        flat = {
            name: str(item)
            for name, item in record.items()
            if isinstance(item, (str, int)) and not isinstance(item, bool)
        }
        named = list(_from_record(flat, templates, f"json{depth}"))
        yield from (lead._replace(label=label) if _says_whose_or_when(lead.title) else lead for lead in named)
        name = _name_in(flat) or label
        for item in record.values():
            if isinstance(item, (dict, list)):
                yield from _from_json(item, templates, depth + 1, name)
            elif isinstance(item, str) and "<a " in item:
                yield from _from_script(item, f"json{depth}", templates)


def _from_record(record: dict[str, str], templates: Iterable[Template], group: str) -> Iterator[Lead]:
    """The link that a record stands for: its first name in Chinese, and its address or the one that a script makes of it."""
    lower = {name.lower().replace("_", ""): value for name, value in record.items()}
    name = _name_in(record)
    name = name or next((value for value in record.values() if _HAN.search(value) and len(value) <= _LONGEST_TITLE), "")
    if not name:
        return
    address = next((lower[key] for key in _ADDRESSES if _is_address(lower.get(key, ""))), "")
    if not address:
        address = next((value for value in record.values() if _is_address(value)), "")
    if address:
        yield Lead(address, name, "link", group)
        return
    for address in addresses({key.lower(): value for key, value in record.items()}, list(templates)):
        yield Lead(address, name, "link", group)


def _name_in(record: dict[str, str]) -> str:
    lower = {name.lower().replace("_", ""): value for name, value in record.items()}
    return next((lower[key] for key in _NAMES if _HAN.search(lower.get(key, ""))), "")


def _is_address(value: str) -> bool:
    return (
        bool(
            re.match(r"(?:https?://|\.{0,2}/)[^\s<>]*$", value)
            or re.match(r"[\w./-]+\.(?:s?html?|jspx?|aspx?|php|do)(?:\?\S*)?$", value)
        )
        and value != "/"
    )


def _title(element: Selector) -> str:
    """What a link is called: its text or title, its picture's, or, where that is only 更多 (more), what stands beside it."""
    text = " ".join(element.xpath("string()").get("").split())
    named = " ".join((element.attrib.get("title") or "").split())
    if not text and not named:
        named = element.xpath("@alt|.//img/@alt|.//img/@title").get("") or ""
    title = max(text, named, key=len) if len(text) <= _LONGEST_TITLE else named or text[:_LONGEST_TITLE]
    if not names_nothing(title):
        return title
    return heading_of(element, text) or title


def _says_whose_or_when(title: str) -> bool:
    return len(title) <= _SHORT_TITLE and (is_part(title) or is_only_a_year(title) or names_agencies(title))


def _label(element: Selector) -> str:
    """The nearest text before a link, or before one of the lists that it stands in, that is no link itself."""
    node = element.root
    for _ in range(_LEVELS):
        for number, before in enumerate(node.itersiblings(preceding=True)):
            if number >= _BESIDE:
                break
            if isinstance(before.tag, str) and (text := _own_text(before)):
                return text
        above = node.getparent()
        if above is None or above.tag == "body":
            break
        if (text := plain(above.text or "")) and _HAN.search(text) and len(text) <= _SHORT_TITLE:
            return text
        node = above
    return ""


def _own_text(element: Any) -> str:
    """The text of a heading or a label; "" for what is a link, holds links, or says nothing."""
    links = element.xpath(
        "descendant-or-self::a[@href][not(starts-with(@href,'#') or starts-with(@href,'javascript'))]"
    )
    text = plain(element.tail or "") if links else plain("".join(element.itertext()))
    return text.strip(":：") if _HAN.search(text) and len(text) <= _SHORT_TITLE else ""


def _group(element: Selector) -> str:
    """The elements that a link stands in, without their order: links of one list have the same."""
    parts: list[str] = []
    node = element.root
    for _ in range(5):
        node = node.getparent()
        if node is None or not isinstance(node.tag, str) or node.tag == "body":
            break
        parts.append(
            f"{node.tag}.{node.get('class') or ''}#{node.get('id') or '' if node.tag not in {'li', 'td', 'tr'} else ''}"
        )
    return "/".join(parts)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # not JSON after all, whatever it begins with
        return None


def _values_in(text: str) -> Iterator[Any]:
    """The JSON values that a script gives its names: nested menus, which no pattern reads."""
    decoder = json.JSONDecoder()
    end = 0
    for number, found in enumerate(_VALUE.finditer(text)):
        if number >= _VALUES:
            return
        if found.end() < end:
            continue
        try:
            value, end = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError):  # a script's own notation, or nothing of the kind
            continue
        yield value


def _web_address(base: str, address: str) -> str | None:
    address = unescape(address.strip())
    if not address or address.startswith("#") or re.match(r"(?!https?:)[a-z]+:", address, re.I):
        return None
    try:
        url = urljoin(base, address)
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:  # what stands in the page is no address
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return url if "#" in url and _DIRECTORY in url else clean_url(url)


def title_parts(page: Selector) -> list[str]:
    """The parts of a page's title: what the page is called, the column, the site, in whichever order."""
    title = page.xpath("//title/text()").get("") or ""
    return [part for part in map(plain, re.split(r"\s*[-_|—–>»]+\s*", title.strip())) if part]


def breadcrumb(page: Selector) -> str:
    """The text after 当前位置 (you are here), or an empty one."""
    found = page.xpath("//*[contains(text(),'当前位置') or contains(text(),'所在位置') or contains(text(),'您的位置')]")
    return plain(found[0].xpath("string(..)").get(""))[:200] if found else ""
