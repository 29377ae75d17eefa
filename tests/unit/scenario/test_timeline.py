from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario_parts import (
    DAY,
    HOUR,
    calendar,
    channel,
    group,
    hours,
    scenario,
)

from omnisim.scenario import timeline
from omnisim.scenario.schema import (
    Arrivals,
    Hours,
    Recorded,
    Row,
    Shift,
    Table,
)

if TYPE_CHECKING:
    from typing import Any

    from omnisim.scenario.schema import Scenario

    Week = list[tuple[tuple[float, float], ...]]

LATE = dt.datetime(2026, 3, 2, 22)  # noqa: DTZ001 - local wall clock
EIGHT = dt.datetime(2026, 3, 2, 8)  # noqa: DTZ001 - local wall clock
SUNDAY = dt.datetime(2026, 3, 1)  # noqa: DTZ001 - local wall clock


def with_table(table: Table, **parts: Any) -> Scenario:  # noqa: ANN401 - calendar fields
    return scenario(
        calendar=calendar(**parts),
        channels={"phone": channel(arrivals=Arrivals(table=table))},
    )


def with_shift(shift: Shift, **parts: Any) -> Scenario:  # noqa: ANN401 - calendar fields
    return scenario(calendar=calendar(**parts), agents={"desk": group(shifts=(shift,))})


def test_horizon_is_whole_days() -> None:
    assert timeline.horizon(scenario(calendar=calendar(days=3))) == 3 * DAY


def test_interval_edges_cover_the_horizon() -> None:
    edges = timeline.interval_edges(scenario(calendar=calendar(days=2, interval=900.0)))

    assert edges[0] == 0.0
    assert edges[-1] == 2 * DAY
    assert set(np.diff(edges)) == {900.0}


def test_opening_span_lies_where_the_clock_puts_it() -> None:
    made = scenario(calendar=calendar(days=2))

    assert timeline.open_spans(made, "phone") == (
        (8 * HOUR, 10 * HOUR),
        (32 * HOUR, 34 * HOUR),
    )


def test_opening_span_counts_from_the_start_of_the_calendar() -> None:
    made = scenario(calendar=calendar(start=EIGHT))

    assert timeline.open_spans(made, "phone") == ((0.0, 2 * HOUR),)


def test_channel_hours_replace_those_of_the_calendar() -> None:
    made = scenario(channels={"phone": channel(open=hours((9, 12)))})

    assert timeline.open_spans(made, "phone") == ((9 * HOUR, 12 * HOUR),)
    assert timeline.open_spans(made) == ((8 * HOUR, 10 * HOUR),)


def test_hours_past_midnight_are_one_span() -> None:
    made = scenario(calendar=calendar(start=LATE, open=hours((22, 30))))

    assert timeline.open_spans(made, "phone") == ((0.0, 8 * HOUR),)


def test_night_that_began_before_the_calendar_is_open_until_its_end() -> None:
    made = scenario(calendar=calendar(open=hours((22, 30))))

    assert timeline.open_spans(made, "phone") == (
        (0.0, 6 * HOUR),
        (22 * HOUR, 24 * HOUR),
    )


def test_days_that_meet_at_midnight_become_one_span() -> None:
    made = scenario(calendar=calendar(days=3, open=hours((0, 24))))

    assert timeline.open_spans(made, "phone") == ((0.0, 3 * DAY),)


def test_weekday_is_that_of_the_calendar_date() -> None:
    made = scenario(
        calendar=calendar(days=2, start=SUNDAY, open=hours((8, 10), days=(0,)))
    )

    assert timeline.open_spans(made, "phone") == ((32 * HOUR, 34 * HOUR),)


def test_open_days_are_not_cut_to_the_horizon() -> None:
    made = scenario(calendar=calendar(start=LATE, open=hours((20, 30))))

    first, second = timeline.open_days(made)
    assert first.spans == ((-2 * HOUR, 8 * HOUR),)
    assert first.length == second.length == 10 * HOUR
    assert first.date == dt.date(2026, 3, 2)


def test_inline_counts_run_from_opening_to_closing() -> None:
    made = with_table(Table(per=HOUR, counts=(30.0, 50.0)))

    (cells,) = timeline.arrival_cells(made, "phone")
    assert cells.issue is None
    assert list(cells.edges) == [0, 8 * HOUR, 9 * HOUR, 10 * HOUR, 24 * HOUR]
    assert list(cells.counts) == [0, 30, 50, 0]


def test_inline_counts_repeat_every_open_day() -> None:
    made = with_table(Table(per=HOUR, counts=(30.0, 50.0)), days=2)

    (cells,) = timeline.arrival_cells(made, "phone")
    assert list(cells.counts) == [0, 30, 50, 0, 30, 50, 0]


def test_one_count_is_a_constant_rate() -> None:
    made = with_table(Table(per=HOUR, counts=(60.0,)))

    (cells,) = timeline.arrival_cells(made, "phone")
    assert list(cells.edges) == [0, 8 * HOUR, 10 * HOUR, 24 * HOUR]
    assert list(cells.counts) == [0, 120, 0]


def test_one_count_is_not_doubled_where_opening_spans_meet() -> None:
    made = with_table(Table(per=HOUR, counts=(60.0,)), days=2, open=hours((0, 24)))

    (cells,) = timeline.arrival_cells(made, "phone")
    assert list(cells.counts) == [60.0 * 48]


def test_steps_run_on_through_a_lunch_gap() -> None:
    made = with_table(
        Table(per=HOUR, counts=(10.0, 20.0)), open=hours((8, 9.5), (12, 12.5))
    )

    (cells,) = timeline.arrival_cells(made, "phone")
    edges = [0, 8, 9, 9.5, 12, 12.5, 24]
    assert list(cells.edges) == [edge * HOUR for edge in edges]
    assert list(cells.counts) == [0, 10, 10, 0, 10, 0]


def test_horizon_cuts_a_step_in_proportion() -> None:
    half_past = dt.datetime(2026, 3, 2, 8, 30)  # noqa: DTZ001 - local wall clock
    made = with_table(Table(per=HOUR, counts=(30.0, 50.0)), start=half_past)

    (cells,) = timeline.arrival_cells(made, "phone")
    edges = [0, 0.5, 1.5, 23.5, 24]
    assert list(cells.edges) == [edge * HOUR for edge in edges]
    assert list(cells.counts) == [15, 50, 0, 15]


def test_rows_lie_at_their_own_clock_even_when_closed() -> None:
    rows = (Row(start=11 * HOUR, count=7.0), Row(start=8 * HOUR, count=5.0))
    made = with_table(Table(per=1800.0, rows=rows))

    (cells,) = timeline.arrival_cells(made, "phone")
    assert list(cells.edges / HOUR) == [0, 8, 8.5, 11, 11.5, 24]
    assert list(cells.counts) == [0, 5, 0, 7, 0]


def test_rows_of_a_weekday_wait_for_it() -> None:
    rows = tuple(Row(start=0.0, count=float(day), weekday=day) for day in range(7))
    made = with_table(Table(per=DAY, rows=rows), days=8)

    (cells,) = timeline.arrival_cells(made, "phone")
    assert list(cells.counts) == [0, 1, 2, 3, 4, 5, 6, 0]


def test_rows_of_a_date_come_once() -> None:
    rows = (Row(start=0.0, count=9.0, date=dt.date(2026, 3, 3)),)
    made = with_table(Table(per=DAY, rows=rows), days=8)

    (cells,) = timeline.arrival_cells(made, "phone")
    assert list(cells.edges) == [0, DAY, 2 * DAY, 8 * DAY]
    assert list(cells.counts) == [0, 9, 0]


def test_rows_with_issues_give_one_grid_each() -> None:
    rows = (
        Row(start=0.0, count=1.0, issue="sales"),
        Row(start=0.0, count=2.0, issue="help"),
        Row(start=0.0, count=3.0),
    )
    made = with_table(Table(per=DAY, rows=rows))

    cells = timeline.arrival_cells(made, "phone")
    assert [c.issue for c in cells] == [None, "help", "sales"]
    assert [list(c.counts) for c in cells] == [[3], [2], [1]]


def test_recorded_arrivals_have_no_cells() -> None:
    recorded = Arrivals(recorded=(Recorded(at=5.0),))
    made = scenario(channels={"phone": channel(arrivals=recorded)})

    assert timeline.arrival_cells(made, "phone") == ()


def test_channel_without_arrivals_has_no_cells() -> None:
    made = scenario(channels={"phone": channel(arrivals=None)})

    assert timeline.arrival_cells(made, "phone") == ()


def test_constant_staff_is_there_whenever_the_centre_is_open() -> None:
    made = scenario(calendar=calendar(days=2))

    edges, counts = timeline.head_counts(made, "desk")
    assert list(edges / HOUR) == [0, 8, 10, 32, 34, 48]
    assert list(counts) == [0, 3, 0, 3, 0]
    assert counts.dtype == np.int64


def test_staff_steps_follow_the_hours_of_the_calendar() -> None:
    made = scenario(
        agents={"desk": group(staff=Table(per=HOUR, counts=(2.0, 4.0)))},
        channels={"phone": channel(open=hours((9, 10)))},
    )

    edges, counts = timeline.head_counts(made, "desk")
    assert list(edges / HOUR) == [0, 8, 9, 10, 24]
    assert list(counts) == [0, 2, 4, 0]


def test_equal_neighbours_of_staff_are_one_step() -> None:
    made = scenario(
        agents={"desk": group(staff=Table(per=1800.0, counts=(2.0, 2.0, 4.0, 4.0)))}
    )

    edges, counts = timeline.head_counts(made, "desk")
    assert list(edges / HOUR) == [0, 8, 9, 10, 24]
    assert list(counts) == [0, 2, 4, 0]


def test_staff_from_rows_stands_at_its_own_clock() -> None:
    rows = (Row(start=6 * HOUR, count=1.0), Row(start=7 * HOUR, count=5.0))
    made = scenario(agents={"desk": group(staff=Table(per=HOUR, rows=rows))})

    edges, counts = timeline.head_counts(made, "desk")
    assert list(edges / HOUR) == [0, 6, 7, 8, 24]
    assert list(counts) == [0, 1, 5, 0]


def test_group_with_shifts_has_no_head_counts() -> None:
    made = with_shift(Shift(n=2, hours=(8 * HOUR, 10 * HOUR)))

    edges, counts = timeline.head_counts(made, "desk")
    assert list(edges) == [0, DAY]
    assert list(counts) == [0]


def test_group_with_staff_has_no_shifts() -> None:
    assert timeline.shift_spans(scenario(), "desk") == ()


def test_shift_starts_on_each_of_its_weekdays() -> None:
    made = with_shift(Shift(n=2, hours=(8 * HOUR, 16 * HOUR), days=(1, 2)), days=7)

    first, second = timeline.shift_spans(made, "desk")
    assert (first.from_at, first.to_at) == (32 * HOUR, 40 * HOUR)
    assert (second.from_at, second.to_at) == (56 * HOUR, 64 * HOUR)
    assert first.n == second.n == 2


def test_shift_past_midnight_may_run_past_the_horizon() -> None:
    made = with_shift(Shift(n=1, hours=(22 * HOUR, 30 * HOUR), days=(0,)))

    (span,) = timeline.shift_spans(made, "desk")
    assert (span.from_at, span.to_at) == (22 * HOUR, 30 * HOUR)


def test_break_past_midnight_lies_in_the_night() -> None:
    night = Shift(
        n=1,
        hours=(22 * HOUR, 30 * HOUR),
        breaks=((2 * HOUR, 2.5 * HOUR), (23.5 * HOUR, 24.5 * HOUR)),
        days=(0,),
    )

    (span,) = timeline.shift_spans(with_shift(night), "desk")
    assert span.breaks == (
        (23.5 * HOUR, 24.5 * HOUR),
        (26 * HOUR, 26.5 * HOUR),
    )


def test_shift_under_way_at_the_start_is_there_with_its_rest() -> None:
    night = Shift(
        n=1,
        hours=(22 * HOUR, 30 * HOUR),
        breaks=((23 * HOUR, 24.5 * HOUR), (22.5 * HOUR, 22.75 * HOUR)),
    )

    first, second = timeline.shift_spans(with_shift(night), "desk")
    assert (first.from_at, first.to_at) == (0.0, 6 * HOUR)
    assert first.breaks == ((0.0, 0.5 * HOUR),)
    assert second.from_at == 22 * HOUR


def test_shifts_come_by_their_beginning_and_keep_their_number() -> None:
    late, early = (Shift(n=1, hours=(at * HOUR, 18 * HOUR)) for at in (10, 8))
    made = scenario(agents={"desk": group(shifts=(late, early))})

    assert [s.shift for s in timeline.shift_spans(made, "desk")] == [1, 0]


week = st.lists(
    st.lists(
        st.tuples(st.integers(0, 23), st.integers(1, 24)).map(
            lambda span: (span[0] * HOUR, (span[0] + span[1]) * HOUR)
        ),
        max_size=3,
    ).map(tuple),
    min_size=7,
    max_size=7,
)
starts = st.datetimes(
    dt.datetime(2026, 1, 1),  # noqa: DTZ001 - local wall clock
    dt.datetime(2026, 2, 1),  # noqa: DTZ001 - as above
).map(lambda at: at.replace(second=0, microsecond=0))


@given(week=week, start=starts, days=st.integers(1, 9))
def test_open_spans_are_ordered_and_within_the_horizon(
    week: Week, start: dt.datetime, days: int
) -> None:
    made = scenario(
        calendar=calendar(start=start, days=days, open=Hours(week=tuple(week)))
    )

    ends = [0.0, *(t for span in timeline.open_spans(made) for t in span)]
    assert ends == sorted(ends)
    assert ends[-1] <= days * DAY


@given(
    counts=st.lists(st.integers(0, 50), min_size=2, max_size=24),
    start=starts,
    days=st.integers(1, 4),
)
def test_whole_days_bring_each_count_once_a_day(
    counts: list[int], start: dt.datetime, days: int
) -> None:
    per = DAY / len(counts)
    table = Table(per=per, counts=tuple(map(float, counts)))
    made = with_table(table, start=start, days=days, open=hours((0, 24)))

    (cells,) = timeline.arrival_cells(made, "phone")
    assert cells.counts.sum() == pytest.approx(days * sum(counts), rel=1e-9)
    assert cells.edges[0] == 0.0
    assert cells.edges[-1] == days * DAY
    assert np.all(np.diff(cells.edges) > 0)


@given(rate=st.floats(0, 500), week=week, start=starts)
def test_constant_rate_brings_its_count_for_every_open_hour(
    rate: float, week: Week, start: dt.datetime
) -> None:
    made = with_table(
        Table(per=HOUR, counts=(rate,)),
        start=start,
        days=3,
        open=Hours(week=tuple(week)),
    )
    open_for = sum(end - at for at, end in timeline.open_spans(made))

    (cells,) = timeline.arrival_cells(made, "phone")
    assert cells.counts.sum() == pytest.approx(rate * open_for / HOUR, rel=1e-9)
