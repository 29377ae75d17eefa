"""Hand-played days: announcements that move people to another channel."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves, stays, stories, turns

from omnisim.population import Purpose

ADVISED = """
    channels:
      chat: {{kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}}
      phone: {{kind: call, arrivals: {{times: [0 s, 10 s]}}, talk: 100 s,
              announce: {{estimate: queue_length,
                         offer: {{to: chat, share: 50%, {when}}}}}}}
    agents:
      desk: {{staff: 1, skills: {{phone: 1}}}}
      room: {{staff: 1, skills: {{chat: 1}}}}
"""
"""The second caller is told at 10 that she will wait for 100 s; she waits until 100."""


def test_caller_who_takes_the_advice_is_on_the_chat_at_once() -> None:
    journal = day(
        ADVISED.format(when="above: 60 s"), coins={(Purpose.TAKE_UP, 1): 0.49}
    )

    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "moved"),
        (1, 2, "moved", "chat", 10, "handled"),
    ]
    assert contacts(journal)[1] == (1, 1, "first", 10, 10, "moved")
    assert stays(journal)[1:] == [
        (1, None, 10, 10, None, None, "moved"),
        (2, 1, 10, 10, 60, 60, "handled"),
    ]


@pytest.mark.parametrize(
    ("when", "coin"),
    [("above: 60 s", 0.5), ("above: 100 s", 0.1), ("after: 30 s", 0.5)],
)
def test_caller_who_is_not_told_or_does_not_care_stays(when: str, coin: float) -> None:
    journal = day(ADVISED.format(when=when), coins={(Purpose.TAKE_UP, 1): coin})

    assert moves(journal)[1:] == [(1, 1, "first", "phone", 10, "handled")]


def test_caller_who_need_not_wait_hears_no_announcement() -> None:
    journal = day(ADVISED.format(when="above: 0 s"), coins={(Purpose.TAKE_UP, 0): 0.1})

    assert moves(journal)[0] == (0, 1, "first", "phone", 0, "handled")


def test_caller_who_has_waited_for_a_while_takes_the_advice() -> None:
    journal = day(ADVISED.format(when="after: 30 s"), coins={(Purpose.TAKE_UP, 1): 0.4})

    # her turn on the phone would have come at 100
    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 40, "moved"),
        (1, 2, "moved", 40, 90, "handled"),
    ]
    assert stays(journal)[1] == (1, None, 10, 40, None, None, "moved")
    assert turns(journal) == [0, 100, 40]


@pytest.mark.parametrize(
    ("after", "outcome"), [("89 s", "moved"), ("90 s", "handled"), ("91 s", "handled")]
)
def test_caller_who_is_answered_by_then_is_not_advised(
    after: str, outcome: str
) -> None:
    journal = day(
        ADVISED.format(when=f"after: {after}"), coins={(Purpose.TAKE_UP, 1): 0.4}
    )

    assert contacts(journal)[1][5] == outcome


def test_caller_who_gives_up_as_she_would_be_advised_takes_the_advice() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  patience: 30 s,
                  announce: {offer: {to: chat, share: 100%, after: 30 s}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
    """)

    assert contacts(journal)[1] == (1, 1, "first", 10, 40, "moved")


def test_caller_who_has_waited_is_called_back() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, talk: 50 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 20 s]}, talk: 100 s,
                  announce: {offer: {to: back, share: 50%, after: 30 s}}}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
    """,
        coins={(Purpose.TAKE_UP, 1): 0.4, (Purpose.TAKE_UP, 2): 0.6},
    )

    # she is in the line of calls back from 40, behind the third, who waits from 20
    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "callback"),
        (2, 1, "first", "phone", 20, "handled"),
        (1, 2, "offered", "back", 40, "handled"),
    ]
    assert stays(journal)[1:] == [
        (1, None, 10, 40, None, None, "callback"),
        (2, 0, 20, 100, 200, 200, "handled"),
        (3, 0, 40, 220, 270, 270, "handled"),
    ]


def test_offers_are_made_in_order_until_one_is_taken() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, talk: 50 s}
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone:
            kind: call
            arrivals: {times: [0 s, 10 s, 20 s, 30 s]}
            talk: 1000 s
            announce:
              estimate: queue_length
              offer:
                - {to: back, share: 40%, above: 60 s}
                - {to: chat, share: 40%, above: 60 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        """,
        coins={
            (Purpose.TAKE_UP, 1, 1, 0): 0.3,
            (Purpose.TAKE_UP, 1, 1, 1): 0.3,
            (Purpose.TAKE_UP, 2, 1, 0): 0.5,
            (Purpose.TAKE_UP, 2, 1, 1): 0.3,
            (Purpose.TAKE_UP, 3, 1, 0): 0.5,
            (Purpose.TAKE_UP, 3, 1, 1): 0.5,
        },
    )

    assert [row[5] for row in moves(journal) if row[1] == 1] == [
        "handled",
        "callback",
        "moved",
        "handled",
    ]


def test_offer_on_arrival_comes_before_one_after_a_wait_wherever_it_is_written() -> (
    None
):
    journal = day(
        """
        channels:
          back: {kind: callback, talk: 50 s}
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone:
            kind: call
            arrivals: {times: [0 s, 10 s, 20 s]}
            talk: 1000 s
            announce:
              estimate: queue_length
              offer:
                - {to: back, share: 40%, after: 30 s}
                - {to: chat, share: 40%, above: 60 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        """,
        coins={
            (Purpose.TAKE_UP, 1, 1, 0): 0.3,
            (Purpose.TAKE_UP, 1, 1, 1): 0.3,
            (Purpose.TAKE_UP, 2, 1, 0): 0.3,
            (Purpose.TAKE_UP, 2, 1, 1): 0.5,
        },
    )

    # the second goes at once, the third after her wait
    assert [row[3:] for row in contacts(journal) if row[1] == 1] == [
        (0, 1000, "handled"),
        (10, 10, "moved"),
        (20, 50, "callback"),
    ]


def test_caller_who_declines_may_balk_all_the_same() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, tolerance: 60 s,
                             offer: {to: chat, share: 50%, above: 60 s}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        """,
        coins={(Purpose.TAKE_UP, 1): 0.5},
    )

    assert contacts(journal)[1] == (1, 1, "first", 10, 10, "balked")


def test_caller_who_waits_for_a_second_group_is_not_advised() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 20 s,
                  announce: {offer: {to: chat, share: 100%, after: 30 s}}}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {}}
          room: {staff: 1, skills: {chat: 1}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%}]}
    """)

    assert contacts(journal) == [(0, 1, "first", 0, 320, "handled")]


def test_caller_who_moves_frees_her_line() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 39 s, 40 s]}, talk: 100 s,
                  lines: 2, announce: {offer: {to: chat, share: 50%, after: 30 s}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        """,
        coins={(Purpose.TAKE_UP, 1): 0.1, (Purpose.TAKE_UP, 3): 0.9},
    )

    assert [row[5] for row in contacts(journal) if row[1] == 1] == [
        "handled",
        "moved",
        "blocked",
        "handled",
    ]


def test_caller_who_never_talked_has_no_story_to_tell_where_she_is_sent() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, offer: {to: chat, share: 100%}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers: {context: lost, repeat_work: 50%}
    """)

    assert stories(journal) == [(0, 0, 0, -1), (1, 0, 0, -1), (2, 0, 0, -1)]
    assert stays(journal)[2][3:5] == (10, 60)


def test_caller_sent_to_a_channel_that_is_closed_finds_it_closed() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s,
                 open: "10:00-20:00"}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, offer: {to: chat, share: 100%}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
    """)

    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "moved"),
        (1, 2, "moved", "chat", 10, "closed"),
    ]


def test_moved_caller_meets_the_bot_of_the_other_channel() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, offer: {to: chat, share: 100%}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        automation: {typing: {fronts: chat, contains: 100%, session: 20 s}}
    """)

    assert moves(journal)[2] == (1, 2, "moved", "chat", 10, "contained")


def test_phone_that_recommends_a_chat_which_nobody_can_answer() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 60 s, customer_turn: 10 s,
                 patience: 3 min, priority: 9}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 60 s, 90 s]}, talk: 5 min,
                  announce: {estimate: queue_length,
                             offer: {to: chat, share: 50%, above: 1 min}}}
        agents:
          team: {staff: 2, skills: {chat: 1, phone: 1}}
        customers: {after: {abandoned: {chat: [{phone: 100%, after: 1 min}]}}}
        """,
        coins={
            (Purpose.TAKE_UP, 2, 1): 0.1,
            (Purpose.TAKE_UP, 2, 3): 0.9,
            (Purpose.TAKE_UP, 3, 1): 0.9,
        },
    )

    # the whole team is on the phone. Who stays is answered at 300; who follows the
    # advice waits three minutes for nobody, and calls again behind her
    assert moves(journal) == [
        (0, 1, "first", "phone", 0, "handled"),
        (1, 1, "first", "phone", 10, "handled"),
        (2, 1, "first", "phone", 60, "moved"),
        (2, 2, "moved", "chat", 60, "abandoned"),
        (3, 1, "first", "phone", 90, "handled"),
        (2, 3, "abandoned", "phone", 300, "handled"),
    ]
    assert [row[1:5] for row in stays(journal)] == [
        (0, 0, 0, 300),
        (1, 10, 10, 310),
        (None, 60, 60, None),
        (None, 60, 240, None),
        (0, 90, 300, 600),
        (1, 300, 310, 610),
    ]


def test_chat_that_is_recommended_is_only_as_good_as_those_who_staff_it() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 60 s, customer_turn: 10 s,
                 patience: 3 min}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 60 s, 90 s]}, talk: 5 min,
                  announce: {estimate: queue_length,
                             offer: {to: chat, share: 50%, above: 1 min}}}
        agents:
          callers: {staff: 1, skills: {phone: 1}}
          writers: {staff: 1, skills: {chat: 1}}
        """,
        coins={
            (Purpose.TAKE_UP, 1, 1): 0.9,
            (Purpose.TAKE_UP, 2, 1): 0.1,
            (Purpose.TAKE_UP, 3, 1): 0.1,
        },
    )

    assert [row[1:5] for row in stays(journal)] == [
        (0, 0, 0, 300),
        (0, 10, 300, 600),
        (None, 60, 60, None),
        (1, 60, 60, 120),
        (None, 90, 90, None),
        (1, 90, 120, 180),
    ]
