"""Rules about time: calendar, opening hours, tables against them, shifts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import timeline
from omnisim.scenario.cells import WEEKDAYS
from omnisim.units import DAY, format_clock, format_duration

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Hours, Scenario, Shift, Table
    from omnisim.scenario.timeline import OpenDay

__all__ = ["RULES"]

_MOST_INTERVALS = 200_000  # every figure has a row for each
_MOST_AGENTS = 100_000  # in a group
_CLOSE = 1e-6  # seconds by which sums of steps may miss a day


def _calendar_fits(scenario: Scenario) -> Iterator[Fault]:
    """Check that the interval divides a day and the warm-up leaves something."""
    calendar = scenario.calendar
    steps = DAY / calendar.interval
    if abs(steps - round(steps)) > _CLOSE or round(steps) < 1:
        wrong = f"{format_duration(calendar.interval)} does not divide a day"
        yield Fault("calendar.interval", wrong, "such as 15 min, 30 min or 1 h")
    elif steps * calendar.days > _MOST_INTERVALS:
        wrong = (
            f"{format_duration(calendar.interval)} makes {steps * calendar.days:,.0f} "
            "intervals of the calendar"
        )
        yield Fault("calendar.interval", wrong, f"at most {_MOST_INTERVALS:,}")
    if calendar.warm_up >= timeline.horizon(scenario):
        yield Fault(
            "calendar.warm_up",
            f"{format_duration(calendar.warm_up)} is all of the calendar "
            f"({_days(calendar.days)}); nothing would be counted",
        )


def _centre_opens(scenario: Scenario) -> Iterator[Fault]:
    """Check that the centre and each channel open, and that spans keep apart."""
    named: list[tuple[str, str | None, Hours]] = [
        ("calendar.open", None, scenario.calendar.open)
    ]
    named += [
        (f"channels.{name}.open", name, channel.open)
        for name, channel in scenario.channels.items()
        if channel.open is not None
    ]
    for path, channel, hours in named:
        if not timeline.open_days(scenario, channel):
            first = scenario.calendar.start
            yield Fault(
                path,
                f"never open within the calendar ({_days(scenario.calendar.days)} from "
                f"{WEEKDAYS[first.weekday()]} {first:%Y-%m-%d %H:%M})",
            )
        for day, spans in enumerate(hours.week):
            late = max((end for _, end in spans), default=0.0) - DAY
            following = hours.week[(day + 1) % 7]
            if following and late > min(start for start, _ in following):
                tomorrow = WEEKDAYS[(day + 1) % 7]
                wrong = f"hours of {WEEKDAYS[day]} run into those of {tomorrow}"
                yield Fault(path, wrong)


def _tables_fit(scenario: Scenario) -> Iterator[Fault]:
    """Check that steps fill each open day, and rows fall into the calendar."""
    for name, channel in scenario.channels.items():
        if channel.arrivals is not None and channel.arrivals.table is not None:
            path = f"channels.{name}.arrivals"
            yield from _table_fits(scenario, path, channel.arrivals.table, name)
    for name, group in scenario.agents.items():
        if group.staff is not None:
            path = f"agents.{name}.staff"
            yield from _table_fits(scenario, path, group.staff, None)
            yield from _rows_last_all_day(scenario, path, group.staff)
            yield from _heads_are_whole(path, group.staff)


def _table_fits(
    scenario: Scenario, path: str, table: Table, channel: str | None
) -> Iterator[Fault]:
    if table.per <= 0 or (table.counts and table.rows):
        yield Fault(path, "needs a step and either counts or rows")
    elif table.rows:
        yield from _rows_fit(scenario, path, table)
    elif not table.counts:
        yield Fault(path, "has no counts")
    elif len(table.counts) > 1:
        wrong = [
            day
            for day in timeline.open_days(scenario, channel)
            if abs(day.length - len(table.counts) * table.per) > _CLOSE
        ]
        if wrong:
            yield Fault(
                f"{path}.counts", _misfit(table, wrong[0]), _fitting(table, wrong)
            )


def _misfit(table: Table, day: OpenDay) -> str:
    made = len(table.counts) * table.per
    size = "short of" if made < day.length else "longer than"
    return (
        f"{len(table.counts)} steps of {format_duration(table.per)} make "
        f"{format_duration(made)}, {size} the {format_duration(day.length)} open on "
        f"{_day(day.date)}"
    )


def _fitting(table: Table, wrong: list[OpenDay]) -> str:
    lengths = {day.length for day in wrong}
    if len(lengths) == 1 and wrong[0].length % table.per == 0:
        return f"{round(wrong[0].length / table.per)} counts"
    return "one count for all the day, or a file with its own starts and weekdays"


def _rows_fit(scenario: Scenario, path: str, table: Table) -> Iterator[Fault]:
    end = timeline.horizon(scenario)
    within = 0
    for issue in {row.issue for row in table.rows}:
        rows = [row for row in table.rows if row.issue == issue]
        pieces = sorted(timeline.row_pieces(scenario, rows, per=table.per))
        within += sum(at < end and to > 0 for at, to, _ in pieces)
        for (at, to, _), (following, _, _) in pairwise(pieces):
            if following < to - _CLOSE:
                which = f" of {issue!r}" if issue else ""
                clock = format_clock(_clock_of(scenario, following))
                before = format_clock(_clock_of(scenario, at))
                wrong = (
                    f"interval {clock}{which} begins before the one at {before} ends"
                )
                yield Fault(path, wrong)
                break
    if not within:
        first = scenario.calendar.start
        yield Fault(
            path,
            f"none of its {len(table.rows)} rows falls within the calendar "
            f"({_days(scenario.calendar.days)} from {_day(first.date())})",
        )


def _rows_last_all_day(scenario: Scenario, path: str, table: Table) -> Iterator[Fault]:
    """Check that staff from a file is told for all of a day it tells anything of.

    A day without any row is one on which the group does not work; a day that
    breaks off is more likely a file cut short than a group gone home.
    """
    pieces = sorted(timeline.row_pieces(scenario, table.rows, per=table.per))
    for day in timeline.open_days(scenario):
        opens, closes = day.spans[0][0], day.spans[-1][1]
        known = [(at, to) for at, to, _ in pieces if at < closes and to > opens]
        if known and (known[0][0] > opens + _CLOSE or known[-1][1] < closes - _CLOSE):
            told = _span(
                _clock_of(scenario, known[0][0]), _clock_of(scenario, known[-1][1])
            )
            hours = _span(_clock_of(scenario, opens), _clock_of(scenario, closes))
            yield Fault(
                path,
                f"tells of {told} on {_day(day.date)}, but the centre is open {hours}",
                "rows for all of the day, with 0 where nobody works",
            )
            return


def _heads_are_whole(path: str, table: Table) -> Iterator[Fault]:
    for count in table.counts:
        if not count.is_integer():
            yield Fault(path, f"{count:g} agents are not a whole number")
    for row in table.rows:
        if not row.count.is_integer():
            clock = format_clock(row.start)
            yield Fault(path, f"{row.count:g} agents at {clock} are not a whole number")
        if row.issue is not None:
            yield Fault(path, f"agents are not by issue, found {row.issue!r}")
            break


def _floor_is_playable(scenario: Scenario) -> Iterator[Fault]:
    """Refuse more agents than there is memory for; a slip of the finger."""
    for name, group in scenario.agents.items():
        table = group.staff
        heads = [*table.counts, *(row.count for row in table.rows)] if table else []
        if max(heads, default=0) > _MOST_AGENTS:
            wrong = f"{max(heads):,.0f} agents are too many to play"
            yield Fault(f"agents.{name}.staff", wrong, f"at most {_MOST_AGENTS:,}")
        if sum(shift.n for shift in group.shifts) > _MOST_AGENTS:
            wrong = f"{sum(shift.n for shift in group.shifts):,} agents are too many"
            yield Fault(f"agents.{name}.shifts", wrong, f"at most {_MOST_AGENTS:,}")


def _newcomers_are_of_the_group(scenario: Scenario) -> Iterator[Fault]:
    """Check that no group has more new agents than agents."""
    for name, group in scenario.agents.items():
        if group.learning is None:
            continue
        _, counts = timeline.head_counts(scenario, name)
        heads = int(counts.max()) + sum(shift.n for shift in group.shifts)
        if group.learning.new > heads:
            yield Fault(
                f"agents.{name}.learning.new",
                f"the group has {heads} agents, not {group.learning.new}",
                f"at most {heads}",
            )


def _recorded_arrivals_fit(scenario: Scenario) -> Iterator[Fault]:
    """Check that recorded arrivals are within the calendar, and left as they are."""
    end = timeline.horizon(scenario)
    for name, channel in scenario.channels.items():
        arrivals, path = channel.arrivals, f"channels.{name}"
        if arrivals is None or arrivals.table is not None:
            continue
        if not arrivals.recorded:
            yield Fault(f"{path}.arrivals", "holds neither a table nor recorded times")
        outside = [one.at for one in arrivals.recorded if not 0 <= one.at < end]
        if outside:
            wrong = (
                f"{len(outside)} of {len(arrivals.recorded)} recorded arrivals lie "
                f"outside the calendar, the first {_offset(outside[0])}"
            )
            yield Fault(f"{path}.arrivals", wrong)
        if arrivals.scale != 1:
            wrong = "recorded arrivals cannot be scaled; use an interval table"
            yield Fault(f"{path}.arrivals.scale", wrong, "1")
        if channel.busy_day.cv > 0:
            wrong = "recorded arrivals have no random day factor"
            yield Fault(f"{path}.busy_day", wrong, "cv: 0")


def _shifts_hold_their_breaks(scenario: Scenario) -> Iterator[Fault]:
    """Check that a break lies within its shift and does not overlap another."""
    for name, group in scenario.agents.items():
        for number, shift in enumerate(group.shifts):
            yield from _breaks_fit(f"agents.{name}.shifts.{number}", shift)


def _breaks_fit(path: str, shift: Shift) -> Iterator[Fault]:
    start, end = shift.hours
    placed = []
    for n, (opens, closes) in enumerate(shift.breaks):
        late = DAY if opens < start else 0.0
        placed.append((opens + late, closes + late))
        if closes + late > end:
            wrong = f"break {_span(opens, closes)} is not within {_span(start, end)}"
            yield Fault(f"{path}.breaks.{n}", wrong)
    for (_, before), (after, _) in pairwise(sorted(placed)):
        if after < before:
            yield Fault(f"{path}.breaks", "breaks overlap")


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _day(date: dt.date) -> str:
    return f"{WEEKDAYS[date.weekday()]} {date}"


def _span(start: float, end: float) -> str:
    return f"{format_clock(start)}-{format_clock(end)}"


def _offset(seconds: float) -> str:
    if seconds < 0:
        return f"{format_duration(-seconds)} before its start"
    return f"{format_duration(seconds)} after its start"


def _clock_of(scenario: Scenario, at: float) -> float:
    start = scenario.calendar.start
    return start.hour * 3600.0 + start.minute * 60.0 + start.second + at


RULES: Rules = (
    _calendar_fits,
    _centre_opens,
    _tables_fit,
    _floor_is_playable,
    _newcomers_are_of_the_group,
    _recorded_arrivals_fit,
    _shifts_hold_their_breaks,
)
