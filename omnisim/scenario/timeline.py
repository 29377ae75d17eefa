"""When things happen: clock times and tables of a scenario as simulated seconds.

Given a `Scenario`, whose opening hours, tables and shifts are still relative to
the clock and the weekday; hands on spans, cells and steps in seconds from the
start of the calendar. The population reads the arrivals from here, the engine's
plan the staff, the figures their reporting grid.

Day d is [86 400 d, 86 400 (d + 1)); the weekday and the date of an instant are
those of its calendar date. What a calendar date brings is worked out from its own
midnight and cut to the horizon afterwards, so a calendar may start in the middle
of a shift or of an opening span.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from omnisim.scenario.clock import BusinessClock
from omnisim.scenario.spans import Cells, OpenDay, ShiftSpan
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from omnisim.scenario.schema import Hours, Outage, Row, Scenario, Shift, Table

    Span = tuple[float, float]

__all__ = [
    "Cells",
    "OpenDay",
    "ShiftSpan",
    "arrival_cells",
    "business_clock",
    "due",
    "head_counts",
    "horizon",
    "interval_edges",
    "midnights",
    "open_days",
    "open_spans",
    "planned_outages",
    "row_pieces",
    "shift_spans",
]


def horizon(scenario: Scenario) -> float:
    """Return the length of the calendar in seconds."""
    return DAY * scenario.calendar.days


def interval_edges(scenario: Scenario) -> npt.NDArray[np.float64]:
    """Return the edges of the reporting grid, from 0 to the horizon.

    Parameters
    ----------
    scenario : Scenario
        Its interval divides a day.

    Returns
    -------
    array of float, shape (n_intervals + 1,), seconds
    """
    step = scenario.calendar.interval
    return np.arange(round(horizon(scenario) / step) + 1, dtype=np.float64) * step


def midnights(scenario: Scenario) -> Iterator[tuple[dt.date, float]]:
    """Tell each calendar date that reaches into the horizon, with its midnight.

    The date before the first is among them, because what it begins may last past
    its midnight.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar.

    Yields
    ------
    date : date
        In order.
    midnight : float, seconds
        When it begins; negative where that is before the calendar's start.
    """
    start = scenario.calendar.start
    date = start.date() - dt.timedelta(days=1)
    while True:
        midnight = (dt.datetime.combine(date, dt.time()) - start).total_seconds()
        if midnight >= horizon(scenario):
            return
        yield date, midnight
        date += dt.timedelta(days=1)


def open_days(scenario: Scenario, channel: str | None = None) -> tuple[OpenDay, ...]:
    """Return the dates on which the centre or a channel is open within the horizon.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar and opening hours.
    channel : str, optional
        Its own hours, where it has some; else the calendar's.

    Returns
    -------
    tuple of OpenDay
        In order; spans of one date neither touch nor overlap.
    """
    hours = _hours(scenario, channel)
    end = horizon(scenario)
    days = []
    for date, midnight in midnights(scenario):
        spans = _merged(
            (midnight + opens, midnight + closes)
            for opens, closes in hours.week[date.weekday()]
        )
        if any(opens < end and closes > 0 for opens, closes in spans):
            days.append(OpenDay(date, spans))
    return tuple(days)


def open_spans(scenario: Scenario, channel: str | None = None) -> tuple[Span, ...]:
    """Return when a channel (without one: the centre) is open.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar and opening hours.
    channel : str, optional
        Name of a channel.

    Returns
    -------
    tuple of (from_at, to_at), seconds
        In order, within the horizon, neither touching nor overlapping.
    """
    end = horizon(scenario)
    return _merged(
        (max(opens, 0.0), min(closes, end))
        for day in open_days(scenario, channel)
        for opens, closes in day.spans
        if opens < end and closes > 0
    )


def business_clock(scenario: Scenario, channel: str) -> BusinessClock:
    """Return the clock that runs while a channel is open.

    After the last day the hours go on as on the same weekdays before.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar and opening hours.
    channel : str
        Name of a channel.

    Returns
    -------
    BusinessClock
    """
    calendar = scenario.calendar
    longer = calendar.model_copy(update={"days": calendar.days + 7})
    seen = scenario.model_copy(update={"calendar": longer})
    return BusinessClock(open_spans(seen, channel), horizon(seen))


def due(
    scenario: Scenario, channel: str, at: npt.NDArray[np.float64], threshold: float
) -> npt.NDArray[np.float64]:
    """Return when `threshold` seconds of a channel's opening hours have passed.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar and opening hours.
    channel : str
        Name of a channel.
    at : array of float, shape (n,), seconds
        Counting begins.
    threshold : float, seconds
        At least 0.

    Returns
    -------
    array of float, shape (n,), seconds
        As `business_clock` tells it, one by one.
    """
    return business_clock(scenario, channel).due_each(at, threshold)


def arrival_cells(scenario: Scenario, channel: str) -> tuple[Cells, ...]:
    """Return the expected contacts of a channel's interval table.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar and the channel.
    channel : str
        Name of a channel.

    Returns
    -------
    tuple of Cells
        One for each issue the table names, and one for the rows that name none;
        empty if the channel has no table.
    """
    arrivals = scenario.channels[channel].arrivals
    if arrivals is None or arrivals.table is None:
        return ()
    table = arrivals.table
    if not table.rows:
        return (
            _cells(scenario, None, _inline_pieces(scenario, channel, table), table.per),
        )
    by_issue: dict[str | None, list[Row]] = {}
    for row in table.rows:
        by_issue.setdefault(row.issue, []).append(row)
    return tuple(
        _cells(scenario, issue, row_pieces(scenario, rows, per=table.per), table.per)
        for issue, rows in sorted(by_issue.items(), key=lambda item: item[0] or "")
    )


def head_counts(
    scenario: Scenario, group: str
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Return the head count of a group's staff table over the whole horizon.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar and the group.
    group : str
        Name of an agent group.

    Returns
    -------
    edges : array of float, shape (m + 1,), seconds
        Rising, from 0 to the horizon.
    counts : array of int, shape (m,), agents
        On duty in each step; neighbours differ. 0 where the table says nothing.
    """
    table = scenario.agents[group].staff
    end = horizon(scenario)
    if table is None:
        return np.array([0.0, end]), np.zeros(1, dtype=np.int64)
    pieces = (
        row_pieces(scenario, table.rows, per=table.per)
        if table.rows
        else _inline_pieces(scenario, None, table)
    )
    steps = _within(scenario, pieces)
    edges = np.unique([0.0, end, *(t for at, to, _ in steps for t in (at, to))])
    counts = np.zeros(edges.size - 1, dtype=np.int64)
    for at, to, agents in steps:
        counts[np.searchsorted(edges, at) : np.searchsorted(edges, to)] = round(agents)
    changes = np.concatenate(([True], counts[1:] != counts[:-1]))
    return np.append(edges[:-1][changes], end), counts[changes]


def shift_spans(scenario: Scenario, group: str) -> tuple[ShiftSpan, ...]:
    """Return a group's shifts, once for every day on which one starts.

    A shift that is under way at second 0 is there with what is left of it; one
    that begins within the horizon is told whole, even past its end.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar and the group.
    group : str
        Name of an agent group.

    Returns
    -------
    tuple of ShiftSpan
        By beginning, then in the order of the group's shifts.
    """
    spans = []
    for date, midnight in midnights(scenario):
        for number, shift in enumerate(scenario.agents[group].shifts):
            if date.weekday() in shift.days:
                span = _shift_on(midnight, number, shift)
                if span.to_at > 0 and span.from_at < horizon(scenario):
                    spans.append(span)
    return tuple(sorted(spans, key=lambda span: (span.from_at, span.shift)))


def planned_outages(
    scenario: Scenario, outages: Sequence[Outage]
) -> tuple[tuple[float, int], ...]:
    """Return when planned outages begin; how long each lasts is drawn later.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar.
    outages : sequence of Outage
        Of one channel or bot; random ones among them are passed over.

    Returns
    -------
    tuple of (begin, place)
        Seconds before the horizon, and the place in `outages`; in this order. Those
        of the date before the calendar's first are among them, because what begins
        then may last past its midnight.
    """
    begins = (
        (midnight + outage.at, place)
        for place, outage in enumerate(outages)
        if outage.at is not None
        for date, midnight in midnights(scenario)
        if (date == outage.date if outage.date else date.weekday() in outage.days)
    )
    end = horizon(scenario)
    return tuple(sorted(one for one in begins if one[0] < end))


def row_pieces(
    scenario: Scenario, rows: Iterable[Row], *, per: float
) -> list[tuple[float, float, float]]:
    """Lay lines of an interval table over the calendar.

    Parameters
    ----------
    scenario : Scenario
        Read for its calendar.
    rows : iterable of Row
        With or without weekday and date.
    per : float, seconds
        Length of a step.

    Returns
    -------
    list of (from_at, to_at, count)
        One for every date a line is meant for, not cut to the horizon.
    """
    dated: dict[dt.date, list[Row]] = {}
    undated: list[Row] = []
    for row in rows:
        (undated if row.date is None else dated.setdefault(row.date, [])).append(row)
    return [
        (midnight + row.start, midnight + row.start + per, row.count)
        for date, midnight in midnights(scenario)
        for row in (*dated.get(date, ()), *undated)
        if row.weekday in (None, date.weekday())
    ]


def _hours(scenario: Scenario, channel: str | None) -> Hours:
    own = None if channel is None else scenario.channels[channel].open
    return own or scenario.calendar.open


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _inline_pieces(
    scenario: Scenario, channel: str | None, table: Table
) -> Iterator[tuple[float, float, float]]:
    """Lay counts over opening hours: (from, to, value per whole step)."""
    if len(table.counts) == 1:
        # merged spans, so that hours meeting at midnight are not counted twice
        for opens, closes in open_spans(scenario, channel):
            yield opens, closes, table.counts[0]
        return
    for day in open_days(scenario, channel):
        gone = 0.0  # seconds open before this span: steps run on across a gap
        for opens, closes in day.spans:
            first = int(gone // table.per)
            for step in range(first, len(table.counts)):
                at = opens + step * table.per - gone
                if at >= closes:
                    break
                end = min(at + table.per, closes)
                yield max(at, opens), end, table.counts[step]
            gone += closes - opens


def _within(
    scenario: Scenario, pieces: Iterable[tuple[float, float, float]]
) -> list[tuple[float, float, float]]:
    """Cut pieces to the horizon and drop those outside."""
    end = horizon(scenario)
    return [
        (max(at, 0.0), min(to, end), value)
        for at, to, value in pieces
        if at < end and to > 0
    ]


def _cells(
    scenario: Scenario,
    issue: str | None,
    pieces: Iterable[tuple[float, float, float]],
    per: float,
) -> Cells:
    """Put pieces on one grid without gaps; their values are per step of `per`."""
    cut = _within(scenario, pieces)
    ends = (t for at, to, _ in cut for t in (at, to))
    edges = np.unique([0.0, horizon(scenario), *ends])
    lengths = np.diff(edges)
    counts = np.zeros(lengths.size)
    for at, to, value in cut:
        here = slice(np.searchsorted(edges, at), np.searchsorted(edges, to))
        # a cell as long as the step gets the typed number itself, to the last bit
        counts[here] += value * (lengths[here] / per)
    return Cells(issue, edges, counts)


def _shift_on(midnight: float, number: int, shift: Shift) -> ShiftSpan:
    """Place a shift on the date that begins at `midnight`."""
    start, end = shift.hours
    breaks = []
    for opens, closes in shift.breaks:
        late = DAY if opens < start else 0.0  # a break after midnight
        breaks.append((opens + late, closes + late))
    # of a shift under way at second 0 only the rest is played
    return ShiftSpan(
        shift.n,
        max(midnight + start, 0.0),
        midnight + end,
        tuple(
            (max(midnight + opens, 0.0), midnight + closes)
            for opens, closes in sorted(breaks)
            if midnight + closes > 0
        ),
        number,
    )
