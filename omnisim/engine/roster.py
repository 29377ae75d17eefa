"""Who is scheduled when: head counts, shifts, breaks and shrinkage as agents' days.

Given the scenario and the population's draws of absence; hands on, for each
agent, stretches that tile her scheduled time. Planned shrinkage takes an agent
off the floor for its share of every stretch of work, the agents of a group one
after the other, as a planner would stagger meetings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim.journal.schema import Activity, dtype
from omnisim.population import Purpose
from omnisim.scenario import timeline
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from omnisim.journal.journal import Table
    from omnisim.population import Population
    from omnisim.scenario.schema import Scenario

__all__ = ["Roster", "ScheduledAgent", "Stretch", "draw_roster"]


class Stretch(NamedTuple):
    """One stretch of an agent's schedule, in seconds."""

    activity: Activity
    from_at: float
    to_at: float


@dataclass(slots=True)
class ScheduledAgent:
    """One agent and her schedule, in order of time."""

    group: int
    number: int
    stretches: list[Stretch] = field(default_factory=list)

    def work(self) -> list[tuple[float, float]]:
        """Return when she is to be on the floor; stretches that touch are one."""
        spans: list[tuple[float, float]] = []
        for stretch in self.stretches:
            if stretch.activity is Activity.WORK:
                if spans and spans[-1][1] == stretch.from_at:
                    spans[-1] = (spans[-1][0], stretch.to_at)
                else:
                    spans.append((stretch.from_at, stretch.to_at))
        return spans


@dataclass(frozen=True, slots=True)
class Roster:
    """All agents, those of the first group first; their places are their numbers."""

    agents: tuple[ScheduledAgent, ...]

    def agents_table(self) -> Table:
        """Return the journal's table of agents."""
        return np.array(
            [(agent.group, agent.number) for agent in self.agents], dtype("agents")
        )

    def duties_table(self) -> Table:
        """Return the journal's table of duties."""
        return np.array(
            [
                (number, stretch.activity, stretch.from_at, stretch.to_at)
                for number, agent in enumerate(self.agents)
                for stretch in agent.stretches
            ],
            dtype("duties"),
        )


def draw_roster(scenario: Scenario, population: Population) -> Roster:
    """Return everybody's schedule for one replication.

    Parameters
    ----------
    scenario : Scenario
    population : Population
        Only its draws of random absence are used.

    Returns
    -------
    Roster
    """
    agents: list[ScheduledAgent] = []
    for code, name in enumerate(scenario.agents):
        spans = _scheduled_spans(scenario, name)
        for number, days in enumerate(spans):
            agent = ScheduledAgent(code, number)
            for day in days:
                agent.stretches += _with_shrinkage(
                    scenario,
                    population,
                    name,
                    number,
                    day,
                    turn=(number + 0.5) / len(spans),
                )
            agents.append(agent)
    return Roster(tuple(agents))


def _scheduled_spans(scenario: Scenario, name: str) -> list[list[list[Stretch]]]:
    """Return, by agent and by span on duty, stretches of work and break."""
    if scenario.agents[name].shifts:
        return _shift_agents(timeline.shift_spans(scenario, name))
    edges, counts = timeline.head_counts(scenario, name)
    return [
        [
            [Stretch(Activity.WORK, float(begin), float(end))]
            for begin, end in _by_day(_runs(edges, counts > number))
        ]
        for number in range(int(counts.max(initial=0)))
    ]


def _runs(
    edges: npt.NDArray[np.float64], on: npt.NDArray[np.bool_]
) -> list[tuple[float, float]]:
    """Return the spans over which `on` holds without a break."""
    padded = np.concatenate(([False], on, [False]))
    turns = np.flatnonzero(padded[1:] != padded[:-1])
    return [(edges[a], edges[b]) for a, b in zip(turns[::2], turns[1::2], strict=True)]


def _by_day(runs: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Cut runs where a day ends: absence and meetings are those of one day."""
    for begin, end in runs:
        at = begin
        while at < end:
            to = min((at // DAY + 1) * DAY, end)
            yield at, to
            at = to


def _shift_agents(
    spans: tuple[timeline.ShiftSpan, ...],
) -> list[list[list[Stretch]]]:
    """Give each shift line its own people, the same ones every day."""
    heads: dict[int, int] = {}
    for span in spans:
        heads[span.shift] = max(heads.get(span.shift, 0), span.n)
    first, total = {}, 0
    for shift in sorted(heads):
        first[shift] = total
        total += heads[shift]
    agents: list[list[list[Stretch]]] = [[] for _ in range(total)]
    for span in spans:
        for number in range(first[span.shift], first[span.shift] + span.n):
            agents[number].append(_with_breaks(span))
    return agents


def _with_breaks(span: timeline.ShiftSpan) -> list[Stretch]:
    stretches, at = [], span.from_at
    for begin, end in span.breaks:
        if begin > at:
            stretches.append(Stretch(Activity.WORK, at, begin))
        stretches.append(Stretch(Activity.BREAK, begin, end))
        at = end
    if span.to_at > at:
        stretches.append(Stretch(Activity.WORK, at, span.to_at))
    return stretches


def _with_shrinkage(
    scenario: Scenario,
    population: Population,
    name: str,
    number: int,
    day: list[Stretch],
    *,
    turn: float,
) -> list[Stretch]:
    """Take planned and random shrinkage out of one span on duty.

    `turn`, between 0 and 1, places the agent's meetings within each stretch.
    """
    shrinkage = scenario.agents[name].shrinkage
    date = int(day[0].from_at // DAY)
    if (
        shrinkage.absence > 0
        and population.agent_coin(Purpose.ABSENCE, name, number, date)
        < shrinkage.absence
    ):
        return [Stretch(Activity.ABSENT, day[0].from_at, day[-1].to_at)]
    if shrinkage.planned == 0:
        return day
    stretches = []
    for stretch in day:
        if stretch.activity is not Activity.WORK:
            stretches.append(stretch)
            continue
        length = stretch.to_at - stretch.from_at
        meeting = shrinkage.planned * length
        begin = stretch.from_at + turn * (length - meeting)
        end = begin + meeting
        stretches += [
            Stretch(activity, at, to)
            for activity, at, to in (
                (Activity.WORK, stretch.from_at, begin),
                (Activity.PLANNED, begin, min(end, stretch.to_at)),
                (Activity.WORK, end, stretch.to_at),
            )
            if to > at
        ]
    return stretches
