"""A figure with a clause that makes something public → the indicators whose value it is: of one channel, of all, or none.

Most wrong claims were of these: a kind, a column or another body's part taken for the whole. So a figure is the whole only where
its own clause says 主动公开, or where nothing before it in the sentence may be what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.channels import OTHER_THINGS, by_channel, channels_of
from pipeline.claims.clauses import REQUESTS, Passage, before, has, last
from pipeline.claims.scan import POST, Token
from pipeline.claims.words import Kind

_ANY = re.compile(
    r"(?:的|群众|公众|社会|普遍|关心|关注|关切|原创|自主|(?:各类|各项)工作|各类|各项|各种|各方面|方面|相关|有关|本级|本|新|政务|政府|[和及]?维护|了|共|各|全部|以上|类|日常|官方|要|领域)*+"
)
"""Between 公开 and 信息 where any information is meant."""
_COUNTED = frozenset({Kind.ITEM, Kind.KIND_OF_ITEM, Kind.DISCLOSED})
"""What may stand behind a figure as what it counts: 发布14条主动公开信息."""
_WHATEVER_ITS_FIELD = ("政府信息", "政务信息")
"""海关政府信息: the agency's field, not a kind."""
_OF_ALL_KINDS = ("各类", "各种", "各项")
_ALL_KINDS = (*_OF_ALL_KINDS, "政务公开")
_CLAUSE_START = re.compile(r"[,;。:、()!?]")
_LONGEST_OPENING = 80
_WHO_AND_WHEN = re.compile(r"(?:20\d\d年度?|[我本].{0,3}?|全年|共|累计|完成|总)*")
_COUNTS_ITEMS = ("条", "篇", "条次", "篇次")
_COUNTS_REQUESTS = ("件", "份", "项")
_OF_ALL_YEARS = re.compile(r"[,;、(]?其中[,:]?(?:[本当今]年|20\d\d年|新增)")
_AND_ON_ITS_OWN_ACCOUNT = re.compile(r"[,;、(]?其中[,:]?主动公开(?:政府|政务)?(?:信息)?\d")
"""Behind a figure, of which those on request are the rest: 公开信息687条，其中主动公开668条，依申请公开19条."""
_BEGINS_A_NOUN = re.compile(r"[\u4e00-\u9fff]")
_ACCOUNT = re.compile(r"”(?:[^,;。、“”\d]{0,4}[号端])?(?:20\d\d年度?|全年|本年度?|共|累计|总计|同步|已|主动)*$")
"""Before a verb: a name that alone says through what (“青禾发布”发布信息120条), or with a word for an account that is not known."""
_OF_WHAT_WAS_NAMED = frozenset({"相关", "有关", "的相关", "的有关"})
"""按疫情防控要求，公开相关信息5条: one kind, which stands before."""
_PLANNED = ("计划", "拟", "应", "须")
_LONGEST_PAUSE = 12
_AND = frozenset("、及和与")
_THIS_YEAR = re.compile("[本今当]年")
_UNKNOWN_CHANNEL = re.compile("通过[^,;。:、]{1,24}(?:系统|栏|屏|册|会|喇叭)(?:主动|对外|向社会)*(?:公开|发布|公布)")
_AND_OF_THE_YEAR = re.compile(r"[,;、(]?(?:[本当今]年|20\d\d年)度?(?:[共新]|新增|主动)*(?:公开|发布)[^,;。]{0,8}\d")
"""Behind a figure, of which that of the year is a part."""
_IS_OCCASIONS = re.compile(r"[^;。、:]{0,8}\d+[条篇]")
"""Behind 次: 推送52次269条."""
_IS_WORKED_ON = re.compile("建设|管理|维护|运维|改版")
"""Behind a channel: what is done to it, not through it."""
_NO_SUBJECT = re.compile(r"(?:20\d\d年度?|全年|本年度?|年内|[今当]年|以来|[总共]?共计?|累计|已|先后|\d月)*")
_FAR, _FARTHEST = 2, 4
"""Clauses apart, a channel is no longer meant: of 主动公开信息150条, and of any other verb (在网站开设专栏，…，…，推送信息40条)."""
_MAKES_PUBLIC = frozenset({"公开", "发布", "公开发布", "发布公开", "公布"})
"""What may be said of all channels; 推送 and 更新 need theirs."""
_NEW_ONES = frozenset({Kind.NEW, Kind.YEAR, Kind.PARTLY, Kind.PUBLISHED, Kind.DISCLOSED})
"""累计3560条，其中2022年新增220条."""
_IN_MANY_NAMES = frozenset({"人民", "政府", "管理", "服务", "行政", "发展", "办公", "公室", "中心", "建设"})
"""Pairs of characters that say little of an agency's field."""
_OTHER_MEANS = frozenset({"all", "elsewhere"})
_THE_MATTER = ([Kind.MATTER], [Kind.MATTER, Kind.ITEM])
_ON_ITS_OWN_ACCOUNT = frozenset({Kind.PARTLY, Kind.DISCLOSED, Kind.ITEM})
_ANOTHER_KIND = re.compile(
    r"[,、;](?:以及|和|及)?(?!其中|[^,。;、\d]{0,12}(?:公开|发布|推送|更新|网|公众号|微博))[^,。;、\d]{2,12}(?:信息|推文|稿件|文章)(?:约|近)?\d+[余多]?[条篇]"
)
"""Behind a figure of one field: 发布就业信息30条，创业信息46条."""
_OF_FIELDS = re.compile("、[^,。;、]{2,12}等(?:重点|多个)?(?:领域|方面)的?(?:相关|政府|政务)?信息")
_SENT = frozenset({"报送", "投稿", "上报", "采用", "录用"})
_THE_REST = frozenset({"其他", "其它", "其余", "法定"})


def disclosed(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """The indicators of disclosure that a figure is of; none where its own clause does not settle what is counted."""
    words = _words(passage)
    if passage.token.counter in _COUNTS_REQUESTS and has(passage.sentence, *REQUESTS):
        return ()  # 申请7件，…已通过网站对外公开1件
    if _OF_ALL_YEARS.match(text, passage.token.end):
        return ()
    if has(words, Kind.CUMULATIVE) and _AND_OF_THE_YEAR.match(text, passage.token.end):
        return ()
    if passage.token.counter in ("次", "期", "项") and _IS_OCCASIONS.match(text, passage.token.end):
        return ()
    if words and words[-1].text == "新闻发布会" and words[-1].start < passage.token.start:
        return ()  # 在网站公布新闻发布会25次
    if _BEGINS_A_NOUN.match(text, passage.token.end) and not has(words, Kind.ITEM, Kind.DISCLOSED):
        return ()  # 网站发布了72条权威解答
    if not is_plain or not words or not passage.token.counter or any(word.text in _THE_REST for word in words):
        return ()
    channels = channels_of([word for word in passage.segment if not text.startswith("建设", word.end)], text)
    if channels is not None:
        is_kind = passage.is_breakdown and _is_of_a_field(words, passage.token, text)
        if (
            is_kind
            or not _counts_all(words, text)
            or _is_of_a_kind(passage.sentence, text)
            or _was_sent_to_others(passage)
            or (_ANOTHER_KIND.match(text, passage.token.end) and _is_of_a_field(words, passage.token, text))
            or _is_through_another(words)
        ):
            return ()
        if passage.token.counter == "件" and not has(words, Kind.ITEM) and _follows_another_matter(passage):
            return ()  # 办理提案13件，网上公开13件
        if channels == _OTHER_MEANS and passage.follows_channel:
            return ()  # 网站公开信息400条。通过媒体、公开栏等平台公开207条
        return by_channel(channels, passage.is_breakdown)
    if {word.kind for word in words} <= _NEW_ONES and (has(words, Kind.NEW) or _is_of_the_year(passage, words, text)):
        whole = channels_of(passage.sentence, text)
        return ("disclosed.total",) if whole is None else by_channel(whole, False)
    publishes, item = last(words, Kind.PUBLISHED, Kind.DISCLOSED), last(words, Kind.ITEM)
    if _UNKNOWN_CHANNEL.search(text, passage.segment[0].start if passage.segment else 0, passage.token.start):
        return ()  # 通过群众工作系统主动公开财务等信息197条
    if not has(words, Kind.DISCLOSED) and (
        _AND_ON_ITS_OWN_ACCOUNT.match(text, passage.token.end) or any(word.text == "通过" for word in passage.segment)
    ):
        return ()  # 通过政府公报发布信息5条
    if publishes >= 0 and (
        _is_an_account(words[publishes], text) or text.endswith(_PLANNED, 0, words[publishes].start)
    ):
        return ()
    if publishes < 0 or not _is_any_information(passage.token, words, publishes, item, text, passage.agency):
        return ()
    if passage.token.value == passage.by_channel:
        return ("disclosed.total",)  # 网站公开252条;公众号推送77条，共公开信息329条
    through = _channels_of_sentence(passage, text)
    clauses = _clauses_since_the_channel(passage, text) if through is not None else 0
    if through is not None and clauses < (_FAR if has(words, Kind.DISCLOSED) else _FARTHEST):
        return by_channel(through, passage.is_breakdown) if item >= 0 else ()
    if through is not None and not has(words, Kind.DISCLOSED):
        return ()
    if not has(words, Kind.DISCLOSED):
        named = channels_of([word for word in passage.sentence if not _IS_WORKED_ON.match(text, word.end)], text)
        if last(passage.sentence, Kind.THROUGH) > last(passage.sentence, Kind.CHANNEL, Kind.MEANS):
            return ()  # 网站公开…;通过大屏幕公开信息36条
        figure = last(passage.sentence, Kind.FIGURE)
        if figure > last(passage.sentence, Kind.CHANNEL) >= 0 and passage.sentence[figure].counter in _COUNTS_ITEMS:
            return ()  # 公众号转发信息302条，发表稿件157篇
        if named is not None:
            return by_channel(named, True) if len(named) == 1 else ()
        if text[words[publishes].end : words[item].start] in _OF_WHAT_WAS_NAMED:
            return ()
        if has(words[publishes:item], Kind.AND_SO_ON) and not text.endswith(_ALL_KINDS, 0, words[item].start):
            return ()  # 公开财政预决算等信息31条
        if not any(word.text in _MAKES_PUBLIC for word in words[: publishes + 1]) or _may_be_of_a_channel(
            passage, words[publishes], text
        ):
            return ()
    if passage.is_breakdown and not has(words, Kind.NEW) and not _is_first_disclosed(passage):
        return ()
    if item >= 0 and words[item].text == POST:
        return ()  # of an account, whichever it is
    if item < 0 and has(before(passage), Kind.OTHER, Kind.KIND_OF_ITEM, Kind.DOCUMENT):
        return ()  # 办理建议4件（主动公开4件）
    return ("disclosed.total",)


def _words(passage: Passage) -> list[Token]:
    """The words of the figure's segment, and what it counts where that stands behind it."""
    if has(passage.segment, Kind.ITEM):
        return list(passage.segment)  # 公开信息20条内容涉及公告公示
    return [*passage.segment, *(word for word in passage.after if word.kind in _COUNTED)]


def of_the_matter(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """政府信息公开数量320条, 信息公开政府信息67条, 在政府网站政务信息公开153条."""
    kinds = [word.kind for word in passage.segment if word.kind not in (Kind.THROUGH, Kind.CHANNEL)]
    if not is_plain or passage.is_breakdown or passage.token.counter != "条" or kinds not in _THE_MATTER:
        return ()
    channels = channels_of(passage.segment, text)
    if channels is not None:
        return by_channel(channels, False)
    clause = _clause_before(text, passage.segment[0].start)
    return ("disclosed.total",) if _WHO_AND_WHEN.fullmatch(clause) else ()


def _is_an_account(publishes: Token, text: str) -> bool:
    return _ACCOUNT.search(text, max(publishes.start - _LONGEST_PAUSE, 0), publishes.start) is not None


def _follows_another_matter(passage: Passage) -> bool:
    earlier = before(passage)
    return has(earlier, Kind.OTHER) and not has(earlier, Kind.ITEM, Kind.DISCLOSED)


def _clause_before(text: str, place: int) -> str:
    """What stands before a place in its clause, as far as it can be who and when."""
    return _CLAUSE_START.split(text[max(0, place - _LONGEST_OPENING) : place])[-1]


def _clauses_since_the_channel(passage: Passage, text: str) -> int:
    channel = max(word.end for word in passage.sentence if word.channel or word.kind in (Kind.MEANS, Kind.THROUGH))
    return text.count(",", channel, passage.segment[0].start)


def _may_be_of_a_channel(passage: Passage, publishes: Token, text: str) -> bool:
    """Whether the figure may be that of a column (财政专栏发布信息32条), or of the channels of the sentence before."""
    if any(word.kind is Kind.SECTION and word.start < publishes.start for word in passage.sentence):
        return True  # not 发布工作动态、业务专题等各类信息1871条
    clause = _clause_before(text, publishes.start)
    return passage.follows_channel and _NO_SUBJECT.fullmatch(clause) is not None


def _is_first_disclosed(passage: Passage) -> bool:
    """制作信息30条，其中主动公开24条: what it breaks down is another figure."""
    earlier = before(passage)
    if not has(passage.segment, Kind.DISCLOSED) or has(earlier, Kind.DISCLOSED):
        return False
    is_plain = {word.kind for word in passage.segment} <= _ON_ITS_OWN_ACCOUNT and not has(earlier, Kind.CHANNEL)
    return is_plain or not has(earlier, Kind.PUBLISHED)


def _is_any_information(
    figure: Token, words: Sequence[Token], publishes: int, item: int, text: str, agency: str
) -> bool:
    """公开各类信息, 主动公开卫生政府信息, 发布…等信息; not 发布反垄断信息, which is one kind."""
    start = max(publishes, _last_of_all(words, text))
    if item > publishes and text.endswith(_ALL_KINDS, 0, words[item].start) and not has(words[item:], *OTHER_THINGS):
        return True  # 工作动态及各类政务信息
    if has(words[start:], *OTHER_THINGS):
        return False
    kind = words[publishes - 1] if start == publishes > 0 else None
    if kind is not None and kind.kind is Kind.KIND_OF_ITEM and kind.end == words[publishes].start:
        return False  # 重点领域公开信息; not 财政局公开信息
    if item < publishes:
        is_kind = item > 0 and words[item - 1].kind is Kind.KIND_OF_ITEM and words[item - 1].end == words[item].start
        return words[publishes].kind is Kind.DISCLOSED and publishes == len(words) - 1 and not is_kind
    if words[item].text in _WHATEVER_ITS_FIELD and (words[publishes].kind is Kind.DISCLOSED or start > publishes):
        return True
    first = next((index for index in range(start + 1, item + 1) if words[index].kind is Kind.ITEM), item)
    begin = max(words[start].end, figure.end) if words[first].start > figure.start else words[start].end
    if first == start or _ANY.fullmatch(text, begin, words[first].start) is not None:
        return True
    is_on_its_own_account = start == publishes and (
        words[publishes].kind is Kind.DISCLOSED or text.startswith(_OF_ALL_KINDS, begin)
    )
    return is_on_its_own_account and _is_the_agencys(text[begin : words[first].start], agency)


def _is_the_agencys(field: str, agency: str) -> bool:
    """司法行政 of a 司法局: what its information is about, not one kind of it."""
    pairs = {field[place : place + 2] for place in range(len(field) - 1)} - _IN_MANY_NAMES
    return any(pair in agency for pair in pairs)


def _channels_of_sentence(passage: Passage, text: str) -> frozenset[str] | None:
    """通过门户网站…，公开信息230条: a clause since the last figure names the channel for the following.

    What is said of new media in general is explained by the account behind: 发挥政务新媒体优势，借助微信公众号，发布信息392条.
    """
    start = last(passage.sentence, Kind.FIGURE) + 1
    words = passage.sentence[start:]
    through = next((index for index, word in enumerate(words) if word.kind is Kind.THROUGH), None)
    if through is None:
        return None
    nearest = last(words, Kind.THROUGH)
    named = [word.text for word in words[through:nearest] if word.channel or word.kind is Kind.MEANS]
    is_general = bool(named) and all(name.endswith("新媒体") for name in named)
    return (channels_of(words[nearest:], text) if is_general else None) or channels_of(words[through:], text)


def _counts_all(words: Sequence[Token], text: str) -> bool:
    """Whether all that was published through the channel is counted, not one kind of it."""
    channel = max(index for index, word in enumerate(words) if word.channel or word.kind is Kind.MEANS)
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    if has(words[publishes - 1 : publishes], Kind.ITEM) and has(words[publishes - 2 : publishes - 1], *OTHER_THINGS):
        return False  # 网站政策解读稿件发布2篇
    of_all = max((i for i, word in enumerate(words) if _is_of_all_kinds(word, text)), default=-1)
    return not has(words[max(channel, publishes, _last_of_all(words, text), of_all) :], *OTHER_THINGS)


def _is_of_all_kinds(word: Token, text: str) -> bool:
    """便民政策文件、工作动态各类信息: whatever is listed before it."""
    return word.kind is Kind.ITEM and text.endswith(_OF_ALL_KINDS, 0, word.start)


def _is_through_another(words: Sequence[Token]) -> bool:
    """网站公开…通过大屏幕公开信息36条: a channel that is not known follows the one that is, and not its columns."""
    through = max((index for index, word in enumerate(words) if word.text == "通过"), default=-1)
    channel = max(index for index, word in enumerate(words) if word.channel or word.kind is Kind.MEANS)
    return through > channel and not has(words[through:], Kind.SECTION)


def _is_of_the_year(passage: Passage, words: Sequence[Token], text: str) -> bool:
    """网站累计发布信息12万条，2022年发布4300条, 累计公开信息12万条，其中本年公开4300条."""
    figure = last(passage.sentence, Kind.FIGURE)
    earlier = passage.sentence[: max(figure, 0)]
    is_named = has(words, Kind.YEAR) or _THIS_YEAR.search(text, words[0].start, words[-1].start) is not None
    return is_named and any("累计" in word.text for word in earlier)


def is_through_a_platform(passage: Passage) -> bool:
    """政府信息公开平台 alone, which counts apart where a site is named too."""
    sites = [word.text for word in passage.segment if word.channel == "website"]
    return bool(sites) and not any("网" in site or "门户" in site for site in sites)


def is_of_a_field(passage: Passage, text: str) -> bool:
    """Whether what was published through a channel is said to be of a field that is not plainly the agency's own."""
    return _is_of_a_field(_words(passage), passage.token, text, passage.agency)


def is_of_items(passage: Passage) -> bool:
    """Whether a figure counts what was published."""
    return (
        passage.subject is Kind.DISCLOSED
        and passage.is_own
        and not passage.is_breakdown
        and passage.token.counter in _COUNTS_ITEMS
    )


def is_of_fields(passage: Passage, text: str) -> bool:
    """公开项目建设、河湖长制等领域信息60余条: what is listed are fields, which may not be all."""
    start = passage.segment[0].start if passage.segment else passage.token.start
    return _OF_FIELDS.search(text, start, passage.token.start) is not None


def is_one_kind(passage: Passage) -> bool:
    """Whether such a figure, where it is no claim, counts one kind, beside which another kind may stand."""
    return not has(passage.segment, Kind.CHANNEL, Kind.MEANS, Kind.OTHER)


def _is_of_a_field(words: Sequence[Token], figure: Token, text: str, agency: str = "") -> bool:
    """微信公众号发布交通信息147条: what stands between the verb and 信息 says which."""
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    if publishes < 0:
        return False
    channel = max((index for index, word in enumerate(words) if word.channel), default=-1)
    start = max(publishes, _last_of_all(words, text), channel)
    if words[start].kind is Kind.ITEM:
        return False
    item = next((word for word in words[start + 1 :] if word.kind is Kind.ITEM), None)
    if item is None or item.text in _WHATEVER_ITS_FIELD or text.endswith(_ALL_KINDS, 0, item.start):
        return False
    begin = figure.end if item.start > figure.start > words[start].start else words[start].end
    if text.startswith(_OF_ALL_KINDS, begin) or _ANY.fullmatch(text, begin, item.start):
        return False
    return not _is_the_agencys(text[begin : item.start], agency)


def _is_of_a_kind(sentence: Sequence[Token], text: str) -> bool:
    """发布解读信息108条，其中网站发布89篇: what is broken down is one kind."""
    whole = sentence[: max(last(sentence, Kind.PARTLY), 0)]
    figure = last(whole, Kind.FIGURE)
    words = whole[last(whole[: max(figure, 0)], Kind.FIGURE) + 1 : max(figure, 0)]
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    return publishes >= 0 and has(words[max(publishes, _last_of_all(words, text)) :], *OTHER_THINGS)


def _was_sent_to_others(passage: Passage) -> bool:
    """报送信息96条，其中省局网站发布42条: where others published it."""
    if not passage.is_breakdown:
        return False
    whole = passage.sentence[: max(last(passage.sentence, Kind.PARTLY), 0)]
    figure = max(last(whole, Kind.FIGURE), 0)
    words = whole[last(whole[:figure], Kind.FIGURE) + 1 : figure]
    return any(word.text in _SENT for word in words) and not has(words, Kind.PUBLISHED, Kind.DISCLOSED)


def _last_of_all(words: Sequence[Token], text: str) -> int:
    """Where a list ends in what it is a list of: 预算、决算等信息, 报道、信息, 动态及信息."""
    listed = [
        index
        for index, word in enumerate(words)
        if word.kind is Kind.ITEM
        and index
        and text[words[index - 1].end - (words[index - 1].text == "、") : word.start] in _AND
    ]
    return max([last(words, Kind.AND_SO_ON, Kind.MEANS), *listed])
