"""`experiment`: from the file to the verdict, interrupted or not."""

from __future__ import annotations

import json
import signal
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from small_morning import EXPERIMENT, invoke, started, written

from omnisim.trial import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path)[0]


def play(file: Path, *words: str | Path) -> str:
    """Return what an undisturbed run in this process prints."""
    result = invoke("experiment", file, "--jobs", "1", *words)
    assert result.exit_code == 0
    return result.stdout


def test_cells_verdicts_and_what_they_rest_on_are_printed(file: Path) -> None:
    result = invoke("experiment", file, "--jobs", "1")

    assert result.exit_code == 0
    assert result.stdout.startswith("More agents, less waiting.\nHow much less?\n\n")
    assert "  staff       asa (s)  abandonment.phone (%)" in result.stdout
    assert "  ● supported: four halve the wait of two\n    asa[staff=4] is " in (
        result.stdout
    )
    assert "  ■ refuted: abandonment <= 1%\n    Fails at " in result.stdout
    assert "seed 1, the same customers in all" in result.stdout
    assert result.stderr.startswith(
        "omnisim: 2 cells, 4 to 8 replications of each, 2 claims\n"
    )
    assert f", kept in {file.with_name('results.sqlite')}\n" in result.stderr


def test_results_are_kept_beside_the_file_and_not_played_again(file: Path) -> None:
    first = play(file)

    again = invoke("experiment", file, "--jobs", "1")

    assert again.stdout == first
    assert "omnisim: 0 of " in again.stderr
    assert set(read(file.with_name("results.sqlite"))["staff"]) == {2.0, 4.0}


def test_one_process_and_two_print_the_same(file: Path, tmp_path: Path) -> None:
    one = play(file, "--out", tmp_path / "one.sqlite")

    two = invoke("experiment", file, "--jobs", "2", "--out", tmp_path / "two.sqlite")

    assert two.stdout == one


def test_killed_at_any_moment_it_ends_as_if_undisturbed(
    file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "killed.sqlite"
    words = ["experiment", file, "--jobs", "1", "--out", out, "-vv"]
    with started(*words) as running:
        assert running.stderr is not None
        next(line for line in running.stderr if ": 2 of " in line)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=60)
    with closing(sqlite3.connect(out)) as kept:
        (n,) = kept.execute("SELECT count(*) FROM replications").fetchone()

    again = invoke("experiment", file, "--jobs", "1", "--out", out)

    assert running.returncode == -signal.SIGKILL
    assert n >= 2
    assert again.stdout == play(file, "--out", tmp_path / "undisturbed.sqlite")
    assert again.exit_code == 0


def test_ctrl_c_keeps_what_is_finished_and_tells_how_to_go_on(
    file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "stopped.sqlite"
    words = ["--set", "precision={at_least: 5000, at_most: 5000}", "--jobs", "1"]
    with started("experiment", file, *words, "--out", out, "-vv") as running:
        assert running.stderr is not None
        next(line for line in running.stderr if ": 2 of " in line)
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=60)

    assert running.returncode == 130
    assert stdout == ""
    assert "Traceback" not in stderr
    assert stderr.endswith(
        f"omnisim: stopped by you; what is finished is in {out}; to go on: "
        f"omnisim experiment {file} "
        "--set 'precision={at_least: 5000, at_most: 5000}' "
        f"--out {out} --jobs 1 -v -v\n"
    )


def test_what_is_typed_to_go_on_has_every_option_given(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("omnisim.trial.conduct", stopped)

    result = invoke(
        "experiment", file, "--page", "-vv", "--set", "seed=2", "--format", "md"
    )

    assert result.exit_code == 130
    assert result.stderr.endswith(
        f"to go on: omnisim experiment {file} --set seed=2 --page --format md -v -v\n"
    )


def test_a_bar_is_told_how_far_it_is_and_what_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int | None, str]] = []

    @contextmanager
    def bar(**_: object) -> Iterator[object]:
        yield lambda *news: told.append(news)

    monkeypatch.setattr("omnisim.cli.progress.progress", bar)

    play(file)

    assert told[0] == (0, 8, "first look")
    assert told[-1][0] == told[-1][1]


def test_fewer_replications_may_be_asked_for(file: Path) -> None:
    result = invoke("experiment", file, "--jobs", "1", "--at-most", "2")

    assert "omnisim: 2 cells, 2 replications of each, " in result.stderr
    assert "2 replications of each cell, seed 1" in result.stdout


def test_values_of_experiment_and_scenario_may_be_set(file: Path) -> None:
    words = ["--set", "seed=7", "--set", "set.agents.desk.pace=2", "--at-most", "2"]

    result = play(file, *words)

    assert "seed 7, the same customers" in result


def test_what_belongs_to_another_scenario_is_told(file: Path) -> None:
    play(file, "--at-most", "2")

    result = invoke(
        "experiment", file, "--at-most", "2", "--set", "set.agents.desk.pace=2",
        "--jobs", "1",
    )  # fmt: skip

    assert (
        "omnisim: kept in the file and not used: staff=2: 2 replications of another "
        "scenario\n"
    ) in result.stderr


def test_only_some_of_many_left_over_cells_are_told(file: Path) -> None:
    play(file, "--at-most", "2", "--set", "vary.staff.to=1:8")

    other = invoke(
        "experiment", file, "--at-most", "2", "--set", "seed=2", "--jobs", "1"
    )

    assert other.stderr.count("kept in the file and not used: ") == 5
    assert other.stderr.endswith("omnisim: and of 3 more cells\n")


def test_verbose_tells_the_stages(file: Path) -> None:
    result = invoke("experiment", file, "--jobs", "1", "-v")

    assert "first look\n" in result.stderr
    assert " of 8 replications\n" not in result.stderr


def test_quiet_says_nothing(file: Path) -> None:
    assert invoke("experiment", file, "--jobs", "1", "-q").stderr == ""


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("csv", "cell,staff,figure,unit,value,half_width,n\n"),
        ("json", '{\n "format": 1,\n "belief": "More agents, less waiting.",\n'),
        ("md", "# More agents, less waiting.\n\nHow much less?\n\n| staff | asa (s) "),
    ],
)
def test_other_forms_are_for_machines_and_wikis(
    file: Path, form: str, begins: str
) -> None:
    assert play(file, "--at-most", "2", "--format", form).startswith(begins)


def test_json_can_be_read_back(file: Path) -> None:
    body = json.loads(play(file, "--at-most", "2", "--format", "json"))

    assert [claim["claim"] for claim in body["claims"]] == [
        "asa[staff=4] <= asa[staff=2] / 2",
        "abandonment <= 1%",
    ]


def test_a_page_is_written_if_it_is_asked_for(file: Path) -> None:
    result = invoke("experiment", file, "--jobs", "1", "--at-most", "2", "--page")

    made = sorted(one.name for one in file.parent.iterdir())
    assert {"README.md", "picture.svg", "results.csv"} <= set(made)
    assert "README.md, with results.csv and picture.svg\n" in result.stderr


def test_all_faults_are_told_at_once_and_nothing_is_played(file: Path) -> None:
    text = EXPERIMENT.replace("asa[staff=4]", "asaa[staff=5]").replace(
        "at_most", "atmost"
    )
    file.write_text(text, encoding="utf-8")

    result = invoke("experiment", file)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "unknown name 'asaa'" in result.stderr
    assert "did you mean 'at_most'?" in result.stderr
    assert not file.with_name("results.sqlite").exists()


def test_many_cells_are_played_only_if_they_are_meant(file: Path) -> None:
    result = invoke("experiment", file, "--set", "vary.staff.to=1:501")

    assert result.exit_code == 2
    assert (
        "makes 501 cells and so at least 2,004 replications; if that is meant, say so "
        "with --max-cells 501"
    ) in result.stderr


def test_here_and_on_a_cluster_exclude_each_other(file: Path) -> None:
    result = invoke("experiment", file, "--jobs", "1", "--cluster", "127.0.0.1:1")

    assert result.exit_code == 2
    assert "--jobs and --cluster exclude each other" in result.stderr
