"""When planned outages begin."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from scenario_parts import (
    DAY,
    HOUR,
    calendar,
    scenario,
)

from omnisim.scenario import timeline
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    Outage,
)

if TYPE_CHECKING:
    Week = list[tuple[tuple[float, float], ...]]

LATE = dt.datetime(2026, 3, 2, 22)  # noqa: DTZ001 - local wall clock
EIGHT = dt.datetime(2026, 3, 2, 8)  # noqa: DTZ001 - local wall clock


HALF_AN_HOUR = Constant(value=1800.0)
RANDOM = Outage(every=DAY, lasts=HALF_AN_HOUR)


def test_planned_outage_begins_on_each_of_its_days() -> None:
    made = scenario(calendar=calendar(days=14))
    outage = Outage(at=10.5 * HOUR, days=(0, 2), lasts=HALF_AN_HOUR)

    assert timeline.planned_outages(made, [outage]) == (
        (10.5 * HOUR, 0),
        (2 * DAY + 10.5 * HOUR, 0),
        (7 * DAY + 10.5 * HOUR, 0),
        (9 * DAY + 10.5 * HOUR, 0),
    )


def test_planned_outage_of_a_date_begins_once() -> None:
    made = scenario(calendar=calendar(days=14))
    outage = Outage(at=0.0, date=dt.date(2026, 3, 10), lasts=HALF_AN_HOUR)

    assert timeline.planned_outages(made, [outage]) == ((8 * DAY, 0),)


def test_planned_outages_are_in_order_and_know_their_place() -> None:
    late = Outage(at=12 * HOUR, lasts=HALF_AN_HOUR)
    early = Outage(at=9 * HOUR, lasts=HALF_AN_HOUR)

    found = timeline.planned_outages(scenario(), [late, RANDOM, early, early])
    # what began on the day before may not be over yet
    assert found == (
        (-15 * HOUR, 2),
        (-15 * HOUR, 3),
        (-12 * HOUR, 0),
        (9 * HOUR, 2),
        (9 * HOUR, 3),
        (12 * HOUR, 0),
    )


def test_planned_outage_that_begins_at_the_end_is_left_out() -> None:
    made = scenario(calendar=calendar(start=EIGHT))
    daily = Outage(at=8 * HOUR, days=(0, 1), lasts=HALF_AN_HOUR)

    # the second morning at eight is the end of the calendar already
    assert timeline.planned_outages(made, [daily]) == ((0.0, 0),)


def test_planned_outage_in_the_night_is_of_the_following_date() -> None:
    made = scenario(calendar=calendar(start=LATE))
    outage = Outage(at=2 * HOUR, days=(1,), lasts=HALF_AN_HOUR)

    assert timeline.planned_outages(made, [outage]) == ((4 * HOUR, 0),)


def test_nothing_is_planned_where_nothing_breaks() -> None:
    assert timeline.planned_outages(scenario(), []) == ()
