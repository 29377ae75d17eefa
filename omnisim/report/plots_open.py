"""Pictures of open conversations: what agents hold, replies, and what is left.

As those of `omnisim.report.plots`, for scenarios with chats, messages, mails and
calls back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from omnisim.kpi.loads import several
from omnisim.report import digits
from omnisim.report.canvas import (
    COLOURS,
    GREY,
    clock,
    clock_scale,
    finish,
    new_axes,
    pick,
    series,
)
from omnisim.report.strokes import DAYS, confidence_key, curve, limit_line, nine_in_ten
from omnisim.scenario import capacity, timeline
from omnisim.scenario.choices import DEFERRED, Kind
from omnisim.scenario.kinds import is_rated

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from omnisim.experiment.results import Results
    from omnisim.report.canvas import Series
    from omnisim.scenario.schema import Scenario

__all__ = [
    "plot_backlog",
    "plot_in_hand",
    "plot_replies",
    "with_backlog",
    "with_places",
    "with_replies",
    "with_several",
]


def with_several(scenario: Scenario) -> bool:
    """Say whether any agent may come to hold several contacts, mails put aside too."""
    return bool(several(scenario, tuple(scenario.agents)).any())


def with_places(scenario: Scenario) -> bool:
    """Say whether any agent has places for several contacts."""
    return bool(_limits(scenario))


def with_replies(scenario: Scenario) -> bool:
    """Say whether there are chats in which people write to one another."""
    return bool(_chats(scenario))


def with_backlog(scenario: Scenario) -> bool:
    """Say whether there are channels on which work may be left."""
    return bool(_deferred(scenario))


def plot_in_hand(results: Results, axes: Axes | None = None) -> Axes:
    """Draw how many contacts agents hold, while they hold any, beside their limit.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With a line, a 95 % confidence band and a limit for each group whose agents
        may hold several.
    """
    axes = axes or new_axes()
    limits = _limits(results.scenario)
    title = "Nobody holds anything"
    most = 0.0
    for name, colour in pick(list(limits)).items():
        line = series(results, "concurrency", f"group:{name}")
        curve(axes, line, colour, name)
        if not line.is_empty and np.nanmax(line.value) > most:
            peak = int(np.nanargmax(line.value))
            most = float(line.value[peak])
            who = name if len(limits) > 1 else "agents"
            title = (
                f"{who[:1].upper() + who[1:]} hold most at "
                f"{clock(results.scenario, line.edges[peak])}: {most:.1f} contacts "
                f"each, of the {limits[name]} they may"
            )
    for limit in sorted(set(limits.values())):
        whose = [name for name in limits if limits[name] == limit]
        is_all = len(whose) == len(limits)
        label = "limit" if is_all else "limit of\n" + ",\n".join(whose)
        colour = GREY if is_all else pick(list(limits))[whose[0]]
        limit_line(axes, limit, colour, f"{label}: {limit}")
    confidence_key(axes)
    return finish(axes, results, title=title, unit="contacts in hand, of busy agents")


def plot_replies(results: Results, axes: Axes | None = None) -> Axes:
    """Draw how long customers in a chat wait for the first and for further replies.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With two lines and their 95 % confidence bands for each channel of chats; by
        the interval in which the chat arrived.
    """
    axes = axes or new_axes()
    names = _chats(results.scenario)
    colours = iter(COLOURS * (1 + len(names)))
    title = "Nobody writes"
    longest = 0.0
    for name in names:
        whose = f"{name}: " if len(names) > 1 else ""
        first = series(results, "first_response", f"channel:{name}")
        further = series(results, "reply_wait", f"channel:{name}")
        curve(axes, first, next(colours), f"{whose}first response, from arrival")
        curve(
            axes,
            further,
            next(colours),
            f"{whose}next reply, from the customer's words",
        )
        if not further.is_empty and np.nanmax(further.value) > longest:
            worst = int(np.nanargmax(further.value))
            longest = float(further.value[worst])
            wait = replace(
                digits.show(longest, further.half_width[worst], "s"), half_width=""
            )
            at = clock(results.scenario, further.edges[worst])
            title = (
                f"Replies are slowest in chats that begin at {at}: {wait} on average"
            )
    confidence_key(axes)
    finish(axes, results, title=title, unit="mean wait, minutes:seconds")
    clock_scale(axes)
    return axes


def plot_backlog(results: Results, axes: Axes | None = None) -> Axes:
    """Draw what waits for an answer at the end of each interval.

    Parameters
    ----------
    results : Results
    axes : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
        With a line for each deferred channel and a band that nine of ten days keep
        to; the opening hours of these channels are grey.
    """
    axes = axes or new_axes()
    names = _deferred(results.scenario)
    for at, (start, end) in enumerate(_open(results.scenario, names)):
        label = "open" if at == 0 else None
        axes.axvspan(start, end, color=GREY, alpha=0.13, linewidth=0, label=label)
    for name, colour in pick(names).items():
        line = series(results, "backlog", f"channel:{name}")
        ends, (low, high) = line.edges[1:], nine_in_ten(line)
        axes.plot(ends, line.value, color=colour, linewidth=2, label=name)
        label = DAYS if name == names[-1] else None
        axes.fill_between(
            ends, low, high, color=colour, alpha=0.2, linewidth=0, label=label
        )
    title = _largest(
        results, [(n, series(results, "backlog", f"channel:{n}")) for n in names]
    )
    return finish(axes, results, title=title, unit="contacts without an answer")


def _largest(results: Results, lines: list[tuple[str, Series]]) -> str:
    """Say when the backlog is largest, and of which channel."""
    known = [
        one for one in lines if not one[1].is_empty and np.nanmax(one[1].value) > 0
    ]
    if not known:
        return "Nobody waits for an answer"
    name, line = max(known, key=lambda one: float(np.nanmax(one[1].value)))
    peak = int(np.nanargmax(line.value))
    whose = f" of {name}" if len(lines) > 1 else ""
    return (
        f"The backlog{whose} is largest at "
        f"{clock(results.scenario, line.edges[peak + 1])}: {line.value[peak]:,.0f} wait"
    )


def _limits(scenario: Scenario) -> dict[str, int]:
    """Return the most that agents may hold by a mix, of groups that may hold several.

    Who holds more than one only because a call interrupts a mail has no places to
    fill, and is left out.
    """
    most = {name: capacity.most_held(scenario, name) for name in scenario.agents}
    return {name: limit for name, limit in most.items() if limit > 1}


def _chats(scenario: Scenario) -> list[str]:
    return [
        name
        for name, channel in scenario.channels.items()
        if channel.kind is Kind.CHAT and not is_rated(channel)
    ]


def _deferred(scenario: Scenario) -> list[str]:
    return [n for n, one in scenario.channels.items() if one.kind in DEFERRED]


def _open(scenario: Scenario, names: list[str]) -> list[tuple[float, float]]:
    """Return when any of some channels is open, each time once."""
    return sorted({span for n in names for span in timeline.open_spans(scenario, n)})
