"""Sites on VSB of 博达 (Boda): `.htm` columns that count their pages down, articles under `info`.

What its pages look like, from public scrapers (of tianshui.gov.cn and its bureaus, and of the universities that run
the same system) and from the report URLs in the registry (ccxi, tianshui, gnzrmzf):

- columns: `/zfxxgk/zfxxgknb.htm`, a year of it `/zfxxgk/zfxxgknb/a2024.htm`; dynamic ones
  `/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1021`.
- pages: the first is `nb.htm`, the second of 31 `nb/30.htm`, the last `nb/1.htm`; links `<span class="p_next
  p_fun"><a href="nb/30.htm">下页</a>`, older templates `<a class="Next">`; scripts
  `_simple_list_gotopage_fun(31,"u13_goto",2)`. Dynamic lists take `a2p=2` or `PAGENUM=2`.
- articles: `/info/1021/4471.htm`, `/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1021&wbnewsid=4471`; of the
  disclosure module `/xxgk_content.jsp?urltype=egovinfo.EgovInfoContent&wbtreeid=1001&indexcode=…`, or the same as a
  file, `/info/egovinfo/1001/xxgk_content/11530000-02_A/2019-0101001.htm`. Text in
  `#vsb_content` or `.v_news_content`.
- files: `/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=…`, with the file type in the link's
  text alone; PDF shown by `showVsbpdfIframe("/__local/2/30/25/….pdf", …)`; pictures `/__local/…`.
"""

from __future__ import annotations

import re
from typing import ClassVar

from crawlers.spiders.base import SiteSpider


class VsbSpider(SiteSpider):
    """博达 VSB: `info/N/N.htm` articles, `nb.htm` columns with `nb/2.htm` below them."""

    name = "vsb"

    layout: ClassVar[re.Pattern[str]] = re.compile(
        r"/?info/\d+/\d+\.htm|_simple_list_gotopage|/system/resource/|vsb|wbtreeid|Sitewidget|_sitegray|p_pages", re.I
    )
    article: ClassVar[re.Pattern[str]] = re.compile(
        r"/info/(?:\d+/\d+|egovinfo/\d+/.+)\.htm|\.jsp\?(?=.*(?:wbnewsid=\d|NewsContentUrl|EgovInfoContent|indexcode=))"
    )
    listing: ClassVar[re.Pattern[str]] = re.compile(r"\.html?$|list\w*\.jsp|wbtreeid=|/$")
    page_image: ClassVar[re.Pattern[str]] = re.compile(r"/__local/|/virtual_attach|/attach")
