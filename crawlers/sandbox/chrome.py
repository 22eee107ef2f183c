"""What stands around the text of a page: header, menus, breadcrumbs, related links, footer.

Families look different, as their templates do: 大汉 (hanweb) keeps the text in `#zoom` between its content comments, TRS in
`.TRS_Editor`, 博达 in `#vsb_content`, Guangdong's systems in `.article-content`, Epoint in `#infoContent`.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from crawlers.sandbox.places import Division

Family = Literal["hanweb", "trs", "gkmlpt", "vsb", "post", "epoint", "generic"]
Link = tuple[str, str]
"""Text and address."""

MENU_TITLES = ("首页", "要闻动态", "政务公开", "办事服务", "互动交流", "走进{place}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One page's place on its site: `related` links stand beside the text, `print_link` leads to the print view.

    `script` stands in the head of every page of some systems; `variant` chooses among a family's templates.
    """

    family: Family
    site_name: str
    division: Division
    menu: tuple[Link, ...]
    crumbs: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    print_link: str | None = None
    script: str = ""
    variant: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One page of text: `body` is HTML; `source` is who the CMS says has issued it."""

    title: str
    body: str
    published: str | None = None
    source: str | None = None


def page(article: Article, around: Surroundings, charset: str) -> str:
    """The whole HTML page of an article, `charset` being what its meta element declares."""
    build = {"hanweb": _hanweb_main, "trs": _trs_main}.get(around.family, _other_main)
    return _document(article, around, charset, build(article, around))


def _document(article: Article, around: Surroundings, charset: str, main: str) -> str:
    meta = ""
    if article.published:
        meta = (
            f'<meta name="ArticleTitle" content="{escape(article.title)}"/>\n'
            f'<meta name="PubDate" content="{article.published} 10:21"/>\n'
            f'<meta name="ContentSource" content="{escape(article.source or around.site_name)}"/>\n'
        )
    declared = (
        f'<meta charset="{charset}"/>'
        if around.family == "trs"
        else f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"/>'
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
{declared}
<meta name="SiteName" content="{escape(around.site_name)}"/>
{meta}<title>{escape(article.title)}_{escape(around.site_name)}</title>
<link rel="stylesheet" href="/css/site.css"/>
<script src="/js/site.js"></script>{around.script}
</head>
<body>
<div class="header"><h1 class="logo">{escape(around.site_name)}</h1>
<form action="/search" method="get"><input name="q" value=""/><input type="submit" value="搜索"/></form>
<ul class="nav">{_items(around.menu)}</ul></div>
{main}
{_footer(around)}
</body>
</html>
"""


def _hanweb_main(article: Article, around: Surroundings) -> str:
    dated = ""
    if article.published:
        dated = (
            f'<tr><td align="center">发布日期：{article.published}&nbsp;&nbsp;信息来源：{escape(article.source or "")}'
            "&nbsp;&nbsp;字体：[ 大 中 小 ]</td></tr>"
        )
    return f"""<div class="position">当前位置：{_crumbs(around)}</div>
<div class="main"><table id="c" width="100%" border="0" cellspacing="0" cellpadding="0">
<tr><td class="title" align="center">
<!--<$[标题名称(html)]>begin-->{escape(article.title)}<!--<$[标题名称(html)]>end--></td></tr>
{dated}
<tr><td class="bt_content"><div id="zoom"><!--<$[信息内容]>begin-->
{article.body}
<!--<$[信息内容]>end--></div></td></tr></table></div>
{_aside(around)}"""


def _trs_main(article: Article, around: Surroundings) -> str:
    dated = ""
    if article.published:
        dated = (
            f'<div class="info"><span>发布日期: {article.published}</span>'
            f'<span>信息来源: {escape(article.source or "")}</span><span class="share">【打印】【关闭】</span></div>'
        )
    return f"""<div class="crumbs">您的位置: {_crumbs(around)}</div>
<div class="article"><h2>{escape(article.title)}</h2>
{dated}
<div class="content"><div class="view TRS_UEDITOR trs_paper_default"><div class="TRS_Editor">
{article.body}
</div></div></div></div>
{_aside(around)}"""


_CONTENTS = {
    "vsb": (
        '<form name="_newscontent_fromname"><div id="vsb_content"><div class="v_news_content">',
        "</div></div></form>",
    ),
    "post": ('<div class="article-content" id="zoomcon">', "</div>"),
    "gkmlpt": ('<div class="content-wrap"><div class="article-content">', "</div></div>"),
    "epoint": ('<div class="ewb-info-content" id="infoContent">', "</div>"),
    "generic": ('<div class="con_main j-fontContent">', "</div>"),
}


def _other_main(article: Article, around: Surroundings) -> str:
    """The other families: a heading, a line of metadata in one of four manners, and the family's own wrapping of the text."""
    before, after = _CONTENTS[around.family]
    source, day = escape(article.source or ""), article.published
    manners = (
        f'<p class="explain"><em>发布时间：{day}</em><em>来源：{source}</em><em>浏览次数：<span id="hits"></span></em></p>',
        f'<table class="xxgk"><tr><td>索引号：</td><td>{around.division.code}-{day}</td><td>发布机构：</td><td>{source}</td></tr>'
        f"<tr><td>公开日期：</td><td>{day}</td><td>名称：</td><td>{escape(article.title)}</td></tr></table>",
        f'<div class="property"><span>{day} 10:21:00</span><span>文章来源：{source}</span></div>',
        f'<ul class="info"><li>【信息时间：{day}】</li><li>【字体：大 中 小】</li></ul>',
    )
    dated = manners[around.variant % 4] if day else ""
    heading = ("h1", "h2", "h3", "div")[around.variant % 4]
    return f"""<div class="location">当前位置：{_crumbs(around)}</div>
<div class="detail"><{heading} class="title">{escape(article.title)}</{heading}>
{dated}
{before}
{article.body}
{after}</div>
{_aside(around)}"""


def _aside(around: Surroundings) -> str:
    parts: list[str] = []
    if around.print_link:
        parts.append(f'<div class="tools"><a href="{around.print_link}">打印本页</a></div>')
    if around.related:
        parts.append(f'<div class="related"><h3>相关链接</h3><ul>{_items(around.related)}</ul></div>')
    return "\n".join(parts)


def _footer(around: Surroundings) -> str:
    place = around.division
    return f"""<div class="footer"><p>主办单位：{place.name}人民政府办公室　承办单位：{place.name}大数据中心</p>
<p>网站标识码：{place.code}0001　备案序号：澜ICP备{place.code}号-1　澜公网安备{place.code}02000001号</p>
<p>地址：{place.name}政务中心　邮编：{place.postcode}　联系电话：{place.area_code}-12345</p>
<p>您是第 1286{place.code[2:]} 位访客　建议使用1366*768分辨率浏览</p></div>"""


def _crumbs(around: Surroundings) -> str:
    return " &gt; ".join(f'<a href="{href}">{escape(text)}</a>' for text, href in around.crumbs)


def _items(links: tuple[Link, ...]) -> str:
    return "".join(f'<li><a href="{href}" title="{escape(text)}">{escape(text)}</a></li>' for text, href in links)
