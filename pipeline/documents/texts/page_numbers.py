"""Numbers of pages that stand alone on their lines among the rows of a text, with nothing around them that tells what they are.

Where a text prints a cell a line, any figure is alone on its line, and nothing is done here.
"""

from __future__ import annotations

import re
from itertools import pairwise

FEWEST_PAGES = 3
"""Numbers that count up by one, and nothing else alone on a line, from which they are those of pages."""
FEWEST_APART = 8
"""Lines of a page, below its number and above the next: items of a list are nearer."""
_ALONE = re.compile(r"^[^\S\n]*(\d{1,3})[^\S\n]*$", re.MULTILINE)
_NEW_PAGE = re.compile(r"^\f+\n?", re.MULTILINE)


def without_page_numbers(text: str) -> str:
    """`text` without the numbers of its pages, the first of which may have none."""
    found = list(_ALONE.finditer(text))
    numbers = [int(match[1]) for match in found]
    if len(found) < FEWEST_PAGES or numbers[0] not in (1, 2) or numbers != list(range(numbers[0], numbers[-1] + 1)):
        return text
    between = (text.count("\n", one.end(), other.start()) for one, other in pairwise(found))
    return text if min(between) < FEWEST_APART else _ALONE.sub("", text)


def without_page_ends(text: str) -> str:
    """`text` without its form feeds, and the lines that hold nothing else: these are no blank cells."""
    return _NEW_PAGE.sub("", text) if "\f" in text else text
