"""All that plays together in one run: the floor, the conversations, the visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.bots import Bots
from omnisim.engine.breakdowns import Breakdowns
from omnisim.engine.calls import Calls
from omnisim.engine.floor import Floor
from omnisim.engine.handover import HandOver
from omnisim.engine.rated import Rated
from omnisim.engine.talks import Talks
from omnisim.engine.turns import Turns
from omnisim.engine.twins import Twins
from omnisim.engine.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.engine.plan import Plan
    from omnisim.engine.roster import Roster
    from omnisim.engine.state import Agent, Contact
    from omnisim.population import Population

__all__ = ["Centre"]


class Centre:
    """A contact centre while a run is on.

    Parameters
    ----------
    plan : Plan
    roster : Roster
    population : Population
    begin : callable
        Begins the life of a contact when it arrives.
    """

    def __init__(
        self,
        plan: Plan,
        roster: Roster,
        population: Population,
        *,
        begin: Callable[[Centre, Contact], None],
    ) -> None:
        self._begin = begin
        self.floor = Floor(plan, roster, population, pass_on=self._pass_on_all)
        self.twins = Twins(self.floor)
        self.talks = Talks(self.floor, self.twins.settle)
        self.bots = Bots(self.floor)
        self.calls = Calls(self.floor, self.talks)
        self.turns = Turns(self.floor, self.talks, pass_on=self._pass_on)
        self.rated = Rated(self.floor, self.talks)
        self.handover = HandOver(self.floor, self.talks, self.rated, ask=self.turns.ask)
        self.visits = Visits(self.floor, self._begin_life)
        self.breakdowns = Breakdowns(
            self.floor,
            bots=self.bots,
            calls=self.calls,
            turns=self.turns,
            rated=self.rated,
            talks=self.talks,
            visits=self.visits,
        )

    def _begin_life(self, contact: Contact) -> None:
        self._begin(self, contact)

    def _pass_on_all(self, agent: Agent) -> None:
        self.handover.pass_on(agent)

    def _pass_on(self, contact: Contact, agent: Agent) -> None:
        self.handover.pass_on_if_due(contact, agent)
