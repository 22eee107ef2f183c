"""Sites on the portal system of Guangdong (NFCMS): `/content/post_N.html` beside a column's `index.html`.

What its pages look like, from public scrapers (of sz.gov.cn, gz.gov.cn, gdii.gd.gov.cn, lw.gov.cn) and from the
report URLs in the registry (gdsx, lw, gz, zs, yuexiu):

- columns: `/zwgk/zfxxgknb/index.html`, `/zwgk/zfxxgknb/`; pages `index_2.html`, `index_3.html`, the first being 1;
  `<a class="next" href="…/index_2.html">下一页</a>` with absolute addresses, in some templates a `createPageHTML` pager.
- articles: `/zwgk/zfxxgknb/content/post_8702140.html`, `mpost_8702140.html` in the mobile view, both for one page;
  the directory's articles `/gkmlpt/content/8/8702/post_8702140.html` are listed among them, sometimes with
  `?jump=false`.
- files: `/attachment/7/7813/7813682/10031492.pdf`; pictures stand below `/attachment/` or `/img/` too.
"""

from __future__ import annotations

import re
from typing import ClassVar

from crawlers.spiders.base import SiteSpider


class PostSpider(SiteSpider):
    """Guangdong's portals: `content/post_N.html` articles, `index_2.html` paging."""

    name = "post"

    layout: ClassVar[re.Pattern[str]] = re.compile(
        r"/?m?post_\d+\.html|NFCMS|/gkmlpt/|createPageHTML\(|index_\d+\.html", re.I
    )
    article: ClassVar[re.Pattern[str]] = re.compile(r"/m?post_\d+\.html?|/content/\d+\.html?$")
    listing: ClassVar[re.Pattern[str]] = re.compile(r"/(?:(?:index|list)\w*\.s?html?)?(?:\?.*)?$|/gkmlpt/")
    page_image: ClassVar[re.Pattern[str]] = re.compile(r"/attachment/|/img/|/picture/|/upload")
