"""What the timeline hands on: cells of arrivals, open days, shifts on their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    import numpy as np
    import numpy.typing as npt

__all__ = ["Cells", "OpenDay", "ShiftSpan"]


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Expected contacts on a grid that covers the whole horizon.

    Parameters
    ----------
    issue : str or None
        The issue all of them have; None where the channel's mixture decides.
    edges : array of float, shape (m + 1,), seconds
        Rising, from 0 to the horizon.
    counts : array of float, shape (m,), contacts
        Expected within each cell, spread evenly over it; `scale` not applied.
    """

    issue: str | None
    edges: npt.NDArray[np.float64]
    counts: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The opening spans of one calendar date, in seconds, not cut to the horizon."""

    date: dt.date
    spans: tuple[tuple[float, float], ...]

    @property
    def length(self) -> float:
        """Seconds open, as if the horizon cut nothing off."""
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class ShiftSpan:
    """One shift on one day: `n` agents from `from_at` to `to_at`, in seconds.

    Parameters
    ----------
    n : int
        Agents.
    from_at, to_at : float, seconds
        On duty; begins within the horizon, may end after it.
    breaks : tuple of (from_at, to_at), seconds
        In order of time, within the shift.
    shift : int
        Which of the group's shifts this is, so that the same people can be met
        again on another day.
    """

    n: int
    from_at: float
    to_at: float
    breaks: tuple[tuple[float, float], ...] = ()
    shift: int = 0
