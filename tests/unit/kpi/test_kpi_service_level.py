"""The seven forms of the service level, and how often a target is met."""

from __future__ import annotations

import math

import pytest
import scenario_parts as parts
from lives import (
    DAY,
    abandoned,
    figures,
    handled,
    scenario,
    several,
    talking,
    turned_away,
    waiting,
)

from omnisim.journal import Outcome
from omnisim.scenario.schema import ServiceLevel, Target

# An ICMI answer of 2002: 1000 answered, 860 of them in time; 60 abandoned, 10 of
# them at once, 10 more within the threshold, 40 later.
ICMI = [
    *several(handled(100, 20), 860),
    *several(handled(100, 21), 140),
    *several(abandoned(100, 5), 10),
    *several(abandoned(100, 6), 10),
    *several(abandoned(100, 21), 40),
]
# A Cisco manual: 70 answered in time, 10 abandoned in time, 20 passed the threshold.
CISCO = [
    *several(handled(100, 20), 70),
    *several(abandoned(100, 20), 10),
    *several(handled(100, 300), 12),
    *several(abandoned(100, 300), 8),
]


@pytest.mark.parametrize(
    ("form", "above", "below"),
    [
        ("offered", 860, 1060),
        ("answered", 860, 1000),
        ("abandon_ok", 880, 1060),
        ("excl_abandon_tau", 860, 1040),
        ("short_ok", 870, 1060),
        ("excl_short", 860, 1050),
        ("virtual", 880, 1060),
    ],
)
def test_each_form_of_the_icmi_day_is_the_published_ratio(
    form: str, above: int, below: int
) -> None:
    table = figures(*ICMI)

    assert table.parts(f"service_level_{form}") == (above, below)


@pytest.mark.parametrize(
    ("form", "level"),
    [("excl_abandon_tau", 70 / 90), ("offered", 0.70), ("abandon_ok", 0.80)],
)
def test_each_form_of_the_cisco_day_is_the_published_share(
    form: str, level: float
) -> None:
    assert figures(*CISCO).value(f"service_level_{form}") == level


@pytest.mark.parametrize("form", list(ServiceLevel))
def test_the_headline_is_the_form_the_scenario_names(form: ServiceLevel) -> None:
    table = figures(*ICMI, of=scenario(service_level=form))

    headline = table.parts("service_level")

    assert headline == table.parts(f"service_level_{form.value}")


def test_a_wait_equal_to_the_threshold_is_in_time_whatever_the_clock_says() -> None:
    # 71 000.1 + 0.3 - 71 000.1 is more than 0.3 in floating point
    table = figures(handled(71000.1, 0.3), of=scenario(threshold=0.3))

    assert table.value("service_level") == 1


def test_a_short_abandonment_lasts_at_most_as_long_as_the_scenario_says() -> None:
    table = figures(
        *several(handled(0), 8),
        abandoned(0, 3),
        abandoned(0, 4),
        of=scenario(short_abandonment=3.0),
    )

    assert table.parts("service_level_excl_short") == (8, 9)
    assert table.value("short_abandoned") == 1


def test_who_waits_at_the_end_counts_once_the_threshold_has_passed() -> None:
    table = figures(handled(0), waiting(DAY - 21), waiting(DAY - 19))

    assert table.parts("service_level") == (1, 2)
    assert table.parts("service_level_answered") == (1, 1)
    assert table.parts("service_level_virtual") == (1, 2)


def test_a_threshold_that_is_reached_as_play_ends_has_not_passed() -> None:
    table = figures(handled(0), waiting(DAY - 20))

    assert table.parts("service_level") == (1, 1)


def test_who_is_talking_at_the_end_was_answered() -> None:
    assert figures(talking(DAY - 100, 10)).parts("service_level") == (1, 1)


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED, Outcome.BALKED, Outcome.CLOSED])
def test_who_was_turned_away_is_in_neither_count(outcome: Outcome) -> None:
    table = figures(handled(0), turned_away(1, outcome))

    assert table.parts("service_level") == (1, 1)


def test_virtual_wait_of_who_gave_up_goes_on_until_the_answer_missed() -> None:
    table = figures(
        abandoned(0, 5, turn=20),
        abandoned(0, 5, turn=21),
        abandoned(0, 5, turn=math.nan),
    )

    # the third would never have been answered: more than a day is more than 20 s
    assert table.parts("service_level_virtual") == (1, 3)


def test_every_contact_is_judged_by_the_threshold_of_its_own_channel() -> None:
    quick = parts.channel(target=Target(share=0.8, threshold=10))
    slow = parts.channel(target=Target(share=0.5, threshold=60))
    table = figures(
        handled(0, 30, channel=0),
        handled(0, 30, channel=1),
        of=scenario(channels={"phone": quick, "sales": slow}),
        channels=("phone", "sales"),
    )

    assert table.value("service_level", "channel:phone") == 0
    assert table.value("service_level", "channel:sales") == 1
    assert table.value("service_level") == 0.5
    assert table.value("service_level_answered", "group:desk") == 0.5


def test_a_channel_without_target_has_no_service_level_and_is_left_out() -> None:
    free = parts.channel()
    judged = parts.channel(target=Target(share=0.8, threshold=10))
    table = figures(
        handled(0, 30, channel=0),
        handled(0, 5, channel=1),
        of=scenario(channels={"phone": free, "sales": judged}),
        channels=("phone", "sales"),
    )

    assert math.isnan(table.value("service_level", "channel:phone"))
    assert table.parts("service_level") == (1, 1)


def test_short_abandonments_of_a_channel_without_target_are_left_out_too() -> None:
    free = parts.channel()
    judged = parts.channel(target=Target(share=0.8, threshold=10))
    table = figures(
        abandoned(0, 3, channel=0),
        handled(0, 5, channel=1),
        of=scenario(channels={"phone": free, "sales": judged}),
        channels=("phone", "sales"),
    )

    assert table.parts("service_level_excl_short") == (1, 1)
    assert table.parts("service_level_short_ok") == (1, 1)


def test_without_a_contact_the_service_level_is_missing_not_perfect() -> None:
    table = figures(of=scenario())

    assert table.parts("service_level") == (0, 0)
    assert math.isnan(table.value("service_level"))
    assert math.isnan(table.value("worst_interval"))
    assert table.parts("days_on_target") == (0, 0)


def test_days_and_intervals_on_target_are_counted_where_there_is_a_service_level() -> (
    None
):
    table = figures(
        *several(handled(0, 0), 4),  # day 0, interval 0: 4 of 5, just on target
        handled(0, 30),
        handled(1800, 30),  # interval 1: none of 1
        *several(handled(DAY, 0), 9),  # day 1, interval 48: all
        of=scenario(days=3),
        horizon=3 * DAY,
        ended_at=3 * DAY,
    )

    assert table.parts("days_on_target") == (1, 2)
    assert table.parts("intervals_on_target") == (2, 3)
    assert table.parts("intervals_on_target", window="day:0") == (1, 2)
    assert table.value("worst_interval") == 0
    assert table.value("worst_interval", window="day:1") == 1


def test_each_day_and_interval_says_whether_it_is_itself_on_target() -> None:
    table = figures(
        *several(handled(0, 0), 4),  # interval 0: 4 of 5, just on target
        handled(0, 30),
        handled(1800, 30),  # interval 1: none of 1, so day 0 is not
        handled(DAY, 0),
        of=scenario(days=3),
        horizon=3 * DAY,
        ended_at=3 * DAY,
    )

    on_target = [table.parts("days_on_target", window=f"day:{n}") for n in range(3)]
    assert on_target == [(0, 1), (1, 1), (0, 0)]
    assert table.parts("intervals_on_target", window="interval:0") == (1, 1)
    assert table.parts("intervals_on_target", window="interval:1") == (0, 1)
    assert table.parts("intervals_on_target", window="interval:2") == (0, 0)


def test_a_share_such_as_7_percent_is_met_by_7_of_100() -> None:
    # 0.07 * 100 is a rounding more than 7
    table = figures(
        *several(handled(0, 0), 7),
        *several(handled(0, 30), 93),
        of=scenario(share=0.07),
    )

    assert table.value("days_on_target") == 1


def test_slices_over_channels_are_on_target_if_the_demands_in_sum_are_met() -> None:
    easy = parts.channel(target=Target(share=0.5, threshold=10))
    hard = parts.channel(target=Target(share=1.0, threshold=10))
    # asked for: 5 of 10 and 2 of 2; there are 6 of 10 and 1 of 2
    table = figures(
        *several(handled(0, 0, channel=0), 6),
        *several(handled(0, 30, channel=0), 4),
        handled(0, 0, channel=1),
        handled(0, 30, channel=1),
        of=scenario(channels={"easy": easy, "hard": hard}),
        channels=("easy", "hard"),
    )

    assert table.value("days_on_target") == 1
    assert table.value("days_on_target", "channel:hard") == 0
