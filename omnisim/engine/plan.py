"""The scenario resolved for play: who may serve whom, in what order, at what pace.

Names have become codes: channels, issues and groups by their place in the
scenario. A *queue* holds the contacts of one channel and issue; contacts that
were transferred wait in a queue of their own, which only the target group serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.journal.schema import Cause
from omnisim.scenario import mix, timeline
from omnisim.scenario.schema import NEVER, Context, Scenario, Skill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from omnisim.scenario.laws import Law
    from omnisim.scenario.schema import Step, WaitEstimate

LAST = 1_000_000  # preference for what only overflows to a group: after all its own

__all__ = [
    "LAST",
    "ChannelPlan",
    "Next",
    "Plan",
    "QueuePlan",
    "Right",
    "TransferPlan",
    "resolve",
]


@dataclass(frozen=True, slots=True)
class Right:
    """A group's right to serve a queue.

    Parameters
    ----------
    group : int
        Code.
    preference : int
        1 = first choice; `LAST` without the skill.
    factor : float
        Pace of the group times pace of the skill: multiplies talk and wrap-up.
    after : float, seconds
        Only contacts that have waited so long; 0 except for overflow.
    keep : int
        Agents of the group that must stay free for other channels.
    """

    group: int
    preference: int
    factor: float
    after: float
    keep: int


@dataclass(frozen=True, slots=True)
class QueuePlan:
    """One queue and the groups that serve it, in order of preference.

    `levels` holds the rights of equal preference together; `overflow` those that
    begin after a delay, shortest first.
    """

    channel: int
    issue: int
    levels: tuple[tuple[Right, ...], ...]
    overflow: tuple[Right, ...]
    priority: int
    weight: float
    threshold: float  # seconds; infinity where the channel has no target

    @property
    def rights(self) -> Iterable[Right]:
        """All rights, overflow last."""
        for level in self.levels:
            yield from level
        yield from self.overflow


@dataclass(frozen=True, slots=True)
class Next:
    """One thing a customer may do next, with its share added to those before."""

    up_to: float
    channel: int
    delay: Law


@dataclass(frozen=True, slots=True)
class TransferPlan:
    """One way on from an answering group, its share added to those before."""

    up_to: float
    queue: int
    talk: float  # share of the talk time spent before the transfer
    story: bool  # must be told again


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """A channel as the engine sees it."""

    spans: tuple[tuple[float, float], ...]  # open, in seconds
    lines: int | None
    estimate: WaitEstimate | None
    mean_handle: float  # seconds of a standard agent, for the announced wait
    after: tuple[tuple[Next, ...], ...]  # by Cause
    resolved: tuple[float, ...]  # by issue


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the engine looks up while it plays."""

    scenario: Scenario
    channels: tuple[ChannelPlan, ...]
    queues: tuple[QueuePlan, ...]
    first_queue: tuple[tuple[int, ...], ...]  # by channel, issue
    transfers: dict[tuple[int, int], tuple[TransferPlan, ...]]  # by queue, group
    repeat_work: float  # 1 + extra talk when the story must be told again
    context_lost: bool
    horizon: float  # seconds
    ends_by: float  # seconds; nothing later is played


def resolve(scenario: Scenario) -> Plan:
    """Resolve a scenario for play.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    Plan
    """
    names = _Names(scenario)
    queues: list[QueuePlan] = []
    first_queue = []
    for channel in names.channels:
        first_queue.append(tuple(range(len(queues), len(queues) + len(names.issues))))
        queues += [_queue(scenario, names, channel, issue) for issue in names.issues]
    transfers = _transfers(scenario, names, queues, first_queue)
    horizon = timeline.horizon(scenario)
    run_out = scenario.calendar.run_out
    return Plan(
        scenario=scenario,
        channels=tuple(_channel(scenario, names, name) for name in names.channels),
        queues=tuple(queues),
        first_queue=tuple(first_queue),
        transfers=transfers,
        repeat_work=1.0 + scenario.customers.repeat_work,
        context_lost=scenario.customers.context is Context.LOST,
        horizon=horizon,
        ends_by=NEVER if run_out is None else horizon + run_out,
    )


class _Names:
    """Codes of names: their places in the scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.channels = list(scenario.channels)
        self.issues = list(scenario.issues)
        self.groups = list(scenario.agents)


def _right(
    scenario: Scenario, name: str, channel: str, issue: str, after: float = 0.0
) -> Right | None:
    """Return the right of a group, or None where a qualification is missing."""
    group = scenario.agents[name]
    if not group.is_qualified(scenario.issues[issue]):
        return None
    skill = group.skill_for(channel, issue) or Skill(preference=LAST)
    return Right(
        group=list(scenario.agents).index(name),
        preference=skill.preference,
        factor=group.pace * skill.pace,
        after=after,
        keep=sum(n for kept, n in group.reserved.items() if kept != channel),
    )


def _queue(
    scenario: Scenario,
    names: _Names,
    channel: str,
    issue: str,
    only: str | None = None,
) -> QueuePlan:
    """Build the queue of a channel and issue; `only` for those transferred there."""
    groups = names.groups if only is None else [only]
    rights = [
        right
        for name in groups
        if only is not None or scenario.agents[name].skill_for(channel, issue)
        if (right := _right(scenario, name, channel, issue)) is not None
    ]
    by_preference: dict[int, list[Right]] = {}
    for right in rights:
        by_preference.setdefault(right.preference, []).append(right)
    entitled = {right.group for right in rights}
    overflow: dict[int, Right] = {}
    for rule in scenario.routing.overflow if only is None else ():
        late = _right(scenario, rule.to, channel, issue, after=rule.after)
        if (
            rule.is_for(channel, issue)
            and late is not None
            and late.group not in entitled
            and (late.group not in overflow or late.after < overflow[late.group].after)
        ):
            overflow[late.group] = late
    found = scenario.channels[channel]
    matter = scenario.issues[issue]
    return QueuePlan(
        channel=names.channels.index(channel),
        issue=names.issues.index(issue),
        levels=tuple(tuple(by_preference[level]) for level in sorted(by_preference)),
        overflow=tuple(sorted(overflow.values(), key=lambda r: (r.after, r.group))),
        priority=found.priority if matter.priority is None else matter.priority,
        weight=found.weight if matter.weight is None else matter.weight,
        threshold=NEVER if found.target is None else found.target.threshold,
    )


def _transfers(
    scenario: Scenario,
    names: _Names,
    queues: list[QueuePlan],
    first_queue: list[tuple[int, ...]],
) -> dict[tuple[int, int], tuple[TransferPlan, ...]]:
    """Add the queues of transferred contacts, and say who goes where."""
    targets: dict[tuple[str, str, str], int] = {}  # channel, issue, group: its queue
    ways = {
        (first_queue[c][i], g): _ways_on(
            scenario, names, queues, targets, (channel, issue, group)
        )
        for c, channel in enumerate(names.channels)
        for i, issue in enumerate(names.issues)
        for g, group in enumerate(names.groups)
    }
    # a transferred contact may be passed on again from where it arrived; every channel,
    # issue and group has been asked by now, so this finds no further target
    for place, queue in targets.items():
        ways[queue, names.groups.index(place[2])] = _ways_on(
            scenario, names, queues, targets, place
        )
    return {key: found for key, found in ways.items() if found}


def _ways_on(
    scenario: Scenario,
    names: _Names,
    queues: list[QueuePlan],
    targets: dict[tuple[str, str, str], int],
    place: tuple[str, str, str],
) -> tuple[TransferPlan, ...]:
    """Return the ways on for a channel, issue and answering group."""
    channel, issue, group = place
    found: list[TransferPlan] = []
    up_to = 0.0
    for rule in scenario.routing.transfers:
        if rule.passes_on(channel, issue, group):
            target = (channel, issue, rule.to)
            if target not in targets:
                targets[target] = len(queues)
                queues.append(_queue(scenario, names, channel, issue, only=rule.to))
            up_to += rule.share
            context = rule.context or scenario.customers.context
            found.append(
                TransferPlan(up_to, targets[target], rule.talk, context is Context.LOST)
            )
    return tuple(found)


def _channel(scenario: Scenario, names: _Names, name: str) -> ChannelPlan:
    found = scenario.channels[name]
    after = scenario.customers.after
    by_cause = {
        Cause.BLOCKED: after.blocked,
        Cause.BALKED: after.balked,
        Cause.ABANDONED: after.abandoned,
        Cause.UNRESOLVED: after.unresolved,
    }
    shares = scenario.customers.resolved[name]
    return ChannelPlan(
        spans=timeline.open_spans(scenario, name),
        lines=found.lines,
        estimate=None if found.announce is None else found.announce.estimate,
        mean_handle=sum(
            share * mix.mean_handle(scenario, name, issue)
            for issue, share in mix.mixture(scenario, name).items()
        ),
        after=tuple(
            _steps(names, by_cause[cause], name) if cause in by_cause else ()
            for cause in Cause
        ),
        resolved=tuple(shares[issue] for issue in names.issues),
    )


def _steps(
    names: _Names, rules: dict[str, tuple[Step, ...]], channel: str
) -> tuple[Next, ...]:
    steps, up_to = [], 0.0
    for step in rules[channel]:
        up_to += step.share
        steps.append(Next(up_to, names.channels.index(step.channel), step.after))
    return tuple(steps)
