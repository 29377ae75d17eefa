"""What agents' time goes into, and the identities between the figures of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from floors import (
    CHAT,
    NAN,
    PHONE,
    Talk,
    figures,
    scenario,
)
from lives import figures as figures_of_calls
from lives import handled

from omnisim.journal import Activity, Outcome, State
from omnisim.scenario.schema import Pool, Skill

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

# A call alone, or three chats: two chats that overlap from 100 to 280 s, a
# call from 400 to 520 s.
MIXES = ({"phone": 1}, {"chat": 3})
TALKS = (
    Talk(came=0, taken=0, ended=300, done=320),
    Talk(came=100, taken=100, ended=260, done=280, resolved=0),
    Talk(channel=PHONE, came=400, taken=400, ended=500, done=520),
)
HOLDS = [(0, 0, 0, 320), (1, 0, 100, 280), (2, 0, 400, 520)]
SPANS = [
    (0, State.WRITING, 1, 0, 0, 60),
    (0, State.WAITING, 1, -1, 60, 100),
    (0, State.SWITCHING, 2, 1, 100, 105),
    (0, State.WRITING, 2, 1, 105, 165),
    (0, State.WAITING, 2, -1, 165, 200),
    (0, State.SWITCHING, 2, 0, 200, 205),
    (0, State.WRITING, 2, 0, 205, 245),
    (0, State.SWITCHING, 2, 1, 245, 250),
    (0, State.WRITING, 2, 1, 250, 260),
    (0, State.WRAP_UP, 2, 1, 260, 280),
    (0, State.SWITCHING, 1, 0, 280, 285),
    (0, State.WRITING, 1, 0, 285, 300),
    (0, State.WRAP_UP, 1, 0, 300, 320),
    (0, State.IDLE, 0, -1, 320, 400),
    (0, State.TALKING, 1, 2, 400, 500),
    (0, State.WRAP_UP, 1, 2, 500, 520),
    (0, State.IDLE, 0, -1, 520, 1000),
]


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of the agent above."""
    return figures(scenario(*MIXES), *TALKS, holds=HOLDS, agent_spans=SPANS)


@pytest.mark.parametrize(
    ("kpi", "above", "below"),
    [
        ("occupancy", 440, 1000),
        ("handson", 365, 1000),
        ("switching", 20, 365),
        ("concurrency", 620, 440),
        ("concurrency_seen", 980, 620),
        ("share_holding_1", 260, 440),
        ("share_holding_2", 180, 440),
        ("share_holding_3", 0, 440),
        ("share_holding_4_up", 0, 440),
        ("linear_ratio", 620, 440),
        ("idle", 560, 1000),
        ("ringing", 0, 1000),
        ("avail", 880, 1000),
        ("time_above_limit", 0, 1000),
        ("revived_above_limit", 0, 1),
        ("hours_writing", 185, 3600),
        ("hours_waiting", 75, 3600),
        ("hours_switching", 20, 3600),
        ("hours_talking", 100, 3600),
        ("hours_wrap_up", 60, 3600),
        ("hours_idle", 560, 3600),
        ("hours_away", 0, 3600),
        ("handled_per_agent_hour", 3, 1000 / 3600),
        ("resolved_per_agent_hour", 2, 1000 / 3600),
    ],
)
def test_a_floor_with_two_chats_and_a_call_is_that_worked_out_on_paper(
    table: KpiTable, kpi: str, above: float, below: float
) -> None:
    assert table.parts(kpi) == (above, below)
    assert table.parts(kpi, "group:desk") == (above, below)


def test_a_contact_in_hand_takes_its_share_of_the_largest_mix(table: KpiTable) -> None:
    above, below = table.parts("slot_utilisation")

    assert math.isclose(above, 620 / 3)
    assert below == 1000


def test_a_call_that_shuts_out_chats_blocks_their_places(table: KpiTable) -> None:
    above, _ = table.parts("blocked_capacity")

    assert math.isclose(above, 120 * 2 / 3)


def test_with_constant_capacity_slots_are_occupancy_times_concurrency(
    table: KpiTable,
) -> None:
    product = table.value("occupancy") * table.value("concurrency") / 3

    assert math.isclose(table.value("slot_utilisation"), product, rel_tol=1e-12)


def test_with_one_place_slot_utilisation_is_occupancy_and_room_is_idle_time() -> None:
    table = figures(
        scenario(),
        Talk(taken=0, ended=90, done=100),
        holds=[(0, 0, 0, 100)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 90),
            (0, State.WRAP_UP, 1, 0, 90, 100),
            (0, State.IDLE, 0, -1, 100, 1000),
        ],
    )

    assert table.parts("slot_utilisation") == table.parts("occupancy") == (100, 1000)
    assert table.parts("avail") == table.parts("idle") == (900, 1000)
    assert table.value("blocked_capacity") == 0


def test_linear_ratio_is_the_concurrency_where_places_last_as_long_as_work(
    table: KpiTable,
) -> None:
    assert table.parts("linear_ratio") == table.parts("concurrency")


def test_states_add_up_to_presence(table: KpiTable) -> None:
    hours = [table.value(f"hours_{state.name.lower()}") for state in State]

    assert math.isclose(sum(hours) - table.value("hours_away"), 1000 / 3600)


def test_shares_of_busy_time_add_up_to_one(table: KpiTable) -> None:
    shares = [table.value(f"share_holding_{n}") for n in ("1", "2", "3", "4_up")]

    assert math.isclose(sum(shares), 1, rel_tol=1e-12)


def test_work_of_agents_by_channel_is_by_the_hours_of_those_who_serve_it(
    table: KpiTable,
) -> None:
    assert table.parts("handled_per_agent_hour", "channel:chat") == (2, 1000 / 3600)
    assert table.parts("resolved_per_agent_hour", "channel:chat") == (1, 1000 / 3600)
    assert table.parts("handled_per_agent_hour", "channel:email") == (0, 1000 / 3600)


def test_agents_without_the_skill_are_no_hours_of_a_channel() -> None:
    table = figures(
        scenario({"chat": 2}, skills={"chat": Skill()}),
        agent_spans=[(0, State.IDLE, 0, -1, 0, 3600)],
    )

    assert table.parts("handled_per_agent_hour", "channel:chat") == (0, 1)
    assert table.parts("handled_per_agent_hour", "channel:phone") == (0, 0)


def test_calls_too_have_their_hours_and_contacts_per_hour() -> None:
    spans = [
        (0, State.TALKING, 1, 0, 0, 60),
        (0, State.IDLE, 0, -1, 60, 3600),
        (0, State.AWAY, 0, -1, 3600, 3700),
    ]

    table = figures_of_calls(handled(0), agent_spans=spans)

    assert table.parts("handled_per_agent_hour") == (1, 1)
    assert table.parts("resolved_per_agent_hour", "group:desk") == (1, 1)
    assert table.parts("hours_talking") == (60, 3600)
    assert table.parts("hours_away") == (100, 3600)


def test_with_units_each_contact_takes_its_own_share() -> None:
    pool = Pool(total=100, each={"phone": 100, "chat": 20})
    skills = {"phone": Skill(), "chat": Skill()}
    table = figures(
        scenario(units=(pool,), skills=skills), *TALKS, holds=HOLDS, agent_spans=SPANS
    )

    # 500 s of chats at a fifth, 120 s of a call that takes all
    assert math.isclose(table.parts("slot_utilisation")[0], 500 / 5 + 120)
    assert table.parts("avail") == (880, 1000)
    assert table.value("blocked_capacity") == 0


def test_time_with_several_contacts_is_split_by_the_clock() -> None:
    table = figures(
        scenario({"chat": 4}, warm_up=100),
        Talk(taken=0, ended=1900, done=1900),
        Talk(taken=0, ended=1900, done=1900),
        holds=[(0, 0, 0, 1900), (1, 0, 0, 1900)],
        agent_spans=[(0, State.WRITING, 2, 0, 0, 1900)],
        until=1900,
    )

    assert table.parts("slot_utilisation", window="interval:0") == (850, 1700)
    assert table.parts("slot_utilisation", window="interval:1") == (50, 100)
    assert table.parts("avail") == (1800, 1800)
    assert table.parts("share_holding_4_up") == (0, 1800)


def test_four_and_more_in_hand_are_told_together() -> None:
    table = figures(
        scenario({"chat": 6}),
        agent_spans=[
            (0, State.WAITING, 3, -1, 0, 10),
            (0, State.WAITING, 4, -1, 10, 30),
            (0, State.WAITING, 6, -1, 30, 60),
        ],
        until=60,
    )

    assert table.parts("share_holding_3") == (10, 60)
    assert table.parts("share_holding_4_up") == (50, 60)


def test_a_conversation_open_at_the_end_is_handled_till_then() -> None:
    table = figures(
        scenario({"chat": 2}),
        Talk(taken=0, outcome=Outcome.OPEN, resolved=-1),
        Talk(came=5, outcome=Outcome.OPEN, resolved=-1, taken=NAN),
        holds=[(0, 0, 0, 60)],
        agent_spans=[(0, State.WAITING, 1, -1, 0, 60)],
        until=60,
        ended_at=60,
    )

    assert table.parts("linear_ratio") == (60, 60)


def test_a_place_kept_for_a_breath_is_in_hand_and_not_handled() -> None:
    table = figures(
        scenario({"chat": 2}),
        Talk(taken=0, ended=50, done=60),
        holds=[(0, 0, 0, 70)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 50),
            (0, State.WRAP_UP, 1, 0, 50, 60),
            (0, State.IDLE, 1, -1, 60, 70),
        ],
        until=70,
    )

    assert table.parts("linear_ratio") == (60, 60)
    assert table.parts("concurrency") == (70, 70)


def test_without_holds_agents_who_may_hold_several_have_all_their_room() -> None:
    table = figures(
        scenario({"chat": 2}), agent_spans=[(0, State.IDLE, 0, -1, 0, 60)], until=60
    )

    assert table.parts("avail") == (60, 60)
    assert table.parts("slot_utilisation") == (0, 60)
    assert math.isnan(table.value("concurrency"))
    assert math.isnan(table.value("lock_in"))


def test_calls_on_a_floor_of_many_channels_are_all_linear() -> None:
    table = figures(
        scenario(),
        Talk(channel=PHONE, taken=0, ended=50, done=60),
        holds=[(0, 0, 0, 60)],
        agent_spans=[
            (0, State.TALKING, 1, 0, 0, 50),
            (0, State.WRAP_UP, 1, 0, 50, 60),
        ],
        duties=[(0, Activity.WORK, 0, 60)],
    )

    assert table.parts("linear_ratio") == (60, 60)
    assert table.parts("focus_time", "channel:phone") == (60, 1)
    assert table.parts("focus_time", "group:desk") == (60, 1)


def test_a_chat_has_its_channel(table: KpiTable) -> None:
    assert TALKS[0].channel == CHAT
    assert table.parts("focus_time", "channel:chat") == (145 + 100, 2)
