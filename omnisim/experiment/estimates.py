"""Estimates: each figure with its half-width, and the caveats that go with them.

Given the `Figures` of the replications; handed on to the report. Half-widths are
those of 95 % confidence intervals unless said otherwise, in the unit of the figure:
for a share, 0.012 is 1.2 percentage points, not 1.2 % of the value.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim.errors import nearest
from omnisim.experiment.figures import KEYS, keys_of
from omnisim.experiment.jackknife import CONFIDENCE, doubt, ratios, spread
from omnisim.kpi.definitions import KPIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt
    import pandas as pd

    from omnisim.experiment.figures import Figures, Key
    from omnisim.experiment.jackknife import Ratios
    from omnisim.kpi.table import KpiTable

__all__ = ["FEW", "Estimate", "Estimates", "caveats", "chances", "estimate", "locate"]

FEW = 10  # replications below which a half-width is itself a rough guess
_OPEN_LIMIT = 0.01  # share of contacts that may be open at the end without a word
_SHOWN = 4  # names listed in an error


class Estimate(NamedTuple):
    """A figure and how sure it is.

    Parameters
    ----------
    value : float
        In the unit of the figure; NaN where no replication defines it.
    half_width : float
        In the same unit; NaN with fewer than two replications.
    n : int
        Replications in which the figure is defined.
    """

    value: float
    half_width: float
    n: int

    @property
    def relative(self) -> float:
        """Half-width by value; infinite for a value of 0 that is not certain."""
        if self.half_width == 0:
            return 0.0
        return self.half_width / abs(self.value) if self.value else math.inf


@dataclass(frozen=True, eq=False)
class Estimates:
    """One estimate per window, slice and figure, as columns.

    Parameters
    ----------
    names : KpiTable
        Its key columns name the rows.
    value, half_width : array of float, shape (n_figures,)
        In the unit of the figure; see `omnisim.experiment.jackknife`.
    n : array of int, shape (n_figures,)
        Replications in which the figure is defined.
    sd : array of float, shape (n_figures,)
        Standard deviation between replications of each one's own figure: how much
        one day differs from the next, where the half-width says how well the mean is
        known. NaN with fewer than two.
    confidence : float
        Of the intervals.
    """

    names: KpiTable
    value: npt.NDArray[np.float64]
    half_width: npt.NDArray[np.float64]
    n: npt.NDArray[np.int64]
    sd: npt.NDArray[np.float64]
    confidence: float = CONFIDENCE

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.value)

    @cached_property
    def rows(self) -> Mapping[Key, int]:
        """The number of the row that each key names."""
        return {key: row for row, key in enumerate(keys_of(self.names))}

    def get(
        self,
        kpi: str,
        *,
        slice: str = "all",  # noqa: A002 - the tables' own word for it
        window: str = "run",
    ) -> Estimate:
        """Return one estimate.

        Parameters
        ----------
        kpi : str
            Id of the figure, ``"service_level"``.
        slice : str
            ``"all"``; kind and name, ``"channel:phone"``; or a name alone, looked up
            among channels, groups, issues, pairs of channel and issue, then moves.
        window : str
            ``"run"``, or kind and number: ``"day:0"``, ``"interval:17"``.

        Returns
        -------
        Estimate

        Raises
        ------
        KeyError
            If there is no such row; the text names the nearest one.
        """
        row = locate(self.rows, kpi, slice, window)
        return Estimate(
            float(self.value[row]), float(self.half_width[row]), int(self.n[row])
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the estimates as a tidy data frame, one row per figure."""
        import pandas as pd  # noqa: PLC0415 - slow import

        keys = {name: getattr(self.names, name) for name in KEYS}
        numbers = {k: getattr(self, k) for k in ("value", "half_width", "n", "sd")}
        return pd.DataFrame(keys | numbers)


def estimate(figures: Figures, *, confidence: float = CONFIDENCE) -> Estimates:
    """Return every figure with its half-width.

    Parameters
    ----------
    figures : Figures
    confidence : float
        Probability with which an interval should cover the truth.

    Returns
    -------
    Estimates
        One row per row of `figures`.
    """
    found = ratios(figures.numerator, figures.denominator, confidence=confidence)
    return Estimates(
        names=figures.names,
        value=found.value,
        half_width=_never_certain(figures, found, confidence),
        n=found.n,
        sd=spread(figures.own()),
        confidence=confidence,
    )


def chances(names: KpiTable) -> npt.NDArray[np.intp]:
    """Return the rows that say how often something was so, of yes and no."""
    ids = [kpi.id for kpi in KPIS.values() if kpi.estimator == "chance"]
    return np.flatnonzero(np.logical_or.reduce([names.kpi == name for name in ids]))


def _never_certain(
    figures: Figures, found: Ratios, confidence: float
) -> npt.NDArray[np.float64]:
    """Return the half-widths, those of chances by `omnisim.experiment.jackknife`."""
    half_width, rows = found.half_width.copy(), chances(figures.names)
    half_width[rows] = doubt(
        found.value[rows],
        half_width[rows],
        figures.denominator[:, rows].sum(axis=0),
        confidence=confidence,
    )
    return half_width


def locate(
    rows: Mapping[Key, int],
    kpi: str,
    slice: str = "all",  # noqa: A002 - the tables' own word for it
    window: str = "run",
) -> int:
    """Return the row that a figure, a slice and a window name.

    Parameters
    ----------
    rows : mapping
        Numbers of rows by key, in the order of `KEYS`.
    kpi, slice, window : str
        As in `Estimates.get`.

    Returns
    -------
    int

    Raises
    ------
    KeyError
        If there is no such row; the text names the nearest one.
    """
    kind, _, number = window.partition(":")
    for slice_kind, name in _readings(slice):
        key = (kind, int(number or 0), slice_kind, name, kpi)
        if key in rows:
            return rows[key]
    raise KeyError(_not_found(rows, kpi, slice, window))


def _readings(slice: str) -> list[tuple[str, str]]:  # noqa: A002 - as above
    """Return the kinds and names that a slice may mean, the likeliest first."""
    kind, colon, name = slice.partition(":")
    if colon or kind == "all":
        return [(kind, name)]
    kinds = ("channel", "group", "issue", "channel_issue", "move")
    return [(kind, slice) for kind in kinds]


def _not_found(
    rows: Mapping[Key, int],
    kpi: str,
    slice: str,  # noqa: A002 - as above
    window: str,
) -> str:
    figures = sorted({key[4] for key in rows})
    if kpi not in figures:
        guess = nearest(kpi, figures)
        hint = f"did you mean {guess!r}?" if guess else "see `omnisim explain`"
        return f"no figure {kpi!r}; {hint}"
    if window not in {"run"} | {f"{key[0]}:{key[1]}" for key in rows}:
        return f"no window {window!r}; use 'run', 'day:0', ... or 'interval:0', ..."
    slices = sorted({f"{key[2]}:{key[3]}".strip(":") for key in rows if key[4] == kpi})
    shown = ", ".join(slices[:_SHOWN]) + (", ..." if len(slices) > _SHOWN else "")
    return f"no slice {slice!r} of {kpi!r} in window {window!r}; there are: {shown}"


def caveats(estimates: Estimates, n: int, live: Iterable[str] = ("all",)) -> list[str]:
    """Return what a reader of the estimates must be told.

    Parameters
    ----------
    estimates : Estimates
    n : int
        Replications played.
    live : iterable of str
        Slices whose contacts should be over at the end. Those of deferred channels
        may well be open: that is their backlog, a figure of its own.

    Returns
    -------
    list of str
        Texts of `StatisticalWarning`: fewer than ten replications, and more than 1 %
        of the live contacts still open at the end.
    """
    slices, told = tuple(live), []
    if n == 1:
        told.append(
            "one replication says nothing about uncertainty: there are no half-widths; "
            "play at least ten"
        )
    elif n < FEW:
        told.append(
            f"only {n} replications: the half-widths are rough themselves; play at "
            "least ten"
        )
    try:
        still_open, arrived = (
            sum(estimates.get(kpi, slice=one).value for one in slices)
            for kpi in ("open", "arrived")
        )
        left = still_open / arrived
    except (KeyError, ZeroDivisionError):
        return told  # tables that do not count open contacts, or nobody came
    if left > _OPEN_LIMIT:
        told.append(
            f"{left:.1%} of the contacts were still open at the end: waits and service "
            "levels look better than they are; lengthen calendar.run_out, or add staff"
        )
    return told
