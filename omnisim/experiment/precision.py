r"""When to stop: play until a figure is known as precisely as wanted.

The rule looks at the half-width after `minimum` replications and then at numbers
of replications that depend on earlier results only, never on the number of worker
processes, so one worker and two stop at the same number. It stops when the
half-width is at most `relative` times the value.

Sequential stopping is valid asymptotically: as the wanted width goes to 0 the
coverage tends to the nominal one (Y. S. Chow and H. Robbins, *Annals of
Mathematical Statistics* 36 (1965) 457-462, for a given width; A. Nadas, *ibid.* 40
(1969) 667-671, for a given share of the value). Stopping far too early by luck is
the danger, hence at least ten replications first (A. M. Law, *Simulation Modeling and
Analysis*, 5th ed., section 9.4.1) and few looks: the next look is where the last
half-width, shrinking with :math:`1/\sqrt n`, would be small enough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim.experiment.estimates import Estimate, estimate, locate

if TYPE_CHECKING:
    from omnisim.experiment.figures import Figures

__all__ = ["Precision"]


@dataclass(frozen=True, kw_only=True)
class Precision:
    """How precisely a figure should be known.

    Parameters
    ----------
    kpi : str
        Id of the figure.
    slice : str
        As in `Estimates.get`.
    window : str
        As in `Estimates.get`.
    relative : float
        Wanted half-width as a share of the value: 0.02 lets a service level of 80 %
        have 1.6 percentage points.
    minimum : int
        Replications before the first look, at least 2.
    cap : int
        Replications at most; where it stops the run, a warning says so.

    Raises
    ------
    ValueError
        If a number is out of its range.
    """

    kpi: str = "service_level"
    slice: str = "all"
    window: str = "run"
    relative: float = 0.02
    minimum: int = 10
    cap: int = 500

    def __post_init__(self) -> None:
        if not 0 < self.relative < 1:
            raise ValueError(
                f"precision must lie between 0 % and 100 %, got {self.relative:.6g}; "
                "0.02 is 2 %"
            )
        if not 2 <= self.minimum <= self.cap:  # noqa: PLR2004 - one has no half-width
            raise ValueError(
                "precision needs 2 <= minimum <= cap, got "
                f"minimum={self.minimum}, cap={self.cap}"
            )

    def of(self, figures: Figures) -> Estimate:
        """Return the figure as it stands.

        Parameters
        ----------
        figures : Figures

        Returns
        -------
        Estimate

        Raises
        ------
        KeyError
            If the figures do not hold it.
        """
        row = locate(figures.rows, self.kpi, self.slice, self.window)
        found = estimate(figures.pick([row]))
        return Estimate(
            float(found.value[0]), float(found.half_width[0]), int(found.n[0])
        )

    def is_met(self, estimate: Estimate) -> bool:
        """Say whether an estimate is precise enough; one without half-width is not."""
        return estimate.relative <= self.relative

    def next_look(self, played: int, estimate: Estimate) -> int:
        """Return at how many replications to look again; `played` itself to stop.

        Parameters
        ----------
        played : int
            Replications the estimate rests on.
        estimate : Estimate

        Returns
        -------
        int
            At least `minimum` more, at most twice as many, never above `cap`.

        Examples
        --------
        >>> Precision(relative=0.02).next_look(10, Estimate(0.8, 0.02, 10))
        20
        >>> Precision(relative=0.02).next_look(40, Estimate(0.8, 0.02, 40))
        63
        """
        if self.is_met(estimate):
            return played
        excess = estimate.relative / self.relative
        # NaN and infinity, where nothing can be foreseen, fall back on twice as many
        foreseen = math.ceil(played * min(excess**2, 2.0)) if excess > 0 else 2 * played
        return min(max(foreseen, played + self.minimum), self.cap)

    def shortfall(self, estimate: Estimate, played: int) -> str:
        """Return the warning for a figure that is not as precise as wanted.

        Parameters
        ----------
        estimate : Estimate
        played : int

        Returns
        -------
        str
            Empty if the goal is met.
        """
        if self.is_met(estimate):
            return ""
        reached = (
            f"{estimate.relative:.2%}" if np.isfinite(estimate.relative) else "unknown"
        )
        return (
            f"{self.kpi} missed its precision: half-width {reached} of the value after "
            f"{played} replications, wanted {self.relative:.2%}; raise the cap or "
            "accept less precision"
        )
