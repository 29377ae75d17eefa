"""What a scenario expects before anything is drawn: contacts, work, agents on duty.

Given a `Scenario`; hands on, for each reporting interval, the contacts expected on
a channel, the attention they need in Erlangs, and the agents of a group. A planner's
rough sum, for warnings and pictures; no simulated figure depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.scenario import mix, timeline
from omnisim.scenario.fronts import share_to_agents

if TYPE_CHECKING:
    import numpy.typing as npt

    from omnisim.scenario.schema import Scenario

    Array = npt.NDArray[np.float64]

__all__ = ["agents_on_duty", "attention", "expected_contacts", "offered_load"]


def expected_contacts(scenario: Scenario, channel: str) -> dict[str, Array]:
    """Return the contacts expected on a channel, by issue and interval.

    Parameters
    ----------
    scenario : Scenario
        Valid.
    channel : str
        Name of a channel.

    Returns
    -------
    dict of str to array of float, shape (n_intervals,), contacts
        By issue; first contacts only: redials and repeats depend on what happens.
        Without those that a proactive message spares, and of visitors those who
        accept an invitation, as if there were always room for them.
    """
    found = _who_might_come(scenario, channel)
    invite = scenario.channels[channel].invite
    accept = 1.0 if invite is None else invite.share
    for issue in found:
        told = scenario.customers.proactive_for(channel, issue)
        spared = 0.0 if told is None else told.reaches * told.saves
        found[issue] *= accept * (1 - spared)
    return found


def _who_might_come(scenario: Scenario, channel: str) -> dict[str, Array]:
    """Return the arrivals of a channel, by issue and interval."""
    arrivals = scenario.channels[channel].arrivals
    edges = timeline.interval_edges(scenario)
    found: dict[str, Array] = {}
    if arrivals is None:
        return found
    counts: list[tuple[str | None, Array]] = [
        (cells.issue, _integrated(cells.edges, cells.counts, edges) * arrivals.scale)
        for cells in timeline.arrival_cells(scenario, channel)
    ]
    for named in {one.issue for one in arrivals.recorded}:
        times = [one.at for one in arrivals.recorded if one.issue == named]
        counts.append((named, np.histogram(times, edges)[0].astype(np.float64)))
    for named, per_interval in counts:
        shares = mix.mixture(scenario, channel) if named is None else {named: 1.0}
        for issue, share in shares.items():
            found[issue] = found.get(issue, 0.0) + share * per_interval
    return found


def attention(scenario: Scenario, channel: str, issue: str) -> float:
    """Return the least attention that contacts about an issue need on average.

    Parameters
    ----------
    scenario : Scenario
        Valid.
    channel, issue : str
        Names.

    Returns
    -------
    float, seconds
        The work of an agent at standard pace, effort included. Of a chat at the
        rate level, its part of the time of an agent who holds as many as does
        best: with mean durations D_n beside others, D_n / n at the least.
    """
    work = mix.mean_handle(scenario, channel, issue)
    means = scenario.channels[channel].duration_by_open_chats
    if not means:
        return work
    alone = mix.law(scenario, channel, issue, "duration").mean_duration()
    spared = 1 - min(mean / n for n, mean in enumerate(means, 1)) / means[0]
    return work - spared * alone * scenario.issues[issue].effort


def offered_load(scenario: Scenario, channel: str) -> Array:
    """Return the load that first contacts on a channel bring its agents, by interval.

    Parameters
    ----------
    scenario : Scenario
        Valid.
    channel : str
        Name of a channel.

    Returns
    -------
    array of float, shape (n_intervals,), Erlangs
        Contacts per second times the attention they need, without those that end
        with a bot.
    """
    load = np.zeros(timeline.interval_edges(scenario).size - 1)
    for issue, contacts in expected_contacts(scenario, channel).items():
        served = share_to_agents(scenario, channel, issue)
        work = served * attention(scenario, channel, issue)
        load += contacts * (work / scenario.calendar.interval)
    return load


def agents_on_duty(scenario: Scenario, group: str) -> Array:
    """Return the mean number of agents of a group in each interval.

    Parameters
    ----------
    scenario : Scenario
        Valid.
    group : str
        Name of an agent group.

    Returns
    -------
    array of float, shape (n_intervals,), agents
        Breaks and shrinkage taken off.
    """
    edges = timeline.interval_edges(scenario)
    steps, counts = timeline.head_counts(scenario, group)
    seconds = _integrated(steps, counts * np.diff(steps), edges)
    for span in timeline.shift_spans(scenario, group):
        seconds += span.n * _overlap(span.from_at, span.to_at, edges)
        for opens, closes in span.breaks:
            seconds -= span.n * _overlap(opens, closes, edges)
    shrinkage = scenario.agents[group].shrinkage
    present = (1 - shrinkage.planned) * (1 - shrinkage.absence)
    return seconds * (present / scenario.calendar.interval)


def _integrated(edges: Array, amounts: Array, grid: Array) -> Array:
    """Spread amounts evenly over their cells and add them up on another grid."""
    total = np.concatenate(([0.0], np.cumsum(amounts)))
    return np.diff(np.interp(grid, edges, total))


def _overlap(start: float, end: float, grid: Array) -> Array:
    inside: Array = np.minimum(grid[1:], end) - np.maximum(grid[:-1], start)
    return np.maximum(inside, 0.0)
