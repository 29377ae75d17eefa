"""Agents who hold several chats each, as Markov chains; the rate level in particular.

Rate level: a chat of an agent who holds k progresses at ``D(1) / D(k)`` of the speed
it would have alone. The model of Luo and Zhang (2013), "Staffing and control of
instant messaging contact centers", Operations Research 61(2), and of Tezcan and
Zhang (2014), "Routing and staffing in customer service chat systems with impatient
customers", Operations Research 62(4), who ask for its limits with many agents; here
the chain itself is solved.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["Desk", "Hands", "Rule", "desk", "processor_sharing", "rate_level"]

Rule = Literal["least_loaded", "most_loaded", "random"]


@dataclass(frozen=True)
class Hands:
    """What one agent may have in hand: a chain of her own."""

    cap: int  # chats at most
    empty: State  # nothing in hand
    held: Callable[[State], int]  # chats in hand
    joins: Callable[[State], State]  # the state with one chat more
    moves: Callable[[State], Iterable[tuple[State, float]]]  # of itself, with rates

    def states(self) -> list[State]:
        """List the states that can be reached from empty hands, those first."""
        found = [self.empty]
        for state in found:  # grows while it is read
            onward = [new for new, _ in self.moves(state)]
            if self.held(state) < self.cap:
                onward.append(self.joins(state))
            found += [new for new in dict.fromkeys(onward) if new not in found]
        return found


@dataclass(frozen=True)
class Desk:
    """Long-run figures of agents alike with one queue of chats."""

    delayed: float  # share of arrivals that find nobody with room
    abandoned: float
    mean_wait: float  # of all, answered or not
    duration: float  # mean, from taken to ended
    holding: tuple[float, ...]  # share of an agent's time with 0, 1, 2, ... in hand
    hands: dict[State, float]  # share of an agent's time in each state of her hands
    taken: float  # chats an agent takes per unit of time

    @property
    def busy(self) -> float:
        """Share of time with at least one chat in hand."""
        return 1.0 - self.holding[0]

    @property
    def concurrency(self) -> float:
        """Mean chats in hand of an agent who has any."""
        in_hand = math.fsum(k * share for k, share in enumerate(self.holding))
        return in_hand / self.busy

    @property
    def company(self) -> float:
        """Mean chats in hand of the agent of a chat, itself counted: as a chat sees."""
        in_hand = math.fsum(k * share for k, share in enumerate(self.holding))
        return (
            math.fsum(k * k * share for k, share in enumerate(self.holding)) / in_hand
        )


@dataclass(frozen=True)
class _DeskMoves:
    """What may happen next at a desk, and at which rate.

    A state is the number of each agent's state among those of `Hands`, sorted since
    the agents are alike, and at the end the chats that wait.
    """

    hands: Hands
    states: list[State]
    rule: Rule
    arrival_rate: float
    giving_up: float
    most: int

    def __call__(self, state: State) -> Iterator[tuple[State, float]]:
        *agents, waiting = state
        chosen = self._chosen(agents)
        for i in chosen:
            yield (
                self._with(agents, i, self._join(agents[i]), waiting),
                self.arrival_rate / len(chosen),
            )
        if not chosen and waiting < self.most:
            yield (*agents, waiting + 1), self.arrival_rate
        for i, local in enumerate(agents):
            for after, rate in self.hands.moves(self.states[local]):
                number = self.states.index(after)
                takes = waiting > 0 and self.hands.held(after) < self.hands.cap
                if takes:
                    number = self._join(number)
                yield self._with(agents, i, number, waiting - takes), rate
        if waiting:
            yield (*agents, waiting - 1), waiting * self.giving_up

    def _chosen(self, agents: list[int]) -> list[int]:
        """Return the places of the agents among whom an arrival has equal chances."""
        held = [self.hands.held(self.states[local]) for local in agents]
        room = [k for k in held if k < self.hands.cap]
        if not room:
            return []
        if self.rule == "random":
            return [i for i, k in enumerate(held) if k < self.hands.cap]
        wanted = min(room) if self.rule == "least_loaded" else max(room)
        return [i for i, k in enumerate(held) if k == wanted]

    def _join(self, local: int) -> int:
        return self.states.index(self.hands.joins(self.states[local]))

    @staticmethod
    def _with(agents: list[int], place: int, local: int, waiting: int) -> State:
        return (*sorted([*agents[:place], local, *agents[place + 1 :]]), waiting)


def desk(
    n: int,
    hands: Hands,
    arrival_rate: float,
    patience: float,
    *,
    rule: Rule = "least_loaded",
    most: int = 60,
) -> Desk:
    """Return the figures of `n` agents alike, Poisson arrivals, exponential patience.

    An arrival goes to an agent with room: with the fewest in hand, the most, or any,
    with equal chances among equals. Arrivals that find `most` waiting are refused:
    choose it so large that none does. Patience may be infinite.
    """
    states = hands.states()
    moves = _DeskMoves(hands, states, rule, arrival_rate, 1.0 / patience, most)
    law = stationary((*[0] * n, 0), moves)
    share = dict.fromkeys(states, 0.0)
    for state, i in law.number.items():
        for local in state[:-1]:
            share[states[local]] += float(law.share[i]) / n
    holding = [0.0] * (hands.cap + 1)
    for local_state, time in share.items():
        holding[hands.held(local_state)] += time
    waiting = law.mean(lambda s: s[-1])
    abandoned = waiting / patience / arrival_rate
    taken = arrival_rate * (1.0 - abandoned) / n
    full = {i for i, local in enumerate(states) if hands.held(local) == hands.cap}
    return Desk(
        delayed=law.mean(lambda s: full.issuperset(s[:-1])),
        abandoned=abandoned,
        mean_wait=waiting / arrival_rate,
        duration=math.fsum(k * time for k, time in enumerate(holding)) / taken,
        holding=tuple(holding),
        hands=share,
        taken=taken,
    )


def rate_level(durations: Sequence[float]) -> Hands:
    """Return the hands of an agent at the rate level, exponential work.

    Her state is the number in hand, at most as many as there are `durations`: with k
    of them each ends at rate ``1 / durations[k - 1]``.
    """

    def moves(state: State) -> Iterator[tuple[State, float]]:
        (k,) = state
        if k:
            yield (k - 1,), k / durations[k - 1]

    return Hands(
        cap=len(durations),
        empty=(0,),
        held=lambda state: state[0],
        joins=lambda state: (state[0] + 1,),
        moves=moves,
    )


def processor_sharing(durations: Sequence[float], arrival_rate: float) -> list[float]:
    """Return the law of the chats of one agent who refuses more than she may hold.

    Cohen (1979), "The multiple phase service network with generalized processor
    sharing", Acta Informatica 12: the share of time with k in hand is proportional to
    the product of ``arrival_rate x durations[j - 1] / j`` over j = 1 ... k, whatever
    the law of the work, if only a chat held alone lasts ``durations[0]`` on average.

    Examples
    --------
    With one place it is Erlang's loss formula.

    >>> processor_sharing([1.0], 1.0)
    [0.5, 0.5]
    """
    weights = [1.0]
    for k, duration in enumerate(durations, start=1):
        weights.append(weights[-1] * arrival_rate * duration / k)
    return [weight / math.fsum(weights) for weight in weights]
