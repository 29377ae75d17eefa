"""The chains of two groups and of redial against special cases with known answers."""

from __future__ import annotations

import pytest
from theory.erlang import erlang_a, erlang_b, erlang_c
from theory.groups import inflated, n_design, redial


def test_n_design_without_dedicated_calls_is_erlang_a_of_the_flexible_group() -> None:
    figures = n_design((2, 4), (1.0, 1.0), (1e-12, 3.5), (0.5, 0.6))

    alone = erlang_a(4, 3.5, 1.0, 0.6)
    assert figures.delayed[1] == pytest.approx(alone.delayed, rel=1e-6)
    assert figures.mean_wait[1] == pytest.approx(alone.mean_wait, rel=1e-6)
    assert figures.abandoned[1] == pytest.approx(alone.abandoned, rel=1e-6)
    assert figures.occupancy[1] == pytest.approx(alone.occupancy, rel=1e-6)


def test_n_design_without_flexible_calls_is_erlang_a_of_both_groups() -> None:
    figures = n_design((2, 4), (1.0, 1.0), (6.0, 1e-12), (0.5, 0.6))

    pooled = erlang_a(6, 6.0, 1.0, 0.5)
    assert figures.delayed[0] == pytest.approx(pooled.delayed, rel=1e-6)
    assert figures.mean_wait[0] == pytest.approx(pooled.mean_wait, rel=1e-6)


def test_n_design_keeps_the_balance_of_work() -> None:
    # answered calls per time are the agents' busy time over their handle times
    figures = n_design((4, 3), (1.0, 1.2), (3.5, 2.0), (0.5, 0.7))

    answered = 3.5 * (1 - figures.abandoned[0]) + 2.0 * (1 - figures.abandoned[1])
    worked = 4 * figures.occupancy[0] / 1.0 + 3 * figures.occupancy[1] / 1.2
    assert answered == pytest.approx(worked)


def test_redial_at_one_line_meets_the_closed_form() -> None:
    # Falin and Templeton (1997), section 1.2, M/M/1/1 whose blocked always call
    # again: busy with probability rho, mean orbit rho (lambda / nu + rho) / (1 - rho)
    load, pause = 0.5, 2.0

    figures = redial(
        1,
        1,
        load,
        handle_time=1.0,
        patience=1.0,
        again=(1.0, 0.0),
        pause=pause,
        most=120,
    )

    assert figures.occupancy == pytest.approx(load)
    orbit = load * (load * pause + load) / (1 - load)
    assert figures.mean_orbit == pytest.approx(orbit)


def test_nobody_calling_again_is_erlang_b_and_erlang_a() -> None:
    lost = redial(
        4, 4, 3.0, handle_time=1.0, patience=1.0, again=(0.0, 0.0), pause=1.0, most=1
    )
    queued = redial(
        4, 60, 3.0, handle_time=1.0, patience=0.5, again=(0.0, 0.0), pause=1.0, most=1
    )

    assert lost.blocked == pytest.approx(erlang_b(4, 3.0))
    assert lost.contacts == pytest.approx(1.0)
    palm = erlang_a(4, 3.0, 1.0, 0.5)
    assert queued.abandoned == pytest.approx(palm.abandoned)
    assert queued.mean_wait == pytest.approx(palm.mean_wait)
    assert queued.delayed == pytest.approx(palm.delayed)


def test_redial_loses_nobody_on_paper() -> None:
    # each contact is answered, blocked or given up, and customers = lost + answered
    figures = redial(
        4, 7, 5.0, handle_time=1.0, patience=0.5, again=(0.7, 0.4), pause=2.0, most=80
    )

    ends = figures.answered + figures.blocked + figures.abandoned
    assert ends == pytest.approx(1.0)
    lost = 0.3 * figures.blocked + 0.6 * figures.abandoned
    assert figures.contacts * (figures.answered + lost) == pytest.approx(1.0)


def test_returns_after_a_short_pause_are_one_longer_conversation() -> None:
    # a customer who comes back at once and always finds the same single agent needs
    # a geometric number of exponential talks, which is exponential with a longer mean
    rate = inflated(0.4, resolved=0.6, returning=0.5)

    assert rate * 1.0 == pytest.approx(0.4 * 1.25)
    assert erlang_c(1, rate, 1.0).occupancy == pytest.approx(0.5)
