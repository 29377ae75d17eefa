"""Rules about money: one currency, and prices for what there is; and about scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from omnisim.errors import Fault
from omnisim.scenario import prices
from omnisim.scenario.check_demand import currency_of
from omnisim.scenario.choices import Kind, Per
from omnisim.units import format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.money import Price
    from omnisim.scenario.schema import Scenario

__all__ = ["RULES"]

_OF_CHANNELS = (Per.CONTACT, Per.MINUTE, Per.LINE)
_OF_BOTS = (Per.SESSION, Per.MINUTE)
_OF_MESSAGES = (Per.MESSAGE,)
_CHANNEL = "a channel"
_NEVER_CONNECTED = (Kind.MESSAGE, Kind.MAIL)


class _Priced(NamedTuple):
    path: str
    price: Price
    called: str
    allowed: tuple[Per, ...]


def _prices(scenario: Scenario) -> Iterator[_Priced]:
    """Yield every price, with what it may be paid for there."""
    for name, channel in scenario.channels.items():
        path = f"channels.{name}"
        yield from _each(f"{path}.cost", channel.cost, _CHANNEL, _OF_CHANNELS)
        if channel.invite is not None:
            path, cost = f"{path}.invite.cost", channel.invite.cost
            yield from _each(path, cost, "an invitation", _OF_MESSAGES)
    for name, bot in scenario.automation.items():
        yield from _each(f"automation.{name}.cost", bot.cost, "a bot", _OF_BOTS)
    customers = scenario.customers
    for name, update in customers.updates.items():
        path = f"customers.updates.{name}.cost"
        yield from _each(path, update.cost, "an update", _OF_MESSAGES)
    for name, message in customers.proactive.items():
        path = f"customers.proactive.{name}.cost"
        yield from _each(path, message.cost, "a proactive message", _OF_MESSAGES)


def _each(
    path: str, cost: tuple[Price, ...], called: str, allowed: tuple[Per, ...]
) -> Iterator[_Priced]:
    for n, price in enumerate(cost):
        yield _Priced(f"{path}.{n}", price, called, allowed)


def _prices_are_for_what_is_there(scenario: Scenario) -> Iterator[Fault]:
    """Check that a price is for something that its owner has."""
    for path, price, called, allowed in _prices(scenario):
        if price.per not in allowed:
            yield Fault(
                path,
                f"a price per {price.per} is not what {called} costs",
                ", ".join(
                    f"{price.amount:g} {price.currency}/{per}" for per in allowed
                ),
            )
        elif price.per == Per.LINE:
            channel = path.split(".")[1]
            if scenario.channels[channel].lines is None:
                wrong = f"is paid per line, and {channel!r} does not say how many"
                yield Fault(path, wrong, "such as 'lines: 60' beside it")
        elif price.per == Per.MINUTE and called == _CHANNEL:
            kind = scenario.channels[path.split(".")[1]].kind
            if kind in _NEVER_CONNECTED:
                wrong = f"is paid per minute, and who writes a {kind} is not connected"
                yield Fault(path, wrong, f"{price.amount:g} {price.currency}/contact")


def _one_currency(scenario: Scenario) -> Iterator[Fault]:
    """Check that all wages and prices are in one currency, because they are added."""
    first = prices.currency(scenario)
    for path, what in prices.money(scenario):
        if what.currency != first:
            wrong = f"currency {what.currency!r} differs from {first!r}"
            yield Fault(path, wrong, "one currency for all wages and prices")


def _targets_are_in_it(scenario: Scenario) -> Iterator[Fault]:
    """Check that limits in money are in the currency that costs are in."""
    first = prices.currency(scenario)
    for name, lights in scenario.targets.items():
        for light, text in lights.items():
            currency = currency_of(text)
            if first and currency not in ("", first):
                wrong = f"currency {currency!r} differs from {first!r}"
                allowed = f"the currency of wages and prices, {first}"
                yield Fault(f"targets.{name}.{light}", wrong, allowed)


def _scores_are_in_order(scenario: Scenario) -> Iterator[Fault]:
    """Check that nobody is promoter and detractor at once."""
    found = scenario.satisfaction
    if found is not None and found.detractor >= found.promoter:
        yield Fault(
            "satisfaction.detractor",
            f"{format_share(found.detractor)} is not below the score of promoters",
            f"below {format_share(found.promoter)}",
        )


RULES: Rules = (
    _prices_are_for_what_is_there,
    _one_currency,
    _targets_are_in_it,
    _scores_are_in_order,
)
