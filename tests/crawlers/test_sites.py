"""Site files: what is wrong with one is said in a line, and the others are read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.errors import SiteError
from crawlers.sites import find_site, load_site, load_sites

GOOD = """
name = "河源市人民政府"
division = "441600"
home = "http://www.heyuan.gov.cn/"
family = "hanweb"
minimum_reports = 6
status = "verified"
[[columns]]
url = "http://xxgk.heyuan.gov.cn:8080/col/col1/index.html"
agency = "河源市教育局"
[overrides.hosts]
allow = ["old.heyuan.gov.cn"]
reason = "reports before 2019 stand on the old host"
"""


def write(tmp_path: Path, text: str, name: str = "heyuan.toml") -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_site_is_what_its_file_says(tmp_path: Path) -> None:
    site = load_site(write(tmp_path, GOOD))
    assert (site.site_id, site.family, site.minimum_reports, site.status) == ("heyuan", "hanweb", 6, "verified")
    assert site.host == "www.heyuan.gov.cn"
    assert site.columns[0].agency == "河源市教育局"
    assert site.allowed_endpoints == {
        ("www.heyuan.gov.cn", 80),
        ("www.heyuan.gov.cn", 443),
        ("xxgk.heyuan.gov.cn", 8080),
        ("old.heyuan.gov.cn", 80),
        ("old.heyuan.gov.cn", 443),
    }


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("family =", "famly =", "unknown key 'famly'; did you mean 'family'?"),
        ('"hanweb"', '"hanwed"', "unknown family 'hanwed'; did you mean 'hanweb'?"),
        ('"hanweb"', '"drupal"', "unknown family 'drupal'; known are epoint, generic, gkmlpt, hanweb, post, trs, vsb"),
        ("agency =", "agncy =", "unknown key 'columns.1.agncy'; did you mean 'agency'?"),
        ("allow =", "alow =", "unknown key 'overrides.hosts.alow'; did you mean 'allow'?"),
        ("[overrides.hosts]", "[overrides.hots]", "unknown key 'overrides.hots'; did you mean 'hosts'?"),
        ('"441600"', '"4416"', "'division'"),
        ('home = "http:', 'home = "ftp:', "is not an http or https address"),
        ('"verified"', '"checked"', "'status'"),
        ("minimum_reports = 6", "minimum_reports = -1", "'minimum_reports'"),
        ('reason = "reports before 2019 stand on the old host"', "", "'overrides.hosts.reason' is missing"),
        ('reason = "reports before 2019 stand on the old host"', 'reason = "so"', "'overrides.hosts.reason'"),
        ('name = "河', "name = 河", "is not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(SiteError) as error:
        load_site(write(tmp_path, GOOD.replace(old, new)))
    assert str(error.value).startswith(f"{tmp_path / 'heyuan.toml'}: ")
    assert says in str(error.value)
    assert "\n" not in says


@pytest.mark.parametrize("name", ["ingest.toml", "a b.toml", "河源.toml"])
def test_the_name_of_the_file_has_to_do_as_an_id(tmp_path: Path, name: str) -> None:
    with pytest.raises(SiteError, match="the file's name is the site's id"):
        load_site(write(tmp_path, GOOD, name))


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "441600/heyuan.toml")
    write(tmp_path, GOOD, "aiyuan.toml")
    write(tmp_path, "name =", "broken.toml")
    write(tmp_path, GOOD, "copies/heyuan.toml")
    folder = load_sites(tmp_path)
    assert [site.site_id for site in folder] == ["aiyuan", "heyuan"]
    assert [type(problem) for problem in folder.problems] == [SiteError, SiteError]
    assert len(folder) == 2
    assert folder.find("heyuan").name == "河源市人民政府"


def test_an_unknown_id_is_answered_with_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "name =", "broken.toml")
    with pytest.raises(SiteError, match=r"no site 'heyuen'.*did you mean 'heyuan'"):
        load_sites(tmp_path).find("heyuen")
    with pytest.raises(SiteError, match=r"broken\.toml: is not TOML"):
        load_sites(tmp_path).find("broken")
    assert find_site(tmp_path, "heyuan").name == "河源市人民政府"
    with pytest.raises(SiteError, match=r"no site 'heyuen'.*did you mean 'heyuan'"):
        find_site(tmp_path, "heyuen")
    with pytest.raises(SiteError, match="no such folder"):
        load_sites(tmp_path / "none")


def test_a_site_may_be_known_by_reports_alone_and_stand_in_no_known_division(tmp_path: Path) -> None:
    site = load_site(
        write(
            tmp_path,
            """
name = "平利县人民政府"
home = "https://www.pingli.gov.cn/"
family = "hanweb"
evidence = ["https://www.pingli.gov.cn/Content-2361064.html"]
[[reports]]
url = "https://xxgk.pingli.gov.cn/Content-2361064.html"
agency = "平利县正阳镇人民政府"
year = 2021
""",
        )
    )
    assert (site.division, site.columns, site.reports[0].year) == (None, (), 2021)
    assert ("xxgk.pingli.gov.cn", 443) in site.allowed_endpoints


def test_a_site_has_a_column_or_a_report(tmp_path: Path) -> None:
    path = write(tmp_path, 'name = "某市"\nhome = "https://a.gov.cn/"\nfamily = "hanweb"\n')
    with pytest.raises(SiteError, match="names neither a report column nor a report"):
        load_site(path)


@pytest.mark.parametrize("rules", ['links = "ul[["', 'next = "//a["', 'pages = "index_2.html"', "second = -1"])
def test_a_listing_rule_that_cannot_be_used_is_named(tmp_path: Path, rules: str) -> None:
    with pytest.raises(SiteError, match=f"'listing.{rules.split(maxsplit=1)[0]}'"):
        load_site(write(tmp_path, f"{GOOD}\n[listing]\n{rules}\n"))
