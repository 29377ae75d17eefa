"""Where a scenario speaks of money, and the one currency it does so in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from omnisim.scenario.automation import Bot
    from omnisim.scenario.choices import Per
    from omnisim.scenario.journeys import Proactive, Update
    from omnisim.scenario.money import Price
    from omnisim.scenario.schema import Channel, Invite, Scenario
    from omnisim.scenario.staffing import Wage

__all__ = ["amount", "currency", "has_money", "money"]


def money(scenario: Scenario) -> Iterator[tuple[str, Wage | Price]]:
    """Yield every wage and price with the path to it, wages first.

    Parameters
    ----------
    scenario : Scenario

    Yields
    ------
    path : str
        ``"channels.phone.cost.0"``.
    what : Wage or Price
    """
    for name, group in scenario.agents.items():
        if group.wage is not None:
            yield f"agents.{name}.wage", group.wage
    for path, one in _priced(scenario):
        for n, price in enumerate(one.cost):
            yield f"{path}.cost.{n}", price


def _priced(
    scenario: Scenario,
) -> Iterator[tuple[str, Channel | Invite | Bot | Update | Proactive]]:
    """Yield everything that may have a price, with the path to it."""
    for name, channel in scenario.channels.items():
        yield f"channels.{name}", channel
        if channel.invite is not None:
            yield f"channels.{name}.invite", channel.invite
    for name, bot in scenario.automation.items():
        yield f"automation.{name}", bot
    for name, update in scenario.customers.updates.items():
        yield f"customers.updates.{name}", update
    for name, proactive in scenario.customers.proactive.items():
        yield f"customers.proactive.{name}", proactive


def has_money(scenario: Scenario) -> bool:
    """Say whether there is any wage or price."""
    return any(True for _ in money(scenario))


def currency(scenario: Scenario) -> str:
    """Return the currency of all wages and prices; empty if there are none."""
    return next((what.currency for _, what in money(scenario)), "")


def amount(prices: Iterable[Price], per: Per) -> float:
    """Return what is paid for one of something; several prices add up.

    Parameters
    ----------
    prices : iterable of Price
    per : Per

    Returns
    -------
    float
        In the scenario's currency; 0 if none of the prices is for it.
    """
    return sum((price.amount for price in prices if price.per is per), 0.0)
