"""Which issues customers bring on a channel, and by which laws they are served.

Given a `Scenario`; hands on, for one channel, the shares of the issues and the
law of each part of a contact, with the overrides of a channel's own mixture in
place. An issue's effort is not in the laws: it is a fact about the customer and
applied to what is drawn.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from omnisim.scenario.countlaws import CountLaw, Fixed
from omnisim.scenario.fronts import may_contain, may_leave_unhelped, reaches_agents
from omnisim.scenario.laws import Constant, Exponential, Law
from omnisim.scenario.schema import After

if TYPE_CHECKING:
    from omnisim.scenario.schema import Scenario

    Part = Literal[
        "talk",
        "work",
        "duration",
        "agent_turn",
        "customer_turn",
        "reply_patience",
        "wrap_up",
        "patience",
        "discovery",
        "dial",
        "retry",
    ]

__all__ = [
    "AGENT_WORK",
    "contacts_met",
    "issues_met",
    "issues_served",
    "law",
    "mean_handle",
    "mixture",
    "turns",
]

AGENT_WORK: frozenset[Part] = frozenset(
    {"talk", "work", "duration", "agent_turn", "wrap_up"}
)
"""The parts that an issue's effort scales."""


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
    part : str
        What the duration is of, a field of the channel: ``"talk"``, ``"retry"``.

    Returns
    -------
    Law
        The mixture entry's own, else the channel's; effort not included. The
        duration of a chat held alone is exponential unless told otherwise. A
        part that conversations of this kind do not have takes no time.
    """
    found = scenario.channels[channel]
    told: Law | None = getattr(found.issues.get(issue), part, None)
    if told is None:
        told = getattr(found, part)
    if told is None and part == "duration" and found.duration_by_open_chats:
        return Exponential(mean=found.duration_by_open_chats[0])
    return Constant(value=0.0) if told is None else told


def turns(scenario: Scenario, channel: str, issue: str) -> CountLaw:
    """Return the law of the number of agent turns, or of a mail's rounds.

    Parameters
    ----------
    scenario : Scenario
        Read for the channel.
    channel, issue : str
        Names, as for `law`.

    Returns
    -------
    CountLaw
        The mixture entry's own, else the channel's, else one.
    """
    found = scenario.channels[channel]
    entry = found.issues.get(issue)
    own = entry.turns if entry else None
    return own or found.turns or Fixed(value=1)


def mean_handle(scenario: Scenario, channel: str, issue: str) -> float:
    """Return the mean work of an agent on contacts about an issue on a channel.

    Talk of a call; agent turns of a chat or message; work on all rounds of a
    mail; of a chat at the rate level its duration when held alone. And wrap-up.

    Parameters
    ----------
    scenario : Scenario
        Read for the channel and the issue.
    channel, issue : str
        Names.

    Returns
    -------
    float, seconds
        Of an agent at standard pace; the issue's effort included. The wait for
        the customer's turns is not.
    """

    def mean(part: Part) -> float:
        return law(scenario, channel, issue, part).mean_duration()

    rounds = turns(scenario, channel, issue).mean_count()
    # a part that the kind does not have adds nothing
    talk = (
        mean("talk") + mean("duration") + rounds * (mean("agent_turn") + mean("work"))
    )
    return (talk + mean("wrap_up")) * scenario.issues[issue].effort


def contacts_met(scenario: Scenario) -> dict[str, frozenset[str]]:
    """Return the issues with which a contact can come to each channel.

    Parameters
    ----------
    scenario : Scenario
        Read for arrivals and for what customers do next.

    Returns
    -------
    dict of str to frozenset of str
        By channel: the issues that arrive there, and those that customers bring
        along from other channels, whatever happened to them there, or advised to
        come here, or to try here as well.
    """
    edge = {
        (channel, issue)
        for channel in scenario.channels
        for issue in _arriving(scenario, channel)
    }
    met: dict[str, set[str]] = {channel: set() for channel in scenario.channels}
    while edge:
        for channel, issue in edge:
            met[channel].add(issue)
        edge = {
            (next_one, issue)
            for channel, issue in edge
            for next_one in _leads_to(scenario, channel, issue)
            if issue not in met[next_one]
        }
    return {channel: frozenset(issues) for channel, issues in met.items()}


def issues_met(scenario: Scenario, channel: str) -> frozenset[str]:
    """Return the issues with which a contact can come to a channel.

    Parameters
    ----------
    scenario : Scenario
        As for `contacts_met`.
    channel : str
        Name of a channel.

    Returns
    -------
    frozenset of str
    """
    return contacts_met(scenario)[channel]


def issues_served(scenario: Scenario) -> dict[str, frozenset[str]]:
    """Return the issues with which a contact can come to each channel's agents.

    Parameters
    ----------
    scenario : Scenario
        As for `contacts_met`, and for the bots in front of channels.

    Returns
    -------
    dict of str to frozenset of str
        By channel; nothing comes to the agents of a channel of kind bot.
    """
    return {
        channel: frozenset(
            issue for issue in issues if reaches_agents(scenario, channel, issue)
        )
        for channel, issues in contacts_met(scenario).items()
    }


def _leads_to(scenario: Scenario, channel: str, issue: str) -> set[str]:
    """Return the channels to which a contact may turn its customer next."""
    customers = scenario.customers
    happens = _happens(scenario, channel, issue)
    found = {
        step.channel
        for event in After.model_fields
        if happens.get(event, happens["with agents"])
        for step in customers.steps_after(event, channel, issue)
        if step.is_ever_taken
    }
    if happens["with agents"]:
        announce = scenario.channels[channel].announce
        offers = announce.offer if announce else ()
        found |= {offer.to for offer in offers if offer.share > 0}
        twins = customers.impatient_duplicates.get(channel, ())
        found |= {twin.open for twin in twins if twin.probability > 0}
    return found


def _happens(scenario: Scenario, channel: str, issue: str) -> dict[str, bool]:
    """Say whether events can happen; those that are not named need agents."""
    return {
        "blocked": True,
        "cut_off": True,
        "unhelped": may_leave_unhelped(scenario, channel, issue),
        "contained": may_contain(scenario, channel, issue),
        "with agents": reaches_agents(scenario, channel, issue),
    }


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
