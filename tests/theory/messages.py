"""Messages whose place is given back while the customer is at her turn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from theory.attention import Chat

__all__ = ["Revived", "revived"]


@dataclass(frozen=True)
class Revived:
    """Long-run figures of one agent whose customers come back to her."""

    delayed: float  # share of new conversations that find all places taken
    abandoned: float  # share of new conversations
    mean_wait: float  # of new conversations, answered or not
    reply_wait: float  # mean, from asked to begun
    writing: float  # share of time
    holding: tuple[float, ...]  # share of time with 0, 1, 2, ... in hand
    above: float  # share of time with more in hand than she may


def revived(
    chat: Chat,
    cap: int,
    arrival_rate: float,
    patience: float,
    *,
    most: tuple[int, int, int] = (25, 15, 20),
) -> Revived:
    """Return the figures of one agent who gives a place back with each reply.

    A chain of our own: a conversation takes one of `cap` places from when it is taken
    or its customer writes until the reply is sent. She who writes has her place at
    once, above the limit if need be; new conversations wait until less than `cap` are
    in hand. All times are exponential; `chat` is without slowdown and reply patience.
    State: (in hand, in a customer's turn, waiting), `most` of each.
    """

    def moves(state: State) -> Iterator[tuple[State, float]]:
        held, away, waiting = state
        if held < cap:
            yield (held + 1, away, waiting), arrival_rate
        elif waiting < most[2]:
            yield (held, away, waiting + 1), arrival_rate
        if held:
            takes = waiting > 0 and held <= cap
            after = held - 1 + takes
            sent, last = 1.0 / chat.agent_turn, 1.0 / chat.n_turns
            yield (after, away, waiting - takes), sent * last
            further = min(away + 1, most[1])
            yield (after, further, waiting - takes), sent * (1.0 - last)
        if away and held < most[0]:
            yield (held + 1, away - 1, waiting), away / chat.customer_turn
        if waiting:
            yield (held, away, waiting - 1), waiting / patience

    law = stationary((0, 0, 0), moves)
    holding = [0.0] * (most[0] + 1)
    for state, i in law.number.items():
        holding[state[0]] += float(law.share[i])
    waiting = law.mean(lambda s: s[2])
    abandoned = waiting / patience / arrival_rate
    writing = 1.0 - holding[0]
    asked = math.fsum(k * share for k, share in enumerate(holding)) - writing
    return Revived(
        delayed=math.fsum(holding[cap:]),
        abandoned=abandoned,
        mean_wait=waiting / arrival_rate,
        reply_wait=asked / (writing / chat.agent_turn),
        writing=writing,
        holding=tuple(holding),
        above=math.fsum(holding[cap + 1 :]),
    )
