"""Which titles are those of annual reports, of the columns that hold them, and how the links of a page are read.

Generous on purpose: whether a page is an annual report on government information disclosure is decided by the
extraction, from the page itself. What is kept out are menus, other kinds of annual report, what is said about a report
(notices, interpretations), and other listings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from parsel import Selector

from crawlers.anchors import anchors_in
from crawlers.scripts import PageScripts
from crawlers.urls import clean_url

DOCUMENT_TYPES = frozenset({"pdf", "doc", "docx", "wps", "rtf", "ofd", "xls", "xlsx", "et", "odt", "ods", "zip", "rar"})
IMAGE_TYPES = frozenset({"jpg", "jpeg", "png", "bmp", "tif", "tiff"})

_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
_DISCLOSURE = re.compile(r"信[息思]公开|政务公开|政府公开")
_REPORT = re.compile(r"年报|报告|年度报|总结|工作告")
_ANNUAL = re.compile(r"年报|年度?.{0,12}报告|报告.{0,6}年度?|总结报告|年度?工作报告")
_CUT_SHORT = re.compile(r"信息公开.{0,6}(?:…|\.{2,})$")
_CUT_BEFORE = re.compile(r"20[012]\d年?(?:年?度)?(?:工作)?的?政府信(?:息公?)?(?:…|\.{2,})$")
_CUT = re.compile(r"(?:…|\.{2,})$")
_OTHER_REPORT = re.compile(
    r"法治|依法行政|预算|决算|财政|审计|统计公报|国有资产|质量|环境|政府工作报告|网站|新媒体|普法|统计|社会责任|内部控制|安全生产"
    r"|绩效|部门决|工作总结|述职|党建|双随机|营商|信用|人才|就业|企业|上市|慈善|社会组织|廉政"
)
_OTHER_DISCLOSURE = re.compile(
    r"(?:预决?算|决算|党务|校务|村务|厂务|财务|院务).{0,4}公开|(?:政府)?网站.{0,4}(?:工作)?年度|年度报表"
)
_ABOUT_A_REPORT = re.compile(
    r"解读|图解|图说|一图|看懂|读懂|指南|申请表|须知|制度|办法|规定|条例|目录|清单|要点|方案|考核|评估|测评|自查|整改|培训|会议|报表"
    r"|统计表|汇总表|上半年|半年|季度|月报|月份|流程|机构职能|问卷"
)
_NOTICE = re.compile(r"通知|通报|[的之]函$")
_CALLS_FOR_REPORTS = re.compile(r"编制|编写|编报|报送|做好|开展|填报|上报|撰写|征集|组织|进一步|准备|要求")
_NO_AGENCY = re.compile(
    r"(?:大学|学院|学校|中学|小学|医院)(?![路街城镇乡区社管])"
)  # a university's report is another one
_AGENCY_AHEAD = re.compile(
    r"^[\u4e00-\u9fff（）()·]{2,40}?(?:局|委|委员会|厅|办|办公室|署|处|中心|政府|镇|乡|苏木|街道|分局|队)(?=20|年|工作|政)"
)
_AGENCY = re.compile(
    r"^[\u4e00-\u9fff（）()·、]{1,28}(?:局|委|委员会|厅|办|办公室|署|处|院|中心|政府|镇|乡|街道|办事处|管委会|分局|队|社|会|站|所|馆|区|县|市|旗|州|盟"
    r"|苏木|嘎查|[支分]行|[残文妇侨]联|武装部)"
    r"(?:[（(][^（）()]{1,12}[）)])?$"
)
_KINDS = re.compile(r"各?[省市县区州旗盟乡镇街]{1,2}[（(][省市县区州旗盟乡镇街道场、及和]{1,9}[）)][市县区]?")
_AN_EVENT = re.compile(r"走进|开展|召开|举[办行]|活动(?!中心)|深入|启动|调研|慰问|主持")
"""What happens somewhere ends in the name of a place as well."""
_GROUP = re.compile(
    r"(?=.*(?:部门|单位|乡镇|镇街|镇乡|街道|街镇|县区|区县|市县|[市区县省州]直|[县市区省]级|直管|直属|园区|开发区|历年|往年|本级))"
    r"[各全省市区县乡镇街道州盟旗直属级垂管理驻派出园开发高新经济部门单位机构关工作组成人民政府办事处委局国有企业历往年本其他级、及和与（）()]{2,18}"
    r"(?:(?:政府信息|信息)?公开)?(?:工作)?(?:年报|年度报告)?"
)
_ONLY_A_YEAR = re.compile(
    r"(?:公开)?(20[012]\d)年?度?(?:(?:政府信息|信息|公开|工作|年度|的)*(?:年报|报告))?(?:全文|下载|查看)?"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Characters of no width, which editors leave in titles."""
_SHOWN = re.compile(r"(?:^|[?&])(?:file|url|src|pdf|path|filepath)=([^&#]+)", re.I)
_NO_PAGE = ("javascript:", "mailto:", "tel:", "data:", "#")
_NAME_PARAMETERS = ("filename", "file", "fileName", "name", "title", "path", "url", "attname", "filepath", "e")


def plain(text: str) -> str:
    """Return a title as it is compared: half width, without white space.

    >>> plain("２０２３年　政府信息 公开年报 ")
    '2023年政府信息公开年报'
    """
    return "".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def unbracketed(text: str) -> str:
    """A title without the brackets and commas that kinds of agencies are listed with.

    >>> unbracketed("县(市)区"), unbracketed("乡镇、街道")
    ('县市区', '乡镇街道')
    """
    return re.sub(r"[()（）、·\s]", "", text)


def year_in(text: str) -> int | None:
    """Return the first year from 2000 to 2029 in a title: for a report's title, the year it reports on.

    >>> year_in("青禾市教育局2023年政府信息公开工作年度报告")
    2023
    """
    found = _YEAR.search(unicodedata.normalize("NFKC", text))
    return int(found.group(1)) if found else None


def is_report_title(title: str) -> bool:
    """Whether a title reads like that of an annual report on government information disclosure.

    >>> is_report_title("青禾市2023年政府信息公开工作年度报告")
    True
    >>> is_report_title("2023年法治政府建设年度报告")
    False
    >>> is_report_title("政府信息公开指南")
    False
    """
    text = plain(title)
    if _ABOUT_A_REPORT.search(text) or (_NOTICE.search(text) and _CALLS_FOR_REPORTS.search(text)):
        return False
    if _OTHER_DISCLOSURE.search(text) or _NO_AGENCY.search(text):
        return False
    if _CUT_BEFORE.search(text):
        return True
    if _DISCLOSURE.search(text):
        return bool(_REPORT.search(text) or (_CUT_SHORT.search(text) and _YEAR.search(text)))
    if not (_YEAR.search(text) and _ANNUAL.search(text)):
        return False
    return not _OTHER_REPORT.search(_AGENCY_AHEAD.sub("", text))


def may_be_cut_report(title: str) -> bool:
    """Whether a title that is cut short with dots may go on as a report's: a year, and nothing that is of another matter.

    >>> [may_be_cut_report(title) for title in ("清河县教育局2016年政府...", "2016年政府预算…", "2016年政府")]
    [True, False, False]
    """
    text = plain(title)
    if not (_CUT.search(text) and _YEAR.search(text)):
        return False
    others = (_ABOUT_A_REPORT, _OTHER_DISCLOSURE, _NO_AGENCY, _NOTICE)
    return not any(other.search(text) for other in others) and not _OTHER_REPORT.search(_AGENCY_AHEAD.sub("", text))


def is_only_a_year(title: str) -> bool:
    """Whether a title says a year and no more than that it is a report: a tab, or a cell in a table of reports.

    >>> is_only_a_year("2023年度"), is_only_a_year("2023年报"), is_only_a_year("2023年财政预算")
    (True, True, False)
    """
    return bool(_ONLY_A_YEAR.fullmatch(plain(title)))


def names_agencies(title: str) -> bool:
    """Whether a title is nothing but the name of an agency, or of a group of them.

    >>> names_agencies("巴彦苏木"), names_agencies("县残联"), names_agencies("县（市、区）")
    (True, True, True)
    >>> names_agencies("市教育局"), names_agencies("各乡镇"), names_agencies("市直部门"), names_agencies("办事指南")
    (True, True, True, False)
    >>> names_agencies("普法宣传活动走进社区")
    False
    """
    text = plain(title)
    if _ABOUT_A_REPORT.search(text) or _AN_EVENT.search(text):
        return False
    return bool(_AGENCY.match(text)) or names_groups(text)


def names_groups(title: str) -> bool:
    """Whether a title is nothing but the name of a group of agencies.

    >>> names_groups("部门街镇"), names_groups("市直部门"), names_groups("市教育局")
    (True, True, False)
    """
    text = plain(title)
    return bool(_KINDS.fullmatch(text) or _GROUP.fullmatch(unbracketed(text)))


def names_agency_and_year(title: str) -> bool:
    """Whether a title is an agency's name and a year, and no more: a row of a table of reports, whose link says "view".

    >>> [names_agency_and_year(title) for title in ("市教育局 2023", "2023年度城关镇人民政府", "2023年市教育局会议")]
    [True, True, False]
    """
    text = plain(title)
    rest = re.sub(r"(?<!\d)20[012]\d(?!\d)年?度?", "", text)
    return rest != text and names_agencies(rest)


def names_a_report(title: str) -> bool:
    """Whether a title says in full whose annual report on disclosure it is, and of which year.

    >>> [names_a_report(title) for title in ("青禾市教育局2023年政府信息公开年报", "2023年政府信息公开年报")]
    [True, False]
    """
    rest = re.sub(r"20[012]\d|[年度的]|政府信息|信息|公开|工作|报告|年报", "", plain(title))
    return is_report_title(title) and year_in(title) is not None and len(rest) >= 3


def names_reports(title: str) -> bool:
    """Whether a title may be that of a column of annual reports, without saying whose or of which year.

    >>> names_reports("政府信息公开年报"), names_reports("部门年报"), names_reports("法治政府建设年报")
    (True, True, False)
    """
    text = plain(title)
    if _ABOUT_A_REPORT.search(text) or _OTHER_DISCLOSURE.search(text) or len(text) > 40:
        return False
    if _DISCLOSURE.search(text) and _REPORT.search(text):
        return True
    return bool(re.search(r"年报|年度报告", text)) and not _OTHER_REPORT.search(_AGENCY_AHEAD.sub("", text))


_OWN_DISCLOSURE = re.compile(r"(?:政府|政务|部门|单位|本级)?(?:信息|政务)公开(?:目录|平台|专栏|专区|专题|栏目)?")


def names_disclosure(title: str) -> bool:
    """Whether a title is that of an agency's pages of disclosure, among which its reports stand.

    >>> [names_disclosure(title) for title in ("政务公开", "信息公开目录", "政府信息公开指南", "政务公开工作会议")]
    [True, True, False, False]
    """
    return bool(_OWN_DISCLOSURE.fullmatch(plain(title)))


def file_type(url: str) -> str:
    """Return the file type that a URL names, in its path or in a download handler's parameter; "" for none.

    >>> file_type("http://x.gov.cn/module/download/downfile.jsp?classid=0&filename=2301.PDF")
    'pdf'
    >>> file_type("http://x.gov.cn/art/2024/1/2/art_1_2.html")
    'html'
    """
    parts = urlsplit(url)
    types = DOCUMENT_TYPES | IMAGE_TYPES
    for value in (value for key in _NAME_PARAMETERS for value in parse_qs(parts.query).get(key, ())):
        if (named := _suffix(value)) in types:
            return named
    return _suffix(parts.path)


def _suffix(path: str) -> str:
    name = unquote(path).rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


class Link(NamedTuple):
    """A link of a page: where it leads, without fragment and session id, and its title, as whole as the page gives it."""

    url: str
    title: str


def links_in(fragment: Selector, base: str, scripts: PageScripts | None = None) -> Iterator[Link]:
    """Yield the http links in a part of a page, those that a script opens on a click, and a list's choices, included.

    The title is the longest of the link's text, its `title` attributes and its picture's name; of a text that is cut short with
    dots, the attribute is the whole. Where a link says no more than "view" or "download", its row or line is the title, with the
    year that heads its column; of one that says "more" the heading that it follows.
    """
    for element, address in anchors_in(fragment, scripts):
        if url := web_url(address, base):
            yield Link(document_shown(url, base) or url, title_of(element))


_VAGUE = re.compile(
    r"(?:点击|在线)?(?:查看|浏览|预览|阅读|进入|下载|打开|详情|详细|全文|附件|原文|PDF|WORD|报告|年报|年度报告|公开年报)"
    r"(?:详情|全文|报告|年报|附件|原文)?", re.I
)  # fmt: skip
_MORE = re.compile(r"(?:查看|点击)?(?:更多|more)\W*", re.I)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_A_HEADING = 24
"""Characters: what is longer is no heading of a list."""
_DAY = re.compile(r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_NO_ENTRY = re.compile(r"(?<!\S)[-–—―/无]+(?!\S)")
"""What stands in the cells of a table for which there is no report."""
_ROW_NUMBER = re.compile(r"^\d{1,3}[.、\s]+(?=\D)")
_A_LINE = 120
"""Characters: what is longer is no line of a listing."""


def title_of(element: Selector) -> str:
    """The title of a link, as whole as the page gives it."""
    text = " ".join(element.xpath("string()").get("").split())
    named = element.xpath("descendant-or-self::*/@title | descendant::img/@alt").getall()
    whole = max((" ".join(title.split()) for title in named), key=len, default="")
    is_cut = bool(whole) and whole.startswith(text.rstrip("…."))
    title = whole if is_cut else max(text, whole, key=len)
    if _MORE.fullmatch(plain(title)):
        return heading_of(element, text) or title
    if not title or not _VAGUE.fullmatch(plain(title)):
        return title
    line = " ".join(element.xpath("ancestor::*[self::tr or self::li or self::dd or self::p][1]//text()").getall())
    around = _ROW_NUMBER.sub("", " ".join(_NO_ENTRY.sub(" ", _DAY.sub(" ", line)).split()))
    if len(around) <= _A_LINE and (year := _year_above(element)) and year_in(around) is None:
        around = f"{around} {year}"
    if not len(title) < len(around) <= _A_LINE:
        return title
    return around if "报" in title else " ".join(around.replace(title, " ").split())


def _year_above(element: Selector) -> str:
    """The year that heads the column of a table in which a link stands; "" where it stands in none."""
    cell = element.xpath("ancestor::*[self::td or self::th][1]")
    if not cell:
        return ""
    place = int(float(cell.xpath("count(preceding-sibling::td | preceding-sibling::th)").get("0"))) + 1
    head = cell.xpath(f"string(ancestor::table[1]/descendant::tr[1]/*[self::td or self::th][{place}])").get("")
    return plain(head) if is_only_a_year(head) else ""


def heading_of(element: Selector, text: str) -> str:
    """What stands beside a link whose `text` says no more than 更多 (more): the heading that it follows; "" where that is none."""
    for above in ("..", "../.."):
        around = element.xpath(f"string({above})").get("")
        if text and around.count(text) > 1:  # several links say no more than this one: each follows its own heading
            ahead = plain(element.xpath("preceding::text()[normalize-space()][1]").get(""))
            return ahead if _HAN.search(ahead) and len(ahead) <= _A_HEADING else ""
        beside = " ".join(around.replace(text, " ").split()) if text else ""
        if _HAN.search(beside):
            return beside if len(beside) <= _A_HEADING else ""
    return ""


def document_shown(url: str, base: str) -> str | None:
    """The document that a viewer's address carries; None for any other address.

    >>> document_shown("http://a.gov.cn/pdfjs/web/viewer.html?file=/files/a.pdf", "http://a.gov.cn/")
    'http://a.gov.cn/files/a.pdf'
    """
    for value in _SHOWN.findall(urlsplit(url).query):
        shown = web_url(unquote(value), base)
        if shown and file_type(shown) in DOCUMENT_TYPES and _is_page_of_a_viewer(url):
            return shown
    return None


def _is_page_of_a_viewer(url: str) -> bool:
    return bool(re.search(r"\.s?html?$|viewer|preview|pdfjs|online", urlsplit(url).path, re.I))


def web_url(href: str, base: str) -> str | None:
    """The address that a page at `base` means by `href`, or None when it is none of the web.

    >>> web_url("../b.html;jsessionid=AB#top", "http://a.gov.cn/x/y/a.html")
    'http://a.gov.cn/x/b.html'
    """
    href = href.strip()
    if not href or href.lower().startswith(_NO_PAGE):
        return None
    try:
        url = clean_url(urljoin(base, href))
        is_web = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:  # what stands in the page is no address: there is nothing to follow
        return None
    return url if is_web else None
