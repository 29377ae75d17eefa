"""What counts as in hand, and what room it leaves; all worked out by hand."""

from __future__ import annotations

import math

from floors import (
    EMAIL,
    MESSAGE,
    PHONE,
    Talk,
    channels,
    conversational,
    figures,
    scenario,
)

from omnisim.journal import Outcome, State
from omnisim.scenario.choices import Kind, PlaceUntil, Revive

MIXES = ({"phone": 1}, {"chat": 3})  # a call alone, or three chats


def test_who_finishes_after_her_duty_has_no_room_for_others() -> None:
    table = figures(
        scenario(*MIXES),
        Talk(taken=0, ended=150, done=150),
        holds=[(0, 0, 0, 150)],
        agent_spans=[(0, State.WRITING, 1, 0, 0, 150)],
        until=100,
    )

    assert table.parts("avail") == (100, 150)


def test_what_rings_at_a_busy_agent_is_not_in_hand_until_it_is_picked_up() -> None:
    # chat 0 was handed on by a colleague and never rang; while she writes chat 1 rings
    # from 50 to 60, and chat 2 from 80 to 90, but is not picked up
    table = figures(
        scenario({"chat": 3}, ring=10),
        Talk(taken=0, ended=200, done=200),
        Talk(came=50, taken=60, ended=100, done=100),
        Talk(came=80, left=90, outcome=Outcome.ABANDONED, resolved=-1),
        holds=[(0, 0, 0, 200), (1, 0, 50, 100), (2, 0, 80, 90)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 50),
            (0, State.WRITING, 2, 0, 50, 80),
            (0, State.WRITING, 3, 0, 80, 90),
            (0, State.WRITING, 2, 0, 90, 100),
            (0, State.WAITING, 1, -1, 100, 200),
        ],
        until=200,
    )

    assert table.parts("concurrency") == (200 + 40, 200)
    assert math.isclose(table.parts("slot_utilisation")[0], (200 + 40) / 3)


def test_an_offer_that_begins_where_another_contact_ends_rings_from_there() -> None:
    # chat 1 ends at 50, when chat 2 begins to ring, and rings again at 60
    table = figures(
        scenario({"chat": 2}, ring=10),
        Talk(taken=0, ended=100, done=100),
        Talk(taken=0, ended=50, done=50),
        Talk(came=50, taken=70, ended=100, done=100),
        holds=[(0, 0, 0, 100), (1, 0, 0, 50), (2, 0, 50, 100)],
        agent_spans=[(0, State.WRITING, 2, 0, 0, 100)],
        until=100,
    )

    assert table.parts("concurrency") == (100 + 50 + 30, 100)
    assert table.parts("slot_utilisation") == (180 / 2, 100)


def test_a_call_that_waits_for_the_attention_is_in_hand_once_it_has_rung() -> None:
    table = figures(
        scenario({"chat": 1, "phone": 1}, ring=10),
        Talk(taken=0, ended=60, done=60),
        Talk(channel=PHONE, came=20, taken=60, ended=90, done=90),
        holds=[(0, 0, 0, 60), (1, 0, 20, 90)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 20),
            (0, State.WRITING, 2, 0, 20, 60),
            (0, State.TALKING, 1, 1, 60, 90),
        ],
        until=90,
    )

    assert table.parts("concurrency") == (60 + 60, 90)


def test_two_offers_that_ring_at_an_idle_agent_are_none_in_hand() -> None:
    table = figures(
        scenario({"chat": 3}, ring=10),
        Talk(taken=10, ended=40, done=40),
        Talk(taken=10, ended=40, done=40),
        holds=[(0, 0, 0, 40), (1, 0, 0, 40)],
        agent_spans=[
            (0, State.RINGING, 2, 0, 0, 10),
            (0, State.WRITING, 2, 0, 10, 40),
        ],
        until=40,
    )

    assert table.parts("occupancy") == (30, 40)
    assert table.parts("ringing") == (10, 40)
    assert table.parts("concurrency") == (60, 30)


def test_a_conversation_taken_back_does_not_ring() -> None:
    # a message that went quiet from 50 to 100 s and was taken back by the same agent
    table = figures(
        scenario({"message": 2}, ring=10),
        Talk(channel=MESSAGE, taken=10, ended=150, done=150),
        Talk(channel=MESSAGE, taken=10, ended=150, done=150),
        holds=[(0, 0, 0, 50), (0, 0, 100, 150), (1, 0, 0, 150)],
        agent_spans=[
            (0, State.RINGING, 2, 0, 0, 10),
            (0, State.WRITING, 2, 0, 10, 50),
            (0, State.WAITING, 1, -1, 50, 100),
            (0, State.WRITING, 2, 0, 100, 150),
        ],
        until=150,
    )

    assert table.parts("concurrency") == (80 + 50 + 100, 140)


def test_a_wrap_up_without_a_place_keeps_the_agent_busy_and_leaves_room() -> None:
    kept = {"chat": conversational(Kind.CHAT, place_until=PlaceUntil.END)}
    # two chats end at 50 and 60; their wrap-ups last till 90 and 120, the latter beyond
    # the end of duty at 100
    table = figures(
        scenario({"chat": 2}, of=channels(**kept)),
        Talk(taken=0, ended=50, done=90),
        Talk(taken=0, ended=60, done=120),
        holds=[(0, 0, 0, 50), (1, 0, 0, 60)],
        agent_spans=[
            (0, State.WRITING, 2, 0, 0, 50),
            (0, State.WRAP_UP, 1, 0, 50, 60),
            (0, State.WRAP_UP, 0, 0, 60, 90),
            (0, State.WRAP_UP, 0, 1, 90, 120),
        ],
        until=100,
    )

    assert table.parts("occupancy") == (120, 120)
    assert table.parts("concurrency") == (100 + 20 + 60, 120)
    assert table.parts("slot_utilisation") == (110 / 2, 120)
    assert table.parts("avail") == (10 + 40, 120)


def test_a_wrap_up_in_a_place_that_is_kept_for_a_breath_counts_once() -> None:
    kept = {"chat": conversational(Kind.CHAT, place_until=PlaceUntil.END)}
    table = figures(
        scenario({"chat": 2}, of=channels(**kept)),
        Talk(taken=0, ended=50, done=90),
        Talk(taken=0, ended=90, done=90),
        holds=[(0, 0, 0, 70), (1, 0, 0, 90)],
        agent_spans=[
            (0, State.WRITING, 2, 0, 0, 50),
            (0, State.WRAP_UP, 2, 0, 50, 70),
            (0, State.WRAP_UP, 1, 0, 70, 90),
        ],
        until=90,
    )

    assert table.parts("concurrency") == (180, 90)


def test_a_mail_parked_for_a_call_is_within_the_limit_and_leaves_no_room() -> None:
    table = figures(
        scenario({"phone": 1}, {"email": 1}, interrupts={"phone": ("email",)}),
        Talk(channel=EMAIL, taken=0, ended=90, done=90),
        Talk(channel=PHONE, came=20, taken=20, ended=60, done=60),
        holds=[(0, 0, 0, 90), (1, 0, 20, 60)],
        agent_spans=[
            (0, State.WORKING, 1, 0, 0, 20),
            (0, State.TALKING, 2, 1, 20, 60),
            (0, State.WORKING, 1, 0, 60, 90),
        ],
        until=90,
    )

    # with a mail alone there is room for a call
    assert table.parts("avail") == (50, 90)
    assert table.value("time_above_limit") == 0
    assert table.value("revived_above_limit") == 0


def test_what_is_held_may_bar_what_the_mix_would_allow() -> None:
    table = figures(
        scenario({"chat": 1, "phone": 1}, while_on={"chat": ("email",)}),
        Talk(taken=0, ended=60, done=60),
        holds=[(0, 0, 0, 60)],
        agent_spans=[(0, State.WRITING, 1, 0, 0, 60)],
        until=60,
    )

    assert table.parts("avail") == (0, 60)
    assert table.parts("blocked_capacity") == (30, 60)


def test_messages_that_revive_above_the_limit_are_counted_while_they_last() -> None:
    exceed = {"message": conversational(Kind.MESSAGE, revive=Revive.EXCEED)}
    # message 0 is quiet from 100 to 200 s; by then the only place is taken
    table = figures(
        scenario({"message": 1}, of=channels(**exceed)),
        Talk(channel=MESSAGE, taken=0, ended=250, done=250),
        Talk(channel=MESSAGE, came=150, taken=150, ended=300, done=300),
        holds=[(0, 0, 0, 100), (0, 0, 200, 250), (1, 0, 150, 300)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 100),
            (0, State.IDLE, 0, -1, 100, 150),
            (0, State.WRITING, 1, 1, 150, 200),
            (0, State.WRITING, 2, 0, 200, 250),
            (0, State.WRITING, 1, 1, 250, 300),
        ],
        until=300,
    )

    assert table.parts("revived_above_limit") == (1, 1)
    assert table.parts("time_above_limit") == (50, 300)
    # a quiet conversation is not being handled
    assert table.parts("linear_ratio") == (100 + 150 + 50, 250)
    assert table.parts("concurrency") == (100 + 150 + 50, 250)


def test_what_ended_at_an_instant_does_not_stand_in_the_way_of_what_comes_then() -> (
    None
):
    table = figures(
        scenario({"chat": 2}),
        Talk(taken=0, ended=100, done=100),
        Talk(taken=0, ended=200, done=200),
        Talk(came=100, taken=100, ended=200, done=200),
        holds=[(0, 0, 0, 100), (1, 0, 0, 200), (2, 0, 100, 200)],
        agent_spans=[(0, State.WRITING, 2, 1, 0, 200)],
        until=200,
    )

    assert table.value("revived_above_limit") == 0
    assert table.parts("share_holding_2") == (200, 200)
