"""The forward equations against steady states and against the infinite group."""

from __future__ import annotations

import math

import numpy as np
import pytest
from theory.day import Shift, forward
from theory.erlang import erlang_a


def test_a_long_even_day_tends_to_erlang_a() -> None:
    figures = forward(
        [Shift(5, 0, 30)], [0, 25, 30], [5.0, 5.0], handle_time=1.0, patience=0.8
    )

    palm = erlang_a(5, 5.0, 1.0, 0.8)
    assert figures.delayed[1] / figures.arrived[1] == pytest.approx(palm.delayed)
    assert figures.abandoned[1] / figures.arrived[1] == pytest.approx(palm.abandoned)
    assert figures.waited[1] / figures.arrived[1] == pytest.approx(palm.mean_wait)
    assert figures.busy[1] / (5 * 5) == pytest.approx(palm.occupancy)


def test_two_shifts_at_the_same_hours_are_one() -> None:
    together = forward(
        [Shift(5, 0, 3)], [0, 1, 2, 3], [4.0, 7.0, 2.0], handle_time=0.5, patience=0.4
    )

    apart = forward(
        [Shift(2, 0, 3), Shift(3, 0, 3)],
        [0, 1, 2, 3],
        [4.0, 7.0, 2.0],
        handle_time=0.5,
        patience=0.4,
    )

    assert apart.delayed == pytest.approx(together.delayed)
    assert apart.waited == pytest.approx(together.waited)
    assert apart.busy == pytest.approx(together.busy)


def test_with_agents_for_everybody_the_busy_follow_the_infinite_group() -> None:
    # in Eick, Massey and Whitt (1993), "The physics of the M(t)/G/infinity queue",
    # the number present is Poisson and its mean decays towards the offered load
    rates, mean, expected = [4.0, 9.0, 3.0], 0.0, []
    for rate in rates:
        steady = rate * 0.5
        decayed = 1 - math.exp(-1 / 0.5)
        expected.append(steady + (mean - steady) * 0.5 * decayed)
        mean = steady + (mean - steady) * (1 - decayed)

    figures = forward(
        [Shift(40, 0, 3)], [0, 1, 2, 3], rates, handle_time=0.5, patience=1.0, most=2
    )

    assert figures.busy == pytest.approx(expected)
    assert figures.delayed == pytest.approx(np.zeros(3), abs=1e-12)


def test_contacts_held_at_the_end_of_the_shift_are_finished() -> None:
    # a group for everybody leaves at 3; what it holds then is m(3) contacts on
    # average, and each keeps its agent for another mean handle time
    figures = forward(
        [Shift(40, 0, 3)], [0, 3, 13], [4.0, 0.0], handle_time=0.5, patience=1.0, most=2
    )

    held = 4.0 * 0.5 * (1 - math.exp(-3 / 0.5))
    assert figures.overrun[0] == pytest.approx(0.0)
    assert figures.overrun[1] == pytest.approx(held * 0.5)


def test_those_who_wait_when_a_shift_begins_are_taken_at_once() -> None:
    # nobody is on duty for an hour; the Poisson number still waiting is all taken
    figures = forward(
        [Shift(40, 1, 3)], [0, 1, 3], [4.0, 0.0], handle_time=0.5, patience=0.8
    )

    waiting = 4.0 * 0.8 * (1 - math.exp(-1 / 0.8))
    assert figures.delayed[0] == pytest.approx(4.0)
    assert figures.waited[1] == pytest.approx(0.0, abs=1e-9)
    assert figures.busy[1] == pytest.approx(waiting * 0.5 * (1 - math.exp(-2 / 0.5)))


def test_smaller_steps_change_nothing() -> None:
    shifts, edges, rates = (
        [Shift(3, 0, 4), Shift(2, 1, 2)],
        [0, 1, 2, 4],
        [3.0, 5.0, 2.0],
    )

    coarse = forward(shifts, edges, rates, handle_time=0.8, patience=0.5)
    fine = forward(shifts, edges, rates, handle_time=0.8, patience=0.5, step=0.005)

    assert coarse.waited == pytest.approx(fine.waited, rel=1e-5)
    assert coarse.delayed == pytest.approx(fine.delayed, rel=1e-5)


def test_a_break_is_an_end_of_the_shift_and_a_new_beginning() -> None:
    # agents for everybody: what they hold at 1 is finished as in any other hour
    figures = forward(
        [Shift(40, 0, 3, breaks=((1, 2),))],
        [0, 1, 2, 3],
        [4.0, 0.0, 4.0],
        handle_time=0.5,
        patience=1.0,
        most=2,
    )

    held = 4.0 * 0.5 * (1 - math.exp(-1 / 0.5))
    assert figures.overrun[1] == pytest.approx(held * 0.5 * (1 - math.exp(-1 / 0.5)))
    assert figures.overrun[2] == pytest.approx(0.0)
    assert figures.busy[1] == pytest.approx(figures.overrun[1])
