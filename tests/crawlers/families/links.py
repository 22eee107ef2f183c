"""Families whose listings are pages of links: 博达 (vsb), 广东 (post), TRS, and any other site.

The webs are written by hand after the pages that each spider's docstring names.
"""

from __future__ import annotations

from tests.crawlers.families.case import PDF, Case, answer, items, page, reports
from tests.crawlers.web import Answer, report, title


def vsb_counts_down() -> Case:
    """Three pages: `nb.htm`, `nb/2.htm`, `nb/1.htm`; a year below the column; a file that its link's text alone names."""
    paths = {f"/info/1021/{number}.htm": title(number) for number in range(1, 6)}
    listed = list(paths.items())
    attach = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=77"

    def links(first: int, last: int, up: str) -> str:
        return items({up + path[1:]: text for path, text in listed[first:last]})

    pager = "<span class='p_pages'><span class='p_no_d'>{0}</span><span class='p_next p_fun'><a href='{1}'>下页</a></span></span>"
    return Case(
        "vsb",
        "/zfxxgk/nb.htm",
        {
            "/zfxxgk/nb.htm": page(
                links(0, 2, "../") + pager.format(1, "nb/2.htm") + "<a href='nb/a2016.htm'>2016年</a>"
            ),
            "/zfxxgk/nb/2.htm": page(links(2, 4, "../../") + pager.format(2, "1.htm") + "<a href='../nb.htm'>1</a>"),
            "/zfxxgk/nb/1.htm": page(links(4, 5, "../../") + "<a href='2.htm'>上页</a>"),
            "/zfxxgk/nb/a2016.htm": page(items({"../../info/1021/99.htm": "2016年度"})),
            "/info/1021/99.htm": report(99, 2016),
            **reports(paths),
            "/info/1021/1.htm": report(1, text=f"附件【<a href='{attach}'>年度报告.docx</a>】"),
            "/info/1021/2.htm": page("<script>showVsbpdfIframe('/__local/2/30/25/a.pdf','100%','600')</script>"),
            attach: Answer(b"PK", headers={"Content-Type": "application/octet-stream"}),
            "/__local/2/30/25/a.pdf": PDF,
        },
        [*paths, "/info/1021/99.htm"],
        [attach, "/__local/2/30/25/a.pdf"],
    )


def vsb_dynamic() -> Case:
    column = "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1021"
    one = "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1021&wbnewsid=1"
    two = "/xxgk_content.jsp?urltype=egovinfo.EgovInfoContent&wbtreeid=1021&indexcode=XX-2023-1"
    second = "/list.jsp?a2t=2&a2p=2&a2c=10&urltype=tree.TreeTempUrl&wbtreeid=1021"
    return Case(
        "vsb",
        column,
        {
            column: page(items({one[1:]: title(1)}) + f"<a class='Next' href='{second}'>下页</a>"),
            second: page(items({two[1:]: title(2)})),
            one: report(1),
            two: report(2),
        },
        [one, two],
    )


def post_columns() -> Case:
    """A portal of Guangdong: pages from 2 on, the mobile view beside the page, and a column for each agency."""
    base = "/zwgk/nb/"
    paths = {f"{base}content/post_{number}.html": title(number) for number in (11, 12, 13)}
    eleven, twelve, thirteen = paths
    other = "/gkmlpt/content/8/8702/post_8702140.html"
    return Case(
        "post",
        base,
        {
            base: page(
                items({eleven: title(11), eleven.replace("post", "mpost"): title(11)})
                + "<a href='index_2.html' class='next'>下一页</a><a href='index_2.html'>2</a><a href='/zwgk/nb/jyj/'>市教育局</a>"
            ),
            f"{base}index_2.html": page(items({twelve: title(12), f"{other}?jump=false": title(14)})),
            f"{base}jyj/": page(items({thirteen: title(13), other: title(14)})),
            **reports(paths),
            f"{other}": report(14),
        },
        [*paths, other],
        never=(eleven.replace("post", "mpost"),),
    )


def trs_tree() -> Case:
    """Years, below each kinds of agencies, below them the reports; a year that is a report; a menu that does not count."""
    base = "/zfxxgk/zfxxgknb/"
    one, two, three, four = (
        f"{base}2022n/jd/202301/t20230120_1.html",
        f"{base}2023n/jd/xh/202401/t20240120_2.html",
        f"{base}2023n/bm/202401/t20240120_3.shtml",
        f"{base}202101/t20210120_4.html",
    )
    menu = "<a href='/zfxxgk/'>政府信息公开</a><a href='/zfxxgk/zfxxgkzn/'>政府信息公开指南</a>"
    menu += "<a href='/fzzf/nb/'>法治政府建设年报</a>"
    return Case(
        "trs",
        f"{base}index.html",
        {
            f"{base}index.html": page(
                menu
                + items({"./2023n/": "2023年", "./2022n/": "2022年度", "./202101/t20210120_4.html": "2020年"})
                + "TRS_x"
            ),
            f"{base}2023n/": page(menu + items({"jd/": "街道办事处", "bm/": "区政府部门"})),
            f"{base}2022n/": page(menu + items({"jd/index.html": "各街道"})),
            f"{base}2022n/jd/index.html": page(items({"./202301/t20230120_1.html": title(1, 2022)})),
            f"{base}2023n/jd/": page(items({"xh/": "杏花街道"})),
            f"{base}2023n/jd/xh/": page(items({"202401/t20240120_2.html": "杏花街道"})),
            f"{base}2023n/bm/": page(
                items({"202401/t20240120_3.shtml": "教育局", "202401/t20240120_3_wap.shtml": "教育局"})
            ),
            one: report(1, 2022),
            two: report(2),
            three: report(3),
            four: report(4, 2020),
        },
        [one, two, three, four],
        never=("/fzzf/nb/", "/zfxxgk/zfxxgkzn/", three.replace(".shtml", "_wap.shtml")),
    )


def trs_stubs() -> Case:
    """The column and a report are no more than scripts that lead on; the column shows the latest report in place of a list."""
    latest = report(9, text="本年新收政府信息公开申请数量 0 结转下年度继续办理 0")
    older = "<a href='./202301/t20230120_1.html'>2022年</a>"
    return Case(
        "trs",
        "/nb/",
        {
            "/nb/": "<html><script>window.location.href='./new/index.html';</script></html>",
            "/nb/new/index.html": latest.replace("</body>", older + "<!-- TRS_ --></body>"),
            "/nb/new/202301/t20230120_1.html": "<meta http-equiv='refresh' content='0;url=t20230121_2.html'>",
            "/nb/new/202301/t20230121_2.html": report(
                1, 2022, text="<iframe src='/pdfjs/web/viewer.html?file=/files/nb.pdf'></iframe>"
            ),
            "/files/nb.pdf": PDF,
        },
        ["/nb/new/index.html", "/nb/new/202301/t20230121_2.html"],
        ["/files/nb.pdf"],
    )


def generic_anhui() -> Case:
    """A table of agencies and years, whose cells say a year; documents that only a script, a viewer or an attribute names."""
    cells = "".join(
        f"<td><a href='/Xxgknb/show/{n}.html'>{year}年</a></td>" for n, year in ((1, 2021), (2, 2022), (3, 2023))
    )
    return Case(
        "generic",
        "/Xxgknb/",
        {
            "/Xxgknb/": page(
                f"<table><tr><td>林业局</td>{cells}</tr></table>" + items({"/openness/show/9.html": "政府信息公开指南"})
            ),
            "/Xxgknb/show/1.html": page("<a onclick=\"window.open('/upload/1.docx')\">下载</a>"),
            "/Xxgknb/show/2.html": page("<embed src='/upload/2.pdf'><div data-href='/upload/2.xls'></div>"),
            "/Xxgknb/show/3.html": page(
                '<script>var files = [{"url":"\\/upload\\/3.wps"},{"url":"\\/upload\\/4.ods"}]</script>'
            ),
            **{f"/upload/{name}": PDF for name in ("1.docx", "2.pdf", "2.xls", "3.wps", "4.ods")},
        },
        ["/Xxgknb/show/1.html", "/Xxgknb/show/2.html", "/Xxgknb/show/3.html"],
        ["/upload/1.docx", "/upload/2.pdf", "/upload/2.xls", "/upload/3.wps", "/upload/4.ods"],
        never=("/openness/show/9.html",),
    )


def generic_hashes() -> Case:
    """Addresses that say nothing, `?page=` paging, a document as the report, sessions and campaigns in addresses."""
    one, two = (f"/202401/{number:032x}.shtml" for number in (1, 2))
    return Case(
        "generic",
        "/gk/list.aspx?cid=1019",
        {
            "/gk/list.aspx?cid=1019": page(
                items({f"{one};jsessionid=A1": title(1), f"{one}?utm_source=wx": title(1)})
                + "<a href='list.aspx?cid=1019&page=2'>2</a>"
            ),
            "/gk/list.aspx?cid=1019&page=2": page(items({two: title(2), "/files/3.pdf": f"{title(3)}.pdf"})),
            one: report(1),
            two: report(2),
            "/files/3.pdf": PDF,
        },
        [one, two, "/files/3.pdf"],
    )


def generic_rules() -> Case:
    """The site's file says which links count, and how further pages are called."""
    return Case(
        "generic",
        "/a/",
        {
            "/a/": page(
                f"<ol class='x'>{items({'/p/1.html': title(1)})}</ol><div>{items({'/p/9.html': title(9)})}</div>"
            ),
            "/a/s1": page(f"<ol class='x'>{items({'/p/2.html': title(2)})}</ol>"),
            "/a/s2": page("<ol class='x'></ol>"),
            "/p/1.html": report(1),
            "/p/2.html": report(2),
            "/p/9.html": report(9),
        },
        ["/p/1.html", "/p/2.html"],
        never=("/p/9.html",),
        more='[listing]\nlinks = "ol.x a"\npages = "s{n}"\nsecond = 1\n',
    )


def generic_shell() -> Case:
    """An empty page whose script fetches JSON; a frame with more."""
    return Case(
        "generic",
        "/shell.html",
        {
            "/shell.html": "<iframe src='/frame.html'></iframe><script>$.getJSON('/data/nb.json?page=1', show)</script>",
            "/data/nb.json?page=1": answer({"list": [{"name": title(1), "link": "show/1.html"}], "total": 2}),
            "/data/nb.json?page=2": answer({"list": [{"name": title(2), "link": "show/2.html"}], "total": 2}),
            "/frame.html": page(items({"/show/3.html": title(3)})),
            **{f"/show/{n}.html": report(n) for n in (1, 2, 3)},
        },
        [f"/show/{n}.html" for n in (1, 2, 3)],
    )


def one_agencys_column() -> Case:
    """A column that the site's file gives to one agency: other agencies' columns in its menu are left alone."""
    return Case(
        "trs",
        "/jyj/nb/",
        {
            "/jyj/nb/": page(
                items({"./202401/t20240120_1.html": title(1)}) + "<a href='/czj/nb/'>财政局信息公开年报</a>"
            ),
            "/jyj/nb/202401/t20240120_1.html": report(1),
        },
        ["/jyj/nb/202401/t20240120_1.html"],
        never=("/czj/nb/",),
        more='agency = "青禾市教育局"\n',
    )


def frame_for_another_host() -> Case:
    """A report that is only a file on a host that the site's file does not name: said, never passed over."""
    return Case(
        "trs",
        "/nb/",
        {
            "/nb/": page(items({"./202401/t20240120_1.html": title(1)})),
            "/nb/202401/t20240120_1.html": page("<a href='http://127.0.0.9/oss/1.pdf'>1.pdf</a>"),
        },
        ["/nb/202401/t20240120_1.html"],
        outcome="partial",
    )
