"""Signs of trouble where agents hold several contacts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from floors import EMAIL, PHONE, Talk, figures, scenario

from omnisim.journal import Activity, Outcome, State

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

GONE = {"silent": 1, "resolved": -1}


def held_from(*spans: tuple[float, float], **more: object) -> KpiTable:
    """Return the figures of chats that take a place for these times."""
    talks = [Talk(came=begin, taken=begin, ended=end, done=end) for begin, end in spans]
    holds = [(number, 0, *span) for number, span in enumerate(spans)]
    return figures(scenario({"phone": 1}, {"chat": 3}), *talks, holds=holds, **more)


def test_chats_that_overlap_end_to_end_lock_their_agent_in() -> None:
    table = held_from((0, 100), (90, 300), (250, 260), (400, 500))

    assert table.parts("lock_in") == (300, 1)
    assert table.parts("lock_in", "group:desk") == (300, 1)


def test_an_agent_is_free_to_choose_where_one_contact_ends_and_the_next_begins() -> (
    None
):
    table = held_from((0, 100), (100, 220))

    assert table.value("lock_in") == 120


def test_the_part_of_a_lock_in_inside_a_window_counts() -> None:
    table = held_from((1000, 1700), (1600, 5500), (7000, 7100))

    assert table.value("lock_in") == 4500
    assert table.value("lock_in", window="interval:0") == 800
    assert table.value("lock_in", window="interval:1") == 1800
    assert table.value("lock_in", window="interval:2") == 1800
    assert table.value("lock_in", window="interval:3") == 100
    assert table.value("lock_in", window="day:0") == 4500


def test_a_window_in_which_nothing_was_held_has_no_lock_in() -> None:
    # agents are on duty for half an hour more
    table = held_from((0, 100), until=3600)

    assert math.isnan(table.value("lock_in", window="interval:1"))


def test_agents_who_hold_one_contact_at_a_time_are_not_locked_in() -> None:
    table = figures(scenario(), Talk(taken=0, ended=60, done=60), holds=[(0, 0, 0, 60)])

    assert "lock_in" not in table.kpi
    assert "morning_flood" not in table.kpi


def test_one_agents_contacts_do_not_lock_in_another() -> None:
    table = figures(
        scenario({"chat": 3}),
        Talk(taken=0, ended=100, done=100),
        Talk(came=50, taken=50, ended=200, done=200, agent=1),
        holds=[(0, 0, 0, 100), (1, 1, 50, 200)],
        agents=[(0, 0), (0, 1)],
    )

    assert table.value("lock_in") == 150


def test_a_flood_is_what_one_agent_takes_within_a_minute_of_coming() -> None:
    # agent 0 comes at 0 and takes three within the minute, agent 1 comes at 100 and
    # takes one
    table = held_from(
        (0, 90),
        (30, 90),
        (60, 90),
        (61, 90),
        agents=[(0, 0), (0, 1)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 90),
            (1, State.IDLE, 0, -1, 100, 200),
        ],
        duties=[(0, Activity.WORK, 0, 90), (1, Activity.WORK, 100, 200)],
    )

    assert table.parts("morning_flood") == (3, 1)
    assert table.parts("morning_flood", "group:desk") == (3, 1)


def test_a_flood_counts_in_the_window_in_which_the_agent_came() -> None:
    table = held_from(
        (1790, 1900),
        (1810, 1900),
        (1895, 1900),
        agent_spans=[
            (0, State.WRITING, 1, 0, 1790, 1850),
            (0, State.IDLE, 0, -1, 1890, 1900),
        ],
        until=1900,
    )

    assert table.value("morning_flood", window="interval:0") == 2
    assert table.value("morning_flood", window="interval:1") == 1
    assert math.isnan(table.value("morning_flood", window="interval:2"))


def test_a_flood_before_the_end_of_the_warm_up_does_not_count() -> None:
    table = figures(
        scenario({"chat": 3}, warm_up=1000),
        Talk(taken=0, ended=60, done=60),
        holds=[(0, 0, 0, 60)],
        agent_spans=[(0, State.WRITING, 1, 0, 0, 60)],
    )

    assert math.isnan(table.value("morning_flood"))
    assert math.isnan(table.value("lock_in"))


def test_an_offer_that_nobody_picked_up_is_not_taken() -> None:
    table = figures(
        scenario({"chat": 3}, ring=10),
        Talk(left=10, outcome=Outcome.ABANDONED, resolved=-1),
        Talk(taken=10, ended=50, done=50),
        holds=[(0, 0, 0, 10), (1, 0, 0, 50)],
        agent_spans=[
            (0, State.RINGING, 2, 0, 0, 10),
            (0, State.WRITING, 1, 1, 10, 50),
        ],
    )

    assert table.value("morning_flood") == 1


def silent_day() -> KpiTable:
    """Return a day with a customer gone from the queue, one from inside, one call.

    Customer 0 left the queue at 5 s; her chat is taken at 20 and found out at 65.
    Customer 1 leaves at 100 while the agent writes from 80 to 120; the chat is closed
    at 420. Customer 2 leaves her chat visibly at 500 while the agent writes.
    """
    return figures(
        scenario({"phone": 1}, {"chat": 2}),
        Talk(left=5, outcome=Outcome.ABANDONED, **GONE),
        Talk(came=70, taken=70, left=100, ended=420, done=440, outcome=Outcome.QUIT,
             **GONE),
        Talk(came=450, taken=450, left=500, ended=500, done=510,
             outcome=Outcome.QUIT, resolved=-1),
        Talk(channel=PHONE, came=600, taken=600, ended=690, done=700),
        holds=[(0, 0, 20, 65), (1, 0, 70, 440), (2, 0, 450, 510), (3, 0, 600, 700)],
        agent_spans=[
            (0, State.IDLE, 0, -1, 0, 20),
            (0, State.DISCOVERING, 1, 0, 20, 65),
            (0, State.IDLE, 0, -1, 65, 70),
            (0, State.WAITING, 1, -1, 70, 80),
            (0, State.WRITING, 1, 1, 80, 120),
            (0, State.WAITING, 1, -1, 120, 420),
            (0, State.WRAP_UP, 1, 1, 420, 440),
            (0, State.IDLE, 0, -1, 440, 450),
            (0, State.WRITING, 1, 2, 450, 500),
            (0, State.WRAP_UP, 1, 2, 500, 510),
            (0, State.IDLE, 0, -1, 510, 600),
            (0, State.TALKING, 1, 3, 600, 690),
            (0, State.WRAP_UP, 1, 3, 690, 700),
        ],
    )  # fmt: skip


def test_attention_is_lost_on_customers_who_left_without_a_sign() -> None:
    table = silent_day()

    assert table.parts("lost_attention") == (45 + 20, 45 + 40 + 20 + 50 + 10 + 100)
    assert table.parts("lost_attention", "group:desk") == (65, 265)


def test_places_are_lost_until_the_conversation_is_closed() -> None:
    table = silent_day()

    assert table.parts("lost_places") == (45 + 320, 45 + 370 + 60 + 100)


def test_nothing_is_lost_where_all_customers_stay() -> None:
    table = held_from((0, 60), agent_spans=[(0, State.WRITING, 1, 0, 0, 60)])

    assert table.parts("lost_attention") == (0, 60)
    assert table.parts("lost_places") == (0, 60)


def mails(*spans: tuple[float, ...], **more: object) -> KpiTable:
    """Return the figures of two mails, the first of two rounds, and their work."""
    return figures(
        scenario({"phone": 1, "email": 1}),
        Talk(channel=EMAIL, taken=0, ended=300, done=300),
        Talk(channel=EMAIL, came=300, taken=300, ended=400, done=400),
        Talk(channel=PHONE, came=40, taken=40, ended=60, done=60),
        turns=[
            (0, 0, 0, 0, 0, 120),
            (0, 0, 1, 200, 200, 300),
            (1, 0, 0, 300, 300, 400),
        ],
        agent_spans=spans,
        **more,
    )


def test_a_mail_put_aside_for_a_call_and_taken_up_again_is_one_interruption() -> None:
    table = mails(
        (0, State.WORKING, 1, 0, 0, 40),
        (0, State.TALKING, 2, 2, 40, 60),
        (0, State.WORKING, 1, 0, 60, 120),
        (0, State.WORKING, 1, 0, 200, 300),
        (0, State.WORKING, 1, 1, 300, 400),
    )

    assert table.parts("mail_interruptions") == (1, 2)
    assert table.parts("mail_interruptions", "channel:email") == (1, 2)


def test_a_contact_that_comes_to_hand_beside_a_mail_does_not_put_it_aside() -> None:
    table = mails(
        (0, State.WORKING, 1, 0, 0, 40),
        (0, State.WORKING, 2, 0, 40, 120),
        (0, State.WORKING, 1, 0, 200, 300),
        (0, State.WORKING, 1, 1, 300, 400),
    )

    assert table.parts("mail_interruptions") == (0, 2)


def test_a_mail_that_a_colleague_finishes_was_put_aside() -> None:
    table = mails(
        (0, State.WORKING, 1, 0, 0, 40),
        (0, State.WORKING, 1, 0, 200, 300),
        (1, State.WORKING, 1, 0, 60, 120),
        agents=[(0, 0), (0, 1)],
    )

    assert table.parts("mail_interruptions") == (1, 1)
