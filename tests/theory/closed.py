"""One agent who always holds the same number of chats: a closed queue."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Saturated", "limit", "saturated"]


@dataclass(frozen=True)
class Saturated:
    """Long-run figures of an agent with as many chats as places."""

    turns: float  # agent turns ended per unit of time
    reply_time: float  # from asked to sent
    hands_on: float  # share of her time in which she writes
    others: float  # share of the chats in hand that is with the customers


def saturated(held: int, agent_turn: float, customer_turn: float) -> Saturated:
    """Return the figures of an agent who always holds `held` chats.

    Exact recursion of mean value analysis, Reiser and Lavenberg (1980), "Mean-value
    analysis of closed multichain queueing networks", Journal of the ACM 27(2): with
    one chat more, an agent turn is asked by one who sees the agent as she is with
    one chat less, ``R(n) = S (1 + Q(n-1))``, ``X(n) = n / (Z + R(n))``,
    ``Q(n) = X(n) R(n)``. Agent turns are exponential with mean S and served in the
    order asked; of the customer's time Z only the mean matters (Baskett, Chandy,
    Muntz and Palacios 1975).

    Parameters
    ----------
    held : int
    agent_turn : float
        S, any unit of time.
    customer_turn : float
        Z: mean time with the customer between two agent turns. A place whose chat
        ended is filled at once and has none before the first turn: with m turns a
        chat, Z is ``(m - 1) / m`` of a customer turn.
    """
    queue = turns = reply_time = 0.0
    for n in range(1, held + 1):
        reply_time = agent_turn * (1.0 + queue)
        turns = n / (customer_turn + reply_time)
        queue = turns * reply_time
    return Saturated(turns, reply_time, turns * agent_turn, 1.0 - queue / held)


def limit(agent_turn: float, n_turns: float) -> float:
    """Return the chats an agent with any number of places ends per unit of time.

    She writes without a break: one over the work of a chat.
    """
    return 1.0 / (agent_turn * n_turns)
