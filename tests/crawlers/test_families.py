"""Every CMS family on small webs in its manner: what is brought, how it is named, and what is left alone.

The webs are written by hand after the pages that each spider's docstring names; `test_sandbox_families.py` holds the same families
to many sites that nobody has written by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import pytest

from crawlers.archive import Archive, Capture, Root, RunSummary
from tests.crawlers.web import Answer, Hit, Page, Web, crawl_together, item, report, title, write_site

pytestmark = pytest.mark.slow

PDF = Answer(b"%PDF-1.4 ", headers={"Content-Type": "application/pdf"})
JSON_HEADERS = {"Content-Type": "application/json;charset=utf-8"}


def page(body: str) -> str:
    return f"<html><body><div class='nav'><a href='/'>首页</a><a href='/xwdt/'>新闻动态</a></div>{body}</body></html>"


def items(paths: dict[str, str]) -> str:
    return "<ul>" + "".join(item(path, text) for path, text in paths.items()) + "</ul>"


def answer(value: Any) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False), headers=JSON_HEADERS)


def reports(paths: dict[str, str]) -> dict[str, Page]:
    return {path: report(number) for number, path in enumerate(paths, 1)}


@dataclass(frozen=True)
class Case:
    """A web of one family: the column, the pages, and the paths that have to be archived as reports and as attachments."""

    family: str
    column: str
    pages: dict[str, Page]
    wanted: list[str]
    attachments: list[str] = field(default_factory=list)
    never: tuple[str, ...] = ()
    more: str = ""
    outcome: str = "ok"


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


def gkmlpt_directory() -> Case:
    """A directory in a bureau's folder, whose class of reports has classes below it and pages of a hundred."""
    tree = [
        {"id": 700, "name": "机构职能", "children": []},
        {
            "id": 710,
            "name": "政府信息公开年报",
            "children": [
                {"id": 711, "name": "历年年报", "jump_url": ""},
                {"id": 712, "name": "部门年报", "jump_url": "/zwgk/bmnb/"},
            ],
        },
    ]
    config = f"<script>window._CONFIG = {{ NAME: '教育局', SID: '662021', TREE: {json.dumps(tree)}, SERVICE_AREA_ID: 1 }}</script>"
    path = "/jyj/gkmlpt/content/1/{0}/post_{0}.html"

    def articles(numbers: range, total: int, offset: int) -> Answer:
        listed = [
            {"id": n, "title": title(n), "url": path.format(n), "post_url": "", "type": "normal", "create_time": 1}
            for n in numbers
        ]
        return answer(
            {"classify": {"id": 711, "post_count": 900}, "total": total, "offset": offset, "articles": listed}
        )

    api = "/jyj/gkmlpt/api/all/{0}?page={1}&sid=662021"
    return Case(
        "gkmlpt",
        "/jyj/gkmlpt/annualreport",
        {
            "/jyj/gkmlpt/annualreport": f"<html><head>{config}</head><body><div id='app'></div></body></html>",
            api.format(710, 1): articles(range(0), 0, 0),
            api.format(710, 2): articles(range(0), 0, 0),
            api.format(711, 1): articles(range(1, 101), 103, 0),
            api.format(711, 2): articles(range(101, 104), 103, 100),
            "/zwgk/bmnb/": page(items({"/zwgk/bmnb/content/post_200.html": title(200)})),
            "/zwgk/bmnb/content/post_200.html": report(200),
            **{path.format(n): report(n) for n in range(1, 104)},
        },
        [*(path.format(n) for n in range(1, 104)), "/zwgk/bmnb/content/post_200.html"],
    )


def gkmlpt_class() -> Case:
    """The class stands behind `#`, and no tree holds it."""
    return Case(
        "gkmlpt",
        "/gkmlpt/annualreport#2629",
        {
            "/gkmlpt/annualreport": "<html><script>window._CONFIG = { SID: '175', LINK: 'gkmlpt' }</script></html>",
            "/gkmlpt/api/all/2629?page=1&sid=175": answer(
                {
                    "total": 1,
                    "articles": [{"title": title(1), "url": "", "post_url": "/gkmlpt/content/0/140/post_1.html"}],
                }
            ),
            "/gkmlpt/content/0/140/post_1.html": report(1),
        },
        ["/gkmlpt/content/0/140/post_1.html"],
    )


UUID = "53e3d686-c8c3-48d5-b88f-6db297ed14{0:02d}"


def epoint_shell(*, wrapped: bool) -> Case:
    """An empty page, the site's number in another script, and JSON by POST: fields flat, or under `params`."""
    path = "/003/003004/20240122/" + UUID + ".html"
    guid = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"

    def listing(hit: Hit) -> Answer:
        asked = json.loads(hit.body)
        asked = asked["params"] if wrapped else {key: value for key, value in asked.items() if key != "params"}
        if (hit.method, asked["categorynum"], asked["siteGuid"]) != ("POST", "003004", guid):
            return Answer("", 500)
        start = asked["pageIndex"] * asked["pageSize"]
        records = [
            {"title": "", "realtitle": title(n), "infourl": path.format(n), "infodate": "2024-01-22"}
            for n in range(start + 1, min(start + asked["pageSize"], 45) + 1)
        ]
        return answer({"status": {"code": 1}, "custom": {"total": 45, "data": records}})

    column = "/dynamic/zwgk/govInfoPub.html?categorynum=003004"
    return Case(
        "epoint",
        column,
        {
            column: "<html>" + "".join(f"<a href='/menu/{n}.html'>{n}</a>" for n in range(40)) + "<div id='list'></div>"
            "<script src='/js/lib/jquery.min.js'></script>"
            "<script src='/js/webBuilderCommon.js'></script><script src='/js/govInfoPub.js'></script></html>",
            "/js/webBuilderCommon.js": f'var siteInfo = {{"projectName":"/EWB-FRONT","siteGuid":"{guid}"}}',
            "/js/govInfoPub.js": '$.ajax({url: siteInfo.projectName + "/rest/lightfrontaction/getgovinfolist", type: "post"})',
            "/EWB-FRONT/rest/lightfrontaction/getgovinfolist": listing,
            **{path.format(n): report(n) for n in range(1, 46)},
        },
        [path.format(n) for n in range(1, 46)],
        never=("/js/lib/jquery.min.js",),
    )


def epoint_form() -> Case:
    """A form field `params` of JSON, pages from 0, all in the page's own script."""
    path = "/xxgk/001004/20240122/" + UUID + ".html"

    def listing(hit: Hit) -> Answer:
        asked = json.loads(parse_qs(hit.body.decode())["params"][0])
        start = int(asked["pageIndex"]) * int(asked["pageSize"])
        records = [{"title": title(n), "infourl": path.format(n), "categorynum": "001004"} for n in range(1, 31)]
        return answer({"custom": {"count": 30, "infodata": records[start : start + int(asked["pageSize"])]}})

    url = "/EpointWebBuilder/rest/frontAppCustomAction/getPageInfoListNew"
    return Case(
        "epoint",
        "/xxgk/001004/secondPage.html",
        {
            "/xxgk/001004/secondPage.html": "<html><script>var siteGuid = '7eb5f7f1';"
            f"$.post('{url}', {{params: JSON.stringify({{categoryNum: '001004', pageSize: 12}})}})</script></html>",
            url: listing,
            **{path.format(n): report(n) for n in range(1, 31)},
        },
        [path.format(n) for n in range(1, 31)],
    )


def epoint_action() -> Case:
    """`….action?cmd=getInfolist` by GET, whose answer is JSON in a string, relative addresses from the site's root."""
    path = "/xxgk/001004/20240122/" + UUID + ".html"

    class Action(dict[str, Page]):
        """Answers whatever else the query says, as the real ones do."""

        def get(self, key: str, default: Any = None) -> Any:
            asked = re.match(r"/EpointWebBuilder/xxgkAction\.action\?(.*)", key)
            if not asked:
                return super().get(key, default)
            fields = {name: values[0] for name, values in parse_qs(asked[1]).items()}
            start = int(fields["pageIndex"]) * int(fields["pageSize"])
            rows = [{"href": path.format(n)[1:], "title": title(n)} for n in range(1, 21)][start : start + 15]
            inner = json.dumps({"Table": rows, "totalcount": "20"}, ensure_ascii=False)
            return answer(
                {"custom": inner if (fields["cmd"], fields["categorynum"]) == ("getInfolist", "001004") else ""}
            )

    pages = Action(
        {
            "/xxgk/001004/list.html": "<html class='ewb-x'><script>$.ajax({url:'/EpointWebBuilder/xxgkAction.action?cmd=getInfolist"
            "&pageIndex='+n, siteGuid:'7eb5'})</script></html>",
            **{path.format(n): report(n) for n in range(1, 21)},
        }
    )
    return Case("epoint", "/xxgk/001004/list.html", pages, [path.format(n) for n in range(1, 21)])


def epoint_search() -> Case:
    """The full text search: JSON by POST with an offset, and a relative address without a slash."""
    path = "/001004/20240122/" + UUID + ".html"

    def listing(hit: Hit) -> Answer:
        asked = json.loads(hit.body)
        [condition] = asked["condition"]
        rows = [{"title": f"<em>{title(n)}</em>", "linkurl": path.format(n)[1:]} for n in range(1, 31)]
        rows = rows[asked["pn"] : asked["pn"] + asked["rn"]] if condition["equal"] == "001004" else []
        return answer({"content": json.dumps({"result": {"totalcount": 30, "records": rows}}), "code": 200})

    url = "/inteligentsearch/rest/esinteligentsearch/getFullTextDataNew"
    return Case(
        "epoint",
        "/001/001004/list.html",
        {
            "/001/001004/list.html": f"<html><script>var siteGuid='7eb5';var u='{url}';</script></html>",
            url: listing,
            **{path.format(n): report(n) for n in range(1, 31)},
        },
        [path.format(n) for n in range(1, 31)],
    )


def hanweb_jpaas() -> Case:
    data = "{'webId':'52','pageId':'1638','parseType':'bulidstatic','pageType':'column','tagId':'列表','tplSetId':'Ms'}"

    class Unit(dict[str, Page]):
        def get(self, key: str, default: Any = None) -> Any:
            asked = re.match(r"/api-gateway/jpaas-publish-server/front/page/build/unit\?(.*)", key)
            if not asked:
                return super().get(key, default)
            fields = {name: values[0] for name, values in parse_qs(asked[1]).items()}
            start = (json.loads(fields["paramJson"])["pageNo"] - 1) * 15 if fields["pageId"] == "1638" else 99
            listed = {f"/art/2024/art_{n:032x}.html": title(n) for n in range(1, 21)[start : start + 15]}
            return answer({"success": True, "data": {"html": items(listed)}})

    paths = [f"/art/2024/art_{n:032x}.html" for n in range(1, 21)]
    column = (
        f'<html><div querydata="{data}" unitUrl="/api-gateway/jpaas-publish-server/front/page/build/unit"></div></html>'
    )
    return Case(
        "hanweb", "/col/col7/index.html", Unit({"/col/col7/index.html": column, **{p: report(1) for p in paths}}), paths
    )


def hanweb_search() -> Case:
    """The disclosure module: HTML by POST, `currpage` counting."""

    class Search(dict[str, Page]):
        def get(self, key: str, default: Any = None) -> Any:
            if key.startswith("/module/xxgk/search.jsp?"):
                return self.search
            return super().get(key, default)

        def search(self, hit: Hit) -> Answer:
            fields = {name: values[0] for name, values in parse_qs(hit.body.decode()).items()}
            start = (
                (int(fields.get("currpage", 1)) - 1) * 3
                if (hit.method, fields.get("infotypeId")) == ("POST", "K01")
                else 99
            )
            rows = "".join(
                f"<tr class='tr_main_value_odd'><td>{item(p, title(n))}</td></tr>"
                for n, p in list(enumerate(paths))[start : start + 3]
            )
            return Answer(f"<table>{rows}</table>共3页")

    paths = [f"/art/2024/1/22/art_12_{n}.html" for n in range(7)]
    script = "$.post('/module/xxgk/search.jsp?divid=div12&infotypeId=K01&jdid=3&area=')"
    pages = Search(
        {
            "/col/col12/index.html": f"<html><script>{script}</script></html>",
            **{p: report(1) for p in paths},
        }
    )
    return Case("hanweb", "/col/col12/index.html", pages, paths)


def hanweb_platform() -> Case:
    """The disclosure platform shows a report a year, and offers the years to choose from."""
    annual = "/module/xxgk/xxgkAnnualReport.jsp?area=11370685004267407B"
    form = (
        "<form action='/module/xxgk/xxgkAnnualReport.jsp'><select><option value='2021'>2021</option>{0}</select></form>"
    )
    pages: dict[str, Page] = {
        annual: page(form.format("<option>2022年</option>")),
        f"{annual}&fbtime=2021": report(21, 2021),
        f"{annual}&fbtime=2022": report(22, 2022),
    }
    return Case("hanweb", annual, pages, [f"{annual}&fbtime=2021", f"{annual}&fbtime=2022"])


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
            "/Xxgknb/show/3.html": page('<script>var files = [{"url":"\\/upload\\/3.wps"}]</script>'),
            **{f"/upload/{name}": PDF for name in ("1.docx", "2.pdf", "2.xls", "3.wps")},
        },
        ["/Xxgknb/show/1.html", "/Xxgknb/show/2.html", "/Xxgknb/show/3.html"],
        ["/upload/1.docx", "/upload/2.pdf", "/upload/2.xls", "/upload/3.wps"],
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


CASES: dict[str, Callable[[], Case]] = {
    "vsb": vsb_counts_down,
    "vsb-dynamic": vsb_dynamic,
    "post": post_columns,
    "gkmlpt": gkmlpt_directory,
    "gkmlpt-class": gkmlpt_class,
    "epoint": lambda: epoint_shell(wrapped=False),
    "epoint-params": lambda: epoint_shell(wrapped=True),
    "epoint-form": epoint_form,
    "epoint-action": epoint_action,
    "epoint-search": epoint_search,
    "hanweb-jpaas": hanweb_jpaas,
    "hanweb-search": hanweb_search,
    "hanweb-platform": hanweb_platform,
    "trs-tree": trs_tree,
    "trs-stubs": trs_stubs,
    "generic-anhui": generic_anhui,
    "generic-hashes": generic_hashes,
    "generic-rules": generic_rules,
    "generic-shell": generic_shell,
    "one-agency": one_agencys_column,
    "other-host": frame_for_another_host,
}


@dataclass
class Crawled:
    case: Case
    summary: RunSummary
    web: Web
    captures: list[Capture]

    def paths(self, role: str) -> list[str]:
        return [
            (one.url or "").removeprefix(self.web.url) for one in self.captures if one.role == role and one.has_document
        ]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Crawled]]:
    root = Root.open(tmp_path_factory.mktemp("families"), kind="sandbox")
    cases = {name: make() for name, make in CASES.items()}
    webs: dict[str, Web] = {}
    for name, case in cases.items():
        webs[name] = Web().__enter__()
        webs[name].pages = case.pages
    sites = []
    for name, case in cases.items():
        is_table = case.more.startswith("[")
        site = write_site(
            root.path / "sites", name, webs[name].url, case.family, case.column, more=case.more if is_table else ""
        )
        if case.more and not is_table:
            with (root.path / "sites" / f"{name}.toml").open("a", encoding="utf-8") as file:
                file.write(case.more)
        sites.append(site)
    summaries = crawl_together(root, sites)
    archive = Archive(root)
    yield {
        name: Crawled(case, summaries[name], webs[name], list(archive.captures(site_id=name)))
        for name, case in cases.items()
    }
    for web in webs.values():
        web.__exit__()


@pytest.mark.parametrize("name", CASES)
def test_every_report_is_brought_once_and_nothing_else(crawled: dict[str, Crawled], name: str) -> None:
    found = crawled[name]
    said = " ".join([found.summary.reason, *(error.message for error in found.summary.errors)])
    assert found.summary.outcome == found.case.outcome, said
    assert sorted(found.paths("report")) == sorted(found.case.wanted)
    assert sorted(found.paths("attachment")) == sorted(found.case.attachments)
    assert not set(found.case.never) & {hit.path for hit in found.web.hits}


def test_a_link_that_says_only_a_year_or_an_agency_is_told_with_its_listing(crawled: dict[str, Crawled]) -> None:
    anchors = {
        (one.url or "").rpartition("/")[2]: one.anchor for one in crawled["trs-tree"].captures if one.role == "report"
    }
    assert anchors["t20240120_2.html"] == "2023年 街道办事处 杏花街道"
    assert anchors["t20240120_3.shtml"] == "2023年 区政府部门 教育局"
    assert anchors["t20230120_1.html"] == title(1, 2022)
