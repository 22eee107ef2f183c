"""Pages made of the sandbox's figures, and what an extraction of one got right."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

from crawlers.sandbox.world import Report, World
from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline.printed import arrangement, contents, labels
from tests.pipeline.printed.damage import DAMAGES, Damage
from tests.pipeline.printed.layout import HEADINGS, Key, Number, Page, disputes_flat, number, proactive, requests
from tests.pipeline.printed.writers import DROPS_BLANKS, LOSSY, choose, writers


def all_damages() -> dict[str, Damage]:
    """Every damage by name, those of labels first."""
    assert labels and arrangement and contents  # each enters its own when it is imported
    return DAMAGES


@cache
def reports() -> tuple[Report, ...]:
    return tuple(World(17, governments=8, bureaus=4).reports)


def page_of(report: Report) -> Page:
    """The report laid out as the form has it, every figure plain."""

    def show(key: Key) -> str:
        return number(report.cells[key])

    text = report.narrative
    blocks = [report.title, *text.lead, "一、总体情况", *text.overview]
    blocks += [HEADINGS["proactive"], proactive(report.form, show), HEADINGS["requests"], requests(report.form, show)]
    blocks += [HEADINGS["disputes"], *disputes_flat(show), "五、存在的主要问题及改进情况", *text.problems]
    blocks += ["六、其他需要报告的事项", *text.other, text.signature, text.date_line]
    return Page(blocks, dict(report.cells), report.form, report.year)


@dataclass(slots=True)
class Outcome:
    """What came back for one page. `silent` are wrong entries of a page without any flag."""

    name: str
    cells: int
    wrong: list[tuple[Key, Number | str, object]]
    flags: list[str]
    false_alarms: list[str]
    invented: list[Key] = field(default_factory=list[Key])

    @property
    def is_silent(self) -> bool:
        return bool(self.wrong or self.invented) and not self.flags


def flags_of(extraction: Extraction) -> list[str]:
    failed = [f"{c.check}/{c.item}/{c.column} {c.left}≠{c.right}" for c in extraction.checks if c.status == "fail"]
    return failed + [f"{n.code}: {n.message}" for n in extraction.notices if n.severity != "info"]


def judge(page: Page, extraction: Extraction, name: str, *, is_clean: bool) -> Outcome:
    """Every entry of `page.truth` against what was extracted, and every extracted figure against the truth."""
    found = {(c.table, c.item, c.column): c for c in extraction.cells if "unknown" not in (c.item, c.column)}
    wrong: list[tuple[Key, Number | str, object]] = []
    for key, expected in page.truth.items():
        cell = found.get(key)
        got = None if cell is None else cell.value if cell.status == "reported" else cell.status
        if got != expected:
            wrong.append((key, expected, got))
    invented = [key for key, cell in found.items() if key not in page.truth and cell.status == "reported"]
    flags = flags_of(extraction)
    alarms = flags if is_clean else []
    return Outcome(name, len(page.truth), wrong, flags, alarms, invented)


def attack(
    seed: int, damages: int | None = None, way: str | None = None, names: list[str] | None = None
) -> tuple[Outcome, bytes]:
    """The page of `seed`: its report, its damages and its way of writing all follow from the number."""
    rng = Random(seed)
    page = page_of(rng.choice(reports()))
    count = rng.choice([0, 1, 1, 2, 2, 3, 4]) if damages is None else damages
    for chosen in names if names is not None else rng.sample(list(all_damages()), count):
        if all_damages()[chosen](page, rng):
            page.done.append(chosen)
    way = way or choose(rng)
    body, media_type = writers()[way](page)
    style = way.split("/")[1]
    is_clean = not page.may_flag and style not in LOSSY
    drops = style in DROPS_BLANKS or (style.startswith("tabbed") and not way.startswith("text/"))
    if drops and any(value == "blank" for value in page.truth.values()):
        is_clean = False
    outcome = judge(page, extract(body, media_type), f"{seed} {way} {'+'.join(page.done)}", is_clean=is_clean)
    if page.must_flag and not outcome.flags and not {"all_blank", "only_totals", "no_totals"} & set(page.done):
        outcome.false_alarms = ["not flagged"]
    return outcome, body
