"""The picture of a trial that a trainer would project: a belief and what became of it.

The belief in its own words, the verdict in plain ones, and figures over the levels of
a factor with their intervals. What is drawn is settled in
`omnisim.report.trial_points`, the words' room in `omnisim.report.slide`.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

from omnisim.report import digits
from omnisim.report.canvas import COLOURS, INK
from omnisim.report.digits import Shown
from omnisim.report.slide import TEXT, Line, broken, new_slide, save_slide, width_of
from omnisim.report.trial_points import Kind, chart_of, in_words
from omnisim.report.trial_words import (
    confidence_of,
    levels_in_words,
    unit_in,
    written,
)
from omnisim.trial.expression import Comparison
from omnisim.trial.verdict import Verdict
from omnisim.version import __version__

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from omnisim.experiment import Estimate
    from omnisim.report.trial_points import Chart, Panel, Point
    from omnisim.trial.conduct import Conducted
    from omnisim.trial.judging import Judged

__all__ = ["draw_trial", "save_trial", "verdict_lines"]

_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
_JOINTS = {  # between what was found and what was claimed
    Verdict.SUPPORTED: ", as claimed ",
    Verdict.REFUTED: ", not ",
    Verdict.UNDECIDED: ", which may or may not be ",
}
_MARKERS = "osD^vPX"
_MOST_CLAIMS = 3  # that are told one by one
_SHORT = (
    110.0  # points: a name that may stand beside its line in each of several panels
)
_APART = 1.2  # lines of text between names beside lines
_HIGH = 230.0  # points that axes are high, roughly: to keep names apart
_TICKS = 5
_CLOSE = 1.2  # values nearer to each other than this ratio need no axis from 0
_GROUP = 0.8  # of the room of a level, taken by its bars
_ACROSS = 885.0  # points for all panels together
_BARS = 12  # more have no room for their values
_NAMES = 230.0  # points for the names of levels beside bars
_RATIO = 1.8  # levels that grow by this factor each stand at equal distances


def draw_trial(conducted: Conducted) -> Figure:
    """Draw what a trial has found.

    Parameters
    ----------
    conducted : Conducted

    Returns
    -------
    Figure
        For a screen of 1280 x 720, one panel for each figure: over numbers with
        lines, over words with bars. Error bars are intervals of each figure by
        itself; a broad bar is a range that a search has left.
    """
    trial = conducted.outcome.trial
    chart = chart_of(conducted)
    names = [one.name for one in chart.panels[0].series] if chart.panels else []
    is_near = chart.kind is Kind.LINES and (
        len(chart.panels) == 1 or all(width_of(name, TEXT) <= _SHORT for name in names)
    )
    has_key = len(names) > 1 and not is_near
    figure = new_slide(
        trial.belief,
        verdict_lines(conducted),
        _source(conducted, chart),
        list(zip(names, cycle(COLOURS))) if has_key else (),
    )
    if not chart.panels:
        return figure
    beside = chart.kind in (Kind.BARS, Kind.FIGURES)
    all_axes = figure.subplots(1, len(chart.panels), sharey=beside, squeeze=False)[0]
    room = _ACROSS
    if beside:
        levels = [point.level for point in chart.panels[0].points]
        room -= min(_NAMES, max(width_of(level, TEXT) for level in levels))
    for n, (axes, panel) in enumerate(zip(all_axes, chart.panels, strict=True)):
        if beside:
            _draw_bars(axes, panel, is_first=n == 0)
        else:
            _draw_points(axes, panel, chart)
            if len(names) > 1 and is_near:
                _name_lines(axes, panel)
        _finish(axes, panel, room / len(chart.panels))
    return figure


def save_trial(conducted: Conducted, path: str | os.PathLike[str]) -> Path:
    """Draw what a trial has found and write it as SVG or PNG.

    Parameters
    ----------
    conducted : Conducted
    path : path
        Its ending says which.

    Returns
    -------
    Path
        The same bytes for the same outcome.

    Raises
    ------
    ValueError
        If the ending is another.
    """
    return save_slide(draw_trial(conducted), path)


def verdict_lines(conducted: Conducted) -> list[Line]:
    """Return the verdicts in plain words: one by one, or counted if there are many.

    Parameters
    ----------
    conducted : Conducted

    Returns
    -------
    list of Line
        A claim in words speaks for itself; of another it is told what was found.
    """
    judged = conducted.outcome.judged
    if len(judged) <= _MOST_CLAIMS:
        return [Line(_told(one, conducted), one.verdict) for one in judged]
    counted = Counter(one.verdict for one in judged)
    return [
        Line(f"{counted[verdict]} of {len(judged)} claims", verdict)
        for verdict in Verdict
        if counted[verdict]
    ]


def _told(judged: Judged, conducted: Conducted) -> str:
    """Return a claim in words, or as written with what was found."""
    claim = judged.claim
    if len(judged.cases) > 1:
        same = sum(case.verdict is judged.verdict for case in judged.cases)
        if same == len(judged.cases):
            return claim.says
        free = " and ".join(in_words(name) for name in judged.cases[0].levels)
        told = claim.says.removesuffix(".")
        return f"{told}, at {same} of {len(judged.cases)} levels of {free}"
    match claim.claim.tree:
        case Comparison(sign, left, right) if claim.says == claim.claim.text:
            findings = judged.cases[0].findings
            trial, scenario = conducted.outcome.trial, conducted.scenario
            unit = unit_in(left, trial, scenario) or unit_in(right, trial, scenario)
            found = _ends([one.left for one in findings], unit or "")
            other = _ends([one.right for one in findings], unit or "")
            if not findings or digits.MISSING in (found, other):
                return claim.says
            return (
                f"{written(left, unit)} is {found}{_JOINTS[judged.verdict]}"
                f"{_SIGNS[sign]} {other}"
            )
        case _:
            return claim.says


def _ends(found: Sequence[Estimate], unit: str) -> str:
    """Return a value, or both ends where a search has left a range."""
    texts = [
        str(Shown(shown.value, unit=shown.unit))
        for one in sorted(found)
        for shown in [digits.show(one.value, one.half_width, unit)]
    ]
    return " to ".join(dict.fromkeys((*texts[:1], *texts[-1:])))


def _source(conducted: Conducted, chart: Chart) -> str:
    outcome = conducted.outcome
    played = sorted(set(outcome.replications.values())) or [0]
    n = f"{played[0]} to {played[-1]}" if len(played) > 1 else f"{played[0]}"
    parts = [
        f"{confidence_of(outcome.trial.confidence)} intervals",
        f"{n} replications",
        f"seed {outcome.trial.seed}",
        f"omnisim {__version__}",
    ]
    points = (point for panel in chart.panels for point in panel.points)
    if any(math.isnan(one.value) and one.low < one.high for one in points):
        parts.append("broad bars: not decided which")
    if chart.held:
        parts.insert(0, f"at {levels_in_words(dict(chart.held))}")
    return " · ".join(parts)


def _finish(axes: Axes, panel: Panel, room: float) -> None:
    """Give a panel its title with the unit, and what all panels have in common."""
    title = f"{panel.title} ({panel.unit})" if panel.unit else panel.title
    if panel.title:
        axes.set_title(
            "\n".join(broken(title, TEXT, room - TEXT, bold=True)),
            loc="left",
            fontsize=TEXT,
            fontweight="bold",
            color=INK,
            pad=10,
            parse_math=False,
        )
    axes.tick_params(labelsize=TEXT, colors=INK)
    if not panel.title:
        axes.set_xlabel(panel.unit, fontsize=TEXT, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_axisbelow(True)


def _draw_points(axes: Axes, panel: Panel, chart: Chart) -> None:
    """Draw figures over numbers: lines through levels, or a cloud of cells."""
    is_line = chart.kind is Kind.LINES
    for n, series in enumerate(panel.series):
        colour, marker = COLOURS[n % len(COLOURS)], _MARKERS[n % len(_MARKERS)]
        known = [p for p in series.points if not math.isnan(p.middle)]
        at = [p.at for p in known]
        if is_line:
            axes.plot(at, [p.middle for p in known], color=colour, linewidth=2.5)
        _bars_of_error(axes, known, colour)
        axes.plot(
            at,
            [p.value for p in known],
            color=colour,
            marker=marker,
            markersize=9,
            linestyle="none",
            clip_on=False,  # a point on the axis is a whole one
        )
    low = min((p.low for p in panel.points if not math.isnan(p.low)), default=0.0)
    high = max((p.high for p in panel.points if not math.isnan(p.high)), default=1.0)
    _set_range(axes, low, high)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.8)
    axes.set_xlabel(chart.x, fontsize=TEXT, color=INK, parse_math=False)
    if is_line:
        _ticks_at_levels(axes, panel)
    else:
        axes.locator_params(axis="x", nbins=_TICKS)
    axes.locator_params(axis="y", nbins=_TICKS)


def _bars_of_error(axes: Axes, points: Sequence[Point], colour: str) -> None:
    """Draw intervals as thin bars, ranges that a search has left as broad ones."""
    for is_range, width, alpha in ((False, 2.2, 1.0), (True, 9.0, 0.55)):
        some = [p for p in points if math.isnan(p.value) is is_range]
        axes.vlines(
            [p.at for p in some],
            [p.low for p in some],
            [p.high for p in some],
            color=colour,
            linewidth=width,
            alpha=alpha,
        )


def _set_range(axes: Axes, low: float, high: float) -> None:
    """Begin at 0, unless all values are close together far above it."""
    span = (high - low) or abs(high) or 1.0
    if low > high / _CLOSE:
        axes.set_ylim(low - 0.15 * span, high + 0.15 * span)
    elif low >= 0:
        axes.set_ylim(0, (high or 1.0) * 1.08)
    else:
        axes.set_ylim(low - 0.08 * span, max(high, 0.0) + 0.08 * span)


def _ticks_at_levels(axes: Axes, panel: Panel) -> None:
    """Name the levels as they are written; on a scale of ratios if they grow so."""
    names = {point.at: point.level for point in panel.points}
    at = sorted(names)
    if len(at) > 2 and at[0] > 0:  # noqa: PLR2004 - two have no scale
        ratios = [after / before for before, after in pairwise(at)]
        if min(ratios) >= _RATIO:
            axes.set_xscale("log")
            axes.minorticks_off()
    step = math.ceil(len(at) / 8)  # so that the names do not touch
    axes.set_xticks(at[::step], [names[one] for one in at[::step]], parse_math=False)
    axes.margins(x=0.06)


def _name_lines(axes: Axes, panel: Panel) -> None:
    """Write the names of lines beside their right ends, none over another."""
    low, high = axes.get_ylim()
    gap = (high - low) * _APART * TEXT / _HIGH
    ends = sorted(
        (series.points[-1].middle, n, series)
        for n, series in enumerate(panel.series)
        if not math.isnan(series.points[-1].middle)
    )
    heights: list[float] = []
    for value, *_ in ends:
        heights.append(max(value, heights[-1] + gap) if heights else value)
    over = max(heights[-1] - (high + gap / 2), 0.0) if heights else 0.0
    for (_, n, series), height in zip(ends, heights, strict=True):
        axes.annotate(
            series.name,
            (series.points[-1].at, height - over),
            xytext=(14, 0),
            textcoords="offset points",
            va="center",
            fontsize=TEXT,
            fontweight="bold",
            color=COLOURS[n % len(COLOURS)],
            annotation_clip=False,
            parse_math=False,
        )


def _draw_bars(axes: Axes, panel: Panel, *, is_first: bool) -> None:
    """Draw a bar for each level and series, with its value at the end."""
    n = len(panel.series)
    height = _GROUP / n
    names = {point.at: point.level for point in panel.points}
    top = max((p.high for p in panel.points if not math.isnan(p.high)), default=1.0)
    bottom = min((p.low for p in panel.points if not math.isnan(p.low)), default=0.0)
    for k, series in enumerate(panel.series):
        shift = (k - (n - 1) / 2) * height
        known = [p for p in series.points if not math.isnan(p.middle)]
        axes.barh(
            [p.at + shift for p in known],
            [p.middle for p in known],
            height=0.9 * height,
            color=COLOURS[k % len(COLOURS)],
            alpha=0.75,
        )
        axes.hlines(
            [p.at + shift for p in known],
            [p.low for p in known],
            [p.high for p in known],
            color=INK,
            linewidth=3,
        )
        for point in known if len(panel.points) <= _BARS else ():
            axes.annotate(
                _value(point),
                (max(point.high, 0.0), point.at + shift),
                xytext=(8, 0),
                textcoords="offset points",
                va="center",
                fontsize=TEXT,
                color=INK,
            )
    axes.set_xlim(min(bottom, 0.0) * 1.05, max(top, 0.0) * 1.45 or 1.0)
    axes.set_ylim(max(names, default=0.0) + 0.55, -0.55)
    axes.set_yticks(
        list(names),
        ["\n".join(broken(in_words(name), TEXT, _NAMES)) for name in names.values()],
        parse_math=False,
    )
    axes.tick_params(axis="y", length=0, labelleft=is_first)
    axes.locator_params(axis="x", nbins=_TICKS - 1)
    axes.axvline(0, color=INK, linewidth=1)
    axes.spines["left"].set_visible(False)


def _value(point: Point) -> str:
    """Write a value as its interval allows, or the range that a search has left."""
    if math.isnan(point.value):
        return f"{point.low:g} to {point.high:g}"
    half_width = max(point.high - point.value, point.value - point.low)
    return digits.show(point.value, half_width).value
