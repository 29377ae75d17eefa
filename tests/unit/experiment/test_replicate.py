"""Playing replications of a real scenario, here and in worker processes."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scenario_parts as parts
from hand_made import table

import omnisim.engine
from omnisim.errors import EngineError, JournalError, StatisticalWarning, WorkerError
from omnisim.experiment import Precision, play_replication, replicate, run
from omnisim.experiment.figures import keys_of
from omnisim.kpi import compute
from omnisim.population import draw_population
from omnisim.scenario.schema import Target

if TYPE_CHECKING:
    from pathlib import Path

    from omnisim.experiment import Results
    from omnisim.journal import Journal
    from omnisim.kpi import KpiTable
    from omnisim.population import Population
    from omnisim.scenario import Scenario


def small() -> Scenario:
    """Make two hours with about 120 calls."""
    target = Target(share=0.8, threshold=20.0)
    return parts.scenario(channels={"phone": parts.channel(target=target)})


def assert_same(one: Results, other: Results) -> None:
    assert one.figures.replications.tolist() == other.figures.replications.tolist()
    assert keys_of(one.figures.names) == keys_of(other.figures.names)
    np.testing.assert_array_equal(one.figures.numerator, other.figures.numerator)
    np.testing.assert_array_equal(one.figures.denominator, other.figures.denominator)
    np.testing.assert_array_equal(one.estimates.half_width, other.estimates.half_width)


def stop_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
    """Let replications give a table with one figure until one of them fails."""

    def play(_: Scenario, *, replication: int, **__: object) -> object:
        if replication == number:
            raise error
        figures = table({"asa": (float(replication), 1.0), "arrived": (9.0, 1.0)})
        return replicate.Played(None, None, figures)  # type: ignore[arg-type] # unread

    monkeypatch.setattr(replicate, "play_replication", play)


def test_a_replication_is_drawn_played_and_worked_out() -> None:
    scenario = small()

    played = play_replication(scenario, seed=5, replication=2, check=True)

    population = draw_population(scenario, seed=5, replication=2)
    np.testing.assert_array_equal(played.population.identity, population.identity)
    assert (played.journal.provenance.seed, played.journal.provenance.replication) == (
        5,
        2,
    )
    again = compute(played.journal, scenario)
    np.testing.assert_array_equal(played.table.numerator, again.numerator)


def test_the_window_rule_is_handed_on() -> None:
    long = parts.channel(talk=parts.Exponential(mean=1800.0))
    scenario = parts.scenario(channels={"phone": long})

    ends = play_replication(scenario, seed=1, replication=0, attribution="end").table
    arrivals = play_replication(scenario, seed=1, replication=0).table

    assert _first_interval(ends) < _first_interval(arrivals)


def _first_interval(figures: KpiTable) -> float:
    return figures.value("arrived", window="interval:16")


def test_run_plays_as_many_replications_as_asked_for() -> None:
    results = run(small(), seed=1, replications=10, jobs=1)

    assert results.replications == 10
    assert results.estimates.get("arrived").n == 10
    assert 100 < results.estimates.get("arrived").value < 140
    assert results.warnings == ()
    assert not results.interrupted
    assert results.versions["omnisim"]
    assert sorted(results.tables) == list(range(10))


@pytest.mark.slow
def test_two_workers_and_one_give_the_same_tables() -> None:
    alone = run(small(), seed=3, replications=12, jobs=1)
    together = run(small(), seed=3, replications=12, jobs=2)

    assert_same(alone, together)


@pytest.mark.slow
def test_two_workers_and_one_stop_at_the_same_number_of_replications() -> None:
    goal = Precision(kpi="asa", relative=0.2, cap=60)

    alone = run(small(), seed=3, precision=goal, jobs=1)
    together = run(small(), seed=3, precision=goal, jobs=2)

    assert 10 < alone.replications < 60
    assert_same(alone, together)


def test_another_seed_gives_other_customers() -> None:
    one, other = (run(small(), seed=s, replications=10, jobs=1) for s in (1, 2))

    assert not np.array_equal(one.figures.numerator, other.figures.numerator)


def test_a_wanted_precision_is_reached_and_no_more_is_played_than_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_at(monkeypatch, 10, AssertionError("one too many"))

    results = run(small(), precision=Precision(kpi="arrived", relative=0.5), jobs=1)

    assert results.replications == 10
    assert results.precision == Precision(kpi="arrived", relative=0.5)


def test_a_folder_that_holds_more_changes_no_look(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # 0, 1, 2 ...: ten are known to 48 %, fifteen to 35.4 %, twenty to 29 %
    stop_at(monkeypatch, 20, AssertionError("one too many"))
    goal = Precision(kpi="asa", relative=0.36)
    run(small(), replications=15, jobs=1, store=tmp_path)

    results = run(small(), precision=goal, jobs=1, store=tmp_path)

    # an undisturbed run looks after ten, then after twenty
    assert results.replications == 20


def test_progress_counts_no_more_than_is_wanted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stop_at(monkeypatch, 15, AssertionError("one too many"))
    run(small(), replications=15, jobs=1, store=tmp_path)
    told: list[tuple[int, int | None]] = []

    run(
        small(),
        replications=12,
        jobs=1,
        store=tmp_path,
        on_progress=lambda done, planned, _: told.append((done, planned)),
    )

    assert told[-1] == (12, 12)


def test_a_precision_that_the_cap_prevents_is_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_at(monkeypatch, 20, AssertionError("beyond the cap"))
    goal = Precision(kpi="asa", relative=0.001, cap=20)

    with pytest.warns(StatisticalWarning, match="asa missed its precision"):
        results = run(small(), precision=goal, jobs=1)

    assert results.replications == 20
    assert len(results.warnings) == 1


def test_few_replications_are_a_warning() -> None:
    with pytest.warns(StatisticalWarning, match="only 2 replications"):
        results = run(small(), replications=2, jobs=1)

    assert results.warnings[0].startswith("only 2 replications")


def test_progress_is_told_after_each_replication() -> None:
    told: list[tuple[int, int | None]] = []

    run(
        small(),
        replications=10,
        jobs=1,
        on_progress=lambda done, planned, _: told.append((done, planned)),
    )

    assert told == [(done, 10) for done in range(11)]


def test_progress_of_a_sequential_run_says_how_far_the_goal_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_at(monkeypatch, 15, AssertionError("beyond the cap"))
    told: list[tuple[int, int | None, str]] = []
    goal = Precision(kpi="asa", relative=0.001, cap=15)

    with pytest.warns(StatisticalWarning):
        run(
            small(),
            precision=goal,
            jobs=1,
            on_progress=lambda *heard: told.append(heard),
        )

    # 0, 1, ..., 9: mean 4.5, half-width 2.166
    assert told[0] == (0, 10, "")
    assert told[-1] == (15, 15, "asa ± 48.1%, wanted 0.1%")


def test_ctrl_c_keeps_what_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_at(monkeypatch, 12, KeyboardInterrupt())

    results = run(small(), replications=20, jobs=1)

    assert results.interrupted
    assert results.replications == 12
    assert results.estimates.get("asa").value == 5.5


def test_ctrl_c_before_anything_is_finished_goes_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_at(monkeypatch, 0, KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        run(small(), jobs=1)


def test_an_error_says_in_which_replication_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_at(monkeypatch, 7, EngineError("a contact was lost"))

    with pytest.raises(EngineError, match="a contact was lost") as caught:
        run(small(), seed=4, jobs=1)

    assert caught.value.__notes__ == ["while playing replication 7 of seed 4"]


def test_a_lost_worker_without_a_folder_says_that_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_at(monkeypatch, 7, WorkerError("lost"))

    with pytest.raises(WorkerError) as caught:
        run(small(), jobs=1)

    assert "nothing is kept" in caught.value.__notes__[-1]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"replications": 0}, "at least 1, got 0"),
        ({"jobs": 0}, "at least 1, got 0"),
        ({"precision": Precision(kpi="assa")}, "no figure 'assa'; did you mean 'asa'"),
        ({"journals": [0]}, "name one"),
        ({"journals": [-1], "store": "never_made"}, "numbered from 0"),
        ({"attribution": "arival"}, "did you mean 'arrival'"),
    ],
)
def test_wrong_arguments_are_refused(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        run(small(), **wrong)  # type: ignore[arg-type] # wrong on purpose


def test_a_slice_that_does_not_exist_is_told_at_the_first_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_at(monkeypatch, 10, AssertionError("played on"))

    with pytest.raises(KeyError, match="no slice 'mail'"):
        run(small(), precision=Precision(kpi="asa", slice="mail"), jobs=1)


def test_the_task_can_cross_a_process_border() -> None:
    task = replicate.Task(small(), 1, "arrival", check=False, journals=frozenset({1}))

    assert functools.partial(task, 1)()[1] is not None
    assert task(0)[1] is None


def test_first_journal_of_a_run_is_held_against_the_laws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    play = omnisim.engine.play

    def lose_a_contact(scenario: Scenario, population: Population) -> Journal:
        journal = play(scenario, population)
        return dataclasses.replace(journal, contacts=journal.contacts[:-1])

    monkeypatch.setattr(omnisim.engine, "play", lose_a_contact)

    with pytest.raises(JournalError):
        run(small(), seed=1, replications=1, jobs=1)
