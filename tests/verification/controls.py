"""Control variates: what chance brought, taken out of what is compared.

A run with more calls than expected has longer waits; how many calls came, how long
they talked, and of chats the turns, is known and has a known mean. Lavenberg and
Welch (1981), "A perspective on the use of control variables to increase the
efficiency of Monte Carlo simulations", Management Science 27(3), take that part out
by regression, which makes the same run as telling as one five times as long.

What is taken out can hide a defect of the demand itself. Therefore each case also
compares the number of calls and the handle time as they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.population import CHUNK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.population import Population

__all__ = ["Demand", "excess", "without_controls"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Demand:
    """What a scenario asks of the population, on one channel, in one stretch.

    Parameters
    ----------
    start, end : float, seconds
    rate : float, contacts per second
    handle_time : float, seconds
        Mean of talk and wrap-up together, at standard pace.
    channel : str
    turns : (float, float), seconds
        Of a chat or mail told by its turns: means of all its agent turns together
        and of all its customer's. Wrap-up alone is its `handle_time`.
    """

    start: float
    end: float
    rate: float
    handle_time: float
    channel: str = "phone"
    turns: tuple[float, float] = (0.0, 0.0)

    @property
    def calls(self) -> float:
        """Calls to expect."""
        return self.rate * (self.end - self.start)


def excess(population: Population, demands: Sequence[Demand]) -> list[float]:
    """Return by how much a population exceeds its demand: calls, then handle time.

    Parameters
    ----------
    population : Population
    demands : sequence of Demand

    Returns
    -------
    list of float
        Four per demand, each with mean zero if the population is right: calls above
        the expected, and seconds of handling, of agent turns and of customer turns
        above the mean of each of its calls.
    """
    handle_time = _handle_times(population)
    found: list[float] = []
    for demand in demands:
        came = population.channel == population.channels.index(demand.channel)
        came &= population.arrived_at >= demand.start
        came &= population.arrived_at < demand.end
        n_calls = float(came.sum())
        found.append(n_calls - demand.calls)
        found.append(float(handle_time[came].sum()) - n_calls * demand.handle_time)
        agent, customer = _turns(population, came) if any(demand.turns) else (0.0, 0.0)
        found.append(agent - n_calls * demand.turns[0])
        found.append(customer - n_calls * demand.turns[1])
    return found


def _handle_times(population: Population) -> Array:
    chunks = [
        population.stays(chunk, attempt=1, leg=0)
        for chunk in range(math.ceil(len(population) / CHUNK))
    ]
    times: Array = np.concatenate([stays.talk + stays.wrap_up for stays in chunks])
    return times


def _turns(population: Population, came: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return the time of all agent turns, and of all customer turns, of some."""
    agent = customer = 0.0
    for row in np.flatnonzero(came).tolist():
        stays = population.stays(row // CHUNK, attempt=1, leg=0)
        channel = int(population.channel[row])
        last = int(stays.turns[row % CHUNK]) - 1
        for n in range(last + 1):
            turn = population.turn(row, 1, 0, channel, n)
            agent += turn.agent
            customer += turn.customer if n < last else 0.0
    return agent, customer


def without_controls(values: Array, controls: Array) -> Array:
    r"""Return fewer values, equally good for a t-test, without the controls' part.

    Parameters
    ----------
    values : array of float, shape (n,)
        Independent; their mean is asked for.
    controls : array of float, shape (n, q)
        Of the same replications, with known mean zero.

    Returns
    -------
    array of float, shape (n - q,)
        Their mean is the intercept of the regression of `values` on `controls`, and
        the t-test of that mean, with n - q - 1 degrees of freedom, is the one of
        Lavenberg and Welch.

    Notes
    -----
    With an orthonormal basis Q of all that is orthogonal to the controls,
    :math:`Q^T y` is free of them, and its elements are independent with mean
    :math:`\mu Q^T 1`. A reflection turns that direction into the one of equal means.
    """
    n, q = controls.shape
    if not q:
        return values
    basis = np.linalg.qr(controls, mode="complete")[0][:, q:]
    y, direction = basis.T @ values, basis.sum(axis=0)
    length = float(np.linalg.norm(direction))
    size = math.sqrt(n - q)
    mirror = direction - length / size
    reflected = y - mirror * (2 * (mirror @ y) / (mirror @ mirror))
    free: Array = reflected * (size / length)
    return free
