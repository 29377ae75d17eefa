"""One agent with one chat at a time whose customers may leave without a sign.

Who leaves the queue silently keeps the place there; the agent takes it in its turn
and loses a discovery time. Who leaves the chat silently is waited for. After
Castellanos, Yom-Tov, Goldberg and Park (2025), "Silent abandonment in text-based
contact centers", arXiv 2501.08869.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.integrate import solve_ivp
from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

__all__ = ["SilentLeavers", "silent_chain", "silent_inside", "silent_leavers"]


@dataclass(frozen=True)
class SilentLeavers:
    """Long-run figures of one agent with silent leavers."""

    delayed: float  # share that does not find her free
    abandoned: float  # share that gives up, with a sign or without
    mean_wait: float  # of all, until taken or left
    talking: float  # share of her time with a customer
    discovering: float  # share of her time with one who has left
    levels: tuple[float, ...] = ()  # share taken within each threshold


def silent_leavers(
    arrival_rate: float,
    *,
    handle_time: float,
    patience: float,
    silent: float,
    discovery: float,
    thresholds: tuple[float, ...] = (),
) -> SilentLeavers:
    r"""Return the figures, all times exponential, from the workload.

    An arrival that finds the workload v (the wait of one who stays) adds a handle time
    if her patience is longer, else with probability `silent` a discovery time. Rate of
    crossings of level x (Brill and Posner 1977, "Level crossings in point processes
    applied to queues", Operations Research 25(4)): down f(x), up

    .. math:: \lambda \pi_0 \bar S(x) + \lambda \int_0^x f(v)
        [\bar G(v) \bar S(x - v) + s G(v) \bar D(x - v)] \, dv.

    The two exponential kernels make it two linear differential equations, one for each
    part of f. Needs ``arrival_rate x silent x discovery < 1``.
    """
    service, found, leaving = 1.0 / handle_time, 1.0 / discovery, 1.0 / patience

    def slope(x: float, parts: Array) -> Array:
        by_talk, by_discovery = parts[0], parts[1]
        density = by_talk + by_discovery
        stays = math.exp(-leaving * x)
        return np.array(
            [
                arrival_rate * density * stays - service * by_talk,
                arrival_rate * density * silent * (1 - stays) - found * by_discovery,
                density,
                density * stays,
            ]
        )

    # beyond any level the density falls like exp(-(found - arrival_rate silent) x)
    slack = found - arrival_rate * silent
    end = 40.0 * (handle_time + patience) + 40.0 / slack
    start = np.array([arrival_rate, 0.0, 0.0, 0.0])  # for an idle share of 1
    marks = (*thresholds, end)
    path = solve_ivp(
        slope, (0.0, end), start, "LSODA", sorted(marks), rtol=1e-11, atol=1e-14
    ).y
    idle = 1.0 / (1.0 + path[2, -1])
    stays = idle * path[3]
    abandoned = 1.0 - idle - float(stays[-1])
    return SilentLeavers(
        delayed=1.0 - idle,
        abandoned=abandoned,
        mean_wait=patience * abandoned,
        talking=arrival_rate * (1.0 - abandoned) * handle_time,
        discovering=arrival_rate * abandoned * silent * discovery,
        levels=tuple(float(idle + share) for share in stays[:-1]),
    )


def silent_chain(
    arrival_rate: float,
    *,
    handle_time: float,
    patience: float,
    silent: float,
    discovery: float,
    most: int,
) -> SilentLeavers:
    """Return the same by a chain that remembers each place of the queue.

    A state is (0 free, 1 talking, 2 discovering; then for each place 1 there, 0 gone).
    At most `most` wait, gone ones included.
    """

    def moves(state: State) -> Iterator[tuple[State, float]]:
        at, *queue = state
        if at == 0:
            yield (1,), arrival_rate
            return
        if len(queue) < most:
            yield (at, *queue, 1), arrival_rate
        rate = 1.0 / (handle_time if at == 1 else discovery)
        yield ((2 - queue[0], *queue[1:]) if queue else (0,)), rate
        for i, there in enumerate(queue):
            if there:
                yield (at, *queue[:i], 0, *queue[i + 1 :]), silent / patience
                yield (at, *queue[:i], *queue[i + 1 :]), (1.0 - silent) / patience

    law = stationary((0,), moves)
    waiting = law.mean(lambda s: sum(s[1:]))
    return SilentLeavers(
        delayed=law.mean(lambda s: s[0] > 0),
        abandoned=waiting / patience / arrival_rate,
        mean_wait=waiting / arrival_rate,
        talking=law.mean(lambda s: s[0] == 1),
        discovering=law.mean(lambda s: s[0] == 2),
    )


def silent_inside(
    agent_turn: float, *, reply_patience: float, silent: float, close_after: float
) -> tuple[float, float, float]:
    """Return what chats of one turn come to: share that quits, mean and cv of time.

    Turn and reply patience are exponential, both from the start of the chat. Who
    quits with a sign ends it; with probability `silent` there is none, the turn is
    written to its end, and the chat is closed `close_after` later. What is left of a
    turn when its customer quits is as long as a new one.

    Examples
    --------
    Everybody leaves with a sign: the shorter of two exponential times.

    >>> silent_inside(3.0, reply_patience=1.5, silent=0.0, close_after=9.0)
    (0.6666666666666666, 1.0, 1.0)
    """
    quits = agent_turn / (agent_turn + reply_patience)
    shorter = 1.0 / (1.0 / agent_turn + 1.0 / reply_patience)
    # unaware: a whole turn, and the closing time in the share of those who quit, whose
    # turn lasts `shorter + agent_turn` on average
    unaware = agent_turn + quits * close_after
    unaware_squared = (
        2.0 * agent_turn**2
        + 2.0 * close_after * quits * (shorter + agent_turn)
        + quits * close_after**2
    )
    mean = (1.0 - silent) * shorter + silent * unaware
    squared = (1.0 - silent) * 2.0 * shorter**2 + silent * unaware_squared
    return quits, mean, math.sqrt(squared / mean**2 - 1.0)
