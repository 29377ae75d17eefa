"""Estimates as rows: one per figure, window and slice, the same wherever they go.

`COLUMNS` says what each column holds. Numbers are written in full, in the unit of
the figure's definition.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from omnisim.kpi.definitions import KPIS, unit_of
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from omnisim.experiment.estimates import Estimates
    from omnisim.scenario.schema import Scenario

__all__ = ["COLUMNS", "definition", "known", "rows", "write_csv"]

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "kpi": "id of the figure, as in `omnisim explain`",
        "window": "run, day or interval",
        "start": "wall clock at the beginning of the window, ISO 8601",
        "slice": "all, or kind and name such as channel:phone",
        "value": "the estimate, in the unit",
        "half_width": "of its 95 % confidence interval, in the unit",
        "sd": "standard deviation between replications, in the unit",
        "n": "replications in which the figure has a value",
        "unit": "share (0 to 1), s, contacts, h, EUR, ...; empty for pure numbers",
        "definition": "id of the exact definition: the form of service level in use",
    }
)


def rows(estimates: Estimates, scenario: Scenario) -> Iterator[dict[str, Any]]:
    """Yield each estimate as a mapping from column to value.

    Parameters
    ----------
    estimates : Estimates
    scenario : Scenario
        Says when windows begin and which form of service level is in use.

    Yields
    ------
    dict
        The keys of `COLUMNS`; a missing number is None.
    """
    names = estimates.names
    starts = _Starts(scenario)
    columns = zip(
        names.kpi.tolist(),
        names.window_kind.tolist(),
        names.window.tolist(),
        names.slice_kind.tolist(),
        names.slice.tolist(),
        estimates.value.tolist(),
        estimates.half_width.tolist(),
        estimates.sd.tolist(),
        estimates.n.tolist(),
        strict=True,
    )
    for kpi, kind, number, slice_kind, part, value, half_width, sd, n in columns:
        yield {
            "kpi": kpi,
            "window": kind,
            "start": starts.of(kind, number),
            "slice": f"{slice_kind}:{part}" if slice_kind != "all" else "all",
            "value": known(value),
            "half_width": known(half_width),
            "sd": known(sd),
            "n": n,
            "unit": unit_of(kpi, scenario),
            "definition": definition(kpi, scenario),
        }


def definition(kpi: str, scenario: Scenario) -> str:
    """Return the id of the exact definition behind a figure."""
    form = f"{kpi}_{scenario.service_level.value}"
    return form if form in KPIS else kpi


class _Starts:
    """When windows begin, by the wall clock."""

    def __init__(self, scenario: Scenario) -> None:
        calendar = scenario.calendar
        self._start = calendar.start
        self._warm_up = calendar.warm_up
        self._length = {"run": 0.0, "day": DAY, "interval": calendar.interval}

    def of(self, kind: str, number: int) -> str:
        # a window that the warm-up cuts into begins where the warm-up ends
        seconds = max(self._length[kind] * number, self._warm_up)
        return (self._start + dt.timedelta(seconds=seconds)).isoformat()


def write_csv(estimates: Estimates, scenario: Scenario, file: Any) -> None:  # noqa: ANN401 - anything with write()
    """Write the estimates as tidy CSV into an open text file."""
    writer = csv.DictWriter(file, fieldnames=list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(estimates, scenario))


def known(number: float) -> float | None:
    """Return a number, or None for one that is missing or endless: JSON has neither."""
    return number if math.isfinite(number) else None
