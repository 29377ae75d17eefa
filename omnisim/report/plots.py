"""Pictures of a day: arrivals, waits, staffing and service level by interval.

Each function takes results and returns matplotlib axes, its own or those it is
given. The title is the message, worked out from the figures; bands are what the
legend says they are: either the 95 % confidence interval of the mean, or the range
that nine of ten days keep to. These two differ much and are never mixed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.report import digits
from omnisim.report.canvas import (
    COLOURS,
    GREY,
    INK,
    Series,
    clock,
    clock_scale,
    finish,
    new_axes,
    new_figure,
    pick,
    series,
    while_open,
)
from omnisim.scenario.choices import DEFERRED

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from omnisim.experiment.results import Results
    from omnisim.scenario.schema import Target

__all__ = [
    "PICTURES",
    "plot_arrivals",
    "plot_service_level",
    "plot_staffing",
    "plot_waits",
    "save_pictures",
]

Floats = npt.NDArray[np.float64]

_DOTS = 160  # per inch, so that text stays sharp on a projector
_NINE_OF_TEN = (0.05, 0.95)
_DAYS = "9 of 10 days"


def plot_arrivals(results: Results, axes: Axes | None = None) -> Axes:
    """Draw the contacts that arrive in each interval, by channel.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With one step line per channel and a band that nine of ten days keep to.
    """
    axes = axes or new_axes()
    channels = list(results.scenario.channels)
    for name, colour in pick(channels).items():
        line = while_open(
            series(results, "arrived", f"channel:{name}"), results.scenario
        )
        label = _DAYS if name == channels[-1] else None
        _steps(axes, line, colour, name)
        _day_band(axes, line, colour, label)
    total = series(results, "arrived")
    title = "Nobody arrives"
    if not total.is_empty and np.nanmax(total.value) > 0:
        peak = int(np.nanargmax(total.value))
        together = ", all channels together" if len(channels) > 1 else ""
        title = (
            f"Arrivals peak at {clock(results.scenario, total.edges[peak])} with "
            f"{total.value[peak]:,.0f} contacts per {_interval(results)}{together}"
        )
    unit = f"contacts per {_interval(results)}"
    return finish(axes, results, title=title, unit=unit)


def plot_waits(results: Results, axes: Axes | None = None) -> Axes:
    """Draw the mean wait of the answered and the wait nine of ten do not exceed.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With a line and a 95 % confidence band for each of the two.
    """
    axes = axes or new_axes()
    mean = series(results, "asa")
    high = series(results, "wait_p90")
    _curve(axes, high, COLOURS[1], "90th percentile of all waits")
    _curve(axes, mean, COLOURS[0], "mean wait of the answered")
    _confidence_key(axes)
    title = "Nobody waits"
    if not high.is_empty and np.nanmax(high.value) > 0:
        worst = int(np.nanargmax(high.value))
        shown = digits.show(high.value[worst], high.half_width[worst], "s")
        # a title has room for the estimate only
        wait = replace(shown, half_width="")
        title = (
            f"Waits are longest at {clock(results.scenario, high.edges[worst])}: "
            f"one in ten waits longer than about {wait}"
        )
    finish(axes, results, title=title, unit="wait, minutes:seconds")
    clock_scale(axes)
    return axes


def plot_staffing(results: Results, axes: Axes | None = None) -> Axes:
    """Draw agents on the floor, agents busy, and the work that comes, in Erlangs.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        Floor as a step line, busy agents as an area, offered load as a broken line.
    """
    axes = axes or new_axes()
    floor = while_open(series(results, "staffed"), results.scenario)
    load = series(results, "offered_load")
    busy = series(results, "occupancy").value * floor.value
    axes.stairs(busy, floor.edges, fill=True, color=COLOURS[4], alpha=0.5, label="busy")
    _steps(axes, floor, COLOURS[0], "on the floor")
    axes.plot(
        load.middle,
        load.value,
        color=COLOURS[1],
        linewidth=2,
        linestyle="--",
        label="work that comes (Erlangs)",
    )
    low, high = _days(load)
    axes.fill_between(
        load.middle, low, high, color=COLOURS[1], alpha=0.18, linewidth=0, label=_DAYS
    )
    share = busy / np.where(floor.value > 0, floor.value, np.nan)
    title = "Nobody is on the floor"
    if not np.isnan(share).all():
        tight = int(np.nanargmax(share))
        title = (
            f"Agents are busiest at {clock(results.scenario, floor.edges[tight])}: "
            f"{100 * share[tight]:.0f} % of their time"
        )
    return finish(axes, results, title=title, unit="agents")


def plot_service_level(results: Results, axes: Axes | None = None) -> Axes:
    """Draw the service level of each live channel that has a target.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With a line, a 95 % confidence band and a target line per channel, per cent.
    """
    axes = axes or new_axes()
    targets = _live_targets(results)
    found = []
    for name, colour in pick(list(targets)).items():
        line = series(results, "service_level", f"channel:{name}")
        threshold = digits.show_plain(targets[name].threshold, "s")
        _curve(axes, line, colour, f"{name}, within {threshold}", scale=100.0, most=1.0)
        found.append((name, line, targets[name].share))
        _target_line(axes, targets[name].share, colour)
    _confidence_key(axes)
    finish(
        axes,
        results,
        title=_level_message(results, found),
        unit=f"service level ({results.scenario.service_level.value}), %",
    )
    axes.set_ylim(0, 102)
    return axes


PICTURES: dict[str, Callable[..., Axes]] = {  # (results, axes=None)
    "arrivals": plot_arrivals,
    "waits": plot_waits,
    "staffing": plot_staffing,
    "service_level": plot_service_level,
}


def save_pictures(results: Results, folder: Path | str) -> list[Path]:
    """Save every picture as PNG and SVG.

    Parameters
    ----------
    results : Results
    folder : path
        Made if it does not exist.

    Returns
    -------
    list of Path
        The files, the same bytes for the same results.
    """
    import matplotlib as mpl  # noqa: PLC0415 - slow import

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, draw in PICTURES.items():
        if name == "service_level" and not _live_targets(results):
            continue  # an empty picture would only puzzle
        figure = new_figure()
        draw(results, figure.add_subplot())
        # without these two the files would differ from run to run
        with mpl.rc_context({"svg.hashsalt": "omnisim"}):
            for kind, marks in (("png", {"Software": None}), ("svg", {"Date": None})):
                path = folder / f"{name}.{kind}"
                figure.savefig(path, dpi=_DOTS, metadata=marks)
                written.append(path)
    return written


def _live_targets(results: Results) -> dict[str, Target]:
    """Return the targets of the channels that have a service level."""
    return {
        name: channel.target
        for name, channel in results.scenario.channels.items()
        if channel.target is not None and channel.kind not in DEFERRED
    }


def _steps(axes: Axes, line: Series, colour: str, label: str) -> None:
    """Draw a figure that holds for a whole interval."""
    axes.stairs(
        line.value, line.edges, baseline=None, color=colour, linewidth=2, label=label
    )


def _day_band(axes: Axes, line: Series, colour: str, label: str | None) -> None:
    low, high = _days(line)
    axes.stairs(
        high,
        line.edges,
        baseline=low,
        fill=True,
        color=colour,
        alpha=0.2,
        label=label,
    )


def _curve(
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


def _confidence_key(axes: Axes) -> None:
    """Say once in the legend what the bands are."""
    axes.fill_between(
        [], [], [], color=GREY, alpha=0.3, linewidth=0, label="95 % confidence"
    )


def _target_line(axes: Axes, share: float, colour: str) -> None:
    axes.axhline(100 * share, color=colour, linewidth=1.2, linestyle=":")
    axes.annotate(
        f"target\n{digits.show_plain(share, 'share')}",
        (1.01, 100 * share),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=9,
        color=INK,
        annotation_clip=False,
    )


def _days(line: Series) -> tuple[Floats, Floats]:
    """Return what nine of ten replications keep to in each interval."""
    low = np.full(len(line.value), np.nan)
    high = low.copy()
    known = ~np.isnan(line.each).any(axis=0)
    if known.any():
        ends = np.quantile(line.each[:, known], _NINE_OF_TEN, axis=0)
        low[known], high[known] = ends
    return low, high


def _interval(results: Results) -> str:
    return digits.show_plain(results.scenario.calendar.interval, "s")


def _level_message(results: Results, lines: list[tuple[str, Series, float]]) -> str:
    """Say where the target is missed, and how sure that is.

    In one sentence, so of the channel that misses it most clearly. An interval is
    clearly below if all of its confidence band is; without half-widths none is.
    """
    judged = [
        (*_counted_below(line, share), name, line, share)
        for name, line, share in lines
        if not line.is_empty
    ]
    if not judged:
        return "No service level: no channel has a target"
    clearly, below, _, name, line, share = max(judged, key=lambda entry: entry[:2])
    wanted = digits.show_plain(share, "share")
    if below == 0:
        each = "Every target" if len(lines) > 1 else f"The target of {wanted}"
        doubt = "probably " if any(perhaps for _, _, perhaps, *_ in judged) else ""
        return f"{each} is {doubt}met in every interval"
    is_below = "is clearly below" if clearly else "may be below"
    n = int(np.isfinite(line.value).sum())
    worst = clock(results.scenario, line.edges[int(np.nanargmin(line.value))])
    whose = name[:1].upper() + name[1:]
    return (
        f"{whose} {is_below} its target of {wanted} in {clearly or below} of {n} "
        f"intervals, lowest at {worst}"
    )


def _counted_below(line: Series, share: float) -> tuple[int, int, int]:
    """Return in how many intervals a target is missed: clearly, likely, perhaps."""
    width = np.where(np.isnan(line.half_width), np.inf, line.half_width)
    return (
        int(np.sum(line.value + width < share)),
        int(np.sum(line.value < share)),
        int(np.sum(line.value - width < share)),
    )
