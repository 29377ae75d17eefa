"""The chain of one call or several chats against chains of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from theory.blended import blended
from theory.chats import desk, rate_level
from theory.erlang import erlang_a
from theory.rules import reserved

if TYPE_CHECKING:
    from theory.chats import Rule

RULES = pytest.mark.parametrize("rule", ["least_loaded", "most_loaded", "random"])


@RULES
def test_calls_alone_are_erlang_a(rule: Rule) -> None:
    figures = blended(
        3,
        (1.0, 1.5),
        talk=1.0,
        arrival_rates=(2.5, 1e-12),
        patience=(0.6, 1.0),
        rule=rule,
    )

    palm = erlang_a(3, 2.5, 1.0, 0.6)
    assert figures.delayed[0] == pytest.approx(palm.delayed)
    assert figures.mean_wait[0] == pytest.approx(palm.mean_wait)
    assert figures.talking == pytest.approx(palm.occupancy)


@RULES
def test_chats_alone_are_a_chat_desk(rule: Rule) -> None:
    figures = blended(
        3,
        (1.0, 1.5, 2.2),
        talk=1.0,
        arrival_rates=(1e-12, 3.5),
        patience=(0.6, 1.0),
        rule=rule,
    )

    same = desk(3, rate_level((1.0, 1.5, 2.2)), 3.5, 1.0, rule=rule)
    assert figures.delayed[1] == pytest.approx(same.delayed)
    assert figures.mean_wait[1] == pytest.approx(same.mean_wait)
    assert figures.duration == pytest.approx(same.duration)
    assert figures.concurrency == pytest.approx(same.concurrency)


def test_one_chat_at_a_time_is_the_lower_of_two_classes() -> None:
    figures = blended(
        4,
        (1.0,),
        talk=1.0,
        arrival_rates=(2.0, 1.5),
        patience=(0.5, 0.5),
        rule="least_loaded",
    )

    same = reserved(4, 0, (2.0, 1.5), handle_time=1.0, patience=0.5)
    assert figures.delayed == pytest.approx(same.delayed)
    assert figures.abandoned == pytest.approx(same.abandoned)
    assert figures.mean_wait == pytest.approx(same.mean_wait)


@RULES
def test_talk_is_what_the_answered_calls_ask_for(rule: Rule) -> None:
    figures = blended(
        3,
        (1.0, 1.5),
        talk=1.2,
        arrival_rates=(1.2, 1.5),
        patience=(1.0, 0.8),
        rule=rule,
    )

    answered = 1.2 * (1 - figures.abandoned[0])
    assert 3 * figures.talking == pytest.approx(answered * 1.2)
    taken = 1.5 * (1 - figures.abandoned[1])
    in_hand = 3 * figures.chatting * figures.concurrency
    assert in_hand == pytest.approx(taken * figures.duration)


def test_filling_one_agent_first_keeps_agents_for_calls() -> None:
    def figures(rule: Rule) -> float:
        return blended(
            3,
            (1.0, 1.5),
            talk=1.0,
            arrival_rates=(1.0, 1.0),
            patience=(1.0, 1.0),
            rule=rule,
        ).abandoned[0]

    assert figures("most_loaded") < figures("random") < figures("least_loaded")
