"""The calls by which a page's script fetches its listing: where the page is an empty shell, the endpoint behind it is
asked.

Each function reads a page, and the scripts of it, and returns what its script would ask for, or nothing. Evidence:

- 大汉 JPAAS: an attribute
  `querydata="{'webId':'…','pageId':'…','tplSetId':'…','tagId':'…','pageType':'column','parseType':'bulidstatic'}"`;
  `GET /api-gateway/jpaas-publish-server/front/page/build/unit?…&paramJson={"pageNo":2,"pageSize":"15"}` answers
  `{"data": {"html": …}}` (samr.gov.cn, miit.gov.cn, mohurd.gov.cn, hyj.yantai.gov.cn, hhtz.gov.cn).
- 大汉 disclosure module: `POST
  /module/xxgk/search.jsp?divid=div1229106886&infotypeId=K001C001&jdid=1756&area=…&currpage=2` answers HTML
  (zj.gov.cn, hangzhou.gov.cn, harbin.gov.cn, bl.gov.cn); older
  `…/jcms_files/jcms1/web1/site/zfxxgk/search.jsp?showsub=1&cid=43&jdid=1 &divid=div4869&currpage=2` (jsgs.gov.cn,
  nantong.gov.cn, hg.gov.cn).
- 大汉 TRUECMS: `GET …/messageController/getMessage.do?startrecord=1&endrecord=20&perpage=20&columnId=…&callback=cb`.
- 新点 Epoint: a site's `siteInfo = {"projectName": "/EWB-FRONT", "siteGuid": "…"}` stands in `/js/webBuilderCommon.js`.
  `POST …/rest/lightfrontaction/getgovinfolist` with JSON, flat (xz.gov.cn, sthj.fushun.gov.cn) or under `params`
  (yingkou.gov.cn), pages from 0; `POST …/rest/frontAppCustomAction/getPageInfoListNew` with a form field `params` of
  JSON (ggzyjy.weihai.cn, hnggzy.com); `GET …Action.action?cmd=getInfolist&categorynum=…&pageIndex=0` (cqggzy.com,
  jsggzy.jszwfw.gov.cn); `POST /inteligentsearch/rest/ esinteligentsearch/getFullTextDataNew` with JSON, `pn` being
  the offset (ggzyjy.sc.gov.cn, hebpr.cn).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

JSON_TYPE = "application/json;charset=UTF-8"
FORM_TYPE = "application/x-www-form-urlencoded; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Call:
    """One listing behind an endpoint. `{page}` and `{offset}` in address and body stand for what counts; `first` is page one.

    One that `is_guess` may answer with an error: the script may ask for anything.
    """

    url: str
    body: str | None = None
    content_type: str = FORM_TYPE
    first: int = 1
    size: int = 15
    is_guess: bool = False

    @property
    def is_paged(self) -> bool:
        """Whether its pages are asked for one by one."""
        return (self.address(0), self.arguments(0)) != (self.address(1), self.arguments(1))

    def arguments(self, number: int) -> dict[str, Any]:
        """What a request for the `number`-th page takes besides its address, counted from 0."""
        if self.body is None:
            return {}
        body = self._filled(self.body, number)
        return {"method": "POST", "body": body, "headers": {"Content-Type": self.content_type}}

    def address(self, number: int) -> str:
        """The address to ask for the `number`-th page, counted from 0."""
        return self._filled(self.url, number)

    def _filled(self, text: str, number: int) -> str:
        return text.replace("{page}", str(self.first + number)).replace("{offset}", str(number * self.size))


# ---- 大汉

_JPAAS = re.compile(r"/[\w/-]*jpaas-publish-server/front/page/build/unit")
_QUERY_DATA = re.compile(r"querydata\s*=\s*(\"[^\"]*\"|'[^']*')", re.I)
_JPAAS_NAMES = ("webId", "pageId", "parseType", "pageType", "tagId", "tplSetId", "editType")
_SEARCH = re.compile(r"[\w./:-]*(?:module/xxgk|zfxxgk)/search\.jsp(?:\?[^'\"\s<>]*)?")
_SEARCH_KEYS = ("infotypeId", "area", "cid", "divid")
_SEARCH_FIELDS = ("infotypeId", "jdid", "area", "divid", "standardXxgk", "isAllList")
_SENT = re.compile(r"\bdata['\"]?\s*:\s*['\"]([^'\"]*=[^'\"]*)['\"]|['\"]\s*,\s*['\"](\w+=[^'\"]*)['\"]")
_BESIDE = 400
"""Characters after an address within which a script says what it sends there."""
_TREE = re.compile(r"module/xxgk/(?:tree|search)\.jsp\?([^'\"\s<>]*)")
_TRUECMS = re.compile(r"[\w./:-]*messageController/getMessage\.do")


def jpaas_calls(text: str, url: str) -> Iterator[Call]:
    """The units of a JPAAS page that lists."""
    endpoint = _JPAAS.search(text)
    for found in _QUERY_DATA.findall(text):
        values = {name: _quoted(unescape(found[1:-1]), name) for name in _JPAAS_NAMES}
        if values["webId"] and values["pageId"]:
            path = endpoint[0] if endpoint else "/api-gateway/jpaas-publish-server/front/page/build/unit"
            query = urlencode({name: value for name, value in values.items() if value})
            pages = quote('{"pageNo":') + "{page}" + quote(',"pageSize":"15"}')
            yield Call(urljoin(url, f"{path}?{query}&paramJson={pages}"))


def search_calls(text: str, url: str) -> Iterator[Call]:
    """The searches of 大汉's disclosure module that a page's script or frame makes."""
    for match in _SEARCH.finditer(text):
        address, _, query = unescape(match[0]).partition("?")
        fields = dict(parse_qsl(query, keep_blank_values=True))
        if not any(fields.get(name) for name in _SEARCH_KEYS):  # what it looks for is sent beside the address
            sent = _SENT.search(text, match.end(), match.end() + _BESIDE)
            beside = dict(parse_qsl(unescape(sent[1] or sent[2]), keep_blank_values=True)) if sent else {}
            fields |= beside or {name: _quoted(text, name) or "" for name in _SEARCH_FIELDS}
        if any(fields.get(name) for name in _SEARCH_KEYS):
            fields = {name: value for name, value in fields.items() if name != "currpage"}
            sent = f"{urlencode(fields)}&currpage={{page}}"
            yield Call(f"{urljoin(url, address)}?{sent}", sent)


def truecms_calls(text: str, url: str) -> Iterator[Call]:
    """The listing of a TRUECMS page."""
    found, column = _TRUECMS.search(text), _quoted(text, "columnId") or _quoted(text, "columnid")
    if found and column:
        # the answer holds at most `perpage` records, and sites refuse more than 20
        query = f"startrecord={{start}}&endrecord={{end}}&perpage=20&columnId={column}&callback=cb"
        yield _Window(f"{urljoin(url, found[0])}?{query}", size=20)


class _Window(Call):
    """A call that names the first and last record of a page."""

    __slots__ = ()

    def _filled(self, text: str, number: int) -> str:
        return text.replace("{start}", str(number * self.size + 1)).replace("{end}", str((number + 1) * self.size))


# ---- 新点

_ENDPOINT = re.compile(
    r"['\"`]?((?:https?://[\w.:-]+)?/?[\w./-]*(?:rest/\w+/\w*(?:[Ii]nfo[Ll]ist|getFullTextData|[Pp]age[Ii]nfo)\w*|\w*\.action(?=\?cmd=)))(\?cmd=\w+)?"
)
_NO_LISTING = re.compile(r"login|captcha|oauth|token|attach|detail|visit|upload|user|hits?\b|Yzm", re.I)
_CATEGORY_IN_PATH = re.compile(r"/(\d{3,18})(?:/[\w.]*)?$")


def epoint_calls(text: str, url: str) -> list[Call]:
    """The listings that an Epoint page's script asks for; `text` is the page with its scripts. Empty where it names no category."""
    project, guid = _quoted(text, "projectName") or "", _quoted(text, "siteGuid") or ""
    category = _category(text, url)
    if not category:
        return []
    calls: list[Call] = []
    for address, command in _ENDPOINT.findall(text):
        if _NO_LISTING.search(address.rpartition("/")[2]):
            continue
        is_of_project = bool(re.match(r"/?(?:rest/|[\w.]+\.action$)", address))
        path = f"{project.rstrip('/')}/{address.lstrip('/')}" if is_of_project and project else address
        path = path if path.startswith(("http", "/")) else f"/{path}"
        calls.append(_epoint_call(urljoin(url, path), command, category, guid, url))
    if not calls and guid:
        path = f"{project.rstrip('/')}/rest/lightfrontaction/getgovinfolist"
        calls.append(replace(_epoint_call(urljoin(url, path), "", category, guid, url), is_guess=True))
    return list(dict.fromkeys(calls))


def _epoint_call(address: str, command: str, category: str, guid: str, url: str) -> Call:
    department = dict(parse_qsl(urlsplit(url).query)).get("deptcode", "")
    if address.endswith(".action"):
        query = {
            "categorynum": category,
            "siteguid": guid,
            "siteGuid": guid,
            "title": "",
            "deptcode": department,
            "pageSize": 15,
        }
        return Call(f"{address}{command}&{urlencode(query)}&pageIndex={{page}}", first=0)
    if "getFullTextData" in address:
        return Call(address, _full_text(category), JSON_TYPE, first=0, size=20)
    fields = {"deptcode": department, "categorynum": category, "pageIndex": "{page}", "pageSize": 20, "siteGuid": guid}
    if "lightfrontaction" in address:  # some sites read the fields themselves, some those under `params`
        return Call(address, _numbered({"token": "", "params": fields, **fields}), JSON_TYPE, first=0, size=20)
    fields |= {"categoryNum": category, "kw": "", "startDate": "", "endDate": ""}
    body = urlencode({"params": _numbered(fields), **fields}).replace("%7Bpage%7D", "{page}")
    return Call(address, body, first=0, size=20)


def _full_text(category: str) -> str:
    condition = {
        "fieldName": "categorynum", "equal": category, "notEqual": None, "equalList": None, "notEqualList": None, "isLike": True,
        "likeType": 2,
    }  # fmt: skip
    fields: dict[str, Any] = {
        "token": "", "pn": "{offset}", "rn": 20, "sdt": "", "edt": "", "wd": "", "inc_wd": "", "exc_wd": "", "fields": "title",
        "cnum": "", "sort": '{"webdate":"0","id":"0"}', "ssort": "title", "cl": 500, "terminal": "", "condition": [condition],
        "time": None, "highlights": "", "statistics": None, "unionCondition": None, "accuracy": "", "noParticiple": "1",
        "searchRange": None, "noWd": True,
    }  # fmt: skip
    return _numbered(fields)


def _numbered(fields: dict[str, Any]) -> str:
    """The JSON of a request's fields, with page and offset as numbers."""
    return re.sub(r'"(\{(?:page|offset)\})"', r"\1", json.dumps(fields, ensure_ascii=False))


def _category(text: str, url: str) -> str:
    """The number of the category that a page shows: in its address, its script or its path."""
    parts = urlsplit(url)
    query = {name.lower(): value for name, value in parse_qsl(parts.query)}
    stated = (
        query.get("categorynum")
        or query.get("category")
        or _quoted(text, "categoryNum")
        or _quoted(text, "categorynum")
    )
    if stated and stated.isdigit():
        return stated
    found = _CATEGORY_IN_PATH.search(parts.path)
    return found[1] if found and len(found[1]) % 3 == 0 else ""


# ---- Guangdong's directory platform

_SID = re.compile(r"\bSID['\"]?\s*[:=]\s*['\"]?(\d+)")


def gkmlpt_call(address: str, class_id: str, sid: str) -> Call:
    """The listing of one class of a gkmlpt directory, `address` being that of any page of it."""
    root = address.partition("/gkmlpt")[0]
    return Call(f"{root}/gkmlpt/api/all/{class_id}?page={{page}}&sid={sid}", size=100)


def gkmlpt_site(text: str) -> str | None:
    """The number of the directory's site, which its page's script holds."""
    found = _SID.search(text)
    return found[1] if found else None


# ---- Any address

_PAGED = re.compile(r"(?<=[?&])(\w*page(?:no|num|index|number|_no)?|p|pn|current)=(\d+)(?=&|$)", re.I)


def paged_call(url: str) -> Call:
    """The call that an address stands for: where it names a page, for that page and those behind it.

    >>> paged_call("http://a.gov.cn/api/list?id=5&pageNo=1").address(1)
    'http://a.gov.cn/api/list?id=5&pageNo=2'
    """
    found = _PAGED.search(url)
    return Call(_PAGED.sub(r"\1={page}", url, count=1), first=int(found[2]), is_guess=True) if found else Call(url)


def _quoted(text: str, name: str) -> str | None:
    """The value that a script gives a name: `siteGuid":"…"`, `columnId:'…'`, `sid = 5`; a quoted one before a variable's name."""
    for value in (r"'([^']*)'", r'"([^"]*)"', r"([\w.-]+)"):
        found = next((stated for stated in re.findall(rf"\b{name}['\"]?\s*[:=]\s*{value}", text) if stated), None)
        if found:
            return found
    return None
