"""A slide for a room: belief, verdicts, a picture, and where it is from.

Drawn to fill a screen of 1280 x 720, with no letter below 18 points, so that the back
row can read it. Texts are broken by their measured width; files are the same bytes
for the same slide.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from omnisim.report.canvas import COLOURS, GREY, INK
from omnisim.trial.verdict import Verdict

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from matplotlib.figure import Figure

__all__ = ["TEXT", "Line", "broken", "new_slide", "save_slide", "width_of"]

TEXT = 18.0
"""Points of all letters but those of the headline, which are larger."""

_HEADLINE = 25.0
_WIDTH, _HEIGHT = 12.8, 7.2  # inches, so 100 dots each
_DOTS = 100
_MARGIN = 0.35
_LEADING = 1.28
_POINTS = 72.0  # per inch
_GAP = 0.12  # inches between paragraphs
_MOST_LINES = 2  # of a paragraph
_PAD = 0.24 * TEXT  # points around the word of a verdict

_SIGNS = {  # word and colour say the same; contrast is enough for large white letters
    Verdict.SUPPORTED: ("SUPPORTED", "#007A5A"),
    Verdict.REFUTED: ("REFUTED", COLOURS[1]),
    Verdict.UNDECIDED: ("NOT DECIDED", GREY),
}


class Line(NamedTuple):
    """A sentence below the headline.

    Parameters
    ----------
    text : str
    verdict : Verdict or None
        Stands before it in its colour.
    """

    text: str
    verdict: Verdict | None = None


def new_slide(
    headline: str,
    lines: Sequence[Line],
    source: str,
    key: Sequence[tuple[str, str]] = (),
) -> Figure:
    """Return a figure with its words; the space between them is for axes.

    Parameters
    ----------
    headline : str
    lines : sequence of Line
        Each takes two lines at most, and is cut off after that.
    source : str
        At the foot: what bars mean, how often it was played.
    key : sequence of (str, str)
        Names and the colours they stand for, in one line above the axes.

    Returns
    -------
    Figure
        Axes added to it are laid out by themselves.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow import

    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=_DOTS, facecolor="white")
    room = (_WIDTH - 2 * _MARGIN) * _POINTS
    top = _MARGIN * 0.8
    for text in _cut(broken(headline, _HEADLINE, room, bold=True), 1 + _MOST_LINES):
        _write(figure, text, _MARGIN, top, _HEADLINE, weight="bold")
        top += _HEADLINE * _LEADING / _POINTS
    top += _GAP
    for line in lines:
        left = _MARGIN
        if line.verdict is not None:
            left += _stamp(figure, line.verdict, top)
        inner = (_WIDTH - _MARGIN - left) * _POINTS
        for text in _cut(broken(line.text, TEXT, inner), _MOST_LINES):
            _write(figure, text, left, top, TEXT)
            top += TEXT * _LEADING / _POINTS
        top += _GAP
    if key:
        left = _MARGIN
        for name, colour in key:
            text = f"■ {name}"
            _write(figure, text, left, top, TEXT, color=colour, weight="bold")
            left += (width_of(text, TEXT, bold=True) + 2 * TEXT) / _POINTS
        top += TEXT * _LEADING / _POINTS
    feet = broken(source, TEXT, room)
    bottom = _MARGIN * 0.5 + len(feet) * TEXT * _LEADING / _POINTS
    for n, text in enumerate(feet):
        down = _HEIGHT - bottom + n * TEXT * _LEADING / _POINTS
        _write(figure, text, _MARGIN, down, TEXT, color=GREY)
    side = 0.5 * _MARGIN / _WIDTH
    base = (bottom + _GAP) / _HEIGHT
    figure.set_layout_engine(
        "constrained",
        rect=(side, base, 1 - 2 * side, 1 - (top + _GAP) / _HEIGHT - base),
    )
    return figure


def save_slide(figure: Figure, path: str | os.PathLike[str]) -> Path:
    """Write a slide as its file's ending says: ``.svg`` or ``.png``.

    Parameters
    ----------
    figure : Figure
    path : path
        Its folder is made if it does not exist.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If the ending is another.
    """
    import matplotlib as mpl  # noqa: PLC0415 - slow import

    home = Path(path)
    marks = {".svg": {"Date": None}, ".png": {"Software": None}}.get(home.suffix)
    if marks is None:
        raise ValueError(f"{home}: a picture's name ends in .svg or .png")
    home.parent.mkdir(parents=True, exist_ok=True)
    # without these the files would differ from run to run
    with mpl.rc_context({"svg.hashsalt": "omnisim"}):
        figure.savefig(home, metadata=marks)
    return home


def broken(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines that are no wider than there is room.

    Parameters
    ----------
    text : str
    size, room : float, points
    bold : bool

    Returns
    -------
    list of str
        A word that is wider by itself has a line of its own.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in points."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - slow import
    from matplotlib.textpath import TextPath  # noqa: PLC0415 - slow import

    if not text.strip():
        return 0.0
    font = FontProperties(weight="bold" if bold else "normal")
    # usetex is off and "$" is no mathematics here
    path = TextPath((0.0, 0.0), text.replace("$", r"\$"), size=size, prop=font)
    return float(path.get_extents().x1)


def _cut(lines: list[str], most: int) -> list[str]:
    """Keep the first lines, and say that there are more."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _stamp(figure: Figure, verdict: Verdict, top: float) -> float:
    """Write the word of a verdict on its colour; return how wide that is, inches."""
    word, colour = _SIGNS[verdict]
    _write(
        figure,
        word,
        _MARGIN + _PAD / _POINTS,
        top,
        TEXT,
        color="white",
        weight="bold",
        bbox={"facecolor": colour, "edgecolor": "none", "boxstyle": "square,pad=0.24"},
    )
    return (width_of(word, TEXT, bold=True) + 5 * _PAD) / _POINTS


def _write(
    figure: Figure, text: str, left: float, top: float, size: float, **looks: object
) -> None:
    """Write one line whose upper left corner is so many inches into the slide."""
    figure.text(
        left / _WIDTH,
        1 - (top + 0.8 * size / _POINTS) / _HEIGHT,
        text,
        **{  # type: ignore[arg-type] # looks are those of a text
            "fontsize": size,
            "color": INK,
            "va": "baseline",
            "parse_math": False,
            "in_layout": False,
            **looks,
        },
    )
