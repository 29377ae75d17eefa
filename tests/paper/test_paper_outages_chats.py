"""Hand-played days: an outage in the middle of chats."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, replies, stays

from omnisim.population import Purpose

CHAT = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 2, agent_turn: 30 s,
             customer_turn: 50 s, wrap_up: 10 s,
             outages: {{at: "{at}", for: 1 min}}}}
    agents:
      desk: {{staff: 1, skills: {{chat: 1}}}}
"""
"""The agent writes from 0 to 30 and from 80 to 110."""


def test_chat_is_cut_off_while_the_agent_writes() -> None:
    journal = day(CHAT.format(at="08:01:40"))

    assert contacts(journal) == [(0, 1, "first", 0, 100, "cut_off")]
    assert stays(journal) == [(0, 0, 0, 0, 100, 110, "cut_off")]
    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (0, 0, 1, 80, 80, None)]
    assert doing(journal, 0)[2:] == [
        ("writing", 0, 80, 100),
        ("wrap_up", 0, 100, 110),
        ("idle", None, 110, 43200),
    ]


def test_chat_is_cut_off_while_the_customer_writes() -> None:
    journal = day(CHAT.format(at="08:00:50"))

    assert stays(journal) == [(0, 0, 0, 0, 50, 60, "cut_off")]
    assert replies(journal) == [(0, 0, 0, 0, 0, 30)]
    assert doing(journal, 0)[1:3] == [
        ("waiting", None, 30, 50),
        ("wrap_up", 0, 50, 60),
    ]


def test_chat_whose_last_reply_is_sent_as_the_outage_begins_is_complete() -> None:
    journal = day(CHAT.format(at="08:01:50"))

    assert stays(journal) == [(0, 0, 0, 0, 110, 120, "handled")]


def test_customer_who_writes_as_the_outage_begins_is_not_answered() -> None:
    journal = day(CHAT.format(at="08:01:20"))

    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (0, 0, 1, 80, 80, None)]
    assert stays(journal) == [(0, 0, 0, 0, 80, 90, "cut_off")]


def test_chat_is_cut_off_while_it_waits_for_the_agent_who_writes_to_another() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s, outages: {at: "08:01", for: 1 min}}
          site: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}, may_hold: {chat: 1, site: 1}}
    """)

    assert replies(journal) == [(0, 0, 0, 0, 0, 100), (1, 0, 0, 10, None, None)]
    assert stays(journal)[1] == (1, 0, 10, 10, 60, 60, "cut_off")
    assert doing(journal, 0)[0] == ("writing", 0, 0, 100)


def test_agent_turns_to_her_other_chat_when_one_is_cut_off() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 50 s, wrap_up: 10 s,
                 outages: {at: "08:01", for: 1 min}}
          site: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}, may_hold: {chat: 1, site: 1}}
    """)

    # the site's customer has asked at 10, the wrap-up at 60
    assert doing(journal, 0)[:3] == [
        ("writing", 0, 0, 60),
        ("writing", 1, 60, 90),
        ("wrap_up", 0, 90, 100),
    ]
    assert stays(journal)[0] == (0, 0, 0, 0, 60, 100, "cut_off")


def test_reply_goes_on_faster_when_the_chat_beside_it_is_cut_off() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 400 s, outages: {at: "08:01", for: 1 min}}
          site: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}, may_hold: {chat: 1, site: 1},
                 slowdown: 100%}
    """)

    # half speed from 10 to 60 leaves 25 s
    assert replies(journal)[1] == (1, 0, 0, 10, 10, 85)


@pytest.mark.parametrize(
    ("silent", "coin"), [("", 0.5), (", silent: 50%", 0.9), (", silent: 50%", 0.1)]
)
def test_customer_who_left_the_queue_before_the_outage_is_not_touched(
    silent: str, coin: float
) -> None:
    journal = day(
        f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [20 s]}}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s, patience: 30 s{silent}, discovery: 45 s,
                 outages: {{at: "08:01", for: 1 min}}}}
          phone: {{kind: call, arrivals: {{times: [0 s]}}, talk: 100 s}}
        agents:
          desk: {{staff: 1, skills: {{chat: 1, phone: 1}}}}
        """,
        coins={(Purpose.SILENT, 1): coin},
    )

    assert contacts(journal)[1] == (1, 1, "first", 20, 50, "abandoned")
    assert stays(journal)[1][-1] == "abandoned"


def test_who_left_without_a_word_is_found_out_after_the_outage_too() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [20 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s, patience: 30 s, silent: 100%, discovery: 45 s,
                 outages: {at: "08:01", for: 1 min}}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
    """)

    assert stays(journal)[1] == (1, 0, 20, 100, 145, 145, "abandoned")
    assert doing(journal, 0)[1] == ("discovering", 1, 100, 145)


def test_who_left_without_a_word_and_rings_in_vain_keeps_her_place_in_an_outage() -> (
    None
):
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [20 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s, patience: 30 s, silent: 100%, discovery: 45 s,
                 outages: {at: "08:02", for: 1 min}}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 90 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
        routing: {ring: {time: 20 s, unanswered: 50%, away: 100 s}}
        """,
        coins={
            (Purpose.PICK_UP, 0): 0.9,
            (Purpose.PICK_UP, 1, 1, 1): 0.1,
            (Purpose.PICK_UP, 1, 1, 2): 0.9,
        },
    )

    # gone at 50; it rings from 110 to 130 in vain and from 230 to 250
    assert contacts(journal)[1] == (1, 1, "first", 20, 50, "abandoned")
    assert stays(journal)[1] == (1, 0, 20, 250, 295, 295, "abandoned")


RATED = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s]}}, duration: 60 s,
             duration_by_open_chats: [60 s, 120 s], wrap_up: {wrap_up} s,
             outages: {{at: "08:01", for: 1 min}}}}
      site: {{kind: chat, arrivals: {{times: [20 s]}}, duration: 60 s,
             duration_by_open_chats: [60 s, 120 s]}}
    agents:
      desk: {{staff: 1, skills: {{chat: 1, site: 1}}, may_hold: {{chat: 1, site: 1}}}}
"""
"""At 60 the first has 40 of 60 behind it, the second 20."""


def test_chat_at_a_rate_goes_on_faster_when_the_one_beside_it_is_cut_off() -> None:
    journal = day(RATED.format(wrap_up=0))

    assert [row[3:] for row in stays(journal)] == [
        (0, 60, 60, "cut_off"),
        (20, 100, 100, "handled"),
    ]


def test_chat_at_a_rate_stands_still_while_one_that_was_cut_off_is_wrapped_up() -> None:
    journal = day(RATED.format(wrap_up=10))

    assert [row[3:] for row in stays(journal)] == [
        (0, 60, 70, "cut_off"),
        (20, 110, 110, "handled"),
    ]
    assert doing(journal, 0)[:3] == [
        ("chatting", None, 0, 60),
        ("wrap_up", 0, 60, 70),
        ("chatting", None, 70, 110),
    ]


def test_all_chats_at_a_rate_of_a_channel_are_cut_off_together() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s, 40 s]}, duration: 600 s,
                 duration_by_open_chats: [600 s, 900 s],
                 outages: {at: "08:01", for: 1 min}}
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: {chat: 2, email: 1}}
    """)

    # the third waits in the queue, the mail in hand
    assert [row[3:] for row in stays(journal)] == [
        (0, 60, 60, "cut_off"),
        (10, 110, 110, "handled"),
        (30, 60, 60, "cut_off"),
        (60, None, None, "cut_off"),
    ]
    assert doing(journal, 0)[:2] == [
        ("chatting", None, 0, 60),
        ("working", 1, 60, 110),
    ]


def test_places_of_chats_that_were_cut_off_are_free_for_others() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                 customer_turn: 500 s, outages: {at: "08:01", for: 1 min}}
          site: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}}
    """)

    assert holds(journal) == [(0, 0, 0, 0, 60), (1, 0, 0, 60, 90)]


def test_place_of_a_chat_at_a_rate_is_free_before_its_wrap_up_when_it_is_cut_off() -> (
    None
):
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 100 s,
                 duration_by_open_chats: [100 s], wrap_up: 20 s, place_until: end,
                 outages: {at: "08:01", for: 1 min}}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
    """)

    # the call goes before what is left to do of a chat
    assert stays(journal) == [
        (0, 0, 0, 0, 60, 130, "cut_off"),
        (1, 0, 10, 60, 110, 110, "handled"),
    ]


def test_wrap_ups_of_two_chats_at_a_rate_that_are_cut_off_follow_each_other() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s]}, duration: 300 s,
                 duration_by_open_chats: [300 s, 400 s], wrap_up: 20 s,
                 place_until: end, outages: {at: "08:01", for: 1 min}}
          email: {kind: mail, arrivals: {times: [10 s, 11 s]}, work: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1},
                 may_hold: {chat: 2, email: 2, total: 2}}
    """)

    # the mails are taken at 60, and wait for both
    assert [row[3:] for row in stays(journal)] == [
        (0, 60, 80, "cut_off"),
        (1, 60, 100, "cut_off"),
        (60, 150, 150, "handled"),
        (60, 200, 200, "handled"),
    ]
