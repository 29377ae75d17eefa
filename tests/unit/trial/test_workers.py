"""Who plays a replication changes none of its figures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
from small_trial import SEED, cell, scenario

from omnisim.errors import EngineError
from omnisim.experiment import play_replication
from omnisim.experiment.figures import keys_of
from omnisim.trial import workers as module
from omnisim.trial.settling import key_of_cell
from omnisim.trial.workers import Job, Local, play_job

if TYPE_CHECKING:
    from typing import Any

    from omnisim.kpi.table import KpiTable
    from omnisim.scenario import Scenario

THREE, FOUR = (key_of_cell(cell(staff)) for staff in ("3", "4"))
JOBS = [
    (THREE, scenario("3"), 0),
    (FOUR, scenario("4"), 0),
    (THREE, scenario("3"), 1),
    (FOUR, scenario("4"), 1),
]


def assert_same(one: KpiTable, other: KpiTable) -> None:
    assert keys_of(one) == keys_of(other)
    np.testing.assert_array_equal(one.numerator, other.numerator)
    np.testing.assert_array_equal(one.denominator, other.denominator)


def test_one_worker_plays_here_and_in_order() -> None:
    with Local(1) as workers:
        found = [(key, number) for key, number, _ in workers.play(JOBS, seed=SEED)]

    assert found == [(THREE, 0), (FOUR, 0), (THREE, 1), (FOUR, 1)]


def test_the_figures_are_those_of_the_run_and_of_all_slices() -> None:
    whole = play_replication(scenario("4"), seed=SEED, replication=1).table

    found = play_job(Job(FOUR, scenario("4"), 1, SEED))

    rows = np.flatnonzero(whole.window_kind == "run")
    assert set(found.window_kind) == {"run"}
    assert set(found.slice_kind) == set(whole.slice_kind[rows])
    assert found.kpi.tolist() == whole.kpi[rows].tolist()
    np.testing.assert_array_equal(found.numerator, whole.numerator[rows])
    np.testing.assert_array_equal(found.denominator, whole.denominator[rows])


@pytest.mark.slow
def test_two_workers_give_the_same_figures_as_one() -> None:
    with Local(2) as apart, Local(1) as here:
        theirs = {job[:2]: job[2] for job in apart.play(JOBS, seed=SEED)}
        mine = {job[:2]: job[2] for job in here.play(JOBS, seed=SEED)}

    assert theirs.keys() == mine.keys()
    for job, table in mine.items():
        assert_same(theirs[job], table)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Note with which options replications are played."""
    noted: list[dict[str, object]] = []

    def note(one: Scenario, **options: Any) -> object:  # noqa: ANN401 - handed on
        noted.append(options)
        return play_replication(one, **options)

    monkeypatch.setattr(module, "play_replication", note)
    return noted


def test_the_first_replication_of_each_cell_is_checked(
    asked: list[dict[str, object]],
) -> None:
    with Local(1) as workers:
        list(workers.play(JOBS, seed=SEED))

    assert [options["check"] for options in asked] == [True, True, False, False]


def test_seed_number_and_window_rule_are_handed_on(
    asked: list[dict[str, object]],
) -> None:
    with Local(1, attribution="end") as workers:
        list(workers.play(JOBS[2:3], seed=7))

    assert asked == [
        {"seed": 7, "replication": 1, "attribution": "end", "check": False}
    ]


def test_an_error_names_the_cell_and_the_replication(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise EngineError("a contact was lost")

    monkeypatch.setattr(module, "play_replication", fail)
    with pytest.raises(EngineError) as caught, Local(1) as workers:
        list(workers.play(JOBS[1:], seed=7))

    assert caught.value.__notes__ == ["while playing replication 0 of staff=4, seed 7"]


def test_a_job_of_no_factors_is_named_by_its_replication() -> None:
    assert str(Job(frozenset(), scenario(), 3, 7)) == "replication 3, seed 7"


def test_there_is_a_worker_for_each_core_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "available_cores", lambda: 1)
    here = []
    monkeypatch.setattr(
        module, "play_job", lambda _: here.append(os.getpid()), raising=True
    )

    with Local() as workers:
        list(workers.play(JOBS[:1], seed=SEED))

    assert here == [os.getpid()]


def test_no_workers_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1, got 0"):
        Local(0)
