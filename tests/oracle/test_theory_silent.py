"""Silent leavers: the level crossings against a chain and against their limits."""

from __future__ import annotations

import numpy as np
import pytest
from theory.erlang import erlang_a
from theory.silent import silent_chain, silent_inside, silent_leavers


def test_leavers_with_a_sign_leave_erlang_a() -> None:
    figures = silent_leavers(
        0.9,
        handle_time=1.0,
        patience=0.7,
        silent=0.0,
        discovery=0.5,
        thresholds=(0.2, 0.6),
    )

    palm = erlang_a(1, 0.9, 1.0, 0.7, thresholds=(0.2, 0.6))
    assert figures.delayed == pytest.approx(palm.delayed)
    assert figures.abandoned == pytest.approx(palm.abandoned)
    assert figures.mean_wait == pytest.approx(palm.mean_wait)
    assert figures.levels == pytest.approx(palm.levels)


def test_leavers_discovered_at_once_leave_erlang_a() -> None:
    figures = silent_leavers(
        0.9, handle_time=1.0, patience=0.7, silent=0.6, discovery=1e-7
    )

    palm = erlang_a(1, 0.9, 1.0, 0.7)
    assert figures.delayed == pytest.approx(palm.delayed, rel=1e-5)
    assert figures.abandoned == pytest.approx(palm.abandoned, rel=1e-5)
    assert figures.discovering == pytest.approx(0.0, abs=1e-6)


def test_leavers_as_long_as_others_leave_a_queue_without_abandonment() -> None:
    # the offered wait is that of M/M/1: more than 0 with probability 0.8, then
    # exponential with rate 1/4 - 1/5; patience has rate 1/20
    figures = silent_leavers(
        0.2, handle_time=4.0, patience=20.0, silent=1.0, discovery=4.0
    )

    assert figures.delayed == pytest.approx(0.8)
    assert figures.abandoned == pytest.approx(0.8 * 0.05 / (0.05 + 0.05))


def test_the_chain_that_remembers_each_place_agrees() -> None:
    figures = silent_leavers(
        0.6, handle_time=1.0, patience=0.8, silent=0.4, discovery=0.3
    )

    chain = silent_chain(
        0.6, handle_time=1.0, patience=0.8, silent=0.4, discovery=0.3, most=9
    )
    assert figures.delayed == pytest.approx(chain.delayed, rel=1e-5)
    assert figures.abandoned == pytest.approx(chain.abandoned, rel=1e-5)
    assert figures.mean_wait == pytest.approx(chain.mean_wait, rel=1e-5)
    assert figures.talking == pytest.approx(chain.talking, rel=1e-5)
    assert figures.discovering == pytest.approx(chain.discovering, rel=1e-5)


def test_an_agent_is_busy_with_customers_or_finds_out_that_they_left() -> None:
    figures = silent_leavers(
        1.5, handle_time=1.0, patience=1.0, silent=0.7, discovery=0.6
    )

    assert figures.talking + figures.discovering == pytest.approx(figures.delayed)


def test_silent_quitters_who_are_closed_at_once_keep_the_agent_for_a_whole_turn() -> (
    None
):
    quits, mean, cv = silent_inside(
        2.0, reply_patience=6.0, silent=1.0, close_after=0.0
    )

    assert quits == pytest.approx(0.25)
    assert mean == pytest.approx(2.0)
    assert cv == pytest.approx(1.0)


def test_moments_of_a_chat_that_may_be_left_silently_agree_with_the_integral() -> None:
    # half with a sign; close after 3: density of the turn t, share left by then
    t, width = np.linspace(0.0, 80.0, 400_001, retstep=True)
    density, left = np.exp(-t), 1 - np.exp(-t / 2)
    unaware = t * (1 - left) + (t + 3.0) * left
    unaware_squared = t**2 * (1 - left) + (t + 3.0) ** 2 * left
    shorter = 1.5 * np.exp(-1.5 * t)

    _, mean, cv = silent_inside(1.0, reply_patience=2.0, silent=0.5, close_after=3.0)

    first = np.trapezoid(0.5 * density * unaware + 0.5 * shorter * t, dx=width)
    second = np.trapezoid(
        0.5 * density * unaware_squared + 0.5 * shorter * t**2, dx=width
    )
    assert mean == pytest.approx(first)
    assert mean**2 * (1 + cv**2) == pytest.approx(second)
