"""Later nights: what counts as a revision, and what is remembered of a report that is gone."""

from __future__ import annotations

import itertools
from datetime import datetime
from pathlib import Path

import pytest

from crawlers.archive import Archive, Capture, Root
from tests.crawlers.web import (
    Answer,
    Hit,
    Web,
    crawl,
    item,
    report,
    title,
    trs_article,
    trs_listing,
    trs_pages,
    write_site,
)

pytestmark = pytest.mark.slow


def restless(number: int, text: str) -> object:
    """A report on a page of which no two answers are the same."""
    counter = itertools.count(1)

    def answer(hit: Hit) -> str:
        n = next(counter)
        news = "".join(f"<li><a href='/n/{n}{i}.html'>新闻{n}{i}</a></li>" for i in range(n + 2))
        around = f"<ul>{news}</ul><input type='hidden' name='token' value='{n}'><p>您是第{n}位访客</p>"
        return report(number, text=text).replace("</body>", f"{around}</body>")

    return answer


def documents(root: Root) -> list[Capture]:
    return [one for one in Archive(root).captures(site_id="a", roles={"report"}) if one.has_document]


def test_a_revision_is_another_main_text_and_nothing_else(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    pages = trs_pages(3)
    pages[trs_article(1)] = restless(1, "收到申请三件。")  # type: ignore[assignment]
    with Web(pages, validators=True) as web:
        site = write_site(root.path / "sites", "a", web.url)
        assert crawl(root, site, run="n1").reports_new == 3
        second = crawl(root, site, run="n2")
        assert (second.outcome, second.reports_revised, second.reports_unchanged) == ("unchanged", 0, 3)
        of_first = [one for one in documents(root) if (one.url or "").endswith(trs_article(1))]
        assert len({one.document_sha256 for one in of_first}) == 2, "every body that differs is kept"
        assert len({one.text_sha256 for one in of_first}) == 1
        web.pages[trs_article(1)] = restless(1, "收到申请四件。")  # type: ignore[assignment]
        third = crawl(root, site, run="n3")
        assert (third.outcome, third.reason) == ("ok", "reports: 1 revised")
        web.pages[trs_article(1)] = restless(1, "收到申请四件。")  # type: ignore[assignment]
        assert crawl(root, site, run="n4").outcome == "unchanged"
    of_first = [one for one in documents(root) if (one.url or "").endswith(trs_article(1))]
    assert [one.text_sha256 for one in of_first] == [of_first[0].text_sha256] * 2 + [of_first[2].document_sha256] * 2
    archive = Archive(root)
    kept = list(archive.captures())
    archive.reindex()
    assert list(archive.captures()) == kept, "all of that stands in the WARC files"
    assert archive.verify() == []


@pytest.mark.parametrize("validators", [True, False])
def test_a_listing_that_is_a_report_itself_comes_once_a_night(tmp_path: Path, validators: bool) -> None:
    """An agency's page shows its report, with links to those of other years: it is new, unchanged and revised as any other."""
    root = Root.open(tmp_path, kind="sandbox")
    years = f"<ul>{item(trs_article(2, 2022), title(2, 2022))}</ul>"

    def shown(text: str) -> str:
        matters = "".join(f"<p>{name}</p>" for name in ("行政复议", "行政诉讼", "存在的主要问题", "收费", "减免"))
        return report(1, text=text).replace("</body>", f"{matters}{years}</body>")

    pages = {
        "/zwgk/nb/": trs_listing(
            "<li><a href='/zwgk/nb/ju/'>教育局</a></li><li><a href='/zwgk/nb/ting/'>水利局</a></li>"
        ),
        "/zwgk/nb/ting/": trs_listing("<li>暂无信息</li>"),
        "/zwgk/nb/ju/": shown("收到申请三件。"),
    }
    with Web({**pages, trs_article(2, 2022): report(2, 2022)}, validators=validators) as web:
        site = write_site(root.path / "sites", "a", web.url)
        first = crawl(root, site, run="n1")
        assert (first.reports_new, first.reports_unchanged, first.reports_known) == (2, 0, 2)
        assert first.notices == [f"1 of 2 listings below the columns name no report: {web.url}/zwgk/nb/ting/"]
        assert web.paths().count("/zwgk/nb/ju/") == 1
        second = crawl(root, site, run="n2")
        assert (second.outcome, second.reports_new, second.reports_unchanged) == ("unchanged", 0, 2)
        assert web.paths().count("/zwgk/nb/ju/") == 2
        web.pages["/zwgk/nb/ju/"] = shown("收到申请四件。")
        third = crawl(root, site, run="n3")
        assert (third.outcome, third.reason, third.reports_unchanged) == ("ok", "reports: 1 revised", 1)
        assert web.paths().count("/zwgk/nb/ju/") == 3
    [_, _, revised] = [one for one in documents(root) if (one.url or "").endswith("/ju/")]
    assert revised.anchor == "教育局"
    assert "四件" in Archive(root).body(revised).decode()


@pytest.mark.parametrize("validators", [True, False])
def test_a_night_on_an_unchanged_web_brings_next_to_nothing(tmp_path: Path, validators: bool) -> None:
    """Of twelve reports of twelve years, two are of the latest two; of the others, one or two have their turn."""
    root = Root.open(tmp_path, kind="sandbox")
    years = range(2012, 2024)
    items = "".join(item(trs_article(year, year), title(year, year)) for year in years)
    pages = {trs_article(year, year): report(year, year, "。" * 20_000) for year in years}
    with Web({"/zwgk/nb/": trs_listing(items), **pages}, validators=validators) as web:
        site = write_site(root.path / "sites", "a", web.url)
        first = crawl(root, site, run="n1")
        assert first.reports_new == 12
        web.hits.clear()
        second = crawl(root, site, run="n2")
    asked = set(web.paths()) - {"/zwgk/nb/"}
    assert (second.outcome, second.reports_unchanged) == ("unchanged", 12)
    assert {trs_article(2023, 2023), trs_article(2022, 2022)} <= asked
    assert len(asked) <= 6, "a fourteenth of the older ones, as chance has it"
    assert (root.runs / "n2" / "a" / "summary.json").exists()
    if validators:
        assert second.bytes <= 0.05 * first.bytes
        statuses = {one.status for one in Archive(root).captures(site_id="a", roles={"report"}) if one.run_id == "n2"}
        assert statuses == {304}, "no body of a report"
    else:
        assert second.bytes <= first.bytes * (len(asked) + 1) / 12


def test_a_report_that_is_gone_is_said_to_be_with_when_it_was_last_seen(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    with Web(trs_pages(2)) as web:
        site = write_site(root.path / "sites", "a", web.url)
        crawl(root, site, run="n1")
        web.pages[trs_article(2)] = Answer("", 404)
        second = crawl(root, site, run="n2")
        assert (second.outcome, second.reports_gone) == ("unchanged", 1)
        assert [one.url for one in second.gone] == [web.url + trs_article(2)]
        [seen] = [one for one in documents(root) if one.url == second.gone[0].url]
        assert second.gone[0].last_seen == seen.fetched_at
        assert isinstance(seen.fetched_at, datetime)
        assert Archive(root).body(seen) == report(2).encode()
        third = crawl(root, site, run="n3")
        assert (third.outcome, third.reports_gone) == ("unchanged", 0), "it is gone once"
