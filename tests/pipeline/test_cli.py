"""The command line on a published snapshot: what people and programs get, and what bad input is answered."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.commands import show as show_command
from pipeline.commands.compare import print_comparison
from pipeline.commands.matching import choose, nearest, parse_years, split_list
from tests.conftest import Published

HEAVY = {"prefect", "dbt", "scrapy", "polars", "marimo", "altair", "twisted", "uvicorn", "pydantic"}


def nianbao(*arguments: str | Path, **environment: str) -> Result:
    """Runs the command line as a program does: 80 columns, no terminal."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment, prog_name="nianbao")


@pytest.mark.parametrize("module", ["compare", "show", "query", "checks", "explore"])
def test_interactive_commands_import_nothing_heavy(module: str):
    code = f"import sys, pipeline.cli, pipeline.commands.{module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    imported = set(subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert not imported & HEAVY


def test_the_help_lists_every_command():
    printed = nianbao("--help").stdout
    for name in ("crawl", "ingest", "extract", "build", "publish", "nightly", "rebuild", "status", "compare"):
        assert f"\n  {name} " in printed


def test_compare_prints_a_row_an_agency_and_a_column_a_year(published: Published):
    result = nianbao("compare", "--indicator", "granted_share", "--agencies", "*政府", **published.environment)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Share granted 予以公开率 granted_share"
    assert [word for word in lines[2].split() if word.isdigit()] == ["2020", "2021"]
    assert any(line.endswith("%") for line in lines[4:])


def test_compare_as_json_has_numerator_denominator_and_doubts(published: Published):
    result = nianbao("compare", "--indicator", "granted_share", "--years", "2021", "--json", **published.environment)
    figures = json.loads(result.stdout)
    assert figures
    assert {figure["report_year"] for figure in figures} == {2021}
    for figure in figures:
        assert {"agency_id", "scope", "unit", "definition", "is_doubtful", "doubts"} <= figure.keys()
        if figure["value"] is not None:
            assert figure["value"] == pytest.approx(figure["numerator"] / figure["denominator"], abs=1e-6)


def test_a_doubtful_figure_is_marked_wherever_it_is_printed(published: Published):
    name, year = published.doubtful
    compared = nianbao("compare", "--indicator", "requests_received_count", "--agencies", name, **published.environment)
    assert "?" in compared.stdout
    assert "doubtful: " in compared.stdout
    assert "requests.applicants_sum" in compared.stdout
    shown = nianbao("show", name, str(year), **published.environment).stdout
    assert "requests.applicants_sum" in shown
    assert "copies/doubtful.html" in shown, "the source as it was given"
    (report,) = json.loads(nianbao("show", name, str(year), "--json", **published.environment).stdout)
    (failed,) = [
        check
        for check in report["checks"]
        if check["check_code"] == "requests.applicants_sum" and check["status"] == "fail"
    ]
    row = failed["item_code"].replace(".", ": ").replace("_", " ")
    (printed,) = [line for line in shown.splitlines() if line.startswith(f"{row} ")]
    figures = printed.removeprefix(row).split()
    assert len(figures) == 7
    assert all(figure.endswith("?") for figure in figures), "every figure that takes part in a sum that fails"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"status": "reported", "value": 6, "suggested_value": 3}, "6 is printed; 3 would satisfy the checks"),
        ({"status": "unreadable", "value": None, "raw_text": "1 2" * 50}, "illegible, printed is '1 21 21 2"),
        ({"status": "reported", "value": 6, "suggested_value": None}, ""),
        ({"status": "blank", "value": None, "raw_text": "", "suggested_value": None}, ""),
    ],
)
def test_what_else_there_is_to_say_of_a_cell_stands_below_its_table(cell: dict[str, object], said: str):
    beside = show_command._beside(cell)
    assert beside.startswith(said)
    assert len(beside) <= 85


def test_show_prints_source_capture_time_places_checks_and_the_document(published: Published):
    reports = json.loads(
        nianbao("query", "from marts.reports where not is_doubtful limit 1", "--json", **published.environment).stdout
    )
    result = nianbao("show", reports[0]["agency_id"], str(reports[0]["report_year"]), "--json", **published.environment)
    (report,) = [one for one in json.loads(result.stdout) if one["report_id"] == reports[0]["report_id"]]
    assert report["document_sha256"] == reports[0]["document_sha256"]
    assert report["captures"][0]["url"] == report["url"]
    assert report["captures"][0]["fetched_at"].endswith("+00:00")
    assert {check["status"] for check in report["checks"]} <= {"pass", "not_assessable"}
    assert all(cell["place_text"] for cell in report["cells"])


def test_tables_fit_80_columns(published: Published):
    from rich.cells import cell_len

    name, year = published.doubtful
    for command in (["compare", "--indicator", "*"], ["show", name, str(year)], ["status", "--sites"], ["checks"]):
        for line in nianbao(*command, **published.environment).stdout.splitlines():
            facts = ("Source", "Document", "Archived", "Original", "Other", "Title", "Published")
            assert cell_len(line.rstrip()) <= 80 or line.startswith(facts), line


def test_query_prints_exact_decimals_as_json_and_nothing_else(published: Published):
    sql = "select 0.1::decimal(20,6) as a, 12::decimal(20,6) as b, 1 as a, null as c, [1, 2] as d"
    result = nianbao("query", sql, "--json", **published.environment)
    assert json.loads(result.stdout) == [{"a": 0.1, "b": 12, "a_1": 1, "c": None, "d": [1, 2]}]
    assert json.loads(nianbao("query", "select 1 where false", "--json", **published.environment).stdout) == []


@pytest.mark.parametrize(
    "sql",
    [
        "delete from marts.reports",
        "create table marts.mine as select 1",
        "copy marts.reports to 'reports.csv'",
        "attach 'other.duckdb'",
        "from read_csv('pyproject.toml')",
        "set enable_external_access = true",
        "selekt 1",
    ],
)
def test_query_can_only_read_the_snapshot(sql: str, published: Published, tmp_path: Path):
    result = nianbao("query", sql, **published.environment)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1


def test_sql_may_begin_with_a_comment(published: Published):
    result = nianbao("query", "-- how many\nselect 1 as a", "--json", **published.environment)
    assert json.loads(result.stdout) == [{"a": 1}]


def test_a_report_that_does_not_state_a_figure_is_told_from_one_that_is_not_there(published: Published):
    ask = ["compare", "--indicator", "fees_amount_yuan", "--agencies", "*政府", "--years", "2019-2021"]
    figures = json.loads(nianbao(*ask, "--json", **published.environment).stdout)
    reports = json.loads(
        nianbao(
            "query",
            "select agency_id, report_year from marts.reports where agency_name like '%政府' and report_year <= 2021",
            "--json",
            **published.environment,
        ).stdout
    )
    assert sorted((row["agency_id"], row["report_year"]) for row in figures) == sorted(
        (row["agency_id"], row["report_year"]) for row in reports
    )
    assert {row["status"] for row in figures if row["report_year"] == 2020} == {"not_stated"}, (
        "a figure of the 2021 form"
    )
    assert "n/s: not stated" in nianbao(*ask, **published.environment).stdout


def test_agencies_of_one_name_are_told_apart_by_their_codes(capsys: pytest.CaptureFixture[str]):
    figure = {"indicator_code": "granted_count", "scope": "own", "report_year": 2021, "unit": "count", "value": 3}
    figure |= {"agency_name": "鼓楼区人民政府", "status": "reported", "is_doubtful": False, "doubts": []}
    definition = {"name_en": "Granted", "name_zh": "予以公开", "unit": "count", "definition": "As printed"}
    figures = [figure | {"agency_id": code} for code in ("320106-government", "350102-government")]
    print_comparison(figures, {"granted_count": definition})
    printed = capsys.readouterr().out
    assert "320106-government" in printed
    assert "350102-government" in printed
    print_comparison(figures[:1], {"granted_count": definition})
    assert "320106-government" not in capsys.readouterr().out


@pytest.mark.parametrize("group", ["site", "archive"])
def test_a_group_without_a_command_prints_its_help(group: str):
    result = nianbao(group)
    assert result.exit_code == 2
    assert "Commands:" in result.output


@pytest.mark.parametrize("setting", ["NIANBAO_DELAY", "NIANBAO_WINDOW", "NIANBAO_ALLOW_ADDRESSES"])
@pytest.mark.parametrize("command", [["crawl"], ["site", "add", "http://a.example/"], ["backfill", "--site", "a"]])
def test_a_setting_that_cannot_be_used_is_refused_before_any_site_is_asked(
    setting: str, command: list[str], tmp_path: Path
):
    (tmp_path / "sites").mkdir()
    result = nianbao(
        *command, NIANBAO_ROOT=str(tmp_path / "root"), NIANBAO_SITES=str(tmp_path / "sites"), **{setting: "often"}
    )
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {setting}: 'often'")
    assert not list((tmp_path / "root").glob("runs/*"))


def test_a_folder_without_documents_is_named(tmp_path: Path):
    (tmp_path / "none").mkdir()
    result = nianbao("ingest", tmp_path / "none", NIANBAO_ROOT=str(tmp_path / "root"))
    assert (result.exit_code, result.stderr) == (0, f"No document in {tmp_path / 'none'}\n")


def test_status_lists_what_was_rejected_and_what_has_no_agency(published: Published):
    found = json.loads(nianbao("status", "--sites", "--json", **published.environment).stdout)
    assert found["counts"]["reports"] == 10
    assert set(found["site_outcomes"]) == {"ok"}
    assert {site["outcome"] for site in found["sites"]} == {"ok"}
    assert [row for row in found["unresolved"] if row["source"] == published.unplaced and row["reason"]]
    assert [row for row in found["rejections"] if row["source"] == published.rejected and row["message"]]
    (failed,) = [row for row in found["quality"] if row["code"] == "requests.applicants_sum"]
    assert (failed["name"], failed["severity"], failed["documents"]) == ("Applicants add up", "warning", 1)
    assert [(row["agency_name"], row["report_year"]) for row in found["doubtful"]] == [published.doubtful]
    printed = nianbao("status", **published.environment).stdout
    assert "10 reports" in printed
    assert "requests.applicants_sum" in printed
    assert published.rejected in printed


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["comapre"], "compare"),
        (["compare", "--indicator", "grantd_share"], "granted_share"),
        (["compare", "--agencies", "没有市人民政府"], "人民政府"),
        (["compare", "--years", "2024-2019"], "2019-2024"),
        (["compare", "--years", "last"], "last"),
        (["show", "没有市人民政府", "2021"], "没有市人民政府"),
        (["extract", "a.html", "b.html", "--url", "http://a/"], "--url"),
        (["extract", "a.html", "--url", "nohost"], "nohost"),
        (["ingest", "a.html", "--obtained", "2999-01-01"], "2999-01-01"),
        (["ingest", "a.html", "--obtained", "31.1.2026"], "'31.1.2026' is no day; write 2026-01-31"),
        (["extract"], "nianbao extract --help"),
        (["show", "--jsn"], "nianbao show --help"),
        (["checks", "row_repeatd"], "row_repeated"),
        (["compare", "--limit", "-1"], "--limit"),
        (["query", ""], "no statement"),
        (["query", ";"], "no statement"),
        (["query", "select 1", "--jsn"], "nianbao query --help"),
        (["show", "a", "last"], "last"),
        (["show", "*", "2021"], "give one by its code"),
        (["ingest", "a.html", "--url", "ftp://a/"], "ftp://a/"),
        (["ingest", ".", "--url", "http://a/"], "one document"),
        (["explore", "--port", "70000"], "--port"),
        (["sandbox", "--port", "70000"], "--port"),
        (["sandbox", "--port", "65530"], "port must be 0-65535"),
        (["sandbox", "--governments", "999"], "governments = 999"),
        (["sandbox", "--years", "1990"], "1990"),
    ],
)
def test_a_usage_error_is_one_line_with_status_2(arguments: list[str], named: str, published: Published):
    result = nianbao(*arguments, **published.environment)
    assert result.exit_code == 2, result.stderr
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert named in result.stderr


def test_a_year_without_a_report_is_answered_with_the_years_that_have_one(published: Published):
    name, _ = published.doubtful
    result = nianbao("show", name, "2015", **published.environment)
    assert result.exit_code == 2
    assert "2020, 2021" in result.stderr


@pytest.mark.parametrize(
    "command", [["compare"], ["query", "select 1"], ["show", "a", "2020"], ["publish"], ["explore"]]
)
def test_an_empty_root_is_answered_with_what_to_do(command: list[str], tmp_path: Path):
    (tmp_path / "root.toml").write_text('kind = "real"\n', encoding="utf-8")
    nothing = nianbao(*command, NIANBAO_ROOT=str(tmp_path / "none"))
    assert (nothing.exit_code, len(nothing.stderr.splitlines())) == (1, 1)
    empty = nianbao(*command, NIANBAO_ROOT=str(tmp_path))
    assert (empty.exit_code, len(empty.stderr.splitlines())) == (1, 1)
    assert "nianbao" in empty.stderr


@pytest.mark.parametrize("command", [["compare"], ["show", "a", "2020"], ["status"]])
def test_a_snapshot_of_another_version_is_answered_with_what_to_do(command: list[str], tmp_path: Path):
    (tmp_path / "root.toml").write_text('kind = "real"\n', encoding="utf-8")
    release = tmp_path / "releases" / "old"
    release.mkdir(parents=True)
    with duckdb.connect(release / "nianbao.duckdb") as old:
        old.execute("create schema marts; create table marts.reports (title varchar)")
    (tmp_path / "published").symlink_to(release)
    result = nianbao(*command, NIANBAO_ROOT=str(tmp_path))
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "nianbao rebuild" in result.stderr


def test_rebuild_from_the_archive_alone_gives_the_same_data(published: Published):
    result = nianbao("rebuild", "--json", **published.environment)
    rebuilt = json.loads(result.stdout)
    assert rebuilt["outcome"] == "unchanged"
    assert {table["compared"] for table in rebuilt["tables"]} == {"same"}
    assert {"marts.panel", "raw.documents", "raw.cells", "raw.claims", "raw.checks"} <= {
        table["table"] for table in rebuilt["tables"]
    }


def test_two_writers_do_not_meet(published: Published):
    code = "import sys, time; from pathlib import Path; from pipeline.lock import locked\nwith locked(Path(sys.argv[1]), 'nightly'): print('held', flush=True); time.sleep(60)"  # noqa: E501
    holder = subprocess.Popen([sys.executable, "-c", code, published.root.path], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        refused = nianbao("publish", **published.environment)
        assert refused.exit_code == 1
        assert "`nianbao nightly`" in refused.stderr
    finally:
        holder.kill()
        holder.wait()
    assert nianbao("archive", "reindex", **published.environment).exit_code == 0, "a killed holder lets go"


def test_a_check_is_looked_up_by_its_code_or_a_pattern():
    found = json.loads(nianbao("checks", "row_order", "unknown_*", "--json").stdout)
    assert [check["code"] for check in found] == ["row_order", "unknown_row", "unknown_column"]
    assert "What no check can know" not in nianbao("checks", "row_order").stdout


KNOWN = [
    ("990100-government", "青禾市人民政府"),
    ("990100-education", "青禾市教育局"),
    ("990200-education", "望川市教育局"),
]


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (["990100-government"], ["990100-government"]),
        (["青禾市教育局"], ["990100-education"]),
        (["青禾*"], ["990100-government", "990100-education"]),
        (["9902*"], ["990200-education"]),
        (["望川"], ["990200-education"]),
        (["*教育*", "青禾市人民政府"], ["990100-government", "990100-education", "990200-education"]),
    ],
)
def test_agencies_are_chosen_by_code_name_pattern_or_a_part_of_one_name(words: list[str], chosen: list[str]):
    assert choose(words, KNOWN, what="agency", option="--agencies") == chosen


def test_the_nearest_come_first():
    assert nearest("青禾市教肓局", [name for _, name in KNOWN])[0] == "青禾市教育局"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021", [2021]),
        ("2019-2021", [2019, 2020, 2021]),
        ("2019,2022-2023", [2019, 2022, 2023]),
        ("2020，2019", [2019, 2020]),
    ],
)
def test_years_are_read_as_people_write_them(text: str, years: list[int]):
    assert parse_years(text) == years


def test_a_list_may_be_repeated_or_separated_by_commas():
    assert split_list(["a,b", "c， d"]) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("command", [["status"], ["query", "select 1"], ["build"], ["ingest", "a.html"]])
def test_a_root_without_permission_is_named(command: list[str], tmp_path: Path):
    root = tmp_path / "root"
    root.mkdir(mode=0)
    nianbao(*command, NIANBAO_ROOT=str(tmp_path / "none"))  # imports all that it needs
    is_superuser = os.geteuid() == 0
    if is_superuser:
        os.seteuid(65534)
    try:
        result = nianbao(*command, NIANBAO_ROOT=str(root))
    finally:
        if is_superuser:
            os.seteuid(0)
    assert result.exit_code == 1
    assert re.fullmatch(rf"Error: {root}/\S+: Permission denied\n", result.stderr)
