"""The chains of agent turns against special cases, closed forms and balances."""

from __future__ import annotations

import math

import pytest
from theory.attention import Chat, alone, beside_calls, message_level, turns
from theory.chats import desk, rate_level
from theory.classes import cobham_one, pollaczek_khinchine
from theory.erlang import erlang_a

GEOMETRIC_OF_4 = 4.0, math.sqrt(0.75)


def test_chats_of_one_turn_are_calls() -> None:
    chat = Chat(n_turns=1.0, agent_turn=1.0, customer_turn=5.0)
    figures = desk(3, message_level(chat, 1), 2.5, 0.5)

    palm = erlang_a(3, 2.5, 1.0, 0.5)
    assert figures.delayed == pytest.approx(palm.delayed)
    assert figures.mean_wait == pytest.approx(palm.mean_wait)
    assert turns(figures, chat).hands_on == pytest.approx(palm.occupancy)
    assert turns(figures, chat).reply_wait == pytest.approx(0.0, abs=1e-12)


def test_one_chat_at_a_time_waits_as_for_one_long_service() -> None:
    chat = Chat(n_turns=4.0, agent_turn=1.0, customer_turn=2.0)
    figures = desk(1, message_level(chat, 1), 0.05, math.inf, most=250)

    mean, cv = alone(GEOMETRIC_OF_4, (1.0, 1.0), (2.0, 1.0))
    assert figures.duration == pytest.approx(mean)
    assert figures.mean_wait == pytest.approx(pollaczek_khinchine(0.05, mean, cv))


def test_a_fixed_number_of_turns_adds_up() -> None:
    # three constant agent turns of 4 and two exponential customer turns of 6
    mean, cv = alone((3.0, 0.0), (4.0, 0.0), (6.0, 1.0))

    assert mean == pytest.approx(24.0)
    assert (mean * cv) ** 2 == pytest.approx(2 * 36.0)


def test_agents_write_what_the_chats_they_take_ask_for() -> None:
    chat = Chat(n_turns=3.0, agent_turn=0.5, customer_turn=1.5)
    figures = desk(2, message_level(chat, 3), 1.6, 1.0, rule="random", most=40)

    written = turns(figures, chat)
    assert written.hands_on == pytest.approx(figures.taken * 3.0 * 0.5)
    # duration = agent turns, waits for them, customer turns
    parts = 3.0 * (0.5 + written.reply_wait) + 2.0 * 1.5
    assert figures.duration == pytest.approx(parts)
    assert written.quit == 0.0


def test_slowed_chats_of_one_turn_are_a_rate_level() -> None:
    # with k in hand one ends at rate 1 / (1 + 0.2 (k - 1))
    chat = Chat(n_turns=1.0, agent_turn=1.0, customer_turn=1.0, slowdown=0.2)
    by_turns = desk(2, message_level(chat, 3), 1.5, 2.0, rule="random")
    by_rate = desk(2, rate_level([1.0, 2 * 1.2, 3 * 1.4]), 1.5, 2.0, rule="random")

    assert by_turns.holding == pytest.approx(by_rate.holding)
    assert by_turns.mean_wait == pytest.approx(by_rate.mean_wait)


def test_impatience_for_replies_ends_each_turn_alike() -> None:
    # a turn is sent with probability 3/4, and 3/4 of those sent are not the last
    chat = Chat(4.0, agent_turn=1.0, customer_turn=2.0, reply_patience=3.0)
    figures = desk(1, message_level(chat, 1), 0.2, 2.0)

    expected = 0.25 / (1 - 0.75 * 0.75)
    assert turns(figures, chat).quit == pytest.approx(expected)


def test_calls_alone_are_erlang_a() -> None:
    figures = beside_calls(
        Chat(2.0, 1.0, 1.0),
        2,
        arrival_rates=(0.8, 1e-12),
        talk=1.0,
        patience=(0.5, 1.0),
    )

    palm = erlang_a(1, 0.8, 1.0, 0.5)
    assert figures.call_delayed == pytest.approx(palm.delayed)
    assert figures.call_abandoned == pytest.approx(palm.abandoned)
    assert figures.call_wait == pytest.approx(palm.mean_wait)


def test_chats_alone_are_a_desk() -> None:
    chat = Chat(3.0, agent_turn=0.5, customer_turn=1.5)
    figures = beside_calls(
        chat, 2, arrival_rates=(1e-12, 0.5), talk=1.0, patience=(0.5, 2.0)
    )

    same = desk(1, message_level(chat, 2), 0.5, 2.0)
    assert figures.chat_delayed == pytest.approx(same.delayed)
    assert figures.chat_wait == pytest.approx(same.mean_wait)
    assert figures.duration == pytest.approx(same.duration)
    assert figures.reply_wait == pytest.approx(turns(same, chat).reply_wait)


def test_chats_of_one_turn_with_many_places_are_the_lower_of_two_classes() -> None:
    figures = beside_calls(
        Chat(n_turns=1.0, agent_turn=1.0, customer_turn=1.0),
        50,
        arrival_rates=(0.3, 0.3),
        talk=0.8,
        patience=(math.inf, math.inf),
    )

    urgent, other = cobham_one((0.3, 0.3), (0.8, 1.0), (1.0, 1.0))
    assert figures.call_wait == pytest.approx(urgent)
    assert figures.reply_wait == pytest.approx(other)


def test_calls_and_chats_share_one_attention() -> None:
    figures = beside_calls(
        Chat(4.0, agent_turn=1.0, customer_turn=2.0),
        3,
        arrival_rates=(0.2, 0.1),
        talk=1.5,
        patience=(2.0, 5.0),
    )

    assert figures.talking == pytest.approx(0.2 * (1 - figures.call_abandoned) * 1.5)
    taken = 0.1 * (1 - figures.chat_abandoned)
    assert figures.writing == pytest.approx(taken * 4.0)
    assert figures.call_delayed == pytest.approx(figures.talking + figures.writing)
