"""Pictures of journeys: where customers move, where bots' sessions end, outages.

As those of `omnisim.report.plots`, for scenarios with such things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.report import digits, scope
from omnisim.report.canvas import (
    COLOURS,
    GREY,
    INK,
    clock,
    finish,
    finish_plain,
    new_axes,
    series,
    while_open,
)
from omnisim.report.lights import look_up
from omnisim.report.moves import matrix
from omnisim.report.strokes import DAYS, interval_text, nine_in_ten
from omnisim.units import HOUR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from omnisim.experiment.results import Results
    from omnisim.report.canvas import Series
    from omnisim.report.moves import Matrix
    from omnisim.scenario.schema import Scenario

__all__ = [
    "plot_bots",
    "plot_moves",
    "plot_outages",
    "with_bots",
    "with_moves",
    "with_outages",
]

Floats = npt.NDArray[np.float64]

_ENDS = (COLOURS[2], COLOURS[5], COLOURS[4], "#BBBBBB")
_DARK = 0.68  # share from which the colour of a cell is too dark for black words
_NARROW = 3.5  # per cent below which a piece of a bar has no room for its number


def with_bots(scenario: Scenario) -> bool:
    """Say whether customers meet bots."""
    return bool(scope.fronted(scenario))


def with_moves(scenario: Scenario) -> bool:
    """Say whether customers may move from one channel to another."""
    return bool(scope.linked(scenario))


def with_outages(scenario: Scenario) -> bool:
    """Say whether anything is ever out of order."""
    return bool(scope.interrupted(scenario))


def plot_moves(results: Results, axes: Axes | None = None) -> Axes:
    """Draw on which channels customers come again, by the channel before.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With a cell for each pair of channels, the darker the larger its share of its
        row; contacts per replication stand below the share.
    """
    axes = axes or new_axes()
    moves = matrix(results)
    n = len(moves.before), len(moves.then)
    if not moves.made.size:
        axes.set_axis_off()
        return finish_plain(axes, results, title="Nobody comes again")
    axes.imshow(moves.share, cmap="Blues", vmin=0.0, vmax=1.0, aspect="auto")
    for row, column in np.ndindex(n):
        _cell(axes, moves, row, column)
    axes.set_xticks(range(n[1]), [f"by {name}" for name in moves.then])
    axes.set_yticks(range(n[0]), [f"after {name}" for name in moves.before])
    axes.hlines(np.arange(1, n[0]) - 0.5, -0.5, n[1] - 0.5, color="white", linewidth=2)
    axes.vlines(np.arange(1, n[1]) - 0.5, -0.5, n[0] - 0.5, color="white", linewidth=2)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    days = results.scenario.calendar.days
    played = f"in {days} days" if days > 1 else "a day"
    axes.set_xlabel(f"% of the further contacts of a row; below, contacts {played}")
    return finish_plain(axes, results, title=_largest_move(moves))


def _cell(axes: Axes, moves: Matrix, row: int, column: int) -> None:
    """Write share and number into a cell."""
    share, made = moves.share[row, column], moves.made[row, column]
    if not made:
        axes.text(column, row, "0 %", ha="center", va="center", color=GREY, fontsize=11)
        return
    ink = "white" if share > _DARK else INK
    number = str(digits.show(made, moves.half_width[row, column]))
    for text, below, size in ((f"{100 * share:.0f} %", 0, 15), (number, 17, 9.5)):
        axes.annotate(
            text, (column, row), xytext=(0, 5 - below), textcoords="offset points",
            ha="center", va="center", color=ink, fontsize=size,
        )  # fmt: skip


def _largest_move(moves: Matrix) -> str:
    """Say what most customers do who move to another channel."""
    made = [
        (moves.made[row, column], row, column)
        for row, before in enumerate(moves.before)
        for column, then in enumerate(moves.then)
        if before != then
    ]
    most, row, column = max(made, default=(0.0, 0, 0))
    if not most:
        return "Nobody moves to another channel"
    return (
        f"{100 * moves.share[row, column]:.0f} % of those who come again after "
        f"{moves.before[row]} do so by {moves.then[column]}"
    )


def plot_bots(results: Results, axes: Axes | None = None) -> Axes:
    """Draw where sessions with bots end, by channel.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With a bar for each channel, and one for all of several, made of the shares
        that were contained and resolved, contained but not resolved, went on to an
        agent, and ended without either.
    """
    axes = axes or new_axes()
    fronted = scope.fronted(results.scenario)
    names = [name for name in results.scenario.channels if name in fronted]
    bars = {name: _ends(results, f"channel:{name}") for name in names}
    if len(names) > 1:
        bars["all"] = _ends(results, "all")
    ends = 100 * np.nan_to_num(np.array(list(bars.values())).reshape(-1, 4))
    begins = np.cumsum(ends, axis=1) - ends
    cut_off = fronted & scope.interrupted(results.scenario)
    lost = "left, or cut off" if cut_off else "left"
    labels = ("contained, resolved", "contained, not resolved", "to an agent", lost)
    for end, (label, colour) in enumerate(zip(labels, _ENDS, strict=True)):
        axes.barh(
            list(bars), ends[:, end], left=begins[:, end],
            color=colour, label=label, height=0.6,
        )  # fmt: skip
    for (at, end), width in np.ndenumerate(ends):
        if width >= _NARROW:
            axes.text(
                begins[at, end] + width / 2, at, f"{width:.0f} %",
                ha="center", va="center", color=INK, fontsize=12,
            )  # fmt: skip
    axes.set_xlim(0, 100)
    axes.set_ylim(max(len(bars), 1) - 0.5, -0.5)
    axes.set_xlabel("% of the sessions that ended")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    title = "Nobody meets a bot"
    if ends.any():
        reported, true = (
            look_up(results.estimates, kpi)[0]
            for kpi in ("containment", "true_containment")
        )
        title = (
            f"Bots report {100 * reported:.0f} % contained, "
            f"and resolve the issue of {100 * true:.0f} %"
        )
    return finish_plain(axes, results, title=title)


def _ends(results: Results, part: str) -> tuple[float, ...]:
    """Return the shares of sessions by how they ended; they sum to 1."""
    contained, resolved, escalated = (
        look_up(results.estimates, kpi, part)[0]
        for kpi in ("containment", "true_containment", "escalation")
    )
    rest = max(1.0 - contained - escalated, 0.0)
    return resolved, contained - resolved, escalated, rest


def plot_outages(results: Results, axes: Axes | None = None) -> Axes:
    """Draw whom outages cut off, and how many customers wait, over the day.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        Arrivals that were kept out or cut off as an area of each interval; with an
        axis of its own on the right, the mean number of live customers in queues as a
        line with the range that nine of ten days keep to. Where anything is out of
        order the ground is grey.
    """
    axes = axes or new_axes()
    scenario = results.scenario
    lost = series(results, "cut_off")
    queue = while_open(series(results, "queue_time"), scenario)
    per_hour = HOUR / scenario.calendar.interval
    _ground(axes, results, per_hour)
    axes.stairs(
        np.nan_to_num(lost.value), lost.edges, fill=True, color=COLOURS[1], alpha=0.75,
        label="arrivals that are cut off or kept out",
    )  # fmt: skip
    none = np.zeros(0)
    # what is drawn on the right has its words in the legend on the left
    _queue_line(axes, none, none, (none, none))
    title = _cut_off_message(results, lost, queue)
    finish(axes, results, title=title, unit=f"contacts per {interval_text(results)}")
    if not np.nansum(lost.value):
        axes.set_yticks([0])  # else they would count fractions of nobody
    right = axes.twinx()
    low, high = nine_in_ten(queue)
    days = low * per_hour, high * per_hour
    _queue_line(right, queue.middle, queue.value * per_hour, days)
    right.set_ylim(bottom=0)
    right.set_ylabel("customers in queues", color=COLOURS[0], fontsize=10.5)
    right.tick_params(axis="y", colors=COLOURS[0], labelsize=10.5)
    right.spines["top"].set_visible(False)
    axes.yaxis.label.set_color(COLOURS[1])
    return axes


def _queue_line(
    axes: Axes, at: Floats, waiting: Floats, days: tuple[Floats, Floats]
) -> None:
    """Draw how many wait, and the range that nine of ten days keep to."""
    axes.plot(
        at, waiting, color=COLOURS[0], linewidth=2, marker="o", markersize=3.5,
        label="customers who wait (right)",
    )  # fmt: skip
    axes.fill_between(at, *days, color=COLOURS[0], alpha=0.2, linewidth=0, label=DAYS)


def _cut_off_message(results: Results, lost: Series, queue: Series) -> str:
    """Say how many contacts are cut off, and when most customers wait."""
    total = float(np.nansum(lost.value))
    if not total:
        return "Nobody is cut off or kept out"
    title = f"Outages cut off or keep out {total:,.0f} contacts"
    waiting = np.nan_to_num(queue.value) * HOUR / results.scenario.calendar.interval
    peak = int(waiting.argmax())
    if round(waiting[peak]) <= 1:
        return title
    at = clock(results.scenario, queue.edges[peak])
    return f"{title}; queues are longest at {at}: {waiting[peak]:,.0f} wait"


def _ground(axes: Axes, results: Results, per_hour: float) -> None:
    """Shade the intervals, the more the longer anything is out of order in them."""
    label: str | None = "out of order"
    for kpi in ("outage_time", "bot_outage_time"):
        hours = series(results, kpi)
        part = np.minimum(np.nan_to_num(hours.value) * per_hour, 1.0)
        for at in np.flatnonzero(part):
            axes.axvspan(
                hours.edges[at], hours.edges[at + 1],
                color=GREY, alpha=0.1 + 0.2 * part[at], linewidth=0, label=label,
            )  # fmt: skip
            label = None
