"""Screenings of figures whose truth is known: drawn from an urn, not played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from made_trials import Urn, trial

from omnisim.trial.expression import parse
from omnisim.trial.screening import (
    Effect,
    Elementary,
    Input,
    elementary_effects,
    one_at_a_time,
    points_of,
    read_input,
)

if TYPE_CHECKING:
    from omnisim.experiment import Estimate

A, B = Input("a", 0, 10), Input("b", 0, 2)


def alone(urn: Urn, *inputs: Input, n: int = 20) -> tuple[Estimate, list[Effect]]:
    return one_at_a_time(
        trial(),
        inputs,
        parse("asa"),
        replications=n,
        scenario_of=urn.scenario_of,
        workers=urn,
    )


def from_many(
    urn: Urn, *inputs: Input, trajectories: int = 8, seed: int = 1
) -> list[Elementary]:
    return elementary_effects(
        trial(seed=seed),
        inputs,
        parse("asa"),
        replications=2,
        trajectories=trajectories,
        scenario_of=urn.scenario_of,
        workers=urn,
    )


def linear(levels: dict[str, float]) -> float:
    return 100 + 3 * levels.get("a", 5) - 7 * levels.get("b", 1)


def product(levels: dict[str, float]) -> float:
    return levels["a"] * levels["b"]


def test_one_at_a_time_finds_the_change_between_the_ends_of_a_range() -> None:
    base, (first, second) = alone(Urn(linear, sd=0), A, B)

    assert base.value == pytest.approx(108)
    assert first.input is A
    assert (first.low.value, first.high.value) == pytest.approx((93, 123))
    assert first.change.value == pytest.approx(30)
    assert second.change.value == pytest.approx(-14)


def test_what_all_cells_share_cancels_in_the_change() -> None:
    _, (first, _) = alone(Urn(linear, sd=0, shared=50), A, B)

    assert first.change.half_width == pytest.approx(0, abs=1e-9)
    assert first.low.half_width > 10


def test_the_intervals_of_changes_are_wider_the_more_inputs_there_are() -> None:
    _, (one,) = alone(Urn(linear), A)
    _, two = alone(Urn(linear), A, B)

    assert two[0].change.value == pytest.approx(one.change.value)
    assert two[0].change.half_width > one.change.half_width


def test_a_linear_truth_has_elementary_effects_that_never_differ() -> None:
    first, second = from_many(Urn(linear, sd=0), A, B)

    assert first.input is A
    assert first.size.n == 8
    assert first.size.value == pytest.approx(30)
    assert first.size.half_width == pytest.approx(0, abs=1e-9)
    assert first.mean.value == pytest.approx(30)
    assert first.spread.value == pytest.approx(0, abs=1e-9)
    assert second.mean.value == pytest.approx(-14)
    assert second.size.value == pytest.approx(14)


def test_inputs_that_act_together_have_a_spread() -> None:
    first, second = from_many(Urn(product, sd=0), A, B, trajectories=30, seed=2)

    assert first.spread.value > 3
    assert second.spread.value > 3
    # by the mean of the other over the grid: 10 x 1, and 2 x 5
    assert first.size.value == pytest.approx(10, abs=first.size.half_width)
    assert first.size.half_width > 0


def test_trajectories_meet_customers_of_their_own() -> None:
    first, *_ = from_many(Urn(linear, sd=0.1, shared=1000), A, B)

    assert first.size.value == pytest.approx(30, abs=1)
    assert 0 < first.spread.value < 1


def test_an_effect_that_is_not_defined_comes_last() -> None:
    urn = Urn(lambda levels: float("nan") if "a" in levels else 1.0, sd=0)

    _, effects = alone(urn, A, B)

    assert [one.input.path for one in effects] == ["b", "a"]


def test_progress_is_told_of_all_trajectories_together() -> None:
    told: list[tuple[int, int | None, str]] = []
    urn = Urn(linear)

    elementary_effects(
        trial(),
        [A],
        parse("asa"),
        replications=1,
        trajectories=4,
        scenario_of=urn.scenario_of,
        workers=urn,
        on_progress=lambda *words: told.append(words),
    )

    assert told[0] == (0, 8, "trajectory 1 of 4")
    assert told[-1] == (8, 8, "trajectory 4 of 4")


def test_a_trajectory_moves_every_input_once_by_two_thirds() -> None:
    found = points_of([A, B, Input("c", 0, 1)], 50, seed=3)

    moves = np.abs(np.diff(np.array(found), axis=1))
    assert np.allclose(moves.sum(axis=1), 2 / 3)
    assert np.allclose(moves.sum(axis=2), 2 / 3)
    assert np.unique(np.round(np.array(found) * 3)).tolist() == [0, 1, 2, 3]


def test_equal_seeds_give_equal_trajectories() -> None:
    first, again, other = (points_of([A, B], 5, seed=seed) for seed in (1, 1, 2))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_effect_of_a_whole_number_is_by_how_far_it_really_moved() -> None:
    whole = Input("a", 0, 5, is_whole=True)

    (found,) = from_many(Urn(lambda levels: 3 * levels["a"], sd=0), whole)

    assert found.size.value == pytest.approx(15)
    assert found.spread.value == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4:10", Input("p", 4, 10)),
        ("10 s:60 s", Input("p", 10, 60, " s")),
        ("0%:50%", Input("p", 0, 50, "%")),
        ("-1.5:2e1", Input("p", -1.5, 20)),
    ],
)
def test_a_range_has_two_ends_and_a_unit(text: str, expected: Input) -> None:
    assert read_input("p", text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4", "is not a range"),
        ("a:b", "is not a range"),
        ("1:2:3", "is not a range"),
        ("5 s:1 min", "both ends need the same unit"),
        ("5:4", "a range goes up"),
    ],
)
def test_what_is_no_range_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_input("p", text)
