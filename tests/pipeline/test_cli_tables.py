"""What tables of the command line show: whole figures, names that can be read, and a word on what they leave out."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from pipeline.cli import cli
from pipeline.commands import output, show
from pipeline.commands.compare import print_comparison
from tests.conftest import Published

LONG = {
    "made": "1,462,914",
    "disclosed": "1,462,914",
    "disclosed total": "12,345,678?",
    "amount": "16,678.552 10k_yuan",
}


def nianbao(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(cli, arguments, env=environment, prog_name="nianbao")


@pytest.mark.parametrize("times", [1, 2, 5])
def test_no_figure_of_a_report_is_cut_and_no_name_of_a_row(times: int, capsys: pytest.CaptureFixture[str]):
    columns = {f"{name} {number}": figure for number in range(times) for name, figure in LONG.items()}
    grid = {"normative documents": columns, "procurement": {"amount 0": "16,678.552 10k_yuan"}}
    show._print_grid(output.console(), "Proactive", list(columns), grid)
    printed = capsys.readouterr().out
    assert all(cell_len(line.rstrip()) <= 80 for line in printed.splitlines())
    for figure in set(LONG.values()):
        assert printed.count(f" {figure}") == sum(figure == one for row in grid.values() for one in row.values())
    assert "normative" in printed
    assert printed.count("procurement") == 1, "in the block that has its figure"


def test_a_label_without_end_leaves_room_for_the_figures():
    cell = {"label_column": "法人或其他组织小计" * 9, "column_code": "unknown"}
    assert all(cell_len(word) <= 24 for word in show._column(cell).split())


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("requests", "received.carried_in", "natural_person"), "requests / received: carried in / natural person"),
        (("disputes", None, None), "disputes"),
        ((None, "disclosed.total", None), "disclosed.total"),
        ((None, None, None), ""),
    ],
)
def test_a_place_is_called_as_in_the_tables_below(codes: tuple[str | None, ...], said: str):
    assert show._place(dict(zip(("table_code", "item_code", "column_code"), codes, strict=True))) == said


@pytest.mark.parametrize(("columns", "width"), [("40", 80), ("80", 80), ("132", 132)])
def test_a_narrow_terminal_cuts_nothing(columns: str, width: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    assert output.console().width == width


def test_what_is_said_below_a_comparison_is_of_the_rows_shown(capsys: pytest.CaptureFixture[str]):
    figure = {"indicator_code": "a", "scope": "own", "report_year": 2021, "value": 3, "status": "reported"}
    figures = [
        figure | {"agency_id": "1", "agency_name": "一", "is_doubtful": False, "doubts": []},
        figure | {"agency_id": "2", "agency_name": "二", "is_doubtful": True, "doubts": ["row_order"]},
    ]
    definition = {"name_en": "A", "name_zh": "甲", "unit": "count", "definition": "As printed"}
    print_comparison(figures, {"a": definition}, limit=1)
    assert "row_order" not in capsys.readouterr().out
    print_comparison(figures, {"a": definition}, limit=0)
    assert "row_order" in capsys.readouterr().out


def test_an_indicator_that_no_report_states_is_named(published: Published):
    ask = ["compare", "--indicator", "fees_amount_yuan", "--indicator", "granted_count", "--years", "2020"]
    result = nianbao(*ask, **published.environment)
    assert result.exit_code == 0
    assert result.stderr == "None of these reports states fees_amount_yuan.\n"
    as_json = nianbao(*ask, "--json", **published.environment)
    assert {row["indicator_code"] for row in json.loads(as_json.stdout)} == {"granted_count"}


def test_show_says_how_to_get_the_archived_page_and_where_other_documents_stand(published: Published):
    name, year = published.doubtful
    shown = nianbao("show", name, str(year), **published.environment).stdout
    (line,) = [line for line in shown.splitlines() if line.startswith("Original")]
    page = subprocess.run(
        [sys.executable, "-m", "warcio.cli", *line.split()[2:]], capture_output=True, check=True, env=dict(os.environ)
    ).stdout
    assert name.encode() in page
    (report,) = json.loads(nianbao("show", name, str(year), "--json", **published.environment).stdout)
    others = [one["source"] for one in report["versions"] if not one["is_current"]]
    assert others
    for number, source in enumerate(others, 1):
        assert f"Other {number}   {source}, last captured " in shown


def test_several_agencies_are_named_in_their_order_up_to_eight(published: Published):
    result = nianbao("show", "*", "2021", **published.environment)
    assert result.exit_code == 2
    assert nianbao("show", "*", "2021", **published.environment).stderr == result.stderr
    assert len(result.stderr.split(", ")) <= 8


def test_two_statements_are_refused(published: Published):
    result = nianbao("query", "select 1; select 2", **published.environment)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2 statements" in result.stderr
    assert nianbao("query", "select 1;", **published.environment).exit_code == 0


def test_a_long_query_ends_with_ctrl_c(published: Published):
    sql = "select count(*) from range(10000000) a, range(10000000) b where a.range + b.range > 5"
    asking = subprocess.Popen(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "query", sql],
        env={**os.environ, **published.environment},
        stderr=subprocess.PIPE,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        asking.wait(4)
    asking.send_signal(signal.SIGINT)
    assert asking.wait(5) == -signal.SIGINT
    assert asking.stderr is not None
    assert asking.stderr.read() == b""


def test_rows_too_wide_for_the_screen_are_printed_a_column_a_line(published: Published):
    printed = nianbao("query", "select * from marts.panel limit 2", **published.environment).stdout
    described = json.loads(nianbao("query", "describe marts.panel", "--json", **published.environment).stdout)
    lines = [line.split() for line in printed.splitlines()]
    for column in described:
        assert sum(line[:1] == [column["column_name"]] for line in lines) == 2
    assert ["report_year", "2020"] in lines


def test_what_a_page_printed_does_not_steer_the_terminal(published: Published):
    """A title may hold anything that a page wrote; in JSON it is escaped, and in tables too."""
    result = nianbao("query", "select chr(27) || '[31m' || chr(7) as title", **published.environment)
    assert result.stdout.split()[-1] == "\\x1b[31m\\x07"


def test_where_a_trial_was_published_it_is_named(published: Published, tmp_path: Path):
    (tmp_path / "sandbox").symlink_to(published.root.path)
    result = nianbao("compare", NIANBAO_ROOT=str(tmp_path))
    assert result.exit_code == 1
    assert f"NIANBAO_ROOT={tmp_path / 'sandbox'} " in result.stderr
