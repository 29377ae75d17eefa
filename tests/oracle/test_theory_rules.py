"""The chains of announced waits and reserved agents against special cases."""

from __future__ import annotations

import pytest
from theory.erlang import erlang_a, erlang_b, erlang_c
from theory.rules import announced, reserved


def test_announcements_nobody_minds_change_nothing() -> None:
    figures = announced(5, 4.0, handle_time=1.0, tolerance=1e6)

    endless = erlang_c(5, 4.0, 1.0)
    assert figures.balked == pytest.approx(0.0, abs=1e-5)
    assert figures.delayed == pytest.approx(endless.delayed, rel=1e-4)
    assert figures.mean_wait == pytest.approx(endless.mean_wait, rel=1e-4)


def test_announcements_nobody_bears_leave_a_centre_without_queue() -> None:
    figures = announced(5, 4.0, handle_time=1.0, tolerance=0.005)

    assert figures.balked == pytest.approx(erlang_b(5, 4.0))
    assert figures.delayed == pytest.approx(0.0, abs=1e-12)


def test_those_who_stay_are_all_served() -> None:
    figures = announced(5, 6.0, handle_time=1.0, tolerance=0.4)

    assert 6.0 * (1 - figures.balked) == pytest.approx(5 * figures.occupancy)


def test_without_reserved_agents_both_classes_together_are_erlang_a() -> None:
    figures = reserved(6, 0, (3.0, 2.5), handle_time=1.0, patience=0.5)

    pooled = erlang_a(6, 5.5, 1.0, 0.5)
    assert figures.delayed == pytest.approx((pooled.delayed, pooled.delayed))
    waited = 3.0 * figures.mean_wait[0] + 2.5 * figures.mean_wait[1]
    assert waited == pytest.approx(pooled.mean_queue)
    assert figures.occupancy == pytest.approx(pooled.occupancy)


def test_agents_reserved_for_all_leave_the_other_class_to_give_up() -> None:
    figures = reserved(6, 6, (3.0, 2.5), handle_time=1.0, patience=0.5)

    alone = erlang_a(6, 3.0, 1.0, 0.5)
    assert figures.abandoned[1] == pytest.approx(1.0)
    assert figures.delayed[0] == pytest.approx(alone.delayed)
    assert figures.mean_wait[0] == pytest.approx(alone.mean_wait)


def test_reserving_agents_keeps_the_balance_of_work() -> None:
    figures = reserved(6, 2, (3.0, 2.5), handle_time=1.0, patience=0.5)

    answered = 3.0 * (1 - figures.abandoned[0]) + 2.5 * (1 - figures.abandoned[1])
    assert answered == pytest.approx(6 * figures.occupancy)
