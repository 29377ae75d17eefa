"""Names that must exist: channels, issues, groups, qualifications, skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.errors import Fault, nearest
from omnisim.scenario.schema import After

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from omnisim.scenario.schema import Scenario

    Rules = Sequence[Callable[[Scenario], Iterator[Fault]]]

__all__ = ["RULES", "Rules", "split_skill"]


def split_skill(name: str) -> tuple[str, str | None]:
    """Return the channel and, if there is one, the issue that a skill names.

    Examples
    --------
    >>> split_skill("phone"), split_skill("phone/dispute")
    (('phone', None), ('phone', 'dispute'))
    """
    channel, slash, issue = name.partition("/")
    return channel, issue if slash else None


def _unknown(
    path: str, what: str, name: str | None, names: Collection[str]
) -> Iterator[Fault]:
    if name is not None and name not in names:
        known = sorted(names)
        allowed = ", ".join(known) or "none is defined"
        yield Fault(path, f"unknown {what} {name!r}", allowed, nearest(name, known))


def _something_to_play(scenario: Scenario) -> Iterator[Fault]:
    """Check that there are channels, agents, issues and arrivals."""
    for section in ("issues", "channels", "agents"):
        if not getattr(scenario, section):
            yield Fault(section, "is empty; name at least one")
    channels = scenario.channels.values()
    if scenario.channels and all(channel.arrivals is None for channel in channels):
        yield Fault("channels", "no channel has arrivals; nobody would ever come")


def _names_of_demand(scenario: Scenario) -> Iterator[Fault]:
    """Check the issues of mixtures and tables, and that somebody has what they need."""
    for name, channel in scenario.channels.items():
        path = f"channels.{name}"
        for issue in channel.issues:
            yield from _unknown(
                f"{path}.issues.{issue}", "issue", issue, scenario.issues
            )
        if channel.arrivals is not None:
            table = channel.arrivals.table
            named = {row.issue for row in table.rows} if table else set()
            named |= {one.issue for one in channel.arrivals.recorded}
            for issue in sorted(one for one in named if one is not None):
                yield from _unknown(f"{path}.arrivals", "issue", issue, scenario.issues)
        offer = channel.announce.offer if channel.announce else None
        if offer is not None:
            where = f"{path}.announce.offer.to"
            yield from _unknown(where, "channel", offer.to, scenario.channels)
    held = {one for group in scenario.agents.values() for one in group.qualified_for}
    for name, issue_of in scenario.issues.items():
        needed = issue_of.needs
        if needed is not None and needed not in held:
            known = sorted(held)
            yield Fault(
                f"issues.{name}.needs",
                f"no agent group is qualified for {needed!r}",
                ", ".join(known) or "no group has any 'qualified_for'",
                nearest(needed, known),
            )


def _names_of_agents(scenario: Scenario) -> Iterator[Fault]:
    """Check the channels and issues of skills and reservations."""
    for name, group in scenario.agents.items():
        for skill in group.skills:
            path = f"agents.{name}.skills.{skill}"
            channel, issue = split_skill(skill)
            yield from _unknown(path, "channel", channel, scenario.channels)
            yield from _unknown(path, "issue", issue, scenario.issues)
        mine = {split_skill(skill)[0] for skill in group.skills}
        for channel in group.reserved:
            path = f"agents.{name}.reserved.{channel}"
            yield from _unknown(path, "channel", channel, scenario.channels)
            if channel in scenario.channels and channel not in mine:
                known = ", ".join(sorted(mine)) or "the group has no skills"
                yield Fault(path, f"the group has no skill {channel!r}", known)


def _names_of_routing(scenario: Scenario) -> Iterator[Fault]:
    """Check the channels, issues and groups of overflow and transfers."""
    for kind in ("overflow", "transfers"):
        for n, rule in enumerate(getattr(scenario.routing, kind)):
            path = f"routing.{kind}.{n}"
            yield from _unknown(
                f"{path}.channel", "channel", rule.channel, scenario.channels
            )
            yield from _unknown(f"{path}.issue", "issue", rule.issue, scenario.issues)
            yield from _unknown(f"{path}.to", "agent group", rule.to, scenario.agents)
    for n, transfer in enumerate(scenario.routing.transfers):
        path = f"routing.transfers.{n}.from"
        yield from _unknown(path, "agent group", transfer.source, scenario.agents)


def _names_of_customers(scenario: Scenario) -> Iterator[Fault]:
    """Check the names in what customers do next and in what is resolved."""
    for channel, shares in scenario.customers.resolved.items():
        path = f"customers.resolved.{channel}"
        yield from _unknown(path, "channel", channel, scenario.channels)
        for issue in shares:
            yield from _unknown(f"{path}.{issue}", "issue", issue, scenario.issues)
    for event in After.model_fields:
        for channel, steps in getattr(scenario.customers.after, event).items():
            path = f"customers.after.{event}.{channel}"
            yield from _unknown(path, "channel", channel, scenario.channels)
            for n, step in enumerate(steps):
                where = f"{path}.{n}.{step.channel}"
                yield from _unknown(where, "channel", step.channel, scenario.channels)


RULES: Rules = (
    _something_to_play,
    _names_of_demand,
    _names_of_agents,
    _names_of_routing,
    _names_of_customers,
)
