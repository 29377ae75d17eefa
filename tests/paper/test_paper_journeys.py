"""Hand-played days: one customer, one matter, several channels, and her story.

She begins on social media, goes on in a chat and ends on the phone.
"""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, moves, replies, resolved, stays, stories

JOURNEY = """
    channels:
      chat: {{kind: chat, turns: 2, agent_turn: 40 s, customer_turn: 30 s,
             wrap_up: 20 s}}
      phone: {{kind: call, talk: 200 s, wrap_up: 40 s}}
      social: {{kind: message, arrivals: {{times: [0 s]}}, turns: 1, agent_turn: 60 s,
               customer_turn: 10 min}}
    agents:
      a_line: {{staff: 1, skills: {{phone: 1}}}}
      b_room: {{staff: 1, skills: {{chat: 1}}}}
      c_social: {{staff: 1, skills: {{social: 1}}}}
    customers:
      context: {context}
      repeat_work: 50%
      resolved: {{social: 0%, chat: 0%, phone: 100%}}
      after:
        unresolved:
          social: [{{chat: 100%, after: 2 min}}]
          chat: [{{phone: 100%, after: 5 min}}]
"""


def test_customer_from_social_media_by_chat_to_phone_tells_her_story_once() -> None:
    journal = day(JOURNEY.format(context="kept"))

    assert moves(journal) == [
        (0, 1, "first", "social", 0, "handled"),
        (0, 2, "unresolved", "chat", 180, "handled"),
        (0, 3, "unresolved", "phone", 590, "handled"),
    ]
    assert stories(journal) == [(0, 0, 0, -1), (1, 0, 0, -1), (2, 0, 0, -1)]
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 60),
        (1, 0, 0, 180, 180, 220),
        (1, 0, 1, 250, 250, 290),
    ]
    assert stays(journal) == [
        (0, 2, 0, 0, 60, 60, "handled"),
        (1, 1, 180, 180, 290, 310, "handled"),
        (2, 0, 590, 590, 790, 830, "handled"),
    ]
    assert resolved(journal) == [(0, 1, 0), (0, 2, 0), (0, 3, 1)]


def test_same_customer_tells_her_story_three_times_where_it_does_not_travel() -> None:
    journal = day(JOURNEY.format(context="lost"))

    # all that agents do with her takes half as long again, but for the first answer;
    # wrapping up takes as long as ever
    assert moves(journal) == [
        (0, 1, "first", "social", 0, "handled"),
        (0, 2, "unresolved", "chat", 180, "handled"),
        (0, 3, "unresolved", "phone", 630, "handled"),
    ]
    assert stories(journal) == [(0, 0, 0, -1), (1, 0, 1, -1), (2, 0, 1, -1)]
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 60),
        (1, 0, 0, 180, 180, 240),
        (1, 0, 1, 270, 270, 330),
    ]
    assert stays(journal) == [
        (0, 2, 0, 0, 60, 60, "handled"),
        (1, 1, 180, 180, 330, 350, "handled"),
        (2, 0, 630, 630, 930, 970, "handled"),
    ]
    assert doing(journal, 0)[1:3] == [
        ("talking", 2, 630, 930),
        ("wrap_up", 2, 930, 970),
    ]


@pytest.mark.parametrize(
    ("context", "told"),
    [
        ("{switch: lost}", [0, 1, 1]),
        ("{again: lost}", [0, 0, 0]),
        ("{any: lost, switch: kept}", [0, 0, 0]),
        ("{transfer: lost, bot: lost}", [0, 0, 0]),
    ],
)
def test_whether_a_story_travels_is_told_by_the_kind_of_move(
    context: str, told: list[int]
) -> None:
    journal = day(JOURNEY.format(context=context))

    assert journal.interactions["story"].tolist() == told


@pytest.mark.parametrize(
    ("context", "told"),
    [("{again: lost}", [0, 1, 0]), ("{switch: lost}", [0, 0, 1]), ("lost", [0, 1, 1])],
)
def test_story_that_is_told_again_on_one_channel_may_travel_to_another(
    context: str, told: list[int]
) -> None:
    journal = day(
        f"""
        channels:
          chat: {{kind: chat, turns: 1, agent_turn: 40 s, customer_turn: 30 s}}
          phone: {{kind: call, arrivals: {{times: [0 s]}}, talk: 200 s}}
        agents:
          desk: {{staff: 1, skills: {{chat: 1, phone: 1}}}}
        customers:
          context: {context}
          resolved: {{phone: 0%}}
          after:
            unresolved:
              phone:
                - {{phone: 100%, after: 1 min, further: 0%}}
                - {{chat: 0%, after: 1 min, further: 100%}}
        """
    )

    assert [row[3] for row in moves(journal)] == ["phone", "phone", "chat"]
    assert journal.interactions["story"].tolist() == told


def test_story_that_nobody_has_heard_yet_is_carried_on() -> None:
    journal = day(
        """
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s]}, talk: 20 s}
          line: {kind: call, talk: 100 s, patience: 30 s}
        agents:
          desk: {staff: 1, skills: {a_phone: 1}}
          late: {shifts: [{n: 1, hours: "08:02-20:00"}], skills: {line: 1}}
        customers:
          context: {switch: lost}
          repeat_work: 50%
          resolved: {a_phone: 0%}
          after:
            unresolved: {a_phone: [{line: 100%, after: 10 s}]}
            abandoned: {line: [{line: 100%, after: 70 s}]}
        """
    )

    # she waits on the line from 30 to 60 in vain. From 130 on it is the same channel,
    # to which all she has told there travels: nothing, since nobody has listened
    assert stories(journal) == [(0, 0, 0, -1), (1, 0, 1, -1), (2, 0, 1, -1)]
    assert stays(journal)[2] == (2, 1, 130, 130, 280, 280, "handled")


def test_passing_on_that_keeps_the_story_and_is_told_is_borne_longer() -> None:
    text = """
        channels:
          phone: {{kind: call, arrivals: {{times: [0 s]}}, talk: 100 s, patience: 50 s}}
          line: {{kind: call, arrivals: {{times: [1 s]}}, talk: 189 s}}
        agents:
          a_front: {{staff: 1, skills: {{phone: 1}}}}
          b_back: {{staff: 1, skills: {{line: 1}}}}
        routing:
          transfers: [{{channel: phone, from: a_front, to: b_back, share: 100%, {how}}}]
        customers: {{told_patience: 2, repeat_work: 50%}}
    """

    with_care = day(text.format(how="context: kept, told: yes"))
    cold = day(text.format(how="context: lost, told: no"))

    # the back office is busy until 190; she waits for it from 100 on
    assert contacts(with_care)[0] == (0, 1, "first", 0, 290, "handled")
    assert contacts(cold)[0] == (0, 1, "first", 0, 150, "abandoned")
    assert stories(with_care)[:2] == [(0, 0, 0, -1), (0, 1, 0, 1)]
    assert stories(cold)[:2] == [(0, 0, 0, -1), (0, 1, 1, 0)]


def test_customer_passed_on_from_bot_to_front_to_back_is_told_each_time() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers:
            [{from: a_front, to: b_back, share: 100%, talk: 50%, context: lost}]
        automation:
          voice: {fronts: phone, contains: 0%, session: 30 s, told: yes, context: kept}
        customers: {repeat_work: 50%}
    """)

    assert stories(journal) == [(0, 0, 0, 1), (0, 1, 1, 0)]
    assert stays(journal) == [
        (0, 0, 30, 30, 80, 80, "transferred"),
        (0, 1, 80, 80, 230, 230, "handled"),
    ]


def test_story_that_the_front_had_to_hear_again_is_passed_on_to_the_back() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, talk: 50%}]
        automation: {voice: {fronts: phone, contains: 0%, session: 30 s, context: lost}}
        customers: {repeat_work: 50%}
    """)

    # she has told the front all there is, and it passes that on
    assert stories(journal) == [(0, 0, 1, 0), (0, 1, 0, 0)]
    assert [row[3:5] for row in stays(journal)] == [(30, 105), (105, 205)]


def test_customer_who_has_told_a_bot_her_story_tells_it_again_elsewhere() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 40 s, customer_turn: 30 s}
          site: {kind: bot, arrivals: {times: [0 s]}}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        automation:
          helper: {fronts: site, contains: 0%, session: 50 s, otherwise: {leave: 100%}}
        customers:
          context: {switch: lost}
          repeat_work: 50%
          after: {unhelped: {site: [{chat: 100%, after: 10 s}]}}
        """
    )

    assert stories(journal) == [(1, 0, 1, -1)]
    assert stays(journal) == [(1, 0, 60, 60, 120, 120, "handled")]


def test_customer_turned_away_by_a_bot_has_told_nobody_anything() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 40 s, customer_turn: 30 s}
          site: {kind: bot, arrivals: {times: [0 s, 10 s]}}
        agents:
          desk: {staff: 2, skills: {chat: 1}}
        automation:
          helper: {fronts: site, contains: 0%, session: 50 s, sessions: 1,
                   unavailable: refuse, otherwise: {leave: 100%}}
        customers:
          context: {switch: lost}
          repeat_work: 50%
          after: {unhelped: {site: [{chat: 100%, after: 10 s}]}}
    """)

    # the second is turned away at 10; the first leaves the bot at 50
    assert stories(journal) == [(2, 0, 0, -1), (3, 0, 1, -1)]
    assert [row[3:5] for row in stays(journal)] == [(20, 60), (60, 120)]
