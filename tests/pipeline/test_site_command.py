"""`nianbao site`: what it writes and never overwrites unasked, what it says field by field, and its exit statuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawlers.archive import Root
from crawlers.sites import load_site
from pipeline.cli import cli
from tests.crawlers.web import Answer, Web, loopback_allowed, trs_pages, write_site

FRONT = "<html><head><title>青禾市人民政府门户网站</title></head><body><a href='/zwgk/nb/'>政府信息公开年报</a></body></html>"


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Root]:
    made = Root.open(tmp_path, kind="sandbox")
    made.sites.mkdir()
    with loopback_allowed(made):
        yield made


@pytest.fixture
def web() -> Iterator[Web]:
    with Web({"/": FRONT, **trs_pages(3)}) as served:
        yield served


def nianbao(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["site", *arguments])


def test_a_site_is_added_from_its_home_page_and_works(root: Root, web: Web) -> None:
    added = nianbao("add", web.url, "--yes")
    assert added.exit_code == 0, added.output
    path = root.sites / f"127-0-0-1-{web.port}.toml"
    site = load_site(path)
    assert (site.name, site.family, site.division, site.status) == ("青禾市人民政府", "trs", None, "unverified")
    assert [column.url for column in site.columns] == [f"{web.url}/zwgk/nb/"]
    assert "# Family trs" in path.read_text(encoding="utf-8")
    assert all(len(line) <= 80 for line in added.stderr.splitlines() if "Wrote" not in line and "Doubtful" not in line)

    checked = nianbao("check", site.site_id, "--json")
    assert checked.exit_code == 0, checked.output
    verdicts = {finding["field"]: finding["verdict"] for finding in json.loads(checked.stdout)["findings"]}
    assert verdicts == {
        "home": "ok", "robots": "ok", "family": "ok", "columns.1": "ok", "report": "ok", "minimum_reports": "ok",
        "division": "doubt",
    }  # fmt: skip


def test_nothing_is_overwritten_unasked(root: Root, web: Web) -> None:
    path = root.sites / "mine.toml"
    path.write_text("kept", encoding="utf-8")
    refused = nianbao("add", web.url, "--id", "mine")
    assert (refused.exit_code, path.read_text(encoding="utf-8")) == (1, "kept")
    assert "is there already" in refused.output
    assert web.hits == []
    assert nianbao("add", web.url, "--id", "mine", "--yes").exit_code == 0
    assert load_site(path).family == "trs"


def test_what_is_doubtful_is_not_written_unasked(root: Root, web: Web) -> None:
    unsure = nianbao("add", web.url)
    assert unsure.exit_code == 1
    assert "division unknown" in unsure.output
    assert list(root.sites.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["add", "ftp://a.gov.cn/"], 2, "not an http or https address"),
        (["add", "http://a:b/"], 2, "is no address"),
        (["add", "http://127.0.0.1:9/", "--id", "a b", "--yes"], 2, "letters, digits"),
        (["add", "http://127.0.0.1:9/", "--yes"], 1, "No report column found"),
        (["add", "http://10.1.2.3/", "--yes"], 1, "may not be fetched"),
        (["check", "none"], 1, "no site 'none'"),
    ],
)
def test_what_cannot_be_done_is_said(root: Root, arguments: list[str], status: int, says: str) -> None:
    done = nianbao(*arguments)
    assert done.exit_code == status
    assert says in done.output


@pytest.mark.parametrize(
    ("page", "field", "says"),
    [
        (Answer("moved", 404), "columns.1", "answers 404"),
        ("<html><body><p>新版上线</p></body></html>", "columns.1", "not laid out as trs sites are"),
        ("<html><body>TRS_Editor</body></html>", "columns.1", "no report"),
    ],
)
def test_what_no_longer_works_is_said_field_by_field(
    root: Root, web: Web, page: str | Answer, field: str, says: str
) -> None:
    write_site(root.sites, "mine", web.url)
    web.pages["/zwgk/nb/"] = page
    checked = nianbao("check", "mine", "--json")
    findings = {finding["field"]: finding for finding in json.loads(checked.stdout)["findings"]}
    assert checked.exit_code == 1
    assert findings[field]["verdict"] == "wrong"
    assert says in findings[field]["found"]
    assert findings[field]["to_do"]
    assert findings["home"]["verdict"] == "ok"


def test_a_robots_txt_that_forbids_a_column_is_said(root: Root, web: Web) -> None:
    write_site(root.sites, "mine", web.url)
    web.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /zwgk/\n", headers={"Content-Type": "text/plain"})
    before = len(web.paths())
    checked = nianbao("check", "mine")
    assert checked.exit_code == 1
    assert "robots.txt forbids" in " ".join(checked.stdout.split())
    assert web.paths()[before:] == ["/"]


def test_a_robots_txt_that_cannot_be_had_is_said_in_its_own_field(root: Root, web: Web) -> None:
    write_site(root.sites, "mine", web.url)
    web.pages["/robots.txt"] = Answer("down", 503)
    found = {finding["field"]: finding for finding in json.loads(nianbao("check", "mine", "--json").stdout)["findings"]}
    assert found["robots"]["verdict"] == "wrong"
    assert "503" in found["robots"]["found"]
