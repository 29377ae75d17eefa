"""Rules about who serves whom: staff for every contact, overflow, transfers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import mix, timeline
from omnisim.scenario.check_names import split_skill
from omnisim.scenario.check_sums import exceeds
from omnisim.scenario.choices import Kind
from omnisim.scenario.schema import AgentRule, ContactRule
from omnisim.units import format_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Scenario

__all__ = ["RULES", "ever_on_duty", "may_serve"]


def may_serve(scenario: Scenario, group: str, channel: str, issue: str) -> bool:
    """Say whether a group has skill and qualification for a contact.

    Parameters
    ----------
    scenario : Scenario
        With known names.
    group, channel, issue : str
        Names.

    Returns
    -------
    bool
    """
    agents = scenario.agents[group]
    return agents.skill_for(channel, issue) is not None and agents.is_qualified(
        scenario.issues[issue]
    )


def ever_on_duty(scenario: Scenario, group: str) -> bool:
    """Say whether a group has anybody on duty at any time of the calendar.

    Parameters
    ----------
    scenario : Scenario
        With known names.
    group : str
        Name of an agent group.

    Returns
    -------
    bool
    """
    _, counts = timeline.head_counts(scenario, group)
    spans = timeline.shift_spans(scenario, group)
    return bool(counts.any()) or any(span.n > 0 for span in spans)


def _somebody_serves(scenario: Scenario) -> Iterator[Fault]:
    """Check that each contact that can come finds agents, now or by overflow.

    Where customers only come because they are advised to, nobody may be there to
    answer: that is a belief to be tried, and a hint says so.
    """
    advised = {
        offer.to
        for channel in scenario.channels.values()
        for offer in (channel.announce.offer if channel.announce else ())
    }
    for channel, issues in mix.issues_served(scenario).items():
        found = scenario.channels[channel]
        if (
            channel in advised
            and found.arrivals is None
            and found.kind != Kind.CALLBACK
        ):
            continue
        skilled = {
            group
            for group, agents in scenario.agents.items()
            if any(split_skill(skill)[0] == channel for skill in agents.skills)
        }
        met = sorted(issues)
        if met and not skilled and not scenario.routing.overflow:
            wrong = f"no agent group has the skill {channel!r}"
            yield Fault(f"channels.{channel}", wrong)
            continue
        for issue in met:
            yield from _issue_is_served(scenario, channel, issue)


def _issue_is_served(scenario: Scenario, channel: str, issue: str) -> Iterator[Fault]:
    able = [g for g in scenario.agents if may_serve(scenario, g, channel, issue)]
    able += [
        rule.to
        for rule in scenario.routing.overflow
        if rule.is_for(channel, issue)
        and scenario.agents[rule.to].is_qualified(scenario.issues[issue])
    ]
    if not able:
        needs = scenario.issues[issue].needs
        lacking = f" and is qualified for {needs!r}" if needs else ""
        yield Fault(
            f"channels.{channel}",
            f"nobody can serve issue {issue!r}: no agent group has the skill "
            f"{channel!r} or '{channel}/{issue}'{lacking}",
        )
    elif not any(ever_on_duty(scenario, group) for group in able):
        names = ", ".join(dict.fromkeys(able))
        verb = "works" if len(set(able)) == 1 else "work"
        wrong = (
            f"nobody is ever on duty for issue {issue!r}; {names} {verb} at no time "
            "of the calendar"
        )
        yield Fault(f"channels.{channel}", wrong)


def _overflow_reaches(scenario: Scenario) -> Iterator[Fault]:
    """Check that an overflow leads to agents who may take what it is for."""
    for n, rule in enumerate(scenario.routing.overflow):
        issues = [rule.issue] if rule.issue else list(scenario.issues)
        if not any(
            scenario.agents[rule.to].is_qualified(scenario.issues[issue])
            for issue in issues
        ):
            needs = scenario.issues[issues[0]].needs
            wrong = f"{rule.to!r} is not qualified for {needs!r}"
            yield Fault(f"routing.overflow.{n}.to", wrong)


def _transfers_reach(scenario: Scenario) -> Iterator[Fault]:
    """Check that transfers lead elsewhere, to qualified agents, and add up."""
    served = mix.issues_served(scenario)
    for n, rule in enumerate(scenario.routing.transfers):
        path = f"routing.transfers.{n}"
        if rule.source == rule.to:
            yield Fault(f"{path}.to", f"from and to are the same group, {rule.to!r}")
        channels = [rule.channel] if rule.channel else list(scenario.channels)
        met = {issue for channel in channels for issue in served[channel]}
        for issue in sorted(met if rule.issue is None else {rule.issue}):
            if not scenario.agents[rule.to].is_qualified(scenario.issues[issue]):
                needs = scenario.issues[issue].needs
                wrong = f"{rule.to!r} is not qualified for issue {issue!r} ({needs!r})"
                yield Fault(f"{path}.to", wrong)
    for group in scenario.agents:
        yield from _transfers_add_up(scenario, group, served)


def _transfers_add_up(
    scenario: Scenario, group: str, served: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    for channel, issues in served.items():
        for issue in sorted(issues):
            total = math.fsum(
                rule.share
                for rule in scenario.routing.transfers
                if rule.passes_on(channel, issue, group)
            )
            if exceeds(total):
                yield Fault(
                    "routing.transfers",
                    f"{format_share(round(total, 8))} of the contacts of {group!r} on "
                    f"{channel!r} about {issue!r} would be transferred",
                    "at most 100%",
                )


def _rules_have_what_they_need(scenario: Scenario) -> Iterator[Fault]:
    """Check that routing rules find the wages and targets they go by."""
    routing = scenario.routing
    if AgentRule.CHEAPEST in routing.choose_agent:
        for name, group in scenario.agents.items():
            if group.wage is None:
                wrong = "has no wage, which choose_agent: cheapest goes by"
                yield Fault(f"agents.{name}", wrong, "such as 'wage: 24 EUR/h'")
    if routing.choose_contact == ContactRule.DUE_FIRST:
        for name, channel in scenario.channels.items():
            # the promised window of a call back tells when it is due as well
            told = channel.target is not None or channel.window.lasts > 0
            if channel.kind != Kind.BOT and not told:
                wrong = "has no target, which choose_contact: due_first goes by"
                yield Fault(
                    f"channels.{name}", wrong, "such as 'target: 80% within 20 s'"
                )
    if routing.ring.unanswered >= 1:
        wrong = "nobody would ever pick up"
        yield Fault("routing.ring.unanswered", wrong, "less than 100%")


RULES: Rules = (
    _somebody_serves,
    _overflow_reaches,
    _transfers_reach,
    _rules_have_what_they_need,
)
