"""The agents on the floor while a run is on: they come, take contacts, and leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from omnisim.engine.clock import At, Clock
from omnisim.engine.order import Rank
from omnisim.engine.record import OFF_FLOOR, Recorder
from omnisim.engine.state import Agent, Contact, GroupDesk
from omnisim.journal.schema import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from simpy.events import Event

    from omnisim.engine.roster import Roster
    from omnisim.scenario.schema import Scenario

__all__ = ["Crew"]


class Crew:
    """All agents, and what each does between two contacts.

    Parameters
    ----------
    scenario : Scenario
        Read for its groups and the time an agent who missed an offer is away.
    roster : Roster
    clock : Clock
    recorder : Recorder
    next_contact : callable
        Takes the contact an agent of a group serves next out of its queue.
    call_up : callable
        Gives a waiting contact to an agent.
    """

    def __init__(
        self,
        scenario: Scenario,
        roster: Roster,
        *,
        clock: Clock,
        recorder: Recorder,
        next_contact: Callable[[GroupDesk, float], Contact | None],
        call_up: Callable[[Contact, Agent], None],
    ) -> None:
        self.groups = [
            GroupDesk(code, 0.0 if group.wage is None else group.wage.amount)
            for code, group in enumerate(scenario.agents.values())
        ]
        self.agents = [
            Agent(number, self.groups[scheduled.group])
            for number, scheduled in enumerate(roster.agents)
        ]
        self._away = scenario.routing.ring.away
        self._clock = clock
        self._moment = recorder.moment
        self._next_contact = next_contact
        self._call_up = call_up
        self._n_idled = 0

    def come_on_duty(self, agent: Agent) -> None:
        """Let an agent begin a stretch of work; she may take a contact at once.

        One who still finishes what she held at the end of the stretch before
        simply goes on.
        """
        agent.on_duty = True
        agent.group.n_on_duty += 1
        if not agent.is_present:
            agent.is_present = True
            agent.came_at = self._clock.instant
            self.free(agent)

    def go_off_duty(self, agent: Agent) -> None:
        """Let an agent leave, as soon as she has finished what she holds."""
        now = self._clock.instant
        agent.on_duty = False
        agent.group.n_on_duty -= 1
        if agent.number in agent.group.idle:
            agent.group.engage(agent, now)
            self._leave(agent, now)
        elif now < agent.away_until:
            agent.away_until = now  # she does not return
            self._leave(agent, now)

    def free(self, agent: Agent) -> None:
        """Let an agent take the next contact, idle, or leave if her duty is over."""
        now = self._clock.instant
        if not agent.on_duty:
            self._leave(agent, now)
            return
        contact = self._next_contact(agent.group, now)
        if contact is not None:
            self._call_up(contact, agent)
            return
        agent.idle_order = self._n_idled
        agent.idle_since = now
        self._n_idled += 1
        agent.group.idle[agent.number] = agent
        self._moment(agent.number, State.IDLE, -1, now)

    def step_back(self, agent: Agent, _: Event) -> None:
        """Take an agent who did not pick up off the floor for the stated time."""
        if self._away == 0 or not agent.on_duty:
            self.free(agent)
            return
        now = self._clock.instant
        agent.away_until = now + self._away
        self._moment(agent.number, State.AWAY, -1, now)
        At(
            self._clock,
            agent.away_until,
            Rank.AWAY_END,
            agent.number,
            partial(self._return, agent),
        )

    def _return(self, agent: Agent, _: Event) -> None:
        """Bring an agent back, unless her duty ended while she was away."""
        if agent.away_until == self._clock.instant:
            self.free(agent)

    def _leave(self, agent: Agent, now: float) -> None:
        agent.is_present = False
        agent.floor_time += now - agent.came_at
        self._moment(agent.number, OFF_FLOOR, -1, now)
