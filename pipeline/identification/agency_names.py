"""What reads as an agency's name, and what as a word for any agency, for one above, or for the writer.

All of it is for text as it is matched; what a name says of place and body, and whose it is, is `pipeline.agencies`' to tell.
"""

from __future__ import annotations

import re

from pipeline.documents.document import Line
from pipeline.documents.fold import kept_of_headings, tidy
from pipeline.identification.titles import is_generic, is_self_reference

_CHARACTERS = "\u3400-\u9fff()（）A-Za-z0-9·"
WORD = re.compile(r"[\u3400-\u9fff·]{2,}(?:\([\u3400-\u9fff]+\)[\u3400-\u9fff]*)?")
NAME = re.compile(rf"[{_CHARACTERS}]{{3,30}}")
AGENCY_END = (
    "局 委 办 厅 府 会 院 处 镇 乡 所 心 部 署 室 馆 街道 海关 支队 总队 大队 中心 管委会 办事处 苏木 公司 银行 气象台 "
    "总站 联社 联合社 合作社 供销社 农场 林场 监狱 党校 调查队 分行 支行 残联 妇联 工商联 文联 侨联 社科联 科协"
).split()
"""What names of agencies end with."""
END = "|".join(AGENCY_END)
PLACE = re.compile(r"[\u3400-\u9fff]{1,10}[省市县区旗州盟镇乡]")
NOT_OWN = re.compile(
    r"国务院(?:办公厅.*)?$|共和国(?![\u3400-\u9fff]{2,10}(?:海关|部|局|署)$)|关于|做好|^(?:上级|各|全|有关|相关|本|我|该|其|党|国家|中共|中央|主管|司法|人民法|自治区)[^\u3000]{0,6}$|领导小组$|法院|人大|政协|党委|"
    r"委办|社会(?!保障|保险|科学|工作|组织|福利|救助|事务|治安|事业|发展)|群众|公众|平台|目录|网站|栏目?[上下中内里]?$|[处科股]室$|工作$|部门$|单位$|办法$|规定$|[我本][局委厅办院镇乡部会]$"
)
_OF_THE_NATION = re.compile(r"国家[\u3400-\u9fff]{2,12}(?:局|署|委员会|委)")
"""Agencies that most reports name as of those above, and that report themselves."""
RELATIVE = re.compile(r"[省市县区旗州](?:城市|市场|市政|[^省市县区旗州]){1,8}")
"""A name that only its readers can complete: 市水务局."""
SUPERIOR = re.compile(r"[省市县区旗州](?:委|政府|人民政府|.*办公[室厅]|.*公开办|政府办)")
"""Of those the ones that a report speaks of as of others."""
_BRACKET = re.compile(r"[(（][\u3400-\u9fff]{2,12}[)）]$")
"""A second name, or whom the figures cover: behind a name it belongs to the title, and not to the name."""
_PARTICULAR = re.compile(r"\s*(?:发布|发文|公开|责任|制发)(?:机构|机关|单位|部门|主体)")
"""What a line begins with that says who put a report on its site."""
_LABEL = re.compile(r"^(?:(?:编制|填报|报告)?(?:单位|机关)(?:名称)?[:：]|[|\s]+)|[|\s]+$")
_LONGEST_LINE = 120
"""Characters, white space included, of a line that may hold a name alone."""


def is_place(name: str) -> bool:
    """Whether `name` is that of a place with a government, and of one alone."""
    return PLACE.fullmatch(name) is not None and not is_generic(name) and not is_self_reference(name)


def name_alone(line: Line) -> str | None:
    """The agency that a line names, and nothing else."""
    return _alone(line.text)


@kept_of_headings
def _alone(text: str) -> str | None:
    return name_in(text)


def name_in(text: str, *, may_be_relative: bool = False) -> str | None:
    """The agency that `text` names, and nothing else."""
    if len(text) > _LONGEST_LINE or _PARTICULAR.match(text):
        return None
    text = _BRACKET.sub("", _LABEL.sub("", tidy(text)))
    return text if NAME.fullmatch(text) and is_name(text, may_be_relative=may_be_relative) else None


def is_of_others(text: str, *, may_be_national: bool = False) -> bool:
    """Whether `text` is no name of whose report it is: of one above, of courts and parties, of a site."""
    return NOT_OWN.search(text) is not None and not (may_be_national and _OF_THE_NATION.fullmatch(text))


def is_name(text: str, *, may_be_relative: bool = False, may_be_national: bool = False) -> bool:
    """Whether `text` is an agency's name, and not that of any agency of its kind or of one above."""
    return (
        text.endswith(tuple(AGENCY_END))
        and WORD.match(text) is not None
        and not is_self_reference(text)
        and not is_generic(text)
        and (may_be_relative or not RELATIVE.fullmatch(text))
        and not SUPERIOR.fullmatch(text)
        and not is_of_others(text, may_be_national=may_be_national)
        and "信息公开" not in text.removesuffix("信息公开办公室")
    )
