"""Strokes that pictures of a day have in common: steps, curves, bands, limits.

Bands are what the legend says they are: either the 95 % confidence interval of the
mean, or the range that nine of ten days keep to. These two differ much and are
never mixed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.report import digits
from omnisim.report.canvas import GREY, INK, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from omnisim.experiment.results import Results

__all__ = [
    "DAYS",
    "confidence_key",
    "curve",
    "day_band",
    "interval_text",
    "limit_line",
    "nine_in_ten",
    "steps",
]

Floats = npt.NDArray[np.float64]

DAYS = "9 of 10 days"
_NINE_OF_TEN = (0.05, 0.95)


def steps(axes: Axes, line: Series, colour: str, label: str) -> None:
    """Draw a figure that holds for a whole interval."""
    axes.stairs(
        line.value, line.edges, baseline=None, color=colour, linewidth=2, label=label
    )


def day_band(axes: Axes, line: Series, colour: str, label: str | None) -> None:
    """Draw what nine of ten days keep to, for a figure of whole intervals."""
    low, high = nine_in_ten(line)
    axes.stairs(
        high,
        line.edges,
        baseline=low,
        fill=True,
        color=colour,
        alpha=0.2,
        label=label,
    )


def curve(
    axes: Axes,
    line: Series,
    colour: str,
    label: str,
    *,
    scale: float = 1.0,
    most: float = np.inf,
) -> None:
    """Draw a figure over the middles of the intervals with its confidence band.

    The band ends at 0 and `most`, beyond which the figure cannot lie.
    """
    width = np.nan_to_num(line.half_width)
    axes.fill_between(
        line.middle,
        np.maximum(line.value - width, 0.0) * scale,
        np.minimum(line.value + width, most) * scale,
        color=colour,
        alpha=0.22,
        linewidth=0,
    )
    axes.plot(
        line.middle,
        line.value * scale,
        color=colour,
        linewidth=2,
        marker="o",
        markersize=3.5,
        label=label,
    )


def confidence_key(axes: Axes) -> None:
    """Say once in the legend what the bands are."""
    axes.fill_between(
        [], [], [], color=GREY, alpha=0.3, linewidth=0, label="95 % confidence"
    )


def limit_line(axes: Axes, at: float, colour: str, label: str) -> None:
    """Draw a target or a limit right across, named in the margin."""
    axes.axhline(at, color=colour, linewidth=1.2, linestyle=":")
    axes.annotate(
        label,
        (1.01, at),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=9,
        color=INK,
        annotation_clip=False,
    )


def nine_in_ten(line: Series) -> tuple[Floats, Floats]:
    """Return what nine of ten replications keep to in each interval."""
    low = np.full(len(line.value), np.nan)
    high = low.copy()
    known = np.isfinite(line.each).all(axis=0)
    if known.any():
        ends = np.quantile(line.each[:, known], _NINE_OF_TEN, axis=0)
        low[known], high[known] = ends
    return low, high


def interval_text(results: Results) -> str:
    """Return the length of the reporting interval: ``30 min``, or ``hour``."""
    text = digits.show_plain(results.scenario.calendar.interval, "s")
    return "hour" if text == "1 h" else text
