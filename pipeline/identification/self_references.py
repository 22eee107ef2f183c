"""What a report calls its agency where it does not name it: 我局, 本机关, and who may call itself so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.documents.document import Line

GOVERNMENTS = ("市", "县", "区", "州", "旗")
_SELF = re.compile(
    r"(?:我|本(?![市县区州旗]))(局|委|办(?!理|法|事|公)|厅|部(?!门|分)|镇|乡|街道?|市|县|区|州|旗|院|中心|会(?!议)|所|站|馆|关|支队|大队|社(?!会|区)|处(?!理|于|罚|置))"
)
_WORKS = r"(?=20\d\d|主动|共|坚持|高度|认真|严格|强化|收到|受理|按照|全面|切实|积极|多次|将)"
_OTHERWISE_CALLED = {
    "办": re.compile(rf"[省市县区旗州](?:人民)?政府办(?:公[室厅])?{_WORKS}"),
    "委": re.compile(rf"(?:^|[,。;:\d年])管委会{_WORKS}"),
}
"""How offices and committees speak of themselves who do not say 我办, 我委."""
_FITTING = {
    "委": "委员会|委|管委会",
    "办": "办公室|办公厅|办",
    "镇": "镇|镇人民政府|镇政府",
    "乡": "乡|乡人民政府|乡政府",
    "街道": "街道|办事处|街道办",
    "街": "街道|办事处|街道办",
    "会": "委员会|会",
    "关": "海关",
    "馆": "馆",
}
"""What names end with whose bearers call themselves 我委, 我办; those of the others end with the same word."""
EARLY = 60
"""Lines of a report in which its agency is called by its whole name, if anywhere."""


_STOPS = re.compile(r"[。，,；;：:]")
_SPACE = re.compile(r"[\s|>＞/]")
_FEWEST_WORDS = 12
"""Characters without a stop or a space from which a line is a piece of a sentence, and no name in a menu."""


def is_told(text: str) -> bool:
    """Whether a line has a sentence or a piece of one; a menu has names alone: 首页 走进本县 政务公开."""
    text = text.strip()
    return _STOPS.search(text) is not None or (len(text) >= _FEWEST_WORDS and _SPACE.search(text) is None)


def own_kind(body: Sequence[Line]) -> str | None:
    """What the report mostly calls its agency: 局 for 我局 and 本局; None where it does not."""
    found = Counter(match[1] for line in body[:EARLY] for match in _SELF.finditer(line.text) if is_told(line.text))
    if not found:
        for kind, pattern in _OTHERWISE_CALLED.items():
            if any(pattern.search(line.folded) for line in body[:EARLY]):
                return kind
        return None
    return found.most_common(1)[0][0]


def fits(name: str, own: str) -> bool:
    """Whether an agency of that name may call itself 我 + `own`."""
    if own in GOVERNMENTS:
        return name.endswith((*GOVERNMENTS, "政府", "政府办公室", "政府办公厅", "管理委员会", "管委会"))
    return name.endswith(tuple(_FITTING.get(own, own).split("|")))
