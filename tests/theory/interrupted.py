"""Mail put aside for calls: pre-emptive priority at one agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["interrupted", "interrupted_chain"]


def interrupted(
    arrival_rates: tuple[float, float],
    means: tuple[float, float],
    cvs: tuple[float, float],
) -> float:
    """Return the mean time from a mail's arrival to its end.

    Pairs are (calls, mail), of any law of handle times; calls put mail aside, which
    goes on with what is left. White and Christie (1958), "Queuing with preemptive
    priorities or with breakdown", Operations Research 6(1); Conway, Maxwell and
    Miller (1967), *Theory of Scheduling*, section 8-6: with the load ``r`` of calls,
    ``R`` of both and the mean work left ``W0`` of whoever is in service,
    ``T = E[S] / (1 - r) + W0 / ((1 - r) (1 - R))``. Calls wait as if there were no
    mail, by `theory.classes.pollaczek_khinchine`.

    Examples
    --------
    Without calls it is M/M/1.

    >>> round(interrupted((0.0, 0.5), (1.0, 1.0), (1.0, 1.0)), 12)
    2.0
    """
    loads = [rate * mean for rate, mean in zip(arrival_rates, means, strict=True)]
    rest = sum(
        load * mean * (1.0 + cv * cv) / 2.0
        for load, mean, cv in zip(loads, means, cvs, strict=True)
    )
    free = 1.0 - loads[0]
    return means[1] / free + rest / (free * (1.0 - sum(loads)))


def interrupted_chain(
    arrival_rates: tuple[float, float], means: tuple[float, float], most: int = 120
) -> float:
    """Return the same for exponential handle times, by the chain of (calls, mail)."""

    def moves(state: State) -> Iterator[tuple[State, float]]:
        calls, mail = state
        if calls < most:
            yield (calls + 1, mail), arrival_rates[0]
        if mail < most:
            yield (calls, mail + 1), arrival_rates[1]
        if calls:
            yield (calls - 1, mail), 1.0 / means[0]
        elif mail:
            yield (calls, mail - 1), 1.0 / means[1]

    return stationary((0, 0), moves).mean(lambda s: s[1]) / arrival_rates[1]
