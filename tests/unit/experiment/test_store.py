"""The results folder: what it holds, and how a run goes on in it."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from stored import ask, assert_same, fail_in, manifest_of, small

from omnisim.errors import EngineError, WorkerError
from omnisim.experiment import Precision, read_results, run, seal
from omnisim.journal import load as load_journal
from omnisim.scenario import fingerprint, load

if TYPE_CHECKING:
    from pathlib import Path

FEW = "ignore::omnisim.errors.StatisticalWarning"
pytestmark = pytest.mark.filterwarnings(FEW)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_finished_folder_holds_all_it_promises(tmp_path: Path) -> None:
    run(small(), replications=3, jobs=1, store=tmp_path / "out", journals=[1])

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "definitions.csv",
        "estimates.csv",
        "journals",
        "manifest.json",
        "replications.csv",
        "results.sqlite",
        "scenario.yaml",
    ]


def test_the_scenario_in_the_folder_is_the_one_that_was_played(tmp_path: Path) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)

    found = load(tmp_path / "scenario.yaml")

    assert fingerprint(found) == fingerprint(small())


def test_manifest_says_what_was_played_and_with_what(tmp_path: Path) -> None:
    run(small(), seed=8, replications=2, jobs=1, store=tmp_path, options={"reps": 2})

    manifest = manifest_of(tmp_path)
    assert manifest["state"] == "complete"
    assert manifest["seed"] == 8
    assert manifest["replications"] == [0, 1]
    assert manifest["fingerprint"] == fingerprint(small())
    assert manifest["options"] == {"reps": 2}
    assert manifest["service_level"] == {
        "form": "offered",
        "formula": "answered within the threshold ÷ (answered + abandoned + still "
        "waiting past the threshold when play ended)",
    }
    assert set(manifest["versions"]) >= {"omnisim", "python", "numpy", "simpy"}  # type: ignore[call-overload] # JSON
    assert "only 2 replications" in manifest["warnings"][0]  # type: ignore[index] # JSON


def test_manifest_lists_every_file_with_its_checksum(tmp_path: Path) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path, journals=[0])

    files = manifest_of(tmp_path)["files"]

    assert "journals/0000/contacts.csv" in files  # type: ignore[operator] # JSON
    assert files == {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        for name in files  # type: ignore[attr-defined] # JSON
    }


def test_files_added_later_are_listed_after_sealing(tmp_path: Path) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    (tmp_path / "picture.svg").write_text("<svg/>")

    seal(tmp_path)

    assert "picture.svg" in manifest_of(tmp_path)["files"]  # type: ignore[operator] # JSON


def test_sqlite_answers_in_the_words_of_the_tables(tmp_path: Path) -> None:
    results = run(small(), replications=2, jobs=1, store=tmp_path)

    counted = ask(
        tmp_path,
        "SELECT replication, numerator FROM kpis WHERE kpi = 'arrived' AND "
        "slice_kind = 'all' AND window_kind = 'run' ORDER BY replication",
    )
    estimated = ask(
        tmp_path,
        "SELECT value, half_width, n FROM estimated WHERE kpi = 'arrived' AND "
        "slice = 'phone' AND window_kind = 'day' AND \"window\" = 0",
    )

    assert counted == [
        (n, figures.value("arrived")) for n, figures in results.tables.items()
    ]
    assert estimated == [
        tuple(results.estimates.get("arrived", slice="phone", window="day:0"))
    ]


def test_csv_files_hold_the_same_figures(tmp_path: Path) -> None:
    results = run(small(), replications=2, jobs=1, store=tmp_path)

    estimates = rows_of(tmp_path / "estimates.csv")
    replications = rows_of(tmp_path / "replications.csv")

    assert len(estimates) == len(results.estimates)
    assert [row["kpi"] for row in estimates] == results.estimates.names.kpi.tolist()
    known = [float(row["value"] or "nan") for row in estimates]
    np.testing.assert_array_equal(known, results.estimates.value)
    assert {row["window_kind"] for row in replications} == {"run", "day"}
    assert {row["replication"] for row in replications} == {"0", "1"}


def test_every_figure_in_the_folder_has_its_unit_and_direction(tmp_path: Path) -> None:
    run(small(), seed=2, replications=2, jobs=1, store=tmp_path)

    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as file:
        rows = file.execute(
            "SELECT DISTINCT kpi, unit, direction FROM estimated JOIN definitions "
            "USING (kpi)"
        ).fetchall()
    told = {row["kpi"]: row for row in rows_of(tmp_path / "definitions.csv")}

    assert ("asa", "s", "down") in rows
    assert {kpi for kpi, *_ in rows} <= told.keys()
    assert told["service_level"]["direction"] == "up"


def test_what_is_read_back_is_what_the_run_gave(tmp_path: Path) -> None:
    goal = Precision(kpi="asa", relative=0.5, cap=12, slice="channel:phone")
    gave = run(small(), seed=2, precision=goal, jobs=1, store=tmp_path)

    back = read_results(tmp_path)

    assert_same(gave, back)
    np.testing.assert_array_equal(gave.estimates.half_width, back.estimates.half_width)
    assert back.scenario == gave.scenario
    assert back.precision == goal
    assert (back.seed, back.warnings, back.interrupted) == (2, gave.warnings, False)
    assert back.folder == tmp_path


def test_a_journal_that_was_asked_for_can_be_loaded(tmp_path: Path) -> None:
    run(small(), seed=6, replications=3, jobs=1, store=tmp_path, journals=[2])

    journal = load_journal(tmp_path / "journals" / "0002")

    assert (journal.provenance.seed, journal.provenance.replication) == (6, 2)
    assert [path.name for path in (tmp_path / "journals").iterdir()] == ["0002"]


def test_a_journal_asked_for_later_is_played_again(tmp_path: Path) -> None:
    first = run(small(), replications=3, jobs=1, store=tmp_path)

    second = run(small(), replications=3, jobs=1, store=tmp_path, journals=[1])

    assert (tmp_path / "journals" / "0001" / "contacts.csv").is_file()
    assert_same(first, second)


def test_a_longer_run_goes_on_where_the_shorter_one_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = run(small(), replications=5, jobs=1)
    run(small(), replications=3, jobs=1, store=tmp_path)
    fail_in(monkeypatch, 0, AssertionError("played again"))

    resumed = run(small(), replications=5, jobs=1, store=tmp_path)

    assert_same(resumed, undisturbed)


def test_a_shorter_run_uses_all_that_the_folder_holds(tmp_path: Path) -> None:
    run(small(), replications=4, jobs=1, store=tmp_path)

    assert run(small(), replications=2, jobs=1, store=tmp_path).replications == 4


def test_a_run_after_ctrl_c_ends_with_the_tables_of_an_undisturbed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        fail_in(patched, 3, KeyboardInterrupt())
        stopped = run(small(), replications=6, jobs=1, store=tmp_path)
    state = manifest_of(tmp_path)["state"]

    resumed = run(small(), replications=6, jobs=1, store=tmp_path)

    assert (stopped.interrupted, stopped.replications, state) == (
        True,
        3,
        "interrupted",
    )
    assert not resumed.interrupted
    assert_same(resumed, run(small(), replications=6, jobs=1))


def test_an_error_keeps_what_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_in(monkeypatch, 2, EngineError("a contact was lost"))
    with pytest.raises(EngineError):
        run(small(), replications=6, jobs=1, store=tmp_path)

    back = read_results(tmp_path)

    assert back.replications == 2
    assert back.interrupted


def test_a_lost_worker_says_what_is_kept_and_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_in(monkeypatch, 2, WorkerError("lost"))

    with pytest.raises(WorkerError) as caught:
        run(small(), replications=6, jobs=1, store=tmp_path)

    assert "2 replications are finished and kept in" in caught.value.__notes__[-1]
