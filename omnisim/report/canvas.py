"""Paper and pencils for the pictures: figures, colours, axes with clock times.

Figures are made without pyplot, so a program that draws is left as it was: no
global state, no window, no figure kept alive.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.scenario import timeline
from omnisim.scenario.choices import DEFERRED
from omnisim.units import DAY, HOUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from omnisim.experiment.results import Results
    from omnisim.scenario.schema import Scenario

__all__ = [
    "COLOURS",
    "GREY",
    "INK",
    "Series",
    "clock",
    "clock_scale",
    "finish",
    "finish_plain",
    "new_axes",
    "new_figure",
    "open_range",
    "pick",
    "series",
    "while_coming",
    "while_open",
]

Floats = npt.NDArray[np.float64]

# M. Okabe and K. Ito, "Color universal design" (2008): told apart by colour-blind
# readers too; in the order in which neighbours differ most in lightness
COLOURS = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000",
)  # fmt: skip
INK = "#222222"
GREY = "#767676"
_SIZE = (9.0, 4.8)  # inches
_TEXT = 10.5  # points
_COLUMNS = 4  # of the legend at most
_LETTERS = 122  # in a line of it, the key of an entry counted as
_KEY = 8
_LINE = 18  # points
_TICKS_AT_MOST = 13
_ROWS_AT_MOST = 8
_ROUND = (5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, HOUR, 2 * HOUR)
_STEPS = tuple(HOUR * h for h in (0.25, 0.5, 1, 2, 3, 4, 6, 12))


@dataclass(frozen=True, slots=True)
class Series:
    """A figure by reporting interval.

    Parameters
    ----------
    edges : array of float, shape (n + 1,), seconds
        Of the intervals; those that the tables do not have are NaN in `value`.
    value, half_width : array of float, shape (n,)
    each : array of float, shape (n_replications, n)
        The same figure in each replication.
    """

    edges: Floats
    value: Floats
    half_width: Floats
    each: Floats

    @property
    def middle(self) -> Floats:
        """The middle of each interval, in seconds."""
        return (self.edges[:-1] + self.edges[1:]) / 2

    @property
    def is_empty(self) -> bool:
        """True if no interval has a value."""
        return bool(np.isnan(self.value).all())


def series(
    results: Results,
    kpi: str,
    slice: str = "all",  # noqa: A002 - the tables' own word for it
) -> Series:
    """Return a figure by interval; NaN where the tables do not have it.

    Parameters
    ----------
    results : Results
    kpi : str
        Id of the figure.
    slice : str
        ``"all"``, or kind and name: ``"channel:phone"``.

    Returns
    -------
    Series
    """
    slice_kind, _, slice_name = slice.partition(":")
    edges = timeline.interval_edges(results.scenario)
    n = len(edges) - 1
    rows = [
        results.estimates.rows.get(("interval", at, slice_kind, slice_name, kpi), -1)
        for at in range(n)
    ]
    at = np.array(rows)
    missing = at < 0
    with np.errstate(divide="ignore", invalid="ignore"):
        each = results.figures.numerator[:, at] / results.figures.denominator[:, at]
    return Series(
        edges,
        np.where(missing, np.nan, results.estimates.value[at]),
        np.where(missing, np.nan, results.estimates.half_width[at]),
        np.where(missing, np.nan, each),
    )


def new_figure() -> Figure:
    """Return an empty figure that belongs to nobody else."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow import

    return Figure(figsize=_SIZE, layout="constrained", facecolor="white")


def new_axes() -> Axes:
    """Return the axes of a new figure."""
    return new_figure().add_subplot()


def open_range(scenario: Scenario) -> tuple[float, float]:
    """Return the seconds from the first opening to the last closing that count.

    Where mails and the like come outside the hours, from when the first may come.
    """
    warm_up = scenario.calendar.warm_up
    spans = _coming(scenario, list(scenario.channels))
    counted = [span for span in spans if span[1] > warm_up]
    if not counted:
        return warm_up, timeline.horizon(scenario)
    first = min(start for start, _ in counted)
    return max(first, warm_up), max(end for _, end in counted)


def while_open(line: Series, scenario: Scenario) -> Series:
    """Leave out the intervals in which every channel is closed all the time."""
    return _within(line, _hours(scenario, list(scenario.channels)))


def while_coming(line: Series, scenario: Scenario, channel: str) -> Series:
    """Leave out the intervals in which nobody may come to a channel."""
    return _within(line, _coming(scenario, [channel]))


def _within(line: Series, spans: list[tuple[float, float]]) -> Series:
    """Leave out the intervals that no span touches."""
    is_in = np.zeros(len(line.value), dtype=np.bool_)
    for start, end in spans:
        is_in |= (line.edges[1:] > start) & (line.edges[:-1] < end)
    return replace(
        line,
        value=np.where(is_in, line.value, np.nan),
        half_width=np.where(is_in, line.half_width, np.nan),
        each=np.where(is_in, line.each, np.nan),
    )


def _hours(scenario: Scenario, channels: list[str]) -> list[tuple[float, float]]:
    return [span for one in channels for span in timeline.open_spans(scenario, one)]


def _coming(scenario: Scenario, channels: list[str]) -> list[tuple[float, float]]:
    """Return when contacts may come: in the hours, and mails whenever planned."""
    spans = _hours(scenario, channels)
    for name in channels:
        if scenario.channels[name].kind in DEFERRED:
            for cells in timeline.arrival_cells(scenario, name):
                comes = np.flatnonzero(cells.counts > 0)
                begin, end = cells.edges[comes], cells.edges[comes + 1]
                spans += zip(begin.tolist(), end.tolist(), strict=True)
    return spans


def clock(scenario: Scenario, seconds: float) -> str:
    """Return the wall clock at an instant; with the weekday if several days count."""
    first, last = open_range(scenario)
    at = scenario.calendar.start + dt.timedelta(seconds=float(seconds))
    return f"{at:%a %H:%M}" if last - first > DAY else f"{at:%H:%M}"


def finish(axes: Axes, results: Results, *, title: str, unit: str) -> Axes:
    """Give a picture its message, its axes and the line that says where it is from."""
    axes.set_ylabel(unit, fontsize=_TEXT, color=INK)
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    _clock_axis(axes, results.scenario)
    return finish_plain(axes, results, title=title)


def finish_plain(axes: Axes, results: Results, *, title: str) -> Axes:
    """Give a picture that is not of a day its message, its legend and its source."""
    handles, labels = axes.get_legend_handles_labels()
    columns = _columns(labels)
    rows = max(math.ceil(len(labels) / columns), 1)
    axes.set_title(
        title,
        loc="left",
        fontsize=13,
        fontweight="bold",
        color=INK,
        pad=12 + _LINE * rows,
    )
    axes.tick_params(labelsize=_TEXT, colors=INK)
    axes.xaxis.label.set(fontsize=_TEXT, color=INK)
    # between title and picture, where it covers nothing
    axes.legend(
        handles,  # given, or an empty legend is warned of
        labels,
        frameon=False,
        fontsize=_TEXT - 0.5,
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        borderaxespad=0.2,
        borderpad=0.0,
        ncols=columns,
        columnspacing=1.4,
        handlelength=1.6,
    )
    figure = axes.figure
    if len(figure.axes) == 1:
        figure.supxlabel(
            _source_line(results), x=0.01, ha="left", fontsize=8.5, color=GREY
        )
    return axes


def _columns(labels: list[str]) -> int:
    """Return how many columns of the legend fit beside each other."""
    for columns in range(min(_COLUMNS, len(labels)), 1, -1):
        rows = math.ceil(len(labels) / columns)
        widest = [
            max(map(len, labels[first : first + rows]))
            for first in range(0, len(labels), rows)
        ]
        if sum(widest) + _KEY * len(widest) <= _LETTERS:
            return columns
    return 1


def clock_scale(axes: Axes) -> None:
    """Label a value axis of seconds as minutes and seconds, on round numbers."""
    _, top = axes.get_ylim()
    step = next((step for step in _ROUND if top / step <= _ROWS_AT_MOST), _ROUND[-1])
    ticks = np.arange(0.0, top + step / 2, step)
    labels = [f"{int(at) // 60}:{int(at) % 60:02d}" for at in ticks.tolist()]
    axes.set_yticks(ticks, labels)


def _source_line(results: Results) -> str:
    n = results.replications
    return (
        f"{results.scenario.name} · {n} replication{'s' if n > 1 else ''}, "
        f"seed {results.seed} · omnisim {results.versions['omnisim']}"
    )


def _clock_axis(axes: Axes, scenario: Scenario) -> None:
    """Label the time axis with whole hours, or with days if there are many."""
    start = scenario.calendar.start
    first, last = open_range(scenario)
    # ticks on round clock times, though the calendar may start at any
    offset = start.hour * HOUR + start.minute * 60.0 + start.second
    step = _step(last - first)
    begin = math.ceil((first + offset) / step) * step - offset
    ticks = np.arange(begin, last + 1.0, step)
    labels = [_label(start, at, step, is_first=False) for at in ticks.tolist()]
    if last - first > DAY and len(ticks) > 1 and "\n" not in labels[1]:
        # beside a midnight there is no room for the date before it
        labels[0] = _label(start, ticks[0].item(), step, is_first=True)
    if ticks[-1] == last:
        labels[-1] = labels[-1].partition("\n")[0]  # nothing of that day is shown
    axes.set_xlim(first, last)
    axes.set_xticks(ticks, labels)
    axes.set_xlabel("time of day" if step < DAY else "date", fontsize=_TEXT, color=INK)


def _step(length: float) -> float:
    for step in _STEPS:
        if length / step < _TICKS_AT_MOST:
            return step
    return DAY * math.ceil(length / DAY / _TICKS_AT_MOST)


def _label(start: dt.datetime, at: float, step: float, *, is_first: bool) -> str:
    """Return a clock time, with the date below it where a day begins."""
    instant = start + dt.timedelta(seconds=at)
    if step >= DAY:
        return f"{instant:%a} {instant.day} {instant:%b}"
    if is_first or (at > 0 and instant.hour == 0 and instant.minute == 0):
        return f"{instant:%H:%M}\n{instant:%a} {instant.day} {instant:%b}"
    return f"{instant:%H:%M}"


def pick(names: Sequence[str]) -> dict[str, str]:
    """Return a colour for each name, over again if there are too many."""
    return {name: COLOURS[at % len(COLOURS)] for at, name in enumerate(names)}
