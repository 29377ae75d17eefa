"""What a report says, before anybody decides how it looks.

Given results; hands a headline, judged targets and grids of figures to
`omnisim.report.tables`, which lays them out for a terminal or as Markdown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from omnisim.kpi.definitions import KPIS, unit_of
from omnisim.kpi.satisfaction import MODEL
from omnisim.report import digits
from omnisim.report.layout import Grid, Row
from omnisim.report.lights import kpi_of_target, leading_kpi, look_up
from omnisim.report.moves import grid_of_moves
from omnisim.report.part import kpis_of, slices_of
from omnisim.report.parts import IF_ANY, JOURNEYS, PARTS
from omnisim.scenario import prices
from omnisim.scenario.choices import Kind, ServiceLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from omnisim.experiment.results import Results
    from omnisim.report.part import Part
    from omnisim.scenario.schema import Scenario, Target

__all__ = [
    "footing",
    "grids",
    "headline",
    "illustrations",
    "part_title",
    "rests_on",
    "row_title",
    "row_unit",
    "when",
]


_MANY = 0.01  # share of callers from which the headline mentions the busy tone
_NOTHING = 1e-9  # rounding may leave this of a sum that is 0
# The titles of counts say what is counted.
_COUNTED = ("contacts", "customers", "agents", "sessions", "messages", "outages")
_UNITS = {"share": "%", **dict.fromkeys(_COUNTED, "")}

_OF_CUSTOMERS = {
    ServiceLevel.OFFERED: "of {who} answered within {time}",
    ServiceLevel.ANSWERED: "of the {who} answered were answered within {time}",
    ServiceLevel.ABANDON_OK: "of {who} answered, or gone, within {time}",
    ServiceLevel.EXCL_ABANDON_TAU: "of {who} answered within {time}, not counting "
    "those gone by then",
    ServiceLevel.SHORT_OK: "of {who} answered within {time} or gone within {short}",
    ServiceLevel.EXCL_SHORT: "of {who} answered within {time}, not counting those "
    "gone within {short}",
    ServiceLevel.VIRTUAL: "of {who} would be answered within {time} if nobody gave up",
}
_PEOPLE = {
    Kind.CALL: "callers",
    Kind.CHAT: "customers",
    Kind.CALLBACK: "calls back",
    Kind.MESSAGE: "messages",
    Kind.MAIL: "mails",
}
_LEFT = 0.5  # contacts from which the headline mentions the backlog


def when(scenario: Scenario) -> str:
    """Return the days that count, as people say them.

    One day is ``Monday, 2 March 2026``, several are ``2 March to 6 March 2026``.
    """
    calendar = scenario.calendar
    first = (calendar.start + dt.timedelta(seconds=calendar.warm_up)).date()
    last = calendar.start.date() + dt.timedelta(days=calendar.days - 1)
    if first >= last:
        return f"{last:%A}, {last.day} {last:%B %Y}"
    year = f" {first:%Y}" if first.year != last.year else ""
    return f"{first.day} {first:%B}{year} to {last.day} {last:%B %Y}"


def headline(results: Results) -> list[str]:
    """Return the sentences a planner reads first: one per channel with a target."""
    scenario, day = results.scenario, when(results.scenario)
    several = len(scenario.channels) > 1
    said = [
        _target_sentence(results, name, channel.target, several=several)
        for name, channel in scenario.channels.items()
        if channel.target is not None
    ]
    if not said:
        said = [_wait_sentence(results)]
    if len(said) == 1:
        return [f"{day}: {said[0]}"]
    return [f"{day}:", *said]


def _target_sentence(
    results: Results, name: str, target: Target, *, several: bool
) -> str:
    is_live = kpi_of_target(results.scenario.channels[name]) == "service_level"
    tell = _level_sentence if is_live else _due_sentence
    return tell(results, name, target, several=several)


def _due_sentence(results: Results, name: str, target: Target, *, several: bool) -> str:
    """Say how many items were answered by their due time, and what is left."""
    estimates, part = results.estimates, f"channel:{name}"
    what = _PEOPLE[results.scenario.channels[name].kind]
    what = f"{what} ({name})" if several else what
    wanted = digits.show_plain(target.share, "share")
    shown = digits.show(*look_up(estimates, "sla_met", part), "share")
    if shown.value == digits.MISSING:
        return f"none of the {what} has come due, target {wanted}."
    width = f" ± {shown.half_width}" if shown.half_width else ""
    time = digits.show_plain(target.threshold, "s")
    backlog = look_up(estimates, "backlog", part)
    left = f" {digits.show(*backlog)} wait at the end." if backlog[0] >= _LEFT else ""
    return (
        f"{shown.value} %{width} of {what} answered within {time} of opening time, "
        f"target {wanted}.{left}"
    )


def _level_sentence(
    results: Results, name: str, target: Target, *, several: bool
) -> str:
    scenario, estimates = results.scenario, results.estimates
    level = look_up(estimates, "service_level", f"channel:{name}")
    days, _ = look_up(estimates, "days_on_target", f"channel:{name}")
    shown = digits.show(*level, "share")
    wanted = digits.show_plain(target.share, "share")
    who = _PEOPLE[scenario.channels[name].kind]
    of = _OF_CUSTOMERS[scenario.service_level].format(
        who=f"{name} {who}" if several else who,
        time=digits.show_plain(target.threshold, "s"),
        short=digits.show_plain(scenario.short_abandonment, "s"),
    )
    if shown.value == digits.MISSING:
        return f"no service level: no {who} came ({name}), target {wanted}"
    width = f" ± {shown.half_width}" if shown.half_width else ""
    met = f": met on {100 * days:.0f} % of days" if days == days else ""  # noqa: PLR0124 - only NaN differs from itself
    blocked, _ = look_up(estimates, "blocking", f"channel:{name}")
    # those who heard the busy tone are in no service level, so it may look splendid
    busy = f" {100 * blocked:.0f} % heard the busy tone." if blocked >= _MANY else ""
    return f"{shown.value} %{width} {of}, target {wanted}{met}.{busy}"


def _wait_sentence(results: Results) -> str:
    """Say how it went where no channel has a target."""
    estimates = results.estimates
    arrived = digits.show(*look_up(estimates, "arrived"))
    kpi = leading_kpi(results.scenario)
    wait = digits.show(*look_up(estimates, kpi), "s")
    lost = digits.show(*look_up(estimates, "abandonment"), "share")
    done = "answered" if kpi == "asa" else "taken"
    return f"{arrived} contacts, {done} after {wait} on average; {lost} abandon."


def grids(results: Results) -> list[Grid]:
    """Return the groups of figures of the whole run, one grid each."""
    found: list[Grid] = []
    for part in PARTS:
        slices = slices_of(part, results.scenario)
        found += [_grid(part, slices, results)] if slices else []
        if part.title == JOURNEYS:
            found += filter(None, [grid_of_moves(results)])
    return [one for one in found if one.rows]


def part_title(part: Part, slices: Sequence[str]) -> str:
    """Return a part's heading, with the one channel or group that it is about."""
    kind, _, name = slices[0].partition(":")
    return f"{part.title}, {name}" if kind != "all" and len(slices) == 1 else part.title


def _grid(part: Part, slices: Sequence[str], results: Results) -> Grid:
    """Return a part's figures over some slices, without rows that say nothing."""
    names = tuple(one.rpartition(":")[2] for one in slices)
    title = part_title(part, slices)
    found = (
        _row(
            kpi,
            ("all",) if kpi in part.totals else slices,
            results,
            if_any=kpi in IF_ANY | part.if_any,
        )
        for kpi in kpis_of(part, results.scenario)
    )
    n = len(names)
    rows = tuple(_filled(row, n) for row in found if row is not None)
    return Grid(title, names if n > 1 else (), rows)


def _filled(row: Row, n: int) -> Row:
    """Return a row with empty cells below the columns that it has nothing to say of."""
    empty = (digits.Shown(""),) * (n - len(row.cells))
    return replace(row, cells=row.cells + empty)


def _row(
    kpi: str, slices: Iterable[str], results: Results, *, if_any: bool
) -> Row | None:
    found = [look_up(results.estimates, kpi, one) for one in slices]
    values = [value for value, _ in found if value == value]  # noqa: PLR0124 - leaves NaN out
    if not values or (if_any and max(values) < _NOTHING):
        return None
    form, shown_unit = row_unit(unit_of(kpi, results.scenario), found)
    cells = tuple(digits.show(value, width, form) for value, width in found)
    return Row(row_title(kpi, results.scenario), shown_unit, cells)


def row_title(kpi: str, scenario: Scenario) -> str:
    """Return a figure's title, the form of service level named: others mean others.

    What is illustrative stands in a part that says so.
    """
    form = f" ({scenario.service_level.value})" if kpi == "service_level" else ""
    return KPIS[kpi].title.removesuffix(" (illustrative)") + form


def row_unit(unit: str, found: Iterable[tuple[float, float]]) -> tuple[str, str]:
    """Return how a row's cells are formed, and the unit printed once for all of them.

    Parameters
    ----------
    unit : str
        Of the figure's definition.
    found : iterable of (value, half_width)
        All cells of the row: durations are all written as the longest is.
    """
    form = digits.duration_unit(found) if unit == "s" else unit
    return form, _UNITS.get(form, form)


def footing(results: Results) -> list[str]:
    """Return what the figures rest on: replications, seed, definition in use."""
    scenario = results.scenario
    form = scenario.service_level.value
    formula = KPIS[f"service_level_{form}"].formula
    lines = [rests_on(results.replications, results.seed, results.estimates.confidence)]
    if scenario.calendar.warm_up:
        warm_up = digits.show_plain(scenario.calendar.warm_up, "s")
        lines.append(f"The first {warm_up} are warm-up: played, not counted.")
    judged_by = {
        kpi_of_target(channel)
        for channel in scenario.channels.values()
        if channel.target
    }
    if "service_level" in judged_by:
        lines.append(f"Service level '{form}': {formula}.")
    if "sla_met" in judged_by:
        lines.append(f"Answered by the due time: {KPIS['sla_met'].formula}.")
    is_divided = len(scenario.channels) > 1 or len(scenario.issues) > 1
    if is_divided and prices.has_money(scenario):
        shared = "by the hands-on time that their contacts had"
        lines.append(f"Costs by channel and issue: wages are shared {shared}.")
    return lines + illustrations(scenario)


def illustrations(scenario: Scenario) -> list[str]:
    """Return the formula behind what is illustrative, and its parameters in force."""
    if scenario.satisfaction is None:
        return []
    parameters = scenario.satisfaction.model_dump().items()
    given = ", ".join(f"{name} {value:g}" for name, value in parameters)
    said = (
        f"Satisfaction is illustrative, its parameters are not measured: {MODEL}. "
        "CSAT: score of at least satisfied; NPS: at least promoter, less at most "
        f"detractor. Parameters in force: {given}."
    )
    return [said]


def rests_on(n: int, seed: int, confidence: float) -> str:
    """Return the sentence about replications, seed and half-widths."""
    plural = "s" if n > 1 else ""
    return (
        f"{n} replication{plural}, seed {seed}; ± is the half-width of a "
        f"{100 * confidence:.4g} % confidence interval."
    )
