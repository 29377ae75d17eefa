"""Agents with either one call or several chats in hand, as a Markov chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from theory.chats import Rule

__all__ = ["Blended", "blended"]


@dataclass(frozen=True)
class Blended:
    """Long-run figures of a blended desk; pairs are (calls, chats)."""

    delayed: tuple[float, float]
    abandoned: tuple[float, float]
    mean_wait: tuple[float, float]
    duration: float  # mean of a chat, from taken to ended
    talking: float  # share of an agent's time
    chatting: float  # share of an agent's time with at least one chat
    concurrency: float  # mean chats in hand of an agent who has any


@dataclass(frozen=True)
class _BlendedMoves:
    """What may happen next, and at which rate.

    A state is (agents with a call, with one chat, with two, ... up to the most;
    calls waiting, chats waiting).
    """

    n: int
    durations: tuple[float, ...]
    talk: float
    rates: tuple[float, float]
    patience: tuple[float, float]
    rule: Rule
    most: int

    def __call__(self, state: State) -> Iterator[tuple[State, float]]:
        talking, *holding, calls, chats = state
        cap = len(holding)
        idle = self.n - talking - sum(holding)
        yield from self._arrivals(state, idle)
        if talking:
            yield self._freed(state, 0), talking / self.talk
        for k in range(1, cap + 1):
            if holding[k - 1]:
                rate = holding[k - 1] * k / self.durations[k - 1]
                yield self._freed(state, k), rate
        if calls:
            yield _plus(state, (-2, -1)), calls / self.patience[0]
        if chats:
            yield _plus(state, (-1, -1)), chats / self.patience[1]

    def _arrivals(self, state: State, idle: int) -> Iterator[tuple[State, float]]:
        _, *holding, calls, chats = state
        if idle:
            yield _plus(state, (0, 1)), self.rates[0]
        elif calls < self.most:
            yield _plus(state, (-2, 1)), self.rates[0]
        room = {k: a for k, a in enumerate([idle, *holding[:-1]]) if a}
        if not room:
            if chats < self.most:
                yield _plus(state, (-1, 1)), self.rates[1]
            return
        if self.rule != "random":
            wanted = min(room) if self.rule == "least_loaded" else max(room)
            room = {wanted: room[wanted]}
        for k, agents in room.items():
            left = ((k, -1),) if k else ()
            rate = self.rates[1] * agents / sum(room.values())
            yield _plus(state, *left, (k + 1, 1)), rate

    def _freed(self, state: State, k: int) -> State:
        """Return the state after an agent ends a call (k = 0) or one of k chats.

        With nothing in hand she takes a call if one waits; else as many chats as wait
        and as she has room for.
        """
        calls, chats = state[-2], state[-1]
        rest = max(k - 1, 0)
        state = _plus(state, (k, -1))
        if not rest and calls:
            return _plus(state, (-2, -1), (0, 1))
        takes = min(len(self.durations) - rest, chats)
        now = rest + takes
        return _plus(state, (-1, -takes), *(((now, 1),) if now else ()))


def _plus(state: State, *changes: tuple[int, int]) -> State:
    new = list(state)
    for place, change in changes:
        new[place] += change
    return tuple(new)


def blended(
    n: int,
    durations: tuple[float, ...],
    *,
    talk: float,
    arrival_rates: tuple[float, float],
    patience: tuple[float, float],
    rule: Rule,
    most: int = 40,
) -> Blended:
    """Return the figures of `n` agents who hold one call or some chats, never both.

    A chain of our own: pairs are (calls, chats). Talk and patience are exponential,
    chats go by the rate level of `theory.chats`, with as many at once as there are
    `durations`. `rule` chooses among the agents with room for an arriving chat; a call
    needs one with nothing in hand. A freed agent with nothing in hand takes waiting
    calls before chats, one who still holds chats takes chats: who has begun to chat
    does not come back to calls before all her chats have ended. At most `most` calls
    and chats wait.
    """
    moves = _BlendedMoves(n, durations, talk, arrival_rates, patience, rule, most)
    cap = len(durations)
    law = stationary((0,) * (cap + 3), moves)
    queues = law.mean(lambda s: s[-2]), law.mean(lambda s: s[-1])
    abandoned = (
        queues[0] / patience[0] / arrival_rates[0],
        queues[1] / patience[1] / arrival_rates[1],
    )
    in_hand = law.mean(lambda s: sum(k * s[k] for k in range(1, cap + 1)))
    chatting = law.mean(lambda s: sum(s[1 : cap + 1]))
    return Blended(
        delayed=(
            law.mean(lambda s: sum(s[: cap + 1]) == n),
            law.mean(lambda s: s[0] + s[cap] == n),
        ),
        abandoned=abandoned,
        mean_wait=(queues[0] / arrival_rates[0], queues[1] / arrival_rates[1]),
        duration=in_hand / (arrival_rates[1] * (1.0 - abandoned[1])),
        talking=law.mean(lambda s: s[0]) / n,
        chatting=chatting / n,
        concurrency=in_hand / chatting,
    )
