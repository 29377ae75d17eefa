"""Scenarios side by side: the baseline's figures, and what each change changes.

A difference is shown with its own half-width, which is paired by customers and so
much smaller than those of the two figures; beside it stands what it means: better,
worse, or unclear where the interval holds zero.
"""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from omnisim.experiment.rows import COLUMNS, rows
from omnisim.kpi.definitions import KPIS, unit_of
from omnisim.report import contents, digits, export
from omnisim.report.digits import Shown
from omnisim.report.layout import Grid, Row, Sheet
from omnisim.report.lights import LEADING, look_up
from omnisim.report.part import kpis_of, slices_of
from omnisim.report.parts import PARTS
from omnisim.report.tables import escaped, markdown_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from omnisim.experiment.comparison import Comparison
    from omnisim.experiment.estimates import Estimates
    from omnisim.report.part import Part

__all__ = ["COLUMNS", "to_csv", "to_json", "to_markdown", "to_sheet", "verdict"]

COLUMNS = {
    "scenario": "name of the scenario that is compared with the baseline",
    "baseline": "name of the baseline",
    **COLUMNS,
    "value": "the difference: the scenario's figure minus the baseline's, in the unit",
    "baseline_value": "the baseline's own estimate, in the unit",
    "n": "replications in which both figures have a value",
}

# Broken down by channel or group as well, where there are several.
_KEY_FIGURES = frozenset(
    {
        "abandonment",
        "aht",
        "asa",
        "backlog",
        "concurrency",
        "cost_per_resolution",
        "first_response",
        "occupancy",
        "service_level",
        "sla_met",
        "true_containment",
    }
)
_STYLES = {"better": "green", "worse": "red"}


def verdict(kpi: str, difference: float, half_width: float) -> str:
    """Return what a difference means.

    Parameters
    ----------
    kpi : str
        Id of the figure; its direction says which way is good.
    difference, half_width : float
        In the unit of the figure.

    Returns
    -------
    str
        ``"better"``, ``"worse"``, ``"changed"`` for a figure that is neither good
        nor bad, ``"same"`` where nothing moved at all, ``"unclear"`` where zero lies
        within the interval or nothing is known.

    Examples
    --------
    >>> verdict("service_level", 0.031, 0.012), verdict("asa", 0.3, 1.2)
    ('better', 'unclear')
    """
    # NaN is not above: without a half-width nothing is decided but equality
    if difference == 0 and not half_width > 0:
        return "same"
    if not abs(difference) > half_width:
        return "unclear"
    direction = KPIS[kpi].direction
    if direction == "none":
        return "changed"
    return "better" if (difference > 0) == (direction == "up") else "worse"


def to_sheet(
    comparison: Comparison, *, width: int = 80, ascii_only: bool = False
) -> Sheet:
    """Lay out a comparison for a terminal.

    Parameters
    ----------
    comparison : Comparison
    width : int
        Characters; columns that do not fit continue below.
    ascii_only : bool
        For terminals that cannot show ± and the like.

    Returns
    -------
    Sheet
    """
    sheet = Sheet(width, ascii_only)
    for sentence in _sentences(comparison):
        sheet.say(sentence, "bold")
    sheet.draw(_grids(comparison))
    sheet.say("")
    for line in _footing(comparison):
        sheet.say(line, "dim")
    for text in comparison.warnings:
        sheet.say(f"Warning: {text}", "yellow", indent="  ")
    return sheet


def to_markdown(comparison: Comparison) -> str:
    """Return the same as `to_sheet` as Markdown."""
    blocks = [f"# Compared with {escaped(comparison.baseline)}"]
    blocks += [f"**{escaped(sentence)}**" for sentence in _sentences(comparison)]
    for grid in _grids(comparison):
        blocks += [f"## {grid.title.capitalize()}", markdown_grid(grid)]
    blocks.append("\n".join(f"- {escaped(line)}" for line in _footing(comparison)))
    blocks += [f"> Warning: {escaped(text)}" for text in comparison.warnings]
    return "\n\n".join(blocks) + "\n"


def _sentences(comparison: Comparison) -> list[str]:
    """Say for each scenario what became of the figure that planners ask for first."""
    said = []
    for name, found in comparison.differences.items():
        known = (kpi for kpi in LEADING if not math.isnan(look_up(found, kpi)[0]))
        kpi = next(known, "asa")
        base = look_up(_baseline(comparison), kpi)
        other = look_up(comparison.results[name].estimates, kpi)
        change = look_up(found, kpi)
        unit = KPIS[kpi].unit
        said.append(
            f"{name} against {comparison.baseline}: {KPIS[kpi].title.lower()} "
            f"{_only_value(base, unit)} becomes {_only_value(other, unit)}, by "
            f"{digits.show_difference(*change, unit)}: {verdict(kpi, *change)}."
        )
    return said


def _only_value(found: tuple[float, float], unit: str) -> str:
    shown = digits.show(*found, unit)
    return str(Shown(shown.value, unit=shown.unit))


def _grids(comparison: Comparison) -> list[Grid]:
    columns = (comparison.baseline, *(f"{name}: by" for name in comparison.differences))
    scenarios = [results.scenario for results in comparison.results.values()]
    found = []
    for part in PARTS:
        # a part that only the changed scenario has is worth seeing as well
        slices = next(filter(None, (slices_of(part, one) for one in scenarios)), ())
        rows = tuple(_rows(part, slices, comparison))
        if rows:
            found.append(Grid(contents.part_title(part, slices), columns, rows))
    return found


def _rows(part: Part, slices: Sequence[str], comparison: Comparison) -> Iterator[Row]:
    scenario = comparison.results[comparison.baseline].scenario
    has_total = slices[:1] == ("all",)
    for kpi in kpis_of(part, scenario):
        if part.by == "issue" and kpi not in _KEY_FIGURES:
            continue  # the whole has been said; there may be many issues
        title = contents.row_title(kpi, scenario)
        for one in slices if kpi in _KEY_FIGURES or not has_total else slices[:1]:
            name = one.partition(":")[2]
            if len(slices) == 1 or one == "all":
                called = title
            else:  # below its total, or one of several without
                called = f"  {name}" if has_total else f"{title}, {name}"
            row = _row(comparison, kpi, one, called)
            if row is not None:
                yield row


def _row(comparison: Comparison, kpi: str, part: str, title: str) -> Row | None:
    """Return the baseline's figure and the differences; None where all is nothing."""
    base = look_up(_baseline(comparison), kpi, part)
    changes = [look_up(found, kpi, part) for found in comparison.differences.values()]
    numbers = [base[0], *(change[0] for change in changes)]
    if all(number == 0 or math.isnan(number) for number in numbers):
        return None
    known = unit_of(kpi, comparison.results[comparison.baseline].scenario)
    form, unit = contents.row_unit(known, [base])
    notes = [
        "" if math.isnan(change[0]) else verdict(kpi, *change) for change in changes
    ]
    cells = (
        digits.show(*base, form),
        *(_show_change(change, known, unit) for change in changes),
    )
    styles = ("", *(_STYLES.get(note, "") for note in notes))
    return Row(title, unit, cells, ("", *notes), styles)


def _show_change(change: tuple[float, float], form: str, unit: str) -> Shown:
    """Show a difference; seconds are named where the row is in minutes."""
    shown = digits.show_difference(*change, form)
    if ":" in shown.unit and shown.unit != unit and "h" in shown.unit + unit:
        # what could be hours or minutes is told to the second, in three parts
        return digits.show_difference(*change, "h:mm:ss")
    # one that is long though the figure is not shows by its colon what it is
    if form != "s" or shown.unit != "s" or unit == "s":
        return shown
    if shown.half_width:
        return replace(shown, half_width=f"{shown.half_width} {shown.unit}")
    return replace(shown, value=f"{shown.value} {shown.unit}")


def _baseline(comparison: Comparison) -> Estimates:
    return comparison.results[comparison.baseline].estimates


def _footing(comparison: Comparison) -> list[str]:
    baseline = comparison.results[comparison.baseline]
    lines = [f"{name} plays {shared}." for name, shared in comparison.customers.items()]
    lines.append(
        contents.rests_on(comparison.replications, baseline.seed, comparison.confidence)
    )
    if len(comparison.differences) > 1:
        together = f"{100 * baseline.estimates.confidence:g} %"
        lines.append(
            f"The intervals of one figure's differences hold together with {together}."
        )
    models: dict[str, str] = {}
    for name, results in comparison.results.items():
        for text in contents.illustrations(results.scenario):
            models.setdefault(text, name)
    if len(models) == 1:
        return [*lines, *models]
    return lines + [f"{name}: {text}" for text, name in models.items()]


def _tidy(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield each difference as a mapping with the keys of `COLUMNS`."""
    scenario = comparison.results[comparison.baseline].scenario
    own = {
        tuple(row[name] for name in ("kpi", "window", "start", "slice")): row["value"]
        for row in rows(_baseline(comparison), scenario)
    }
    for name, found in comparison.differences.items():
        for row in rows(found, scenario):
            key = tuple(row[part] for part in ("kpi", "window", "start", "slice"))
            yield {
                "scenario": name,
                "baseline": comparison.baseline,
                **row,
                "baseline_value": own[key],
            }


def to_csv(comparison: Comparison) -> str:
    """Return every difference as tidy CSV with the columns of `COLUMNS`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(_tidy(comparison))
    return text.getvalue()


def to_json(comparison: Comparison) -> str:
    """Return every difference, and what each scenario was made with, as JSON."""
    body = {
        "format": export.FORMAT,
        "baseline": comparison.baseline,
        "replications": comparison.replications,
        "confidence": comparison.confidence,
        "interrupted": comparison.interrupted,
        "warnings": list(comparison.warnings),
        "customers": {
            name: shared._asdict() for name, shared in comparison.customers.items()
        },
        "scenarios": {
            name: export.metadata(results)
            for name, results in comparison.results.items()
        },
        "columns": COLUMNS,
        "differences": list(_tidy(comparison)),
    }
    return json.dumps(body, indent=1, allow_nan=False)
