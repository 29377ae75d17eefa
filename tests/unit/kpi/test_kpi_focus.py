"""The attention that conversations take."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from floors import CHAT, EMAIL, NAN, PHONE, Talk, channels, figures, scenario
from scenario_parts import channel

from omnisim.journal import Activity, Outcome, State
from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

MIX = {"chat": 2, "email": 1}
TALKS = (
    Talk(taken=0, ended=300, done=320),
    Talk(came=100, taken=100, ended=260, done=280),
    Talk(channel=EMAIL, came=300, taken=320, ended=2000, done=2100),
)
HOLDS = [(0, 0, 0, 320), (1, 0, 100, 280), (2, 0, 320, 2100)]
SPANS = [
    (0, State.WRITING, 1, 0, 0, 100),
    (0, State.SWITCHING, 2, 1, 100, 105),
    (0, State.WRITING, 2, 1, 105, 260),
    (0, State.SWITCHING, 2, 1, 260, 265),
    (0, State.WRAP_UP, 2, 1, 265, 280),
    (0, State.WRITING, 1, 0, 280, 300),
    (0, State.WRAP_UP, 1, 0, 300, 320),
    (0, State.WORKING, 1, 2, 320, 2000),
    (0, State.WRAP_UP, 1, 2, 2000, 2100),
]


def told(attribution: str = "arrival") -> KpiTable:
    """Return the figures of two chats and a mail that lasts beyond its half hour."""
    return figures(
        scenario(MIX),
        *TALKS,
        holds=HOLDS,
        agent_spans=SPANS,
        until=2100,
        attribution=attribution,
    )


def test_focus_is_switching_writing_and_wrap_up_of_each_conversation() -> None:
    table = told()

    assert table.parts("focus_time", "channel:chat") == (120 + 20 + 160 + 20, 2)
    assert table.parts("focus_time", "channel:email") == (1780, 1)
    assert table.parts("focus_time") == (320 + 1780, 3)
    assert table.parts("focus_time", "group:desk") == (320 + 1780, 3)


def test_concurrency_of_customers_leaves_wrap_up_out() -> None:
    table = told()

    assert table.parts("concurrency_cust", "channel:chat") == (300 + 160, 120 + 160)
    assert table.parts("concurrency_cust", "channel:email") == (1680, 1680)


@pytest.mark.parametrize(
    ("attribution", "first", "second"),
    [("arrival", 2100, 0), ("end", 320, 1780), ("overlap", 320 + 1480, 300)],
)
def test_focus_counts_where_handling_does(
    attribution: str, first: float, second: float
) -> None:
    table = told(attribution)

    assert table.parts("focus_time", window="interval:0")[0] == first
    assert table.parts("focus_time", window="interval:1")[0] == second
    assert table.parts("focus_time", "group:desk", "interval:0")[0] == first


def test_conversations_that_are_not_over_and_customers_found_gone_do_not_count() -> (
    None
):
    # chat 0 is still open, customer 1 left the queue silently
    table = figures(
        scenario({"chat": 2}),
        Talk(taken=0, outcome=Outcome.OPEN, resolved=-1),
        Talk(came=0, left=20, silent=1, outcome=Outcome.ABANDONED, resolved=-1),
        holds=[(0, 0, 0, 100), (1, 0, 30, 75)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 30),
            (0, State.DISCOVERING, 2, 1, 30, 75),
            (0, State.WRITING, 1, 0, 75, 100),
        ],
        until=100,
        ended_at=100,
    )

    assert table.parts("focus_time") == (0, 0)
    assert table.parts("handson") == (100, 100)


def test_chats_modelled_by_their_rate_have_no_focus_time() -> None:
    rated = channel(kind=Kind.CHAT, talk=None, duration_by_open_chats=(60.0, 90.0))
    table = figures(
        scenario({"chat": 2}, of=channels(chat=rated)),
        Talk(taken=0, ended=90, done=100),
        Talk(channel=PHONE, came=100, taken=100, ended=150, done=150),
        holds=[(0, 0, 0, 100), (1, 0, 100, 150)],
        agent_spans=[
            (0, State.CHATTING, 1, -1, 0, 90),
            (0, State.WRAP_UP, 1, 0, 90, 100),
            (0, State.TALKING, 1, 1, 100, 150),
        ],
        until=150,
    )

    assert table.parts("focus_time", "channel:chat") == (0, 0)
    assert table.parts("concurrency_cust", "channel:chat") == (0, 0)
    assert table.parts("focus_time") == (50, 1)
    assert table.parts("focus_time", "group:desk") == (50, 1)
    assert table.parts("handson") == (150, 150)


def test_each_agents_attention_counts_for_her_own_interaction() -> None:
    # agent 0 passes chat 0 on at 50 and wraps up while agent 1 is at it already
    legs = [
        (0, 0, Outcome.TRANSFERRED, 0, 0, 0, 1, 0, 0, 0, NAN, 50, 80),
        (0, 1, Outcome.OPEN, 0, 1, 1, 1, 50, 60, 60, NAN, NAN, NAN),
    ]
    made = scenario({"chat": 2})
    both = made.model_copy(
        update={"agents": {"desk": made.agents["desk"], "seniors": made.agents["desk"]}}
    )
    table = figures(
        both,
        Talk(taken=0, outcome=Outcome.OPEN, resolved=-1),
        interactions=legs,
        groups=("desk", "seniors"),
        agents=[(0, 0), (1, 0)],
        duties=[(0, Activity.WORK, 0, 100), (1, Activity.WORK, 0, 100)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 50),
            (0, State.WRAP_UP, 1, 0, 50, 80),
            (1, State.WRITING, 1, 0, 60, 100),
        ],
        ended_at=100,
    )

    assert table.parts("focus_time") == (80, 1)
    assert table.parts("focus_time", "group:desk") == (80, 1)
    assert table.parts("focus_time", "group:seniors") == (0, 0)


def test_turning_to_a_call_is_focus_but_no_part_of_the_session() -> None:
    table = figures(
        scenario({"chat": 1, "phone": 1}),
        Talk(channel=PHONE, came=0, taken=5, ended=60, done=60),
        holds=[(0, 0, 0, 60)],
        agent_spans=[
            (0, State.SWITCHING, 1, 0, 0, 5),
            (0, State.TALKING, 1, 0, 5, 60),
        ],
        until=60,
    )

    assert table.parts("focus_time") == (60, 1)
    assert table.parts("concurrency_cust") == (55, 55)


def test_a_chat_with_one_agent_who_does_nothing_else_is_as_a_call() -> None:
    table = figures(
        scenario({"chat": 2}),
        Talk(channel=CHAT, taken=0, ended=60, done=60),
        holds=[(0, 0, 0, 60)],
        agent_spans=[(0, State.WRITING, 1, 0, 0, 60)],
        until=60,
    )

    assert math.isclose(table.value("concurrency_cust"), 1)
    assert table.value("focus_time") == 60
