"""The dull desk by hand: days whose outcome was worked out from the rules alone."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from dull_desk import Desk
from dull_room import Agent
from dull_rows import holds_of_desk, interactions_of_desk, spans_of_desk, turns_of_desk
from paper_day import Scripted, written

from omnisim.journal.schema import Outcome, State
from omnisim.population import draw_population

if TYPE_CHECKING:
    from paper_day import Script

LIMIT = 4000.0

CHATS = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      chat:
        kind: chat
        arrivals: {times: [100 s, 110 s, 120 s]}
        turns: 1
        agent_turn: 10 s
        customer_turn: 10 s
        close_after: 60 s
        discovery: 15 s
    agents:
      desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
"""


def played(
    text: str,
    *,
    work: list[tuple[float, float]] | None = None,
    n_agents: int = 1,
    turns: Script | None = None,
    brings: dict[int, dict[str, float]] | None = None,
    coins: dict[tuple[Any, ...], float] | None = None,
) -> Desk:
    """Play a day at the dull desk; agents are there all the time but as stated."""
    scenario = written(text)
    population = Scripted(
        draw_population(scenario, seed=1, replication=0),
        turns=turns or {},
        brings=brings or {},
        coins=coins or {},
    )
    (group,) = scenario.agents
    agents = [
        Agent(number, group, scenario.agents[group], work or [(0.0, inf)])
        for number in range(n_agents)
    ]
    return Desk(scenario, population, agents, LIMIT)  # type: ignore[arg-type] # stands in for one


def test_two_chats_take_turns_and_the_third_waits_for_a_place() -> None:
    # 0: asked 100, reply 130, writes 150; 1: asked 110, reply 130-150, ends there.
    # 2 is taken at 150 (rank of the work's end) before 0 writes at 150: both asked
    # at 150, and contact 0 goes first
    desk = played(CHATS, turns={0: [(30, 20), (10,)], 1: [(20,)], 2: [(40,)]})

    assert turns_of_desk(desk) == [
        (0, 0, 0, 100, 100, 130),
        (0, 0, 1, 150, 190, 200),
        (1, 0, 0, 110, 130, 150),
        (2, 0, 0, 150, 150, 190),
    ]


def test_a_visible_leaver_stops_the_reply_and_is_wrapped_up() -> None:
    desk = played(
        CHATS,
        turns={0: [(30, 0, 20)], 1: [(5,)]},
        brings={0: {"wrap_up": 7}},
    )

    assert turns_of_desk(desk)[:2] == [
        (0, 0, 0, 100, 100, None),
        (1, 0, 0, 110, 120, 125),
    ]


def test_a_silent_leaver_is_answered_and_closed_after_a_quiet_time() -> None:
    desk = played(
        CHATS.replace("close_after", "silent: 100%\n        close_after"),
        turns={0: [(30, 0, 20)], 1: [(5,)], 2: [(5,)]},
        brings={0: {"wrap_up": 7}},
    )

    assert interactions_of_desk(desk)[0] == (
        0, 0, Outcome.QUIT, 1, 0, 100, 100, 120, 190, 197,
    )  # fmt: skip
    assert holds_of_desk(desk)[0] == (0, 0, 0, 100, 197)


def test_who_left_the_queue_silently_costs_the_discovery() -> None:
    desk = played(
        CHATS.replace("close_after", "silent: 100%\n        close_after"),
        turns={0: [(50,)], 1: [(50,)], 2: [(50,)]},
        brings={2: {"patience": 10}},
    )

    assert interactions_of_desk(desk)[2][2:] == (
        Outcome.ABANDONED, 1, 0, 120, None, 130, None, 215,
    )  # fmt: skip
    assert spans_of_desk(desk)[-2] == (0, State.DISCOVERING, 1, 2, 200, 215)


BLENDED = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      phone: {kind: call, arrivals: {times: [120 s]}, talk: 20 s, wrap_up: 5 s}
      chat:
        kind: chat
        arrivals: {times: [100 s]}
        turns: 1
        agent_turn: 30 s
        customer_turn: 10 s
      email: {kind: mail, arrivals: {times: [90 s]}, work: 40 s}
    agents:
      desk:
        staff: 1
        skills: {phone: 1, chat: 1, email: 1}
        may_hold: {phone: 1, chat: 1, email: 1}
        switch_cost: 2 s
"""


def test_calls_wait_for_the_attention_and_mail_is_put_aside() -> None:
    desk = played(BLENDED)

    assert spans_of_desk(desk) == [
        (0, State.IDLE, 0, -1, 0, 90),
        (0, State.WORKING, 1, 0, 90, 100),
        (0, State.SWITCHING, 2, 1, 100, 102),
        (0, State.WRITING, 2, 1, 102, 120),
        (0, State.WRITING, 3, 1, 120, 132),
        (0, State.SWITCHING, 2, 2, 132, 134),
        (0, State.TALKING, 2, 2, 134, 154),
        (0, State.WRAP_UP, 2, 2, 154, 159),
        (0, State.SWITCHING, 1, 0, 159, 161),
        (0, State.WORKING, 1, 0, 161, 191),
        (0, State.IDLE, 0, -1, 191, LIMIT),
    ]


def test_a_caller_gives_up_while_the_agent_is_busy_with_a_chat() -> None:
    desk = played(BLENDED, brings={2: {"patience": 12}})

    assert holds_of_desk(desk) == [
        (0, 0, 0, 90, 164),
        (1, 0, 0, 100, 132),
        (2, 0, 0, 120, 132),
    ]
