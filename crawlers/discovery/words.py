"""What an anchor's text and an address promise: how near the page behind them is to a column of annual reports.

Sites name the same things alike, since the format of the platform is prescribed (国办公开办函〔2019〕61号: 政府信息公开指南,
政府信息公开制度, 法定主动公开内容, 政府信息公开年报). Addresses often spell the names by their initials: `zfxxgknb`,
`xxgkndbg`, `gknb`.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawlers.selection import plain, unbracketed, year_in

REPORTS, INSIDE, PLATFORM, OPENNESS, BODIES, BODY, HINT, OTHER, LEAST, NEVER = 100, 90, 75, 65, 60, 45, 40, 5, 3, 0
"""Worth of a page before it is seen: a column of reports, a part of one, the disclosure platform, open government, a list
of agencies, one agency, a hint in the address alone, anything else, notices of all kinds, what is certainly no way to a report."""

_REPORT_COLUMN = re.compile(
    r"(?:公开|公示).{0,6}(?:年报|年度.{0,4}(?:报告|总结|公报)|工作报告|年度工作|工作总结|情况报告)|年度(?:工作)?报告|(?<![0-9今去每])年报(?!名|考|批|价)|公开报告"
)
_REPORTS_ON_DISCLOSURE = re.compile(r"(?:政府|政务)?信息公开(?:工作)?(?:年报|年度(?:工作)?报告)")
_JOINED = re.compile(r"[和及与、/|·&,;]|以及")
_NOTICES = re.compile(r"通知|公告|公示|动态|新闻|文件")
_SITE_MAP = re.compile(r"网站地图|站点地图|站点导航|网站导航|sitemap", re.I)
_OTHER_COLUMN = re.compile(
    r"网站|网页|法治|依法行政|预算|决算|财政|审计|统计|资产|质量|环境|环保|政府工作报告|普法|责任报告|内部控制|安全生产|解读|图解"
    r"|一图|年鉴|企业|公司|社会组织|事业单位|法人|高校|学校|医院|绩效|提案|督查|信用|营商|就业|培训|申报|制度|办法|规定|条例|指南|申请|须知|计划"
    r"|规划|要点|总结会|新闻|动态|通知|政务服务|投诉|举报|问卷|调查|报表|搜索|登录|注册|无障碍|手机版|英文|繁体"
)
_PLATFORM = re.compile(r"政府信息公开|法定主动公开|主动公开内容|信息公开(?:目录|平台|专栏|专区|栏目)|公开目录|公开平台")
_OPENNESS = re.compile(r"信息公开|政务公开|政府公开|公开$|^公开")
_BODIES = re.compile(
    r"(?:部门|单位|机构|乡镇|镇街|街镇|镇乡|街道|镇办|区县|县区|县市|市县|市区|旗县|各地|苏木|科室)(?:.{0,4}(?:公开|年报|网站|导航|列表|目录|专栏))?$"
    r"|^(?:各|市|县|区|州|旗|省)?(?:市|县|区|州|旗|省)?(?:直|级|属|政府)*(?:部门|单位|机构|乡镇|镇街|街道)"
    r"(?!.{0,2}(?:职能|职责|设置|改革|编制|概况|简介|介绍|领导|预算|决算|文件|动态|人员|财务|收支|权责))"
)
_BODY = re.compile(
    r"(?:局|委|委员会|办|办公室|办公厅|厅|[一-鿿]部|院|署|镇|乡|街道|办事处|苏木|嘎查|[省市县区州旗镇乡民]政府|总队|支队|大队|管委会|管理处|联社|中心)$"
)
_NOT_A_BODY = re.compile(
    r"公开|目录|报告|新闻|动态|服务中心|办事(?!处)|互动|领导|会议|文件|政策|公示|公告|全部|内部|干部|局部|更多|信箱|热线"
)
_AGENCY_AHEAD = re.compile(r"^[一-鿿（）()]{1,20}?(?:局|委员会|委|办公室|厅|署)(?!长|部|面|限)")
_GENERIC = re.compile(r"^(?:更多|more|详细|查看|进入|点击).{0,4}$|^[>»+\[\]（）()·.…\s]*$", re.I)
_PART = re.compile(
    r"^(?:19|20)\d\d(?:年度?)?$|^(?:19|20)\d\d年度?.{0,12}(?:年报|报告)$|^(?:以前|往年|历年|更早|其他年).*$|本级|本机关"
    r"|^(?:.{0,4}政府|政府本级|政府办.{0,2})$"
)

_COLUMN_SEGMENT = re.compile(
    r"(?:xxgk|zwgk|gk|gz|nd|n)\w{0,6}(?:nb|ndbg|ndgzbg|gzbg|gznb|ndbb)\w{0,4}|^(?:nb|ndbg|gznb|nianbao|niandubaogao|ndgzbg)(?:\W|_|$)"
    r"|annual[-_]?reports?",
    re.I,
)
_PLATFORM_SEGMENT = re.compile(r"xxgk|zwgk|gkml|gkmlpt|fdzdgk|zfgk|disclosure|openness|opengov", re.I)
_NO_PAGE = re.compile(
    r"\.(?:css|jpe?g|png|gif|ico|svg|bmp|webp|mp[34]|avi|flv|swf|woff2?|ttf|exe|apk|zip|rar|7z|pdf|docx?|xlsx?|pptx?|wps|od[ts]|ofd|txt)$",
    re.I,
)
_ACTION = re.compile(
    r"/(?:search|login|logout|register|user|sso|count|stat|hits|captcha|print)\b|[?&](?:q|keyword|searchword)=", re.I
)


def _subject(text: str) -> str:
    """What a title is about, without the agency that it begins with: the reports of a 财政局 are no budgets. Of a title that names
    several things, all of them.

    >>> _subject("临澄县财政局政府信息公开年报"), _subject("市审计局"), _subject("企业服务中心政府信息公开年报")
    ('政府信息公开年报', '', '政府信息公开年报')
    """
    found = _REPORTS_ON_DISCLOSURE.search(text)
    if found and not re.search(r"网站|学校|医院", text):
        return text[found.start() :]
    return _AGENCY_AHEAD.sub("", text)


def is_report_column(title: str) -> bool:
    """Whether a title names a column of annual reports on disclosure.

    >>> [is_report_column(t) for t in ("政府信息公开年报", "政府网站工作年度报表", "法治政府建设年度报告", "年度报告")]
    [True, False, False, True]
    >>> is_report_column("公开制度与年报")
    True
    """
    text = plain(title)
    if not _REPORT_COLUMN.search(text):
        return False
    parts = [text, *_JOINED.split(text)] if len(text) <= 30 else [text]
    return any(_REPORT_COLUMN.search(part) and not _OTHER_COLUMN.search(_subject(part)) for part in parts)


def is_other_column(title: str) -> bool:
    """Whether a title names something else that is reported once a year, or no listing at all.

    >>> is_other_column("政府网站工作年度报表")
    True
    """
    return bool(_OTHER_COLUMN.search(_subject(plain(title))))


def is_body(title: str) -> bool:
    """Whether a title is that of an agency, as far as its ending says.

    >>> [is_body(title) for title in ("市教育局", "区政府", "城关街道办事处", "数字政府", "政务公开")]
    [True, True, True, False, False]
    """
    text = plain(title)
    return 2 <= len(text) <= 24 and bool(_BODY.search(text)) and not _NOT_A_BODY.search(text)


def is_part(title: str) -> bool:
    """Whether a title inside a column of reports names a part of it: a year, a kind of agencies, or one agency.

    >>> [is_part(title) for title in ("2023年", "部门年报", "市教育局", "领导之窗")]
    [True, True, True, False]
    """
    text = plain(title)
    if is_report_column(text) and year_in(text) is None:
        return True
    listed = unbracketed(text)
    return bool(_PART.search(listed) or _BODIES.search(listed)) or is_body(text)


def names_nothing(title: str) -> bool:
    """Whether a title says nothing about where it leads, so that the address has to."""
    return bool(_GENERIC.search(plain(title)))


def worth(title: str, url: str, *, above: int = 0) -> int:
    """How much a link promises, 0 to 100; `above` is the worth of the page that it stands on, for what it does not name.

    >>> worth("政府信息公开年报", "/col/col12/index.html")
    100
    >>> worth("政府网站年度报表", "/col/col13/index.html")
    0
    >>> worth("更多", "/zwgk/zfxxgknb/") > worth("更多", "/zwgk/zcwj/")
    True
    """
    parts = urlsplit(url)
    if _NO_PAGE.search(parts.path) or _ACTION.search(url):
        return NEVER
    text = plain(title)
    if is_report_column(text):
        return REPORTS
    if _SITE_MAP.search(text):
        return OPENNESS - 2
    if _OTHER_COLUMN.search(_subject(text)):
        return LEAST if _NOTICES.search(text) and len(text) <= 8 else NEVER
    if _PLATFORM.search(text):
        return PLATFORM
    if _BODIES.search(unbracketed(text)):
        return BODIES if above >= OPENNESS else BODIES - 10
    if _OPENNESS.search(text):
        return OPENNESS
    hint = _hint(f"{parts.path}?{parts.query}")
    if hint == REPORTS - 5:
        return hint
    if is_body(text):
        return BODY if above >= OPENNESS - 10 else BODY - 20
    if names_nothing(text):
        return max(hint, OTHER)
    return max(OTHER, hint // 2)


def _hint(address: str) -> int:
    segments = [segment for segment in re.split(r"[/?&=#]", address) if segment]
    if any(_COLUMN_SEGMENT.search(segment) for segment in segments[-3:]):
        return REPORTS - 5
    return HINT if any(_PLATFORM_SEGMENT.search(segment) for segment in segments) else 0


def plain_host(host: str) -> str:
    """The part of a host's name that its siblings share; the whole of an address.

    >>> plain_host("xxgk.heyuan.gov.cn"), plain_host("www.heyuan.gov.cn"), plain_host("10.1.2.3")
    ('heyuan.gov.cn', 'heyuan.gov.cn', '10.1.2.3')
    """
    labels = host.lower().rstrip(".").split(".")
    if all(label.isdigit() for label in labels):
        return host
    is_second_level = (
        len(labels) > 2
        and labels[-1] == "cn"
        and (labels[-2] in {"gov", "com", "org", "net", "edu", "ac"} or len(labels[-2]) == 2)
    )
    return ".".join(labels[-3:] if is_second_level else labels[-2:])
