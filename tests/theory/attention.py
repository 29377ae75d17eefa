"""Chats at the message level: agent turns need the attention, customer turns do not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from theory.chains import State, stationary
from theory.chats import Desk, Hands

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "BesideCalls",
    "Chat",
    "Turns",
    "alone",
    "beside_calls",
    "message_level",
    "turns",
]


@dataclass(frozen=True)
class Chat:
    """A chat of exponential turns, and how many: geometric with mean `n_turns`."""

    n_turns: float
    agent_turn: float  # mean, alone
    customer_turn: float  # mean
    reply_patience: float = math.inf  # mean, from asked to sent; leaves visibly
    slowdown: float = 0.0  # of agent turns, per further chat in hand


def message_level(chat: Chat, cap: int) -> Hands:
    """Return the hands of an agent with at most `cap` chats.

    Her state is (chats that wait for a reply or get one, chats in a customer's turn).
    All laws are exponential, so it does not matter which chat has the attention, and
    a turn whose speed changes goes on at its new rate.
    """

    def moves(state: State) -> Iterator[tuple[State, float]]:
        asked, away = state
        if asked:
            longer = 1.0 + chat.slowdown * (asked + away - 1)
            sent = 1.0 / (chat.agent_turn * longer)
            yield (asked - 1, away), sent / chat.n_turns + asked / chat.reply_patience
            yield (asked - 1, away + 1), sent * (1.0 - 1.0 / chat.n_turns)
        if away:
            yield (asked + 1, away - 1), away / chat.customer_turn

    return Hands(
        cap=cap,
        empty=(0, 0),
        held=sum,
        joins=lambda state: (state[0] + 1, state[1]),
        moves=moves,
    )


@dataclass(frozen=True)
class Turns:
    """Long-run figures of the agent turns of a desk."""

    hands_on: float  # share of an agent's time in which she writes
    reply_wait: float  # mean, from asked to begun or left
    quit: float  # share of the chats taken whose customer left for want of a reply


def turns(figures: Desk, chat: Chat) -> Turns:
    """Return the figures of agent turns, by Little's law."""
    hands_on = math.fsum(share for (a, _), share in figures.hands.items() if a)
    asked = math.fsum(a * share for (a, _), share in figures.hands.items())
    away = math.fsum(t * share for (_, t), share in figures.hands.items())
    written = figures.taken + away / chat.customer_turn
    return Turns(
        hands_on=hands_on,
        reply_wait=(asked - hands_on) / written,
        quit=asked / chat.reply_patience / figures.taken,
    )


def alone(
    n_turns: tuple[float, float],
    agent_turn: tuple[float, float],
    customer_turn: tuple[float, float],
) -> tuple[float, float]:
    """Return mean and cv of the duration of a chat held alone.

    Each argument is (mean, coefficient of variation), of any law. A sum of a random
    number of pairs of turns, less the customer's turn of the last pair: variance by
    the law of total variance (Feller, *An Introduction to Probability Theory*, vol.
    II, 2nd ed., section V.11).

    Examples
    --------
    A geometric number of exponential turns without pauses is exponential.

    >>> mean, cv = alone((4.0, 0.75**0.5), (2.0, 1.0), (0.0, 0.0))
    >>> round(mean, 12), round(cv, 12)
    (8.0, 1.0)
    """
    m, spread_m = n_turns[0], n_turns[0] * n_turns[1]
    a, spread_a = agent_turn[0], agent_turn[0] * agent_turn[1]
    c, spread_c = customer_turn[0], customer_turn[0] * customer_turn[1]
    mean = m * a + (m - 1.0) * c
    variance = m * spread_a**2 + (m - 1.0) * spread_c**2 + spread_m**2 * (a + c) ** 2
    return mean, math.sqrt(variance) / mean


@dataclass(frozen=True)
class BesideCalls:
    """Long-run figures of one agent with calls and chats at once."""

    call_delayed: float  # share of calls that find her attention busy
    call_abandoned: float
    call_wait: float  # mean, of all calls
    chat_delayed: float  # share of chats that find all places taken
    chat_abandoned: float
    chat_wait: float  # mean, of all chats
    duration: float  # mean of a chat, from taken to ended
    reply_wait: float  # mean, from asked to begun
    talking: float  # share of time
    writing: float  # share of time


@dataclass(frozen=True)
class _BesideCallsMoves:
    """What may happen next, and at which rate.

    A state is (attention: 0 none, 1 call, 2 chat; calls waiting; chats that wait for
    a reply or get one; chats in a customer's turn; chats in the queue).
    """

    chat: Chat
    cap: int
    rates: tuple[float, float]
    talk: float
    patience: tuple[float, float]
    most: int

    def __call__(self, state: State) -> Iterator[tuple[State, float]]:
        at, calls, asked, away, queue = state
        if at == 0:
            yield (1, calls, asked, away, queue), self.rates[0]
        elif calls < self.most:
            yield (at, calls + 1, asked, away, queue), self.rates[0]
        if asked + away < self.cap:
            yield (at or 2, calls, asked + 1, away, queue), self.rates[1]
        elif queue < self.most:
            yield (at, calls, asked, away, queue + 1), self.rates[1]
        if at == 1:
            yield self._next(calls, asked, away, queue), 1.0 / self.talk
        if at == 2:
            yield from self._sent(calls, asked, away, queue)
        if away:
            rate = away / self.chat.customer_turn
            yield (at or 2, calls, asked + 1, away - 1, queue), rate
        if calls:
            yield (at, calls - 1, asked, away, queue), calls / self.patience[0]
        if queue:
            yield (at, calls, asked, away, queue - 1), queue / self.patience[1]

    def _sent(
        self, calls: int, asked: int, away: int, queue: int
    ) -> Iterator[tuple[State, float]]:
        sent, last = 1.0 / self.chat.agent_turn, 1.0 / self.chat.n_turns
        yield self._next(calls, asked - 1, away + 1, queue), sent * (1.0 - last)
        takes = queue > 0  # so the last reply of one is followed by a chat for another
        yield self._next(calls, asked - 1 + takes, away, queue - takes), sent * last

    @staticmethod
    def _next(calls: int, asked: int, away: int, queue: int) -> State:
        """Turn the attention to a call, else to a chat, else to nothing."""
        if calls:
            return 1, calls - 1, asked, away, queue
        return 2 if asked else 0, calls, asked, away, queue


def beside_calls(
    chat: Chat,
    cap: int,
    *,
    arrival_rates: tuple[float, float],
    talk: float,
    patience: tuple[float, float],
    most: int = 30,
) -> BesideCalls:
    """Return the figures of one agent whose attention goes to calls before chats.

    A chain of our own: pairs are (calls, chats), talk and patience are exponential.
    Calls wait for the attention only, chats for one of `cap` places, and their agent
    turns for the attention; what has the attention keeps it to its end. `chat` is
    without slowdown and reply patience. At most `most` calls and chats wait.
    """
    moves = _BesideCallsMoves(chat, cap, arrival_rates, talk, patience, most)
    law = stationary((0, 0, 0, 0, 0), moves)
    calls, queue = law.mean(lambda s: s[1]), law.mean(lambda s: s[4])
    abandoned = calls / patience[0] / arrival_rates[0]
    lost = queue / patience[1] / arrival_rates[1]
    taken = arrival_rates[1] * (1.0 - lost)
    writing, away = law.mean(lambda s: s[0] == 2), law.mean(lambda s: s[3])
    written = taken + away / chat.customer_turn
    return BesideCalls(
        call_delayed=law.mean(lambda s: s[0] > 0),
        call_abandoned=abandoned,
        call_wait=calls / arrival_rates[0],
        chat_delayed=law.mean(lambda s: s[2] + s[3] == cap),
        chat_abandoned=lost,
        chat_wait=queue / arrival_rates[1],
        duration=law.mean(lambda s: s[2] + s[3]) / taken,
        reply_wait=(law.mean(lambda s: s[2]) - writing) / written,
        talking=law.mean(lambda s: s[0] == 1),
        writing=writing,
    )
