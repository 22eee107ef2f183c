"""Families whose listings are asked for behind a page: gkmlpt, 新点 (epoint) and 大汉 (hanweb).

The webs are written by hand after the pages that each spider's docstring names.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs

from tests.crawlers.families.case import Case, answer, items, page
from tests.crawlers.web import Answer, Hit, Page, item, report, title


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
