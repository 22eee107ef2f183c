"""What a user may write: an agency or an indicator (a code, a name, a part of one, a pattern), years, an address.

What means nothing is refused with the nearest that would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from urllib.parse import SplitResult, urlsplit

import click

_NEAREST = 3
_NEAR_ENOUGH = 50.0  # of 100; below, a suggestion is noise
_WILDCARDS = re.compile(r"[*?\[]")


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """Up to three known words like `word`, best first."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        word, known, scorer=fuzz.WRatio, processor=utils.default_process, limit=_NEAREST, score_cutoff=_NEAR_ENOUGH
    )
    return [name for name, _, _ in found]


def choose(words: Iterable[str], known: Sequence[tuple[str, ...]], *, what: str, option: str) -> list[str]:
    """The codes meant by `words`, in the order of `known`.

    `known` holds (code, name, …) of each. A word is a code or name as it stands, or a pattern (`青禾*`, `9901*`); without
    wildcards it may also be a part of exactly one name. Raises click.BadParameter, with the nearest, for a word that
    means nothing.
    """
    if not known:
        raise click.BadParameter(f"there is no {what} yet", param_hint=f"'{option}'")
    chosen: set[str] = set()
    for word in words:
        codes = _matching(word, known)
        if not codes:
            near = nearest(word, [name for names in known for name in names])
            all_of_them = f"; {option} '*' takes all" if option.startswith("--") else ""
            hint = f"nearest: {', '.join(near)}" if near else f"none is like it{all_of_them}"
            raise click.BadParameter(f"no {what} is called {word!r}; {hint}", param_hint=f"'{option}'")
        chosen.update(codes)
    return [names[0] for names in known if names[0] in chosen]


def is_pattern(word: str) -> bool:
    """Whether a word means all that is like it, rather than one."""
    return _WILDCARDS.search(word) is not None


def _matching(word: str, known: Sequence[tuple[str, ...]]) -> list[str]:
    """The codes that one word means: exact before pattern before a part of a single name."""
    folded = word.casefold()
    exact = [names[0] for names in known if folded in {name.casefold() for name in names}]
    if exact:
        return exact
    if is_pattern(word):
        return [names[0] for names in known if any(fnmatchcase(name.casefold(), folded) for name in names)]
    parts = [names[0] for names in known if any(folded in name.casefold() for name in names)]
    return parts if len(parts) == 1 else []


def split_list(values: Iterable[str]) -> list[str]:
    """Words of an option that may be repeated and may hold several, separated by comma (`,` or `，`)."""
    return [word.strip() for value in values for word in re.split(r"[,，]", value) if word.strip()]


def url_of_one(url: str, paths: Sequence[str]) -> SplitResult:
    """The parts of the address at which the one document of `paths` was published.

    Raises click.UsageError where there are several paths or a folder, and click.BadParameter for what is no web address.
    """
    from pipeline.inputs import is_folder

    if len(paths) > 1 or is_folder(paths[0]):
        raise click.UsageError("--url goes with one document; take the others without it")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise click.BadParameter(f"{url!r} is no address: {error}", param_hint="'--url'") from error
    if host is None or parts.scheme not in {"http", "https"}:
        raise click.BadParameter(f"{url!r} is no web address; write http://host/path", param_hint="'--url'")
    return parts


def parse_years(text: str) -> list[int]:
    """`2019-2024`, `2021`, `2019,2022-2024` as years, sorted; raises click.BadParameter."""
    years: set[int] = set()
    for part in split_list([text]):
        match = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", part)
        if match is None:
            raise click.BadParameter(f"{part!r} is no year; write 2021, 2019-2024 or 2019,2021", param_hint="'--years'")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise click.BadParameter(f"{part!r} runs backwards; write {last}-{first}", param_hint="'--years'")
        years.update(range(first, last + 1))
    if not years:
        raise click.BadParameter("no year given; write 2021 or 2019-2024", param_hint="'--years'")
    return sorted(years)
