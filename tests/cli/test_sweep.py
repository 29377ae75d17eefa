"""`sweep`: figures over ranges of values, and nonsense answered well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_morning import MORNING, invoke, started, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

STAFF = "agents.desk.staff"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path)[1]


def sweep(file: Path, *words: str | Path) -> Result:
    return invoke("sweep", file, "--jobs", "1", *words)


def head_of(result: Result) -> str:
    """Return the first line of what CSV was printed."""
    return result.stdout.partition("\n")[0]


def test_every_combination_is_played_and_shown(file: Path) -> None:
    scale = "channels.phone.arrivals.scale"

    result = sweep(file, "--set", f"{STAFF}=2:4:2", "--set", f"{scale}=0.5,1",
                   "--reps", "2")  # fmt: skip

    assert result.exit_code == 0
    assert result.stdout.startswith(f"morning.yaml over {STAFF} and {scale}\n\n")
    assert (
        "  staff  scale    service_level (%)  abandonment (%)  occupancy (%)\n"
        "  2      0.5 "
    ) in result.stdout
    assert "\n  4      1 " in result.stdout
    assert "2 replications of each cell, seed 1, " in result.stdout
    assert result.stderr.startswith("omnisim: 4 cells, 2 replications of each\n")


def test_figures_may_be_named(file: Path) -> None:
    result = sweep(file, "--set", f"{STAFF}=2:3", "--reps", "2", "--format", "csv",
                   "--watch", "asa.phone", "--watch", "handled / staff")  # fmt: skip

    assert head_of(result) == "cell,staff,figure,unit,value,half_width,n"
    assert ",asa.phone,s," in result.stdout
    assert ",handled / staff,contacts," in result.stdout


def test_where_there_is_money_its_cost_is_watched(file: Path) -> None:
    result = sweep(file, "--set", f"{STAFF}=2:3", "--reps", "2",
                   "--set", "agents.desk.wage=20 EUR/h", "--format", "csv")  # fmt: skip

    assert ",cost_per_resolution,EUR" in result.stdout


def test_where_nobody_waits_on_the_line_nobody_abandons(file: Path) -> None:
    text = (
        MORNING.replace("kind: call", "kind: mail")
        .replace("talk:", "work:")
        .replace("    patience: {exponential: 2 min}\n", "")
        .replace("    target: 80% within 20 s\n", "")
    )
    file.write_text(text, encoding="utf-8")

    result = sweep(file, "--set", f"{STAFF}=2:3", "--reps", "2", "--format", "csv")

    assert "abandonment" not in result.stdout
    assert ",taken_after,s," in result.stdout


def test_cells_are_played_until_a_figure_is_precise(file: Path) -> None:
    result = sweep(file, "--set", f"{STAFF}=2,9", "--half-width", "6%",
                   "--max-reps", "24", "--format", "csv")  # fmt: skip

    rows = [row.split(",") for row in result.stdout.splitlines()[1:]]
    assert [row[-1] for row in rows if row[2] == "service_level"] == ["20", "20"]


def test_of_replications_a_limit_is_kept_to(file: Path) -> None:
    result = sweep(file, "--set", f"{STAFF}=2:3", "--half-width", "0.1%",
                   "--max-reps", "3", "--format", "csv", "--watch", "asa")  # fmt: skip

    assert {row[-2:] for row in result.stdout.splitlines()[1:]} == {",3"}


def test_results_may_be_kept(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept.sqlite"
    words = ("--set", f"{STAFF}=2:3", "--reps", "2", "--out", out)
    first = sweep(file, *words)

    again = sweep(file, *words)

    assert again.stdout == first.stdout
    assert "omnisim: 0 of 4 replications played" in again.stderr


def test_stopped_without_a_file_nothing_is_kept(file: Path) -> None:
    words = ["--set", f"{STAFF}=2:3", "--reps", "5000", "--jobs", "1", "-vv"]
    with started("sweep", file, *words) as running:
        assert running.stderr is not None
        next(line for line in running.stderr if ": 2 of " in line)
        running.send_signal(2)
        _, stderr = running.communicate(timeout=60)

    assert running.returncode == 130
    assert stderr.endswith("by you; nothing is kept without --out FILE.sqlite\n")


def test_stopped_here_nothing_is_kept_either(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("omnisim.trial.conduct", stopped)

    result = sweep(file, "--set", f"{STAFF}=2:3")

    assert result.exit_code == 130
    assert result.stderr.endswith("; nothing is kept without --out FILE.sqlite\n")


def test_all_faults_are_told_at_once(file: Path) -> None:
    result = sweep(file, "--set", f"{STAFF}=5:1", "--set", "agents.desk.pac=1",
                   "--watch", "asaa", "--half-width", "2 apples")  # fmt: skip

    assert result.exit_code == 2
    pace, empty, figure, width, total = result.stderr.splitlines()
    assert pace.startswith("--set agents.desk.pac: unknown key; allowed: staff, ")
    assert pace.endswith("did you mean 'pace'?")
    assert empty.startswith(f"--set {STAFF}: '5:1' is empty; ")
    assert figure.startswith("--watch: 'asaa': at character 1: unknown name 'asaa'; ")
    assert width.startswith("--half-width: '2 apples' is not a half-width such as ")
    assert total == "omnisim: 4 faults in the scenario"


def test_an_unknown_path_is_told_with_the_nearest_name(file: Path) -> None:
    result = sweep(file, "--set", "agents.desk.staf=1:3")

    assert result.exit_code == 2
    assert "cell staf=1 and 2 others: --set agents.desk.staf: unknown key" in (
        result.stderr
    )
    assert "did you mean 'staff'?" in result.stderr


def test_a_scenario_that_is_not_there_is_told(file: Path) -> None:
    result = sweep(file.with_name("mornin.yaml"), "--set", f"{STAFF}=1:3")

    assert result.exit_code == 2
    assert "no such file; did you mean '" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--set", f"{STAFF}=5"], "nothing varies; give a range such as --set "),
        (["--set", f"{STAFF}=2,,3"], "'2,,3' has a comma with no value beside it"),
        (["--set", f"{STAFF}=1:900"], "makes 900 cells and so at least 27,000 "),
        (
            ["--set", f"{STAFF}=1:900", "--set", "agents.desk.pace=1:900"],
            "makes 810000 cells; at most 10000",
        ),
        (
            ["--set", f"{STAFF}=1:3", "--reps", "3", "--half-width", "1%"],
            "--reps and --half-width exclude each other",
        ),
        (["--set", f"{STAFF}=1:3", "--max-reps", "9"], "is a limit to --half-width"),
        (["--set", "staff"], "is not a change; write path=value"),
        ([], "Missing option '--set'"),
    ],
)
def test_nonsense_is_answered_well(file: Path, words: list[str], told: str) -> None:
    result = sweep(file, *words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr
