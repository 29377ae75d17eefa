"""The closed queue of an agent who always holds as many chats as she may."""

from __future__ import annotations

import math

import pytest
from theory.attention import Chat, message_level
from theory.chats import desk
from theory.closed import limit, saturated

HELD = range(1, 7)


@pytest.mark.parametrize(
    ("customer_turn", "gain"),
    [
        (1.0, [1.00, 1.60, 1.88, 1.97, 1.99, 2.00]),
        (2.0, [1.00, 1.80, 2.37, 2.71, 2.89, 2.96]),
        (2.65, [1.00, 1.86, 2.55, 3.04, 3.35, 3.52]),
        (4.0, [1.00, 1.92, 2.75, 3.45, 4.00, 4.41]),
    ],
)
def test_more_chats_at_once_end_more_chats_but_ever_fewer_more(
    customer_turn: float, gain: list[float]
) -> None:
    found = [saturated(n, 1.0, customer_turn).turns for n in HELD]

    assert [round(turns / found[0], 2) for turns in found] == gain


@pytest.mark.parametrize(
    ("customer_turn", "longer"),
    [
        (1.0, [1.00, 1.25, 1.60, 2.03, 2.51, 3.00]),
        (2.0, [1.00, 1.11, 1.27, 1.47, 1.73, 2.02]),
        (2.65, [1.00, 1.08, 1.18, 1.32, 1.49, 1.70]),
        (4.0, [1.00, 1.04, 1.09, 1.16, 1.25, 1.36]),
    ],
)
def test_more_chats_at_once_last_longer_each(
    customer_turn: float, longer: list[float]
) -> None:
    rounds = [saturated(n, 1.0, customer_turn).reply_time + customer_turn for n in HELD]

    assert [round(time / rounds[0], 2) for time in rounds] == longer


@pytest.mark.parametrize(
    ("customer_turn", "hands_on"),
    [
        (1.0, [0.50, 0.80, 0.94, 0.98, 1.00, 1.00]),
        (2.0, [0.33, 0.60, 0.79, 0.90, 0.96, 0.99]),
        (2.65, [0.27, 0.51, 0.70, 0.83, 0.92, 0.97]),
        (4.0, [0.20, 0.38, 0.55, 0.69, 0.80, 0.88]),
    ],
)
def test_more_chats_at_once_fill_the_agents_time(
    customer_turn: float, hands_on: list[float]
) -> None:
    found = [round(saturated(n, 1.0, customer_turn).hands_on, 2) for n in HELD]

    assert found == hands_on


def test_the_agent_is_idle_as_often_as_a_centre_of_lost_calls_is_full() -> None:
    # all three customers think: Erlang's loss formula, 3 lines and Z/S = 2 Erlangs
    figures = saturated(3, 1.0, 2.0)

    assert figures.hands_on == pytest.approx(1 - (8 / 6) / (1 + 2 + 2 + 8 / 6))
    assert figures.others == pytest.approx(figures.hands_on * 2.0 / 3)


def test_a_desk_with_far_too_many_chats_is_a_closed_queue() -> None:
    chat = Chat(n_turns=4.0, agent_turn=1.0, customer_turn=2.0)
    crowded = desk(1, message_level(chat, 3), 1e6, 1e-6, most=40)

    closed = saturated(3, 1.0, 0.75 * 2.0)
    assert crowded.taken == pytest.approx(closed.turns / 4, rel=1e-5)
    assert 1 - crowded.hands[0, 3] == pytest.approx(closed.hands_on, rel=1e-5)


def test_with_ever_more_chats_only_the_agents_work_counts() -> None:
    assert limit(30.0, 7.0) == pytest.approx(1 / 210)
    assert saturated(60, 30.0, 90.0).turns / 7.0 == pytest.approx(limit(30.0, 7.0))


def test_an_agent_whose_customers_answer_at_once_gains_nothing() -> None:
    figures = saturated(5, 2.0, 0.0)

    assert figures.turns == pytest.approx(0.5)
    assert figures.reply_time == pytest.approx(10.0)
    assert math.isclose(figures.others, 0.0, abs_tol=1e-12)
