"""The Erlang oracles against published numbers and against each other."""

from __future__ import annotations

import math

import pytest
from theory.erlang import erlang_a, erlang_b, erlang_c


@pytest.mark.parametrize(
    ("n", "load"),
    [(5, 1.361), (10, 4.461), (20, 12.03), (50, 37.90), (100, 84.06)],
)
def test_erlang_b_meets_the_published_loads_at_one_per_cent(
    n: int, load: float
) -> None:
    # the 1 % column of the usual Erlang B table, as in the ITU-D Teletraffic
    # Engineering Handbook (2005); its loads have four digits
    blocked = erlang_b(n, load)

    assert blocked == pytest.approx(0.01, rel=1e-3)


def test_erlang_c_meets_the_published_centre_of_fifty_agents() -> None:
    # Mandelbaum and Zeltyn (2007), section 2, table of models with and without
    # abandonment: 50 agents, 48 calls a minute, 1 min talk; left column
    figures = erlang_c(50, 48.0, 1.0)

    assert 60 * figures.mean_wait == pytest.approx(20.8, abs=0.05)
    assert 48 * figures.mean_wait == pytest.approx(17, abs=0.5)
    assert figures.within(58.1 / 60) == pytest.approx(0.90, abs=0.0002)
    assert figures.occupancy == pytest.approx(0.96)


def test_erlang_a_meets_the_published_centre_of_fifty_agents() -> None:
    # same table, right column: 2 min patience
    figures = erlang_a(50, 48.0, 1.0, 2.0)

    assert figures.abandoned == pytest.approx(0.031, abs=0.0005)
    assert 60 * figures.mean_wait == pytest.approx(3.7, abs=0.05)
    assert figures.mean_queue == pytest.approx(3, abs=0.05)
    assert figures.occupancy == pytest.approx(0.93, abs=0.005)


def test_erlang_c_follows_from_its_birth_and_death_chain() -> None:
    weights = [
        4.0**k / math.factorial(min(k, 5)) / 5 ** max(k - 5, 0) for k in range(400)
    ]
    total = math.fsum(weights)

    figures = erlang_c(5, 4.0, 1.0)

    assert figures.delayed == pytest.approx(math.fsum(weights[5:]) / total)
    queue = math.fsum((k - 5) * weights[k] for k in range(5, 400)) / total
    assert 4.0 * figures.mean_wait == pytest.approx(queue)


def test_erlang_a_tends_to_erlang_c_for_endless_patience() -> None:
    patient = erlang_a(5, 4.0, 1.0, 1e7, thresholds=(0.5,))

    endless = erlang_c(5, 4.0, 1.0)
    assert patient.delayed == pytest.approx(endless.delayed, rel=1e-5)
    assert patient.mean_wait == pytest.approx(endless.mean_wait, rel=1e-5)
    assert patient.levels[0] == pytest.approx(endless.within(0.5), rel=1e-5)


def test_erlang_a_with_patience_like_handling_is_a_poisson_number_present() -> None:
    # equal rates of service and of giving up make M/M/n+M an M/M/infinity
    below = math.fsum(math.exp(-4.0) * 4.0**k / math.factorial(k) for k in range(5))

    figures = erlang_a(5, 4.0, 1.0, 1.0)

    assert figures.delayed == pytest.approx(1.0 - below)


def test_erlang_a_answers_everybody_who_does_not_give_up() -> None:
    figures = erlang_a(5, 6.0, 1.0, 0.7, thresholds=(0.0, 100.0))

    assert figures.levels[0] == pytest.approx(1.0 - figures.delayed)
    assert figures.levels[1] == pytest.approx(1.0 - figures.abandoned)
