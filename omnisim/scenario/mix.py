"""Which issues customers bring on a channel, and by which laws they are served.

Given a `Scenario`; hands on, for one channel, the shares of the issues and the
law of each part of a contact, with the overrides of a channel's own mixture in
place. An issue's effort is not in the laws: it is a fact about the customer and
applied to what is drawn.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from omnisim.scenario.laws import Law
    from omnisim.scenario.schema import Scenario

    Part = Literal["talk", "wrap_up", "patience"]

__all__ = ["issues_met", "law", "mean_handle", "mixture"]


def mixture(scenario: Scenario, channel: str) -> dict[str, float]:
    """Return the shares of the issues among the contacts that arrive on a channel.

    Parameters
    ----------
    scenario : Scenario
        Read for the channel and the issues section.
    channel : str
        Name of a channel.

    Returns
    -------
    dict of str to float
        Issue name to share, by name; shares sum to 1. The channel's own mixture
        where it has one, else the section's; a lone issue needs no share.
    """
    own = scenario.channels[channel].issues
    if not own and len(scenario.issues) == 1:
        return dict.fromkeys(scenario.issues, 1.0)
    section = {
        name: issue.share
        for name, issue in sorted(scenario.issues.items())
        if issue.share is not None
    }
    given = {name: own[name].share for name in sorted(own)} or section
    # typed percentages may miss 1 by a rounding error; whoever draws may not
    total = math.fsum(given.values())
    return {name: share / total for name, share in given.items()}


def law(scenario: Scenario, channel: str, issue: str, part: Part) -> Law:
    """Return the law of one part of the contacts about an issue on a channel.

    Parameters
    ----------
    scenario : Scenario
        Read for the channel.
    channel, issue : str
        Names; the issue need not be in the channel's mixture, because customers
        may come here from elsewhere.
    part : {"talk", "wrap_up", "patience"}
        What the duration is of.

    Returns
    -------
    Law
        The mixture entry's own, else the channel's; effort not included.
    """
    found = scenario.channels[channel]
    entry = found.issues.get(issue)
    own: Law | None = getattr(entry, part, None)
    shared: Law = getattr(found, part)
    return own or shared


def mean_handle(scenario: Scenario, channel: str, issue: str) -> float:
    """Return the mean talk and wrap-up of contacts about an issue on a channel.

    Parameters
    ----------
    scenario : Scenario
        Read for the channel and the issue.
    channel, issue : str
        Names.

    Returns
    -------
    float, seconds
        Of an agent at standard pace; the issue's effort included.
    """
    talk = law(scenario, channel, issue, "talk").mean_duration()
    wrap_up = law(scenario, channel, issue, "wrap_up").mean_duration()
    return (talk + wrap_up) * scenario.issues[issue].effort


def issues_met(scenario: Scenario, channel: str) -> frozenset[str]:
    """Return the issues with which a contact can come to a channel.

    Parameters
    ----------
    scenario : Scenario
        Read for arrivals and for what customers do next.
    channel : str
        Name of a channel.

    Returns
    -------
    frozenset of str
        Those that arrive there, and those that customers bring along from other
        channels after being blocked, balking, abandoning or an unresolved contact.
    """
    sources = {channel}
    while True:
        more = {
            origin
            for origin in scenario.channels
            if origin not in sources and _leads_to(scenario, origin, sources)
        }
        if not more:
            return frozenset().union(*(_arriving(scenario, name) for name in sources))
        sources |= more


def _leads_to(scenario: Scenario, origin: str, channels: set[str]) -> bool:
    """Say whether a customer of `origin` may next turn to one of `channels`."""
    after = scenario.customers.after
    return any(
        step.share > 0 and step.channel in channels
        for event in (after.blocked, after.balked, after.abandoned, after.unresolved)
        for step in event[origin]
    )


def _arriving(scenario: Scenario, channel: str) -> set[str]:
    """Return the issues of the contacts that arrive by themselves on a channel."""
    arrivals = scenario.channels[channel].arrivals
    if arrivals is None:
        return set()
    named = {entry.issue for entry in arrivals.recorded}
    if arrivals.table is not None:
        named |= {row.issue for row in arrivals.table.rows}
        if not arrivals.table.rows:
            named.add(None)
    if None in named:
        shares = mixture(scenario, channel)
        named |= {name for name, share in shares.items() if share > 0}
    return {name for name in named if name is not None}
