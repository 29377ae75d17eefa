"""What may happen in a scenario besides waiting and being answered.

A scenario in which something cannot happen has none of the figures about it, and
pays nothing for them. Where it can, the figures are there in every replication,
also in one in which it did not happen. A journal of a real centre may hold what
its scenario does not speak of: what happened can happen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim.journal.schema import Outcome
from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal
    from omnisim.scenario.schema import Scenario

__all__ = ["Occasions"]

_OF_TWINS = (Outcome.WITHDRAWN, Outcome.MERGED, Outcome.FOUND_OUT)


class Occasions(NamedTuple):
    """What may happen.

    Parameters
    ----------
    bots : bool
        Customers meet bots.
    outages : bool
        A channel or a bot is out of order.
    advice : bool
        Those who wait are advised to use another channel.
    twins : bool
        A contact is withdrawn, merged or found out, since another was answered.
    further : bool
        Customers make further contacts.
    notices : bool
        Customers are sent messages.
    """

    bots: bool = False
    outages: bool = False
    advice: bool = False
    twins: bool = False
    further: bool = False
    notices: bool = False

    @classmethod
    def of(cls, journal: Journal, scenario: Scenario) -> Occasions:
        """Tell what may happen in a scenario, or did in its journal.

        Parameters
        ----------
        journal : Journal
        scenario : Scenario

        Returns
        -------
        Occasions
        """
        told, contacts = _told(scenario), journal.contacts
        seen = np.zeros(len(Outcome), dtype=bool)
        # one look at the largest code spares plain scenarios the rest
        if contacts["outcome"].max(initial=0) > Outcome.MISSED:
            seen[contacts["outcome"]] = True
        met = len(journal.sessions) > 0 or bool(journal.provenance.bots)
        further = told.further or bool(contacts["attempt"].max(initial=1) > 1)
        return cls(
            bots=told.bots or met or bool(seen[Outcome.UNHELPED]),
            outages=told.outages or len(journal.outages) > 0,
            advice=told.advice or bool(seen[Outcome.MOVED]),
            twins=told.twins or bool(seen[list(_OF_TWINS)].any()),
            further=further,
            notices=told.notices or len(journal.notices) > 0,
        )

    @property
    def journeys(self) -> bool:
        """Whether an issue may take more than one contact with an agent."""
        return self.bots or self.further

    @property
    def unqueued(self) -> bool:
        """Whether contacts may end that never joined a queue, yet found it open."""
        return self.bots or self.outages


def _told(scenario: Scenario) -> Occasions:
    """Tell what may happen by the scenario alone."""
    channels, customers = scenario.channels.values(), scenario.customers
    offers = [
        offer.to
        for channel in channels
        if channel.announce is not None
        for offer in channel.announce.offer
    ]
    after = customers.after
    steps = (getattr(after, event).values() for event in type(after).model_fields)
    follows = any(any(one) for one in steps)
    return Occasions(
        bots=bool(scenario.automation),
        outages=any(channel.outages for channel in channels)
        or any(bot.outages for bot in scenario.automation.values()),
        advice=any(scenario.channels[to].kind is not Kind.CALLBACK for to in offers),
        twins=customers.twins.in_full < 1,
        further=follows or any(customers.impatient_duplicates.values()) or bool(offers),
        notices=bool(customers.updates or customers.proactive)
        or any(channel.invite is not None for channel in channels),
    )
