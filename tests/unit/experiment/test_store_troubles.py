"""What a results folder refuses, and what it survives."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hand_made import table
from stored import ask, assert_same, fail_in, manifest_of, small

from omnisim.errors import ResultsError
from omnisim.experiment import read_results, run
from omnisim.experiment.results import conclude
from omnisim.experiment.store import Store

if TYPE_CHECKING:
    from omnisim.experiment import Results

TESTS = Path(__file__).parents[2]
FEW = "ignore::omnisim.errors.StatisticalWarning"
pytestmark = pytest.mark.filterwarnings(FEW)


@pytest.mark.parametrize(
    ("changed", "options", "told"),
    [
        ({}, {"seed": 2}, "seed: 1 there, 2 here"),
        (
            {"name": "other"},
            {"seed": 1},
            r"scenario: '.+' \([0-9a-f]{8}\) there, '.+' \([0-9a-f]{8}\) here",
        ),
        ({}, {"seed": 1, "attribution": "end"}, "'arrival' there, 'end' here"),
    ],
)
def test_another_run_is_refused_and_told_what_differs(
    tmp_path: Path, changed: dict[str, str], options: dict[str, object], told: str
) -> None:
    run(small(), seed=1, replications=2, jobs=1, store=tmp_path)
    before = (tmp_path / "results.sqlite").read_bytes()

    with pytest.raises(ResultsError, match=told):
        run(small(**changed), replications=2, jobs=1, store=tmp_path, **options)  # type: ignore[arg-type] # of several types

    assert (tmp_path / "results.sqlite").read_bytes() == before


def test_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    monkeypatch.setattr("omnisim.experiment.provenance.__version__", "99.0")

    with pytest.raises(ResultsError, match=r"version of omnisim: '.*' there, '99.0'"):
        run(small(), replications=2, jobs=1, store=tmp_path)


def test_other_versions_of_packages_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    before = manifest_of(tmp_path)["versions"]
    now = {"omnisim": before["omnisim"], "python": "9.9"}  # type: ignore[index] # JSON
    monkeypatch.setattr("omnisim.experiment.store.versions", lambda: now)

    run(small(), replications=3, jobs=1, store=tmp_path)
    run(small(), replications=4, jobs=1, store=tmp_path)

    assert manifest_of(tmp_path)["versions"] == now
    assert manifest_of(tmp_path)["earlier_versions"] == [before]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("mine")

    with pytest.raises(ResultsError, match="it is no results folder"):
        run(small(), replications=2, jobs=1, store=tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["scenario.yaml"]


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"what": "else"}'])
def test_a_manifest_of_something_else_is_left_alone(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "manifest.json").write_text(content)

    with pytest.raises(ResultsError, match=r"manifest\.json"):
        run(small(), replications=2, jobs=1, store=tmp_path)

    assert (tmp_path / "manifest.json").read_text() == content


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    fail_in(monkeypatch, 0, AssertionError("played"))

    with pytest.raises(ResultsError, match=r"cannot be written .* choose another"):
        run(small(), replications=2, jobs=1, store=tmp_path / "file" / "out")


def test_a_disk_that_fills_up_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    before = (tmp_path / "estimates.csv").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, Store(tmp_path, small(), seed=1) as store:
        patched.setattr("os.fsync", full)
        with pytest.raises(ResultsError, match="No space left"):
            store.finish(read_from(store))

    assert (tmp_path / "estimates.csv").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def read_from(store: Store) -> Results:
    return conclude(small(), store.finished(), seed=1, fingerprint="")


@pytest.mark.parametrize("name", ["results.sqlite", "scenario.yaml", "manifest.json"])
def test_a_folder_in_the_place_of_a_file_is_told_and_locks_nothing(
    tmp_path: Path, name: str
) -> None:
    Store(tmp_path, small(), seed=1).__exit__()
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    with pytest.raises(ResultsError):
        Store(tmp_path, small(), seed=1)

    (tmp_path / name).rmdir()
    for path in tmp_path.iterdir():
        path.unlink()

    Store(tmp_path, small(), seed=1).__exit__()


def test_two_runs_cannot_share_a_folder(tmp_path: Path) -> None:
    with (
        Store(tmp_path, small(), seed=1),
        pytest.raises(ResultsError, match="another run is writing into it"),
    ):
        Store(tmp_path, small(), seed=1)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    (tmp_path / "results.sqlite").write_bytes(b"something else" * 100)

    with pytest.raises(ResultsError, match="not a database; delete the folder"):
        read_results(tmp_path)


def test_a_replication_with_missing_figures_is_told(tmp_path: Path) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    ask(tmp_path, "SELECT 1")
    file = sqlite3.connect(tmp_path / "results.sqlite")
    file.execute("DELETE FROM counts WHERE replication = 1 AND figure = 0")
    file.commit()
    file.close()

    with pytest.raises(ResultsError, match=r"replication 1 has .* changed by hand"):
        read_results(tmp_path)


def test_a_changed_scenario_file_is_told(tmp_path: Path) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    path = tmp_path / "scenario.yaml"
    path.write_text(path.read_text().replace("staff: 3", "staff: 4"))

    with pytest.raises(ResultsError, match="is not the scenario that was played"):
        read_results(tmp_path)


def test_a_folder_without_results_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="no results folder"):
        read_results(tmp_path)


def test_a_folder_without_a_finished_replication_is_told(tmp_path: Path) -> None:
    Store(tmp_path, small(), seed=1).__exit__()

    with pytest.raises(ResultsError, match="no replication was finished"):
        read_results(tmp_path)


def test_a_folder_that_lost_its_sqlite_file_is_told(tmp_path: Path) -> None:
    run(small(), replications=2, jobs=1, store=tmp_path)
    (tmp_path / "results.sqlite").unlink()

    with pytest.raises(ResultsError, match="there is no such file"):
        read_results(tmp_path)


def test_a_replication_played_again_must_give_the_same_figures(tmp_path: Path) -> None:
    with Store(tmp_path, small(), seed=1) as store:
        store.add(0, table({"asa": (1, 1), "fcr": (np.nan, 0)}))
        store.add(0, table({"asa": (1, 1), "fcr": (np.nan, 0)}))

        with pytest.raises(ResultsError, match=r"replication 0 .* other figures"):
            store.add(0, table({"asa": (2, 1), "fcr": (np.nan, 0)}))


class Interrupting:
    """A column during the reading of which somebody presses Ctrl-C."""

    def tolist(self) -> list[float]:
        """Be interrupted."""
        raise KeyboardInterrupt


def test_ctrl_c_in_the_middle_of_a_transaction_leaves_no_half_replication(
    tmp_path: Path,
) -> None:
    whole = table({"asa": (1, 1), "fcr": (1, 2)})
    cut = replace(whole, denominator=Interrupting())  # type: ignore[arg-type] # a fake

    with Store(tmp_path, small(), seed=1) as store:
        store.add(0, table({"asa": (1, 1)}))
        with pytest.raises(KeyboardInterrupt):
            store.add(1, cut)
        store.add(2, whole)

        assert {n: len(found) for n, found in store.finished().items()} == {0: 1, 2: 2}


def start(home: Path, *lines: str) -> subprocess.Popen[str]:
    """Start a program of a few lines."""
    script = home / "script.py"
    script.write_text("\n".join(lines))
    return subprocess.Popen(  # noqa: S603 - the script above
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_a_killed_run_keeps_what_is_finished_and_can_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    program = start(
        tmp_path,
        "import sys, time",
        "import scenario_parts as parts",
        "from omnisim.experiment import run",
        "def say(done, *_):",
        "    print(done, flush=True)",
        "    time.sleep(60 if done == 4 else 0)",
        "if __name__ == '__main__':",
        "    run(parts.scenario(), seed=9, replications=10, jobs=2,",
        f"        store={str(folder)!r}, on_progress=say)",
    )
    for _ in range(5):  # it says 0 before it begins
        program.stdout.readline()  # type: ignore[union-attr] # it has one
    program.kill()
    program.communicate()

    left = read_results(folder)
    resumed = run(small(), seed=9, replications=10, jobs=1, store=folder)

    undisturbed = run(small(), seed=9, replications=10, jobs=1)
    assert (left.replications, left.interrupted) == (4, True)
    np.testing.assert_array_equal(
        left.figures.numerator,
        undisturbed.figures.numerator[left.figures.replications],
    )
    assert_same(resumed, undisturbed)


@pytest.mark.slow
def test_a_program_killed_while_it_writes_leaves_no_half_replication(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "out"
    program = start(
        tmp_path,
        "import os, signal",
        "from dataclasses import replace",
        "import hand_made, scenario_parts as parts",
        "from omnisim.experiment.store import Store",
        "class Deadly:",
        "    def tolist(self):",
        "        yield from [1.0] * 20_000  # more than SQLite keeps in memory",
        "        os.kill(os.getpid(), signal.SIGKILL)",
        "rows = {f'asa@@interval:{n}': (1.0, 1.0) for n in range(30_000)}",
        "table = hand_made.table(rows)",
        f"with Store({str(folder)!r}, parts.scenario(), seed=1) as store:",
        "    store.add(0, table)",
        "    store.add(1, replace(table, denominator=Deadly()))",
    )
    program.communicate(timeout=60)

    found = read_results(folder)

    assert program.returncode == -signal.SIGKILL
    assert {n: len(figures) for n, figures in found.tables.items()} == {0: 30_000}
