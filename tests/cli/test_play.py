"""`run` and `compare`: from the command to figures, on a tiny morning."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click import ParamType
from click.testing import CliRunner, Result

from omnisim.cli import main
from omnisim.cli.options import Change, Precision

SCENARIO = """\
name: Tiny morning
calendar: {start: 2026-03-02 08:00, open: "08:00-10:00"}
issues: {question: {share: 100%}}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [30, 40]}
    talk: {exponential: 3 min}
    patience: {exponential: 2 min}
    target: 80% within 20 s
agents:
  desk: {staff: {per: hour, counts: 3}, skills: {phone: 1}}
targets:
  abandonment: {green: "<= 5%", amber: "<= 20%"}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


def invoke(*words: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(
        main, [str(word) for word in words], prog_name="omnisim", catch_exceptions=False
    )


def play(file: Path, *words: str | Path) -> Result:
    """Play a few replications here, without workers."""
    return invoke("run", file, "--reps", "3", "--jobs", "1", *words)


def test_run_prints_figures_on_stdout_and_talk_on_stderr(file: Path) -> None:
    result = play(file)

    assert result.exit_code == 0
    assert result.stdout.startswith("Tiny morning\nMonday, 2 March 2026: ")
    assert "Service level, phone" in result.stdout
    assert "Warning: only 3 replications" in result.stdout
    assert result.stderr.startswith("omnisim: 3 replications in ")


def test_a_terminals_width_is_kept_to(file: Path) -> None:
    assert max(map(len, play(file).stdout.splitlines())) <= 80


def test_quiet_says_nothing_on_stderr(file: Path) -> None:
    assert play(file, "-q").stderr == ""


def test_verbose_tells_the_replications(file: Path) -> None:
    assert "replication 2" in play(file, "-vv").stderr


def test_the_same_seed_gives_the_same_figures_and_another_one_others(
    file: Path,
) -> None:
    first = play(file, "--seed", "5").stdout

    assert play(file, "--seed", "5").stdout == first
    assert play(file, "--seed", "6").stdout != first


def test_csv_is_tidy_and_its_warnings_go_to_stderr(file: Path) -> None:
    result = play(file, "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["window"] for row in rows} == {"run", "day", "interval"}
    assert "warning: only 3 replications" in result.stderr


def test_json_is_valid_and_names_seed_and_scenario(file: Path) -> None:
    found = json.loads(play(file, "--format", "json", "--seed", "9").stdout)

    assert (found["seed"], found["scenario"]["name"]) == (9, "Tiny morning")


def test_markdown_begins_with_the_name(file: Path) -> None:
    assert play(file, "--format", "md").stdout.startswith("# Tiny morning\n")


def test_options_change_the_scenario(file: Path) -> None:
    result = play(
        file,
        *("--set", "agents.desk.staff=9"),
        *("--days", "2", "--interval", "15 min", "--warm-up", "1 d"),
        *("--sl-definition", "virtual", "--format", "json"),
    )

    scenario = json.loads(result.stdout)["scenario"]
    assert result.exit_code == 0
    assert scenario["days"] == 2
    assert scenario["interval_s"] == 900
    assert scenario["warm_up_s"] == 86400
    assert scenario["service_level"] == "virtual"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--set", "agents.desk.pce=2"), "did you mean 'pace'?"),
        (("--set", "agents.desk.pace=fast"), "agents.desk.pace"),
        (("--set", "agents.desk.pace"), "is not a change"),
        (("--set", "=3"), "is not a change"),
        (("--sl-definition", "offred"), "offered"),
        (("--interval", "7"), "calendar.interval"),
        (("--warm-up", "soon"), "calendar.warm_up"),
        (("--days", "0"), "--days"),
        (("--reps", "0"), "--reps"),
        (("--reps", "many"), "--reps"),
        (("--seed", "-1"), "--seed"),
        (("--jobs", "0"), "--jobs"),
        (("--precision", "2"), "--precision"),
        (("--precision", "0%"), "--precision"),
        (("--format", "xml"), "--format"),
        (("--fail-on", "service_level"), "--fail-on"),
        (("--fail-on", "servicelevel<80%"), "did you mean 'service_level'?"),
        (("--fail-on", "service_level.phnoe<80%"), "did you mean 'phone'?"),
        (("--fail-on", "asa<80%"), "'80%' is not a duration"),
        (("--keep-journals", "1"), "--out"),
        (("--parquet",), "--keep-journals"),
        (("--max-reps", "50"), "--precision"),
        (("-q", "-v"), "exclude each other"),
        (("--no-such-option",), "--no-such-option"),
    ],
)
def test_nonsense_is_wrong_usage_and_nothing_is_played(
    file: Path, words: tuple[str, ...], told: str
) -> None:
    result = invoke("run", file, *words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Change(), ("agents.desk.pace", "1.1")), (Precision(), 0.02)],
    ids=["--set", "--precision"],
)
def test_a_default_may_be_given_as_what_an_option_is_read_into(
    kind: ParamType, value: object
) -> None:
    assert kind(value) == value


def test_reps_and_precision_exclude_each_other(file: Path) -> None:
    result = play(file, "--precision", "5%")

    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_precision_plays_up_to_its_cap(file: Path) -> None:
    result = invoke(
        *("run", file, "--precision", "1%", "--max-reps", "12", "--jobs", "1"),
        *("--format", "json"),
    )

    assert result.exit_code == 0
    assert json.loads(result.stdout)["replications"] == 12
    assert "missed its precision" in result.stderr


def test_faults_of_a_scenario_are_told_before_anything_is_played(file: Path) -> None:
    file.write_text(SCENARIO.replace("abandonment", "abandonmnt"), encoding="utf-8")

    result = play(file)

    assert result.exit_code == 2
    assert f"{file}:14:3: targets.abandonmnt: unknown figure" in result.stderr
    assert "did you mean 'abandonment'?" in result.stderr
    assert result.stdout == ""


def test_debug_shows_the_traceback(file: Path) -> None:
    with pytest.raises(ValueError, match="pce"):
        play(file, "--debug", "--set", "agents.desk.pce=2")


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("service_level<1%", 0),
        ("service_level.phone<100%", 1),
        ("asa>0 s", 1),
        ("wait_max.desk>0 s", 1),  # no such figure by group: cannot be checked
    ],
)
def test_a_missed_threshold_is_exit_code_one_and_the_figures_are_shown(
    file: Path, condition: str, code: int
) -> None:
    result = play(file, "-q", "--fail-on", condition)

    assert result.exit_code == code
    assert result.stdout.startswith("Tiny morning")
    assert ("must not be" in result.stderr) == (code == 1)


def test_out_holds_tables_scenario_manifest_journals_and_pictures(
    file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"

    result = play(file, "--out", out, "--keep-journals", "1", "--parquet")

    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} >= {
        "estimates.csv",
        "journals",
        "manifest.json",
        "pictures",
        "results.sqlite",
        "scenario.yaml",
    }
    assert sorted(path.name for path in (out / "pictures").iterdir()) == [
        f"{name}.{kind}"
        for name in ("arrivals", "service_level", "staffing", "waits")
        for kind in ("png", "svg")
    ]
    assert (out / "journals" / "0000" / "contacts.parquet").is_file()
    assert f"results in {out}" in result.stderr


def test_a_run_into_the_same_folder_goes_on_where_the_last_one_ended(
    file: Path, tmp_path: Path
) -> None:
    play(file, "--out", tmp_path / "results")

    result = invoke(
        *("run", file, "--reps", "4", "--jobs", "1", "--out", tmp_path / "results")
    )

    assert "4 replications, seed 1" in result.stdout


def test_a_folder_that_cannot_be_written_is_told_before_playing(
    file: Path, tmp_path: Path
) -> None:
    blocker = tmp_path / "a_file"
    blocker.write_text("", encoding="utf-8")

    result = play(file, "--out", blocker / "results")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_of_another_run_is_left_alone(file: Path, tmp_path: Path) -> None:
    play(file, "--out", tmp_path / "results")

    result = play(file, "--out", tmp_path / "results", "--seed", "2")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "seed" in result.stderr


def test_compare_shows_differences_on_the_same_customers(
    file: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.yaml"
    more.write_text(SCENARIO.replace("counts: 3}", "counts: 5}"), encoding="utf-8")

    result = invoke("compare", file, more, "--reps", "3", "--jobs", "1")

    assert result.exit_code == 0
    assert result.stdout.startswith("more against tiny: service level ")
    assert "more plays the same " in result.stdout
    assert "better" in result.stdout


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_compare_writes_for_machines(file: Path, tmp_path: Path, form: str) -> None:
    more = tmp_path / "more.yaml"
    more.write_text(SCENARIO.replace("counts: 3}", "counts: 5}"), encoding="utf-8")

    result = invoke(
        *("compare", file, more, "--reps", "2", "--jobs", "1", "--format", form)
    )

    assert result.exit_code == 0
    assert "tiny" in result.stdout


def test_compare_tells_the_faults_of_all_files(file: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(SCENARIO.replace("staff", "stuff"), encoding="utf-8")

    result = invoke("compare", faulty, file, tmp_path / "nowhere.yaml")

    assert result.exit_code == 2
    assert "stuff" in result.stderr
    assert "nowhere.yaml" in result.stderr


def test_compare_of_a_file_with_itself_is_wrong_usage(file: Path) -> None:
    assert invoke("compare", file, file).exit_code == 2


def test_compare_of_costs_in_two_currencies_is_wrong_usage(
    file: Path, tmp_path: Path
) -> None:
    text = SCENARIO.replace("counts: 3}", "counts: 3}, wage: 24 USD/h")
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(text, encoding="utf-8")
    other.write_text(text.replace("USD", "EUR"), encoding="utf-8")

    result = invoke("compare", file, one, other)

    assert result.exit_code == 2
    assert "USD (one) and EUR (other) cannot be compared" in result.stderr


def test_compare_needs_two_files(file: Path) -> None:
    assert invoke("compare", file).exit_code == 2


def test_a_pipe_that_is_closed_early_ends_quietly() -> None:
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run(
        [sys.executable, "-m", "omnisim", "explain"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    os.close(write)
    assert done.stderr == b""


def test_ctrl_c_shows_what_is_finished_and_exits_with_130(file: Path) -> None:
    words = ["run", file, "--reps", "100000", "--jobs", "1", "-vv", "--no-progress"]

    with subprocess.Popen(  # noqa: S603 - the program under test
        [sys.executable, "-m", "omnisim", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as running:
        assert running.stderr is not None
        next(line for line in running.stderr if "replication 2" in line)
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=60)

    assert running.returncode == 130
    assert stdout.startswith("Tiny morning")
    assert "stopped by you" in stderr
    assert "Traceback" not in stderr


def test_an_ascii_terminal_gets_plain_ascii(file: Path) -> None:
    done = subprocess.run(  # noqa: S603 - the program under test
        [sys.executable, "-m", "omnisim", "run", file, "--reps", "2", "--jobs", "1"],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.isascii()
    assert b"+/-" in done.stdout
