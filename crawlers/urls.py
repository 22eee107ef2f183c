"""When two addresses are the same page: what is taken off before an address is asked for, and what is compared.

One report is linked in several ways: by http and https, with and without `index.html`, with a session id, with the mark
of a campaign or of the page that it was opened from, in its mobile view. It is asked for once.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_SESSION = re.compile(r";jsessionid=[^?#/]*", re.I)
_NO_MEANING = re.compile(
    r"(?:utm_\w+|jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|spm|jump|from_wap|ivk_sa|_t|timestamp)=[^&]*&?",
    re.I,
)
"""Parameters that say nothing of the page: campaigns, sessions, and the `jump` of Guangdong's portals."""

_DEFAULT_PORT = {"http": ":80", "https": ":443"}
_DEFAULT_PAGE = re.compile(r"/(?:index|default)\.(?:s?html?|jhtml|aspx?|jsp|php)$", re.I)
_MOBILE = re.compile(r"_wap(?=\.s?html?$)|(?<=/)m(?=post_\d+\.html?$)")
"""TRS writes `t20210120_1_wap.html` beside the page, the portals of Guangdong `mpost_1.html` beside `post_1.html`."""
_SLASHES = re.compile(r"(?<!:)/{2,}")


def clean_url(url: str) -> str:
    """Return a URL as it is requested and kept: without fragment, session id and other marks that say nothing of the page.

    >>> clean_url("http://x.gov.cn/a.jsp;jsessionid=AB12?id=1&utm_source=wx#top")
    'http://x.gov.cn/a.jsp?id=1'
    """
    parts = urlsplit(_SESSION.sub("", url.partition("#")[0].strip()))
    query = "&".join(part for part in parts.query.split("&") if part and not _NO_MEANING.fullmatch(part))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query if query != parts.query else parts.query, ""))


_CLASS = re.compile(r"#/?\d+$")


def same_listing(url: str) -> str:
    """Return what is equal for addresses that are one listing: some systems tell theirs by a number in the fragment.

    >>> same_listing("http://x.gov.cn/gkmlpt/index#721") == same_listing("http://x.gov.cn/gkmlpt/index#722")
    False
    """
    found = _CLASS.search(url)
    return same_page(url) + (found[0] if found else "")


def same_page(url: str) -> str:
    """Return what is equal for addresses that are one page.

    >>> same_page("https://X.gov.cn:443/nb/index.html") == same_page("http://x.gov.cn/nb/")
    True
    >>> same_page("http://x.gov.cn/t20210120_1_wap.html?jump=false") == same_page("http://x.gov.cn/t20210120_1.html")
    True
    """
    parts = urlsplit(clean_url(url))
    netloc = parts.netloc.lower().removesuffix(_DEFAULT_PORT.get(parts.scheme, "\0"))
    path = _DEFAULT_PAGE.sub("/", _MOBILE.sub("", quote(unquote(parts.path), safe="/%"))) or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{netloc}{_SLASHES.sub('/', path)}" + (f"?{query}" if query else "")


_STATE = re.compile(r"(?:^|&)(?:__(?!EVENTTARGET|EVENTARGUMENT)\w+|(?:javax|jakarta)\.faces\.ViewState)=[^&]*")


def without_state(sent: str) -> str:
    """What a form sends, without what a server wants back of the page that it has sent: that is another each time.

    >>> without_state("__EVENTTARGET=Pager&__EVENTARGUMENT=2&__VIEWSTATE=abc")
    '__EVENTTARGET=Pager&__EVENTARGUMENT=2'
    """
    return _STATE.sub("", sent)
