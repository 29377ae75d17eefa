"""What a figure is: its name, its formula, and how its two halves are added up.

Every figure is a numerator divided by a denominator, and each of these is a sum of
*measures* (`omnisim.kpi.measures`): ``answered_in_time`` by ``answered + gave_up``.
The formula in words is made from the same text that the computer adds up, so the
two cannot disagree. `omnisim.kpi.definitions` gathers the figures.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from omnisim.kpi.measures import MEASURES

__all__ = [
    "ARRIVAL",
    "CLOCK",
    "CUSTOMER",
    "MONEY",
    "Kpi",
    "chance",
    "count",
    "hours",
    "mean",
    "ratio",
]

# The cohorts: which contacts, or which time, a window counts.
ARRIVAL = (
    "contacts that arrived in the window (with attribution 'end': that ended in it)"
)
CLOCK = "time inside the window by the clock, whenever the work began"
CUSTOMER = "customers whose first contact arrived in the window"

MONEY = "money"  # the unit of costs: shown as the currency of the scenario

_TERM = re.compile(r"([+-]?)\s*([a-z_0-9]+)")
_WIDTH = 79


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A figure's definition.

    Parameters
    ----------
    id : str
        Name in tables, targets and `omnisim explain`.
    title : str
        For headings.
    unit : str
        ``"share"`` (0 to 1), ``"s"``, ``"contacts"``, ``"h"``, ``"money"`` (in the
        currency of the scenario), …; empty for a pure number.
    direction : str
        ``"up"`` or ``"down"`` is good, or ``"none"``.
    formula : str
        In words.
    cohort : str
        Which contacts or which time a window counts.
    estimator : str
        Across replications: ``"ratio"`` of sums, ``"chance"``, a ratio of yes to
        yes or no, ``"mean"`` of the replications that have a value, or ``"count"``,
        a mean in which a missing row is 0.
    source : str
        Who defines it so.
    remark : str
        What to know before comparing it with figures from elsewhere.
    numerator, denominator : str
        Sums of measures, ``"answered + gave_up - short"``.
    """

    id: str
    title: str
    unit: str
    direction: str
    formula: str
    cohort: str
    estimator: str
    source: str = ""
    remark: str = ""
    numerator: str
    denominator: str

    def __str__(self) -> str:
        """Tell the definition in readable prose."""
        good = {"up": "higher is better", "down": "lower is better"}
        unit = _UNITS.get(self.unit, self.unit)
        parts = [
            f"{self.title} ({self.id})",
            "",
            _block(
                "Unit", f"{unit}; {good.get(self.direction, 'neither good nor bad')}"
            ),
            _block("Formula", self.formula),
            _block("Counts", self.cohort),
            _block("Estimate", _ESTIMATORS[self.estimator]),
        ]
        if self.source:
            parts.append(_block("Source", self.source))
        if self.remark:
            parts += ["", textwrap.fill(self.remark, _WIDTH)]
        return "\n".join(parts)


_UNITS = {"": "a pure number", MONEY: "the currency of the scenario"}
_ESTIMATORS = {
    "ratio": "sum of numerators by sum of denominators over all replications",
    "chance": "sum of numerators by sum of denominators over all replications, with "
    "Wilson's interval: where all replications agree that is no certainty",
    "mean": "mean of the replications in which it has a value",
    "count": "mean over all replications; a row that is missing counts as 0",
}


def _block(head: str, text: str) -> str:
    indent = " " * 10
    return textwrap.fill(
        text, _WIDTH, initial_indent=f"{head + ':':10}", subsequent_indent=indent
    )


def terms(text: str) -> dict[str, float]:
    """Read a sum of measures as coefficients by name.

    Examples
    --------
    >>> terms("answered + gave_up - gave_up_short")
    {'answered': 1.0, 'gave_up': 1.0, 'gave_up_short': -1.0}
    """
    return {name: -1.0 if sign == "-" else 1.0 for sign, name in _TERM.findall(text)}


def in_words(text: str) -> str:
    """Say a sum of measures in words."""
    said = ""
    for name, sign in terms(text).items():
        link = "" if not said else (" - " if sign < 0 else " + ")
        said += link + MEASURES[name]
    return said


def _bracketed(text: str) -> str:
    return f"({in_words(text)})" if len(terms(text)) > 1 else in_words(text)


def ratio(
    id: str,  # noqa: A002 - the field's own name
    title: str,
    numerator: str,
    denominator: str,
    *,
    unit: str = "share",
    direction: str = "none",
    cohort: str = ARRIVAL,
    source: str = "",
    remark: str = "",
    formula: str = "",
) -> Kpi:
    """Define a ratio of sums; its formula in words follows from its measures."""
    return Kpi(
        id=id,
        title=title,
        unit=unit,
        direction=direction,
        formula=formula or f"{_bracketed(numerator)} ÷ {_bracketed(denominator)}",
        cohort=cohort,
        estimator="ratio",
        source=source,
        remark=remark,
        numerator=numerator,
        denominator=denominator,
    )


def chance(
    id: str,  # noqa: A002 - the field's own name
    title: str,
    numerator: str,
    denominator: str,
    *,
    source: str = "",
    remark: str = "",
) -> Kpi:
    """Define how often something good happens, of the times that it might have."""
    return Kpi(
        id=id,
        title=title,
        unit="share",
        direction="up",
        formula=f"{in_words(numerator)} ÷ {in_words(denominator)}",
        cohort=ARRIVAL,
        estimator="chance",
        source=source,
        remark=remark,
        numerator=numerator,
        denominator=denominator,
    )


def count(
    id: str,  # noqa: A002 - the field's own name
    title: str,
    measure: str,
    *,
    unit: str = "contacts",
    direction: str = "none",
    cohort: str = ARRIVAL,
    source: str = "",
    remark: str = "",
) -> Kpi:
    """Define a number of contacts or customers, or another amount of a replication."""
    return Kpi(
        id=id,
        title=title,
        unit=unit,
        direction=direction,
        formula=in_words(measure),
        cohort=cohort,
        estimator="count",
        source=source,
        remark=remark,
        numerator=measure,
        denominator="one",
    )


def hours(
    id: str,  # noqa: A002 - the field's own name
    title: str,
    measure: str,
    *,
    direction: str = "none",
    source: str = "",
    remark: str = "",
) -> Kpi:
    """Define an amount of agents' time, in hours."""
    return Kpi(
        id=id,
        title=title,
        unit="h",
        direction=direction,
        formula=f"{in_words(measure)}, in hours, all agents together",
        cohort=CLOCK,
        estimator="count",
        source=source,
        remark=remark,
        numerator=measure,
        denominator="hour",
    )


def mean(
    id: str,  # noqa: A002 - the field's own name
    title: str,
    formula: str,
    numerator: str,
    denominator: str,
    *,
    unit: str = "s",
    direction: str = "down",
    cohort: str = ARRIVAL,
    source: str = "",
    remark: str = "",
) -> Kpi:
    """Define a figure that each replication has as a whole, such as a percentile."""
    return Kpi(
        id=id,
        title=title,
        unit=unit,
        direction=direction,
        formula=formula,
        cohort=cohort,
        estimator="mean",
        source=source,
        remark=remark,
        numerator=numerator,
        denominator=denominator,
    )
