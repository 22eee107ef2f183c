"""Documents that nobody would write: mutated golden ones must be survived, mutated made ones must not be read wrong in silence.

Seeded, so that a failure comes back; `NIANBAO_FUZZ_DOCUMENTS=5000` makes it longer.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from random import Random

import pytest

from pipeline.extract import extract
from tests.pipeline.printed.pages import judge, page_of, reports
from tests.pipeline.printed.writers import writers

pytestmark = pytest.mark.slow

DOCUMENTS = int(os.environ.get("NIANBAO_FUZZ_DOCUMENTS", "200"))
LONGEST_SECONDS = 10
"""Processor time of one small document; a hang is longer."""
GOLDEN = sorted(
    path for path in (Path(__file__).parent.parent / "golden").iterdir() if path.suffix in (".html", ".txt")
)
_TAG = re.compile(r"<[^>]*>")
_SPAN = re.compile(r'(?:row|col)span="\d+"')


def mangle(body: bytes, rng: Random) -> bytes:
    """`body` with bytes turned, lost, doubled or put elsewhere."""
    for _ in range(rng.randrange(1, 20)):
        if len(body) < 2:
            break
        start = rng.randrange(len(body))
        end = min(len(body), start + rng.choice((1, 1, 2, 8, 64, 1024)))
        piece = body[start:end]
        way = rng.randrange(5)
        if way == 0:
            body = body[:start] + bytes(rng.randrange(256) for _ in piece) + body[end:]
        elif way == 1:
            body = body[:start] + body[end:]
        elif way == 2:
            body = body[:end] + piece * rng.choice((1, 2, 50)) + body[end:]
        elif way == 3:
            other = rng.randrange(len(body))
            body = body[:other] + piece + body[other:]
        else:
            body = body[:start]
    return body


def disturb(text: str, rng: Random) -> str:
    """`text` with tags, spans, letters of labels or whole lines changed; no figure is altered, though some may be lost."""
    for _ in range(rng.randrange(1, 4)):
        way = rng.randrange(6)
        if way == 0 and (tags := list(_TAG.finditer(text))):
            tag = rng.choice(tags)
            text = text[: tag.start()] + text[tag.end() :]
        elif way == 1 and (spans := list(_SPAN.finditer(text))):
            span = rng.choice(spans)
            text = text[: span.start()] + f'colspan="{rng.randrange(9)}"' + text[span.end() :]
        elif way == 2:
            letters = [at for at, letter in enumerate(text) if "一" <= letter <= "鿿"]
            at = rng.choice(letters)
            text = text[:at] + rng.choice(("", "某", " ", "\n")) + text[at + rng.randrange(2) :]
        else:
            lines = text.split("\n")
            at = rng.randrange(len(lines))
            lines[at : at + 1] = ([], [lines[at]] * 2, ["页脚", lines[at]], ["", lines[at]])[way - 2]
            text = "\n".join(lines)
    return text


@pytest.mark.parametrize("document", GOLDEN, ids=lambda path: path.name)
def test_mangled_documents_are_survived(document: Path) -> None:
    body = document.read_bytes()
    for seed in range(max(DOCUMENTS // 2 // len(GOLDEN), 1)):
        mangled = mangle(body, Random(f"{document.name}/{seed}"))
        start = time.process_time()
        found = extract(mangled, None)
        assert found.kind in ("annual_report", "not_annual_report", "unreadable"), seed
        assert time.process_time() - start < LONGEST_SECONDS, seed


def test_disturbed_documents_are_not_read_wrong_in_silence() -> None:
    ways = list(writers())
    for seed in range(DOCUMENTS):
        rng = Random(seed)
        page = page_of(rng.choice(reports()))
        way = rng.choice(ways)
        body, media_type = writers()[way](page)
        disturbed = disturb(body.decode(), rng).encode()
        found = extract(disturbed, media_type)
        if found.kind == "annual_report":
            outcome = judge(page, found, f"{seed} {way}", is_clean=False)
            assert not outcome.is_silent, (outcome.name, outcome.wrong[:4], outcome.invented[:4])
