"""Names that must exist: channels, issues, groups, qualifications, skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.errors import Fault, nearest
from omnisim.scenario.choices import Kind
from omnisim.scenario.schema import After

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from omnisim.scenario.schema import Scenario

    Rules = Sequence[Callable[[Scenario], Iterator[Fault]]]

__all__ = ["RULES", "Rules", "has_agents", "split_skill"]


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


def _unknown_contact(path: str, name: str, scenario: Scenario) -> Iterator[Fault]:
    """Check a channel, or channel and issue: ``phone/dispute``."""
    channel, issue = split_skill(name)
    yield from _unknown(path, "channel", channel, scenario.channels)
    yield from _unknown(path, "issue", issue, scenario.issues)


def has_agents(path: str, channel: str | None, scenario: Scenario) -> Iterator[Fault]:
    """Check that a channel which agents are told of is not one of bots.

    Parameters
    ----------
    path : str
        Where it is named.
    channel : str or None
        Need not exist.
    scenario : Scenario

    Yields
    ------
    Fault
        One at the most.
    """
    found = scenario.channels.get(channel or "")
    if found is not None and found.kind == Kind.BOT:
        taken = [c for c, one in scenario.channels.items() if one.kind != Kind.BOT]
        wrong = f"no agent takes contacts of {channel!r}, a channel of kind bot"
        yield Fault(path, wrong, ", ".join(taken))


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
        for n, offer in enumerate(channel.announce.offer if channel.announce else ()):
            where = f"{path}.announce.offer.{n}.to"
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
            yield from _unknown_contact(path, skill, scenario)
            yield from has_agents(path, split_skill(skill)[0], scenario)
        mine = {split_skill(skill)[0] for skill in group.skills}
        for channel in group.reserved:
            path = f"agents.{name}.reserved.{channel}"
            yield from _unknown(path, "channel", channel, scenario.channels)
            if bots := list(has_agents(path, channel, scenario)):
                yield from bots
            elif channel in scenario.channels and channel not in mine:
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
            yield from has_agents(f"{path}.channel", rule.channel, scenario)
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
        for name, steps in getattr(scenario.customers.after, event).items():
            path = f"customers.after.{event}.{name}"
            yield from _unknown_contact(path, name, scenario)
            for n, step in enumerate(steps):
                where = f"{path}.{n}.{step.channel}"
                yield from _unknown(where, "channel", step.channel, scenario.channels)


def _names_of_messages(scenario: Scenario) -> Iterator[Fault]:
    """Check the names in duplicates, updates and proactive messages."""
    customers = scenario.customers
    for channel, duplicates in customers.impatient_duplicates.items():
        path = f"customers.impatient_duplicates.{channel}"
        yield from _unknown(path, "channel", channel, scenario.channels)
        for n, one in enumerate(duplicates):
            where = f"{path}.{n}.open"
            yield from _unknown(where, "channel", one.open, scenario.channels)
    for channel in customers.updates:
        path = f"customers.updates.{channel}"
        yield from _unknown(path, "channel", channel, scenario.channels)
    for name in customers.proactive:
        yield from _unknown_contact(f"customers.proactive.{name}", name, scenario)


def _names_of_automation(scenario: Scenario) -> Iterator[Fault]:
    """Check the channels that bots front, and the issues they know."""
    for name, bot in scenario.automation.items():
        path = f"automation.{name}"
        if not bot.fronts:
            yield Fault(f"{path}.fronts", "is empty; name at least one channel")
        for n, channel in enumerate(bot.fronts):
            where = f"{path}.fronts.{n}"
            yield from _unknown(where, "channel", channel, scenario.channels)
        for field in ("contains", "false_containment"):
            for issue in getattr(bot, field):
                if issue != "any":
                    where = f"{path}.{field}.{issue}"
                    yield from _unknown(where, "issue", issue, scenario.issues)


RULES: Rules = (
    _something_to_play,
    _names_of_demand,
    _names_of_agents,
    _names_of_routing,
    _names_of_customers,
    _names_of_messages,
    _names_of_automation,
)
