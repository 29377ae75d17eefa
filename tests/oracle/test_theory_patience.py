"""The M/M/n+G oracle against closed forms and an exact chain that knows the order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from theory.chains import State, stationary
from theory.erlang import erlang_a, erlang_b
from theory.patience import constant, exponential, lognormal, mmng

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_exponential_patience_gives_erlang_a() -> None:
    general = mmng(12, 13.0, 1.0, exponential((1.0, 0.8)), thresholds=(0.1, 0.4))

    palm = erlang_a(12, 13.0, 1.0, 0.8, thresholds=(0.1, 0.4))
    assert general.delayed == pytest.approx(palm.delayed)
    assert general.abandoned == pytest.approx(palm.abandoned)
    assert general.mean_wait == pytest.approx(palm.mean_wait)
    assert general.occupancy == pytest.approx(palm.occupancy)
    assert general.levels == pytest.approx(palm.levels)
    assert general.offered == pytest.approx(palm.offered)


def test_constant_patience_has_closed_integrals() -> None:
    # with H(x) = min(x, d) the block J is elementary
    n, rate, d = 10, 9.0, 0.3
    slack = n - rate
    block = (1 - math.exp(-slack * d)) / slack + math.exp(-slack * d) / n
    total = 1 / erlang_b(n - 1, rate) + rate * block

    figures = mmng(n, rate, 1.0, constant(d), thresholds=(0.1, d))

    assert figures.delayed == pytest.approx(rate * block / total)
    assert figures.abandoned == pytest.approx((1 - slack * block) / total)
    in_time = (
        1
        - rate
        * (
            (math.exp(-slack * 0.1) - math.exp(-slack * d)) / slack
            + math.exp(-slack * d) / n
        )
        / total
    )
    assert figures.levels[0] == pytest.approx(in_time)
    assert figures.levels[1] == pytest.approx(1 - figures.abandoned)


def _two_kinds(state: State) -> Iterator[tuple[State, float]]:
    """Move two agents and a queue whose state is the kinds in their order.

    Two arrive per handle time. Six in ten, of kind 1, give up at rate 6, the
    others, of kind 2, at rate 2.
    """
    busy, *queue = state
    if busy < 2:
        yield (busy + 1,), 2.0
    elif len(queue) < 8:
        yield (2, *queue, 1), 2.0 * 0.6
        yield (2, *queue, 2), 2.0 * 0.4
    if busy:
        yield ((2, *queue[1:]) if queue else (busy - 1,)), float(busy)
    for place, kind in enumerate(queue):
        yield (2, *queue[:place], *queue[place + 1 :]), 6.0 if kind == 1 else 2.0


def test_mixed_patience_meets_a_chain_of_queues_in_their_order() -> None:
    law = stationary((0,), _two_kinds)

    figures = mmng(2, 2.0, 1.0, exponential((0.6, 1 / 6), (0.4, 1 / 2)))

    assert figures.delayed == pytest.approx(law.mean(lambda s: s[0] == 2), abs=1e-6)
    waiting = law.mean(lambda s: len(s) - 1)
    assert figures.mean_wait == pytest.approx(waiting / 2.0, abs=1e-6)
    lost = law.mean(lambda s: sum(6.0 if kind == 1 else 2.0 for kind in s[1:]))
    assert figures.abandoned == pytest.approx(lost / 2.0, abs=1e-6)


def test_lognormal_patience_has_its_mean_and_median() -> None:
    from scipy.integrate import quad  # noqa: PLC0415 - heavy, wanted here only

    law = lognormal(3.0, 1.2)

    assert quad(law.beyond, 0, 2000, limit=500)[0] == pytest.approx(3.0, rel=1e-6)
    assert law.beyond(3.0 / math.sqrt(1 + 1.2**2)) == pytest.approx(0.5)


def test_narrow_lognormal_patience_tends_to_constant_patience() -> None:
    narrow = mmng(10, 11.0, 1.0, lognormal(0.3, 0.002))

    fixed = mmng(10, 11.0, 1.0, constant(0.3))
    assert narrow.abandoned == pytest.approx(fixed.abandoned, rel=1e-4)
    assert narrow.mean_wait == pytest.approx(fixed.mean_wait, rel=1e-4)
