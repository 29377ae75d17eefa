"""Rules about who is told what, and about second contacts opened while waiting."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import kinds
from omnisim.scenario.check_sums import at_most_whole, whole
from omnisim.scenario.choices import DEFERRED, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Channel, Scenario

__all__ = ["RULES", "advised"]

_LIVE = "channels of kind call or chat"


def advised(channel: Channel) -> Iterator[str]:
    """Tell where customers turn to at once who take what they are offered on arrival.

    Parameters
    ----------
    channel : Channel

    Yields
    ------
    str
        Names of channels.
    """
    for offer in channel.announce.offer if channel.announce else ():
        if offer.share > 0 and not offer.after:
            yield offer.to


def _offers_lead_elsewhere(scenario: Scenario) -> Iterator[Fault]:
    """Check that who waits live is offered another channel, and not sent round."""
    for name, channel in scenario.channels.items():
        offers = channel.announce.offer if channel.announce else ()
        path = f"channels.{name}.announce.offer"
        if offers and channel.kind in DEFERRED:
            called = kinds.form_of(channel).called
            wrong = f"customers of {called} do not wait on the line"
            yield Fault(path, wrong, f"on {_LIVE}")
            continue
        for n, offer in enumerate(offers):
            if offer.to == name:
                others = [one for one in scenario.channels if one != name]
                wrong = f"{name!r} is where they wait already"
                allowed = ", ".join(others) or "another channel"
                yield Fault(f"{path}.{n}.to", wrong, allowed)
            elif offer.to in advised(channel) and _leads_back(scenario, offer.to, name):
                yield Fault(
                    f"{path}.{n}",
                    f"who is sent from {name!r} to {offer.to!r} could be sent back "
                    "without time passing",
                    "an offer with 'after: 1 min', or one that does not lead back",
                )


def _leads_back(scenario: Scenario, channel: str, to: str) -> bool:
    """Say whether offers taken on arrival lead from one channel to another."""
    met, edge = {channel}, {channel}
    while edge:
        edge = {on for name in edge for on in advised(scenario.channels[name])} - met
        met |= edge
    return to in met


def _invitations_bring_somebody(scenario: Scenario) -> Iterator[Fault]:
    """Check that visitors are invited where they come, to talk live."""
    for name, channel in scenario.channels.items():
        if channel.invite is None:
            continue
        path = f"channels.{name}.invite"
        if channel.kind in DEFERRED:
            called = kinds.form_of(channel).called
            wrong = f"{name!r} is {called}, which needs nobody with room at once"
            yield Fault(path, wrong, f"on {_LIVE}")
        elif channel.arrivals is None:
            wrong = "there is nobody to invite; arrivals tells how many visitors come"
            yield Fault(path, wrong, "on a channel with arrivals")


def _duplicates_can_be_opened(scenario: Scenario) -> Iterator[Fault]:
    """Check that second contacts are opened elsewhere, by some of those who wait."""
    for name, duplicates in scenario.customers.impatient_duplicates.items():
        path = f"customers.impatient_duplicates.{name}"
        if scenario.channels[name].kind == Kind.BOT:
            waiting = [
                c for c, one in scenario.channels.items() if one.kind != Kind.BOT
            ]
            wrong = f"nobody waits in a queue on {name!r}, a channel of kind bot"
            yield Fault(path, wrong, ", ".join(waiting))
        shares = (one.probability for one in duplicates)
        yield from at_most_whole(path, shares, "probabilities", "only wait")
        for n, one in enumerate(duplicates):
            if one.open == name:
                others = [other for other in scenario.channels if other != name]
                wrong = f"{name!r} is where they wait already"
                allowed = ", ".join(others) or "another channel"
                yield Fault(f"{path}.{n}.open", wrong, allowed)
            if math.isinf(one.after.mean_duration()):
                yield Fault(f"{path}.{n}.after", "never happens; leave it out")


def _twins_have_a_fate(scenario: Scenario) -> Iterator[Fault]:
    """Check that something becomes of every twin, and that finding out ends."""
    twins = scenario.customers.twins
    shares = [twins.withdrawn, twins.merged, twins.found_out, twins.in_full]
    yield from whole("customers.twins", shares)
    if math.isinf(twins.discovery.mean_duration()):
        yield Fault("customers.twins.discovery", "never ends", "a mean duration")


def _updates_are_waited_for(scenario: Scenario) -> Iterator[Fault]:
    """Check that updates are about contacts that are answered later."""
    later = [c for c, one in scenario.channels.items() if one.kind in DEFERRED]
    for name in scenario.customers.updates:
        if name not in later:
            called = kinds.form_of(scenario.channels[name]).called
            yield Fault(
                f"customers.updates.{name}",
                f"{name!r} is {called}, and only mails, messages and callbacks wait "
                "for an answer",
                ", ".join(later) or "no channel of this scenario",
            )


RULES: Rules = (
    _offers_lead_elsewhere,
    _invitations_bring_somebody,
    _duplicates_can_be_opened,
    _twins_have_a_fate,
    _updates_are_waited_for,
)
