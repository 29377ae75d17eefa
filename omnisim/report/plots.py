"""Pictures of a day: arrivals, waits, staffing and service level by interval.

Each function takes results and returns matplotlib axes, its own or those it is
given. The title is the message, worked out from the figures. Pictures of chats,
messages and mails are in `omnisim.report.plots_open`, those of bots, moves and outages
in `omnisim.report.plots_journeys`; `PICTURES` has all.
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
    Series,
    clock,
    clock_scale,
    finish,
    new_axes,
    new_figure,
    pick,
    series,
    while_coming,
    while_open,
)
from omnisim.report.plots_journeys import (
    plot_bots,
    plot_moves,
    plot_outages,
    with_bots,
    with_moves,
    with_outages,
)
from omnisim.report.plots_open import (
    plot_backlog,
    plot_in_hand,
    plot_replies,
    with_backlog,
    with_places,
    with_replies,
    with_several,
)
from omnisim.report.strokes import (
    DAYS,
    confidence_key,
    curve,
    day_band,
    interval_text,
    limit_line,
    nine_in_ten,
    steps,
)
from omnisim.scenario.choices import DEFERRED, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from omnisim.experiment.results import Results
    from omnisim.scenario.schema import Scenario, Target

__all__ = [
    "PICTURES",
    "plot_arrivals",
    "plot_backlog",
    "plot_bots",
    "plot_in_hand",
    "plot_moves",
    "plot_outages",
    "plot_replies",
    "plot_service_level",
    "plot_staffing",
    "plot_waits",
    "save_pictures",
]

Floats = npt.NDArray[np.float64]

_DOTS = 160  # per inch, so that text stays sharp on a projector


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
        line = while_coming(
            series(results, "arrived", f"channel:{name}"), results.scenario, name
        )
        label = DAYS if name == channels[-1] else None
        steps(axes, line, colour, name)
        day_band(axes, line, colour, label)
    total = series(results, "arrived")
    title = "Nobody arrives"
    if not total.is_empty and np.nanmax(total.value) > 0:
        peak = int(np.nanargmax(total.value))
        together = ", all channels together" if len(channels) > 1 else ""
        title = (
            f"Arrivals peak at {clock(results.scenario, total.edges[peak])} with "
            f"{total.value[peak]:,.0f} contacts per {interval_text(results)}{together}"
        )
    unit = f"contacts per {interval_text(results)}"
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
    curve(axes, high, COLOURS[1], "90th percentile of all waits")
    curve(axes, mean, COLOURS[0], "mean wait of the answered")
    confidence_key(axes)
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
    """Draw agents on the floor, agents busy, and what keeps them so.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        Floor as a step line, busy agents as an area. Where agents hold one contact at
        a time, the work that comes as a broken line, in Erlangs; where they may hold
        several, that would count conversations, not agents, and the part of the
        agents whose hands are full is drawn instead, as a second area.
    """
    axes = axes or new_axes()
    floor = while_open(series(results, "staffed"), results.scenario)
    busy = series(results, "occupancy").value * floor.value
    several = with_several(results.scenario)
    light = "with contacts in hand" if several else "busy"
    axes.stairs(busy, floor.edges, fill=True, color=COLOURS[4], alpha=0.5, label=light)
    if several:
        busy = series(results, "handson").value * floor.value
        axes.stairs(
            busy, floor.edges, fill=True, color=COLOURS[0], alpha=0.5, label="hands-on"
        )
    steps(axes, floor, COLOURS[0], "on the floor")
    if not several:
        _work_that_comes(axes, series(results, "offered_load"))
    share = busy / np.where(floor.value > 0, floor.value, np.nan)
    title = "Nobody is on the floor"
    if not np.isnan(share).all():
        tight = int(np.nanargmax(share))
        title = (
            f"Agents are busiest at {clock(results.scenario, floor.edges[tight])}: "
            f"{'hands-on ' if several else ''}{100 * share[tight]:.0f} % of their time"
        )
    return finish(axes, results, title=title, unit="agents")


def _work_that_comes(axes: Axes, load: Series) -> None:
    axes.plot(
        load.middle,
        load.value,
        color=COLOURS[1],
        linewidth=2,
        linestyle="--",
        label="work that comes (Erlangs)",
    )
    low, high = nine_in_ten(load)
    axes.fill_between(
        load.middle, low, high, color=COLOURS[1], alpha=0.18, linewidth=0, label=DAYS
    )


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
    targets = _live_targets(results.scenario)
    found = []
    for name, colour in pick(list(targets)).items():
        line = series(results, "service_level", f"channel:{name}")
        threshold = digits.show_plain(targets[name].threshold, "s")
        curve(axes, line, colour, f"{name}, within {threshold}", scale=100.0, most=1.0)
        found.append((name, line, targets[name].share))
        percent = digits.show_plain(targets[name].share, "share")
        limit_line(axes, 100 * targets[name].share, colour, f"target\n{percent}")
    confidence_key(axes)
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
    "replies": plot_replies,
    "in_hand": plot_in_hand,
    "backlog": plot_backlog,
    "bots": plot_bots,
    "moves": plot_moves,
    "outages": plot_outages,
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
        if not _TELLS.get(name, _always)(results.scenario):
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


def _live_targets(scenario: Scenario) -> dict[str, Target]:
    """Return the targets of the channels that have a service level."""
    return {
        name: channel.target
        for name, channel in scenario.channels.items()
        if channel.target is not None and channel.kind not in DEFERRED
    }


def _with_live(scenario: Scenario) -> bool:
    unlike = DEFERRED | {Kind.BOT}  # nobody waits for a bot
    return any(channel.kind not in unlike for channel in scenario.channels.values())


def _with_level(scenario: Scenario) -> bool:
    return bool(_live_targets(scenario))


def _always(scenario: Scenario) -> bool:  # noqa: ARG001 - as the others are called
    return True


# For which scenarios a picture has anything to tell; others are for all.
_TELLS: dict[str, Callable[[Scenario], bool]] = {
    "waits": _with_live,
    "service_level": _with_level,
    "replies": with_replies,
    "in_hand": with_places,
    "backlog": with_backlog,
    "bots": with_bots,
    "moves": with_moves,
    "outages": with_outages,
}


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
