"""What a clause that makes something public counts: all there is, one field of it, or one kind.

公开各类信息 and 主动公开政府信息 are all; 发布交通信息 of a channel may be; 发布政策解读 is one kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.channels import OTHER_THINGS
from pipeline.claims.clauses import Passage
from pipeline.claims.scan import Token
from pipeline.claims.series import has, last
from pipeline.claims.words import Kind

_ANY = re.compile(
    r"(?:的|群众|公众|社会|普遍|关心|关注|关切|原创|自主|(?:各类|各项)工作|各类|各项|各种|各方面|方面|相关|有关|本级|本|新|政务|政府|公开|[和及]?维护|了|共|各|全部|以上|类|日常|官方|要|领域)*+"
)
"""Between 公开 and 信息 where any information is meant."""
_COUNTED = frozenset({Kind.ITEM, Kind.KIND_OF_ITEM, Kind.DISCLOSED})
"""What may stand behind a figure as what it counts: 发布14条主动公开信息."""
_WHATEVER_ITS_FIELD = ("政府信息", "政务信息")
"""海关政府信息: the agency's field, not a kind."""
_OF_ALL_KINDS = ("各类", "各种", "各项")
ALL_KINDS = (*_OF_ALL_KINDS, "政务公开")
_IN_MANY_NAMES = frozenset({"人民", "政府", "管理", "服务", "行政", "发展", "办公", "公室", "中心", "建设"})
"""Pairs of characters that say little of an agency's field."""
_AND = frozenset("、及和与")
ANOTHER_KIND = re.compile(
    r"[,、;](?:以及|和|及)?(?!其中|[^,。;、\d]{0,12}(?:公开|发布|推送|更新|网|公众号|微博))[^,。;、\d]{2,12}(?:信息|推文|稿件|文章)(?:约|近)?\d+[余多]?[条篇]"
)
"""Behind a figure of one field: 发布就业信息30条，创业信息46条."""
_OF_FIELDS = re.compile("、[^,。;、]{2,12}等(?:重点|多个)?(?:领域|方面)的?(?:相关|政府|政务)?信息")


def words_of(passage: Passage) -> list[Token]:
    """The words of the figure's segment, and what it counts where that stands behind it."""
    if has(passage.segment, Kind.ITEM):
        return list(passage.segment)  # 公开信息20条内容涉及公告公示
    return [*passage.segment, *(word for word in passage.after if word.kind in _COUNTED)]


def is_any_information(
    figure: Token, words: Sequence[Token], publishes: int, item: int, text: str, agency: str
) -> bool:
    """公开各类信息, 主动公开卫生政府信息, 发布…等信息; not 发布反垄断信息, which is one kind."""
    start = max(publishes, last_of_all(words, text))
    if item > publishes and text.endswith(ALL_KINDS, 0, words[item].start) and not has(words[item:], *OTHER_THINGS):
        return True  # 工作动态及各类政务信息
    if has(words[start:], *OTHER_THINGS):
        return start == publishes and _are_files_by_item(figure, words, publishes)
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
    return is_on_its_own_account and is_the_agencys(text[begin : words[first].start], agency)


def _are_files_by_item(figure: Token, words: Sequence[Token], publishes: int) -> bool:
    """主动公开文件869条: what is counted as information is; of 869件 files may be a kind."""
    behind = words[publishes + 1 :]
    return (
        figure.counter == "条"
        and words[publishes].kind is Kind.DISCLOSED
        and len(behind) == 1
        and behind[0].text == "文件"
        and behind[0].start == words[publishes].end
    )


def is_the_agencys(field: str, agency: str) -> bool:
    """司法行政 of a 司法局: what its information is about, not one kind of it."""
    pairs = {field[place : place + 2] for place in range(len(field) - 1)} - _IN_MANY_NAMES
    return any(pair in agency for pair in pairs)


def counts_all(words: Sequence[Token], text: str) -> bool:
    """Whether all that was published through the channel is counted, not one kind of it."""
    channel = max(index for index, word in enumerate(words) if word.channel or word.kind is Kind.MEANS)
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    if has(words[publishes - 1 : publishes], Kind.ITEM) and has(words[publishes - 2 : publishes - 1], *OTHER_THINGS):
        return False  # 网站政策解读稿件发布2篇
    if publishes > channel and words[publishes - 1].kind is Kind.KIND_OF_ITEM and _touch(words, publishes - 1):
        return False  # 微信微视频发布18条
    of_all = max((i for i, word in enumerate(words) if _is_of_all_kinds(word, text)), default=-1)
    return not has(words[max(channel, publishes, last_of_all(words, text), of_all) :], *OTHER_THINGS)


def _touch(words: Sequence[Token], index: int) -> bool:
    return words[index].end == words[index + 1].start


def _is_of_all_kinds(word: Token, text: str) -> bool:
    """便民政策文件、工作动态各类信息: whatever is listed before it."""
    return word.kind is Kind.ITEM and text.endswith(_OF_ALL_KINDS, 0, word.start)


def is_of_any_field(passage: Passage, words: Sequence[Token], text: str) -> bool:
    """Whether what was published through a channel is said to be of a field, the agency's own too."""
    return _says_which(words, passage.token, text, "")


def is_of_a_field(passage: Passage, text: str) -> bool:
    """The same of a field that is not plainly the agency's own."""
    return _says_which(words_of(passage), passage.token, text, passage.agency)


def is_of_fields(passage: Passage, text: str) -> bool:
    """公开项目建设、河湖长制等领域信息60余条: what is listed are fields, which may not be all."""
    start = passage.segment[0].start if passage.segment else passage.token.start
    return _OF_FIELDS.search(text, start, passage.token.start) is not None


def is_one_kind(passage: Passage) -> bool:
    """Whether such a figure, where it is no claim, counts one kind, beside which another kind may stand."""
    return not has(passage.segment, Kind.CHANNEL, Kind.MEANS, Kind.OTHER)


def _says_which(words: Sequence[Token], figure: Token, text: str, agency: str) -> bool:
    """微信公众号发布交通信息147条: what stands between the verb and 信息 says which."""
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    if publishes < 0:
        return False
    channel = max((index for index, word in enumerate(words) if word.channel), default=-1)
    start = max(publishes, last_of_all(words, text), channel)
    if words[start].kind is Kind.ITEM:
        return False
    item = next((word for word in words[start + 1 :] if word.kind is Kind.ITEM), None)
    if item is None or item.text in _WHATEVER_ITS_FIELD or text.endswith(ALL_KINDS, 0, item.start):
        return False
    begin = figure.end if item.start > figure.start > words[start].start else words[start].end
    if text.startswith(_OF_ALL_KINDS, begin) or _ANY.fullmatch(text, begin, item.start):
        return False
    return not is_the_agencys(text[begin : item.start], agency)


def is_of_a_kind(sentence: Sequence[Token], text: str) -> bool:
    """发布解读信息108条，其中网站发布89篇: what is broken down is one kind."""
    whole = sentence[: max(last(sentence, Kind.PARTLY), 0)]
    figure = last(whole, Kind.FIGURE)
    words = whole[last(whole[: max(figure, 0)], Kind.FIGURE) + 1 : max(figure, 0)]
    publishes = last(words, Kind.PUBLISHED, Kind.DISCLOSED)
    return publishes >= 0 and has(words[max(publishes, last_of_all(words, text)) :], *OTHER_THINGS)


def last_of_all(words: Sequence[Token], text: str) -> int:
    """Where a list ends in what it is a list of: 预算、决算等信息, 报道、信息, 动态及信息."""
    listed = [
        index
        for index, word in enumerate(words)
        if word.kind is Kind.ITEM
        and index
        and text[words[index - 1].end - (words[index - 1].text == "、") : word.start] in _AND
    ]
    return max([last(words, Kind.AND_SO_ON, Kind.MEANS), *listed])
