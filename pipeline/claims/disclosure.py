"""A figure with a clause that makes something public → the indicators whose value it is: of one channel, of all, or none.

Most wrong claims were of these: a kind, a column or another body's part taken for the whole. So a figure is the whole only where
its own clause says 主动公开, or where nothing before it in the sentence may be what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.claims.channels import OTHER_THINGS, by_channel, channels_of
from pipeline.claims.clauses import REQUESTS, Passage, before
from pipeline.claims.fields import (
    ALL_KINDS,
    ANOTHER_KIND,
    counts_all,
    is_any_information,
    is_of_a_kind,
    is_of_any_field,
    is_the_agencys,
    words_of,
)
from pipeline.claims.named_before import (
    ACCOUNTS,
    COUNTS_ITEMS,
    LONGEST_OPENING,
    channels_of_sentence,
    clause_before,
    clauses_since_the_channel,
    is_in_a_named_column,
    may_be_of_a_channel,
    of_channels_before,
)
from pipeline.claims.scan import POST, Token
from pipeline.claims.series import has, last
from pipeline.claims.words import Kind

_WHO_AND_WHEN = re.compile(r"(?:20\d\d年度?|[我本].{0,3}?|全(?:镇|乡|街道?|局|委)|全年|共|累计|完成|总)*")
_COUNTS_REQUESTS = ("件", "份", "项")
_OF_ALL_YEARS = re.compile(
    r"[,;、(]?其中[,:]?(?:[本当今]年|20\d\d年|新增)|[,;、(](?:[本当今]年|20\d\d年)度?(?:共|又)?(?:新增|增加)\d"
)
_AND_ON_ITS_OWN_ACCOUNT = re.compile(r"[,;、(]?其中[,:]?主动公开(?:政府|政务)?(?:信息)?\d")
"""Behind a figure, of which those on request are the rest: 公开信息687条，其中主动公开668条，依申请公开19条."""
_BEGINS_A_NOUN = re.compile(r"[\u4e00-\u9fff]")
_ACCOUNT = re.compile(r"”(?:[^,;。、“”\d]{0,4}[号端])?(?:20\d\d年度?|全年|本年度?|共|累计|总计|同步|已|主动)*$")
"""Before a verb: a name that alone says through what (“青禾发布”发布信息120条), or with a word for an account that is not known."""
_OF_WHAT_WAS_NAMED = frozenset({"相关", "有关", "的相关", "的有关"})
"""按疫情防控要求，公开相关信息5条: one kind, which stands before."""
_IN_ALL = re.compile("[,;](?:总计|合计|共计|总共|一共|共)(?:对外|主动)?$")
_PLANNED = ("计划", "拟", "应", "须")
_LONGEST_PAUSE = 12
_THIS_YEAR = re.compile("[本今当]年")
_UNKNOWN_CHANNEL = re.compile("通过[^,;。:、]{1,24}(?:系统|栏|屏|册|会|喇叭)(?:主动|对外|向社会)*(?:公开|发布|公布)")
_AND_OF_THE_YEAR = re.compile(r"[,;、(]?(?:[本当今]年|20\d\d年)度?(?:[共新]|新增|主动)*(?:公开|发布)[^,;。]{0,8}\d")
"""Behind a figure, of which that of the year is a part."""
_A_BODY = (
    r"(?:各|下级)?[市县区旗乡镇街道()、]{1,6}(?:人民)?(?:政府|部门|单位)"
    r"(?:[及和与、各其]|所属|组成|工作|部门|单位|主动|共|累计|对外|向社会){0,8}(?:公开|发布)[^,;。\d]{0,10}\d"
)
_EACH_OF_TWO = re.compile(rf"[,;、]{_A_BODY}")
"""Behind a figure, beside which another body's stands: 市政府及其部门公开1200条，县区政府及其部门公开2300条."""
_SECOND_OF_TWO = re.compile(rf"{_A_BODY}[^,;。]{{0,8}}[,;、]{_A_BODY}$")
"""The same up to the first digit of the second figure."""
_IS_OCCASIONS = re.compile(r"[^;。、:]{0,8}\d+[条篇]")
"""Behind 次: 推送52次269条."""
_FAR, _FARTHEST = 2, 4
"""Clauses apart, a channel is no longer meant: of 主动公开信息150条, and of any other verb (在网站开设专栏，…，…，推送信息40条)."""
_MAKES_PUBLIC = frozenset({"公开", "发布", "公开发布", "发布公开", "公布"})
"""What may be said of all channels; 推送 and 更新 need theirs."""
_NEW_ONES = frozenset({Kind.NEW, Kind.YEAR, Kind.PARTLY, Kind.PUBLISHED, Kind.DISCLOSED})
"""累计3560条，其中2022年新增220条."""
_TOTAL = ("disclosed.total",)
_OF_ANY_WORK = re.compile("(?:各类|各项|各种|最新|日常|本地|政务|工作|业务|部门|服务|的)*")
"""Between a verb and 动态."""
_AND_ANOTHER = re.compile(
    r"(?:以及|[,、;和及与])(?![共总合累]|[^,。;、\d]{0,16}(?:网|公众号|微博|微信|抖音|阅读|浏览|点击|粉丝|关注|访问|用户))[^,。;、\d]{0,16}\d+[余多]?[条篇个期部]"
)
"""Behind a figure of one kind: that of another."""
_OTHER_MEANS = frozenset({"all", "elsewhere"})
_THE_MATTER = ([Kind.MATTER], [Kind.MATTER, Kind.ITEM])
_ON_ITS_OWN_ACCOUNT = frozenset({Kind.PARTLY, Kind.DISCLOSED, Kind.ITEM})
_SENT = frozenset({"报送", "投稿", "上报", "采用", "录用"})
_HANDED_OVER = frozenset({"报送", "送交", "移交", "移送", "寄送"})
_THE_REST = frozenset({"其他", "其它", "其余", "法定"})


def disclosed(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """The indicators of disclosure that a figure is of; none where its own clause does not settle what is counted."""
    words = words_of(passage)
    if not is_plain or not words or not passage.token.counter or _counts_another_thing(passage, words, text):
        return ()
    channels = channels_of(_without_what_is_listed(passage.segment, text), text)
    if channels is not None:
        is_part = _is_part_of_a_channel(passage, words, channels, text)
        return () if is_part else by_channel(channels, passage.is_breakdown)
    if _are_new_ones(passage, words, text):
        whole = channels_of(passage.sentence, text)
        return _TOTAL if whole is None else by_channel(whole, False)
    if _is_through_something_unknown(passage, words, text):
        return ()
    publishes, item = last(words, Kind.PUBLISHED, Kind.DISCLOSED), last(words, Kind.ITEM)
    if publishes < 0:
        return ()
    if not is_any_information(passage.token, words, publishes, item, text, passage.agency):
        if item < 0:
            return _summed_up(passage, words, text)
        return _of_the_account_before(passage, words, publishes, item, text)
    if passage.token.value == passage.by_channel:
        return _TOTAL  # 网站公开252条;公众号推送77条，共公开信息329条
    is_disclosed = has(words, Kind.DISCLOSED)
    through = channels_of_sentence(passage, text)
    if through is not None:
        if clauses_since_the_channel(passage, text) < (_FAR if is_disclosed else _FARTHEST):
            return by_channel(through, passage.is_breakdown) if item >= 0 else ()
        if not is_disclosed:
            return ()
    if not is_disclosed:
        named = of_channels_before(passage, text)
        if named is not None:
            return named
        if _is_one_kind_or_column(passage, words, publishes, item, text):
            return ()
    return _TOTAL if _is_the_whole(passage, words, item) else ()


def _summed_up(passage: Passage, words: Sequence[Token], text: str) -> tuple[str, ...]:
    """通过多种渠道发布，总计公开26条; 网站公开20条，公示栏公开6条，总计公开26条: a sum needs no noun."""
    if passage.token.counter not in COUNTS_ITEMS or passage.is_breakdown or words[-1].text not in _MAKES_PUBLIC:
        return ()
    start = max(passage.token.start - _LONGEST_PAUSE, 0)
    if words[-1].end != passage.token.start or _IN_ALL.search(text, start, words[-1].start) is None:
        return ()
    if passage.token.value == passage.by_channel:
        return _TOTAL
    is_first = not has(passage.sentence, Kind.FIGURE, Kind.SECTION, *OTHER_THINGS[1:])
    channels = channels_of(passage.sentence, text) if is_first and has(passage.sentence, Kind.MEANS) else None
    return by_channel(channels, False) if channels else ()


def _of_the_account_before(
    passage: Passage, words: Sequence[Token], publishes: int, item: int, text: str
) -> tuple[str, ...]:
    """建立微信公众号，发布民政信息212条 of a 民政局: all that the account sent out, since it is of the agency's own field."""
    sentence = passage.sentence
    is_next = item == len(words) - 1 == publishes + 1 and words[publishes].kind is Kind.PUBLISHED
    if not is_next or passage.is_breakdown or passage.token.counter not in COUNTS_ITEMS:
        return ()
    if has(sentence[last(sentence, Kind.CHANNEL) + 1 :], Kind.FIGURE, Kind.SECTION, Kind.THROUGH):
        return ()
    channels = channels_of(sentence[last(sentence, Kind.FIGURE) + 1 :], text)
    field = text[words[publishes].end : words[item].start]
    is_its_own = channels is not None and channels <= ACCOUNTS and is_the_agencys(field, passage.agency)
    return by_channel(channels, False) if channels and is_its_own else ()


def _without_what_is_listed(segment: Sequence[Token], text: str) -> list[Token]:
    """The words without those that name no channel: 网站建设, and 电视 in 发布文化活动、广播电视、文化市场等各类信息.

    What stands right behind the verb is one, though: 发布微博、微信等信息.
    """
    words = [word for word in segment if not text.startswith("建设", word.end)]
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    item = last(words, Kind.ITEM)
    if not 0 <= publishes < item or has(words[publishes:item], Kind.THROUGH, Kind.MEANS):
        return words
    first = text.find("、", words[publishes].end, words[item].start)
    is_list = first >= 0 and text.endswith(ALL_KINDS, 0, words[item].start)
    if not is_list or any(word.channel and word.start < first for word in words[publishes:item]):
        return words
    return [word for index, word in enumerate(words) if not (publishes < index < item and word.channel)]


def _counts_another_thing(passage: Passage, words: Sequence[Token], text: str) -> bool:
    """Whether the figure, by its counter and what stands right at it, counts no information of the year."""
    counter, start, end = passage.token.counter, passage.token.start, passage.token.end
    texts = {word.text for word in words}
    return (
        (counter in _COUNTS_REQUESTS and _may_be_requests(passage))  # 申请7件，…已通过网站对外公开1件
        or _OF_ALL_YEARS.match(text, end) is not None
        or (has(words, Kind.CUMULATIVE) and _AND_OF_THE_YEAR.match(text, end) is not None)
        or _EACH_OF_TWO.match(text, end) is not None
        or _SECOND_OF_TWO.search(text, max(start - LONGEST_OPENING, 0), start + 1) is not None
        or (counter in ("次", "期", "项") and _IS_OCCASIONS.match(text, end) is not None)
        or (words[-1].text == "新闻发布会" and words[-1].start < passage.token.start)  # 在网站公布新闻发布会25次
        # 网站发布了72条权威解答
        or (_BEGINS_A_NOUN.match(text, end) is not None and not has(words, Kind.ITEM, Kind.DISCLOSED))
        or not texts.isdisjoint(_THE_REST)
        # 受理网上来访信件34件
        or (has(words, Kind.RECEIVED) and not has(words, Kind.PUBLISHED, Kind.DISCLOSED))
        # 向档案局移交主动公开文件12件
        or (
            not texts.isdisjoint(_HANDED_OVER)
            and any(a.text in _HANDED_OVER and b.kind is Kind.DISCLOSED for a, b in pairwise(words))
        )
    )


def _may_be_requests(passage: Passage) -> bool:
    """Whether requests are named before, and not only as none: 依申请公开0件，网上公开21件."""
    first = next((index for index, word in enumerate(passage.sentence) if word.kind in REQUESTS), -1)
    if first < 0:
        return False
    counted = [word for word in passage.sentence[first:] if word.kind is Kind.FIGURE]
    return not counted or any(word.value for word in counted)


def _is_part_of_a_channel(passage: Passage, words: Sequence[Token], channels: frozenset[str], text: str) -> bool:
    """Whether a figure with a channel in its segment counts a kind, or what was published by others or elsewhere."""
    if _are_an_accounts_news(passage, words, channels, text):
        return False
    may_be_a_kind = (
        passage.is_breakdown or passage.token.counter == "次" or ANOTHER_KIND.match(text, passage.token.end) is not None
    )
    return (
        (may_be_a_kind and is_of_any_field(passage, words, text))
        or (is_in_a_named_column(words, text) and is_of_any_field(passage, words, text))
        or not counts_all(words, text)
        or is_of_a_kind(passage.sentence, text)
        or _was_sent_to_others(passage)
        or _is_through_another(words)
        # 办理提案13件，网上公开13件
        or (passage.token.counter == "件" and not has(words, Kind.ITEM) and _follows_another_matter(passage))
        # 网站公开信息400条。通过媒体、公开栏等平台公开207条
        or (channels == _OTHER_MEANS and passage.follows_channel)
    )


def _are_an_accounts_news(passage: Passage, words: Sequence[Token], channels: frozenset[str], text: str) -> bool:
    """公众号推送政务动态68条, and nothing else: an account has no columns, of which 动态 would be one."""
    publishes = last(words, Kind.PUBLISHED)
    named = words[publishes + 1 :]
    return (
        len(channels) == 1
        and channels <= ACCOUNTS
        and not passage.is_breakdown
        and passage.token.counter in COUNTS_ITEMS
        and publishes >= 0
        and [word.text for word in named] in (["动态"], ["动态", "信息"])
        and _OF_ANY_WORK.fullmatch(text, words[publishes].end, named[0].start) is not None
        and _AND_ANOTHER.match(text, passage.token.end) is None
    )


def _are_new_ones(passage: Passage, words: Sequence[Token], text: str) -> bool:
    """累计3560条，其中2022年新增220条, 2022年发布4300条."""
    is_bare = {word.kind for word in words} <= _NEW_ONES and passage.token.counter != "项"
    return is_bare and (has(words, Kind.NEW) or _is_of_the_year(passage, words, text))


def _is_through_something_unknown(passage: Passage, words: Sequence[Token], text: str) -> bool:
    """Whether what was published went through a channel or account that is not known, or is only planned."""
    start = passage.segment[0].start if passage.segment else 0
    if _UNKNOWN_CHANNEL.search(text, start, passage.token.start):
        return True  # 通过群众工作系统主动公开财务等信息197条
    if not has(words, Kind.DISCLOSED) and (
        _AND_ON_ITS_OWN_ACCOUNT.match(text, passage.token.end) or any(word.text == "通过" for word in passage.segment)
    ):
        return True  # 通过政府公报发布信息5条
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    return publishes >= 0 and (
        _is_an_account(words[publishes], text) or text.endswith(_PLANNED, 0, words[publishes].start)
    )


def _is_one_kind_or_column(passage: Passage, words: Sequence[Token], publishes: int, item: int, text: str) -> bool:
    """Whether 发布…信息30条 may be less than all: of what was named before, of a list, of a column, or through a channel."""
    if text[words[publishes].end : words[item].start] in _OF_WHAT_WAS_NAMED:
        return True
    if has(words[publishes:item], Kind.AND_SO_ON) and not text.endswith(ALL_KINDS, 0, words[item].start):
        return True  # 公开财政预决算等信息31条
    makes_public = any(word.text in _MAKES_PUBLIC for word in words[: publishes + 1])
    return not makes_public or may_be_of_a_channel(passage, words[publishes], text)


def _is_the_whole(passage: Passage, words: Sequence[Token], item: int) -> bool:
    """Whether no other figure, account or matter is what the figure is a part of."""
    if passage.is_breakdown and not has(words, Kind.NEW) and not _is_first_disclosed(passage):
        return False
    if item >= 0:
        return words[item].text != POST  # those are of an account, whichever it is
    return not has(before(passage), Kind.OTHER, Kind.KIND_OF_ITEM, Kind.DOCUMENT)  # 办理建议4件（主动公开4件）


def published_behind(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """其中369条通过政府网站公开: the channel stands behind the figure."""
    channels = channels_of(passage.after, text)
    return by_channel(channels, True) if is_plain and channels is not None else ()


def is_published_behind(passage: Passage) -> bool:
    """Whether right behind a figure stands through what it was published, and nothing else."""
    words = passage.after
    return (
        passage.subject is Kind.DISCLOSED
        and passage.token.counter in COUNTS_ITEMS
        and len(words) > 2
        and words[0].kind is Kind.THROUGH
        and words[0].start == passage.token.end
        and words[-1].kind in (Kind.PUBLISHED, Kind.DISCLOSED)
        and not has(words, *OTHER_THINGS)
    )


def of_the_matter(passage: Passage, text: str, is_plain: bool) -> tuple[str, ...]:
    """政府信息公开数量320条, 信息公开政府信息67条, 在政府网站政务信息公开153条."""
    kinds = [word.kind for word in passage.segment if word.kind not in (Kind.THROUGH, Kind.CHANNEL)]
    if not is_plain or passage.token.counter != "条" or kinds not in _THE_MATTER:
        return ()
    channels = channels_of(passage.segment, text)
    if channels is not None:
        return by_channel(channels, passage.is_breakdown)
    if passage.is_breakdown:
        return ()
    clause = clause_before(text, passage.segment[0].start)
    return _TOTAL if _WHO_AND_WHEN.fullmatch(clause) else ()


def _is_an_account(publishes: Token, text: str) -> bool:
    return _ACCOUNT.search(text, max(publishes.start - _LONGEST_PAUSE, 0), publishes.start) is not None


def _follows_another_matter(passage: Passage) -> bool:
    earlier = before(passage)
    return has(earlier, Kind.OTHER) and not has(earlier, Kind.ITEM, Kind.DISCLOSED)


def _is_first_disclosed(passage: Passage) -> bool:
    """制作信息30条，其中主动公开24条: what it breaks down is another figure."""
    earlier = before(passage)
    if not has(passage.segment, Kind.DISCLOSED) or has(earlier, Kind.DISCLOSED):
        return False
    is_plain = {word.kind for word in passage.segment} <= _ON_ITS_OWN_ACCOUNT and not has(earlier, Kind.CHANNEL)
    return is_plain or not has(earlier, Kind.PUBLISHED)


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


def is_through_channels(passage: Passage) -> bool:
    """Whether a total is said to have been published through channels that may not be all: 通过电视、报纸等媒介主动发布信息91篇."""
    channels = {word.channel for word in passage.segment if word.channel}
    return bool(channels) and (channels == {"elsewhere"} or not has(passage.segment, Kind.DISCLOSED))


def is_of_items(passage: Passage) -> bool:
    """Whether a figure counts what was published."""
    return (
        passage.subject is Kind.DISCLOSED
        and passage.is_own
        and not passage.is_breakdown
        and passage.token.counter in COUNTS_ITEMS
    )


def _was_sent_to_others(passage: Passage) -> bool:
    """报送信息96条，其中省局网站发布42条: where others published it."""
    if not passage.is_breakdown:
        return False
    whole = passage.sentence[: max(last(passage.sentence, Kind.PARTLY), 0)]
    figure = max(last(whole, Kind.FIGURE), 0)
    words = whole[last(whole[:figure], Kind.FIGURE) + 1 : figure]
    return any(word.text in _SENT for word in words) and not has(words, Kind.PUBLISHED, Kind.DISCLOSED)
