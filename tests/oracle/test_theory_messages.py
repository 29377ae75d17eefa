"""The chain of revived messages against special cases with known answers."""

from __future__ import annotations

import math

import pytest
from theory.attention import Chat
from theory.erlang import erlang_a, erlang_c
from theory.messages import revived


def test_messages_of_one_turn_are_calls() -> None:
    figures = revived(Chat(1.0, 1.0, 1.0), 1, 0.8, 0.5)

    palm = erlang_a(1, 0.8, 1.0, 0.5)
    assert figures.delayed == pytest.approx(palm.delayed)
    assert figures.abandoned == pytest.approx(palm.abandoned)
    assert figures.mean_wait == pytest.approx(palm.mean_wait)
    assert figures.above == 0.0


def test_with_places_for_all_replies_wait_as_in_one_queue() -> None:
    # Jackson's network of one agent and customers at their turns
    figures = revived(Chat(2.0, 1.0, 3.0), 60, 0.2, math.inf, most=(60, 20, 1))

    queue = erlang_c(1, 0.4, 1.0)
    assert figures.writing == pytest.approx(0.4)
    assert figures.reply_wait == pytest.approx(queue.mean_wait)
    assert figures.holding[:3] == pytest.approx((0.6, 0.24, 0.096))


def test_an_agent_writes_what_those_she_takes_ask_for() -> None:
    figures = revived(Chat(3.0, 1.0, 2.0), 1, 0.3, 4.0)

    assert figures.writing == pytest.approx(0.3 * (1 - figures.abandoned) * 3.0)
    assert figures.delayed == pytest.approx(figures.writing)
    assert figures.above == pytest.approx(sum(figures.holding[2:]))
