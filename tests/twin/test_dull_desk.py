"""The dull desk by hand: days whose outcome was worked out from the rules alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dull_desk_days import ALWAYS, CHATS, LIMIT, played
from dull_rows import (
    contacts_of_desk,
    holds_of_desk,
    interactions_of_desk,
    spans_of_desk,
    turns_of_desk,
)

from omnisim.journal.schema import Outcome, State
from omnisim.population import Purpose

if TYPE_CHECKING:
    from paper_day import Script


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
        Outcome.ABANDONED, 1, 0, 120, 150, 130, 215, 215,
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


SLOW = CHATS.replace("may_hold: {chat: 2}", "may_hold: {chat: 2}, slowdown: 100%")


def test_a_reply_slows_down_as_another_chat_comes_and_speeds_up_as_it_goes() -> None:
    # 0 writes alone 100-110, at half speed 110-130 (1 is taken), ends at 110 + 40:
    # 10 s of 30 done at 110, 20 s left take 40 s. 1 is alone from 150
    desk = played(
        SLOW.replace("100 s, 110 s, 120 s", "100 s, 110 s"),
        turns={0: [(30,)], 1: [(15,)]},
    )

    assert turns_of_desk(desk) == [
        (0, 0, 0, 100, 100, 150),
        (1, 0, 0, 110, 150, 165),
    ]


RATED = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      chat:
        kind: chat
        arrivals: {times: [100 s, 120 s]}
        duration_by_open_chats: [40 s, 80 s]
      phone: {kind: call, arrivals: {times: [130 s]}, talk: 10 s}
    agents:
      desk:
        staff: 1
        skills: {chat: 1, phone: 1}
        may_hold: {chat: 2, phone: 1}
"""


def test_chats_at_the_rate_level_share_the_agent_and_stop_during_a_call() -> None:
    # 0 has 20 of 40 s left at 120, 15 at 130 when the call stops all, and ends at
    # 140 + 30; then 1 has 10 of 30 s left and goes on alone
    desk = played(RATED, brings={0: {"talk": 40}, 1: {"talk": 30}, 2: {"talk": 10}})

    assert holds_of_desk(desk) == [
        (0, 0, 0, 100, 170),
        (1, 0, 0, 120, 180),
        (2, 0, 0, 130, 140),
    ]
    assert spans_of_desk(desk)[3] == (0, State.TALKING, 3, 2, 130, 140)


MESSAGES = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      text:
        kind: message
        arrivals: {times: [100 s, 105 s]}
        turns: 1
        agent_turn: 10 s
        customer_turn: 10 s
        quiet_after: 30 s
        revive: queue
    agents:
      desk: {staff: 1, skills: {text: 1}, may_hold: {text: 1}}
"""
QUIET_ONE: Script = {0: [(10, 40), (10,)], 1: [(50,)]}


def test_a_quiet_message_gives_its_place_back_and_queues_when_it_revives() -> None:
    # 0: reply 110, quiet from 140, writes 150; 1 has the place 140-190
    desk = played(MESSAGES, turns=QUIET_ONE)

    assert interactions_of_desk(desk)[:2] == [
        (0, 0, Outcome.QUIET, 0, 0, 100, 100, None, 140, 140),
        (0, 1, Outcome.HANDLED, 0, 0, 150, 190, None, 200, 200),
    ]
    assert turns_of_desk(desk)[1] == (0, 1, 1, 150, 190, 200)


def test_a_quiet_message_may_come_back_above_the_limit() -> None:
    desk = played(MESSAGES.replace("revive: queue", "revive: exceed"), turns=QUIET_ONE)

    assert holds_of_desk(desk) == [
        (0, 0, 0, 100, 140),
        (0, 0, 0, 150, 200),
        (1, 0, 0, 140, 190),
    ]


BACK = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      back:
        kind: callback
        arrivals: {times: [100 s]}
        talk: 30 s
        wrap_up: 5 s
        dial: 20 s
        answers: 50%
        tries: 2
        retry: 60 s
        window: {after: 40 s, lasts: 1 h}
    agents:
      desk: {staff: 1, skills: {back: 1}}
"""


def test_a_call_back_is_tried_again_until_the_last_try_is_missed() -> None:
    coins = {(Purpose.REACHED, 0, 1): 0.75}

    desk = played(BACK, coins=coins)

    assert interactions_of_desk(desk) == [
        (0, 0, Outcome.MISSED, 0, 0, 140, None, None, None, None),
        (0, 1, Outcome.UNREACHED, 0, 0, 220, None, None, None, None),
    ]
    assert contacts_of_desk(desk)[0][4] == Outcome.UNREACHED
    assert holds_of_desk(desk) == [(0, 0, 0, 140, 160), (0, 1, 0, 220, 240)]


def test_who_picks_up_is_talked_to_at_once() -> None:
    coins = {(Purpose.REACHED, 0, 1): 0.25}

    desk = played(BACK, coins=coins)

    assert interactions_of_desk(desk) == [
        (0, 0, Outcome.HANDLED, 0, 0, 140, 160, None, 190, 195),
    ]


def test_a_breath_keeps_the_place_and_a_place_without_wrap_up_does_not() -> None:
    desk = played(
        CHATS.replace("close_after", "place_until: end\n        close_after").replace(
            "chat: 2}", "chat: 1}, breathing: 5 s"
        ),
        turns={0: [(30,)], 1: [(20,)], 2: [(20,)]},
        brings={0: {"wrap_up": 50}},
    )

    assert holds_of_desk(desk)[:2] == [(0, 0, 0, 100, 130), (1, 0, 0, 135, 200)]
    assert turns_of_desk(desk)[1] == (1, 0, 0, 135, 180, 200)


def test_an_agent_is_kept_free_for_the_phone() -> None:
    desk = played(
        """
        calendar: {start: 2026-03-02 00:00}
        channels:
          phone: {kind: call, arrivals: {times: [130 s]}, talk: 10 s}
          chat:
            kind: chat
            arrivals: {times: [100 s, 110 s]}
            turns: 1
            agent_turn: 10 s
            customer_turn: 10 s
        agents:
          desk: {staff: 1, skills: {phone: 1, chat: 1}, reserved: {phone: 1}}
        """,
        work=(ALWAYS, ALWAYS),
        turns={0: [(50,)], 1: [(50,)]},
    )

    assert holds_of_desk(desk) == [
        (0, 0, 0, 100, 150),
        (1, 0, 0, 150, 200),
        (2, 0, 1, 130, 140),
    ]


RESERVING = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      phone: {kind: call, arrivals: {times: [130 s]}, talk: 10 s}
      email: {kind: mail, arrivals: {times: [100 s, 110 s]}, work: 40 s}
    agents:
      desk:
        staff: 1
        skills: {phone: 1, email: 1}
        may_hold: {phone: 1, email: 1, total: 1}
        reserved: {phone: 1, email: 1}
"""


def test_each_of_several_reserved_channels_is_kept_from_the_others() -> None:
    # a mail needs more than one agent with room for a call, so the second one waits
    # until 140; the call needs more than one with room for mail, and waits till 180
    desk = played(RESERVING, work=(ALWAYS, ALWAYS))

    assert holds_of_desk(desk) == [
        (0, 0, 0, 100, 140),
        (1, 0, 0, 140, 180),
        (2, 0, 0, 180, 190),
    ]


def test_a_quiet_message_that_is_asked_again_stands_behind_the_others() -> None:
    # 0: reply 110, quiet from 140, writes 150, behind 2 who has waited since 145
    desk = played(
        MESSAGES.replace("100 s, 105 s", "100 s, 105 s, 145 s"),
        turns={**QUIET_ONE, 2: [(20,)]},
    )

    assert [row[:2] + row[5:7] for row in interactions_of_desk(desk)] == [
        (0, 0, 100, 100),
        (0, 1, 150, 210),
        (1, 0, 105, 140),
        (2, 0, 145, 190),
    ]


def test_chats_at_the_rate_level_are_returned_with_what_is_left_of_them() -> None:
    # 0 is alone until 120, then both go half as fast: 15 and 25 s are left at 130;
    # from 150 again half as fast: 0 ends at 180, then 1 has 10 s left, alone
    desk = played(
        RATED.replace("chat: 2, phone: 1}", "chat: 2, phone: 1}\n"
        "        at_duty_end: return_to_queue").replace("130 s", "3000 s"),
        work=([(0, 130), (150, 1000)],),
        brings={0: {"talk": 40}, 1: {"talk": 30}},
    )  # fmt: skip

    assert [row[:3] for row in interactions_of_desk(desk)[:4]] == [
        (0, 0, Outcome.HANDED_ON),
        (0, 1, Outcome.HANDLED),
        (1, 0, Outcome.HANDED_ON),
        (1, 1, Outcome.HANDLED),
    ]
    assert holds_of_desk(desk)[1::2] == [(0, 1, 0, 150, 180), (1, 1, 0, 150, 190)]


def test_a_reply_begun_before_she_gave_up_in_the_queue_leaves_a_row() -> None:
    # the mail is begun at 100 and put back at 110; her patience ends at 130
    desk = played(
        """
        calendar: {start: 2026-03-02 00:00}
        channels:
          email: {kind: mail, arrivals: {times: [100 s]}, work: 40 s}
        agents:
          desk: {staff: 1, skills: {email: 1}, at_duty_end: return_to_queue}
        """,
        work=([(0, 110)],),
        turns={0: [(40, 0, 30)]},
    )

    assert turns_of_desk(desk) == [(0, 1, 0, 100, 100, None)]
    assert interactions_of_desk(desk)[1][2:] == (
        Outcome.ABANDONED, 0, -1, 110, None, 130, None, None,
    )  # fmt: skip
