"""Pollaczek-Khinchine and Cobham against chains, special cases and a law of nature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from theory.chains import State, stationary
from theory.classes import cobham_many, cobham_one, pollaczek_khinchine
from theory.erlang import erlang_c

if TYPE_CHECKING:
    from collections.abc import Iterator


def _three_phases(state: State) -> Iterator[tuple[State, float]]:
    """M/E3/1 by phases left of everybody present: arrivals 0.7, mean service 1."""
    (left,) = state
    if left < 900:
        yield (left + 3,), 0.7
    if left:
        yield (left - 1,), 3.0


def test_pollaczek_khinchine_meets_a_chain_of_phases() -> None:
    # by PASTA the mean wait is the mean number of phases found, a third each
    phases = stationary((0,), _three_phases).mean(lambda s: s[0])

    wait = pollaczek_khinchine(0.7, 1.0, 3**-0.5)

    assert wait == pytest.approx(phases / 3)


def test_pollaczek_khinchine_with_exponential_times_is_erlang_c() -> None:
    wait = pollaczek_khinchine(0.7, 1.0, 1.0)

    assert wait == pytest.approx(erlang_c(1, 0.7, 1.0).mean_wait)


def test_cobham_keeps_the_conservation_law() -> None:
    # Kleinrock (1976), Queueing Systems, vol. 2, section 3.4: whatever the order,
    # the sum of load times wait stays what it is without priorities
    rates, means, cvs = [0.2, 0.1, 0.3], [1.0, 2.0, 1.0], [0.5, 1.0, 2.0]
    load = sum(rate * mean for rate, mean in zip(rates, means, strict=True))
    rest = sum(
        rate * mean**2 * (1 + cv**2) / 2
        for rate, mean, cv in zip(rates, means, cvs, strict=True)
    )

    waits = cobham_one(rates, means, cvs)

    weighted = sum(r * m * w for r, m, w in zip(rates, means, waits, strict=True))
    assert weighted == pytest.approx(load * rest / (1 - load))


def _two_priorities(state: State) -> Iterator[tuple[State, float]]:
    """Three agents, equal exponential times, class 0 first."""
    busy, first, second = state
    if busy < 3:
        yield (busy + 1, 0, 0), 2.1
    else:
        if first < 40:
            yield (3, first + 1, second), 1.2
        if second < 160:
            yield (3, first, second + 1), 0.9
    if first:
        yield (3, first - 1, second), float(busy)
    elif second:
        yield (3, first, second - 1), float(busy)
    elif busy:
        yield (busy - 1, 0, 0), float(busy)


def test_priorities_at_many_agents_meet_a_chain_of_two_queues() -> None:
    law = stationary((0, 0, 0), _two_priorities)

    waits = cobham_many(3, [1.2, 0.9], 1.0)

    assert waits[0] == pytest.approx(law.mean(lambda s: s[1]) / 1.2, rel=1e-6)
    assert waits[1] == pytest.approx(law.mean(lambda s: s[2]) / 0.9, rel=1e-6)


def test_priorities_at_one_agent_are_the_same_by_both_formulas() -> None:
    many = cobham_many(1, [0.3, 0.4], 1.0)

    assert many == pytest.approx(cobham_one([0.3, 0.4], [1.0, 1.0], [1.0, 1.0]))
