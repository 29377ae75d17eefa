"""Which channels of a scenario some of the figures are about.

A report shows figures about bots, outages, moves, messages, money and moods only
where a scenario has such things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario import prices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from omnisim.scenario.schema import Scenario

__all__ = ["fronted", "informed", "interrupted", "judged", "linked", "paid"]


def fronted(scenario: Scenario) -> set[str]:
    """Return the channels on which customers meet a bot."""
    return {name for bot in scenario.automation.values() for name in bot.fronts}


def interrupted(scenario: Scenario) -> set[str]:
    """Return the channels that are out of order at times, or whose bot is."""
    own = {name for name, channel in scenario.channels.items() if channel.outages}
    bots = (bot for bot in scenario.automation.values() if bot.outages)
    return own | {name for bot in bots for name in bot.fronts}


def linked(scenario: Scenario) -> Collection[str]:
    """Return all channels if customers may move from one to another, or none."""
    moves = any(before != then for before, then in _ways(scenario))
    return scenario.channels if moves else ()


def informed(scenario: Scenario) -> set[str]:
    """Return the channels whose customers are sent messages."""
    customers = scenario.customers
    # a key may name an issue as well: mail/dispute
    told = {key.partition("/")[0] for key in (*customers.updates, *customers.proactive)}
    invited = {name for name, one in scenario.channels.items() if one.invite}
    return told | invited


def paid(scenario: Scenario) -> Collection[str]:
    """Return all channels if there is any wage or price, or none."""
    return scenario.channels if prices.has_money(scenario) else ()


def judged(scenario: Scenario) -> Collection[str]:
    """Return all channels if the model of satisfaction is asked for, or none."""
    return () if scenario.satisfaction is None else scenario.channels


def _ways(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield from which channel to which customers may go, those that stay too."""
    customers = scenario.customers
    for event in type(customers.after).model_fields:
        for place, steps in getattr(customers.after, event).items():
            yield from ((place.partition("/")[0], step.channel) for step in steps)
    for name, doubles in customers.impatient_duplicates.items():
        yield from ((name, double.open) for double in doubles)
    for name, channel in scenario.channels.items():
        if channel.announce is not None:
            yield from ((name, offer.to) for offer in channel.announce.offer)
