"""Who might have served whom, worked out once more from scenario and journal.

Dull on purpose: it looks at every instant, every agent and every contact, and
shares nothing with the engine but the models of the scenario. All instants are
whole seconds; between two of them nothing changes, so it looks half-way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from omnisim.journal import Journal, State
from omnisim.scenario.schema import ContactRule

if TYPE_CHECKING:
    from omnisim.scenario import Scenario

__all__ = ["Stay", "idle_beside_waiting", "overtaken", "passed_over", "stays_of"]


@dataclass(frozen=True)
class Stay:
    """One stay in a queue, by name; instants in seconds."""

    contact: int
    channel: str
    issue: str
    handed_over_by: str | None  # group that transferred it here
    queued_at: float
    ended_at: float  # answered, left, or the end of the run
    answered_at: float  # infinity if never


def stays_of(journal: Journal) -> list[Stay]:
    """Return every stay in a queue."""
    names = journal.provenance
    stays = []
    before = None
    for row in journal.interactions:
        contact = journal.contacts[row["contact"]]
        ends = [at for at in (row["answered_at"], row["left_at"]) if not math.isnan(at)]
        stays.append(
            Stay(
                contact=int(row["contact"]),
                channel=names.channels[contact["channel"]],
                issue=names.issues[contact["issue"]],
                handed_over_by=names.groups[before] if row["leg"] else None,
                queued_at=float(row["queued_at"]),
                ended_at=float(ends[0]) if ends else names.ended_at,
                answered_at=math.inf
                if math.isnan(row["answered_at"])
                else float(row["answered_at"]),
            )
        )
        before = row["group"]
    return stays


def idle_beside_waiting(
    scenario: Scenario, journal: Journal
) -> list[tuple[float, int, str]]:
    """Return (instant, contact, group) where somebody idled who should have served."""
    stays = stays_of(journal)
    found = []
    for instant in _half_way(journal, stays):
        n_idle = _idle(journal, instant)
        ringing = _ringing(journal, instant)
        for stay in stays:
            if not stay.queued_at < instant < stay.ended_at or stay.contact in ringing:
                continue
            found += [
                (instant, stay.contact, group)
                for group in scenario.agents
                if n_idle.get(group, 0) > _kept(scenario, group, stay.channel)
                and _may_serve(scenario, group, stay, instant)
            ]
    return found


def overtaken(journal: Journal) -> list[tuple[int, int]]:
    """Return pairs of contacts of one queue of which the later was answered first."""
    stays = stays_of(journal)
    return [
        (first.contact, second.contact)
        for first in stays
        for second in stays
        if (first.channel, first.issue, first.handed_over_by)
        == (second.channel, second.issue, second.handed_over_by)
        and first.queued_at < second.queued_at
        and second.answered_at < first.ended_at
    ]


def _half_way(journal: Journal, stays: list[Stay]) -> list[float]:
    instants = {0.0, *(stay.queued_at for stay in stays)}
    instants.update(stay.ended_at for stay in stays)
    instants.update(journal.agent_spans["from_at"].tolist())
    instants.update(journal.agent_spans["to_at"].tolist())
    ordered = sorted(instants)
    return [(begin + end) / 2 for begin, end in pairwise(ordered)]


def _idle(journal: Journal, instant: float) -> dict[str, int]:
    n_idle: dict[str, int] = {}
    for span in journal.agent_spans:
        is_now = span["from_at"] < instant < span["to_at"]
        if is_now and span["state"] == State.IDLE:
            code = journal.agents["group"][span["agent"]]
            group = journal.provenance.groups[code]
            n_idle[group] = n_idle.get(group, 0) + 1
    return n_idle


def _ringing(journal: Journal, instant: float) -> set[int]:
    return {
        int(span["contact"])
        for span in journal.agent_spans
        if span["state"] == State.RINGING and span["from_at"] < instant < span["to_at"]
    }


def _kept(scenario: Scenario, group: str, channel: str) -> int:
    """Return how many agents the group keeps free for other channels."""
    reserved = scenario.agents[group].reserved
    return sum(n for other, n in reserved.items() if other != channel)


def _may_serve(scenario: Scenario, group: str, stay: Stay, instant: float) -> bool:
    needed = scenario.issues[stay.issue].needs
    if needed is not None and needed not in scenario.agents[group].qualified_for:
        return False
    if stay.handed_over_by is not None:
        return any(
            rule.to == group
            and rule.source in (None, stay.handed_over_by)
            and rule.channel in (None, stay.channel)
            and rule.issue in (None, stay.issue)
            for rule in scenario.routing.transfers
        )
    skills = scenario.agents[group].skills
    if stay.channel in skills or f"{stay.channel}/{stay.issue}" in skills:
        return True
    return any(
        rule.to == group
        and rule.channel in (None, stay.channel)
        and rule.issue in (None, stay.issue)
        and instant - stay.queued_at > rule.after
        for rule in scenario.routing.overflow
    )


def passed_over(scenario: Scenario, journal: Journal) -> list[tuple[int, int]]:
    """Return (contact taken, contact that should have been) by `choose_contact`.

    Looks at everybody whom an agent took out of a queue, and at all whom she might
    have taken instead: those who had joined before and waited on. Where calls
    ring or overflow at that very second, agents are chosen, not contacts.
    """
    stays = stays_of(journal)
    groups = {
        (int(row["contact"]), float(row["answered_at"])): journal.provenance.groups[
            row["group"]
        ]
        for row in journal.interactions
        if row["agent"] >= 0
    }
    return [
        (taken.contact, other.contact)
        for taken in stays
        if taken.queued_at < taken.answered_at < math.inf
        and not _overflows_now(scenario, taken)
        for group in [groups[taken.contact, taken.answered_at]]
        for other in stays
        if other.queued_at < taken.answered_at < other.ended_at
        and _may_serve(scenario, group, other, taken.answered_at)
        and _kept(scenario, group, other.channel)
        <= _kept(scenario, group, taken.channel)
        and _place(scenario, group, other, taken.answered_at)
        < _place(scenario, group, taken, taken.answered_at)
    ]


def _overflows_now(scenario: Scenario, stay: Stay) -> bool:
    return any(
        stay.queued_at + rule.after == stay.answered_at
        for rule in scenario.routing.overflow
    )


def _place(
    scenario: Scenario, group: str, stay: Stay, instant: float
) -> tuple[float, float]:
    """Return a contact's place for a group's free agent; the smallest is next."""
    channel, issue = scenario.channels[stay.channel], scenario.issues[stay.issue]
    skills = scenario.agents[group].skills
    skill = skills.get(f"{stay.channel}/{stay.issue}") or skills.get(stay.channel)
    weight = channel.weight if issue.weight is None else issue.weight
    due = math.inf if channel.target is None else channel.target.threshold
    first = {
        ContactRule.PRIORITY: channel.priority
        if issue.priority is None
        else issue.priority,
        ContactRule.LONGEST_WAIT: stay.queued_at,
        ContactRule.DUE_FIRST: stay.queued_at + due,
        ContactRule.WEIGHTED_WAIT: -weight * (instant - stay.queued_at),
        ContactRule.PREFERENCE: math.inf if skill is None else skill.preference,
    }[scenario.routing.choose_contact]
    return first, stay.queued_at
