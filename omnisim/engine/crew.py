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

    from omnisim.engine.plan import Plan
    from omnisim.engine.roster import Roster

__all__ = ["Crew"]


class Crew:
    """All agents: who is there, and what each has in hand.

    Parameters
    ----------
    plan : Plan
    roster : Roster
    clock : Clock
    recorder : Recorder
    next_contact : callable
        Takes the contact an agent serves next out of its queue.
    call_up : callable
        Gives a waiting contact to an agent.
    pass_on : callable
        Does with what an agent has in hand what is due when her duty ends.
    load_changed : callable
        Told of an agent who has more or fewer conversations in hand now.
    """

    def __init__(
        self,
        plan: Plan,
        roster: Roster,
        *,
        clock: Clock,
        recorder: Recorder,
        next_contact: Callable[[Agent, float], Contact | None],
        call_up: Callable[[Contact, Agent], None],
        pass_on: Callable[[Agent], None],
        load_changed: Callable[[Agent], None],
    ) -> None:
        self.groups = [
            GroupDesk(code, group.wage, group.capacity, group)
            for code, group in enumerate(plan.groups)
        ]
        self.agents = [
            Agent(number, self.groups[scheduled.group])
            for number, scheduled in enumerate(roster.agents)
        ]
        for agent in self.agents:
            agent.group.members.append(agent)
        for group, planned in zip(self.groups, plan.groups, strict=True):
            for agent in group.members[-planned.n_new :] if planned.n_new else ():
                agent.learning = planned.learning
        self._asks_spread = plan.dilution > 0
        self._away = plan.scenario.routing.ring.away
        self._is_mail = [channel.is_mail for channel in plan.channels]
        self._clock = clock
        self._recorder = recorder
        self._next_contact = next_contact
        self._call_up = call_up
        self._pass_on = pass_on
        self._load_changed = load_changed
        self._n_changes = 0

    def come_on_duty(self, agent: Agent) -> None:
        """Let an agent begin a stretch of work; she takes what she has room for.

        One who still finishes what she held at the end of the stretch before
        simply goes on.
        """
        now = self._clock.instant
        agent.on_duty = True
        agent.group.n_on_duty += 1
        if not agent.is_present:
            agent.is_present = True
            agent.came_at = agent.idle_since = now
        self.touch(agent)
        self.look_for_work(agent)

    def go_off_duty(self, agent: Agent) -> None:
        """Let an agent leave, as soon as she has finished what she is to finish."""
        agent.on_duty = False
        agent.group.n_on_duty -= 1
        if agent.is_listed:
            agent.group.roll.strike(agent)
        agent.is_away = False  # she does not return
        agent.away_until = self._clock.instant
        self._pass_on(agent)
        self.leave_if_done(agent)

    def take(self, agent: Agent, contact: Contact) -> None:
        """Let a contact take one of the agent's places."""
        now = self._clock.instant
        if agent.is_listed:
            agent.group.roll.strike(agent)
        if not agent.held:
            agent.idle_time += now - agent.idle_since
            agent.busy_since = now
        load = agent.load = agent.load.more(contact.channel)
        agent.held += 1
        agent.in_hand[contact] = now
        if not self._is_mail[contact.channel]:
            if self._asks_spread:
                self.spread(agent)
            agent.n_live += 1
            if agent.group.slowdown:
                self._load_changed(agent)
        agent.changed = self._n_changes
        self._n_changes += 1
        if load.has_room and agent.on_duty and not agent.is_away:
            agent.group.roll.add(agent)

    def give_back(self, agent: Agent, contact: Contact, *, is_over: bool) -> None:
        """Free the place of a contact; if it is over, after a breath.

        Whoever calls lets the agent look for work after it.
        """
        now = self._clock.instant
        self.touch(agent)
        since = agent.in_hand.pop(contact)
        self._recorder.hold(contact, agent.number, since, now)
        agent.held -= 1
        if not agent.held:
            agent.idle_since = now
            if agent.group.strain is not None:
                agent.busy.append((agent.busy_since, now))
        if not self._is_mail[contact.channel]:
            if self._asks_spread:
                self.spread(agent)
            agent.n_live -= 1
            if agent.group.slowdown:
                self._load_changed(agent)
        breath = agent.group.breathing[contact.channel] if is_over else 0.0
        if breath:
            At(
                self._clock,
                now + breath,
                Rank.BREATHING_END,
                agent.number,
                partial(self._breathed, agent, contact.channel),
            )
        else:
            agent.load = agent.load.less(contact.channel)

    def spread(self, agent: Agent) -> float:
        """Return the live contacts in an agent's hands, summed over time so far."""
        now = self._clock.instant
        agent.spread += agent.n_live * (now - agent.spread_at)
        agent.spread_at = now
        return agent.spread

    def _breathed(self, agent: Agent, channel: int, _: Event) -> None:
        self.touch(agent)
        agent.load = agent.load.less(channel)
        self.look_for_work(agent)

    def touch(self, agent: Agent) -> None:
        """Put an agent last in the order of those who changed anything.

        She is listed again when she looks for work.
        """
        if agent.is_listed:
            agent.group.roll.strike(agent)
        agent.changed = self._n_changes
        self._n_changes += 1

    def look_for_work(self, agent: Agent) -> None:
        """Let an agent take one waiting contact after the other while she has room."""
        if not agent.on_duty or agent.is_away:
            self.note(agent)
            return
        self._fill_up(agent)
        if not agent.is_listed and agent.load.has_room:
            agent.group.roll.add(agent)
        if not agent.n_called and not agent.is_choosing:
            self.note(agent)  # else whoever chooses, or answers, does
        if agent.group.reserves:  # her room may allow others what was kept from them
            for other in agent.group.members:
                if other.is_listed:
                    self._fill_up(other)

    def _fill_up(self, agent: Agent) -> None:
        now = self._clock.instant
        while True:
            contact = self._next_contact(agent, now)
            if contact is None:
                break
            self._call_up(contact, agent)

    def step_back(self, agent: Agent, _: Event) -> None:
        """Take an agent who did not pick up off the list for the stated time."""
        if self._away == 0 or not agent.on_duty:
            agent.is_away = False
            self.look_for_work(agent)
            self.leave_if_done(agent)
        else:
            now = self._clock.instant
            agent.away_until = now + self._away
            self.note(agent)
            At(
                self._clock,
                agent.away_until,
                Rank.AWAY_END,
                agent.number,
                partial(self._return, agent),
            )

    def _return(self, agent: Agent, _: Event) -> None:
        """Bring an agent back, unless her duty ended while she was away."""
        if agent.is_away and agent.away_until == self._clock.instant:
            agent.is_away = False
            if not agent.held:
                agent.idle_since = agent.away_until
            self.touch(agent)
            self.look_for_work(agent)

    def leave_if_done(self, agent: Agent) -> None:
        """Let an agent whose duty is over leave unless something keeps her."""
        if (
            agent.on_duty
            or agent.held
            or not agent.is_present
            or agent.work is not None
            or agent.is_choosing
            or any(not piece[-1].is_dropped for piece in agent.pieces)
        ):
            return
        now = self._clock.instant
        agent.is_present = False
        agent.floor_time += now - agent.came_at
        agent.idle_time += now - agent.idle_since
        self._recorder.moment(agent.number, OFF_FLOOR, -1, 0, now)

    def note(self, agent: Agent) -> None:
        """Write what an agent does from now on."""
        if not agent.is_present:
            return
        if agent.work is not None:
            state, contact = agent.doing, agent.doing_for
        elif agent.rates is not None and agent.rates.n:
            state, contact = State.CHATTING, -1
        elif agent.ringing:
            state, contact = State.RINGING, next(iter(agent.ringing)).number
        elif agent.held:
            state, contact = State.WAITING, -1
        elif agent.is_away:
            state, contact = State.AWAY, -1
        else:
            state, contact = State.IDLE, -1
        self._recorder.moment(
            agent.number, state, contact, agent.held, self._clock.instant
        )
