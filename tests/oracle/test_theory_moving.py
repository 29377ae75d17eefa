"""Queues that customers leave for elsewhere, against queues with known answers."""

from __future__ import annotations

import math

import pytest
from theory.erlang import erlang_a, erlang_b, erlang_c
from theory.moving import advised, beside, leaving, unanswered_after
from theory.patience import constant, mmng


def test_advice_that_nobody_takes_changes_nothing() -> None:
    figures = advised(4, 3.0, handle_time=1.0, above=0.5, share=0.0)

    endless = erlang_c(4, 3.0, 1.0)
    assert figures.moved == 0.0
    assert figures.delayed == pytest.approx(endless.delayed)
    assert figures.mean_wait == pytest.approx(endless.mean_wait)


def test_advice_that_all_take_at_once_leaves_no_queue() -> None:
    figures = advised(4, 3.0, handle_time=1.0, above=0.2, share=1.0)

    assert figures.moved == pytest.approx(erlang_b(4, 3.0))
    assert figures.delayed == pytest.approx(0.0, abs=1e-12)


def test_advice_above_a_wait_limits_the_queue() -> None:
    # told (q + 1) / 4: more than 0.5 from two waiting on, who is told that moves
    figures = advised(4, 3.0, handle_time=1.0, above=0.5, share=1.0)

    weights = [1, 3, 4.5, 4.5, 3.375, 3.375 * 0.75, 3.375 * 0.75**2]
    assert figures.moved == pytest.approx(weights[-1] / sum(weights))
    waiting = weights[5] + 2 * weights[6]
    assert figures.mean_wait == pytest.approx(waiting / sum(weights) / 3.0)


def test_who_stays_is_served() -> None:
    figures = advised(4, 5.0, handle_time=1.0, above=0.5, share=0.6)

    assert 5.0 * (1 - figures.moved) == pytest.approx(4 * figures.occupancy)


def test_nobody_leaving_is_palms_queue() -> None:
    figures = leaving(3, 2.5, handle_time=1.0, patience=0.8, at=0.5, share=0.0)

    palm = erlang_a(3, 2.5, 1.0, 0.8, thresholds=(0.5,))
    assert figures.abandoned == pytest.approx(palm.abandoned)
    assert figures.mean_wait == pytest.approx(palm.mean_wait)
    assert figures.reached == pytest.approx((1 - palm.offered[0]) * math.exp(-0.625))


def test_all_leaving_at_once_is_a_constant_patience() -> None:
    figures = leaving(3, 2.5, handle_time=1.0, patience=1e9, at=0.5, share=1.0)

    strict = mmng(3, 2.5, 1.0, constant(0.5))
    assert figures.reached == pytest.approx(strict.abandoned)
    assert figures.mean_wait == pytest.approx(strict.mean_wait)
    assert figures.abandoned == pytest.approx(0.0, abs=1e-8)


def test_who_neither_leaves_nor_gives_up_is_served() -> None:
    figures = leaving(3, 3.5, handle_time=1.0, patience=0.8, at=0.4, share=0.3)

    served = 1 - figures.abandoned - 0.3 * figures.reached
    assert 3.5 * served == pytest.approx(3 * figures.occupancy)
    assert figures.abandoned == pytest.approx(figures.mean_wait / 0.8)
    assert figures.served_later < 0.7 * figures.reached


def test_who_is_patient_and_stays_is_served_later() -> None:
    figures = leaving(3, 2.5, handle_time=1.0, patience=1e9, at=0.5, share=0.3)

    assert figures.served_later == pytest.approx(0.7 * figures.reached)


def test_with_an_agent_for_everybody_an_answer_takes_its_work() -> None:
    found = unanswered_after(30, 1.0, handle_time=1.0, at=1.5, share=0.4)

    assert found == pytest.approx(math.exp(-1.5))


def test_an_answer_takes_the_wait_and_the_work() -> None:
    # M/M/1: both together are exponential with the rate 1 - 0.4
    found = unanswered_after(1, 0.4, handle_time=1.0, at=2.0, share=0.0)

    assert found == pytest.approx(math.exp(-1.2))


def test_second_contacts_are_opened_by_those_who_still_wait() -> None:
    at_once = beside(3, 2.0, handle_time=1.0, after=0.0, share=0.4)
    late = beside(3, 2.0, handle_time=1.0, after=2.0, share=0.4)

    delayed = erlang_c(3, 2.0, 1.0).delayed
    assert at_once.opened == pytest.approx(0.4 * delayed)
    assert late.opened == pytest.approx(0.4 * delayed * math.exp(-2.0))
    assert at_once.stay == late.stay == pytest.approx(1.0)
