"""Service level in its seven forms, and how often the target was met.

The forms differ in what becomes of those who gave up; each remark works the same
day out, so that they can be compared: 1000 contacts answered, 860 of them within
the threshold, 60 abandoned, 20 of them within the threshold and 10 within the
short-abandonment time (figures of an ICMI answer of 1 August 2002).

Every contact is judged by the threshold of its own channel, also where a slice
mixes channels; contacts of channels without a target are in neither count, nor are
those that do not wait live: messages, mails and calls back have `sla_met`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.kpi.cohort import tally, thresholds, wanted
from omnisim.kpi.figure import chance, mean, ratio, terms

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.waits import FirstQueue
    from omnisim.kpi.windows import Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "add_up", "add_up_groups", "attainment", "judge"]

_ALL = "answered_judged + gave_up_judged + overdue"
_EDGE = (
    "A wait equal to the threshold is in time. Contacts still waiting when play ended "
    "count once their threshold has passed. Who balked, took the offer to be called "
    "back or the advice to use another channel, was cut off while waiting, or left "
    "the queue because another contact of hers was answered is in no count, nor are "
    "channels whose customers do not wait live. Waiting begins after the bot."
)


class _Form(NamedTuple):
    """One form of the service level."""

    name: str
    title: str
    above: str
    below: str
    source: str
    remark: str


_FORMS = (
    _Form(
        "offered", "of those offered", above="answered_in_time", below=_ALL,
        source="CCmath 'offered' (its default); Cisco 'negative impact'; Genesys",
        remark="Example: 860 / 1060 = 81.13 %. The default.",
    ),
    _Form(
        "answered", "of those answered",
        above="answered_in_time", below="answered_judged",
        source="CCmath form 1; Genesys with abandoned ones excluded",
        remark="Example: 860 / 1000 = 86.00 %. Says nothing about those who gave up: "
        "it may rise when more of them do.",
    ),
    _Form(
        "abandon_ok", "with abandoned in time",
        above="answered_in_time + gave_up_in_time", below=_ALL,
        source="Amazon Connect 'service level X'; Cisco 'positive impact'; "
        "ContactCenters g2",
        remark="Example: 880 / 1060 = 83.02 %.",
    ),
    _Form(
        "excl_abandon_tau", "without abandoned in time",
        above="answered_in_time", below=f"{_ALL} - gave_up_in_time",
        source="ContactCenters g1; Bright Pattern; Cisco 'ignored'",
        remark="Example: 860 / 1040 = 82.69 %. Nobody could have answered late those "
        "who gave up within the threshold.",
    ),
    _Form(
        "short_ok", "with short abandonments",
        above="answered_in_time + short_judged", below=_ALL,
        source="ICMI, formula 5", remark="Example: 870 / 1060 = 82.08 %.",
    ),
    _Form(
        "excl_short", "without short abandonments",
        above="answered_in_time", below=f"{_ALL} - short_judged",
        source="Genesys with short abandonments excluded",
        remark="Example: 860 / 1050 = 81.90 %.",
    ),
    _Form(
        "virtual", "of virtual waits",
        above="virtual_in_time", below="virtual_judged", source="CCmath form 0",
        remark="The share of contacts in whose place a customer with endless patience "
        "would have been answered in time; only a simulation knows it.",
    ),
)  # fmt: skip
_HALVES = {form.name: (form.above, form.below) for form in _FORMS}
_TARGET = (
    "A slice is on target if as many contacts are in time as the targets of its "
    "channels ask for in sum; with one channel: if its service level is at least the "
    "target."
)

FIGURES = (
    ratio(
        "service_level", "Service level", "level_numerator", "level_denominator",
        direction="up",
        formula="in the form that the scenario names under `service_level`: "
        + ", ".join(form.name for form in _FORMS),
        source="see service_level_offered and the other forms",
        remark="The form in use is printed with every report; each form is a figure "
        f"of its own. {_EDGE} Each contact is judged by the threshold of its own "
        "channel; channels without a target are left out.",
    ),
    *(
        ratio(
            f"service_level_{form.name}", f"Service level {form.title}",
            form.above, form.below, direction="up", source=form.source,
            remark=f"{form.remark} {_EDGE}",
        )
        for form in _FORMS
    ),
    chance(
        "days_on_target", "Days on target", "days_met", "days_judged",
        source="ContactCenters, indicator of the service level",
        remark="The probability that a day meets the target; in the rows of a day, "
        f"that this one does. {_TARGET} Days without a service level are left out.",
    ),
    chance(
        "intervals_on_target", "Intervals on target", "intervals_met",
        "intervals_judged",
        source="ContactCenters, indicator of the service level",
        remark="The probability that an interval meets the target; in the rows of an "
        f"interval, that this one does. {_TARGET} Intervals without a service level "
        "are left out.",
    ),
    mean(
        "worst_interval", "Service level of the worst interval",
        "lowest service level of any interval that has one", "worst", "worst_known",
        unit="share", direction="up",
        source="Callcenter Simulator, red and amber intervals",
        remark="Intervals with few contacts are often the worst by chance alone.",
    ),
)  # fmt: skip


def add_up(cohort: Cohort, queue: FirstQueue, scenario: Scenario) -> dict[str, Floats]:
    """Count, by cell code, the contacts in time and late.

    Parameters
    ----------
    cohort : Cohort
    queue : FirstQueue
    scenario : Scenario
        Read for thresholds and the short-abandonment time.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    names = cohort.journal.provenance.channels
    threshold = cohort.by_channel(thresholds(scenario, names))[queue.code]
    judged = ~np.isnan(threshold)
    # instants are compared, not differences, for the reason given in `waits`
    due_at = queue.queued_at + threshold
    in_time = queue.over_at <= due_at  # never where either is NaN
    ended_at = cohort.journal.provenance.ended_at
    overdue = queue.is_waiting & (due_at < ended_at)
    late = (queue.over_at > due_at) & (queue.is_answered | queue.gave_up)
    soon = queue.over_at <= queue.queued_at + scenario.short_abandonment
    would = ~np.isnan(queue.turn_at)
    joined = queue.is_answered | queue.gave_up | queue.is_waiting
    masks = {
        "answered_judged": queue.is_answered & judged,
        "answered_in_time": queue.is_answered & in_time,
        "gave_up_judged": queue.gave_up & judged,
        "gave_up_in_time": queue.gave_up & in_time,
        "short_judged": queue.gave_up & judged & soon,
        "overdue": overdue,
        "late": late,
        "virtual_in_time": joined & (queue.turn_at <= due_at),
        "virtual_judged": joined & judged & (would | (due_at < ended_at)),
    }
    measures = {name: cohort.tally(queue.code[mask]) for name, mask in masks.items()}
    measures["excess"] = cohort.total(
        queue.code[late], queue.over_at[late] - due_at[late]
    )
    return measures


def judge(cohort: Cohort, scenario: Scenario, measures: dict[str, Floats]) -> None:
    """Add the numerator, denominator and demand of the scenario's own form.

    Parameters
    ----------
    cohort : Cohort
    scenario : Scenario
    measures : dict of str to array of float, shape (n_codes,)
        As `add_up` gives them; three more are put in.
    """
    halves = _HALVES[scenario.service_level.value]
    for name, half in zip(("numerator", "denominator"), halves, strict=True):
        measures[f"level_{name}"] = sum(
            (sign * measures[term] for term, sign in terms(half).items()),
            start=np.zeros(cohort.n_codes),
        )
    shares = wanted(scenario, cohort.journal.provenance.channels)
    demand = cohort.by_channel(shares)[:-1] * measures["level_denominator"]
    measures["level_demand"] = demand


def add_up_groups(
    cohort: Cohort, place: npt.NDArray[np.intp], n: int, threshold: Floats
) -> dict[str, Floats]:
    """Count, by the group that answered, the interactions answered in time.

    Parameters
    ----------
    cohort : Cohort
    place : array of int, shape (n_interactions,)
        Where each interaction counts, `n` where it does not. Only those with which
        a conversation begins count here.
    n : int
    threshold : array of float, shape (n_channels,), seconds
        NaN for a channel without a target.

    Returns
    -------
    dict of str to array of float, shape (n,)
        By name of the measure.
    """
    legs = cohort.legs
    own = cohort.by_channel(threshold)[cohort.finish_code]
    begins = cohort.talks.begins
    in_time = legs["answered_at"] <= legs["queued_at"] + own
    masks = {
        "answered_judged": begins & ~np.isnan(own),
        "answered_in_time": begins & in_time,
    }
    return {name: tally(place[mask], n) for name, mask in masks.items()}


def attainment(
    grid: Grid, day: Floats, interval: Floats
) -> dict[str, dict[str, Floats]]:
    """Say how often the target was met, in the run, on each day and interval.

    Parameters
    ----------
    grid : Grid
    day, interval : array of float, shape (3, n_windows, n_slices)
        Numerator, denominator and demand of the service level by day and by
        interval.

    Returns
    -------
    dict of dict of array of float, shape (n_windows, n_slices)
        By kind of window and name of the measure: for the run and for each day,
        how many days and intervals; for each interval, whether it is itself on
        target, which over replications becomes a probability.
    """
    day_of = np.zeros(interval.shape[1], dtype=np.int32)
    day_of[grid.members("interval")] = grid.members("day")
    starts = np.flatnonzero(np.diff(day_of, prepend=-1))
    run = np.zeros(1, dtype=np.intp)
    each_day, each_interval = (np.arange(level.shape[1]) for level in (day, interval))
    return {
        "run": _met_and_judged("days", _count(day, run))
        | _of_intervals(_count(interval, run)),
        "day": _met_and_judged("days", _count(day, each_day))
        | _of_intervals(_count(interval, starts)),
        "interval": _met_and_judged("intervals", _count(interval, each_interval)),
    }


def _count(level: Floats, starts: npt.NDArray[np.intp]) -> Floats:
    """Return, by group of windows: those met, those judged, and the lowest level."""
    numerator, denominator, demand = level
    judged = denominator > 0
    # a demand such as 0.07 * 100 may be a rounding above the whole number meant
    met = judged & (numerator >= demand - 1e-9 * denominator)
    share = np.divide(
        numerator, denominator, out=np.full_like(numerator, np.inf), where=judged
    )
    return np.stack(
        [
            np.add.reduceat(met, starts, axis=0, dtype=np.float64),
            np.add.reduceat(judged, starts, axis=0, dtype=np.float64),
            np.minimum.reduceat(share, starts, axis=0),
        ]
    )


def _met_and_judged(what: str, found: Floats) -> dict[str, Floats]:
    met, judged, _ = found
    return {f"{what}_met": met, f"{what}_judged": judged}


def _of_intervals(found: Floats) -> dict[str, Floats]:
    worst = found[2]
    known = np.isfinite(worst)
    return _met_and_judged("intervals", found) | {
        "worst": np.where(known, worst, 0.0),
        "worst_known": known.astype(np.float64),
    }
