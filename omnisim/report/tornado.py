"""A screening to read and to project: which inputs move a figure most.

The table and the picture have the inputs in the same order, the largest effect at the
top: a tornado.
"""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

from omnisim.experiment.rows import known
from omnisim.report import contents, digits
from omnisim.report.canvas import COLOURS, INK
from omnisim.report.layout import Grid, Row, Sheet
from omnisim.report.slide import TEXT, broken, new_slide, save_slide
from omnisim.report.tables import escaped, markdown_table
from omnisim.report.trial_points import scaled, title_of
from omnisim.report.trial_words import confidence_of, unit_in
from omnisim.trial.screening import Method
from omnisim.version import __version__

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from omnisim.experiment import Estimate
    from omnisim.report.digits import Shown
    from omnisim.trial.screened import Screened
    from omnisim.trial.screening import Input

__all__ = ["draw_tornado", "save_tornado", "to_csv", "to_markdown", "to_sheet"]

_MOST = 7  # inputs that a slide has room for
_NAMES = 330.0  # points for the names of inputs
_COLUMNS = {
    Method.ONE_AT_A_TIME: ("at low", "at high", "change"),
    Method.ELEMENTARY_EFFECTS: ("size", "mean", "spread"),
}


def to_sheet(found: Screened, *, width: int = 80, ascii_only: bool = False) -> Sheet:
    """Lay out a screening for a terminal.

    Parameters
    ----------
    found : Screened
    width : int
        Characters; columns that do not fit continue below.
    ascii_only : bool
        For terminals that cannot show ± and the like.

    Returns
    -------
    Sheet
    """
    sheet = Sheet(width, ascii_only)
    sheet.say(_message(found), "bold")
    rows = tuple(Row(name, ranges, cells) for name, ranges, cells in _rows(found))
    sheet.draw([Grid(_head(found), _COLUMNS[found.method], rows)])
    sheet.say("")
    for line in _notes(found):
        sheet.say(line, "dim")
    return sheet


def to_markdown(found: Screened) -> str:
    """Return the same as `to_sheet` as Markdown."""
    lines = (
        (name, ranges, *(_in_one(cell) for cell in cells))
        for name, ranges, cells in _rows(found)
    )
    blocks = [
        f"# {escaped(_message(found))}",
        _head(found),
        markdown_table(("input", "range", *_COLUMNS[found.method]), lines),
        "\n".join(f"- {escaped(line)}" for line in _notes(found)),
    ]
    return "\n\n".join(blocks) + "\n"


def to_csv(found: Screened) -> str:
    """Return a screening as tidy CSV: a row for each input and quantity.

    Parameters
    ----------
    found : Screened

    Returns
    -------
    str
        Columns ``input``, ``low``, ``high``, ``quantity`` (as the columns of the
        table, with ``_`` for spaces), ``unit``, ``value``, ``half_width`` and ``n``:
        replications, or trajectories.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ("input", "low", "high", "quantity", "unit", "value", "half_width", "n")
    )
    for one, estimates in _found(found):
        low, high = (one.level(share)[0].name for share in (0.0, 1.0))
        for quantity, (value, width, n) in zip(
            _COLUMNS[found.method], estimates, strict=True
        ):
            numbers = ("" if known(x) is None else x for x in (value, width))
            name = quantity.replace(" ", "_")
            writer.writerow((one.path, low, high, name, _unit(found), *numbers, n))
    return text.getvalue()


def draw_tornado(found: Screened) -> Figure:
    """Draw a screening: a bar for each input, the largest effect at the top.

    Parameters
    ----------
    found : Screened

    Returns
    -------
    Figure
        For a screen of 1280 x 720, of the seven largest. One input at a time: how the
        figure changes from the low end of a range to the high one, with the interval.
        Elementary effects: the mean size with its interval, and the spread as a
        diamond with its own.
    """
    is_simple = found.method is Method.ONE_AT_A_TIME
    names = ("it falls", "it rises") if is_simple else ("size", "spread")
    figure = new_slide(
        _message(found), (), _source(found), list(zip(names, COLOURS, strict=False))
    )
    axes = figure.subplots()
    inputs = _found(found)[:_MOST]
    values = [one.value for _, some in inputs for one in some if one.value == one.value]
    factor, unit = scaled(_unit(found), max(map(abs, values), default=0.0))
    for at, (_, estimates) in enumerate(inputs):
        ends = [(factor * value, factor * width) for value, width, _ in estimates]
        if is_simple:
            _draw_change(axes, at, *ends[2])
        else:
            _draw_size(axes, at, ends[0], ends[2])
    labels = [
        "\n".join([*broken(one.path, TEXT, _NAMES), _range(one)]) for one, _ in inputs
    ]
    axes.axvline(0, color=INK, linewidth=1.5)
    axes.set_yticks(range(len(inputs)), labels, parse_math=False)
    axes.set_ylim(len(inputs) - 0.4, -0.6)
    axes.tick_params(labelsize=TEXT, colors=INK)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=5)
    axes.margins(x=0.16)
    if not is_simple:
        axes.set_xlim(left=0)  # neither can be below
    what = f"change of {title_of(found.figure, found.trial)}"
    unit = "percentage points" if unit == "%" else unit
    axes.set_xlabel(
        f"{what} ({unit})" if unit else what, fontsize=TEXT, color=INK, parse_math=False
    )
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    return figure


def save_tornado(found: Screened, path: str | os.PathLike[str]) -> Path:
    """Draw a screening and write it as SVG or PNG, as the ending says.

    Raises
    ------
    ValueError
        If the ending is another.
    """
    return save_slide(draw_tornado(found), path)


def _draw_change(axes: Axes, at: int, value: float, width: float) -> None:
    """Draw how far a figure falls or rises; beside the bar, by how much."""
    falls = value < 0
    axes.barh(at, value, height=0.6, color=COLOURS[0 if falls else 1], alpha=0.75)
    _draw_interval(axes, at, value, width, INK)
    end = value - width if falls else value + width
    axes.annotate(
        digits.show_difference(value, width).value,
        (value if math.isnan(end) else end, at),
        xytext=(-8 if falls else 8, 0),
        textcoords="offset points",
        ha="right" if falls else "left",
        va="center",
        fontsize=TEXT,
        color=INK,
    )


def _draw_size(
    axes: Axes, at: int, size: tuple[float, float], spread: tuple[float, float]
) -> None:
    """Draw the mean size of an effect, and how much it differs from place to place."""
    axes.barh(at, size[0], height=0.6, color=COLOURS[0], alpha=0.75)
    _draw_interval(axes, at - 0.1, *size, INK)
    _draw_interval(axes, at + 0.15, *spread, COLOURS[1])
    axes.plot(
        spread[0],
        at + 0.15,
        marker="D",
        markersize=11,
        color=COLOURS[1],
        markeredgecolor="white",
    )


def _draw_interval(
    axes: Axes, at: float, value: float, width: float, colour: str
) -> None:
    axes.hlines(at, value - width, value + width, color=colour, linewidth=3)


def _base(found: Screened) -> float:
    assert found.base is not None  # noqa: S101 - one input at a time has it
    return found.base.value


def _unit(found: Screened) -> str:
    return unit_in(found.figure.tree, found.trial, found.scenario) or ""


def _found(found: Screened) -> list[tuple[Input, tuple[Estimate, ...]]]:
    """Return the inputs with what the columns of the table say of each."""
    if found.method is Method.ONE_AT_A_TIME:
        return [(one.input, (one.low, one.high, one.change)) for one in found.effects]
    return [(one.input, (one.size, one.mean, one.spread)) for one in found.elementary]


def _message(found: Screened) -> str:
    """Say which input matters most, if that is certain of any."""
    title = title_of(found.figure, found.trial)
    first, *_ = _found(found)
    one, estimates = first
    leading = estimates[2] if found.method is Method.ONE_AT_A_TIME else estimates[0]
    if not abs(leading.value) > leading.half_width:
        return f"{title}: no input is sure to matter over its range"
    return f"{title} hangs most on {one.path}, of what was tried"


def _head(found: Screened) -> str:
    return f"{found.figure.text}{f' ({_form(found)[1]})' if _form(found)[1] else ''}"


def _form(found: Screened) -> tuple[str, str]:
    """Return the unit of all figures, and how it is named."""
    pairs = [(value, width) for _, some in _found(found) for value, width, _ in some]
    return contents.row_unit(_unit(found), pairs)


def _rows(found: Screened) -> list[tuple[str, str, tuple[Shown, ...]]]:
    form, _ = _form(found)
    signed = _COLUMNS[found.method].index("change" if found.effects else "mean")
    return [
        (
            one.path,
            _range(one),
            tuple(
                (digits.show_difference if n == signed else digits.show)(
                    value, width, form
                )
                for n, (value, width, _) in enumerate(estimates)
            ),
        )
        for one, estimates in _found(found)
    ]


def _range(one: Input) -> str:
    low, high = (one.level(share)[0].name for share in (0.0, 1.0))
    return f"{low} to {high}"


def _in_one(cell: Shown) -> str:
    return f"{cell.value} ± {cell.half_width}" if cell.half_width else cell.value


def _played(found: Screened) -> str:
    if found.method is Method.ONE_AT_A_TIME:
        return f"{found.replications} replications"
    return (
        f"{found.trajectories} trajectories of {found.replications} "
        f"replication{'s' if found.replications != 1 else ''} a point"
    )


def _source(found: Screened) -> str:
    whole = confidence_of(found.trial.confidence)
    return (
        f"{whole} intervals, all inputs together · {_played(found)} · seed "
        f"{found.trial.seed} · omnisim {__version__}"
    )


def _notes(found: Screened) -> list[str]:
    whole = confidence_of(found.trial.confidence)
    played = f"{_played(found)}, seed {found.trial.seed}."
    if found.method is Method.ONE_AT_A_TIME:
        base = digits.show(_base(found), unit=_form(found)[0])
        return [
            f"As the scenario is: {base}. {played}",
            f"{_SIMPLY} {whole}.",
        ]
    return [
        played,
        _FROM_MANY,
        f"The intervals of each column hold together with {whole}.",
    ]


_SIMPLY = (
    "Each input from the low end of its range to the high one, the others as they are, "
    "on the same customers; the intervals of the changes hold together with"
)
_FROM_MANY = (
    "Size: how much the figure changes over an input's whole range, whichever way; "
    "mean: with its sign; spread: 0 if an input always does the same, large if that "
    "hangs on others or on where it begins. Chance alone makes size and spread a "
    "little larger than 0."
)
