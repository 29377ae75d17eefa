"""Hand-played days: what an agent with room takes first, and chats that ring."""

from __future__ import annotations

import pytest
from paper_day import day, doing, holds, replies, stays

from omnisim.population import Purpose


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("priority", 3),
        ("longest_wait", 1),
        ("due_first", 2),
        ("weighted_wait", 3),
        ("preference", 2),
    ],
)
def test_freed_agent_goes_by_the_rule_across_the_channels(
    rule: str, first: int
) -> None:
    journal = day(f"""
        channels:
          busy: {{kind: call, arrivals: {{times: [0 s]}}, talk: 100 s,
                  target: 80% within 20 s}}
          chat: {{kind: chat, arrivals: {{times: [10 s]}}, turns: 1, agent_turn: 50 s,
                  customer_turn: 20 s, priority: 3, weight: 1,
                  target: 80% within 60 s}}
          phone: {{kind: call, arrivals: {{times: [20 s]}}, talk: 50 s, priority: 2,
                   weight: 0.5, target: 80% within 20 s}}
          email: {{kind: mail, arrivals: {{times: [30 s]}}, work: 50 s, priority: 1,
                   weight: 2, target: 80% within 1 h}}
        agents:
          desk: {{staff: 1, skills: {{busy: 1, chat: 3, phone: 1, email: 2}}}}
        routing: {{choose_contact: {rule}}}
    """)

    # due at 70, 40 and 3630; weighted waits 90, 40 and 140
    assert doing(journal, 0)[1][1] == first


@pytest.mark.parametrize(
    ("rule", "held"),
    [
        ("priority", [1, 3]),
        ("longest_wait", [1, 2]),
        ("due_first", [1, 2]),
        ("weighted_wait", [1, 2]),
        ("preference", [2, 4]),
    ],
)
def test_agent_who_fills_up_goes_by_the_rule_for_each_place(
    rule: str, held: list[int]
) -> None:
    journal = day(f"""
        channels:
          busy: {{kind: call, arrivals: {{times: [0 s]}}, talk: 100 s,
                  target: 80% within 20 s}}
          gold: {{kind: chat, arrivals: {{times: [10 s, 30 s]}}, turns: 1,
                  agent_turn: 50 s, customer_turn: 20 s, priority: 1, weight: 1.2,
                  target: 80% within 20 s}}
          blue: {{kind: chat, arrivals: {{times: [20 s, 40 s]}}, turns: 1,
                  agent_turn: 50 s, customer_turn: 20 s, priority: 2, weight: 1.1,
                  target: 80% within 25 s}}
        agents:
          desk: {{staff: 1, skills: {{busy: 1, gold: 2, blue: 1}},
                  may_hold: [{{busy: 1}}, {{gold: 2, blue: 2, total: 2}}]}}
        routing: {{choose_contact: {rule}}}
    """)

    # due at 30, 45, 50 and 65; weighted waits at 100: 108, 88, 84 and 66
    assert [row[0] for row in holds(journal) if row[3] == 100] == held


def test_freed_agent_with_several_places_takes_as_many_at_once() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [10 s, 20 s, 30 s, 40 s]}, turns: 1,
                 agent_turn: 50 s, customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1},
                 may_hold: [{phone: 1}, {chat: 3}]}
    """)

    assert replies(journal) == [
        (1, 0, 0, 100, 100, 150),
        (2, 0, 0, 100, 150, 200),
        (3, 0, 0, 100, 200, 250),
        (4, 0, 0, 150, 250, 300),
    ]


def test_who_has_no_room_for_the_first_in_line_takes_one_she_has_room_for() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 20 s]}, turns: 1,
                 agent_turn: 50 s, customer_turn: 20 s, priority: 9}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, priority: 1}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1},
                 may_hold: [{phone: 1}, {chat: 2}]}
        """,
    )

    assert [row[3] for row in stays(journal)] == [0, 0, 150, 50]


def test_two_chats_may_ring_at_once_at_an_agent_with_two_places() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 2 s, 3 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {ring: {time: 5 s}}
    """)

    # the third rings when the first is over
    assert holds(journal) == [(0, 0, 0, 0, 15), (1, 0, 0, 2, 25), (2, 0, 0, 15, 35)]
    assert replies(journal) == [
        (0, 0, 0, 5, 5, 15),
        (1, 0, 0, 7, 15, 25),
        (2, 0, 0, 20, 25, 35),
    ]
    assert doing(journal, 0)[0] == ("ringing", 0, 0, 5)


def test_agent_who_did_not_pick_up_goes_on_with_what_she_holds() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 20 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {ring: {time: 5 s, unanswered: 50%, away: 30 s}}
        """,
        turns={0: [(10, 15), (10, 85), (10,)], 1: [(10,)]},
        coins={
            (Purpose.PICK_UP, 0): 0.9,
            (Purpose.PICK_UP, 1, 1, 1): 0.1,
            (Purpose.PICK_UP, 1, 1, 2): 0.9,
        },
    )

    # from 25 to 55 she takes nothing
    assert doing(journal, 0)[:-1] == [
        ("ringing", 0, 0, 5),
        ("writing", 0, 5, 15),
        ("waiting", None, 15, 20),
        ("ringing", 1, 20, 25),
        ("waiting", None, 25, 30),
        ("writing", 0, 30, 40),
        ("waiting", None, 40, 55),
        ("ringing", 1, 55, 60),
        ("writing", 1, 60, 70),
        ("waiting", None, 70, 125),
        ("writing", 0, 125, 135),
    ]
    assert holds(journal)[1:] == [(1, 0, 0, 20, 25), (1, 0, 0, 55, 70)]


def test_chat_nobody_picks_up_goes_to_a_colleague_who_holds_one() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 2, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {ring: {time: 5 s, unanswered: 50%, away: 30 s}}
        """,
        coins={
            (Purpose.PICK_UP, 0): 0.9,
            (Purpose.PICK_UP, 1, 1, 1): 0.1,
            (Purpose.PICK_UP, 1, 1, 2): 0.9,
        },
    )

    assert stays(journal)[1] == (1, 0, 10, 20, 105, 105, "handled")
    assert journal.interactions["n_offers"].tolist() == [1, 2]
    assert holds(journal)[1:] == [(1, 0, 1, 10, 15), (1, 0, 0, 15, 105)]
    assert doing(journal, 1)[1:3] == [("ringing", 1, 10, 15), ("away", None, 15, 45)]


def test_customer_may_give_up_while_it_rings_beside_a_chat() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 20 s, 21 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {ring: {time: 5 s}}
        """,
        turns={0: [(10, 100), (10,)], 2: [(10,)]},
        brings={1: {"patience": 3}},
    )

    # the place is free for the third at 23
    assert holds(journal) == [(0, 0, 0, 0, 125), (1, 0, 0, 20, 23), (2, 0, 0, 23, 38)]
    assert stays(journal)[2] == (2, 0, 21, 28, 38, 38, "handled")


def test_second_chat_rings_on_when_the_first_was_not_picked_up() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 2 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {ring: {time: 5 s, unanswered: 50%, away: 30 s}}
        """,
        coins={
            (Purpose.PICK_UP, 0, 1, 1): 0.1,
            (Purpose.PICK_UP, 0, 1, 2): 0.9,
            (Purpose.PICK_UP, 1): 0.9,
        },
    )

    # from 5 to 35 nothing more is offered; what rang already is picked up
    assert doing(journal, 0)[:-1] == [
        ("ringing", 0, 0, 5),
        ("ringing", 1, 5, 7),
        ("writing", 1, 7, 17),
        ("away", None, 17, 35),
        ("ringing", 0, 35, 40),
        ("writing", 0, 40, 50),
    ]


def test_chats_that_nobody_picks_up_are_offered_again_in_their_order() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 1 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {ring: {time: 5 s, unanswered: 50%}}
        """,
        coins={
            (Purpose.PICK_UP, 0, 1, 1): 0.1,
            (Purpose.PICK_UP, 0, 1, 2): 0.9,
            (Purpose.PICK_UP, 1, 1, 1): 0.1,
            (Purpose.PICK_UP, 1, 1, 2): 0.9,
            (Purpose.PICK_UP, 2): 0.9,
        },
    )

    # both go back to their places at 5, before the third, and ring again
    assert [row[3:5] for row in stays(journal)] == [(10, 20), (10, 30), (25, 40)]
    assert journal.interactions["n_offers"].tolist() == [2, 2, 1]


def test_caller_in_hand_is_answered_though_her_agent_did_not_pick_up_another() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s, 12 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 2}}
        routing: {ring: {time: 4 s, unanswered: 50%, away: 30 s}}
        """,
        coins={
            (Purpose.PICK_UP, 0): 0.9,
            (Purpose.PICK_UP, 1): 0.9,
            (Purpose.PICK_UP, 2, 1, 1): 0.1,
            (Purpose.PICK_UP, 2, 1, 2): 0.9,
        },
    )

    # the second call is offered again at 46, and picked up at 50, in the first
    assert [row[3:5] for row in stays(journal)] == [(4, 34), (34, 94), (94, 154)]
    assert holds(journal)[2:] == [(2, 0, 0, 12, 16), (2, 0, 0, 46, 154)]
