"""The file of a trial: what it keeps, what it refuses, what it survives."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import small_trial
from hand_made import table
from small_trial import cell, scenario

from omnisim.errors import ResultsError
from omnisim.experiment import Estimate
from omnisim.experiment.figures import keys_of
from omnisim.trial.archive import Archive, LeftOver
from omnisim.trial.solving import Answer
from omnisim.trial.verdict import Verdict
from omnisim.trial.workers import Local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.kpi.table import KpiTable

TESTS = Path(__file__).parents[2]
ONE = table({"asa": (10, 4), "asa@channel:phone": (10, 4), "fcr": (float("nan"), 0)})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.sqlite"


def ask(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(question).fetchall()


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement)


def keep(path: Path, staff: str, *replications: int, name: str = "3") -> None:
    """Keep made figures of a cell, whatever its scenario is."""
    with Archive(path, "small") as archive:
        for number in replications:
            archive.add(cell(name), scenario(staff), number, ONE)


def assert_same(one: KpiTable, other: KpiTable) -> None:
    assert keys_of(one) == keys_of(other)
    np.testing.assert_array_equal(one.numerator, other.numerator)
    np.testing.assert_array_equal(one.denominator, other.denominator)


def test_what_was_kept_comes_back_to_the_last_bit(path: Path) -> None:
    with Archive(path, "small") as archive:
        archive.add(cell(), scenario(), 0, ONE)
        archive.add(cell(), scenario(), 3, table({"asa": (1 / 3, 0.1)}))

    with Archive(path, "small") as archive:
        found = archive.tables(cell(), scenario())

    assert list(found) == [0, 3]
    assert_same(found[0], ONE)
    assert_same(found[3], table({"asa": (1 / 3, 0.1)}))


def test_replications_with_the_same_figures_share_the_names_of_their_rows(
    path: Path,
) -> None:
    keep(path, "3", 0, 1)

    with Archive(path, "small") as archive:
        found = archive.tables(cell(), scenario())

    assert found[0].kpi is found[1].kpi


def test_nothing_is_there_of_a_cell_that_was_not_played(path: Path) -> None:
    with Archive(path, "small") as archive:
        assert archive.tables(cell(), scenario()) == {}
        assert archive.in_use() == {"staff=3": 0}


def test_cells_in_use_are_told_with_their_replications(path: Path) -> None:
    three = scenario("3")

    with Archive(path, "small") as archive:
        archive.add(cell("4"), scenario("4"), 0, ONE)
        archive.add(cell("3"), three, 0, ONE)
        archive.add(cell("3"), three, 1, ONE)

        assert archive.in_use() == {"staff=4": 1, "staff=3": 2}
        assert archive.left_over() == []


def test_cells_of_the_same_scenario_share_their_replications(path: Path) -> None:
    with Archive(path, "small") as archive:
        archive.add(cell("3"), scenario("3"), 0, ONE)

        found = archive.tables(cell("3", load="as ever"), scenario("3"))

    assert list(found) == [0]
    assert ask(path, "SELECT DISTINCT cell FROM kpis ORDER BY cell") == [
        ("staff=3",),
        ("staff=3, load=as ever",),
    ]


def test_the_view_tells_names_levels_and_values(path: Path) -> None:
    keep(path, "3", 7)

    assert ask(path, "SELECT * FROM kpis ORDER BY kpi, slice") == [
        ("staff=3", '{"staff": "3"}', 7, "all", "", "asa", 10.0, 4.0, 2.5),
        ("staff=3", '{"staff": "3"}', 7, "channel", "phone", "asa", 10.0, 4.0, 2.5),
        ("staff=3", '{"staff": "3"}', 7, "all", "", "fcr", None, 0.0, None),
    ]


def test_the_scenario_of_every_cell_is_in_the_file(path: Path) -> None:
    keep(path, "4", 0)

    ((text,),) = ask(path, "SELECT text FROM scenarios")

    assert "staff: 4" in str(text)


def test_another_scenario_of_a_cell_is_never_used_and_told(path: Path) -> None:
    keep(path, "3", 0, 1)

    with Archive(path, "small") as archive:
        found = archive.tables(cell("3"), scenario("4"))
        left = archive.left_over()

    assert found == {}
    assert left == [LeftOver("staff=3", 2, "another scenario")]
    assert str(left[0]) == "staff=3: 2 replications of another scenario"
    assert ask(path, "SELECT * FROM kpis") == []


def test_a_scenario_that_changed_back_finds_its_replications_again(path: Path) -> None:
    keep(path, "3", 0, 1)
    keep(path, "4", 0)

    with Archive(path, "small") as archive:
        found = archive.tables(cell("3"), scenario("3"))

    assert list(found) == [0, 1]
    assert ask(path, "SELECT DISTINCT replication FROM kpis") == [(0,), (1,)]


def test_a_scenario_changed_in_the_middle_takes_the_cell_over(path: Path) -> None:
    with Archive(path, "small") as archive:
        archive.add(cell("3"), scenario("3"), 0, ONE)
        archive.add(cell("3"), scenario("4"), 1, ONE)

        assert archive.left_over() == [LeftOver("staff=3", 1, "another scenario")]

    assert ask(path, "SELECT DISTINCT replication FROM kpis") == [(1,)]


def test_a_cell_that_is_no_longer_asked_for_is_told(path: Path) -> None:
    keep(path, "3", 0)

    with Archive(path, "small") as archive:
        archive.tables(cell("4"), scenario("4"))

        assert archive.left_over() == [
            LeftOver("staff=3", 1, "a cell that is not in this trial")
        ]


@pytest.mark.parametrize(
    ("options", "why"),
    [({"seed": 2}, "seed 1"), ({"attribution": "end"}, "window rule 'arrival'")],
)
def test_another_seed_or_window_rule_is_never_mixed_in(
    path: Path, options: dict[str, object], why: str
) -> None:
    keep(path, "3", 0)

    with Archive(path, "small", **options) as archive:  # type: ignore[arg-type] # of several types
        assert archive.tables(cell("3"), scenario("3")) == {}
        assert archive.left_over() == [LeftOver("staff=3", 1, why)]


def test_another_version_is_never_mixed_in(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("omnisim.experiment.provenance.__version__", "0.0.1")
        keep(path, "3", 0)

    with Archive(path, "small") as archive:
        assert archive.tables(cell("3"), scenario("3")) == {}
        assert archive.left_over() == [LeftOver("staff=3", 1, "version 0.0.1")]


def test_a_replication_played_again_must_give_the_same_figures(path: Path) -> None:
    keep(path, "3", 0)

    with Archive(path, "small") as archive:
        archive.add(cell(), scenario(), 0, ONE)
        with pytest.raises(ResultsError, match=r"replication 0 of staff=3 has other"):
            archive.add(cell(), scenario(), 0, table({"asa": (11, 4)}))

        assert_same(archive.tables(cell(), scenario())[0], ONE)


def test_figures_of_intervals_are_refused(path: Path) -> None:
    with Archive(path, "small") as archive, pytest.raises(ValueError, match="run only"):
        archive.add(cell(), scenario(), 0, table({"asa@@interval:2": (1, 1)}))


def test_the_outcome_is_written_as_it_was_found(path: Path) -> None:
    with Archive(path, "small") as archive:
        archive.tables(cell(), scenario())
        archive.write_outcome(
            [small_trial.judged()],
            [(cell(), "asa", Estimate(2.5, 0.5, 6))],
            [({"cap": "2", "load": "busy"}, Answer(8, 7, ()))],
        )

    assert ask(path, "SELECT * FROM verdicts") == [
        (0, "more is less", "asa[staff=5] <= asa[staff=3]", "supported", 0.98)
    ]
    assert ask(path, "SELECT claim, place, levels, verdict, sign FROM findings") == [
        (0, 0, '{"load": "busy"}', "supported", "<=")
    ]
    assert ask(
        path,
        "SELECT left_value, left_half_width, right_value, right_half_width, "
        "difference, half_width, n FROM findings",
    ) == [(1.0, 0.25, 3.0, None, -2.0, 0.5, 6)]
    assert ask(path, "SELECT * FROM estimates") == [("staff=3", "asa", 2.5, 0.5, 6)]
    assert ask(path, "SELECT * FROM answers") == [
        ("cap=2, load=busy", '{"cap": "2", "load": "busy"}', 7, 8)
    ]
    assert dict(ask(path, "SELECT name, value FROM meta"))["state"] == "complete"  # type: ignore[arg-type] # pairs


def test_a_new_outcome_takes_the_place_of_the_old_one(path: Path) -> None:
    with Archive(path, "small") as archive:
        shown = [(cell(), "asa", Estimate(2.5, 0.5, 6))]
        archive.write_outcome([small_trial.judged(), small_trial.judged()], shown)
        archive.write_outcome([small_trial.judged(Verdict.REFUTED)])

    assert ask(path, "SELECT verdict FROM verdicts") == [("refuted",)]
    assert ask(path, "SELECT verdict FROM findings") == [("refuted",)]
    assert ask(path, "SELECT * FROM estimates") == []


def test_nothing_is_said_of_a_trial_that_has_begun_again(path: Path) -> None:
    with Archive(path, "small") as archive:
        archive.add(cell(), scenario(), 0, ONE)
        archive.write_outcome([small_trial.judged()])

    keep(path, "3", 1)

    assert ask(path, "SELECT * FROM verdicts") == []
    assert dict(ask(path, "SELECT name, value FROM meta"))["state"] == "unfinished"  # type: ignore[arg-type] # pairs


def test_looking_into_a_file_changes_nothing(path: Path) -> None:
    with Archive(path, "small") as archive:
        archive.add(cell(), scenario(), 0, ONE)
        archive.write_outcome([small_trial.judged()])
    before = small_trial.content(path)

    with Archive(path, "other") as archive:
        left = archive.left_over()

    assert small_trial.content(path) == before
    assert left == [LeftOver("staff=3", 1, "a cell that is not in this trial")]


def test_a_file_that_was_closed_is_one_file(path: Path) -> None:
    keep(path, "3", 0)

    assert [found.name for found in path.parent.iterdir()] == ["results.sqlite"]
    assert ask(path, "PRAGMA journal_mode") == [("delete",)]


def test_the_folder_is_made(tmp_path: Path) -> None:
    keep(tmp_path / "new" / "folder" / "results.sqlite", "3", 0)

    assert (tmp_path / "new" / "folder" / "results.sqlite").is_file()


def test_two_runs_cannot_share_a_file(path: Path) -> None:
    with (
        Archive(path, "small"),
        pytest.raises(ResultsError, match=r"another run is writing .* another file"),
    ):
        Archive(path, "small")

    Archive(path, "small").close()


def test_a_file_of_another_program_is_left_alone(path: Path) -> None:
    change(path, "CREATE TABLE mine (one INTEGER)")
    before = path.read_bytes()

    with pytest.raises(ResultsError, match="no file of an omnisim experiment"):
        Archive(path, "small")

    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_text("something else" * 100)

    with pytest.raises(ResultsError, match="not a database; delete the file"):
        Archive(path, "small")

    assert path.read_text() == "something else" * 100


def test_a_file_of_another_layout_is_left_alone(path: Path) -> None:
    keep(path, "3", 0)
    change(path, "PRAGMA user_version = 99")

    with pytest.raises(ResultsError, match=r"has layout 99 .* writes layout 1"):
        Archive(path, "small")


def test_an_empty_file_is_taken(path: Path) -> None:
    path.touch()

    keep(path, "3", 0)

    assert len(ask(path, "SELECT * FROM kpis")) == 3


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="unable to open database file"):
        Archive(tmp_path, "small")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ResultsError, match=r"cannot be written .* another file"):
        Archive(tmp_path / "file" / "results.sqlite", "small")


def test_a_file_that_may_not_be_written_is_told(path: Path) -> None:
    keep(path, "3", 0)

    with Archive(path, "small") as archive:
        archive._file.execute("PRAGMA query_only = 1")  # noqa: SLF001 - root may write any file
        with pytest.raises(ResultsError, match="readonly"):
            archive.add(cell(), scenario(), 1, ONE)

    assert ask(path, "SELECT DISTINCT replication FROM kpis") == [(0,)]


@pytest.fixture
def full_disk(path: Path) -> Iterator[None]:
    """Let no file grow much beyond the size that this one has."""
    keep(path, "3", 0)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_loses_nothing_that_was_kept(path: Path) -> None:
    large = table({f"asa@channel:{n}": (1.0, 1.0) for n in range(20_000)})

    with Archive(path, "small") as archive:
        with pytest.raises(ResultsError, match=r"results\.sqlite: .*(full|I/O)"):
            archive.add(cell(), scenario(), 1, large)
        archive.add(cell(), scenario(), 2, ONE)

    with Archive(path, "small") as archive:
        assert list(archive.tables(cell(), scenario())) == [0, 2]


def test_a_replication_with_missing_figures_is_told(path: Path) -> None:
    keep(path, "3", 0)
    change(path, "DELETE FROM counts WHERE figure = 0")

    with (
        Archive(path, "small") as archive,
        pytest.raises(ResultsError, match=r"replication 0 has 2 figures, not 3"),
    ):
        archive.tables(cell(), scenario())


class Interrupting:
    """A column during the reading of which somebody presses Ctrl-C."""

    def tolist(self) -> list[float]:
        """Be interrupted."""
        raise KeyboardInterrupt


def test_ctrl_c_in_the_middle_leaves_no_half_replication(path: Path) -> None:
    cut = replace(ONE, denominator=Interrupting())  # type: ignore[arg-type] # a fake

    with Archive(path, "small") as archive:
        with pytest.raises(KeyboardInterrupt):
            archive.add(cell(), scenario(), 0, cut)
        archive.add(cell(), scenario(), 1, ONE)

        assert list(archive.tables(cell(), scenario())) == [1]


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start a program that finds what stands beside the tests."""
    return subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_a_trial_killed_again_and_again_ends_as_an_undisturbed_one(
    tmp_path: Path,
) -> None:
    killed, whole = tmp_path / "killed.sqlite", tmp_path / "whole.sqlite"
    for lines, jobs in ((1, "1"), (5, "2"), (3, "1")):
        program = start(small_trial.__file__, str(killed), jobs)
        for _ in range(lines):
            program.stdout.readline()  # type: ignore[union-attr] # it has one
        program.kill()
        program.communicate(timeout=60)
        assert program.returncode == -signal.SIGKILL

    played: list[str] = []
    small_trial.play(killed, Local(1), say=played.append)

    small_trial.play(whole, Local(1))
    assert len(played) <= 18 - 9
    assert small_trial.content(killed) == small_trial.content(whole)


@pytest.mark.slow
def test_a_trial_killed_while_it_writes_leaves_no_half_replication(
    path: Path,
) -> None:
    lines = (
        "import os, signal",
        "from dataclasses import replace",
        "from hand_made import table",
        "from small_trial import cell, scenario",
        "from omnisim.trial.archive import Archive",
        "class Deadly:",
        "    def tolist(self):",
        "        yield from [1.0] * 200_000  # more than SQLite keeps in memory",
        "        os.kill(os.getpid(), signal.SIGKILL)",
        "rows = {f'asa@channel:{n}': (1.0, 1.0) for n in range(210_000)}",
        "whole = table({'asa': (1.0, 1.0)})",
        f"with Archive({str(path)!r}, 'small') as archive:",
        "    archive.add(cell(), scenario(), 0, whole)",
        "    cut = replace(table(rows), denominator=Deadly())",
        "    archive.add(cell(), scenario(), 1, cut)",
    )
    program = start("-c", "\n".join(lines))
    program.communicate(timeout=60)

    assert program.returncode == -signal.SIGKILL
    assert path.with_name("results.sqlite-wal").stat().st_size > 1_000_000
    with Archive(path, "small") as archive:
        assert list(archive.tables(cell(), scenario())) == [0]
    assert ask(path, "SELECT count(*) FROM figures") == [(1,)]
