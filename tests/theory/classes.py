"""One agent with any law of handle times, and queues with priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.erlang import erlang_c

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cobham_many", "cobham_one", "pollaczek_khinchine"]


def pollaczek_khinchine(arrival_rate: float, mean: float, cv: float) -> float:
    """Return the mean wait of M/G/1.

    Pollaczek (1930) and Khinchine (1932); Cooper (1981), *Introduction to Queueing
    Theory*, 2nd ed., section 5.8: ``lambda E[S^2] / (2 (1 - rho))``.

    Examples
    --------
    With constant times one waits half as long as with exponential ones.

    >>> pollaczek_khinchine(0.5, 1.0, 0.0) / pollaczek_khinchine(0.5, 1.0, 1.0)
    0.5
    """
    second = mean * mean * (1.0 + cv * cv)
    return arrival_rate * second / (2.0 * (1.0 - arrival_rate * mean))


def cobham_one(
    arrival_rates: Sequence[float], means: Sequence[float], cvs: Sequence[float]
) -> list[float]:
    """Return the mean waits by class of M/G/1, class 0 first, nobody interrupted.

    Cobham (1954), "Priority assignment in waiting line problems", Operations
    Research 2(1), for one server: with the mean work left ``W0`` of the contact in
    service and ``sigma_k`` the load of classes up to k,
    ``W_k = W0 / ((1 - sigma_(k-1)) (1 - sigma_k))``.
    """
    rest = sum(
        rate * mean * mean * (1.0 + cv * cv) / 2.0
        for rate, mean, cv in zip(arrival_rates, means, cvs, strict=True)
    )
    loads = [rate * mean for rate, mean in zip(arrival_rates, means, strict=True)]
    return [
        rest / ((1.0 - sum(loads[:k])) * (1.0 - sum(loads[: k + 1])))
        for k in range(len(loads))
    ]


def cobham_many(
    n: int, arrival_rates: Sequence[float], handle_time: float
) -> list[float]:
    """Return the mean waits by class of M/M/n, all with one mean handle time.

    Cobham (1954), as above, for many servers; Kella and Yechiali (1985), "Waiting
    times in the non-preemptive priority M/M/c queue", Stochastic Models 1(2):
    ``W_k = C handle_time / n / ((1 - sigma_(k-1)) (1 - sigma_k))`` with Erlang C of
    the whole load and loads per agent.
    """
    delayed = erlang_c(n, sum(arrival_rates), handle_time).delayed
    loads = [rate * handle_time / n for rate in arrival_rates]
    return [
        delayed
        * handle_time
        / n
        / ((1.0 - sum(loads[:k])) * (1.0 - sum(loads[: k + 1])))
        for k in range(len(loads))
    ]
