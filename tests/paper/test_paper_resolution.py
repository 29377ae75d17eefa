"""Hand-played days: what is resolved, by whom, and how thin attention is spread."""

from __future__ import annotations

import pytest
from paper_day import day, holds, resolved, stays

from omnisim.population import Purpose


@pytest.mark.parametrize(
    ("coin", "outcomes"),
    [
        (0.39, [1, 1, 1]),
        (0.4, [0, 1, 1]),  # 80 % by half
        (0.79, [0, 1, 1]),
        (0.8, [0, 0, 1]),
        (0.99, [0, 0, 1]),  # 80 % by one and a half is all of them
    ],
)
def test_groups_resolve_more_or_less_of_what_a_channel_can(
    coin: float, outcomes: list[int]
) -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 1 s, 2 s]}, talk: 100 s}
        agents:
          a_new: {staff: 1, skills: {phone: 1}, resolves: 0.5}
          b_usual: {staff: 1, skills: {phone: 2}}
          c_expert: {staff: 1, skills: {phone: 3}, resolves: 1.5}
        customers: {resolved: 80%}
        """,
        coins={
            (Purpose.RESOLVED, 0): coin,
            (Purpose.RESOLVED, 1): coin,
            (Purpose.RESOLVED, 2): coin,
        },
    )

    assert [row[2] for row in resolved(journal)] == outcomes


def test_group_that_ends_the_conversation_decides() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          a_front: {staff: 1, skills: {phone: 1}, resolves: 0}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%}]}
        customers: {resolved: 50%}
        """,
        coins={(Purpose.RESOLVED, 0): 0.49},
    )

    assert resolved(journal) == [(0, 1, 1)]


def test_resolution_is_told_by_channel_and_issue_before_the_group() -> None:
    journal = day(
        """
        issues: {balance: {share: 50%}, dispute: {share: 50%}}
        channels:
          phone:
            kind: call
            arrivals: {times: [{at: 0 s, issue: balance}, {at: 1 s, issue: dispute}]}
            talk: 100 s
        agents:
          desk: {staff: 2, skills: {phone: 1}, resolves: 0.5}
        customers: {resolved: {phone: {balance: 80%, any: 40%}}}
        """,
        coins={(Purpose.RESOLVED, 0): 0.39, (Purpose.RESOLVED, 1): 0.2},
    )

    assert resolved(journal) == [(0, 1, 1), (1, 1, 0)]


BESIDE = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [{times}]}}, turns: 2, agent_turn: 10 s,
             customer_turn: 80 s}}
    agents:
      desk: {{staff: 1, skills: {{chat: 1}}, may_hold: {{chat: 2}}}}
    customers: {{resolved: 90%, dilution: 40%}}
"""
"""The first chat lasts from 0 to 100, the second from 50 to 150."""


@pytest.mark.parametrize(("coin", "outcomes"), [(0.69, [1, 1]), (0.71, [0, 0])])
def test_half_a_conversation_beside_another_costs_half_the_dilution(
    coin: float, outcomes: list[int]
) -> None:
    journal = day(
        BESIDE.format(times="0 s, 50 s"),
        coins={(Purpose.RESOLVED, 0): coin, (Purpose.RESOLVED, 1): coin},
    )

    # a mean of 1.5 conversations in hand: 0.9 - 0.4 x 0.5
    assert [row[3:] for row in holds(journal)] == [(0, 100), (50, 150)]
    assert [row[2] for row in resolved(journal)] == outcomes


@pytest.mark.parametrize(("coin", "outcome"), [(0.89, 1), (0.9, 0)])
def test_conversation_held_alone_is_not_diluted(coin: float, outcome: int) -> None:
    journal = day(BESIDE.format(times="0 s"), coins={(Purpose.RESOLVED, 0): coin})

    assert resolved(journal) == [(0, 1, outcome)]


def test_three_conversations_at_once_may_resolve_nothing() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 90 s, 120 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
        customers: {resolved: 90%, dilution: 50%}
        """,
        coins={
            (Purpose.RESOLVED, 0): 1e-9,
            (Purpose.RESOLVED, 1): 1e-9,
            (Purpose.RESOLVED, 2): 1e-9,
        },
    )

    assert [row[2] for row in resolved(journal)] == [0, 0, 0]


@pytest.mark.parametrize(("coin", "outcome"), [(0.64, 1), (0.66, 0)])
def test_call_beside_chats_is_diluted_by_them(coin: float, outcome: int) -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 600 s}
          phone: {kind: call, arrivals: {times: [100 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        customers: {resolved: 90%, dilution: 25%}
        """,
        coins={(Purpose.RESOLVED, 1): coin},
    )

    assert resolved(journal)[1] == (1, 1, outcome)


@pytest.mark.parametrize(("coin", "outcome"), [(0.89, 1), (0.9, 0)])
def test_mail_beside_a_call_dilutes_nothing(coin: float, outcome: int) -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 300 s}
          phone: {kind: call, arrivals: {times: [100 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1}}
        customers: {resolved: 90%, dilution: 40%}
        """,
        coins={(Purpose.RESOLVED, 1): coin},
    )

    assert resolved(journal)[1] == (1, 1, outcome)


@pytest.mark.parametrize(("coin", "outcome"), [(0.77, 1), (0.78, 0)])
def test_dilution_counts_the_part_of_the_agent_who_ends_the_conversation(
    coin: float, outcome: int
) -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 180 s}
          site: {kind: chat, arrivals: {times: [5 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 180 s}
          text: {kind: chat, arrivals: {times: [150 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00:00-08:01:40"}],
                    skills: {chat: 1, site: 1}, may_hold: {chat: 1, site: 1},
                    at_duty_end: {chat: hand_over}}
          b_late: {staff: 1, skills: {chat: 2, text: 1}, may_hold: {chat: 1, text: 1}}
        customers: {resolved: {chat: 90%}, dilution: 20%}
        """,
        coins={(Purpose.RESOLVED, 0): coin},
    )

    # two in hand until 100; then a colleague has it, beside another from 150 to 250,
    # and replies until 260: 0.9 - 0.2 x 100 / 160
    assert stays(journal)[1] == (0, 1, 100, 100, 260, 260, "handled")
    assert resolved(journal)[0] == (0, 1, outcome)


@pytest.mark.parametrize(("coin", "outcome"), [(0.49, 1), (0.51, 0)])
def test_wrap_up_beside_a_conversation_takes_part_of_the_attention_too(
    coin: float, outcome: int
) -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 80 s}
          site: {kind: chat, arrivals: {times: [20 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 10 s, wrap_up: 40 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}, may_hold: {chat: 1, site: 1}}
        customers: {resolved: {chat: 90%}, dilution: 80%}
        """,
        coins={(Purpose.RESOLVED, 0): coin},
    )

    # the other is in hand from 20 to 70: 0.9 - 0.8 x 50 / 100
    assert stays(journal)[1] == (1, 0, 20, 20, 30, 70, "handled")
    assert resolved(journal)[0] == (0, 1, outcome)


@pytest.mark.parametrize(("coin", "outcome"), [(0.59, 1), (0.61, 0)])
def test_of_a_call_that_takes_no_time_what_is_in_hand_at_that_instant_counts(
    coin: float, outcome: int
) -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 80 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 0 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        customers: {dilution: 40%}
        """,
        coins={(Purpose.RESOLVED, 1): coin},
    )

    # one chat beside it: 1 - 0.4
    assert resolved(journal)[1] == (1, 1, outcome)
