"""What the picture of a trial shows: figures over the levels of a factor, in numbers.

Made from an outcome, as its file's `picture` says or, without one, as seems sensible;
drawn by `omnisim.report.trial_picture`.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from omnisim.kpi.definitions import KPIS
from omnisim.report.trial_words import unit_in, written
from omnisim.trial.expression import Figure, figures_in, parse
from omnisim.trial.model import Design, Picture
from omnisim.trial.settling import NEEDED
from omnisim.units import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from omnisim.trial.conduct import Conducted
    from omnisim.trial.expression import Expression
    from omnisim.trial.model import Cell, Trial

__all__ = [
    "MOST_PANELS",
    "Chart",
    "Kind",
    "Panel",
    "Point",
    "Series",
    "chart_of",
    "in_words",
    "scaled",
    "title_of",
    "watched",
]

MOST_PANELS = 3
_BY_ITSELF = 2  # panels without being told which
_READ_UP_TO = 2.0  # of a unit of time, before the next smaller one reads better
_TIMES = ((DAY, "days"), (HOUR, "hours"), (MINUTE, "minutes"))


class Kind(StrEnum):
    """How a chart is drawn."""

    LINES = "lines"  # over levels that are numbers
    BARS = "bars"  # over levels that are words
    CLOUD = "cloud"  # over a range, each cell a point
    FIGURES = "figures"  # of one cell, a bar for each figure


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a cell, in the unit of its panel.

    Parameters
    ----------
    level : str
        Of the factor along which figures are drawn.
    at : float
        The level as a number; of words their place, from 0.
    value : float
        NaN for a range in which no number is better than another.
    low, high : float
        Ends of the interval, or of the range that a search has left.
    """

    level: str
    at: float
    value: float
    low: float
    high: float

    @property
    def middle(self) -> float:
        """The value, or the middle of a range."""
        return (self.low + self.high) / 2 if math.isnan(self.value) else self.value


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together; `name` is empty if there is but one series."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure.

    Parameters
    ----------
    title, unit : str
    series : tuple of Series
        The same names in all panels.
    """

    title: str
    unit: str
    series: tuple[Series, ...]

    @property
    def points(self) -> list[Point]:
        """The points of all series."""
        return [point for one in self.series for point in one.points]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn.

    Parameters
    ----------
    kind : Kind
    x : str
        The factor along which figures are drawn, as its axis is labelled; empty for
        none.
    by : str
        Name of the factor that tells the series apart; empty for none.
    panels : tuple of Panel
    held : tuple of (str, str)
        Other factors, and the level of each at which all is shown.
    """

    kind: Kind
    x: str
    by: str
    panels: tuple[Panel, ...]
    held: tuple[tuple[str, str], ...] = ()


def chart_of(conducted: Conducted) -> Chart:
    """Return what is drawn of a trial.

    Parameters
    ----------
    conducted : Conducted

    Returns
    -------
    Chart
        Without panels if nothing is watched and no claim names a figure.
    """
    trial = conducted.outcome.trial
    groups = _groups(conducted)
    figures = watched(trial)
    if len(groups) < 2:  # noqa: PLR2004 - nothing to draw a line through
        return _of_one_cell(conducted, groups, figures)
    picture = trial.picture or _sensible(trial, figures)
    by = picture.by if picture.by != picture.x else ""
    is_cloud = trial.design is Design.LATIN_HYPERCUBE
    held = {} if is_cloud else _held(trial, groups, {picture.x, by})
    kept = [one for one in groups if _is_at(one, held)]
    levels = {one[0].levels[picture.x].name: one[0].levels[picture.x] for one in kept}
    numbers = [level.number for level in levels.values() if level.number is not None]
    is_number = len(numbers) == len(levels)
    kind = Kind.CLOUD if is_cloud else Kind.LINES if is_number else Kind.BARS
    unit = next(one.unit for one in trial.factors if one.name == picture.x)
    if is_cloud and unit:  # beside an axis the unit is said once
        numbers = [float(name.removesuffix(unit)) for name in levels]
    at = numbers if is_number else map(float, range(len(levels)))
    places = dict(zip(levels, at, strict=True))
    split: dict[str, list[list[Cell]]] = {}
    for one in kept:
        split.setdefault(one[0].levels[by].name if by else "", []).append(one)
    panels = [
        _panel(
            conducted,
            _expression(name, figures),
            [
                (_series_name(trial, by, name), [
                    (one[0].levels[picture.x].name, one) for one in some
                ])
                for name, some in split.items()
            ],
            places,
        )
        for name in picture.y[:MOST_PANELS]
    ]  # fmt: skip
    label = in_words(picture.x) + (f" ({unit.strip()})" if is_cloud and unit else "")
    return Chart(kind, label, by, tuple(panels), tuple(held.items()))


def watched(trial: Trial) -> tuple[Expression, ...]:
    """Return the figures of each cell that are shown: those watched, or else claimed.

    Parameters
    ----------
    trial : Trial

    Returns
    -------
    tuple of Expression
    """
    if trial.watch:
        return trial.watch
    factors = {factor.name for factor in trial.factors}
    named = {
        (figure.name, figure.slice): None
        for claim in trial.claims
        for figure in figures_in(claim.claim.tree)
        if figure.name not in factors
    }
    return tuple(parse(written(Figure(*one))) for one in named)


def title_of(figure: Expression, trial: Trial) -> str:
    """Return the heading of a figure, such as ``Abandonment, chat``."""
    match figure.tree:
        case Figure(name, part):
            if name == NEEDED:
                solve = trial.solve
                is_staff = solve and any(p.endswith(".staff") for p in solve.paths)
                found = "agents" if is_staff or solve is None else in_words(solve.name)
                return f"{found[0].upper()}{found[1:]} needed"
            if name not in KPIS:
                plain = in_words(name)
                return f"{plain[0].upper()}{plain[1:]}"
            _, _, last = part.rpartition(":")
            return KPIS[name].title + (f", {in_words(last)}" if part != "all" else "")
        case _:
            return figure.text


def in_words(name: str) -> str:
    """Return a name of a file as one says it.

    Examples
    --------
    >>> in_words("busy_and_quiet")
    'busy and quiet'
    """
    return name.replace("_", " ")


def scaled(unit: str, largest: float) -> tuple[float, str]:
    """Return by what a figure is multiplied to be drawn, and the unit it has then.

    Parameters
    ----------
    unit : str
        As `omnisim.kpi.definitions.unit_of` gives it.
    largest : float
        Of the values that are drawn, in this unit.

    Examples
    --------
    >>> scaled("share", 0.3), scaled("s", 90.0), scaled("s", 600.0)
    ((100.0, '%'), (1.0, 'seconds'), (0.016666666666666666, 'minutes'))
    """
    if unit == "share":
        return 100.0, "%"
    if unit == "h":
        return 1.0, "hours"
    if unit == "s":
        for length, name in _TIMES:
            if largest >= _READ_UP_TO * length:
                return 1 / length, name
        return 1.0, "seconds"
    return 1.0, unit


def _groups(conducted: Conducted) -> list[list[Cell]]:
    """Return the cells that answer, those of one designed cell together."""
    trial = conducted.outcome.trial
    sought = trial.solve.name if trial.solve is not None else ""
    found: dict[tuple[str, ...], list[Cell]] = {}
    for cell in conducted.outcome.cells:
        designed = (level.name for name, level in cell.levels.items() if name != sought)
        found.setdefault(tuple(designed), []).append(cell)
    return list(found.values())


def _sensible(trial: Trial, figures: Sequence[Expression]) -> Picture:
    """Return what is drawn of a trial whose file does not say."""
    able = [one for one in trial.factors if len(one.levels) != 1] or list(trial.factors)
    varied = [one for one in able if not one.is_aside] or able
    others = [one for one in able if one.is_aside] + varied
    x = varied[0].name
    by = next((one.name for one in others if one.name != x and one.levels), "")
    claimed = {
        (figure.name, figure.slice)
        for claim in trial.claims
        for figure in figures_in(claim.claim.tree)
    }
    first = sorted(
        figures,
        key=lambda one: (
            not any((f.name, f.slice) in claimed for f in figures_in(one.tree))
        ),
    )
    texts = [one.text for one in first]
    if trial.solve is not None:  # what it is all about
        texts = [NEEDED, *(text for text in texts if text != NEEDED)]
    return Picture(x, tuple(texts[:_BY_ITSELF]), by)


def _expression(name: str, figures: Iterable[Expression]) -> Expression:
    """Return a figure by its text, or a derived one by its name."""
    return next((one for one in figures if one.text == name), None) or parse(name)


def _held(
    trial: Trial, groups: Sequence[Sequence[Cell]], drawn: set[str]
) -> dict[str, str]:
    """Return the levels at which factors that are not drawn are held: the first."""
    others = [one.name for one in trial.factors if one.name not in drawn]
    places = [
        tuple(one[0].levels[name].name for name in drawn if name) for one in groups
    ]
    if len(set(places)) == len(places):
        return {}  # of a list: wherever something is drawn, there is one cell only
    return {name: groups[0][0].levels[name].name for name in others}


def _is_at(cells: Sequence[Cell], held: dict[str, str]) -> bool:
    return all(cells[0].levels[name].name == level for name, level in held.items())


def _series_name(trial: Trial, by: str, level: str) -> str:
    """Say which series it is: words speak for themselves, numbers do not."""
    factor = next((one for one in trial.factors if one.name == by), None)
    if factor is None:
        return ""
    is_number = any(one.number is not None for one in factor.levels)
    return f"{in_words(by)} {level}" if is_number else in_words(level)


def _panel(
    conducted: Conducted,
    figure: Expression,
    split: Iterable[tuple[str, Iterable[tuple[str, Sequence[Cell]]]]],
    places: dict[str, float],
) -> Panel:
    trial = conducted.outcome.trial
    raw = [
        Series(
            name,
            tuple(
                sorted(
                    (
                        _point(conducted, figure, cells, level, places[level])
                        for level, cells in some
                    ),
                    key=lambda point: point.at,
                )
            ),
        )
        for name, some in split
    ]
    unit = unit_in(figure.tree, trial, conducted.scenario) or ""
    ends = [p.middle for one in raw for p in one.points if not math.isnan(p.middle)]
    factor, unit = scaled(unit, max(map(abs, ends), default=0.0))
    return Panel(
        title_of(figure, trial), unit, tuple(_times(one, factor) for one in raw)
    )


def _times(series: Series, factor: float) -> Series:
    return Series(
        series.name,
        tuple(
            Point(p.level, p.at, factor * p.value, factor * p.low, factor * p.high)
            for p in series.points
        ),
    )


def _point(
    conducted: Conducted,
    figure: Expression,
    cells: Sequence[Cell],
    level: str,
    at: float,
) -> Point:
    """Return a figure of a designed cell: of both ends where a search left a range."""
    outcome = conducted.outcome
    found = [outcome.estimate(figure, cell) for cell in cells]
    # without a half-width there is a point, and no interval about it
    widths = [0.0 if math.isnan(one.half_width) else one.half_width for one in found]
    low = min(one.value - width for one, width in zip(found, widths, strict=True))
    high = max(one.value + width for one, width in zip(found, widths, strict=True))
    least, most = _bounds(figure)
    low, high = max(low, least), min(high, most)
    is_range = low < high and not any(widths)
    # the last end is the one that is certain to do, which one would staff
    return Point(level, at, math.nan if is_range else found[-1].value, low, high)


def _bounds(figure: Expression) -> tuple[float, float]:
    """Return what a figure cannot lie beyond, whatever its interval says."""
    match figure.tree:
        case Figure(name) if name in KPIS:
            least = -1.0 if name == "nps" else 0.0
            return least, 1.0 if KPIS[name].unit == "share" else math.inf
        case _:
            return -math.inf, math.inf


def _of_one_cell(
    conducted: Conducted,
    groups: Sequence[Sequence[Cell]],
    figures: Sequence[Expression],
) -> Chart:
    """Return the figures of one cell that can be compared: those of one unit."""
    panels = [
        (figure, _panel(conducted, figure, [("", [("", groups[0])])], {"": 0.0}))
        for figure in (figures if groups else ())
    ]
    together = max((list(some) for _, some in _by_unit(panels)), key=len, default=[])
    points = (
        Point(panel.title, float(n), *_numbers(panel.points[0]))
        for n, (_, panel) in enumerate(together)
    )
    if not together:
        return Chart(Kind.FIGURES, "", "", ())
    unit = together[0][1].unit
    return Chart(Kind.FIGURES, "", "", (Panel("", unit, (Series("", tuple(points)),)),))


def _by_unit(
    panels: Sequence[tuple[Expression, Panel]],
) -> Iterator[tuple[str, Iterator[tuple[Expression, Panel]]]]:
    return itertools.groupby(
        sorted(panels, key=lambda one: one[1].unit), key=lambda one: one[1].unit
    )


def _numbers(point: Point) -> tuple[float, float, float]:
    return point.value, point.low, point.high
