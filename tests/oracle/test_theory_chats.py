"""The chain of a chat desk against special cases, a closed form and work by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from theory.chats import desk, processor_sharing, rate_level
from theory.erlang import erlang_a, erlang_b, erlang_c

if TYPE_CHECKING:
    from theory.chats import Rule


def test_one_chat_at_a_time_is_erlang_a() -> None:
    figures = desk(4, rate_level([1.0]), 3.5, 0.6)

    palm = erlang_a(4, 3.5, 1.0, 0.6)
    assert figures.delayed == pytest.approx(palm.delayed)
    assert figures.abandoned == pytest.approx(palm.abandoned)
    assert figures.mean_wait == pytest.approx(palm.mean_wait)
    assert figures.busy == pytest.approx(palm.occupancy)
    assert figures.duration == pytest.approx(1.0)
    assert figures.concurrency == pytest.approx(1.0)
    assert figures.company == pytest.approx(1.0)


@pytest.mark.parametrize("rule", ["least_loaded", "most_loaded", "random"])
def test_chats_that_do_not_slow_each_other_have_an_agent_each(rule: Rule) -> None:
    figures = desk(2, rate_level([1.0, 1.0, 1.0]), 5.0, 0.5, rule=rule)

    palm = erlang_a(6, 5.0, 1.0, 0.5)
    assert figures.delayed == pytest.approx(palm.delayed)
    assert figures.abandoned == pytest.approx(palm.abandoned)
    assert figures.mean_wait == pytest.approx(palm.mean_wait)
    assert figures.duration == pytest.approx(1.0)


def test_endlessly_patient_chats_that_do_not_slow_each_other_are_erlang_c() -> None:
    figures = desk(2, rate_level([1.0, 1.0]), 2.0, math.inf)

    endless = erlang_c(4, 2.0, 1.0)
    assert figures.mean_wait == pytest.approx(endless.mean_wait)
    assert figures.abandoned == 0.0


@pytest.mark.parametrize(
    ("rule", "full", "holding"),
    [
        # chats in hand 00, 01, 11, 02, 12, 22: shares 7, 7, 3, 1, 2, 1 in 21
        ("least_loaded", 1 / 21, (11 / 21, 15 / 42, 5 / 42)),
        # 14, 14, 2, 10, 6, 3 in 49
        ("most_loaded", 3 / 49, (26 / 49, 12 / 49, 11 / 49)),
        # 28, 28, 8, 12, 10, 5 in 91
        ("random", 5 / 91, (48 / 91, 27 / 91, 16 / 91)),
    ],
)
def test_two_agents_with_two_places_each_as_worked_out_by_hand(
    rule: Rule, full: float, holding: tuple[float, float, float]
) -> None:
    # nobody may wait; one arrival a minute, an agent ends one chat a minute, whether
    # she holds one or two
    figures = desk(2, rate_level([1.0, 2.0]), 1.0, 1.0, rule=rule, most=0)

    assert figures.delayed == pytest.approx(full)
    assert figures.holding == pytest.approx(holding)


def test_one_agent_is_a_birth_and_death_chain() -> None:
    # three places, two may wait: rates of ends 1, 4/3, 3/2, then with patience of 2
    # also 1/2 and 1 for those who wait; two arrivals a minute
    figures = desk(1, rate_level([1.0, 1.5, 2.0]), 2.0, 2.0, most=2)

    shares = [1.0, 2.0, 3.0, 4.0, 4.0, 3.2]
    assert figures.holding == pytest.approx((1 / 17.2, 2 / 17.2, 3 / 17.2, 11.2 / 17.2))
    assert figures.delayed == pytest.approx(sum(shares[3:]) / sum(shares))
    assert figures.mean_wait == pytest.approx((4.0 + 2 * 3.2) / 17.2 / 2.0)


def test_an_agents_chats_follow_the_closed_form_of_shared_processors() -> None:
    durations = [1.0, 1.3, 1.9]
    figures = desk(1, rate_level(durations), 1.7, 1.0, most=0)

    assert figures.holding == pytest.approx(processor_sharing(durations, 1.7))


def test_shared_processors_at_their_corners() -> None:
    lost = processor_sharing([1.0] * 5, 3.0)
    halved = processor_sharing([1.0, 2.0, 3.0], 0.5)

    assert lost[-1] == pytest.approx(erlang_b(5, 3.0))
    assert halved == pytest.approx([8 / 15, 4 / 15, 2 / 15, 1 / 15])


def test_filling_one_agent_first_slows_chats_that_slow_each_other() -> None:
    hands = rate_level([1.0, 1.6, 2.4])
    spread = desk(3, hands, 2.5, 1.0, rule="least_loaded")
    any_of_them = desk(3, hands, 2.5, 1.0, rule="random")
    filled = desk(3, hands, 2.5, 1.0, rule="most_loaded")

    assert spread.duration < any_of_them.duration < filled.duration
    assert spread.busy > any_of_them.busy > filled.busy


def test_what_a_chat_sees_is_more_than_what_an_agent_has() -> None:
    figures = desk(2, rate_level([1.0, 2.0]), 1.0, 1.0, rule="most_loaded", most=0)

    assert figures.concurrency == pytest.approx(34 / 23)
    assert figures.company == pytest.approx(56 / 34)
