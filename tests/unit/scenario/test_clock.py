"""When something is due, counted in opening hours. 2 March 2026 is a Monday."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario_parts import DAY, HOUR, calendar, channel, hours, scenario

from omnisim.scenario import timeline
from omnisim.scenario.clock import BusinessClock

WEEKDAYS = (0, 1, 2, 3, 4)
OFFICE = scenario(
    calendar=calendar(days=2, open=hours((8, 12), (13, 18), days=WEEKDAYS))
)
CLOCK = timeline.business_clock(OFFICE, "phone")


def open_before(at: float) -> float:
    """Return the seconds the office was open since the Monday it began."""
    days, clock = divmod(at, DAY)
    weeks, weekday = divmod(days, 7)
    morning = min(max(clock, 8 * HOUR), 12 * HOUR) - 8 * HOUR
    afternoon = min(max(clock, 13 * HOUR), 18 * HOUR) - 13 * HOUR
    today = (morning + afternoon) * (weekday < 5)
    return (weeks * 5 + min(weekday, 5)) * 9 * HOUR + today


@pytest.mark.parametrize(
    ("at", "threshold", "due"),
    [
        (9 * HOUR, 2 * HOUR, 11 * HOUR),
        (9 * HOUR, 3 * HOUR, 12 * HOUR),  # at the end of the morning, not after it
        (9 * HOUR, 4 * HOUR, 14 * HOUR),
        (12.5 * HOUR, HOUR, 14 * HOUR),
        (12 * HOUR, HOUR, 14 * HOUR),
        (3 * HOUR, 9 * HOUR, 18 * HOUR),
        (17 * HOUR, 2 * HOUR, DAY + 9 * HOUR),
        (9 * HOUR, 0.0, 9 * HOUR),
        (3 * HOUR, 0.0, 3 * HOUR),  # nothing to count is due at once
        (DAY + 17 * HOUR, 10 * HOUR, 2 * DAY + 18 * HOUR),  # after the calendar
        (4 * DAY + 17 * HOUR, 2 * HOUR, 7 * DAY + 9 * HOUR),  # over the weekend
        (8 * HOUR, 45 * HOUR, 4 * DAY + 18 * HOUR),  # a week of work
        (8 * HOUR, 91 * HOUR, 14 * DAY + 9 * HOUR),
        (30 * DAY + 9 * HOUR, HOUR, 30 * DAY + 10 * HOUR),  # a Wednesday
    ],
)
def test_due_counts_the_hours_of_the_channel(
    at: float, threshold: float, due: float
) -> None:
    assert CLOCK.due(at, threshold) == due
    assert timeline.due(OFFICE, "phone", np.array([at]), threshold).tolist() == [due]


def test_channel_has_hours_of_its_own() -> None:
    made = scenario(
        calendar=calendar(open=hours((0, 24))),
        channels={"phone": channel(), "email": channel(open=hours((9, 10)))},
    )

    at = np.array([9.5 * HOUR])
    assert timeline.due(made, "email", at, HOUR).tolist() == [DAY + 9.5 * HOUR]
    assert timeline.due(made, "phone", at, HOUR).tolist() == [10.5 * HOUR]


def test_centre_that_never_closes_only_adds() -> None:
    made = scenario(calendar=calendar(open=hours((0, 24))))

    at = 0.1 + 0.2
    clock = timeline.business_clock(made, "phone")
    assert clock.due(at, 1e6) == pytest.approx(at + 1e6, abs=1e-9)
    assert clock.due(at, 100.0) == at + 100.0


def test_night_hours_run_on_over_the_end_of_the_calendar() -> None:
    late = dt.datetime(2026, 3, 2, 12)  # noqa: DTZ001 - local wall clock
    made = scenario(calendar=calendar(start=late, open=hours((22, 30))))

    # open from 10 h to 18 h after the start, and so on every day
    clock = timeline.business_clock(made, "phone")
    assert clock.due(17 * HOUR, 2 * HOUR) == DAY + 11 * HOUR
    assert clock.due(0.0, 57 * HOUR) == 7 * DAY + 11 * HOUR


def test_without_opening_hours_nothing_is_ever_due() -> None:
    clock = BusinessClock((), end=7 * DAY)

    assert clock.due(5.0, 1.0) == math.inf
    assert clock.due(5.0, 0.0) == 5.0
    assert clock.due_each(np.array([5.0, 6.0]), 1.0).tolist() == [math.inf, math.inf]


@given(
    at=st.lists(st.floats(0, 40 * DAY), max_size=20),
    threshold=st.floats(0, 30 * DAY),
)
def test_one_by_one_and_all_at_once_agree_to_the_last_bit(
    at: list[float], threshold: float
) -> None:
    each = CLOCK.due_each(np.array(at), threshold)

    assert each.tolist() == [CLOCK.due(one, threshold) for one in at]


@given(
    at=st.integers(0, 20 * 86400),
    threshold=st.integers(0, 400_000),
)
def test_what_is_due_is_not_before_it_was_asked_and_rises(
    at: int, threshold: int
) -> None:
    due = CLOCK.due(float(at), float(threshold))

    assert due >= at + threshold
    assert open_before(due) - open_before(at) == threshold
    assert CLOCK.due(float(at), threshold + 1.0) >= due
    assert CLOCK.due(at + 1.0, float(threshold)) >= due
