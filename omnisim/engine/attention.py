"""One attention for each agent: which piece of work has it, and which ones wait.

Pieces are served one at a time: by kind of channel, then first come, first served.
What may be cut (mail) is put aside for work of a kind that goes first, and taken up
again with what is left. Turning to another conversation may cost time, and agent
turns slow down as more conversations are in hand.
"""

from __future__ import annotations

from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from omnisim.engine.clock import At, Clock
from omnisim.engine.order import Rank
from omnisim.engine.state import SEIZED, Work
from omnisim.journal.schema import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from simpy.events import Event

    from omnisim.engine.state import Agent, Contact

__all__ = ["Attention"]


class Attention:
    """The attention of all agents.

    Parameters
    ----------
    clock : Clock
    moment : callable
        Writes down a moment, as `Recorder.moment` does.
    note : callable
        Writes down what an agent does from now on.
    settle : callable
        Told of an agent off duty whose attention nothing asks for any more.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        moment: Callable[[int, int, int, int, float], None],
        note: Callable[[Agent], None],
        settle: Callable[[Agent], None],
    ) -> None:
        self._clock = clock
        self._moment = moment
        self._note = note
        self._settle = settle
        self._n_waited = 0

    def can_seize(self, agent: Agent, contact: Contact) -> bool:
        """Say whether a conversation gets the attention at once and at no cost."""
        return (
            agent.work is None
            and not agent.is_choosing
            and not agent.n_called
            and (agent.rates is None or not agent.rates.n)
            and not self._is_switch(agent, contact)
        )

    def seize(self, agent: Agent, contact: Contact, state: State) -> None:
        """Give the attention to a conversation until `free`."""
        agent.work = SEIZED
        agent.attended = contact
        contact.is_met = True
        agent.doing = state
        agent.doing_for = contact.number
        self._moment(
            agent.number, state, contact.number, agent.held, self._clock.instant
        )

    def ask(self, work: Work) -> None:
        """Let a piece of work have the attention as soon as its turn comes."""
        agent = work.agent
        current = agent.work
        if current is None and not agent.is_choosing:
            if agent.n_called:  # what was taken this instant may go first
                self._wait(agent, work)
                self._expect_choice(agent)
            elif self._must_wait(agent, work):
                self._wait(agent, work)
            else:
                self._turn_to(agent, work)
        elif (
            isinstance(current, Work)
            and current.may_be_cut
            and work.rank < current.rank
        ):
            self._put_aside(agent, current)
            if agent.n_called:  # as above
                self._wait(agent, work)
                self._expect_choice(agent)
            else:
                self._turn_to(agent, work)
        else:
            self._wait(agent, work)

    def yield_to_chats(self, agent: Agent) -> None:
        """Let chats that are modelled by their rate go on, before any mail."""
        work = agent.work
        if isinstance(work, Work) and self._must_wait(agent, work):
            self._put_aside(agent, work)
            self.free(agent)  # what stood behind the mail may go on
        if agent.work is None:
            agent.rates.resume()  # type: ignore[union-attr] # there are some
        else:
            agent.rates.pause()  # type: ignore[union-attr] # as above
        self._note(agent)

    def ask_after_all(self, work: Work) -> None:
        """Let a piece of work wait until all that is decided now has been decided."""
        agent = work.agent
        current = agent.work
        if (
            isinstance(current, Work)
            and current.may_be_cut
            and work.rank < current.rank
        ):
            self._put_aside(agent, current)
        self._wait(agent, work)
        if agent.work is None and not agent.is_choosing:
            self._expect_choice(agent)

    def drop(self, work: Work) -> None:
        """Take a piece of work back, waiting or begun; nobody needs it any more.

        If it had the attention, whoever takes it back lets that turn elsewhere
        (`free`) when all that goes with it is done.
        """
        agent = work.agent
        work.is_dropped = True
        if agent.work is work:
            self._stop(agent)
            if work.left is None:
                work.then()  # she left while the agent was turning to her

    def cut(self, work: Work) -> float:
        """Take a piece of work back; return what is left of it."""
        agent = work.agent
        if agent.work is work and not agent.is_switching:
            work.left = agent.ends_at - self._clock.instant
        self.drop(work)
        return work.left or 0.0

    def free(self, agent: Agent) -> None:
        """Let the attention turn to what waits for it."""
        agent.work = None
        if not agent.pieces:
            self._rest(agent)
        elif agent.n_called:
            self._expect_choice(agent)
        else:
            self._choose(agent)

    def load_changed(self, agent: Agent) -> None:
        """Let a turn in progress go on at the speed of what is in hand now."""
        work = agent.work
        if (
            isinstance(work, Work)
            and work.is_turn
            and agent.group.slowdown
            and not agent.is_switching
        ):
            now = self._clock.instant
            agent.shows += (now - agent.since) / agent.slowness
            agent.since = now
            self._time_turn(agent)

    def _is_switch(self, agent: Agent, contact: Contact) -> bool:
        """Say whether turning to a conversation costs time."""
        if not agent.group.switch_cost or agent.attended is contact:
            return False
        if contact.is_rated:
            return False  # what turning among those costs is in their rate
        return contact.is_met or agent.held > 1

    def _must_wait(self, agent: Agent, work: Work) -> bool:
        """Say whether work that may be cut would be cut at once by chats in hand."""
        return (
            work.may_be_cut
            and agent.rates is not None
            and agent.rates.n > 0
            and work.rank > agent.rated_rank
        )

    def _wait(self, agent: Agent, work: Work) -> None:
        contact = work.contact
        self._n_waited += 1  # of one contact's pieces one may be dropped
        heappush(
            agent.pieces,
            (work.rank, work.asked_at, contact.number, self._n_waited, work),
        )

    def _expect_choice(self, agent: Agent) -> None:
        """Choose when all that was decided this instant has been carried out."""
        agent.is_choosing = True
        At(
            self._clock,
            self._clock.instant,
            Rank.ATTEND,
            agent.number,
            partial(self._chosen, agent),
        )

    def _chosen(self, agent: Agent, _: Event) -> None:
        agent.is_choosing = False
        self._choose(agent)

    def _choose(self, agent: Agent) -> None:
        put_back = []
        chosen: Work | None = None
        while agent.pieces and chosen is None:
            entry = heappop(agent.pieces)
            work = entry[-1]
            if not work.is_dropped and self._must_wait(agent, work):
                put_back.append(entry)
            elif not work.is_dropped:
                chosen = work
            elif work.left is None:
                work.then()  # a caller who gave up: now she would have been answered
        for entry in put_back:
            heappush(agent.pieces, entry)
        if chosen is None:
            self._rest(agent)
        else:
            self._turn_to(agent, chosen)

    def _rest(self, agent: Agent) -> None:
        """Let the attention wait for something to do."""
        if agent.rates is not None:
            agent.rates.resume()
        if not agent.n_called:
            self._note(agent)  # else whoever answers does, this instant
        if not agent.on_duty:
            self._settle(agent)

    def _turn_to(self, agent: Agent, work: Work) -> None:
        agent.work = work
        if agent.rates is not None:
            agent.rates.pause()
        if not self._is_switch(agent, work.contact):
            self._start(agent, work)
            return
        agent.is_switching = True
        agent.doing = State.SWITCHING
        agent.doing_for = work.contact.number
        agent.timer = At(
            self._clock,
            self._clock.instant + agent.group.switch_cost,
            Rank.WORK_END,
            agent.number,
            partial(self._switched, agent, work),
        )
        self._note(agent)

    def _switched(self, agent: Agent, work: Work, _: Event) -> None:
        agent.is_switching = False
        self._start(agent, work)

    def _start(self, agent: Agent, work: Work) -> None:
        now = self._clock.instant
        contact = work.contact
        if not contact.is_rated:
            agent.attended = contact
            contact.is_met = True
        if contact.began_at != contact.began_at:  # NaN: never had the attention
            contact.began_at = now
        if work.left is None:
            agent.work = SEIZED
            work.then()
            return
        agent.doing = work.state
        agent.doing_for = contact.number
        if work.is_turn:
            agent.shows, agent.since = 0.0, now
            self._time_turn(agent)
        else:
            self._time(agent, now + work.left)
        self._note(agent)

    def _time_turn(self, agent: Agent) -> None:
        """Time the turn in progress at the speed of what is in hand now."""
        work = agent.work
        slowdown = agent.group.slowdown
        agent.slowness = 1.0 + slowdown * max(agent.n_live - 1, 0) if slowdown else 1.0
        left = work.left - agent.shows  # type: ignore[union-attr,operator] # a turn has a length
        if agent.timer is not None:
            agent.timer.callbacks = []
        self._time(agent, agent.since + left * agent.slowness)

    def _time(self, agent: Agent, ends_at: float) -> None:
        agent.ends_at = ends_at
        if agent.done is None:
            agent.done = partial(self._done, agent)
        agent.timer = At(self._clock, ends_at, Rank.WORK_END, agent.number, agent.done)

    def _done(self, agent: Agent, _: Event) -> None:
        work = agent.work
        agent.work = agent.timer = None
        agent.is_choosing = True  # what follows from this waits its turn
        work.then()  # type: ignore[union-attr] # only work of a set length is timed
        agent.is_choosing = False
        self.free(agent)

    def _put_aside(self, agent: Agent, work: Work) -> None:
        """Let the attention go from work that may be cut; what is left waits."""
        if not agent.is_switching:
            work.left = agent.ends_at - self._clock.instant
        self._stop(agent)
        self._wait(agent, work)

    def _stop(self, agent: Agent) -> None:
        agent.timer.callbacks = []  # type: ignore[union-attr] # what has the attention is timed
        agent.timer = None
        agent.is_switching = False
        agent.work = None
