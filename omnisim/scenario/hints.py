"""What a scenario may say but probably does not mean.

Given a valid `Scenario`; hands on warnings as texts, each with the path it is
about. Only what a planner would want to be told: a setting without effect, staff
that cannot be enough, calls that nobody is there for.
"""

from __future__ import annotations

import datetime as dt
import math
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from omnisim.scenario import mix, timeline
from omnisim.scenario.check_names import split_skill
from omnisim.scenario.check_routing import ever_on_duty
from omnisim.scenario.choices import DEFERRED, Kind
from omnisim.scenario.hints_agents import RULES as AGENTS
from omnisim.scenario.hints_bots import RULES as BOTS
from omnisim.scenario.hints_journeys import RULES as JOURNEYS
from omnisim.scenario.hints_kinds import RULES as KINDS
from omnisim.scenario.schema import AgentRule, Channel, ContactRule
from omnisim.scenario.workload import agents_on_duty, expected_contacts, offered_load
from omnisim.units import format_duration, format_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.scenario.schema import Issue, Scenario

__all__ = ["warnings_of"]

_NOTICED = 0.01  # share of a channel's contacts worth a warning
_USUAL_PRIORITY = Channel.model_fields["priority"].default


def warnings_of(scenario: Scenario) -> list[str]:
    """Return what is allowed but probably not meant.

    Parameters
    ----------
    scenario : Scenario
        Valid.

    Returns
    -------
    list of str
        ``path: what``, without repetition; empty if nothing is suspicious.
    """
    return list(dict.fromkeys(chain.from_iterable(rule(scenario) for rule in _RULES)))


def _settings_without_effect(scenario: Scenario) -> Iterator[str]:
    routing = scenario.routing
    holders: tuple[Channel | Issue, ...] = (
        *scenario.channels.values(),
        *scenario.issues.values(),
    )
    rule = routing.choose_contact
    priorities = {
        one.priority
        for one in (*holders, *scenario.automation.values())
        if one.priority not in (None, _USUAL_PRIORITY)
    }
    if priorities and rule != ContactRule.PRIORITY:
        yield (
            "routing.choose_contact: priorities are set, but "
            f"{rule.value!r} does not look at them"
        )
    weights = {one.weight for one in holders if one.weight not in (None, 1.0)}
    if weights and rule != ContactRule.WEIGHTED_WAIT:
        yield (
            f"routing.choose_contact: weights are set, but {rule.value!r} does not "
            "look at them"
        )
    paces = {group.pace for group in scenario.agents.values()}
    paces |= {
        s.pace for group in scenario.agents.values() for s in group.skills.values()
    }
    if routing.choose_agent[0] == AgentRule.FASTEST and len(paces) == 1:
        yield "routing.choose_agent: 'fastest', but all agents have the same pace"
    if routing.ring.away > 0 and routing.ring.unanswered == 0:
        yield "routing.ring.away: has no effect, every offer is answered"


def _rules_nobody_meets(scenario: Scenario) -> Iterator[str]:
    handed_on = {rule.to for rule in scenario.routing.overflow}
    handed_on |= {rule.to for rule in scenario.routing.transfers}
    for name, group in scenario.agents.items():
        if not group.skills and name not in handed_on:
            yield f"agents.{name}.skills: empty, and nothing is handed on to it"
        if not ever_on_duty(scenario, name):
            yield f"agents.{name}: never on duty within the calendar"
    for name in scenario.channels:
        if not mix.issues_met(scenario, name):
            yield f"channels.{name}: nobody ever comes here"
    for n, rule in enumerate(scenario.routing.overflow):
        if rule.channel is not None and (rule.channel, None) in _skills(
            scenario, rule.to
        ):
            yield (
                f"routing.overflow.{n}: {rule.to!r} has the skill {rule.channel!r} and "
                "serves it without delay"
            )


def _reserved_too_many(scenario: Scenario) -> Iterator[str]:
    for name, group in scenario.agents.items():
        wanted = sum(group.reserved.values())
        most = _most_on_duty(scenario, name)
        if wanted >= most > 0 and _others(scenario, name):
            yield (
                f"agents.{name}.reserved: {wanted} agents are kept free, but never "
                f"more than {most} are on duty; other channels would get nobody"
            )


def _others(scenario: Scenario, group: str) -> bool:
    served = {channel for channel, _ in _skills(scenario, group)}
    return bool(served - set(scenario.agents[group].reserved))


def _calendar_is_odd(scenario: Scenario) -> Iterator[str]:
    calendar = scenario.calendar
    if calendar.warm_up > timeline.horizon(scenario) / 2:
        share = 1 - calendar.warm_up / timeline.horizon(scenario)
        yield (
            f"calendar.warm_up: only {format_share(round(share, 3))} of the calendar "
            "is counted"
        )
    went_on = any(
        start < 0 <= end
        for day in timeline.open_days(scenario)
        for start, end in day.spans
    )
    for name, group in scenario.agents.items():
        # of a centre that was open before, it is natural to see the rest of a shift
        for span in () if went_on else timeline.shift_spans(scenario, name):
            start, end = group.shifts[span.shift].hours
            left = span.to_at - span.from_at
            if span.from_at == 0 and left < end - start:
                yield (
                    f"agents.{name}.shifts.{span.shift}: the calendar starts in the "
                    f"middle of it; only the last {format_duration(left)} are played"
                )


def _nobody_there(scenario: Scenario) -> Iterator[str]:
    """Warn of contacts that come to a closed or an empty floor, and wait live."""
    step = scenario.calendar.interval
    for name, channel in scenario.channels.items():
        if channel.kind in DEFERRED:
            continue
        contacts = sum(expected_contacts(scenario, name).values(), start=np.zeros(1))
        total = float(contacts.sum())
        if total <= 0:
            continue
        is_open = np.zeros(timeline.interval_edges(scenario).size - 1)
        for start, end in timeline.open_spans(scenario, name):
            edges = timeline.interval_edges(scenario)
            inside = np.minimum(edges[1:], end) - np.maximum(edges[:-1], start)
            is_open += np.clip(inside, 0.0, None) / step
        missed = float((contacts * (1 - is_open)).sum()) / total
        if missed > _NOTICED:
            yield (
                f"channels.{name}.arrivals: {_percent(missed)} of the contacts come "
                "while it is closed"
            )
        if channel.kind is Kind.BOT:
            continue
        able = [group for group in scenario.agents if _may_help(scenario, group, name)]
        staff = sum((agents_on_duty(scenario, g) for g in able), start=np.zeros(1))
        alone = (staff <= 0) & (is_open > 0) & (contacts > 0)
        if float(contacts[alone].sum()) / total > _NOTICED:
            yield (
                f"channels.{name}: open, but nobody is on duty for it in "
                f"{_intervals(int(alone.sum()))}, first "
                f"{_when(scenario, int(np.argmax(alone)))}"
            )


def _staff_below_load(scenario: Scenario) -> Iterator[str]:
    """Warn where agents cannot keep up, on each floor of shared work."""
    for channels, groups in _floors(scenario):
        loads = {name: offered_load(scenario, name) for name in channels}
        load = sum(loads.values(), start=np.zeros(1))
        staff = sum(
            (
                agents_on_duty(scenario, group) / scenario.agents[group].pace
                for group in groups
            ),
            start=np.zeros(1),
        )
        where = ", ".join(f"channels.{name}" for name in channels)
        endless = [
            name
            for name in channels
            if math.isinf(scenario.channels[name].patience.mean_duration())
        ]
        if endless and load.sum() >= staff.sum() > 0:
            yield (
                f"{where}: the work offered ({load.mean():.1f} Erlangs on average) is "
                f"more than the agents can do ({staff.mean():.1f}), and customers of "
                f"{endless[0]!r} never give up; the queue grows without end"
            )
            continue
        # what does not wait live may be done in another interval
        live = [c for c in channels if scenario.channels[c].kind not in DEFERRED]
        load = sum((loads[name] for name in live), start=np.zeros(1))
        where = ", ".join(f"channels.{name}" for name in live)
        short = (load > staff) & (staff > 0)
        if short.any():
            worst = int(np.argmax(np.where(short, load - staff, -np.inf)))
            yield (
                f"{where}: in {_intervals(int(short.sum()))} fewer agents are on duty "
                f"than contacts keep busy; worst {_when(scenario, worst)}: "
                f"{staff[worst]:.1f} agents for {load[worst]:.1f} Erlangs"
            )


def _floors(scenario: Scenario) -> list[tuple[list[str], list[str]]]:
    """Put channels that share a group, directly or in a chain, together."""
    floors: list[tuple[set[str], set[str]]] = []
    for channel in scenario.channels:
        channels = {channel}
        groups = {g for g in scenario.agents if _may_help(scenario, g, channel)}
        for floor in [one for one in floors if one[1] & groups]:
            channels |= floor[0]
            groups |= floor[1]
            floors.remove(floor)
        floors.append((channels, groups))
    return [(sorted(channels), sorted(groups)) for channels, groups in floors]


def _may_help(scenario: Scenario, group: str, channel: str) -> bool:
    return any(served == channel for served, _ in _skills(scenario, group)) or any(
        rule.to == group and rule.channel in (None, channel)
        for rule in scenario.routing.overflow
    )


def _skills(scenario: Scenario, group: str) -> set[tuple[str, str | None]]:
    return {split_skill(skill) for skill in scenario.agents[group].skills}


def _most_on_duty(scenario: Scenario, group: str) -> int:
    _, counts = timeline.head_counts(scenario, group)
    spans = timeline.shift_spans(scenario, group)
    at_once = [
        sum(one.n for one in spans if one.from_at <= span.from_at < one.to_at)
        for span in spans
    ]
    return max(int(counts.max()), *at_once, 0)


def _when(scenario: Scenario, interval: int) -> str:
    seconds = interval * scenario.calendar.interval
    at = scenario.calendar.start + dt.timedelta(seconds=seconds)
    return f"{at:%A %H:%M}"


def _intervals(n: int) -> str:
    return "1 interval" if n == 1 else f"{n} intervals"


def _percent(share: float) -> str:
    return format_share(round(share, 2))


_RULES: tuple[Callable[[Scenario], Iterator[str]], ...] = (
    _settings_without_effect,
    _rules_nobody_meets,
    _reserved_too_many,
    _calendar_is_odd,
    _nobody_there,
    _staff_below_load,
    *KINDS,
    *JOURNEYS,
    *BOTS,
    *AGENTS,
)
