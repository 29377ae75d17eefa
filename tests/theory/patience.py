"""M/M/n+G: any law of patience.

Baccelli and Hebuterne (1981), "On queues with impatient customers",
Performance '81, as put into building blocks by Zeltyn and Mandelbaum (2005),
"Call centers with impatient customers: many-server asymptotics of the M/M/n+G
queue", Queueing Systems 51, section 2 and appendix:

    H(x) = integral of the patience's survival function from 0 to x
    J(t) = integral from t to infinity of exp(lambda H(x) - n mu x) dx,  J = J(0)
    JH   = integral of H(x) exp(lambda H(x) - n mu x) dx
    E    = integral of exp(-t) (1 + t mu / lambda)^(n-1) dt = 1 / B(n-1, lambda/mu)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from numpy.polynomial.legendre import leggauss
from theory.erlang import erlang_b

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Survival", "WithPatience", "constant", "exponential", "lognormal", "mmng"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Survival:
    """A law of patience: P(patience > x), and where it has corners or jumps."""

    beyond: Callable[[Array], Array]
    corners: tuple[float, ...] = ()


def constant(value: float) -> Survival:
    """Everybody waits `value`."""
    return Survival(lambda x: (x < value).astype(float), (value,))


def exponential(*parts: tuple[float, float]) -> Survival:
    """Mixture of exponential laws, given as (share, mean) each."""
    return Survival(
        lambda x: np.sum([share * np.exp(-x / mean) for share, mean in parts], axis=0)
    )


def lognormal(mean: float, cv: float) -> Survival:
    """Lognormal by mean and coefficient of variation."""
    from scipy.special import ndtr  # noqa: PLC0415 - only this law needs it

    spread = math.sqrt(math.log1p(cv * cv))
    middle = math.log(mean) - spread * spread / 2

    def beyond(x: Array) -> Array:
        share: Array = ndtr((middle - np.log(np.maximum(x, 1e-300))) / spread)
        return share

    return Survival(beyond)


@dataclass(frozen=True)
class WithPatience:
    """Long-run figures of M/M/n+G."""

    delayed: float
    abandoned: float
    mean_wait: float
    occupancy: float
    levels: tuple[float, ...]  # share answered within each threshold
    offered: tuple[float, ...]  # share whose offered wait is within each threshold


def mmng(
    n: int,
    arrival_rate: float,
    handle_time: float,
    patience: Survival,
    thresholds: tuple[float, ...] = (),
) -> WithPatience:
    """Return the figures of M/M/n+G.

    The integrals are Gauss-Legendre sums of 20 points on 4000 panels up to 60
    mean times between two completions beyond the largest threshold or corner;
    panel borders lie on corners and thresholds, so that no panel holds a jump.
    """
    service = n / handle_time
    marks = sorted({0.0, *patience.corners, *thresholds})
    # the weight falls like exp(-service x) once the patient are few; go on far
    # enough that a loaded queue with patient customers has died out as well
    end = marks[-1] + max(200.0 / service, 40.0 * handle_time)
    borders = np.unique(
        np.concatenate([np.linspace(0.0, end, 4001), np.array(marks, dtype=float)])
    )
    nodes, weights = leggauss(20)
    half = np.diff(borders)[:, None] / 2
    x = borders[:-1, None] + half * (1 + nodes)
    survival = patience.beyond(x)
    # H at the nodes: whole panels before, plus the integral from border to node,
    # itself a Gauss sum over the shrunken panel
    panels = (half * weights * survival).sum(axis=1)
    before = np.concatenate([[0.0], np.cumsum(panels)[:-1]])[:, None]
    inner = borders[:-1, None, None] + (x - borders[:-1, None])[:, :, None] * (
        (1 + nodes) / 2
    )
    partial = (
        patience.beyond(inner) * weights / 2 * (x - borders[:-1, None])[:, :, None]
    ).sum(axis=2)
    h = before + partial
    weight = half * weights * np.exp(arrival_rate * h - service * x)
    j = float(weight.sum())
    jh = float((weight * h).sum())
    e = 1.0 / erlang_b(n - 1, arrival_rate * handle_time) if n > 1 else 1.0
    total = e + arrival_rate * j
    delayed = arrival_rate * j / total
    abandoned = (1.0 + (arrival_rate - service) * j) / total
    levels = tuple(
        1.0
        - delayed
        + arrival_rate / total * float((weight * survival)[borders[:-1] < t].sum())
        for t in thresholds
    )
    return WithPatience(
        delayed=delayed,
        abandoned=abandoned,
        mean_wait=arrival_rate * jh / total,
        occupancy=arrival_rate * (1.0 - abandoned) * handle_time / n,
        levels=levels,
        offered=tuple(
            1.0 - arrival_rate / total * float(weight[borders[:-1] >= t].sum())
            for t in thresholds
        ),
    )
