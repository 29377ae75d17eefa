"""Agents' time: on the floor, busy, off it, beyond duty; and the identities."""

from __future__ import annotations

import math
from typing import Any

import pytest
import scenario_parts as parts
from lives import DAY, abandoned, figures, handled, scenario
from typed import morning

from omnisim.journal import Activity, State
from omnisim.kpi import KpiTable, compute

HOUR = 3600.0

# One agent, an hour of work: 1000 s idle, 20 s ringing, 1500 s talking, 600 s of
# wrap-up, 80 s away, 500 s idle; the last 100 s of it beyond the end of duty.
SPANS = [
    (0, State.IDLE, 0, -1, 0, 1000),
    (0, State.RINGING, 1, 0, 1000, 1020),
    (0, State.TALKING, 1, 0, 1020, 2520),
    (0, State.WRAP_UP, 1, 0, 2520, 3120),
    (0, State.AWAY, 0, -1, 3120, 3200),
    (0, State.IDLE, 0, -1, 3200, 3600),
    (0, State.TALKING, 1, 1, 3600, 3700),
]
DUTIES = [
    (0, Activity.WORK, 0, 3600),
    (0, Activity.BREAK, 3600, 4200),
    (0, Activity.PLANNED, 4200, 5400),
    (1, Activity.ABSENT, 0, 2400),
]


def staffed(spans: list[Any], duties: list[Any], **more: Any) -> KpiTable:  # noqa: ANN401 - any part of a journal
    """Return the figures of agents to whom nobody comes."""
    who = {"agents": [(0, 0), (0, 1)]}
    return figures(agent_spans=spans, duties=duties, **(who | more))


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of the agent above."""
    return staffed(SPANS, DUTIES)


@pytest.mark.parametrize(
    ("kpi", "above", "below"),
    [
        ("staffed", 3620, DAY),
        ("scheduled", 3600 + 600 + 1200 + 2400, HOUR),
        ("paid", 3600 + 1200 + 2400 + 100, HOUR),
        ("occupancy", 2200, 3620),
        ("slot_utilisation", 2200, 3620),
        ("handson", 2200, 3620),
        ("concurrency", 2200, 2200),
        ("idle", 1400, 3620),
        ("ringing", 20, 3620),
        ("utilisation", 3620, 7300),
        ("shrinkage", 3680, 7300),
        ("shrinkage_planned", 1200, 7300),
        ("shrinkage_absence", 2400, 7300),
        ("adherence", 3520 + 500 + 1200, 7800),
        ("conformance", 3620, 6000),
        ("overrun", 100, HOUR),
    ],
)
def test_figures_of_agents_time_are_those_worked_out_on_paper(
    table: KpiTable, kpi: str, above: float, below: float
) -> None:
    assert table.parts(kpi) == (above, below)
    assert table.parts(kpi, "group:desk") == (above, below)


def test_time_on_the_floor_is_busy_idle_or_ringing(table: KpiTable) -> None:
    shares = [table.value(kpi) for kpi in ("occupancy", "idle", "ringing")]

    assert math.isclose(sum(shares), 1, rel_tol=1e-12)


def test_shrinkage_is_what_utilisation_leaves(table: KpiTable) -> None:
    assert math.isclose(
        table.value("shrinkage"), 1 - table.value("utilisation"), rel_tol=1e-12
    )


def test_with_one_slot_occupancy_and_slot_utilisation_are_one_figure(
    table: KpiTable,
) -> None:
    product = table.value("occupancy") * table.value("concurrency")

    assert table.value("slot_utilisation") == product == table.value("occupancy")


def test_occupancy_is_the_load_carried_by_agent() -> None:
    # lambda * AHT * (1 - P_ab) / n, exact where all work falls inside the window
    lives = [
        handled(0, talk=400, wrap_up=50),
        handled(1000, 30, talk=300),
        abandoned(1100, 10),
    ]
    spans = [
        (0, State.TALKING, 1, 0, 0, 400),
        (0, State.WRAP_UP, 1, 0, 400, 450),
        (0, State.IDLE, 0, -1, 450, 1030),
        (0, State.TALKING, 1, 1, 1030, 1330),
        (0, State.IDLE, 0, -1, 1330, DAY),
        (1, State.IDLE, 0, -1, 0, DAY),
    ]
    duties = [(0, Activity.WORK, 0, DAY), (1, Activity.WORK, 0, DAY)]

    table = figures(*lives, agent_spans=spans, duties=duties, agents=[(0, 0), (0, 1)])

    rate, loss = table.value("arrived") / DAY, table.value("abandonment")
    carried = rate * table.value("aht") * (1 - loss)
    assert math.isclose(table.value("occupancy"), carried / 2, rel_tol=1e-12)
    assert math.isclose(table.value("offered_load"), rate * table.value("aht"))


def test_a_talk_that_straddles_the_end_of_the_warm_up_counts_from_there() -> None:
    table = staffed(SPANS, DUTIES, of=scenario(warm_up=2000))

    assert table.parts("occupancy") == (520 + 600 + 100, 1220 + 400)
    assert table.parts("overrun") == (100, HOUR)
    assert table.parts("scheduled") == (1600 + 600 + 1200 + 400, HOUR)


def test_a_talk_that_straddles_two_intervals_is_split_by_the_clock() -> None:
    table = staffed(SPANS, DUTIES)

    assert table.parts("occupancy", window="interval:0") == (780, 1800)
    assert table.parts("occupancy", window="interval:1") == (720 + 600, 1720)
    assert table.parts("occupancy", window="interval:2") == (100, 100)


def test_time_past_the_horizon_is_in_no_window() -> None:
    spans = [(0, State.TALKING, 1, 0, DAY - 50, DAY + 70)]
    duties = [(0, Activity.WORK, DAY - 50, DAY)]

    table = staffed(spans, duties, ended_at=DAY + 70)

    assert table.parts("occupancy") == (50, 50)
    assert table.value("overrun") == 0


def test_overrun_agents_are_staff_beside_those_who_relieve_them() -> None:
    # agent 0 talks 300 s past the change of shift, agent 1 is there from its minute
    spans = [
        (0, State.TALKING, 1, 0, 0, 2100),
        (1, State.IDLE, 0, -1, 1800, 3600),
    ]
    duties = [(0, Activity.WORK, 0, 1800), (1, Activity.WORK, 1800, 3600)]

    table = staffed(spans, duties)

    assert table.value("staffed", window="interval:0") == 1
    assert table.value("staffed", window="interval:1") == 2100 / 1800
    assert table.parts("occupancy", window="interval:1") == (300, 2100)
    assert table.parts("overrun", window="interval:1") == (300, HOUR)


def test_staff_is_averaged_over_the_time_open_or_scheduled_not_over_the_night() -> None:
    # open 8 to 10, scheduled 7 to 10 and there till 10:20
    hour = HOUR
    spans = [(0, State.TALKING, 1, 0, 7 * hour, 10 * hour + 1200)]
    duties = [(0, Activity.WORK, 7 * hour, 10 * hour)]
    short = parts.calendar(open=parts.hours((8, 10)), interval=1800)

    table = staffed(spans, duties, of=scenario(calendar=short))

    assert table.parts("staffed") == (3 * hour + 1200, 3 * hour)
    assert table.parts("staffed", window="interval:14") == (1800, 1800)
    assert table.parts("staffed", window="interval:20") == (1200, 1800)


def test_overrun_into_a_break_is_no_adherence_and_is_paid() -> None:
    spans = [(0, State.TALKING, 1, 0, 0, 700), (0, State.IDLE, 0, -1, 1200, 1800)]
    duties = [
        (0, Activity.WORK, 0, 600),
        (0, Activity.BREAK, 600, 1200),
        (0, Activity.WORK, 1200, 1800),
    ]

    table = staffed(spans, duties)

    assert table.parts("adherence") == (600 + 500 + 600, 1800)
    assert table.parts("paid") == (1300, HOUR)
    assert table.parts("conformance") == (1300, 1200)


def test_overrun_into_a_meeting_is_no_adherence_either() -> None:
    spans = [(0, State.TALKING, 1, 0, 0, 700)]
    duties = [(0, Activity.WORK, 0, 600), (0, Activity.PLANNED, 600, 1200)]

    table = staffed(spans, duties)

    assert table.parts("adherence") == (600 + 500, 1200)
    assert table.parts("overrun") == (100, HOUR)


def test_one_agents_end_is_not_joined_to_the_begin_of_the_next() -> None:
    # agent 0 leaves at the second at which agent 1 comes
    spans = [(0, State.IDLE, 0, -1, 0, 900), (1, State.IDLE, 0, -1, 900, 1800)]
    duties = [(0, Activity.WORK, 0, 900), (1, Activity.WORK, 900, 1800)]

    table = staffed(spans, duties)

    assert table.parts("adherence") == (1800, 1800)
    assert table.value("overrun") == 0


def test_groups_add_up_to_all() -> None:
    spans = [(0, State.TALKING, 1, 0, 0, 900), (1, State.IDLE, 0, -1, 0, 300)]
    duties = [(0, Activity.WORK, 0, 900), (1, Activity.WORK, 0, 300)]

    table = staffed(spans, duties, groups=("desk", "seniors"), agents=[(0, 0), (1, 0)])

    assert table.parts("occupancy", "group:desk") == (900, 900)
    assert table.parts("occupancy", "group:seniors") == (0, 300)
    assert table.parts("occupancy") == (900, 1200)


def test_several_contacts_in_hand_fill_the_time_once_and_the_slots_often() -> None:
    spans = [
        (0, State.TALKING, 1, 0, 0, 100),
        (0, State.TALKING, 2, 0, 100, 300),
        (0, State.RINGING, 2, 1, 300, 310),
    ]

    table = staffed(spans, [(0, Activity.WORK, 0, 310)])

    # the contact that rings is not in hand yet, the other one is
    assert table.parts("occupancy") == (310, 310)
    assert table.parts("concurrency") == (100 + 400 + 10, 310)
    assert table.parts("ringing") == (0, 310)


def test_without_agents_their_figures_are_missing_and_nobody_is_staffed() -> None:
    table = figures(agents=[])

    assert table.value("staffed") == 0
    assert math.isnan(table.value("occupancy"))
    assert math.isnan(table.value("utilisation"))


def test_more_spans_than_are_looked_at_together_are_all_counted() -> None:
    second = [(0, State.TALKING, 1, 0, t, t + 1) for t in range(40_000)]

    table = staffed(second, [(0, Activity.WORK, 0, 40_000)])

    assert table.parts("occupancy") == (40_000, 40_000)
    assert table.value("overrun") == 0


def test_the_typed_morning_adds_up() -> None:
    day = morning()
    made = scenario(
        channels={name: scenario().channels["phone"] for name in ("phone", "sales")},
        agents={name: parts.group() for name in ("desk", "seniors")},
    )

    table = compute(day, made)

    # agent 0: 1815 + 600 less 10 away; agent 1: 600 + 2100; agent 2: 3600
    assert table.parts("staffed") == (2405 + 2700 + 3600, DAY)
    assert table.parts("overrun") == (15, HOUR)
