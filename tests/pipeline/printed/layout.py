"""The statutory tables as a typist lays them out: rows of cells with spans, each figure with the entry that it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Key = tuple[str, str, str]
Number = int | Decimal

RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
ROUTES = {"review": "行政复议", "suit_direct": "未经复议直接起诉", "suit_after_review": "复议后起诉"}
APPLICANTS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "nonprofit": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
_DENIED = [
    ("denied.state_secret", "1.属于国家秘密"),
    ("denied.other_law", "2.其他法律行政法规禁止公开"),
    ("denied.security_stability", "3.危及“三安全一稳定”"),
    ("denied.third_party", "4.保护第三方合法权益"),
    ("denied.internal_affairs", "5.属于三类内部事务信息"),
    ("denied.deliberative", "6.属于四类过程性信息"),
    ("denied.enforcement_file", "7.属于行政执法案卷"),
    ("denied.administrative_query", "8.属于行政查询事项"),
]
_UNAVAILABLE = [
    ("unavailable.not_held", "1.本机关不掌握相关政府信息"),
    ("unavailable.must_be_created", "2.没有现成信息需要另行制作"),
    ("unavailable.unclear", "3.补正后申请内容仍不明确"),
]
_NOT_PROCESSED = [
    ("not_processed.petition", "1.信访举报投诉类申请"),
    ("not_processed.repeated", "2.重复申请"),
    ("not_processed.publication", "3.要求提供公开出版物"),
    ("not_processed.excessive", "4.无正当理由大量反复申请"),
    ("not_processed.reissue", "5.要求行政机关确认或重新出具已获取信息"),
]
_OTHER = [
    ("other.not_corrected_in_time", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other.fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other.other", "3.其他"),
]
PROACTIVE: dict[str, list[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]]] = {
    "2019": [
        (
            "第二十条第（一）项",
            [("made", "本年新制作数量"), ("disclosed", "本年新公开数量"), ("disclosed_total", "对外公开总数量")],
            [("regulations", "规章"), ("normative_documents", "规范性文件")],
        ),
        (
            "第二十条第（五）项",
            [("previous_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")],
            [("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")],
        ),
        (
            "第二十条第（六）项",
            [("previous_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")],
            [("penalties", "行政处罚"), ("coercive_measures", "行政强制")],
        ),
        (
            "第二十条第（八）项",
            [("previous_items", "上一年项目数量"), ("change", "本年增/减")],
            [("fees", "行政事业性收费")],
        ),
        (
            "第二十条第（九）项",
            [("items", "采购项目数量"), ("amount", "采购总金额")],
            [("procurement", "政府集中采购")],
        ),
    ],
    "2021": [
        (
            "第二十条第（一）项",
            [("made", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")],
            [("regulations", "规章"), ("normative_documents", "行政规范性文件")],
        ),
        ("第二十条第（五）项", [("decisions", "本年处理决定数量")], [("licensing", "行政许可")]),
        (
            "第二十条第（六）项",
            [("decisions", "本年处理决定数量")],
            [("penalties", "行政处罚"), ("coercive_measures", "行政强制")],
        ),
        ("第二十条第（八）项", [("amount", "本年收费金额（单位：万元）")], [("fees", "行政事业性收费")]),
    ],
}
HEADINGS = {
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
}


@dataclass(slots=True)
class Cell:
    """One printed cell; `key` is the entry whose figure it prints. `role`: figure, item, group, column, title or ''."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    key: Key | None = None
    role: str = ""


@dataclass(slots=True)
class Table:
    """One printed table: rows of the cells that begin in them, as in HTML."""

    code: str
    rows: list[list[Cell]]
    width: int = 0


@dataclass(slots=True)
class Page:
    """One report: paragraphs and tables in order, and what a reader must find for each entry.

    `truth` holds the value, or the status of an entry that prints no figure. `may_flag` says that a warning is right here;
    `must_flag` that there must be one; `is_lossy` that figures may be refused, with a warning.
    """

    blocks: list[str | Table]
    truth: dict[Key, Number | str]
    form: str
    year: int
    may_flag: bool = False
    must_flag: bool = False
    is_lossy: bool = False
    done: list[str] = field(default_factory=list[str])

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]

    def table(self, code: str) -> Table | None:
        return next((table for table in self.tables if table.code == code), None)


def number(value: Number) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


Show = Callable[[Key], str]


def _figures(show: Show, table: str, item: str, columns: Mapping[str, str]) -> list[Cell]:
    return [Cell(show((table, item, c)), key=(table, item, c), role="figure") for c in columns]


def proactive(form: str, show: Show) -> Table:
    rows: list[list[Cell]] = []
    for title, columns, items in PROACTIVE[form]:
        span = 4 - len(columns)
        rows.append([Cell(title, colspan=4, role="title")])
        head = [Cell("信息内容", role="title"), *(Cell(label, role="column") for _, label in columns)]
        head[-1].colspan = span
        rows.append(head)
        for item, label in items:
            figures = _figures(show, "proactive", item, dict(columns))
            figures[-1].colspan = span
            rows.append([Cell(label, role="item"), *figures])
    return Table("proactive", rows, 4)


def requests(form: str, show: Show) -> Table:
    def figures(item: str) -> list[Cell]:
        return _figures(show, "requests", item, APPLICANTS)

    names = list(APPLICANTS.values())
    rows = [
        [
            Cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3, role="title"),
            Cell("申请人情况", colspan=7, role="title"),
        ],
        [
            Cell(names[0], 2, role="column"),
            Cell("法人或其他组织", colspan=5, role="title"),
            Cell(names[6], 2, role="column"),
        ],
        [Cell(name, role="column") for name in names[1:6]],
        [Cell("一、本年新收政府信息公开申请数量", colspan=3, role="item"), *figures("received.new")],
        [Cell("二、上年结转政府信息公开申请数量", colspan=3, role="item"), *figures("received.carried_in")],
    ]
    results: list[list[Cell]] = []

    def single(item: str, label: str) -> None:
        results.append([Cell(label, colspan=2, role="item"), *figures(item)])

    def group(name: str, items: list[tuple[str, str]]) -> None:
        for position, (item, label) in enumerate(items):
            head = [Cell(name, len(items), role="group")] if position == 0 else []
            results.append([*head, Cell(label, role="item"), *figures(item)])

    single("granted", "（一）予以公开")
    single("granted_in_part", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    group("（三）不予公开", _DENIED)
    group("（四）无法提供", _UNAVAILABLE)
    group("（五）不予处理", _NOT_PROCESSED)
    if form == "2021":
        group("（六）其他处理", _OTHER)
    else:
        single("other", "（六）其他处理")
    single("outcomes.total", "（七）总计")
    results[0].insert(0, Cell("三、本年度办理结果", len(results), role="group"))
    last = [Cell("四、结转下年度继续办理", colspan=3, role="item"), *figures("carried_out")]
    return Table("requests", [*rows, *results, last], 10)


def disputes_flat(show: Show) -> list[Table]:
    names = list(RESULTS.values())
    head = [
        [Cell("行政复议", colspan=5, role="item"), Cell("行政诉讼", colspan=10, role="group")],
        [
            *(Cell(name, 2, role="column") for name in names),
            Cell("未经复议直接起诉", colspan=5, role="item"),
            Cell("复议后起诉", colspan=5, role="item"),
        ],
        [Cell(name, role="column") for name in names * 2],
    ]
    figures = [cell for route in ROUTES for cell in _figures(show, "disputes", route, RESULTS)]
    return [Table("disputes", [*head, figures], 15)]


def disputes_rows(show: Show) -> list[Table]:
    head = [Cell("", colspan=2), *(Cell(name, role="column") for name in RESULTS.values())]
    rows = [
        [Cell("行政复议", colspan=2, role="item"), *_figures(show, "disputes", "review", RESULTS)],
        [
            Cell("行政诉讼", 2, role="group"),
            Cell("未经复议直接起诉", role="item"),
            *_figures(show, "disputes", "suit_direct", RESULTS),
        ],
        [Cell("复议后起诉", role="item"), *_figures(show, "disputes", "suit_after_review", RESULTS)],
    ]
    return [Table("disputes", [head, *rows], 7)]


def disputes_apart(show: Show) -> list[Table]:
    tables: list[Table] = []
    for route, name in ROUTES.items():
        title = name if route == "review" else f"行政诉讼（{name}）"
        tables.append(
            Table(
                "disputes",
                [
                    [Cell(title, colspan=5, role="item")],
                    [Cell(label, role="column") for label in RESULTS.values()],
                    _figures(show, "disputes", route, RESULTS),
                ],
                5,
            )
        )
    return tables


def disputes_two(show: Show) -> list[Table]:
    """Reviews in one table, both kinds of suits in another."""
    first = disputes_apart(show)[0]
    names = list(RESULTS.values())
    suits = [
        [Cell("行政诉讼", colspan=10, role="group")],
        [Cell("未经复议直接起诉", colspan=5, role="item"), Cell("复议后起诉", colspan=5, role="item")],
        [Cell(name, role="column") for name in names * 2],
        [cell for route in ("suit_direct", "suit_after_review") for cell in _figures(show, "disputes", route, RESULTS)],
    ]
    return [first, Table("disputes", suits, 10)]
