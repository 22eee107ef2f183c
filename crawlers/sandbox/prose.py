"""What a report says in words: the sentences, and the figures that they state.

The sentences agree with the tables of the same report. Around them stand, as in real reports, numbers that have nothing
to do with disclosure (meetings, proposals, media, telephone numbers, earlier years) and must not be taken for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from crawlers.sandbox.figures import CellKey, YearFigures, split
from crawlers.sandbox.places import Division

_CHANNELS = {"online": "网络申请", "mail": "信函申请", "in_person": "当面申请", "fax": "传真申请"}
_CHANNEL_WEIGHTS = {"online": 0.7, "mail": 0.2, "in_person": 0.08, "fax": 0.02}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences are about."""

    name: str
    place_name: str
    division: Division
    year: int
    scope: Literal["own", "whole"] | None
    figures: YearFigures
    published_on: date

    def cell(self, table: str, item: str, column: str) -> int:
        """The count in that cell."""
        return int(self.figures.cells[table, item, column])

    def outcome(self, group: str) -> int:
        """The total of all outcomes of a group, such as `denied`."""
        keys = (key for key in self.figures.cells if _is_outcome(key, group))
        return sum(int(self.figures.cells[key]) for key in keys)


@dataclass(frozen=True, slots=True)
class Narrative:
    """The text around the tables: paragraphs for the lead and sections one, five and six, and who signed when."""

    lead: tuple[str, ...]
    overview: tuple[str, ...]
    problems: tuple[str, ...]
    other: tuple[str, ...]
    signature: str
    date_line: str


def _is_outcome(key: CellKey, group: str) -> bool:
    table, item, column = key
    return table == "requests" and column == "total" and (item == group or item.startswith(f"{group}."))


def compose(facts: Facts, rng: Random) -> tuple[Narrative, dict[str, int]]:
    """The narrative of one report, and the claims that it states: indicator code to value."""
    claims: dict[str, int] = {}
    self_name = "我" + facts.name[-1] if facts.name.endswith(("局", "厅")) else "本机关"
    overview = [
        f"{facts.year}年，{facts.name}{rng.choice(_OPENINGS)}",
        "（一）主动公开情况。" + _disclosed(facts, rng, claims),
        "（二）依申请公开情况。" + _requested(facts, rng, claims),
        "（三）政府信息管理情况。" + rng.choice(_MANAGEMENT).format(us=self_name) + _issued(facts, rng, claims),
        "（四）平台建设情况。" + rng.choice(_PLATFORMS).format(us=self_name, n=rng.randrange(2, 60), year=facts.year),
        "（五）监督保障情况。" + _supervision(rng, claims).format(us=self_name),
    ]
    problems = tuple(sentence.format(us=self_name, next=facts.year + 1) for sentence in rng.choice(_PROBLEMS))
    narrative = Narrative(
        lead=_lead(facts, rng),
        overview=tuple(overview),
        problems=problems,
        other=_other(facts, rng),
        signature=facts.name,
        date_line=f"{facts.published_on.year}年{facts.published_on.month}月{facts.published_on.day}日",
    )
    return narrative, claims


def _lead(facts: Facts, rng: Random) -> tuple[str, ...]:
    year, division = facts.year, facts.division
    order = "〔2019〕60号" if facts.figures.form == "2019" else "〔2021〕30号"
    phone = f"{division.area_code}-{rng.randrange(2, 9)}{rng.randrange(10**6):06d}"
    basis = rng.choice(
        (
            "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和国务院办公厅政府信息与政务公开办公室有关要求，编制本报告。",
            f"本年度报告根据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函{order}文件要求，由{facts.name}编制。",
            f"根据《中华人民共和国政府信息公开条例》有关规定，结合工作实际，编制{facts.name}{year}年政府信息公开工作年度报告。",
        )
    )
    period = rng.choice(
        (
            f"本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
            f"报告中所列数据统计期限为{year}年1月1日至{year}年12月31日。",
        )
    )
    address = f"{facts.place_name}滨湖路{rng.randrange(1, 400)}号，邮编：{division.postcode}，电话：{phone}"
    contact = f"如对本报告有疑问，请与{facts.name}联系（地址：{address}）。"
    scope = {
        None: "",
        "own": f"本报告数据仅为{division.name}人民政府本级数据，不含所属部门和下级政府。",
        "whole": rng.choice(
            (
                f"本报告汇总全{division.unit}各级行政机关政府信息公开工作情况。",
                f"本报告所列数据为全{division.unit}汇总数据，涵盖各县区和{division.unit}政府各部门。",
            )
        ),
    }[facts.scope]
    return (basis + period + scope + contact,)


def _disclosed(facts: Facts, rng: Random, claims: dict[str, int]) -> str:
    total, year = facts.figures.disclosed, facts.year
    shares = split(rng, total, {"website": 0.6, "wechat": 0.3, "weibo": 0.1}) if total < 20_000 else {
        "website": total - total // 3 - total // 9, "wechat": total // 3, "weibo": total // 9,
    }  # fmt: skip
    site = f"{facts.division.name}人民政府门户网站"
    kind = rng.randrange(5)
    if kind == 0:
        claims |= {"disclosed.total": total, **{f"disclosed.{name}": count for name, count in shares.items()}}
        text = (
            f"全年通过各类渠道主动公开政府信息{total}条，其中门户网站公开{shares['website']}条，"
            f"政务微信公众号公开{shares['wechat']}条，政务微博公开{shares['weibo']}条。"
        )
    elif kind == 1:
        claims |= {"disclosed.total": total}
        text = f"{year}年，共主动公开政府信息{total}条，内容涉及机构职能、财政预决算、行政许可等。"
    elif kind == 2:
        claims |= {"disclosed.website": total}
        text = f"{year}年，在{site}主动公开政府信息{total}条。"
    elif kind == 3 and total >= 10_000:
        rounded = total // 1000 * 1000
        claims |= {"disclosed.total": rounded}
        text = f"{year}年，主动公开政府信息{rounded / 10_000:g}万余条。"
    else:
        wechat = total - shares["website"]
        claims |= {"disclosed.total": total, "disclosed.website": shares["website"], "disclosed.wechat": wechat}
        text = (
            f"本年度主动公开政府信息{total}条。"
            f"其中，通过政府网站发布{shares['website']}条，通过微信公众号发布{wechat}条。"
        )
    return text + f"按时公开了{year - 1}年度部门决算和{year}年部门预算，召开新闻发布会{rng.randrange(1, 9)}场。"


def _requested(facts: Facts, rng: Random, claims: dict[str, int]) -> str:
    new = facts.cell("requests", "received.new", "total")
    carried_in = facts.cell("requests", "received.carried_in", "total")
    if new == 0 and carried_in == 0:
        claims["requests.received"] = 0
        text = rng.choice((f"{facts.year}年，未收到政府信息公开申请。", "本年度没有收到政府信息公开申请。"))
    elif carried_in and rng.random() < 0.3:
        claims["requests.received"] = new + carried_in
        text = f"{facts.year}年，共办理政府信息公开申请{new + carried_in}件（含上年结转{carried_in}件）。"
    else:
        claims["requests.received"] = new
        text = f"{facts.year}年，{rng.choice(('共收到', '新收'))}政府信息公开申请{new}件"
        if new and rng.random() < 0.6:
            channels = {name: count for name, count in split(rng, new, _CHANNEL_WEIGHTS).items() if count}
            claims |= {f"requests.received.{name}": count for name, count in channels.items()}
            text += "，其中" + "、".join(f"{_CHANNELS[name]}{count}件" for name, count in channels.items())
        text += f"，上年结转{carried_in}件。" if carried_in else "。"
    return text + _answered(facts, rng, claims) + _disputed(facts, rng, claims)


def _answered(facts: Facts, rng: Random, claims: dict[str, int]) -> str:
    answered = facts.cell("requests", "outcomes.total", "total")
    if not answered or rng.random() < 0.4:
        return ""
    claims["requests.answered"] = answered
    text = f"全年共答复政府信息公开申请{answered}件"
    if rng.random() < 0.5:
        claims["requests.granted"] = facts.outcome("granted")
        claims["requests.denied"] = facts.outcome("denied")
        parts = (("granted", "予以公开"), ("granted_in_part", "部分公开"), ("denied", "不予公开"),
                 ("unavailable", "无法提供"), ("not_processed", "不予处理"), ("other", "其他处理"))  # fmt: skip
        text += "，其中" + "，".join(f"{label}{facts.outcome(group)}件" for group, label in parts)
    return text + "。"


def _disputed(facts: Facts, rng: Random, claims: dict[str, int]) -> str:
    review = facts.cell("disputes", "review", "total")
    suit = facts.cell("disputes", "suit_direct", "total") + facts.cell("disputes", "suit_after_review", "total")
    if rng.random() < 0.2:
        return ""
    claims |= {"review.total": review, "suit.total": suit}
    if not review and not suit:
        return rng.choice(
            (
                "全年未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。",
                "本年度没有因政府信息公开工作引起的行政复议和行政诉讼。",
            )
        )
    return f"因政府信息公开工作被申请行政复议{review}件，被提起行政诉讼{suit}件。"


def _issued(facts: Facts, rng: Random, claims: dict[str, int]) -> str:
    made = facts.cell("proactive", "normative_documents", "made")
    if not made or rng.random() < 0.5:
        return ""
    claims["normative_documents.issued"] = made
    return f"全年制发行政规范性文件{made}件，均已按规定公开。"


def _supervision(rng: Random, claims: dict[str, int]) -> str:
    sessions = rng.randrange(0, 6)
    if not sessions:
        return rng.choice(_SUPERVISION)
    claims["training.sessions"] = sessions
    return rng.choice(_SUPERVISION) + f"全年组织开展政务公开业务培训{sessions}次。"


def _other(facts: Facts, rng: Random) -> tuple[str, ...]:
    fee = f"按照《政府信息公开信息处理费管理办法》，{facts.year}年未收取政府信息处理费。"
    proposals = (
        f"{facts.year}年，承办人大代表建议{rng.randrange(40)}件、政协委员提案{rng.randrange(40)}件，均已按期办复。"
    )
    none = "无其他需要报告的事项。"
    return rng.choice(((fee,), (fee, proposals), (proposals, none), (none,)))


_OPENINGS = (
    "认真贯彻落实党中央、国务院关于政务公开工作的决策部署，坚持“以公开为常态、不公开为例外”，围绕中心、服务大局，政府信息公开工作取得新进展。",
    "深入贯彻《条例》，进一步优化公开目录、拓展公开渠道、丰富公开形式，及时回应社会关切，政府信息公开工作水平不断提升。",
    "严格按照《条例》要求，不断完善工作机制，强化责任落实，稳步推进政府信息公开各项工作。",
)
_MANAGEMENT = (
    "健全政府信息发布审核机制，坚持“先审查、后公开”，明确专人负责信息的采集、审核和发布。",
    "{us}严格落实“三审三校”制度，定期对已发布的信息进行清理和更新，全年未发生失泄密事件。",
    "完善主动公开基本目录，规范公开属性源头认定，动态调整不予公开的信息。",
)
_PLATFORMS = (
    "{us}充分发挥门户网站第一平台作用，优化栏目设置，新增专题{n}个，及时维护政府信息公开平台。",
    "加强政务新媒体管理，{us}运营政务新媒体账号2个，回复网民留言{n}条，省级以上媒体刊发稿件{n}篇。",
    "规范建设政务公开专区，全年接待群众查询{n}人次，{year}年开展政府开放日活动2次。",
)
_SUPERVISION = (
    "{us}将政务公开工作纳入年度绩效考核，定期通报，全年召开专题会议2次，未发生责任追究情形。",
    "调整政务公开工作领导小组，明确分管负责人和3名专兼职工作人员，主动接受社会评议。",
    "建立日常监测和季度通报制度，对照第三方评估反馈的问题逐项整改。",
)
_PROBLEMS = (
    (
        "{us}政府信息公开工作虽取得一定成效，但仍存在一些不足：一是主动公开意识有待增强；二是政策解读形式较为单一；三是工作人员业务能力有待提高。",
        "{next}年，{us}将着力做好以下工作：一是强化学习培训；二是丰富解读形式；三是配强工作力量，推动政府信息公开工作再上新台阶。",
    ),
    (
        "（一）存在的主要问题。一是公开内容的深度和广度还不够；二是依申请公开答复的规范化水平有待提升。",
        "（二）改进情况。{us}针对上年度存在的问题，组织学习《条例》2次，修订制度1项。{next}年将进一步细化公开目录，规范答复程序，提高公开质量。",
    ),
    (
        "存在问题：信息更新不够及时，公开渠道有待拓展。改进措施：加强统筹协调，压实各科室责任，提升信息公开的时效性和便民性。",
    ),
)
